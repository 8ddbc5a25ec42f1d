//! Which footers a document may have, and the parts they are.

use gongwen_document::Length;

/// A footer; each is a part of its own, in the files that use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Foot {
    /// The number at the right.
    Odd,
    /// The number at the left.
    Even,
    /// The footer of pages that carry no number.
    Empty,
    /// The number of a lying page.
    LyingOdd,
    /// The number of a lying page.
    LyingEven,
    /// The number of a letter's later pages.
    LetterOdd,
    /// The number of a letter's later pages.
    LetterEven,
    /// The lower rules of a letter's page 1.
    LetterFirst,
}

impl Foot {
    pub(crate) const ALL: [Foot; 8] = [
        Foot::Odd,
        Foot::Even,
        Foot::Empty,
        Foot::LyingOdd,
        Foot::LyingEven,
        Foot::LetterOdd,
        Foot::LetterEven,
        Foot::LetterFirst,
    ];

    /// The id of its relationship.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Foot::Odd => "footerOdd",
            Foot::Even => "footerEven",
            Foot::Empty => "footerNone",
            Foot::LyingOdd => "footerLyingOdd",
            Foot::LyingEven => "footerLyingEven",
            Foot::LetterOdd => "footerLetterOdd",
            Foot::LetterEven => "footerLetterEven",
            Foot::LetterFirst => "footerLetterFirst",
        }
    }

    /// The name of its part below `word/`.
    pub(crate) fn part(self) -> &'static str {
        match self {
            Foot::Odd => "footer1.xml",
            Foot::Even => "footer2.xml",
            Foot::Empty => "footer3.xml",
            Foot::LyingOdd => "footer4.xml",
            Foot::LyingEven => "footer5.xml",
            Foot::LetterOdd => "footer6.xml",
            Foot::LetterEven => "footer7.xml",
            Foot::LetterFirst => "footer8.xml",
        }
    }
}

/// From the edge of the paper to the foot of a letter's pages, whose first one is empty and stands below the rules.
pub(crate) const LETTER_DISTANCE: Length = Length::mm(8);

/// How many drawings the footers hold; they are numbered from 1.
pub(crate) const DRAWINGS: usize = 2;
