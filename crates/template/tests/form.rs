//! One report file and many rows: what each row makes of it.

use gongwen_core::read::{self, Notation};
use gongwen_core::report::{Fill, Form, Given, Report};

use gongwen_template::{Templates, compose};

fn form(body: &str) -> Form {
    let source = format!("year = 2024\n{body}\n[batch]\nkey = 'key'\n");
    read::form(source.as_bytes(), Notation::Toml).expect("the form reads").0
}

/// Fills figures and fields by name; what is not named is missing.
fn fill(form: &Form, values: &[(&str, &str)]) -> Result<Report, Vec<(Vec<String>, &'static str)>> {
    let given = |id: &str| values.iter().find(|(name, _)| *name == id).map(|(_, value)| *value);
    let figures = form.report().figures.iter().map(|figure| {
        given(&figure.id).map_or(Given::Missing, |value| Given::Value(value.parse().expect("a number")))
    });
    let fields = form
        .fields()
        .iter()
        .map(|field| given(&field.id).map_or(Given::Missing, |text| Given::Value(text.to_owned())));
    let fill = Fill { figures: figures.collect(), fields: fields.collect(), ..Fill::default() };
    let filled = form.fill(&fill).map(|filled| filled.report);
    filled.map_err(|gaps| gaps.into_iter().map(|gap| (gap.ids, gap.diagnostic.code)).collect())
}

fn text(report: &Report, template: &str) -> String {
    gongwen_document::to_text(&compose(report, &Templates::builtin(), template).expect("a document"))
}

const LISTS: &str = "
title = '{{village}}总结'
issuer = '{{village}}村委会'
addressees = ['锦江镇人民政府', '{{office}}']
signatures = ['{{village}}村委会']
note = '联系人：{{contact}}'
issue_date = '{{date}}'
opening = ['今年，{{village}}有{{people}}。', '好。']
[locality]
name = '{{village}}'
code = '{{code}}'
[fields]
village = '村名'
office = '办公室'
contact = '联系人'
date = '日期'
code = '代码'
[figures]
people = { label = '人口', unit = '人' }
";

#[test]
fn texts_stand_everywhere_and_optional_ones_may_be_absent() {
    let form = form(LISTS);
    let all = [
        ("village", "锦南村"),
        ("office", "镇农业办"),
        ("contact", "某某"),
        ("date", "2024年12月20日"),
        ("code", "360923102200"),
        ("people", "2315"),
    ];
    let report = fill(&form, &all).expect("a report");
    assert_eq!(report.issuer, "锦南村村委会");
    assert_eq!(
        (report.locality.name.as_str(), report.locality.code.as_deref()),
        ("锦南村", Some("360923102200"))
    );
    assert_eq!(report.elements.addressees, ["锦江镇人民政府", "镇农业办"]);
    assert_eq!(report.elements.signatures, ["锦南村村委会"]);
    assert!(text(&report, "annual-report").contains("今年，锦南村有2315人。"));

    let report = fill(&form, &all[..1]).expect("a report");
    assert_eq!(report.elements.addressees, ["锦江镇人民政府"]);
    assert_eq!(
        (&report.elements.note, report.elements.issue_date, &report.locality.code),
        (&None, None, &None)
    );
    assert_eq!(report.opening.len(), 1);
    assert!(report.figures.is_empty());
}

#[test]
fn what_cannot_be_absent_and_what_does_not_fit_is_told_with_its_field() {
    let form = form(LISTS);
    let village = || vec!["village".to_owned()];
    let found = fill(&form, &[]).expect_err("no name");
    assert_eq!(
        found,
        [
            (village(), "rows/missing-value"),
            (village(), "rows/missing-value"),
            (village(), "rows/missing-value"),
        ]
    );
    let found = fill(&form, &[("village", "锦南村"), ("code", "12"), ("date", "年底")]).expect_err("wrong");
    assert_eq!(
        found,
        [(vec!["date".to_owned()], "report/date"), (vec!["code".to_owned()], "report/locality-code")]
    );
}

#[test]
fn a_text_is_never_taken_for_a_reference() {
    for text in ["{{people}}", "｛｛people｝｝", "#REF!"] {
        let refused = fill(&form(LISTS), &[("village", text), ("people", "5")]);
        assert_eq!(refused, Err(vec![(vec!["village".to_owned()], "text/leftover")]), "{text}");
    }
    let refused = fill(&form(LISTS), &[("village", "{people}"), ("people", "5")]);
    assert_eq!(refused, Err(vec![(vec!["village".to_owned()], "prose/single-braces")]));
    let report = fill(&form(LISTS), &[("village", "{甲}"), ("people", "5")]).expect("a report");
    assert_eq!(report.issuer, "{甲}村委会");
    assert!(text(&report, "annual-report").contains("今年，{甲}有5人。"));
}

const PARTS: &str = "
title = '总结'
issuer = '村委会'
locality = { name = '某村' }

[[achievements.areas]]
name = '甲'
lead = '领句{{a}}。'
[[achievements.areas.items]]
heading = '有乙'
text = '乙是{{b}}。'
[[achievements.areas.items]]
heading = '常在'

[[achievements.areas]]
name = '丙'
[[achievements.areas.items]]
heading = '丙是{{c}}'

[[achievements.areas]]
name = '没有丙'
unless = 'c'
[[achievements.areas.items]]
heading = '另一句'

[[achievements.areas]]
name = '甲乙都有'
when = ['a', 'b']
[[achievements.areas.items]]
heading = '两样'

[shortcomings]
lead = '不足：'
[[shortcomings.items]]
heading = '少{{c}}'

[plan]
[[plan.levers]]
grip = '项目'
means = '发展'
goal = '型'
[[plan.levers.measures]]
heading = '用{{c}}'

[figures]
a = { label = '甲', unit = '个' }
b = { label = '乙', unit = '个' }
c = { label = '丙', unit = '个', sum_of = ['a', 'b'] }
";

#[test]
fn parts_go_with_what_they_say() {
    let form = form(PARTS);
    let names = |report: &Report| -> Vec<String> {
        let areas = report.annual().and_then(|annual| annual.achievements.clone()).map(|part| part.areas);
        areas.unwrap_or_default().iter().map(|area| format!("{}{}", area.name, area.items.len())).collect()
    };
    let all = fill(&form, &[("a", "1"), ("b", "2"), ("c", "3")]).expect("a report");
    assert_eq!(names(&all), ["甲2", "丙1", "甲乙都有1"]);
    assert!(all.figures[2].relation.is_some());

    let some = fill(&form, &[("a", "1")]).expect("a report");
    assert_eq!(names(&some), ["甲1", "没有丙1"]);
    let annual = some.annual().expect("an annual report");
    assert!(annual.shortcomings.is_none() && annual.plan.is_none());
    // Places stay those of the file, whatever was left out before them.
    let document = compose(&some, &Templates::builtin(), "annual-report-outline").expect("a document");
    let origin = document.blocks.iter().find(|block| format!("{:?}", block.kind).contains("没有丙"));
    assert_eq!(origin.map(|block| &*block.origin.path), Some("achievements.areas[2].name"));

    let lone = fill(&form, &[("c", "3")]).expect("a report");
    assert_eq!(lone.figures.len(), 1);
    assert_eq!(lone.figures[0].relation, None, "its parts are not there");
}

#[test]
fn sections_of_a_general_document_go_with_what_they_say() {
    let form = form(
        "
title = '通知'
issuer = '镇政府'
closing = '特此通知。'
[[general.sections]]
heading = '任务'
text = ['分给{{village}}{{a}}。', '按时完成。']
[[general.sections]]
heading = '资金'
items = ['拨款{{b}}']
[fields]
village = '村名'
[figures]
a = { label = '甲', unit = '个' }
b = { label = '乙', unit = '万元' }
",
    );
    let full = fill(&form, &[("village", "锦南村"), ("a", "1"), ("b", "2")]).expect("a document");
    assert_eq!(full.general().expect("sections").sections.len(), 2);
    let gaps = fill(&form, &[("village", "锦南村")]).expect("a document");
    let sections = &gaps.general().expect("sections").sections;
    assert_eq!((sections.len(), sections[0].text.len()), (1, 1));
}

#[test]
fn conditions_hold_in_a_report_of_its_own_too() {
    let source = "title = '总结'\nyear = 2024\nissuer = '村委会'\nlocality = { name = '某村' }\n\
        [[achievements.areas]]\nname = '有'\nwhen = 'a'\n[[achievements.areas.items]]\nheading = '是{{a}}'\n\
        [[achievements.areas]]\nname = '没有'\nunless = '{{a}}'\n[[achievements.areas.items]]\nheading = '无'\n\
        [figures]\na = { label = '甲', value = 1 }\n";
    let report = Report::from_toml(source).expect("a report");
    let areas = report.annual().and_then(|annual| annual.achievements.as_ref()).map(|part| part.areas.len());
    assert_eq!(areas, Some(1));
}
