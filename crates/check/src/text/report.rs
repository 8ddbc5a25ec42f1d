//! Texts of report files: prose with its figures written out.

use std::sync::Arc;

use gongwen_core::Interval;
use gongwen_core::Report;
use gongwen_core::report::{
    Attachment, Body, Figure, FigurePart, Grid, Item, Prose, Section, Segment, TableSource, TableUse,
};

use super::{Cell, Known, Paragraph, Part, Piece, Role, Text};

impl Text {
    /// The text of a report 工作报告: its prose with `{{id}}` written out, its tables, its parts as the report names them.
    /// `source` is the text of its file, in which findings are placed; empty when there is none.
    pub fn from_report(report: &Report, source: &str) -> Text {
        let mut maker = Maker { report, source, paragraphs: Vec::new(), tables: 0, part: Part::Opening };
        maker.report();
        Text { paragraphs: maker.paragraphs, source: Arc::from(source) }
    }
}

struct Maker<'r> {
    report: &'r Report,
    source: &'r str,
    paragraphs: Vec<Paragraph>,
    tables: u32,
    part: Part,
}

impl Maker<'_> {
    fn report(&mut self) {
        let report = self.report;
        self.prose(&report.elements.title, Role::Title);
        report.elements.subtitle.iter().for_each(|prose| self.prose(prose, Role::Body));
        report.opening.iter().for_each(|prose| self.prose(prose, Role::Body));
        match &report.body {
            Body::Annual(annual) => {
                self.part = Part::Achievements;
                if let Some(achievements) = &annual.achievements {
                    achievements.heading.iter().for_each(|heading| self.prose(heading, Role::Heading(1)));
                    for area in &achievements.areas {
                        self.prose(&area.name, Role::Heading(2));
                        area.lead.iter().for_each(|lead| self.prose(lead, Role::Body));
                        self.items(&area.items);
                    }
                }
                self.part = Part::Shortcomings;
                if let Some(shortcomings) = &annual.shortcomings {
                    shortcomings.heading.iter().for_each(|heading| self.prose(heading, Role::Heading(1)));
                    shortcomings.lead.iter().for_each(|lead| self.prose(lead, Role::Body));
                    self.items(&shortcomings.items);
                }
                self.part = Part::Plan;
                if let Some(plan) = &annual.plan {
                    plan.heading.iter().for_each(|heading| self.prose(heading, Role::Heading(1)));
                    plan.opening.iter().for_each(|prose| self.prose(prose, Role::Body));
                    for lever in &plan.levers {
                        self.lever([&lever.grip, &lever.means, &lever.goal]);
                        self.items(&lever.measures);
                    }
                }
                report.closing.iter().for_each(|prose| self.prose(prose, Role::Body));
            }
            Body::General(general) => {
                let from = self.paragraphs.len();
                self.sections(&general.sections, 1);
                report.closing.iter().for_each(|prose| self.prose(prose, Role::Body));
                self.find_parts(from);
            }
        }
        self.part = Part::Opening;
        report.attachments.iter().for_each(|attachment| self.attachment(attachment));
    }

    /// Parts of a general document, by its headings.
    fn find_parts(&mut self, from: usize) {
        let mut text = Text { paragraphs: std::mem::take(&mut self.paragraphs), source: Arc::default() };
        text.find_parts();
        self.paragraphs = text.paragraphs;
        self.paragraphs.iter_mut().take(from).for_each(|paragraph| paragraph.part = Part::Opening);
    }

    fn attachment(&mut self, attachment: &Attachment) {
        attachment.text.iter().for_each(|prose| self.prose(prose, Role::Body));
        self.sections(&attachment.sections, 1);
        attachment.table.iter().for_each(|table| self.table(table));
    }

    fn sections(&mut self, sections: &[Section], level: u8) {
        for section in sections {
            section.heading.iter().for_each(|heading| self.prose(heading, Role::Heading(level)));
            section.text.iter().for_each(|prose| self.prose(prose, Role::Body));
            section.items.iter().for_each(|prose| self.prose(prose, Role::Item));
            section.table.iter().for_each(|table| self.table(table));
            self.sections(&section.sections, level.saturating_add(1));
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            let mut writer = Writer::new(self.report, self.source, item.heading.path.clone());
            writer.prose(&item.heading);
            if let Some(text) = &item.text {
                writer.literal("。");
                writer.path(text.path.clone());
                writer.prose(text);
            } else {
                writer.literal("。");
            }
            self.add(writer, Role::Item);
        }
    }

    /// `抓项目，以高效发展构建“创优型”锦江。`
    fn lever(&mut self, [grip, means, goal]: [&Prose; 3]) {
        let mut writer = Writer::new(self.report, self.source, grip.path.clone());
        for (before, prose) in [("抓", grip), ("，以", means), ("构建“", goal)] {
            writer.literal(before);
            writer.prose(prose);
        }
        let locality = &self.report.locality;
        let name = locality.short_name.as_deref().unwrap_or(&locality.name);
        writer.literal("”");
        writer.literal(name);
        writer.literal("。");
        self.add(writer, Role::Heading(2));
    }

    fn table(&mut self, table: &TableUse) {
        if let TableSource::Rows(grid) = &table.source {
            self.grid(grid);
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let table = self.tables;
        self.tables += 1;
        // How many more rows a merged cell above takes of each column.
        let mut taken: Vec<usize> = Vec::new();
        for (row, cells) in grid.rows.iter().enumerate() {
            let above = std::mem::take(&mut taken);
            taken = above.iter().map(|rows| rows.saturating_sub(1)).collect();
            let mut column = 0;
            for cell in cells {
                while above.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                self.prose(&cell.text, Role::Cell(Cell { table, row: narrow(row), column: narrow(column) }));
                let end = column + cell.columns.max(1);
                if taken.len() < end {
                    taken.resize(end, 0);
                }
                taken.iter_mut().take(end).skip(column).for_each(|rows| *rows = cell.rows.saturating_sub(1));
                column = end;
            }
        }
    }

    fn prose(&mut self, prose: &Prose, role: Role) {
        let mut writer = Writer::new(self.report, self.source, prose.path.clone());
        writer.prose(prose);
        self.add(writer, role);
    }

    fn add(&mut self, writer: Writer<'_>, role: Role) {
        let empty = writer.paragraph.text.is_empty() && !matches!(role, Role::Cell(_));
        if !empty {
            let notes = writer.notes;
            self.paragraphs.push(Paragraph { role, part: self.part, ..writer.paragraph });
            for note in notes {
                self.paragraphs.push(Paragraph { role: Role::Footnote, part: self.part, ..note });
            }
        }
    }
}

/// Writes a paragraph and notes where its pieces stand in the file.
struct Writer<'r> {
    report: &'r Report,
    source: &'r str,
    paragraph: Paragraph,
    /// Its footnotes, and whether the last one is open.
    notes: Vec<Paragraph>,
    in_note: bool,
}

impl<'r> Writer<'r> {
    fn new(report: &'r Report, source: &'r str, path: Arc<str>) -> Writer<'r> {
        let paragraph = Paragraph { path, ..Paragraph::default() };
        Writer { report, source, paragraph, notes: Vec::new(), in_note: false }
    }

    /// The path of what follows, which the paragraph takes: its text says more than its heading.
    fn path(&mut self, path: Arc<str>) {
        self.paragraph.path = path;
    }

    fn target(&mut self) -> &mut Paragraph {
        match (self.in_note, self.notes.last_mut()) {
            (true, Some(note)) => note,
            _ => &mut self.paragraph,
        }
    }

    /// Characters that stand nowhere in the file.
    fn literal(&mut self, text: &str) {
        self.target().text.push_str(text);
    }

    fn prose(&mut self, prose: &Prose) {
        let mut at = prose.span.as_ref().map_or(self.source.len(), |span| span.start);
        let end = prose.span.as_ref().map_or(0, |span| span.end);
        for segment in &prose.segments {
            match segment {
                Segment::Text(text) => self.text(text, &mut at, end),
                Segment::Figure { id, part } => self.figure(id, *part, &mut at, end),
                Segment::FootnoteStart => {
                    self.notes.push(Paragraph { path: prose.path.clone(), ..Paragraph::default() });
                    self.in_note = true;
                }
                Segment::FootnoteEnd => self.in_note = false,
                Segment::StrongStart | Segment::StrongEnd | Segment::NewLine => {}
            }
        }
    }

    fn text(&mut self, text: &str, at: &mut usize, end: usize) {
        let found = self.find(text, *at, end);
        let target = self.target();
        let start = target.text.len();
        target.text.push_str(text);
        if let Some(found) = found {
            target.pieces.push(Piece { text: start..start + text.len(), source: found..found + text.len() });
            *at = found + text.len();
        }
    }

    fn figure(&mut self, id: &str, part: FigurePart, at: &mut usize, end: usize) {
        let report = self.report;
        let Some(figure) = report.figures.iter().find(|figure| figure.id == id) else { return };
        let shown = figure
            .part_beside(part, &self.target().text, report.stated_growth(id))
            .unwrap_or_else(|_| figure.display());
        let opened = self.find("{{", *at, end);
        let closed = opened.and_then(|from| self.find("}}", from, end)).map(|to| to + 2);
        let known = known(figure, part);
        let target = self.target();
        let start = target.text.len();
        target.text.push_str(&shown);
        let range = start..start + shown.len();
        if let Some((from, to)) = opened.zip(closed) {
            target.pieces.push(Piece { text: range.clone(), source: from..to });
            *at = to;
        }
        if let Some((value, label)) = known {
            let (id, unit, label) = (Arc::from(id), Arc::from(figure.unit.as_str()), Arc::from(label));
            target.known.push(Known { range, id, value, unit, label });
        }
    }

    fn find(&self, text: &str, from: usize, end: usize) -> Option<usize> {
        self.source.get(from..end)?.find(text).map(|found| from + found)
    }
}

/// The value that a place of a figure has, and its label; none where it is no plain value.
fn known(figure: &Figure, part: FigurePart) -> Option<(Interval, &str)> {
    (part == FigurePart::Whole).then(|| (Interval::of(figure), figure.label.as_str()))
}
