//! Shares of one whole that cannot be so: together they are more than all of it, or with what is left not all of it.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::{ATTRIBUTES, compares, has};

/// The most shares of one whole in prose.
const MOST_SHARES: usize = 12;

/// Places and times: each has a whole of its own, 三个镇绿地占比分别为35%、38%、41%.
const OWN: [&str; 20] = [
    "镇", "村", "乡", "县", "街道", "社区", "小组", "201", "202", "去年", "季度", "月", "半年", "个", "率",
    "校区", "居民", "全市", "全省", "全国",
];

/// All shares of a paragraph that stand beside each other.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    let mut index = 0;
    while let Some(first) = line.quantities.get(index) {
        let shares = if first.is_percent() { shares(line, index) } else { Vec::new() };
        // 基本农田占82%，其余18%为一般耕地.
        let rest = shares.len() == 2 && is_rest(line.label(index + 1));
        if shares.len() > 2 || rest {
            judge(line, index, &shares, out);
        }
        index += shares.len().max(1);
    }
}

/// The words of a share and the whole that it is said to be of: 出口占, 总额 of 占总额的比重.
fn share(label: &str) -> Option<(&str, &str)> {
    let (name, of) = label.rsplit_once('占')?;
    let of = of.trim_end_matches(['为', '达', '到', '是', '约', '了']).trim_end_matches("分别");
    let of = of.trim_end_matches("比重").trim_end_matches("比例").trim_end_matches(['比', '的']);
    Some((name, of))
}

/// Whether a share is of what is left: 其余18%.
fn is_rest(label: &str) -> bool {
    let bare = label.trim_end_matches(['的', '为', '占']);
    matches!(bare, "其余" | "剩余" | "剩下" | "余下" | "其他" | "其它")
}

/// The shares from here on: each said to be one, 甲占45%、乙占30%、丙占25%, or in a row, 占比分别为45%、30%、25%.
fn shares(line: &Line, index: usize) -> Vec<&Quantity> {
    let mut found: Vec<&Quantity> = Vec::new();
    let Some(first) = line.quantities.get(index) else { return found };
    let Some((name, whole)) = share(line.label(index)) else { return found };
    let row = line.label(index).contains("分别");
    if whole.contains(['、', '和']) || compares(name) || name.contains("其中") {
        return found;
    }
    for (at, it) in line.quantities.iter().enumerate().skip(index).take(MOST_SHARES) {
        let last = found.last().map_or(it.from, |last| last.to);
        let gap = line.text(last, it.from.max(last));
        let joined = match (found.is_empty(), row) {
            (true, _) => true,
            (_, true) => matches!(gap, "、" | "，" | "和" | "及" | "与"),
            _ => {
                let alike = share(line.label(at)).is_some_and(|(name, of)| of == whole && !name.is_empty())
                    || is_rest(line.label(at));
                alike
                    && gap.matches(['，', '、', '；']).count() == 1
                    && !gap.contains(['。', '（'])
                    && !gap.contains("其中")
            }
        };
        if !(joined && it.is_percent() && !it.range && it.qualifier.is_none() && it.depth == first.depth) {
            break;
        }
        found.push(it);
    }
    found
}

/// Whether a name is of what is left.
fn is_left(label: &str) -> bool {
    label.starts_with(['其', '剩', '余'])
}

fn judge(line: &Line, index: usize, shares: &[&Quantity], out: &mut Findings) {
    let (Some(first), Some(last)) = (shares.first(), shares.last()) else { return };
    let from = line.back(first.from, &['。', '\n', '！', '；'], 60);
    let words = line.text(from, last.from);
    let row = line.label(index).contains("分别");
    let Some((_, of)) = share(line.label(index)) else { return };
    // 全县耕地中，基本农田占82%，其余18%: a share of what is left is of the same whole.
    let left = is_rest(line.label(index + shares.len() - 1));
    let words = if left { line.text(begins(line, index), last.from) } else { words };
    let subjects = words.replace(of, "");
    // 其他占18.6%: with what is left they are all.
    let rest = !row && is_left(line.label(index + shares.len() - 1));
    if (has(&subjects, &ATTRIBUTES) && !rest) || has(&subjects, &OWN) || (row && of.is_empty()) {
        return;
    }
    let sum = Interval::sum(shares.iter().map(|it| it.value));
    let most = Interval::exact(Decimal::from(120));
    let least = Interval::exact(Decimal::from(85));
    let all = Interval::exact(Decimal::ONE_HUNDRED);
    // 其他占18.6%: with what is left they are all.
    let rest = !row && is_left(line.label(index + shares.len() - 1));
    let over = all.is_below(&sum) && !most.is_below(&sum);
    let under = rest && sum.is_below(&all) && !sum.is_below(&least);
    if !(over || under) {
        return;
    }
    let total: Decimal = shares.iter().map(|it| it.printed).sum();
    let shown: Vec<String> = shares.iter().map(|it| it.shown()).collect();
    Statement {
        kind: "figures/parts-excess",
        line,
        from: begins(line, index),
        to: last.to,
        claim: first,
        called: ("占比", "share"),
        parts: shares.iter().skip(1).copied().collect(),
        verdict: Verdict::Fails,
        reason: format!("{} = {total}", shown.join(" + ")),
    }
    .tell(
        || format!("各占比加起来是 {total}%，{}", if over { "超过了 100%" } else { "不是 100%" }),
        || format!("the shares make {total} %, {}", if over { "more than all" } else { "not all" }),
        out,
    );
}
