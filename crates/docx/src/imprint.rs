//! The imprint 版记 (7.4): frames at the foot of the type area, and rules drawn between
//! them.

use std::fmt::Write;

use gongwen_core::document::{BlockKind, Document, Facts, ImprintPlace, Role, plain_text};
use gongwen_core::style::ImprintStyle;
use gongwen_core::{Length, Stylesheet};

use crate::media::{Above, Color, Frame, Media};
use crate::raw;
use crate::styles;

/// The imprint, or nothing.
pub(crate) fn compose(document: &Document, style: &Stylesheet, facts: &Facts, media: &mut Media) -> String {
    let Some(place) = &facts.imprint else { return String::new() };
    let form = style.imprint(document.format);
    let width = style.page.type_area_width();
    let top = style.page.type_area_height() - place.height;
    let mut xml = String::new();
    let mut below = top;
    for (index, row) in rows(document, form, facts).iter().enumerate() {
        if let Some(rule) = facts.imprint_rules.get(index) {
            below = rule.y + rule.thickness;
        }
        for entry in row {
            xml.push_str(&line(entry, form, place, width, below));
        }
    }
    let rules: String = facts
        .imprint_rules
        .iter()
        .map(|rule| {
            let (x, y, width, height) = (rule.x, rule.y, rule.width, rule.thickness);
            media.rule(Color::Black, Above::Margin, Frame { x, y, width, height })
        })
        .collect();
    // What the frames hang on, and the rules with them: it holds them on their page.
    xml + &raw::paragraph(styles::SEPARATOR, "", &rules)
}

/// The paragraphs between two rules are in one frame.
fn frame(width: Length, y: Length) -> String {
    format!(
        "<w:framePr w:w=\"{}\" w:wrap=\"notBeside\" w:vAnchor=\"margin\" w:hAnchor=\"margin\" w:xAlign=\"left\" w:y=\"{}\"/>",
        width.to_twips(),
        // 0 would be no place at all.
        y.to_twips().max(1)
    )
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

fn line(entry: &Entry, form: &ImprintStyle, place: &ImprintPlace, width: Length, y: Length) -> String {
    let (size, pitch) = (place.size, place.line_pitch);
    let indent = size.scale(i64::from(form.indent), 100);
    let cells = |text: &str| i64::try_from(text.chars().count()).unwrap_or(0);
    let mut properties = frame(width, y);
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
