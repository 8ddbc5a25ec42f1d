//! Compiling a template with the partials it includes, within limits, and running it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use handlebars::template::Template;
use handlebars::{
    Context, Handlebars, Output, RenderContext, RenderError, RenderErrorReason, Renderable, TemplateError,
    TemplateErrorReason,
};

use super::includes::{Depth, Includes, deep, too_deep};
use super::inline::inlined;
use super::limits::{MAX_MARKUP_BYTES, MAX_TEMPLATE_BYTES};
use super::place::{mustache, offset, place};
use super::{figures, helpers};
use crate::ReportView;
use crate::view::Part;
use gongwen_core::Report;
use gongwen_document::{Diagnostic, Diagnostics, Message};

/// A template, ready to run, with all partials it may include.
#[derive(Debug)]
pub(super) struct Compiled {
    name: String,
    registry: Handlebars<'static>,
    /// The template with its partials in it.
    whole: Template,
    sources: BTreeMap<String, Cow<'static, str>>,
    /// Whether any of its files asks for the list of figures.
    figures: bool,
}

impl Compiled {
    pub(super) fn new(
        name: &str,
        sources: &BTreeMap<String, Cow<'static, str>>,
    ) -> Result<Compiled, Diagnostics> {
        let mut registry = helpers::registry();
        let mut found = Vec::new();
        let mut used = BTreeMap::new();
        let mut wanted = vec![name.to_owned()];
        while let Some(name) = wanted.pop() {
            if used.contains_key(&name) {
                continue;
            }
            let Some(source) = sources.get(&name) else { continue };
            used.insert(name.clone(), source.clone());
            if let Err(diagnostic) = compile(&mut registry, &name, source) {
                found.push(diagnostic);
                continue;
            }
            if let Some(template) = registry.get_template(&name) {
                let mut includes = Includes::new(&name, source);
                includes.template(template);
                found.append(&mut includes.found);
                wanted.extend(includes.names.into_iter().filter(|name| sources.contains_key(name)));
            }
        }
        if found.is_empty() {
            found.extend(Depth::new(&registry, &used).check(name));
        }
        let whole = if found.is_empty() { inlined(&mut registry, name) } else { None };
        match whole {
            Some(whole) => {
                let figures = figures::asks(&whole, true);
                Ok(Compiled { name: name.to_owned(), registry, whole, sources: used, figures })
            }
            None => Err(Diagnostics(found)),
        }
    }

    pub(super) fn render(&self, view: &ReportView<'_>) -> Result<String, Diagnostics> {
        let failed = |error: RenderError| Diagnostics(vec![self.failure(&error)]);
        let context = Context::wraps(view).map_err(failed)?;
        let mut output = Bounded(String::with_capacity(64 * 1024));
        let mut state = RenderContext::new(self.whole.name.as_ref());
        self.whole.render(&self.registry, &context, &mut state, &mut output).map_err(failed)?;
        Ok(output.0)
    }

    /// The view of this report, with as much as the template asks for.
    pub(super) fn view<'a>(&self, report: &'a Report, part: Part<'_>) -> Result<ReportView<'a>, Diagnostics> {
        let unread = report.unread();
        if !unread.is_empty() {
            return Err(Diagnostics(unread));
        }
        ReportView::of(report, part, self.figures)
    }

    pub(super) fn template(&self, name: &str) -> Option<&Template> {
        self.registry.get_template(name)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn sources(&self) -> &BTreeMap<String, Cow<'static, str>> {
        &self.sources
    }

    /// What went wrong while the template ran.
    fn failure(&self, error: &RenderError) -> Diagnostic {
        let name = error.template_name.as_deref().unwrap_or(&self.name);
        let source = self.sources.get(name).map(|text| &**text).unwrap_or_default();
        let span = error.line_no.zip(error.column_no).map(|(line, column)| mustache(source, line, column));
        let (code, zh, en) = match error.reason() {
            RenderErrorReason::MissingVariable(path) => {
                let path = path.as_deref().unwrap_or("?");
                (
                    "template/missing-value",
                    format!("报告里没有 {path} 这个值"),
                    format!("the report has no value `{path}`"),
                )
            }
            RenderErrorReason::PartialNotFound(name) => (
                "template/unknown-partial",
                format!("没有 {name} 这个部件"),
                format!("there is no partial `{name}`"),
            ),
            RenderErrorReason::HelperNotFound(name) => (
                "template/unknown-helper",
                format!("没有 {name} 这个函数"),
                format!("there is no helper `{name}`"),
            ),
            RenderErrorReason::CannotIncludeSelf => {
                ("template/recursion", "模板包含了自己".to_owned(), "the template includes itself".to_owned())
            }
            RenderErrorReason::IOError(_) => (
                "template/too-much-output",
                format!("模板的输出超过了 {MAX_MARKUP_BYTES} 字节"),
                format!("the template wrote more than {MAX_MARKUP_BYTES} bytes"),
            ),
            RenderErrorReason::NestedError(inner) => match inner.downcast_ref::<helpers::HelperError>() {
                Some(helper) => ("template/helper", helper.0.zh.clone(), helper.0.en.clone()),
                None => ("template/helper", "模板执行出错".to_owned(), inner.to_string()),
            },
            other => ("template/helper", format!("模板执行出错：{other}"), other.to_string()),
        };
        Diagnostic::error(code, Message::new(zh, en)).at(place(name, span))
    }
}

/// Compiles one file into the registry.
pub(super) fn compile(
    registry: &mut Handlebars<'static>,
    name: &str,
    source: &str,
) -> Result<(), Diagnostic> {
    if source.len() > MAX_TEMPLATE_BYTES {
        let message = Message::new(
            format!("模板超过了 {MAX_TEMPLATE_BYTES} 字节"),
            format!("the template is longer than {MAX_TEMPLATE_BYTES} bytes"),
        );
        return Err(Diagnostic::error("template/too-long", message).at(place(name, None)));
    }
    // The compiler recurses, so depth is bounded before it sees the text.
    if let Some(at) = too_deep(source) {
        return Err(deep(name, Some(at..at + 1)));
    }
    registry.register_template_string(name, source).map_err(|error| syntax(name, source, &error))
}

/// Why the compiler refused the text.
fn syntax(name: &str, source: &str, error: &TemplateError) -> Diagnostic {
    let span = error.pos().map(|(line, column)| {
        let at = offset(source, line, column);
        let next = source.get(at..).and_then(|rest| rest.chars().next());
        at..at + next.map_or(0, char::len_utf8)
    });
    let zh = match error.reason() {
        TemplateErrorReason::MismatchingClosedHelper(opened, closed)
        | TemplateErrorReason::MismatchingClosedDecorator(opened, closed) => {
            format!("{{{{#{opened}}}}} 还没有结束，就遇到了 {{{{/{closed}}}}}")
        }
        TemplateErrorReason::InvalidParam(text) => format!("看不懂参数 {text}"),
        _ => "模板的语法不对".to_owned(),
    };
    let diagnostic = Diagnostic::error("template/syntax", Message::new(zh, error.reason().to_string()))
        .at(place(name, span));
    diagnostic.help(Message::new(
        "检查 {{ }} 是否成对，{{#each}}、{{#if}} 是否有对应的 {{/each}}、{{/if}}",
        "check that each {{ has its }}, and each {{#each}} or {{#if}} its {{/each}} or {{/if}}",
    ))
}

/// Takes text up to the limit.
struct Bounded(String);

impl Output for Bounded {
    fn write(&mut self, text: &str) -> io::Result<()> {
        if self.0.len().saturating_add(text.len()) > MAX_MARKUP_BYTES {
            return Err(io::Error::other("too much output"));
        }
        self.0.push_str(text);
        Ok(())
    }
}
