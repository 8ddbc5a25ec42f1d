//! Rates and shares: …率, 占…的, 完成任务的….

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::against_plan;
use super::bounds;
use super::claim::{Claim, claim, words};
use super::counts::{
    self, among, among_behind, among_far, called, in_bracket, places, two, two_around, two_behind,
};
use super::division::{division, exact, statement};
use super::fractions;
use super::halves;
use super::kindred;
use super::known;
use super::of_number;
use super::of_rate;
use super::own_name;
use super::parted;
use super::rate_words::{DONE, TAKEN, is_people};
use super::rows;
use super::undone;
use super::whole_lists;
use super::wholes;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::is_earlier;
use crate::rules::figures::statement::{about, beside};
use crate::rules::figures::words::has;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    // 占总投资的70%；…，占20%；…: of the same whole.
    let mut base: Option<&Quantity> = None;
    // Shares of what no number of the paragraph is.
    let mut unknown = Vec::new();
    let rows = rows::run(line, out);
    for (index, rate) in line.quantities.iter().enumerate() {
        if !rate.is_percent() || rate.range || rate.printed.is_sign_negative() || rows.wrong.contains(&index)
        {
            continue;
        }
        let label = words(line, index);
        let judged = known::rate(line, index, rate, label, out)
            || fractions::judge(line, index, rate, label, out)
            || of_number::judge(line, index, rate, label, out);
        if judged {
            continue;
        }
        let Some(claim) = claim(label) else {
            bounds::above_all(line, index, rate, label, out);
            if label.contains('面') {
                halves::percent(line, index, rate, label, out);
            }
            continue;
        };
        bounds::impossible(line, index, rate, label, &claim, out);
        let in_row = rows.right.contains(&index);
        judge(line, index, rate, (label, in_row), &claim, &mut base, &mut unknown, out);
    }
    wholes::differ(line, &unknown, out);
}

#[allow(clippy::too_many_arguments)]
fn judge<'l>(
    line: &'l Line,
    index: usize,
    rate: &'l Quantity,
    (label, in_row): (&str, bool),
    claim: &Claim,
    base: &mut Option<&'l Quantity>,
    unknown: &mut Vec<wholes::Unknown<'l>>,
    out: &mut Findings,
) {
    let near: Vec<(usize, &Quantity)> = line
        .around(index, 24)
        .filter(|(_, it)| {
            (it.is_amount() || it.unit == "天" && days(claim))
                && !it.range
                && it.sentence <= rate.sentence
                && it.sentence + 1 >= rate.sentence
        })
        .filter(|(at, it)| {
            (*at < index && rate.from - it.to <= 200) || (*at > index && it.from - rate.to <= 30)
        })
        .collect();
    let window: Vec<(usize, &Quantity)> = near.iter().rev().take(10).rev().copied().collect();
    let told = |at: usize| format!("{}{}", line.label(at), line.noun(at));
    let fits = |one: &Interval, other: &Interval| rate.value.equals(one.rate(*other)) == Verdict::Holds;
    // 审结4107件，结案率83.9%，期末未结719件: what stands behind is no other part.
    let own = window.iter().filter(|(at, it)| *at < index && it.sentence == rate.sentence).count();
    let by_name = own_name::pair(line, index, rate, label, false)
        .filter(|(part, whole)| rate.value.equals(part.value.rate(whole.value)) == Verdict::Fails);
    // 占预算的: what another number makes is chance.
    let by_chance = |at: usize| by_name.is_some() && !own_name::has_name(line, at, label);
    let came = |at: usize| match claim {
        Claim::Rate(stem) => against_plan::no_part(line, at, stem),
        _ => false,
    };
    let all = |of: &str| of.is_empty() || matches!(of, "总数" | "总量" | "全部" | "总");
    let listed = |of: &str, out: &mut Findings| {
        all(of) && whole_lists::judge(line, index, rate, label, out)
            || by_name.is_none() && whole_lists::of_noun(line, index, rate, label, out)
    };
    if matches!(claim, Claim::Share(of) if listed(of, out)) {
        return;
    }
    // 建成示范村62个，占26.4%: what stands right before the word is what has that share, not what another pair makes.
    let last = index.checked_sub(1).and_then(|at| line.quantities.get(at));
    let bound = matches!(claim, Claim::Share(_))
        && label.starts_with('占')
        && last.is_some_and(|it| {
            let gap = line.text(it.to, rate.from.max(it.to));
            it.is_amount() && it.depth == rate.depth && gap.strip_prefix(['，', '、']).unwrap_or(gap) == label
        });
    for (at, one) in window.iter().filter(|(at, _)| !came(*at) && (!bound || at + 1 == index)) {
        for (other, whole) in
            window.iter().filter(|(_, whole)| whole.from != one.from && whole.same_unit(one))
        {
            if by_chance(*other) {
                continue;
            }
            if own > 1 && (one.sentence != rate.sentence || whole.sentence != rate.sentence) {
                continue;
            }
            // 成活率达95%以上 is no more than all.
            if rate.qualifier.is_some() && !matches!(claim, Claim::Target) && whole.value.is_below(&one.value)
            {
                continue;
            }
            // 决定逮捕168人，不捕94人，不捕率: what was not done is no part of what was.
            let against = |at: usize| line.label(at).starts_with('不') && label.starts_with(line.label(at));
            // Of two that stand beside each other the whole is their sum; what is not done is the rest.
            let beside = || {
                let (low, high) = if at < other { (one.to, whole.from) } else { (whole.to, one.from) };
                let total = |at: usize| has(line.label(at), &["总", "共", "应"]);
                // 参加1840人，上线1104人，上线率…: who came is no part of a rate of what has the name of the other.
                let stem = if let Claim::Rate(stem) = claim { stem.as_str() } else { "" };
                let other_part = !stem.is_empty() && told(*other).contains(stem) && !told(*at).contains(stem);
                !has(line.text(low, high), &["其中", "。"])
                    && (!total(*other) && !total(*at) || against(*at))
                    && !other_part
                    && !came(*other)
            };
            // 老年人2.15万人…，高龄老人3010人，占老年人口的: what the share is of has that name, and is no other part.
            let beside = || !matches!(claim, Claim::Share(of) if is_called(of, &told(*other))) && beside();
            let rest = || has(&told(*at), &["未", "不", "剩", "尚", "除"]);
            // What is aimed at is exact: 任务5亿元 is no rounded number.
            let aim = !matches!(claim, Claim::Share(_)) && has(line.label(*other), &["目标", "任务", "计划"]);
            let (own_value, value) = self::beside(one, whole);
            let value = exact(whole).filter(|_| aim).map_or(value, Interval::exact);
            if fits(&own_value, &value)
                || (fits(&one.value, &(one.value + whole.value)) && beside())
                || (fits(&(whole.value - one.value), &whole.value) && rest())
            {
                let (reason, parts) = (division(one, whole, rate), vec![*one, *whole]);
                if matches!(claim, Claim::Share(_)) && fits(&own_value, &value) {
                    *base = Some(*whole);
                }
                return statement(line, index, rate, parts, Verdict::Holds, reason).tell(
                    String::new,
                    String::new,
                    out,
                );
            }
        }
    }
    let shared = |one: &str, other: &str| {
        let chars: Vec<char> = one.chars().collect();
        chars.windows(2).any(|pair| other.contains(&pair.iter().collect::<String>()))
    };
    // 清扫率由68%提高到82%: the old rate is of other numbers; 政策范围内报销比例 is of some of the costs.
    let old = label
        .rfind(['率', '占', '例'])
        .and_then(|at| label.get(at..))
        .is_some_and(|it| it.contains(['由', '从']));
    if old || has(label, &["分别", "均", "平均", "同期", "上年", "去年", "全国", "全省", "全市", "政策范围"])
    {
        return;
    }
    if matches!(claim, Claim::Rate(stem) if undone::judge(line, index, rate, stem, out)) {
        return;
    }
    // 补考合格率, 最终合格率: of those who came again, or of all that came of it.
    let again = || {
        let Claim::Rate(stem) = claim else { return false };
        let (kind, _) = label.rsplit_once(stem.as_str()).unwrap_or_default();
        has(kind, &["最终", "复查", "补考", "复检", "补检"])
    };
    if again() {
        return;
    }
    let before = || window.iter().rev().filter(|(at, it)| *at < index && it.sentence == rate.sentence);
    let share_of = || if let Claim::Share(of) = claim { Some(of) } else { None };
    let far = || among_far(line, index, rate, share_of()?);
    if matches!(claim, Claim::Rate(stem) if parted::judge(line, index, rate, stem, out)) {
        return;
    }
    if in_row && by_name.is_none() {
        return;
    }
    if matches!(claim, Claim::Share(of) if of.is_empty() && parted::share(line, index, rate, label, out)) {
        return;
    }
    let several = || matches!(claim, Claim::Share(_)) && counts::several(line, index, rate);
    if by_name.is_none() && several() {
        return;
    }
    let pair = by_name.or_else(|| among(line, index, rate)).or_else(far).or_else(|| match claim {
        Claim::Rate(stem) => before()
            .find(|(at, _)| {
                let told = told(*at);
                // 满意率 is no rate of what was done, and the second of two rates has its own numbers.
                let between =
                    line.quantities.get(*at..index).unwrap_or_default().iter().any(Quantity::is_percent);
                let done = has(&told, &DONE) && !has(line.label(*at), &TAKEN);
                let named = told.contains(stem.as_str()) && !is_people(&told, stem);
                // 解决198件，其余8件…已作解释，解释率100%: of what is left, when its clause tells of it.
                let told_of_rest = || {
                    let last = line.quantities.get(index - 1).filter(|it| *at + 1 < index && it.from > 0);
                    last.is_some_and(|it| {
                        line.text(it.to, rate.from)
                            .split_once(stem.as_str())
                            .is_some_and(|(_, rest)| rest.contains(stem.as_str()))
                    })
                };
                let (own, _) = label.rsplit_once(stem.as_str()).unwrap_or_default();
                // 240人全部转产就业，社会保险参保率: of something that was not told of.
                let foreign =
                    || own.chars().count() > 3 && !told.contains(stem.as_str()) && told.contains("全部");
                // 2个完成主体，投资完成率: of money.
                let money = ["投资", "资金", "支出"].iter().any(|word| own.ends_with(word));
                if money && line.quantities.get(*at).is_some_and(|it| it.unit != "元") {
                    return false;
                }
                named
                    || (done
                        && !foreign()
                        && !told_of_rest()
                        && !between
                        && stem != "满意"
                        && (DONE.contains(&stem.as_str())
                            || line.label(*at).contains('实')
                            || line.label(*at).contains(|c| stem.contains(c))))
            })
            .and_then(|(at, done)| {
                // 医保参保…人，参保率…；养老保险参保…人，参保率…: the same said of another thing is no whole.
                let again = |other: usize| {
                    line.label(other).contains(stem.as_str()) && !has(line.label(other), &TAKEN)
                };
                let wholes: Vec<_> = window
                    .iter()
                    .filter(|(other, it)| {
                        other != at
                            && *other < index
                            && it.same_unit(done)
                            && (has(line.label(*other), &TAKEN)
                                || *other < *at && !it.value.is_below(&done.value))
                            && !again(*other)
                            && !is_earlier(line, *other)
                            // 今年栽树2.61万株。今年栽的2.61万株树成活率: the same once more.
                            && it.printed != done.printed
                    })
                    .collect();
                let own: Vec<_> = wholes.iter().filter(|(_, it)| it.sentence == done.sentence).collect();
                // 排查1284条，其中重大8条，一般1276条，已整改…: of what came in.
                let came: Vec<_> = own
                    .iter()
                    .filter(|(at, _)| {
                        has(line.label(*at), &TAKEN)
                            && !has(line.label(*at), &["其中", "一般", "重大", "重点"])
                    })
                    .collect();
                // 总不合格率: of all kinds, and none of them is all.
                let of_all =
                    ["总", "总体", "综合", "整体", "合计"].iter().any(|word| label.starts_with(word));
                match (own.as_slice(), wholes.as_slice()) {
                    (all, _) if all.len() > 1 && of_all => None,
                    // 食用油120批次…，肉制品200批次…: the first of several kinds is not all of them.
                    (all, _) if all.len() > 1 && came.len() == 1 => came
                        .first()
                        .filter(|came| all.iter().all(|it| !came.1.value.is_below(&it.1.value)))
                        .map(|it| (*done, it.1)),
                    ([whole], _) => Some((*done, whole.1)),
                    (_, [whole]) => Some((*done, whole.1)).filter(|pair| is_near(*pair, rate)),
                    _ => None,
                }
                // 征缴1.83亿元，发放2.46亿元，发放率…: more than all of it is of something else.
                .filter(|(done, whole)| {
                    !whole.value.is_below(&done.value) || has(line.label(line.index_at(whole.from)), &TAKEN)
                })
            }),
        Claim::Share(of) => {
            // 28.6万人（含外出8.6万人），占69.3%: what a bracket tells of some is not meant.
            let own = |(at, it): &&(usize, &Quantity)| it.depth <= rate.depth || line.label(*at).is_empty();
            before().find(own).filter(|(at, _)| !line.label(*at).contains('均')).and_then(|(at, part)| {
                let plain = of.is_empty()
                    || has(of, &["总数", "总量", "全部", "总额", "总人数", "总户数"])
                    || of == "总";
                let wholes: Vec<&(usize, &Quantity)> = window
                    .iter()
                    .filter(|(other, it)| {
                        *other < *at && it.same_unit(part) && !it.value.is_below(&part.value)
                    })
                    .collect();
                // 共排查684户，其中美容217户、…，发现问题136户，占19.9%: of all that were looked at.
                let mut came = wholes.iter().filter(|(at, it)| {
                    let own = it.sentence == part.sentence && !line.label(*at).starts_with("其中");
                    plain && own && line.label(*at).contains('共')
                });
                let all = came.next().filter(|(_, it)| came.next().is_none() && is_near((part, it), rate));
                let whole = match wholes.as_slice() {
                    [] => return None,
                    [whole] => whole,
                    [first, ..] => all.unwrap_or(first),
                };
                // 共受理486件。其中邻里纠纷218件，占44.9%: of what the sentence before ends with.
                let opens = line.label(*at).starts_with("其中")
                    && whole.0 + 1 == *at
                    && line.text(whole.1.to, part.from).contains('。');
                let only =
                    (wholes.len() == 1 || all.is_some()) && (whole.1.sentence == part.sentence || opens);
                let named = plain || shared(of, &told(whole.0));
                // 结婚1083对、离婚472对，跨省通办占8.6%: the share of another thing.
                let subject = label.rsplit_once('占').map_or("", |(subject, _)| subject);
                let own = line.label(*at).contains(subject)
                    || is_kind(subject, line.label(*at), line.label(whole.0))
                    || matches!(
                        subject,
                        "约" | "共"
                            | "合计"
                            | "总数"
                            | "已"
                            | "也"
                            | "就"
                            | "其中"
                            | "仅"
                            | "只"
                            | "各"
                            | "两者"
                            | "两项"
                            | "二者"
                    );
                let named = named && own;
                let close = rate.from - part.to <= 24;
                (only && named && close).then_some((*part, whole.1))
            })
        }
        Claim::Target => {
            // 一般公共预算收入 is what came in; 40部目标 is told behind.
            let aimed = |at: usize| {
                let label = line.label(at).replace("公共预算", "").replace("基金预算", "");
                has(&label, &["目标", "任务", "计划", "预算"]) || against_plan::is_plan(line, at)
            };
            // 超出计划0.28亿元 is neither.
            let done = before().find(|(at, _)| !aimed(*at) && !line.label(*at).contains('超'));
            done.filter(|(at, _)| index - at <= 3).and_then(|(at, done)| {
                let mut wholes =
                    window.iter().filter(|(other, it)| other != at && it.same_unit(done) && aimed(*other));
                let whole = wholes.find(|(at, _)| !line.label(*at).contains('超'))?;
                let only = !wholes.any(|(at, _)| !line.label(*at).contains('超'));
                (only && !against_plan::is_taken(line, whole.1, done)).then_some((*done, whole.1))
            })
        }
    });
    let pair = pair.or_else(|| match claim {
        Claim::Rate(stem) if !matches!(stem.as_str(), "满意" | "提高" | "增长") => {
            kindred::of_beds(line, index, rate, stem)
                .or_else(|| two(line, index, rate, stem))
                .or_else(|| places(line, index, rate, stem))
                .or_else(|| kindred::of_kinds(line, index, rate, stem))
                .or_else(|| kindred::in_bracket(line, index, rate, stem))
                .or_else(|| two_behind(line, index, rate))
                .or_else(|| two_around(line, index, rate, stem))
        }
        _ => None,
    });
    let pair = pair.or_else(|| match claim {
        Claim::Rate(stem) if stem == "完成" => against_plan::pair(line, index),
        _ => None,
    });
    let pair = pair.or_else(|| match claim {
        Claim::Rate(stem) => fractions::exchanged(line, index, rate, stem),
        _ => None,
    });
    let pair = pair.or_else(|| match claim {
        Claim::Share(of) => in_bracket(line, index, rate, of)
            .or_else(|| called(line, index, rate, label, of))
            .or_else(|| wholes::named(line, index, rate, label, of))
            .or_else(|| own_name::pair(line, index, rate, label, true))
            .or_else(|| if of.is_empty() { counts::among_all(line, index, rate) } else { None }),
        Claim::Rate(stem) => among_behind(line, index, rate).or_else(|| {
            in_bracket(line, index, rate, "").filter(|pair| {
                // 参加31264人，参与率94.2%（在校生33180人）.
                let label = line.label(line.index_at(pair.0.from));
                label.contains(stem.as_str())
                    || label.contains(|c| stem.contains(c))
                        && !has(label, &["不", "未"])
                        && is_near(*pair, rate)
            })
        }),
        Claim::Target => None,
    });
    let shared = || {
        let whole = base.filter(|whole| rate.sentence.saturating_sub(whole.sentence) <= 4)?;
        let part = index.checked_sub(1).and_then(|at| line.quantities.get(at))?;
        let plain = part.same_unit(whole) && !part.range && part.sentence == rate.sentence;
        let own = matches!(claim, Claim::Share(of) if of.is_empty());
        (own && plain && rate.from - part.to <= 6 && part.value.is_below(&whole.value))
            .then_some((part, whole))
    };
    let pair = pair.or_else(shared).or_else(|| match claim {
        Claim::Rate(stem) => of_rate::pair(line, index, rate, stem)
            .or_else(|| kindred::by_kind(line, index, rate, label, stem))
            .or_else(|| kindred::by_subject(line, index, rate, stem))
            .or_else(|| kindred::beside(line, index, rate, stem))
            .or_else(|| kindred::due_behind(line, index, rate, stem)),
        _ => None,
    });
    // 剩余2处全部落实，整改率100%: numbers that make a rate of quite another size are not its own.
    let tiny = |part: &Quantity, whole: &Quantity| {
        part.value.rate(whole.value).times(Decimal::TEN).is_below(&rate.value)
    };
    let pair = pair.filter(|(part, whole)| {
        !matches!(claim, Claim::Rate(_)) || !(tiny(part, whole) || fractions::two_make(line, index, rate))
    });
    // 出庭应诉率 is of the cases that were heard, not of those that were settled.
    let heard =
        |whole: &Quantity| has(line.label(line.index_at(whole.from)), &["开庭", "应出庭", "应当", "通知"]);
    let pair = pair.filter(|(_, whole)| {
        !matches!(claim, Claim::Rate(stem) if matches!(stem.as_str(), "应诉" | "出庭")) || heard(whole)
    });
    // 编制床位420张，实际开放460张，床位使用率: of days, which neither of them tells.
    let offered = |part: &Quantity| {
        let beds = matches!(part.unit.as_str(), "张" | "床");
        beds && has(line.label(line.index_at(part.from)), &["开放", "编制", "核定", "设置"])
    };
    let pair = pair.filter(|(part, _)| {
        !matches!(claim, Claim::Rate(stem) if matches!(stem.as_str(), "使用" | "利用")) || !offered(part)
    });
    let Some((part, whole)) = pair else {
        if let Claim::Share(of) = claim {
            unknown.extend(wholes::Unknown::of(line, index, rate, of));
        }
        if matches!(claim, Claim::Share(_)) && halves::percent(line, index, rate, label, out) {
            return;
        }
        if window.iter().any(|(_, it)| it.sentence == rate.sentence) {
            statement(line, index, rate, Vec::new(), Verdict::Open, String::new()).tell(
                String::new,
                String::new,
                out,
            );
        }
        return;
    };
    let named_aim = || has(line.label(line.index_at(whole.from)), &["目标", "任务", "计划"]);
    let aimed = matches!(claim, Claim::Target) || matches!(claim, Claim::Rate(_)) && named_aim();
    let (value, all) = beside(part, whole);
    let computed = value.rate(exact(whole).filter(|_| aimed).map_or(all, Interval::exact));
    let verdict = rate.value.equals(computed);
    // 贷款余额126亿元，…；小微贷款38亿元，…。不良贷款2.4亿元，不良率1.9%: of what stands farther back.
    let other = |it: &Quantity| {
        it.from != whole.from
            && it.from != part.from
            && it.same_unit(part)
            && rate.value.equals(part.value.rate(it.value)) == Verdict::Holds
    };
    let chance = by_name.is_none();
    if chance && verdict == Verdict::Fails && line.around(index, 24).any(|(at, it)| at < index && other(it)) {
        return;
    }
    if verdict == Verdict::Fails && against_plan::by_another_unit(line, index, part) {
        return;
    }
    let digits = rate.printed.scale().max(1);
    let made = about(&computed, digits);
    let reason = division(part, whole, rate);
    statement(line, index, rate, vec![part, whole], verdict, reason).tell_percent(made, out);
}

/// Whether two characters beside each other in what a share is of stand in the name of a number.
fn is_called(of: &str, name: &str) -> bool {
    let chars: Vec<char> = of.trim_start_matches("总").chars().collect();
    chars.windows(2).any(|pair| name.contains(&pair.iter().collect::<String>()))
}

/// Whether the subject of a share has a character of its part and the noun of its whole: 企业420家，参加工伤保险的399家，参保企业占.
fn is_kind(subject: &str, part: &str, whole: &str) -> bool {
    let noun: Vec<char> = subject.chars().rev().take(2).collect();
    let noun: String = noun.into_iter().rev().collect();
    let kind = subject.strip_suffix(noun.as_str()).unwrap_or_default();
    !kind.is_empty() && kind.chars().all(|c| part.contains(c)) && whole.ends_with(noun.as_str())
}

/// Whether two numbers of two sentences make what comes near a rate: else they are of different things.
fn is_near((part, whole): (&Quantity, &Quantity), rate: &Quantity) -> bool {
    let made = part.value.rate(whole.value);
    let slack = Interval::exact(Decimal::from(25));
    !(made + slack).is_below(&rate.value) && !(rate.value + slack).is_below(&made)
}

/// Whether a rate is one of days: 优良天数比率.
fn days(claim: &Claim) -> bool {
    matches!(claim, Claim::Rate(stem) if matches!(stem.as_str(), "天数" | "优良" | "良天" | "达标"))
}
