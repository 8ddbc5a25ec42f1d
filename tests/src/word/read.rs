//! A Word file as paragraphs of characters, each with its format, and the width of the column they stand in.

use roxmltree::Node;

use super::styles::{Format, Styles, child};
use crate::{attribute, xml_part};

/// A Word file, read.
#[derive(Debug)]
pub struct WordFile {
    /// Paragraphs of the body in order, those of cells among them, then those of footnotes.
    pub paragraphs: Vec<Paragraph>,
    /// Marks that no line may begin with.
    pub never_first: String,
    /// Marks that no line may end with.
    pub never_last: String,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Id of its style.
    pub style: String,
    /// What decides its lines.
    pub format: Format,
    /// Width of its column in points.
    pub width: f64,
    /// Its characters.
    pub pieces: Vec<Piece>,
    /// Whether it holds a tab, which is not modelled.
    pub tabs: bool,
}

/// A character, or a forced new line as `\n`.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The character.
    pub character: char,
    /// Its face, size and spacing.
    pub format: Format,
}

impl Paragraph {
    /// Its text without white space.
    pub fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.character)
            .filter(|character| !character.is_whitespace())
            .collect()
    }
}

impl WordFile {
    /// Reads a file.
    ///
    /// # Panics
    /// When it is not a Word file.
    pub fn read(file: &[u8]) -> WordFile {
        let styles_xml = xml_part(file, "word/styles.xml").expect("styles");
        let styles_tree = roxmltree::Document::parse(&styles_xml).expect("styles");
        let styles = Styles::read(&styles_tree);
        let settings = xml_part(file, "word/settings.xml").expect("settings");
        let settings = roxmltree::Document::parse(&settings).expect("settings");
        let list = |name: &str| {
            let node = settings.descendants().find(|node| node.tag_name().name() == name);
            node.map(|node| attribute(node, "val").to_owned()).unwrap_or_default()
        };
        let mut paragraphs = Vec::new();
        let body = xml_part(file, "word/document.xml").expect("a body");
        let body = roxmltree::Document::parse(&body).expect("a body");
        let mut reader = Reader { styles: &styles, notes: 0, paragraphs: &mut paragraphs };
        let body = body.descendants().find(|node| node.tag_name().name() == "body").expect("a body");
        let mut section = Vec::new();
        for node in body.children().filter(Node::is_element) {
            section.push(node);
            // A section's width stands in its last paragraph, or behind all.
            let ends = match node.tag_name().name() {
                "sectPr" => Some(node),
                _ => child(node, "pPr").and_then(|properties| child(properties, "sectPr")),
            };
            if let Some(ends) = ends {
                let width = section_width(ends);
                section.drain(..).for_each(|node| reader.block(node, width));
            }
        }
        let width = 156.0 * 72.0 / 25.4;
        if let Some(notes) = xml_part(file, "word/footnotes.xml") {
            let notes = roxmltree::Document::parse(&notes).expect("footnotes");
            let notes = notes.root_element().children().filter(|note| attribute(*note, "type").is_empty());
            for (index, note) in notes.filter(Node::is_element).enumerate() {
                reader.notes = index;
                note.children().filter(Node::is_element).for_each(|node| reader.block(node, width));
            }
        }
        WordFile {
            paragraphs,
            never_first: list("noLineBreaksBefore"),
            never_last: list("noLineBreaksAfter"),
        }
    }
}

fn section_width(section: Node<'_, '_>) -> f64 {
    let number = |name: &str, attribute_name: &str| {
        let node = section.children().find(|node| node.tag_name().name() == name);
        node.and_then(|node| attribute(node, attribute_name).parse::<f64>().ok()).unwrap_or(0.0)
    };
    (number("pgSz", "w") - number("pgMar", "left") - number("pgMar", "right")) / 20.0
}

struct Reader<'s, 'x> {
    styles: &'s Styles<'x>,
    /// Marks of footnotes so far.
    notes: usize,
    paragraphs: &'s mut Vec<Paragraph>,
}

impl Reader<'_, '_> {
    fn block(&mut self, node: Node<'_, '_>, width: f64) {
        match node.tag_name().name() {
            "p" => self.paragraph(node, width),
            "tbl" => self.table(node),
            // A content control holds paragraphs and tables.
            "sdt" | "sdtContent" => {
                node.children().filter(Node::is_element).for_each(|node| self.block(node, width))
            }
            _ => {}
        }
    }

    fn table(&mut self, table: Node<'_, '_>) {
        let style = table.descendants().find(|node| node.tag_name().name() == "tblStyle");
        let padding = self.styles.padding(style.map_or("", |style| attribute(style, "val")));
        for cell in table.descendants().filter(|node| node.tag_name().name() == "tc") {
            let width = cell.descendants().find(|node| node.tag_name().name() == "tcW");
            let width =
                width.and_then(|width| attribute(width, "w").parse::<f64>().ok()).unwrap_or(0.0) / 20.0;
            cell.children().filter(Node::is_element).for_each(|node| self.block(node, width - padding));
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, width: f64) {
        let properties = child(node, "pPr");
        let named = |name: &str| properties.and_then(|properties| child(properties, name));
        let style = named("pStyle").map_or("", |style| attribute(style, "val")).to_owned();
        let mut format = self.styles.paragraph(&style);
        if let Some(properties) = properties {
            format = format.with(properties);
        }
        let frame = named("framePr").and_then(|frame| attribute(frame, "w").parse::<f64>().ok());
        let mut paragraph = Paragraph {
            style,
            format,
            width: frame.map_or(width, |twips| twips / 20.0),
            pieces: Vec::new(),
            tabs: false,
        };
        self.runs(node, &mut paragraph);
        self.paragraphs.push(paragraph);
    }

    fn runs(&mut self, node: Node<'_, '_>, paragraph: &mut Paragraph) {
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node, paragraph),
                "hyperlink" | "sdt" | "sdtContent" => self.runs(node, paragraph),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'_, '_>, paragraph: &mut Paragraph) {
        let mut format = paragraph.format.clone();
        if let Some(properties) = child(run, "rPr") {
            if let Some(style) = child(properties, "rStyle") {
                format = self.styles.character(attribute(style, "val"), &format);
            }
            format = format.with(properties);
        }
        let mut push = |character| paragraph.pieces.push(Piece { character, format: format.clone() });
        for node in run.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => node.text().unwrap_or_default().chars().for_each(&mut push),
                "br" => push('\n'),
                "tab" => paragraph.tabs = true,
                "footnoteReference" | "footnoteRef" => {
                    // ① to ⑳ are the first twenty.
                    push(char::from_u32(0x2460 + self.notes as u32).unwrap_or('①'));
                    self.notes += 1;
                }
                _ => {}
            }
        }
    }
}
