//! What a number of an account is by the words before it 期初、本期增减、期末: cash, cases, members, animals, loans.

use super::flow_lists::{
    BESIDE, CLOSING, EARLIER, GIVEN, IN, LENT, NET, NOW, OPENING, OUT, RECEIVED, REPAID, THERE, VAGUE,
};
use crate::rules::figures::words::{VERBS, has};

/// What a number of a balance is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Flow {
    /// What there was at the beginning of the account: 年初结转.
    Opening,
    /// What came into the account: 新收, 收入.
    In,
    /// What went out of the account: 审结, 支出.
    Out,
    /// By how much it changed: 净增.
    Net,
    /// What is left at the end of the account: 年末结余.
    Closing,
    /// What came or went, by a verb that nobody knows.
    Either,
}

/// Whether words begin with a day of the month that is one of these: 6月1日, 6月30日.
fn on_day(label: &str, days: &[&str]) -> bool {
    let Some((month, rest)) = label.split_once('月') else { return false };
    let month = month.trim_start_matches(['到', '至', '截']);
    let named = matches!(month.len(), 1 | 2) && month.bytes().all(|it| it.is_ascii_digit());
    named && days.iter().any(|day| rest.starts_with(day))
}

/// Whether a stock is told of the first day of a month, or of the last.
fn is_stock(label: &str) -> bool {
    has(label, &["存", "蓄水", "库容", "在册", "在建", "在办", "在园", "在岗", "余额", "结余", "现有", "有"])
}

/// Whether words tell what there was before.
pub(crate) fn opens(label: &str) -> bool {
    on_day(label, &["1日"]) && is_stock(label)
        || has(label, &OPENING)
        || has(label, &EARLIER) && has(label, &THERE)
}

/// How a number stands to an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Said {
    /// The number is part of the account.
    Flow(Flow),
    /// It is of another thing: an average, a comparison.
    Beside,
    /// Nobody knows whether the number is part of the account.
    Unknown,
}

/// Whether words behind a number say that it went: 因拆除核销, 转为租赁住房.
pub(crate) fn goes(tail: &str) -> bool {
    (has(tail, &OUT) || tail.contains("转为")) && !has(tail, &IN)
}

/// The end of the last of these words in a text.
fn last(text: &str, words: &[&str]) -> Option<usize> {
    if !has(text, words) {
        return None;
    }
    words.iter().filter_map(|word| text.rfind(word).map(|at| at + word.len())).max()
}

/// Where a label says that something is new: 新参保, 发展新党员, but not 新能源.
fn fresh(label: &str) -> Option<usize> {
    let at = label.rfind('新')? + '新'.len_utf8();
    let (before, behind) = (label.get(..at - '新'.len_utf8())?, label.get(at..)?);
    let word = before.ends_with(['创', '高', '更', '最', '翻', '革', '焕', '刷', '专'])
        || behind.starts_with(['型', '能', '区', '农', '时', '兴', '闻', '媒', '业', '质', '城', '村', '品']);
    (!word && !behind.is_empty()).then_some(at)
}

/// Whether a label tells what there is by one word: 在研, 在享, 在营.
fn stays(label: &str) -> bool {
    label.starts_with('在') && label.chars().count() <= 6 && !label.contains(['了', '的'])
}

/// What a number is, by the words before it. `moved`: something came or went before; `lends`: it is an account of loans.
pub(crate) fn said(label: &str, moved: bool, lends: bool) -> Said {
    let label = label.trim_start_matches("其中");
    // 增减相抵后年末在册542户 is what is left, and no difference.
    let stock = [
        "年末", "年底", "期末", "月末", "在册", "现有", "目前", "总数", "达到", "累计", "滚存", "存栏",
        "实有",
    ];
    if has(label, &NET) && (label.contains('净') || !has(label, &stock)) {
        let whole = label.trim_end_matches(['了', '约', '为', '到']);
        let ends = whole.ends_with([
            '增', '减', '加', '少', '入', '出', '流', '余', '支', '差', '长', '收', '放', '赚', '利', '落',
            '剩', '益', '润',
        ]) || has(label, &["相抵", "抵减", "轧差", "品迭", "净增", "净减", "净流"]);
        let other = has(
            label,
            &["同比", "比", "较", "距", "离", "净化", "净水", "净菜", "洁净", "干净", "净资产", "净值"],
        ) && !has(label, &["相比"]);
        return if ends && !other { Said::Flow(Flow::Net) } else { Said::Unknown };
    }
    // 收入总计21.6亿元 has what was left of the year before in it.
    // 自繁和购进合计15300头 is what came.
    let summed = ["合计", "共计"].iter().find_map(|word| label.strip_suffix(word));
    let sums = summed.is_some_and(|own| last(own, &IN).is_some() || last(own, &OUT).is_some());
    // 调出到一般公共预算 is no plan, and 供应 no duty.
    let bare = || {
        // 年末累计结余 is what is left.
        [
            "累计结余",
            "累计结存",
            "累计滚存",
            "累计余额",
            "年末累计",
            "年底累计",
            "期末累计",
            "公共预算",
            "基金预算",
            "经营预算",
            "供应",
            "应收",
            "应付",
            "相应",
            "对应",
            "应急",
        ]
        .iter()
        .fold(label.to_owned(), |label, word| label.replace(word, ""))
    };
    if !sums && has(label, &VAGUE) && has(&bare(), &VAGUE) {
        return Said::Unknown;
    }
    if has(label, &["结转下", "结转明", "结转次", "转下年", "结转至", "转到明", "转到下", "转入明", "转入下"])
    {
        return Said::Flow(Flow::Closing);
    }
    // 年末结转720万元 is what is left, 上年末结转 what there was.
    let carried = ["年末", "年底", "年终", "期末"].iter().any(|word| label.starts_with(word))
        && has(label, &["结转", "滚存"])
        && !has(label, &EARLIER);
    if carried {
        return Said::Flow(Flow::Closing);
    }
    // 年初确定总数目标120户 is wished for.
    if opens(label) && has(label, &["目标", "任务"]) {
        return Said::Unknown;
    }
    let dated = label.contains("20") && has(label, &["年末", "年底", "年终"]);
    if opens(label) && !has(label, &["年初以来", "今年初起", "比", "较", "同期"]) || dated && !moved
    {
        return Said::Flow(Flow::Opening);
    }
    if has(label, &BESIDE) {
        return Said::Beside;
    }
    // 由186家增加到203家: the words before a number that something became.
    let bare = label.trim_end_matches(['了', '约']);
    let got = ["下达", "收到", "得到", "取到", "领到", "拿到"].iter().any(|word| bare.ends_with(word));
    let changed = ["变为", "变成", "升为", "降为", "增为", "减为"].iter().any(|word| bare.ends_with(word));
    let became = !got && bare.ends_with(['到', '至', '达']) || changed;
    // 收缴上解后留存412万元: what is kept of the dues of the year came in.
    let dues = ["收缴", "上解", "上缴", "分成", "返还", "拨缴"];
    if !moved && has(label, &dues) && label.trim_end_matches(['为', '了']).ends_with("留存") {
        return Said::Flow(Flow::In);
    }
    let ends = moved && on_day(label, &["28日", "29日", "30日", "31日"]) && is_stock(label);
    if ends || has(label, &CLOSING) || moved && (has(label, &NOW) || became || stays(label)) {
        // 年底前建成40个 is what is wished for, no rest.
        let wished = has(label, &["前", "建成", "完成", "实现", "预计"]) && !has(label, &["目前", "当前"]);
        // 年末竣工71个 is a deed, 年末未竣工71个 is what is left.
        let left = has(label, &["未", "在办", "待", "余", "存", "剩", "还有", "尚", "在建", "续建"]);
        let flows = !left && !became && (has(label, &OUT) || has(label, &IN));
        let deed = !left && !became && VERBS.iter().any(|verb| label.ends_with(verb));
        if wished || deed && !flows {
            return Said::Unknown;
        }
        if !flows {
            return Said::Flow(Flow::Closing);
        }
    }
    if became {
        return Said::Unknown;
    }
    let (own_in, own_out): (&[&str], &[&str]) = if lends { (&LENT, &REPAID) } else { (&RECEIVED, &GIVEN) };
    let came = last(label, &IN).max(last(label, own_in)).max(fresh(label));
    let went = last(label, &OUT).max(last(label, own_out));
    match (came, went) {
        (None, None) if label.chars().count() < 2 => Said::Unknown,
        (None, None) => Said::Flow(Flow::Either),
        (came, went) if came == went => Said::Unknown,
        (came, went) => Said::Flow(if came > went { Flow::In } else { Flow::Out }),
    }
}

/// Whether names tell of what came and went, which is no part of what there is: 在册214名，新接收96名、解除88名.
pub(crate) fn flows(called: &str, names: &[&str]) -> bool {
    let any = |words: &[&str]| names.iter().any(|name| has(name, words));
    let (came, went) = (any(&IN) || names.iter().any(|name| fresh(name).is_some()), any(&OUT));
    let stock = has(called, &["在册", "现有", "在管", "存量", "实有", "结存", "年末", "期末"]);
    (came && went) || (stock && (came || went))
}
