//! What one village gives to a number.

use rust_decimal::Decimal;

/// What one village gives to a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Name of the village; its key when the table has no names.
    pub village: String,
    /// Number of its row.
    pub row: u32,
    /// Its value, in the unit of the figure.
    pub value: Decimal,
    /// Weight of the village, when the number is a weighted average 加权平均.
    pub weight: Option<Decimal>,
}
