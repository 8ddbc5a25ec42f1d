//! Sections, pictures and attachments as templates see them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::Part;
use super::TextView;
use super::parts::{NEW_LINE, ProseReader, on_one_line};
use super::table::TableView;
use crate::chart::{self, Chart};
use gongwen_core::report::{ChartUse, General, LineAlign, PictureUse, Report, Section, SectionLevel};
use gongwen_document::Length;

/// The body of a general document 一般公文.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GeneralView<'a> {
    /// Its sections, those a level deeper after the one that holds them.
    pub sections: Vec<SectionView<'a>>,
}

/// A section; the list is flat, its level tells how deep it stood.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SectionView<'a> {
    /// Where the section stands in the report file.
    pub at: &'a str,
    /// 1 to 4: 一、（一）1.（1）.
    pub level: usize,
    /// Which heading of its level this is below the one that holds it, counted from 0.
    pub index: usize,
    /// Heading without its ordinal.
    pub heading: Option<TextView<'a>>,
    /// The sample of the heading's ordinal for the helper `ordinal`, as `一、` or `第一章　`; empty for none.
    pub heading_ordinal: &'static str,
    /// Whether the heading is that of a chapter 章.
    pub chapter: bool,
    /// The first paragraph of an article 条 that has no heading; it follows the ordinal in its line.
    pub article: Option<TextView<'a>>,
    /// The paragraphs of the section, below its heading.
    pub text: Vec<TextView<'a>>,
    /// `center` or `right` when the paragraphs are aligned so; empty else.
    pub align: &'static str,
    /// A list, an item a paragraph.
    pub items: Vec<TextView<'a>>,
    /// The sample of their ordinals for the helper `ordinal`: that of the level below the heading that they stand
    /// under, or what the report says; empty for none.
    pub item_ordinal: &'a str,
    /// The table of the section, below its text; absent when it has none.
    pub table: Option<TableView<'a>>,
    /// The picture of the section, below its text; absent when it has none.
    pub picture: Option<PictureView<'a>>,
    /// The chart of the section 图表, below its text; absent when it has none.
    pub chart: Option<ChartView<'a>>,
}

/// A picture 插图.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PictureView<'a> {
    /// Where the picture stands in the report file.
    pub at: &'a str,
    /// The name by which the document knows the picture's bytes.
    pub name: Cow<'a, str>,
    /// Width on paper in millimetres, when the report says it.
    pub width: Option<i64>,
    /// The title below the picture 图题.
    pub caption: Option<TextView<'a>>,
    /// What it shows, for those who cannot see it: as given, else its title.
    pub alternative: Cow<'a, str>,
}

/// A chart 统计图: a picture, and a table of what it shows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChartView<'a> {
    /// The chart as a picture, for readers.
    pub picture: PictureView<'a>,
    /// The numbers of the chart as a table, for those who do not see it.
    pub table: TableView<'a>,
}

/// The table of contents 目录.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContentsView<'a> {
    /// The title of the page of contents, as `目录`.
    pub title: &'a str,
    /// The deepest level listed.
    pub levels: u8,
}

/// An attachment 附件.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AttachmentView<'a> {
    /// Where the attachment stands in the report file.
    pub at: &'a str,
    /// `附件`, or `附件2` when there are several; behind the number of the document when it is not bound with it.
    pub label: String,
    /// The title of the attachment 附件标题.
    pub title: Cow<'a, str>,
    /// The paragraphs of the attachment, below its title.
    pub text: Vec<TextView<'a>>,
    /// Sections, as in [`GeneralView`].
    pub sections: Vec<SectionView<'a>>,
    /// The table of the attachment; absent when it has none.
    pub table: Option<TableView<'a>>,
    /// Its own table of contents 目录, when it asks for one.
    pub contents: Option<ContentsView<'a>>,
    /// How the paper of the attachment stands: `landscape` or `portrait`.
    pub orientation: &'static str,
}

/// A title with the new lines that the author put into it, as the escape of values knows them.
fn with_lines(title: &str) -> Cow<'_, str> {
    match title.contains('\n') {
        true => Cow::Owned(title.replace('\n', &char::from(NEW_LINE).to_string())),
        false => Cow::Borrowed(title),
    }
}

impl<'a> ProseReader<'a> {
    pub(super) fn general(&mut self, general: &'a General) -> GeneralView<'a> {
        GeneralView { sections: self.sections(&general.sections, &general.levels) }
    }

    /// The attachments that stand in one file with this part of the report.
    pub(super) fn attachments(&mut self, report: &'a Report, part: Part<'_>) -> Vec<AttachmentView<'a>> {
        let number = report.elements.document_number.as_deref();
        let attachment = |attachment: &'a gongwen_core::report::Attachment| {
            let label = report.attachment_label(attachment);
            AttachmentView {
                at: &attachment.path,
                // 7.3.7: an attachment on its own carries the number of the document before its label.
                label: match number.filter(|_| attachment.detached) {
                    Some(number) => format!("{number}{label}"),
                    None => label,
                },
                title: with_lines(&attachment.title),
                text: self.texts(&attachment.text),
                sections: self.sections(&attachment.sections, &attachment.levels),
                table: attachment.table.as_ref().map(|table| self.table(table)),
                contents: attachment.contents.then_some(ContentsView { title: "目　录", levels: 2 }),
                orientation: if attachment.landscape { "landscape" } else { "portrait" },
            }
        };
        report.attachments.iter().filter(|attachment| part.holds(attachment)).map(attachment).collect()
    }

    fn sections(&mut self, sections: &'a [Section], levels: &[SectionLevel]) -> Vec<SectionView<'a>> {
        let mut flat = Vec::with_capacity(sections.len());
        self.flatten(sections, 1, &mut Counted { levels, above: 0, articles: 0 }, &mut flat);
        flat
    }

    /// Headings go on behind the ordinals of a list that stands before them on the same level, so that none is there
    /// twice. Articles 条 are counted through all chapters.
    fn flatten(
        &mut self,
        sections: &'a [Section],
        level: usize,
        counted: &mut Counted<'_>,
        flat: &mut Vec<SectionView<'a>>,
    ) {
        let own = counted.ordinal(level);
        let taken = flat.last().filter(|holder| holder.level < level && holder.item_ordinal == own);
        let mut next = taken.map_or(0, |holder| holder.items.len());
        let articles = counted.level(level) == Some(SectionLevel::Article);
        for section in sections {
            let mut index = 0;
            let mut text = self.texts(&section.text);
            let runs_in = articles && !section.unnumbered && section.heading.is_none() && !text.is_empty();
            let article = runs_in.then(|| text.remove(0));
            if section.heading.is_some() || article.is_some() {
                counted.above = level;
                if !section.unnumbered {
                    let count = if articles { &mut counted.articles } else { &mut next };
                    (index, *count) = (*count, *count + 1);
                }
            }
            let item_ordinal = section.item_ordinal.as_deref().unwrap_or(counted.ordinal(counted.above + 1));
            // 一是 says that there is a second one.
            let alone = section.items.len() == 1 && item_ordinal.ends_with('是');
            let item_ordinal = if alone { "" } else { item_ordinal };
            if item_ordinal == own {
                next += section.items.len();
            }
            let view = SectionView {
                at: &section.path,
                level,
                index,
                heading: section.heading.as_ref().map(|heading| self.placed(heading)),
                heading_ordinal: if section.unnumbered { "" } else { own },
                chapter: counted.level(level) == Some(SectionLevel::Chapter),
                article,
                text,
                align: match section.align {
                    None => "",
                    Some(LineAlign::Center) => "center",
                    Some(LineAlign::Right) => "right",
                },
                items: self.texts(&section.items),
                item_ordinal,
                table: section.table.as_ref().map(|table| self.table(table)),
                picture: section.figure.as_ref().map(|figure| self.picture(figure)),
                chart: section.chart.as_ref().and_then(|chart| self.chart(chart)),
            };
            flat.push(view);
            self.flatten(&section.sections, level + 1, counted, flat);
        }
    }

    /// A chart that has something to show.
    fn chart(&mut self, used: &'a ChartUse) -> Option<ChartView<'a>> {
        let chart = Chart::new(used, &self.report.figures, self.report.year)?;
        Some(ChartView {
            picture: PictureView {
                at: &used.path,
                name: Cow::Owned(chart::name(&used.path).to_string()),
                width: None,
                caption: used.caption.as_ref().map(|caption| self.placed(caption)),
                alternative: Cow::Owned(chart.alternative()),
            },
            table: TableView::of_chart(&used.path, chart.rows()),
        })
    }

    fn picture(&mut self, figure: &'a PictureUse) -> PictureView<'a> {
        let caption = figure.caption.as_ref().map(|caption| self.placed(caption));
        let alternative = match (&figure.alternative, &caption) {
            (Some(text), _) => Cow::Borrowed(text.as_str()),
            // An attribute holds no markup.
            (None, Some(caption)) => Cow::Owned(on_one_line(&caption.text)),
            (None, None) => Cow::Borrowed(""),
        };
        PictureView {
            at: &figure.path,
            name: Cow::Borrowed(&figure.picture),
            width: figure.width.map(|width| width / Length::mm(1)),
            caption,
            alternative,
        }
    }
}

/// What is counted on the way through sections.
struct Counted<'l> {
    /// What the first levels are called.
    levels: &'l [SectionLevel],
    /// The level of the heading last written.
    above: usize,
    /// How many articles 条 there were.
    articles: usize,
}

impl Counted<'_> {
    /// What a level is called, when it is one of 章 and 条.
    fn level(&self, level: usize) -> Option<SectionLevel> {
        self.levels.get(level.checked_sub(1)?).copied()
    }

    /// The ordinals of a level: below 章 and 条 come （一）, 1. and so on.
    fn ordinal(&self, level: usize) -> &'static str {
        match self.level(level) {
            Some(SectionLevel::Chapter) => "第一章　",
            Some(SectionLevel::Article) => "第一条　",
            None => ordinal(if self.levels.is_empty() { level } else { level + 1 - self.levels.len() }),
        }
    }
}

/// The ordinals of a level (7.3.3): four of the standard, and below them what is custom.
fn ordinal(level: usize) -> &'static str {
    match level {
        1 => "一、",
        2 => "（一）",
        3 => "1.",
        4 => "（1）",
        _ => "①",
    }
}
