//! A draft 草稿 (Word, text, Markdown) to a report file, with the promise that the finished document has the draft's text.
//!
//! ```
//! # #[cfg(feature = "import")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let draft = "某某镇人民政府关于值班安排的通知\n各村民委员会：\n请做好值班工作。".as_bytes();
//! use gongwen::import::{self, Options};
//! let imported = import::draft(draft, Some("txt"), &Options::default()).map_err(gongwen::Diagnostics::from)?;
//! let report = gongwen::Report::from_toml(&imported.toml)?;
//! assert_eq!(report.elements.addressees, ["各村民委员会"]);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "import"))]
//! # fn main() {}
//! ```

use std::sync::LazyLock;

use gongwen_core::read::{self, Notation};
use gongwen_document::{Diagnostic, Diagnostics, Message, to_text};
use gongwen_import::import;
use gongwen_template::{Templates, compose, default_template};

use crate::named;

pub use gongwen_import::{
    Draft, Fate, Imported, Kept, Kind, Loss, Losses, Named, Options, Passage, Recognised,
};

/// The largest file that is read as a draft: what is larger is no draft.
pub const MAX_BYTES: u64 = 64 << 20;

/// Makes a report file of the bytes of a draft; `ending` is that of its name, which tells Markdown from text.
///
/// The file has as much structure as still prints the draft's text, line by line; white space at line ends and, unless
/// [`Options::keep_punctuation`] says otherwise, widened marks aside.
///
/// # Errors
/// What is no draft, with how to convert it; what is encrypted, broken, too large, empty, or a form table as a whole.
pub fn draft(bytes: &[u8], ending: Option<&str>, options: &Options) -> Result<Imported, Diagnostic> {
    let draft = gongwen_import::read(bytes, ending)?;
    import(draft, options, &mut named::name, &mut |imported| {
        same(&printed(imported, &TEMPLATES)?, &imported.text)
    })
}

/// The templates that tell what a report file prints: reading them costs as much as all else of an import.
static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::builtin);

/// The text that a report file prints; the first of its errors when it has any.
fn printed(imported: &Imported, templates: &Templates) -> Result<String, Message> {
    let checked = read::report(imported.toml.as_bytes(), Notation::Toml).map_err(first)?;
    let name = default_template(&checked.report);
    Ok(to_text(&compose(&checked.report, templates, name).map_err(first)?))
}

/// What the first error says.
fn first(found: Diagnostics) -> Message {
    let error = found.iter().find(|it| it.is_error()).or(found.iter().next());
    error.map_or_else(|| Message::new("", ""), |it| it.message.clone())
}

/// Whether two texts have the same lines, white space at their ends aside; the first line that differs otherwise.
fn same(printed: &str, draft: &str) -> Result<(), Message> {
    if lines(printed).eq(lines(draft)) {
        return Ok(());
    }
    let at = lines(printed).zip(lines(draft)).take_while(|(one, other)| one == other).count();
    let quote = |text: &str| lines(text).nth(at).unwrap_or_default().chars().take(40).collect::<String>();
    let (theirs, ours) = (quote(draft), quote(printed));
    Err(Message::new(
        format!("第 {} 行是“{theirs}”，排出来是“{ours}”", at + 1),
        format!("line {} is `{theirs}` and would be printed as `{ours}`", at + 1),
    ))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_end().lines().map(str::trim)
}
