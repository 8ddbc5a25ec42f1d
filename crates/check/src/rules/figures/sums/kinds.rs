//! Kinds that are named and counted, and told again with a number each: 甲、乙、丙三类问题，其中：甲12件，乙8件，丙5件，丁3件; people and teams
//! that are sent each to a place of its own: 队员三名，分别派驻甲村、乙村、丙村、丁村.

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::lists::named::{Names, items, tell};
use crate::rules::figures::statement::begins;
use crate::rules::figures::words::has;

/// Words with which a list opens behind the kinds.
const OPENS: [&str; 6] = ["，其中：", "，其中", "：", "。其中：", "。其中，", "。其中"];

/// Names of what is outside the kinds.
const OUTSIDE: [&str; 9] = ["另", "其他", "其它", "其余", "还有", "此外", "共", "合计", "总"];

/// More kinds told than were named: as many as are counted have the names that stand before, and others follow.
pub(crate) fn retold(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    const LONGEST: usize = 12;
    if !matches!(quantity.unit.as_str(), "类" | "项" | "种" | "大" | "个") || !(2..=12).contains(&count)
    {
        return;
    }
    let stop = line.ahead(quantity.to, &['，', '：', '。', '、', '；'], LONGEST);
    let Some(opened) = OPENS.iter().find(|word| line.starts(stop, word)) else { return };
    let from = line.back(quantity.from, &['。', '；', '！', '？', '\n'], 120);
    let before = line.text(from, quantity.from);
    // The kinds are named right before: as many names as are counted.
    if before.matches('、').count() + 2 < count {
        return;
    }
    let mut to = stop + opened.chars().count();
    let mut names: Vec<&str> = Vec::new();
    let first = line.quantities.get(index + 1);
    for it in line.quantities.iter().skip(index + 1).take(count + 3) {
        let name = line.text(to, it.from.max(to)).trim_start_matches(['，', '、', '；']);
        let alike = first.is_some_and(|first| first.same_unit(it)) && it.is_amount() && !it.range;
        if !alike || !(2..=LONGEST).contains(&name.chars().count()) || name.contains(['，', '。', '；', '、'])
        {
            break;
        }
        names.push(name);
        to = it.to;
    }
    let (own, more) = names.split_at(count.min(names.len()));
    let named = own.len() == count && own.iter().all(|name| before.contains(name));
    let others = !more.is_empty()
        && more.len() <= 2
        && more.iter().all(|name| !before.contains(name) && !has(name, &OUTSIDE));
    if named && others {
        let names = Names { count: names.len(), more: false, from: quantity.from, to };
        tell(line, quantity, count, &names, begins(line, index), out);
    }
}

/// What is done with people and teams that go each to a place.
const SENT: [&str; 15] = [
    "派驻到",
    "派驻",
    "派往",
    "派到",
    "下派到",
    "入驻",
    "进驻",
    "赴",
    "前往",
    "奔赴",
    "驻",
    "安排到",
    "安排在",
    "分配到",
    "到",
];

/// More places than people who are sent to them one by one; fewer may be, as two may go to one place.
pub(crate) fn sent(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    if !matches!(quantity.unit.as_str(), "人" | "支" | "个" | "组") || count < 2 {
        return;
    }
    let stop = line.ahead(quantity.to, &['，', '：', '。', '、', '；', '（'], 8);
    if !line.starts(stop, "，分别") {
        return;
    }
    let Some(word) = SENT.iter().find(|word| line.starts(stop + 3, word)) else { return };
    let from = stop + 3 + word.chars().count();
    let end = line.ahead(from, &['，', '。', '；', '\n', '（'], 120);
    let list = line.text(from, end);
    let places = items(list);
    let kind = places.first().and_then(|name| name.chars().last());
    let alike = places.iter().all(|name| (2..=10).contains(&name.chars().count()))
        && places.iter().all(|name| name.chars().last() == kind);
    let plain = !list.contains(|c: char| c.is_ascii_digit() || matches!(c, '等' | '“' | '的'));
    if plain && alike && (count + 1..=count + 2).contains(&places.len()) {
        let names = Names { count: places.len(), more: false, from, to: end };
        tell(line, quantity, count, &names, begins(line, index), out);
    }
}
