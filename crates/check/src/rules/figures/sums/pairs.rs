//! Two numbers beside each other that speak of one thing: 排查30条、整改28条, 23户31人.

use gongwen_core::interval::Verdict;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::accounts::flow_lists::OPENING;
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::has;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for index in 0..line.quantities.len().saturating_sub(1) {
        let (Some(one), Some(other)) = (line.quantities.get(index), line.quantities.get(index + 1)) else {
            return;
        };
        if other.from < one.to || other.from - one.to > 14 {
            continue;
        }
        done(line, index, one, other, out);
        let gap = line.text(one.to, other.from);
        households(line, index, one, other, gap, out);
    }
}

/// What came in, and what is done of it: never more.
const DONE: [(&[&str], &[&str]); 8] = [
    (&["排查", "发现", "摸排", "查出", "梳理"], &["整改", "化解", "调处", "处置", "解决", "消除", "销号"]),
    (&["受理", "收到", "接到", "交办", "转办", "承办"], &["办结", "审结", "回复", "答复", "办复"]),
    (&["抽检", "送检", "检测"], &["合格"]),
    (&["应到", "应参加", "应缴", "应收"], &["实到", "参加", "实缴", "实收"]),
    (&["发出", "发放问卷", "下发"], &["收回", "回收", "得到回复"]),
    (&["立案", "收案"], &["已审结", "已结案", "已办结"]),
    (&["下达", "安排"], &["已支付", "已拨付", "已兑付", "已支出"]),
    (&["报名", "参加考试", "参考"], &["录取", "合格", "上线"]),
];

/// Two counts side by side of which the second cannot be larger, what was settled of what came in: 受理案件4216件，审结4520件.
fn done(line: &Line, index: usize, one: &Quantity, other: &Quantity, out: &mut Findings) {
    // Most pairs are not of this kind by their numbers: words are asked last.
    let plain = one.sentence == other.sentence
        && one.depth == other.depth
        && !one.range
        && !other.range
        && one.same_unit(other)
        && one.is_amount()
        && one.value.is_below(&other.value);
    if !plain {
        return;
    }
    let (taken, did) = (line.label(index), line.label(index + 1));
    let known = DONE.iter().any(|(come, go)| has(taken, come) && go.iter().any(|word| did.contains(word)));
    let older = || {
        has(line.clause(one), &["新收", "新增", "新受理", "累计"])
            // 年初未化解37件，新排查21件，化解44件: some of them were there before.
            || has(line.text(line.back(one.from, &['。', '；', '\n'], 60), one.from), &OPENING)
            || has(
                line.text(other.to, (other.to + 10).min(line.chars.len())),
                &["含", "结转", "往年", "上年"],
            )
            || has(did, &["累计", "历年", "存量", "往年", "积案", "共"])
    };
    // 平均每家查出3处，整改5292处: one of them is an average.
    let average = || has(taken, &["均", "每"]) || has(did, &["均", "每"]);
    if !known || older() || average() {
        return;
    }
    let (all, done) = (one.shown(), crate::rules::figures::statement::printed_in(other, one));
    Statement {
        kind: "figures/parts-excess",
        line,
        from: begins(line, index),
        to: other.to,
        claim: other,
        called: ("办了的", "done"),
        parts: vec![one],
        verdict: Verdict::Fails,
        reason: format!("{done} > {all}"),
    }
    .tell(|| format!("办了的 {done} 比收到的 {all} 还多"), || format!("{done} are done of {all}"), out);
}

/// Words of people who live in households.
const PEOPLE: [&str; 16] = [
    "转移", "安置", "撤离", "避险", "搬迁", "受灾", "人口", "群众", "移民", "老人", "儿童", "村民", "居民",
    "残疾", "学生", "低保",
];

/// No household is empty: there are not more 户 than 人, nor 户次 than 人次, in which order they stand.
fn households(line: &Line, index: usize, one: &Quantity, other: &Quantity, gap: &str, out: &mut Findings) {
    let (homes, people, one_group) = match (one.unit.as_str(), other.unit.as_str()) {
        ("户", "人") | ("户次", "人次") => (one, other, of_one_group(line, index, gap)),
        // 常住159人、186户: the second has no noun that would make it another thing.
        ("人", "户") | ("人次", "户次") => {
            let said = gap.trim_start_matches(['，', '、']);
            let bare = matches!(said, "" | "（" | "/" | "共" | "共计" | "合计" | "计");
            let noun = line.noun(index + 1);
            let alone = noun.is_empty() || (gap == "（" && line.char(other.to) == '）');
            // 31户23人，40户…: the people are those of the households before them.
            let before = index.checked_sub(1).and_then(|at| line.quantities.get(at));
            let taken = before.is_some_and(|it| it.unit == other.unit && it.to + 14 > one.from);
            // 残疾人58人，分布在51户: in each household there is one at least.
            let spread = gap.trim_start_matches('，').trim_start_matches('他').trim_start_matches('们');
            let spread = ["分布在", "分布于", "分散在", "分属", "来自", "出自"].contains(&spread);
            // 转移群众86人，涉及农户102户.
            let moved = has(line.label(index), &PEOPLE)
                && matches!(said, "涉及" | "共涉及" | "涉及农户" | "涉及家庭" | "涉及群众" | "牵涉");
            // 脱贫人口218人、脱贫户236户.
            let kind = gap.strip_prefix(['、', '，']).and_then(|rest| rest.strip_suffix('户'));
            let kin = kind.is_some_and(|kind| {
                kind.chars().count() == 2 && line.label(index).contains(&format!("{kind}人口"))
            });
            (other, one, (bare && alone && !taken) || spread || moved || kin)
        }
        _ => return,
    };
    // 商户63户 have whom they serve.
    let firms = has(
        line.label(index),
        &["企业", "商户", "工商", "经营户", "市场主体", "用户", "个体", "单位", "门店"],
    );
    if !one_group || firms || one.range || other.range || one.quoted || one.sentence != other.sentence {
        return;
    }
    let verdict = if people.value.is_below(&homes.value) { Verdict::Fails } else { Verdict::Holds };
    let (claim, part) = (homes, people);
    let (homes, people) = (homes.shown(), people.shown());
    let sign = if verdict == Verdict::Fails { ">" } else { "≤" };
    Statement {
        kind: "figures/households",
        line,
        from: begins(line, index),
        to: other.to,
        claim,
        called: ("户数", "households"),
        parts: vec![part],
        verdict,
        reason: format!("{homes}户 {sign} {people}人"),
    }
    .tell(
        || format!("{homes} 户只有 {people} 人，户数比人数还多"),
        || format!("{homes} households of {people} people: more households than people"),
        out,
    );
}

/// Whether the people behind so many households are those who live in them: 42户无劳动能力家庭共38人, 63户、惠及57人.
fn of_one_group(line: &Line, index: usize, gap: &str) -> bool {
    let noun = line.noun(index + 1);
    let own = noun.is_empty() || noun.starts_with(['纳', '脱', '享', '参', '受']);
    // 45户人家，常住人口39人.
    let gap = ["人家", "居民", "住户"].iter().find_map(|noun| gap.strip_prefix(noun)).unwrap_or(gap);
    let bare = gap.trim_start_matches(['，', '、', '（', '/', '和']);
    let counted = bare.strip_suffix('计').unwrap_or(bare);
    if bare.is_empty() || matches!(bare, "共" | "共计" | "合计" | "计") {
        return !matches!(gap, "，" | "、" | "和") || own;
    }
    let whole = [
        "总人口",
        "保障人口",
        "人口",
        "户籍人口",
        "常住人口",
        "农业人口",
        "人口总数",
        "惠及",
        "涉及",
        "覆盖",
        "涉及人口",
        "受益人口",
        "受益",
        "家庭成员",
        "搬迁人口",
        "惠及人口",
        "涉及群众",
        "惠及群众",
        "受益群众",
    ];
    // 涉及农户95户，群众82人; 住户386户、住着351人.
    let met = matches!(bare, "群众" | "村民" | "居民")
        && has(line.label(index), &["涉及", "转移", "安置", "搬迁", "受灾", "惠及", "撤离"]);
    let live = matches!(bare, "住着" | "居住着" | "居住" | "实住" | "常住" | "现住" | "住有" | "住了")
        && line.label(index).contains(['户', '住']);
    if met || live {
        return own;
    }
    // 农户1.2万户、农民4.96万人.
    if bare == "农民" && line.label(index).contains("农户") {
        return own;
    }
    // 受灾86户，受灾人口62人.
    let again = bare
        .strip_suffix("人口")
        .is_some_and(|kind| kind.chars().count() >= 2 && line.label(index).contains(kind));
    if whole.contains(&bare) || again {
        return own || has(bare, &["惠", "涉", "益"]);
    }
    // What they are stands between: 户困难家庭共38人.
    counted.strip_suffix('共').or_else(|| counted.strip_suffix('合')).is_some_and(|kind| {
        ["家庭", "户", "农户", "群众", "对象"].iter().any(|word| kind.ends_with(word))
            && !has(kind, &["，", "、", "（", "）", "中"])
    })
}
