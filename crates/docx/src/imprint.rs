//! The imprint 版记 (7.4): a table that floats at the foot of the type area, its rules the borders of its rows.

use std::fmt::Write;

use gongwen_core::document::{BlockKind, Document, Facts, ImprintPlace, Role, plain_text};
use gongwen_core::style::ImprintStyle;
use gongwen_core::{Length, Stylesheet};

use crate::raw;
use crate::styles;

/// The imprint, or nothing.
pub(crate) fn compose(document: &Document, style: &Stylesheet, facts: &Facts) -> String {
    let Some(place) = &facts.imprint else { return String::new() };
    let form = style.imprint(document.format);
    let rows = rows(document, form, facts);
    if rows.is_empty() {
        return String::new();
    }
    let width = style.page.type_area_width();
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" \
         w:horzAnchor=\"margin\" w:tblpX=\"0\" w:tblpYSpec=\"bottom\"/><w:tblOverlap w:val=\"never\"/>\
         <w:tblW w:w=\"{0}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/>\
         <w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"{0}\"/></w:tblGrid>",
        width.to_twips()
    );
    let last = rows.len() - 1;
    for (index, row) in rows.iter().enumerate() {
        let above = if index == 0 { form.outer_rule } else { form.inner_rule };
        let below = if index == last { form.outer_rule } else { form.inner_rule };
        let _ = write!(
            xml,
            "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:tcBorders>{}{}</w:tcBorders>\
             </w:tcPr>",
            width.to_twips(),
            border("top", above),
            border("bottom", below),
        );
        for paragraph in row {
            xml.push_str(&line(paragraph, form, place, width));
        }
        xml.push_str("</w:tc></w:tr>");
    }
    xml + "</w:tbl>"
}

/// A paragraph of the imprint: a label and what hangs behind it, or two ends of a line.
struct Entry {
    label: &'static str,
    text: String,
    right: Option<String>,
}

/// What stands between two rules each.
fn rows(document: &Document, form: &ImprintStyle, facts: &Facts) -> Vec<Vec<Entry>> {
    let nothing = Default::default();
    let imprint = document.imprint.as_ref().unwrap_or(&nothing);
    let mut main = imprint.main_recipients.clone();
    main.extend(moved(document).filter(|_| facts.recipients_moved));
    let entry = |label, names: &[String]| {
        let names = names.join("、");
        let text = format!("{}。", names.strip_suffix('。').unwrap_or(&names));
        Entry { label, text, right: None }
    };
    let mut recipients = Vec::new();
    for (label, names) in [("主送：", &main), ("抄送：", &imprint.copy_recipients)] {
        if !names.is_empty() {
            recipients.push(entry(label, names));
        }
    }
    let others = imprint.others.iter().map(|text| Entry { label: "", text: text.clone(), right: None });
    let mut rows = vec![recipients, others.collect()];
    if form.printing_line && (imprint.printing_office.is_some() || imprint.printing_date.is_some()) {
        let date = imprint.printing_date.as_ref().map(|date| format!("{date}印发"));
        let text = imprint.printing_office.clone().unwrap_or_default();
        rows.push(vec![Entry { label: "", text, right: date }]);
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// The addressees that stand below the title, without their colon.
fn moved(document: &Document) -> Option<String> {
    document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph { role: Role::Addressees, inlines } => {
            let text = plain_text(inlines).replace('\n', "");
            Some(text.trim_end_matches(['：', ':']).to_owned())
        }
        _ => None,
    })
}

fn line(entry: &Entry, form: &ImprintStyle, place: &ImprintPlace, width: Length) -> String {
    let (size, pitch) = (place.size, place.line_pitch);
    let indent = size.scale(i64::from(form.indent), 100);
    let cells = |text: &str| i64::try_from(text.chars().count()).unwrap_or(0);
    let mut properties = String::new();
    if entry.right.is_some() {
        let _ = write!(
            properties,
            "<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>",
            (width - indent).to_twips()
        );
    }
    properties.push_str(&raw::spacing(Length::ZERO, Length::ZERO, pitch));
    let hang = size * cells(entry.label);
    let _ = write!(
        properties,
        "<w:ind w:leftChars=\"0\" w:left=\"{}\" w:rightChars=\"0\" w:right=\"{}\" w:hangingChars=\"0\" w:hanging=\"{}\"/>",
        (indent + hang).to_twips(),
        if entry.right.is_some() { 0 } else { indent.to_twips() },
        hang.to_twips(),
    );
    let kind = if size == form.size { String::new() } else { raw::size(size) };
    let mut runs = raw::run(&kind, &format!("{}{}", entry.label, entry.text));
    if let Some(right) = &entry.right {
        runs.push_str(raw::TAB);
        runs.push_str(&raw::run(&kind, right));
    }
    raw::paragraph(styles::IMPRINT, &properties, &runs)
}

/// A border of a cell; a rule of no thickness is none.
fn border(side: &str, thickness: Length) -> String {
    let eighths = (thickness.emu() * 8 + 6_350) / 12_700;
    match eighths {
        0 => format!("<w:{side} w:val=\"nil\"/>"),
        _ => format!("<w:{side} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"0\" w:color=\"000000\"/>"),
    }
}
