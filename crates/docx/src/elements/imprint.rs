//! The imprint 版记 (7.4) as one table at the foot of the type area, whose borders are the rules: what somebody adds to it
//! makes it grow, upwards from the foot. One that runs over pages is a table in the text.

use std::fmt::Write;

use gongwen_document::style::ImprintStyle;
use gongwen_document::{Document, Facts, ImprintPlace, ImprintRow, Inline, Length, Stylesheet};

use crate::styles;
use crate::text::raw;

/// The imprint, or nothing.
pub(crate) fn compose(document: &Document, style: &Stylesheet, facts: &Facts) -> String {
    let Some(place) = &facts.imprint else { return String::new() };
    let standard = style.imprint(document.format);
    let form = standard.at(place.size);
    let rows = document.imprint_with(facts.recipients_moved).rows(form.printing_line);
    let (above, below) = form.padding();
    let width = style.page.type_area_width();
    let floats = place.pages == 1;
    // An office of more than one line has a cell of its own, and the date stands beside its last line.
    let split = (place.date_room > Length::ZERO).then(|| {
        let beside = place.date_room + form.size.scale(i64::from(form.indent), 100);
        (beside, width - beside)
    });
    let columns = match split {
        Some((beside, rest)) => vec![rest, beside],
        None => vec![width],
    };
    let mut xml = String::new();
    if !floats {
        // Down to where it begins, less a line that a reader may need more, so that its last rule stays on its page.
        xml.push_str(&raw::gap(place.top - form.line_pitch));
    }
    xml.push_str("<w:tbl><w:tblPr>");
    if floats {
        xml.push_str(&position(style));
    }
    let _ = write!(xml, "<w:tblW w:w=\"{}\" w:type=\"dxa\"/>", width.to_twips());
    if !floats {
        xml.push_str("<w:tblInd w:w=\"0\" w:type=\"dxa\"/>");
    }
    if form.outer_rule > Length::ZERO {
        let sides = [("top", form.outer_rule), ("bottom", form.outer_rule), ("insideH", form.inner_rule)];
        let sides = sides.map(|(side, thickness)| border(side, thickness)).concat();
        let _ = write!(xml, "<w:tblBorders>{sides}</w:tblBorders>");
    }
    let _ = write!(
        xml,
        "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"{}\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"{}\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>\
         <w:tblCaption w:val=\"版记\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>",
        (above - place.given).to_twips(),
        (below - place.given).to_twips(),
        columns
            .iter()
            .map(|column| format!("<w:gridCol w:w=\"{}\"/>", column.to_twips()))
            .collect::<String>(),
    );
    let cell = |width: Length, span: &str, paragraphs: &str| {
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{span}</w:tcPr>{paragraphs}</w:tc>",
            width.to_twips()
        )
    };
    let whole = if floats { "<w:trPr><w:cantSplit/></w:trPr>" } else { "" };
    for row in &rows {
        let cells = match (row, &split) {
            (ImprintRow::Printing { office: Some(office), date: Some(date) }, Some((beside, rest))) => {
                let [office, date] = printing_cells(office, date, &form, place);
                cell(*rest, "", &office) + &cell(*beside, "<w:vAlign w:val=\"bottom\"/>", &date)
            }
            (_, Some(_)) => cell(width, "<w:gridSpan w:val=\"2\"/>", &paragraphs(row, &form, place, width)),
            (_, None) => cell(width, "", &paragraphs(row, &form, place, width)),
        };
        let _ = write!(xml, "<w:tr>{whole}{cells}</w:tr>");
    }
    // What the table hangs on: it holds it on its page.
    xml + "</w:tbl>" + &raw::paragraph(styles::SEPARATOR, "", "")
}

/// At the foot of the type area. Across it is measured from the page: LibreOffice lets a table as wide as the type area
/// float only then, and other programs see no difference.
fn position(style: &Stylesheet) -> String {
    format!(
        "<w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" w:horzAnchor=\"page\" \
         w:tblpX=\"{}\" w:tblpYSpec=\"bottom\"/><w:tblOverlap w:val=\"never\"/>",
        style.page.binding_margin.to_twips()
    )
}

fn border(side: &str, thickness: Length) -> String {
    let eighths = thickness.to_eighths_of_point();
    format!("<w:{side} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"0\" w:color=\"000000\"/>")
}

fn paragraphs(row: &ImprintRow, form: &ImprintStyle, place: &ImprintPlace, width: Length) -> String {
    let indent = form.size.scale(i64::from(form.indent), 100);
    let (kind, pitch) = small(form, place);
    match row {
        ImprintRow::Lines(lines) => lines
            .iter()
            .map(|line| {
                let (label, rest) = halves(&line.inlines);
                let hang = form.size * i64::try_from(label.chars().count()).unwrap_or(0);
                let properties = pitch.clone() + &indents(indent + hang, indent, hang);
                raw::paragraph(styles::IMPRINT, &properties, &raw::run(&kind, &(label + &rest)))
            })
            .collect(),
        ImprintRow::Printing { office, date } => {
            let stop = (width - indent).to_twips();
            let properties = format!(
                "<w:tabs><w:tab w:val=\"right\" w:pos=\"{stop}\"/></w:tabs>{}{pitch}{}",
                styles::NO_GAP,
                indents(indent, Length::ZERO, Length::ZERO)
            );
            let mut runs = raw::run(&kind, office.as_deref().unwrap_or_default());
            if let Some(date) = date {
                runs.push_str(raw::TAB);
                runs.push_str(&raw::run(&kind, date));
            }
            raw::paragraph(styles::IMPRINT, &properties, &runs)
        }
    }
}

/// The paragraphs of an office of more than one line and of the date beside it.
fn printing_cells(office: &str, date: &str, form: &ImprintStyle, place: &ImprintPlace) -> [String; 2] {
    let indent = form.size.scale(i64::from(form.indent), 100);
    let (kind, pitch) = small(form, place);
    let paragraph = |text: &str, indents: String, align: &str| {
        let properties = format!("{}{pitch}{indents}{align}", styles::NO_GAP);
        raw::paragraph(styles::IMPRINT, &properties, &raw::run(&kind, text))
    };
    [
        paragraph(office, indents(indent, Length::ZERO, Length::ZERO), "<w:jc w:val=\"left\"/>"),
        paragraph(date, indents(Length::ZERO, indent, Length::ZERO), "<w:jc w:val=\"right\"/>"),
    ]
}

/// Properties of runs and of paragraphs in type smaller than the form's.
fn small(form: &ImprintStyle, place: &ImprintPlace) -> (String, String) {
    match place.small {
        true => (raw::size(form.size), raw::spacing(Length::ZERO, Length::ZERO, form.line_pitch)),
        false => (String::new(), String::new()),
    }
}

fn indents(left: Length, right: Length, hanging: Length) -> String {
    format!(
        "<w:ind w:leftChars=\"0\" w:left=\"{}\" w:rightChars=\"0\" w:right=\"{}\" w:hangingChars=\"0\" w:hanging=\"{}\"/>",
        left.to_twips(),
        right.to_twips(),
        hanging.to_twips(),
    )
}

/// What stands before the place with which wrapped lines align, and the rest.
fn halves(inlines: &[Inline]) -> (String, String) {
    let text = |inlines: &[Inline]| gongwen_document::plain_text(inlines);
    match inlines.iter().position(|inline| *inline == Inline::Hang) {
        Some(at) => {
            (text(inlines.get(..at).unwrap_or_default()), text(inlines.get(at..).unwrap_or_default()))
        }
        None => (String::new(), text(inlines)),
    }
}
