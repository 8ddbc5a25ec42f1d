//! Station 5 to 6: the markup that templates produce, and its way into a [`Document`]. In: text in a strict
//! subset of XHTML. Out: the block tree, each block with its origin in the report file.
//!
//! | element | what | attributes |
//! |---|---|---|
//! | `document` | the root | |
//! | `h1` | 标题 | `at` |
//! | `h2` … `h5` | headings 一、 （一） 1. （1） | `at` |
//! | `p` | a paragraph, or with a role: 主送机关 `addressees`, 署名 `signature`, 成文日期 `date`, below the title `title-date`, 附件说明 `attachment-note` `attachment-note-next`, 附注 `note`, 出席 `attendance` `attendance-next`, `attachment-label`, `attachment-title`, `contents-title` | `at` `role` |
//! | `strong` `em` | 黑体, 楷体 | |
//! | `a` | a link to an `http`, `https` or `mailto` address | `href` |
//! | `br` | a new line | |
//! | `hang` | wrapped lines of its paragraph align with this place | |
//! | `footnote` | a footnote, with its text inside | |
//! | `figure` | a picture, with a `figcaption` or without | `at` `picture` (name) `width` (millimetres) `alt` |
//! | `contents` | the table of contents | `at` `levels` (1 to 4) |
//! | `page-break` | the next block starts a page | `at` `orientation` (`portrait`, `landscape`) |
//! | `table` | `caption`, `colgroup` of `col`, `thead`, `tbody`, `tr`, `th`, `td` | `at`; `col`: `width`; `tr`: `at`; cells: `colspan` `rowspan` `align` |
//!
//! **White space.** Between blocks it means nothing. Inside a block, white space that holds a line end vanishes
//! (between two Latin letters or digits it becomes one space), so a template may break and indent lines wherever
//! it likes; white space without a line end stays as it is, a tab being a space.

mod figure;
mod inlines;
mod parser;
mod table;
mod vocabulary;

use roxmltree::{Node, ParsingOptions};

use crate::view::Spans;
use gongwen_document::{Block, BlockKind, Diagnostic, Diagnostics, Document, Inline, Message, Place, Source};
use inlines::inlines;
use parser::Parser;
pub use parser::{MAX_COLUMNS, MAX_DEPTH};
pub(crate) use vocabulary::{Element, element, one_of, unknown_attribute, unknown_element};

/// No more elements and pieces of text than this in one document.
pub const MAX_NODES: u32 = 1_000_000;

/// Reads markup; `spans` tells where in the report file each `at` is.
///
/// # Errors
///
/// `markup/syntax` for text that is not well-formed XML (declarations of types and entities are refused),
/// `markup/unknown-element`, `markup/unknown-attribute`, `markup/attribute-value`, `markup/misplaced`,
/// `markup/character`, `markup/table-grid`, `markup/link`, `markup/too-deep`; the place is in the markup, and its
/// path says which field of the report it came from.
///
/// ```
/// use gongwen_document::Role;
/// use gongwen_template::{markup, view::Spans};
/// let document = markup::parse("<document><h1>工作报告</h1><p>今年以来。</p></document>", &Spans::default())?;
/// assert_eq!(document.blocks.len(), 2);
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn parse(markup: &str, spans: &Spans<'_>) -> Result<Document, Diagnostics> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let tree = roxmltree::Document::parse_with_options(markup, options)
        .map_err(|error| Diagnostics(vec![syntax(markup, &error)]))?;
    let mut parser = Parser { spans, found: Vec::new() };
    let blocks = parser.document(tree.root_element());
    if parser.found.is_empty() {
        Ok(Document { blocks, ..Document::default() })
    } else {
        Err(Diagnostics(parser.found))
    }
}

impl Parser<'_, '_> {
    fn document(&mut self, root: Node<'_, '_>) -> Vec<Block> {
        if element(root.tag_name().name()) != Some(Element::Document) {
            self.report(
                root,
                "markup/misplaced",
                Message::new("最外层的元素应当是 document", "the outermost element must be `document`"),
            );
            return Vec::new();
        }
        self.attributes(root, Element::Document);
        let mut blocks = Vec::with_capacity(root.children().size_hint().0);
        for node in root.children() {
            if let Some(block) = self.block(node) {
                blocks.push(block);
            }
        }
        blocks
    }

    /// The block that an element of the top level stands for; none when it is wrong, which is told and does not end the
    /// reading: all faults of a template come at once.
    ///
    /// White space between blocks is nothing, text there is a fault, since nobody could say in which role it stands.
    /// `<p role="date">二〇二四年</p>` is a paragraph of the role that the vocabulary gives that word.
    fn block(&mut self, node: Node<'_, '_>) -> Option<Block> {
        if node.is_text() {
            if node.text().is_some_and(|text| !text.trim_ascii().is_empty()) {
                self.report(
                    node,
                    "markup/misplaced",
                    Message::new(
                        "文字要放在段落或者标题里面",
                        "text must stand inside a paragraph or heading",
                    ),
                );
            }
            return None;
        }
        let kind = self.known(node)?;
        let kind = match kind {
            Element::PageBreak => {
                self.attributes(node, kind);
                if node.has_children() {
                    let message = Message::new("page-break 里面不能有内容", "`page-break` holds nothing");
                    self.report(node, "markup/misplaced", message);
                }
                let name = node.attribute("orientation");
                let Some(orientation) = vocabulary::orientation(name) else {
                    let name = name.unwrap_or_default();
                    self.value(node, "orientation", name, &vocabulary::orientation_names());
                    return None;
                };
                BlockKind::PageBreak { orientation }
            }
            Element::Contents => {
                self.attributes(node, kind);
                if node.has_children() {
                    let message = Message::new("contents 里面不能有内容", "`contents` holds nothing");
                    self.report(node, "markup/misplaced", message);
                }
                let levels = node.attribute("levels").unwrap_or("2");
                let Some(levels) = levels.parse().ok().filter(|levels| (1..=4).contains(levels)) else {
                    self.value(node, "levels", levels, &["1", "2", "3", "4"]);
                    return None;
                };
                BlockKind::Contents { levels }
            }
            Element::Figure => {
                self.attributes(node, kind);
                BlockKind::Illustration(figure::figure(self, node)?)
            }
            Element::Table => {
                self.attributes(node, kind);
                BlockKind::Table(table::table(self, node)?)
            }
            Element::Heading(_) | Element::Paragraph => {
                self.attributes(node, kind);
                let role = self.role(node, kind)?;
                let inlines = inlines(self, node);
                let noted = inlines.iter().any(|inline| matches!(inline, Inline::Footnote(_)));
                if noted && !role.may_have_footnotes() {
                    let message = Message::new(
                        "主送机关、署名、日期和目录的标题里不能有脚注",
                        "addressees, signatures, dates and the title of the contents have no footnotes",
                    );
                    self.report(node, "markup/misplaced", message);
                }
                BlockKind::Paragraph { role, inlines }
            }
            _ => {
                self.misplaced(node);
                return None;
            }
        };
        Some(Block { kind, origin: self.origin(node) })
    }

    fn role(&mut self, node: Node<'_, '_>, kind: Element) -> Option<gongwen_document::Role> {
        let Element::Heading(role) = kind else {
            let name = node.attribute("role");
            let role = vocabulary::role(name);
            if role.is_none() {
                self.value(node, "role", name.unwrap_or_default(), &vocabulary::role_names());
            }
            return role;
        };
        Some(role)
    }
}

/// Why the text is not XML, in words.
fn syntax(markup: &str, error: &roxmltree::Error) -> Diagnostic {
    use roxmltree::Error;
    let position = error.pos();
    let offset = offset(markup, position.row, position.col);
    let (code, zh) = match error {
        Error::UnexpectedCloseTag(expected, actual, _) => {
            ("markup/syntax", format!("遇到 </{actual}>，但是 <{expected}> 还没有结束"))
        }
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            ("markup/syntax", "有元素没有结束".to_owned())
        }
        Error::DtdDetected => ("markup/syntax", "不能有 DOCTYPE 和实体声明".to_owned()),
        Error::UnknownEntityReference(name, _) => ("markup/syntax", format!("没有 &{name}; 这个实体")),
        Error::MalformedEntityReference(_) => ("markup/syntax", "& 要写成 &amp;".to_owned()),
        Error::NonXmlChar(c, _) => {
            ("markup/character", format!("控制字符 U+{:04X} 不能出现在文档里", u32::from(*c)))
        }
        Error::DuplicatedAttribute(name, _) => ("markup/syntax", format!("属性 {name} 写了两次")),
        Error::NodesLimitReached => ("markup/syntax", format!("元素超过 {MAX_NODES} 个")),
        _ => ("markup/syntax", "不是合式的 XML".to_owned()),
    };
    let place = Place { source: Source::Markup, path: at_before(markup, offset), span: Some(offset..offset) };
    Diagnostic::error(code, Message::new(zh, error.to_string())).at(place)
}

/// The field that the markup around this place came from, as far as its last `at` tells.
fn at_before(markup: &str, offset: usize) -> String {
    let before = markup.get(..offset).unwrap_or_default();
    let value = before.rfind(" at=\"").and_then(|at| before.get(at + 5..)).unwrap_or_default();
    value.split_once('"').map(|(path, _)| path.to_owned()).unwrap_or_default()
}

/// Byte offset of a line and column, both from 1, columns counting characters.
pub(crate) fn offset(text: &str, line: u32, column: u32) -> usize {
    let line = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
    let column = usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.chars().take(column).map(char::len_utf8).sum::<usize>()
}
