//! Seals 印章 over names and date (7.3.5.1): the date four characters from the right edge, the name centred over it,
//! the seal over both; several bodies in rows, a seal each, the last over name and date.

use gongwen_core::Length;
use gongwen_core::document::{Role, Seal, SealPlace};
use gongwen_core::style::Stylesheet;

use crate::canvas::Kind;
use crate::closing::{Closing, Signed, cell};
use crate::flow::{Content, Flow, Keep, Unit};
use crate::piece::{Frame, Piece, Room, field};

/// Names and date stand below the middle of the seal by so much of a line: "slightly".
const LOWERED: i64 = 4;
/// Bodies in a row at most.
const MOST_IN_ROW: usize = 3;

/// Where the columns and rows of names stand.
struct Rows {
    /// Middle of the last column, EMU from the type area's left edge.
    last: i64,
    /// From the middle of a column to that of the next.
    column: i64,
    columns: usize,
    count: usize,
}

impl Rows {
    fn row(&self, index: usize) -> usize {
        index / self.columns
    }

    /// The last row ends in the last column, above the date.
    fn middle(&self, index: usize, names: usize) -> i64 {
        let row = self.row(index);
        let in_row = if row + 1 == self.count { names - row * self.columns } else { self.columns };
        let from_right = in_row - 1 - index % self.columns;
        self.last - from_right as i64 * self.column
    }
}

/// Puts names, date and seals into the flow.
pub(crate) fn place(flow: &mut Flow, style: &Stylesheet, seals: &[Seal], closing: &Closing) {
    let pitch = style.paragraph(Role::Signature).line_pitch.emu();
    let width = style.page.type_area_width().emu();
    let diameter = seals.iter().map(|seal| seal.diameter.emu()).max().unwrap_or(0);
    let rows = find_rows(style, closing, diameter, width);
    let names = closing.names.len();
    let lowered = pitch / LOWERED;
    // From the top of a row's line down to the middle of its seals; in the last row they lie over two lines.
    let characters = style.paragraph(Role::Signature).middle().emu();
    let middle =
        |row: usize| if row + 1 == rows.count { characters + pitch / 2 } else { characters } - lowered;
    // The fewest blank lines with which the seals stand below the text: then they are within a line of it.
    let mut before = lines_over(diameter / 2 - middle(0), pitch);
    for row in 0..rows.count {
        flow.room(i64::from(before) * pitch);
        let mut piece = Piece::default();
        let mut below = 0;
        for (index, name) in closing.names.iter().enumerate().filter(|(index, _)| rows.row(*index) == row) {
            let at = rows.middle(index, names);
            flow.pin(name, (at - name.width / 2).max(0).min((width - name.width).max(0)), before);
            if index % rows.columns > 0 {
                flow.beside(name);
            }
            piece.text(name.paragraph, 0, 0);
            if let Some(seal) = seals.get(index) {
                below = below.max(put(flow, &mut piece, seal, name, at, middle(row)) - pitch);
            }
        }
        let content = Content::Piece(flow.pieces.len());
        flow.pieces.push(piece);
        let alone = row + 1 == rows.count && closing.date.is_none();
        let keep = if alone { Keep::Free } else { Keep::Next };
        flow.units.push(Unit { height: pitch, below, keep, content });
        if row + 1 < rows.count {
            let apart = diameter + style.closing.seal_gap.emu() - (middle(row + 1) - middle(row));
            before = lines_over(apart - pitch, pitch);
        }
    }
    if let Some(date) = &closing.date {
        let form = style.paragraph(Role::IssueDate);
        let pitch = form.line_pitch.emu();
        flow.pin(date, (rows.last - date.width / 2).max(0), 0);
        let mut below = characters + diameter / 2 - lowered - pitch * 3 / 2;
        if names == 0 {
            // A seal over the date alone.
            flow.room(i64::from(lines_over(diameter / 2 - form.middle().emu(), pitch)) * pitch);
            let mut piece = Piece::default();
            piece.text(date.paragraph, 0, 0);
            if let Some(seal) = seals.first() {
                below = put(flow, &mut piece, seal, date, rows.last, form.middle().emu()) - pitch;
            }
            let content = Content::Piece(flow.pieces.len());
            flow.pieces.push(piece);
            flow.units.push(Unit { height: pitch, below: below.max(0), keep: Keep::Free, content });
            return;
        }
        flow.signed_line(date, pitch, below.max(0), Keep::Free);
    }
}

/// How many whole lines cover this height.
fn lines_over(height: i64, pitch: i64) -> u32 {
    u32::try_from((height.max(0) + pitch - 1) / pitch.max(1)).unwrap_or(0)
}

fn find_rows(style: &Stylesheet, closing: &Closing, diameter: i64, width: i64) -> Rows {
    let cell = cell(style);
    let indent = i64::from(style.closing.sealed_date_indent) * cell / 100;
    let date = closing.date.as_ref().map_or(0, |date| date.width);
    let widest = closing.names.iter().map(|name| name.width).max().unwrap_or(0);
    let half = diameter.max(widest).max(date) / 2;
    let column = (diameter + style.closing.seal_gap.emu()).max(widest + cell);
    // Nothing reaches out of the type area, though that may bring the date nearer to the middle.
    let last = (width - indent - date / 2).min(width - half).max(width / 2);
    let names = closing.names.len().max(1);
    let fit = usize::try_from((last - half).max(0) / column.max(1)).unwrap_or(0) + 1;
    let columns = fit.min(MOST_IN_ROW).min(names);
    Rows { last, column, columns, count: if closing.names.is_empty() { 0 } else { names.div_ceil(columns) } }
}

/// Puts a seal over a name, notes it for the Word file, and returns how far it reaches below the top of its line.
fn put(flow: &mut Flow, piece: &mut Piece, seal: &Seal, name: &Signed, at: i64, middle: i64) -> i64 {
    let diameter = seal.diameter.emu();
    let frame = Frame { x: at - diameter / 2, y: middle - diameter / 2, width: diameter, height: diameter };
    flow.facts.seals.push(SealPlace {
        block: name.block,
        x: Length::from_emu(frame.x),
        y: Length::from_emu(frame.y),
    });
    piece.rooms.push(Room { kind: Kind::Seal, frame, origin: field("seals") });
    if let Some(name) = &seal.picture {
        let mut picture = flow.picture(name, "印章", frame);
        picture.over_text = true;
        piece.pictures.push(picture);
    }
    frame.y + diameter
}
