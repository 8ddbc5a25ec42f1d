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
use super::limits::{MAX_MARKUP_BYTES, MAX_STEPS, MAX_TEMPLATE_BYTES};
use super::place::{mustache, offset, place};
use super::{figures, helpers};
use crate::ReportView;
use crate::view::Part;
use gongwen_core::Report;
use gongwen_document::{Diagnostic, Diagnostics, Message, Place};

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
        self.render_within(view, MAX_STEPS)
    }

    fn render_within(&self, view: &ReportView<'_>, steps: usize) -> Result<String, Diagnostics> {
        let mut output = Bounded { text: String::with_capacity(64 * 1024), steps };
        let result = Context::wraps(view).and_then(|context| {
            let mut state = RenderContext::new(self.whole.name.as_ref());
            self.whole.render(&self.registry, &context, &mut state, &mut output)
        });
        match result {
            Ok(()) => Ok(output.text),
            Err(error) => Err(Diagnostics(vec![self.failure(&error, &output)])),
        }
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
    fn failure(&self, error: &RenderError, output: &Bounded) -> Diagnostic {
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
            RenderErrorReason::IOError(_) if output.steps == 0 => (
                "template/too-many-steps",
                format!("模板执行了 {MAX_STEPS} 步还没有完，多半是 {{{{#each}}}} 套了 {{{{#each}}}}"),
                format!(
                    "the template was not done after {MAX_STEPS} steps; is an {{{{#each}}}} inside another one?"
                ),
            ),
            RenderErrorReason::IOError(_) => (
                "template/too-much-output",
                format!("模板的输出超过了 {MAX_MARKUP_BYTES} 字节"),
                format!("the template wrote more than {MAX_MARKUP_BYTES} bytes"),
            ),
            RenderErrorReason::NestedError(inner) => match inner.downcast_ref::<helpers::HelperError>() {
                Some(helpers::HelperError { message, of_report: true }) => {
                    let help = Message::new(
                        "分成几部分写，或者放进一张表格",
                        "divide them, or make a table of them",
                    );
                    let place = Place::report(output.at(), None);
                    return Diagnostic::error("report/too-many-items", message.clone()).at(place).help(help);
                }
                Some(helpers::HelperError { message, .. }) => {
                    ("template/helper", message.zh.clone(), message.en.clone())
                }
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

/// Takes text up to the limit, in so many pieces.
struct Bounded {
    text: String,
    /// Steps that may still be done.
    steps: usize,
}

impl Bounded {
    /// The field of the report that is being written: that of the last element with one.
    fn at(&self) -> &str {
        const AT: &str = " at=\"";
        let from = self.text.rfind(AT).map_or(self.text.len(), |at| at + AT.len());
        self.text.get(from..).and_then(|rest| rest.split('"').next()).unwrap_or_default()
    }
}

impl Output for Bounded {
    fn write(&mut self, text: &str) -> io::Result<()> {
        self.steps = self.steps.checked_sub(1).ok_or_else(|| io::Error::other("too many steps"))?;
        if self.text.len().saturating_add(text.len()) > MAX_MARKUP_BYTES {
            return Err(io::Error::other("too much output"));
        }
        self.text.push_str(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a template comes to in so many steps, of a report with thirty items.
    fn run(template: &str, steps: usize) -> Result<String, &'static str> {
        let items = "[[shortcomings.items]]\nheading = \"甲\"\n".repeat(30);
        let report = Report::from_toml(&format!(
            "title = \"总结\"\nyear = 2024\nissuer = \"某某镇\"\nlocality = {{ name = \"某某镇\" }}\nopening = \"甲。\"\n{items}"
        ));
        let report = report.expect("a report");
        let source = format!("<document>{template}</document>");
        let sources = BTreeMap::from([("mine".to_owned(), Cow::Owned(source))]);
        let compiled = Compiled::new("mine", &sources).expect("compiled");
        let view = compiled.view(&report, Part::Document).expect("a view");
        compiled.render_within(&view, steps).map_err(|found| found.0.first().map_or("", |found| found.code))
    }

    /// `each` in `each`, so deep, with this inside.
    fn nested(depth: usize, inside: &str) -> String {
        let each = "{{#each @root.shortcomings.items}}".repeat(depth);
        format!("{each}{inside}{}", "{{/each}}".repeat(depth))
    }

    #[test]
    fn rounds_that_write_nothing_are_steps() {
        // 30 rounds, 900 in them, 27,000 in those; the text before and behind is two more.
        for (depth, steps) in [(1, 30), (2, 30 + 900), (3, 30 + 900 + 27_000)] {
            let template = nested(depth, "");
            assert_eq!(run(&template, steps + 1), Err("template/too-many-steps"), "{depth}");
            assert_eq!(run(&template, steps + 2).as_deref(), Ok("<document></document>"), "{depth}");
        }
        // Within the whole bound it would take hours.
        assert_eq!(run(&nested(12, ""), 50_000), Err("template/too-many-steps"));
        assert_eq!(run(&nested(12, "{{#if true}}{{/if}}"), 50_000), Err("template/too-many-steps"));
    }

    #[test]
    fn each_is_what_handlebars_has() {
        let own = helpers::registry();
        let mut theirs = Handlebars::new();
        theirs.set_strict_mode(true);
        let data = serde_json::json!({
            "list": [{ "a": 1, "b": [7, 8] }, { "a": 2, "b": [] }], "map": { "x": 1, "y": [2] }, "none": [], "empty": {},
        });
        for template in [
            "{{#each list}}{{@index}}{{@first}}{{@last}}{{a}}{{#each b}}{{this}}{{@index}}{{@../index}}{{../a}}{{else}}-{{/each}};{{/each}}",
            "{{#each list as |one|}}{{one.a}}{{@index}}{{#each one.b as |two at|}}{{two}}{{at}}{{one.a}}{{/each}}{{/each}}",
            "{{#each map}}{{@key}}{{@index}}{{@first}}{{@last}}{{#if (eq @key 'x')}}{{this}}{{/if}};{{/each}}",
            "{{#each map as |value key|}}{{key}}{{#if (eq key 'x')}}{{value}}{{/if}}{{/each}}",
            "{{#each none}}a{{/each}}{{#each empty}}b{{/each}}{{#each none}}c{{else}}d{{/each}}{{#each empty}}e{{else}}f{{/each}}",
            "{{#each (lookup list 0)}}{{@key}}{{#if (eq @key 'a')}}{{this}}{{/if}}{{/each}}",
            "{{#each list}}{{len b}}{{#if b}}{{@index}}{{/if}}{{../map.x}}{{/each}}",
            "{{#each gone}}a{{/each}}",
            "{{#each map.x}}a{{/each}}",
        ] {
            let (one, other) =
                (own.render_template(template, &data), theirs.render_template(template, &data));
            assert_eq!(one.ok(), other.ok(), "{template}");
        }
    }
}
