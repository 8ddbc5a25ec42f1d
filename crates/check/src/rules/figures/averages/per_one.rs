//! What is said of one, as people say it 口语的单量: 一亩补150元, 平均一家30万元, 一人一年办230件; with 每 in the place of 一.

/// Measure words of what is said one by one; a longer one first.
const ONES: [&str; 28] = [
    "份",
    "支",
    "公里",
    "平方米",
    "立方米",
    "亩",
    "户",
    "人",
    "家",
    "天",
    "斤",
    "公斤",
    "吨",
    "株",
    "村",
    "场",
    "名",
    "所",
    "头",
    "台",
    "辆",
    "座",
    "口",
    "只",
    "棚",
    "趟",
    "期",
    "盏",
];

/// What such a number is: an average, or what is paid, made or done.
const SAID: [&str; 24] = [
    "平均", "均", "补", "合", "奖", "发", "收", "花", "办", "要", "得", "增收", "挣", "产", "卖", "赚", "投",
    "付", "给", "能", "可", "领", "摊", "售",
];

/// The label with 每 where it says 一 of one thing; nothing when it does not.
pub(crate) fn with_each(label: &str) -> Option<String> {
    let at = label.find('一')?;
    let (before, rest) = (label.get(..at)?, label.get(at + '一'.len_utf8()..)?);
    let average = matches!(before, "平均" | "平均下来" | "平均算下来" | "折合" | "算下来");
    let one = ONES.iter().find(|one| rest.starts_with(*one))?;
    let behind = rest.get(one.len()..)?;
    // 一人一年办; but 一户一策 and 一村一品 are names.
    let behind = behind.strip_prefix("一年").or_else(|| behind.strip_prefix("全年")).unwrap_or(behind);
    // 一份饭只收4元: what is sold stands between.
    let goods = matches!(*one, "份" | "斤" | "公斤");
    let sold = goods
        && ["只收", "收", "卖", "售价"].iter().any(|verb| {
            behind.strip_suffix(verb).is_some_and(|noun| (1..=3).contains(&noun.chars().count()))
        });
    let told =
        sold || average && behind.chars().count() <= 6 || SAID.iter().any(|word| behind.starts_with(word));
    let short = behind.chars().count() <= 8 && !behind.contains('一');
    let opened = average || before.is_empty() || sold && before.chars().count() <= 4;
    (opened && told && short).then(|| {
        let before = if average { "平均" } else { "" };
        format!("{before}每{one}{behind}")
    })
}

/// The same for a label that is nothing else: 一套 of 一套165元.
pub(crate) fn bare(label: &str) -> Option<String> {
    const PIECES: [&str; 14] =
        ["套", "件", "袋", "本", "份", "张", "盒", "箱", "棵", "株", "台", "盏", "桌", "人"];
    let one = label.strip_prefix('一').filter(|one| PIECES.contains(one))?;
    Some(format!("每{one}"))
}

#[cfg(test)]
mod tests {
    use super::with_each;

    #[test]
    fn one_stands_for_each() {
        for (label, told) in [
            ("一亩补", Some("每亩补")),
            ("平均一家", Some("平均每家")),
            ("一户平均", Some("每户平均")),
            ("一人一年办", Some("每人办")),
            ("一户一策", None),
            ("一人受伤", None),
            ("其中一家", None),
        ] {
            assert_eq!(with_each(label).as_deref(), told, "{label}");
        }
    }
}
