//! The words that a number is told with, those of its neighbour where both share them: 新增12户30人.

use crate::quantity::Line;

/// The words before a number; of one right behind another in its own unit those before the other: 已完工12个、2410户.
pub(crate) fn lead(line: &Line, index: usize) -> &str {
    let own = line.label(index);
    if !own.is_empty() {
        return own;
    }
    // 年初结余：15.6万元 is called by what stands before the colon.
    if let Some(colon) = line.quantities.get(index).and_then(|it| it.from.checked_sub(1))
        && line.char(colon) == '：'
    {
        let from = line.back(colon, &['。', '；', '，', '：', '、', '\n', '（', '）'], 10);
        let called = line.text(from, colon);
        return if called.contains(|c: char| c.is_ascii_digit()) { own } else { called };
    }
    let (Some(before), Some(it)) =
        (index.checked_sub(1).and_then(|at| line.quantities.get(at)), line.quantities.get(index))
    else {
        return own;
    };
    if shares(line, before.to, it.from) && !before.same_unit(it) && it.depth == before.depth {
        return line.label(index - 1);
    }
    own
}

/// The words behind a number up to the end of its clause; a number in another unit that is joined to it is passed over:
/// 还有5个小区、1342户正在改造.
pub(crate) fn tail(line: &Line, index: usize) -> &str {
    let Some(it) = line.quantities.get(index) else { return "" };
    let end = line.ahead(it.to, &['，', '。', '；', '：', '（', '）', '\n'], 24);
    let (mut from, mut at) = (it.to, index + 1);
    while let Some(next) = line.quantities.get(at).filter(|next| next.from < end) {
        if !shares(line, from, next.from) || next.same_unit(it) {
            return line.text(from, next.from);
        }
        (from, at) = (next.to, at + 1);
    }
    line.text(from, end.max(from))
}

/// Whether what stands between two numbers is the noun of the first and a mark of a list at most.
fn shares(line: &Line, from: usize, to: usize) -> bool {
    to >= from
        && to - from <= 7
        && !line
            .chars
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .any(|c| matches!(c, '，' | '。' | '；' | '：' | '（' | '）'))
}
