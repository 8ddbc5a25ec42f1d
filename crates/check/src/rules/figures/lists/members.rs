//! People who are named before the body that they form: 推选甲、乙、丙，组成3人理事会.

use super::named::{Names, items, tell};
use crate::Findings;
use crate::chars::SURNAMES;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::begins;

/// 推选老支书周某某、退休教师陈某某、…，组成5人理事会: the clause before names each of them, whatever title one bears.
pub(crate) fn members(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    if quantity.unit != "人" || !matches!(line.label(index), "组成" | "组建" | "成立" | "组成了" | "组建了")
    {
        return;
    }
    let end = quantity.from.saturating_sub(line.label(index).chars().count() + 1);
    if line.char(end) != '，' {
        return;
    }
    let from = line.back(end, &['。', '；', '，', '：', '！', '\n'], 120);
    let text = line.text(from, end);
    let items = items(text);
    let plain = items.len() > 2
        && items.len().abs_diff(count) <= 2
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '等' | '“' | '（'));
    if plain && items.iter().all(|item| ends_in_name(item)) {
        let names = Names { count: items.len(), more: false, from, to: end };
        tell(line, quantity, count, &names, from, out);
    }
}

/// 班子成员4人，书记周某、镇长吴某、…: the names behind the number of those who bear them, each with a title.
pub(crate) fn named_behind(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    const LONGEST: usize = 120;
    if quantity.unit != "人" || count < 2 || !matches!(line.char(quantity.to), '，' | '：' | '（') {
        return;
    }
    let bracket = line.char(quantity.to) == '（';
    let (from, marks): (usize, &[char]) =
        (quantity.to + 1, if bracket { &['）', '。'] } else { &['。', '；', '\n', '，'] });
    let end = line.ahead(from, marks, LONGEST);
    let text = line.text(from, end);
    let stops = line.char(end) != '，' && (bracket == (line.char(end) == '）'));
    let items = items(text);
    let plain = items.len() > 2
        && items.len() != count
        && items.len().abs_diff(count) <= 2
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '等' | '“' | '（' | '，' | '的'));
    let titled = items.iter().all(|item| ends_in_name(item) && (bracket || item.chars().count() > 3));
    if stops && plain && titled {
        let names = Names { count: items.len(), more: false, from, to: end };
        tell(line, quantity, count, &names, begins(line, index), out);
    }
}

/// Whether words end in the name of a person, of two or three characters.
fn ends_in_name(item: &str) -> bool {
    let chars: Vec<char> = item.chars().collect();
    let surname = |back: usize| {
        chars.len().checked_sub(back).and_then(|at| chars.get(at)).is_some_and(|c| SURNAMES.contains(*c))
    };
    (2..=14).contains(&chars.len()) && (surname(3) || surname(2))
}
