//! Signature stamps 签名章 (7.3.5.3): two blank lines below the text, four characters from the right edge, the post at
//! the left of the stamp and in the middle of its height, the date a blank line below.

use gongwen_core::document::{Align, Inline, Role, SealPlace, SignatureStamp};
use gongwen_core::style::Stylesheet;
use gongwen_core::{FaceRole, Length};

use crate::canvas::Kind;
use crate::closing::{Signed, cell};
use crate::collect::Collector;
use crate::flow::{Content, Flow, Keep, Unit};
use crate::letterhead::line_style;
use crate::piece::{Frame, Piece, Room, field};

/// Puts stamps, a row each, and the date into the flow.
pub(crate) fn place(
    flow: &mut Flow,
    collector: &mut Collector<'_>,
    style: &Stylesheet,
    stamps: &[SignatureStamp],
    date: Option<&Signed>,
) {
    let form = &style.closing;
    let (cell, pitch) = (cell(style), style.paragraph(Role::Signature).line_pitch.emu());
    let right = style.page.type_area_width().emu() - i64::from(form.stamp_indent) * cell / 100;
    let widest = stamps.iter().map(|stamp| stamp.width.emu()).max().unwrap_or(0);
    let left = (right - widest).max(0);
    let gap = form.seal_gap.emu();
    let after = i64::from(form.lines_after_stamp) * pitch;
    flow.room(i64::from(form.lines_before_stamp) * pitch);
    let post_right = left - i64::from(form.post_indent) * cell / 100;
    let line = line_style(style, FaceRole::FangSong, Align::Right);
    let mut rows = Vec::new();
    for (index, stamp) in stamps.iter().enumerate() {
        collector.begin_block();
        let origin = field(&format!("signature_stamps[{index}].post"));
        let text = [Inline::text(stamp.post.as_str())];
        let post = flow.standing(collector, &text, &line, post_right.max(cell), &origin);
        let lines = flow.paragraphs.get(post).map_or(0, |post| post.lines.len() as i64);
        rows.push((stamp, post, lines, stamp.height.emu().max(lines * pitch)));
    }
    // From the top of each stamp down to the top of the date's line.
    let mut down: i64 = rows.iter().map(|row| row.3).sum::<i64>() + gap * (stamps.len() as i64 - 1) + after;
    for (index, (stamp, post, lines, height)) in rows.into_iter().enumerate() {
        let mut piece = Piece::default();
        // The middle of its characters beside that of the stamp.
        let lower = line.middle().emu() - pitch / 2;
        piece.text(post, 0, (height - lines * pitch) / 2 - lower);
        let y = (height - stamp.height.emu()) / 2;
        let frame = Frame { x: left, y, width: stamp.width.emu(), height: stamp.height.emu() };
        if let Some(date) = date {
            let y = Length::from_emu(y - down);
            flow.facts.seals.push(SealPlace { block: date.block, x: Length::from_emu(left), y });
        }
        piece.rooms.push(Room { kind: Kind::Seal, frame, origin: field("signature_stamps") });
        if let Some(name) = &stamp.picture {
            let mut picture = flow.picture(name, "签名章", frame);
            picture.over_text = true;
            piece.pictures.push(picture);
        }
        let content = Content::Piece(flow.pieces.len());
        flow.pieces.push(piece);
        let last = index + 1 == stamps.len();
        let height = height + if last { 0 } else { gap };
        let keep = if last && date.is_none() { Keep::Free } else { Keep::Next };
        flow.units.push(Unit { height, below: 0, keep, content });
        down -= height;
    }
    if let Some(date) = date {
        flow.room(after);
        flow.pin(date, (right - date.width).max(0), form.lines_after_stamp);
        flow.signed_line(date, style.paragraph(Role::IssueDate).line_pitch.emu(), 0, Keep::Free);
    }
}
