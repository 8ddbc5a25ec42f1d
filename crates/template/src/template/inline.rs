//! Partials put in where they are included, once, when a template is compiled: handlebars copies the values a partial
//! sees each time it runs one, which for a whole report is most of its work.

use handlebars::template::{DecoratorTemplate, HelperTemplate, Parameter, Template, TemplateElement};
use handlebars::{
    BlockContext, Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason,
};

use super::helpers::{inside, standing_on};
use super::includes::partial_name;
use super::limits::MAX_INCLUDED;

/// The helper that runs a partial in its place; its name cannot be written in a template.
pub(super) const INCLUDE: &str = "include partial";

/// The template with its partials in it, and the registry ready to run it. What a partial says of itself, its name and
/// its lines, stays with it, so that complaints point where they did.
pub(super) fn inlined(registry: &mut Handlebars<'static>, name: &str) -> Option<Template> {
    let call = Template::compile("{{#include}}{{/include}}").ok()?;
    let call = call.elements.into_iter().find_map(|element| match element {
        TemplateElement::HelperBlock(call) => Some(*call),
        _ => None,
    })?;
    let template = registry.get_template(name)?.clone();
    let inliner = Inliner { registry, call, left: std::cell::Cell::new(MAX_INCLUDED) };
    let template = inliner.template(template);
    registry.register_helper(INCLUDE, Box::new(Include));
    Some(template)
}

struct Inliner<'r> {
    registry: &'r Handlebars<'static>,
    /// A block to be filled.
    call: HelperTemplate,
    left: std::cell::Cell<usize>,
}

impl Inliner<'_> {
    /// Rings and depth were checked before.
    fn template(&self, mut template: Template) -> Template {
        for element in &mut template.elements {
            match element {
                TemplateElement::HelperBlock(block) => {
                    block.template = block.template.take().map(|inner| self.template(inner));
                    block.inverse = block.inverse.take().map(|inner| self.template(inner));
                }
                TemplateElement::PartialExpression(partial) => {
                    if let Some(call) = self.call(partial) {
                        *element = TemplateElement::HelperBlock(Box::new(call));
                    }
                }
                _ => {}
            }
        }
        template
    }

    fn call(&self, partial: &DecoratorTemplate) -> Option<HelperTemplate> {
        let left = self.left.get().checked_sub(1)?;
        // Named values make a new object, which handlebars has to build.
        if !partial.hash.is_empty() || partial.params.len() > 1 {
            return None;
        }
        let template = self.registry.get_template(partial_name(partial)?)?.clone();
        self.left.set(left);
        let mut call = self.call.clone();
        call.name = Parameter::Name(INCLUDE.to_owned());
        call.params.clone_from(&partial.params);
        call.template = Some(self.template(template));
        Some(call)
    }
}

/// Runs a partial on what it is given, or on what is here.
struct Include;

impl HelperDef for Include {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        output: &mut dyn Output,
    ) -> HelperResult {
        let Some(template) = helper.template() else { return Ok(()) };
        let block = match helper.param(0) {
            Some(value) if value.is_value_missing() => {
                return Err(RenderError::strict_error(value.relative_path()));
            }
            Some(value) => standing_on(value),
            None => {
                let mut block = BlockContext::new();
                let here = state.block().ok_or(RenderErrorReason::Unimplemented)?;
                match here.base_value() {
                    Some(value) => block.set_base_value(value.clone()),
                    None => block.base_path_mut().clone_from(here.base_path()),
                }
                block
            }
        };
        inside(block, template, (registry, context), state, output)
    }
}
