//! Station 3: what a report means. Every `Report` read from a file has been checked; nobody validates it again.

pub(crate) mod check;
mod figure;
mod figures;
// Its comments become the schema's descriptions, where [figures] is TOML and not a link.
#[allow(rustdoc::broken_intra_doc_links)]
mod file;
mod prose;
mod schema;
pub mod unit;

use std::ops::Range;
use std::sync::Arc;

pub use check::Checked;
pub use figure::{Figure, Position, Qualifier, Relation, Upper};
pub use file::{
    AchievementsFile, AreaFile, DateText, FigureFile, FiguresFile, FiguresTableFile, ImprintFile, ItemFile,
    LetterheadFile, LeverFile, LocalityFile, NumberText, PlanFile, QualifierWord, RateFile, ReportFile,
    ShortcomingsFile, Texts,
};
pub use schema::{schema, schema_json};

/// A commented report file to start from, which reads without a warning.
///
/// ```
/// use gongwen_core::{read, report};
/// let checked = read::report(report::STARTER.as_bytes(), read::Format::Toml)?;
/// assert!(checked.warnings.is_empty());
/// # Ok::<(), gongwen_core::Diagnostics>(())
/// ```
pub const STARTER: &str = include_str!("starter.toml");

/// An annual work report 年度工作报告.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The place that reports.
    pub locality: Locality,
    /// The year reported on.
    pub year: i16,
    /// The body that issues the report 发文机关, in full.
    pub issuer: String,
    /// Title, addressees, signature and the other elements of an official document.
    pub elements: Elements,
    /// Opening paragraphs.
    pub opening: Vec<Prose>,
    /// Achievements by area 主要工作.
    pub achievements: Option<Achievements>,
    /// Shortcomings 存在不足.
    pub shortcomings: Option<Shortcomings>,
    /// Next year's plan 下步打算.
    pub plan: Option<Plan>,
    /// Closing paragraphs.
    pub closing: Vec<Prose>,
    /// The figures 指标, in the order of the file.
    pub figures: Vec<Figure>,
    /// Whether the table of figures 指标一览表 is an appendix, and its title.
    pub figures_table: Option<FiguresTable>,
}

/// The place that reports; keyed by code, since names repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locality {
    /// Name, as `锦江镇`.
    pub name: String,
    /// Name inside sentences, as `锦江`; without it the name loses its 镇, 乡 or 街道.
    pub short_name: Option<String>,
    /// Administrative division code 行政区划代码, 6, 9 or 12 digits.
    pub code: Option<String>,
}

/// Elements of an official document outside its body; all but the title may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    /// 份号.
    pub copy_number: Option<u32>,
    /// 密级和保密期限, as `机密★1年`.
    pub classification: Option<String>,
    /// 紧急程度.
    pub urgency: Option<String>,
    /// 发文机关标志, without 文件.
    pub issuer_mark: Option<String>,
    /// 发文字号, as `上锦政发〔2024〕1号`.
    pub document_number: Option<String>,
    /// 签发人.
    pub approvers: Vec<String>,
    /// 标题.
    pub title: Prose,
    /// 主送机关.
    pub addressees: Vec<String>,
    /// 附件说明: titles of the attachments.
    pub attachment_notes: Vec<String>,
    /// 发文机关署名.
    pub signatures: Vec<String>,
    /// 成文日期.
    pub issue_date: Option<jiff::civil::Date>,
    /// 附注, without its brackets.
    pub note: Option<Prose>,
    /// 抄送机关.
    pub copy_recipients: Vec<String>,
    /// 印发机关.
    pub printing_office: Option<String>,
    /// 印发日期.
    pub printing_date: Option<jiff::civil::Date>,
}

/// Text in which a figure stands as `{{id}}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// Pieces in order.
    pub segments: Vec<Segment>,
    /// Field path in the report file, as `achievements.areas[0].items[2].text`.
    pub path: Arc<str>,
    /// Its bytes in the report file, when read from one.
    pub span: Option<Range<usize>>,
}

/// A piece of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Characters as they are.
    Text(String),
    /// A figure with its qualifier and unit, by id: `{{grain_area}}`.
    Figure(String),
    /// The bare number of a figure, by id: `{{grain_area.value}}`.
    FigureValue(String),
}

/// Achievements by area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Achievements {
    /// Heading, when the report has one.
    pub heading: Option<Prose>,
    /// The areas.
    pub areas: Vec<Area>,
}

/// One area of work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Name, as `党建`; the outline form makes it a heading.
    pub name: Prose,
    /// Lead sentence 领句: `一年来，我们…`.
    pub lead: Option<Prose>,
    /// Its items.
    pub items: Vec<Item>,
}

/// A heading and its text: `一是强化干部队伍建设。…`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Heading without ordinal and without full stop.
    pub heading: Prose,
    /// Text; absent when the heading says it all.
    pub text: Option<Prose>,
    /// Field path in the report file, as `achievements.areas[0].items[2]`.
    pub path: Arc<str>,
    /// Its bytes in the report file, when read from one.
    pub span: Option<Range<usize>>,
}

/// Shortcomings 存在不足.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shortcomings {
    /// Heading, when the report has one.
    pub heading: Option<Prose>,
    /// Lead sentence.
    pub lead: Option<Prose>,
    /// Items.
    pub items: Vec<Item>,
}

/// Next year's plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Heading, as `下步工作打算`.
    pub heading: Option<Prose>,
    /// The year planned for.
    pub year: i16,
    /// Opening paragraphs.
    pub opening: Vec<Prose>,
    /// The levers 抓手.
    pub levers: Vec<Lever>,
}

/// One lever: `抓项目，以高效发展构建“创优型”锦江。` and its measures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lever {
    /// 抓手, as `项目`.
    pub grip: Prose,
    /// Means, as `高效发展`.
    pub means: Prose,
    /// 型, as `创优型`.
    pub goal: Prose,
    /// Measures 措施.
    pub measures: Vec<Item>,
}

/// The table of figures 指标一览表 as an appendix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FiguresTable {
    /// Its title.
    pub title: Option<String>,
}
