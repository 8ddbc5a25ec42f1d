//! The quantities 数量 of a text: numbers with their units, and what they stand for.
