//! Seals 印章 over names and date (7.3.5.1): the date four characters from the right edge, the name centred over it,
//! the seal over both; several bodies in rows at one pitch, a seal each, the last over name and date.

use gongwen_document::style::Stylesheet;
use gongwen_document::{Diagnostic, Message, Place, Role, Seal};

use crate::elements::piece::Frame;
use crate::elements::signed::{Closing, ClosingRow, Names, Signed, Stamped, cell, whole};
use crate::flow::units::Flow;
use crate::inline::collect::Collector;

/// Names and date stand below the middle of the seal by so much of a line: "slightly".
const LOWERED: i64 = 4;
/// Bodies in a row at most.
const MOST_IN_ROW: usize = 3;
/// In how many lines a long name stands at most, so that more bodies stand side by side.
const MOST_LINES: usize = 3;
/// By how many characters the date may come nearer to the right edge for seals to stand in fewer rows: the four of the
/// standard are "generally" so (7.3.5.1), and a page of seals without text is not allowed at all (7.3.5.5).
const MOST_GIVEN: i64 = 2;
/// Nearer to the right edge the date does not come, characters: there stands a date without a seal (7.3.5.2).
const LEAST_INDENT: i64 = 2;

/// The columns of names and seals, found before the names are in lines.
pub(crate) struct SealColumns {
    /// How wide each name may be, EMU.
    limits: Vec<i64>,
    /// Middle of each column from the type area's left edge, EMU.
    middles: Vec<i64>,
    /// By how many characters the date stands nearer to the right edge than the style has it.
    given: i64,
}

impl SealColumns {
    /// As many columns as there is room for. Names stand in one line each; long ones are broken at a word only when they
    /// could not stand side by side at all, or not on a page with text. When even that leaves more rows than a page has
    /// room for, the date gives a character or two of the white at its right: six seals of 45 mm need 142 mm for three
    /// side by side, and with a date of 38 mm four characters from the edge there are 137.
    pub(crate) fn find(
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        texts: &Names<'_>,
        seals: &[Seal],
    ) -> SealColumns {
        let standard = indent(style);
        let (grid, has_room) = SealColumns::at(collector, style, texts, seals, standard);
        if has_room {
            return grid;
        }
        for given in 1..=MOST_GIVEN {
            let indent = standard - given * cell(style);
            if indent < LEAST_INDENT * cell(style) {
                break;
            }
            let (nearer, has_room) = SealColumns::at(collector, style, texts, seals, indent);
            if has_room {
                return SealColumns { given, ..nearer };
            }
        }
        grid
    }

    /// The columns with the date so far (EMU) from the right edge, and whether a page has room for their rows and text.
    fn at(
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        texts: &Names<'_>,
        seals: &[Seal],
        indent: i64,
    ) -> (SealColumns, bool) {
        let diameter = diameter(seals);
        let count = texts.names.len();
        let width = style.page.type_area_width().emu();
        let date = Date { indent, width: texts.date_width };
        let rows = |columns: usize| (2..=columns).rev();
        let share = |columns: usize| width / columns.max(1) as i64 - cell(style);
        let mut tries: Vec<(usize, usize, i64)> = Vec::new();
        for lines in 1..=MOST_LINES {
            tries.extend(rows(MOST_IN_ROW.min(count)).map(|columns| (lines, columns, share(columns))));
            if lines > 1 || count < 2 {
                tries.push((lines, 1, width));
            }
        }
        // At last as narrow as the place of the date leaves room for.
        for lines in 2..=MOST_LINES {
            let left = |columns: usize| date.left(style, columns).min(share(columns));
            tries.extend(rows(MOST_IN_ROW.min(count)).map(|columns| (lines, columns, left(columns))));
        }
        let mut fallback: Option<SealColumns> = None;
        for (lines, columns, limit) in tries {
            let mut widths = Vec::with_capacity(count);
            let mut limits = Vec::with_capacity(count);
            for name in &texts.names {
                // What stands in one line where it can has the whole width to stand in.
                let limit = if lines == 1 { width } else { limit };
                let (needed, wide) = name.shape(collector, style, limit);
                if needed > lines {
                    break;
                }
                widths.push(wide);
                limits.push(limit);
            }
            if widths.len() < count {
                continue;
            }
            let Some(middles) = middles(style, columns, &widths, diameter, date) else {
                continue;
            };
            let grid = SealColumns { limits, middles, given: 0 };
            if has_room(style, count.div_ceil(columns), diameter) {
                return (grid, true);
            }
            // More rows than a page has room for below a line of text: rather names in two lines in fewer rows.
            if fallback.as_ref().is_none_or(|found| found.middles.len() < columns) {
                fallback = Some(grid);
            }
        }
        if let Some(grid) = fallback {
            return (grid, false);
        }
        let middles = middles(style, 1, &[], diameter, date).unwrap_or_else(|| vec![width / 2]);
        (SealColumns { limits: vec![width; count], middles, given: 0 }, false)
    }

    /// What is told when the date stands nearer to the right edge than the style has it.
    pub(crate) fn given(&self, style: &Stylesheet) -> Option<Diagnostic> {
        let left = indent(style) / cell(style).max(1) - self.given;
        (self.given > 0).then(|| {
            let message = Message::new(
                format!("印章多，成文日期右空 {left} 字（一般右空四字），否则最后一页只有印章，没有正文"),
                format!(
                    "many seals: the date stands {left} characters from the right edge (four as a rule), or the last page \
                     would have seals and no text"
                ),
            );
            Diagnostic::warning("gbt9704/7.3.5.1", message).at(Place::report("seals", None)).help(Message::new(
                "可以这样定稿；要右空四字的，改为由主办机关用印",
                "good to sign; for four characters, let the lead body alone set its seal",
            ))
        })
    }

    /// How wide this name may be.
    pub(crate) fn limit(&self, name: usize) -> i64 {
        self.limits.get(name).copied().unwrap_or(1)
    }

    /// The middle of the column of this name, of so many.
    fn middle(&self, name: usize, names: usize) -> i64 {
        self.middles.get(column(name, names, self.middles.len().max(1))).copied().unwrap_or(0)
    }
}

/// The column of a name; the last row ends in the last column, above the date.
fn column(index: usize, names: usize, columns: usize) -> usize {
    let row = index / columns;
    let in_row = if (row + 1) * columns > names { names - row * columns } else { columns };
    columns - in_row + index % columns
}

fn diameter(seals: &[Seal]) -> i64 {
    seals.iter().map(|seal| seal.diameter.emu()).max().unwrap_or(0)
}

/// Whether a page has room for so many rows of seals and text above them.
fn has_room(style: &Stylesheet, rows: usize, diameter: i64) -> bool {
    let pitch = style.paragraph(Role::Signature).line_pitch.emu();
    let text = (style.closing.lines_with_signature as i64 + 1) * pitch;
    rows as i64 * (diameter + style.closing.seal_gap.emu()) + text <= style.page.type_area_height().emu()
}

/// How far the date stands from the right edge, EMU.
fn indent(style: &Stylesheet) -> i64 {
    i64::from(style.closing.sealed_date_indent) * cell(style) / 100
}

/// Where the date stands, which the last column is centred over.
#[derive(Clone, Copy)]
struct Date {
    /// White at its right, EMU.
    indent: i64,
    width: i64,
}

impl Date {
    fn middle(self, style: &Stylesheet) -> i64 {
        style.page.type_area_width().emu() - self.indent - self.width / 2
    }

    /// How wide names in so many columns may be for the last to stand over the date.
    fn left(self, style: &Stylesheet, columns: usize) -> i64 {
        let cell = cell(style);
        // Half of the first, and all the others with white between them.
        let columns = columns as i64;
        ((self.middle(style) - (columns - 1) * cell) * 2 / (columns * 2 - 1).max(1)).max(cell)
    }
}

/// The middles of so many columns that hold names of these widths and seals; `None` when they have no room.
fn middles(
    style: &Stylesheet,
    columns: usize,
    widths: &[i64],
    diameter: i64,
    date: Date,
) -> Option<Vec<i64>> {
    let width = style.page.type_area_width().emu();
    let cell = cell(style);
    let mut wide = vec![0; columns];
    for (index, name) in widths.iter().enumerate() {
        let at = column(index, widths.len(), columns);
        if let Some(column) = wide.get_mut(at) {
            *column = *name.max(column);
        }
    }
    let (last, others) = wide.split_last()?;
    let half = diameter.max(*last).max(date.width) / 2;
    // Nothing reaches out of the type area, though that may bring the date nearer to the middle.
    let mut middle = date.middle(style).min(width - half);
    if columns == 1 {
        return (half * 2 <= width.max(diameter)).then(|| vec![middle.max(width / 2)]);
    }
    let mut middles = vec![middle];
    let mut right = *last;
    for column in others.iter().rev() {
        let seals = diameter + style.closing.seal_gap.emu();
        middle -= seals.max((right + column) / 2 + cell);
        middles.insert(0, middle);
        right = *column;
    }
    (middle >= diameter.max(right) / 2).then_some(middles)
}

/// Names, date and seals in rows.
pub(crate) fn rows(
    flow: &mut Flow,
    style: &Stylesheet,
    seals: &[Seal],
    closing: &Closing,
    grid: &SealColumns,
) -> Vec<ClosingRow> {
    let pitch = style.paragraph(Role::Signature).line_pitch.emu();
    let names = closing.names.len();
    let columns = grid.middles.len().max(1);
    let heights = Heights::of(style, closing, grid, diameter(seals));
    for (index, name) in closing.names.iter().enumerate() {
        flow.stand(name, grid.middle(index, names) - name.width / 2);
    }
    let mut rows = Vec::new();
    let mut top = heights.top(0);
    for row in 0..names.div_ceil(columns) {
        top = heights.top(row);
        let lines = heights.lines(row);
        let members = || closing.names.iter().enumerate().skip(row * columns).take(columns);
        for line in 0..lines {
            let may_begin_page = heights.over_pages && row > 0 && line == 0;
            let mut placed =
                ClosingRow { top: top + line as i64 * pitch, may_begin_page, ..ClosingRow::default() };
            for (_, name) in members() {
                // A shorter name stands in the lower lines.
                if let Some(line) = (line + name.lines).checked_sub(lines) {
                    placed.texts.push((name.paragraph, line, name.source));
                }
            }
            if line == 0 {
                let centre = top + heights.middle(row);
                placed.seals = members()
                    .filter_map(|(index, _)| {
                        Some(stamped(seals.get(index)?, index, grid.middle(index, names), centre))
                    })
                    .collect();
            }
            rows.push(placed);
        }
        top += lines as i64 * pitch;
    }
    if let Some(date) = &closing.date {
        let last = grid.middles.last().copied().unwrap_or(0);
        flow.stand(date, last - date.width / 2);
        let mut placed =
            ClosingRow { top, texts: vec![(date.paragraph, 0, date.source)], ..ClosingRow::default() };
        if names == 0 {
            // A seal over the date alone.
            placed.seals.extend(seals.first().map(|seal| stamped(seal, 0, last, top + heights.middle(0))));
        }
        rows.push(placed);
    }
    rows
}

/// Where rows stand, EMU.
struct Heights {
    pitch: i64,
    /// Lines of names in each row.
    lines: Vec<usize>,
    /// Whether a date follows.
    dated: bool,
    /// From the middle of a line to that of its characters, less what they stand below the middle of their seal.
    shift: i64,
    /// From the end of the text to the first row.
    first: i64,
    /// From the seals of a row to those of the next.
    apart: i64,
    /// Whether there are more rows than a page has room for.
    over_pages: bool,
}

impl Heights {
    fn of(style: &Stylesheet, closing: &Closing, grid: &SealColumns, diameter: i64) -> Heights {
        let form = style.paragraph(Role::Signature);
        let pitch = form.line_pitch.emu();
        let columns = grid.middles.len().max(1);
        let most = |row: &[Signed]| row.iter().map(|name| name.lines).max().unwrap_or(0);
        let mut heights = Heights {
            pitch,
            lines: closing.names.chunks(columns).map(most).collect(),
            dated: closing.date.is_some(),
            shift: form.middle().emu() - pitch / 2 - pitch / LOWERED,
            first: 0,
            apart: 0,
            over_pages: false,
        };
        // The fewest blank lines with which the seals stand below the text: then they are within a line of it.
        heights.first = lines_over(diameter / 2 - heights.middle(0), pitch) * pitch;
        let highest = heights.lines.iter().max().copied().unwrap_or(0) as i64;
        let least = (diameter + style.closing.seal_gap.emu()).max((highest + 1) * pitch);
        // Whole lines, when they leave room for text on the page.
        let text = style.closing.lines_with_signature as i64 * pitch;
        let room =
            style.page.type_area_height().emu() - text - heights.first - heights.middle(0) - diameter / 2;
        let rows = heights.lines.len() as i64 - 1;
        let whole = lines_over(least, pitch) * pitch;
        heights.apart = if rows * whole <= room { whole } else { least };
        heights.over_pages = rows * least > room;
        heights
    }

    fn lines(&self, row: usize) -> usize {
        self.lines.get(row).copied().unwrap_or(0)
    }

    /// From the top of a row down to the middle of its seals: a little above the middle of its names and the date.
    fn middle(&self, row: usize) -> i64 {
        (self.lines(row) + usize::from(self.dated)) as i64 * self.pitch / 2 + self.shift
    }

    /// From the end of the text down to the top of a row.
    fn top(&self, row: usize) -> i64 {
        whole(self.first + self.middle(0) + row as i64 * self.apart - self.middle(row))
    }
}

/// How many whole lines cover this height.
fn lines_over(height: i64, pitch: i64) -> i64 {
    (height.max(0) + pitch - 1) / pitch.max(1)
}

/// A seal around this middle.
fn stamped(seal: &Seal, index: usize, x: i64, y: i64) -> Stamped {
    let diameter = seal.diameter.emu();
    let frame = Frame { x: x - diameter / 2, y: y - diameter / 2, width: diameter, height: diameter };
    Stamped { index, picture: seal.picture.clone(), shows: "印章", frame }
}
