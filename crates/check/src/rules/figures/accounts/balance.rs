//! What there was, what came, what went, and what is left 收支结余: 年初结转36件，新收428件，审结412件，年末未结52件; or the net of
//! what came and went: 新增29家，退库14家，净增15家. One fact may take several sentences: 上年底存栏4.86万头。本年自繁11.35万头，
//! 出栏11.02万头。到年底栏里有5.19万头.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::flow_lists::{EARLIER, NET, OPENING};
use super::flow_words::{Flow, Said, goes, opens, said};
use super::phrase::{lead, tail};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::slip::{exchanged, is_slip};
use crate::rules::figures::statement::{Statement, begins, is_within, printed_in};
use crate::rules::figures::words::has;
use crate::rules::word_set::WordSet;

/// The most numbers that are looked at for one account.
const MOST: usize = 28;
/// The most characters between two of its numbers.
const APART: usize = 70;
/// The most numbers of which nobody knows whether they belong to it.
const UNSURE: usize = 4;
/// The most ways in which the numbers may be put together.
const WAYS: usize = 400;

/// A number of an account; none when nobody knows what it is.
type Item<'l> = (Option<Flow>, usize, &'l Quantity);

// What whole paragraphs are asked for.
static NETS: WordSet = WordSet::new(&NET);
static OPENINGS: WordSet = WordSet::new(&OPENING);
static TIMES: WordSet = WordSet::new(&EARLIER);

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    // Nearly no paragraph tells a balance: its words are asked for once.
    let text = line.text(0, line.chars.len());
    if line.quantities.len() < 3
        || !(NETS.stand_in(text)
            || OPENINGS.stand_in(text)
            || text.contains("月1日")
            || dated(text)
            || opened(line, text))
    {
        return;
    }
    let mut roles = Roles { line, known: vec![[None; 4]; line.quantities.len()] };
    let mut judged = Vec::new();
    for index in 0..line.quantities.len() {
        gather(line, index, &mut roles, &mut judged, out);
    }
}

/// Whether a number of a paragraph is of an earlier time: 上年末, 去年结余.
fn opened(line: &Line, text: &str) -> bool {
    TIMES.stand_in(text) && (0..line.quantities.len()).any(|at| opens(told(line, at)))
}

/// What the numbers of a paragraph are, each read once: every number may begin an account.
struct Roles<'l> {
    line: &'l Line,
    known: Vec<[Option<Said>; 4]>,
}

impl Roles<'_> {
    fn of(&mut self, at: usize, moved: bool, lends: bool) -> Said {
        let place = usize::from(moved) + 2 * usize::from(lends);
        let known = self.known.get_mut(at).and_then(|it| it.get_mut(place));
        let Some(known) = known else { return Said::Unknown };
        *known.get_or_insert_with(|| {
            let label = told(self.line, at);
            // 另有42套因棚改拆除核销: the verb stands behind the number.
            let behind = if matches!(label, "" | "另有" | "又有") { tail(self.line, at) } else { "" };
            let gone = !behind.is_empty() && goes(behind);
            if gone { Said::Flow(Flow::Out) } else { said(label, moved, lends) }
        })
    }
}

/// Whether two ends of years are named: 2023年末…，2024年末….
fn dated(text: &str) -> bool {
    ["年末", "年底"].iter().any(|word| text.matches(word).count() > 1)
}

/// Whether a number can be of an account at all.
fn plain(it: &Quantity) -> bool {
    it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none()
}

/// Reads the account that begins with a number, and judges it.
fn gather(line: &Line, index: usize, roles: &mut Roles<'_>, judged: &mut Vec<usize>, out: &mut Findings) {
    let Some(first) = line.quantities.get(index).filter(|it| plain(it) && it.depth == 0) else { return };
    let lends = first.unit == "元" && has(lead(line, index), &["贷", "债", "借款", "应收"]);
    let Said::Flow(opens) = roles.of(index, false, lends) else { return };
    if matches!(opens, Flow::Net | Flow::Either) {
        return;
    }
    let mut found: Vec<Item<'_>> = vec![(Some(opens), index, first)];
    // 受理126件，加上上年结转9件，共办理135件: the account began before.
    if told(line, index).starts_with("加上") {
        // 进账21.4万元，出账13.9万元，净余7.5万元；加上年初的6.2万元: with the net of what came and went.
        let net = index.checked_sub(1).and_then(|at| Some((at, line.quantities.get(at)?)));
        let Some((at, it)) = net.filter(|(at, it)| {
            it.same_unit(first) && plain(it) && roles.of(*at, true, lends) == Said::Flow(Flow::Net)
        }) else {
            return;
        };
        let way = if falls(line, at) { Flow::Out } else { Flow::In };
        found.insert(0, (Some(way), at, it));
    }
    // Parts of the last flow: 收入38万元，其中…、….
    let mut among = false;
    for (at, it) in line.quantities.iter().enumerate().skip(index + 1).take(MOST) {
        let last = found.last().map_or(first, |(_, _, it)| *it);
        if it.from.saturating_sub(last.to) > APART || it.sentence > last.sentence + 1 {
            break;
        }
        if !it.same_unit(first) {
            continue;
        }
        let label = told(line, at);
        let (came, went) = (has_flow(&found, Flow::In), has_flow(&found, Flow::Out));
        let (either, opened) = (has_flow(&found, Flow::Either), has_flow(&found, Flow::Opening));
        let moved = came && went || (came || went || either) && opened;
        let said = match plain(it) && it.depth == 0 {
            true => roles.of(at, moved, lends),
            false => Said::Unknown,
        };
        let gap = line.text(last.to, it.from.max(last.to));
        let part = label.starts_with("其中") || gap.contains("其中");
        among = part
            || among
                && it.sentence == last.sentence
                && (gap.starts_with(['、', '和', '及'])
                    || matches!(said, Said::Unknown | Said::Flow(Flow::Either))
                    || matches!(said, Said::Flow(own) if found.iter().rev().find_map(|(flow, _, _)| *flow) == Some(own)));
        // 旧存37件，新收316件，共办353件: what both make is no flow of its own.
        if has(label, &["共", "合计", "总"]) && found.iter().all(|(flow, _, _)| flow.is_some()) {
            let factors: Vec<i64> =
                found.iter().map(|(flow, _, _)| if *flow == Some(Flow::Out) { -1 } else { 1 }).collect();
            if found.len() > 1 && it.value.equals(reckoned(&found, &factors)) == Verdict::Holds {
                continue;
            }
        }
        // 年初入住42人，…，年末入住46人: what there was is called the same.
        let said = if opened && is_same_stock(line, &found, at) { Said::Flow(Flow::Closing) } else { said };
        let flow = match said {
            _ if among => None,
            Said::Beside | Said::Unknown => None,
            // 自然减少2户 of what is no population is one of the flows.
            Said::Flow(Flow::Net) if label.contains("自然") && !born(line, &found) => {
                Some(if label.contains('减') { Flow::Out } else { Flow::In })
            }
            Said::Flow(flow) => Some(flow),
        };
        match flow {
            None => {
                found.push((None, at, it));
                // Many parts of one flow are all of them.
                let unsure = found.iter().filter(|(flow, _, _)| flow.is_none()).count();
                if unsure > 2 * UNSURE {
                    break;
                }
            }
            // A second start begins another account.
            Some(Flow::Opening) if has_flow(&found, Flow::Opening) => break,
            Some(Flow::Net) => {
                let still = !(came || went || either) && opened && has_flow(&found, Flow::Closing);
                let net = came && went || (came || went) && either || still;
                if net && !judged.contains(&at) {
                    judge(line, &found, (Flow::Net, at, it), out);
                    judged.push(at);
                }
                if !has_flow(&found, Flow::Opening) {
                    return;
                }
            }
            Some(Flow::Closing) if has_flow(&found, Flow::Closing) => break,
            Some(Flow::Closing) if came || went || either => {
                found.extend(behind(line, at, it));
                // 收入24.6万元，支出19.3万元，结余5.3万元: of these two, when nothing was there before.
                let opened = has_flow(&found, Flow::Opening);
                if (opened || came && went && is_bare(label)) && !judged.contains(&at) {
                    judge(line, &found, (if opened { Flow::Closing } else { Flow::Net }, at, it), out);
                    judged.push(at);
                }
                return;
            }
            flow => {
                // 收入16.8亿元，加上补贴，总收入24.3亿元: what all came to has the first in it.
                if has(label, &["总收入", "总支出", "收入总额", "支出总额"]) {
                    found.retain(|(own, _, before)| *own != flow || it.value.is_below(&before.value));
                }
                found.push((flow, at, it));
            }
        }
    }
    // What is left was told first: 年末结余…, 上年结余….
    let closing = found.iter().find(|(flow, _, _)| *flow == Some(Flow::Closing)).copied();
    let closing = closing.or_else(|| ahead(line, &found));
    if let Some((_, at, it)) = closing
        && [Flow::Opening, Flow::In, Flow::Out].iter().all(|wanted| has_flow(&found, *wanted))
        && !judged.contains(&at)
    {
        found.retain(|(_, own, _)| *own != at);
        judge(line, &found, (Flow::Closing, at, it), out);
        judged.push(at);
    }
}

/// Whether a number is called what the number at the beginning of the account is called, at the end of the time.
fn is_same_stock(line: &Line, found: &[Item<'_>], at: usize) -> bool {
    const FIRST: [&str; 5] = ["年初", "期初", "月初", "季初", "学期初"];
    const LAST: [&str; 7] = ["年末", "年底", "期末", "月末", "月底", "季末", "学期末"];
    let name = |at: usize, times: &[&str]| {
        let label = line.label(at);
        times.iter().find_map(|time| label.strip_prefix(time)).filter(|rest| rest.chars().count() >= 2)
    };
    let Some((_, first, _)) = found.iter().find(|(flow, _, _)| *flow == Some(Flow::Opening)) else {
        return false;
    };
    name(at, &LAST).is_some_and(|last| name(*first, &FIRST) == Some(last))
}

/// What is left where it is told before the account: 截至2024年末，债务余额38.46亿元，其中…；年初余额33.92亿元，….
fn ahead<'l>(line: &'l Line, found: &[Item<'l>]) -> Option<Item<'l>> {
    let (_, first, _) = found.first()?;
    // 由年初的243家增加到268家：年内新增37家，退出12家.
    if let Some((Flow::Opening, next)) = found.first().and_then(|(flow, at, _)| Some(((*flow)?, at + 1)))
        && line.label(*first).contains(['由', '从'])
        && ["到", "至", "为"].iter().any(|word| line.label(next).ends_with(word))
        && let Some(closing) = found.iter().find(|(_, at, _)| *at == next)
        && plain(closing.2)
    {
        return Some((None, next, closing.2));
    }
    let (_, _, opening) = found.iter().find(|(flow, _, _)| *flow == Some(Flow::Opening))?;
    let mut before = (first.saturating_sub(UNSURE)..*first).rev().filter_map(|at| {
        let it = line
            .quantities
            .get(at)
            .filter(|it| it.same_unit(opening) && it.sentence + 1 >= opening.sentence)?;
        let label = told(line, at);
        let start = line.back(it.from, &['。', '；', '\n'], 40);
        let now = has(line.text(start, it.from), &["截至", "年末", "年底", "月末", "月底", "期末", "目前"]);
        let stock = ["余额", "结余", "结存", "库存", "存栏", "存量", "总数", "在册", "账面"];
        // 实有经营主体14820户，新登记2190户，注销1070户，年初数为13700户.
        let there = ["实有", "现有"].iter().any(|word| label.starts_with(word));
        let ends = stock.iter().any(|word| label.trim_end_matches(['为', '是', '有', '达']).ends_with(word));
        ((now && ends || there) && !opens(label) && plain(it) && it.depth == opening.depth)
            .then_some((None, at, it))
    });
    before.next()
}

/// Whether a label says that something is left, and neither when nor of what.
fn is_bare(label: &str) -> bool {
    matches!(
        label.trim_start_matches(['略', '尚', '净']),
        "有结余" | "结余" | "节余" | "有节余" | "余" | "还剩" | "剩余"
    )
}

/// The words before a number, with a time that stands in a clause of its own: 到年底，登记在册的86家.
fn told(line: &Line, at: usize) -> &str {
    let own = lead(line, at);
    let Some(it) = line.quantities.get(at) else { return own };
    let from = it.from.saturating_sub(line.label(at).chars().count());
    if line.label(at).is_empty() || from == 0 || line.char(from - 1) != '，' {
        return own;
    }
    let before = line.back(from - 1, &['。', '；', '，', '：', '\n'], 12);
    let clause = line.text(before, from - 1);
    let timed = has(
        clause,
        &[
            "年初", "期初", "月初", "上年", "去年", "年末", "年底", "月末", "月底", "期末", "截至", "目前",
            "相抵", "抵扣", "品迭",
        ],
    );
    let alone = line.index_at(before) == at && clause.chars().count() <= 10;
    if timed && alone { line.text(before, it.from) } else { own }
}

fn has_flow(found: &[Item<'_>], wanted: Flow) -> bool {
    found.iter().any(|(flow, _, _)| *flow == Some(wanted))
}

/// 年末结余62万元（上年结余22万元）: what there was stands in a bracket behind what is left.
fn behind<'l>(line: &'l Line, at: usize, closing: &Quantity) -> Option<Item<'l>> {
    let it =
        line.quantities.get(at + 1).filter(|it| it.depth == closing.depth + 1 && it.same_unit(closing))?;
    let near = it.from - closing.to <= 10 && it.qualifier.is_none() && !it.range;
    let opening = said(line.label(at + 1), false, false) == Said::Flow(Flow::Opening);
    (near && opening).then_some((Some(Flow::Opening), at + 1, it))
}

/// Every way to put the numbers together, each as a factor for every number: what nobody knows may count or not, and a
/// second inflow may be part of the first.
fn ways(found: &[Item<'_>], falls: bool, summed: bool) -> Option<Vec<Vec<i64>>> {
    let mut all: Vec<Vec<i64>> = vec![Vec::new()];
    let mut seen: Vec<Flow> = Vec::new();
    for (flow, _, _) in found {
        let choices: &[i64] = match flow {
            None | Some(Flow::Either) => &[0, 1, -1],
            // What came may have had it in it already: 收入合计.
            Some(Flow::Opening) if summed => &[1, 0],
            Some(flow) => {
                let again = seen.contains(flow);
                seen.push(*flow);
                match ((*flow == Flow::Out) != falls, again) {
                    (true, true) => &[-1, 0],
                    (true, false) => &[-1],
                    (false, true) => &[1, 0],
                    (false, false) => &[1],
                }
            }
        };
        if all.len() * choices.len() > WAYS {
            return None;
        }
        all = all.iter().flat_map(|own| choices.iter().map(|it| [own.as_slice(), &[*it]].concat())).collect();
    }
    Some(all)
}

fn judge(line: &Line, found: &[Item<'_>], (wanted, at, claim): (Flow, usize, &Quantity), out: &mut Findings) {
    let found: Vec<Item<'_>> = match wanted {
        Flow::Net => {
            let moves = found.iter().any(|(flow, _, _)| matches!(flow, Some(Flow::In | Flow::Out)));
            let stock = |flow: &Option<Flow>| moves && matches!(flow, Some(Flow::Opening | Flow::Closing));
            let moved = found.iter().filter(|(flow, _, _)| !stock(flow)).copied();
            earlier(line, found).into_iter().chain(moved).collect()
        }
        _ => found.to_vec(),
    };
    if wanted == Flow::Closing && natural(line, &found) {
        return;
    }
    let found = without_parts(found);
    let falls = wanted == Flow::Net && falls(line, at);
    // Parts that 其中 names add up to their flow or to less of it: that they do not count is the first way to read them.
    let sure: Vec<Item<'_>> = found.iter().filter(|(flow, _, _)| flow.is_some()).copied().collect();
    // 年初186亿元，年末204亿元，净增18亿元: what is left less what there was.
    let still = wanted == Flow::Net && has_flow(&sure, Flow::Closing);
    let less = |flow: &Option<Flow>| match flow {
        Some(Flow::Opening) if still => true,
        Some(Flow::Closing) if still => false,
        _ => *flow == Some(Flow::Out),
    };
    let sign = |flow: &Option<Flow>| if less(flow) == falls { 1 } else { -1 };
    let mut factors: Vec<i64> = sure.iter().map(|(flow, _, _)| sign(flow)).collect();
    let holds = |factors: &[i64]| claim.value.equals(reckoned(&sure, factors)) == Verdict::Holds;
    let signs = signed(&sure, &factors);
    let numbers: Vec<Decimal> = sure.iter().map(|(_, _, it)| printed_in(it, claim)).collect();
    let slips = |factors: &[i64]| {
        let made = printed_sum(&sure, factors, claim);
        made > Decimal::ZERO && is_slip(claim.printed, made, if signs.len() > 1 { &[] } else { &numbers })
    };
    if let Some(fit) = signs.iter().find(|it| holds(it)).or_else(|| signs.iter().find(|it| slips(it))) {
        factors.clone_from(fit);
    }
    let sum = reckoned(&sure, &factors);
    let made = printed_sum(&sure, &factors, claim);
    let mut verdict = claim.value.equals(sum);
    if verdict == Verdict::Fails {
        let summed = found.iter().any(|(_, at, _)| has(lead(line, *at), &["收入合计", "收入共计"]));
        let other = ways(&found, falls, summed)
            .is_none_or(|ways| ways.iter().any(|factors| claim.value.may_equal(&reckoned(&found, factors))))
            && !still;
        let first = sure.first().map_or(claim, |(_, _, it)| *it);
        let one_sentence = first.sentence == claim.sentence && sure.len() == found.len();
        let both = has_flow(&sure, Flow::In) && has_flow(&sure, Flow::Out) && signs.len() < 2;
        let near = is_within(claim, &sum, Decimal::new(7, 1), Decimal::new(143, 2));
        let moves =
            sure.iter().filter(|(flow, _, _)| !matches!(flow, Some(Flow::Opening | Flow::Closing))).count();
        let enough = signs.len() < 2 || moves > 1;
        // There may have been something before.
        let sure_enough = both && (one_sentence || near) && !(wanted == Flow::Net && is_bare(lead(line, at)));
        if other || !enough || !(slips(&factors) || sure_enough) {
            verdict = Verdict::Open;
        }
    }
    // Digits behind the printed ones may make it so; two that changed places tell what was meant.
    let fine =
        |it: &Quantity| it.printed_unit == claim.printed_unit && it.printed.scale() <= claim.printed.scale();
    if verdict == Verdict::Holds && claim.printed.scale() > 0 && made > Decimal::ZERO {
        let alike = sure.iter().all(|(_, _, it)| fine(it)) && signs.len() < 2 && sure.len() > 2;
        if alike && exchanged(claim.printed, made) {
            verdict = Verdict::Fails;
        }
    }
    let shown = shown(&sure, &factors, claim);
    let stated = claim.shown();
    let from = sure.first().map_or(at, |(_, first, _)| *first).min(at);
    let to = sure.iter().map(|(_, _, it)| it.to).max().unwrap_or(claim.to).max(claim.to);
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, from),
        to,
        claim,
        called: ("结余", "balance"),
        parts: sure.iter().map(|(_, _, it)| *it).collect(),
        verdict,
        reason: format!("{shown} = {made}"),
    }
    .tell(
        || format!("进出相抵应是 {made}，写的是 {stated}"),
        || format!("what came and went makes {made}, {stated} is stated"),
        out,
    );
}

/// The numbers without those behind a flow that make it together: 支出39.2万元，其中慰问4.6万元、保洁9.6万元、道路25万元.
fn without_parts(found: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let mut kept: Vec<Item<'_>> = Vec::new();
    let mut rest = found.as_slice();
    while let Some((head, behind)) = rest.split_first() {
        kept.push(*head);
        let unknown =
            behind.iter().take_while(|(flow, _, _)| matches!(flow, None | Some(Flow::Either))).count();
        // The fewest that fill it: behind its parts may stand other numbers that nobody knows.
        let filled = (2..=unknown).find(|count| {
            let parts = behind.iter().take(*count).map(|(_, _, it)| it.value);
            head.0.is_some() && head.2.value.equals(Interval::sum(parts)) == Verdict::Holds
        });
        rest = behind.get(filled.unwrap_or(0)..).unwrap_or_default();
    }
    kept
}

/// What stands before the first flow in its sentence and may be one of them: 发展党员36名，转入21名，….
fn earlier<'l>(line: &'l Line, found: &[Item<'l>]) -> Vec<Item<'l>> {
    let Some((flow, first, it)) = found.first() else { return Vec::new() };
    if *flow == Some(Flow::Opening) {
        return Vec::new();
    }
    let before = (first.saturating_sub(4)..*first).filter_map(|at| {
        // Right before it stands what may be the first of them.
        let either = (at + 1 == *first && !line.label(at).is_empty()).then_some(Flow::Either);
        Some((either, at, line.quantities.get(at)?))
    });
    before
        .filter(|(_, _, own)| own.same_unit(it) && own.sentence == it.sentence && own.depth == it.depth)
        .collect()
}

/// Whether births and deaths are told.
fn born(line: &Line, found: &[Item<'_>]) -> bool {
    found.iter().any(|(_, at, _)| has(lead(line, *at), &["出生", "死亡"]))
}

/// Whether only births and deaths are told: who moved makes the rest of a population.
fn natural(line: &Line, found: &[Item<'_>]) -> bool {
    born(line, found)
        && found.iter().filter(|(flow, _, _)| matches!(flow, Some(Flow::In | Flow::Out))).all(|(_, at, _)| {
            has(lead(line, *at), &["出生", "死亡"]) && !has(lead(line, *at), &["入", "出和", "迁", "转"])
        })
}

/// Whether the words of a net number say that more went than came.
fn falls(line: &Line, at: usize) -> bool {
    let label = ["增减", "抵减", "减去", "加减", "进出", "收支", "盈亏"]
        .iter()
        .fold(lead(line, at).to_owned(), |label, word| label.replace(word, ""));
    has(&label, &["减", "超支", "逆差", "净流出", "净转出", "净迁出", "少", "净下降", "净支出", "亏"])
}

/// The factors with every sign for what came or went nobody knows which.
fn signed(found: &[Item<'_>], factors: &[i64]) -> Vec<Vec<i64>> {
    let mut all = vec![factors.to_vec()];
    for at in found
        .iter()
        .enumerate()
        .filter(|(_, (flow, _, _))| *flow == Some(Flow::Either))
        .map(|(at, _)| at)
        .take(UNSURE)
    {
        let turned = all.iter().map(|own| {
            own.iter().enumerate().map(|(index, it)| if index == at { -it } else { *it }).collect()
        });
        let turned: Vec<Vec<i64>> = turned.collect();
        all.extend(turned);
    }
    all
}

fn reckoned(found: &[Item<'_>], factors: &[i64]) -> Interval {
    Interval::sum(found.iter().zip(factors).filter(|(_, factor)| **factor != 0).map(
        |((_, _, it), factor)| {
            if *factor < 0 { -it.value } else { it.value }
        },
    ))
}

fn printed_sum(found: &[Item<'_>], factors: &[i64], claim: &Quantity) -> Decimal {
    let signed = |((_, _, it), factor): (&Item<'_>, &i64)| {
        printed_in(it, claim).checked_mul(Decimal::from(*factor)).unwrap_or_default()
    };
    let sum = found.iter().zip(factors).map(signed);
    sum.fold(Decimal::ZERO, |sum, it| sum.checked_add(it).unwrap_or(sum)).normalize()
}

/// The numbers of an account as they are added and taken away in the reason of a finding: `36 + 428 - 412`.
fn shown(found: &[Item<'_>], factors: &[i64], claim: &Quantity) -> String {
    let mut shown = String::new();
    for ((_, _, it), factor) in found.iter().zip(factors) {
        match (shown.is_empty(), *factor < 0) {
            (true, false) => {}
            (true, true) => shown.push('-'),
            (false, true) => shown.push_str(" - "),
            (false, false) => shown.push_str(" + "),
        }
        shown.push_str(&printed_in(it, claim).to_string());
    }
    shown
}
