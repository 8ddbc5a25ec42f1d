//! An entry of the tables.

/// What a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The code, `area/rule`.
    pub code: &'static str,
    /// What is looked for, in Chinese.
    pub what: &'static str,
    /// The same in English.
    pub what_en: &'static str,
    /// Why it is wrong, and what is let pass, in Chinese.
    pub why: &'static str,
    /// Clause or list; empty for arithmetic.
    pub source: &'static str,
    /// A text that gets this finding.
    pub wrong: &'static str,
    /// The same as it should be.
    pub right: &'static str,
}
