//! What stands around the text: the fields of the report that no template writes.

use jiff::civil::Date;

use crate::chart;
use crate::view::in_groups;
use gongwen_core::Report;
use gongwen_core::report::one_line;
use gongwen_document::{Document, Format, Imprint, Letterhead, Origin, PageHeader};

/// Gives a document the pictures and charts of its report.
pub(super) fn add_pictures(document: &mut Document, report: &Report) {
    document.pictures = report.pictures.clone();
    chart::add(&mut document.pictures, report);
}

/// Gives a document its letterhead, seals, imprint and pictures.
pub(super) fn add_elements(document: &mut Document, report: &Report) {
    let elements = &report.elements;
    document.format = elements.format;
    document.letterhead = letterhead(report);
    document.page_header =
        elements.page_header.as_ref().filter(|_| elements.format != Format::Letter).map(|text| {
            let path = std::sync::Arc::from("page_header");
            PageHeader { text: text.clone(), origin: Origin { path, span: None } }
        });
    document.names = names(report);
    document.validation = elements.validation.clone();
    add_pictures(document, report);
    let imprint = Imprint {
        main_recipients: Vec::new(),
        copy_recipients: match elements.copy_groups.is_empty() {
            true => elements.copy_recipients.clone(),
            false => {
                let groups = in_groups(&elements.copy_recipients, &elements.copy_groups);
                vec![groups.iter().map(|group| group.join("、")).collect::<Vec<_>>().join("，")]
            }
        },
        printing_office: elements.printing_office.clone(),
        printing_date: elements.printing_date.map(chinese_date),
        others: elements.imprint_others.clone(),
    };
    document.imprint = Some(imprint).filter(|imprint| !imprint.is_empty());
}

/// The names that the report gives, each once, in the order of their fields.
fn names(report: &Report) -> Vec<String> {
    let elements = &report.elements;
    let single = [Some(&report.issuer), Some(&report.locality.name), elements.printing_office.as_ref()];
    let lists = [
        &elements.issuer_marks,
        &elements.signatures,
        &elements.addressees,
        &elements.approvers,
        &elements.copy_recipients,
        &elements.attendance.present,
        &elements.attendance.absent,
        &elements.attendance.observers,
    ];
    let mut names: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for name in single.into_iter().flatten().chain(lists.into_iter().flatten()) {
        let name = one_line(name);
        if !name.is_empty() && !seen.contains(&*name) {
            seen.insert(name.to_string());
            names.push(name.into_owned());
        }
    }
    names
}

fn letterhead(report: &Report) -> Option<Letterhead> {
    let elements = &report.elements;
    let marks = &elements.issuer_marks;
    let suffix = match (&elements.mark_suffix, elements.format) {
        (Some(suffix), _) => suffix.as_str(),
        (None, Format::Document) if !ends_with(marks, "文件") => "文件",
        (None, Format::Order) if !ends_with(marks, "令") => "令",
        _ => "",
    };
    let letterhead = Letterhead {
        copy_number: elements.copy_number.map(|number| format!("{number:06}")),
        classification: elements.classification.clone(),
        urgency: elements.urgency.clone(),
        // 10.1: a joint letter carries the lead body's mark.
        issuer_marks: match elements.format {
            Format::Letter => marks.iter().take(1).cloned().collect(),
            _ => marks.clone(),
        },
        mark_suffix: if marks.is_empty() { String::new() } else { suffix.to_owned() },
        document_number: elements.document_number.clone(),
        approvers: elements.approvers.clone(),
        preprinted: elements.preprinted,
    };
    let nothing = Letterhead { preprinted: elements.preprinted, ..Letterhead::default() };
    Some(letterhead).filter(|letterhead| *letterhead != nothing)
}

fn ends_with(marks: &[String], suffix: &str) -> bool {
    marks.iter().any(|mark| mark.ends_with(suffix))
}

/// 7.3.5.4: Arabic digits, the year in full, no zero before month and day.
fn chinese_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}
