//! The lint: walks the compiled template and holds every path, helper and partial against what there is.
//! Strict mode alone lets `{{#if misspelt}}` pass, and finds the rest only when that branch is printed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use handlebars::template::{
    BlockParam, DecoratorTemplate, HelperTemplate, Parameter, Template, TemplateElement,
};

use super::compile::Compiled;
use super::helpers;
use super::includes::{branches, partial_name};
use super::paths::{PathStart, TemplatePath};
use super::place::{mustache, place};
use super::shape::Shape;
use gongwen_core::read::nearest;
use gongwen_document::{Diagnostic, Message};

/// No more elements than this are looked at, partials counted each time they are included.
const MAX_STEPS: usize = 100_000;

/// What is wrong with this template and the partials it includes.
pub(super) fn lint(compiled: &Compiled, partials: &[&str], view: Rc<Shape>) -> Vec<Diagnostic> {
    let scope = Scope { here: view.clone(), params: BTreeMap::new(), each: false };
    let mut lint = Lint {
        compiled,
        partials,
        view,
        scopes: vec![scope],
        found: Vec::new(),
        steps: 0,
        file: compiled.name(),
    };
    if let Some(template) = compiled.template(compiled.name()) {
        lint.template(template, None);
    }
    lint.found
}

struct Lint<'t> {
    compiled: &'t Compiled,
    partials: &'t [&'t str],
    view: Rc<Shape>,
    /// The blocks around this place, outermost first.
    scopes: Vec<Scope>,
    found: Vec<Diagnostic>,
    steps: usize,
    file: &'t str,
}

#[derive(Clone)]
struct Scope {
    here: Rc<Shape>,
    params: BTreeMap<String, Rc<Shape>>,
    each: bool,
}

impl<'t> Lint<'t> {
    fn template(&mut self, template: &'t Template, around: Option<Range<usize>>) {
        for (index, element) in template.elements.iter().enumerate() {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return;
            }
            let source = self.source();
            let at = template.mapping.get(index).map(|mapping| mustache(source, mapping.0, mapping.1));
            // An `{{else if}}` has no position of its own: look for it from the block it belongs to.
            let at = at.or_else(|| around.clone()).unwrap_or_default();
            match element {
                TemplateElement::Expression(call) => self.expression(call, &at),
                TemplateElement::HtmlExpression(call) => {
                    self.report(
                        &at,
                        Diagnostic::warning(
                            "template/unescaped",
                            Message::new(
                                "{{{ }}} 不转义，报告里的 < 和 & 会弄坏文档",
                                "{{{ }}} does not escape: a < or & in the report would break the document",
                            ),
                        )
                        .help(Message::new("改成 {{ }}", "write {{ }}")),
                    );
                    self.expression(call, &at);
                }
                TemplateElement::HelperBlock(block) => self.block(block, &at),
                TemplateElement::PartialExpression(partial) => self.partial(partial, &at),
                _ => {}
            }
        }
    }

    fn source(&self) -> &'t str {
        self.compiled.sources().get(self.file).map(|text| &**text).unwrap_or_default()
    }

    fn expression(&mut self, call: &'t HelperTemplate, at: &Range<usize>) {
        let name = call.name.as_name().unwrap_or_default();
        let bare = call.params.is_empty() && call.hash.is_empty();
        if bare && !helpers::known(name) {
            let shape = self.path(name, at);
            if matches!(shape.as_deref(), Some(Shape::Object(_) | Shape::List(_))) {
                let message = Message::new(
                    format!("{name} 不是文字，不能直接印出来"),
                    format!("`{name}` is no text and cannot be printed"),
                );
                let help = shape.as_deref().and_then(|shape| nearest("text", shape.fields())).map(|field| {
                    Message::new(format!("写 {name}.{field}"), format!("write `{name}.{field}`"))
                });
                let mut found = Diagnostic::error("template/not-a-text", message);
                found.help = help;
                self.report(&self.find(name, at), found);
            }
            return;
        }
        self.call(call, at);
    }

    /// A helper with its arguments.
    fn call(&mut self, call: &'t HelperTemplate, at: &Range<usize>) {
        let name = call.name.as_name().unwrap_or_default();
        if !helpers::known(name) {
            self.unknown_helper(name, at);
        }
        for param in &call.params {
            self.parameter(param, at);
        }
        let mut options: Vec<(&String, &Parameter)> = call.hash.iter().collect();
        options.sort_by_key(|(option, _)| option.as_str());
        for (option, value) in options {
            self.parameter(value, at);
            let Some(known) = helpers::options(name) else { continue };
            if !known.contains(&option.as_str()) {
                let message = Message::new(
                    format!("{name} 没有 {option} 这个选项"),
                    format!("`{name}` has no option `{option}`"),
                );
                let mut found = Diagnostic::error("template/unknown-option", message);
                found.help = Some(crate::markup::one_of(option, known));
                self.report(&self.find(option, at), found);
            }
        }
    }

    fn parameter(&mut self, parameter: &'t Parameter, at: &Range<usize>) -> Option<Rc<Shape>> {
        match parameter {
            Parameter::Name(raw) => self.path(raw, at),
            Parameter::Path(_) => self.path(parameter.as_name().unwrap_or_default(), at),
            Parameter::Subexpression(inner) => {
                if let TemplateElement::Expression(call) = inner.as_element() {
                    self.call(call, at);
                }
                Some(Rc::new(Shape::Any))
            }
            Parameter::Literal(_) => Some(Rc::new(Shape::Plain)),
            _ => None,
        }
    }

    /// Looks at a block helper: what it stands on, then its body with that as `this`, then `{{else}}` with the place
    /// around.
    ///
    /// `{{#each areas as |area index|}}` makes `area` one element of the list and `index` a plain value. A helper that
    /// takes no block and one that nobody knows are told and their bodies not looked at: every name in them would be a
    /// fault of the same cause.
    fn block(&mut self, block: &'t HelperTemplate, at: &Range<usize>) {
        let name = block.name.as_name().unwrap_or_default();
        let around = Some(at.start..self.source().len());
        let inner = match name {
            "each" | "with" => {
                let subject = block.params.first().and_then(|param| self.parameter(param, at));
                let raw = block.params.first().and_then(Parameter::as_name).unwrap_or_default();
                self.subject(name == "each", subject, raw, at)
            }
            "if" | "unless" | "raw" => {
                self.call(block, at);
                None
            }
            _ if helpers::known(name) => {
                let message = Message::new(
                    format!("{name} 后面没有内容，写 {{{{{name} …}}}}，不写 {{{{#{name}}}}}"),
                    format!("`{name}` takes no block: write {{{{{name} …}}}}, not {{{{#{name}}}}}"),
                );
                self.report(&self.find(name, at), Diagnostic::error("template/not-a-block", message));
                return;
            }
            _ => {
                self.unknown_helper(name, at);
                return;
            }
        };
        let Some(here) = inner else {
            for branch in branches(block) {
                self.template(branch, around.clone());
            }
            return;
        };
        let mut scope = Scope { here: here.clone(), params: BTreeMap::new(), each: name == "each" };
        match &block.block_param {
            Some(BlockParam::Single(Parameter::Name(value))) => {
                scope.params.insert(value.clone(), here);
            }
            Some(BlockParam::Pair((Parameter::Name(value), Parameter::Name(key)))) => {
                scope.params.insert(value.clone(), here);
                scope.params.insert(key.clone(), Rc::new(Shape::Plain));
            }
            _ => {}
        }
        // Handlebars lets `with` keep the variables of the loop around it.
        scope.each |= self.scopes.last().is_some_and(|outer| outer.each);
        self.scopes.push(scope);
        if let Some(body) = &block.template {
            self.template(body, around.clone());
        }
        self.scopes.pop();
        if let Some(otherwise) = &block.inverse {
            self.template(otherwise, around);
        }
    }

    /// What a loop or a `with` makes the place it is in.
    fn subject(
        &mut self,
        each: bool,
        subject: Option<Rc<Shape>>,
        raw: &str,
        at: &Range<usize>,
    ) -> Option<Rc<Shape>> {
        let shape = subject.unwrap_or_else(|| Rc::new(Shape::Any));
        let (wrong, zh, en) = match (&*shape, each) {
            (Shape::List(inner), true) => return Some(inner.clone()),
            (Shape::Object(_), true) => {
                (true, "不是列表，不能用 each", "is no list, `each` cannot go through it")
            }
            (Shape::Plain, true) => {
                (true, "不是列表，不能用 each", "is no list, `each` cannot go through it")
            }
            (Shape::List(_), false) => (true, "是列表，要用 each", "is a list: use `each`"),
            _ => (false, "", ""),
        };
        if wrong {
            let message = Message::new(format!("{raw} {zh}"), format!("`{raw}` {en}"));
            self.report(&self.find(raw, at), Diagnostic::error("template/not-a-list", message));
            return Some(Rc::new(Shape::Any));
        }
        Some(shape)
    }

    /// Looks into a partial as if it stood here: with what `this` is here, or what the call hands over, and with the
    /// named options as fields of their own.
    ///
    /// `{{> partials/items items=area.items style="short"}}` sees the fields of the view around it and `items` and
    /// `style` besides. An option that cannot be known has the shape of anything, so that one unknown helper does not
    /// make ten faults. While the partial is looked at, faults are of its file.
    fn partial(&mut self, partial: &'t DecoratorTemplate, at: &Range<usize>) {
        let name = partial_name(partial).unwrap_or_default();
        let mut here = match partial.params.first() {
            Some(param) => self.parameter(param, at).unwrap_or_else(|| Rc::new(Shape::Any)),
            None => self.scopes.last().map_or_else(|| Rc::new(Shape::Any), |scope| scope.here.clone()),
        };
        let mut options: Vec<(&String, &Parameter)> = partial.hash.iter().collect();
        options.sort_by_key(|(option, _)| option.as_str());
        let mut params = BTreeMap::new();
        for (option, value) in options {
            let shape = self.parameter(value, at).unwrap_or_else(|| Rc::new(Shape::Any));
            params.insert(option.clone(), shape);
        }
        if let (Shape::Object(fields), false) = (&*here, params.is_empty()) {
            let mut fields = fields.clone();
            fields.extend(params.iter().map(|(name, shape)| (name.clone(), shape.clone())));
            here = Rc::new(Shape::Object(fields));
        }
        let Some(template) = self.compiled.template(name) else {
            let message =
                Message::new(format!("没有 {name} 这个部件"), format!("there is no partial `{name}`"));
            let mut found = Diagnostic::error("template/unknown-partial", message);
            found.help = nearest(name, self.partials.iter().copied()).map(did_you_mean);
            self.report(&self.find(name, at), found);
            return;
        };
        let Some((file, _)) = self.compiled.sources().get_key_value(name) else { return };
        let each = self.scopes.last().is_some_and(|outer| outer.each);
        self.scopes.push(Scope { here, params, each });
        let outer = std::mem::replace(&mut self.file, file);
        self.template(template, None);
        self.file = outer;
        self.scopes.pop();
    }

    /// What stands at this path; a path that leads nowhere is reported.
    fn path(&mut self, raw: &str, at: &Range<usize>) -> Option<Rc<Shape>> {
        let path = TemplatePath::parse(raw);
        let scope =
            |up: usize| self.scopes.len().checked_sub(up + 1).and_then(|index| self.scopes.get(index));
        let (mut shape, mut names) = match path.from {
            PathStart::Root => (self.view.clone(), path.names.as_slice()),
            PathStart::Local(up) => {
                let name = path.names.first().copied().unwrap_or_default();
                let known = scope(up).is_some_and(|scope| scope.each)
                    && matches!(name, "index" | "first" | "last" | "key");
                if !known {
                    self.unknown_path(raw, at, local_help(name));
                }
                return known.then(|| Rc::new(Shape::Plain));
            }
            PathStart::Block(up) => {
                let Some(scope) = scope(up) else {
                    let help = Message::new("../ 写多了", "there are too many ../");
                    self.unknown_path(raw, at, Some(help));
                    return None;
                };
                let first = path.names.first().copied().unwrap_or_default();
                let param = self.scopes.iter().rev().find_map(|scope| scope.params.get(first));
                match param {
                    Some(param) => (param.clone(), path.names.get(1..).unwrap_or_default()),
                    None => (scope.here.clone(), path.names.as_slice()),
                }
            }
        };
        while let Some((name, rest)) = names.split_first() {
            match shape.get(name) {
                Some(inner) => shape = inner,
                None => {
                    let help = self.path_help(name, &shape, &path);
                    self.unknown_path(raw, at, help);
                    return None;
                }
            }
            names = rest;
        }
        Some(shape)
    }

    /// The nearest field here, or where the name is known further out.
    fn path_help(&self, name: &str, shape: &Shape, path: &TemplatePath<'_>) -> Option<Message> {
        if path.names.first() == Some(&name) && matches!(path.from, PathStart::Block(0)) {
            let outer = self.scopes.iter().rev().skip(1).position(|scope| scope.here.get(name).is_some());
            if let Some(up) = outer.filter(|_| *shape != Shape::Any) {
                return Some(did_you_mean(&format!("{}{name}", "../".repeat(up + 1))));
            }
            if self.view.get(name).is_some() {
                return Some(did_you_mean(&format!("@root.{name}")));
            }
        }
        if let Some(near) = nearest(name, shape.fields()) {
            return Some(did_you_mean(near));
        }
        let fields: Vec<&str> = shape.fields().collect();
        if fields.is_empty() {
            return None;
        }
        Some(Message::new(
            format!("这里可以写：{}", fields.join("、")),
            format!("here there are: {}", fields.join(", ")),
        ))
    }

    fn unknown_path(&mut self, raw: &str, at: &Range<usize>, help: Option<Message>) {
        let message = Message::new(format!("没有 {raw} 这个值"), format!("there is no value `{raw}`"));
        let mut found = Diagnostic::error("template/unknown-path", message);
        found.help = help;
        self.report(&self.find(raw, at), found);
    }

    fn unknown_helper(&mut self, name: &str, at: &Range<usize>) {
        let message = Message::new(format!("没有 {name} 这个函数"), format!("there is no helper `{name}`"));
        let mut found = Diagnostic::error("template/unknown-helper", message);
        let here = self.scopes.last().and_then(|scope| scope.here.get(name));
        found.help = if matches!(here.as_deref(), Some(Shape::List(_))) {
            Some(did_you_mean(&format!("#each {name}")))
        } else {
            nearest(name, helpers::names()).map(did_you_mean)
        };
        self.report(&self.find(name, at), found);
    }

    /// The bytes of this word inside the `{{…}}`.
    fn find(&self, word: &str, at: &Range<usize>) -> Range<usize> {
        let text = self.source().get(at.clone()).unwrap_or_default();
        let part = |c: Option<char>| {
            c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '@' | ']' | '['))
        };
        let alone = |index: usize| {
            let before = text.get(..index).and_then(|text| text.chars().next_back());
            let after = text.get(index + word.len()..).and_then(|text| text.chars().next());
            // The slash of a closing tag is no part of the name.
            !part(before.filter(|c| *c != '/')) && !part(after)
        };
        match text.match_indices(word).map(|(index, _)| index).find(|index| alone(*index)) {
            Some(index) => at.start + index..at.start + index + word.len(),
            None => at.clone(),
        }
    }

    fn report(&mut self, at: &Range<usize>, found: Diagnostic) {
        let found = found.at(place(self.file, Some(at.clone())));
        if !self.found.contains(&found) {
            self.found.push(found);
        }
    }
}

fn did_you_mean(near: &str) -> Message {
    Message::new(format!("是不是想写 {near}？"), format!("did you mean `{near}`?"))
}

fn local_help(name: &str) -> Option<Message> {
    match name {
        "index" | "first" | "last" | "key" => Some(Message::new(
            format!("@{name} 只能写在 {{{{#each}}}} 里面"),
            format!("`@{name}` stands only inside {{{{#each}}}}"),
        )),
        "root" => {
            Some(Message::new("@root 后面要写字段，如 @root.year", "a field follows `@root`, as @root.year"))
        }
        _ => nearest(name, ["index", "first", "last", "key"]).map(|near| did_you_mean(&format!("@{near}"))),
    }
}
