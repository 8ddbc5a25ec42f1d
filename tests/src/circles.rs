//! Which files of a crate use which, and the circles among them. Read off the text: `use` and paths in the code; a name
//! that a module passes on is that of the file that has it. Tests inside a file, strings and comments do not count, and
//! to declare or pass on a module is no use of it.

use std::collections::{BTreeMap, BTreeSet};

/// A module by its names from the root of its crate, which has none.
type Module = Vec<String>;

/// One file: the paths that its code uses, and those that it passes on under a name.
#[derive(Default)]
struct Uses {
    paths: Vec<Vec<String>>,
    passed_on: BTreeMap<String, Vec<String>>,
}

/// The circles among the files of a crate, each as the names of its files; `files` has each file's path below `src` and
/// its text.
pub fn circles(files: &[(String, String)]) -> Vec<Vec<String>> {
    let mut read: BTreeMap<Module, Uses> = BTreeMap::new();
    for (path, text) in files {
        read.insert(module(path), uses(&tokens(text)));
    }
    let edges: BTreeMap<&Module, BTreeSet<Module>> = read
        .iter()
        .map(|(from, uses)| {
            let found = uses.paths.iter().filter_map(|path| resolve(&read, from, path, 0));
            (from, found.filter(|to| to != from).collect())
        })
        .collect();
    // Files that reach each other are a circle.
    let reach: BTreeMap<&Module, BTreeSet<&Module>> =
        edges.keys().map(|from| (*from, reached(&edges, from))).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (from, there) in &reach {
        let circle: Vec<&Module> = there
            .iter()
            .filter(|to| reach.get(**to).is_some_and(|back| back.contains(from)))
            .copied()
            .collect();
        if circle.len() > 1 && seen.insert(circle.clone()) {
            found.push(circle.iter().map(|module| shown(module)).collect());
        }
    }
    found
}

fn shown(module: &Module) -> String {
    if module.is_empty() { "lib".to_owned() } else { module.join("/") }
}

fn module(path: &str) -> Module {
    let mut names: Module = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
        names.pop();
    }
    names
}

fn reached<'e>(edges: &'e BTreeMap<&Module, BTreeSet<Module>>, from: &Module) -> BTreeSet<&'e Module> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&Module> = edges.get(from).into_iter().flatten().collect();
    while let Some(module) = next.pop() {
        if found.insert(module) {
            next.extend(edges.get(module).into_iter().flatten());
        }
    }
    found
}

/// The file that a path leads to; none outside the crate.
fn resolve(read: &BTreeMap<Module, Uses>, from: &Module, path: &[String], depth: usize) -> Option<Module> {
    let (first, mut rest) = path.split_first()?;
    let mut at = match first.as_str() {
        "crate" => Module::new(),
        "self" => from.clone(),
        "super" => {
            let mut up = from.clone();
            up.pop();
            while let Some((next, behind)) = rest.split_first().filter(|(next, _)| *next == "super") {
                (_, rest) = (next, behind);
                up.pop();
            }
            up
        }
        name => {
            let child: Module = from.iter().cloned().chain([name.to_owned()]).collect();
            Some(child).filter(|child| read.contains_key(child))?
        }
    };
    while let Some((name, behind)) = rest.split_first() {
        let child: Module = at.iter().cloned().chain([name.clone()]).collect();
        if read.contains_key(&child) {
            (at, rest) = (child, behind);
        } else if let Some(passed) = read.get(&at).and_then(|uses| uses.passed_on.get(name))
            && depth < 8
        {
            return resolve(read, &at, passed, depth + 1);
        } else {
            break;
        }
    }
    Some(at)
}

/// Names, `::` and single signs of a text, without comments, strings and the tests at its end.
fn tokens(text: &str) -> Vec<String> {
    let text = text.find("#[cfg(test)]\nmod ").map_or(text, |end| &text[..end]);
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut found = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        let c = at(index);
        if c == '/' && at(index + 1) == '/' {
            while index < chars.len() && at(index) != '\n' {
                index += 1;
            }
        } else if c == 'r'
            && (at(index + 1) == '"' || (at(index + 1) == '#' && matches!(at(index + 2), '#' | '"')))
        {
            let hashes = (1..).take_while(|offset| at(index + offset) == '#').count();
            index += hashes + 2;
            let ends =
                |index: usize| at(index) == '"' && (1..=hashes).all(|offset| at(index + offset) == '#');
            while index < chars.len() && !ends(index) {
                index += 1;
            }
            index += hashes + 1;
        } else if c == '"' {
            index += 1;
            while index < chars.len() && at(index) != '"' {
                index += if at(index) == '\\' { 2 } else { 1 };
            }
            index += 1;
        } else if c == '\'' && at(index + 1) == '\\' {
            index += 3;
            while index < chars.len() && at(index - 1) != '\'' {
                index += 1;
            }
        } else if c == '\'' && at(index + 2) == '\'' {
            index += 3;
        } else if c.is_alphanumeric() || c == '_' {
            let start = index;
            while at(index).is_alphanumeric() || at(index) == '_' {
                index += 1;
            }
            found.push(chars[start..index].iter().collect());
        } else if c == ':' && at(index + 1) == ':' {
            found.push("::".to_owned());
            index += 2;
        } else {
            if !c.is_whitespace() {
                found.push(c.to_string());
            }
            index += 1;
        }
    }
    found
}

fn uses(tokens: &[String]) -> Uses {
    let is = |index: usize, token: &str| tokens.get(index).is_some_and(|found| found == token);
    let mut uses = Uses::default();
    let (mut index, mut passes_on) = (0, false);
    while let Some(token) = tokens.get(index) {
        match token.as_str() {
            // How far something is seen, as `pub(in crate::rows)`, is no use.
            "pub" => {
                index += 1;
                if is(index, "(") && (is(index + 1, "crate") || is(index + 1, "super") || is(index + 1, "in"))
                {
                    while index < tokens.len() && !is(index, ")") {
                        index += 1;
                    }
                    index += 1;
                }
                passes_on = true;
                continue;
            }
            "use" => {
                let end = (index..tokens.len()).find(|end| is(*end, ";")).unwrap_or(tokens.len());
                let mut paths = Vec::new();
                tree(&tokens[index + 1..end], &[], &mut paths);
                for (path, name) in paths {
                    if passes_on {
                        uses.passed_on.insert(name, path);
                    } else {
                        uses.paths.push(path);
                    }
                }
                index = end;
            }
            first if is(index + 1, "::") && !(index > 0 && is(index - 1, "::")) => {
                let mut path = vec![first.to_owned()];
                while is(index + 1, "::")
                    && tokens
                        .get(index + 2)
                        .is_some_and(|next| next.len() > 1 || next.starts_with(char::is_alphabetic))
                {
                    index += 2;
                    path.extend(tokens.get(index).cloned());
                }
                if path.len() > 1 {
                    uses.paths.push(path);
                }
            }
            _ => {}
        }
        passes_on = false;
        index += 1;
    }
    uses
}

/// The paths of a tree of `use`, each with the name that it has here.
fn tree(tokens: &[String], before: &[String], paths: &mut Vec<(Vec<String>, String)>) {
    let mut path = before.to_vec();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        match token.as_str() {
            "{" => {
                let (mut depth, mut start) = (0, index + 1);
                for (end, token) in tokens.iter().enumerate().skip(index + 1) {
                    match token.as_str() {
                        "{" => depth += 1,
                        "}" if depth > 0 => depth -= 1,
                        "," | "}" if depth == 0 => {
                            if start < end {
                                tree(&tokens[start..end], &path, paths);
                            }
                            start = end + 1;
                        }
                        _ => {}
                    }
                }
                return;
            }
            "::" => {}
            "as" => {
                let name = tokens.get(index + 1).cloned().unwrap_or_default();
                paths.push((path, name));
                return;
            }
            name => path.push(name.to_owned()),
        }
        index += 1;
    }
    let name = path.last().cloned().unwrap_or_default();
    // `use a::{self}` is `a`.
    if name == "self" && path.len() > 1 {
        path.pop();
        let name = path.last().cloned().unwrap_or_default();
        paths.push((path, name));
    } else {
        paths.push((path, name));
    }
}

#[cfg(test)]
mod tests {
    use super::circles;

    fn found(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let files: Vec<_> =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        circles(&files)
    }

    #[test]
    fn a_child_that_uses_what_its_parent_has_is_a_circle() {
        let lib = ("lib.rs", "mod room;");
        let parent = ("room/mod.rs", "mod chair; pub(crate) struct Wood; fn sit() { chair::sit() }");
        let files = [lib, parent, ("room/chair.rs", "use super::Wood; pub(super) fn sit() {}")];
        assert_eq!(found(&files), [["room", "room/chair"]]);
        // Declared and passed on only, it is none, and names lead to the file that has them.
        let parent =
            ("room/mod.rs", "mod chair; mod wood; pub(crate) use wood::Wood; fn sit() { chair::sit() }");
        let chair = ("room/chair.rs", "use super::Wood; pub(in crate::room) fn sit() {}");
        assert_eq!(found(&[lib, parent, chair, ("room/wood.rs", "pub(crate) struct Wood;")]), [[""; 0]; 0]);
    }

    #[test]
    fn paths_in_code_and_long_ways_round_are_seen() {
        let files = [
            ("lib.rs", "mod a; mod b; mod c;"),
            ("a.rs", "fn a() { crate::b::<u8>::x(); crate::b::b() }"),
            ("b.rs", "use crate::{c::{self, C as D}, d};"),
            (
                "c.rs",
                "// use crate::a;\nconst A: &str = r#\"\"crate::a\"#; const Q: char = '\"'; fn c() { super::a::a() }",
            ),
        ];
        assert_eq!(found(&files), [["a", "b", "c"]]);
        let tested = ("c.rs", "fn c() {}\n#[cfg(test)]\nmod tests { use crate::a; }");
        assert_eq!(found(&[files[0], files[1], files[2], tested]), [[""; 0]; 0]);
    }
}
