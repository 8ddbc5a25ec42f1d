//! A part of a package as a tree: elements by local name and namespace, and the text that words stand in. Bounded in depth and
//! size, declarations of entities refused.

use std::collections::HashMap;

use gongwen_document::{Diagnostic, Message};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::sniff::{broken, too_large};

/// Elements nest no deeper in a document that a program wrote.
const MAX_DEPTH: usize = 512;

/// Elements and attributes of a part.
const MAX_NODES: usize = 4_000_000;

/// Different names of elements and attributes.
const MAX_NAMES: usize = 20_000;

/// The namespaces that a reader of Word files tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// WordprocessingML, transitional or strict.
    Word,
    /// Markup compatibility: alternatives.
    Compatibility,
    /// Formulas.
    Math,
    /// Anything else.
    Other,
}

/// The tree of a part.
pub(super) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(u32, String)>,
    names: Vec<String>,
}

struct Node {
    space: Space,
    name: u32,
    attributes: (u32, u32),
    first: u32,
    next: u32,
    /// Where its tag begins in the part.
    at: u32,
    text: Option<Box<str>>,
}

const NONE: u32 = u32::MAX;

/// An element of a tree.
#[derive(Clone, Copy)]
pub(super) struct Element<'t> {
    tree: &'t Tree,
    node: &'t Node,
}

/// Elements whose text is kept.
const WITH_TEXT: [&str; 3] = ["t", "instrText", "delText"];

struct Builder {
    tree: Tree,
    known: HashMap<String, u32>,
    spaces: HashMap<String, Space>,
    /// The open elements, each with its last child.
    open: Vec<(u32, u32)>,
}

impl Tree {
    /// Reads a part.
    ///
    /// # Errors
    /// What is no XML, declares entities, or is too deep or too large.
    pub(super) fn read(xml: &str) -> Result<Tree, Diagnostic> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut builder = Builder {
            tree: Tree { nodes: Vec::new(), attributes: Vec::new(), names: Vec::new() },
            known: HashMap::new(),
            spaces: HashMap::new(),
            open: Vec::new(),
        };
        loop {
            let at = reader.buffer_position();
            match reader.read_event().map_err(broken)? {
                Event::Start(tag) => builder.open(&tag, at, true)?,
                Event::Empty(tag) => builder.open(&tag, at, false)?,
                Event::End(_) => drop(builder.open.pop()),
                Event::Text(text) => builder.text(&text.xml_content(XmlVersion::default())),
                Event::CData(text) => builder.text(&text.xml_content(XmlVersion::default())),
                Event::GeneralRef(reference) => {
                    let named = match &*reference {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => reference.resolve_char_ref().map_err(broken)?,
                    };
                    let character = named.ok_or_else(declares)?;
                    builder.text(character.encode_utf8(&mut [0; 4]));
                }
                Event::DocType(_) => return Err(declares()),
                Event::Eof if builder.open.is_empty() && !builder.tree.nodes.is_empty() => {
                    return Ok(builder.tree);
                }
                Event::Eof => return Err(broken("the XML is cut off")),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Option<Element<'_>> {
        Some(Element { tree: self, node: self.nodes.first()? })
    }

    fn at(&self, index: u32) -> Option<Element<'_>> {
        Some(Element { tree: self, node: self.nodes.get(index as usize)? })
    }

    fn name(&self, index: u32) -> &str {
        self.names.get(index as usize).map_or("", String::as_str)
    }
}

fn declares() -> Diagnostic {
    Diagnostic::error(
        "import/broken",
        Message::new("文档里声明了 XML 实体，不读", "the document declares XML entities and is not read"),
    )
    .help(Message::new(
        "Word 和 WPS 存的文档里没有这种东西；请找原来的文档，另存为 .docx",
        "no document of Word or WPS has them: save the original as .docx again",
    ))
}

impl Builder {
    fn name(&mut self, name: &str) -> Result<u32, Diagnostic> {
        if let Some(known) = self.known.get(name) {
            return Ok(*known);
        }
        let index = self.tree.names.len();
        if index >= MAX_NAMES {
            return Err(broken("too many names of elements"));
        }
        let index = u32::try_from(index).map_err(broken)?;
        self.known.insert(name.to_owned(), index);
        self.tree.names.push(name.to_owned());
        Ok(index)
    }

    fn open(&mut self, tag: &BytesStart<'_>, at: u64, stays: bool) -> Result<(), Diagnostic> {
        if self.open.len() >= MAX_DEPTH {
            return Err(broken("elements nest too deep"));
        }
        let first = self.tree.attributes.len();
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(broken)?;
            let (prefix, local) =
                (attribute.key.prefix().map(|prefix| prefix.into_inner()), attribute.key.local_name());
            let local = local.into_inner();
            if prefix == Some("xmlns") || (prefix.is_none() && local == "xmlns") {
                let declared = if prefix.is_some() { local } else { "" };
                self.spaces.insert(declared.to_owned(), space(&attribute.value));
                continue;
            }
            // Marks of editing sessions: the larger part of a long document.
            if local.starts_with("rsid") || local == "paraId" || local == "textId" {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::default()).map_err(broken)?.into_owned();
            let name = self.name(local)?;
            self.tree.attributes.push((name, value));
        }
        let prefix = tag.name().prefix().map(|prefix| prefix.into_inner().to_owned()).unwrap_or_default();
        let space = self.spaces.get(&prefix).copied().unwrap_or(Space::Other);
        let name = self.name(tag.local_name().into_inner())?;
        if self.tree.nodes.len() + self.tree.attributes.len() > MAX_NODES || self.spaces.len() > MAX_NAMES {
            return Err(too_large(
                "文档里的内容太多，没有读",
                "there is too much in the document, which was not read",
            ));
        }
        let index = u32::try_from(self.tree.nodes.len()).map_err(broken)?;
        let at = u32::try_from(at).map_err(broken)?;
        let range = |at: usize| u32::try_from(at).map_err(broken);
        let attributes = (range(first)?, range(self.tree.attributes.len())?);
        self.tree.nodes.push(Node { space, name, attributes, first: NONE, next: NONE, at, text: None });
        if let Some((parent, last)) = self.open.last_mut() {
            let before = if *last == NONE { *parent } else { *last };
            if let Some(node) = self.tree.nodes.get_mut(before as usize) {
                if *last == NONE {
                    node.first = index;
                } else {
                    node.next = index;
                }
            }
            *last = index;
        } else if index > 0 {
            return Err(broken("two outermost elements"));
        }
        if stays {
            self.open.push((index, NONE));
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some((parent, _)) = self.open.last() else { return };
        let Some(node) = self.tree.nodes.get_mut(*parent as usize) else { return };
        if !self.tree.names.get(node.name as usize).is_some_and(|name| WITH_TEXT.contains(&name.as_str())) {
            return;
        }
        let joined = match node.text.take() {
            Some(before) => before.into_string() + text,
            None => text.to_owned(),
        };
        node.text = Some(joined.into_boxed_str());
    }
}

fn space(address: &str) -> Space {
    if address.contains("markup-compatibility") {
        Space::Compatibility
    } else if address.ends_with("/wordprocessingml/2006/main") || address.ends_with("/wordprocessingml/main")
    {
        Space::Word
    } else if address.ends_with("/officeDocument/2006/math") || address.ends_with("/officeDocument/math") {
        Space::Math
    } else {
        Space::Other
    }
}

impl<'t> Element<'t> {
    /// Its local name.
    pub(super) fn name(self) -> &'t str {
        self.tree.name(self.node.name)
    }

    /// Where its tag begins in the part, in bytes.
    pub(super) fn at(self) -> usize {
        self.node.at as usize
    }

    /// Its namespace.
    pub(super) fn space(self) -> Space {
        self.node.space
    }

    /// Whether it is this element of WordprocessingML.
    pub(super) fn is(self, name: &str) -> bool {
        self.node.space == Space::Word && self.name() == name
    }

    /// The elements in it.
    pub(super) fn children(self) -> impl Iterator<Item = Element<'t>> {
        let tree = self.tree;
        std::iter::successors(tree.at(self.node.first), move |child| tree.at(child.node.next))
    }

    /// The first element of this name in it.
    pub(super) fn child(self, name: &str) -> Option<Element<'t>> {
        self.children().find(|child| child.name() == name)
    }

    /// The value of an attribute, whatever its prefix.
    pub(super) fn attribute(self, name: &str) -> Option<&'t str> {
        let (from, to) = self.node.attributes;
        let own = self.tree.attributes.get(from as usize..to as usize)?;
        own.iter().find(|(known, _)| self.tree.name(*known) == name).map(|(_, value)| value.as_str())
    }

    /// `w:val` of the first element of this name in it.
    pub(super) fn value(self, name: &str) -> Option<&'t str> {
        self.child(name)?.attribute("val")
    }

    /// Whether a property of this name is switched on: it is there, and does not say that it is off.
    pub(super) fn on(self, name: &str) -> Option<bool> {
        let property = self.child(name)?;
        Some(!matches!(property.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    /// The characters in it.
    pub(super) fn text(self) -> &'t str {
        self.node.text.as_deref().unwrap_or_default()
    }

    /// The elements of this name below it, in order, not looking into those.
    pub(super) fn below(self, name: &str) -> Vec<Element<'t>> {
        let mut found = Vec::new();
        self.collect(name, &mut found);
        found
    }

    fn collect(self, name: &str, found: &mut Vec<Element<'t>>) {
        for child in self.children() {
            if child.name() == name {
                found.push(child);
            } else if !(child.space() == Space::Compatibility && child.name() == "Fallback") {
                child.collect(name, found);
            }
        }
    }
}
