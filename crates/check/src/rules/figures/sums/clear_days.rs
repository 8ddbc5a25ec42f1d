//! Days of clean air and days that were not 优良与污染天数: 有效监测365天，优良天数338天，…，出现污染天气27天.

use gongwen_core::interval::Verdict;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins, printed_in};
use crate::rules::figures::words::has;

/// How many numbers before tell of all days and of the clean ones.
const REACH: usize = 8;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, bad) in line.quantities.iter().enumerate().skip(2) {
        if bad.unit != "天" || !is_bad(line.label(index)) || !plain(bad) {
            continue;
        }
        let days = |wanted: fn(&str) -> bool| {
            let mut found = (index.saturating_sub(REACH)..index)
                .filter_map(|at| line.quantities.get(at).map(|it| (at, it)))
                .filter(|(at, it)| it.unit == "天" && it.sentence == bad.sentence && wanted(line.label(*at)));
            let only = found.next()?;
            found.next().is_none().then_some(only).filter(|(_, it)| plain(it) && it.depth == bad.depth)
        };
        if let (Some((at, all)), Some((_, good))) = (days(is_all), days(is_good)) {
            judge(line, at, (all, good, bad), out);
        }
    }
}

fn plain(it: &Quantity) -> bool {
    it.qualifier.is_none() && !it.range && !it.quoted
}

/// Whether a label counts all days of which the air is told.
fn is_all(label: &str) -> bool {
    let last = label.trim_end_matches(['共', '为', '是', '数', '的']);
    last.ends_with("监测")
        || last.ends_with("有效天")
        || has(label, &["有效监测", "监测有效"])
        || last.ends_with("全年")
        || last == "有效"
}

/// Whether a label counts the days of clean air.
fn is_good(label: &str) -> bool {
    has(label, &["优良", "达标"]) && !has(label, &["比", "较", "增", "减", "率", "未达标", "连续", "不"])
}

/// Whether a label counts all days that were not clean, of whatever grade.
fn is_bad(label: &str) -> bool {
    let bare = label.replace("轻度及以上", "");
    let of_all =
        has(&bare, &["污染天", "超标天", "未达标天", "不达标天"]) || bare.ends_with("污染") && bare != label;
    of_all
        && !has(
            &bare,
            &["轻", "中度", "重", "PM", "臭氧", "颗粒", "首要", "比", "较", "增", "减", "其中", "连续", "均"],
        )
}

fn judge(line: &Line, at: usize, (all, good, bad): (&Quantity, &Quantity, &Quantity), out: &mut Findings) {
    let (one, other) = (printed_in(all, bad), printed_in(good, bad));
    let (shown, made) = (bad.shown(), (one - other).normalize());
    let verdict = bad.value.equals(all.value - good.value);
    if verdict == Verdict::Fails && !good.value.is_below(&all.value) {
        return;
    }
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, at),
        to: bad.to,
        claim: bad,
        called: ("差额", "difference"),
        parts: vec![all, good],
        verdict,
        reason: format!("{one} - {other} = {made}"),
    }
    .tell(
        || format!("{one} - {other} = {made}，写的是 {shown}"),
        || format!("{one} - {other} = {made}, {shown} is stated"),
        out,
    );
}
