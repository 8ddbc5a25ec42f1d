//! What is so and what is not so, each behind its number: 抽检86批次，85批次合格，2批次不合格; 7名成员，5名男同志，3名女同志.

use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{begins, is_within, sum_of, tell_sum};
use crate::rules::figures::words::{compares, has};

/// Words of which nothing is both.
const SIDES: [(&str, &str); 15] = [
    ("专职", "兼职"),
    ("在编", "编外"),
    ("正式", "临时"),
    ("本地", "外地"),
    ("公办", "民办"),
    ("党员", "群众"),
    ("新", "老"),
    ("男", "女"),
    ("女", "男"),
    ("赞成", "反对"),
    ("同意", "反对"),
    ("盈利", "亏损"),
    ("在家", "外出"),
    ("实到", "缺席"),
    ("完好", "损坏"),
];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for index in 1..line.quantities.len().saturating_sub(1) {
        let (Some(whole), Some(one), Some(other)) =
            (line.quantities.get(index - 1), line.quantities.get(index), line.quantities.get(index + 1))
        else {
            return;
        };
        let plain = |it: &Quantity| {
            it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none() && it.depth == whole.depth
        };
        let alike = one.same_unit(whole) && other.same_unit(whole) && other.sentence == whole.sentence;
        // 12名合格，4名不合格，2名缓考: there is a third.
        let third = line.quantities.get(index + 2);
        let alone = third.is_none_or(|it| it.sentence != whole.sentence || !it.same_unit(whole));
        if alone && alike && plain(whole) && plain(one) && plain(other) && opposed(line, index) {
            judge(line, index - 1, whole, [one, other], out);
        }
    }
}

/// Whether the noun behind a number and the one behind the next are of what is and of what is not.
fn opposed(line: &Line, index: usize) -> bool {
    let (one, other) = (line.noun(index), line.noun(index + 1));
    let bare = |at: usize| matches!(line.label(at), "" | "有" | "其中" | "其中有" | "另" | "另有" | "其余");
    let near = |at: usize| {
        let pair = line.quantities.get(at).zip(line.quantities.get(at + 1));
        pair.is_some_and(|(one, other)| {
            let gap = line.text(one.to, other.from.max(one.to));
            gap.chars().count() <= 14 && !gap.contains(['。', '；', '（'])
        })
    };
    let not = other.strip_prefix(['不', '未', '没', '非']).is_some_and(|rest| {
        let stem: String = rest.trim_start_matches('有').chars().take(2).collect();
        stem.chars().count() == 2 && one.starts_with(&stem)
    });
    let sides = SIDES.iter().any(|(first, then)| one.starts_with(first) && other.starts_with(then));
    (not || sides) && bare(index) && bare(index + 1) && near(index - 1) && near(index)
}

fn judge(line: &Line, index: usize, whole: &Quantity, parts: [&Quantity; 2], out: &mut Findings) {
    let sum = sum_of(parts.iter().map(|it| it.value));
    let label = line.label(index);
    if !is_within(whole, &sum, Decimal::new(75, 2), Decimal::new(130, 2))
        || compares(label)
        || has(label, &["均", "每"])
    {
        return;
    }
    let to = parts.iter().map(|it| it.to).max().unwrap_or(whole.to);
    tell_sum(line, (begins(line, index), to), whole, parts.to_vec(), whole.value.equals(sum), out);
}
