//! `cases/linebreak.txt`, line by line.

use crate::common;

use common::{lines, narrow, pages, paragraph};
use gongwen_document::Role;

struct Case {
    number: usize,
    cells: i64,
    text: String,
    expected: Vec<String>,
}

fn read_cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (index, line) in include_str!("cases/linebreak.txt").lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(expected) = line.strip_prefix("  ") {
            let case = cases.last_mut().expect("a case before its lines");
            case.expected.push(expected.to_owned());
        } else {
            let (cells, text) = line.split_once(' ').expect("a width and a text");
            let cells = cells.parse().expect("a width in cells");
            cases.push(Case { number: index + 1, cells, text: text.to_owned(), expected: Vec::new() });
        }
    }
    cases
}

#[test]
fn lines_break_as_the_cases_say() {
    let cases = read_cases();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in cases {
        let made = pages(vec![paragraph(Role::Body, &case.text)], &narrow(case.cells));
        let actual: Vec<String> =
            made.pages.iter().flat_map(lines).map(|line| line.text.trim_end().to_owned()).collect();
        if actual != case.expected {
            wrong.push_str(&format!("# line {}\n{} {}\n", case.number, case.cells, case.text));
            for line in actual {
                wrong.push_str(&format!("  {line}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "these came out otherwise:\n{wrong}");
}

#[test]
fn a_profile_may_keep_numbers_and_measure_words_together() {
    let ahead = "某".repeat(25);
    let text = format!("{ahead}共500名党员，{ahead}2.8万余亩水田");
    let lines_of = |keep_units: bool| -> Vec<String> {
        let mut style = narrow(28);
        style.text.keep_units = keep_units;
        let made = pages(vec![paragraph(Role::Body, &text)], &style);
        made.pages.iter().flat_map(lines).map(|line| line.text).collect()
    };
    let parted =
        [format!("{ahead}共500"), format!("名党员，{}", "某".repeat(24)), "某2.8万余亩水田".to_owned()];
    let together =
        [format!("{ahead}共"), format!("500名党员，{}", "某".repeat(22)), "某某某2.8万余亩水田".to_owned()];
    assert_eq!(lines_of(false), parted);
    assert_eq!(lines_of(true), together);
}
