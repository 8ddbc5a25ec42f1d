//! Signature stamps 签名章 (7.3.5.3): two blank lines below the text, four characters from the right edge, the post at
//! the left of the stamp and in the middle of its height, the date a blank line below.

use gongwen_document::style::Stylesheet;
use gongwen_document::{Align, FaceRole, Inline, Role, SignatureStamp, SignedSource};

use crate::elements::head_lines::line_style;
use crate::elements::piece::{Frame, field};
use crate::elements::signed::{ClosingRow, STAMP, Signed, Stamped, cell};
use crate::flow::units::Flow;
use crate::inline::collect::Collector;

/// Stamps, a row each, and the date, below what ends so far below the text (EMU).
pub(crate) fn rows(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    style: &Stylesheet,
    stamps: &[SignatureStamp],
    date: Option<&Signed>,
    mut y: i64,
) -> Vec<ClosingRow> {
    let form = &style.closing;
    let (cell, pitch) = (cell(style), style.paragraph(Role::Signature).line_pitch.emu());
    let right = style.page.type_area_width().emu() - i64::from(form.stamp_indent) * cell / 100;
    let widest = stamps.iter().map(|stamp| stamp.width.emu()).max().unwrap_or(0);
    let left = (right - widest).max(0);
    let post_right = (left - i64::from(form.post_indent) * cell / 100).max(cell);
    let line = line_style(style, FaceRole::FangSong, Align::Right);
    // From the middle of a line down to that of its characters.
    let lower = line.middle().emu() - pitch / 2;
    let mut rows: Vec<ClosingRow> = Vec::new();
    y += i64::from(form.lines_before_stamp) * pitch;
    for (index, stamp) in stamps.iter().enumerate() {
        if index > 0 {
            y += form.seal_gap.emu();
        }
        collector.begin_block();
        let origin = field(&format!("signature_stamps[{index}].post"));
        let text = [Inline::text(stamp.post.as_str())];
        let post = flow.standing(collector, &text, &line, post_right, &origin);
        let lines = flow.paragraphs.get(post).map_or(0, |post| post.lines.len());
        let height = stamp.height.emu().max(lines as i64 * pitch);
        // The middle of its characters beside that of the stamp.
        let end = rows.last().map_or(0, |row| row.top + pitch);
        let top = (y + (height - lines as i64 * pitch) / 2 - lower).max(end);
        let frame = Frame {
            x: left,
            y: y + (height - stamp.height.emu()) / 2,
            width: stamp.width.emu(),
            height: stamp.height.emu(),
        };
        for number in 0..lines {
            let texts = vec![(post, number, SignedSource::Post(index))];
            rows.push(ClosingRow { top: top + number as i64 * pitch, texts, ..ClosingRow::default() });
        }
        let place = rows.len().saturating_sub(lines);
        if let Some(row) = rows.get_mut(place) {
            row.seals.push(Stamped { index, picture: stamp.picture.clone(), shows: STAMP, frame });
        }
        y += height;
    }
    if let Some(date) = date {
        let end = rows.last().map_or(0, |row| row.top + pitch);
        let top = (y + i64::from(form.lines_after_stamp) * pitch).max(end);
        flow.stand(date, right - date.width);
        rows.push(ClosingRow { top, texts: vec![(date.paragraph, 0, date.source)], ..ClosingRow::default() });
    }
    rows
}
