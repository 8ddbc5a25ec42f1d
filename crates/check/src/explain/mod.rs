//! What each code means, for `--explain` and the guide.

mod figures;
mod marks;
mod numbers;
mod words;

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

/// The tables, one for each family.
const TABLES: &[&[Explained]] = &[figures::CODES, numbers::CODES, marks::CODES, words::CODES, words::ADVICE];

/// All codes, by family.
///
/// ```
/// assert!(gongwen_check::explained().any(|it| it.code == "figures/rate"));
/// ```
pub fn explained() -> impl Iterator<Item = &'static Explained> {
    TABLES.iter().copied().flatten()
}

/// What a code means; none when there is no such code.
///
/// ```
/// use gongwen_check::explain;
/// assert!(explain("figures/growth").is_some_and(|it| it.why.contains("年均")));
/// assert_eq!(explain("figures/none"), None);
/// ```
pub fn explain(code: &str) -> Option<&'static Explained> {
    explained().find(|it| it.code == code)
}
