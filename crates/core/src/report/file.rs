//! Station 2: what was typed. The raw form of a report file, before anybody asked what it means.
//!
//! The comments on the fields are in Chinese because they become the descriptions in the JSON Schema,
//! which editors show to the people who write report files.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// 年度工作报告文件。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Report", title = "年度工作报告")]
pub struct ReportFile {
    /// JSON 文件可以在这里写 JSON Schema 的地址，给编辑器用。
    #[serde(default, rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// 标题，全称，不加书名号。
    #[schemars(example = &"上高县锦江镇2024年工作总结和2025年工作打算")]
    pub title: String,
    /// 报告的年度，四位数字。
    #[schemars(range(min = 1, max = 9999), example = 2024)]
    pub year: i16,
    /// 发文机关全称或者规范化简称。
    #[schemars(example = &"上高县锦江镇人民政府")]
    pub issuer: String,
    /// 主送机关，可以写一个或者多个，不写冒号。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub addressees: Texts,
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
    /// 报告所在地。
    pub locality: LocalityFile,
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
    /// 版记。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imprint: Option<ImprintFile>,
    /// 附上指标一览表。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures_table: Option<FiguresTableFile>,
    /// 指标：一行一个，正文里用 {{名字}} 引用，数字只写一处。
    #[serde(default, skip_serializing_if = "FiguresFile::is_empty")]
    pub figures: FiguresFile,
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

/// 版头的各要素。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Letterhead")]
pub struct LetterheadFile {
    /// 份号，印出来是六位数字。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 999999), example = 1)]
    pub copy_number: Option<u32>,
    /// 密级和保密期限，如 机密★1年。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// 紧急程度，如 特急。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// 发文机关标志，不写“文件”二字。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer_mark: Option<String>,
    /// 发文字号，年份用六角括号，如 上锦政发〔2024〕1号。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"上锦政发〔2024〕1号")]
    pub document_number: Option<String>,
    /// 签发人姓名，上行文才写。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub approvers: Texts,
}

/// 版记的各要素。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Imprint")]
pub struct ImprintFile {
    /// 抄送机关，可以写一个或者多个。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub copy_recipients: Texts,
    /// 印发机关。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printing_office: Option<String>,
    /// 印发日期，写法同成文日期。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printing_date: Option<DateText>,
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
}

/// 一项：小标题和正文。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Item")]
pub struct ItemFile {
    /// 小标题，不写“一是”，不写句号。
    #[schemars(example = &"强化干部队伍建设")]
    pub heading: String,
    /// 正文，一段。数字用 {{名字}} 引用 [figures] 里的指标。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
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
}

/// 一个指标。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Figure")]
pub struct FigureFile {
    /// 指标的名称，如 早稻种植面积。
    #[schemars(example = &"早稻种植面积")]
    pub label: String,
    /// 数值，照原文写：22961.97 或者 "22961.97"；范围写成 "1-2"。
    #[schemars(example = 22961.97)]
    pub value: NumberText,
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

/// 一个字符串，或者几个字符串的数组。
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Texts {
    /// Nothing was written.
    #[default]
    None,
    /// One string.
    One(String),
    /// An array of strings.
    Many(Vec<String>),
}

impl Texts {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        match self {
            Texts::None => true,
            Texts::One(_) => false,
            Texts::Many(texts) => texts.is_empty(),
        }
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Texts, D::Error> {
        struct TextsVisitor;
        impl<'de> Visitor<'de> for TextsVisitor {
            type Value = Texts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or an array of strings")
            }
            fn visit_str<E>(self, text: &str) -> Result<Texts, E> {
                Ok(Texts::One(text.to_owned()))
            }
            fn visit_unit<E>(self) -> Result<Texts, E> {
                Ok(Texts::None)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = seq.next_element()? {
                    texts.push(text);
                }
                Ok(Texts::Many(texts))
            }
        }
        deserializer.deserialize_any(TextsVisitor)
    }
}

impl JsonSchema for Texts {
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "一个字符串，或者几个字符串的数组。",
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
        })
    }
}

/// A number exactly as it was written; never a float on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct NumberText(pub String);

impl<'de> Deserialize<'de> for NumberText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NumberText, D::Error> {
        struct NumberVisitor;
        impl Visitor<'_> for NumberVisitor {
            type Value = NumberText;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number, in quotes unless the report's own reader is used")
            }
            fn visit_str<E>(self, text: &str) -> Result<NumberText, E> {
                Ok(NumberText(text.to_owned()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<NumberText, E> {
                Ok(NumberText(number.to_string()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<NumberText, E> {
                Ok(NumberText(number.to_string()))
            }
        }
        deserializer.deserialize_any(NumberVisitor)
    }
}

impl JsonSchema for NumberText {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "数值，照原文写，小数位数不变。",
            "anyOf": [
                { "type": "number" },
                { "type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?([-—–～~至]+[0-9]+([.][0-9]+)?)?$" },
            ],
        })
    }
}

/// A date as it was written: `2024-12-31`, `2024年12月31日`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DateText(pub String);

impl JsonSchema for DateText {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "日期，如 2024-12-31 或者 \"2024年12月31日\"。",
            "anyOf": [
                { "type": "string", "format": "date" },
                { "type": "string", "pattern": "^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$" },
            ],
            "examples": ["2024-12-31"],
        })
    }
}

/// The figures in the order of the file, each with its identifier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FiguresFile(pub Vec<(String, FigureFile)>);

impl FiguresFile {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for FiguresFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (id, figure) in &self.0 {
            map.serialize_entry(id, figure)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for FiguresFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<FiguresFile, D::Error> {
        struct FiguresVisitor;
        impl<'de> Visitor<'de> for FiguresVisitor {
            type Value = FiguresFile;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of figures")
            }
            fn visit_unit<E>(self) -> Result<FiguresFile, E> {
                Ok(FiguresFile::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FiguresFile, A::Error> {
                let mut figures = Vec::new();
                while let Some(figure) = map.next_entry()? {
                    figures.push(figure);
                }
                Ok(FiguresFile(figures))
            }
        }
        deserializer.deserialize_any(FiguresVisitor)
    }
}

impl JsonSchema for FiguresFile {
    fn schema_name() -> Cow<'static, str> {
        "Figures".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let figure = generator.subschema_for::<FigureFile>();
        json_schema!({
            "description": "指标，一行一个：名字 = { label = \"…\", value = …, unit = \"…\" }。",
            "type": "object",
            "additionalProperties": figure,
        })
    }
}
