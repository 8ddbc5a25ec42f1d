//! Sums in the parts of one 其中: the unit stands at each of them, 省级补助312.8万元、县级补助554.2万元.

use super::counted::{behind_scale, missing, unit_at};
use crate::Findings;
use crate::rules::line::{Digits, Line, is_han};

/// Most characters behind a sum in which its parts begin.
const PARTS: usize = 40;

/// Whether the parts of the sum that ends here follow with their unit, which the reader takes for the sum as well:
/// 补助867万，其中省级312万元、县级555万元.
pub(super) fn sums_follow(line: &Line<'_>, at: usize) -> bool {
    let parts = matches!(line.get(at), '，' | '（') && line.starts(at + 1, "其中");
    parts && line.text(at, line.skip_most(at, PARTS, |c| !matches!(c, '。' | '；'))).contains('元')
}

/// 其中省级补助312.8、县级554.2万元: a part without the unit that the next one has.
pub(super) fn lacks(line: &Line<'_>, number: &Digits, next: Option<&Digits>, out: &mut Findings) -> bool {
    if line.get(number.to) != '、' || !number.fraction {
        return false;
    }
    let Some(next) = next.filter(|next| next.fraction) else { return false };
    let scale = behind_scale(line, next.to);
    let Some(unit) = unit_at(line, scale).filter(|_| scale > next.to) else { return false };
    let start = line.clause_start(number.from, 24);
    let before = line.text(start, number.from);
    // 分别为3.1、4.2万元 has one unit on purpose; so has every list of bare numbers.
    let names = is_name(line.text(number.to + 1, next.from)) && before.ends_with(is_han);
    let parts = before.starts_with("其中") && is_name(before);
    if !parts || !names {
        return false;
    }
    let unit = format!("{}{unit}", line.text(next.to, scale));
    out.push(missing(line, number.from, number.to, &unit, true));
    true
}

/// 其中种植类42.1万元、养殖类44.2。: the last part without the unit of the one before it.
pub(super) fn lacks_last(line: &Line<'_>, before: &Digits, number: &Digits, out: &mut Findings) -> bool {
    let ends = matches!(line.get(number.to), '。' | '；' | '，') || number.to == line.len();
    let scale = behind_scale(line, before.to);
    if !ends || !number.fraction || !before.fraction || scale == before.to {
        return false;
    }
    let Some(unit) = unit_at(line, scale) else { return false };
    let mark = scale + unit.chars().count();
    let start = line.clause_start(before.from, 24);
    let parts = line.text(start, before.from);
    if line.get(mark) != '、'
        || !is_name(line.text(mark + 1, number.from))
        || !parts.starts_with("其中")
        || !is_name(parts)
    {
        return false;
    }
    let unit = format!("{}{unit}", line.text(before.to, scale));
    out.push(missing(line, number.from, number.to, &unit, true));
    true
}

/// Whether this is a name of a part and nothing that takes a bare number.
fn is_name(text: &str) -> bool {
    text.chars().count() >= 2
        && text.chars().all(is_han)
        && !text.contains("分别")
        && !text.ends_with(['为', '第', '率', '比', '指', '数', '到', '至', '占'])
}
