//! How far 汉字 are drawn apart to fill their lines, in the pages of every fixture.

use gongwen::{Length, Pages, Report};
use gongwen_layout::{Color, GlyphRun};
use gongwen_tests::{form, forms, jinjiang, press, root};

/// No 汉字 stands farther from the next than its cell by more than this, in hundredths of an em.
const MOST: i64 = 12;
/// So many hundredths of all lines may be drawn apart by more than [`LITTLE`] hundredths of an em.
const FEW: usize = 5;
const LITTLE: i64 = 5;

fn is_han(text: &str) -> bool {
    text.chars().all(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
}

/// By how much 汉字 beside each other in a run stand farther apart than their cells, in hundredths of an em.
fn stretch(run: &GlyphRun) -> Option<i64> {
    // 16 pt type stands on the cell of the grid, other sizes on their own.
    let cell = if run.size == Length::pt(16) { Length::hundredths_pt(1575) } else { run.size };
    let glyphs = run.glyphs.windows(2).filter_map(|pair| {
        let [one, other] = pair else { return None };
        let both = is_han(&run.text[one.text.clone()]) && is_han(&run.text[other.text.clone()]);
        both.then(|| ((other.x - one.x - cell).emu() * 100 + run.size.emu() / 2) / run.size.emu())
    });
    glyphs.max()
}

/// The stretch of each line of text, black ones only: names of a joint mark are spread.
fn stretches(pages: &Pages) -> Vec<(i64, String)> {
    let mut lines: Vec<(usize, Length, i64, String)> = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for run in page.runs.iter().filter(|run| run.color == Color::Black) {
            let Some(stretch) = stretch(run) else { continue };
            match lines.last_mut() {
                Some((page, baseline, most, text)) if *page == number && *baseline == run.baseline => {
                    *most = stretch.max(*most);
                    text.push_str(&run.text);
                }
                _ => lines.push((number, run.baseline, stretch, run.text.clone())),
            }
        }
    }
    lines.into_iter().map(|(.., stretch, text)| (stretch, text)).collect()
}

fn hold(name: &str, report: &Report) {
    let pages = press().print(report).unwrap_or_else(|error| panic!("{name}: {error}")).pages;
    let lines = stretches(&pages);
    let worst = lines.iter().max().expect("lines");
    assert!(worst.0 <= MOST, "{name}: {} hundredths of an em in {}", worst.0, worst.1);
    let loose = lines.iter().filter(|(stretch, _)| *stretch > LITTLE).count();
    assert!(
        loose * 100 <= lines.len() * FEW || loose <= 1,
        "{name}: {loose} of {} lines are drawn apart by more than {LITTLE} hundredths",
        lines.len()
    );
}

#[test]
fn no_line_of_a_fixture_is_drawn_apart_too_far() {
    hold("jinjiang-2024", &jinjiang());
    let sample = std::fs::read_to_string(root().join("fixtures/reports/sample.toml")).expect("the fixture");
    hold("sample", &Report::from_toml(&sample).expect("a report"));
    for name in forms() {
        hold(&name, &form(&name));
    }
}

#[test]
fn addresses_and_long_numbers_do_not_draw_a_line_apart() {
    let text = "项目由Qinghe Rural Development Investment Group实施，详见https://www.example.gov.cn/zwgk/2025/02/25/\
                content_123456789.html，邮箱nongye_bangongshi@example.gov.cn，账号123456789012345678901234567890，";
    // Pushed along by one 汉字 at a time, so that each word comes to stand at each place of a line.
    for ahead in 0..28 {
        let body = format!("{}{}", "某".repeat(ahead), text.repeat(4));
        let source = format!(
            "title = \"某某县测试\"\nissuer = \"某某县\"\nformat = \"文件\"\nopening = \"{body}\"\n[general]\n"
        );
        let report = Report::from_toml(&source).unwrap_or_else(|error| panic!("{error}"));
        let pages = press().print(&report).expect("pages").pages;
        let worst = stretches(&pages).into_iter().max().expect("lines");
        assert!(worst.0 <= MOST, "{} hundredths of an em in {}", worst.0, worst.1);
    }
}
