//! Station 2: what was typed. The raw form of a report file, before anybody asked what it means.
//!
//! The comments on the fields are in Chinese because they become the descriptions in the JSON Schema,
//! which editors show to the people who write report files.

mod around;
mod made;
mod sections;
mod values;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use around::{AttendanceFile, FormatWord, ImprintFile, LetterheadFile, SealFile, SignatureStampFile};
pub use sections::{
    AlignWord, AttachmentFile, ChartFile, ChartWord, ContentsFile, GeneralFile, LevelWord, LineAlignWord,
    PictureFile, SectionFile, TableFile,
};
pub use values::{DateText, FiguresFile, Groups, NumberText, TableRows, Texts, WidthText};

/// 报告文件：年度工作报告，或者一般公文。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    rename = "Report",
    title = "年度工作报告",
    extend("if" = { "required": ["general"] }, "else" = { "required": ["year", "locality"] })
)]
pub struct ReportFile {
    /// JSON 文件可以在这里写 JSON Schema 的地址，给编辑器用。
    #[serde(default, rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// 标题，全称，不加书名号；写成数组，就是一行一个，自己定分行。
    #[schemars(example = &"上高县锦江镇2024年工作总结和2025年工作打算")]
    pub title: Texts,
    /// 标题下面的一行，如 （2024年12月31日）、——在全镇工作会议上；几行写成数组。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    #[schemars(example = &"——在全镇2024年总结大会上")]
    pub subtitle: Texts,
    /// 作者，印在标题和副标题下面，如 某某镇党委书记　某某某。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub author: Texts,
    /// 公文格式：文件（不写就是文件）、信函、命令、纪要。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<FormatWord>,
    /// 用哪个模板，如 annual-report-outline、village-report；不写就按报告的内容和格式选。命令行写了 --template 的，以命令行为准。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"village-report")]
    pub template: Option<String>,
    /// 报告的年度，四位数字。年度工作报告必须写；一般公文可以不写。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 9999), example = 2024)]
    pub year: Option<i16>,
    /// 发文机关全称或者规范化简称。
    #[schemars(example = &"上高县锦江镇人民政府")]
    pub issuer: String,
    /// 主送机关，可以写一个或者多个，不写冒号。分组的写成数组的数组：组内用顿号，组间用逗号。
    #[serde(default, skip_serializing_if = "Groups::is_empty")]
    pub addressees: Groups,
    /// 开头的段落。一段写一个字符串，多段写成数组；或者用三引号，一行一段。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub opening: Texts,
    /// 结尾的段落，写法同 opening。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub closing: Texts,
    /// 附件说明：各附件的名称，不写“附件：”和序号。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub attachment_notes: Texts,
    /// 发文机关署名，可以写一个或者多个。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub signatures: Texts,
    /// 成文日期，如 2024-12-31 或者 "2024年12月31日"。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_date: Option<DateText>,
    /// 附注，不写括号。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// 页眉，一行，印在每一页上边居中；信函没有。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_header: Option<String>,
    /// 联系人，与电话一起印在附注的位置：（联系人：某某某，电话：……）。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// 联系电话。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"0000-0000000")]
    pub phone: Option<String>,
    /// 加盖的印章，一个署名一枚，顺序相同；不写就是不加盖印章。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<SealFile>,
    /// 签名章，写了签名章就不写印章和署名。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signature_stamps: Vec<SignatureStampFile>,
    /// 报告所在地。年度工作报告必须写；一般公文可以不写。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locality: Option<LocalityFile>,
    /// 版头。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letterhead: Option<LetterheadFile>,
    /// 主要工作，按领域分。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub achievements: Option<AchievementsFile>,
    /// 存在不足。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortcomings: Option<ShortcomingsFile>,
    /// 下步打算。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanFile>,
    /// 一般公文的正文，不是年度工作报告时写；写了就不写主要工作、存在不足和下步打算。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub general: Option<GeneralFile>,
    /// 纪要的出席、请假、列席人员。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<AttendanceFile>,
    /// 目录。写上 [contents] 就有目录，不写就没有。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contents: Option<ContentsFile>,
    /// 附件，每个附件以 [[attachments]] 开头；名称自动列入附件说明。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentFile>,
    /// 版记。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imprint: Option<ImprintFile>,
    /// 附上指标一览表。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures_table: Option<FiguresTableFile>,
    /// 指标：一行一个，正文里用 {{名字}} 引用，数字只写一处。
    #[serde(default, skip_serializing_if = "FiguresFile::is_empty")]
    pub figures: FiguresFile,
    /// 文字栏：名字 = "表格里的栏名"，正文里用 {{名字}} 引用，每份文件的内容由表格的一行给出。有 [batch] 时才写。
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// 用一份报告、一张表格做出许多份文件（gongwen batch），表格一行一份。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<BatchFile>,
}

/// 怎样读表格。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Batch")]
pub struct BatchFile {
    /// 哪一栏的内容区分各行，如 行政区划代码；不写就用填 locality.code 的那一栏。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"行政区划代码")]
    pub key: Option<String>,
    /// 读哪个工作表；不写就读第一个。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// 栏名对应什么："栏名" = "指标的名字、文字栏的名字或者字段"。栏名与它们相同的不用写。
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

/// 所在地。重名的地方不少，请写上代码。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Locality")]
pub struct LocalityFile {
    /// 地名，如 锦江镇。
    #[schemars(example = &"锦江镇")]
    pub name: String,
    /// 句中用的简称，如 锦江；不写就是地名去掉“镇”“乡”“街道”。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"锦江")]
    pub short_name: Option<String>,
    /// 行政区划代码，6 位、9 位或者 12 位数字，要加引号。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^([0-9]{6}|[0-9]{9}|[0-9]{12})$"), example = &"360923102")]
    pub code: Option<String>,
}

/// 主要工作。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Achievements")]
pub struct AchievementsFile {
    /// 这一部分的标题，没有就不写。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// 各领域，每个领域以 [[achievements.areas]] 开头。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaFile>,
}

/// 一个领域的工作。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Area")]
pub struct AreaFile {
    /// 领域的名称，如 基层党建。
    #[schemars(example = &"基层党建")]
    pub name: String,
    /// 领句，如 一年来，我们强基铸魂，党建工作拉开新篇章。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// 各项工作，每项以 [[achievements.areas.items]] 开头。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemFile>,
    /// 表格的这一行有这些指标或者文字栏时才要；可以写一个名字或者几个名字。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub when: Texts,
    /// 表格的这一行没有这些指标或者文字栏时才要，如 没有集体经营收入的村另写一句。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub unless: Texts,
}

/// 一项：小标题和正文。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Item")]
pub struct ItemFile {
    /// 小标题，不写“一是”，不写句号。
    #[schemars(example = &"强化干部队伍建设")]
    pub heading: String,
    /// 正文，一段。数字用 {{名字}} 引用 [figures] 里的指标，脚注写 {{注：内容}}。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// 表格的这一行有这些指标或者文字栏时才要；可以写一个名字或者几个名字。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub when: Texts,
    /// 表格的这一行没有这些指标或者文字栏时才要，如 没有集体经营收入的村另写一句。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub unless: Texts,
}

/// 存在不足。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Shortcomings")]
pub struct ShortcomingsFile {
    /// 这一部分的标题，没有就不写。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// 领句。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// 各条不足，每条以 [[shortcomings.items]] 开头。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemFile>,
}

/// 下步打算。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Plan")]
pub struct PlanFile {
    /// 这一部分的标题，如 下步工作打算。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"下步工作打算")]
    pub heading: Option<String>,
    /// 打算的年度；不写就是报告年度的下一年。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 9999), example = 2025)]
    pub year: Option<i16>,
    /// 开头的段落，写法同报告的 opening。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub opening: Texts,
    /// 各个抓手，每个以 [[plan.levers]] 开头。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levers: Vec<LeverFile>,
}

/// 一个抓手：抓（grip），以（means）构建“（goal）”。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Lever")]
pub struct LeverFile {
    /// 抓什么，如 项目（不写“抓”字）。
    #[schemars(example = &"项目")]
    pub grip: String,
    /// 靠什么，如 高效发展（不写“以”字）。
    #[schemars(example = &"高效发展")]
    pub means: String,
    /// 建成什么型，如 创优型（不写引号）。
    #[schemars(example = &"创优型")]
    pub goal: String,
    /// 各条措施，每条以 [[plan.levers.measures]] 开头。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<ItemFile>,
}

/// 指标一览表。写上 [figures_table] 就附表，不写就不附。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "FiguresTable")]
pub struct FiguresTableFile {
    /// 表的名称。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// 列哪些指标、按什么顺序；不写就按 [figures] 的顺序全列。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<String>,
    /// 分组，每组以 [[figures_table.groups]] 开头，排在 figures 的后面。
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<FiguresGroupFile>,
}

/// 指标一览表的一组。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "FiguresGroup")]
pub struct FiguresGroupFile {
    /// 组名，自成一行，如 一、经济发展。
    #[schemars(example = &"一、经济发展")]
    pub heading: String,
    /// 这一组的指标，按顺序。
    pub figures: Vec<String>,
}

/// 一个指标。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Figure")]
pub struct FigureFile {
    /// 指标的名称，如 早稻种植面积。
    #[schemars(example = &"早稻种植面积")]
    pub label: String,
    /// 数值，照原文写：22961.97 或者 "22961.97"；范围写成 "1-2"。由表格给出的不写（见 [batch]）。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = 22961.97)]
    pub value: Option<NumberText>,
    /// 单位，如 亩、万元、%；没有就不写。
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(example = &"亩")]
    pub unit: String,
    /// 约数的说法和位置：约、近、超、超过、逾、不足在数前；余、多在数后；万余、亿余、万多、亿多在“万”“亿”后；左右、以上在单位后。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<QualifierWord>,
    /// 上年数，单位相同。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<NumberText>,
    /// 年度目标，单位相同。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<NumberText>,
    /// 等于哪几个指标之和，写它们的名字。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum_of: Option<Vec<String>>,
    /// 是哪两个指标之比。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_of: Option<RateFile>,
    /// 是哪个指标比上年的增长率，写它的名字；那个指标要有 previous。下降的写负数。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub growth_of: Option<String>,
    /// 镇里的数怎样由各村汇总：sum 合计，average 加权平均，count 有数的村数，max 最大值。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollup: Option<RollupWord>,
    /// 加权平均的权数：指标的名字，如 人口；不写就是简单平均。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// 表格里写 0 的，当作没有填；如 没有集体经济收入的村有的写 0，有的空着。
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub zero_is_none: bool,
}

/// 汇总的办法。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Rollup")]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum RollupWord {
    Sum,
    Average,
    Count,
    Max,
}

/// 比率的分子和分母。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rate")]
pub struct RateFile {
    /// 分子：指标的名字。
    pub numerator: String,
    /// 分母：指标的名字。
    pub denominator: String,
}

/// 约数的说法和位置。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Qualifier")]
#[allow(missing_docs)]
pub enum QualifierWord {
    #[serde(rename = "约")]
    About,
    #[serde(rename = "近")]
    Nearly,
    #[serde(rename = "超")]
    Exceeding,
    #[serde(rename = "超过")]
    MoreThan,
    #[serde(rename = "逾")]
    Beyond,
    #[serde(rename = "不足")]
    Below,
    #[serde(rename = "余")]
    Over,
    #[serde(rename = "万余")]
    TenThousandOver,
    #[serde(rename = "亿余")]
    HundredMillionOver,
    #[serde(rename = "多")]
    More,
    #[serde(rename = "万多")]
    TenThousandMore,
    #[serde(rename = "亿多")]
    HundredMillionMore,
    #[serde(rename = "左右")]
    Roughly,
    #[serde(rename = "以上")]
    AtLeast,
}
