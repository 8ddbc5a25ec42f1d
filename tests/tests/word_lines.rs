//! The lines of the Word file as Word breaks them are those of the PDF.

use std::collections::{BTreeMap, VecDeque};

use gongwen::template::Templates;
use gongwen::{Fonts, Press, Printed, Report, Settings, Stylesheet};
use gongwen_document::Role;
use gongwen_tests::word::{WordFile, lines};
use gongwen_tests::{every_fixture, press, printed, rows, tight};

/// Lines of both files.
#[derive(Default)]
struct Count {
    lines: usize,
    alike: usize,
    /// Paragraphs with another number of lines.
    longer: Vec<String>,
    differences: Vec<String>,
    /// Paragraphs whose text the pages do not hold in one piece.
    left_out: Vec<String>,
}

/// Holds a paragraph with tabs: each of its lines is a row of the pages, whatever the texts beside each other belong to.
fn beside(name: &str, word: &[String], rows: &mut BTreeMap<String, usize>, count: &mut Count) {
    for line in word {
        let row = rows.get_mut(&tight(line)).filter(|times| **times > 0);
        count.lines += 1;
        match row {
            Some(times) => {
                *times -= 1;
                count.alike += 1;
            }
            None => count.differences.push(format!("{name}\n  PDF:  no such row\n  Word: {line}")),
        }
    }
}

fn compare(name: &str, made: &Printed<'_>, count: &mut Count) {
    let file = WordFile::read(&made.docx().expect("a Word file"));
    let mut texts = printed(&made.pages);
    let mut rows = rows(&made.pages);
    let mut paragraphs = file.paragraphs.iter().peekable();
    while let Some(paragraph) = paragraphs.next() {
        let mut text = paragraph.text();
        if text.is_empty() {
            continue;
        }
        let mut word = lines(&file, paragraph);
        if paragraph.tabs {
            beside(name, &word, &mut rows, count);
            continue;
        }
        let mut ours = texts.get_mut(&text).and_then(VecDeque::pop_front);
        if ours.is_none()
            && let Some(next) = paragraphs.peek()
        {
            // A long paragraph is cut in two where its page ends above a closing.
            let whole = text.clone() + &next.text();
            ours = texts.get_mut(&whole).and_then(VecDeque::pop_front);
            if ours.is_some() {
                text = whole;
                word.extend(lines(&file, next));
                paragraphs.next();
            }
        }
        let Some(ours) = ours else {
            count.left_out.push(format!("{name}: {}: {text}", paragraph.style));
            continue;
        };
        let ours: Vec<String> = ours.into_iter().map(|(_, line)| line).collect();
        count.lines += ours.len();
        count.alike += ours.iter().zip(&word).filter(|(one, other)| tight(one) == tight(other)).count();
        if ours.len() != word.len() {
            count.longer.push(format!("{name}: {} lines, in Word {}: {text}", ours.len(), word.len()));
        }
        let pairs = ours.iter().zip(&word).find(|(one, other)| tight(one) != tight(other));
        if let Some((one, other)) = pairs {
            count.differences.push(format!("{name}\n  PDF:  {one}\n  Word: {other}"));
        }
    }
}

/// A press that parts names where Word parts them.
fn parting() -> Press {
    let mut style = Stylesheet::gbt9704();
    for role in [Role::Addressees, Role::Attendance, Role::AttendanceNext] {
        style.paragraph_mut(role).names = false;
    }
    let mut settings = Settings::default();
    settings.style = style;
    Press::with(Fonts::embedded(), Templates::builtin(), settings)
}

/// Word cannot keep a name whole at a line's end, the PDF does: their lines differ in lists of names and nowhere else, and
/// no paragraph has a line more for it.
#[test]
fn names_kept_whole_make_no_line_more() {
    let (mut kept, mut parted) = (Count::default(), Count::default());
    let (keeping, parting) = (press(), parting());
    for (name, report) in every_fixture() {
        compare(&name, &keeping.print(&report).expect("pages"), &mut kept);
        compare(&name, &parting.print(&report).expect("pages"), &mut parted);
    }
    assert_eq!(kept.longer, parted.longer);
    assert!(kept.alike < parted.alike, "no fixture has a name at the end of a line");
    let names = ["主送：", "抄送：", "出席：", "请假：", "列席："];
    let lists = |told: &&String| {
        let ours = told.split_once("PDF:  ").map_or("", |(_, line)| line);
        names.iter().any(|label| ours.starts_with(label)) || ours.contains('、')
    };
    let elsewhere = kept.differences.iter().filter(|told| !parted.differences.contains(*told));
    let elsewhere: Vec<&String> = elsewhere.filter(|told| !lists(told)).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[test]
fn lines_of_every_fixture_end_where_word_ends_them() {
    let press = parting();
    let mut count = Count::default();
    for (name, report) in every_fixture() {
        let printed = press.print(&report).unwrap_or_else(|error| panic!("{name}: {error}"));
        compare(&name, &printed, &mut count);
    }
    assert!(count.lines > 2000, "{} lines", count.lines);
    assert!(count.left_out.is_empty(), "left out: {}", count.left_out.join("\n"));
    hold(&count);
}

#[track_caller]
fn hold(count: &Count) {
    let shown = count.differences.join("\n");
    // 99.5 %.
    assert!(
        (count.lines - count.alike) * 1000 <= count.lines * 5,
        "{} of {} lines end where Word ends them\n{shown}",
        count.alike,
        count.lines,
    );
    assert!(count.longer.is_empty(), "{}\n{shown}", count.longer.join("\n"));
}

/// Text with every kind of neighbours: numbers with signs, dates, quotes inside quotes, dashes, Latin words, marks in a row.
const MIXED: &str = "全镇财政收入1.78亿元，同比增长7.2%；完成“两山”（‘绿水青山’）转化项目120个——占78.5‰，其中5G基站36座、GDP达12.3亿元……\
    2021—2025年新增就业1,234人次，人均可支配收入23,456.78元/年，气温25℃，《某某县“十四五”规划（2021—2025年）》印发，面积≥50亩、误差±0.5％，\
    共１２３户参加COVID防控和e-mail培训，投资￥300万元，A4纸。";

#[test]
fn mixed_text_ends_its_lines_where_word_ends_them_wherever_it_stands() {
    let press = press();
    let mut count = Count::default();
    for ahead in 0..28 {
        let body = format!("{}{}", "某".repeat(ahead), MIXED.repeat(3));
        let source = format!(
            "title = \"某某县测试\"\nissuer = \"某某县\"\nformat = \"文件\"\nopening = \"{body}\"\n[general]\n"
        );
        let report = Report::from_toml(&source).unwrap_or_else(|error| panic!("{error}"));
        compare(&format!("{ahead} ahead"), &press.print(&report).expect("pages"), &mut count);
    }
    assert!(count.lines > 500, "{} lines", count.lines);
    hold(&count);
}
