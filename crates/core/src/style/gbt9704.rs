//! GB/T 9704-2012, number by number; the clause stands beside each.

use super::{FaceRole, Grid, PageNumberStyle, PageStyle, ParagraphStyle, Stylesheet, TableStyle};
use crate::Length;
use crate::document::{Align, Role};

/// 2号, the size of a title (7.3.1).
const SIZE_2: Length = Length::pt(22);
/// 3号, the size of everything unless said otherwise (5.2.2).
const SIZE_3: Length = Length::pt(16);
/// 4号, the size of page numbers (7.5) and of the imprint (7.4).
const SIZE_4: Length = Length::pt(14);
/// 小四; the standard is silent on the type of tables, 小四 is practice.
const SIZE_TABLE: Length = Length::pt(12);

/// 22 lines in 225 mm: the largest whole number of twips that fits (5.2.3).
const LINE_PITCH: Length = Length::twips(579);
/// 28 characters in 156 mm: 16 pt type with -5 twips of spacing (5.2.3).
const CHARACTER_CELL: Length = Length::hundredths_pt(1575);
const BODY_SPACING: Length = Length::twips(-5);

pub(super) fn stylesheet() -> Stylesheet {
    Stylesheet {
        // 5.1: A4. 5.2.1: 天头 37 mm, 订口 28 mm, 版心 156 x 225 mm; the other two margins follow.
        page: PageStyle {
            width: Length::mm(210),
            height: Length::mm(297),
            top_margin: Length::mm(37),
            binding_margin: Length::mm(28),
            bottom_margin: Length::mm(35),
            right_margin: Length::mm(26),
        },
        grid: Grid { characters: 28, lines: 22, line_pitch: LINE_PITCH, character_cell: CHARACTER_CELL },
        // 7.5: 4号 宋体, a 一字线 on each side, 7 mm below, one character in.
        page_number: PageNumberStyle {
            face: FaceRole::Song,
            size: SIZE_4,
            distance: Length::mm(7),
            side_indent: 100,
            prefix: "— ",
            suffix: " —",
        },
        // Not in the standard; the thicknesses of 7.4.1 serve here too.
        table: TableStyle {
            outer_rule: Length::hundredths_mm(35),
            inner_rule: Length::hundredths_mm(25),
            padding: Length::hundredths_mm(150),
        },
        paragraphs: Role::ALL.map(paragraph),
    }
}

fn paragraph(role: Role) -> ParagraphStyle {
    let body = ParagraphStyle {
        face: FaceRole::FangSong,
        size: SIZE_3,
        character_spacing: BODY_SPACING,
        line_pitch: LINE_PITCH,
        align: Align::Justify,
        first_line_indent: 200, // 7.3.3
        left_indent: 0,
        right_indent: 0,
        lines_before: 0,
        lines_after: 0,
        keep_with_next: false,
        balanced: false,
    };
    match role {
        Role::Body => body,
        // 7.3.1: 2号 小标宋, centred, 梯形 or 菱形; 7.3.2: one blank line below.
        Role::Title => ParagraphStyle {
            face: FaceRole::XiaoBiaoSong,
            size: SIZE_2,
            character_spacing: Length::ZERO,
            align: Align::Center,
            first_line_indent: 0,
            lines_after: 1,
            keep_with_next: true,
            balanced: true,
            ..body
        },
        // 7.3.2: flush left, also when wrapped.
        Role::Addressees => ParagraphStyle { first_line_indent: 0, ..body },
        // 7.3.3: 黑体, 楷体, 仿宋, 仿宋; none is bold.
        Role::Heading1 => ParagraphStyle { face: FaceRole::HeiTi, keep_with_next: true, ..body },
        Role::Heading2 => ParagraphStyle { face: FaceRole::KaiTi, keep_with_next: true, ..body },
        Role::Heading3 | Role::Heading4 => ParagraphStyle { keep_with_next: true, ..body },
        // 7.3.5.2: one blank line below the body, two characters from the right; the date starts two
        // characters right of the name, which layout and DOCX work out from the widths of both.
        Role::Signature => ParagraphStyle {
            align: Align::Right,
            first_line_indent: 0,
            right_indent: 200,
            lines_before: 1,
            keep_with_next: true,
            ..body
        },
        Role::IssueDate => {
            ParagraphStyle { align: Align::Right, first_line_indent: 0, right_indent: 200, ..body }
        }
        // 7.3.6: in round brackets, two characters in.
        Role::Note => ParagraphStyle { first_line_indent: 200, ..body },
        // 7.3.7: 黑体 on line 1, title on line 3.
        Role::AttachmentLabel => ParagraphStyle {
            face: FaceRole::HeiTi,
            first_line_indent: 0,
            lines_after: 1,
            keep_with_next: true,
            ..body
        },
        Role::AttachmentTitle => ParagraphStyle {
            face: FaceRole::XiaoBiaoSong,
            size: SIZE_2,
            character_spacing: Length::ZERO,
            align: Align::Center,
            first_line_indent: 0,
            lines_after: 1,
            keep_with_next: true,
            balanced: true,
            ..body
        },
        Role::TableCaption => ParagraphStyle {
            face: FaceRole::HeiTi,
            size: SIZE_4,
            character_spacing: Length::ZERO,
            align: Align::Center,
            first_line_indent: 0,
            keep_with_next: true,
            ..body
        },
        Role::TableHeader => {
            ParagraphStyle { face: FaceRole::HeiTi, align: Align::Center, ..table_text(body) }
        }
        Role::TableCell => table_text(body),
    }
}

fn table_text(body: ParagraphStyle) -> ParagraphStyle {
    ParagraphStyle {
        size: SIZE_TABLE,
        character_spacing: Length::ZERO,
        line_pitch: Length::pt(20),
        first_line_indent: 0,
        ..body
    }
}
