//! The sections of a document: paper, footers, page numbers.

use std::fmt::Write as _;

use gongwen_document::{Length, Orientation, Stylesheet};

use crate::package::foot::{Foot, LETTER_DISTANCE};
use crate::text::footnotes;

/// The part of the header of a letter's page 1, below `word/`.
pub(crate) const HEADER: &str = "header1.xml";

/// The part of the header of every page, below `word/`, and the id of its relationship.
pub(crate) const PAGE_HEADER: (&str, &str) = ("header2.xml", "pageHeader");

/// Which of the parts a document has that not every document has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extras {
    /// Whether the document has footnotes, and so the part of them.
    pub(crate) notes: bool,
    /// The header of a letter's page 1.
    pub(crate) header: bool,
    /// The header of every page.
    pub(crate) page_header: bool,
    /// Its footers: a bit for each of [`Foot::ALL`].
    feet: u8,
}

impl Extras {
    /// How many there can be.
    pub(crate) const COUNT: usize = 8 << Foot::ALL.len();

    /// The parts that a document with these sections has.
    pub(crate) fn of(sections: &[Section], notes: bool) -> Extras {
        let mut extras = Extras { notes, ..Extras::default() };
        for section in sections {
            extras.header |= section.header.is_some();
            extras.page_header |= section.page_header;
            for foot in section.feet().into_iter().flatten() {
                extras.feet |= 1 << foot as u8;
            }
        }
        extras
    }

    /// The footers that sections of the document use, each once.
    pub(crate) fn feet(self) -> impl Iterator<Item = Foot> {
        Foot::ALL.into_iter().filter(move |foot| self.feet & (1 << *foot as u8) != 0)
    }

    /// A number below [`COUNT`](Extras::COUNT) for each of them.
    pub(crate) fn index(self) -> usize {
        usize::from(self.feet) << 3
            | usize::from(self.page_header) << 2
            | usize::from(self.header) << 1
            | usize::from(self.notes)
    }
}

/// What differs between the sections of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    /// How the paper stands.
    pub(crate) orientation: Orientation,
    /// Whether its pages carry no number.
    pub(crate) unnumbered: bool,
    /// Whether its first page is that of a letter: without a number, its text down to the lower rules (10.1).
    pub(crate) letter: bool,
    /// From the paper's edge down to the header of its first page, when it has one: the mark of a letter.
    pub(crate) header: Option<Length>,
    /// Whether its pages have a header.
    pub(crate) page_header: bool,
    /// Whether the lower rules of a letter are drawn.
    pub(crate) ruled: bool,
    /// How its pages are numbered.
    pub(crate) numbers: Numbers,
}

impl Section {
    /// The footers of odd and even pages, and that of a first page that has its own.
    pub(crate) fn feet(self) -> [Option<Foot>; 3] {
        let (odd, even) = match self {
            Section { unnumbered: true, .. } => (Foot::Empty, Foot::Empty),
            Section { letter: true, .. } => (Foot::LetterOdd, Foot::LetterEven),
            Section { orientation: Orientation::Landscape, .. } => (Foot::LyingOdd, Foot::LyingEven),
            _ => (Foot::Odd, Foot::Even),
        };
        let first = if self.ruled { Foot::LetterFirst } else { Foot::Empty };
        [Some(odd), Some(even), self.letter.then_some(first)]
    }
}

/// How the pages of a section are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Page numbers go on from the section before.
    #[default]
    GoOn,
    /// I, II …: a table of contents before the text.
    Roman,
    /// From 1: the text behind it.
    FromOne,
}

/// The `w:sectPr` of a section: paper, margins, grid and page numbers.
pub(crate) fn section(style: &Stylesheet, section: Section, notes: bool) -> String {
    let notes = if notes { footnotes::SECTION } else { "" };
    let page = &style.page;
    let twips = Length::to_twips;
    let numbers = match section.numbers {
        Numbers::GoOn => "",
        Numbers::Roman => "<w:pgNumType w:fmt=\"upperRoman\" w:start=\"1\"/>",
        Numbers::FromOne => "<w:pgNumType w:fmt=\"decimal\" w:start=\"1\"/>",
    };
    let lying = section.orientation == Orientation::Landscape;
    // The sheet turned by a quarter: its binding edge at the top, its foot at the left.
    let (width, height, top, right, bottom, left, turned) = if lying {
        let sides = (page.binding_margin, page.top_margin, page.right_margin, page.bottom_margin);
        (page.height, page.width, sides.0, sides.1, sides.2, sides.3, " w:orient=\"landscape\"")
    } else {
        let sides = (page.top_margin, page.right_margin, page.bottom_margin, page.binding_margin);
        (page.width, page.height, sides.0, sides.1, sides.2, sides.3, "")
    };
    let distance = match section {
        // The number of a lying page hangs on the sheet, so its footer takes no room.
        _ if lying => Length::mm(5),
        Section { letter: true, .. } => LETTER_DISTANCE,
        _ => footer_distance(style),
    };
    // The foot of the other pages is so high that it keeps their text where it is elsewhere.
    let bottom = if section.letter { letter_bottom(style) } else { bottom };
    let title = if section.letter { "<w:titlePg/>" } else { "" };
    let mut references = String::new();
    if section.header.is_some() {
        references.push_str("<w:headerReference w:type=\"first\" r:id=\"header\"/>");
    }
    if section.page_header {
        for kind in ["default", "even"] {
            let _ = write!(references, "<w:headerReference w:type=\"{kind}\" r:id=\"{}\"/>", PAGE_HEADER.1);
        }
    }
    for (kind, foot) in ["default", "even", "first"].into_iter().zip(section.feet()) {
        if let Some(foot) = foot {
            let _ = write!(references, "<w:footerReference w:type=\"{kind}\" r:id=\"{}\"/>", foot.id());
        }
    }
    let header = match section.page_header {
        true => style.page_header.distance,
        false => section.header.unwrap_or(Length::twips(851)),
    };
    // Lying pages and letters have no whole lines. Text does not snap to the grid, so no program of ours sets it otherwise.
    let grid = if lying || section.letter { "" } else { " w:type=\"lines\"" };
    format!(
        "<w:sectPr>{references}{notes}\
         <w:pgSz w:w=\"{}\" w:h=\"{}\"{turned}/>\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>{numbers}\
         <w:cols w:space=\"425\"/>{title}<w:docGrid{grid} w:linePitch=\"{}\"/></w:sectPr>",
        twips(width),
        twips(height),
        twips(top),
        twips(right),
        twips(bottom),
        twips(left),
        twips(header),
        twips(distance),
        twips(style.grid.line_pitch),
    )
}

/// The bottom margin of page 1 of a letter.
fn letter_bottom(style: &Stylesheet) -> Length {
    let area = style.letter_area().unwrap_or(style.page.type_area_height());
    // What fits by a hair must fit, though every line was rounded to a twip; what is too high by more must not.
    let spare = Length::from_emu(style.grid.line_pitch.emu() / 16);
    style.page.height - style.page.top_margin - area - spare
}

/// From the paper's edge up to the footer's line, so that the dash is where the stylesheet wants it: a line
/// is as high as its type, and the dash runs in its middle.
pub(crate) fn footer_distance(style: &Stylesheet) -> Length {
    style.page.bottom_margin - style.page_number.distance - style.page_number.size / 2
}
