//! The parts of an xlsx: its sheets, and what each says of its rows and cells besides their values. Read off the parts in
//! one stream.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, SeekFrom};

use gongwen_document::{Diagnostic, Message};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::Input;
use super::archive::{broken, not_xlsx};
use super::encoding::unreadable;
use super::marks::{MAX_COLUMNS, MAX_MERGED, MAX_ROWS, MAX_UNCOMPUTED, Marks};
use crate::format::Epoch;

/// A sheet of a workbook, and the part it is.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) visible: bool,
    pub(super) part: String,
    /// Whether the program that made the file left its formulas to the program that opens it: the 0 of a formula is
    /// then no result.
    pub(super) uncounted: bool,
}

/// The sheets of a workbook that hold cells, in their order, and where it counts its days from. Which part is the
/// workbook, and which are its sheets, the relationships of the package say.
pub(super) fn sheets(input: &mut dyn Input) -> Result<(Vec<Part>, Epoch), Diagnostic> {
    let mut archive = archive(input)?;
    let workbook = relations(&mut archive, "_rels/.rels", "", "/officeDocument")?.into_values().next();
    let workbook = workbook.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (mut named, mut epoch, mut uncounted) = (Vec::new(), Epoch::Of1900, false);
    let Some(name) = entry(&archive, &workbook) else { return Ok((Vec::new(), epoch)) };
    let part = archive.by_name(&name).map_err(broken)?;
    walk(BufReader::new(part), |event| match event {
        Walked::Open(tag, "sheet", _) => {
            if let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id")) {
                let visible = attribute(tag, "state").is_none_or(|state| state == "visible");
                named.push((name, id, visible));
            }
        }
        Walked::Open(tag, "workbookPr", _)
            if attribute(tag, "date1904").is_some_and(|value| value == "1" || value == "true") =>
        {
            epoch = Epoch::Of1904;
        }
        Walked::Open(tag, "calcPr", _) => {
            uncounted |=
                attribute(tag, "fullCalcOnLoad").is_some_and(|value| value == "1" || value == "true");
        }
        _ => {}
    })?;
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let slash = if folder.is_empty() { "" } else { "/" };
    let own = format!("{folder}{slash}_rels/{file}.rels");
    let targets = relations(&mut archive, &own, folder, "/worksheet")?;
    let sheet =
        |(name, id, visible)| Some(Part { name, visible, part: targets.get(&id)?.clone(), uncounted });
    Ok((named.into_iter().filter_map(sheet).collect(), epoch))
}

/// The targets of the relationships of one kind in this part, by their ids; relative ones run from `folder`.
fn relations(
    archive: &mut ZipArchive<&mut dyn Input>,
    part: &str,
    folder: &str,
    kind: &str,
) -> Result<BTreeMap<String, String>, Diagnostic> {
    let mut targets = BTreeMap::new();
    let Some(name) = entry(archive, part) else { return Ok(targets) };
    let part = archive.by_name(&name).map_err(broken)?;
    walk(BufReader::new(part), |event| {
        if let Walked::Open(tag, "Relationship", _) = event
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
            && attribute(tag, "Type").is_some_and(|own| own.ends_with(kind))
        {
            targets.insert(id, resolved(folder, &target));
        }
    })?;
    Ok(targets)
}

/// Where a target leads: `/xl/a.xml` from the top, `../a.xml` from the folder above.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path.join("/")
}

/// The name of an entry as the archive has it: some programs write backslashes, or other cases.
fn entry(archive: &ZipArchive<&mut dyn Input>, path: &str) -> Option<String> {
    if archive.index_for_name(path).is_some() {
        return Some(path.to_owned());
    }
    let same = |name: &str| name.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(path);
    (0..archive.len())
        .filter_map(|index| archive.name_for_index(index)?.ok())
        .find(|name| same(name))
        .map(|name| name.into_owned())
}

/// Whether a sheet holds a table: two rows of more than one value. Looked for in its first bytes; a sheet of notes, one
/// line below the other, is none.
pub(super) fn has_table(input: &mut dyn Input, sheet: &Part) -> bool {
    const LOOKED: u64 = 1 << 20;
    let (mut rows, mut values) = (0, 0);
    let walked = look(input, sheet, LOOKED, |event| {
        match event {
            Walked::Open(_, "row", _) => values = 0,
            Walked::Open(_, "v" | "is", false) => {
                values += 1;
                rows += u32::from(values == 2);
            }
            _ => {}
        }
        rows < 2
    });
    // What is cut off or broken behind its first rows is one all the same.
    rows > 1 || (walked.is_err() && rows > 0)
}

/// Whether anything is written on a sheet.
pub(super) fn has_values(input: &mut dyn Input, sheet: &Part) -> Result<bool, Diagnostic> {
    let mut found = false;
    look(input, sheet, u64::MAX, |event| {
        found |= matches!(event, Walked::Open(_, "v" | "is" | "f", false));
        !found
    })?;
    Ok(found)
}

/// Walks through the first bytes of a sheet for as long as somebody wants to.
fn look(
    input: &mut dyn Input,
    sheet: &Part,
    bytes: u64,
    each: impl FnMut(Walked<'_, '_>) -> bool,
) -> Result<(), Diagnostic> {
    let mut archive = archive(input)?;
    let name = entry(&archive, &sheet.part).unwrap_or_else(|| sheet.part.clone());
    let part = archive.by_name(&name).map_err(broken)?;
    walk_while(BufReader::with_capacity(1 << 16, part.take(bytes)), each)
}

fn archive(input: &mut dyn Input) -> Result<ZipArchive<&mut dyn Input>, Diagnostic> {
    input.seek(SeekFrom::Start(0)).map_err(|error| unreadable(&error))?;
    ZipArchive::new(input).map_err(broken)
}

/// Reads what the reader of cells does not tell, in one walk over the sheet's XML: hidden rows and columns, merged
/// cells, the cells that hold something, formulas without a result.
///
/// Addresses may be left out, then a cell stands behind the one before; `<row r="3"><c/><c r="D3"/><c/>` are A3, D3 and
/// E3. What is outside a sheet (row 0, column XFE) is a broken file, said before the reader of cells trusts it. A
/// formula counts as uncomputed when its cell closes without a `<v>`: programs that write workbooks without reckoning
/// leave it out.
pub(super) fn marks(input: &mut dyn Input, sheet: &Part) -> Result<Marks, Diagnostic> {
    let mut archive = archive(input)?;
    let name = entry(&archive, &sheet.part).unwrap_or_else(|| sheet.part.clone());
    let part = archive.by_name(&name).map_err(broken)?;
    let mut marks = Marks::default();
    let mut cell: Option<Seen> = None;
    let mut uncomputed = 0usize;
    // The reader of cells trusts addresses: one outside a sheet must not come to it.
    let mut outside: Option<String> = None;
    let (mut next_row, mut next_column) = (0, 0);
    walk(BufReader::with_capacity(1 << 16, part), |event| match event {
        Walked::Open(tag, name, empty) => match name {
            "dimension" => {
                let range = attribute(tag, "ref").unwrap_or_default();
                let fits =
                    range.split(':').count() <= 2 && range.split(':').all(|part| address(part).is_some());
                let rises = range.split_once(':').is_none_or(|_| {
                    corners(&range).is_some_and(|(top, left, bottom, right)| top <= bottom && left <= right)
                });
                if !fits || !rises {
                    outside.get_or_insert(range);
                }
            }
            "col" if is_hidden(tag, "width") => {
                let end = |name| attribute(tag, name).and_then(|number| number.parse::<u32>().ok());
                if let (Some(first @ 1..=MAX_COLUMNS), Some(last)) = (end("min"), end("max")) {
                    marks.hidden_columns.push((first - 1, last.min(MAX_COLUMNS) - 1));
                }
            }
            "row" => {
                let written = attribute(tag, "r");
                let number = written.as_ref().and_then(|row| row.parse::<u32>().ok());
                let number = number.filter(|row| (1..=MAX_ROWS).contains(row));
                if let Some(written) = written.filter(|_| number.is_none()) {
                    outside.get_or_insert(written);
                }
                let row = number.map_or(next_row, |number| number.saturating_sub(1));
                next_row = row.saturating_add(1);
                next_column = 0;
                if is_hidden(tag, "ht") {
                    marks.hide_row(row);
                }
            }
            "c" => {
                let written = attribute(tag, "r");
                let place = written.as_ref().and_then(|place| address(place));
                if let Some(written) = written.filter(|_| place.is_none()) {
                    outside.get_or_insert(written);
                }
                let place = place.unwrap_or((next_row.saturating_sub(1), next_column));
                next_column = place.1.saturating_add(1);
                let text = attribute(tag, "t").is_some_and(|kind| kind == "str");
                cell = (!empty).then_some(Seen { place, formula: false, value: text, inside: false });
            }
            "f" => {
                if let Some(cell) = &mut cell {
                    cell.formula = true;
                }
            }
            "v" | "is" => {
                if let Some(cell) = &mut cell {
                    cell.inside = !empty;
                }
            }
            "mergeCell" if marks.merged.len() < MAX_MERGED => {
                if let Some(range) = attribute(tag, "ref").and_then(|range| corners(&range)) {
                    marks.merged.push(range);
                }
            }
            _ => {}
        },
        Walked::Text(text) => {
            if let Some(cell) = cell.as_mut().filter(|cell| cell.inside) {
                cell.value |= !(sheet.uncounted && cell.formula && text == "0");
                marks.holds(cell.place.0, cell.place.1);
            }
        }
        Walked::Close("v" | "is") => {
            if let Some(cell) = &mut cell {
                cell.inside = false;
            }
        }
        Walked::Close("c") => {
            if let Some(Seen { place, formula: true, value: false, .. }) = cell.take() {
                uncomputed += 1;
                if uncomputed <= MAX_UNCOMPUTED {
                    marks.uncomputed.insert(place);
                }
            }
        }
        Walked::Close(_) => {}
    })?;
    if let Some(address) = outside {
        let zh = format!("文件坏了：没有 {address} 这样的单元格");
        return Err(not_xlsx(&zh, &format!("the file is broken: there is no cell {address}")));
    }
    if uncomputed > MAX_UNCOMPUTED {
        return Err(never_computed(uncomputed));
    }
    marks.settle();
    Ok(marks)
}

/// What is known of a cell while its element is open.
struct Seen {
    place: (u32, u32),
    formula: bool,
    /// Whether it has a value; a text may be empty, a number may not: `<v></v>` behind a formula is no result.
    value: bool,
    /// Whether the value is being read.
    inside: bool,
}

enum Walked<'w, 'e> {
    Open(&'w BytesStart<'e>, &'w str, bool),
    /// The characters between two tags, never none.
    Text(&'w str),
    Close(&'w str),
}

fn walk(part: impl BufRead, mut each: impl FnMut(Walked<'_, '_>)) -> Result<(), Diagnostic> {
    walk_while(part, |event| {
        each(event);
        true
    })
}

fn walk_while(part: impl BufRead, mut each: impl FnMut(Walked<'_, '_>) -> bool) -> Result<(), Diagnostic> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let on = match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => each(Walked::Open(&tag, local(&tag), false)),
            Ok(Event::Empty(tag)) => each(Walked::Open(&tag, local(&tag), true)),
            Ok(Event::End(tag)) => each(Walked::Close(tag.local_name().into_inner())),
            Ok(Event::Text(text)) if !text.is_empty() => each(Walked::Text(&text)),
            Ok(Event::CData(text)) if !text.is_empty() => each(Walked::Text(&text)),
            // A character written by its number or name.
            Ok(Event::GeneralRef(_)) => each(Walked::Text("&")),
            Ok(Event::Eof) => false,
            Ok(_) => true,
            Err(error) => return Err(broken(error)),
        };
        if !on {
            return Ok(());
        }
    }
}

/// Whether a row or column is hidden, or so small that nothing of it shows.
fn is_hidden(tag: &BytesStart<'_>, size: &str) -> bool {
    attribute(tag, "hidden").is_some_and(|value| value == "1" || value == "true")
        || attribute(tag, size).and_then(|size| size.parse::<f64>().ok()).is_some_and(|size| size <= 0.0)
}

fn local<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    tag.local_name().into_inner()
}

/// The value of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        tag.attributes().flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    match found.value.contains('&') {
        true => found.normalized_value(XmlVersion::default()).ok().map(Cow::into_owned),
        false => Some(found.value.into_owned()),
    }
}

/// `D7` as row 6, column 3.
fn address(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at_checked(digits)?;
    let mut column = 0u32;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(value) + 1)?;
    }
    let row = digits.parse::<u32>().ok().filter(|row| (1..=MAX_ROWS).contains(row))?;
    Some((row - 1, column.checked_sub(1).filter(|column| *column < MAX_COLUMNS)?))
}

/// `A2:A4` as its corners.
fn corners(text: &str) -> Option<(u32, u32, u32, u32)> {
    let (first, last) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (address(first)?, address(last)?);
    Some((top, left, bottom, right))
}

fn never_computed(count: usize) -> Diagnostic {
    let zh = format!("有 {count} 个公式没有算出结果");
    Diagnostic::error(
        "rows/formula",
        Message::new(zh, format!("{count} formulas have no result in the file")),
    )
    .help(Message::new("用 Excel 或 WPS 打开，重新算过再保存", "open it, compute and save it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_run_from_their_folder() {
        for (folder, target, path) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "../other/sheet1.xml", "other/sheet1.xml"),
            ("", "xl/workbook2.xml", "xl/workbook2.xml"),
            ("xl", "../../../a.xml", "a.xml"),
        ] {
            assert_eq!(resolved(folder, target), path);
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(address("D7"), Some((6, 3)));
        assert_eq!(address("AA100"), Some((99, 26)));
        assert_eq!(address("7"), None);
        assert_eq!((address("D0"), address("XFE1"), address("A1048577")), (None, None, None));
        assert_eq!(address("XFD1048576"), Some((1_048_575, 16_383)));
        assert_eq!(corners("A2:B4"), Some((1, 0, 3, 1)));
    }
}
