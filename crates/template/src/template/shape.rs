//! The shape of the view, read from its own types: which fields a template can name, and what each holds.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use crate::view;

/// What stands at a path of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// An object with these named fields.
    Object(BTreeMap<String, Rc<Shape>>),
    /// A list of these.
    List(Rc<Shape>),
    /// A text or number, which can be printed.
    Plain,
    /// Not known; everything goes.
    Any,
}

impl Shape {
    /// The shape of the whole view.
    pub(super) fn of_view() -> Rc<Shape> {
        let schema = view::schema();
        Rc::new(read(schema.as_value(), schema.as_value()))
    }

    /// Names of the fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        match self {
            Shape::Object(fields) => Some(fields.keys().map(String::as_str)),
            _ => None,
        }
        .into_iter()
        .flatten()
    }

    /// What stands at this field or index.
    pub(super) fn get(&self, name: &str) -> Option<Rc<Shape>> {
        match self {
            Shape::Object(fields) => fields.get(name).cloned(),
            Shape::List(inner) => name.parse::<usize>().ok().map(|_| inner.clone()),
            Shape::Plain => None,
            Shape::Any => Some(Rc::new(Shape::Any)),
        }
    }
}

fn read(schema: &Value, root: &Value) -> Shape {
    if let Some(name) =
        schema.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/$defs/"))
    {
        return root
            .get("$defs")
            .and_then(|defs| defs.get(name))
            .map_or(Shape::Any, |inner| read(inner, root));
    }
    // An optional part is that part or null.
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let null = |choice: &&Value| choice.get("type").and_then(Value::as_str) == Some("null");
        return choices.iter().find(|choice| !null(choice)).map_or(Shape::Any, |inner| read(inner, root));
    }
    if let Some(fields) = schema.get("properties").and_then(Value::as_object) {
        let fields = fields.iter().map(|(name, inner)| (name.clone(), Rc::new(read(inner, root))));
        return Shape::Object(fields.collect());
    }
    if let Some(inner) = schema.get("items") {
        return Shape::List(Rc::new(read(inner, root)));
    }
    if schema.get("type").is_some() { Shape::Plain } else { Shape::Any }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::helpers;

    #[test]
    fn the_shape_follows_the_types() {
        let view = Shape::of_view();
        let at = |path: &str| path.split('.').try_fold(view.clone(), |shape, name| shape.get(name));
        assert_eq!(at("achievements.areas.0.items.0.heading").as_deref(), Some(&Shape::Plain));
        assert_eq!(at("elements.issue_date.text").as_deref(), Some(&Shape::Plain));
        assert_eq!(at("figures_table.rows.0.growth").as_deref(), Some(&Shape::Plain));
        assert!(matches!(at("elements.addressees").as_deref(), Some(Shape::List(_))));
        assert_eq!(at("elements.tittle"), None);
        assert_eq!(at("year.x"), None);
    }

    #[test]
    fn no_field_has_the_name_of_a_helper() {
        fn walk(shape: &Shape) {
            match shape {
                Shape::Object(fields) => {
                    for (name, inner) in fields {
                        assert!(!helpers::known(name), "{{{{{name}}}}} would call the helper");
                        walk(inner);
                    }
                }
                Shape::List(inner) => walk(inner),
                _ => {}
            }
        }
        walk(&Shape::of_view());
    }
}
