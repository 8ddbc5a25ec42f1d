//! `word/styles.xml`: each role of the block tree is a named style, so that colleagues revise by style.

use std::fmt::Write;

use gongwen_document::style::{FaceRole, LatinFace, ParagraphStyle};
use gongwen_document::{Align, Format, Length, Mark, Role, Stylesheet};

/// The style of tables.
pub(crate) const TABLE: &str = "GongwenTable";
/// The style of links.
pub(crate) const LINK: &str = "Hyperlink";
/// The style of the marks of footnotes.
pub(crate) const MARK: &str = "FootnoteReference";
/// The style of the empty paragraph that Word asks for after a table.
pub(crate) const SEPARATOR: &str = "TableSeparator";
/// The paragraph of a picture 插图.
pub(crate) const FIGURE: &str = "Figure";
/// The style of the copy number 份号 at the head of page 1.
pub(crate) const COPY_NUMBER: &str = "CopyNumber";
/// 密级和保密期限.
pub(crate) const CLASSIFICATION: &str = "Classification";
/// 紧急程度.
pub(crate) const URGENCY: &str = "Urgency";
/// 发文机关标志.
pub(crate) const ISSUER_MARK: &str = "IssuerMark";
/// 发文字号.
pub(crate) const DOCUMENT_NUMBER: &str = "DocumentNumber";
/// The style of the approvers 签发人 of a document that goes upwards.
pub(crate) const APPROVERS: &str = "Approvers";
/// 签发人职务 beside a signature stamp.
pub(crate) const POST: &str = "Post";
/// The style of the lines of the imprint 版记.
pub(crate) const IMPRINT: &str = "Imprint";
/// The red of the mark and its rules, as `RRGGBB`.
pub(crate) const RED: &str = "FF0000";
/// The style of the page number on odd pages.
pub(crate) const FOOTER: &str = "Footer";
/// The style of the header.
pub(crate) const HEADER: &str = "Header";
/// The style of the page number on even pages.
pub(crate) const FOOTER_EVEN: &str = "FooterEven";

/// The id of a role's style.
pub(crate) fn paragraph_id(role: Role) -> &'static str {
    match role {
        Role::Title => "Title",
        Role::TitleDate => "TitleDate",
        Role::Subtitle => "Subtitle",
        Role::Chapter => "Chapter",
        Role::Centered => "Centered",
        Role::AtRight => "AtRight",
        Role::Addressees => "Addressees",
        Role::Heading1 => "Heading1",
        Role::Heading2 => "Heading2",
        Role::Heading3 => "Heading3",
        Role::Heading4 => "Heading4",
        Role::Body => "GongwenBody",
        Role::Signature => "IssuerName",
        Role::IssueDate => "IssueDate",
        Role::Note => "Note",
        Role::AttachmentLabel => "AttachmentLabel",
        Role::AttachmentTitle => "AttachmentTitle",
        Role::TableCaption => "Caption",
        Role::TableHeader => "TableHeader",
        Role::TableCell => "TableCell",
        Role::TableUnit => "TableUnit",
        Role::TableNote => "TableNote",
        Role::AttachmentNote => "AttachmentNote",
        Role::AttachmentNoteNext => "AttachmentNoteNext",
        Role::Attendance => "Attendance",
        Role::AttendanceNext => "AttendanceNext",
        Role::FigureCaption => "FigureCaption",
        Role::ContentsTitle => "TOCHeading",
        Role::ContentsEntry => "TOC1",
        Role::Footnote => "FootnoteText",
    }
}

/// The id of the style of a cell in this form of a table's type.
pub(crate) fn table_id(role: Role, form: usize) -> &'static str {
    match (role, form) {
        (Role::TableHeader, 1) => "TableHeader1",
        (Role::TableHeader, 2) => "TableHeader2",
        (Role::TableCell, 1) => "TableCell1",
        (Role::TableCell, 2) => "TableCell2",
        _ => paragraph_id(role),
    }
}

/// The id of the style of an entry of the table of contents, levels 1 to 4.
pub(crate) fn contents_id(level: u8) -> &'static str {
    match level {
        0 | 1 => "TOC1",
        2 => "TOC2",
        3 => "TOC3",
        _ => "TOC4",
    }
}

/// The name a user sees. Word knows some names itself and shows them in its own language.
fn paragraph_name(role: Role) -> &'static str {
    match role {
        Role::Title => "Title",
        Role::TitleDate => "标题下日期",
        Role::Subtitle => "Subtitle",
        Role::Chapter => "章标题",
        Role::Centered => "居中",
        Role::AtRight => "居右",
        Role::Addressees => "主送机关",
        Role::Heading1 => "heading 1",
        Role::Heading2 => "heading 2",
        Role::Heading3 => "heading 3",
        Role::Heading4 => "heading 4",
        Role::Body => "公文正文",
        Role::Signature => "发文机关署名",
        Role::IssueDate => "成文日期",
        Role::Note => "附注",
        Role::AttachmentLabel => "附件标识",
        Role::AttachmentTitle => "附件标题",
        Role::TableCaption => "caption",
        Role::TableHeader => "表头",
        Role::TableCell => "表格文字",
        Role::TableUnit => "表格单位",
        Role::TableNote => "表注",
        Role::AttachmentNote => "附件说明",
        Role::AttachmentNoteNext => "附件说明续",
        Role::Attendance => "出席",
        Role::AttendanceNext => "请假列席",
        Role::FigureCaption => "图题",
        Role::ContentsTitle => "TOC Heading",
        Role::ContentsEntry => "toc 1",
        Role::Footnote => "footnote text",
    }
}

/// The style of the paragraph that Enter starts after one of this role.
fn next(role: Role) -> Role {
    match role {
        Role::Title => Role::Addressees,
        Role::Signature => Role::IssueDate,
        Role::AttachmentLabel => Role::AttachmentTitle,
        Role::TableCaption => Role::TableCell,
        Role::TableHeader => Role::TableHeader,
        Role::TableCell => Role::TableCell,
        Role::TableUnit => Role::TableCell,
        Role::TableNote => Role::TableNote,
        _ => Role::Body,
    }
}

/// The id of a mark's character style.
pub(crate) fn mark_id(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Plain => None,
        Mark::Strong => Some("Strong"),
        Mark::Emphasis => Some("Emphasis"),
    }
}

/// The part `word/styles.xml`: every style that a document of this stylesheet may use.
pub(crate) fn compose(style: &Stylesheet) -> String {
    let mut xml = String::with_capacity(16 * 1024);
    xml.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    );
    let body = style.paragraph(Role::Body);
    // Latin text is English, as in every file that a Chinese Word makes; digits that are said to be Chinese may be broken.
    let _ = write!(
        xml,
        "<w:docDefaults><w:rPrDefault><w:rPr>{}<w:kern w:val=\"0\"/>{}\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults>",
        fonts(body.face, style.text.latin_face),
        size(body.size),
    );
    latent(&mut xml);
    normal(&mut xml, style);
    xml.push_str(
        "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">\
         <w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/>\
         <w:unhideWhenUsed/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" \
         w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         </w:style><w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\">\
         <w:name w:val=\"No List\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>",
    );
    for role in Role::ALL {
        paragraph(&mut xml, role, style);
    }
    smaller_tables(&mut xml, style);
    contents(&mut xml, style);
    separator(&mut xml);
    elements(&mut xml, style);
    footers(&mut xml, style);
    characters(&mut xml, style.text.latin_face);
    table(&mut xml, style);
    xml.push_str("</w:styles>");
    xml
}

/// The styles that Word knows itself 内置样式, hidden unless this file has them: so the pane of styles shows the document's.
fn latent(xml: &mut String) {
    xml.push_str(
        "<w:latentStyles w:defLockedState=\"0\" w:defUIPriority=\"99\" w:defSemiHidden=\"1\" \
         w:defUnhideWhenUsed=\"1\" w:defQFormat=\"0\" w:count=\"376\">",
    );
    let roles = Role::ALL.into_iter().map(|role| (paragraph_name(role), priority(role)));
    let own = [
        ("Normal", 0),
        ("toc 2", 39),
        ("toc 3", 39),
        ("toc 4", 39),
        ("footer", 99),
        ("Strong", 20),
        ("Emphasis", 20),
    ];
    for (name, priority) in roles.filter(|(name, _)| name.is_ascii()).chain(own) {
        let _ = write!(
            xml,
            "<w:lsdException w:name=\"{name}\" w:semiHidden=\"0\" w:uiPriority=\"{priority}\" w:unhideWhenUsed=\"0\" \
             w:qFormat=\"1\"/>"
        );
    }
    xml.push_str("</w:latentStyles>");
}

/// The place of a role's style in the pane of styles.
fn priority(role: Role) -> u8 {
    if role.heading_level().is_some() { 9 } else { 10 }
}

/// 正文 of Word itself, which all others are based on: the body's type on the grid, without its indent.
fn normal(xml: &mut String, style: &Stylesheet) {
    let body = style.paragraph(Role::Body);
    xml.push_str(
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:widowControl w:val=\"0\"/>",
    );
    // No mark may hang into the margin.
    xml.push_str("<w:overflowPunct w:val=\"0\"/>");
    // The exact pitch makes the grid; snapping as well would give larger type two lines.
    let _ = write!(
        xml,
        "<w:snapToGrid w:val=\"0\"/>\
         <w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr>\
         <w:rPr>{}{}{}</w:rPr></w:style>",
        body.line_pitch.to_twips(),
        fonts(body.face, style.text.latin_face),
        spacing(body.character_spacing),
        size(body.size),
    );
}

fn paragraph(xml: &mut String, role: Role, style: &Stylesheet) {
    let form = style.paragraph(role);
    let id = paragraph_id(role);
    let custom = if matches!(paragraph_name(role).as_bytes().first(), Some(byte) if byte.is_ascii()) {
        ""
    } else {
        " w:customStyle=\"1\""
    };
    let _ = write!(
        xml,
        "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/>\
         <w:next w:val=\"{}\"/><w:uiPriority w:val=\"{}\"/><w:qFormat/><w:pPr>",
        paragraph_name(role),
        paragraph_id(next(role)),
        priority(role),
    );
    if form.keep_with_next {
        xml.push_str("<w:keepNext/>");
    }
    let entry = (role == Role::ContentsEntry).then(|| contents_entry(style, 1));
    if entry.is_some() {
        let right = style.page.type_area_width().to_twips();
        let _ = write!(
            xml,
            "<w:keepLines/><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{right}\"/></w:tabs>"
        );
    }
    let form = entry.as_ref().unwrap_or(form);
    if !form.latin_gap {
        xml.push_str(NO_GAP);
    }
    let pitch = style.grid.line_pitch.to_twips();
    let _ = write!(
        xml,
        "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{}\" w:lineRule=\"exact\"/>",
        pitch * i64::from(form.lines_before),
        pitch * i64::from(form.lines_after),
        form.line_pitch.to_twips(),
    );
    indent(xml, form, style);
    let _ = write!(xml, "<w:jc w:val=\"{}\"/>", align(form.align));
    if let Some(level) = role.heading_level() {
        let _ = write!(xml, "<w:outlineLvl w:val=\"{}\"/>", level - 1);
    }
    let _ = write!(
        xml,
        "</w:pPr><w:rPr>{}{}{}{}</w:rPr></w:style>",
        fonts(form.face, style.text.latin_face),
        if form.bold { "<w:b/><w:bCs/>" } else { "" },
        spacing(form.character_spacing),
        size(form.size)
    );
}

/// The type of tables that are too wide for that of the others.
fn smaller_tables(xml: &mut String, style: &Stylesheet) {
    for (number, form) in style.table_forms().iter().enumerate().skip(1) {
        let size_name = form.name;
        for (role, form) in [(Role::TableHeader, &form.header), (Role::TableCell, &form.cell)] {
            let _ = write!(
                xml,
                "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"{}（{size_name}）\"/>\
                 <w:basedOn w:val=\"{}\"/><w:uiPriority w:val=\"10\"/><w:pPr>\
                 <w:spacing w:line=\"{}\" w:lineRule=\"exact\"/></w:pPr><w:rPr>{}</w:rPr></w:style>",
                table_id(role, number),
                paragraph_name(role),
                paragraph_id(role),
                form.line_pitch.to_twips(),
                size(form.size),
            );
        }
    }
}

/// No white between 汉字 and letters or digits: 〔2025〕3号, 2025年2月18日.
pub(crate) const NO_GAP: &str = "<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>";

/// Indents counted in characters, and in twips for readers that do not count.
fn indent(xml: &mut String, form: &ParagraphStyle, style: &Stylesheet) {
    let twips = |hundredths: i32| style.grid.character_cell.scale(i64::from(hundredths), 100).to_twips();
    xml.push_str("<w:ind");
    for (name, hundredths) in [("left", form.left_indent), ("right", form.right_indent)] {
        if hundredths != 0 {
            let _ = write!(xml, " w:{name}Chars=\"{hundredths}\" w:{name}=\"{}\"", twips(hundredths));
        }
    }
    let (name, first) = match form.first_line_indent {
        hundredths if hundredths < 0 => ("hanging", -hundredths),
        hundredths => ("firstLine", hundredths),
    };
    let _ = write!(xml, " w:{name}Chars=\"{first}\" w:{name}=\"{}\"/>", twips(first));
}

/// The lines break where layout has them, so that no right indent must keep them off the page numbers: a tab that stands in
/// it is not for every program a place to go to.
fn contents_entry(style: &Stylesheet, level: u8) -> ParagraphStyle {
    ParagraphStyle { right_indent: 0, ..style.contents_entry(level) }
}

/// Entries of the table of contents below the first level.
fn contents(xml: &mut String, style: &Stylesheet) {
    for level in 2..=4 {
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"toc {level}\"/><w:basedOn w:val=\"TOC1\"/>\
             <w:next w:val=\"{}\"/><w:uiPriority w:val=\"39\"/><w:pPr>",
            contents_id(level),
            paragraph_id(Role::Body),
        );
        indent(xml, &contents_entry(style, level), style);
        xml.push_str("</w:pPr></w:style>");
    }
}

fn separator(xml: &mut String) {
    let _ = write!(
        xml,
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{SEPARATOR}\"><w:name w:val=\"表格间隔\"/>\
         <w:basedOn w:val=\"Normal\"/><w:uiPriority w:val=\"99\"/><w:pPr>\
         <w:spacing w:line=\"14\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/>\
         </w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{FIGURE}\"><w:name w:val=\"插图\"/>\
         <w:basedOn w:val=\"Normal\"/><w:uiPriority w:val=\"99\"/><w:pPr><w:snapToGrid w:val=\"0\"/>\
         <w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/></w:pPr>\
         <w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:style>"
    );
}

/// What stands around the text: letterhead, posts, imprint.
fn elements(xml: &mut String, style: &Stylesheet) {
    let body = style.paragraph(Role::Body);
    let letterhead = style.letterhead(Format::Document);
    let imprint = style.imprint(Format::Document);
    for (id, name, face, points, colour) in [
        (COPY_NUMBER, "份号", FaceRole::FangSong, body.size, ""),
        (CLASSIFICATION, "密级和保密期限", FaceRole::HeiTi, body.size, ""),
        (URGENCY, "紧急程度", FaceRole::HeiTi, body.size, ""),
        (ISSUER_MARK, "发文机关标志", letterhead.mark_face, letterhead.mark_size, RED),
        (DOCUMENT_NUMBER, "发文字号", FaceRole::FangSong, body.size, ""),
        (APPROVERS, "签发人", FaceRole::FangSong, body.size, ""),
        (POST, "签发人职务", FaceRole::FangSong, body.size, ""),
        (IMPRINT, "版记", imprint.face, imprint.size, ""),
    ] {
        let spaced = if points == body.size { body.character_spacing } else { Length::ZERO };
        let align = if id == IMPRINT { "both" } else { "left" };
        let pitch = match id {
            IMPRINT => {
                format!("<w:spacing w:line=\"{}\" w:lineRule=\"exact\"/>", imprint.line_pitch.to_twips())
            }
            _ => String::new(),
        };
        let gap = if matches!(id, ISSUER_MARK | IMPRINT) { "" } else { NO_GAP };
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:uiPriority w:val=\"11\"/><w:qFormat/><w:pPr>{gap}{pitch}<w:jc w:val=\"{align}\"/></w:pPr>\
             <w:rPr>{}",
            fonts(face, style.text.latin_face)
        );
        if !colour.is_empty() {
            let _ = write!(xml, "<w:color w:val=\"{colour}\"/>");
        }
        let _ = write!(xml, "{}{}</w:rPr></w:style>", spacing(spaced), size(points));
    }
}

/// Page numbers: at the right on odd pages, at the left on even ones, in by the stylesheet's indent.
fn footers(xml: &mut String, style: &Stylesheet) {
    let form = &style.page_number;
    let twips = form.size.scale(i64::from(form.side_indent), 100).to_twips();
    let line = form.size.to_twips();
    let header = &style.page_header;
    let _ = write!(
        xml,
        "<w:style w:type=\"paragraph\" w:styleId=\"{HEADER}\"><w:name w:val=\"header\"/><w:basedOn w:val=\"Normal\"/>\
         <w:uiPriority w:val=\"99\"/><w:pPr>\
         <w:spacing w:line=\"{}\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/></w:pPr>\
         <w:rPr>{}{}{}</w:rPr></w:style>",
        header.size.to_twips(),
        fonts(header.face, style.text.latin_face),
        spacing(Length::ZERO),
        size(header.size),
    );
    let _ = write!(
        xml,
        "<w:style w:type=\"paragraph\" w:styleId=\"{FOOTER}\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"Normal\"/>\
         <w:uiPriority w:val=\"99\"/><w:pPr>\
         <w:spacing w:line=\"{line}\" w:lineRule=\"exact\"/><w:ind w:right=\"{twips}\"/><w:jc w:val=\"right\"/></w:pPr>\
         <w:rPr>{}{}{}</w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{FOOTER_EVEN}\"><w:name w:val=\"双页页脚\"/>\
         <w:basedOn w:val=\"{FOOTER}\"/><w:uiPriority w:val=\"99\"/><w:pPr>\
         <w:ind w:left=\"{twips}\" w:right=\"0\"/><w:jc w:val=\"left\"/></w:pPr></w:style>",
        fonts(form.face, None),
        spacing(Length::ZERO),
        size(form.size),
    );
}

fn characters(xml: &mut String, latin: Option<LatinFace>) {
    let _ = write!(
        xml,
        "<w:style w:type=\"character\" w:styleId=\"{MARK}\"><w:name w:val=\"footnote reference\"/>\
         <w:basedOn w:val=\"DefaultParagraphFont\"/><w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/>\
         <w:rPr>{}<w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>",
        spacing(Length::ZERO),
    );
    for (id, face) in [("Strong", FaceRole::HeiTi), ("Emphasis", FaceRole::KaiTi)] {
        let _ = write!(
            xml,
            "<w:style w:type=\"character\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>\
             <w:basedOn w:val=\"DefaultParagraphFont\"/><w:uiPriority w:val=\"20\"/><w:qFormat/>\
             <w:rPr>{}</w:rPr></w:style>",
            fonts(face, latin)
        );
    }
    // 5.2.4: text is black, links too.
    let _ = write!(
        xml,
        "<w:style w:type=\"character\" w:styleId=\"{LINK}\"><w:name w:val=\"Hyperlink\"/>\
         <w:basedOn w:val=\"DefaultParagraphFont\"/><w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/></w:style>"
    );
}

fn table(xml: &mut String, style: &Stylesheet) {
    let form = &style.table;
    let (outer, inner) = (form.outer_rule.to_eighths_of_point(), form.inner_rule.to_eighths_of_point());
    let padding = form.padding.to_twips();
    let _ = write!(
        xml,
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"{TABLE}\"><w:name w:val=\"公文表格\"/>\
         <w:basedOn w:val=\"TableNormal\"/><w:uiPriority w:val=\"59\"/><w:qFormat/><w:tblPr><w:tblBorders>"
    );
    for (side, eighths) in [
        ("top", outer),
        ("left", outer),
        ("bottom", outer),
        ("right", outer),
        ("insideH", inner),
        ("insideV", inner),
    ] {
        let _ =
            write!(xml, "<w:{side} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"0\" w:color=\"000000\"/>");
    }
    let _ = write!(
        xml,
        "</w:tblBorders><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"{padding}\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"{padding}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tcPr><w:vAlign w:val=\"center\"/></w:tcPr></w:style>"
    );
}

/// One face for all scripts: digits stay in it, and so do quotes, dashes and ellipses, which Word would
/// otherwise take from a Latin face. A house may have a Latin face for ASCII; the others stay all the same.
fn fonts(face: FaceRole, latin: Option<LatinFace>) -> String {
    let name = face.official_name();
    let latin = latin.map_or(name, LatinFace::official_name);
    format!(
        "<w:rFonts w:hint=\"eastAsia\" w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{name}\" w:cs=\"{latin}\"/>"
    )
}

fn spacing(spacing: Length) -> String {
    format!("<w:spacing w:val=\"{}\"/>", spacing.to_twips())
}

fn size(size: Length) -> String {
    let halves = size.to_half_points();
    format!("<w:sz w:val=\"{halves}\"/><w:szCs w:val=\"{halves}\"/>")
}

/// The value of `w:jc`.
pub(crate) fn align(align: Align) -> &'static str {
    match align {
        Align::Justify => "both",
        Align::Left => "left",
        Align::Center => "center",
        Align::Right | Align::Decimal => "right",
    }
}
