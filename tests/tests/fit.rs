//! A line pitch that gives a little where that saves a sheet of paper (7.3.5.5): as little as does it, and in both files.

use gongwen::fonts::Fonts;
use gongwen::template::Templates;
use gongwen::{Length, Press, Printed, Report, Settings, Stylesheet};
use gongwen_tests::word::{KeepNext, WordFile, pages};
use gongwen_tests::{form, press, xml_part};

fn press_with(change: impl FnOnce(&mut Settings)) -> Press {
    let mut settings = Settings::default();
    change(&mut settings);
    Press::with(Fonts::embedded(), Templates::builtin(), settings)
}

/// A document of so many lines of text. 示例数据
fn lines(count: usize, more: &str) -> Report {
    let sections: String = (1..=count)
        .map(|number| format!("[[general.sections]]\ntext = \"示例数据，第{number}件事已经办好。\"\n"))
        .collect();
    let text = format!(
        "title = \"关于某某工作的通知\"\nissuer = \"某某县人民政府\"\n{more}\nissue_date = 2026-03-02\n{sections}"
    );
    Report::from_toml(&text).unwrap_or_else(|error| panic!("{count}: {error}\n{text}"))
}

fn sheets(printed: &Printed<'_>) -> u32 {
    u32::try_from(printed.pages.pages.len()).expect("few pages").div_ceil(2)
}

/// Pages of the Word file, as the model of Word cuts them.
fn word_pages(file: &[u8]) -> usize {
    let word = WordFile::read(file);
    let pages = pages(&word, KeepNext::LeavesLastLines);
    pages.values().flatten().max().map_or(0, |last| last + 1)
}

/// Pitch of the paragraphs of text in the Word file.
fn word_pitch(file: &[u8]) -> Length {
    let styles = xml_part(file, "word/styles.xml").expect("styles");
    let tree = roxmltree::Document::parse(&styles).expect("well-formed");
    let of = |id: &str| {
        let style = tree.descendants().find(|node| {
            node.tag_name().name() == "style"
                && node.attributes().any(|attribute| attribute.name() == "styleId" && attribute.value() == id)
        })?;
        let spacing = style.descendants().find(|node| {
            node.tag_name().name() == "spacing" && {
                node.attributes().any(|attribute| attribute.name() == "line")
            }
        })?;
        spacing.attributes().find(|attribute| attribute.name() == "line")?.value().parse::<i64>().ok()
    };
    Length::twips(["GwBody", "Normal"].into_iter().find_map(of).expect("a pitch"))
}

/// Distances between baselines of the PDF's pages that are between 25 and 30 pt.
fn pdf_pitches(printed: &Printed<'_>) -> Vec<i64> {
    let mut found = Vec::new();
    for page in &printed.pages.pages {
        let mut baselines: Vec<i64> = page.runs.iter().map(|run| run.baseline.to_twips()).collect();
        baselines.sort_unstable();
        baselines.dedup();
        let steps = baselines.windows(2).map(|pair| pair[1] - pair[0]);
        found.extend(steps.filter(|step| (500..=600).contains(step)));
    }
    found
}

/// Distances between baselines of 25 to 30 pt in the bytes of a finished PDF, in points.
fn finished_pitches(file: &[u8]) -> Vec<f64> {
    let document = lopdf::Document::load_mem(file).expect("a PDF");
    let mut found = Vec::new();
    for page in document.page_iter() {
        let content = lopdf::content::Content::decode(&document.get_page_content(page)).expect("content");
        let places = content.operations.iter().filter(|operation| operation.operator == "Tm");
        let mut heights: Vec<f64> =
            places.map(|operation| f64::from(operation.operands[5].as_float().expect("a number"))).collect();
        heights.sort_by(f64::total_cmp);
        let steps = heights.windows(2).map(|pair| pair[1] - pair[0]);
        found.extend(steps.filter(|step| (25.0..30.0).contains(step)));
    }
    found
}

#[test]
fn the_finished_pdf_has_the_pitch_that_was_told() {
    let fitting = press_with(|settings| settings.fit = true);
    let mut seen = 0;
    for count in 36..=48 {
        let printed = fitting.print(&lines(count, "")).expect("a document");
        let pitch = printed.tightened.map_or(Stylesheet::gbt9704().grid.line_pitch, |found| found.to);
        seen += usize::from(printed.tightened.is_some());
        let steps = finished_pitches(&printed.pdf().expect("a PDF"));
        assert!(steps.len() > 30, "{count}: {} lines", steps.len());
        // Places are written in hundredths of a point.
        let off: Vec<&f64> = steps.iter().filter(|step| (*step - pitch.to_pt()).abs() > 0.021).collect();
        assert!(off.is_empty(), "{count}: {} pt, and {off:?}", pitch.to_pt());
    }
    assert!(seen >= 2, "{seen} documents with another pitch");
}

#[test]
fn the_pitch_gives_only_where_it_saves_a_sheet_and_as_little_as_does() {
    let (plain, fitting) = (press(), press_with(|settings| settings.fit = true));
    let standard = Stylesheet::gbt9704().grid.line_pitch;
    let mut saved = Vec::new();
    for count in 36..=48 {
        let report = lines(count, "");
        let before = plain.print(&report).expect("a document");
        let after = fitting.print(&report).expect("a document");
        let Some(tightened) = after.tightened else {
            assert_eq!(sheets(&before), sheets(&after), "{count}");
            assert_eq!(before.docx().expect("a file"), after.docx().expect("a file"), "{count}");
            // 0.5 mm would not help.
            let least = standard - Length::twips(28);
            let tight = press_with(|settings| settings.style = Stylesheet::gbt9704().with_line_pitch(least));
            assert_eq!(sheets(&tight.print(&report).expect("a document")), sheets(&before), "{count}");
            assert!(!after.warnings.iter().any(|found| found.code == "fit/line-pitch"), "{count}");
            continue;
        };
        saved.push(count);
        assert_eq!(sheets(&after), sheets(&before) - tightened.sheets, "{count}");
        assert_eq!(tightened.from, standard);
        assert!(standard - tightened.to <= Length::hundredths_mm(50), "{count}: {tightened:?}");
        let wider = Stylesheet::gbt9704().with_line_pitch(tightened.to + Length::twips(2));
        let wider = press_with(|settings| settings.style = wider);
        assert_eq!(sheets(&wider.print(&report).expect("a document")), sheets(&before), "{count}");

        let file = after.docx().expect("a Word file");
        assert_eq!(word_pages(&file), after.pages.pages.len(), "{count}");
        assert_eq!(word_pitch(&file), tightened.to, "{count}");
        assert_eq!(fitting.word(&report).expect("a Word file").bytes, file, "{count}");
        let off: Vec<i64> = pdf_pitches(&after)
            .into_iter()
            .filter(|step| (step - tightened.to.to_twips()).abs() > 1)
            .collect();
        assert!(off.is_empty(), "{count}: {off:?}");
        let told = after.warnings.iter().find(|found| found.code == "fit/line-pitch").expect("it is told");
        let (millimetres, to) = ((standard - tightened.to).to_mm(), tightened.to.to_pt());
        assert!(told.message.zh.contains("28.95 磅改为"), "{}", told.message.zh);
        let numbers: Vec<f64> = told
            .message
            .zh
            .split(|character: char| !character.is_ascii_digit() && character != '.')
            .filter_map(|number| number.parse().ok())
            .collect();
        assert!((numbers[0] - millimetres).abs() < 0.011 && (numbers[2] - to).abs() < 0.001, "{numbers:?}");
    }
    // One and two lines too many.
    assert_eq!(saved.len(), 2, "{saved:?}");
}

#[test]
fn one_sheet_is_as_it_was() {
    let fitting = press_with(|settings| settings.fit = true);
    let report = form("minutes");
    let printed = fitting.print(&report).expect("a document");
    assert!(printed.pages.pages.len() <= 2 && printed.tightened.is_none());
    assert_eq!(printed.docx().expect("a file"), press().docx(&report).expect("a file"));
}
