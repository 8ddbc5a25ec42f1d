//! What is asked of the width of a column.

use crate::Length;

/// What somebody asks of the width of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnWidth {
    /// Nothing: its texts decide.
    #[default]
    Auto,
    /// Its share in the room of all columns with a share, in thousandths; the sum is free.
    Share(u32),
    /// A width on paper, as `30mm`.
    Fixed(Length),
}

impl ColumnWidth {
    /// The widest column that can be asked for in millimetres; paper is not wider.
    const MOST: i64 = 420;

    /// A width as it is written: a number above 0 for a share, with up to three digits after the point, `30mm` for
    /// millimetres. `None` for what is neither.
    ///
    /// ```
    /// use gongwen_document::{Length, ColumnWidth};
    /// assert_eq!(ColumnWidth::parse("2.5"), Some(ColumnWidth::Share(2500)));
    /// assert_eq!(ColumnWidth::parse("30mm"), Some(ColumnWidth::Fixed(Length::mm(30))));
    /// assert_eq!(ColumnWidth::parse("auto"), Some(ColumnWidth::Auto));
    /// assert_eq!((ColumnWidth::parse("0"), ColumnWidth::parse("3cm")), (None, None));
    /// ```
    pub fn parse(text: &str) -> Option<ColumnWidth> {
        if text == "auto" {
            return Some(ColumnWidth::Auto);
        }
        let (number, fixed) = match text.strip_suffix("mm") {
            Some(number) => (number.trim_end(), true),
            None => (text, false),
        };
        let (whole, digits) = number.split_once('.').unwrap_or((number, ""));
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(digits) || whole.len() > 6 || digits.len() > 3 {
            return None;
        }
        let thousandths: i64 = format!("{whole}{digits:0<3}").parse().ok()?;
        match fixed {
            _ if thousandths == 0 => None,
            true if thousandths > Self::MOST * 1000 => None,
            true => Some(ColumnWidth::Fixed(Length::mm(1).scale(thousandths, 1000))),
            false => Some(ColumnWidth::Share(u32::try_from(thousandths).ok()?)),
        }
    }

    /// It as [`ColumnWidth::parse`] reads it.
    ///
    /// ```
    /// use gongwen_document::ColumnWidth;
    /// for text in ["2.5", "3", "30mm", "0.25mm", "auto"] {
    ///     assert_eq!(ColumnWidth::parse(text).map(ColumnWidth::written).as_deref(), Some(text));
    /// }
    /// ```
    pub fn written(self) -> String {
        let decimal = |thousandths: i64| {
            let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        match self {
            ColumnWidth::Auto => "auto".to_owned(),
            ColumnWidth::Share(thousandths) => decimal(i64::from(thousandths)),
            ColumnWidth::Fixed(width) => format!("{}mm", decimal(width.scale(1000, 1) / Length::mm(1))),
        }
    }
}
