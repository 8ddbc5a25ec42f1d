//! What a template includes: found, bounded and free of rings before it runs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use handlebars::Handlebars;
use handlebars::template::{DecoratorTemplate, HelperTemplate, Parameter, Template, TemplateElement};

use super::limits::{MAX_INCLUDED, MAX_TEMPLATE_DEPTH};
use super::place::{mustache, place};
use gongwen_document::{Diagnostic, Message};

/// Which partials a template includes; forms of inclusion that cannot be bounded are refused.
pub(super) struct Includes<'s> {
    name: &'s str,
    source: &'s str,
    /// Names of the partials.
    pub(super) names: BTreeSet<String>,
    /// What was refused in the template, each with its place.
    pub(super) found: Vec<Diagnostic>,
}

impl<'s> Includes<'s> {
    pub(super) fn new(name: &'s str, source: &'s str) -> Includes<'s> {
        Includes { name, source, names: BTreeSet::new(), found: Vec::new() }
    }

    pub(super) fn template(&mut self, template: &Template) {
        for (index, element) in template.elements.iter().enumerate() {
            let span = template.mapping.get(index).map(|mapping| mustache(self.source, mapping.0, mapping.1));
            match element {
                TemplateElement::PartialExpression(partial) => {
                    match partial_name(partial) {
                        Some(name) => {
                            self.names.insert(name.to_owned());
                        }
                        None => self.refuse(
                            span,
                            "部件的名字要直接写出来",
                            "the name of a partial must be written out",
                        ),
                    }
                }
                TemplateElement::PartialBlock(_) => self.refuse(
                    span,
                    "不支持 {{#> }} 这种带内容的部件",
                    "partials with a block, {{#> }}, are not supported",
                ),
                TemplateElement::DecoratorExpression(_) | TemplateElement::DecoratorBlock(_) => self.refuse(
                    span,
                    "不支持 {{* }} 和 {{#* }}，请把部件写成 partials 文件夹里的文件",
                    "{{* }} and {{#* }} are not supported; write a partial as a file in the folder `partials`",
                ),
                TemplateElement::HelperBlock(block) => {
                    for inner in branches(block) {
                        self.template(inner);
                    }
                }
                _ => {}
            }
        }
    }

    fn refuse(&mut self, span: Option<Range<usize>>, zh: &str, en: &str) {
        self.found
            .push(Diagnostic::error("template/unsupported", Message::new(zh, en)).at(place(self.name, span)));
    }
}

/// How deep a template nests, its partials put in.
pub(super) struct Depth<'r> {
    registry: &'r Handlebars<'static>,
    sources: &'r BTreeMap<String, Cow<'static, str>>,
    /// Of each file that was looked at: how deep it nests, and how many partials it includes, all of theirs counted.
    known: BTreeMap<String, (usize, usize)>,
    path: Vec<String>,
}

impl<'r> Depth<'r> {
    pub(super) fn new(
        registry: &'r Handlebars<'static>,
        sources: &'r BTreeMap<String, Cow<'static, str>>,
    ) -> Depth<'r> {
        Depth { registry, sources, known: BTreeMap::new(), path: Vec::new() }
    }

    /// Why the template cannot be run, if it cannot.
    pub(super) fn check(mut self, name: &str) -> Option<Diagnostic> {
        match self.file(name) {
            Err(diagnostic) => Some(diagnostic),
            Ok((depth, _)) if depth > MAX_TEMPLATE_DEPTH => Some(deep(name, None)),
            // Forty-eight partials that include the next one twice are run three hundred million million times.
            Ok((_, included)) if included > MAX_INCLUDED => Some(too_many(name)),
            Ok(_) => None,
        }
    }

    fn file(&mut self, name: &str) -> Result<(usize, usize), Diagnostic> {
        if let Some(known) = self.known.get(name) {
            return Ok(*known);
        }
        if self.path.len() > MAX_TEMPLATE_DEPTH {
            return Err(deep(name, None));
        }
        let Some(template) = self.registry.get_template(name) else { return Ok((0, 0)) };
        self.path.push(name.to_owned());
        let found = self.template(name, template)?;
        self.path.pop();
        self.known.insert(name.to_owned(), found);
        Ok(found)
    }

    fn template(&mut self, file: &str, template: &'r Template) -> Result<(usize, usize), Diagnostic> {
        let (mut depth, mut included) = (0, 0usize);
        for (index, element) in template.elements.iter().enumerate() {
            match element {
                TemplateElement::HelperBlock(block) => {
                    for inner in branches(block) {
                        let found = self.template(file, inner)?;
                        (depth, included) = (depth.max(1 + found.0), included.saturating_add(found.1));
                    }
                }
                TemplateElement::PartialExpression(partial) => {
                    let name = partial_name(partial).unwrap_or_default();
                    if self.path.iter().any(|open| open == name) {
                        let source = self.sources.get(file).map(|text| &**text).unwrap_or_default();
                        let span = template.mapping.get(index).map(|at| mustache(source, at.0, at.1));
                        return Err(self.recursion(file, name, span));
                    }
                    let found = self.file(name)?;
                    (depth, included) = (depth.max(1 + found.0), included.saturating_add(1 + found.1));
                }
                _ => {}
            }
        }
        Ok((depth, included))
    }

    fn recursion(&self, file: &str, name: &str, span: Option<Range<usize>>) -> Diagnostic {
        let start = self.path.iter().position(|open| open == name).unwrap_or(0);
        let mut ring: Vec<&str> = self.path.iter().skip(start).map(String::as_str).collect();
        ring.push(name);
        let ring = ring.join(" → ");
        let message =
            Message::new(format!("模板包含了自己：{ring}"), format!("the template includes itself: {ring}"));
        Diagnostic::error("template/recursion", message).at(place(file, span))
    }
}

/// The name of the partial that is included, when it is written out.
pub(super) fn partial_name(partial: &DecoratorTemplate) -> Option<&str> {
    match &partial.name {
        Parameter::Name(_) | Parameter::Path(_) => {
            let name = partial.name.as_name()?;
            let name = name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')).unwrap_or(name);
            (!name.starts_with('@')).then_some(name)
        }
        _ => None,
    }
}

/// The bodies of a block.
pub(super) fn branches(block: &HelperTemplate) -> impl Iterator<Item = &Template> {
    block.template.iter().chain(&block.inverse)
}

/// What to say of a template that includes too much.
fn too_many(name: &str) -> Diagnostic {
    let message = Message::new(
        format!("模板一共包含了 {MAX_INCLUDED} 次以上的部件"),
        format!("the template includes partials more than {MAX_INCLUDED} times, all of theirs counted"),
    );
    Diagnostic::error("template/too-deep", message).at(place(name, None))
}

/// What to say of a template that nests too deep.
pub(super) fn deep(name: &str, span: Option<Range<usize>>) -> Diagnostic {
    let message = Message::new(
        format!("模板套了超过 {MAX_TEMPLATE_DEPTH} 层"),
        format!("the template nests deeper than {MAX_TEMPLATE_DEPTH}"),
    );
    Diagnostic::error("template/too-deep", message).at(place(name, span))
}

/// Where the nesting of blocks, or of brackets inside one `{{…}}`, goes past the limit.
pub(super) fn too_deep(source: &str) -> Option<usize> {
    let mut blocks: Vec<usize> = Vec::new(); // else-branches of each open block, which nest too
    let mut depth = 0usize;
    for (at, _) in source.match_indices("{{") {
        let rest = source.get(at + 2..).unwrap_or_default();
        let inner = rest.split("}}").next().unwrap_or_default();
        let word = inner.trim_start_matches('{').trim_start_matches('~').trim_start();
        if word.starts_with('#') {
            blocks.push(1);
            depth += 1;
        } else if word.starts_with('/') {
            depth -= blocks.pop().unwrap_or(0);
        } else if word.starts_with("else") || word.starts_with('^') {
            blocks.last_mut().into_iter().for_each(|last| *last += 1);
            depth += usize::from(!blocks.is_empty());
        }
        let brackets = inner.bytes().filter(|byte| matches!(byte, b'(' | b'[' | b'{')).count();
        if depth > MAX_TEMPLATE_DEPTH || brackets > MAX_TEMPLATE_DEPTH {
            return Some(at);
        }
    }
    None
}
