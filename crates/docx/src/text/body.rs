//! The block tree as children of a body: styles by name, no direct formatting that a style can hold.

use std::sync::Arc;

use docx_rs::{
    Indent, Justification, LineSpacing, LineSpacingType, SectionProperty, SpecialIndentType, Tab,
    TabValueType,
};
use gongwen_document::{
    BlockKind, Document, Facts, Format, Illustration, Inline, Kept, Length, Orientation, Role, Stylesheet,
};

use crate::elements::imprint;
use crate::elements::letterhead;
use crate::elements::signed;
use crate::package::media::Media;
use crate::package::section::{Numbers, Section};
use crate::styles;
use crate::text::children::{Child, Text};
use crate::text::contents;
use crate::text::contents::Bookmarks;
use crate::text::raw;
use crate::text::runs::{self, Links};
use crate::text::table;

/// The body, and what the package needs to know of it.
pub(crate) struct Body {
    pub children: Vec<Child>,
    /// Targets of links; the relationship of each is [`link_id`](runs::link_id) of its place.
    pub links: Vec<Arc<str>>,
    /// Footnotes; the id of each is its place, counted from 1.
    pub notes: Vec<Vec<Inline>>,
    /// Picture parts; the relationship of each is [`media_id`](crate::package::media::media_id) of its place.
    pub media: Vec<(String, Arc<[u8]>)>,
    /// The sections of the document in order; the last one's properties stand at the end of the body.
    pub sections: Vec<Section>,
    /// The part of the header of page 1, when a section has one.
    pub header: String,
}

/// Builds the body of a document.
pub(crate) fn compose(document: &Document, style: &Stylesheet, facts: &Facts) -> Body {
    let header = letterhead::first_header(document, style, facts);
    let letter = document.format == Format::Letter;
    let text = Section {
        letter,
        header: header.as_ref().map(|(_, start)| *start),
        ruled: letter && !facts.head_rules.is_empty(),
        ..Section::default()
    };
    let mut composer = BodyComposer {
        style,
        children: Vec::with_capacity(document.blocks.len() + 1),
        links: Links::default(),
        media: Media::default(),
        sections: Vec::new(),
        section: text,
        page_break: false,
        after_table: false,
        air: false,
    };
    let bookmarks = Bookmarks::of(document);
    let start = document.text_start();
    if start > 0 {
        composer.section = Section { numbers: Numbers::Roman, ..Section::default() };
    }
    let mut part_ends: Vec<(usize, usize)> = Vec::new();
    let mut index = 0;
    while let Some(block) = document.blocks.get(index) {
        composer.end_parts(&mut part_ends, index);
        if index == start {
            if start > 0 {
                composer.begin_text(text, facts);
            }
            let head = letterhead::compose(document, style, facts);
            composer.raw(head);
        }
        let mut count = 1;
        match &block.kind {
            BlockKind::Paragraph { role: Role::Addressees, .. } if facts.recipients_moved => {}
            BlockKind::Paragraph { .. } if facts.closings.contains_key(&index) => {
                count = composer.closing(document, facts, index).max(1);
            }
            BlockKind::Paragraph { role, inlines } => {
                let last = composer.children.len();
                composer.paragraph(*role, inlines, facts, index);
                if let Some(Child::Text(text)) = composer.children.get_mut(last) {
                    bookmarks.mark(index, &mut text.runs);
                }
            }
            BlockKind::Table(table) => {
                composer.table(table, index, facts);
                composer.air = document.air_below(index);
            }
            BlockKind::Illustration(figure) => composer.figure(document, facts, index, figure),
            BlockKind::Contents { .. } => {
                composer.raw(contents::compose(document, facts, &bookmarks, index));
                if let Some(part) = document.attached(index) {
                    let (id, name) = (PARTS + index, contents::part(index));
                    let start = format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>");
                    composer.children.push(Child::Raw(start));
                    part_ends.push((part.end, id));
                }
            }
            // The first page begins anyhow.
            BlockKind::PageBreak { orientation: Orientation::Landscape } if index == 0 => {
                composer.section.orientation = Orientation::Landscape;
            }
            BlockKind::PageBreak { orientation } => composer.page_break(*orientation),
        }
        index += count;
    }
    composer.end_parts(&mut part_ends, index);
    composer.closing(document, facts, index);
    composer.imprint(document, facts);
    // Word asks for a paragraph after the last table.
    if composer.after_table {
        composer.separator();
    }
    composer.sections.push(composer.section);
    Body {
        children: composer.children,
        links: composer.links.targets,
        notes: composer.links.notes,
        media: composer.media.parts,
        sections: composer.sections,
        header: header.map(|(part, _)| part).unwrap_or_default(),
    }
}

/// Lines of this pitch.
fn exactly(pitch: &Length) -> LineSpacing {
    let twips = i32::try_from(pitch.to_twips()).unwrap_or(0);
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(twips)
}

/// Keeps a paragraph whole and on the page of the next one 段中不分页、与下段同页.
fn keep(text: &mut Text) {
    let property = text.property();
    property.keep_next = Some(true);
    property.keep_lines = Some(true);
}

struct BodyComposer<'a> {
    style: &'a Stylesheet,
    children: Vec<Child>,
    links: Links,
    media: Media,
    /// The sections that have ended, in order.
    sections: Vec<Section>,
    /// The section that goes on.
    section: Section,
    /// The next block starts a page.
    page_break: bool,
    /// The block before was a table.
    after_table: bool,
    /// White stands below that table.
    air: bool,
}

/// Ids of bookmarks around attachments begin here, above those of headings.
const PARTS: usize = 1 << 24;

impl BodyComposer<'_> {
    /// Ends the bookmarks around attachments that end before this block.
    fn end_parts(&mut self, ends: &mut Vec<(usize, usize)>, index: usize) {
        ends.retain(|(end, id)| {
            if *end <= index {
                self.children.push(Child::Raw(format!("<w:bookmarkEnd w:id=\"{id}\"/>")));
            }
            *end > index
        });
    }

    fn paragraph(&mut self, role: Role, inlines: &[Inline], facts: &Facts, block: usize) {
        // Date and subtitle stand close to the title; the white below the title comes below it.
        if matches!(role, Role::TitleDate | Role::Subtitle)
            && let Some(Child::Text(title)) = self.children.last_mut()
            && [Role::Title, Role::Subtitle].map(styles::paragraph_id).contains(&title.style)
        {
            title.property().line_spacing = Some(LineSpacing::new().after(0));
        }
        let kept = facts.kept.get(&block);
        let twips = |length: Length| i32::try_from(length.to_twips()).ok();
        if let Some(Kept::From(cut)) = kept {
            // Layout ends a page inside it, which Word can only be told by two paragraphs: the lines that go with the
            // signature are one of their own, which stays with it whatever is changed above.
            let parts = [0..*cut, *cut..usize::MAX].map(|part| runs::part(inlines, &part, &self.links));
            for (number, part) in parts.iter().enumerate() {
                let mut text = self.text_of(role, part, facts, block);
                if number > 0 {
                    let left = facts.hangs.get(&block).map(|hang| hang.wrapped).unwrap_or_default();
                    let first = SpecialIndentType::FirstLine(0);
                    text.property().indent = Some(Indent::new(twips(left), Some(first), None, None));
                    keep(&mut text);
                }
                self.text(text);
            }
            return;
        }
        let mut text = self.text_of(role, inlines, facts, block);
        match kept {
            Some(Kept::Whole) => keep(&mut text),
            Some(Kept::TwoLines) => text.property().widow_control = Some(true),
            _ => {}
        }
        self.text(text);
    }

    /// A paragraph, or a part of it, with what layout found out of it.
    fn text_of(&mut self, role: Role, inlines: &[Inline], facts: &Facts, block: usize) -> Text {
        let breaks = facts.title_breaks.get(&block).map(Vec::as_slice).unwrap_or_default();
        let runs = runs::compose(inlines, breaks, &mut self.links);
        let mut text = Text::new(styles::paragraph_id(role), runs);
        let twips = |length: Length| i32::try_from(length.to_twips()).ok();
        if let Some(hang) = facts.hangs.get(&block) {
            let hanging = twips(hang.wrapped - hang.first).map(SpecialIndentType::Hanging);
            text.property().indent = Some(Indent::new(twips(hang.wrapped), hanging, None, None));
        }
        if let Some(pitch) = facts.line_pitches.get(&block) {
            text.property().line_spacing = Some(exactly(pitch));
        }
        if let Some(loose) = facts.loose.get(&block) {
            text.loosen(*loose);
        }
        text
    }

    /// Signature, date and seals; how many blocks they are.
    fn closing(&mut self, document: &Document, facts: &Facts, block: usize) -> usize {
        let Some(closing) = facts.closings.get(&block) else { return 0 };
        let lines = signed::compose(document, closing, &mut self.media, &mut self.links);
        self.raw(lines);
        closing.blocks
    }

    /// A table with what stands around it: title, what a form says of itself and the unit above, notes below, each a
    /// paragraph of its own.
    ///
    /// 填报单位 and 单位 share a line where the pages found room for both: then a tab at the right edge parts them. Word
    /// makes one table of two that touch, so between two tables stands a small empty paragraph. A page break before the
    /// table goes into its first cell, since a table has no such property. Rows that the pages keep together (facts)
    /// get `keepNext`, or Word would end its page elsewhere.
    fn table(&mut self, table: &gongwen_document::Table, block: usize, facts: &Facts) {
        if let Some(caption) = &table.caption {
            let text = Text::new(
                styles::paragraph_id(Role::TableCaption),
                runs::compose(caption, &[], &mut self.links),
            );
            self.text(text);
        }
        let mut above = None;
        if let Some(form) = &table.form {
            let runs = runs::compose(form, &[], &mut self.links);
            let mut text = Text::new(styles::paragraph_id(Role::TableUnit), runs);
            text.property().alignment = Some(Justification::new("left"));
            above = Some(text);
        }
        if let Some(unit) = &table.unit {
            let runs = runs::compose(unit, &[], &mut self.links);
            let beside = facts.tables.get(&block).is_some_and(|place| place.form_beside_unit);
            match above.take_if(|_| beside) {
                Some(mut form) => {
                    let stop = Tab::new().val(TabValueType::Right).pos(self.width().to_twips() as usize);
                    form.property().tabs.push(stop);
                    form.runs.push_str(raw::TAB);
                    form.runs.push_str(&runs);
                    self.text(form);
                }
                None => {
                    above.take().into_iter().for_each(|form| self.text(form));
                    self.text(Text::new(styles::paragraph_id(Role::TableUnit), runs));
                }
            }
        }
        above.into_iter().for_each(|form| self.text(form));
        if self.after_table || self.air {
            // Word makes one table of two that touch.
            self.separator();
        }
        let page_break = std::mem::take(&mut self.page_break);
        let loose = |row, place| facts.loose_cells.contains_key(&(block, row, place));
        let kept = match facts.kept.get(&block) {
            Some(Kept::Rows(row)) => *row,
            _ => usize::MAX,
        };
        let width = self.width();
        let cells = table::CellFacts { place: facts.tables.get(&block), kept, loose: &loose };
        if let Some(built) = table::compose(table, self.style, width, page_break, &cells, &mut self.links) {
            self.children.push(built);
            self.after_table = true;
        }
        for (index, note) in table.notes.iter().enumerate() {
            let runs = runs::compose(note, &[], &mut self.links);
            let mut text = Text::new(styles::paragraph_id(Role::TableNote), runs);
            if index + 1 < table.notes.len() {
                text.property().keep_next = Some(true);
            }
            self.text(text);
        }
    }

    /// A picture in a line of its own, and its title.
    fn figure(&mut self, document: &Document, facts: &Facts, index: usize, figure: &Illustration) {
        let kept = facts.kept.contains_key(&index);
        if let Some(place) = facts.figures.get(&index) {
            let run = self.media.in_line(
                &document.pictures,
                &figure.picture,
                &figure.alternative,
                (place.width, place.height),
            );
            let keep = if kept || figure.caption.is_some() { "<w:keepNext/>" } else { "" };
            let above = place.above + self.take_air();
            // A picture that Word cannot show leaves its room.
            let spacing = match run.is_empty() {
                true => raw::spacing(above, place.below, place.height),
                false => format!(
                    "<w:spacing w:before=\"{}\" w:after=\"{}\"/>",
                    above.to_twips(),
                    place.below.to_twips()
                ),
            };
            self.raw(raw::paragraph(styles::FIGURE, &format!("{keep}{spacing}"), &run));
        }
        if let Some(caption) = &figure.caption {
            let mut text = Text::new(
                styles::paragraph_id(Role::FigureCaption),
                runs::compose(caption, &[], &mut self.links),
            );
            if kept {
                keep(&mut text);
            }
            self.text(text);
        }
    }

    /// Paragraphs in XML, when there are any.
    fn raw(&mut self, xml: String) {
        if xml.is_empty() {
            return;
        }
        let xml = if std::mem::take(&mut self.page_break) { raw::page_break_before(&xml) } else { xml };
        self.children.push(Child::Raw(xml));
        self.after_table = false;
    }

    /// The next block starts a page; of paper that stands otherwise a section.
    fn page_break(&mut self, orientation: Orientation) {
        if orientation == self.section.orientation {
            self.page_break = true;
            return;
        }
        self.end_section(Section { orientation, ..Section::default() });
    }

    /// Width of the type area as the paper stands.
    fn width(&self) -> Length {
        let page = &self.style.page;
        match self.section.orientation {
            Orientation::Portrait => page.type_area_width(),
            Orientation::Landscape => page.type_area_height(),
        }
    }

    /// The text behind a table of contents: a section that begins at page 1, on the front of a sheet.
    fn begin_text(&mut self, text: Section, facts: &Facts) {
        self.page_break = false;
        if facts.blank_after_contents {
            self.end_section(Section { unnumbered: true, ..Section::default() });
            self.separator();
        }
        self.end_section(Section { numbers: Numbers::FromOne, ..text });
    }

    /// Ends the section; the next one begins a page.
    fn end_section(&mut self, next: Section) {
        if !matches!(self.children.last(), Some(Child::Text(_))) {
            self.separator();
        }
        if let Some(Child::Text(last)) = self.children.last_mut() {
            last.property().section_property = Some(SectionProperty::new());
        }
        self.sections.push(std::mem::replace(&mut self.section, next));
        self.page_break = false;
    }

    /// The imprint on its page: that of the last text, or one after it.
    fn imprint(&mut self, document: &Document, facts: &Facts) {
        let Some(place) = &facts.imprint else { return };
        if place.blank_before {
            self.end_section(Section { unnumbered: true, ..Section::default() });
            // The blank page.
            self.separator();
            self.page_break = true;
        } else if place.own_page {
            self.page_break(Orientation::Portrait);
        }
        if place.own_page {
            self.separator();
        }
        if self.after_table {
            // Word makes one table of two that touch.
            self.separator();
        }
        self.raw(imprint::compose(document, self.style, facts));
    }

    fn separator(&mut self) {
        self.text(Text::new(styles::SEPARATOR, String::new()));
    }

    /// The white between a table and what follows it, once.
    fn take_air(&mut self) -> Length {
        match std::mem::take(&mut self.air) {
            true => self.style.table_air(),
            false => Length::ZERO,
        }
    }

    fn text(&mut self, mut text: Text) {
        let air = self.take_air();
        if air > Length::ZERO {
            let role = Role::ALL.into_iter().find(|role| styles::paragraph_id(*role) == text.style);
            let lines = role.map_or(0, |role| self.style.paragraph(role).lines_before);
            let above = self.style.grid.line_pitch * i64::from(lines) + air;
            let spacing = text.property().line_spacing.take().unwrap_or_default();
            let twips = u32::try_from(above.to_twips()).unwrap_or_default();
            text.property().line_spacing = Some(spacing.before(twips));
        }
        if std::mem::take(&mut self.page_break) {
            text.property().page_break_before = Some(true);
        }
        self.children.push(Child::Text(text));
        self.after_table = false;
    }
}
