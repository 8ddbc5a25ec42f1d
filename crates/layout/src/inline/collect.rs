//! First stage: inlines to items, each character with its class, its glyph and its width on the grid.

use std::sync::Arc;

use gongwen_document::style::kinsoku::{NEVER_FIRST, NEVER_LAST};
use gongwen_document::style::{ParagraphStyle, Stylesheet, TextStyle};
use gongwen_document::{FaceRole, Inline, Length, Mark, Origin, footnote_mark};
use gongwen_fonts::{FaceId, Fonts};

use crate::inline::classes::Class;

/// Whether a line may begin with an item; what is later in this list is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Boundary {
    /// Only when a line holds nothing else.
    Never,
    /// Inside a long Latin word, to fill a line that would be drawn too far apart.
    Word,
    /// Behind a / . - _ or & of an address, for the same reason.
    Address,
    /// Between a number and its measure word, where these are to be kept together.
    Unit,
    /// A line may end here.
    Allowed,
    /// A line must end here: a break that was written.
    Forced,
}

impl Boundary {
    /// How many qualities of boundaries there are to choose from.
    pub(crate) const RANKS: usize = 4;

    /// The place of this quality among those to choose from, the worst first.
    pub(crate) fn rank(self) -> Option<usize> {
        match self {
            Boundary::Never => None,
            Boundary::Word => Some(0),
            Boundary::Address => Some(1),
            Boundary::Unit => Some(2),
            Boundary::Allowed | Boundary::Forced => Some(3),
        }
    }
}

/// One character of a paragraph with its glyph, its width and the rules for the ends of lines that it is under.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) character: char,
    pub(crate) class: Class,
    /// Whether it may not begin a line 避头.
    pub(crate) never_first: bool,
    /// Whether it may not end a line 避尾.
    pub(crate) never_last: bool,
    /// Whether and how well a line may end before this item.
    pub(crate) boundary: Boundary,
    pub(crate) face: FaceId,
    pub(crate) glyph: u16,
    /// Which inline the item comes from: an index in [`Text::spans`].
    pub(crate) span: u32,
    /// Width of the cell of the character, EMU.
    pub(crate) width: i64,
    /// Space before it, unless it begins a line, EMU.
    pub(crate) lead: i64,
    /// Size of type, EMU.
    pub(crate) em: i64,
    /// From the left of its cell to the glyph's origin, EMU.
    pub(crate) offset: i64,
    /// Above the baseline, EMU.
    pub(crate) rise: i64,
}

/// A stretch of items from one inline.
#[derive(Clone, Debug, Default)]
pub(crate) struct Span {
    pub(crate) link: Option<Arc<str>>,
    /// Structure node, given later.
    pub(crate) node: Option<usize>,
    /// The footnote whose mark this is.
    pub(crate) note: Option<usize>,
}

/// The items of one paragraph, one for each character of its plain text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) items: Vec<Item>,
    pub(crate) spans: Vec<Span>,
    /// The item that wrapped lines align with; 0 for none.
    pub(crate) hang: usize,
}

impl Text {
    /// Sets it in type of another size.
    pub(crate) fn scale(&mut self, size: Length, from: Length) {
        let (size, from) = (size.emu(), from.emu().max(1));
        if size == from {
            return;
        }
        for item in &mut self.items {
            for length in [&mut item.width, &mut item.lead, &mut item.em, &mut item.offset, &mut item.rise] {
                *length = *length * size / from;
            }
        }
    }
}

/// Fonts, and the characters that they lack so far.
pub(crate) struct Collector<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) missing: Vec<(char, Origin)>,
    /// Names that titles keep whole.
    pub(crate) names: &'a [String],
    /// Footnotes in the order of their marks.
    pub(crate) notes: Vec<(Vec<Inline>, Origin)>,
    /// How lines are broken and filled.
    pub(crate) text: TextStyle,
    /// Size of their marks, and how far these stand above the line, in hundredths of the text's size.
    marks: [i32; 2],
    /// Where the missing characters of the current block begin.
    block: usize,
    /// Characters seen before: a report has six thousand, but not a thousand different ones.
    seen: Vec<Option<(Key, Item)>>,
}

/// What an item depends on.
type Key = (char, FaceRole, Length, Length);

/// A power of two; neighbours in Unicode do not push each other out.
const SEEN: usize = 2048;

impl<'a> Collector<'a> {
    pub(crate) fn new(fonts: &'a Fonts, style: &Stylesheet) -> Collector<'a> {
        Collector {
            fonts,
            missing: Vec::new(),
            names: &[],
            notes: Vec::new(),
            text: style.text,
            marks: [style.footnotes.mark_size, style.footnotes.mark_rise],
            block: 0,
            seen: vec![None; SEEN],
        }
    }

    /// Each missing character is reported once for each block.
    pub(crate) fn begin_block(&mut self) {
        self.block = self.missing.len();
    }

    /// Items of these inlines; breaks are not decided yet.
    pub(crate) fn collect(&mut self, inlines: &[Inline], style: &ParagraphStyle, origin: &Origin) -> Text {
        let mut text = Text::default();
        text.items.reserve(inlines.iter().map(length).sum());
        for inline in inlines {
            let span = text.spans.len() as u32;
            match inline {
                Inline::Hang => text.hang = text.items.len(),
                Inline::Footnote(note) => {
                    text.spans.push(Span { note: Some(self.notes.len()), ..Span::default() });
                    for character in footnote_mark(self.notes.len() + 1).chars() {
                        text.items.push(Item { span, ..self.mark(character, style, origin) });
                    }
                    self.notes.push((note.clone(), origin.clone()));
                }
                Inline::Break => {
                    text.spans.push(Span::default());
                    text.items.push(Item {
                        character: '\n',
                        class: Class::Break,
                        never_first: false,
                        never_last: false,
                        boundary: Boundary::Never,
                        face: self.fonts.primary(style.face),
                        glyph: 0,
                        span,
                        width: 0,
                        lead: 0,
                        em: style.size.emu(),
                        offset: 0,
                        rise: 0,
                    });
                }
                Inline::Text { text: characters, mark, link } => {
                    text.spans.push(Span { link: link.clone(), ..Span::default() });
                    let role = match mark {
                        Mark::Plain => style.face,
                        Mark::Strong => FaceRole::HeiTi,
                        Mark::Emphasis => FaceRole::KaiTi,
                    };
                    for character in characters.chars() {
                        let item = self.item(character, role, style.size, style.character_spacing, origin);
                        text.items.push(Item { span, ..item });
                    }
                }
            }
        }
        text
    }

    /// A character of the mark of a footnote in text of this style.
    fn mark(&mut self, character: char, style: &ParagraphStyle, origin: &Origin) -> Item {
        let [size, rise] = self.marks.map(|hundredths| style.size.scale(i64::from(hundredths), 100));
        let item = self.item(character, style.face, size, Length::ZERO, origin);
        Item { class: Class::Mark, never_first: true, never_last: false, rise: rise.emu(), ..item }
    }

    /// One character in this role and size.
    pub(crate) fn item(
        &mut self,
        character: char,
        role: FaceRole,
        size: Length,
        spacing: Length,
        origin: &Origin,
    ) -> Item {
        let key = (character, role, size, spacing);
        let slot = (u32::from(character) as usize ^ (role as usize) << 8) & (SEEN - 1);
        if let Some(Some((seen, item))) = self.seen.get(slot)
            && *seen == key
        {
            return *item;
        }
        let missing = self.missing.len();
        let item = self.measure(key, origin);
        // A missing character is to be told again in each block.
        if item.character == character
            && missing == self.missing.len()
            && let Some(place) = self.seen.get_mut(slot)
        {
            *place = Some((key, item));
        }
        item
    }

    fn measure(&mut self, (character, role, size, spacing): Key, origin: &Origin) -> Item {
        let class = Class::of(character);
        // Neither list has 汉字, and looking through both costs more than all else here.
        let mark = !('\u{3400}'..='\u{9fff}').contains(&character);
        let never_first = class.never_first() || mark && NEVER_FIRST.contains(character);
        let never_last = class.never_last() || mark && NEVER_LAST.contains(character);
        let (character, face, glyph) = match self.fonts.resolve_with(self.text.latin_face, role, character) {
            Some((face, glyph)) => (character, face, glyph),
            None => {
                if !self.missing[self.block..].iter().any(|(seen, _)| *seen == character) {
                    self.missing.push((character, origin.clone()));
                }
                let (face, glyph) = self.fonts.resolve(role, '〓').unwrap_or((self.fonts.primary(role), 0));
                ('〓', face, glyph)
            }
        };
        let data = self.fonts.face(face);
        let natural = i64::from(data.advance(glyph)) * size.emu() / i64::from(data.units_per_em.max(1));
        let cell = (size + spacing).emu();
        let (width, offset) = if class == Class::Digit {
            // Half an em as in 仿宋_GB2312; Word adds the whole spacing to each digit.
            (size.emu() / 2 + spacing.emu(), (size.emu() / 2 - natural) / 2)
        } else if class.full_cell(character) {
            (cell, offset_in_cell(class, natural, size.emu(), cell))
        } else if natural == 0 {
            (0, 0)
        } else {
            (natural + spacing.emu(), 0)
        };
        Item {
            character,
            class,
            never_first,
            never_last,
            boundary: Boundary::Never,
            face,
            glyph,
            span: 0,
            width,
            lead: 0,
            em: size.emu(),
            offset,
            rise: 0,
        }
    }
}

/// A glyph narrower than its cell leans to the side of its pair, as a full-width mark would.
fn offset_in_cell(class: Class, natural: i64, size: i64, cell: i64) -> i64 {
    if natural * 4 > size * 3 {
        return 0;
    }
    match class {
        Class::Opening => cell - natural,
        Class::Closing | Class::Stop => 0,
        _ => (cell - natural) / 2,
    }
}

fn length(inline: &Inline) -> usize {
    match inline {
        Inline::Text { text, .. } => text.len() / 2,
        Inline::Break | Inline::Footnote(_) => 1,
        Inline::Hang => 0,
    }
}
