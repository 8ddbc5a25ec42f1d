//! Shares and rates 占比与比率.

pub(crate) mod afar;
pub(crate) mod afar_homes;
pub(crate) mod against_plan;
pub(crate) mod cleared;
pub(crate) mod counts;
pub(crate) mod division;
pub(crate) mod fractions;
pub(crate) mod halves;
pub(crate) mod hundred;
pub(crate) mod kindred;
pub(crate) mod of_number;
pub(crate) mod of_rate;
pub(crate) mod own_name;
pub(crate) mod parted;
pub(crate) mod plan_afar;
pub(crate) mod rate;
pub(crate) mod rate_words;
pub(crate) mod ratio;
pub(crate) mod referred;
pub(crate) mod rows;
pub(crate) mod shares;
pub(crate) mod spoken;
pub(crate) mod times;
pub(crate) mod undone;
pub(crate) mod vulgar;
pub(crate) mod wholes;
