//! Widths of columns: what their texts need, the size of type that has room for them, and what is told of it.

use gongwen_document::style::{Stylesheet, TableForm};
use gongwen_document::{
    ColumnNeed, ColumnWidth, Diagnostic, Length, Message, Origin, Place, Table, plain_text,
};

use super::words::Need;

/// Word's columns are whole twips, so a text that just fits must have a little more.
const SLACK: i64 = 2 * 635;
/// A width that is this much off is not told.
const TOLERANCE: i64 = Length::hundredths_mm(50).emu();

/// A cell with its place and what it needs in the largest type.
pub(super) struct Measured {
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) head: bool,
    pub(super) need: Need,
}

/// Widths of columns and size of type, as decided for a table.
pub(super) struct Decided {
    /// The place of the form of its type.
    pub(super) form: usize,
    /// Whether short words stay whole.
    pub(super) whole_words: bool,
    /// EMU from the table's left edge.
    pub(super) edges: Vec<i64>,
    /// The widest part behind the point of the numbers of each column, in the largest type.
    pub(super) tails: Vec<i64>,
}

/// Finds the widths of so many columns in the type area of this style, and the largest type in which all fits.
///
/// The forms are tried from the largest to the smallest with short words whole, then the smallest once more with only
/// numbers whole. A column of numbers needs the widest part before the point and the widest behind it, which may be of
/// two numbers: 1234.5 and 2.345 together need the room of 1234.345. If nothing fits, the smallest type is taken,
/// columns shrink alike, and that is told as an error.
pub(super) fn decide(
    table: &Table,
    cells: &[Measured],
    columns: usize,
    (style, forms): (&Stylesheet, &[TableForm]),
    origin: &Origin,
    told: &mut Vec<Diagnostic>,
) -> Decided {
    let room = style.page.type_area_width();
    let mut points = vec![[0; 2]; columns];
    for cell in cells {
        if let (Some([whole, tail]), Some(point)) = (cell.need.point, points.get_mut(cell.column)) {
            *point = [point[0].max(whole), point[1].max(tail)];
        }
    }
    let needs =
        |form: &TableForm, whole_words: bool| needs(cells, columns, &points, (&forms[0], form), whole_words);
    let sum = |needs: &[ColumnNeed]| {
        let least = needs.iter().enumerate().map(|(column, need)| match table.columns.get(column) {
            Some(ColumnWidth::Fixed(width)) => need.least.max(*width),
            _ => need.least,
        });
        least.sum::<Length>()
    };
    let tries = (0..forms.len()).map(|form| (form, true)).chain([(forms.len() - 1, false)]);
    let mut found = None;
    for (form, whole_words) in tries {
        let needs = needs(&forms[form], whole_words);
        let fits = sum(&needs) <= room;
        found = Some((form, whole_words, needs, fits));
        if fits {
            break;
        }
    }
    let (form, whole_words, needs, fits) = found.unwrap_or((0, true, Vec::new(), true));
    let heads = Heads(table);
    let teller = Teller {
        table,
        heads,
        needs: &needs,
        room,
        form: &forms[form],
        origin,
        upright: style.page.width < style.page.height,
    };
    if !fits {
        told.push(teller.too_wide(style));
    } else if !whole_words {
        told.push(teller.narrow());
    } else if form > 0 {
        told.push(teller.small());
    }
    let edges = table.edges(&needs, room);
    if fits {
        told.extend(teller.raised(&edges));
    }
    let last = edges.len().saturating_sub(1);
    let left = (room - edges.last().copied().unwrap_or(room)).emu().max(0) / 2;
    let snap = |(index, edge): (usize, &Length)| match index {
        // Edges in whole twips are the same in both files.
        index if index > 0 && index < last => edge.emu() / 635 * 635,
        _ => edge.emu(),
    };
    let edges = edges.iter().enumerate().map(snap).map(|edge| left + edge).collect();
    Decided { form, whole_words, edges, tails: points.iter().map(|point| point[1]).collect() }
}

/// What the columns need in this form.
fn needs(
    cells: &[Measured],
    columns: usize,
    points: &[[i64; 2]],
    (measured, form): (&TableForm, &TableForm),
    whole_words: bool,
) -> Vec<ColumnNeed> {
    let white = form.padding.emu() * 2 + SLACK;
    let scaled = |width: i64, head: bool| {
        let (size, from) = match head {
            true => (form.header.size, measured.header.size),
            false => (form.cell.size, measured.cell.size),
        };
        // Rounded up, so that what was measured in other type has room.
        (width * size.emu()).div_euclid(from.emu().max(1)) + if size == from { 0 } else { 635 } + white
    };
    let empty = form.cell.size.emu() + white;
    let mut needs = vec![[empty; 3]; columns];
    for cell in cells.iter().filter(|cell| cell.columns == 1) {
        let Some([least, body, all]) = needs.get_mut(cell.column) else { continue };
        let need = if whole_words { cell.need.whole_words } else { cell.need.whole_numbers };
        *least = (*least).max(scaled(need, cell.head));
        *all = (*all).max(scaled(cell.need.line, cell.head));
        if !cell.head {
            *body = (*body).max(scaled(cell.need.line, false));
        }
    }
    for ([whole, tail], need) in points.iter().zip(&mut needs).filter(|(point, _)| point[0] > 0) {
        let point = scaled(whole + tail, false);
        *need = need.map(|width| width.max(point));
    }
    // What covers several columns asks the same of each, beyond what they need themselves.
    for cell in cells.iter().filter(|cell| cell.columns > 1) {
        let need = if whole_words { cell.need.whole_words } else { cell.need.whole_numbers };
        let Some(covered) = needs.get_mut(cell.column..(cell.column + cell.columns).min(columns)) else {
            continue;
        };
        let count = covered.len().max(1) as i64;
        for (place, wanted) in [
            (0, scaled(need, cell.head)),
            (2, scaled(if cell.head { cell.need.line } else { need }, cell.head)),
        ] {
            let has: i64 = covered.iter().map(|need| need[place]).sum();
            let more = (wanted - has).max(0);
            for need in covered.iter_mut() {
                need[place] += (more + count - 1) / count;
            }
        }
    }
    let length = Length::from_emu;
    needs
        .into_iter()
        .map(|[least, body, all]| ColumnNeed {
            least: length(least),
            body: length(body.max(least)),
            all: length(all.max(body).max(least)),
        })
        .collect()
}

/// Names columns by their heads.
struct Heads<'a>(&'a Table);

impl Heads<'_> {
    /// `第 3 栏“投资额”`.
    fn name(&self, column: usize) -> (String, String) {
        let number = column + 1;
        let row = self.0.rows.get(..self.0.header_rows.min(self.0.rows.len())).unwrap_or_default().last();
        // Where all of a row's cells cover one column each, a place is a column.
        let row = row.filter(|row| row.cells.len() == self.0.columns.len());
        let text =
            row.and_then(|row| row.cells.get(column)).map(|cell| plain_text(&cell.inlines).replace('\n', ""));
        match text.filter(|text| !text.is_empty()) {
            Some(text) => {
                let short: String = text.chars().take(12).collect();
                (format!("第 {number} 栏“{short}”"), format!("column {number} ({short})"))
            }
            None => (format!("第 {number} 栏"), format!("column {number}")),
        }
    }
}

/// What is told of the widths of a table.
struct Teller<'a> {
    table: &'a Table,
    heads: Heads<'a>,
    needs: &'a [ColumnNeed],
    room: Length,
    form: &'a TableForm,
    origin: &'a Origin,
    /// The paper stands upright.
    upright: bool,
}

impl Teller<'_> {
    fn place(&self) -> Place {
        Place::report(self.origin.path.to_string(), self.origin.span.clone())
    }

    fn count(&self) -> usize {
        self.needs.len()
    }

    /// What a column needs, or was asked to have in millimetres where that is more.
    fn asked(&self, column: usize) -> Length {
        let need = self.needs.get(column).map_or(Length::ZERO, |need| need.least);
        match self.table.columns.get(column) {
            Some(ColumnWidth::Fixed(width)) => need.max(*width),
            _ => need,
        }
    }

    /// What to say of a table that has no room in the type area, with what can be done about it.
    ///
    /// There are two causes: widths that somebody asked for in millimetres, which can be made smaller, or texts that
    /// cannot be cut. The widest columns are named, at most five: those with more than an even share, or the first five
    /// when all are alike. Lying paper is offered only where it would do: 300 mm do not fit 156, nor the 225 of the
    /// sheet turned.
    fn too_wide(&self, style: &Stylesheet) -> Diagnostic {
        let texts: Length = self.needs.iter().map(|need| need.least).sum();
        let least: Length = (0..self.count()).map(|column| self.asked(column)).sum();
        let (room, millimetres) = (self.room / Length::mm(1), least / Length::mm(1) + 1);
        // The widest of them, more than an even share each, if there are such.
        let share = self.room / self.count().max(1) as i64;
        let mut wide: Vec<usize> = (0..self.count()).collect();
        wide.sort_by_key(|column| std::cmp::Reverse(self.asked(*column)));
        let wider = wide.iter().filter(|column| self.asked(**column) > share).count();
        wide.truncate(if wider == 0 { 5 } else { wider.min(5) });
        wide.sort_unstable();
        let (names, names_en): (Vec<String>, Vec<String>) =
            wide.iter().map(|column| self.heads.name(*column)).unzip();
        let (count, names, names_en) = (self.count(), names.join("、"), names_en.join(", "));
        let message = match texts <= self.room {
            // Only the widths that somebody asked for have no room.
            true => Message::new(
                format!(
                    "表格有 {count} 栏，照 widths 里的毫米数要 {millimetres} 毫米宽，版心只有 {room} 毫米；最宽的是{names}"
                ),
                format!(
                    "the table's {count} columns have {millimetres} mm by `widths`, and there are {room} mm; the widest: {names_en}"
                ),
            ),
            false => Message::new(
                format!(
                    "表格有 {count} 栏，用最小的字也至少要 {millimetres} 毫米宽，版心只有 {room} 毫米，数会被断开；最宽的是{names}"
                ),
                format!(
                    "the table's {count} columns need {millimetres} mm in the smallest type and have {room} mm, so numbers would be cut; the widest: {names_en}"
                ),
            ),
        };
        let height = if self.upright { style.page.type_area_height() } else { Length::ZERO };
        if texts <= self.room {
            let lying = match least <= height {
                true => "；或者把表格放进附件横排：[[attachments]] 里写 landscape = true",
                false => "",
            };
            return Diagnostic::error("table/too-wide", message).at(self.place()).help(Message::new(
                format!("把 widths 里的毫米数写小，合计不超过 {room} 毫米，或者不写 widths，由内容定{lying}"),
                format!("ask for {room} mm in all, or leave `widths` out"),
            ));
        }
        let help = match least <= height {
            true => Message::new(
                "把表格放进附件横排：[[attachments]] 里写 landscape = true；或者减少栏数",
                "put it into an attachment on lying paper: landscape = true in [[attachments]]; or leave columns out",
            ),
            false => Message::new(
                "横排（landscape = true）也放不下：减少栏数，换成较大的单位（如“万元”），或者分成两张表",
                "lying paper (landscape = true) has no room either: leave columns out, use a larger unit, or make two tables",
            ),
        };
        Diagnostic::error("table/too-wide", message).at(self.place()).help(help)
    }

    /// How to give it room.
    fn room_help(&self) -> Message {
        match self.upright {
            true => Message::new(
                "想要大一些的字，就把表格放进附件横排（landscape = true），或者减少栏数、写短栏名",
                "for larger type put it into an attachment on lying paper (landscape = true), or have fewer columns or shorter heads",
            ),
            false => Message::new(
                "想要大一些的字，就减少栏数、写短栏名，或者分成两张表",
                "for larger type have fewer columns or shorter heads, or make two tables",
            ),
        }
    }

    fn narrow(&self) -> Diagnostic {
        let message = Message::new(
            format!("表格有 {} 栏，太挤：已经用最小的字，有的词还是要断成两行", self.count()),
            format!(
                "the table's {} columns are so narrow that words are cut, in the smallest type",
                self.count()
            ),
        );
        Diagnostic::warning("table/narrow", message).at(self.place()).help(self.room_help())
    }

    fn small(&self) -> Diagnostic {
        let message = Message::new(
            format!("表格有 {} 栏，太宽，已经改用{}字", self.count(), self.form.name),
            format!(
                "the table's {} columns have no room, so its type is {} pt",
                self.count(),
                self.form.cell.size.to_pt()
            ),
        );
        Diagnostic::warning("table/small-type", message).at(self.place()).help(self.room_help())
    }

    /// Columns that are wider than was asked, since their texts need it.
    fn raised(&self, edges: &[Length]) -> Option<Diagnostic> {
        let shares: i64 = self.table.columns.iter().filter_map(|width| share(*width)).sum();
        let fixed: Length = self
            .table
            .columns
            .iter()
            .filter_map(|width| if let ColumnWidth::Fixed(width) = width { Some(*width) } else { None })
            .sum();
        let asked = |width: ColumnWidth| match width {
            ColumnWidth::Auto => None,
            ColumnWidth::Fixed(width) => Some(width),
            ColumnWidth::Share(share) => Some((self.room - fixed).scale(i64::from(share), shares.max(1))),
        };
        let raised: Vec<(usize, Length)> = self
            .table
            .columns
            .iter()
            .zip(edges.windows(2))
            .zip(self.needs)
            .enumerate()
            .filter_map(|(column, ((width, pair), need))| {
                let got = *pair.get(1)? - *pair.first()?;
                let asked = asked(*width)?;
                (asked.emu() + TOLERANCE < need.least.emu() && got > asked).then_some((column, got))
            })
            .collect();
        let (column, got) = *raised.first()?;
        let (name, name_en) = self.heads.name(column);
        let millimetres = got / Length::mm(1);
        let more = if raised.len() > 1 { format!("（共 {} 栏）", raised.len()) } else { String::new() };
        let message = Message::new(
            format!("{name}按 widths 放不下里面的数或者词，已经放宽到 {millimetres} 毫米{more}"),
            format!(
                "{name_en} is too narrow in `widths` for its numbers or words and was given {millimetres} mm"
            ),
        );
        Some(Diagnostic::warning("table/width-raised", message).at(self.place()).help(Message::new(
            "把 widths 里这一栏写宽些，或者不写 widths，由内容定",
            "ask for more in `widths`, or leave it out",
        )))
    }
}

fn share(width: ColumnWidth) -> Option<i64> {
    match width {
        ColumnWidth::Share(share) => Some(i64::from(share)),
        _ => None,
    }
}
