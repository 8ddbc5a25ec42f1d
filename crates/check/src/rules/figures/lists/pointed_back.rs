//! A list that fills its clause, and the number that points back to it 回指: 食堂、图书角、棋牌室、理疗间，这五个地方; 广场、书屋、学堂，四处都免费开放.

use super::named::{Names, tell};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::has;

/// Units of what has a name.
const UNITS: [&str; 14] =
    ["个", "处", "家", "项", "类", "种", "条", "所", "村", "支", "座", "大", "人", "样"];

/// Holds a number that points back against the list in the clause before it.
pub(crate) fn pointed_back(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    let label = line.label(index);
    let points = matches!(label, "这" | "以上" | "上述" | "这里的");
    // 四处都免费开放: without a word of its own the number is of all that were named.
    let all = || {
        let behind = line.text(quantity.to, quantity.to + 6);
        label.is_empty() && ["都", "均", "全都", "全部"].iter().any(|word| behind.starts_with(word))
    };
    if !(UNITS.contains(&quantity.unit.as_str()) && (points || all())) || count > 12 {
        return;
    }
    let end = quantity.from.saturating_sub(label.chars().count());
    let end = if line.ends(end, "——") { end.saturating_sub(2) } else { end.saturating_sub(1) };
    if !matches!(line.char(end), '，' | '—') || line.noun(index).starts_with(['月', '小', '星', '工', '季'])
    {
        return;
    }
    let from = line.back(end, &['。', '；', '！', '？', '\n', '，', '：', '（', '）', '”', '“', '》'], 80);
    let opens = from == 0 || matches!(line.char(from - 1), '。' | '；' | '！' | '\n' | '：');
    let text = line.text(from, end);
    let items: Vec<&str> = text.split('、').collect();
    let plain = items.len() > 2
        && items.iter().all(|item| (2..=8).contains(&item.chars().count()))
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '等' | '的' | '了' | '是' | '有'))
        && !has(text, &["其中", "包括", "分别", "以及"]);
    // 图书角和棋牌室 are two, or one that is called so.
    let joints = items.iter().filter(|item| item.contains(['和', '与', '及'])).count();
    let fits = (items.len()..=items.len() + joints).contains(&count);
    if opens && plain && !fits && items.len().abs_diff(count) <= 2 {
        let names = Names { count: items.len() + joints, more: false, from, to: end };
        tell(line, quantity, count, &names, from, out);
    }
}
