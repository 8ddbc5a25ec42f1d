//! How a run ended.

use super::unmade::Unmade;

/// How a run ended.
#[derive(Default)]
pub(crate) struct Ended {
    /// Documents made.
    pub(crate) made: u32,
    /// Documents that were there already.
    pub(crate) kept: u32,
    /// Those among the made whose line pitch is less, to save a sheet; none when that was not asked for.
    pub(crate) tightened: Option<u32>,
    /// Documents that could not be made.
    pub(crate) failed: u32,
    /// These, and the rows that the gate refused.
    pub(crate) unmade: Unmade,
    /// Whether the user stopped it.
    pub(crate) interrupted: bool,
}
