//! Elements of an official document outside its body.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::TextView;
use super::figures::table_title;
use super::parts::Reader;
use crate::report::Report;

/// Elements of an official document that templates print. Those of the letterhead and the imprint are not
/// among them: they are no part of the text, and their form is not a template's to choose.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ElementsView<'a> {
    /// 标题.
    pub title: TextView<'a>,
    /// 主送机关.
    pub addressees: Vec<&'a str>,
    /// 附件说明: titles of the attachments, that of the table of figures among them.
    pub attachment_notes: Vec<Cow<'a, str>>,
    /// 发文机关署名.
    pub signatures: Vec<&'a str>,
    /// 成文日期.
    pub issue_date: Option<DateView>,
    /// 附注, without its brackets.
    pub note: Option<TextView<'a>>,
}

/// A date.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DateView {
    /// For the helper `date`, as `2024-12-31`.
    pub iso: String,
    /// In the form of GB/T 9704-2012, 7.3.5.4, as `2024年12月31日`.
    pub text: String,
}

impl DateView {
    fn new(date: Date) -> DateView {
        DateView {
            iso: date.to_string(),
            text: format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        }
    }
}

impl<'a> ElementsView<'a> {
    pub(super) fn new(report: &'a Report, reader: &mut Reader<'a>) -> ElementsView<'a> {
        let elements = &report.elements;
        let strings = |list: &'a [String]| list.iter().map(String::as_str).collect();
        let mut title = reader.placed(&elements.title);
        if title.at.is_empty() {
            title.at = "title";
        }
        let mut attachment_notes: Vec<Cow<'a, str>> =
            elements.attachment_notes.iter().map(|note| Cow::Borrowed(note.as_str())).collect();
        let table = report.figures_table.as_ref().map(|table| table_title(table, report));
        if let Some(table) = table.filter(|table| !elements.attachment_notes.contains(table)) {
            attachment_notes.push(Cow::Owned(table));
        }
        ElementsView {
            title,
            addressees: strings(&elements.addressees),
            attachment_notes,
            signatures: strings(&elements.signatures),
            issue_date: elements.issue_date.map(DateView::new),
            note: elements.note.as_ref().map(|note| reader.placed(note)),
        }
    }
}
