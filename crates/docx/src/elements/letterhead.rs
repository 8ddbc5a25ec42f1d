//! The letterhead 版头 (7.2, 10.1 to 10.3) as paragraphs with styles of their own, at the places that layout found. What
//! stands beside the names of a joint mark is a cell of a table, what stands beside other lines a frame; red rules are borders.
//! Mark and upper rules of a letter are the header of its page 1.

use std::fmt::Write;

use gongwen_document::style::{DoubleRule, FaceRole, HeadRuleStyle};
use gongwen_document::{Document, Facts, Format, HeadElement, HeadLine, HeadRule, Length, Stylesheet};

use crate::styles;
use crate::text::raw;

/// The letterhead, or nothing; of a letter what stands below the upper rules.
pub(crate) fn compose(document: &Document, style: &Stylesheet, facts: &Facts) -> String {
    let Some(head) = &document.letterhead else { return String::new() };
    let letter = document.format == Format::Letter;
    let start = if letter { below_rules(facts) } else { Length::ZERO };
    let mut composer = LetterheadComposer {
        width: style.page.type_area_width(),
        beside: (head.issuer_marks.len() > 1).then(|| head.mark_suffix.clone()),
        cursor: start,
        xml: String::new(),
    };
    // The rule is a border, which goes with the number when that is moved.
    let border = facts.head_rules.first().filter(|_| !letter);
    let lines: Vec<HeadLine> = facts.head.iter().filter(|line| !letter || !is_mark(line)).cloned().collect();
    let joint = JointMark::of(&lines, composer.beside.as_deref());
    let rows = rows(&lines);
    let last = rows.iter().rposition(|row| composer.flows(row));
    for (index, row) in rows.iter().enumerate() {
        let ends = Some(index) == last;
        let (border, end) = (border.filter(|_| ends), ends.then_some(facts.head_height));
        match (&joint, row.first()) {
            (Some(joint), Some(line)) if is_mark(line) => {
                if joint.names.first() == Some(&line) {
                    composer.joint(joint);
                }
                if ends {
                    composer.close(border, facts.head_height);
                }
            }
            // Its line reaches out of the type area, and a rule must not.
            (None, Some(line)) if ends && is_mark(line) && composer.beside.is_some() => {
                composer.row(row, None, None);
                composer.close(border, facts.head_height);
            }
            _ => composer.row(row, border, end),
        }
    }
    if last.is_none() {
        // Nothing that flows: only the room down to the title.
        composer.xml.push_str(&room(facts.head_height - start));
    }
    composer.xml
}

/// The header of a letter's page 1: the mark 信函标志 and the upper rules, thick above thin (10.1), then room down to the first
/// line of the text area. With it, how far below the paper's edge it begins. A header is nothing that text makes room for, and
/// nothing that moves when the text is revised.
pub(crate) fn first_header(
    document: &Document,
    style: &Stylesheet,
    facts: &Facts,
) -> Option<(String, Length)> {
    if document.format != Format::Letter || document.letterhead.is_none() {
        return None;
    }
    let top = style.page.top_margin;
    let marks: Vec<&HeadLine> = facts.head.iter().filter(|line| is_mark(line)).collect();
    let start = marks.first().map(|mark| mark.top).or_else(|| facts.head_rules.first().map(|rule| rule.y));
    let start = start.unwrap_or(Length::ZERO).max(-top);
    let mut cursor = start;
    let mut xml = String::new();
    for mark in marks {
        let properties = raw::spacing(mark.top - cursor, Length::ZERO, mark.pitch);
        // A mark as wide as the type area is not broken for a hair.
        let wide = raw::indent(-Length::mm(2), -Length::mm(2));
        let properties = format!("{properties}{wide}<w:jc w:val=\"center\"/>");
        xml.push_str(&raw::paragraph(styles::ISSUER_MARK, &properties, &text(mark)));
        cursor = mark.top + mark.pitch;
    }
    if let (HeadRuleStyle::Double(rules), [thick, thin, ..]) =
        (&style.letterhead(Format::Letter).rule, facts.head_rules.as_slice())
    {
        xml.push_str(&double_rule(style, rules, thick.y - cursor, (thick.thickness, thin.thickness)));
        cursor = thin.y + thin.thickness;
    }
    xml.push_str(&room(below_rules(facts) - cursor));
    let part = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{xml}</w:hdr>"
    );
    Some((part, top + start))
}

/// Where the first line below the upper rules of a letter begins.
fn below_rules(facts: &Facts) -> Length {
    facts.head.iter().find(|line| !is_mark(line)).map_or(facts.head_height, |line| line.top)
}

/// Double rules as long as those of a letter: the borders of a line as high as the white between them, with white above.
pub(crate) fn double_rule(
    style: &Stylesheet,
    rules: &DoubleRule,
    above: Length,
    (upper, lower): (Length, Length),
) -> String {
    let left = (style.page.width - rules.length) / 2 - style.page.binding_margin;
    let right = style.page.type_area_width() - rules.length - left;
    let side = |name: &str, thickness: Length| {
        format!(
            "<w:{name} w:val=\"single\" w:sz=\"{}\" w:space=\"0\" w:color=\"{}\"/>",
            thickness.to_eighths_of_point(),
            styles::RED
        )
    };
    let properties = format!(
        "<w:pBdr>{}{}</w:pBdr>{}{}",
        side("top", upper),
        side("bottom", lower),
        raw::spacing(above, Length::ZERO, rules.gap),
        raw::indent(left, right)
    );
    raw::paragraph(styles::SEPARATOR, &properties, "")
}

/// White of this height as a line of its own; a hair when there is none, because a part holds at least one paragraph.
pub(crate) fn room(height: Length) -> String {
    let line = height.max(Length::twips(20));
    raw::paragraph(styles::SEPARATOR, &raw::spacing(Length::ZERO, Length::ZERO, line), "")
}

fn is_mark(line: &HeadLine) -> bool {
    style_of(line.element) == styles::ISSUER_MARK
}

/// Lines with the same top, in their order.
fn rows(lines: &[HeadLine]) -> Vec<&[HeadLine]> {
    lines.chunk_by(|one, other| one.top == other.top).collect()
}

/// Names of joint bodies below each other and the word beside them.
struct JointMark<'l> {
    names: Vec<&'l HeadLine>,
    word: &'l HeadLine,
}

impl<'l> JointMark<'l> {
    /// None without a word, and above the type area, where no table can stand.
    fn of(lines: &'l [HeadLine], word: Option<&str>) -> Option<JointMark<'l>> {
        let (words, names): (Vec<&HeadLine>, Vec<&HeadLine>) =
            lines.iter().filter(|line| is_mark(line)).partition(|line| Some(line.text.as_str()) == word);
        let word = words.first().copied()?;
        let stands = names.first().is_some_and(|line| line.top >= Length::ZERO);
        stands.then_some(JointMark { names, word })
    }
}

struct LetterheadComposer {
    width: Length,
    /// What stands beside the names of a joint mark.
    beside: Option<String>,
    /// Where the next paragraph would begin, from the type area's top.
    cursor: Length,
    xml: String,
}

impl LetterheadComposer {
    /// Whether a row stands below what was written, so that a paragraph can.
    fn flows(&self, row: &[HeadLine]) -> bool {
        let beside = |line: &HeadLine| {
            style_of(line.element) == styles::ISSUER_MARK && self.beside.as_ref() == Some(&line.text)
        };
        row.first().is_some_and(|line| line.top >= Length::ZERO && !beside(line))
    }

    fn row(&mut self, row: &[HeadLine], border: Option<&HeadRule>, end: Option<Length>) {
        let Some(first) = row.first() else { return };
        let id = style_of(first.element);
        if !self.flows(row) || first.top + Length::twips(10) < self.cursor {
            for line in row {
                self.frame(line);
            }
            return;
        }
        let line = first.pitch;
        let bottom = first.top + line;
        let mut properties = String::new();
        let mut after = Length::ZERO;
        let mut foot = bottom;
        if let Some(rule) = border {
            properties.push_str(&bottom_border(rule, bottom));
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
        if spread {
            properties.push_str(styles::NO_GAP);
        }
        properties.push_str(&raw::spacing(lead, after, line));
        if spread {
            // A name as wide as the type area is not broken for a hair.
            properties.push_str(&raw::indent(first.left, -Length::mm(2)));
        } else if lies && border.is_none() {
            // A mark as wide as the type area is not broken for a hair.
            properties.push_str(&raw::indent(-Length::mm(2), -Length::mm(2)));
        }
        properties.push_str(if lies && !spread {
            "<w:jc w:val=\"center\"/>"
        } else {
            "<w:jc w:val=\"left\"/>"
        });
        let mut runs = String::new();
        for (index, line) in row.iter().enumerate() {
            if stops.iter().any(|stop| stop.line == index) {
                runs.push_str(raw::TAB);
            }
            runs.push_str(&text(line));
        }
        self.xml.push_str(&raw::paragraph(id, &properties, &runs));
        self.cursor = bottom;
    }

    /// A joint mark as a table of two cells: nothing floats, each part can be edited, and the word beside the names stays in
    /// their middle when one is added.
    fn joint(&mut self, mark: &JointMark<'_>) {
        let Some((first, last)) = mark.names.first().zip(mark.names.last()) else { return };
        self.xml.push_str(&room(first.top - self.cursor));
        let cell = |lines: &[&HeadLine]| -> String {
            let properties = |line: &HeadLine| {
                let place = raw::spacing(Length::ZERO, Length::ZERO, line.pitch);
                styles::NO_GAP.to_owned()
                    + &place
                    + &raw::indent(Length::ZERO, Length::ZERO)
                    + "<w:jc w:val=\"left\"/>"
            };
            lines
                .iter()
                .map(|line| raw::paragraph(styles::ISSUER_MARK, &properties(line), &text(line)))
                .collect()
        };
        // A line as wide as its cell is not broken for a hair.
        let columns = [mark.word.left - first.left, mark.word.width + Length::mm(2)];
        let width: Length = columns.iter().copied().sum();
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblInd w:w=\"{}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/>\
             <w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar><w:tblCaption w:val=\"发文机关标志\"/></w:tblPr><w:tblGrid>",
            width.to_twips(),
            first.left.to_twips()
        );
        for column in columns {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{}\"/>", column.to_twips());
        }
        self.xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (column, lines) in columns.iter().zip([mark.names.as_slice(), &[mark.word]]) {
            let _ = write!(
                self.xml,
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
                column.to_twips(),
                cell(lines)
            );
        }
        self.xml.push_str("</w:tr></w:tbl>");
        self.cursor = last.top + last.pitch;
    }

    /// The rule and the room down to the title, below a table that ends the letterhead.
    fn close(&mut self, border: Option<&HeadRule>, end: Length) {
        let hair = Length::twips(20);
        let (mut foot, mut properties) = (self.cursor + hair, String::new());
        if let Some(rule) = border {
            properties = bottom_border(rule, foot);
            foot = rule.y + rule.thickness;
        }
        properties.push_str(&raw::spacing(Length::ZERO, end - foot, hair));
        self.xml.push_str(&raw::paragraph(styles::SEPARATOR, &properties, ""));
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
    fn frame(&mut self, line: &HeadLine) {
        let id = style_of(line.element);
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
        self.xml.push_str(&raw::paragraph(id, &properties, &text(line)));
    }
}

/// A red rule as the border of a paragraph that ends here.
fn bottom_border(rule: &HeadRule, bottom: Length) -> String {
    // In points, 31 at most.
    let space = ((rule.y - bottom).emu() + 6_350).max(0) / 12_700;
    let eighths = rule.thickness.to_eighths_of_point();
    format!(
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"{eighths}\" w:space=\"{}\" w:color=\"{}\"/></w:pBdr>",
        space.min(31),
        styles::RED
    )
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

/// The text in its style; what differs from the style stands at the run. LibreOffice does not know 分散对齐, so the
/// characters of a name that is spread are spaced; Word's scaling is of the characters alone, not of the white between them.
fn text(line: &HeadLine) -> String {
    let id = style_of(line.element);
    let mut properties = String::new();
    if id == styles::ISSUER_MARK {
        if line.scale != 100 {
            let _ = write!(properties, "<w:w w:val=\"{}\"/>", line.scale);
        }
        properties.push_str(&raw::size(line.size));
    } else if id == styles::APPROVERS && line.face != FaceRole::FangSong {
        properties.push_str(&raw::face(line.face));
    }
    match line.text.char_indices().next_back() {
        Some((last, _)) if line.spread != Length::ZERO => {
            let (head, tail) = line.text.split_at(last);
            let spacing = format!("<w:spacing w:val=\"{}\"/>", line.spread.to_twips());
            raw::run(&(spacing + &properties), head) + &raw::run(&properties, tail)
        }
        _ => raw::run(&properties, &line.text),
    }
}

/// The paragraph style of an element of the letterhead 版头要素.
fn style_of(element: HeadElement) -> &'static str {
    match element {
        HeadElement::CopyNumber => styles::COPY_NUMBER,
        HeadElement::Classification => styles::CLASSIFICATION,
        HeadElement::Urgency => styles::URGENCY,
        HeadElement::IssuerMark => styles::ISSUER_MARK,
        HeadElement::DocumentNumber => styles::DOCUMENT_NUMBER,
        HeadElement::Approvers => styles::APPROVERS,
    }
}
