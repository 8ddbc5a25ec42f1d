//! Texts that nobody writes come to an end, and what is found in them does not grow faster than they do.

use gongwen_check::{Options, Text, check, quantity::quantities};

/// How often each pattern stands in a text: a walk over all pairs would take hours.
const TIMES: usize = 2_000;

#[test]
fn long_lines_of_one_thing_come_to_an_end() {
    for pattern in [
        "1",
        "1,",
        "一",
        "二是",
        "一是",
        "、",
        "（",
        "）",
        "“",
        "《",
        "1%",
        "1户",
        "1户2人",
        "其中1个、",
        "共2个，",
        "1.",
        "-",
        "1-",
        "分别",
        "分别1个、2个",
        "由1个增长到2个，",
        "增长1%，",
        "甲、",
        "办结1件，办结率2%，",
        "占",
        "户均1元，",
        "3个方面：一是",
        "十",
        "百分之",
        "2024年",
        "甲村、乙村2个村",
        "翻番",
        "|",
        "\t",
        "1个\n",
        "第",
        "上年1个，",
    ] {
        let text = Text::from_plain(&pattern.repeat(TIMES));
        let outcome = check(&text, &Options::arithmetic());
        assert!(outcome.findings.len() <= TIMES * 2, "{pattern}: {}", outcome.findings.len());
        assert!(quantities(&text).len() <= TIMES * 2, "{pattern}");
    }
}

#[test]
fn places_of_many_findings_in_one_line() {
    let text = Text::from_plain(&"31户23人，".repeat(TIMES));
    let outcome = check(&text, &Options::arithmetic());
    assert_eq!(outcome.findings.len(), TIMES);
    let places = text.places(outcome.findings.iter().map(|finding| finding.span));
    assert_eq!(places.last().map(|place| place.column), u32::try_from(TIMES * 7 - 6).ok());
}
