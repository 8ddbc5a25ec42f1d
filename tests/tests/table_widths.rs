//! Widths of columns, at every number of columns: no number is cut and no short word, edges are alike in both files, and
//! what has no room is refused with what to do.

use std::collections::{BTreeMap, BTreeSet};

use gongwen::{Diagnostic, Error, Length, Pages, Press, Report};
use gongwen_layout::Page;
use gongwen_tests::{attribute, named, press, tight, xml_part};

/// What stands in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Texts {
    Short,
    Numbers,
    Long,
    Mixed,
}

/// Heads of the columns.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Heads {
    Short,
    Long,
    /// Two columns each below one head.
    Spans,
}

/// What the report says of the widths.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Widths {
    None,
    Alike,
    Steep,
    Millimetres,
    Some,
}

#[derive(Clone, Copy, Debug)]
struct Case {
    columns: usize,
    texts: Texts,
    heads: Heads,
    widths: Widths,
    lying: bool,
}

fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    for columns in 1..=20 {
        for texts in [Texts::Short, Texts::Numbers, Texts::Long, Texts::Mixed] {
            for heads in [Heads::Short, Heads::Long, Heads::Spans] {
                for widths in [Widths::None, Widths::Alike, Widths::Steep, Widths::Millimetres, Widths::Some]
                {
                    for lying in [false, true] {
                        all.push(Case { columns, texts, heads, widths, lying });
                    }
                }
            }
        }
    }
    all
}

const WORDS: [&str; 5] = ["东坪", "已完工", "农业办", "在建", "锦河村"];
const NUMBERS: [&str; 5] = ["12.5", "1,286", "98.6%", "-3.25", "2024"];
const SENTENCE: &str = "新建灌溉渠道3.25公里，9月底前完工，由各村负责";

impl Case {
    fn text(&self, row: usize, column: usize) -> &'static str {
        let texts = match (self.texts, column % 4) {
            (Texts::Mixed, 0) => Texts::Short,
            (Texts::Mixed, 1 | 2) => Texts::Numbers,
            (Texts::Mixed, _) => Texts::Long,
            (texts, _) => texts,
        };
        match texts {
            Texts::Short => WORDS[(row + column) % 5],
            Texts::Numbers => NUMBERS[(row * 2 + column) % 5],
            _ => SENTENCE,
        }
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let columns = self.columns;
        let mut rows: Vec<Vec<String>> = match self.heads {
            Heads::Short => vec![(0..columns).map(|column| format!("栏{column}")).collect()],
            Heads::Long => {
                vec![(0..columns).map(|column| format!("计划完成投资额{column}（万元）")).collect()]
            }
            Heads::Spans => {
                let upper = |column: usize| {
                    if column.is_multiple_of(2) { format!("组{column}") } else { "<".to_owned() }
                };
                vec![
                    (0..columns).map(upper).collect(),
                    (0..columns).map(|column| format!("本年{column}")).collect(),
                ]
            }
        };
        rows.extend((0..3).map(|row| (0..columns).map(|column| self.text(row, column).to_owned()).collect()));
        rows
    }

    fn report(&self) -> Report {
        let rows = serde_json::to_string(&self.rows()).expect("rows");
        let each = |width: &dyn Fn(usize) -> String| {
            let all: Vec<String> = (0..self.columns).map(width).collect();
            format!("widths = [{}]\n", all.join(", "))
        };
        let widths = match self.widths {
            Widths::None => String::new(),
            Widths::Alike => each(&|_| "1".to_owned()),
            Widths::Steep => each(&|column| if column == 0 { "9".to_owned() } else { "0.5".to_owned() }),
            Widths::Millimetres => each(&|_| "\"14mm\"".to_owned()),
            Widths::Some => each(&|column| {
                ["\"18mm\"", "2", "\"auto\""].get(column % 3).copied().unwrap_or("1").to_owned()
            }),
        };
        let head = if self.heads == Heads::Spans { "header_rows = 2\n" } else { "" };
        report(&format!("rows = {rows}\n{widths}{head}"), self.lying)
    }
}

fn report(table: &str, lying: bool) -> Report {
    let head =
        "title = \"关于示例数据的报告\"\nissuer = \"某某镇人民政府\"\nissue_date = 2025-04-20\n[general]\n";
    let source = match lying {
        true => format!(
            "{head}[[general.sections]]\ntext = \"见附件。\"\n[[attachments]]\ntitle = \"示例\"\nlandscape = true\n[attachments.table]\n{table}"
        ),
        false => {
            format!("{head}[[general.sections]]\ntext = \"见下表。\"\n[general.sections.table]\n{table}")
        }
    };
    Report::from_toml(&source).unwrap_or_else(|error| panic!("{error}: {source}"))
}

/// The upright rules of a page, each once, from left to right: the middles of inner ones.
fn upright(page: &Page) -> Vec<Length> {
    let rules = page.rules.iter().filter(|rule| rule.height > rule.width);
    let mut rules: Vec<_> = rules.collect();
    rules.sort_by_key(|rule| rule.x);
    let (first, last) = (rules.first().map(|rule| rule.x), rules.last().map(|rule| rule.x));
    let place = |rule: &&gongwen_layout::Rule| match rule.x {
        x if Some(x) == first => x,
        x if Some(x) == last => x + rule.width,
        x => x + rule.width.scale(1, 2),
    };
    rules.iter().map(place).collect::<BTreeSet<Length>>().into_iter().collect()
}

/// The edges of the columns of the first table of a Word file, from the left of the paper.
fn word_edges(docx: &[u8]) -> Vec<Length> {
    let xml = xml_part(docx, "word/document.xml").expect("a body");
    let tree = roxmltree::Document::parse(&xml).expect("well-formed");
    let table = named(tree.root(), "tbl").into_iter().next().expect("a table");
    let section = named(tree.root(), "sectPr")
        .into_iter()
        .find(|section| section.range().start > table.range().end)
        .expect("a section");
    let number = |element: &str, name: &str| -> i64 {
        let element = named(section, element).into_iter().next().expect("an element");
        attribute(element, name).parse().expect("twips")
    };
    let (left, right) = (number("pgMar", "left"), number("pgMar", "right"));
    let room = number("pgSz", "w") - left - right;
    let widths: Vec<i64> = named(table, "gridCol")
        .into_iter()
        .map(|column| attribute(column, "w").parse().expect("twips"))
        .collect();
    for row in named(table, "tr") {
        let cells: i64 =
            named(row, "tcW").iter().map(|cell| attribute(*cell, "w").parse::<i64>().expect("twips")).sum();
        assert_eq!(cells, widths.iter().sum::<i64>(), "the cells of a row are as wide as its table");
    }
    let mut at = left + (room - widths.iter().sum::<i64>()) / 2;
    let mut edges = vec![Length::twips(at)];
    edges.extend(widths.iter().map(|width| {
        at += width;
        Length::twips(at)
    }));
    edges
}

fn page_of_table(pages: &Pages) -> &Page {
    pages.pages.iter().find(|page| page.rules.iter().any(|rule| rule.height > rule.width)).expect("a table")
}

fn is_told(found: &[Diagnostic], code: &str) -> bool {
    found.iter().any(|found| found.code == code)
}

/// What is wrong with the table of this case; whether it was printed.
fn check(press: &Press, case: Case, faults: &mut Vec<String>) -> bool {
    let report = case.report();
    let mut fault = |text: String| faults.push(format!("{case:?}: {text}"));
    let printed = match press.print(&report) {
        Ok(printed) => printed,
        Err(Error::Input(found)) => {
            let codes: Vec<&str> = found.0.iter().map(|found| found.code).collect();
            // Texts over rules are told beside it, cut numbers are not.
            if codes.iter().any(|code| !matches!(*code, "table/too-wide" | "fit/on-rule")) {
                fault(format!("refused for {codes:?}"));
            }
            for found in found.0.iter().filter(|found| found.code == "table/too-wide") {
                let help = found.help.as_ref().map(|help| help.zh.as_str()).unwrap_or_default();
                if !found.message.zh.contains("第 ") || !found.message.zh.contains("栏“") {
                    fault(format!("names no column: {}", found.message.zh));
                }
                let lying = Case { lying: true, ..case };
                let room = !case.lying && press.print(&lying.report()).is_ok();
                if room != help.contains("放进附件横排") {
                    fault(format!("lying paper has room: {room}; told: {help}"));
                }
            }
            if !codes.contains(&"table/too-wide") {
                fault(format!("refused for {codes:?}"));
            }
            return false;
        }
        Err(error) => {
            fault(error.to_string());
            return false;
        }
    };
    let told = &printed.warnings;
    if let Some(found) = told.iter().find(|found| found.code.starts_with("fit/")) {
        fault(format!("{}: {}", found.code, found.message.zh));
    }
    let narrow = is_told(told, "table/narrow");
    let lines: BTreeMap<String, _> = gongwen_tests::printed(&printed.pages);
    for text in case.rows().concat().iter().filter(|text| *text != "<") {
        let number = NUMBERS.contains(&text.as_str());
        let short = WORDS.contains(&text.as_str());
        let Some(all) = lines.get(&tight(text)) else {
            fault(format!("{text} is not in the pages"));
            continue;
        };
        if (number || short && !narrow) && all.iter().any(|lines| lines.len() > 1) {
            fault(format!("{text} is cut: {all:?}"));
        }
        for pair in all.iter().flat_map(|lines| lines.windows(2)) {
            let of_number = |c: char| c.is_ascii_digit() || c == '.';
            if pair[0].1.ends_with(of_number) && pair[1].1.starts_with(of_number) {
                fault(format!("a number is cut: {} | {}", pair[0].1, pair[1].1));
            }
        }
    }
    let ours = upright(page_of_table(&printed.pages));
    let theirs = word_edges(&printed.docx().expect("a Word file"));
    let near =
        |(one, other): (&Length, &Length)| (one.emu() - other.emu()).abs() <= Length::hundredths_mm(10).emu();
    if ours.len() != case.columns + 1 || ours.len() != theirs.len() || !ours.iter().zip(&theirs).all(near) {
        let mm = |edges: &[Length]| edges.iter().map(|edge| edge.to_mm()).collect::<Vec<_>>();
        fault(format!("edges {:?}, in the Word file {:?}", mm(&ours), mm(&theirs)));
    }
    true
}

/// Runs these on the threads of the machine and fails with what is wrong.
#[allow(clippy::print_stderr)]
fn sweep(wanted: impl Fn(usize) -> bool) {
    let press = press();
    let all: Vec<Case> =
        cases().into_iter().enumerate().filter(|(index, _)| wanted(*index)).map(|(_, case)| case).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (press, all) = (&press, &all);
    let parts: Vec<(Vec<String>, usize)> = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|part| {
                scope.spawn(move || {
                    let mut faults = Vec::new();
                    let made = all
                        .iter()
                        .skip(part)
                        .step_by(threads)
                        .filter(|case| check(press, **case, &mut faults));
                    let made = made.count();
                    (faults, made)
                })
            })
            .collect();
        parts.into_iter().map(|part| part.join().expect("a thread")).collect()
    });
    let made: usize = parts.iter().map(|(_, made)| made).sum();
    let faults: Vec<String> = parts.into_iter().flat_map(|(faults, _)| faults).collect();
    eprintln!("{} tables, {made} printed, {} faults", all.len(), faults.len());
    assert!(
        faults.is_empty(),
        "{} faults, the first of them:\n{}",
        faults.len(),
        faults[..faults.len().min(30)].join("\n")
    );
    assert!(made * 2 > all.len(), "{made} of {} are printed", all.len());
}

#[test]
fn nothing_is_cut_and_edges_are_alike() {
    // Ten in a row have the same texts and heads.
    sweep(|index| (index + index / 10).is_multiple_of(3));
}

#[test]
#[ignore = "a minute without optimisation; cargo xtask sweep runs it"]
fn nothing_is_cut_in_any_of_them() {
    sweep(|_| true);
}

fn warnings(table: &str) -> Vec<Diagnostic> {
    press().print(&report(table, false)).expect("printed").warnings
}

#[test]
fn a_column_that_is_given_more_than_it_was_asked_is_told() {
    let rows = "rows = [[\"村\", \"总产值\"], [\"锦河村\", \"1,234,567.89\"]]\n";
    for widths in ["[20, 1]", "[\"100mm\", \"8mm\"]"] {
        let found = warnings(&format!("{rows}widths = {widths}\n"));
        let raised = found.iter().find(|found| found.code == "table/width-raised").expect("told");
        assert!(
            raised.message.zh.contains("第 2 栏“总产值”") && raised.place.path.ends_with(".table"),
            "{raised:?}"
        );
    }
    for widths in ["[3, 2]", "[\"100mm\", \"40mm\"]"] {
        assert!(!is_told(&warnings(&format!("{rows}widths = {widths}\n")), "table/width-raised"), "{widths}");
    }
}

#[test]
fn smaller_type_is_told_with_its_size() {
    let table = |columns: usize| {
        let row = |text: &str| format!("[{}]", vec![format!("\"{text}\""); columns].join(", "));
        format!("rows = [{}, {}]\n", row("投资额"), row("1,286.5"))
    };
    let press = press();
    let mut sizes = Vec::new();
    for columns in 1..=14 {
        let report = report(&table(columns), false);
        let Ok(printed) = press.print(&report) else { break };
        let runs = printed.pages.pages.iter().flat_map(|page| &page.runs);
        let size = runs.filter(|run| run.text.contains("286")).map(|run| run.size).max().expect("numbers");
        let told: Vec<&Diagnostic> =
            printed.warnings.iter().filter(|found| found.code == "table/small-type").collect();
        assert_eq!(!told.is_empty(), size < Length::pt(12), "{columns} columns in {} pt", size.to_pt());
        let names = [("五号", Length::hundredths_pt(1050)), ("小五号", Length::pt(9))];
        for found in told {
            let name = names.iter().find(|(_, named)| *named == size).expect("a size of a table").0;
            assert!(
                found.message.zh.contains(name)
                    && found.help.as_ref().expect("help").zh.contains("landscape"),
                "{found:?}"
            );
        }
        sizes.push(size);
    }
    assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]), "{sizes:?}");
    assert_eq!(sizes.iter().collect::<BTreeSet<_>>().len(), 3, "each size of type in its turn");
}

#[test]
fn thirty_villages_by_fourteen_columns_fill_three_lying_pages() {
    let heads = [
        "序号",
        "村名",
        "户数",
        "人口",
        "耕地面积",
        "早稻面积",
        "晚稻面积",
        "总产量",
        "村集体收入",
        "人均纯收入",
        "参保率",
        "改厕率",
        "责任领导",
        "备注",
    ];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.extend((1..=30).map(|number| {
        let name = ["锦河村", "花园村", "大桥头村"][number % 3];
        let figure = |factor: usize| (number * factor % 4_000 + 100).to_string();
        vec![
            number.to_string(),
            name.to_owned(),
            figure(37),
            figure(131),
            format!("{}.5", figure(71)),
            figure(53),
            figure(59),
            format!("{}.25", figure(97)),
            format!("{}.8", figure(7)),
            figure(401),
            "98.6%".to_owned(),
            "87.2%".to_owned(),
            "王某".to_owned(),
            "示例".to_owned(),
        ]
    }));
    let rows = serde_json::to_string(&rows).expect("rows");
    let report = report(&format!("rows = {rows}\n"), true);
    let press = press();
    let printed = press.print(&report).expect("printed");
    let pages = printed.pages.pages.iter().filter(|page| !page.rules.is_empty());
    assert!(pages.count() <= 3, "{} pages", printed.pages.pages.len());
    // In 五号 and with every word whole.
    let told: Vec<&str> = printed.warnings.iter().map(|found| found.code).collect();
    assert_eq!(told, ["table/small-type"], "{:?}", printed.warnings);
}
