//! The texts of a report file in which numbers may become figures 指标.

use gongwen_core::report::{FigureFile, ItemFile, ReportFile, SectionFile, Texts};

/// A text of the report file, in its notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The text.
    pub text: String,
    /// The area 领域 or the heading that it stands under, where there is one.
    pub area: Option<String>,
}

/// Texts with their figures named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// The texts in the order of the passages.
    pub texts: Vec<String>,
    /// What stands in `[figures]`.
    pub figures: Vec<(String, FigureFile)>,
    /// How many figures are born where they stand.
    pub born: usize,
}

/// All passages of a file, in the order in which they are printed.
pub(crate) fn passages(file: &mut ReportFile) -> Vec<(&mut String, Option<String>)> {
    let mut found = Vec::new();
    texts(&mut file.opening, None, &mut found);
    for area in file.achievements.iter_mut().flat_map(|part| &mut part.areas) {
        items(&mut area.items, Some(&area.name), &mut found);
    }
    if let Some(part) = &mut file.shortcomings {
        items(&mut part.items, None, &mut found);
    }
    if let Some(plan) = &mut file.plan {
        texts(&mut plan.opening, None, &mut found);
        for lever in &mut plan.levers {
            items(&mut lever.measures, Some(&lever.grip), &mut found);
        }
    }
    if let Some(general) = &mut file.general {
        sections(&mut general.sections, None, &mut found);
    }
    texts(&mut file.closing, None, &mut found);
    found
}

type Found<'f> = Vec<(&'f mut String, Option<String>)>;

fn texts<'f>(texts: &'f mut Texts, area: Option<&String>, found: &mut Found<'f>) {
    match texts {
        Texts::None => {}
        Texts::One(text) => found.push((text, area.cloned())),
        Texts::Many(all) => found.extend(all.iter_mut().map(|text| (text, area.cloned()))),
    }
}

fn items<'f>(items: &'f mut [ItemFile], area: Option<&String>, found: &mut Found<'f>) {
    for item in items {
        found.extend(item.text.as_mut().map(|text| (text, area.cloned())));
    }
}

fn sections<'f>(all: &'f mut [SectionFile], area: Option<&String>, found: &mut Found<'f>) {
    for section in all {
        let own = section.heading.clone().or_else(|| area.cloned());
        texts(&mut section.text, own.as_ref(), found);
        texts(&mut section.items, own.as_ref(), found);
        sections(&mut section.sections, own.as_ref(), found);
    }
}
