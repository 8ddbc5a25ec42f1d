//! From what was typed to what it means: the one place where a report is validated.

mod born;
mod braces;
mod charts;
mod checker;
mod day;
mod did_you_mean;
mod elements;
mod figures_table;
mod form;
mod located;
mod rows;
mod sections;
mod tables;
mod text;
mod words;
mod wrong;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::figures::{self, Uses};
use super::form::Form;
use super::{
    Achievements, AchievementsFile, Annual, Area, BatchFile, Body, Item, ItemFile, Lever, Locality,
    LocalityFile, Plan, PlanFile, Report, ReportFile, Shortcomings, ShortcomingsFile,
};
use crate::read::Found;
pub(super) use braces::{single as single_braces, stray as stray_braces};
use checker::Checker;
pub use day::date;
pub(super) use did_you_mean::did_you_mean;
pub use elements::{ISSUER_TO_BE_WRITTEN, TITLE_TO_BE_WRITTEN};
use gongwen_document::{Diagnostic, Diagnostics, Message, Place};
pub(crate) use located::Located;
use text::enumerated;
pub(crate) use wrong::no_such_date;
pub(super) use wrong::wrong_code;

/// A report that was checked, and what somebody should look at all the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The report.
    pub report: Report,
    /// Warnings; never an error.
    pub warnings: Vec<Diagnostic>,
}

impl Report {
    /// What a report file means, with everything wrong with it at once.
    ///
    /// # Errors
    ///
    /// All diagnostics, warnings included, when at least one is an error.
    ///
    /// ```
    /// use gongwen_core::Report;
    /// use gongwen_core::report::{LocalityFile, ReportFile, Texts};
    /// let file = ReportFile {
    ///     title: "某某镇2024年工作总结".into(),
    ///     year: Some(2024),
    ///     issuer: "某某镇人民政府".into(),
    ///     locality: Some(LocalityFile { name: "某某镇".into(), ..LocalityFile::default() }),
    ///     opening: Texts::One("今年以来，{{roads}}。".into()),
    ///     ..ReportFile::default()
    /// };
    /// let found = Report::check(file).expect_err("no such figure");
    /// assert_eq!(found.0[0].code, "figures/undefined");
    /// ```
    pub fn check(file: ReportFile) -> Result<Checked, Diagnostics> {
        let mut found = Found::default();
        let report = check(file, Located::default(), &mut found).into_report(&mut found);
        match found.has_errors() {
            true => Err(found.finish()),
            false => Ok(Checked { report, warnings: found.finish().0 }),
        }
    }
}

/// Checks a report file whose shape is right.
pub(crate) fn check(mut file: ReportFile, mut located: Located<'_>, found: &mut Found) -> Form {
    let braced = braces::strings(&file);
    born::born(&braced, &mut file, &mut located, found);
    let located = &located;
    let names = braces::names(&file);
    let (batch, fields) = (file.batch.take(), std::mem::take(&mut file.fields));
    let by_rows = batch.is_some();
    let mut checker = Checker {
        located,
        found,
        uses: Uses::default(),
        by_rows,
        named: BTreeSet::new(),
        templates: Vec::new(),
        conditions: BTreeMap::new(),
        open: BTreeSet::new(),
    };
    let fields = checker.fields(fields);
    let mut report = checker.report(file);
    report.literal_braces = braces::meant(&braced);
    let Checker { uses, templates, conditions, open, named, .. } = checker;
    figures::check(&report, &fields, &uses, by_rows, located, found);
    let parts = uses.parts();
    braces::check(&braced, &names, &named, located, found);
    // Values that rows give are held against each other row by row.
    if !by_rows && !found.has_errors() {
        for (id, told) in report.unrelated() {
            found.push(told.at(located.place(&format!("figures.{id}"))));
        }
    }
    let BatchFile { key, sheet, columns } = batch.unwrap_or_default();
    Form { report, fields, open, templates, conditions, parts, by_rows, key, sheet, columns }
}

impl Checker<'_, '_> {
    fn report(&mut self, file: ReportFile) -> Report {
        let annual = file.general.is_none();
        if annual {
            self.missing(file.year.is_none(), "year", "报告的年度", "year = 2024");
            self.missing(
                file.locality.is_none(),
                "locality",
                "报告所在地",
                "locality = { name = \"锦江镇\" }",
            );
        }
        let elements = self.elements(&file);
        let year = file.year.or(elements.issue_date.map(|date| date.year())).unwrap_or(0);
        let body = match file.general {
            None => Body::Annual(self.annual(file.achievements, file.shortcomings, file.plan, year)),
            Some(general) => {
                let parts = [
                    (file.achievements.is_some(), "achievements"),
                    (file.shortcomings.is_some(), "shortcomings"),
                    (file.plan.is_some(), "plan"),
                ];
                self.both_kinds(&parts);
                Body::General(self.general(general))
            }
        };
        let mut report = Report {
            template: self.label(file.template, "template"),
            locality: file.locality.map(|locality| self.locality(locality)).unwrap_or_default(),
            year,
            issuer: self.required(file.issuer, "issuer"),
            elements,
            opening: self.paragraphs(file.opening, "opening"),
            body,
            closing: self.paragraphs(file.closing, "closing"),
            attachments: self.attachments(file.attachments),
            contents: file.contents.map(|contents| self.contents(contents)),
            figures: figures::read(file.figures, self.by_rows, &mut self.open, self.located, self.found),
            figures_table: file.figures_table.map(|table| self.figures_table(table)),
            pictures: Default::default(),
            literal_braces: Vec::new(),
        };
        self.says_something(&report);
        self.charts(&report);
        let left_out = self.table_of_figures(&report);
        if let Some(table) = &mut report.figures_table {
            table.left_out = left_out;
        }
        self.form(&report);
        report
    }

    fn annual(
        &mut self,
        achievements: Option<AchievementsFile>,
        shortcomings: Option<ShortcomingsFile>,
        plan: Option<PlanFile>,
        year: i16,
    ) -> Annual {
        Annual {
            achievements: achievements.map(|file| Achievements {
                heading: self.optional(file.heading, "achievements.heading"),
                areas: enumerated(file.areas, "achievements.areas", |area, path| {
                    let name = self.prose(&area.name, &format!("{path}.name"));
                    self.condition(&name.path, area.when, area.unless, path);
                    Area {
                        name,
                        lead: self.optional(area.lead, &format!("{path}.lead")),
                        items: self.items(area.items, &format!("{path}.items")),
                    }
                }),
            }),
            shortcomings: shortcomings.map(|file| Shortcomings {
                heading: self.optional(file.heading, "shortcomings.heading"),
                lead: self.optional(file.lead, "shortcomings.lead"),
                items: self.items(file.items, "shortcomings.items"),
            }),
            plan: plan.map(|file| Plan {
                heading: self.optional(file.heading, "plan.heading"),
                year: file.year.unwrap_or(year.saturating_add(1)),
                opening: self.paragraphs(file.opening, "plan.opening"),
                levers: enumerated(file.levers, "plan.levers", |lever, path| Lever {
                    grip: self.prose(&lever.grip, &format!("{path}.grip")),
                    means: self.prose(&lever.means, &format!("{path}.means")),
                    goal: self.prose(&lever.goal, &format!("{path}.goal")),
                    measures: self.items(lever.measures, &format!("{path}.measures")),
                }),
            }),
        }
    }

    /// A field that an annual work report must have and a general document may have.
    fn missing(&mut self, missing: bool, field: &str, what: &str, example: &str) {
        if missing {
            self.found.push(
                Diagnostic::error(
                    "report/missing-field",
                    Message::new(format!("缺少 {field}：{what}"), format!("{field} is missing")),
                )
                .at(Place::report(field, self.located.span("")))
                .help(Message::new(
                    format!("写上 {example}；不是年度工作报告的，正文写在 [general] 下面"),
                    format!("write {example}; the body of any other document stands under [general]"),
                )),
            );
        }
    }

    fn both_kinds(&mut self, parts: &[(bool, &str)]) {
        for (_, part) in parts.iter().filter(|(present, _)| *present) {
            self.found.push(
                Diagnostic::error(
                    "report/two-kinds",
                    Message::new(
                        format!("写了一般公文的正文 [general]，就不能再写 [{part}]"),
                        format!("a document with [general] has no [{part}]"),
                    ),
                )
                .at(self.located.place(part))
                .help(Message::new(
                    "年度工作报告删去 [general]；一般公文把内容写进 [[general.sections]]",
                    "drop [general] for an annual work report, or write it all in [[general.sections]]",
                )),
            );
        }
    }

    fn says_something(&mut self, report: &Report) {
        let body = match &report.body {
            Body::Annual(annual) => {
                annual.achievements.as_ref().is_some_and(|part| !part.areas.is_empty())
                    || annual
                        .shortcomings
                        .as_ref()
                        .is_some_and(|it| !it.items.is_empty() || it.lead.is_some())
                    || annual
                        .plan
                        .as_ref()
                        .is_some_and(|plan| !plan.levers.is_empty() || !plan.opening.is_empty())
            }
            Body::General(general) => !general.sections.is_empty(),
        };
        if !body && report.opening.is_empty() && report.closing.is_empty() {
            self.found.push(
                Diagnostic::error(
                    "report/empty",
                    Message::new("报告没有内容", "the report says nothing"),
                )
                .at(self.located.place(""))
                .help(Message::new(
                    "至少写一段开头 opening，或者写主要工作 [achievements]、存在不足 [shortcomings]、下步打算 [plan] 之一",
                    "write an opening, or one of [achievements], [shortcomings] and [plan]",
                )),
            );
        }
    }

    fn locality(&mut self, file: LocalityFile) -> Locality {
        if let Some(code) = &file.code
            && !self.waits(code, "locality.code")
            && let Some(fault) = wrong_code(code)
        {
            self.found.push(fault.at(self.located.place("locality.code")));
        }
        Locality {
            name: self.required(file.name, "locality.name"),
            short_name: self.label(file.short_name, "locality.short_name"),
            code: file.code,
        }
    }

    fn items(&mut self, items: Vec<ItemFile>, path: &str) -> Vec<Item> {
        enumerated(items, path, |item, path| {
            let heading = self.prose(&item.heading, &format!("{path}.heading"));
            self.condition(&heading.path, item.when, item.unless, path);
            Item {
                heading,
                text: self.optional(item.text, &format!("{path}.text")),
                span: self.located.span(path),
                path: Arc::from(path),
            }
        })
    }
}
