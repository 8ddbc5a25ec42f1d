//! What witnesses are known to do otherwise than Word, by document. An entry that is no longer needed is taken out.

use super::which::Witness;

/// A document that a witness lays out on other pages than Word does.
pub(crate) struct Known {
    pub(crate) witness: Witness,
    /// As `jinjiang-2024.annual-report`.
    pub(crate) document: &'static str,
    pub(crate) reason: &'static str,
}

/// The white above footnotes, and a fifth of an em beside digits, move lines over a page's end.
const FEET: &str = "it leaves more white above footnotes, so that one line goes to the next page";
/// Line ends elsewhere move one line over a page's end.
const FIFTH: &str = "it sets a fifth of an em between 汉字 and digits, so that a paragraph is cut elsewhere";
pub(crate) const KNOWN: &[Known] = &[
    Known { witness: Witness::LibreOffice, document: "footnotes.general", reason: FEET },
    Known { witness: Witness::LibreOffice, document: "jinjiang-2024.annual-report-outline", reason: FIFTH },
    Known {
        witness: Witness::OnlyOffice,
        document: "landscape-60.general",
        reason: "rows of its table have fewer lines without white beside digits, so that it takes a page less",
    },
];
