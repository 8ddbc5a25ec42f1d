//! Names that are told right behind what they are called, without a mark between: 4条河流为沙河、清水河、白马河; 3个点，设在东关社区、
//! 西街社区、南门社区.

use super::named::{Names, tell};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::begins;
use crate::rules::figures::words::has;

/// What the names end in.
const KINDS: &str = "村镇乡县区社局院校园站所厂路桥库河湖渠湾山寨街馆队";

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
    let alike = names
        .iter()
        .all(|name| name.ends_with(kind) && (2..=8).contains(&name.chars().count()) && !has(name, &TITLES));
    // 为 names what is counted; a place may have several of them.
    let called = placed || line.text(quantity.from, start).contains(kind);
    if !alike || !called || names.len().abs_diff(count) > 2 || placed && names.len() <= count {
        return;
    }
    let names = Names { count: names.len(), more: placed, from: start, to };
    tell(line, quantity, count, &names, begins(line, index), out);
}

/// Where the names begin behind a number, and whether they are of places.
fn start(line: &Line, from: usize) -> Option<(usize, bool)> {
    const NOUN: usize = 8;
    const PLACED: [&str; 6] = ["地点在", "地点为", "地点是", "选址在", "设在", "建在"];
    let mark = line.ahead(from, &['，', '、', '。', '；', '：', '（', '“', '\n'], NOUN + 6);
    let noun = line.text(from, mark);
    if let Some(at) = noun.find(['为', '是']).and_then(|at| noun.get(..at)) {
        let length = at.chars().count();
        let verb = at.ends_with([
            '成', '作', '认', '定', '名', '分', '评', '列', '就', '都', '还', '因', '别', '不', '只', '次',
        ]);
        let plain = (1..=NOUN).contains(&length) && !verb && !at.contains(|c: char| c.is_ascii_digit());
        return plain.then_some((from + length + 1, false));
    }
    let word = PLACED.iter().find(|word| line.char(mark) == '，' && line.starts(mark + 1, word))?;
    Some((mark + 1 + word.chars().count(), true))
}
