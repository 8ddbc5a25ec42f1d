//! Wrapped lines stand below the place of a hang: names behind an ordinal or a colon (7.3.4, 10.3).

use crate::common;

use common::{block, lines, pages};
use gongwen_document::{BlockKind, Inline, Length, Role, Stylesheet};

fn hanging(role: Role, before: &str, after: &str) -> Vec<common::PlacedLine> {
    let inlines = vec![Inline::text(before), Inline::Hang, Inline::text(after)];
    let made = pages(vec![block(BlockKind::Paragraph { role, inlines })], &Stylesheet::gbt9704());
    lines(&made.pages[0])
}

#[test]
fn wrapped_names_of_attachments_align_with_the_first_character_of_the_name() {
    let name = "某某县，“十四五”时期农业农村发展情况，高标准农田建设情况和2025年工作打算一览表";
    for (role, before, indent) in [
        (Role::AttachmentNote, "附件：1. ", 2),
        (Role::AttachmentNoteNext, "2. ", 5),
        (Role::AttachmentNote, "附件：", 2),
    ] {
        let style = Stylesheet::gbt9704();
        let made = {
            let inlines = vec![Inline::text(before), Inline::Hang, Inline::text(name)];
            pages(vec![block(BlockKind::Paragraph { role, inlines })], &style)
        };
        let found = lines(&made.pages[0]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].left, Length::mm(28) + style.grid.character_cell * indent);
        let run = &made.pages[0].runs.iter().find(|run| run.text.contains('某')).expect("the name");
        let at = run.text.find('某').expect("its first character");
        let first = run.glyphs.iter().find(|glyph| glyph.text.start == at).expect("its glyph");
        assert_eq!(found[1].left, first.x, "{found:?}");
    }
}

#[test]
fn a_hang_that_leaves_no_room_is_none() {
    let found = hanging(Role::Attendance, &"某".repeat(20), &"某".repeat(30));
    assert_eq!(found[1].left, Length::mm(28) + Stylesheet::gbt9704().grid.character_cell * 2);
}
