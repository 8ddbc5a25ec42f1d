//! 主送机关 that would keep the text off page 1 move to the imprint (7.3.2).

use gongwen_document::{BlockKind, Diagnostic, Document, Facts, Message, Place, Role, Stylesheet};

use crate::flow::sheets::find_sheets;
use crate::flow::units::{Content, Flow};

/// The block of the addressees below the title, if no text stands on their page because of them.
pub(crate) fn pushing_text_off(flow: &Flow, document: &Document, style: &Stylesheet) -> Option<usize> {
    let role = |index: usize| match document.blocks.get(index).map(|block| &block.kind) {
        Some(BlockKind::Paragraph { role, .. }) => Some(*role),
        _ => None,
    };
    let block = (1..document.blocks.len())
        .find(|index| role(*index) == Some(Role::Addressees) && role(index - 1) == Some(Role::Title))?;
    let start = *flow.starts.get(block)?;
    let end = *flow.starts.get(block + 1)?;
    let rest = flow.units.get(end..)?;
    let text = end + rest.iter().position(|unit| !matches!(unit.content, Content::Blank))?;
    if matches!(flow.units.get(text)?.content, Content::PageBreak(_)) {
        return None;
    }
    let sheets = find_sheets(flow, style);
    let sheet = |unit: usize| sheets.iter().position(|sheet| (sheet.start..sheet.end).contains(&unit));
    let first = sheets.get(sheet(*flow.starts.get(block - 1)?)?)?;
    if sheet(text) == sheet(first.start) {
        return None;
    }
    // Without them, is there room for a line?
    let above: i64 = flow.units.get(first.start..start)?.iter().map(|unit| unit.height).sum();
    (above + flow.units.get(text)?.height <= first.area).then_some(block)
}

/// What to tell the user when the addressees were moved to the imprint.
///
/// ```
/// let facts = gongwen_document::Facts { recipients_moved: true, ..Default::default() };
/// assert!(gongwen_layout::recipients_moved(&facts).is_some_and(|found| !found.is_error()));
/// ```
pub fn recipients_moved(facts: &Facts) -> Option<Diagnostic> {
    facts.recipients_moved.then(|| {
        Diagnostic::warning(
            "gbt9704/7.3.2",
            Message::new(
                "主送机关太多，首页排不下正文，已移到版记的抄送机关之上（7.3.2）",
                "the addressees would keep the text off page 1; they were moved to the imprint (7.3.2)",
            ),
        )
        .at(Place::report("addressees", None))
        .help(Message::new(
            "如要留在首页，请用规范化的统称，如“各乡镇人民政府”",
            "name them by their kind, as in “各乡镇人民政府”, to keep them on page 1",
        ))
    })
}
