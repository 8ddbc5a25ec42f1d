//! Every number and face of a stylesheet by its name in a profile, with the clause that it comes from.

use gongwen_document::style::{HeadRuleStyle, LatinFace, PageNumberStyle};
use gongwen_document::{Align, FaceRole, Format, Length, Role, Stylesheet};

/// What a profile may set.
pub(super) struct Knob<'k> {
    /// Its path, as `page.top_margin`.
    pub(super) path: &'k str,
    /// The clause; empty where the standard leaves it open.
    pub(super) clause: &'static str,
    /// Least value: hundredths of a millimetre or of a character, lines, a count.
    pub(super) least: i64,
    /// Most.
    pub(super) most: i64,
    /// Where it stands.
    pub(super) slot: Slot<'k>,
}

/// Where a value stands, by its kind.
pub(super) enum Slot<'s> {
    /// A distance on paper, told in millimetres.
    Distance(&'s mut Length),
    /// A size of type, told in points.
    Size(&'s mut Length),
    /// Hundredths of a character.
    Characters(&'s mut i32),
    /// Blank lines, characters of the grid.
    Number(&'s mut u32),
    /// A count.
    Count(&'s mut usize),
    /// A face.
    Face(&'s mut FaceRole),
    /// Alignment.
    Align(&'s mut Align),
    /// A face for digits and letters, or that of the 汉字.
    Latin(&'s mut Option<LatinFace>),
    /// What stands before and behind a page number, and behind the number of all pages.
    NumberForm(&'s mut PageNumberStyle),
    /// Yes or no.
    Switch(&'s mut bool),
}

/// What a profile says where digits and letters are of the face of the 汉字 around them.
pub(super) const OWN_LATIN: &str = "随中文";

/// A form of the page number 页码: what stands before and behind it, and behind the number of all pages.
pub(super) type NumberForm = (&'static str, &'static str, Option<&'static str>);

/// The forms there are. The first is that of the standard.
pub(super) const NUMBER_FORMS: [NumberForm; 7] = [
    ("— ", " —", None),
    ("- ", " -", None),
    ("", "", None),
    ("第 ", " 页", None),
    ("第 ", " 页 共 ", Some(" 页")),
    ("第 ", " 页，共 ", Some(" 页")),
    ("", " / ", Some("")),
];

/// The form as a profile writes it: that of page 1 of 9.
pub(super) fn number_form((before, behind, total): NumberForm) -> String {
    let total = total.map(|behind| format!("9{behind}")).unwrap_or_default();
    format!("{before}1{behind}{total}")
}

const FORMATS: [(Format, &str, &str); Format::ALL.len()] = [
    (Format::Document, "document", "7.2"),
    (Format::Letter, "letter", "10.1"),
    (Format::Order, "order", "10.2"),
    (Format::Minutes, "minutes", "10.3"),
];

const ROLES: [(Role, &str, &str); Role::ALL.len()] = [
    (Role::Title, "title", "7.3.1"),
    (Role::TitleDate, "title_date", "10.3"),
    (Role::Subtitle, "subtitle", ""),
    (Role::Addressees, "addressees", "7.3.2"),
    (Role::Chapter, "chapter", ""),
    (Role::Heading1, "heading1", "7.3.3"),
    (Role::Heading2, "heading2", "7.3.3"),
    (Role::Heading3, "heading3", "7.3.3"),
    (Role::Heading4, "heading4", "7.3.3"),
    (Role::Body, "body", "7.3.3"),
    (Role::Centered, "centered", ""),
    (Role::AtRight, "at_right", ""),
    (Role::Signature, "signature", "7.3.5.2"),
    (Role::IssueDate, "issue_date", "7.3.5.2"),
    (Role::AttachmentNote, "attachment_note", "7.3.4"),
    (Role::AttachmentNoteNext, "attachment_note_next", "7.3.4"),
    (Role::Note, "note", "7.3.6"),
    (Role::Attendance, "attendance", "10.3"),
    (Role::AttendanceNext, "attendance_next", "10.3"),
    (Role::AttachmentLabel, "attachment_label", "7.3.7"),
    (Role::AttachmentTitle, "attachment_title", "7.3.7"),
    (Role::TableCaption, "table_caption", ""),
    (Role::TableHeader, "table_header", ""),
    (Role::TableCell, "table_cell", ""),
    (Role::TableUnit, "table_unit", ""),
    (Role::TableNote, "table_note", ""),
    (Role::FigureCaption, "figure_caption", ""),
    (Role::ContentsTitle, "contents_title", ""),
    (Role::ContentsEntry, "contents_entry", ""),
    (Role::Footnote, "footnote", ""),
];

/// What a house may have bold 加粗: titles and headings of every kind. Prose is never so.
const BOLD: [Role; 11] = [
    Role::Title,
    Role::Subtitle,
    Role::Chapter,
    Role::Heading1,
    Role::Heading2,
    Role::Heading3,
    Role::Heading4,
    Role::AttachmentLabel,
    Role::AttachmentTitle,
    Role::TableCaption,
    Role::TableHeader,
];

/// Shows each knob of this stylesheet once, in the order of the standard's parts.
pub(super) fn each(style: &mut Stylesheet, visit: &mut dyn FnMut(Knob<'_>)) {
    use Slot::{Characters, Count, Distance, Face, Number, Size, Switch};
    let mut at = |path: &str, clause, least, most, slot: Slot<'_>| {
        visit(Knob { path, clause, least, most, slot });
    };
    let page = &mut style.page;
    at("page.width", "5.1", 10_000, 42_000, Distance(&mut page.width));
    at("page.height", "5.1", 14_000, 59_400, Distance(&mut page.height));
    at("page.top_margin", "5.2.1", 1000, 8000, Distance(&mut page.top_margin));
    at("page.binding_margin", "5.2.1", 1000, 6000, Distance(&mut page.binding_margin));
    at("page.bottom_margin", "5.2.1", 1500, 8000, Distance(&mut page.bottom_margin));
    at("page.right_margin", "5.2.1", 1000, 6000, Distance(&mut page.right_margin));
    let grid = &mut style.grid;
    at("grid.characters", "5.2.3", 10, 60, Number(&mut grid.characters));
    at("grid.lines", "5.2.3", 10, 60, Number(&mut grid.lines));
    at("grid.line_pitch", "5.2.3", 400, 2000, Size(&mut grid.line_pitch));
    at("grid.character_cell", "5.2.3", 200, 1500, Size(&mut grid.character_cell));
    let text = &mut style.text;
    at("text.keep_units", "", 0, 1, Switch(&mut text.keep_units));
    at("text.latin_face", "", 0, 0, Slot::Latin(&mut text.latin_face));
    at("text.most_stretch", "", 0, 100, Characters(&mut text.most_stretch));
    let number = &mut style.page_number;
    at("page_number.face", "7.5", 0, 0, Face(&mut number.face));
    at("page_number.size", "7.5", 200, 1000, Size(&mut number.size));
    at("page_number.distance", "7.5", 200, 2000, Distance(&mut number.distance));
    at("page_number.side_indent", "7.5", 0, 1000, Characters(&mut number.side_indent));
    at("page_number.form", "7.5", 0, 0, Slot::NumberForm(number));
    let header = &mut style.page_header;
    at("page_header.face", "", 0, 0, Face(&mut header.face));
    at("page_header.size", "", 200, 1000, Size(&mut header.size));
    at("page_header.distance", "", 500, 3500, Distance(&mut header.distance));
    let table = &mut style.table;
    at("table.outer_rule", "", 5, 200, Distance(&mut table.outer_rule));
    at("table.inner_rule", "", 5, 200, Distance(&mut table.inner_rule));
    at("table.padding", "", 0, 500, Distance(&mut table.padding));
    at("table.least_size", "", 200, 1000, Size(&mut table.least_size));
    let closing = &mut style.closing;
    at("closing.sealed_date_indent", "7.3.5.1", 0, 1400, Characters(&mut closing.sealed_date_indent));
    at("closing.stamp_indent", "7.3.5.3", 0, 1400, Characters(&mut closing.stamp_indent));
    at("closing.post_indent", "7.3.5.3", 0, 1400, Characters(&mut closing.post_indent));
    at("closing.lines_before_stamp", "7.3.5.3", 0, 10, Number(&mut closing.lines_before_stamp));
    at("closing.lines_after_stamp", "7.3.5.3", 0, 10, Number(&mut closing.lines_after_stamp));
    at("closing.lines_above_seal", "7.3.5.1", 0, 10, Number(&mut closing.lines_above_seal));
    at("closing.seal_gap", "7.3.5.1", 1, 2000, Distance(&mut closing.seal_gap));
    at("closing.lines_with_signature", "", 0, 10, Count(&mut closing.lines_with_signature));
    let contents = &mut style.contents;
    at("contents.level_indent", "", 0, 600, Characters(&mut contents.level_indent));
    at("contents.hanging", "", 0, 600, Characters(&mut contents.hanging));
    let footnotes = &mut style.footnotes;
    at("footnotes.separator", "", 100, 1500, Distance(&mut footnotes.separator));
    at("footnotes.rule_length", "", 0, 15_600, Distance(&mut footnotes.rule_length));
    at("footnotes.rule_thickness", "", 0, 100, Distance(&mut footnotes.rule_thickness));
    for (format, name, clause) in FORMATS {
        let head = style.letterhead_mut(format);
        let path = |field: &str| format!("letterhead.{name}.{field}");
        at(&path("mark_distance"), clause, 500, 15_000, Distance(&mut head.mark_distance));
        at(&path("mark_face"), clause, 0, 0, Face(&mut head.mark_face));
        at(&path("mark_size"), "", 500, 5000, Size(&mut head.mark_size));
        at(&path("mark_least_size"), "", 500, 5000, Size(&mut head.mark_least_size));
        at(&path("lines_before_number"), clause, 0, 10, Number(&mut head.lines_before_number));
        at(&path("upward_indent"), "7.2.6", 0, 1000, Characters(&mut head.upward_indent));
        at(&path("approvers_in_line"), "7.2.6", 1, 5, Count(&mut head.approvers_in_line));
        at(&path("lines_before_title"), "7.3.1", 0, 10, Number(&mut head.lines_before_title));
        match &mut head.rule {
            HeadRuleStyle::None => {}
            HeadRuleStyle::Single { distance, thickness } => {
                at(&path("rule_distance"), "7.2.7", 0, 3000, Distance(distance));
                at(&path("rule_thickness"), "", 10, 300, Distance(thickness));
            }
            HeadRuleStyle::Double(rule) => {
                at(&path("rule_distance"), clause, 0, 3000, Distance(&mut rule.distance));
                at(&path("rule_from_bottom"), clause, 500, 6000, Distance(&mut rule.from_bottom));
                at(&path("rule_length"), clause, 5000, 40_000, Distance(&mut rule.length));
                at(&path("rule_thick"), "", 10, 300, Distance(&mut rule.thick));
                at(&path("rule_thin"), "", 5, 300, Distance(&mut rule.thin));
                at(&path("rule_gap"), "", 5, 300, Distance(&mut rule.gap));
                at(&path("text_distance"), clause, 0, 3000, Distance(&mut rule.text_distance));
            }
        }
    }
    for (format, name, _) in FORMATS {
        let imprint = style.imprint_mut(format);
        let clause = if format == Format::Letter { "10.1" } else { "7.4" };
        let path = |field: &str| format!("imprint.{name}.{field}");
        at(&path("face"), clause, 0, 0, Face(&mut imprint.face));
        at(&path("size"), clause, 200, 1000, Size(&mut imprint.size));
        at(&path("line_pitch"), "", 300, 2000, Size(&mut imprint.line_pitch));
        at(&path("indent"), clause, 0, 1000, Characters(&mut imprint.indent));
        at(&path("outer_rule"), clause, 0, 300, Distance(&mut imprint.outer_rule));
        at(&path("inner_rule"), clause, 0, 300, Distance(&mut imprint.inner_rule));
        at(&path("printing_line"), clause, 0, 0, Switch(&mut imprint.printing_line));
    }
    for (role, name, clause) in ROLES {
        let form = style.paragraph_mut(role);
        let path = |field: &str| format!("roles.{name}.{field}");
        at(&path("face"), clause, 0, 0, Face(&mut form.face));
        at(&path("size"), clause, 200, 2000, Size(&mut form.size));
        at(&path("character_spacing"), "5.2.3", -100, 500, Size(&mut form.character_spacing));
        at(&path("line_pitch"), "5.2.3", 300, 3000, Size(&mut form.line_pitch));
        at(&path("align"), clause, 0, 0, Slot::Align(&mut form.align));
        at(&path("first_line_indent"), clause, 0, 1000, Characters(&mut form.first_line_indent));
        at(&path("left_indent"), clause, 0, 1000, Characters(&mut form.left_indent));
        at(&path("right_indent"), clause, 0, 1400, Characters(&mut form.right_indent));
        at(&path("lines_before"), clause, 0, 10, Number(&mut form.lines_before));
        at(&path("lines_after"), clause, 0, 10, Number(&mut form.lines_after));
        at(&path("names"), "", 0, 0, Switch(&mut form.names));
        at(&path("balanced"), clause, 0, 0, Switch(&mut form.balanced));
        if BOLD.contains(&role) {
            at(&path("bold"), clause, 0, 0, Switch(&mut form.bold));
        }
    }
}

impl Slot<'_> {
    /// The value as a profile writes it, quotes left out.
    pub(super) fn text(&self) -> String {
        match self {
            Slot::Distance(length) => format!("{}mm", hundredths(length.emu(), 360)),
            Slot::Size(length) => format!("{}pt", hundredths(length.emu(), 127)),
            Slot::Characters(value) => hundredths(i64::from(**value), 1),
            Slot::Number(value) => value.to_string(),
            Slot::Count(value) => value.to_string(),
            Slot::Face(face) => face.label().to_owned(),
            Slot::Align(align) => {
                ALIGNS.iter().find(|(known, _)| known == *align).map_or("", |it| it.1).to_owned()
            }
            Slot::Latin(face) => face.map_or(OWN_LATIN, LatinFace::official_name).to_owned(),
            Slot::NumberForm(form) => number_form((form.prefix, form.suffix, form.total)),
            Slot::Switch(value) => value.to_string(),
        }
    }
}

/// Alignments and their words.
pub(super) const ALIGNS: [(Align, &str); 4] =
    [(Align::Justify, "两端"), (Align::Left, "左"), (Align::Center, "居中"), (Align::Right, "右")];

/// A number of hundredths, rounded, without zeros at its end: 3700 is 37, 25 is 0.25.
pub(super) fn hundredths(value: i64, unit: i64) -> String {
    let rounded = (value.abs() + unit / 2) / unit;
    let sign = if value < 0 && rounded > 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:02}", rounded / 100, rounded % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
