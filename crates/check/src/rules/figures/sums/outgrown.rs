//! What comes out of something and is more than it: 参加考试312人，及格328人; 监测样点40个，达标42个; 应检86台，实检92台.

use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{begins, exceeds};
use crate::rules::figures::words::{compares, has};

/// What there is first, and what only some or all of it can be.
const PAIRS: [(&[&str], &[&str]); 30] = [
    (
        &["总人口", "常住人口", "户籍人口", "人口总数"],
        &["残疾人", "老年人", "老人", "党员", "低保", "特困", "脱贫人口", "妇女", "儿童", "劳动力"],
    ),
    (&["报名", "参训", "培训班", "招收"], &["结业", "结训", "毕业"]),
    (&["提案", "建议", "提出意见", "征集意见"], &["采纳", "被采纳"]),
    (&["签订合同", "签订协议"], &["履行", "履约"]),
    (&["录取", "招录"], &["报到"]),
    (&["参赛", "参评", "选送"], &["获奖", "获评"]),
    (&["筛查", "普查"], &["确诊", "阳性", "查出", "患病"]),
    (&["发电量", "发电"], &["上网"]),
    (&["持证"], &["年检合格", "在岗"]),
    (&["发放消费券", "发券"], &["核销"]),
    (&["村民", "选民", "户代表"], &["参加投票", "投票的", "参加选举"]),
    (&["农户", "总户数"], &["参加", "加入"]),
    (&["收回", "回收"], &["有效"]),
    (&["造林", "栽植", "栽树", "植树", "补植", "种树"], &["成活"]),
    (&["在校生", "在校学生", "在校人数"], &["寄宿", "住校", "走读"]),
    (&["幼儿园"], &["普惠性"]),
    (
        &["参加考试", "参考", "应考", "参训", "参加培训", "参加考核", "参评", "参测"],
        &["及格", "合格", "通过", "取得", "取证", "拿到"],
    ),
    (&["报名"], &["参加考试", "参考", "录取", "录用", "及格", "合格", "缴费"]),
    (&["初审"], &["面试", "复审", "终审", "入围", "录用"]),
    (&["面试", "考察"], &["录用", "聘用"]),
    (
        &["监测", "检测", "抽检", "抽查", "送检", "检验", "化验", "抽样", "体检"],
        &["达标", "合格", "不合格", "超标", "异常", "阳性", "不达标"],
    ),
    (&["安装", "配备", "架设"], &["在线", "完好", "在用", "正常"]),
    (&["受灾"], &["绝收", "成灾"]),
    (&["播种", "栽种", "移栽"], &["收获", "收割", "绝收", "成活"]),
    (&["投保", "参保"], &["理赔", "获赔", "出险", "赔付"]),
    (&["发放问卷", "发出问卷", "发放调查", "发出调查"], &["回收", "收回", "有效"]),
    (&["劳动力"], &["外出务工", "务工", "就业", "转移"]),
    (&["申请", "申报", "推荐", "提名"], &["获批", "批准", "通过", "当选", "入选", "获评", "立项", "命名"]),
    (&["试点"], &["验收合格", "通过验收"]),
    (&["孕产妇", "产妇"], &["住院分娩"]),
];

/// What ought to be, and what is.
const DUE: [(&str, &str); 9] = [
    ("应检", "实"),
    ("应到", "实"),
    ("应参", "实"),
    ("应免", "实"),
    ("应种", "实"),
    ("应安置", "实"),
    ("应整改", "已整改"),
    ("应入学", "实际入学"),
    ("应接种", "实"),
];

/// Words that bring in other things than those of the number before.
const OTHERS: [&str; 13] =
    ["累计", "历年", "往年", "上年", "去年", "结转", "另", "新增", "计划", "目标", "任务", "每", "均"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, part) in line.quantities.iter().enumerate().skip(1) {
        let Some(whole) =
            line.quantities.get(index - 1).filter(|it| it.same_unit(part) && it.sentence == part.sentence)
        else {
            continue;
        };
        let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
        let more = whole.value.is_below(&part.value)
            && !whole.value.times(Decimal::new(15, 1)).is_below(&part.value);
        let near = part.from.saturating_sub(whole.to) <= 24 && part.depth == whole.depth;
        if !(more && near && plain(whole) && plain(part)) {
            continue;
        }
        let (called, label) = (line.label(index - 1), line.label(index));
        let gap = line.text(whole.to, part.from);
        if has(called, &OTHERS)
            || has(gap, &OTHERS)
            || compares(called)
            || compares(gap)
            || gap.contains('、')
            // 应种4200亩，实际落实4268亩，超计划68亩: it says so.
            || line.text(part.to, part.to + 4).contains('超')
        {
            continue;
        }
        if drawn(called, line.noun(index - 1), label) {
            exceeds(line, begins(line, index - 1), whole, part, ("总数", "whole"), out);
        }
    }
    for index in 0..line.quantities.len() {
        due(line, index, out);
    }
}

/// What ought to be, told at some distance from what is, before it or behind it: 参保1.36万人，参保率98%，应参保1.28万人.
fn due(line: &Line, index: usize, out: &mut Findings) {
    let Some((before, deed)) = line.label(index).rsplit_once('应') else { return };
    // 供应, 应急 are other words.
    let word = before.ends_with(['供', '相', '响', '反', '适', '效', '对', '呼', '感', '答', '回'])
        || deed.starts_with(['急', '用', '当', '对', '征', '届', '聘', '收']);
    let Some(all) = line.quantities.get(index).filter(|it| !word && it.is_amount()) else { return };
    let first = deed.chars().next();
    let did = |at: &usize| {
        let label = line.label(*at);
        let real = label.starts_with(['实', '已']) && first.is_some_and(|c| label.contains(c));
        let told = (deed.chars().count() > 1 && label.ends_with(deed) || real) && !label.contains('应');
        // 应种植被实种 next to each other are told of by the pair itself.
        let apart = *at + 1 != index + 2 || real;
        told && apart && !has(label, &OTHERS) && !compares(label)
    };
    // 甲镇应缴3.2万人、已缴3.1万人，乙镇应缴1.8万人、…: of several which is which nobody knows.
    let near = index.saturating_sub(3)..index + 4;
    if near.filter(|at| *at != index).any(|at| line.label(at).contains('应')) {
        return;
    }
    let around = (index.saturating_sub(2)..index + 4).filter(|at| *at != index);
    for at in around.filter(did) {
        let Some(part) = line.quantities.get(at) else { continue };
        let plain = |it: &Quantity| !it.range && !it.quoted && it.qualifier.is_none();
        let more =
            all.value.is_below(&part.value) && !all.value.times(Decimal::new(15, 1)).is_below(&part.value);
        let beyond =
            line.text(part.to, part.to + 4).contains('超') || line.text(all.to, all.to + 4).contains('超');
        // Next to each other they are told of above.
        let told = at == index + 1
            && DUE
                .iter()
                .any(|(first, then)| line.label(index).contains(first) && line.label(at).starts_with(then));
        if more
            && !told
            && !beyond
            && part.same_unit(all)
            && part.sentence == all.sentence
            && plain(part)
            && plain(all)
        {
            let from = begins(line, at.min(index));
            exceeds(line, from, all, part, ("应有的数", "number due"), out);
        }
    }
}

/// Whether what a number is of comes out of what another is of.
fn drawn(called: &str, noun: &str, label: &str) -> bool {
    let whole = |words: &[&str]| has(called, words) || has(noun, words);
    let pair = PAIRS
        .iter()
        .any(|(first, then)| whole(first) && !whole(then) && has(label, then) && !has(label, first));
    let due = DUE.iter().any(|(first, then)| called.contains(first) && label.starts_with(then));
    pair || due
}
