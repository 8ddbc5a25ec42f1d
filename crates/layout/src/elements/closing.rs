//! Signature 署名 and date 成文日期 (7.3.5): where the lines of a document's end stand. Seals are in `seals`, signature
//! stamps in `stamps`; how text keeps to them is in `keep`.

use gongwen_document::style::Stylesheet;
use gongwen_document::{
    ClosingPlace, Diagnostic, Document, Length, Message, Place, Role, SealPlace, SignedLine, SignedPart,
    SignedSource, Validation,
};

use crate::canvas::Kind;
use crate::elements::piece::{Frame, Piece, Room, field};
use crate::elements::seals;
use crate::elements::signed::{Closing, ClosingRow, Name, Names, STAMP, Signed, cell, centred, role};
use crate::elements::stamps;
use crate::flow::units::{Content, Flow, Keep, Unit};
use crate::inline::collect::Collector;
use crate::inline::paragraph::Paragraph;

/// A name in more lines than this is none: a seal would not reach over it and the date.
const MOST_LINES: usize = 3;

impl Flow {
    /// Lays out names and date; the first ones of a document are those that its seals or stamps make valid.
    pub(crate) fn closing(
        &mut self,
        collector: &mut Collector<'_>,
        document: &Document,
        style: &Stylesheet,
        start: usize,
        count: usize,
    ) {
        let unit = self.units.len();
        let validation = if self.validated { &Validation::Unsealed } else { &document.validation };
        self.validated = true;
        let blocks = document.blocks.get(start..start + count).unwrap_or_default();
        let texts = Names::of(collector, style, blocks, start);
        let rows = match validation {
            Validation::Seals(found) if !found.is_empty() => {
                let grid = seals::SealColumns::find(collector, style, &texts, found);
                self.told.extend(grid.given(style));
                let closing = self.lay(collector, style, &texts, |name| grid.limit(name));
                let too_high = closing.names.iter().enumerate().filter(|(_, name)| name.lines > MOST_LINES);
                self.errors.extend(too_high.map(|(index, name)| too_long(index, name.lines)));
                seals::rows(self, style, found, &closing, &grid)
            }
            Validation::Stamps(found) if !found.is_empty() => {
                let mut closing = self.lay(collector, style, &texts, |_| unsealed_width(style));
                let date = closing.date.take();
                let mut rows = unsealed(self, style, &closing);
                rows.extend(stamps::rows(self, collector, style, found, date.as_ref(), bottom(&rows, style)));
                rows
            }
            _ => {
                let closing = self.lay(collector, style, &texts, |_| unsealed_width(style));
                unsealed(self, style, &closing)
            }
        };
        let noted = document.blocks.get(start + count).and_then(role) == Some(Role::Note);
        self.closing_rows(style, rows, start, (count, noted));
        self.bind_text(document, style, start, unit);
    }

    /// Stamps of a document without signature and date.
    pub(crate) fn stamps_alone(
        &mut self,
        collector: &mut Collector<'_>,
        document: &Document,
        style: &Stylesheet,
    ) {
        if let Validation::Stamps(found) = &document.validation
            && !found.is_empty()
        {
            let unit = self.units.len();
            let start = document.blocks.len();
            let rows = stamps::rows(self, collector, style, found, None, 0);
            self.closing_rows(style, rows, start, (0, false));
            self.bind_text(document, style, start, unit);
        }
    }

    /// Names and date in columns of these widths (EMU); the lines of a long name stand in the middle of its column.
    fn lay(
        &mut self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        texts: &Names<'_>,
        limit: impl Fn(usize) -> i64,
    ) -> Closing {
        let mut closing = Closing::default();
        for (index, name) in texts.names.iter().enumerate() {
            let signed = self.signed(collector, style, name, limit(index));
            closing.names.push(signed);
        }
        if let Some(date) = &texts.date {
            closing.date = Some(self.signed(collector, style, date, style.page.type_area_width().emu()));
        }
        closing
    }

    fn signed(
        &mut self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        name: &Name<'_>,
        column: i64,
    ) -> Signed {
        collector.begin_block();
        let form = centred(style, name.role);
        let paragraph = self.standing(collector, name.inlines, &form, column, &name.origin.origin);
        let found = self.paragraphs.get(paragraph);
        let width = found.map_or(0, Paragraph::widest_line);
        let lines = found.map_or(0, |paragraph| paragraph.lines.len());
        Signed { source: SignedSource::Block(name.block), paragraph, column, width, lines }
    }

    /// Puts the widest line of a name or a date so far from the type area's left edge, the others in its middle.
    pub(crate) fn stand(&mut self, signed: &Signed, left: i64) {
        if let Some(paragraph) = self.paragraphs.get_mut(signed.paragraph) {
            paragraph.shift(left - (signed.column - signed.width) / 2);
        }
    }

    /// Puts the rows of a closing 落款 into the flow, each a unit, and notes them for the Word file.
    ///
    /// A row is as high as a line, what a seal needs below it is `below`: room that must be there and takes nothing
    /// from the next row, since names stand within the seal's height. The last row reserves what the lowest seal still
    /// needs. All rows stay together, but for those that may begin a page (more signatures than a page holds), where
    /// the row before is let go.
    fn closing_rows(
        &mut self,
        style: &Stylesheet,
        rows: Vec<ClosingRow>,
        start: usize,
        (blocks, noted): (usize, bool),
    ) {
        let pitch = style.paragraph(Role::Signature).line_pitch.emu();
        let end = bottom(&rows, style);
        let mut place = ClosingPlace { blocks, keeps_next: noted, ..ClosingPlace::default() };
        let (mut y, mut lines) = (0, Vec::new());
        let last = rows.len().saturating_sub(1);
        for (number, row) in rows.into_iter().enumerate() {
            let before = (row.top - y).max(0);
            if row.may_begin_page
                && let Some(unit) = self.units.last_mut()
            {
                unit.keep = Keep::Free;
            }
            self.room(before);
            let mut piece = Piece::default();
            let mut line = SignedLine {
                before: Length::from_emu(before),
                pitch: Length::from_emu(pitch),
                ..SignedLine::default()
            };
            for (index, at, source) in row.texts {
                piece.line(index, at);
                let found = self.paragraphs.get(index);
                if let Some((left, characters)) =
                    found.and_then(|it| Some((it.line_left(at)?, it.characters(at)?)))
                {
                    line.parts.push(SignedPart { source, characters, left });
                }
            }
            line.parts.sort_by_key(|part| part.left);
            let mut reach = pitch;
            for seal in row.seals {
                let frame = Frame { y: seal.frame.y - row.top, ..seal.frame };
                reach = reach.max(frame.y + frame.height);
                let (x, y) = (Length::from_emu(frame.x), Length::from_emu(frame.y));
                line.seals.push(SealPlace { seal: seal.index, x, y });
                let origin = field(if seal.shows == STAMP { "signature_stamps" } else { "seals" });
                piece.rooms.push(Room { kind: Kind::Seal, frame, origin: origin.clone() });
                if let Some(name) = &seal.picture {
                    let mut picture = self.picture(name, seal.shows, frame, &origin);
                    picture.over_text = true;
                    piece.pictures.push(picture);
                }
            }
            y += before + pitch;
            let mut below = reach - pitch;
            let mut keep = Keep::Next;
            if number == last {
                below = (end - y).max(0);
                // 附注 does not stand on a page alone either.
                keep = if noted { Keep::Next } else { Keep::Free };
                place.below = Length::from_emu(below);
            }
            let content = Content::Piece(self.pieces.len());
            self.pieces.push(piece);
            lines.push(self.units.len());
            self.units.push(Unit { height: pitch, below, keep, content });
            place.lines.push(line);
        }
        self.facts.closings.insert(start, place);
        self.closings.push((start, lines));
    }

    /// Blank lines that do not vanish at the top of a page.
    fn room(&mut self, height: i64) {
        if height > 0 {
            self.units.push(Unit { height, below: 0, keep: Keep::Next, content: Content::Room });
        }
    }
}

/// Where the last line and the seals of these rows end, EMU from the end of the text.
fn bottom(rows: &[ClosingRow], style: &Stylesheet) -> i64 {
    let pitch = style.paragraph(Role::Signature).line_pitch.emu();
    let ends = rows.iter().flat_map(|row| {
        let seals = row.seals.iter().map(|seal| seal.frame.y + seal.frame.height);
        seals.chain([row.top + pitch])
    });
    ends.max().unwrap_or(0)
}

fn too_long(index: usize, lines: usize) -> Diagnostic {
    Diagnostic::error(
        "gbt9704/signature-too-long",
        Message::new(
            format!("第 {} 个署名太长，要排 {lines} 行，印章盖不住署名和成文日期", index + 1),
            format!(
                "signature {} needs {lines} lines, and a seal does not reach over it and the date",
                index + 1
            ),
        ),
    )
    .at(Place::report(format!("signatures[{index}]"), None))
    .help(Message::new("署发文机关的规范化简称", "sign with the body's standard short name"))
}

/// The widest that a name without a seal may be.
fn unsealed_width(style: &Stylesheet) -> i64 {
    let indent = i64::from(style.paragraph(Role::Signature).right_indent) * cell(style) / 100;
    (style.page.type_area_width().emu() - indent).max(cell(style))
}

/// Without a seal (7.3.5.2): the date begins two characters right of the names, and the wider of the two stands two
/// characters from the right edge. Names of several bodies stand below each other.
fn unsealed(flow: &mut Flow, style: &Stylesheet, closing: &Closing) -> Vec<ClosingRow> {
    let form = style.paragraph(Role::Signature);
    let (cell, pitch) = (cell(style), form.line_pitch.emu());
    let width = style.page.type_area_width().emu();
    let right = unsealed_width(style);
    let widest = closing.names.iter().map(|name| name.width).max().unwrap_or(0);
    let date = closing.date.as_ref();
    let x = match date {
        Some(date) if date.width > widest => right - date.width - 2 * cell,
        _ => right - widest,
    }
    .max(0);
    let mut top = i64::from(form.lines_before) * pitch;
    let mut rows = Vec::new();
    let mut put = |flow: &mut Flow, signed: &Signed, left: i64| {
        flow.stand(signed, left);
        for line in 0..signed.lines {
            let texts = vec![(signed.paragraph, line, signed.source)];
            rows.push(ClosingRow { top, texts, ..ClosingRow::default() });
            top += pitch;
        }
    };
    for name in &closing.names {
        put(flow, name, x);
    }
    if let Some(date) = date {
        put(flow, date, (x + 2 * cell).min((width - date.width).max(0)));
    }
    rows
}
