//! What stands around the text of an official document: letterhead 版头, seals 印章 and imprint 版记. They are fields
//! of the report, not of the markup: where they stand is the form's to say, not a template's.

use std::sync::Arc;

use crate::Length;

/// The form of a document 公文格式: the ordinary one, or one of the special formats of clause 10.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// 文件, clause 7.
    #[default]
    Document,
    /// 信函, clause 10.1.
    Letter,
    /// 命令（令）, clause 10.2.
    Order,
    /// 纪要, clause 10.3.
    Minutes,
}

impl Format {
    /// All four formats, the ordinary 文件 first.
    pub const ALL: [Format; 4] = [Format::Document, Format::Letter, Format::Order, Format::Minutes];

    /// Its Chinese name, as `信函`.
    pub const fn label(self) -> &'static str {
        match self {
            Format::Document => "文件",
            Format::Letter => "信函",
            Format::Order => "命令",
            Format::Minutes => "纪要",
        }
    }
}

/// 版头: what stands above the red rule of page 1, as it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// 份号, six digits (7.2.1).
    pub copy_number: Option<String>,
    /// 密级和保密期限, as `机密★1年` (7.2.2).
    pub classification: Option<String>,
    /// Degree of urgency 紧急程度, as `特急`; `None` where there is none (7.2.3).
    pub urgency: Option<String>,
    /// 发文机关标志 (7.2.4): a name a body, the lead body first; without the word 文件. A line end stands where the
    /// author wants a new line.
    pub issuer_marks: Vec<String>,
    /// What stands behind the names, or beside them when there are several: `文件`, `令` … Empty for none.
    pub mark_suffix: String,
    /// Number of the document 发文字号, of an order 令号 (7.2.5); `None` where there is none.
    pub document_number: Option<String>,
    /// 签发人 of an upward document 上行文 (7.2.6).
    pub approvers: Vec<String>,
    /// The paper is printed with the red parts already 套印: the same places, nothing red drawn.
    pub preprinted: bool,
}

/// How the signature 署名 is made valid (7.3.5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Validation {
    /// Without a seal 不加盖印章 (7.3.5.2).
    #[default]
    Unsealed,
    /// With a seal for each signature, in their order (7.3.5.1).
    Seals(Vec<Seal>),
    /// With a signature stamp 签名章 for each (7.3.5.3).
    Stamps(Vec<SignatureStamp>),
}

/// A seal 印章: room for one that is put on by hand, or its picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Diameter of the seal as it is printed; 42 mm unless the report says otherwise.
    pub diameter: Length,
    /// The picture of the seal, by name in [`Document::pictures`](super::Document::pictures).
    pub picture: Option<Arc<str>>,
}

/// A signature stamp 签名章 with the post 职务 of the person who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureStamp {
    /// Post, in full when bodies issue a document together.
    pub post: String,
    /// Width of the stamp.
    pub width: Length,
    /// Height of the stamp.
    pub height: Length,
    /// The picture of the stamp, by name in [`Document::pictures`](super::Document::pictures).
    pub picture: Option<Arc<str>>,
}

/// 版记: what stands at the foot of the last page (7.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// 主送机关 that the letterhead page has no room for (7.3.2); layout moves them here by itself.
    pub main_recipients: Vec<String>,
    /// 抄送机关 (7.4.2), joined by 、; those in groups as one text, ， between the groups.
    pub copy_recipients: Vec<String>,
    /// The office that prints and sends it 印发机关 (7.4.3); `None` where it is not named.
    pub printing_office: Option<String>,
    /// 印发日期, as `2024年12月31日`, without the word 印发 (7.4.3).
    pub printing_date: Option<String>,
    /// Other items 其他要素, a line each (7.4.3).
    pub others: Vec<String>,
}

impl Imprint {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.main_recipients.is_empty()
            && self.copy_recipients.is_empty()
            && self.printing_office.is_none()
            && self.printing_date.is_none()
            && self.others.is_empty()
    }
}
