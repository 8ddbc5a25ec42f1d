//! What there was, came, went and is left, and what was aimed at 收支、余额、目标.

pub(crate) mod aim_passed;
pub(crate) mod balance;
pub(crate) mod flow_lists;
pub(crate) mod flow_words;
pub(crate) mod goals;
pub(crate) mod ledger;
pub(crate) mod pace;
pub(crate) mod passing;
pub(crate) mod phrase;
pub(crate) mod remaining;
pub(crate) mod rest;
pub(crate) mod rest_afar;
pub(crate) mod rest_item;
pub(crate) mod rest_lists;
pub(crate) mod rest_named;
pub(crate) mod rest_whole;
pub(crate) mod rest_words;
pub(crate) mod sheet;
pub(crate) mod targets;
pub(crate) mod verdicts;
