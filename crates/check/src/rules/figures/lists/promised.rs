//! What is promised in so many words 四个到位、五个有, and what a name with a number stands for “三大目标”（…）.

use super::named::{Names, items, tell};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::begins;

/// “四个到位”：思想认识到位、工作措施到位…: the words that are counted end each item.
pub(crate) fn promised(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    let shut = line.ahead(quantity.to, &['”', '，', '。', '；'], 8);
    let word = line.text(quantity.to, shut);
    let opened = line.char(shut) == '”' && matches!(line.char(shut + 1), '：' | '，');
    // “五个有”，即有场所、有人员….
    let joint = ["即", "就是", "确保", "做到"].iter().find(|word| line.starts(shut + 2, word));
    let start = shut + 2 + joint.map_or(0, |word| word.chars().count());
    let end = line.ahead(start, &['。', '；', '\n', '！', '：'], 200);
    let text = line.text(start, end);
    let items: Vec<&str> = text.split(['、', '，']).collect();
    // “三个聚焦”，聚焦主责、聚焦主业: or they begin each item.
    let ending = items.iter().filter(|item| item.ends_with(&word)).count();
    let beginning = items.iter().filter(|item| item.starts_with(word)).count();
    let named = ending.max(beginning);
    if let Some(names) = spelt_out(line, shut, count) {
        return tell(line, quantity, count, &names, begins(line, index), out);
    }
    let single = ["一", "有", "无", "能", "好", "新", "优", "强", "通", "化", "进", "查", "看", "清", "不"]
        .contains(&word);
    if !opened
        || !(word.chars().count() == 2 || single)
        || named < 2
        || named != items.len()
        || text.contains('等')
    {
        return;
    }
    let names = Names { count: named, more: false, from: start, to: end };
    tell(line, quantity, count, &names, begins(line, index), out);
}

/// “三大目标”（产业强乡、生态美乡、文明兴乡）; “五大行动”，即…、…: what a name with a number stands for.
fn spelt_out(line: &Line, shut: usize, count: usize) -> Option<Names> {
    if line.char(shut) != '”' {
        return None;
    }
    let bracket = line.char(shut + 1) == '（';
    let joint = ["，即", "，分别为", "，分别是", "，就是", "即", "指", "："]
        .iter()
        .find(|word| line.starts(shut + 1, word));
    let colon = joint == Some(&"：");
    let start = if bracket { shut + 2 } else { shut + 1 + joint?.chars().count() };
    let marks: &[char] =
        if bracket { &['）', '。', '\n'] } else { &['。', '；', '，', '\n', '！', '：'] };
    let end = line.ahead(start, marks, 120);
    let text = line.text(start, end);
    let items = items(text);
    let plain = items.len() >= 2
        && items.iter().all(|item| (2..=12).contains(&item.chars().count()))
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '等' | '“' | '《' | '，' | '；'))
        && items.len().abs_diff(count) <= 2;
    // “三支队伍”：治安巡逻队、红白理事队、…。: nothing but names up to the stop.
    let whole = !colon || items.len() > 2 && matches!(line.char(end), '。' | '\n' | '；');
    (plain && whole).then_some(Names { count: items.len(), more: false, from: start, to: end })
}
