//! Titles 标题 (7.3.1): lines end where an editor would end them; no name, no fixed term and no word is cut.

use crate::common;

use common::{FONTS, lines, paragraph};
use gongwen_document::{Document, Role, Stylesheet};
use gongwen_layout::{Options, layout};

const CASES: &str = include_str!("cases/titles.txt");

fn broken(title: &str, names: &[&str]) -> Vec<String> {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let blocks = vec![paragraph(Role::Title, title)];
    let document = Document { blocks, names, ..Document::default() };
    let made = layout(&document, &Stylesheet::gbt9704(), &FONTS, &Options::default()).expect("pages");
    lines(&made.pages[0]).into_iter().map(|line| line.text).collect()
}

/// The titles of the file, each with its lines and the names that its report gives.
fn cases() -> impl Iterator<Item = (Vec<&'static str>, Vec<&'static str>)> {
    CASES.split("\n\n").filter_map(|paragraph| {
        let lines: Vec<&str> = paragraph.lines().filter(|line| !line.starts_with('#')).collect();
        let (names, lines): (Vec<&str>, Vec<&str>) =
            lines.into_iter().partition(|line| line.starts_with('@'));
        let names = names.iter().flat_map(|line| line.trim_start_matches('@').split(' ')).collect();
        (!lines.is_empty()).then_some((lines, names))
    })
}

#[test]
fn lines_are_those_an_editor_chose() {
    let mut wrong = String::new();
    let mut counts = [0; 6];
    for (expected, names) in cases() {
        let found = broken(&expected.concat(), &names);
        counts[expected.len()] += 1;
        if found != expected {
            wrong.push_str(&format!("chosen:\n{}\nfound:\n{}\n\n", expected.join("\n"), found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(counts.iter().sum::<i32>() >= 100 && counts[1..=4].iter().all(|count| *count >= 2), "{counts:?}");
}

#[test]
fn a_name_of_the_report_is_whole_whatever_the_dictionary_says_of_it() {
    // 高地 and 明村 are words to a dictionary.
    let title = "关于报送上高地明村民小组二〇二四年度土地承包经营情况的报告";
    let whole = |names: &[&str], name: &str| broken(title, names).iter().any(|line| line.contains(name));
    assert!(whole(&["上高地明"], "上高地明"));
    let name = "上高地明村民小组二〇二四";
    assert!(!whole(&[], name) && whole(&[name], name));
}

#[test]
fn a_name_longer_than_a_line_is_parted_at_its_levels() {
    let name = "某某省某某自治州某某自治县某某乡某某村某某社区居民委员会";
    let lines = broken(&format!("{name}工作总结"), &[name]);
    assert!(lines.iter().all(|line| line.ends_with(['省', '州', '县', '乡', '村', '会', '结'])), "{lines:?}");
}

#[test]
fn any_title_ends_in_lines_that_fit() {
    for title in
        ["锦".repeat(41), "的".repeat(50), "，".repeat(45), "某".repeat(97), "a".repeat(120), "《".repeat(44)]
    {
        let lines = broken(&title, &[&title, "某某某某", "", "的"]);
        assert_eq!(lines.concat(), title);
    }
}

#[test]
fn no_line_is_shorter_than_both_its_neighbours_where_there_is_a_choice() {
    // Names that cannot be parted: a line ends between them or nowhere. The even way, 17 | 12 | 19, is an hourglass 沙漏.
    let names =
        [("甲", 17), ("乙", 12), ("丙", 8), ("丁", 11)].map(|(character, count)| character.repeat(count));
    let [first, second, third, last] = &names;
    let title = names.concat();
    let lines = broken(&title, &names.each_ref().map(String::as_str));
    assert_eq!(lines, [first.clone(), format!("{second}{third}"), last.clone()]);
    // Without another way it stands as it is.
    let two = [first.as_str(), second, &format!("{third}{last}")];
    assert_eq!(broken(&title, &two), two);
}
