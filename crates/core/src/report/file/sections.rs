//! Sections of a general document, tables, pictures, attachments, the table of contents.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{TableRows, Texts, WidthText};

/// 一般公文的正文：各部分。开头和结尾的段落写在 opening 和 closing。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "General")]
pub struct GeneralFile {
    /// 办法、规定、细则分章、条的，写 ["章", "条"] 或者 ["条"]：第一章、第一条，下面是（一）1.；条的序号全文连着编。不写就是一、（一）1.（1）。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelWord>,
    /// 写 false，标题都不编号。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbered: Option<bool>,
    /// 各部分，每部分以 [[general.sections]] 开头。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<SectionFile>,
}

/// 章或者条。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Level")]
pub enum LevelWord {
    /// 第一章.
    #[serde(rename = "章")]
    Chapter,
    /// 第一条.
    #[serde(rename = "条")]
    Article,
}

/// 段落怎样对齐。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "LineAlign")]
pub enum LineAlignWord {
    /// In the middle.
    #[serde(rename = "center")]
    Center,
    /// At the right.
    #[serde(rename = "right")]
    Right,
}

/// 一个部分：标题、段落、列表、表格、图片和下一层的部分。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Section")]
pub struct SectionFile {
    /// 标题，不写“一、”等序号。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// 写 false，这个标题不编号；标题自己有序号的（第X章、附则、A. 等）就这样写。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbered: Option<bool>,
    /// 段落，写法同 opening。脚注写 {{注：内容}}，加重写 **文字**。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub text: Texts,
    /// 段落（text）居中写 center，居右写 right；不写就是两端对齐、首行空二字。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align: Option<LineAlignWord>,
    /// 列表，一条一段，序号自动编。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub items: Texts,
    /// 列表的序号，如 "1."、"（1）"、"①"、"一是"；写 "" 就不编号；不写就按层次接着标题排：一、下面是（一），（一）下面是 1.。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"（1）")]
    pub item_ordinal: Option<String>,
    /// 表格。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<TableFile>,
    /// 图片。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<PictureFile>,
    /// 统计图，由 [figures] 里的指标画成，图下附数据表。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<ChartFile>,
    /// 下一层的部分，最多四层。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<SectionFile>,
}

/// 一张表格：直接写各行，或者写报告文件旁边的表格文件（xlsx、xls、et、CSV）。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Table")]
pub struct TableFile {
    /// 表题。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// 各行，一行一个数组。格子里写 "<" 就并入左边一格，写 "^" 就并入上边一格；要印这两个符号本身，写 '\<'、'\^'。
    /// 写了 file 的，可以写 "2:15"：只印第 2 到第 15 行（连同表头），"1:2, 8:20" 是几段，"5:" 印到末行。
    #[serde(default, skip_serializing_if = "TableRows::is_empty")]
    pub rows: TableRows,
    /// 写了 file 的，只印哪几栏，按什么次序：写栏名、列标（如 "C"），同名的第二栏写 "单位[2]"。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// 表格文件（xlsx、xls、et、CSV）的路径，从报告文件所在的文件夹算起。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"projects.xlsx")]
    pub file: Option<String>,
    /// 电子表格里的工作表；不写就是第一张没有隐藏的。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// 前几行是表头；不写就看文件里的表头有几行，看不出的是 1 行。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 10), example = 1)]
    pub header_rows: Option<usize>,
    /// 各列的宽度：数是宽度之比，如 [1, 2.5, 1]；带 mm 的是毫米，如 "30mm"。有几列就写几个；不写就按内容定。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub widths: Vec<WidthText>,
    /// 各列怎样对齐，有几列就写几个；不写就按内容定：数靠右，小数位数不同的对齐小数点，序号和代码居中，长的文字靠左。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub align: Vec<AlignWord>,
    /// 计量单位，如 万元：印在表格右上方，写作“单位：万元”。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"万元")]
    pub unit: Option<String>,
    /// 表注，印在表格下面，一条一行。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub notes: Texts,
}

/// 一列怎样对齐。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ColumnAlign")]
pub enum AlignWord {
    /// At the left.
    #[serde(rename = "left")]
    Left,
    /// In the middle.
    #[serde(rename = "center")]
    Center,
    /// At the right.
    #[serde(rename = "right")]
    Right,
    /// By the decimal point.
    #[serde(rename = "decimal")]
    Decimal,
}

/// 一张图片。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Picture")]
pub struct PictureFile {
    /// 图片文件（PNG、JPEG、SVG）的路径，从报告文件所在的文件夹算起。
    pub picture: String,
    /// 宽，毫米；不写就按图片本身的大小，最宽到版心。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 297))]
    pub width: Option<i64>,
    /// 图题。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// 图片说的是什么，读给看不见的人听。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
}

/// 一张统计图：柱形或者条形，黑白打印也看得清。
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Chart")]
pub struct ChartFile {
    /// 画什么：对比（今年和上年，指标要有 previous）、构成（各占多少）、进度（完成目标的多少，指标要有 target）。
    pub kind: ChartWord,
    /// 画哪些指标，写它们在 [figures] 里的名字。
    pub figures: Vec<String>,
    /// 宽，毫米；不写就是 140 毫米。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 80, max = 225))]
    pub width: Option<i64>,
    /// 图题。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

/// 统计图画什么。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ChartKind")]
pub enum ChartWord {
    /// This year against last.
    #[serde(rename = "对比")]
    Comparison,
    /// Shares of parts.
    #[serde(rename = "构成")]
    Shares,
    /// Progress against targets.
    #[serde(rename = "进度")]
    Progress,
}

/// 目录。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Contents")]
pub struct ContentsFile {
    /// 目录的标题；不写就是“目录”。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// 列到第几层标题，1 到 4；不写就是 2。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4), example = 2)]
    pub levels: Option<u8>,
}

/// 一个附件。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Attachment")]
pub struct AttachmentFile {
    /// 附件的标题；要自己定分行的，写成数组，一行一个。
    #[schemars(example = &"2024年重点项目一览表")]
    pub title: Texts,
    /// 段落，写法同 opening。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub text: Texts,
    /// 分章、条的，写 ["章", "条"] 或者 ["条"]，同 [general] 的 levels。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelWord>,
    /// 写 false，各部分的标题都不编号。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbered: Option<bool>,
    /// 各部分，写法同 [[general.sections]]。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<SectionFile>,
    /// 表格。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<TableFile>,
    /// 横排：纸张横放，用于宽表。
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub landscape: bool,
    /// 附件自己的目录：写 true，标题下面就列出这个附件的各级标题和页码，内容另起一页。
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contents: bool,
    /// 不与正文一起装订：自成一份文件，首行写发文字号和附件序号。
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub detached: bool,
}
