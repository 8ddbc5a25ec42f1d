//! What stands around the text: letterhead, seals, attendance, imprint.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DateText, Groups, Texts};

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
    /// 发文机关标志，不写“文件”二字；联合行文写成数组，主办机关在前。要自己定分行的，再套一层数组：[["第一行", "第二行"]]。
    #[serde(default, skip_serializing_if = "Groups::is_empty")]
    pub issuer_mark: Groups,
    /// 机关名称后面的字：不写就是按格式定（文件写“文件”，命令写“令”，其余没有）；写 "" 就不加。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_suffix: Option<String>,
    /// 用预先印好红头的纸套印：位置不变，红色的不印。
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub preprinted: bool,
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
    /// 抄送机关，可以写一个或者多个。分组的写成数组的数组：组内用顿号，组间用逗号。
    #[serde(default, skip_serializing_if = "Groups::is_empty")]
    pub copy_recipients: Groups,
    /// 印发机关。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printing_office: Option<String>,
    /// 印发日期，写法同成文日期。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printing_date: Option<DateText>,
    /// 其他要素，一条一行，印在印发机关上面。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub others: Texts,
}

/// 公文格式。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Format")]
pub enum FormatWord {
    /// The ordinary form.
    #[serde(rename = "文件")]
    Document,
    /// A letter.
    #[serde(rename = "信函")]
    Letter,
    /// An order.
    #[serde(rename = "命令")]
    Order,
    /// Minutes.
    #[serde(rename = "纪要")]
    Minutes,
}

/// 一枚印章。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Seal")]
pub struct SealFile {
    /// 直径，毫米；不写就是 42 毫米。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 10, max = 60), example = 42)]
    pub diameter: Option<i64>,
    /// 印章图片（PNG 或者 SVG，底色透明；JPEG 也行），写报告文件旁边的路径；不写就只留出位置。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"seals/town.png")]
    pub picture: Option<String>,
}

/// 一枚签名章。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SignatureStamp")]
pub struct SignatureStampFile {
    /// 签发人职务；联合行文写全称。
    #[schemars(example = &"镇长")]
    pub post: String,
    /// 宽，毫米；不写就是 40 毫米。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 10, max = 80), example = 40)]
    pub width: Option<i64>,
    /// 高，毫米；不写就是 20 毫米。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 5, max = 60), example = 20)]
    pub height: Option<i64>,
    /// 签名章图片（PNG 或者 SVG，底色透明；JPEG 也行），写报告文件旁边的路径；不写就只留出位置。
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// 纪要的参会人员。
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Attendance")]
pub struct AttendanceFile {
    /// 出席人员。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub present: Texts,
    /// 请假人员。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub absent: Texts,
    /// 列席人员。
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub observers: Texts,
}
