//! Pages as text that people and tests read: millimetres with two decimals.

use std::fmt::Write;

use gongwen_document::Length;

use crate::pages::{Color, Pages};

impl Pages {
    /// All that is on the pages as text, in millimetres from the top left corner of the paper.
    ///
    /// ```
    /// assert_eq!(gongwen_layout::Pages::default().dump(), "");
    /// ```
    pub fn dump(&self) -> String {
        let mut out = String::new();
        // Writing into a String cannot fail.
        let _ = self.write_dump(&mut out);
        out
    }

    fn write_dump(&self, out: &mut String) -> std::fmt::Result {
        for (number, page) in self.pages.iter().enumerate() {
            let label = page.label.as_deref().unwrap_or("-");
            writeln!(out, "page {} label {label} {} x {} mm", number + 1, mm(page.width), mm(page.height))?;
            for run in page.runs.iter().chain(&page.upright_runs) {
                let left = run.glyphs.first().map_or(Length::ZERO, |glyph| glyph.x);
                let right = run.glyphs.last().map_or(Length::ZERO, |glyph| glyph.x + glyph.advance);
                let node = run.node.map_or_else(|| "-".to_owned(), |node| node.to_string());
                write!(
                    out,
                    "  {} {}..{} face {} {} pt node {node} {}",
                    mm(run.baseline),
                    mm(left),
                    mm(right),
                    run.face.0,
                    hundredths(run.size.emu(), 127),
                    run.text
                )?;
                if run.scale != 100 {
                    write!(out, " {} %", run.scale)?;
                }
                if run.color == Color::Red {
                    write!(out, " red")?;
                }
                match &run.link {
                    Some(link) => writeln!(out, " -> {link}")?,
                    None => writeln!(out)?,
                }
            }
            for picture in &page.pictures {
                let (x, y) = (mm(picture.x), mm(picture.y));
                let (width, height) = (mm(picture.width), mm(picture.height));
                let over = if picture.over_text { " over text" } else { "" };
                writeln!(out, "  picture {x} {y} {width} x {height} {}{over}", picture.picture)?;
            }
            for rule in &page.rules {
                writeln!(
                    out,
                    "  rule {} {} {} x {}",
                    mm(rule.x),
                    mm(rule.y),
                    mm(rule.width),
                    mm(rule.height)
                )?;
            }
        }
        for (index, node) in self.structure.iter().enumerate() {
            writeln!(out, "node {index} {:?} {:?}", node.kind, node.children)?;
        }
        for entry in &self.outline {
            writeln!(
                out,
                "outline {} {} page {} at {}",
                entry.level,
                entry.text,
                entry.page + 1,
                mm(entry.y)
            )?;
        }
        for (character, origin) in &self.missing {
            writeln!(out, "missing {character} at {}", origin.path)?;
        }
        Ok(())
    }
}

fn mm(length: Length) -> String {
    hundredths(length.emu(), 360)
}

/// In hundredths of a unit of so many EMU, rounded, without a float.
fn hundredths(emu: i64, hundredth: i64) -> String {
    let value = (emu.abs() + hundredth / 2) / hundredth;
    let sign = if emu < 0 && value > 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", value / 100, value % 100)
}
