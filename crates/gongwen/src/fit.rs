//! `--fit`: a line pitch a little less than the form's, where that saves a sheet of paper (7.3.5.5).

use gongwen_document::{Diagnostic, Length, Message, Place, Role, Stylesheet};
use gongwen_layout::Pages;

/// The most that the pitch gives, 0.5 mm, in twips: Word knows no smaller parts of a line.
const MOST: i64 = 28;
/// It gives in steps of so many twips.
const STEP: i64 = 2;

/// A line pitch 行距 that was made less to save paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tightened {
    /// The pitch of the form.
    pub from: Length,
    /// The pitch of this document.
    pub to: Length,
    /// Sheets of paper that it saves, printed on both sides.
    pub sheets: u32,
}

impl Tightened {
    /// The code of the warning that tells of it.
    pub const CODE: &'static str = "fit/line-pitch";

    /// What is said of it.
    pub(crate) fn told(&self, place: &str) -> Diagnostic {
        let pt = |length: Length| decimal(length.to_twips() * 5);
        let mm = decimal(((self.from - self.to).emu() + 180) / 360);
        let (from, to) = (pt(self.from), pt(self.to));
        let (sheets, english) = match self.sheets {
            1 => ("一".to_owned(), "a sheet".to_owned()),
            more => (more.to_string(), format!("{more} sheets")),
        };
        Diagnostic::warning(
            Tightened::CODE,
            Message::new(
                format!("行距收紧 {mm} 毫米（{from} 磅改为 {to} 磅），少用{sheets}张纸（7.3.5.5）"),
                format!("line pitch less by {mm} mm ({from} pt to {to} pt), which saves {english} of paper (7.3.5.5)"),
            ),
        )
        .at(Place::report(place, None))
        .help(Message::new(
            "不要收紧就去掉 --fit；删一两行字，也少用一张纸",
            "leave --fit out to keep the pitch; striking a line or two saves the paper as well",
        ))
    }
}

/// Hundredths as a decimal number without needless noughts.
fn decimal(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Sheets of paper that pages take, printed on both sides.
fn sheets(pages: &Pages) -> u32 {
    pages.facts.pages.unwrap_or_default().div_ceil(2)
}

/// The form with the largest pitch that saves a sheet, if one within [`MOST`] does: `measure` gives the pages of a form, or
/// nothing when they are no better than those at hand in any other way.
pub(crate) fn tightened(
    style: &Stylesheet,
    pages: &Pages,
    measure: impl Fn(&Stylesheet) -> Option<Pages>,
) -> Option<(Stylesheet, Tightened)> {
    let from = style.grid.line_pitch;
    let before = sheets(pages);
    if before < 2 {
        return None;
    }
    let room = (from - style.paragraph(Role::Body).size).to_twips().min(MOST);
    let at = |steps: i64| {
        let form = style.with_line_pitch(from - Length::twips(steps * STEP));
        let after = sheets(&measure(&form)?);
        (after < before).then_some((form, before - after))
    };
    let (mut short, mut enough) = (0, room / STEP);
    let mut found = (enough > 0).then(|| at(enough)).flatten()?;
    while enough - short > 1 {
        let middle = (short + enough) / 2;
        match at(middle) {
            Some(better) => (enough, found) = (middle, better),
            None => short = middle,
        }
    }
    let (form, sheets) = found;
    let to = form.grid.line_pitch;
    Some((form, Tightened { from, to, sheets }))
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimals_have_no_needless_noughts() {
        assert_eq!([2895, 2820, 2800, 28, 5].map(decimal), ["28.95", "28.2", "28", "0.28", "0.05"]);
    }
}
