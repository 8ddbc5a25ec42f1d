//! Averages, products and units 平均数、单量、单位换算.

pub(crate) mod average;
pub(crate) mod average_afar;
pub(crate) mod average_scope;
pub(crate) mod bounded;
pub(crate) mod by_days;
pub(crate) mod by_unit;
pub(crate) mod conversion;
pub(crate) mod count_afar;
pub(crate) mod each;
pub(crate) mod extent;
pub(crate) mod factors;
pub(crate) mod groups;
pub(crate) mod hours;
pub(crate) mod months;
pub(crate) mod per;
pub(crate) mod per_one;
pub(crate) mod product;
pub(crate) mod quotients;
pub(crate) mod reckoned;
pub(crate) mod spans;
pub(crate) mod standard;
pub(crate) mod tiers;
pub(crate) mod unit_price;
