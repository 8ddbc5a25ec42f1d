//! How often something was held against the dates that are named: 4次，分别于2月、5月、9月、11月; 先后于3月、5月召开两次.

use super::named::{Names, tell};
use crate::Findings;
use crate::chars::is_one_of;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::begins;

/// 会议4次，分别于2月、5月、9月、11月召开: as many times as dates.
pub(crate) fn dated(
    line: &Line,
    (start, end): (usize, usize),
    quantity: &Quantity,
    opened: Option<&&str>,
    mark: char,
) -> Option<Names> {
    // 4次集中整治，时间分别为3月、6月和9月.
    let when = ["时间分别为", "时间分别是", "时间为"].iter().find(|word| line.starts(start, word));
    let start = start + when.map_or(0, |word| word.chars().count());
    let known = mark == '（' || when.is_some() || opened.is_some_and(|word| word.starts_with("分别"));
    if opened.is_some_and(|word| word.starts_with("分别"))
        && let Some(names) = events(line, (start, end), quantity)
    {
        return Some(names);
    }
    if !known || !matches!(quantity.unit.as_str(), "次" | "场" | "期" | "批" | "批次" | "届" | "回") {
        return None;
    }
    let start = start + usize::from(matches!(line.char(start), '于' | '在' | '是' | '为'));
    let to = (start..end).find(|at| {
        let c = line.char(*at);
        !(c.is_ascii_digit() || is_one_of!(c, "年月日号上中下旬初底末、和及与"))
    });
    let to = to.unwrap_or(end);
    let list = line.text(start, to).trim_end_matches(['、', '和', '及', '与']);
    let dates: Vec<&str> = list.split(['、', '和', '及', '与']).collect();
    let plain = dates.len() >= 2
        && dates
            .iter()
            .all(|date| date.starts_with(|c: char| c.is_ascii_digit()) && date.contains(['月', '日', '号']));
    let more = line.char(to) == '等';
    // （3月15日、6月20日）: nothing else stands in the bracket.
    let plain = plain && (mark != '（' || opened.is_some() || to == end);
    plain.then_some(Names { count: dates.len(), more, from: start, to })
}

/// 火情3起，分别为3月5日白石乡火情、10月2日黄田镇火情: each begins with its day.
fn events(line: &Line, (start, end): (usize, usize), quantity: &Quantity) -> Option<Names> {
    if !matches!(quantity.unit.as_str(), "起" | "次" | "场" | "件" | "期" | "批" | "处" | "例") {
        return None;
    }
    let to = line.ahead(start, &['，', '。', '；', '\n'], 160).min(end);
    let list = line.text(start, to);
    let day = |item: &&str| {
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
        let item = item.trim_start_matches(['于', '在']);
        let month = digits(item);
        let rest = item.get(month..).and_then(|rest| rest.strip_prefix('月'));
        let rest =
            rest.and_then(|rest| rest.get(digits(rest)..)).and_then(|rest| rest.strip_prefix(['日', '号']));
        let name = rest.is_some_and(|name| {
            (2..=16).contains(&name.chars().count())
                && !name.contains(|c: char| c.is_ascii_digit() || is_one_of!(c, "和及与"))
        });
        (1..=2).contains(&month) && name
    };
    let items: Vec<&str> = list.split('、').flat_map(|item| split_last(item)).collect();
    let plain = items.len() > 1 && items.iter().all(day) && !list.contains('等');
    plain.then_some(Names { count: items.len(), more: false, from: start, to })
}

/// The two days that 和 joins: 3月5日甲村火情和10月2日乙镇火情.
fn split_last(item: &str) -> Vec<&str> {
    let joint = ['和', '及'].into_iter().find_map(|joint| {
        let (one, other) = item.split_once(joint)?;
        other.starts_with(|c: char| c.is_ascii_digit()).then_some([one, other])
    });
    joint.map_or(vec![item], Vec::from)
}

/// 先后于3月、5月、8月召开三次推进会: the dates stand before their number.
pub(crate) fn dates_before(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    if !matches!(quantity.unit.as_str(), "次" | "场" | "期" | "批" | "批次") {
        return;
    }
    let from = line.back(quantity.from, &['。', '；', '，', '：', '\n'], 60);
    let Some(start) =
        (from..quantity.from).find(|at| line.starts(*at, "先后于") || line.starts(*at, "先后在"))
    else {
        return;
    };
    let dated = |at: &usize| {
        let c = line.char(*at);
        c.is_ascii_digit() || is_one_of!(c, "月日号上中下旬初底末、和及")
    };
    let to = (start + 3..quantity.from).find(|at| !dated(at)).unwrap_or(quantity.from);
    let list = line.text(start + 3, to);
    let dates = list.split(['、', '和', '及']);
    let listed = dates.clone().count();
    let verb = line.text(to, quantity.from);
    if listed > 1
        && dates
            .clone()
            .all(|it| it.starts_with(|c: char| c.is_ascii_digit()) && it.contains(['月', '日', '号']))
        && verb.chars().count() <= 6
    {
        let names = Names { count: listed, more: false, from: start, to };
        tell(line, quantity, count, &names, begins(line, index), out);
    }
}
