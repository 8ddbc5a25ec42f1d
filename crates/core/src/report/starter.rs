//! Report files to start from.

/// A commented annual work report to start from, which reads without a warning.
///
/// ```
/// use gongwen_core::{read, report};
/// let checked = read::report(report::STARTER.as_bytes(), read::Notation::Toml)?;
/// assert!(checked.warnings.is_empty());
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub const STARTER: &str = Starter::Annual.source();

/// The kinds of report file to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Starter {
    /// An annual work report 年度工作报告.
    Annual,
    /// Any other document 一般公文.
    General,
    /// A letter 信函.
    Letter,
    /// An order 命令.
    Order,
    /// Minutes 纪要.
    Minutes,
}

impl Starter {
    /// All of them.
    pub const ALL: [Starter; 5] =
        [Starter::Annual, Starter::General, Starter::Letter, Starter::Order, Starter::Minutes];

    /// The commented report file, in TOML; each reads without a warning.
    ///
    /// ```
    /// use gongwen_core::{read, report::Starter};
    /// for starter in Starter::ALL {
    ///     let checked = read::report(starter.source().as_bytes(), read::Notation::Toml)?;
    ///     assert_eq!(checked.warnings, []);
    /// }
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub const fn source(self) -> &'static str {
        match self {
            Starter::Annual => include_str!("starters/annual.toml"),
            Starter::General => include_str!("starters/general.toml"),
            Starter::Letter => include_str!("starters/letter.toml"),
            Starter::Order => include_str!("starters/order.toml"),
            Starter::Minutes => include_str!("starters/minutes.toml"),
        }
    }
}
