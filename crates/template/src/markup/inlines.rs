//! The content of one block: text, marks, links, line breaks, and the rule for white space.

use std::sync::Arc;

use roxmltree::Node;

use super::parser::{MAX_DEPTH, Parser};
use super::vocabulary::Element;
use gongwen_core::read::is_unseen;
use gongwen_document::{Inline, Mark, Message};

/// The inlines of this block.
pub(super) fn inlines(parser: &mut Parser<'_, '_>, block: Node<'_, '_>) -> Vec<Inline> {
    let mut writer = Writer::default();
    walk(parser, block, &mut writer, &Style::default(), (0, false));
    writer.finish()
}

#[derive(Clone, Default)]
struct Style {
    mark: Mark,
    link: Option<Arc<str>>,
}

impl Style {
    fn same(&self, other: &Style) -> bool {
        self.mark == other.mark && self.link == other.link
    }
}

/// How deep this is, and whether a footnote is around it.
type Inside = (usize, bool);

/// Goes through the text and the inline elements of a node and hands them to the writer, each with the style it stands
/// in.
///
/// Styles nest: in `<strong>甲<a href="…">乙</a></strong>` 乙 is 黑体 and a link. A footnote begins anew, in a writer of its
/// own and without the style around its mark; it has no footnotes in turn. The depth is bounded, for this recurses and
/// markup is whatever a template wrote.
fn walk(
    parser: &mut Parser<'_, '_>,
    parent: Node<'_, '_>,
    writer: &mut Writer,
    style: &Style,
    (depth, in_note): Inside,
) {
    for node in parent.children() {
        if node.is_text() {
            let text = node.text().unwrap_or_default();
            if let Some(c) = writer.text(text, style) {
                let message = Message::new(
                    format!("U+{:04X} 这个看不见的字符不能出现在文档里", u32::from(c)),
                    format!("the invisible character U+{:04X} cannot stand in a document", u32::from(c)),
                );
                parser.report(node, "markup/character", message);
            }
            continue;
        }
        let Some(kind) = parser.known(node) else { continue };
        let inline = matches!(
            kind,
            Element::Strong
                | Element::Emphasis
                | Element::Link
                | Element::LineBreak
                | Element::Hang
                | Element::Footnote
        );
        // A footnote has no footnote of its own.
        if !inline || (kind == Element::Footnote && in_note) {
            parser.misplaced(node);
            continue;
        }
        parser.attributes(node, kind);
        if depth >= MAX_DEPTH {
            let message = Message::new(
                format!("元素套了超过 {MAX_DEPTH} 层"),
                format!("elements nest deeper than {MAX_DEPTH}"),
            );
            parser.report(node, "markup/too-deep", message);
            continue;
        }
        let mut inner = style.clone();
        match kind {
            Element::Strong => inner.mark = Mark::Strong,
            Element::Emphasis => inner.mark = Mark::Emphasis,
            Element::Link => inner.link = link(parser, node),
            Element::Footnote => {
                let mut inner = Writer::default();
                walk(parser, node, &mut inner, &Style::default(), (depth + 1, true));
                writer.object(Inline::Footnote(inner.finish()));
                continue;
            }
            _ => {
                if node.has_children() {
                    let name = node.tag_name().name();
                    let message =
                        Message::new(format!("{name} 里面不能有内容"), format!("`{name}` holds nothing"));
                    parser.report(node, "markup/misplaced", message);
                }
                match kind {
                    Element::Hang => writer.object(Inline::Hang),
                    _ => writer.line_break(),
                }
                continue;
            }
        }
        walk(parser, node, writer, &inner, (depth + 1, in_note));
    }
}

fn link(parser: &mut Parser<'_, '_>, node: Node<'_, '_>) -> Option<Arc<str>> {
    let href = node.attribute("href").unwrap_or_default();
    let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let known = matches!(scheme.as_deref(), Some("http" | "https" | "mailto"));
    let clean = !href.contains(|c: char| c.is_whitespace() || is_unseen(c));
    if known && clean {
        return Some(Arc::from(href));
    }
    let message = Message::new(
        "链接只能是 http、https 或者 mailto 地址",
        "a link must be an `http`, `https` or `mailto` address",
    );
    parser.report(node, "markup/link", message);
    None
}

/// Puts text together: neighbours of the same style become one piece, line ends of the template vanish.
#[derive(Default)]
struct Writer {
    done: Vec<Inline>,
    text: String,
    style: Style,
    /// White space seen since the last character, not yet decided.
    space: String,
    /// Whether that white space began in a style that the text so far does not have.
    space_is_next: bool,
    last: Option<char>,
}

impl Writer {
    /// Adds text; returns the first character that has no place in a document.
    fn text(&mut self, text: &str, style: &Style) -> Option<char> {
        let mut refused = None;
        for (index, word) in text.split([' ', '\t', '\n', '\r']).enumerate() {
            if index > 0 {
                // Which of the four it was stands right before the word.
                let before = word.as_ptr() as usize - text.as_ptr() as usize - 1;
                let newline = matches!(text.as_bytes().get(before), Some(b'\n' | b'\r'));
                if self.space.is_empty() {
                    self.space_is_next = !self.style.same(style);
                }
                self.space.push(if newline { '\n' } else { ' ' });
            }
            if word.is_empty() {
                continue;
            }
            self.settle(word.chars().next(), style);
            // Nearly all characters of a report are Han, which need no second look.
            let other = |c: &char| !('\u{3000}'..'\u{FE00}').contains(c);
            refused = refused.or_else(|| word.chars().filter(other).find(|c| is_unseen(*c)));
            self.text.push_str(word);
            self.last = word.chars().next_back();
        }
        refused
    }

    /// Decides about white space before `next`, and closes the piece when the style changes. White space belongs
    /// to the piece in which it began.
    fn settle(&mut self, next: Option<char>, style: &Style) {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let space = match self.space.contains('\n') {
            false => self.space.as_str(),
            true if latin(self.last) && latin(next) => " ",
            true => "",
        };
        if !self.space_is_next {
            self.text.push_str(space);
        }
        if !self.style.same(style) && !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.done.push(Inline::Text { text, mark: self.style.mark, link: self.style.link.clone() });
        }
        if self.space_is_next {
            self.text.push_str(space);
        }
        self.space_is_next = false;
        self.space.clear();
        if !self.style.same(style) {
            self.style = style.clone();
        }
    }

    fn line_break(&mut self) {
        let style = self.style.clone();
        self.settle(None, &style);
        self.flush();
        self.done.push(Inline::Break);
        self.last = None;
    }

    /// Puts in something that is no text; white space around it stays with the text.
    fn object(&mut self, inline: Inline) {
        let style = self.style.clone();
        self.settle(None, &style);
        self.flush();
        self.done.push(inline);
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.done.push(Inline::Text { text, mark: self.style.mark, link: self.style.link.clone() });
        }
    }

    fn finish(mut self) -> Vec<Inline> {
        let style = self.style.clone();
        self.settle(None, &style);
        self.flush();
        self.done
    }
}
