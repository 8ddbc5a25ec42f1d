//! Styles 样式: what a paragraph or a run has from its style and from those that it is based on.

use std::collections::HashMap;

use super::numbering::Reference;
use super::xml::{Element, Tree};
use crate::draft::Align;

/// How many styles may stand on each other.
const MAX_CHAIN: usize = 20;

/// The styles by their ids.
#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

/// What one style says itself.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    properties: Properties,
}

/// Properties of a paragraph, each unsaid or said.
#[derive(Clone, Copy, Default)]
pub(super) struct Properties {
    /// Outline level, 1 to 9; 0 for text that says so.
    pub(super) level: Option<u8>,
    /// Which list.
    pub(super) number: Option<Reference>,
    /// Between the margins.
    pub(super) align: Option<Align>,
    /// Hidden text.
    pub(super) hidden: Option<bool>,
}

impl Properties {
    /// Those of `w:pPr` and `w:rPr` in this element.
    fn of(element: Element<'_>) -> Properties {
        let mut own = element.child("pPr").map(Properties::of_paragraph).unwrap_or_default();
        own.hidden = element.child("rPr").and_then(|run| run.on("vanish"));
        own
    }

    /// Those of a `w:pPr`.
    pub(super) fn of_paragraph(properties: Element<'_>) -> Properties {
        let level = properties.value("outlineLvl").and_then(|level| level.parse::<u8>().ok());
        Properties {
            level: level.map(|level| if level < 9 { level + 1 } else { 0 }),
            number: properties.child("numPr").map(Reference::of),
            align: properties.value("jc").map(|align| match align {
                "center" => Align::Center,
                "right" | "end" => Align::Right,
                _ => Align::Left,
            }),
            hidden: None,
        }
    }
}

impl Styles {
    /// Reads the part of styles.
    pub(super) fn read(tree: &Tree) -> Styles {
        let mut styles = Styles::default();
        for style in tree.root().into_iter().flat_map(|root| root.children()).filter(|it| it.is("style")) {
            let Some(id) = style.attribute("styleId") else { continue };
            let usual = matches!(style.attribute("default"), Some("1" | "true" | "on"));
            if usual && style.attribute("type") == Some("paragraph") {
                styles.usual = Some(id.to_owned());
            }
            let name = style.value("name").unwrap_or(id).to_ascii_lowercase();
            let mut properties = Properties::of(style);
            if properties.level.is_none() {
                properties.level = heading(&name);
            }
            let based_on = style.value("basedOn").map(str::to_owned);
            styles.by_id.insert(id.to_owned(), Style { name, based_on, properties });
        }
        styles
    }

    /// The styles from this one down to what it is based on.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = id.or(self.usual.as_deref()).and_then(|id| self.by_id.get_key_value(id));
        let next =
            |(_, style): &(&'s String, &'s Style)| self.by_id.get_key_value(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(MAX_CHAIN).map(|(id, style)| (id.as_str(), style))
    }

    /// What a paragraph of this style has, its own properties first.
    pub(super) fn paragraph(&self, id: Option<&str>, own: Properties) -> Properties {
        let mut all = own;
        for (id, style) in self.chain(id) {
            let from = style.properties;
            all.level = all.level.or(from.level);
            all.align = all.align.or(from.align);
            all.hidden = all.hidden.or(from.hidden);
            let named = from.number.map(|number| number.in_style(id));
            all.number = match (all.number, named) {
                (Some(own), Some(named)) => Some(own.completed(named)),
                (own, named) => own.or(named),
            };
        }
        all
    }

    /// Whether a run of this character style is hidden.
    pub(super) fn hides(&self, id: Option<&str>) -> Option<bool> {
        let id = id?;
        self.chain(Some(id)).find_map(|(_, style)| style.properties.hidden)
    }

    /// Whether the style is one of a table of contents 目录.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.named(id, |name| name.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok()))
    }

    /// Whether the style is that of a title 标题.
    pub(super) fn is_title(&self, id: Option<&str>) -> bool {
        self.named(id, |name| matches!(name, "title" | "标题" | "公文标题" | "文件标题"))
    }

    fn named(&self, id: Option<&str>, is: impl Fn(&str) -> bool) -> bool {
        id.and_then(|id| self.by_id.get(id)).is_some_and(|style| is(&style.name))
    }
}

/// The level of a heading style.
fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix("heading ").or_else(|| name.strip_prefix("标题 "))?;
    level.trim().parse().ok().filter(|level| (1..=9).contains(level))
}
