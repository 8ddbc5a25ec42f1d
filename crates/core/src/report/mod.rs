//! Station 3: what a report means. Every `Report` read from a file has been checked; nobody validates it again.

pub(crate) mod amount;
mod attached;
mod cell;
pub(crate) mod check;
mod circles;
mod doubled;
mod figure;
mod figures;
// Its comments become the schema's descriptions, where [figures] is TOML and not a link.
#[allow(rustdoc::broken_intra_doc_links)]
mod file;
mod files;
mod form;
mod grid;
mod growth;
mod nearest_end;
mod no_part;
pub mod number;
mod numbering;
mod part;
mod plain;
mod prose;
mod related;
mod relations;
mod schema;
mod sense;
mod sheet_part;
mod starter;
mod strong;
mod undefined;
pub mod unit;
mod walk;

use std::ops::Range;
use std::sync::Arc;

use gongwen_document::{Format, Pictures, Validation};

pub use attached::{
    Attachment, ChartKind, ChartUse, Contents, General, LineAlign, PictureUse, Section, SectionLevel,
    TableSource, TableUse,
};
pub use check::{Checked, ISSUER_TO_BE_WRITTEN, TITLE_TO_BE_WRITTEN, date};
pub use figure::{Figure, Position, Qualifier, Relation, Rollup, Upper};
pub use file::{
    AchievementsFile, AlignWord, AreaFile, AttachmentFile, AttendanceFile, BatchFile, ChartFile, ChartWord,
    ContentsFile, DateText, FigureFile, FiguresFile, FiguresGroupFile, FiguresTableFile, FormatWord,
    GeneralFile, Groups, ImprintFile, ItemFile, LetterheadFile, LevelWord, LeverFile, LineAlignWord,
    LocalityFile, NumberText, PictureFile, PlanFile, QualifierWord, RateFile, ReportFile, RollupWord,
    SealFile, SectionFile, ShortcomingsFile, SignatureStampFile, TableFile, TableRows, Texts, WidthText,
};
pub use files::{FileKind, NamedFile};
pub use form::{Field, Fill, Filled, Form, Gap, Given};
pub use grid::{Grid, GridCell};
pub use growth::stated as stated_growth;
pub use no_part::NoPart;
pub use numbering::one_line;
pub use part::FigurePart;
pub use schema::{schema, schema_json};
pub use sense::unit_or_digit;
pub use sheet_part::SheetPart;
pub use starter::{STARTER, Starter};

/// A report: an annual work report 年度工作报告, or a general document 一般公文.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Name of the template that it asks for; without one, its kind and format choose it.
    pub template: Option<String>,
    /// The place that reports; a general document may have none.
    pub locality: Locality,
    /// The year reported on; of a general document the year of its date, or 0.
    pub year: i16,
    /// The body that issues the report 发文机关, in full.
    pub issuer: String,
    /// Title, addressees, signature and the other elements of an official document.
    pub elements: Elements,
    /// Opening paragraphs 开头, before the first part.
    pub opening: Vec<Prose>,
    /// What stands between opening and closing.
    pub body: Body,
    /// Closing paragraphs 结尾, behind the last part.
    pub closing: Vec<Prose>,
    /// Attachments 附件, that of the figures' table not among them.
    pub attachments: Vec<Attachment>,
    /// The table of contents 目录, when the report asks for one.
    pub contents: Option<Contents>,
    /// The figures 指标, in the order of the file.
    pub figures: Vec<Figure>,
    /// Whether the table of figures 指标一览表 is an appendix, and its title.
    pub figures_table: Option<FiguresTable>,
    /// The bytes of the pictures that it names, read by whoever calls: the core does no IO.
    pub pictures: Pictures,
    /// Pieces of its texts whose braces are characters 照印的花括号, as `\\{{` in the report file; other `{{` are refused
    /// before they reach paper. Braces in [`Prose::text`] need not be named here.
    pub literal_braces: Vec<Arc<str>>,
}

/// The two kinds of report. There is one in a report, so the larger need not be boxed.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
pub enum Body {
    /// An annual work report 年度工作报告.
    Annual(Annual),
    /// Any other document 一般公文.
    General(General),
}

impl Default for Body {
    fn default() -> Body {
        Body::Annual(Annual::default())
    }
}

/// The parts of an annual work report; each may be absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annual {
    /// Achievements by area 主要工作.
    pub achievements: Option<Achievements>,
    /// What fell short 存在不足; `None` leaves the part out.
    pub shortcomings: Option<Shortcomings>,
    /// Next year's plan 下步打算.
    pub plan: Option<Plan>,
}

impl Elements {
    /// Whether anything stands in the letterhead 版头.
    pub fn has_letterhead(&self) -> bool {
        self.copy_number.is_some()
            || self.classification.is_some()
            || self.urgency.is_some()
            || !self.issuer_marks.is_empty()
            || self.document_number.is_some()
            || !self.approvers.is_empty()
    }
}

impl Report {
    /// Its parts, when it is an annual work report.
    pub fn annual(&self) -> Option<&Annual> {
        match &self.body {
            Body::Annual(annual) => Some(annual),
            Body::General(_) => None,
        }
    }

    /// Its sections, when it is a general document.
    pub fn general(&self) -> Option<&General> {
        match &self.body {
            Body::Annual(_) => None,
            Body::General(general) => Some(general),
        }
    }
}

/// The place that reports; keyed by code, since names repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locality {
    /// Full name of the place, as `锦江镇`.
    pub name: String,
    /// Name inside sentences, as `锦江`; without it the name loses its 镇, 乡 or 街道.
    pub short_name: Option<String>,
    /// Administrative division code 行政区划代码, 6, 9 or 12 digits.
    pub code: Option<String>,
}

impl Locality {
    /// What sentences call it: its short name 简称, else its name without 镇, 乡, 街道 or 村 when two characters are left.
    ///
    /// ```
    /// use gongwen_core::report::Locality;
    /// let named = |name: &str| Locality { name: name.into(), ..Locality::default() };
    /// assert_eq!(named("锦江镇").spoken_name(), "锦江");
    /// assert_eq!(named("塘镇").spoken_name(), "塘镇");
    /// ```
    pub fn spoken_name(&self) -> &str {
        if let Some(given) = &self.short_name {
            return given;
        }
        ["街道", "镇", "乡", "村"]
            .into_iter()
            .find_map(|kind| self.name.strip_suffix(kind))
            .filter(|rest| rest.chars().count() >= 2)
            .unwrap_or(&self.name)
    }
}

/// Elements of an official document outside its body; all but the title may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    /// The form 公文格式: document, letter, order or minutes.
    pub format: Format,
    /// Number of the copy 份号, printed in six digits.
    pub copy_number: Option<u32>,
    /// Security classification and its term 密级和保密期限, as `机密★1年`.
    pub classification: Option<String>,
    /// Degree of urgency 紧急程度, as `特急`.
    pub urgency: Option<String>,
    /// 发文机关标志, without 文件; several when bodies issue a document together. A line end stands where the author
    /// wants a new line.
    pub issuer_marks: Vec<String>,
    /// What stands behind the mark, when it is not what the format has there.
    pub mark_suffix: Option<String>,
    /// Whether the red parts are on the paper already 套印.
    pub preprinted: bool,
    /// Number of the document 发文字号, as `上锦政发〔2024〕1号`.
    pub document_number: Option<String>,
    /// Names of those who approved it 签发人; upward documents only.
    pub approvers: Vec<String>,
    /// Title of the document 标题, lines of the author kept.
    pub title: Prose,
    /// Lines 副标题 below the title, as `——在全镇大会上`.
    pub subtitle: Vec<Prose>,
    /// Authors 作者, a line each, below title and subtitle.
    pub author: Vec<Prose>,
    /// Main recipients 主送机关, without the colon.
    pub addressees: Vec<String>,
    /// Where groups of them begin, the first left out: ， stands before each, 、 within. Empty without groups.
    pub addressee_groups: Vec<usize>,
    /// 附件说明: titles of the attachments.
    pub attachment_notes: Vec<String>,
    /// Names of the bodies that sign 发文机关署名, in their order.
    pub signatures: Vec<String>,
    /// How the signature is made valid: seals 印章, signature stamps 签名章 or neither.
    pub validation: Validation,
    /// Date of issue 成文日期; `None` when it has none.
    pub issue_date: Option<jiff::civil::Date>,
    /// 附注, without its brackets.
    pub note: Option<Prose>,
    /// Text in the header 页眉 of every page.
    pub page_header: Option<String>,
    /// Whom to ask 联系人, at the place of a note.
    pub contact: Option<String>,
    /// The telephone number 电话 to call.
    pub phone: Option<String>,
    /// 出席, 请假 and 列席 of minutes.
    pub attendance: Attendance,
    /// Bodies that get a copy 抄送机关.
    pub copy_recipients: Vec<String>,
    /// Where groups of them begin, as in `addressee_groups`.
    pub copy_groups: Vec<usize>,
    /// The office that prints and sends it 印发机关.
    pub printing_office: Option<String>,
    /// Date of printing 印发日期; `None` when it is not printed.
    pub printing_date: Option<jiff::civil::Date>,
    /// Other items of the imprint 其他要素.
    pub imprint_others: Vec<String>,
}

/// Who was at a meeting 纪要的参会人员.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Those who were present 出席人员.
    pub present: Vec<String>,
    /// Those who asked leave 请假人员.
    pub absent: Vec<String>,
    /// Those who sat in without a vote 列席人员.
    pub observers: Vec<String>,
}

/// Text in which a figure stands as `{{id}}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// Text, figures and footnotes, in the order of reading.
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
    Text(Arc<str>),
    /// A figure, or what is asked of it: `{{grain_area}}`, `{{grain_area.change}}`.
    Figure {
        /// Its id.
        id: Arc<str>,
        /// What stands here of it.
        part: FigurePart,
    },
    /// A footnote 脚注 begins, its mark at this place: `{{注：`. What follows up to its end is its text.
    FootnoteStart,
    /// The footnote ends: `}}`.
    FootnoteEnd,
    /// Words that stand out 加重 begin, as `**` in the report file.
    StrongStart,
    /// Words that stand out end: `**`.
    StrongEnd,
    /// A new line where the author wants one, in a title.
    NewLine,
}

/// What was done 主要工作, area by area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Achievements {
    /// Heading, when the report has one.
    pub heading: Option<Prose>,
    /// The areas of work 领域, in the order of the report.
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

/// What fell short 存在不足, as a list of items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shortcomings {
    /// Heading, when the report has one.
    pub heading: Option<Prose>,
    /// Lead sentence 领句 before the items; `None` without one.
    pub lead: Option<Prose>,
    /// Items.
    pub items: Vec<Item>,
}

/// What is planned for next year 下步打算.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Heading, as `下步工作打算`.
    pub heading: Option<Prose>,
    /// The year planned for.
    pub year: i16,
    /// Opening paragraphs 开头, before the first part.
    pub opening: Vec<Prose>,
    /// The levers 抓手 of the plan, in their order.
    pub levers: Vec<Lever>,
}

/// One lever: `抓项目，以高效发展构建“创优型”锦江。` and its measures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lever {
    /// What is to be gripped 抓什么, as `项目`.
    pub grip: Prose,
    /// By what means 靠什么, as `高效发展`.
    pub means: Prose,
    /// What is to be built 建成什么型, as `创优型`.
    pub goal: Prose,
    /// The measures 措施 of the lever, in their order.
    pub measures: Vec<Item>,
}

/// The table of figures 指标一览表 as an appendix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FiguresTable {
    /// Its title.
    pub title: Option<String>,
    /// The figures that it shows, in their order; empty when nobody chose any and it shows all but `left_out`.
    pub groups: Vec<FiguresGroup>,
    /// Ids of figures that it leaves out when nobody chose any: targets of the next year, growth that stands in the
    /// column 同比 of another figure.
    pub left_out: Vec<String>,
}

/// Several figures of the table of figures below a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FiguresGroup {
    /// The heading, a row of its own; none for figures that stand before all groups.
    pub heading: Option<String>,
    /// Ids of the figures 指标 in the group, in their order.
    pub figures: Vec<String>,
}
