//! A report file made in code: from the types that a program has, in as few words as a file takes.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::number::{FloatError, of_float};
use super::{
    AchievementsFile, AreaFile, DateText, FigureFile, FiguresFile, GeneralFile, ItemFile, LocalityFile,
    NumberText, SectionFile, Texts,
};

impl LocalityFile {
    /// A place 所在地 of this name, without its code.
    ///
    /// ```
    /// use gongwen_core::report::LocalityFile;
    /// let town = LocalityFile { code: Some("360923102".into()), ..LocalityFile::new("锦江镇") };
    /// assert_eq!(town.name, "锦江镇");
    /// ```
    pub fn new(name: impl Into<String>) -> LocalityFile {
        LocalityFile { name: name.into(), ..LocalityFile::default() }
    }
}

impl AchievementsFile {
    /// The achievements 主要工作 in these areas, without a heading of their own.
    pub fn new(areas: impl IntoIterator<Item = AreaFile>) -> AchievementsFile {
        AchievementsFile { areas: areas.into_iter().collect(), ..AchievementsFile::default() }
    }
}

impl AreaFile {
    /// An area of work 领域 and its items, without a lead sentence.
    pub fn new(name: impl Into<String>, items: impl IntoIterator<Item = ItemFile>) -> AreaFile {
        AreaFile { name: name.into(), items: items.into_iter().collect(), ..AreaFile::default() }
    }
}

impl ItemFile {
    /// A heading, without 一是 and full stop, and its text, in which `{{id}}` stands for a figure.
    pub fn new(heading: impl Into<String>, text: impl Into<String>) -> ItemFile {
        ItemFile { heading: heading.into(), text: Some(text.into()), ..ItemFile::default() }
    }
}

impl GeneralFile {
    /// The body of a general document 一般公文, in these sections.
    pub fn new(sections: impl IntoIterator<Item = SectionFile>) -> GeneralFile {
        GeneralFile { sections: sections.into_iter().collect(), ..GeneralFile::default() }
    }
}

impl SectionFile {
    /// A section with a heading, without its ordinal, and its paragraphs.
    pub fn new(heading: impl Into<String>, text: impl Into<Texts>) -> SectionFile {
        SectionFile { heading: Some(heading.into()), text: text.into(), ..SectionFile::default() }
    }
}

impl FigureFile {
    /// A figure 指标: its label, its value and its unit, empty for a bare number. A binary float is no value by itself,
    /// see [`NumberText`].
    ///
    /// ```
    /// use gongwen_core::report::{FigureFile, NumberText};
    /// let people = FigureFile::new("人口", 1315, "人");
    /// let income = FigureFile::new("收入", NumberText::try_from(0.1 + 0.2)?, "元");
    /// let value = |figure: FigureFile| figure.value.map(|value| value.0);
    /// assert_eq!((value(people), value(income)), (Some("1315".into()), Some("0.3".into())));
    /// # Ok::<(), gongwen_core::report::number::FloatError>(())
    /// ```
    pub fn new(
        label: impl Into<String>,
        value: impl Into<NumberText>,
        unit: impl Into<String>,
    ) -> FigureFile {
        let (label, value, unit) = (label.into(), Some(value.into()), unit.into());
        FigureFile { label, value, unit, ..FigureFile::default() }
    }

    /// The same, with last year's value 上年数, in the same unit.
    #[must_use]
    pub fn with_previous(self, value: impl Into<NumberText>) -> FigureFile {
        FigureFile { previous: Some(value.into()), ..self }
    }

    /// The same, with the target of the year 年度目标, in the same unit.
    #[must_use]
    pub fn with_target(self, value: impl Into<NumberText>) -> FigureFile {
        FigureFile { target: Some(value.into()), ..self }
    }
}

impl<T: Into<String>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Texts {
        Texts::Many(texts.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<String>, const N: usize> From<[T; N]> for Texts {
    fn from(texts: [T; N]) -> Texts {
        texts.into_iter().collect()
    }
}

impl<T: Into<String>> From<Vec<T>> for Texts {
    fn from(texts: Vec<T>) -> Texts {
        texts.into_iter().collect()
    }
}

impl From<i64> for NumberText {
    fn from(number: i64) -> NumberText {
        NumberText(number.to_string())
    }
}

/// With all digits after the point that it has: 94.50 is printed so.
impl From<Decimal> for NumberText {
    fn from(number: Decimal) -> NumberText {
        NumberText(number.to_string())
    }
}

impl From<&str> for NumberText {
    fn from(number: &str) -> NumberText {
        NumberText(number.to_owned())
    }
}

impl TryFrom<f64> for NumberText {
    type Error = FloatError;

    fn try_from(number: f64) -> Result<NumberText, FloatError> {
        of_float(number).map(NumberText::from)
    }
}

impl From<Date> for DateText {
    fn from(date: Date) -> DateText {
        DateText(date.to_string())
    }
}

impl From<&str> for DateText {
    fn from(date: &str) -> DateText {
        DateText(date.to_owned())
    }
}

impl<K: Into<String>> FromIterator<(K, FigureFile)> for FiguresFile {
    fn from_iter<I: IntoIterator<Item = (K, FigureFile)>>(figures: I) -> FiguresFile {
        FiguresFile(figures.into_iter().map(|(id, figure)| (id.into(), figure)).collect())
    }
}

impl<K: Into<String>, const N: usize> From<[(K, FigureFile); N]> for FiguresFile {
    fn from(figures: [(K, FigureFile); N]) -> FiguresFile {
        figures.into_iter().collect()
    }
}
