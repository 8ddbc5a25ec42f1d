//! `{{#each}}`, counted.

use handlebars::{
    BlockParams, Context, Handlebars, Helper, HelperDef, HelperResult, JsonValue, Output, RenderContext,
    RenderError, RenderErrorReason, Renderable, to_json,
};

use super::with::standing_on;

/// Handlebars' own `each` says nothing until its body writes something: four of them nested over two hundred items, with
/// nothing inside, would run for an hour within the bound on output. This one does the same and writes nothing at the
/// beginning of each round, which the output counts as a step.
pub(super) struct Each;

impl HelperDef for Each {
    /// Renders the block once for each element of a list or entry of a map, with `@index`, `@first`, `@last` and, of a
    /// map, `@key`; `{{else}}` when there is none.
    ///
    /// A value that has a path in the view is walked by paths and not copied, as handlebars does it: the block's path
    /// ends with the index, which each round replaces, so that `{{#each areas}}` stands on `areas/0`, then on
    /// `areas/1`. What a helper computed has no path and is handed over as a value. A value that is neither list nor
    /// map is an error of the template, as in strict mode.
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        output: &mut dyn Output,
    ) -> HelperResult {
        let value = helper.param(0).ok_or(RenderErrorReason::ParamNotFoundForIndex("each", 0))?;
        let Some(template) = helper.template() else { return Ok(()) };
        let parts: Vec<(JsonValue, String, &JsonValue)> = match value.value() {
            JsonValue::Array(list) => {
                list.iter().enumerate().map(|(index, one)| (to_json(index), index.to_string(), one)).collect()
            }
            JsonValue::Object(map) => map.iter().map(|(key, one)| (to_json(key), key.clone(), one)).collect(),
            _ => Vec::new(),
        };
        if parts.is_empty() {
            return match helper.inverse() {
                Some(inverse) => inverse.render(registry, context, state, output),
                None if value.value().is_array() || value.value().is_object() => Ok(()),
                None => Err(RenderError::strict_error(value.relative_path())),
            };
        }
        let (of_map, path, last) = (value.value().is_object(), value.context_path(), parts.len() - 1);
        state.push_block(standing_on(value));
        for (index, (key, step, one)) in parts.into_iter().enumerate() {
            output.write("")?;
            if let Some(block) = state.block_mut() {
                block.set_local_var("first", JsonValue::Bool(index == 0));
                block.set_local_var("last", JsonValue::Bool(index == last));
                block.set_local_var("index", to_json(index));
                if of_map {
                    block.set_local_var("key", key.clone());
                }
                match path {
                    Some(path) if index == 0 => {
                        let mut inner = path.clone();
                        inner.push(step);
                        *block.base_path_mut() = inner;
                    }
                    Some(_) => {
                        block.base_path_mut().last_mut().into_iter().for_each(|end| step.clone_into(end))
                    }
                    None => block.set_base_value(one.clone()),
                }
                let pair = helper.block_param_pair();
                if let Some(name) = helper.block_param().or(pair.map(|(name, _)| name)) {
                    let mut params = BlockParams::new();
                    match path {
                        Some(_) => params.add_path(name, Vec::new())?,
                        None => params.add_value(name, one.clone())?,
                    }
                    if let Some((_, name)) = pair {
                        params.add_value(name, key)?;
                    }
                    block.set_block_params(params);
                }
            }
            template.render(registry, context, state, output)?;
        }
        state.pop_block();
        Ok(())
    }
}
