//! From what was typed to what it means: the one place where a report is validated.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

pub(crate) use super::figures::defined_twice;
use super::figures::{self, Uses};
use super::prose::{self, BraceError};
use super::{
    Achievements, Area, Elements, FiguresTable, Item, ItemFile, Lever, Locality, Plan, Prose, Report,
    ReportFile, Shortcomings, Texts,
};
use crate::read::{Found, locate, nearest};
use crate::{Diagnostic, Diagnostics, Message, Place};

/// A report that was checked, and what somebody should look at all the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The report.
    pub report: Report,
    /// Warnings; never an error.
    pub warnings: Vec<Diagnostic>,
}

/// Where the fields of a report file stand in its text.
#[derive(Default)]
pub(crate) struct Located<'s> {
    pub(crate) source: &'s str,
    pub(crate) places: BTreeMap<String, Range<usize>>,
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
    ///     year: 2024,
    ///     issuer: "某某镇人民政府".into(),
    ///     locality: LocalityFile { name: "某某镇".into(), ..LocalityFile::default() },
    ///     opening: Texts::One("今年以来，{{roads}}。".into()),
    ///     ..ReportFile::default()
    /// };
    /// let found = Report::check(file).expect_err("no such figure");
    /// assert_eq!(found.0[0].code, "figures/undefined");
    /// ```
    pub fn check(file: ReportFile) -> Result<Checked, Diagnostics> {
        let mut found = Found::default();
        let report = check(file, &Located::default(), &mut found);
        match found.has_errors() {
            true => Err(found.finish()),
            false => Ok(Checked { report, warnings: found.finish().0 }),
        }
    }
}

/// Checks a report file whose shape is right.
pub(crate) fn check(file: ReportFile, located: &Located<'_>, found: &mut Found) -> Report {
    let mut checker = Checker { located, found, uses: Uses::default() };
    let report = checker.report(file);
    let uses = checker.uses;
    figures::check(&report.figures, &uses, located, found);
    report
}

struct Checker<'c, 's> {
    located: &'c Located<'s>,
    found: &'c mut Found,
    uses: Uses,
}

impl Located<'_> {
    pub(super) fn place(&self, path: &str) -> Place {
        Place::report(path, self.span(path))
    }

    pub(super) fn span(&self, path: &str) -> Option<Range<usize>> {
        self.places.get(path).cloned()
    }

    /// A part of the string at `path`, or the whole string when the part cannot be found.
    pub(super) fn place_within(&self, path: &str, part: Range<usize>) -> Place {
        let span = self.span(path).map(|span| locate(self.source, &span, part).unwrap_or(span));
        Place::report(path, span)
    }
}

impl Checker<'_, '_> {
    fn report(&mut self, file: ReportFile) -> Report {
        let letterhead = file.letterhead.unwrap_or_default();
        let imprint = file.imprint.unwrap_or_default();
        let elements = Elements {
            title: self.prose(&file.title, "title"),
            copy_number: letterhead.copy_number,
            classification: self.label(letterhead.classification, "letterhead.classification"),
            urgency: self.label(letterhead.urgency, "letterhead.urgency"),
            issuer_mark: self.label(letterhead.issuer_mark, "letterhead.issuer_mark"),
            document_number: self.label(letterhead.document_number, "letterhead.document_number"),
            approvers: self.labels(letterhead.approvers, "letterhead.approvers"),
            addressees: self.labels(file.addressees, "addressees"),
            attachment_notes: self.labels(file.attachment_notes, "attachment_notes"),
            signatures: self.labels(file.signatures, "signatures"),
            issue_date: file.issue_date.and_then(|date| self.date(&date.0, "issue_date")),
            note: file.note.map(|note| self.prose(&note, "note")),
            copy_recipients: self.labels(imprint.copy_recipients, "imprint.copy_recipients"),
            printing_office: self.label(imprint.printing_office, "imprint.printing_office"),
            printing_date: imprint.printing_date.and_then(|date| self.date(&date.0, "imprint.printing_date")),
        };
        let plan_year = file.year.saturating_add(1);
        let report = Report {
            locality: self.locality(file.locality),
            year: file.year,
            issuer: self.required(file.issuer, "issuer"),
            elements,
            opening: self.paragraphs(file.opening, "opening"),
            achievements: file.achievements.map(|file| Achievements {
                heading: self.optional(file.heading, "achievements.heading"),
                areas: enumerated(file.areas, "achievements.areas", |area, path| Area {
                    name: self.prose(&area.name, &format!("{path}.name")),
                    lead: self.optional(area.lead, &format!("{path}.lead")),
                    items: self.items(area.items, &format!("{path}.items")),
                }),
            }),
            shortcomings: file.shortcomings.map(|file| Shortcomings {
                heading: self.optional(file.heading, "shortcomings.heading"),
                lead: self.optional(file.lead, "shortcomings.lead"),
                items: self.items(file.items, "shortcomings.items"),
            }),
            plan: file.plan.map(|file| Plan {
                heading: self.optional(file.heading, "plan.heading"),
                year: file.year.unwrap_or(plan_year),
                opening: self.paragraphs(file.opening, "plan.opening"),
                levers: enumerated(file.levers, "plan.levers", |lever, path| Lever {
                    grip: self.prose(&lever.grip, &format!("{path}.grip")),
                    means: self.prose(&lever.means, &format!("{path}.means")),
                    goal: self.prose(&lever.goal, &format!("{path}.goal")),
                    measures: self.items(lever.measures, &format!("{path}.measures")),
                }),
            }),
            closing: self.paragraphs(file.closing, "closing"),
            figures: figures::read(file.figures, self.located, self.found),
            figures_table: file
                .figures_table
                .map(|table| FiguresTable { title: self.label(table.title, "figures_table.title") }),
        };
        self.says_something(&report);
        report
    }

    fn says_something(&mut self, report: &Report) {
        let empty = report.opening.is_empty()
            && report.closing.is_empty()
            && report.achievements.as_ref().is_none_or(|achievements| achievements.areas.is_empty())
            && report.shortcomings.as_ref().is_none_or(|it| it.items.is_empty() && it.lead.is_none())
            && report.plan.as_ref().is_none_or(|plan| plan.levers.is_empty() && plan.opening.is_empty());
        if empty {
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

    fn locality(&mut self, file: super::LocalityFile) -> Locality {
        if let Some(code) = &file.code {
            let digits = code.bytes().all(|byte| byte.is_ascii_digit());
            if !digits || ![6, 9, 12].contains(&code.len()) {
                self.found.push(
                    Diagnostic::error(
                        "report/locality-code",
                        Message::new(
                            format!("行政区划代码 {code} 不是 6 位、9 位或者 12 位数字"),
                            format!("the administrative code {code} does not have 6, 9 or 12 digits"),
                        ),
                    )
                    .at(self.located.place("locality.code"))
                    .help(Message::new(
                        "县级写 6 位，乡镇级写 9 位，村级写 12 位，如 code = \"360923102\"；不知道就不写",
                        "6 digits for a county, 9 for a town, 12 for a village, as code = \"360923102\"; leave it out if unknown",
                    )),
                );
            }
        }
        Locality {
            name: self.required(file.name, "locality.name"),
            short_name: self.label(file.short_name, "locality.short_name"),
            code: file.code,
        }
    }

    fn items(&mut self, items: Vec<ItemFile>, path: &str) -> Vec<Item> {
        enumerated(items, path, |item, path| Item {
            heading: self.prose(&item.heading, &format!("{path}.heading")),
            text: self.optional(item.text, &format!("{path}.text")),
            span: self.located.span(path),
            path: Arc::from(path),
        })
    }

    fn optional(&mut self, text: Option<String>, path: &str) -> Option<Prose> {
        text.map(|text| self.prose(&text, path))
    }

    fn paragraphs(&mut self, texts: Texts, path: &str) -> Vec<Prose> {
        match texts {
            Texts::None => Vec::new(),
            Texts::Many(texts) => enumerated(texts, path, |text, path| self.prose(&text, path)),
            Texts::One(text) => {
                // One string may hold several paragraphs, one a line.
                let base = text.as_ptr() as usize;
                let paragraphs: Vec<Prose> = text
                    .lines()
                    .filter(|line| !line.trim().is_empty())
                    .map(|line| self.prose_line(line, line.as_ptr() as usize - base, path))
                    .collect();
                if paragraphs.is_empty() {
                    self.blank(path);
                }
                paragraphs
            }
        }
    }

    /// One paragraph: the line ends of a multi-line string around it do not count, one inside it is an error.
    fn prose(&mut self, text: &str, path: &str) -> Prose {
        let inner = text.trim_matches(['\n', '\r']);
        let offset = text.len() - text.trim_start_matches(['\n', '\r']).len();
        if inner.trim().is_empty() {
            self.blank(path);
        } else if let Some(at) = inner.find(['\n', '\r']) {
            let at = offset + at;
            self.found.push(
                Diagnostic::error(
                    "prose/line-break",
                    Message::new(
                        "这里只能写一段，中间不能换行",
                        "this is one paragraph: no line break inside it",
                    ),
                )
                .at(self.located.place_within(path, at..at + 1))
                .help(Message::new(
                    "删去换行；用三引号折行书写时，行末加反斜杠 \\",
                    "delete the line break; to fold a line in triple quotes, end it with a backslash",
                )),
            );
        }
        self.prose_line(inner, offset.min(text.len()), path)
    }

    /// A paragraph that stands `offset` bytes into the string at `path`.
    fn prose_line(&mut self, line: &str, offset: usize, path: &str) -> Prose {
        let text = line.trim();
        let offset = offset + (line.len() - line.trim_start().len());
        if text.len() != line.len() && !text.is_empty() {
            self.found.push(
                Diagnostic::warning(
                    "prose/outer-space",
                    Message::new("段首或者段尾有空格，已经去掉", "spaces around the paragraph were dropped"),
                )
                .at(self.located.place(path))
                .help(Message::new(
                    "首行缩进由版式管，不用打空格",
                    "the form indents the first line; no spaces needed",
                )),
            );
        }
        let path: Arc<str> = Arc::from(path);
        let segments = prose::segments(text, |(range, result)| {
            let range = offset + range.start..offset + range.end;
            match result {
                Ok(id) => self.uses.add(id, &path, range),
                // To find the place means to walk through the string.
                Err(error) if self.found.is_full() => self.found.push(braces(error)),
                Err(error) => self.found.push(braces(error).at(self.located.place_within(&path, range))),
            }
        });
        Prose { segments, span: self.located.span(&path), path }
    }

    fn blank(&mut self, path: &str) {
        self.found.push(
            Diagnostic::error("report/blank", Message::new("这里是空的", "nothing is written here"))
                .at(self.located.place(path))
                .help(Message::new("写上内容，或者删去这一行", "write something, or delete the line")),
        );
    }

    fn required(&mut self, text: String, path: &str) -> String {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.blank(path);
        } else if let Some(at) = text.trim_end().find(['\n', '\r']).filter(|_| trimmed.contains(['\n', '\r']))
        {
            self.found.push(
                Diagnostic::error(
                    "prose/line-break",
                    Message::new("这里只能写一行", "this is one line: no line break inside it"),
                )
                .at(self.located.place_within(path, at..at + 1))
                .help(Message::new("删去换行", "delete the line break")),
            );
        }
        trimmed.to_owned()
    }

    fn label(&mut self, text: Option<String>, path: &str) -> Option<String> {
        text.map(|text| self.required(text, path))
    }

    fn labels(&mut self, texts: Texts, path: &str) -> Vec<String> {
        match texts {
            Texts::None => Vec::new(),
            Texts::One(text) => vec![self.required(text, path)],
            Texts::Many(texts) => enumerated(texts, path, |text, path| self.required(text, path)),
        }
    }

    fn date(&mut self, text: &str, path: &str) -> Option<Date> {
        let date = date(text);
        if date.is_none() {
            self.found.push(no_such_date(text).at(self.located.place(path)));
        }
        date
    }
}

fn enumerated<I, O>(files: Vec<I>, path: &str, mut each: impl FnMut(I, &str) -> O) -> Vec<O> {
    files.into_iter().enumerate().map(|(index, file)| each(file, &format!("{path}[{index}]"))).collect()
}

fn braces(error: BraceError) -> Diagnostic {
    let message = match error {
        BraceError::Unclosed => Message::new("{{ 没有对应的 }}", "{{ is never closed by }}"),
        BraceError::NotAnIdentifier => {
            Message::new("{{ }} 中间不是指标的名字", "what stands between {{ }} is not the name of a figure")
        }
    };
    Diagnostic::error("prose/braces", message).help(Message::new(
        "引用指标写 {{名字}}，只要数值写 {{名字.value}}；就要印两个花括号，写 \\{{（双引号里写 \\\\{{）",
        "a figure is {{name}}, its number alone {{name.value}}; two literal braces are \\{{ (in double quotes \\\\{{)",
    ))
}

pub(crate) fn no_such_date(text: &str) -> Diagnostic {
    Diagnostic::error(
        "report/date",
        Message::new(format!("没有 {text} 这个日期"), format!("there is no date {text}")),
    )
    .help(Message::new(
        "日期写 2024-12-31 或者 \"2024年12月31日\"",
        "write a date as 2024-12-31 or \"2024年12月31日\"",
    ))
}

/// A date as `2024-12-31`, `2024年12月31日` or `2024/12/31`; zeros before month and day may be left out.
fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let (year, month, day) = match text.strip_suffix('日') {
        Some(text) => {
            let (year, rest) = text.split_once('年')?;
            let (month, day) = rest.split_once('月')?;
            (year, month, day)
        }
        None => {
            let (year, rest) = text.split_once(['-', '/'])?;
            let (month, day) = rest.split_once(['-', '/'])?;
            (year, month, day)
        }
    };
    let number = |text: &str, digits: usize| -> Option<i16> {
        let fits = !text.is_empty() && text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
        if fits { text.parse().ok() } else { None }
    };
    let (month, day) = (number(month, 2)?, number(day, 2)?);
    Date::new(
        number(year, 4).filter(|_| year.len() == 4)?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// The help that names the nearest of the known names, when one is near.
pub(super) fn did_you_mean<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<Message> {
    nearest(name, known)
        .map(|near| Message::new(format!("是不是想写 {near}？"), format!("did you mean {near}?")))
}
