//! Paths of handlebars taken apart: `../name`, `@index`, `@root.year`, `this.text`, `list.[0]`.

/// A path as a template writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TemplatePath<'p> {
    /// Where the path starts: here, at the root, or in a variable.
    pub(super) from: PathStart,
    /// Names in order; empty for the place it starts at.
    pub(super) names: Vec<&'p str>,
}

/// Where a path starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathStart {
    /// Here, or so many blocks further out.
    Block(usize),
    /// The whole view, as `@root` says.
    Root,
    /// A variable of the block here or so many blocks further out, as `@index`.
    Local(usize),
}

impl<'p> TemplatePath<'p> {
    /// Reads a path that handlebars has accepted.
    pub(super) fn parse(raw: &'p str) -> TemplatePath<'p> {
        let mut rest = raw.strip_prefix("./").unwrap_or(raw);
        let mut from = PathStart::Block(0);
        if let Some(below) = rest.strip_prefix("@root.").or_else(|| rest.strip_prefix("@root/")) {
            rest = below;
            from = PathStart::Root;
        } else if let Some(local) = rest.strip_prefix('@') {
            rest = local;
            from = PathStart::Local(0);
        }
        while let Some(outer) = rest.strip_prefix("../").or_else(|| rest.strip_prefix("..\\.")) {
            rest = outer;
            from = match from {
                PathStart::Block(up) => PathStart::Block(up + 1),
                PathStart::Local(up) => PathStart::Local(up + 1),
                PathStart::Root => PathStart::Root,
            };
        }
        TemplatePath { from, names: names(rest) }
    }
}

fn names(mut rest: &str) -> Vec<&str> {
    let mut names = Vec::new();
    while !rest.is_empty() {
        let (name, after) = if let Some(raw) = rest.strip_prefix('[') {
            raw.split_once(']').unwrap_or((raw, ""))
        } else {
            let end = rest.find(['.', '/']).unwrap_or(rest.len());
            rest.split_at(end)
        };
        if !matches!(name, "this" | "") {
            names.push(name);
        }
        rest = after.strip_prefix(['.', '/']).unwrap_or(after);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_apart() {
        for (raw, from, names) in [
            ("year", PathStart::Block(0), vec!["year"]),
            ("this", PathStart::Block(0), vec![]),
            ("this.text", PathStart::Block(0), vec!["text"]),
            ("./text", PathStart::Block(0), vec!["text"]),
            ("../year", PathStart::Block(1), vec!["year"]),
            ("../../elements/title.text", PathStart::Block(2), vec!["elements", "title", "text"]),
            ("@index", PathStart::Local(0), vec!["index"]),
            ("@../index", PathStart::Local(1), vec!["index"]),
            ("@root.locality.name", PathStart::Root, vec!["locality", "name"]),
            ("list.[1]", PathStart::Block(0), vec!["list", "1"]),
        ] {
            assert_eq!(TemplatePath::parse(raw), TemplatePath { from, names }, "{raw}");
        }
    }
}
