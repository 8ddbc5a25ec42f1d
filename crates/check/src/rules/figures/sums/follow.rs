//! The parts that follow a whole one after the other, up to where another fact begins.

use gongwen_core::interval::Verdict;

use super::closed::is_settled;
use super::opening::Opened;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::{AMONG, MEASURES, VERBS, acts, compares, converts, has, totals};

/// The most numbers that a list of parts goes on for; longer ones are no prose.
const MOST_PARTS: usize = 60;

/// The parts that stand behind a whole, and how the sentence names them.
pub(crate) struct List {
    pub(crate) opened: Opened,
    pub(crate) parts: Vec<usize>,
    /// How many of them are parts for sure; what follows may be another fact.
    pub(crate) sure: usize,
    /// Whether the words say to which whole they belong.
    pub(crate) bound: bool,
}

/// Whether a name begins with a time.
fn begins_time(name: &str) -> bool {
    ["全年", "年末", "年底", "上半年", "下半年", "截至", "今年", "当年", "本年", "年内"]
        .iter()
        .any(|word| name.starts_with(word))
}

/// Whether words behind a number say that it is in the whole as well: 也在耕地里, 也属其中.
fn is_also(line: &Line, at: usize) -> bool {
    ["也在", "也种在", "也属", "也算", "也计入", "也含在"].iter().any(|word| line.starts(at, word))
}

/// Whether two names end in one noun, so that what they begin with tells kinds of it: 续建项目, 改扩建项目.
fn is_kin(name: &str, other: &str) -> bool {
    let noun = |name: &str| name.char_indices().rev().nth(1).map(|(at, _)| at);
    noun(name).zip(noun(other)).is_some_and(|(one, two)| one > 0 && name.get(one..) == other.get(two..))
}

/// Goes on from the first part as long as parts follow.
pub(crate) fn collect(line: &Line, at: usize, first: &Quantity, whole: &Quantity, list: &mut List) {
    let verbal = acts(line.label(at).trim_start_matches("其中"));
    let mut last = first;
    let mut sum = first.value;
    let mut sure = true;
    let mut separator = None;
    let listed = has(line.text(whole.to, first.from.max(whole.to)), &["：", "其中，"]);
    // 其中：道路5项，投资3860万元；饮水4项，投资1280万元: each part has another number before it.
    let led = line.quantities.get(at.wrapping_sub(1)).is_some_and(|it| {
        let gap = line.text(it.to, first.from.max(it.to));
        it.from > whole.from && !has(gap, &AMONG) && !gap.contains('：')
    });
    for (index, next) in line.quantities.iter().enumerate().skip(at + 1).take(MOST_PARTS) {
        let gap = if next.from >= last.to && next.from - last.to <= 80 {
            line.text(last.to, next.from)
        } else {
            return;
        };
        // 中型3座、小（1）型17座: a bracket of the name closes none.
        let closes = gap.matches('）').count() > gap.matches('（').count();
        if next.depth < first.depth || (first.depth > whole.depth && closes) {
            return;
        }
        if next.depth > first.depth {
            continue;
        }
        let leaves = next.sentence != last.sentence
            && (gap.contains(['。', '！', '？'])
                || !(gap.contains('；') && (separator == Some('；') || separator.is_none())));
        if leaves || has(gap, &AMONG) || (next.range && next.same_unit(whole)) {
            return;
        }
        // 贷款余额86亿元，其中涉农52亿元；存款余额126亿元: without a colon ； ends what one part was told of.
        if list.opened == Opened::Among && list.parts.len() == 1 && gap.contains('；') && !listed {
            let heads = |name: &str| name.chars().take(2).collect::<String>();
            let opening = line.label(at).trim_start_matches("其中");
            let fresh = line.label(index);
            if heads(opening) != heads(fresh) && !(opening.starts_with('第') && fresh.starts_with('第')) {
                return;
            }
        }
        // 其中留抵退税0.83亿元；惠及企业127户，加计扣除3.46亿元: behind ； another number begins another fact.
        let foreign = |stop: usize| line.quantities_in(stop, next.from).iter().any(|it| it.is_amount());
        if next.same_unit(whole)
            && !led
            && let Some(stop) = (last.to..next.from).rev().find(|at| line.char(*at) == '；')
            && foreign(stop)
        {
            return;
        }
        // 、 or ， of the gap; what stands behind it is the name of the part.
        let cut = gap.rfind(['，', '、', '；']).map(|at| gap.get(at..).unwrap_or_default());
        let name = cut.map_or(gap, |cut| cut.trim_start_matches(['，', '、', '；']));
        if !next.same_unit(whole) || converts(name) {
            continue;
        }
        // 党纪处分128人、政务处分44人，13人同时受到两种处分: those who are in both are no part.
        if line.starts(next.to, "同时") {
            return;
        }
        // 另有编外人员420人: beside the whole.
        // 另有油茶140亩也在耕地里: that it is one more of them is said behind it.
        let also = is_also(line, next.to);
        if name.starts_with('另') && list.opened == Opened::Among && !also {
            return;
        }
        // 其中新纳入16家、退出7家，距全年净增15家的目标还差6家: what is aimed at is no part.
        let aimed = name.starts_with(['距', '离']) || has(name, &["目标", "还差", "尚差"]);
        if aimed || totals(name) || has(name, &["此外", "另外", "以及其他"]) {
            return;
        }
        // 净增126人，其中发展386人、减少412人: what left is a part too.
        let net = line.label(line.index_at(whole.from)).contains('净');
        if compares(name) && !net {
            continue;
        }
        let mark = match gap.contains('；') {
            true => Some('；'),
            false => gap.chars().find(|c| matches!(c, '，' | '、')),
        };
        let joined = mark.is_some() || gap.contains(['和', '及', '与']);
        if !joined && !gap.is_empty() && index == at + 1 {
            return;
        }
        // 取得证书1058人 is told of those who were trained.
        let fresh = (acts(name) || name.starts_with("取得") || name.starts_with("获得"))
            && !verbal
            && !is_kin(name, line.label(at));
        let long = name.chars().count() > 14;
        // Behind a comma another measure is another fact: 其中一期投资2亿元，年产值8亿元.
        let called = line.label(line.index_at(whole.from));
        let opening = line.label(at);
        if mark == Some('，')
            && MEASURES.iter().any(|it| name.contains(it) && !called.contains(it) && !opening.contains(it))
        {
            return;
        }
        // 其中能繁母猪2.7万头，全年出栏47万头: a time of its own begins another fact.
        if mark == Some('，') && list.opened == Opened::Among && begins_time(name) && !begins_time(opening) {
            return;
        }
        // 已化解51件，化解率75%；市级交办的23件，已化解20件: behind ； stands a whole with states of its own.
        if mark == Some('，')
            && separator == Some('；')
            && ["已", "其余", "剩余", "尚", "正在"].iter().any(|word| name.starts_with(word))
        {
            list.parts.pop();
            list.sure = list.sure.min(list.parts.len());
            return;
        }
        // Parts joined by 、 are done with when a comma leads to other words, or to what was done with all of them.
        let stated = |name: &str| name.starts_with('已') || is_settled(name);
        let turned = separator == Some('、')
            && mark == Some('，')
            && stated(name)
            && !stated(opening.trim_start_matches("其中"))
            || separator == Some('、')
                && mark == Some('，')
                && (fresh || long || gap.matches('，').count() > 1);
        if !also && (turned || (list.opened == Opened::Bare && mark == Some('，'))) {
            return;
        }
        if fresh && mark != Some('、') {
            return;
        }
        // 补助5160万元，占60%，居民出资430万元，占5%，其余3030万元: a share behind each part is no fact of its own.
        let shares = line.quantities_in(last.to, next.from).iter().filter(|it| it.is_percent()).count();
        let commas = gap.matches('，').count().saturating_sub(shares);
        let bare = |name: &str| VERBS.contains(&name);
        let parallel = verbal && bare(name) && bare(line.label(at).trim_start_matches("其中"));
        if (mark != Some('、') && (long || verbal) && !parallel) || commas > 1 {
            sure = false;
        }
        // 共9次，其中视察4次、调研5次、检查2次: a list that 、 joins has no end before its last.
        let goes_on = mark == Some('、') && separator == Some('、') && !fresh && !has(name, &["另", "新增"]);
        if whole.value.equals(sum) == Verdict::Holds && list.parts.len() > 1 && !goes_on {
            return;
        }
        separator = separator.or(mark);
        list.parts.push(index);
        if sure {
            list.sure = list.parts.len();
        }
        // 退役军人等其他群体186人，取得证书…: what is left comes last.
        let rest = ["其他", "其余", "其它"].iter().any(|word| name.trim_start_matches('等').contains(word));
        if rest && line.char(line.ahead(next.to, &['，', '、', '；', '。'], 10)) != '、' {
            return;
        }
        sum = sum + next.value;
        last = next;
    }
}
