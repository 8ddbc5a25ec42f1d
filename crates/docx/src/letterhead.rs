//! The letterhead 版头 (7.2, 10.1 to 10.3) as paragraphs with styles of their own, at the places that layout found. What
//! stands beside or above other lines is a frame; red rules are a border below the number, or drawn.

use std::fmt::Write;

use gongwen_core::document::{Document, Facts, HeadLine, HeadRule};
use gongwen_core::style::FaceRole;
use gongwen_core::{Length, Stylesheet};

use crate::media::{Above, Color, Frame, Media};
use crate::raw;
use crate::styles;

/// The letterhead, or nothing.
pub(crate) fn compose(document: &Document, style: &Stylesheet, facts: &Facts, media: &mut Media) -> String {
    let Some(head) = &document.letterhead else { return String::new() };
    let mut composer = Composer {
        width: style.page.type_area_width(),
        beside: (head.issuer_marks.len() > 1).then(|| head.mark_suffix.clone()),
        cursor: Length::ZERO,
        xml: String::new(),
    };
    // A single rule is a border, which goes with the number when that is moved; others are drawn.
    let (border, drawn): (Option<&HeadRule>, &[HeadRule]) = match facts.head_rules.as_slice() {
        [rule] => (Some(rule), &[]),
        rules => (None, rules),
    };
    let mut drawings: String = drawn
        .iter()
        .map(|rule| {
            let (x, y, width, height) = (rule.x, rule.y, rule.width, rule.thickness);
            media.rule(Color::Red, Above::Margin, Frame { x, y, width, height })
        })
        .collect();
    let rows = rows(&facts.head);
    let first = rows.iter().position(|row| composer.flows(row));
    let last = rows.iter().rposition(|row| composer.flows(row));
    for (index, row) in rows.iter().enumerate() {
        let ends = Some(index) == last;
        let border = border.filter(|_| ends);
        // A drawing in a frame would go with the frame.
        let runs = if Some(index) == first { std::mem::take(&mut drawings) } else { String::new() };
        let end = ends.then_some(facts.head_height);
        composer.row(row, border, &runs, end);
    }
    if last.is_none() {
        // Nothing that flows: only the room down to the title.
        let space = raw::spacing(Length::ZERO, facts.head_height - Length::twips(20), Length::twips(20));
        composer.xml.push_str(&raw::paragraph(styles::SEPARATOR, &space, &drawings));
    }
    composer.xml
}

/// Lines with the same top, in their order.
fn rows(lines: &[HeadLine]) -> Vec<&[HeadLine]> {
    lines.chunk_by(|one, other| one.top == other.top).collect()
}

struct Composer {
    width: Length,
    /// What stands beside the names of a joint mark.
    beside: Option<String>,
    /// Where the next paragraph would begin, from the type area's top.
    cursor: Length,
    xml: String,
}

impl Composer {
    /// Whether a row stands below what was written, so that a paragraph can.
    fn flows(&self, row: &[HeadLine]) -> bool {
        let beside = |line: &HeadLine| {
            style_of(&line.field) == styles::ISSUER_MARK && self.beside.as_ref() == Some(&line.text)
        };
        row.first().is_some_and(|line| line.top >= Length::ZERO && !beside(line))
    }

    fn row(&mut self, row: &[HeadLine], border: Option<&HeadRule>, drawings: &str, end: Option<Length>) {
        let Some(first) = row.first() else { return };
        let id = style_of(&first.field);
        if !self.flows(row) || first.top + Length::twips(10) < self.cursor {
            for line in row {
                self.frame(line, drawings);
            }
            return;
        }
        let line = first.pitch;
        let bottom = first.top + line;
        let mut properties = String::new();
        let mut after = Length::ZERO;
        let mut foot = bottom;
        if let Some(rule) = border {
            // In points, 31 at most.
            let space = ((rule.y - bottom).emu() + 6_350).max(0) / 12_700;
            let eighths = (rule.thickness.emu() * 8 + 6_350) / 12_700;
            let _ = write!(
                properties,
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"{eighths}\" w:space=\"{}\" w:color=\"{}\"/></w:pBdr>",
                space.min(31),
                styles::RED
            );
            foot = rule.y + rule.thickness;
        }
        if let Some(end) = end {
            after = end - foot;
        }
        let lead = first.top - self.cursor;
        let centred = row.len() == 1 && (first.left * 2 + first.width - self.width).emu().abs() < 127_000;
        let spread = self.beside.is_some() && id == styles::ISSUER_MARK;
        let lies = row.len() == 1 && (centred || spread);
        let stops: Vec<Stop> = if lies { Vec::new() } else { self.stops(row) };
        if !stops.is_empty() {
            properties.push_str("<w:tabs>");
            for stop in &stops {
                properties.push_str(&stop.xml());
            }
            properties.push_str("</w:tabs>");
        }
        properties.push_str(&raw::spacing(lead, after, line));
        if spread {
            properties.push_str(&raw::indent(first.left, Length::ZERO));
        } else if lies && border.is_none() {
            // A mark as wide as the type area is not broken for a hair.
            properties.push_str(&raw::indent(-Length::mm(2), -Length::mm(2)));
        }
        properties.push_str(if lies && !spread {
            "<w:jc w:val=\"center\"/>"
        } else {
            "<w:jc w:val=\"left\"/>"
        });
        let mut runs = drawings.to_owned();
        for (index, line) in row.iter().enumerate() {
            if stops.iter().any(|stop| stop.line == index) {
                runs.push_str(raw::TAB);
            }
            runs.push_str(&if spread { spread_text(line) } else { text(line) });
        }
        self.xml.push_str(&raw::paragraph(id, &properties, &runs));
        self.cursor = bottom;
    }

    /// Where the lines of a row begin; one that goes on right behind the one before needs no stop.
    fn stops(&self, row: &[HeadLine]) -> Vec<Stop> {
        let mut stops = Vec::new();
        let mut end = Length::ZERO;
        for (index, line) in row.iter().enumerate() {
            let right = line.left + line.width;
            if line.left - end > line.size / 4 {
                // What ends at the edge is aligned there, however wide a reader sets its digits.
                let flush = index + 1 == row.len() && (self.width - right).emu().abs() < 12_700;
                let (at, kind) = if flush { (self.width, "right") } else { (line.left, "left") };
                stops.push(Stop { line: index, at, kind });
            }
            end = right;
        }
        stops
    }

    /// A line at its place, whatever stands beside it.
    fn frame(&mut self, line: &HeadLine, drawings: &str) {
        let id = style_of(&line.field);
        let wide = line.width + line.size / 4;
        let properties = format!(
            "<w:framePr w:w=\"{}\" w:h=\"{}\" w:hRule=\"exact\" w:wrap=\"around\" w:vAnchor=\"margin\" w:hAnchor=\"margin\" \
             w:x=\"{}\" w:y=\"{}\"/>{}<w:jc w:val=\"left\"/>",
            wide.to_twips(),
            line.pitch.to_twips(),
            line.left.to_twips(),
            line.top.to_twips(),
            raw::spacing(Length::ZERO, Length::ZERO, line.pitch),
        );
        let runs = format!("{drawings}{}", text(line));
        self.xml.push_str(&raw::paragraph(id, &properties, &runs));
    }
}

/// A tab stop and the line of its row that it is for.
struct Stop {
    line: usize,
    at: Length,
    kind: &'static str,
}

impl Stop {
    fn xml(&self) -> String {
        format!("<w:tab w:val=\"{}\" w:pos=\"{}\"/>", self.kind, self.at.to_twips())
    }
}

/// A name of a joint mark, spread over its width 分散对齐. LibreOffice does not know that alignment, so its characters
/// are spaced.
fn spread_text(line: &HeadLine) -> String {
    let count = i64::try_from(line.text.chars().count()).unwrap_or(1);
    let Some((last, _)) = line.text.char_indices().next_back().filter(|_| count > 1) else {
        return text(line);
    };
    let more = (line.width - line.size * count) / (count - 1);
    let (head, tail) = line.text.split_at(last);
    let spacing = format!("<w:spacing w:val=\"{}\"/>", more.to_twips());
    let size = raw::size(line.size);
    format!("{}{}", raw::run(&format!("{spacing}{size}"), head), raw::run(&size, tail))
}

/// The text in its style; what differs from the style stands at the run.
fn text(line: &HeadLine) -> String {
    let id = style_of(&line.field);
    let mut properties = String::new();
    if id == styles::ISSUER_MARK {
        properties.push_str(&raw::size(line.size));
    } else if id == styles::APPROVERS && line.face != FaceRole::FangSong {
        properties.push_str(&raw::face(line.face));
    }
    raw::run(&properties, &line.text)
}

/// The style of a field.
fn style_of(field: &str) -> &'static str {
    match field.strip_prefix("letterhead.").unwrap_or_default() {
        "copy_number" => styles::COPY_NUMBER,
        "classification" => styles::CLASSIFICATION,
        "urgency" => styles::URGENCY,
        "document_number" => styles::DOCUMENT_NUMBER,
        "approvers" => styles::APPROVERS,
        _ => styles::ISSUER_MARK,
    }
}
