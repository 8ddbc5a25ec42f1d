//! The elements and attributes of the markup; the parser and the template lint both read them here.

use gongwen_core::read::nearest;
use gongwen_document::{Align, Message, Orientation, Role};

/// An element of the markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    Document,
    Heading(Role),
    Paragraph,
    Strong,
    Emphasis,
    Link,
    LineBreak,
    Hang,
    Footnote,
    Figure,
    FigureCaption,
    Contents,
    PageBreak,
    Table,
    Caption,
    TableForm,
    TableUnit,
    TableNote,
    ColumnGroup,
    Column,
    Head,
    Body,
    Row,
    HeaderCell,
    Cell,
}

const ELEMENTS: [(&str, Element); 29] = [
    ("p", Element::Paragraph),
    ("h1", Element::Heading(Role::Title)),
    ("h2", Element::Heading(Role::Heading1)),
    ("h3", Element::Heading(Role::Heading2)),
    ("h4", Element::Heading(Role::Heading3)),
    ("h5", Element::Heading(Role::Heading4)),
    ("strong", Element::Strong),
    ("em", Element::Emphasis),
    ("a", Element::Link),
    ("br", Element::LineBreak),
    ("table", Element::Table),
    ("tr", Element::Row),
    ("td", Element::Cell),
    ("th", Element::HeaderCell),
    ("caption", Element::Caption),
    ("table-form", Element::TableForm),
    ("table-unit", Element::TableUnit),
    ("table-note", Element::TableNote),
    ("colgroup", Element::ColumnGroup),
    ("col", Element::Column),
    ("thead", Element::Head),
    ("tbody", Element::Body),
    ("page-break", Element::PageBreak),
    ("hang", Element::Hang),
    ("footnote", Element::Footnote),
    ("figure", Element::Figure),
    ("figcaption", Element::FigureCaption),
    ("contents", Element::Contents),
    ("document", Element::Document),
];

const ROLES: [(&str, Role); 16] = [
    ("title-date", Role::TitleDate),
    ("subtitle", Role::Subtitle),
    ("chapter", Role::Chapter),
    ("centered", Role::Centered),
    ("at-right", Role::AtRight),
    ("addressees", Role::Addressees),
    ("signature", Role::Signature),
    ("date", Role::IssueDate),
    ("attachment-note", Role::AttachmentNote),
    ("attachment-note-next", Role::AttachmentNoteNext),
    ("note", Role::Note),
    ("attendance", Role::Attendance),
    ("attendance-next", Role::AttendanceNext),
    ("attachment-label", Role::AttachmentLabel),
    ("attachment-title", Role::AttachmentTitle),
    ("contents-title", Role::ContentsTitle),
];

const ORIENTATIONS: [(&str, Orientation); 2] =
    [("portrait", Orientation::Portrait), ("landscape", Orientation::Landscape)];

/// The orientation of this name; upright when there is none.
pub(crate) fn orientation(name: Option<&str>) -> Option<Orientation> {
    match name {
        None => Some(Orientation::Portrait),
        Some(name) => ORIENTATIONS.iter().find(|(known, _)| *known == name).map(|(_, found)| *found),
    }
}

const ALIGNS: [(&str, Align); 5] = [
    ("left", Align::Left),
    ("center", Align::Center),
    ("right", Align::Right),
    ("justify", Align::Justify),
    ("decimal", Align::Decimal),
];

/// The roles that a paragraph can have, as `role="…"` names them.
pub(crate) fn role_names() -> Vec<&'static str> {
    ROLES.iter().map(|(name, _)| *name).collect()
}

/// The ways in which paper can stand, as `orientation="…"` names them.
pub(crate) fn orientation_names() -> Vec<&'static str> {
    ORIENTATIONS.iter().map(|(name, _)| *name).collect()
}

/// The alignments that a cell can have, as `align="…"` names them.
pub(crate) fn align_names() -> Vec<&'static str> {
    ALIGNS.iter().map(|(name, _)| *name).collect()
}

/// The element of this name.
pub(crate) fn element(name: &str) -> Option<Element> {
    ELEMENTS.iter().find(|(known, _)| *known == name).map(|(_, element)| *element)
}

/// The role of a paragraph with this `role` attribute, or with none.
pub(crate) fn role(name: Option<&str>) -> Option<Role> {
    match name {
        None => Some(Role::Body),
        Some(name) => ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role),
    }
}

/// The alignment of this name.
pub(crate) fn align(name: &str) -> Option<Align> {
    ALIGNS.iter().find(|(known, _)| *known == name).map(|(_, align)| *align)
}

impl Element {
    /// Names of its attributes.
    pub(crate) fn attributes(self) -> &'static [&'static str] {
        match self {
            Element::Heading(_) | Element::Table | Element::Row => &["at"],
            Element::PageBreak => &["at", "orientation"],
            Element::Contents => &["at", "levels"],
            Element::Figure => &["at", "picture", "width", "alt"],
            Element::Paragraph => &["at", "role"],
            Element::Link => &["href"],
            Element::Column => &["width"],
            Element::HeaderCell | Element::Cell => &["colspan", "rowspan", "align"],
            _ => &[],
        }
    }
}

/// What to say of an element that is not in the vocabulary.
pub(crate) fn unknown_element(name: &str) -> (Message, Option<Message>) {
    let message = Message::new(format!("没有 <{name}> 这个元素"), format!("there is no element `<{name}>`"));
    // Names that other vocabularies have for the same thing.
    let near = match name {
        "b" | "h" => Some("strong"),
        "i" => Some("em"),
        "div" | "section" | "span" | "li" => Some("p"),
        "title" => Some("h1"),
        "hr" | "pagebreak" => Some("page-break"),
        "html" | "body" => Some("document"),
        _ => nearest(name, ELEMENTS.iter().map(|(known, _)| *known)),
    };
    let help =
        near.map(|near| Message::new(format!("是不是想写 <{near}>？"), format!("did you mean `<{near}>`?")));
    (message, help)
}

/// What to say of an attribute that the element does not have.
pub(crate) fn unknown_attribute(element: &str, name: &str, known: &[&str]) -> (Message, Message) {
    let message = Message::new(
        format!("<{element}> 没有 {name} 这个属性"),
        format!("`<{element}>` has no attribute `{name}`"),
    );
    (message, one_of(name, known))
}

/// Names the near one of the known names, or all of them.
pub(crate) fn one_of(name: &str, known: &[&str]) -> Message {
    match nearest(name, known.iter().copied()) {
        Some(near) => Message::new(format!("是不是想写 {near}？"), format!("did you mean `{near}`?")),
        None if known.is_empty() => Message::new("这里不能有属性", "no attribute can stand here"),
        None => {
            Message::new(format!("可以写：{}", known.join("、")), format!("it can be: {}", known.join(", ")))
        }
    }
}
