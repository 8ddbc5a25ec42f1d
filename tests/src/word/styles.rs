//! Properties of paragraphs and runs: those of a style, of the styles it is based on, and what stands beside the text.

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::attribute;

/// What decides the lines of a paragraph; lengths in points. Indents in characters win over those in twips, as in Word.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    /// Indents in twips by attribute name: `left`, `right`, `firstLine`, `hanging`, and the same in hundredths of a character
    /// as `leftChars` and so on.
    indents: BTreeMap<String, f64>,
    /// Tab stops: places in points from the column's left edge, and whether text ends there (`right`) instead of beginning.
    pub stops: Vec<(f64, bool)>,
    /// `w:jc`.
    pub align: String,
    /// Whether Latin words may break anywhere (`w:wordWrap` off).
    pub words_break: bool,
    /// Whether white stands between 汉字 and letters or digits.
    pub latin_gap: bool,
    /// Size of type.
    pub size: f64,
    /// How wide a character is drawn (`w:w`), as a share of its width; white between characters is not scaled.
    pub scale: f64,
    /// Added to each character.
    pub spacing: f64,
    /// The face for 汉字, which is that for all scripts in our files.
    pub face: String,
    /// Raised and small, as the mark of a footnote.
    pub superscript: bool,
    /// Height of a line, when it is exact.
    pub line: f64,
    /// White above and below.
    pub space: (f64, f64),
    /// White and thickness of a rule below the last line.
    pub rule_below: f64,
    /// `w:keepNext`.
    pub keep_next: bool,
    /// `w:keepLines`.
    pub keep_lines: bool,
    /// `w:pageBreakBefore`.
    pub page_break_before: bool,
    /// `w:widowControl`.
    pub widow_control: bool,
}

impl Default for Format {
    fn default() -> Format {
        Format {
            indents: BTreeMap::new(),
            stops: Vec::new(),
            align: "both".to_owned(),
            words_break: false,
            latin_gap: true,
            size: 10.5,
            scale: 1.0,
            spacing: 0.0,
            face: String::new(),
            superscript: false,
            line: 12.0,
            space: (0.0, 0.0),
            rule_below: 0.0,
            keep_next: false,
            keep_lines: false,
            page_break_before: false,
            widow_control: true,
        }
    }
}

impl Format {
    fn indent(&self, name: &str) -> f64 {
        let value = |name: &str| self.indents.get(name).copied().unwrap_or(0.0);
        match value(&format!("{name}Chars")) {
            0.0 => value(name) / 20.0,
            characters => characters / 100.0 * (self.size + self.spacing),
        }
    }

    /// From the left edge of the column to the first line and to the others, and from the others' end to the right edge.
    pub fn edges(&self) -> (f64, f64, f64) {
        let left = self.indent("left");
        let first = left + self.indent("firstLine") - self.indent("hanging");
        (first, left, self.indent("right"))
    }

    fn stop(&mut self, tabs: Node<'_, '_>) {
        for tab in tabs.children().filter(Node::is_element) {
            let place = attribute(tab, "pos").parse::<f64>().unwrap_or(0.0) / 20.0;
            self.stops.retain(|(known, _)| (known - place).abs() > 0.01);
            match attribute(tab, "val") {
                "clear" => {}
                kind => self.stops.push((place, matches!(kind, "right" | "end"))),
            }
        }
        self.stops.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    }

    fn space(&mut self, spacing: Node<'_, '_>) {
        let points = |name: &str| attribute(spacing, name).parse::<f64>().ok().map(|twips| twips / 20.0);
        self.line = points("line").unwrap_or(self.line);
        self.space = (points("before").unwrap_or(self.space.0), points("after").unwrap_or(self.space.1));
    }

    /// The same with what the `w:pPr` or `w:rPr` below a node says.
    pub fn with(&self, node: Node<'_, '_>) -> Format {
        let mut format = self.clone();
        for property in node.children().filter(Node::is_element) {
            let value = attribute(property, "val");
            let number = || value.parse::<f64>().unwrap_or(0.0);
            match property.tag_name().name() {
                "ind" => {
                    let indents = property.attributes().map(|it| (it.name(), it.value()));
                    for (name, value) in indents {
                        let value = value.parse().unwrap_or(0.0);
                        // A first line that is indented is not hanging, and the other way round.
                        let other = match name.strip_prefix("hanging") {
                            Some(unit) => format!("firstLine{unit}"),
                            None => name.replace("firstLine", "hanging"),
                        };
                        if other != name {
                            format.indents.remove(&other);
                        }
                        format.indents.insert(name.to_owned(), value);
                    }
                }
                "tabs" => format.stop(property),
                "jc" => format.align = value.to_owned(),
                "wordWrap" => format.words_break = off(value),
                "autoSpaceDE" => format.latin_gap = !off(value),
                "sz" => format.size = number() / 2.0,
                "w" => format.scale = number() / 100.0,
                "spacing" if !value.is_empty() => format.spacing = number() / 20.0,
                "spacing" => format.space(property),
                "pBdr" => {
                    let points = |name: &str, part: f64| {
                        let rule = child(property, "bottom").map(|rule| attribute(rule, name).parse::<f64>());
                        rule.and_then(Result::ok).unwrap_or(0.0) / part
                    };
                    format.rule_below = points("space", 1.0) + points("sz", 8.0);
                }
                "keepNext" => format.keep_next = !off(value),
                "keepLines" => format.keep_lines = !off(value),
                "pageBreakBefore" => format.page_break_before = !off(value),
                "widowControl" => format.widow_control = !off(value),
                "rFonts" => format.face = attribute(property, "eastAsia").to_owned(),
                "vertAlign" => format.superscript = value == "superscript",
                _ => {}
            }
        }
        format
    }
}

fn off(value: &str) -> bool {
    matches!(value, "0" | "false" | "off")
}

/// The styles of a file.
pub(super) struct Styles<'x> {
    styles: BTreeMap<&'x str, Node<'x, 'x>>,
    defaults: Format,
}

impl<'x> Styles<'x> {
    pub(super) fn read(tree: &'x roxmltree::Document<'x>) -> Styles<'x> {
        let root = tree.root_element();
        let styles = root
            .children()
            .filter(|node| node.has_tag_name((node.tag_name().namespace().unwrap_or(""), "style")));
        let defaults = root
            .descendants()
            .find(|node| node.tag_name().name() == "rPrDefault")
            .and_then(|node| child(node, "rPr"))
            .map_or_else(Format::default, |properties| Format::default().with(properties));
        Styles { styles: styles.map(|style| (attribute(style, "styleId"), style)).collect(), defaults }
    }

    /// The format of a paragraph style.
    pub(super) fn paragraph(&self, id: &str) -> Format {
        let start = if id.is_empty() { "Normal" } else { id };
        self.apply(start, self.defaults.clone(), 0)
    }

    /// The same text in a character style.
    pub(super) fn character(&self, id: &str, format: &Format) -> Format {
        self.apply(id, format.clone(), 0)
    }

    fn apply(&self, id: &str, format: Format, depth: usize) -> Format {
        let Some(style) = self.styles.get(id).filter(|_| depth < 16) else { return format };
        let format = match child(*style, "basedOn") {
            Some(base) => self.apply(attribute(base, "val"), format, depth + 1),
            None => format,
        };
        let own = ["pPr", "rPr"].into_iter().filter_map(|name| child(*style, name));
        own.fold(format, |format, properties| format.with(properties))
    }

    /// Padding at the left and right of the cells of a table style, in points.
    pub(super) fn padding(&self, id: &str) -> f64 {
        let margins = self
            .styles
            .get(id)
            .and_then(|style| style.descendants().find(|node| node.tag_name().name() == "tblCellMar"));
        margins.map_or(10.8, padding)
    }
}

/// Left and right margins of cells, in points.
pub(super) fn padding(margins: Node<'_, '_>) -> f64 {
    let side = |name: &str| {
        let width = margins.children().find(|node| node.tag_name().name() == name);
        width.and_then(|side| attribute(side, "w").parse::<f64>().ok()).unwrap_or(108.0) / 20.0
    };
    side("left") + side("right")
}

/// The first child of this name.
pub(super) fn child<'x>(node: Node<'x, 'x>, name: &str) -> Option<Node<'x, 'x>> {
    node.children().find(|node| node.tag_name().name() == name)
}
