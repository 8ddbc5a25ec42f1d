//! Of how many months a total is 总额的月数: 全年, 上半年, 三季度, 8个月, 每月共.

use crate::quantity::{CLAUSES, Line};
use crate::rules::figures::words::{has, without};

/// Words of what is paid or done in one month.
const ONE: [&str; 6] = ["每月", "当月", "本月", "月共", "一个月", "月份"];

/// Months by their words, in the order in which they are asked for.
const WORDS: [(i64, &[&str]); 2] =
    [(3, &["季度"]), (12, &["全年", "一年", "年度", "年共", "年需", "年发", "年支", "年可", "年收", "年总"])];

/// The months of a total.
pub(crate) struct Told {
    pub(crate) told: Vec<i64>,
    /// Whether the text says them.
    pub(crate) sure: bool,
}

/// The months that a text tells of a total, said of what is paid a month.
pub(crate) fn of(line: &Line, index: usize, at: usize) -> Told {
    let sure = |told: Vec<i64>| Told { told, sure: true };
    let Some((one, made)) = line.quantities.get(index).zip(line.quantities.get(at)) else {
        return Told { told: vec![12], sure: false };
    };
    let clause = line.text(line.back(made.from, &CLAUSES, 40), made.from);
    if has(clause, &ONE) {
        return sure(vec![1]);
    }
    if let Some(months) = within(clause) {
        return sure(vec![months]);
    }
    let counted = line.quantities_in(one.from.saturating_sub(60), made.to.max(one.to) + 12);
    let counted = counted.iter().filter(|it| it.unit == "月" && !it.range && it.printed.is_integer());
    let counted = counted.filter(|it| it.sentence == one.sentence || it.sentence == made.sentence);
    let counted: Vec<i64> = counted.filter_map(|it| i64::try_from(it.printed).ok()).collect();
    if !counted.is_empty() {
        return sure(counted);
    }
    let from = line.back(one.from.min(made.from), &['。', '；', '！', '\n'], 80);
    let scope = line.text(from, made.from.max(one.from));
    match within(scope) {
        Some(months) => sure(vec![months]),
        None if scope.contains("月份") || scope.contains("本月") => sure(vec![1]),
        None => Told { told: vec![12], sure: false },
    }
}

/// The months that the words of a text say; more than one word leaves it open.
pub(crate) fn within(text: &str) -> Option<i64> {
    let half = without(text, &["上半年", "下半年", "半年"]);
    if half.len() < text.len() {
        return (!has(&half, &["全年", "一年", "季度"])).then_some(6);
    }
    let mut found = WORDS.iter().filter(|(_, words)| has(text, words));
    let (months, _) = found.next()?;
    // 前三季度 are nine months.
    let several =
        has(text, &["前三季", "前三个季", "三个季", "两个季", "四个季", "分季", "每季", "按季", "各季"]);
    (found.next().is_none() && !several).then_some(*months)
}
