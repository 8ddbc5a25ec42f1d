//! Automatic numbers 自动编号: from `numId` by its list to the characters that Word prints before a paragraph.

use std::collections::{HashMap, HashSet};

use super::xml::{Element, Tree};

mod forms;

pub(crate) use forms::counting;

/// Levels of a list.
const LEVELS: usize = 9;

/// Which list a paragraph belongs to, as far as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reference {
    /// `w:numId`; 0 turns numbers off.
    list: Option<u32>,
    /// `w:ilvl`.
    level: Option<u8>,
    /// A hash of the style that says it, for lists whose levels name styles.
    style: Option<u64>,
}

impl Reference {
    /// Of a `w:numPr`.
    pub(super) fn of(properties: Element<'_>) -> Reference {
        Reference {
            list: properties.value("numId").and_then(|id| id.parse().ok()),
            level: properties.value("ilvl").and_then(|level| level.parse().ok()),
            style: None,
        }
    }

    /// The same, said by this style.
    pub(super) fn in_style(self, id: &str) -> Reference {
        Reference { style: Some(hash(id)), ..self }
    }

    /// What is unsaid, from a style.
    pub(super) fn completed(self, by: Reference) -> Reference {
        match self.list {
            Some(_) => self,
            None => Reference { list: by.list, level: self.level.or(by.level), style: by.style },
        }
    }
}

fn hash(text: &str) -> u64 {
    // FNV-1a: the same in every run.
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    form: String,
    text: String,
    /// `tab`, `space` or `nothing` behind the number.
    suffix: String,
    /// All numbers in it in Arabic digits.
    legal: bool,
    /// Begins anew after a level up to this one; 0 never.
    restart: Option<u8>,
    style: Option<u64>,
}

/// A list that paragraphs name.
#[derive(Clone, Debug, Default)]
struct List {
    definition: u32,
    /// Levels that it has for itself.
    own: HashMap<usize, Level>,
    /// Where it begins anew.
    starts: HashMap<usize, u32>,
}

/// The lists, and how far each was counted.
#[derive(Default)]
pub(super) struct Numbering {
    definitions: HashMap<u32, Vec<Level>>,
    lists: HashMap<u32, List>,
    counted: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<(u32, usize)>,
}

/// The number of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// Characters before the text.
    Text(String),
    /// A sign for each item of a list, which is no number.
    Bullet,
}

impl Numbering {
    /// Reads the part of lists.
    pub(super) fn read(tree: &Tree) -> Numbering {
        let mut numbering = Numbering::default();
        let (mut links, mut styles) = (HashMap::new(), HashMap::new());
        let root = tree.root();
        let children = || root.into_iter().flat_map(|root| root.children());
        for definition in children().filter(|child| child.is("abstractNum")) {
            let Some(id) = number(definition.attribute("abstractNumId")) else { continue };
            let mut levels = vec![Level::default(); LEVELS];
            for level in definition.children().filter(|child| child.is("lvl")) {
                let at = level.attribute("ilvl").and_then(|at| at.parse::<usize>().ok());
                if let Some(own) = at.and_then(|at| levels.get_mut(at)) {
                    *own = read_level(level);
                }
            }
            numbering.definitions.insert(id, levels);
            if let Some(link) = definition.value("numStyleLink") {
                links.insert(id, link.to_owned());
            }
            if let Some(style) = definition.value("styleLink") {
                styles.insert(style.to_owned(), id);
            }
        }
        for list in children().filter(|child| child.is("num")) {
            let ids = (number(list.attribute("numId")), number(list.value("abstractNumId")));
            let (Some(id), Some(mut definition)) = ids else { continue };
            // A list that only names a style of lists stands for the list of that style.
            if let Some(linked) = links.get(&definition).and_then(|link| styles.get(link)) {
                definition = *linked;
            }
            let mut read = List { definition, ..List::default() };
            for change in list.children().filter(|child| child.is("lvlOverride")) {
                let Some(at) = change.attribute("ilvl").and_then(|at| at.parse::<usize>().ok()) else {
                    continue;
                };
                if let Some(level) = change.child("lvl") {
                    read.own.insert(at, read_level(level));
                }
                if let Some(start) = number(change.value("startOverride")) {
                    read.starts.insert(at, start);
                }
            }
            numbering.lists.insert(id, read);
        }
        numbering
    }

    /// Counts a paragraph of this list and gives its number; none when numbers are off or the list is not there.
    pub(super) fn next(&mut self, reference: Reference) -> Option<Number> {
        let id = reference.list.filter(|id| *id != 0)?;
        let list = self.lists.get(&id)?;
        let levels = self.definitions.get(&list.definition)?;
        let by_style = reference
            .style
            .filter(|_| reference.level.is_none())
            .and_then(|style| levels.iter().position(|level| level.style == Some(style)));
        let at = by_style.unwrap_or(usize::from(reference.level.unwrap_or(0)));
        let level = |at: usize| list.own.get(&at).or_else(|| levels.get(at));
        let own = level(at)?;
        let counted = self.counted.entry(list.definition).or_default();
        let begins = list.starts.get(&at).filter(|_| self.begun.insert((id, at)));
        let value = match (begins, counted.get(at).copied().flatten()) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => own.start,
        };
        for (deeper, count) in counted.iter_mut().enumerate().skip(at + 1) {
            let kept = match level(deeper).and_then(|level| level.restart) {
                Some(0) => true,
                Some(restart) => at + 1 > usize::from(restart),
                None => false,
            };
            if !kept {
                *count = None;
            }
        }
        if let Some(count) = counted.get_mut(at) {
            *count = Some(value);
        }
        if own.form == "bullet" {
            return Some(Number::Bullet);
        }
        let mut text = String::new();
        let mut signs = own.text.chars().peekable();
        while let Some(sign) = signs.next() {
            let named = (sign == '%').then(|| signs.peek().and_then(|digit| digit.to_digit(10))).flatten();
            let Some(named) = named.filter(|named| *named >= 1) else {
                text.push(sign);
                continue;
            };
            signs.next();
            let other = named as usize - 1;
            let Some(other_level) = level(other) else { continue };
            let count = counted.get(other).copied().flatten().unwrap_or(other_level.start);
            let form = if own.legal && other != at { "decimal" } else { &other_level.form };
            text.push_str(&forms::number(count, if own.legal { "decimal" } else { form }));
        }
        if own.suffix == "space" {
            text.push(' ');
        }
        (!text.trim().is_empty()).then_some(Number::Text(text))
    }
}

fn number(text: Option<&str>) -> Option<u32> {
    text?.parse().ok()
}

fn read_level(level: Element<'_>) -> Level {
    // Word 2010 and later wrap forms that older ones lack.
    let form = level.child("numFmt").or_else(|| level.below("numFmt").first().copied());
    let form = form.and_then(|form| form.attribute("val")).unwrap_or("decimal");
    Level {
        start: number(level.value("start")).unwrap_or(1),
        form: form.to_owned(),
        text: level.value("lvlText").unwrap_or_default().to_owned(),
        suffix: level.value("suff").unwrap_or("tab").to_owned(),
        legal: level.on("isLgl") == Some(true),
        restart: number(level.value("lvlRestart")).and_then(|restart| u8::try_from(restart).ok()),
        style: level.value("pStyle").map(hash),
    }
}
