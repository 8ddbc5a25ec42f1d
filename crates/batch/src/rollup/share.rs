//! What one village gives to a number.

use rust_decimal::Decimal;

/// What one village gives to a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its name, or its key.
    pub village: String,
    /// Number of its row.
    pub row: u32,
    /// Its value, in the unit of the figure.
    pub value: Decimal,
    /// Its weight, in a weighted average.
    pub weight: Option<Decimal>,
}
