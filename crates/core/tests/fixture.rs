//! The fixture says what its source says, character for character, and every statistic in it is a figure.

use std::collections::BTreeMap;
use std::path::Path;

use gongwen_core::Report;
use gongwen_core::read::{self, Notation};
use gongwen_core::report::{Figure, Item, Prose, Relation, Segment};
use rust_decimal::Decimal;

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/reports").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn report() -> Report {
    let checked =
        read::report(fixture("jinjiang-2024.toml").as_bytes(), Notation::Toml).expect("the fixture reads");
    assert_eq!(checked.warnings, []);
    checked.report
}

fn figures(report: &Report) -> BTreeMap<&str, &Figure> {
    report.figures.iter().map(|figure| (figure.id.as_str(), figure)).collect()
}

fn say(prose: &Prose, figures: &BTreeMap<&str, &Figure>) -> String {
    prose
        .segments
        .iter()
        .map(|segment| match segment {
            Segment::Text(text) => text.to_string(),
            Segment::Figure { id, part } => figures[&**id].part(*part, "").expect("such a part"),
            _ => String::new(),
        })
        .collect()
}

/// The report in the source's own form, one paragraph a line.
fn source_form(report: &Report) -> String {
    let figures = figures(report);
    let say = |prose: &Prose| say(prose, &figures);
    let item = |(ordinal, item): (char, &Item)| {
        format!("{ordinal}是{}。{}", say(&item.heading), item.text.as_ref().map(say).unwrap_or_default())
    };
    let items = |items: &[Item]| "一二三四五".chars().zip(items).map(item).collect::<Vec<_>>();
    let mut lines: Vec<String> = report.opening.iter().map(say).collect();
    let annual = report.annual().expect("an annual report");
    for area in &annual.achievements.as_ref().expect("achievements").areas {
        lines.extend(area.lead.as_ref().map(say));
        lines.extend(items(&area.items));
    }
    let shortcomings = annual.shortcomings.as_ref().expect("shortcomings");
    let lead = shortcomings.lead.as_ref().map(say).unwrap_or_default();
    lines.push(lead + &items(&shortcomings.items).concat());
    let plan = annual.plan.as_ref().expect("a plan");
    lines.extend(plan.heading.as_ref().map(say));
    lines.extend(plan.opening.iter().map(say));
    for lever in &plan.levers {
        let (grip, means, goal) = (say(&lever.grip), say(&lever.means), say(&lever.goal));
        let lead = format!("抓{grip}，以{means}构建“{goal}”锦江。");
        lines.push(lead + &items(&lever.measures).concat());
    }
    lines.extend(report.closing.iter().map(say));
    lines.join("\n")
}

#[test]
fn the_fixture_says_what_its_source_says() {
    let widened: String = fixture("jinjiang-2024.txt")
        .chars()
        .map(|c| match c {
            ',' => '，',
            ';' => '；',
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect();
    let said = source_form(&report());
    for (said, written) in said.lines().zip(widened.lines()) {
        assert_eq!(said, written);
    }
    assert_eq!(said, widened);
}

#[test]
fn its_parts_are_all_there() {
    let report = report();
    let annual = report.annual().expect("an annual report").clone();
    let areas = annual.achievements.expect("achievements").areas;
    assert_eq!(areas.iter().map(|area| area.items.len()).collect::<Vec<_>>(), [4, 4, 5, 4, 4, 4]);
    let plan = annual.plan.expect("a plan");
    assert_eq!(plan.levers.iter().map(|lever| lever.measures.len()).collect::<Vec<_>>(), [3, 3, 3, 3]);
    assert_eq!(annual.shortcomings.expect("shortcomings").items.len(), 3);
    assert_eq!(report.figures.len(), 113);
    assert_eq!((report.year, plan.year), (2024, 2025));
    assert_eq!(report.locality.code.as_deref(), Some("360923102"));
    assert!(report.elements.signatures.is_empty() && report.elements.issue_date.is_none());
}

#[test]
fn no_statistic_stands_bare_in_the_prose() {
    let report = report();
    let said = source_form(&Report {
        figures: report.figures.iter().map(|figure| Figure { id: figure.id.clone(), ..blank() }).collect(),
        ..report.clone()
    });
    let mut numbers = BTreeMap::new();
    for number in said.split(|c: char| !c.is_ascii_digit() && !"+.-".contains(c)) {
        if number.contains(|c: char| c.is_ascii_digit()) && number != BLANK {
            *numbers.entry(number).or_insert(0) += 1;
        }
    }
    let allowed = BTreeMap::from([("1+1+4", 1), ("12345", 1), ("2024", 10), ("2025", 1), ("320", 1)]);
    assert_eq!(numbers, allowed);
}

const BLANK: &str = "-777";

fn blank() -> Figure {
    Figure { value: Decimal::from(-777), unit: "〇".into(), ..Figure::default() }
}

#[test]
fn what_sums_does_sum() {
    let report = report();
    let figures = figures(&report);
    let mut sums = 0;
    for figure in &report.figures {
        if let Some(Relation::SumOf(parts)) = &figure.relation {
            assert_eq!(
                parts.iter().map(|id| figures[id.as_str()].value).sum::<Decimal>(),
                figure.value,
                "{}",
                figure.id
            );
            sums += 1;
        }
    }
    assert_eq!(sums, 2);
}

#[test]
fn figures_are_printed_as_the_author_wrote_them() {
    let report = report();
    let figures = figures(&report);
    for (id, expected) in [
        ("early_rice", "22961.97亩"),
        ("allowance_paid", "约94.5万元"),
        ("elderly_allowance_paid", "70余万元"),
        ("relief_paid", "2.8万余元"),
        ("road_upkeep_investment", "203.37万"),
        ("reserve_cadres_per_village", "1-2名"),
        ("art_audience", "1200余"),
        ("toilets_rebuilt", "130多户"),
        ("hotline_on_time", "100%"),
    ] {
        assert_eq!(figures[id].display(), expected);
    }
}

/// Everything but the spans, which differ between notations.
fn without_spans(report: &Report) -> String {
    let text = format!("{report:#?}");
    let mut lines = text.lines();
    let mut kept = String::new();
    while let Some(line) = lines.next() {
        if line.trim() == "span: Some(" {
            assert!(lines.next().is_some() && lines.next().is_some());
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[test]
fn toml_and_json_are_the_same_report() {
    let toml = Report::from_toml(&fixture("jinjiang-2024.toml")).expect("the TOML reads");
    let json = Report::from_json(&fixture("jinjiang-2024.json")).expect("the JSON reads");
    let (toml, json) = (without_spans(&toml), without_spans(&json));
    assert!(!toml.contains("span: Some"));
    assert_eq!(toml, json);
}

#[test]
fn the_samples_use_every_field() {
    let mut source = String::new();
    let forms = ["minutes", "order", "pictures", "charts", "lists", "contents", "rules"]
        .map(|name| format!("../forms/{name}.toml"));
    for name in ["sample.toml", "general.toml", "growth.toml"].map(str::to_owned).into_iter().chain(forms) {
        let sample = fixture(&name);
        let checked = read::report(sample.as_bytes(), Notation::Toml).expect("the sample reads");
        assert_eq!(checked.warnings, []);
        source.push_str(&sample);
    }
    fn fields<'s>(schema: &'s serde_json::Value, name: &'s str, found: &mut Vec<(&'s str, &'s str)>) {
        let properties = schema["properties"].as_object().into_iter().flatten();
        found.extend(properties.map(|(field, _)| (name, field.as_str())));
        for (name, definition) in schema["definitions"].as_object().into_iter().flatten() {
            fields(definition, name, found);
        }
    }
    let mut found = Vec::new();
    fields(gongwen_core::report::schema(), "Report", &mut found);
    // What only reports for a table of villages have stands in one of those.
    let source = source + &fixture("../villages/village.toml") + &fixture("../villages/town.toml");
    let words: Vec<&str> = source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    for (table, field) in found {
        assert!(field == "$schema" || words.contains(&field), "{table}.{field} is in no sample");
    }
}

#[test]
fn what_the_sample_says_is_understood() {
    let report = Report::from_toml(&fixture("sample.toml")).expect("the sample reads");
    let figures = figures(&report);
    assert_eq!(figures["population"].display(), "3万多人");
    assert_eq!(figures["funds"].display(), "1亿余元");
    assert_eq!(figures["beneficiaries"].display(), "5000人左右");
    assert_eq!(figures["revenue"].display(), "2.80亿元");
    assert_eq!(report.opening.len(), 2);
    assert_eq!(report.elements.issue_date, report.elements.printing_date);
    let area =
        &report.annual().expect("an annual report").achievements.as_ref().expect("achievements").areas[1];
    assert_eq!(say(&area.items[0].heading, &figures), "全年新增就业1200人");
    let text = area.items[1].text.as_ref().expect("a text");
    assert!(say(text, &figures).ends_with("模板里的写法 {{名字}} 照印。"));
}
