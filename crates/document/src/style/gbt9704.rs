//! GB/T 9704-2012, number by number; the clause stands beside each.

use super::{
    CharacterGrid, ClosingStyle, ContentsStyle, DoubleRule, FaceRole, FootnoteStyle, HeadRuleStyle,
    ImprintStyle, LetterheadStyle, MeasuredFrom, PageHeaderStyle, PageNumberStyle, PageStyle, ParagraphStyle,
    Stylesheet, TableStyle, TextStyle,
};
use crate::Length;
use crate::{Align, Format, Role};

/// 2号, the size of a title (7.3.1).
const SIZE_2: Length = Length::pt(22);
/// 3号, the size of everything unless said otherwise (5.2.2).
const SIZE_3: Length = Length::pt(16);
/// 4号, the size of page numbers (7.5) and of the imprint (7.4).
const SIZE_4: Length = Length::pt(14);
/// 五号, the size of footnotes.
const SIZE_5: Length = Length::hundredths_pt(1050);
/// 小四; the standard is silent on the type of tables, 小四 is practice.
const SIZE_TABLE: Length = Length::pt(12);

/// 22 lines in 225 mm: the largest whole number of twips that fits (5.2.3).
const LINE_PITCH: Length = Length::twips(579);
/// 28 characters in 156 mm: 16 pt type with -5 twips of spacing (5.2.3).
const CHARACTER_CELL: Length = Length::hundredths_pt(1575);
const BODY_SPACING: Length = Length::twips(-5);

impl Stylesheet {
    /// The form of GB/T 9704-2012, number by number.
    pub fn gbt9704() -> Stylesheet {
        stylesheet()
    }
}

impl Default for Stylesheet {
    fn default() -> Stylesheet {
        Stylesheet::gbt9704()
    }
}

fn stylesheet() -> Stylesheet {
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
        grid: CharacterGrid {
            characters: 28,
            lines: 22,
            line_pitch: LINE_PITCH,
            character_cell: CHARACTER_CELL,
        },
        // Word 2013 and later: 0.2498 em between 汉字 and digits, measured in its PDFs.
        text: TextStyle { latin_gap: 25, most_stretch: 12, keep_units: false, latin_face: None },
        // 7.5: 4号 宋体, a 一字线 on each side, 7 mm below, one character in.
        page_number: PageNumberStyle {
            face: FaceRole::Song,
            size: SIZE_4,
            distance: Length::mm(7),
            side_indent: 100,
            prefix: "— ",
            suffix: " —",
            total: None,
        },
        // Not in the standard: 5号 宋体, well above the type area.
        page_header: PageHeaderStyle { face: FaceRole::Song, size: SIZE_5, distance: Length::mm(20) },
        // Not in the standard; the thicknesses of 7.4.1 serve here too.
        table: TableStyle {
            outer_rule: Length::hundredths_mm(35),
            inner_rule: Length::hundredths_mm(25),
            padding: Length::hundredths_mm(150),
            least_size: Length::pt(9),
        },
        // 7.3.5.1: the date four characters from the right, the seal's top within one line of the text. 7.3.5.3: two
        // blank lines, the stamp four characters from the right, the post two characters left of it, one blank line
        // to the date. Issue practice: the date is not alone on a page.
        closing: ClosingStyle {
            sealed_date_indent: 400,
            stamp_indent: 400,
            post_indent: 200,
            lines_before_stamp: 2,
            lines_after_stamp: 1,
            lines_above_seal: 1,
            seal_gap: Length::mm(3),
            lines_with_signature: 2,
        },
        // Not in the standard: a level two characters in, wrapped lines behind the ordinal 一、.
        contents: ContentsStyle { level_indent: 200, hanging: 200 },
        // Not in the standard: marks as LibreOffice sets superscripts, a rule of two inches as Word draws it; as
        // much white as LibreOffice leaves, which takes no note of what the file says, so that pages end alike.
        footnotes: FootnoteStyle {
            mark_size: 58,
            mark_rise: 33,
            separator: Length::pt(6),
            rule_length: Length::hundredths_mm(5080),
            rule_thickness: Length::hundredths_mm(25),
        },
        letterheads: Format::ALL.map(letterhead),
        imprints: Format::ALL.map(imprint),
        paragraphs: Role::ALL.map(paragraph),
    }
}

/// The standard does not say how large a mark is; 小标宋 of 36 pt and more is practice.
const MARK_SIZE: Length = Length::pt(48);
const MARK_LEAST_SIZE: Length = Length::pt(26);

fn letterhead(format: Format) -> LetterheadStyle {
    // 7.2.4: 35 mm below the type area's top. 7.2.5: two blank lines to the number. 7.2.6: one character in, two
    // names a line. 7.2.7: the rule 4 mm below the number. 7.3.1: two blank lines to the title.
    let document = LetterheadStyle {
        mark_from: MeasuredFrom::TypeArea,
        mark_distance: Length::mm(35),
        mark_face: FaceRole::XiaoBiaoSong,
        mark_size: MARK_SIZE,
        mark_least_size: MARK_LEAST_SIZE,
        lines_before_number: 2,
        upward_indent: 100,
        approvers_in_line: 2,
        rule: HeadRuleStyle::Single { distance: Length::mm(4), thickness: Length::hundredths_mm(50) },
        lines_before_title: 2,
    };
    match format {
        Format::Document => document,
        // 10.1: 30 mm below the paper's edge, double rules of 170 mm, 4 mm below the mark and 20 mm above the foot;
        // 7/8 of a 3号 character to what stands next to them. Thicknesses are practice.
        Format::Letter => LetterheadStyle {
            mark_from: MeasuredFrom::Paper,
            mark_distance: Length::mm(30),
            lines_before_number: 0,
            rule: HeadRuleStyle::Double(DoubleRule {
                distance: Length::mm(4),
                from_bottom: Length::mm(20),
                length: Length::mm(170),
                thick: Length::hundredths_pt(225),
                thin: Length::hundredths_pt(75),
                gap: Length::hundredths_pt(150),
                text_distance: SIZE_3.scale(7, 8),
            }),
            ..document
        },
        // 10.2: 20 mm below the type area's top, two blank lines to the number, two to the text.
        Format::Order => {
            LetterheadStyle { mark_distance: Length::mm(20), rule: HeadRuleStyle::None, ..document }
        }
        // 10.3: 35 mm below the type area's top.
        Format::Minutes => document,
    }
}

fn imprint(format: Format) -> ImprintStyle {
    // 7.4: 4号 仿宋, one character in at both sides, thick and thin rules. Lines of one row stand closer than rows, which are
    // one 行 of 28 pt each (3.2).
    let document = ImprintStyle {
        face: FaceRole::FangSong,
        size: SIZE_4,
        line_pitch: Length::twips(448),
        indent: 100,
        outer_rule: Length::hundredths_mm(35),
        inner_rule: Length::hundredths_mm(25),
        printing_line: true,
    };
    match format {
        // 10.1: no printing office, no date, no rules.
        Format::Letter => ImprintStyle {
            outer_rule: Length::ZERO,
            inner_rule: Length::ZERO,
            printing_line: false,
            ..document
        },
        _ => document,
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
        names: false,
        balanced: false,
        latin_gap: true,
        bold: false,
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
        // Not in the standard: a date that stands below a title is 楷体 in round brackets there.
        Role::TitleDate => ParagraphStyle {
            face: FaceRole::KaiTi,
            align: Align::Center,
            first_line_indent: 0,
            lines_after: 1,
            keep_with_next: true,
            latin_gap: false,
            ..body
        },
        // Not in the standard either, and of the same form.
        Role::Subtitle => ParagraphStyle {
            face: FaceRole::KaiTi,
            align: Align::Center,
            first_line_indent: 0,
            lines_after: 1,
            keep_with_next: true,
            ..body
        },
        // 7.3.2: flush left, also when wrapped.
        Role::Addressees => ParagraphStyle { first_line_indent: 0, names: true, ..body },
        // Chapters 章 of rules are no headings of the standard: custom has them in the middle.
        Role::Chapter => ParagraphStyle {
            face: FaceRole::HeiTi,
            align: Align::Center,
            first_line_indent: 0,
            keep_with_next: true,
            ..body
        },
        Role::Centered => ParagraphStyle { align: Align::Center, first_line_indent: 0, ..body },
        Role::AtRight => ParagraphStyle { align: Align::Right, first_line_indent: 0, ..body },
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
        Role::IssueDate => ParagraphStyle {
            align: Align::Right,
            first_line_indent: 0,
            right_indent: 200,
            latin_gap: false,
            ..body
        },
        // 7.3.4: one blank line below the text, two characters in, names aligned; those after the first begin
        // below its ordinal: three characters further in.
        Role::AttachmentNote => {
            ParagraphStyle { lines_before: 1, first_line_indent: 0, left_indent: 200, ..body }
        }
        Role::AttachmentNoteNext => ParagraphStyle { first_line_indent: 0, left_indent: 500, ..body },
        // 10.3: one blank line below the text, two characters in, names aligned behind the colon.
        Role::Attendance => {
            ParagraphStyle { lines_before: 1, first_line_indent: 0, left_indent: 200, names: true, ..body }
        }
        Role::AttendanceNext => {
            ParagraphStyle { first_line_indent: 0, left_indent: 200, names: true, ..body }
        }
        // 7.3.6: in round brackets, two characters in.
        Role::Note => ParagraphStyle { first_line_indent: 200, ..body },
        // 7.3.7: 黑体 on line 1, title on line 3.
        Role::AttachmentLabel => ParagraphStyle {
            face: FaceRole::HeiTi,
            first_line_indent: 0,
            lines_after: 1,
            keep_with_next: true,
            latin_gap: false,
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
        // Custom: 单位 above the table at the right, 表注 below it, both a size smaller than the table.
        Role::TableUnit => ParagraphStyle { align: Align::Right, keep_with_next: true, ..table_aside(body) },
        Role::TableNote => ParagraphStyle { align: Align::Justify, ..table_aside(body) },
        // What follows is not in the standard; it takes the type of what is.
        Role::FigureCaption => ParagraphStyle {
            face: FaceRole::HeiTi,
            size: SIZE_4,
            character_spacing: Length::ZERO,
            align: Align::Center,
            first_line_indent: 0,
            ..body
        },
        Role::ContentsTitle => ParagraphStyle {
            face: FaceRole::XiaoBiaoSong,
            size: SIZE_2,
            character_spacing: Length::ZERO,
            align: Align::Center,
            first_line_indent: 0,
            lines_after: 1,
            keep_with_next: true,
            ..body
        },
        // Three characters hold a dot and a page number of four digits.
        Role::ContentsEntry => {
            ParagraphStyle { align: Align::Left, first_line_indent: 0, right_indent: 300, ..body }
        }
        Role::Footnote => ParagraphStyle {
            size: SIZE_5,
            character_spacing: Length::ZERO,
            line_pitch: Length::pt(16),
            first_line_indent: 0,
            ..body
        },
    }
}

fn table_aside(body: ParagraphStyle) -> ParagraphStyle {
    ParagraphStyle { size: SIZE_5, line_pitch: Length::pt(18), ..table_text(body) }
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
