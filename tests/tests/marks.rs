//! Joint marks 联合行文的发文机关标志, swept over how many bodies there are and how long their names: all names have one width,
//! none is out of the type area, none is condensed or small beyond reading unless that is said, and both files have the same.

use std::collections::BTreeMap;

use gongwen::{Press, Printed, Report};
use gongwen_layout::{Color, GlyphRun};
use gongwen_tests::press;
use gongwen_tests::word::WordFile;

/// What names are condensed to at most, in percent.
const LEAST_SCALE: u8 = 67;
/// Type of the text, in points: a mark below it is refused.
const TEXT: f64 = 16.0;
/// The least size of a mark that is not remarked on, in points.
const UNREMARKED: f64 = 26.0;
/// Edges of the type area 版心, in points.
const AREA: (f64, f64) = (28.0 / 25.4 * 72.0, 184.0 / 25.4 * 72.0);

/// Names of these lengths in characters, no two alike. 示例数据
fn names(lengths: &[usize]) -> Vec<String> {
    let firsts = "东西南北中上下左右前后春夏秋冬山水江河湖海田林石土金木火风云雨日月星天地大小长宽高平安宁和顺永新古城镇乡村路桥门井花草米";
    let name = |(first, length): (char, &usize)| {
        std::iter::once(first)
            .chain("某某县住房和城乡建设与水利交通运输管理局".chars())
            .take(*length)
            .collect()
    };
    assert!(lengths.len() <= firsts.chars().count());
    firsts.chars().zip(lengths).map(name).collect()
}

fn report(names: &[String], suffix: bool) -> Report {
    let suffix = if suffix { "" } else { "mark_suffix = \"\"\n" };
    let source = format!(
        "title = \"关于某事的通知\"\nissuer = \"某某县\"\nopening = \"示例数据。\"\nformat = \"文件\"\n[letterhead]\n\
         issuer_mark = {names:?}\n{suffix}document_number = \"某发〔2026〕1号\"\n[general]\n"
    );
    Report::from_toml(&source).unwrap_or_else(|error| panic!("{error}\n{source}"))
}

fn edges(run: &GlyphRun) -> (f64, f64) {
    let (first, last) = run.glyphs.first().zip(run.glyphs.last()).expect("glyphs");
    (first.x.to_pt(), (last.x + last.advance).to_pt())
}

/// Holds the mark of finished pages and of the Word file made of them.
fn hold(what: &str, names: &[String], suffix: bool, made: &Printed<'_>) {
    let runs: Vec<&GlyphRun> =
        made.pages.pages[0].runs.iter().filter(|run| run.color == Color::Red).collect();
    let by_text: BTreeMap<&str, &GlyphRun> = runs.iter().map(|run| (run.text.as_str(), *run)).collect();
    assert_eq!(runs.len(), names.len() + usize::from(suffix), "{what}: {:?}", by_text.keys());
    let (left, right) = edges(by_text[names[0].as_str()]);
    let size = runs[0].size;
    for name in names {
        let run = by_text[name.as_str()];
        let (from, to) = edges(run);
        assert!((from - left).abs() < 0.01 && (to - right).abs() < 0.01, "{what}: one width: {name}");
        assert!(
            run.size == size && (LEAST_SCALE..=100).contains(&run.scale),
            "{what}: {name}: {}",
            run.scale
        );
        // No glyph reaches over the next.
        let pairs = run.glyphs.windows(2);
        let least = pairs.map(|pair| (pair[1].x - pair[0].x - pair[0].advance).to_pt()).fold(9e9, f64::min);
        assert!(least > -0.01, "{what}: {name} overprints itself by {least}");
    }
    let end = if suffix {
        let (from, to) = edges(by_text["文件"]);
        assert!(
            by_text["文件"].scale == 100 && from > right + size.to_pt() * 0.4,
            "{what}: 文件 beside them"
        );
        let lines: Vec<f64> = names.iter().map(|name| by_text[name.as_str()].baseline.to_pt()).collect();
        let middle = (lines[0] + lines[lines.len() - 1]) / 2.0;
        assert!((by_text["文件"].baseline.to_pt() - middle).abs() < 0.1, "{what}: 文件 in the middle");
        to
    } else {
        right
    };
    assert!(left > AREA.0 - 0.1 && end < AREA.1 + 0.1, "{what}: {left} to {end}");
    assert!(((left + end) - (AREA.0 + AREA.1)).abs() < 0.2, "{what}: centred");

    let file = WordFile::read(&made.docx().expect("a Word file"));
    let mark: Vec<_> = file.paragraphs.iter().filter(|paragraph| paragraph.style == "IssuerMark").collect();
    assert!(mark.iter().all(|paragraph| !paragraph.framed), "{what}: nothing floats");
    assert_eq!(mark.len(), runs.len(), "{what}: paragraphs of the mark");
    for paragraph in mark {
        let run = by_text[paragraph.text().as_str()];
        let count = paragraph.pieces.len() as f64;
        let advance: f64 = paragraph
            .pieces
            .iter()
            .map(|piece| piece.format.size * piece.format.scale + piece.format.spacing)
            .sum();
        let (from, to) = edges(run);
        // Its spacing comes in twentieths of a point.
        assert!(
            (advance - (to - from)).abs() < count * 0.026 + 0.1,
            "{what}: {} {advance} {}",
            run.text,
            to - from
        );
        for piece in &paragraph.pieces {
            let format = &piece.format;
            assert!((format.size - run.size.to_pt()).abs() < 0.01, "{what}: {}", run.text);
            assert!((format.scale * 100.0 - f64::from(run.scale)).abs() < 0.01, "{what}: {}", run.text);
        }
        // It stays on its line.
        assert_eq!(gongwen_tests::word::lines(&file, paragraph).len(), 1, "{what}: {}", run.text);
    }
}

/// Prints a mark and holds it; what it says of its size is an error below that of the text.
fn check(press: &Press, lengths: &[usize], suffix: bool, counts: &mut [usize; 3]) {
    let names = names(lengths);
    let what = format!("{} bodies, {lengths:?}, {suffix}", lengths.len());
    let report = report(&names, suffix);
    let bodies = lengths.len() as f64;
    match press.print(&report) {
        Ok(made) => {
            hold(&what, &names, suffix, &made);
            let size = made.pages.facts.mark_size.expect("a mark").to_pt();
            let told = made.pages.misfits.iter().any(|found| found.code == "fit/small-type");
            assert!(size >= TEXT && told == (size < UNREMARKED), "{what}: {size} pt");
            // A third of the type area, or half of it at the size of the text.
            assert!(bodies * size * 1.25 < 225.0 / 25.4 * 72.0 / 2.0 + 1.0, "{what}: as high as a page");
            counts[usize::from(told)] += 1;
        }
        Err(refused) => {
            let gongwen::Error::Input(found) = &refused else { panic!("{what}: {refused}") };
            let of_mark = found.0.iter().find(|found| found.code == "fit/small-type");
            let found = of_mark.unwrap_or_else(|| panic!("{what}: {refused}"));
            let help = found.help.as_ref().map_or("", |help| help.zh.as_str());
            assert!(found.is_error() && help.contains("主办机关"), "{what}: {refused}");
            assert!(bodies * TEXT * 1.25 > 225.0 / 25.4 * 72.0 / 2.0 - 20.0, "{what}: could be read");
            counts[2] += 1;
        }
    }
}

#[test]
fn joint_marks_of_any_number_of_names_of_any_length_fit_and_can_be_read_or_are_refused() {
    let press = press();
    let mut counts = [0; 3];
    for bodies in 2..=60 {
        for (index, longest) in (4..=20).enumerate() {
            // All lengths with few bodies; some with many, whose size is decided by their number.
            if bodies > 16 && (index + bodies) % 6 != 0 {
                continue;
            }
            // One long name among short ones, all alike, and every length up to the longest.
            let one: Vec<usize> = (0..bodies).map(|at| if at == bodies / 2 { longest } else { 6 }).collect();
            let mixed: Vec<usize> = (0..bodies).map(|at| 4 + (at * 5 + longest) % (longest - 3)).collect();
            for lengths in [one, vec![longest; bodies], mixed] {
                for suffix in [true, false] {
                    check(&press, &lengths, suffix, &mut counts);
                }
            }
        }
    }
    assert!(counts.iter().all(|count| *count > 50), "fitting, told, refused: {counts:?}");
}

/// A name of digits and letters has the width of its own glyphs, in both files, and none of Word's white between.
#[test]
fn names_with_digits_are_spread_without_white_of_another_kind() {
    let report = report(&["某某县12345热线办公室".to_owned(), "某某县财政局".to_owned()], true);
    let press = press();
    let made = press.print(&report).expect("pages");
    let file = WordFile::read(&made.docx().expect("a Word file"));
    let mark: Vec<_> = file.paragraphs.iter().filter(|paragraph| paragraph.style == "IssuerMark").collect();
    assert!(mark.len() == 3 && mark.iter().all(|paragraph| !paragraph.format.latin_gap));
    let runs = made.pages.pages[0].runs.iter().filter(|run| run.color == Color::Red);
    let right: Vec<f64> = runs.filter(|run| run.text != "文件").map(|run| edges(run).1).collect();
    assert!((right[0] - right[right.len() - 1]).abs() < 0.01, "{right:?}");
}

/// Orders 命令, minutes 纪要 and documents, with a number below the mark and without: names keep their lines, and the red rule, which
/// is the border of what ends the letterhead, is as long as the type area is wide.
#[test]
fn joint_marks_of_every_format_stand_in_the_word_file_as_in_the_pdf() {
    let press = press();
    for (format, number) in
        [("文件", true), ("文件", false), ("纪要", true), ("纪要", false), ("命令", true), ("命令", false)]
    {
        for lengths in [vec![9, 20], vec![6, 15, 6], vec![20, 20, 4, 8, 12]] {
            let what = format!("{format}, {number}, {lengths:?}");
            let names = names(&lengths);
            let stamp = if format == "命令" { "[[signature_stamps]]\npost = \"县　长\"\n" } else { "" };
            let number = match (number, format) {
                (false, _) => "",
                (true, "命令") => "document_number = \"第1号\"\n",
                (true, _) => "document_number = \"某发〔2026〕1号\"\n",
            };
            let source = format!(
                "title = \"关于某事的通知\"\nissuer = \"某某县\"\nopening = \"示例数据。\"\nformat = \"{format}\"\n\
                 issue_date = 2026-03-02\n[letterhead]\nissuer_mark = {names:?}\n{number}{stamp}[general]\n"
            );
            let report = Report::from_toml(&source).unwrap_or_else(|error| panic!("{what}: {error}"));
            let made = press.print(&report).unwrap_or_else(|error| panic!("{what}: {error}"));
            let docx = made.docx().expect("a Word file");
            let file = WordFile::read(&docx);
            for paragraph in file.paragraphs.iter().filter(|paragraph| paragraph.style == "IssuerMark") {
                let lines = gongwen_tests::word::lines(&file, paragraph);
                assert!(lines.len() == 1 && !paragraph.framed, "{what}: {lines:?}");
            }
            let xml = gongwen_tests::xml_part(&docx, "word/document.xml").expect("a body");
            let tree = roxmltree::Document::parse(&xml).expect("XML");
            let mut rules = 0;
            for border in gongwen_tests::named(tree.root(), "pBdr") {
                let properties = border.parent().expect("properties");
                rules += 1;
                for indent in gongwen_tests::named(properties, "ind") {
                    for side in ["left", "right"] {
                        let wide: i32 = gongwen_tests::attribute(indent, side).parse().unwrap_or(0);
                        assert_eq!(wide, 0, "{what}: the rule is longer or shorter at the {side}");
                    }
                }
            }
            assert_eq!(rules, usize::from(format != "命令"), "{what}: rules");
            // The title, or the text of an order, stands on the same page and line of it.
            let pages = gongwen_tests::word::pages(&file, gongwen_tests::word::KeepNext::MovesWhole);
            let last = pages.values().flatten().max().map_or(0, |page| page + 1);
            assert_eq!(last, made.pages.pages.len(), "{what}: pages");
        }
    }
}
