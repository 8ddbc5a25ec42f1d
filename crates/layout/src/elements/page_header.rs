//! The header 页眉 of every page: a line in the middle above the type area.

use gongwen_document::style::Stylesheet;
use gongwen_document::{Align, Diagnostic, Length, Message, Orientation, PageHeader, Place};

use crate::inline::collect::{Collector, Item, Span, Text};
use crate::inline::lines::Line;
use crate::inline::place::{Spot, place_line};
use crate::pages::{Color, Page};

/// The line of a header.
pub(crate) struct Header {
    text: Text,
    width: i64,
}

impl Header {
    /// The line of this header, in the type of the stylesheet.
    pub(crate) fn new(collector: &mut Collector<'_>, style: &Stylesheet, header: &PageHeader) -> Header {
        let form = &style.page_header;
        let characters = header.text.chars();
        let items: Vec<Item> = characters
            .map(|character| collector.item(character, form.face, form.size, Length::ZERO, &header.origin))
            .collect();
        let width = items.iter().map(|item| item.width).sum();
        Header { text: Text { items, spans: vec![Span::default()], hang: 0 }, width }
    }

    /// What is wrong with it: it is wider than the type area of upright paper.
    pub(crate) fn misfit(&self, style: &Stylesheet, header: &PageHeader) -> Option<Diagnostic> {
        if self.width <= style.page.type_area_width().emu() {
            return None;
        }
        let message = Message::new("页眉比版心宽，一行印不下", "the page header is wider than the type area");
        let place = Place::report(&*header.origin.path, header.origin.span.clone());
        Some(
            Diagnostic::error("fit/out-of-area", message)
                .at(place)
                .help(Message::new("把页眉写短", "write a shorter one")),
        )
    }

    /// Adds it to a page.
    pub(crate) fn place(&self, style: &Stylesheet, page: &mut Page) {
        let form = &style.page_header;
        let paper = &style.page;
        let (left, right) = match page.orientation {
            Orientation::Portrait => (paper.binding_margin, paper.right_margin),
            Orientation::Landscape => (paper.bottom_margin, paper.top_margin),
        };
        let room = (page.width - left - right).emu();
        let count = self.text.items.len();
        let line = Line { items: 0..count, last: true, ..Line::default() };
        let spot = Spot {
            x: left.emu() + (room - self.width) / 2,
            // As Word does in a line that is as high as its type.
            baseline: (form.distance + form.size.scale(8, 10)).emu(),
            align: Align::Left,
            size: form.size,
            scale: 100,
            artifact: true,
            color: Color::Black,
            bold: false,
        };
        place_line(&mut page.runs, &self.text, &line, &spot);
    }
}
