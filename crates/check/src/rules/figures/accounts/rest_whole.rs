//! Wholes that stand behind what is done of them 总量在后: 清偿6427万元，占台账总额7115万元的90.3%; 三样共9180元，从捐款1万元里出.

use super::rest_item::Item;
use super::rest_words;
use crate::rules::figures::statement::is_base;
use crate::rules::figures::words::has;

/// The whole that a share right behind what is done is of: 212户，占全村251户的84%. Items stand with the nearest first.
pub(crate) fn base<'l>(items: &[Item<'l>], done: Item<'l>) -> Option<Item<'l>> {
    let at = done.index + 1;
    let whole = items.iter().find(|own| own.index == at)?;
    let own = whole.it.sentence == done.it.sentence
        && whole.it.depth == done.it.depth
        && done.it.value.is_below(&whole.it.value);
    (own && (is_base(done.line, at) || is_shared(done, at))).then_some(*whole)
}

/// 17个，覆盖全镇20个村的85%: a noun stands between a whole and its share.
fn is_shared(done: Item<'_>, at: usize) -> bool {
    let line = done.line;
    let Some((whole, share)) = line.quantities.get(at).zip(line.quantities.get(at + 1)) else { return false };
    let gap = line.text(whole.to, share.from.max(whole.to));
    share.is_percent()
        && gap.ends_with('的')
        && gap.chars().count() <= 9
        && !gap.contains(['，', '、'])
        && has(line.label(at), &["占", "覆盖", "完成"])
}

/// Whether a rate stands right behind what is done.
pub(crate) fn is_rated(done: Item<'_>) -> bool {
    let next = done.line.quantities.get(done.index + 1);
    next.is_some_and(|it| it.is_percent() && it.sentence == done.it.sentence && it.from - done.it.to <= 10)
}

/// What was spent and the sum that it came out of, where the latter stands nearest to what is left: 从捐款1万元里出，剩下….
pub(crate) fn spent<'l>(items: &[Item<'l>], source: Item<'l>) -> Option<(Item<'l>, Item<'l>)> {
    let line = source.line;
    let out_of = source.lead().contains(['由', '从', '在', '用'])
        && matches!(line.char(source.it.to), '里' | '中' | '内')
        && has(
            line.text(source.it.to + 1, source.it.to + 6),
            &["出", "支", "付", "解决", "扣", "走", "列", "拿", "花"],
        );
    let real = items.iter().find(|own| {
        own.it.from < source.it.from
            && own.it.sentence == source.it.sentence
            && own.plain()
            && own.it.value.is_below(&source.it.value)
            && !rest_words::other(own.lead())
            && !own.aimed()
    });
    real.filter(|_| out_of && source.plain()).map(|real| (*real, source))
}

/// Whether what is left is called the rest, stands right behind what is done and counts what the whole counts: 68个县级项目 …
/// 竣工19个，其余49个项目.
pub(crate) fn is_rest_of(left: Item<'_>, done: Item<'_>, whole: Item<'_>) -> bool {
    let noun = left.line.noun(left.index);
    let core = noun.char_indices().nth(2).map_or(noun, |(at, _)| noun.get(..at).unwrap_or(noun));
    left.lead() == "其余"
        && done.index + 1 == left.index
        && core.chars().count() == 2
        && whole.line.noun(whole.index).contains(core)
}

/// Whether a number counts those who are there of those who ought to be: 实到, 实际参加.
pub(crate) fn attended(lead: &str) -> bool {
    ["实到", "实际到会", "实际参加", "实际出席", "实有", "实考", "实际到场"]
        .iter()
        .any(|word| lead.starts_with(word))
}
