//! Wholes and their parts 总数与分项.

pub(crate) mod added;
pub(crate) mod among;
pub(crate) mod closed;
pub(crate) mod continued;
pub(crate) mod crossed;
pub(crate) mod days;
pub(crate) mod follow;
pub(crate) mod gathered;
pub(crate) mod itemised;
pub(crate) mod kinds;
pub(crate) mod meant;
pub(crate) mod mixed;
pub(crate) mod net;
pub(crate) mod opening;
pub(crate) mod opposed;
pub(crate) mod outgrown;
pub(crate) mod pairs;
pub(crate) mod partition;
pub(crate) mod parts;
pub(crate) mod recalled;
pub(crate) mod stages;
pub(crate) mod states;
pub(crate) mod total;
pub(crate) mod twofold;
