//! Station 5: templates, which turn the view of a report into markup. In: a [`Report`] and the name of a
//! template. Out: markup, and with [`compose`] the [`Document`] of station 6.
//!
//! Templates are handlebars in strict mode. A template is named by its file without `.hbs`: `annual-report`;
//! a partial has its folder in its name: `partials/area`. Values are escaped once, so whatever a report says
//! comes out as itself.

mod around;
mod compile;
mod figures;
mod helpers;
mod includes;
mod inline;
mod leftovers;
mod limits;
mod lint;
mod not_printed;
mod paths;
mod place;
mod shape;
mod tags;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::OnceLock;

use crate::view::{Part, Spans};
use crate::{ReportView, markup};
use compile::Compiled;
use gongwen_core::Report;
use gongwen_core::report::Attachment;
use gongwen_document::{Diagnostic, Diagnostics, Document, Message, Place, Properties};
pub use limits::{MAX_MARKUP_BYTES, MAX_TEMPLATE_BYTES, MAX_TEMPLATE_DEPTH};
pub use not_printed::elements_not_printed;
use shape::Shape;

/// The template of an annual work report when none is named.
pub const DEFAULT_TEMPLATE: &str = "annual-report";

/// What makes a file of an attachment that is not bound with its document.
const ATTACHMENT_TEMPLATE: &str = "partials/attachment-file";

/// The template for this report when the caller names none: the one that its file names, else by its kind, and a general
/// document's by its format.
///
/// ```
/// use gongwen_core::{Report, report::STARTER};
/// use gongwen_template::default_template;
/// let mut report = Report::from_toml(STARTER)?;
/// assert_eq!(default_template(&report), "annual-report");
/// report.template = Some("annual-report-outline".to_owned());
/// assert_eq!(default_template(&report), "annual-report-outline");
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn default_template(report: &Report) -> &str {
    use gongwen_document::Format;
    if let Some(name) = &report.template {
        return name;
    }
    match (&report.body, report.elements.format) {
        (gongwen_core::report::Body::Annual(_), _) => DEFAULT_TEMPLATE,
        (_, Format::Document) => "general",
        (_, Format::Letter) => "letter",
        (_, Format::Order) => "order",
        (_, Format::Minutes) => "minutes",
    }
}

/// A set of templates: the built-in ones, overridden by those of the user. Each is compiled when it is first used
/// and then shared by all threads.
#[derive(Debug)]
pub struct Templates {
    sources: BTreeMap<String, Cow<'static, str>>,
    compiled: BTreeMap<String, OnceLock<Result<Compiled, Diagnostics>>>,
}

impl Default for Templates {
    fn default() -> Templates {
        Templates::builtin()
    }
}

impl Templates {
    /// The built-in templates.
    ///
    /// ```
    /// use gongwen_template::Templates;
    /// assert!(Templates::builtin().names().any(|name| name == "annual-report"));
    /// ```
    pub fn builtin() -> Templates {
        let sources = gongwen_templates::TEMPLATES
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(*text)));
        Templates::new(sources.collect())
    }

    /// The built-in templates, overridden file by file by these. A name may be given with `.hbs` or without; one
    /// that is not built in can be chosen like the others.
    ///
    /// ```
    /// use gongwen_template::Templates;
    /// let mine = vec![("notice.hbs".to_owned(), "<document><h1>{{elements.title.text}}</h1></document>".to_owned())];
    /// assert!(Templates::with_overrides(mine).names().any(|name| name == "notice"));
    /// ```
    pub fn with_overrides(templates: Vec<(String, String)>) -> Templates {
        let mut sources = Templates::builtin().sources;
        for (name, text) in templates {
            let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
            sources.insert(template_name(&name), Cow::Owned(text));
        }
        Templates::new(sources)
    }

    fn new(sources: BTreeMap<String, Cow<'static, str>>) -> Templates {
        let compiled = sources.keys().map(|name| (name.clone(), OnceLock::new())).collect();
        Templates { sources, compiled }
    }

    /// Names of the templates that can be chosen, partials left out.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().map(String::as_str).filter(|name| !is_partial(name))
    }

    /// All templates and partials with their texts, in the order of their names.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sources.iter().map(|(name, text)| (name.as_str(), &**text))
    }

    /// Names of the partials.
    pub fn partials(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().map(String::as_str).filter(|name| is_partial(name))
    }

    /// The text of a template or partial, which is what the spans in diagnostics point into.
    pub fn source(&self, name: &str) -> Option<&str> {
        self.sources.get(&template_name(name)).map(|text| &**text)
    }

    /// Renders this template for this report: station 5.
    ///
    /// # Errors
    ///
    /// `template/unknown` with the names there are; what is wrong with the template (`template/syntax`,
    /// `template/recursion` …) or found while it runs (`template/missing-value`, `template/helper` …).
    pub fn render(&self, name: &str, report: &Report) -> Result<String, Diagnostics> {
        let compiled = self.for_report(name, report)?;
        in_report(compiled.render(&compiled.view(report, Part::Document)?), report)
    }

    /// Renders an attachment of this report that is a file of its own 不与正文一起装订.
    ///
    /// # Errors
    ///
    /// As [`Templates::render`].
    pub fn render_attachment(&self, report: &Report, attachment: &Attachment) -> Result<String, Diagnostics> {
        let compiled = self.compiled(ATTACHMENT_TEMPLATE)?;
        in_report(compiled.render(&compiled.view(report, Part::Attachment(attachment))?), report)
    }

    /// Looks a template over without a report: unknown paths, helpers, options and partials, markup that is not
    /// in the vocabulary or not closed, all with their places. Of a partial, whose values depend on who includes
    /// it, only what does not.
    ///
    /// ```
    /// use gongwen_template::Templates;
    /// let mine = vec![("mine".to_owned(), "<document>{{#if yaer}}<h1>x</h1>{{/if}}</document>".to_owned())];
    /// let found = Templates::with_overrides(mine).check("mine");
    /// assert_eq!(found[0].code, "template/unknown-path");
    /// assert_eq!(found[0].help.as_ref().map(|help| help.en.as_str()), Some("did you mean `year`?"));
    /// ```
    pub fn check(&self, name: &str) -> Vec<Diagnostic> {
        let compiled = match self.compiled(name) {
            Ok(compiled) => compiled,
            Err(found) => return found.0,
        };
        let view = if is_partial(compiled.name()) { Rc::new(Shape::Any) } else { Shape::of_view() };
        let partials: Vec<&str> = self.partials().collect();
        let mut found = lint::lint(compiled, &partials, view);
        found.extend(compiled.sources().iter().flat_map(|(name, source)| tags::check(name, source)));
        found
    }

    /// Compiles a template for this report and others like it, so that what is wrong with it is told before the first.
    ///
    /// # Errors
    ///
    /// As [`Templates::render`], but for what is found only while it runs.
    pub fn compile(&self, name: &str, report: &Report) -> Result<(), Diagnostics> {
        self.for_report(name, report).map(drop)
    }

    fn for_report(&self, name: &str, report: &Report) -> Result<&Compiled, Diagnostics> {
        self.compiled(name).map_err(|mut found| {
            if report.template.as_deref() == Some(name) {
                let unknown = found.0.iter_mut().filter(|diagnostic| diagnostic.code == "template/unknown");
                unknown.for_each(|diagnostic| diagnostic.place = Place::report("template", None));
            }
            found
        })
    }

    fn compiled(&self, name: &str) -> Result<&Compiled, Diagnostics> {
        let name = template_name(name);
        let Some(cell) = self.compiled.get(&name) else {
            return Err(Diagnostics(vec![self.unknown(&name)]));
        };
        cell.get_or_init(|| Compiled::new(&name, &self.sources)).as_ref().map_err(Clone::clone)
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let known: Vec<&str> = self.names().collect();
        let help = match gongwen_core::read::nearest(name, known.iter().copied()) {
            Some(near) => Message::new(format!("是不是想用 {near}？"), format!("did you mean `{near}`?")),
            None => Message::new(
                format!("可以用的模板：{}", known.join("、")),
                format!("templates there are: {}", known.join(", ")),
            ),
        };
        let message =
            Message::new(format!("没有名为 {name} 的模板"), format!("there is no template `{name}`"));
        Diagnostic::error("template/unknown", message).help(help)
    }
}

/// Makes the document of a report: view, template, markup, block tree (stations 4 to 6).
///
/// # Errors
///
/// Those of [`Templates::render`] and of [`markup::parse`]; the latter point into the template where they can. And
/// `text/leftover` for each text in which a reference or a mark of a spreadsheet is left.
pub fn compose(report: &Report, templates: &Templates, name: &str) -> Result<Document, Diagnostics> {
    let compiled = templates.for_report(name, report)?;
    let mut document = read_back(compiled, report, Part::Document)?;
    around::add_elements(&mut document, report);
    leftovers::check(&document, report)?;
    Ok(document)
}

/// Makes a document of an attachment that is not bound with its report 不与正文一起装订 (7.3.7), one of
/// [`Report::detached`]: no letterhead, no signature, no imprint.
///
/// # Errors
///
/// As [`compose`].
///
/// ```
/// use gongwen_core::Report;
/// use gongwen_document::to_text;
/// use gongwen_template::{Templates, compose_attachment};
/// let report = Report::from_toml(
///     "title = \"关于某事的通知\"\nissuer = \"某某县人民政府\"\nopening = \"现予公布。\"\n[general]\n\
///      [letterhead]\nissuer_mark = \"某某县人民政府\"\ndocument_number = \"某府发〔2025〕3号\"\n\
///      [[attachments]]\ntitle = \"办法\"\ntext = \"一段。\"\ndetached = true\n",
/// )?;
/// for attachment in report.detached() {
///     let document = compose_attachment(&report, &Templates::builtin(), attachment)?;
///     assert_eq!(to_text(&document), "某府发〔2025〕3号附件\n办法\n一段。\n");
/// }
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn compose_attachment(
    report: &Report,
    templates: &Templates,
    attachment: &Attachment,
) -> Result<Document, Diagnostics> {
    let mut document =
        read_back(templates.compiled(ATTACHMENT_TEMPLATE)?, report, Part::Attachment(attachment))?;
    document.properties.title = attachment.title.clone();
    around::add_pictures(&mut document, report);
    leftovers::check(&document, report)?;
    Ok(document)
}

/// Renders a part of a report and reads its markup.
fn read_back(compiled: &Compiled, report: &Report, part: Part<'_>) -> Result<Document, Diagnostics> {
    let view = compiled.view(report, part)?;
    let markup = in_report(compiled.render(&view), report)?;
    let mut document =
        markup::parse(&markup, &Spans::new(report)).map_err(|found| in_template(compiled, &markup, found))?;
    document.properties = properties(report, &view);
    Ok(document)
}

/// Finds the bytes of what is wrong with the report itself.
fn in_report<T>(result: Result<T, Diagnostics>, report: &Report) -> Result<T, Diagnostics> {
    result.map_err(|mut found| {
        for Diagnostic { place, .. } in &mut found.0 {
            if place.source == gongwen_document::Source::Report && place.span.is_none() {
                place.span = Spans::new(report).origin(&place.path).span;
            }
        }
        found
    })
}

/// Moves complaints about the markup to the templates that wrote it, where a look at their text finds the cause;
/// the others say at least which template and which line of its output.
fn in_template(compiled: &Compiled, markup: &str, found: Diagnostics) -> Diagnostics {
    let causes: Vec<Diagnostic> =
        compiled.sources().iter().flat_map(|(name, source)| tags::check(name, source)).collect();
    if !causes.is_empty() {
        return Diagnostics(causes);
    }
    let named = |mut diagnostic: Diagnostic| {
        if let Some(span) = &diagnostic.place.span {
            let (line, column) = gongwen_core::read::line_column(markup, span.start);
            let name = compiled.name();
            diagnostic.message.zh.push_str(&format!("（模板 {name} 的输出第 {line} 行第 {column} 列）"));
            diagnostic
                .message
                .en
                .push_str(&format!(" (output of template {name}, line {line}, column {column})"));
        }
        diagnostic
    };
    Diagnostics(found.0.into_iter().map(named).collect())
}

/// What the files say about themselves.
fn properties(report: &Report, view: &ReportView<'_>) -> Properties {
    let year = if report.year == 0 { String::new() } else { format!("{}年", report.year) };
    let kind = match (report.general(), report.elements.format) {
        (None, _) => "工作报告",
        (Some(_), gongwen_document::Format::Document) => "公文",
        (Some(_), format) => format.label(),
    };
    let keywords = [view.locality.name, &year, kind];
    Properties {
        title: crate::view::on_one_line(&view.elements.title.text),
        author: report.issuer.clone(),
        subject: format!("{}{year}{kind}", view.locality.name),
        keywords: keywords.into_iter().filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        date: report.elements.issue_date.map(|date| date.to_string()),
    }
}

/// `annual-report.hbs` and `partials\area.hbs` as `annual-report` and `partials/area`.
fn template_name(file: &str) -> String {
    file.strip_suffix(".hbs").unwrap_or(file).replace('\\', "/")
}

fn is_partial(name: &str) -> bool {
    name.starts_with("partials/")
}
