//! What a report 工作报告 says: its model, its reading from TOML and JSON, its figures 指标 and how
//! they must agree, its checks, and the profiles of houses that depart from the standard. No IO, no clock, no environment.
//!
//! [`Report::from_toml`] is the whole way: bytes become a checked [`Report`], or all that is wrong with them is told.

pub mod interval;
pub mod profile;
pub mod read;
pub mod report;

pub use interval::{Interval, Verdict};
pub use profile::{Departure, Profile};
pub use report::Report;
