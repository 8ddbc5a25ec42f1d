//! `{{#with}}` for parts that may be absent.

use handlebars::{
    BlockContext, BlockParams, Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, Output,
    PathAndJson, RenderContext, RenderError, RenderErrorReason, Renderable, Template,
};

/// Handlebars' own `with` calls an absent value an error in strict mode, as it does a misspelt one. This one
/// passes over a part that the report leaves out, and still refuses a path that is not there.
pub(super) struct With;

impl HelperDef for With {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        output: &mut dyn Output,
    ) -> HelperResult {
        let value = helper.param(0).ok_or(RenderErrorReason::ParamNotFoundForIndex("with", 0))?;
        if value.is_value_missing() {
            return Err(RenderError::strict_error(value.relative_path()));
        }
        if !value.value().is_truthy(true) {
            return match helper.inverse() {
                Some(inverse) => inverse.render(registry, context, state, output),
                None => Ok(()),
            };
        }
        let Some(template) = helper.template() else { return Ok(()) };
        let mut block = standing_on(value);
        if let Some(name) = helper.block_param() {
            let mut params = BlockParams::new();
            match value.context_path() {
                Some(_) => params.add_path(name, Vec::new())?,
                None => params.add_value(name, value.value().clone())?,
            }
            block.set_block_params(params);
        }
        inside(block, template, (registry, context), state, output)
    }
}

/// A block that stands on this value.
pub(crate) fn standing_on<'rc>(value: &PathAndJson<'rc>) -> BlockContext<'rc> {
    let mut block = BlockContext::new();
    match value.context_path() {
        Some(path) => block.base_path_mut().clone_from(path),
        None => block.set_base_value(value.value().clone()),
    }
    block
}

/// Renders a template in this block; `@index` and the like are those around it.
pub(crate) fn inside<'reg: 'rc, 'rc>(
    mut block: BlockContext<'rc>,
    template: &'rc Template,
    (registry, context): (&'reg Handlebars<'reg>, &'rc Context),
    state: &mut RenderContext<'reg, 'rc>,
    output: &mut dyn Output,
) -> HelperResult {
    if let Some(parent) = state.block() {
        block.local_variables_mut().clone_from(parent.local_variables());
    }
    state.push_block(block);
    let result = template.render(registry, context, state, output);
    state.pop_block();
    result
}
