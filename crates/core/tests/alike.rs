//! Characters of a report file that only look like others: told with the place and the right character, replaced where
//! that is sure.

use gongwen_core::Report;
use gongwen_core::read::{self, Notation};

fn source(opening: &str) -> String {
    format!(
        "title = '某某镇情况'\nissuer = '某某镇人民政府'\nopening = '{opening}'\n[general]\n[figures]\n\
         gdp = {{ label = '生产总值', value = 3, unit = '亿元' }}\n'用户' = {{ label = '用户', value = 5, unit = '户' }}\n"
    )
}

/// What is told of an opening, and how it reads; nothing when it is refused.
fn read(opening: &str) -> (Vec<(&'static str, String, String)>, Option<String>) {
    let source = source(opening);
    let (found, report) = match read::report(source.as_bytes(), Notation::Toml) {
        Ok(checked) => (checked.warnings, Some(checked.report)),
        Err(found) => (found.0, None),
    };
    let told = found.into_iter().filter(|found| found.code != "figures/unused").map(|found| {
        let span = found.place.span.clone().and_then(|span| source.get(span)).unwrap_or_default().to_owned();
        (found.code, span, found.message.zh)
    });
    (told.collect(), report.map(|report| report.opening[0].to_string()))
}

#[test]
fn the_right_character_is_named_at_the_place() {
    for (opening, code, span, says, text) in [
        (
            "\u{2F64}户满意",
            "text/look-alike",
            "\u{2F64}",
            "“\u{2F64}”（U+2F64）是部首（康熙部首等），不是汉字，已经换成“用”（U+7528）",
            "用户满意",
        ),
        ("\u{F98A}量", "text/look-alike", "\u{F98A}", "已经换成“力”（U+529B）", "力量"),
        ("\u{FB01}nance", "text/look-alike", "\u{FB01}", "已经换成“fi”（U+0066 U+0069）", "finance"),
        ("Cafe\u{301}", "text/look-alike", "e\u{301}", "已经换成“é”（U+00E9）", "Café"),
        ("10\u{2003}亩", "text/look-alike", "\u{2003}", "特殊宽度的空格", "10 亩"),
        (
            "А级景区",
            "text/look-alike",
            "А",
            "“А”（U+0410）是俄文或者希腊文字母，不是英文字母，看起来像“A”（U+0041）",
            "А级景区",
        ),
        ("Ο型", "text/look-alike", "Ο", "看起来像“O”（U+004F）", "Ο型"),
        ("２０２４年", "text/full-width", "２", "“２０２４”是全角的数字、字母", "２０２４年"),
    ] {
        let (told, read) = read(opening);
        assert_eq!(told.len(), 1, "{opening}: {told:?}");
        assert_eq!((told[0].0, told[0].1.as_str()), (code, span), "{opening}");
        assert!(told[0].2.contains(says), "{opening}: {}", told[0].2);
        assert_eq!(read.as_deref(), Some(text), "{opening}");
    }
}

#[test]
fn what_nobody_can_read_is_refused() {
    for (opening, code) in [
        ("\u{E0A5}村", "text/private-use"),
        ("锦\u{200B}南", "text/invisible-character"),
        ("锦\u{AD}南", "text/invisible-character"),
        ("锦\u{202E}南", "text/bidi-character"),
    ] {
        let (told, read) = read(opening);
        assert_eq!(told.first().map(|told| told.0), Some(code), "{opening:?}");
        assert_eq!(read, None, "{opening:?}");
    }
}

#[test]
fn a_name_that_only_looks_like_a_figure_is_found_or_refused_with_the_right_one() {
    let (told, text) = read("有{{\u{2F64}户}}");
    assert_eq!((told[0].0, text.as_deref()), ("text/look-alike", Some("有{{用户}}")));
    for name in ["gdр", "ｇｄｐ", "GDP"] {
        let source = source(&format!("{{{{{name}}}}}"));
        let found = read::report(source.as_bytes(), Notation::Toml).expect_err(name).0;
        let undefined = found.iter().find(|found| found.code == "figures/undefined").expect(name);
        let help = undefined.help.as_ref().expect("a help");
        assert!(help.zh.contains("gdp") && help.zh.contains("看起来一样"), "{name}: {}", help.zh);
    }
}

#[test]
fn words_of_other_languages_and_signs_are_quiet() {
    for opening in
        ["Россия和Ελλάδα", "α、β、μ、Ω", "Ⅳ级①㎡℃№½", "Ａ类企业，用户满意", "3.5万亩，98％，“引号”——"]
    {
        assert_eq!(read(opening), (Vec::new(), Some(opening.to_owned())), "{opening}");
    }
}

#[test]
fn names_that_differ_only_in_how_their_accents_are_written_are_one() {
    let (whole, apart) = ("caf\u{e9}", "cafe\u{301}");
    let source = |one: &str, other: &str, named: &str| {
        format!(
            "title = \"总结\"\nyear = 2024\nissuer = \"某某镇\"\nopening = \"{{{{{named}}}}}\"\nlocality = {{ name = \"某某镇\" }}\n\
             [figures]\n\"{one}\" = {{ label = \"甲\", value = 1 }}\n\"{other}\" = {{ label = \"乙\", value = 2 }}\n"
        )
    };
    // A figure is found under its name, however either is written.
    for (one, named) in [(whole, apart), (apart, whole), (apart, apart)] {
        let report = Report::from_toml(&source(one, "b", named)).unwrap_or_else(|found| panic!("{found}"));
        assert_eq!(report.figures[0].id, whole);
    }
    // Two that are one are told, and none of them is lost in silence.
    let found = Report::from_toml(&source(whole, apart, "b")).expect_err("the same name twice");
    assert!(found.0.iter().any(|it| it.is_error() && it.message.zh.contains(whole)), "{found}");
}
