//! Sums and rates of a report 勾稽: what is told of them, and what may be true is not.

use gongwen_core::Report;

/// What is told of `all`, which says so much of itself; `a`, `b` and `c` are its parts (示例数据).
fn told(all: &str, parts: &[&str]) -> String {
    let mut source = String::from(
        "title = '某某镇情况'\nyear = 2024\nissuer = '某某镇人民政府'\nopening = '{{all}}'\n[general]\n[figures]\n",
    );
    source.push_str(&format!("all = {{ label = '合计', {all} }}\n"));
    for (id, part) in ["a", "b", "c"].iter().zip(parts) {
        source.push_str(&format!("{id} = {{ label = '{}', {part} }}\n", id.to_uppercase()));
    }
    let report = Report::from_toml(&source).unwrap_or_else(|found| panic!("{all}: {found:?}"));
    let told = report.unrelated();
    told.iter().map(|(_, found)| found.message.zh.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_difference_comes_with_its_arithmetic() {
    let money = ["value = 3.3, unit = '亿元'", "value = 3.3, unit = '亿元'", "value = 3.4, unit = '亿元'"];
    let sum = "unit = '亿元', sum_of = ['a', 'b', 'c']";
    for (value, expected) in [
        ("10.1", ""),
        ("9.9", ""),
        (
            "10.5",
            "合计写 10.5亿元：3.3 + 3.3 + 3.4 = 10.0亿元，与 10.5亿元 不符（四舍五入以后最多 10.15亿元）（A3.3亿元、B3.3亿元、C3.4亿元）",
        ),
        (
            "9.5",
            "合计写 9.5亿元：3.3 + 3.3 + 3.4 = 10.0亿元，与 9.5亿元 不符（四舍五入以后最少 9.85亿元）（A3.3亿元、B3.3亿元、C3.4亿元）",
        ),
    ] {
        assert_eq!(told(&format!("value = {value}, {sum}"), &money), expected);
    }
    let mixed = ["value = 0.3, unit = '亿元'", "value = 2600, unit = '万元'"];
    assert_eq!(told("value = 0.5, unit = '亿元', sum_of = ['a', 'b']", &mixed), "");
    assert_eq!(
        told("value = 0.9, unit = '亿元', sum_of = ['a', 'b']", &mixed),
        "合计写 0.9亿元：0.3 + 0.26 = 0.56亿元，与 0.9亿元 不符（四舍五入以后最多 0.610亿元）（A0.3亿元、B2600万元）"
    );
}

#[test]
fn qualified_figures_take_part() {
    let parts = ["value = 100, unit = '户', qualifier = '余'", "value = 120, unit = '户'"];
    let all = |value: &str| told(&format!("value = {value}, unit = '户', sum_of = ['a', 'b']"), &parts);
    assert_eq!(all("300"), "");
    assert_eq!(all("320"), "合计写 320户：100余户 + 120 不到 320户，与 320户 不符（A100余户、B120户）");
    assert_eq!(all("219"), "合计写 219户：100余户 + 120 最少 220户，与 219户 不符（A100余户、B120户）");
    assert_eq!(all("300, qualifier = '余'"), "");
    assert_eq!(
        all("400, qualifier = '余'"),
        "合计写 400余户：100余户 + 120 不到 320户，与 400余户 不符（A100余户、B120户）"
    );
    assert_eq!(all("900, qualifier = '约'"), "");
    assert_eq!(
        all("\"200-210\""),
        "合计写 200-210户：100余户 + 120 最少 220户，与 200-210户 不符（A100余户、B120户）"
    );
    let about = ["value = 100, unit = '户', qualifier = '约'", "value = 120, unit = '户'"];
    assert_eq!(told("value = 900, unit = '户', sum_of = ['a', 'b']", &about), "");
}

#[test]
fn rates_are_held_against_what_their_figures_may_be() {
    let of = "rate_of = { numerator = 'a', denominator = 'b' }";
    let money = ["value = 52.7, unit = '亿元'", "value = 38.4, unit = '亿元'"];
    let rate = |value: &str, unit: &str| told(&format!("value = {value}, unit = '{unit}', {of}"), &money);
    assert_eq!(rate("137.3", "%"), "");
    assert_eq!(rate("1372", "‰"), "");
    assert_eq!(rate("1.4", "倍"), "");
    assert_eq!(rate("1", ""), "");
    assert_eq!(
        rate("138.0", "%"),
        "合计写 138.0%：52.7 ÷ 38.4 = 137.2%，与 138.0% 不符（四舍五入以后最多 137.549%）（A52.7亿元、B38.4亿元）"
    );
    assert_ne!(rate("2", ""), "");
}

/// A figure by head is of another unit than either of the two: 元 of 万元 and 人.
#[test]
fn figures_by_head_are_rates_too() {
    let of = "rate_of = { numerator = 'a', denominator = 'b' }";
    let both = ["value = 3600, unit = '万元'", "value = 3000, unit = '人'"];
    let by_head = |value: &str, unit: &str| told(&format!("value = {value}, unit = '{unit}', {of}"), &both);
    for (value, unit) in [("12000", "元"), ("1.2", "万元"), ("12000", "元/人"), ("1", "万元/人")] {
        assert_eq!(by_head(value, unit), "", "{value}{unit}");
    }
    assert_eq!(
        by_head("21000", "元"),
        "合计写 21000元：3600万元 ÷ 3000人 = 12000元，与 21000元 不符（四舍五入以后最多 12001.67元）（A3600万元、B3000人）"
    );
    assert_ne!(by_head("12", "万元"), "");
    let rounded = ["value = 3600, unit = '万元'", "value = 0.3, unit = '万人'"];
    assert_eq!(told(&format!("value = 13000, unit = '元', {of}"), &rounded), "");
    // Nothing is said of units that have nothing to do with each other.
    assert_eq!(by_head("5", "亩"), "");
}

#[test]
fn growth_is_held_against_what_its_figure_may_be() {
    let growth = |value: &str, unit: &str, of: &str| {
        told(&format!("value = {value}, unit = '{unit}', growth_of = 'a'"), &[of])
    };
    let money = "value = 1.78, previous = 1.66, unit = '亿元'";
    for value in ["7.2", "7", "7.8", "6.7"] {
        assert_eq!(growth(value, "%", money), "", "{value}");
    }
    assert_eq!(growth("8.9", "%", money), "合计写 8.9%，按A1.78亿元和上年1.66亿元算是 7.2%");
    // People are counted: 110 is 110.
    let people = "value = 110, previous = 100, unit = '人'";
    assert_eq!(growth("10", "%", people), "");
    assert_ne!(growth("10.1", "%", people), "");
    let over = "value = 100, previous = 100, unit = '户', qualifier = '余'";
    assert_eq!(growth("50", "%", over), "");
    assert_eq!(growth("120", "%", over), "合计写 120%，按A100余户和上年100户算不到 100%");
    assert_eq!(growth("12, qualifier = '约'", "%", people), "");
    assert_eq!(growth("5, qualifier = '超'", "%", people), "");
    assert_ne!(growth("15, qualifier = '超'", "%", people), "");
    let small = "value = 810, previous = 80, unit = '户'";
    assert_eq!(growth("9.1", "倍", small), "");
    assert_eq!(growth("912.5", "%", small), "");
    assert_eq!(growth("10.1", "倍", small), "合计写 10.1倍，按A810户和上年80户算是 9.1倍");
    let rate = "value = 98.5, previous = 98.0, unit = '%'";
    assert_eq!(growth("0.5", "个百分点", rate), "");
    assert_ne!(growth("0.7", "百分点", rate), "");
    assert_eq!(growth("0.5", "%", rate), "合计的单位是“%”，A的单位是“%”，增长要用“百分点”");
}

/// What is told of these figures, all of which the text names.
fn codes(figures: &str) -> Vec<(&'static str, String)> {
    let named: String = figures
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(id, _)| format!("{{{{{}}}}}、", id.trim()))
        .collect();
    let source = format!(
        "title = \"关于情况的通报\"\nissuer = \"某某镇人民政府\"\nopening = \"{named}如上。\"\n[general]\n[figures]\n{figures}"
    );
    let checked =
        gongwen_core::read::report(source.as_bytes(), gongwen_core::read::Notation::Toml).expect("a report");
    checked.warnings.into_iter().map(|found| (found.code, found.place.path)).collect()
}

#[test]
fn one_report_is_looked_at_for_sense_as_rows_are() {
    for (figures, expected) in [
        (
            "x = { label = \"支出\", value = 1.2, previous = 11000, unit = \"亿元\" }",
            "figures/far-from-last-year",
        ),
        (
            "x = { label = \"支出\", value = 12000, previous = 1.1, unit = \"亿元\" }",
            "figures/far-from-last-year",
        ),
        ("x = { label = \"参保率\", value = 985, unit = \"%\" }", "figures/over-whole"),
        ("x = { label = \"人口\", value = -1315, unit = \"人\" }", "figures/negative"),
        ("x = { label = \"面积\", value = -3, unit = \"亩\" }", "figures/negative"),
        ("x = { label = \"人口\", value = 1.3, unit = \"人\" }", "figures/fraction"),
        ("x = { label = \"机井\", value = 0.5, unit = \"口\" }", "figures/fraction"),
    ] {
        assert_eq!(codes(figures), [(expected, "figures.x".to_owned())], "{figures}");
    }
    for figures in [
        "x = { label = \"支出\", value = 120, previous = 1.1, unit = \"亿元\" }",
        "x = { label = \"支出\", value = 120, previous = 0, unit = \"亿元\" }",
        "x = { label = \"完成率\", value = 132, unit = \"%\" }",
        "x = { label = \"人口净增\", value = -15, unit = \"人\" }",
        "x = { label = \"结余\", value = -1.5, unit = \"万元\" }",
        "x = { label = \"户均人口\", value = 3.2, unit = \"人\" }",
        "x = { label = \"人口\", value = 1.3, unit = \"万人\" }",
        "x = { label = \"培训\", value = 2.5, unit = \"天\" }",
    ] {
        assert_eq!(codes(figures), [], "{figures}");
    }
    let rate = |value: &str, whole: &str| {
        format!(
            "a = {{ label = \"低保户\", value = 30, unit = \"户\" }}\nb = {{ label = \"总户数\", value = {whole}, unit = \"户\" }}\n\
             x = {{ label = \"低保面\", value = {value}, unit = \"%\", rate_of = {{ numerator = \"a\", denominator = \"b\" }} }}"
        )
    };
    assert_eq!(codes(&rate("50", "0")), [("figures/rate", "figures.x".to_owned())]);
    assert_eq!(codes(&rate("50", "60")), []);
}

#[test]
fn what_states_a_growth_is_used_where_its_figure_is() {
    let source = "title = \"关于情况的通报\"\nissuer = \"某某镇人民政府\"\nopening = \"收入{{x}}，{{x.同比}}。\"\n[general]\n[figures]\n\
        x = { label = \"收入\", value = 107, previous = 100, unit = \"万元\" }\n\
        y = { label = \"收入增速\", value = 7.1, unit = \"%\", growth_of = \"x\" }\n";
    let checked =
        gongwen_core::read::report(source.as_bytes(), gongwen_core::read::Notation::Toml).expect("a report");
    assert_eq!(checked.warnings, []);
}
