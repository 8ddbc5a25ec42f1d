//! Elements of an official document outside its body.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::TextView;
use super::parts::ProseReader;
use gongwen_core::report::Report;

/// Elements of an official document that templates print. Those of the letterhead and the imprint are not
/// among them: they are no part of the text, and their form is not a template's to choose.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ElementsView<'a> {
    /// The title of the document 标题.
    pub title: TextView<'a>,
    /// Lines 副标题 below the title.
    pub subtitle: Vec<TextView<'a>>,
    /// Authors 作者, a line each.
    pub author: Vec<TextView<'a>>,
    /// 主送机关.
    pub addressees: Vec<&'a str>,
    /// The same in their groups, for `{{join}}`: 、 within a group, ， between them.
    pub addressee_groups: Vec<Vec<&'a str>>,
    /// 附件说明: titles of the attachments, those attached here among them.
    pub attachment_notes: Vec<Cow<'a, str>>,
    /// 发文机关署名.
    pub signatures: Vec<&'a str>,
    /// 成文日期.
    pub issue_date: Option<DateView>,
    /// 附注, without its brackets.
    pub note: Option<TextView<'a>>,
    /// Whom to ask 联系人.
    pub contact: Option<&'a str>,
    /// The telephone number 电话 to call.
    pub phone: Option<&'a str>,
    /// Who was at the meeting, for minutes 纪要.
    pub attendance: AttendanceView<'a>,
}

/// Who was at a meeting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AttendanceView<'a> {
    /// Who was present 出席.
    pub present: Vec<&'a str>,
    /// Who had asked for leave 请假.
    pub absent: Vec<&'a str>,
    /// Who sat in without a vote 列席.
    pub observers: Vec<&'a str>,
}

/// A date as templates see it: for reckoning and for printing.
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
    pub(super) fn new(report: &'a Report, reader: &mut ProseReader<'a>) -> ElementsView<'a> {
        let elements = &report.elements;
        let strings = |list: &'a [String]| list.iter().map(String::as_str).collect();
        let mut title = reader.placed(&elements.title);
        if title.at.is_empty() {
            title.at = "title";
        }
        ElementsView {
            title,
            subtitle: reader.texts(&elements.subtitle),
            author: reader.texts(&elements.author),
            addressees: strings(&elements.addressees),
            addressee_groups: in_groups(&elements.addressees, &elements.addressee_groups),
            attachment_notes: report.attachment_titles(),
            signatures: strings(&elements.signatures),
            issue_date: elements.issue_date.map(DateView::new),
            note: elements.note.as_ref().map(|note| reader.placed(note)),
            contact: elements.contact.as_deref(),
            phone: elements.phone.as_deref(),
            attendance: AttendanceView {
                present: strings(&elements.attendance.present),
                absent: strings(&elements.attendance.absent),
                observers: strings(&elements.attendance.observers),
            },
        }
    }
}

/// Names in their groups, which begin at the start and at these places.
pub(crate) fn in_groups<'a>(names: &'a [String], starts: &[usize]) -> Vec<Vec<&'a str>> {
    let mut groups = vec![Vec::new()];
    for (index, name) in names.iter().enumerate() {
        if starts.contains(&index) {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut() {
            group.push(name.as_str());
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}
