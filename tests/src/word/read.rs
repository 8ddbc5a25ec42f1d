//! A Word file as paragraphs of characters, each with its format, and the width of the column they stand in.

use roxmltree::Node;

use super::styles::{Format, Styles, child, padding};
use crate::{attribute, xml_part};

/// A Word file, read.
#[derive(Debug)]
pub struct WordFile {
    /// Paragraphs of the body in order, those of cells among them, then those of footnotes.
    pub paragraphs: Vec<Paragraph>,
    /// What stands below each other in the body, by section.
    pub sections: Vec<Section>,
    /// The paragraphs of each footnote.
    pub notes: Vec<Vec<usize>>,
    /// Marks that no line may begin with.
    pub never_first: String,
    /// Marks that no line may end with.
    pub never_last: String,
}

/// A section, which begins a page.
#[derive(Debug, Default)]
pub struct Section {
    /// Its paragraphs and tables.
    pub blocks: Vec<Block>,
    /// Height for text on its first page and on the others, in points.
    pub heights: (f64, f64),
}

/// A part of the body.
#[derive(Debug)]
pub enum Block {
    /// A paragraph by its place among all.
    Paragraph(usize),
    /// The rows of a table.
    Table(Vec<Row>),
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// The paragraphs of each cell.
    pub cells: Vec<Vec<usize>>,
    /// Whether it is repeated on each page.
    pub header: bool,
    /// Whether its table has rules.
    pub ruled: bool,
    /// `w:trHeight` in points, and whether that is exact: its least height else.
    pub height: Option<(f64, bool)>,
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
    /// Whether it holds a tab: texts that stand beside each other.
    pub tabs: bool,
    /// Whether it stands in a frame, outside of the column.
    pub framed: bool,
    /// Height of a picture in its line, in points.
    pub picture: Option<f64>,
}

/// A character, or a forced new line as `\n`.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The character.
    pub character: char,
    /// Its face, size and spacing.
    pub format: Format,
    /// Whether it is the mark of a footnote.
    pub mark: bool,
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
        let body = xml_part(file, "word/document.xml").expect("a body");
        let body = roxmltree::Document::parse(&body).expect("a body");
        let mut reader = Reader { styles: &styles, notes: 0, paragraphs: Vec::new() };
        let body = body.descendants().find(|node| node.tag_name().name() == "body").expect("a body");
        let (mut waiting, mut sections) = (Vec::new(), Vec::new());
        for node in body.children().filter(Node::is_element) {
            waiting.push(node);
            // A section's paper stands in its last paragraph, or behind all.
            let ends = match node.tag_name().name() {
                "sectPr" => Some(node),
                _ => child(node, "pPr").and_then(|properties| child(properties, "sectPr")),
            };
            if let Some(ends) = ends {
                let mut section = Section { heights: heights(file, &styles, ends), ..Section::default() };
                let width = section_width(ends);
                waiting.drain(..).for_each(|node| reader.block(node, width, &mut section.blocks));
                sections.push(section);
            }
        }
        let mut all_notes = Vec::new();
        if let Some(notes) = xml_part(file, "word/footnotes.xml") {
            let notes = roxmltree::Document::parse(&notes).expect("footnotes");
            let notes = notes.root_element().children().filter(|note| attribute(*note, "type").is_empty());
            for (index, note) in notes.filter(Node::is_element).enumerate() {
                reader.notes = index;
                let start = reader.paragraphs.len();
                let width = 156.0 * 72.0 / 25.4;
                note.children()
                    .filter(Node::is_element)
                    .for_each(|node| reader.block(node, width, &mut Vec::new()));
                all_notes.push((start..reader.paragraphs.len()).collect());
            }
        }
        WordFile {
            paragraphs: reader.paragraphs,
            sections,
            notes: all_notes,
            never_first: list("noLineBreaksBefore"),
            never_last: list("noLineBreaksAfter"),
        }
    }
}

/// Height for text on the first page of a section and on the others: from the top margin down to the bottom margin, or to the
/// top of a footer that is higher than that.
fn heights(file: &[u8], styles: &Styles<'_>, section: Node<'_, '_>) -> (f64, f64) {
    let number = |name: &str, attribute_name: &str| {
        let node = child(section, name);
        node.and_then(|node| attribute(node, attribute_name).parse::<f64>().ok()).unwrap_or(0.0) / 20.0
    };
    let page = number("pgSz", "h");
    // A header of page 1 that reaches below the margin pushes the text down.
    let first_head = section
        .children()
        .find(|node| node.tag_name().name() == "headerReference")
        .and_then(|reference| story_height(file, styles, attribute(reference, "id")));
    let top = number("pgMar", "top");
    let first_top = top.max(number("pgMar", "header") + first_head.unwrap_or(0.0));
    let foot = |kind: &str| {
        let reference = section
            .children()
            .find(|node| node.tag_name().name() == "footerReference" && attribute(*node, "type") == kind);
        let footer = reference.and_then(|reference| story_height(file, styles, attribute(reference, "id")));
        number("pgMar", "bottom").max(number("pgMar", "footer") + footer.unwrap_or(0.0))
    };
    let others = page - top - foot("default");
    let first = if child(section, "titlePg").is_some() { page - first_top - foot("first") } else { others };
    (first, others)
}

/// Height of the paragraphs of a header or footer.
fn story_height(file: &[u8], styles: &Styles<'_>, id: &str) -> Option<f64> {
    let relations = xml_part(file, "word/_rels/document.xml.rels")?;
    let relations = roxmltree::Document::parse(&relations).ok()?;
    let target = relations.descendants().find(|node| attribute(*node, "Id") == id)?;
    let footer = xml_part(file, &format!("word/{}", attribute(target, "Target")))?;
    let footer = roxmltree::Document::parse(&footer).ok()?;
    let mut reader = Reader { styles, notes: 0, paragraphs: Vec::new() };
    let paragraphs = footer.root_element().children().filter(Node::is_element);
    paragraphs.for_each(|node| reader.block(node, 442.2, &mut Vec::new()));
    let height = |paragraph: &Paragraph| {
        let (above, below) = paragraph.format.space;
        paragraph.format.line + above + below
    };
    Some(reader.paragraphs.iter().map(height).sum())
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
    paragraphs: Vec<Paragraph>,
}

impl Reader<'_, '_> {
    fn block(&mut self, node: Node<'_, '_>, width: f64, blocks: &mut Vec<Block>) {
        match node.tag_name().name() {
            "p" => {
                blocks.push(Block::Paragraph(self.paragraphs.len()));
                self.paragraph(node, width);
            }
            "tbl" => {
                let rows = self.table(node);
                // One that floats has a place of its own.
                if !node.descendants().any(|node| node.tag_name().name() == "tblpPr") {
                    blocks.push(Block::Table(rows));
                }
            }
            // A content control holds paragraphs and tables.
            "sdt" | "sdtContent" => {
                node.children().filter(Node::is_element).for_each(|node| self.block(node, width, blocks));
            }
            _ => {}
        }
    }

    fn table(&mut self, table: Node<'_, '_>) -> Vec<Row> {
        let style = table.descendants().find(|node| node.tag_name().name() == "tblStyle");
        let own = child(table, "tblPr").and_then(|properties| child(properties, "tblCellMar"));
        let padding = match own {
            Some(margins) => padding(margins),
            None => self.styles.padding(style.map_or("", |style| attribute(style, "val"))),
        };
        let bordered = child(table, "tblPr").is_some_and(|own| child(own, "tblBorders").is_some());
        let ruled = bordered || style.is_some();
        let rows = table.children().filter(|node| node.tag_name().name() == "tr");
        let mut read = Vec::new();
        for row in rows {
            let header = row.descendants().any(|node| node.tag_name().name() == "tblHeader");
            let cells = row.children().filter(|node| node.tag_name().name() == "tc");
            let cells = cells.map(|cell| {
                let width = cell.descendants().find(|node| node.tag_name().name() == "tcW");
                let width =
                    width.and_then(|width| attribute(width, "w").parse::<f64>().ok()).unwrap_or(0.0) / 20.0;
                let start = self.paragraphs.len();
                cell.children()
                    .filter(Node::is_element)
                    .for_each(|node| self.block(node, width - padding, &mut Vec::new()));
                (start..self.paragraphs.len()).collect()
            });
            let height = child(row, "trPr").and_then(|own| child(own, "trHeight")).and_then(|height| {
                let points = attribute(height, "val").parse::<f64>().ok()? / 20.0;
                Some((points, attribute(height, "hRule") == "exact"))
            });
            read.push(Row { cells: cells.collect(), header, ruled, height });
        }
        read
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
            framed: named("framePr").is_some(),
            picture: None,
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
        let Paragraph { pieces, tabs, picture, .. } = paragraph;
        let mut push = |character, mark| pieces.push(Piece { character, format: format.clone(), mark });
        for node in run.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => node.text().unwrap_or_default().chars().for_each(|character| push(character, false)),
                "br" => push('\n', false),
                "tab" => {
                    *tabs = true;
                    push('\t', false);
                }
                "drawing" => {
                    let inline = node.children().find(|node| node.tag_name().name() == "inline");
                    let extent = inline.and_then(|inline| child(inline, "extent"));
                    let height = extent.and_then(|extent| attribute(extent, "cy").parse::<f64>().ok());
                    *picture = height.map(|emu| emu / 12_700.0).or(*picture);
                }
                "footnoteReference" | "footnoteRef" => {
                    // ① to ⑳ are the first twenty.
                    push(char::from_u32(0x2460 + self.notes as u32).unwrap_or('①'), true);
                    self.notes += 1;
                }
                _ => {}
            }
        }
    }
}
