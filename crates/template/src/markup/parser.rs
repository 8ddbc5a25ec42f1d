//! What every element asks for: its name and attributes known, its place in the report, and what is wrong with it.

use std::ops::Range;

use roxmltree::Node;

use super::vocabulary::{Element, element, one_of, unknown_attribute, unknown_element};
use crate::view::Spans;
use gongwen_document::{Diagnostic, Message, Place, Source};

/// Elements may nest this deep; what the subset allows needs 6.
pub const MAX_DEPTH: usize = 16;
/// A table has at most this many columns, as in Word.
pub const MAX_COLUMNS: usize = 63;
/// No more findings than this are told of one document.
const MAX_FOUND: usize = 50;

pub(super) struct Parser<'s, 'r> {
    pub(super) spans: &'s Spans<'r>,
    pub(super) found: Vec<Diagnostic>,
}

impl Parser<'_, '_> {
    /// The element's kind; an unknown one is reported.
    pub(super) fn known(&mut self, node: Node<'_, '_>) -> Option<Element> {
        if !node.is_element() {
            return None; // a comment
        }
        let name = node.tag_name().name();
        let found = element(name).filter(|_| node.tag_name().namespace().is_none());
        if found.is_none() {
            let (message, help) = unknown_element(name);
            self.report(node, "markup/unknown-element", message);
            self.help(help);
        }
        found
    }

    pub(super) fn attributes(&mut self, node: Node<'_, '_>, kind: Element) {
        for attribute in node.attributes() {
            let known = attribute.namespace().is_none() && kind.attributes().contains(&attribute.name());
            if !known {
                let (message, help) =
                    unknown_attribute(node.tag_name().name(), attribute.name(), kind.attributes());
                self.report_at(node, attribute.range(), "markup/unknown-attribute", message);
                self.help(Some(help));
            }
        }
    }

    /// Reports an attribute with a value it cannot have.
    pub(super) fn value(&mut self, node: Node<'_, '_>, attribute: &str, value: &str, known: &[&str]) {
        let range = node.attribute_node(attribute).map_or(node.range(), |attribute| attribute.range());
        let message = Message::new(
            format!("{attribute} 不能是“{value}”"),
            format!("`{attribute}` cannot be `{value}`"),
        );
        self.report_at(node, range, "markup/attribute-value", message);
        self.help(Some(one_of(value, known)));
    }

    pub(super) fn misplaced(&mut self, node: Node<'_, '_>) {
        let name = node.tag_name().name();
        let message = Message::new(format!("<{name}> 不能放在这里"), format!("`<{name}>` cannot stand here"));
        self.report(node, "markup/misplaced", message);
    }

    pub(super) fn origin(&self, node: Node<'_, '_>) -> gongwen_document::Origin {
        node.attribute("at").map(|at| self.spans.origin(at)).unwrap_or_default()
    }

    pub(super) fn report(&mut self, node: Node<'_, '_>, code: &'static str, message: Message) {
        // Of an element only its opening tag is shown, not all it holds.
        let mut range = node.range();
        if let Some(child) = node.first_child().filter(|_| node.is_element()) {
            range.end = child.range().start;
        }
        self.report_at(node, range, code, message);
    }

    pub(super) fn report_at(
        &mut self,
        node: Node<'_, '_>,
        span: Range<usize>,
        code: &'static str,
        message: Message,
    ) {
        if self.found.len() >= MAX_FOUND {
            return;
        }
        let at = node.ancestors().find_map(|node| node.attribute("at")).unwrap_or_default();
        let place = Place { source: Source::Markup, path: at.to_owned(), span: Some(span) };
        self.found.push(Diagnostic::error(code, message).at(place));
    }

    pub(super) fn help(&mut self, help: Option<Message>) {
        if let Some(last) = self.found.last_mut() {
            last.help = last.help.take().or(help);
        }
    }
}
