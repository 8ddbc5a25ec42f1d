//! Rates that cannot be 比率的界限: a share of more than all, and all of something that is less than all of it.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::claim::Claim;
use super::division::statement;
use super::rate_words::{BOUNDED, CHANGES, NOT_YET, OTHER_SCOPES};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::has;

/// 城镇化率162.5%: no two counts of the sentence make it, and yet it has a bound.
pub(crate) fn above_all(line: &Line, index: usize, rate: &Quantity, label: &str, out: &mut Findings) {
    let bounded = ["城镇化率", "失业率", "绿化率", "死亡率", "机械化率", "发案率"];
    let named = bounded.iter().any(|word| {
        label.rfind(word).is_some_and(|at| label.len() - at - word.len() <= 9) && !has(label, &CHANGES)
    });
    if !named || !Interval::exact(Decimal::ONE_HUNDRED).is_below(&rate.value) {
        return;
    }
    let shown = rate.shown();
    statement(line, index, rate, Vec::new(), Verdict::Fails, format!("{shown}% > 100%")).tell(
        || format!("{shown}% 超过了 100%"),
        || format!("{shown} % is more than all"),
        out,
    );
}

/// A share of more than all, and all of something that is less than all.
pub(crate) fn impossible(
    line: &Line,
    index: usize,
    rate: &Quantity,
    label: &str,
    claim: &Claim,
    out: &mut Findings,
) {
    let hundred = Interval::exact(Decimal::ONE_HUNDRED);
    let bounded = match claim {
        Claim::Share(whole) => !has(whole, &["上年", "去年", "同期", "预算", "计划"]),
        // 毛入学率 counts pupils of any age.
        Claim::Rate(stem) => {
            BOUNDED.contains(&stem.as_str())
                && !has(label, &["完成率", "毛入"])
                && !line.clause(rate).contains("毛入")
        }
        Claim::Target => false,
    };
    let statement = |from, verdict, reason| Statement {
        kind: "figures/rate",
        line,
        from,
        to: rate.to,
        claim: rate,
        called: ("比率", "rate"),
        parts: Vec::new(),
        verdict,
        reason,
    };
    if bounded && hundred.is_below(&rate.value) {
        let reason = format!("{}% > 100%", rate.shown());
        statement(begins(line, index), Verdict::Fails, reason).tell(
            || format!("{}% 超过了 100%", rate.shown()),
            || format!("{} % is more than all", rate.shown()),
            out,
        );
        return;
    }
    let Claim::Rate(stem) = claim else { return };
    let from = line.back(rate.from, &['。', '；', '！', '？', '\n'], 80);
    let sentence = line.text(from, rate.from);
    // 全部48个小区均已成立业委会: what is said to be done stands behind the last of them.
    let told = ["均已", "都已", "全部"].iter().find_map(|word| sentence.rsplit_once(word));
    let Some((before, after)) = told else { return };
    // 确保年底前全部整改 is not done yet, 除2处外 leaves some, and 累计整改率 is of more than these.
    let clause = before.rsplit(['，', '：', '；']).next().unwrap_or_default();
    let (of, _) = label.rsplit_once(stem.as_str()).unwrap_or_default();
    let of = of.trim_start_matches(['即', '则', '故', '其']);
    if has(clause, &NOT_YET)
        || has(label, &OTHER_SCOPES)
        || !(of.is_empty() || sentence.matches(of).count() > 1)
    {
        return;
    }
    // 全部开工，已验收15户: all of it is done, and not yet what the rate is of.
    let soon: String = after
        .chars()
        .take(6)
        .take_while(|c| !matches!(c, '，' | '、' | '（') && !c.is_ascii_digit())
        .collect();
    // 全部通上动力电，通电率: its first character and its last one.
    let (first, last) = (stem.chars().next(), stem.chars().next_back());
    let apart = || {
        let rest = first.and_then(|c| soon.trim_start_matches(['已', '都']).strip_prefix(c));
        rest.is_some_and(|rest| last.is_some_and(|c| rest.ends_with(c)))
    };
    let off = rate.value.is_below(&hundred) || hundred.is_below(&rate.value);
    if off && (soon.contains(stem.as_str()) || apart()) {
        let begin = line.back(rate.from, &['。', '；', '！', '？', '\n'], 40);
        statement(begin, Verdict::Fails, format!("全部 = 100%，不是 {}%", rate.shown())).tell(
            || format!("说是全部{stem}，{stem}率却是 {}%", rate.shown()),
            || format!("all of it is said to be done, the rate is {} %", rate.shown()),
            out,
        );
    }
}
