//! Pictures in the markup.

use std::sync::Arc;

use roxmltree::Node;

use super::inlines;
use super::parser::Parser;
use super::vocabulary::Element;
use gongwen_document::{Illustration, Length, Message};

/// Widest picture, millimetres: the longer side of A4.
const MAX_WIDTH: i64 = 297;

/// A picture with its caption, if it has one.
pub(super) fn figure(parser: &mut Parser<'_, '_>, node: Node<'_, '_>) -> Option<Illustration> {
    let picture = node.attribute("picture").unwrap_or_default();
    if picture.is_empty() {
        let message = Message::new("figure 没有写 picture（图片的名字）", "`figure` names no picture");
        parser.report(node, "markup/attribute-value", message);
        return None;
    }
    let width = match node.attribute("width") {
        None => None,
        Some(text) => match text.parse().ok().filter(|mm| (1..=MAX_WIDTH).contains(mm)) {
            Some(mm) => Some(Length::mm(mm)),
            None => {
                parser.value(node, "width", text, &[]);
                return None;
            }
        },
    };
    let mut caption = None;
    for child in node.children().filter(Node::is_element) {
        match parser.known(child) {
            Some(Element::FigureCaption) if caption.is_none() => {
                parser.attributes(child, Element::FigureCaption);
                caption = Some(inlines(parser, child));
            }
            Some(_) => parser.misplaced(child),
            None => {}
        }
    }
    let alternative = node.attribute("alt").unwrap_or_default().to_owned();
    Some(Illustration { picture: Arc::from(picture), width, alternative, caption })
}
