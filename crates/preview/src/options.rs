//! What is asked for.

use std::path::PathBuf;

use gongwen::{Language, Press};

/// Makes the press, at the beginning and whenever fonts, templates or the form change; `None` when something is wrong
/// with them, which it has told.
pub type MakePress = Box<dyn Fn() -> Option<Press> + Send + Sync>;

/// What is shown, and how.
pub struct Options {
    /// The report file.
    pub report: PathBuf,
    /// The table whose rows fill the report; one row is shown at a time.
    pub rows: Option<PathBuf>,
    /// Which sheet of it.
    pub sheet: Option<String>,
    /// The file of findings that were looked at and stay, beside the report.
    pub accepted: PathBuf,
    /// Makes the press.
    pub press: MakePress,
    /// The files and folders that the press is made of: fonts, templates, the form.
    pub tools: Vec<PathBuf>,
    /// Whether the text is checked as `gongwen check` does.
    pub check: bool,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Whether files are only looked at each second, for folders that send no events.
    pub poll: bool,
    /// The command line that opens a place, with `{file}`, `{line}` and `{column}` in it; run without a shell.
    pub editor: Option<String>,
    /// Language of what is told.
    pub language: Language,
}
