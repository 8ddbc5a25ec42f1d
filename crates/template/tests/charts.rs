//! Charts: bars as long as their figures, a table beside them, and the same in words.

use gongwen_core::Report;
use gongwen_document::{BlockKind, Document, Length, Paint, Picture, Point, Shape, Step, to_text};
use gongwen_template::{Templates, compose};

const DARK: [u8; 3] = [0x40; 3];
const WHITE: [u8; 3] = [0xFF; 3];

fn document(chart: &str, figures: &str) -> Document {
    let source = format!(
        "title = \"某某镇主要指标\"\nyear = 2024\nissuer = \"某某镇人民政府\"\nopening = \"见图。\"\n[general]\n\
         [[general.sections]]\n[general.sections.chart]\n{chart}\n[figures]\n{figures}\n"
    );
    let report = Report::from_toml(&source).unwrap_or_else(|error| panic!("{error}"));
    compose(&report, &Templates::builtin(), "general").unwrap_or_else(|error| panic!("{error}"))
}

fn picture(document: &Document) -> &Picture {
    assert_eq!(document.pictures.len(), 1);
    document.pictures.values().next().expect("a chart")
}

/// Left, top, width and height of the filled rectangles of a colour.
fn rectangles(picture: &Picture, color: [u8; 3]) -> Vec<[i64; 4]> {
    let drawing = picture.drawing.as_ref().expect("a drawing");
    let filled = |shape: &&Shape| shape.color == color && matches!(shape.paint, Paint::Inside { .. });
    let rectangle = |shape: &Shape| {
        let points: Vec<Point> = shape
            .path
            .iter()
            .filter_map(|step| match step {
                Step::Move(to) | Step::Line(to) => Some(*to),
                Step::Curve(..) | Step::Close => None,
            })
            .collect();
        let (xs, ys) = (points.iter().map(|it| it.x.emu()), points.iter().map(|it| it.y.emu()));
        let (left, top) = (xs.clone().min().expect("a point"), ys.clone().min().expect("a point"));
        [left, top, xs.max().expect("a point") - left, ys.max().expect("a point") - top]
    };
    drawing.shapes.iter().filter(filled).map(rectangle).collect()
}

/// As long as their values, to a hundredth of a millimetre.
fn proportional(lengths: &[i64], values: &[f64]) {
    assert_eq!(lengths.len(), values.len());
    let most = lengths.iter().copied().max().expect("a bar") as f64;
    let largest = values.iter().copied().fold(0.0, f64::max);
    for (length, value) in lengths.iter().zip(values) {
        let wanted = value / largest * most;
        assert!((*length as f64 - wanted).abs() < 360.0, "{value}: {length} and not {wanted}");
    }
}

#[test]
fn columns_stand_as_high_as_this_year_and_last_whatever_the_unit() {
    let document = document(
        "kind = \"对比\"\nfigures = [\"a\", \"b\"]",
        "a = { label = \"甲\", value = 8620.5, unit = \"万元\", previous = 8123.4 }\n\
         b = { label = \"乙\", value = 1.2, unit = \"亿元\", previous = 1.5 }",
    );
    let picture = picture(&document);
    let heights = |color, skip: usize| -> Vec<i64> {
        rectangles(picture, color).into_iter().skip(skip).map(|it| it[3]).collect()
    };
    // The first of each colour is the legend's.
    let (mut lengths, now) = (heights(WHITE, 1), heights(DARK, 1));
    lengths.extend(now);
    proportional(&lengths, &[8123.4, 15000.0, 8620.5, 12000.0]);
    let text = to_text(&document);
    assert!(text.contains("甲\t万元\t8620.5\t8123.4\t增长6.1%\n乙\t亿元\t1.2\t1.5\t下降20.0%"), "{text}");
    assert!(text.contains("指标\t单位\t2024年\t2023年\t同比变化"));
}

#[test]
fn columns_below_zero_hang() {
    let document = document(
        "kind = \"对比\"\nfigures = [\"a\"]",
        "a = { label = \"利润\", value = -30, unit = \"万元\", previous = 60 }",
    );
    let now = rectangles(picture(&document), DARK)[1];
    let before = rectangles(picture(&document), WHITE)[1];
    assert_eq!(before[1] + before[3], now[1], "one ends where the other begins");
    proportional(&[before[3], now[3]], &[60.0, 30.0]);
}

#[test]
fn shares_are_of_all_of_them_and_their_bars_say_so() {
    let document = document(
        "kind = \"构成\"\nfigures = [\"a\", \"b\", \"c\"]",
        "a = { label = \"农业\", value = 1, unit = \"亿元\" }\nb = { label = \"工业\", value = 5000, unit = \"万元\" }\n\
         c = { label = \"其他\", value = 0, unit = \"万元\" }",
    );
    let widths: Vec<i64> = rectangles(picture(&document), DARK).into_iter().map(|it| it[2]).collect();
    proportional(&widths, &[10000.0, 5000.0, 0.0]);
    let text = to_text(&document);
    assert!(text.contains("农业\t亿元\t1\t66.7%\n工业\t万元\t5000\t33.3%\n其他\t万元\t0\t0.0%"), "{text}");
}

#[test]
fn progress_beyond_its_target_is_longer_than_the_target() {
    let document = document(
        "kind = \"进度\"\nfigures = [\"a\", \"b\"]",
        "a = { label = \"农田\", value = 150, unit = \"亩\", target = 100 }\n\
         b = { label = \"公路\", value = 45, unit = \"公里\", target = 90 }",
    );
    let picture = picture(&document);
    let widths = |color| -> Vec<i64> { rectangles(picture, color).into_iter().map(|it| it[2]).collect() };
    let (done, targets) = (widths(DARK), widths(WHITE));
    proportional(&[done[0], done[1], targets[0], targets[1]], &[1.5, 0.5, 1.0, 1.0]);
}

#[test]
fn a_chart_says_in_words_what_it_shows() {
    let document = document(
        "kind = \"进度\"\nfigures = [\"a\"]\ncaption = \"进度图\"\nwidth = 100",
        "a = { label = \"农田\", value = 150, unit = \"亩\", target = 200 }",
    );
    let figure = document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Illustration(figure) => Some(figure),
        _ => None,
    });
    let alternative = &figure.expect("a figure").alternative;
    assert_eq!(alternative, "条形图，目标完成进度：农田150亩，目标200亩，完成75.0%");
    assert_eq!(picture(&document).size.expect("a size").0, Length::mm(100));
}

#[test]
fn everything_stays_inside_and_values_do_not_touch() {
    let figures: String = (0..8)
        .map(|n| format!("f{n} = {{ label = \"一个名称很长很长的指标第{n}号还要再长\", value = 22961.9{n}, unit = \"亩\", previous = 22961.97 }}\n"))
        .collect();
    let ids: Vec<String> = (0..8).map(|n| format!("\"f{n}\"")).collect();
    let document = document(&format!("kind = \"对比\"\nfigures = [{}]", ids.join(",")), &figures);
    let picture = picture(&document);
    let (width, height) = picture.size.expect("a size");
    let drawing = picture.drawing.as_ref().expect("a drawing");
    let mut values: Vec<(i64, i64)> = Vec::new();
    for label in &drawing.labels {
        let halves: i64 = label.text.chars().map(|it| if it.is_ascii() { 1 } else { 2 }).sum();
        let half = label.size.emu() * halves / 4;
        assert!(label.at.y <= height && label.at.y.emu() > 0, "{}", label.text);
        if label.text.starts_with("22961") {
            assert!(label.at.x.emu() - half >= 0 && label.at.x.emu() + half <= width.emu(), "{}", label.text);
            values.push((label.at.x.emu() - half, label.at.x.emu() + half));
        }
    }
    values.sort_unstable();
    assert_eq!(values.len(), 16);
    assert!(values.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{values:?}");
}
