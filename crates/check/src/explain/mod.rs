//! What each code means, for `--explain` and the guide.

mod entry;
mod figures;
mod marks;
mod numbers;
mod words;

pub use entry::Explained;

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
