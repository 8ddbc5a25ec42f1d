//! What witnesses are known to do otherwise than Word, by document. An entry that is no longer needed is taken out.

use super::Witness;

/// A document that a witness lays out on other pages than Word does.
pub(crate) struct Known {
    pub(crate) witness: Witness,
    /// As `jinjiang-2024.annual-report`.
    pub(crate) document: &'static str,
    pub(crate) reason: &'static str,
}

pub(crate) const KNOWN: &[Known] = &[];
