//! No reference reaches paper: whatever string of a report file names a figure, the figure stands there in both files,
//! or the report is refused at that string.

use std::collections::BTreeSet;

use gongwen::read::{self, Notation};
use gongwen::report::{Fill, Given, schema};
use gongwen::{Diagnostic, Press, Report};
use gongwen_tests::{docx_text, press, tight};
use serde_json::{Value, json};

/// Every string that a general document can have, between two fixtures: seals and stamps exclude each other.
fn general(stamps: bool) -> Value {
    let table = json!({ "caption": "表题", "rows": [["指标", "数"], ["人口", "甲乙"]],
        "unit": "单位：人", "notes": ["注：略。"], "widths": ["2", "30mm"] });
    let section = json!({
        "heading": "基本情况", "text": ["一段。"], "items": ["一条"], "item_ordinal": "（1）",
        "table": table, "figure": { "picture": "图.png", "caption": "图题", "alternative": "一张图" },
        "chart": { "kind": "构成", "figures": ["乙"], "caption": "图题" }, "sections": [{ "heading": "下一层" }],
    });
    let mut report = json!({
        "title": ["某某镇人民政府", "关于报送有关情况的报告"], "template": "general", "issuer": "某某镇人民政府",
        "format": "文件",
        "locality": { "name": "某某镇", "short_name": "某某", "code": "360923102" },
        "letterhead": {
            "classification": "机密★1年", "copy_number": 1, "urgency": "特急",
            "issuer_mark": [["某某镇", "人民政府"]], "mark_suffix": "文件",
            "document_number": "某镇发〔2025〕1号", "approvers": ["张某某"],
        },
        "addressees": [["某某县人民政府"], ["县委办公室"]], "opening": ["现报告如下。"], "closing": ["特此报告。"],
        "attachment_notes": ["另附的表"], "signatures": ["某某镇人民政府"], "issue_date": "2025-04-20",
        "subtitle": ["（2025年4月20日通过）"], "author": "某某镇人民政府镇长", "page_header": "某某镇制度汇编",
        "contact": "李某某", "phone": "0000-0000000", "note": "此件公开发布",
        "attendance": { "present": ["王某某"], "absent": ["赵某某"], "observers": ["钱某某"] },
        "general": { "sections": [section] },
        "attachments": [{ "title": ["一张", "表"], "text": ["略。"], "sections": [section], "table": table }],
        "imprint": {
            "copy_recipients": [["县委办"], ["县人大办"]], "printing_office": "某某镇党政办",
            "printing_date": "2025-04-20", "others": ["（共印50份）"],
        },
        "figures_table": { "title": "指标表", "figures": ["people"], "groups": [{ "heading": "其他", "figures": ["乙"] }] },
        "figures": {
            "people": { "label": "人口", "value": 1315, "unit": "人", "rollup": "average", "weight": "甲" },
            "甲": { "label": "甲数", "value": 1, "unit": "户", "qualifier": "约", "previous": "1", "target": "1" },
            "乙": { "label": "乙数", "value": "1", "unit": "户" },
            "丙": { "label": "丙数", "value": 2, "unit": "户", "sum_of": ["甲", "乙"] },
            "戊": { "label": "戊率", "value": 50, "unit": "%", "growth_of": "甲" },
            "丁": { "label": "丁率", "value": 50, "unit": "%", "rate_of": { "numerator": "乙", "denominator": "丙" } },
        },
    });
    if stamps {
        report["signature_stamps"] = json!([{ "post": "镇　长", "picture": "签名.png" }]);
    } else {
        report["seals"] = json!([{ "picture": "章.png" }]);
    }
    report
}

/// A table that is in a file, minutes, and a table of contents before a text without a letterhead.
fn minutes() -> Value {
    let mut report = general(false);
    report["format"] = json!("纪要");
    report["template"] = json!("minutes");
    report["general"]["sections"][0]["table"] = json!({ "file": "表.csv", "sheet": "一", "columns": ["A"] });
    report["attachments"][0]["table"] = json!({ "file": "表.csv", "sheet": "一", "columns": ["A"] });
    let section = &mut report["attachments"][0]["sections"][0];
    section["table"] = json!({ "file": "表.csv", "sheet": "一", "columns": ["A"] });
    section["chart"] = json!({ "kind": "构成", "figures": ["甲"], "caption": "图题" });
    let letterless = report.as_object_mut().expect("an object");
    letterless.remove("letterhead");
    // A page would end in its line, and its number would stand among the words.
    letterless.remove("phone");
    letterless.insert("contents".to_owned(), json!({ "title": "目录" }));
    report
}

/// Every string that only an annual report has.
fn annual() -> Value {
    let item = json!({ "heading": "小标题", "text": "一段。", "when": ["people"] });
    // Left out: what stands in it is nowhere.
    let none = json!({ "heading": "没有人时才写", "unless": ["people"] });
    json!({
        "title": "某某镇2025年工作总结", "template": "annual-report-outline", "year": 2025, "issuer": "某某镇人民政府", "locality": { "name": "某某镇" },
        "achievements": { "heading": "工作", "areas": [
            { "name": "党建", "lead": "领句。", "items": [item, none], "when": ["people"] },
            { "name": "没有人时才写", "unless": ["people"] },
        ] },
        "shortcomings": { "heading": "不足", "lead": "领句。", "items": [item, none] },
        "plan": { "heading": "打算", "opening": ["一段。"], "levers": [
            { "grip": "项目", "means": "发展", "goal": "创优型", "measures": [item, none] },
        ] },
        "figures": {
            "people": { "label": "人口", "value": 1315, "unit": "人" },
        },
    })
}

/// The paths of all strings, with a pointer to each.
fn strings(value: &Value, path: &str, pointer: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(_) => found.push((path.to_owned(), pointer.to_owned())),
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                strings(value, &format!("{path}[{index}]"), &format!("{pointer}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                strings(value, &path, &format!("{pointer}/{key}"), found);
            }
        }
        _ => {}
    }
}

fn all_strings(value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    strings(value, "", "", &mut found);
    found
}

/// Tables, pictures and a chart have something to show.
fn with_files(report: &mut Report) {
    let dot = std::fs::read(gongwen_tests::root().join("fixtures/forms/files/map.png")).expect("a picture");
    for file in report.files() {
        match file.kind {
            gongwen::report::FileKind::Picture { .. } => {
                report.give_picture(&file.path, gongwen::document::Picture::new(dot.clone()));
            }
            gongwen::report::FileKind::Table { .. } => {
                report.give_rows(&file.field, vec![vec!["甲".to_owned()], vec!["1".to_owned()]]);
            }
        }
    }
}

/// Whether any of these tells of this field: at it, or at what holds it.
fn names(found: &[Diagnostic], path: &str) -> bool {
    found.iter().filter(|diagnostic| diagnostic.is_error()).any(|diagnostic| {
        let place = &*diagnostic.place.path;
        path == place || path.strip_prefix(place).is_some_and(|rest| rest.starts_with(['[', '.']))
    })
}

/// The texts of both finished files on one line each, pictures' descriptions and all.
fn finished(press: &Press, report: &Report) -> [String; 2] {
    let printed = press.print(report).expect("printed");
    let docx = printed.docx().expect("a Word file");
    let word = gongwen_tests::xml_part(&docx, "word/document.xml").expect("a document");
    let foot = gongwen_tests::xml_part(&docx, "word/footer1.xml").unwrap_or_default();
    let head = gongwen_tests::xml_part(&docx, "word/header2.xml").unwrap_or_default();
    [tight(&(docx_text(&docx) + &word + &head + &foot)), tight(&text_of(&printed.pdf().expect("a PDF")))]
}

fn text_of(file: &[u8]) -> String {
    let document = lopdf::Document::load_mem(file).expect("a PDF");
    let pages = document.get_pages().into_keys();
    pages.map(|page| document.extract_text(&[page]).expect("text")).collect()
}

/// Strings that name a figure and stand on no page of these documents: what only templates see, and what another format
/// prints.
fn unseen(path: &str, format: &str) -> bool {
    let elsewhere: &[&str] = match format {
        "minutes" => &["addressees", "signatures", "issue_date", "attachment_notes"],
        "annual" => &[
            "achievements.areas[1]",
            "achievements.areas[0].items[1]",
            "shortcomings.items[1]",
            "plan.levers[0].measures[1]",
        ],
        _ => &["attendance."],
    };
    // Only the table of figures prints labels.
    let shown =
        format != "annual" && ["figures.people.", "figures.乙."].iter().any(|it| path.starts_with(it));
    let label = path.starts_with("figures.") && path.ends_with(".label") && !shown;
    label
        || path.starts_with("locality.")
        || path == "issuer"
        || elsewhere.iter().any(|start| path.starts_with(start))
}

fn read_one(source: &Value) -> Result<Report, Vec<Diagnostic>> {
    let mut report =
        read::report(source.to_string().as_bytes(), Notation::Json).map_err(|found| found.0)?.report;
    with_files(&mut report);
    Ok(report)
}

/// The same as one of many: rows give the number of people and the name of the place.
fn read_row(source: &Value) -> Result<Report, Vec<Diagnostic>> {
    let mut source = source.clone();
    source["batch"] = json!({ "key": "村名" });
    source["figures"]["people"].as_object_mut().expect("a figure").remove("value");
    let (form, _) = read::form(source.to_string().as_bytes(), Notation::Json).map_err(|found| found.0)?;
    let figures = form.report().figures.iter();
    let figures =
        figures.map(|it| if it.id == "people" { Given::Value(1315.into()) } else { Given::Unasked });
    let fill = Fill { figures: figures.collect(), ..Fill::default() };
    let filled =
        form.fill(&fill).map_err(|gaps| gaps.into_iter().map(|gap| gap.diagnostic).collect::<Vec<_>>())?;
    let mut report = filled.report;
    with_files(&mut report);
    Ok(report)
}

/// Puts a reference into each string in turn, and looks that each is told, or that the figure stands there in both files.
/// What is not refused is printed in one document, each string with a number of its own.
fn sweep(read: fn(&Value) -> Result<Report, Vec<Diagnostic>>) {
    let press = press();
    let mut filled = 0;
    let sources = [
        ("general", general(false)),
        ("general", general(true)),
        ("minutes", minutes()),
        ("annual", annual()),
    ];
    for (format, whole) in sources {
        read(&whole).expect("a report without references is right");
        let mut all = whole.clone();
        let mut named = Vec::new();
        for (number, (path, pointer)) in all_strings(&whole).into_iter().enumerate() {
            let text = json!(format!("甲{number}号{{{{people}}}}乙"));
            let mut source = whole.clone();
            *source.pointer_mut(&pointer).expect("a string") = text.clone();
            match read(&source) {
                Err(found) => assert!(names(&found, &path), "{path}: {found:?}"),
                Ok(_) => {
                    *all.pointer_mut(&pointer).expect("a string") = text;
                    named.push((path, format!("甲{number}号1315人乙")));
                }
            }
        }
        let report = read(&all).expect("each for itself is right");
        let files = finished(&press, &report);
        for file in &files {
            let braces = file.find(['{', '}', '｛', '｝']);
            assert!(braces.is_none(), "{format}: {:?}", braces.and_then(|at| file.get(at..)));
        }
        for (path, shown) in named {
            // The description of a picture is an attribute in one file and no text in the other.
            let wanted = if path.ends_with(".alternative") { &files[..1] } else { &files[..] };
            let both = wanted.iter().all(|file| file.contains(&shown));
            assert!(both || unseen(&path, format), "{format} {path}: neither refused nor in both files");
            filled += usize::from(both);
        }
    }
    assert!(filled > 60, "only {filled} were filled");
}

#[test]
fn a_figure_named_in_any_string_is_filled_in_or_refused() {
    sweep(read_one);
}

#[test]
fn the_same_when_rows_give_it() {
    sweep(read_row);
}

/// Full-width braces, and one pair of braces, stand for nothing: they are refused wherever they are.
#[test]
fn braces_that_stand_for_nothing_are_refused_everywhere() {
    for text in ["甲｛｛people｝｝乙", "甲{people}乙", "甲｛people｝乙", "甲{{people｝｝乙"] {
        for whole in [general(false), general(true), minutes(), annual()] {
            for (path, pointer) in all_strings(&whole) {
                let mut source = whole.clone();
                *source.pointer_mut(&pointer).expect("a string") = json!(text);
                for read in [read_one, read_row] {
                    let found = read(&source).expect_err(&path);
                    assert!(names(&found, &path), "{path} {text}: {found:?}");
                }
            }
        }
    }
}

/// Strings by which something is looked up: braces in them are part of a name.
fn looked_up(path: &str) -> bool {
    let field = path.rsplit('.').next().unwrap_or(path);
    let field = field.split('[').next().unwrap_or(field);
    ["template", "picture", "file", "sheet", "columns"].contains(&field)
}

/// A backslash makes braces characters, in every string that is printed: both files show them as they are.
#[test]
fn braces_behind_a_backslash_are_printed() {
    let press = press();
    for (written, shown) in [
        ("\\{{people}}", "{{people}}"),
        ("\\{people}", "{people}"),
        ("\\｛｛people｝｝", "｛｛people｝｝"),
        ("\\{\\{people\\}\\}", "{{people}}"),
        ("\\\\{{people}}", "\\1315人"),
    ] {
        let mut printed = 0;
        let sources = [("general", general(false)), ("minutes", minutes()), ("annual", annual())];
        for (format, whole) in sources {
            for read in [read_one, read_row] {
                let mut all = whole.clone();
                let mut named = Vec::new();
                for (number, (path, pointer)) in all_strings(&whole).into_iter().enumerate() {
                    if looked_up(&path) {
                        continue;
                    }
                    let text = json!(format!("甲{number}号{written}乙"));
                    let mut source = whole.clone();
                    *source.pointer_mut(&pointer).expect("a string") = text.clone();
                    match read(&source) {
                        Err(found) => assert!(names(&found, &path), "{path}: {found:?}"),
                        Ok(_) => {
                            *all.pointer_mut(&pointer).expect("a string") = text;
                            named.push((path, format!("甲{number}号{shown}乙")));
                        }
                    }
                }
                let files = finished(&press, &read(&all).expect("each for itself is right"));
                for (path, shown) in named {
                    let wanted = if path.ends_with(".alternative") { &files[..1] } else { &files[..] };
                    let both = wanted.iter().all(|file| file.contains(&shown));
                    assert!(both || unseen(&path, format), "{format} {path}: {shown} is not in both files");
                    printed += usize::from(both);
                }
            }
        }
        assert!(printed > 100, "{written}: only {printed} were printed");
    }
}

/// The strings of the schema that the fixtures have not.
fn strings_of_schema(
    schema: &Value,
    node: &Value,
    path: &str,
    known: &BTreeSet<String>,
    missing: &mut BTreeSet<String>,
) {
    // Sections stand in sections.
    if path.matches("sections").count() > 2 {
        return;
    }
    if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
        let target = schema.pointer(reference.trim_start_matches('#')).expect("a definition");
        return strings_of_schema(schema, target, path, known, missing);
    }
    for part in ["allOf", "anyOf", "oneOf"] {
        for node in node.get(part).and_then(Value::as_array).into_iter().flatten() {
            strings_of_schema(schema, node, path, known, missing);
        }
    }
    for (key, node) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        strings_of_schema(schema, node, &path, known, missing);
    }
    if let Some(node) = node.get("additionalProperties").filter(|node| node.is_object()) {
        strings_of_schema(schema, node, &format!("{path}.*"), known, missing);
    }
    if let Some(node) = node.get("items") {
        strings_of_schema(schema, node, path, known, missing);
    }
    let kinds = node.get("type");
    let string = kinds
        .is_some_and(|it| it == "string" || it.as_array().is_some_and(|it| it.contains(&json!("string"))));
    let word = node.get("enum").is_some() || node.get("const").is_some();
    if string && !word && !known.contains(path) {
        missing.insert(path.to_owned());
    }
}

#[test]
fn the_fixtures_have_every_string_of_the_schema() {
    let mut known = BTreeSet::new();
    for source in [general(false), general(true), minutes(), annual()] {
        for (path, _) in all_strings(&source) {
            let pieces = path.split('[').enumerate();
            let path: String = pieces
                .map(
                    |(index, piece)| {
                        if index == 0 { piece } else { piece.split_once(']').map_or("", |it| it.1) }
                    },
                )
                .collect();
            let mut parts: Vec<&str> = path.split('.').collect();
            if parts[0] == "figures" {
                parts[1] = "*";
            }
            known.insert(parts.join("."));
        }
    }
    let mut missing = BTreeSet::new();
    strings_of_schema(schema(), schema(), "", &known, &mut missing);
    // Beside what no document prints, and what the reader of tables is told.
    missing.retain(|path| {
        path != "$schema"
            && !path.starts_with("batch.")
            && !path.starts_with("fields.")
            && !path.contains("sections.sections")
    });
    assert_eq!(missing, BTreeSet::new());
}

/// Codes of errors with the paths of their fields.
type Told = Vec<(&'static str, String)>;

/// A report whose opening and figures are these; what is told of it, or its text.
fn told(opening: &str, figures: &Value) -> Result<(String, Vec<&'static str>), Told> {
    let source = json!({
        "title": "关于某事的报告", "issuer": "某某镇人民政府", "opening": opening, "general": {}, "figures": figures,
    });
    match read::report(source.to_string().as_bytes(), Notation::Json) {
        Ok(checked) => {
            let codes = checked.warnings.iter().map(|it| it.code).collect();
            Ok((press().text(&checked.report).expect("text"), codes))
        }
        Err(found) => Err(found.0.iter().map(|it| (it.code, it.place.path.clone())).collect()),
    }
}

#[test]
fn parts_of_figures_have_names() {
    let income = |previous: &str, unit: &str| json!({ "收入": { "label": "财政收入", "value": "1.78", "previous": previous, "target": "1.80", "unit": unit } });
    let text = |opening: &str, previous: &str, unit: &str| {
        told(opening, &income(previous, unit))
            .map(|(text, _)| text.lines().last().map(str::to_owned))
            .expect("text")
    };
    for (opening, previous, unit, expected) in [
        ("{{收入}}，{{收入.change}}。", "1.66", "亿元", "1.78亿元，同比增长7.2%。"),
        ("比上年{{收入.增长}}。", "1.84", "亿元", "比上年下降3.3%。"),
        ("{{收入.同比}}。", "1.78", "亿元", "同比持平。"),
        ("{{收入.同比}}。", "0.78", "%", "同比提高1.0个百分点。"),
        ("由{{收入.上年}}到{{收入.数值}}。", "1.66", "亿元", "由1.66亿元到1.78。"),
        ("目标{{收入.目标}}，完成{{收入.完成率}}。", "1.66", "亿元", "目标1.80亿元，完成98.9%。"),
    ] {
        assert_eq!(text(opening, previous, unit).as_deref(), Some(expected), "{opening}");
    }
    for (opening, previous, code) in [
        ("{{收入.增长}}", "0", "figures/growth-base"),
        ("{{收入.增长}}", "-1", "figures/growth-base"),
        ("{{收入.明年}}", "1", "prose/braces"),
    ] {
        let found = told(opening, &income(previous, "亿元")).expect_err(opening);
        assert!(found.contains(&(code, "opening".to_owned())), "{opening}: {found:?}");
    }
}

#[test]
fn a_stated_growth_is_held_against_its_figure() {
    for (growth, unit, right) in [
        ("7.2", "%", true),
        ("7", "%", true),
        ("8.9", "%", false),
        ("-7.2", "%", false),
        ("0.12", "百分点", false),
    ] {
        let figures = json!({
            "收入": { "label": "收入", "value": "1.78", "previous": "1.66", "unit": "亿元" },
            "增速": { "label": "增速", "value": growth, "unit": unit, "growth_of": "收入" },
        });
        let (_, codes) = told("{{收入}}，增长{{增速}}。", &figures).expect("a report");
        let expected: &[&str] = if right { &[] } else { &["figures/growth"] };
        assert_eq!(codes, expected, "{growth}{unit}");
    }
}

#[test]
fn a_row_of_another_length_is_told_at_itself() {
    let table = json!({ "rows": [["项目", "一季度", "二季度"], ["收入", "12"]] });
    let source = json!({
        "title": "关于某事的报告", "issuer": "某某镇人民政府", "opening": "如下。",
        "general": { "sections": [{ "table": table }] },
    });
    let found = read::report(source.to_string().as_bytes(), Notation::Json).expect_err("a short row");
    assert_eq!(
        (found.0[0].code, &*found.0[0].place.path),
        ("report/ragged-row", "general.sections[0].table.rows[1]")
    );
    assert_eq!(found.0[0].message.zh, "第2行有2格，表头有3格");
}
