//! Pages as a browser paints them are the pages of the PDF as poppler paints them: each line's ink at the same place, as
//! much of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use gongwen::{Fonts, Printed};
use gongwen_layout::GlyphRun;
use gongwen_tests::browser::Browser;
use gongwen_tests::{every_fixture, press};
use serde_json::json;

/// Dots to the inch; what a screen of double density shows.
const DPI: u32 = 192;
/// Dots in a millimetre.
const MM: f64 = DPI as f64 / 25.4;
/// Dots in a point.
const PT: f64 = DPI as f64 / 72.0;
/// Millimetres by which an edge of a line's ink may be off.
const EDGE: f64 = 0.2;
/// Share by which the ink of a page's lines may differ; and that of one line, for the strokes of the smallest digits are
/// thinner than a dot and each painter rounds them its own way.
const PAGE: f64 = 0.03;
const LINE: f64 = 0.08;
/// The ink of a dot that is covered whole.
const DOT: u64 = 255;

/// A picture of dots with these channels.
struct Picture {
    width: usize,
    height: usize,
    channels: usize,
    dots: Vec<u8>,
}

/// The ink of a line.
struct Ink {
    /// Left, top, right and bottom edge in dots, to a fraction of one.
    edges: [f64; 4],
    /// In whole dots.
    amount: f64,
}

impl Picture {
    fn of_png(bytes: &[u8]) -> Picture {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("a PNG");
        let mut dots = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut dots).expect("a picture");
        dots.truncate(info.buffer_size());
        let (width, height) = (info.width as usize, info.height as usize);
        Picture { width, height, channels: info.color_type.samples(), dots }
    }

    /// What pdftoppm writes when no other notation is asked for.
    fn of_ppm(bytes: &[u8]) -> Picture {
        let mut words = bytes.splitn(5, |byte| byte.is_ascii_whitespace());
        let mut word = || words.next().and_then(|word| std::str::from_utf8(word).ok());
        assert_eq!(word(), Some("P6"));
        let mut number = || word().and_then(|word| word.parse().ok()).expect("a number");
        let (width, height) = (number(), number());
        assert_eq!(number(), 255);
        let dots = bytes[bytes.len() - width * height * 3..].to_vec();
        Picture { width, height, channels: 3, dots }
    }

    /// How much of a dot is covered, from 0 to 255. Red is ink as black is.
    fn covered(&self, x: usize, y: usize) -> u8 {
        let at = (y * self.width + x) * self.channels;
        let colors = &self.dots[at..at + self.channels.min(3)];
        255 - colors.iter().min().expect("a channel")
    }

    /// The ink within a box: left, top, right, bottom, in dots.
    fn ink(&self, [left, top, right, bottom]: [usize; 4]) -> Option<Ink> {
        let (right, bottom) = (right.min(self.width), bottom.min(self.height));
        let mut amount = 0;
        let (mut columns, mut rows) = (vec![0; right - left], vec![0; bottom - top]);
        for (y, row) in (top..bottom).zip(&mut rows) {
            for (x, column) in (left..right).zip(&mut columns) {
                let covered = u64::from(self.covered(x, y));
                amount += covered;
                *column += covered;
                *row += covered;
            }
        }
        let ([left_edge, right_edge], [top_edge, bottom_edge]) = (edges(&columns)?, edges(&rows)?);
        let (left, top) = (left as f64, top as f64);
        let edges = [left + left_edge, top + top_edge, left + right_edge, top + bottom_edge];
        Some(Ink { edges, amount: amount as f64 / 255.0 })
    }
}

/// Where the ink of these columns (or rows) begins and ends: where a first and a last dot of it are together, which is
/// the same wherever a painter puts the rim of a pointed stroke.
fn edges(ink: &[u64]) -> Option<[f64; 2]> {
    let edge = |mut ink: &mut dyn Iterator<Item = &u64>| {
        let mut sum = 0;
        for (at, ink) in (&mut ink).enumerate() {
            if sum + ink >= DOT {
                return Some(at as f64 + (DOT - sum) as f64 / *ink as f64);
            }
            sum += ink;
        }
        None
    };
    Some([edge(&mut ink.iter())?, ink.len() as f64 - edge(&mut ink.iter().rev())?])
}

/// The window shows one page at a time, in the faces of all.
struct Window {
    browser: Browser,
    _folder: tempfile::TempDir,
}

impl Window {
    fn new(fonts: &Fonts) -> Window {
        let folder = tempfile::tempdir().expect("a folder");
        let mut faces = Vec::new();
        for (id, face) in fonts.faces() {
            let font = gongwen_svg::web_font(face).expect("a font");
            fs::write(folder.path().join(format!("{}.ttf", id.0)), font).expect("written");
            faces.push(id);
        }
        let css = gongwen_svg::style_sheet(faces, |face| format!("{}.ttf", face.0));
        let html = format!(
            "<!doctype html><meta charset=utf-8><style>html,body{{margin:0}}svg{{display:block}}\n{css}</style><body>"
        );
        fs::write(folder.path().join("pages.html"), html).expect("written");
        let browser = Browser::open();
        browser.go(&format!("file://{}", folder.path().join("pages.html").display()));
        browser.run(
            "window.all = []; Promise.allSettled([...document.fonts].map(it => it.load())).then(it => window.all = it.map(face => face.status))",
            &[],
        );
        let loaded = browser.until("return window.all.length && window.all", &[]);
        assert!(loaded.as_array().is_some_and(|all| all.iter().all(|it| it == "fulfilled")), "{loaded}");
        Window { browser, _folder: folder }
    }

    /// Shows a page at its size on paper and takes a picture of it.
    fn picture(&self, svg: &str, width: f64, height: f64) -> Picture {
        self.browser.run(
            "document.body.innerHTML = arguments[0]; const it = document.querySelector('svg'); \
             it.style.width = arguments[1] + 'pt'; it.style.height = arguments[2] + 'pt'",
            &[svg.into(), width.into(), height.into()],
        );
        let (wide, high) = (width * 96.0 / 72.0, height * 96.0 / 72.0);
        let size =
            json!({"width": wide.ceil(), "height": high.ceil(), "deviceScaleFactor": 2, "mobile": false});
        self.browser.tool("Emulation.setDeviceMetricsOverride", &size);
        let shot =
            self.browser.tool("Page.captureScreenshot", &json!({"format": "png", "optimizeForSpeed": true}));
        Picture::of_png(&base64(shot["data"].as_str().expect("a picture")))
    }
}

fn base64(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let bytes: Vec<u8> = text.bytes().filter(|byte| *byte != b'=').collect();
    let four = |four: &[u8]| {
        let bits = four.iter().fold(0_u32, |bits, byte| bits << 6 | u32::from(value(*byte)));
        let bits = bits << (6 * (4 - four.len()));
        bits.to_be_bytes().into_iter().skip(1).take(four.len() * 6 / 8).collect::<Vec<u8>>()
    };
    bytes.chunks(4).flat_map(four).collect()
}

/// Every page of a PDF as poppler paints it.
fn painted(pdf: &[u8], folder: &Path) -> Vec<Picture> {
    let path = folder.join("pages.pdf");
    fs::write(&path, pdf).expect("written");
    let stem = folder.join("page");
    let made = Command::new("pdftoppm").args(["-r", &DPI.to_string()]).arg(&path).arg(&stem).status();
    assert!(made.expect("pdftoppm of poppler-utils is needed").success());
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "ppm"))
        .collect();
    files.sort();
    let pages = files.iter().map(|path| Picture::of_ppm(&fs::read(path).expect("read"))).collect();
    files.iter().for_each(|path| fs::remove_file(path).expect("removed"));
    pages
}

/// Where the ink of a line may be, in dots.
fn around(runs: &[GlyphRun]) -> [usize; 4] {
    let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, 0.0_f64, 0.0_f64);
    for run in runs {
        let size = run.size.to_pt();
        for glyph in &run.glyphs {
            left = left.min(glyph.x.to_pt());
            right = right.max(glyph.x.to_pt() + size);
        }
        top = top.min(run.baseline.to_pt() - size * 0.95);
        bottom = bottom.max(run.baseline.to_pt() + size * 0.25);
    }
    [left - 0.5, top, right, bottom].map(|it| (it * PT).round().max(0.0) as usize)
}

#[test]
#[ignore = "needs chromium, chromium-driver and poppler-utils; the gate runs it"]
fn every_page_is_painted_as_the_pdf_is() {
    let press = press();
    let window = Window::new(press.fonts());
    let folder = tempfile::tempdir().expect("a folder");
    let (mut pages, mut lines) = (0, 0);
    let mut seen = BTreeSet::new();
    let mut look = |name: &str, printed: &Printed<'_>| {
        let wanted = painted(&printed.pdf().expect("a PDF"), folder.path());
        for (index, (page, wanted)) in printed.pages.pages.iter().zip(&wanted).enumerate() {
            let svg = gongwen_svg::page(&printed.pages, index, press.fonts());
            // Forms have pages in common.
            if !seen.insert(svg.clone()) {
                continue;
            }
            pages += 1;
            let found = window.picture(&svg, page.width.to_pt(), page.height.to_pt());
            let name = format!("{name}, page {}", index + 1);
            let size = (found.width.abs_diff(wanted.width), found.height.abs_diff(wanted.height));
            assert!(size.0 <= 1 && size.1 <= 1, "{name}: {size:?}");
            let (mut inks, mut inks_wanted) = (0.0, 0.0);
            for line in printed.pages.lines(index) {
                let runs = &page.runs[line];
                let text: String = runs.iter().map(|run| run.text.as_str()).collect();
                let within = around(runs);
                let (found, wanted) = match (found.ink(within), wanted.ink(within)) {
                    (Some(found), Some(wanted)) => (found, wanted),
                    (None, None) => continue,
                    (found, _) => panic!(
                        "{name}: only {} paints {text}",
                        if found.is_some() { "the browser" } else { "poppler" }
                    ),
                };
                lines += 1;
                let off = found.edges.iter().zip(wanted.edges).map(|(one, other)| (one - other).abs() / MM);
                let off = off.fold(0.0, f64::max);
                let share = (found.amount / wanted.amount - 1.0).abs();
                assert!(
                    off <= EDGE,
                    "{name}: the ink of {text} is off by {off:.3} mm: {:?} instead of {:?}",
                    found.edges,
                    wanted.edges
                );
                assert!(share <= LINE, "{name}: the ink of {text} differs by {share:.3}");
                inks += found.amount;
                inks_wanted += wanted.amount;
            }
            let share = (inks / inks_wanted - 1.0_f64).abs();
            assert!(
                inks_wanted == 0.0 || share <= PAGE,
                "{name}: the ink of its lines differs by {share:.3}"
            );
        }
    };
    for (name, report) in every_fixture() {
        let printed = press.print(&report).unwrap_or_else(|error| panic!("{name}: {error}"));
        for (ending, printed) in printed.all() {
            look(&format!("{name}{ending}"), printed);
        }
    }
    assert!(pages > 60 && lines > 1_500, "{pages} pages, {lines} lines");
}
