//! What is dated before that which leads to it 先后颠倒, where the words between the dates say which came first: 启动，…完成;
//! 印发通知，…据此整改; 第一次…，第二次….

use super::named::Named;
use super::steps::{precedes, word_at};
use crate::chars::is_one_of;
use crate::rules::line::{Line, ends_clause, ends_sentence, is_han};
use crate::words::has;
use crate::{Finding, Findings, Span};

/// What happened first, and what can but follow it; both said of one thing in neighbouring clauses.
const PAIRS: [(&[&str], &[&str]); 15] = [
    (
        &["启动", "开始", "铺开", "展开", "着手", "起步", "开工", "动工", "开班", "开幕", "开场", "开演"],
        &["选举产生", "完成", "结束", "收尾", "完毕", "收官", "完工", "竣工", "建成", "结业", "闭幕", "收场"],
    ),
    (
        &["试运行", "试运营", "试营业", "试点"],
        &["正式运", "正式营业", "正式上线", "正式启用", "正式投", "全面推开"],
    ),
    (&["动员会", "动员大会", "部署会", "启动会"], &["总结会", "总结大会", "表彰会", "表彰大会"]),
    (&["拨付", "下达", "拨到"], &["发放到", "兑付到", "兑现到", "打卡到", "发到", "发放完毕", "兑付完毕"]),
    (&["发布", "公告", "挂网"], &["开标", "中标", "成交"]),
    (&["初赛", "预赛", "海选"], &["复赛", "决赛"]),
    (&["公示"], &["期满", "公示结束", "公示无异议"]),
    (&["进场", "进驻"], &["出具", "反馈", "撤离", "离场", "撤场"]),
    (&["审查起诉", "移送起诉", "批准逮捕", "批捕"], &["提起公诉", "宣判", "判决"]),
    (&["采样", "送检", "取样"], &["出检测", "检测合格", "出结果", "出具"]),
    (&["播种", "育秧", "下种"], &["移栽", "插秧", "收割", "收获"]),
    (&["研究通过", "审议通过", "讨论通过", "表决通过", "会议通过"], &["印发", "公布实施", "施行"]),
    (&["移交", "移送"], &["初核", "立案"]),
    (&["采购", "订购", "下单"], &["到货", "安装到位", "交付"]),
    (&["停水", "停电", "停气", "封路"], &["恢复供水", "恢复供电", "恢复供气", "恢复通行"]),
];

/// Words that say that what follows them came later.
const LATER: [&str; 15] = [
    "随后", "随即", "此后", "其后", "之后", "而后", "然后", "继而", "接着", "据此", "按此", "依此", "会后",
    "当即", "尔后",
];

/// The same right behind the date.
const THEN: [&str; 4] = ["据此", "按此", "依此", "随后"];

/// Verbs of a decision 决定, which has to come before what is done by it.
const DECIDED: [&str; 9] = ["批准", "批复", "获批", "印发", "审议通过", "审定", "下达", "出台", "核准"];
/// What is heard of, of what kind it is, and what is done about it then.
const HEARD: [&str; 7] = ["接到", "接报", "收到", "发现", "受理", "交办", "转办"];
const TROUBLE: [&str; 14] = [
    "报修", "举报", "投诉", "反映", "求助", "报案", "诉求", "问题", "线索", "隐患", "报警", "故障", "破损",
    "险情",
];
const ANSWERED: [&str; 16] = [
    "修好", "修复", "办结", "处置", "核实", "整改", "上门", "赶到", "抢修", "答复", "反馈", "回复", "化解",
    "排除", "派人", "解决",
];
/// How what was decided is referred to when it is carried out.
const FOLLOWED: [&str; 15] = [
    "据批复",
    "按批准的",
    "按照批准的",
    "按批复的",
    "按照批复的",
    "按照批复",
    "按批复",
    "根据批复",
    "按印发的",
    "按照印发的",
    "按照该方案",
    "按该方案",
    "根据该方案",
    "按照审定的",
    "按审定的",
];

/// What may stand between a comma and the date of the same thing.
const LEADS: [&str; 15] = [
    "",
    "于",
    "至",
    "到",
    "在",
    "并于",
    "已于",
    "也于",
    "而于",
    "就于",
    "且于",
    "同年",
    "于同年",
    "当年",
    "于当年",
];

/// Looks at all dates of a paragraph that follow each other; what stands within `told` has been told already.
pub(super) fn run(line: &Line<'_>, dates: &[Named], told: &[Span], out: &mut Findings) {
    for (index, pair) in dates.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        if second.is_before(first)
            && one_sentence(line, first, second)
            && !next_year(line, first, second)
            && !to_come(line, first, second)
            && (steps(line, first, second)
                || later(line, first, second)
                || counted(line, first, second)
                || referred(line, first, second))
        {
            let span = line.span(first.from, second.to);
            if !told.iter().any(|it| it.overlaps(&span)) {
                tell(line, first, second, out);
            }
        }
        earlier(line, first, second, out);
        since(line, first, dates.get(index + 1..).unwrap_or_default(), out);
        until(line, first, second, out);
    }
}

/// 截至6月30日已发放320万元，其中最后一批于7月12日发放: a part of what was done lies behind.
fn until(line: &Line<'_>, first: &Named, second: &Named, out: &mut Findings) {
    let state = line.one_before(first.from, &["截至", "截止", "截止到"]).is_some();
    if !state || !first.is_before(second) || !one_sentence(line, first, second) {
        return;
    }
    let between = line.text(first.to, second.from);
    let limit = line.skip_most(second.to, 16, |c| !ends_clause(c));
    let to_come =
        ["将", "预计", "计划", "拟", "力争", "前", "剩余", "其余", "到期", "期限", "至", "可", "确保"];
    let past = line.one_before(second.from, &["于", "在"]).is_some();
    if between.contains("其中")
        && past
        && !has(between, &to_come)
        && !has(line.text(second.to, limit), &to_come)
    {
        let (state, quote) = (line.text(first.from, first.to), line.text(second.from, second.to));
        let zh = format!("“{quote}”在“截至{state}”之后");
        let en = format!("`{quote}` lies behind what is told of up to `{state}`");
        out.push(Finding::error("date/order", line.span(second.from, second.to), zh, en));
    }
}

fn tell(line: &Line<'_>, first: &Named, second: &Named, out: &mut Findings) {
    let (one, other) = (line.text(first.from, first.to), line.text(second.from, second.to));
    out.push(Finding::error(
        "date/order",
        line.span(first.from, second.to),
        format!("先后颠倒：“{other}”的事在“{one}”的事之后，日期却更早"),
        format!("what is dated `{other}` follows what is dated `{one}`, which is later"),
    ));
}

/// What is planned, or has to be done by the first date: 按12月底前完成的要求，随后于10月启动.
fn to_come(line: &Line<'_>, first: &Named, second: &Named) -> bool {
    let limit = line.skip_most(first.to, 10, |c| !ends_clause(c));
    has(line.text(first.to, limit), &["前", "目标", "期限", "为止"])
        || line.one_before(first.from, &["截至", "截止", "到", "至", "前"]).is_some()
        || has(line.text(first.to, second.from), &["计划", "预计", "拟", "力争", "确保"])
}

/// Whether two dates stand in one sentence, not too far from each other.
fn one_sentence(line: &Line<'_>, first: &Named, second: &Named) -> bool {
    second.from - first.to <= 60
        && !(first.to..second.from)
            .any(|at| ends_sentence(line.get(at)) || matches!(line.get(at), '；' | ';'))
}

/// 11月获批，随后于2月开工: of the year before and of this one.
fn next_year(line: &Line<'_>, first: &Named, second: &Named) -> bool {
    let same = line.one_before(second.from, &["同年", "当年", "本年"]).is_some();
    let next = line.one_before(second.from, &["次年", "翌年", "第二年", "明年", "来年"]).is_some();
    // 10月播种，6月收割.
    let far = first.month.zip(second.month).is_some_and(|(one, other)| one - other >= 4);
    let sown =
        first.month >= Some(8) && has(line.text(first.to, first.to + 6), &["播种", "移栽", "育秧", "下种"]);
    let winter = far || sown || first.month >= Some(9) && second.month <= Some(4);
    next || !second.own_year && winter && !same
}

/// 5月启动，3月底结束: two steps of one thing in neighbouring clauses.
fn steps(line: &Line<'_>, first: &Named, second: &Named) -> bool {
    let Some(mark) = (first.to..second.from).find(|at| matches!(line.get(*at), '，' | ',' | '、')) else {
        return false;
    };
    // 4月22日开始，为期5天，4月20日结束: how long it lasts, between.
    let lasts = line.one_of(mark + 1, &["为期", "历时", "共", "持续"]).is_some();
    let lead = match lasts {
        true => line.text(line.clause_start(second.from, 12), second.from),
        false => line.text(mark + 1, second.from),
    };
    let end = line.skip_most(second.to, 24, |c| !ends_clause(c));
    let (one, other) = (line.text(first.to, mark), line.text(second.to, end));
    // 第二批, 结果公告: of another one, or of the end.
    const OTHERS: [&str; 18] = [
        "的",
        "批",
        "一期",
        "二期",
        "三期",
        "轮",
        "又",
        "再",
        "另",
        "结果",
        "合同",
        "变更",
        "续",
        "征求意见",
        "讨论稿",
        "草案",
        "上一",
        "上轮",
    ];
    // 立案2起, 结案1起 are things of a kind.
    let counts = |from, to: usize| {
        (from..to)
            .any(|at| line.get(at).is_ascii_digit() && is_one_of!(line.get(at + 1), "起件宗例名人批个户"))
    };
    if !LEADS.contains(&lead)
        || has(one, &OTHERS)
        || has(other, &OTHERS)
        || counts(first.to, mark)
        || counts(second.to, end)
    {
        return false;
    }
    let known = |from, to| (from..to).find_map(|at| word_at(line, at)).map(|word: &'static str| (word, ""));
    if known(first.to, mark).zip(known(second.to, end)).is_some_and(|(one, other)| precedes(one, other)) {
        return true;
    }
    if has(one, &HEARD) && has(one, &TROUBLE) && has(other, &ANSWERED) && !has(one, &ANSWERED) {
        return true;
    }
    let ends = |text: &str, words: &[&str]| words.iter().any(|word| text.ends_with(word));
    PAIRS.iter().enumerate().any(|(index, (firsts, seconds))| {
        // What is begun and what is done has to end its clause: 启动选址，完成投票 are of two things.
        let general = index == 0;
        let begun = if general { ends(one, firsts) || begins(one) } else { has(one, firsts) };
        let done = if general { ended(other, seconds) } else { has(other, seconds) };
        begun && done && !has(one, seconds)
    })
}

/// 9月发行的债券已于3月使用完毕: a thing named by how and when it began, and when it was done with.
fn referred(line: &Line<'_>, first: &Named, second: &Named) -> bool {
    const BEGAN: [&str; 34] = [
        "签订", "签署", "下达", "发行", "发放", "开工", "动工", "启动", "开建", "受理", "交办", "转办",
        "立项", "批复", "批准", "发出", "收到", "接到", "移交", "购买", "购置", "采购", "订购", "借入",
        "投放", "播种", "栽植", "招收", "征收", "拨付", "到账", "查封", "立案", "反馈",
    ];
    const ENDED: [&str; 30] = [
        "完毕", "完成", "办结", "到位", "结清", "还清", "偿还", "竣工", "完工", "建成", "通车", "投用",
        "整改", "销号", "交付", "用完", "花完", "使用", "结案", "审结", "解封", "验收", "收获", "出栏",
        "上市", "答复", "回复", "销售", "售罄", "化解",
    ];
    const BEHIND: [&str; 8] = ["已于", "均于", "都于", "全部于", "于", "已在", "就在", "已"];
    let between = line.text(first.to, second.from);
    let Some((began, thing)) = between.split_once('的') else { return false };
    let began = began.trim_start_matches(['份', '底', '初', '中', '旬']);
    let Some(thing) = BEHIND.iter().find_map(|word| thing.strip_suffix(word)) else { return false };
    let end = line.skip_most(second.to, 24, |c| !ends_clause(c));
    let deed = line.text(second.to, end);
    began.chars().count() <= 6
        && BEGAN.iter().any(|word| began.ends_with(word))
        && thing.chars().count() >= 2
        && thing
            .chars()
            .all(|c| is_han(c) || c.is_ascii_digit() || matches!(c, '.' | '“' | '”' | '《' | '》'))
        && has(deed, &ENDED)
        && !has(deed, &["的", "提前"])
        && !has(thing, &["计划", "方案", "通知", "文件", "意见", "要求", "目标"])
}

/// 底全部结束, 就扎完: what is done, and nothing that it would be done to.
fn ended(clause: &str, words: &[&str]) -> bool {
    let plain = clause.trim_start_matches(|c| is_one_of!(c, "底初上中下旬前已就便即均都才"));
    let ways = ["全部", "全面", "基本", "如期", "顺利", "圆满", "正式", "提前", "就", "已"];
    let plain = ways.iter().find_map(|way| plain.strip_prefix(way)).unwrap_or(plain);
    let verb = plain.chars().count() == 2 && plain.ends_with(['完', '好', '成']);
    verb || words.contains(&plain)
}

/// 开始扎，…扎完: what is begun with one verb of one character.
fn begins(clause: &str) -> bool {
    clause.strip_prefix("开始").is_some_and(|rest| rest.chars().count() == 1)
}

/// 印发通知，6月20日据此完成整改: a word says that the second came later.
fn later(line: &Line<'_>, first: &Named, second: &Named) -> bool {
    let from = line.clause_start(second.from, 40).max(first.to);
    if from == first.to {
        return false;
    }
    let before = line.text(from, second.from);
    let before = before.trim_end_matches("同年").trim_end_matches("当年");
    let lead = before.strip_suffix('于').or_else(|| before.strip_suffix('在')).unwrap_or(before);
    let told = before != lead;
    // 随后，5月30日印发: the word stands as a clause of its own.
    let alone = from.checked_sub(3).is_some_and(|at| {
        LATER.iter().any(|word| line.ends(from - 1, word))
            && ends_clause(line.back(at, 1))
            && before.chars().count() <= 1
    });
    let behind = line.text(second.to, second.to + 12);
    // 对5月30日摸排的问题整改: the date is that of another deed.
    let other = |text: &str| text.split('，').next().is_some_and(|clause| clause.contains('的'));
    if line.one_of(second.to, &THEN).is_some() {
        return true;
    }
    // 提前5天，即5月30日: what it is in other words.
    let linked = LATER.iter().any(|word| lead.ends_with(word) || told && lead.starts_with(word))
        || told && lead.ends_with('即');
    if (linked || alone) && !other(behind) {
        return true;
    }
    if other(behind) {
        return false;
    }
    let decided = line.text(first.to, from);
    // 召开交办会，5月16日各乡镇就按交办清单整改: what it follows was named before.
    let end = line.skip_most(second.to, 24, |c| !ends_clause(c));
    let deed = (second.from..end)
        .find(|at| line.get(*at) == '按' || line.starts(*at, "根据") || line.starts(*at, "依据"));
    let named = deed.map(|at| {
        at + line.one_of(at, &["按照", "根据", "依据", "按"]).map_or(1, |word| word.chars().count())
    });
    let again = named.is_some_and(|at| {
        let word = line.text(at, at + 2);
        DECIDED.contains(&word) || ["交办", "督办", "通知", "部署", "方案"].contains(&word)
    } && has(decided, &[line.text(at, at + 2)]));
    let followed = line.text(first.to, second.from);
    again || told && has(followed, &FOLLOWED) && has(decided, &DECIDED)
}

/// 6月28日召开大会，会前于7月1日发出通知: a word says that the second came first.
fn earlier(line: &Line<'_>, first: &Named, second: &Named, out: &mut Findings) {
    const BEFORE: [&str; 7] = ["会前", "此前", "事前", "事先", "在此之前", "赛前", "节前"];
    let to = second.from - usize::from(matches!(line.back(second.from, 1), '于' | '在'));
    let named = line.one_before(to, &BEFORE).is_some_and(|word| to - word.chars().count() > first.to);
    // Without a year it may be that of the year before.
    let near = first.month.zip(second.month).is_some_and(|(one, other)| (0..=2).contains(&(other - one)));
    if named && near && first.is_before(second) && one_sentence(line, first, second) {
        let (one, other) = (line.text(first.from, first.to), line.text(second.from, second.to));
        let zh = format!("先后颠倒：“{other}”的事说在“{one}”之前，日期却更晚");
        let en = format!("what is dated `{other}` is said to come before `{one}`, which is earlier");
        out.push(Finding::error("date/order", line.span(first.from, second.to), zh, en));
    }
}

/// Whether two dates belong to things that are counted in this order: 第一次在6月12日，第二次在4月18日.
fn counted(line: &Line<'_>, first: &Named, second: &Named) -> bool {
    let ordinal = |date: &Named| {
        let lead = line.text(line.clause_start(date.from, 12), date.from);
        let lead = lead.trim_end_matches(['在', '于', '是', '为']);
        ["次", "轮", "场"].iter().find_map(|word| {
            let number = lead.strip_suffix(word)?;
            (1..=5u8)
                .zip("一二三四五".chars())
                .find_map(|(value, c)| number.strip_suffix(c)?.ends_with('第').then_some((value, *word)))
        })
    };
    ordinal(first).zip(ordinal(second)).is_some_and(|((one, word), (other, its))| one < other && word == its)
}

/// 6月以来召开推进会3次，分别于5月20日、…: one of what was counted lies before.
fn since(line: &Line<'_>, first: &Named, behind: &[Named], out: &mut Findings) {
    let from = first.to + usize::from(line.get(first.to) == '份');
    // 3月成立以来.
    let Some(from) = (from..from + 5)
        .find(|at| line.starts(*at, "以来"))
        .filter(|at| (from..*at).all(|at| is_han(line.get(at))))
    else {
        return;
    };
    let mut apart = first.to;
    for date in behind.iter().take(4) {
        if !one_sentence(line, first, date) {
            return;
        }
        let between = line.text(apart, date.from);
        apart = date.to;
        if has(between, &["此前", "曾", "早在", "之前", "去年", "上年"]) {
            return;
        }
        let earliest =
            has(between, &["最早一", "最早的一", "第一件", "首件", "首起", "第一起", "第一笔", "首笔"]);
        let each = earliest || line.one_before(date.from, &["分别于", "分别在", "先后于"]).is_some();
        let end = line.skip_most(date.to, 8, |c| !ends_clause(c) && c != '、');
        let nth = has(line.text(date.to, end), &["第一次", "首次", "第一场", "首场", "第一轮", "首轮"])
            && (ends_clause(line.back(date.from, 1)) || matches!(line.back(date.from, 1), '（' | '于'));
        let lead = line.text(line.clause_start(date.from, 8), date.from);
        let nth = nth || lead.starts_with("第一") && lead.ends_with(['于', '在']);
        if (each || nth) && date.is_before(first) && !next_year(line, first, date) {
            let (since, quote) = (line.text(first.from, from + 2), line.text(date.from, date.to));
            let zh = format!("“{quote}”在“{since}”之前");
            let en = format!("`{quote}` lies before what is counted from `{since}` on");
            out.push(Finding::error("date/order", line.span(date.from, date.to), zh, en));
            return;
        }
    }
}
