//! What a quantity is.

use gongwen_core::Interval;
use gongwen_core::report::Qualifier;
use rust_decimal::Decimal;

use crate::Span;

/// A number with its unit, as it stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number with its qualifier and its unit.
    pub span: Span,
    /// The number as printed; of a range its lower end.
    pub printed: Decimal,
    /// All values that it may stand for, in `unit`: 8.6亿元 is 855000000 to 865000000 元.
    pub value: Interval,
    /// The unit to which all of its kind are brought: 元 for 万元, 人 for 名, 亩 for 公顷.
    pub unit: String,
    /// How many of that unit the printed number counts in: 10000 for 万元.
    pub factor: Decimal,
    /// Unit as printed, scale included: 万元.
    pub printed_unit: String,
    /// 约, 余, 多 …
    pub qualifier: Option<Qualifier>,
    /// Whether the number is in characters.
    pub chinese: bool,
    /// Whether it is a range 1-2名.
    pub range: bool,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// How many brackets are open around it.
    pub depth: u32,
    /// The sentence in its paragraph, from 0.
    pub sentence: u32,
    /// First character in its paragraph.
    pub from: usize,
    /// Behind its last character.
    pub to: usize,
}

impl Quantity {
    /// Whether both count the same kind of thing.
    pub(crate) fn same_unit(&self, other: &Quantity) -> bool {
        self.unit == other.unit
    }

    /// Whether it is a share or a rate 百分数.
    pub(crate) fn is_percent(&self) -> bool {
        self.unit == "%"
    }

    /// Whether it says an amount of something: no rate, no multiple, no time.
    pub(crate) fn is_amount(&self) -> bool {
        !matches!(
            self.unit.as_str(),
            "%" | "‰" | "百分点" | "倍" | "年" | "月" | "天" | "小时" | "分钟" | "工作日" | "大" | "分"
        ) && !self.unit.ends_with('/')
    }

    /// The printed number without its unit, for arithmetic that is shown; 七成 are 70 per cent.
    pub(crate) fn shown(&self) -> String {
        if self.is_percent() && self.factor != Decimal::ONE {
            return self.printed.checked_mul(self.factor).unwrap_or(self.printed).normalize().to_string();
        }
        self.printed.to_string()
    }
}
