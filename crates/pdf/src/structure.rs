//! The logical structure: which marked content belongs to which element, and the tree of elements.

use std::ops::Range;

use crate::images::{Images, drawn};
use gongwen_layout::{Page, Pages, StructureKind, StructureNode};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// Runs of one node that follow each other on a page: one piece of marked content.
pub(crate) struct Section {
    pub(crate) node: Option<usize>,
    pub(crate) mcid: u64,
    pub(crate) runs: Range<usize>,
}

/// The pieces of marked content of a page, in order. What names none of the `count` nodes belongs to none.
pub(crate) fn sections(page: &Page, count: usize) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut mcid = 0;
    for (index, run) in page.runs.iter().enumerate() {
        let node = run.node.filter(|node| *node < count);
        match sections.last_mut() {
            Some(last) if last.node == node => last.runs.end = index + 1,
            _ => {
                sections.push(Section { node, mcid, runs: index..index + 1 });
                mcid += u64::from(node.is_some());
            }
        }
    }
    sections
}

/// The standard structure type (ISO 32000-1, 14.8.4) of each node; headings begin at H1 and skip no level
/// (ISO 14289-1, 7.4.2).
pub(crate) fn tags(structure: &[StructureNode]) -> Vec<&'static str> {
    let mut last = 0;
    let mut heading = |wanted: usize| {
        last = wanted.clamp(1, last + 1).min(HEADINGS.len());
        HEADINGS[last - 1]
    };
    structure
        .iter()
        .map(|node| match node.kind {
            StructureKind::Document => "Document",
            StructureKind::Title => heading(1),
            StructureKind::Heading(level) => heading(usize::from(level) + 1),
            StructureKind::Paragraph => "P",
            StructureKind::Table => "Table",
            StructureKind::Caption => "Caption",
            StructureKind::TableRow => "TR",
            StructureKind::TableHeader { .. } => "TH",
            StructureKind::TableCell { .. } => "TD",
            StructureKind::Link(_) | StructureKind::HeadingLink(_) => "Link",
            StructureKind::Reference => "Reference",
            StructureKind::Figure(_) => "Figure",
            StructureKind::Contents => "TOC",
            StructureKind::ContentsEntry => "TOCI",
            StructureKind::Note => "Note",
        })
        .collect()
}

const HEADINGS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];

/// What an element holds.
#[derive(Clone, Copy)]
enum Kid {
    Content { page: usize, mcid: u64 },
    Child(usize),
    Annotation { page: usize, id: ObjectId },
}

/// Elements by node, and the marked content of each page by MCID.
pub(crate) struct Tree {
    /// Id of the element of each node.
    elements: Vec<ObjectId>,
    kids: Vec<Vec<Kid>>,
    parent_of: Vec<Option<usize>>,
    /// Nodes by page and MCID.
    parents: Vec<Vec<usize>>,
    annotations: Vec<usize>,
}

impl Tree {
    /// Reads the structure off the pages.
    pub(crate) fn new(pages: &Pages, images: &Images, document: &mut Document) -> Tree {
        let count = pages.structure.len();
        let children = children(&pages.structure);
        let mut parent_of = vec![None; count];
        for (parent, children) in children.iter().enumerate() {
            for child in children {
                parent_of[*child] = Some(parent);
            }
        }
        let is_link = |node: usize| {
            matches!(pages.structure[node].kind, StructureKind::Link(_) | StructureKind::Reference)
        };
        let mut kids: Vec<Vec<Kid>> = vec![Vec::new(); count];
        let mut seen = vec![false; count];
        let mut parents = Vec::with_capacity(pages.pages.len());
        for (number, page) in pages.pages.iter().enumerate() {
            let mut on_page = Vec::new();
            for section in sections(page, count) {
                let Some(node) = section.node else { continue };
                // A link or the mark of a footnote stands among the text of its paragraph.
                if let (true, false, Some(parent)) = (is_link(node), seen[node], parent_of[node]) {
                    kids[parent].push(Kid::Child(node));
                }
                seen[node] = true;
                kids[node].push(Kid::Content { page: number, mcid: section.mcid });
                on_page.push(node);
            }
            for picture in drawn(page, images) {
                let Some(node) = picture.node.filter(|node| *node < count) else { continue };
                let mcid = u64::try_from(on_page.len()).unwrap_or(0);
                kids[node].push(Kid::Content { page: number, mcid });
                on_page.push(node);
            }
            parents.push(on_page);
        }
        for (parent, children) in children.iter().enumerate() {
            let others = children.iter().filter(|child| !(seen[**child] && is_link(**child)));
            kids[parent].extend(others.map(|child| Kid::Child(*child)));
        }
        let elements = pages.structure.iter().map(|_| document.new_object_id()).collect();
        Tree { elements, kids, parent_of, parents, annotations: Vec::new() }
    }

    /// Puts a link annotation into its element; gives its key in the parent tree.
    pub(crate) fn add_annotation(&mut self, node: usize, page: usize, id: ObjectId) -> Option<i64> {
        self.kids.get_mut(node)?.push(Kid::Annotation { page, id });
        self.annotations.push(node);
        i64::try_from(self.parents.len() + self.annotations.len() - 1).ok()
    }

    /// Writes the elements and the tree; gives the id of its root.
    pub(crate) fn write(self, pages: &Pages, page_ids: &[ObjectId], document: &mut Document) -> ObjectId {
        let root = document.new_object_id();
        let tags = tags(&pages.structure);
        let mut notes = Vec::new();
        for (index, node) in pages.structure.iter().enumerate() {
            let parent =
                self.parent_of[index].and_then(|parent| self.elements.get(parent)).copied().unwrap_or(root);
            let page = self.kids[index].iter().find_map(|kid| match kid {
                Kid::Content { page, .. } => Some(*page),
                _ => None,
            });
            let kids: Vec<Object> =
                self.kids[index].iter().filter_map(|kid| self.kid(*kid, page, page_ids)).collect();
            let mut element = dictionary! {
                "Type" => "StructElem",
                "S" => tags[index],
                "P" => parent,
                "K" => kids,
            };
            if let Some(id) = page.and_then(|page| page_ids.get(page)) {
                element.set("Pg", *id);
            }
            if let Some(attributes) = attributes(&node.kind) {
                element.set("A", attributes);
            }
            let said = match &node.kind {
                StructureKind::Link(target) => Some(&**target),
                StructureKind::Figure(shows) => Some(shows.as_str()),
                _ => None,
            };
            if let Some(said) = said {
                element.set("Alt", crate::metadata::text_string(said));
            }
            if node.kind == StructureKind::Note {
                // ISO 14289-1, 7.9: a note has an identifier of its own.
                let name = Object::string_literal(format!("note-{:06}", notes.len() / 2 + 1));
                element.set("ID", name.clone());
                notes.extend([name, Object::Reference(self.elements[index])]);
            }
            document.objects.insert(self.elements[index], Object::Dictionary(element));
        }
        let tree = self.parent_tree(document);
        let kids: Vec<Object> = self.elements.first().map(|id| Object::Reference(*id)).into_iter().collect();
        let next = i64::try_from(self.parents.len() + self.annotations.len()).unwrap_or(0);
        let mut dictionary = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => kids,
            "ParentTree" => tree,
            "ParentTreeNextKey" => next,
        };
        if !notes.is_empty() {
            dictionary.set("IDTree", dictionary! { "Names" => notes });
        }
        document.objects.insert(root, Object::Dictionary(dictionary));
        root
    }

    /// Content of the element's own page is named by its number alone.
    fn kid(&self, kid: Kid, own: Option<usize>, page_ids: &[ObjectId]) -> Option<Object> {
        Some(match kid {
            Kid::Content { page, mcid } if Some(page) == own => i64::try_from(mcid).ok()?.into(),
            Kid::Content { page, mcid } => Object::Dictionary(dictionary! {
                "Type" => "MCR",
                "Pg" => *page_ids.get(page)?,
                "MCID" => i64::try_from(mcid).ok()?,
            }),
            Kid::Child(node) => Object::Reference(*self.elements.get(node)?),
            Kid::Annotation { page, id } => Object::Dictionary(dictionary! {
                "Type" => "OBJR",
                "Pg" => *page_ids.get(page)?,
                "Obj" => id,
            }),
        })
    }

    fn parent_tree(&self, document: &mut Document) -> ObjectId {
        let reference = |node: &usize| self.elements.get(*node).map(|id| Object::Reference(*id));
        let mut numbers = Vec::new();
        for (key, nodes) in self.parents.iter().enumerate() {
            let elements: Vec<Object> = nodes.iter().filter_map(reference).collect();
            numbers.push(Object::Integer(i64::try_from(key).unwrap_or(0)));
            numbers.push(Object::Reference(document.add_object(elements)));
        }
        for (key, node) in self.annotations.iter().enumerate() {
            if let Some(element) = reference(node) {
                numbers.push(Object::Integer(i64::try_from(self.parents.len() + key).unwrap_or(0)));
                numbers.push(element);
            }
        }
        document.add_object(dictionary! { "Nums" => numbers })
    }
}

/// Children of each node: every node but the first has one parent, which comes before it. One without is the first's.
fn children(structure: &[StructureNode]) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); structure.len()];
    let mut taken = vec![false; structure.len()];
    for (parent, node) in structure.iter().enumerate() {
        for child in &node.children {
            if *child > parent && taken.get(*child) == Some(&false) {
                taken[*child] = true;
                children[parent].push(*child);
            }
        }
    }
    for (orphan, _) in taken.iter().enumerate().skip(1).filter(|(_, taken)| !**taken) {
        children[0].push(orphan);
    }
    children
}

fn attributes(kind: &StructureKind) -> Option<Dictionary> {
    let (header, columns, rows) = match kind {
        StructureKind::TableHeader { column_span, row_span } => (true, *column_span, *row_span),
        StructureKind::TableCell { column_span, row_span } => (false, *column_span, *row_span),
        _ => return None,
    };
    let mut attributes = dictionary! { "O" => "Table" };
    if header {
        attributes.set("Scope", "Column");
    }
    for (name, span) in [("ColSpan", columns), ("RowSpan", rows)] {
        if span > 1 {
            attributes.set(name, i64::try_from(span).unwrap_or(1));
        }
    }
    (attributes.len() > 1).then_some(attributes)
}
