//! Whether a template asks for the list of figures: a report has a hundred, and most templates none.

use handlebars::template::{HelperTemplate, Parameter, Template, TemplateElement};

use super::helpers;
use super::includes::branches;
use super::inline::INCLUDE;
use super::paths::TemplatePath;

/// Whether this template, its partials in it, may reach the list of figures; `here` says whether what it stands on may
/// be the whole view. Partials with named values may see anything.
pub(super) fn asks(template: &Template, here: bool) -> bool {
    template.elements.iter().any(|element| match element {
        TemplateElement::PartialExpression(_) => true,
        TemplateElement::Expression(call) | TemplateElement::HtmlExpression(call) => call_asks(call, here),
        TemplateElement::HelperBlock(block) => {
            let below = match block.name.as_name() {
                Some("each" | "with" | INCLUDE) => {
                    (block.params.is_empty() && here)
                        || block.params.iter().any(|value| may_be_all(value, here))
                }
                _ => here,
            };
            call_asks(block, here) || branches(block).any(|inner| asks(inner, below))
        }
        _ => false,
    })
}

/// By name, by a helper that takes ids of figures, or by going through whatever is here.
fn call_asks(call: &HelperTemplate, here: bool) -> bool {
    let name = call.name.as_name().unwrap_or_default();
    let through =
        matches!(name, "each" | "lookup") && call.params.iter().any(|value| may_be_all(value, here));
    through
        || helpers::takes_figures(name)
        || name.contains("figures")
        || call.params.iter().chain(call.hash.values()).any(|value| value_asks(value, here))
}

fn value_asks(parameter: &Parameter, here: bool) -> bool {
    match parameter {
        Parameter::Subexpression(inner) => match inner.as_element() {
            TemplateElement::Expression(call) => call_asks(call, here),
            _ => false,
        },
        _ => {
            let path = TemplatePath::parse(parameter.as_name().unwrap_or_default());
            path.names.contains(&"figures")
        }
    }
}

/// Whether this parameter may stand for the whole view.
fn may_be_all(parameter: &Parameter, here: bool) -> bool {
    match parameter {
        Parameter::Literal(_) => false,
        Parameter::Subexpression(_) => true,
        _ => {
            let name = parameter.as_name().unwrap_or_default();
            let outside = name.contains("..") || name == "@root";
            outside || (here && TemplatePath::parse(name).names.is_empty())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(source: &str) -> bool {
        super::asks(&Template::compile(source).unwrap(), true)
    }

    #[test]
    fn the_list_is_asked_for_by_name_by_helper_and_through_the_whole() {
        for source in [
            "{{#each figures}}{{label}}{{/each}}",
            "{{@root.figures}}",
            "{{figure \"income\"}}",
            "{{#if (len figures)}}x{{/if}}",
            "{{#each this}}{{this}}{{/each}}",
            "{{#each opening}}{{#with ../this}}{{#each this}}{{this}}{{/each}}{{/with}}{{/each}}",
            "{{#each opening}}{{#each @root}}{{this}}{{/each}}{{/each}}",
        ] {
            assert!(asks(source), "{source}");
        }
    }

    #[test]
    fn most_templates_do_not() {
        for source in [
            "{{#each opening}}{{text}}{{/each}}",
            "{{#if figures_table}}x{{/if}}",
            "{{#with elements}}{{#each signatures}}{{this}}{{/each}}{{/with}}",
            "{{#each opening}}{{#each this}}{{this}}{{/each}}{{/each}}",
        ] {
            assert!(!asks(source), "{source}");
        }
    }
}
