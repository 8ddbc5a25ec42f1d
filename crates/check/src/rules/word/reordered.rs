//! One name with its characters in another order 名称颠倒: 青云渡大桥, 云青渡大桥; “三访三清”, “三清三访”.

use std::collections::HashMap;

use super::spellings::{Spelling, elsewhere, note, tell};
use crate::Findings;
use crate::chars::CharSet;
use crate::rules::line::{Line, is_han};
use crate::rules::word_set::WordSet;

/// Ends of names of places and bodies that a county has one of by each name.
static ENDS: WordSet = WordSet::new(&[
    "大桥",
    "水库",
    "社区",
    "小学",
    "中学",
    "幼儿园",
    "医院",
    "卫生院",
    "公园",
    "广场",
    "景区",
    "电站",
    "泵站",
    "灌区",
    "隧道",
    "合作社",
    "街道",
    "实验小学",
    "实验中学",
    "敬老院",
    "林场",
    "农场",
    "大道",
    "小区",
]);

/// What those ends begin with.
static END_STARTS: CharSet = CharSet::new("大水社小中幼医卫公广景电泵灌隧合街实敬林农有");

/// Characters that belong to the words beside a name, not to it.
const BESIDE: &str = "的了和与及在对为等把将从由到是有以各该本全每两多乡镇县市区村一二三四五六七八九十新建改";

/// What names have in common: how they end, and their characters in order of their numbers.
type Key<'t> = (&'t str, Vec<char>);

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut names: HashMap<Key<'_>, Vec<Spelling<'_>>> = HashMap::new();
    for line in lines {
        for at in 0..line.len() {
            match line.get(at) {
                '“' => quoted(line, at, &mut names),
                c if END_STARTS.contains(c) => placed(line, at, &mut names),
                _ => {}
            }
        }
    }
    tell(names.values().filter_map(|group| elsewhere(group)).collect(), out);
}

/// Two or three characters before an end.
fn placed<'t>(line: &Line<'t>, at: usize, names: &mut HashMap<Key<'t>, Vec<Spelling<'t>>>) {
    if line.starts(at, COMPANY) {
        return company(line, at, names);
    }
    let Some(end) = ENDS.at(line, at) else { return };
    for length in 2..=3 {
        let Some(from) = at.checked_sub(length) else { return };
        let mut stem: Vec<char> = (from..at).map(|place| line.get(place)).collect();
        if !stem.iter().all(|c| is_han(*c) && !BESIDE.contains(*c)) {
            return;
        }
        stem.sort_unstable();
        note(names.entry((end, stem)).or_default(), line, (from, at + end.chars().count()));
    }
}

/// How the names of firms end: 湘源水电工程有限公司.
const COMPANY: &str = "有限";

/// Name and trade of a firm: four to six characters.
fn company<'t>(line: &Line<'t>, at: usize, names: &mut HashMap<Key<'t>, Vec<Spelling<'t>>>) {
    for length in 4..=6 {
        let Some(from) = at.checked_sub(length) else { return };
        let mut stem: Vec<char> = (from..at).map(|place| line.get(place)).collect();
        if !stem.iter().all(|c| is_han(*c)) {
            return;
        }
        stem.sort_unstable();
        note(names.entry((COMPANY, stem)).or_default(), line, (from, at + 2));
    }
}

/// A name of four characters and more in quotation marks, and what is named.
fn quoted<'t>(line: &Line<'t>, at: usize, names: &mut HashMap<Key<'t>, Vec<Spelling<'t>>>) {
    let to = line.skip_most(at + 1, 10, is_han);
    if line.get(to) != '”' || to < at + 5 || !is_han(line.get(to + 1)) {
        return;
    }
    let mut stem: Vec<char> = (at + 1..to).map(|place| line.get(place)).collect();
    stem.sort_unstable();
    note(names.entry((line.text(to + 1, to + 3), stem)).or_default(), line, (at + 1, to));
}
