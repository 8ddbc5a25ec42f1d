//! One body under a name whose last two words have changed places 名称词序颠倒: 邮政管理发展中心, 邮政发展管理中心.

use std::collections::HashMap;

use super::pairs::is_known;
use super::spellings::{Differing, Spelling, elsewhere, note};
use crate::chars::CharSet;
use crate::rules::line::{Line, is_han};

/// Ends of names of bodies.
const ENDS: [&str; 16] = [
    "中心",
    "委员会",
    "办公室",
    "指挥部",
    "领导小组",
    "工作组",
    "专班",
    "协会",
    "学会",
    "联合会",
    "研究院",
    "集团",
    "公司",
    "有限公司",
    "大队",
    "事务所",
];

/// What they begin with.
static STARTS: CharSet = CharSet::new("中委办指领工专协学联研集公有大事");

/// What such names have in common: two characters before them, their two words, and how they end.
pub(super) type Key<'t> = (&'t str, &'t str, &'t str, &'static str);

/// The names of a text by their words, whatever their order.
pub(super) type Names<'t> = HashMap<Key<'t>, Vec<Spelling<'t>>>;

/// The names in these paragraphs.
pub(super) fn names<'t>(lines: &[Line<'t>]) -> Names<'t> {
    let mut names = Names::new();
    for line in lines {
        for at in 6..line.len() {
            if STARTS.contains(line.get(at)) {
                named(line, at, &mut names);
            }
        }
    }
    names
}

/// Those of which one stands once, elsewhere than the other.
pub(super) fn differing<'a, 't>(names: &'a Names<'t>) -> impl Iterator<Item = Differing<'a, 't>> {
    names.values().filter_map(|group| elsewhere(group))
}

/// Two words of two characters before the end of a name, and what is theirs before them.
fn named<'t>(line: &Line<'t>, at: usize, names: &mut Names<'t>) {
    let Some(end) = ENDS.iter().filter(|end| line.starts(at, end)).max_by_key(|end| end.len()) else {
        return;
    };
    let Some(from) = at.checked_sub(6) else { return };
    let (before, one, other) =
        (line.text(from, from + 2), line.text(from + 2, from + 4), line.text(from + 4, at));
    if one == other || !(from..at).all(|at| is_han(line.get(at))) || !is_known(one) || !is_known(other) {
        return;
    }
    let key = (before, one.min(other), one.max(other), *end);
    note(names.entry(key).or_default(), line, (from, at + end.chars().count()));
}
