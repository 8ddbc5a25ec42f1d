//! A total of parts that are called by their names again 再提其名: 一级403人、二级876人、三级902人；一级、二级属重度，共1279人.

use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{begins, is_within, sum_of, tell_sum};
use crate::rules::figures::words::has;

/// How many numbers before a total are asked for their name.
const REACH: usize = 12;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, total) in line.quantities.iter().enumerate().skip(2) {
        let bare = line.label(index).trim_end_matches(['为', '有', '达']);
        if matches!(bare, "共" | "合计" | "共计" | "两项共" | "两项合计" | "两者合计" | "三项合计")
        {
            judge(line, index, total, out);
        }
    }
}

/// Whether nothing behind a name tells of some of them only: 二级属重度, but not 西村参加体检.
fn is_all(name: &str, label: &str) -> bool {
    const ALL: [&str; 12] = ["属", "均", "都", "全部", "两", "二者", "三", "合", "为", "是", "加", "相加"];
    name.strip_prefix(label).is_some_and(|rest| ALL.iter().any(|word| rest.starts_with(word)))
}

fn judge(line: &Line, index: usize, total: &Quantity, out: &mut Findings) {
    let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    let from = line.back(begins(line, index).saturating_sub(1), &['。', '；', '，', '：', '\n'], 24);
    let clause = line.text(from, begins(line, index)).trim_end_matches('，');
    if !plain(total)
        || !clause.contains('、')
        || clause.contains(|c: char| c.is_ascii_digit())
        || has(clause, &["等", "其中"])
    {
        return;
    }
    // Each name is that of one number, and the last may be followed by what is said of all.
    let names: Vec<&str> = clause.split(['、', '和']).collect();
    let earlier = || {
        (index.saturating_sub(REACH)..index)
            .filter_map(|at| Some((line.label(at), line.quantities.get(at)?)))
            .filter(|(label, it)| label.chars().count() > 1 && it.same_unit(total) && plain(it))
    };
    let found: Option<Vec<&Quantity>> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let last = at + 1 == names.len();
            let mut own = earlier().filter(|(label, _)| name == label || last && is_all(name, label));
            own.next().filter(|_| own.next().is_none()).map(|(_, it)| it)
        })
        .collect();
    let Some(parts) = found.filter(|parts| parts.len() > 1) else { return };
    let sum = sum_of(parts.iter().map(|it| it.value));
    let last = names.last().map_or(0, |it| it.chars().count());
    if last > 10 || !is_within(total, &sum, Decimal::new(6, 1), Decimal::new(16, 1)) {
        return;
    }
    tell_sum(line, (from, total.to), total, parts, total.value.equals(sum), out);
}
