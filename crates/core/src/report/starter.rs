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
    /// A request to a higher body 请示.
    Request,
    /// A report to a higher body 报告.
    Report,
    /// The reply to a request 批复.
    Reply,
    /// A notice 通知.
    Notice,
    /// The work report of a village 村.
    Village,
}

impl Starter {
    /// All of them.
    pub const ALL: [Starter; 10] = [
        Starter::Annual,
        Starter::General,
        Starter::Letter,
        Starter::Order,
        Starter::Minutes,
        Starter::Request,
        Starter::Report,
        Starter::Reply,
        Starter::Notice,
        Starter::Village,
    ];

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
            Starter::Request => include_str!("starters/request.toml"),
            Starter::Report => include_str!("starters/report.toml"),
            Starter::Reply => include_str!("starters/reply.toml"),
            Starter::Notice => include_str!("starters/notice.toml"),
            Starter::Village => include_str!("starters/village.toml"),
        }
    }
}
