//! The body of the report: paragraphs, areas, items, levers.

use std::borrow::Cow;
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{FigureView, undefined_figure};
use gongwen_core::report::{
    Achievements, Area, Figure, FigurePart, Item, Lever, Plan, Prose, Report, Segment, Shortcomings,
};
use gongwen_document::{Diagnostic, Place};

/// A paragraph or another piece of text with its place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TextView<'a> {
    /// Where the text stands in the report file, as `opening[0]`.
    pub at: &'a str,
    /// The text as it is printed, with its figures filled in.
    pub text: Cow<'a, str>,
}

/// Achievements by area 主要工作.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AchievementsView<'a> {
    /// Where the part stands in the report file.
    pub at: &'static str,
    /// Which of the report's parts this is, counted from 0, absent parts left out.
    pub section: usize,
    /// Heading, when the report has one.
    pub heading: Option<Cow<'a, str>>,
    /// The areas of work 工作方面, in the order of the file.
    pub areas: Vec<AreaView<'a>>,
}

/// One area of work.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AreaView<'a> {
    /// Where the area stands in the report file, as `achievements.areas[0]`.
    pub at: String,
    /// Name, as `党建`.
    pub name: Cow<'a, str>,
    /// Lead sentence 领句.
    pub lead: Option<Cow<'a, str>>,
    /// What was done in the area, point by point.
    pub items: Vec<ItemView<'a>>,
}

/// A heading and its text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ItemView<'a> {
    /// Where the item stands in the report file.
    pub at: &'a str,
    /// Heading without ordinal and without full stop.
    pub heading: Cow<'a, str>,
    /// Text, when there is more to say than the heading.
    pub text: Option<Cow<'a, str>>,
}

/// Shortcomings 存在不足.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShortcomingsView<'a> {
    /// Where the part stands in the report file.
    pub at: &'static str,
    /// Which of the report's parts this is, counted from 0, absent parts left out.
    pub section: usize,
    /// Heading, when the report has one.
    pub heading: Option<Cow<'a, str>>,
    /// A sentence that leads to the items; absent when the report has none.
    pub lead: Option<Cow<'a, str>>,
    /// The shortcomings 不足, one by one.
    pub items: Vec<ItemView<'a>>,
}

/// Next year's plan 下步打算.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlanView<'a> {
    /// Where the part stands in the report file.
    pub at: &'static str,
    /// Which of the report's parts this is, counted from 0, absent parts left out.
    pub section: usize,
    /// Heading, as `下步工作打算`.
    pub heading: Option<Cow<'a, str>>,
    /// The year planned for.
    pub year: i16,
    /// Paragraphs before the first of the measures.
    pub opening: Vec<TextView<'a>>,
    /// The levers 抓手.
    pub levers: Vec<LeverView<'a>>,
}

/// One lever: `抓项目，以高效发展构建“创优型”锦江。` and its measures.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeverView<'a> {
    /// Where the lever stands in the report file.
    pub at: String,
    /// 抓手, as `项目`.
    pub grip: Cow<'a, str>,
    /// Means, as `高效发展`.
    pub means: Cow<'a, str>,
    /// 型, as `创优型`.
    pub goal: Cow<'a, str>,
    /// The measures 措施, in the order of the file.
    pub measures: Vec<ItemView<'a>>,
}

/// Around a footnote in text that a template is given: control characters, which no report can hold. The escape of
/// values makes markup of them.
pub(crate) const FOOTNOTE_START: u8 = 2;
/// Ends a footnote in text that a template is given, as [`FOOTNOTE_START`] begins it.
pub(crate) const FOOTNOTE_END: u8 = 3;

/// A new line in a title, in text that a template is given; see [`FOOTNOTE_START`].
pub(crate) const NEW_LINE: u8 = 4;

/// Around words that stand out 加重, in text that a template is given; see [`FOOTNOTE_START`].
pub(crate) const STRONG_START: u8 = 5;
/// Ends words in 黑体 in text that a template is given, as [`STRONG_START`] begins them.
pub(crate) const STRONG_END: u8 = 6;

/// The text on one line and without its footnotes, for places that have no foot.
pub(crate) fn on_one_line(text: &str) -> String {
    let pieces = text.split(char::from(FOOTNOTE_START)).enumerate();
    pieces
        .map(|(index, piece)| {
            if index == 0 { piece } else { piece.split_once(char::from(FOOTNOTE_END)).map_or("", |it| it.1) }
        })
        .flat_map(|piece| piece.split([NEW_LINE, STRONG_START, STRONG_END].map(char::from)))
        .collect()
}

/// The path of a part in the report file, from the path of its first field: parts before it may have been left out.
pub(super) fn part_path(first: &Prose, field: &str, counted: impl FnOnce() -> String) -> String {
    first.path.strip_suffix(field).map_or_else(counted, str::to_owned)
}

/// Ends words that stand out, when some do.
fn end_strong(text: &mut String, open: &mut bool) {
    if std::mem::take(open) {
        text.push(char::from(STRONG_END));
    }
}

/// Turns prose into text, and keeps what it could not find.
pub(super) struct ProseReader<'a> {
    pub(super) report: &'a Report,
    figures: HashMap<&'a str, &'a Figure>,
    /// The figures that state a growth, by the ids of those that grew.
    growths: HashMap<&'a str, &'a Figure>,
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> ProseReader<'a> {
    pub(super) fn new(report: &'a Report) -> ProseReader<'a> {
        let figures = report.figures.iter().map(|figure| (figure.id.as_str(), figure)).collect();
        let growths = report.figures.iter().rev().filter_map(|figure| Some((figure.growth_of()?, figure)));
        ProseReader { report, figures, growths: growths.collect(), found: Vec::new() }
    }

    /// A figure as templates see it.
    pub(super) fn figure_view(&self, figure: &'a Figure) -> FigureView<'a> {
        FigureView::new(figure, self.growths.get(figure.id.as_str()).copied())
    }

    /// The figure with this id as templates see it.
    pub(super) fn figure_with(&self, id: &str) -> Option<FigureView<'a>> {
        self.figures.get(id).map(|figure| self.figure_view(figure))
    }

    /// The text of this prose, its figures put in; borrowed when there are none.
    pub(super) fn text(&mut self, prose: &'a Prose) -> Cow<'a, str> {
        match prose.segments.as_slice() {
            [] => return Cow::Borrowed(""),
            [Segment::Text(text)] => return Cow::Borrowed(text),
            _ => {}
        }
        let mut text = String::with_capacity(256);
        // Words that stand out, in the text and in a footnote.
        let (mut strong, mut strong_in_note) = (false, false);
        let mut footnote = false;
        for segment in &prose.segments {
            match segment {
                Segment::Text(piece) => text.push_str(piece),
                Segment::Figure { id, part } => {
                    if let Some(piece) = self.figure(id, *part, &text, prose) {
                        text.push_str(&piece);
                    }
                }
                // One at a time, and each ends, whatever a report built in code says.
                Segment::FootnoteStart if !footnote => {
                    footnote = true;
                    text.push(char::from(FOOTNOTE_START));
                }
                Segment::FootnoteEnd if footnote => {
                    end_strong(&mut text, &mut strong_in_note);
                    footnote = false;
                    text.push(char::from(FOOTNOTE_END));
                }
                Segment::StrongStart => {
                    let open = if footnote { &mut strong_in_note } else { &mut strong };
                    if !*open {
                        *open = true;
                        text.push(char::from(STRONG_START));
                    }
                }
                Segment::StrongEnd if footnote => end_strong(&mut text, &mut strong_in_note),
                Segment::StrongEnd => end_strong(&mut text, &mut strong),
                Segment::NewLine => text.push(char::from(NEW_LINE)),
                Segment::FootnoteStart | Segment::FootnoteEnd => {}
            }
        }
        if footnote {
            end_strong(&mut text, &mut strong_in_note);
            text.push(char::from(FOOTNOTE_END));
        }
        end_strong(&mut text, &mut strong);
        Cow::Owned(text)
    }

    /// A part of a figure as it stands behind the text `before`.
    fn figure(&mut self, id: &str, part: FigurePart, before: &str, prose: &Prose) -> Option<String> {
        let found = match self.figures.get(id) {
            Some(figure) => match figure.part_beside(part, before, self.growths.get(id).copied()) {
                Ok(text) => return Some(text),
                Err(fault) => fault.tell(figure),
            },
            None => Diagnostic::error("figures/undefined", undefined_figure(id)),
        };
        self.found.push(found.at(Place::report(&*prose.path, prose.span.clone())));
        None
    }

    fn optional(&mut self, prose: Option<&'a Prose>) -> Option<Cow<'a, str>> {
        prose.map(|prose| self.text(prose))
    }

    pub(super) fn placed(&mut self, prose: &'a Prose) -> TextView<'a> {
        TextView { at: &prose.path, text: self.text(prose) }
    }

    pub(super) fn texts(&mut self, prose: &'a [Prose]) -> Vec<TextView<'a>> {
        prose.iter().map(|prose| self.placed(prose)).collect()
    }

    fn items(&mut self, items: &'a [Item]) -> Vec<ItemView<'a>> {
        let item = |item: &'a Item| ItemView {
            at: &item.path,
            heading: self.text(&item.heading),
            text: self.optional(item.text.as_ref()),
        };
        items.iter().map(item).collect()
    }

    pub(super) fn achievements(&mut self, part: &'a Achievements, section: usize) -> AchievementsView<'a> {
        let area = |(index, area): (usize, &'a Area)| AreaView {
            at: part_path(&area.name, ".name", || format!("achievements.areas[{index}]")),
            name: self.text(&area.name),
            lead: self.optional(area.lead.as_ref()),
            items: self.items(&area.items),
        };
        let areas = part.areas.iter().enumerate().map(area).collect();
        let heading = self.optional(part.heading.as_ref());
        AchievementsView { at: "achievements", section, heading, areas }
    }

    pub(super) fn shortcomings(&mut self, part: &'a Shortcomings, section: usize) -> ShortcomingsView<'a> {
        ShortcomingsView {
            at: "shortcomings",
            section,
            heading: self.optional(part.heading.as_ref()),
            lead: self.optional(part.lead.as_ref()),
            items: self.items(&part.items),
        }
    }

    pub(super) fn plan(&mut self, part: &'a Plan, section: usize) -> PlanView<'a> {
        let heading = self.optional(part.heading.as_ref());
        let opening = self.texts(&part.opening);
        let lever = |(index, lever): (usize, &'a Lever)| LeverView {
            at: part_path(&lever.grip, ".grip", || format!("plan.levers[{index}]")),
            grip: self.text(&lever.grip),
            means: self.text(&lever.means),
            goal: self.text(&lever.goal),
            measures: self.items(&lever.measures),
        };
        let levers = part.levers.iter().enumerate().map(lever).collect();
        PlanView { at: "plan", section, heading, year: part.year, opening, levers }
    }
}
