//! What is looked for.

use jiff::civil::Date;

/// What a check looks for, and by which date.
///
/// ```
/// use gongwen_check::Options;
/// let options = Options { only: vec!["figures/".into()], ..Options::default() };
/// assert!(options.wants("figures/rate") && !options.wants("mark/doubled"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The date of the document 成文日期, by which deadlines are judged; without one it is looked for in the text.
    pub date: Option<Date>,
    /// Whether hints are wanted 建议: what is worth a look, and not wrong for sure.
    pub advice: bool,
    /// Only codes that begin with one of these; all when there are none.
    pub only: Vec<String>,
    /// No codes that begin with one of these.
    pub skip: Vec<String>,
}

impl Options {
    /// Whether findings of this code are wanted.
    pub fn wants(&self, code: &str) -> bool {
        let begins = |prefixes: &[String]| prefixes.iter().any(|prefix| code.starts_with(prefix.as_str()));
        (self.only.is_empty() || begins(&self.only)) && !begins(&self.skip)
    }

    /// The same for arithmetic alone: what `render` looks at before it makes a document.
    #[must_use]
    pub fn arithmetic() -> Options {
        Options { only: vec!["figures/".into(), "table/".into()], ..Options::default() }
    }
}
