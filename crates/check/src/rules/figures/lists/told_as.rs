//! Names that are told right behind what they are called, without a mark between: 4条河流为沙河、清水河、白马河; 3个点，设在东关社区、
//! 西街社区、南门社区.

use super::named::{Names, tell};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::begins;
use crate::rules::figures::words::has;

/// What the names end in.
const KINDS: &str = "村镇乡县区社局院校园站所厂路桥库河湖渠湾山寨街馆队片组沟线点段岛岭学";

/// What names of another ending are called together.
const CALLED: [(&str, &str); 5] = [
    ("流域", "沟河溪川江"),
    ("水系", "河溪川江沟"),
    ("乡镇", "镇乡"),
    ("学校", "学校园"),
    ("单位", "局院校所站委办"),
];

/// What the clause behind a list begins with when it speaks of all of them.
const LEADS: [&str; 14] =
    ["每", "各", "均", "都", "全部", "总", "共", "已", "由", "实行", "实现", "分工", "覆盖", "治理"];

/// What is said of a thing, and names none.
const TITLES: [&str; 14] = [
    "示范", "试点", "重点", "先进", "文明", "贫困", "特色", "美丽", "样板", "标杆", "国家", "省级", "市级",
    "县级",
];

/// A number of things and all of their names, or a place for each of them.
pub(crate) fn told_as(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    if quantity.quoted {
        return;
    }
    let Some((start, placed)) = start(line, quantity.to) else { return };
    let to = line.ahead(start, &['，', '。', '；', '：', '（', '\n'], 80);
    let list = line.text(start, to);
    if !list.contains('、')
        || list.contains(|c: char| c.is_ascii_digit() || matches!(c, '“' | '《' | '等' | '的'))
    {
        return;
    }
    let names: Vec<&str> = list.split(['、', '和', '及', '与']).collect();
    let kind = names.first().and_then(|name| name.chars().last()).filter(|kind| KINDS.contains(*kind));
    let Some(kind) = kind else { return };
    let alike = names.iter().all(|name| {
        name.ends_with(kind)
            && !is_praise(name)
            && (2..=10).contains(&name.chars().count())
            && !has(name, &TITLES)
    });
    // 为 names what is counted; a place may have several of them.
    let noun = line.text(quantity.from, start);
    let called = placed
        || noun.contains(kind)
        || CALLED.iter().any(|(word, kinds)| noun.contains(word) && kinds.contains(kind));
    // 5个片区：东片、南片、西片、北片，每片…: behind a colon the list is over where all of them are spoken of.
    let colon = noun.ends_with('：');
    if colon && (line.char(to) != '，' || !LEADS.iter().any(|word| line.starts(to + 1, word))) {
        return;
    }
    if !alike || !called || names.len().abs_diff(count) > 2 || placed && names.len() <= count {
        return;
    }
    let names = Names { count: names.len(), more: placed, from: start, to };
    tell(line, quantity, count, &names, begins(line, index), out);
}

/// Whether a name says what a place is: 产粮大镇, 经济强县.
fn is_praise(name: &str) -> bool {
    name.chars().rev().nth(1).is_some_and(|c| matches!(c, '大' | '强' | '名' | '穷' | '富' | '弱'))
}

/// Where the names begin behind a number, and whether they are of places.
fn start(line: &Line, from: usize) -> Option<(usize, bool)> {
    const NOUN: usize = 8;
    const PLACED: [&str; 6] = ["地点在", "地点为", "地点是", "选址在", "设在", "建在"];
    let mark = line.ahead(from, &['，', '、', '。', '；', '：', '（', '“', '\n'], NOUN + 6);
    let noun = line.text(from, mark);
    if line.char(mark) == '：' {
        return Some((mark + 1, false));
    }
    if let Some(at) = noun.find(['为', '是', '即']).and_then(|at| noun.get(..at)) {
        let length = at.chars().count();
        let verb = at.ends_with([
            '成', '作', '认', '立', '随', '当', '定', '名', '分', '评', '列', '就', '都', '还', '因', '别',
            '不', '只', '次',
        ]);
        let plain = (1..=NOUN).contains(&length) && !verb && !at.contains(|c: char| c.is_ascii_digit());
        return plain.then_some((from + length + 1, false));
    }
    let word = PLACED.iter().find(|word| line.char(mark) == '，' && line.starts(mark + 1, word))?;
    Some((mark + 1 + word.chars().count(), true))
}
