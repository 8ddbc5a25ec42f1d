//! The part of the comments 批注, and the lists of the package that name it; made where the package lacks it.

use std::collections::BTreeMap;

use gongwen_document::Diagnostic;

use super::super::package::{Package, PartText};
use super::super::xml::Tree;
use crate::sniff::broken;

const TRANSITIONAL: (&str, &str) = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
);
const STRICT: (&str, &str) = (
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
);

/// The part, and what it takes to have it in the package.
pub(super) struct Parts {
    name: String,
    part: PartText,
    prefix: String,
    largest_id: u32,
    new: bool,
    /// The lists that name it, by their names.
    lists: BTreeMap<String, PartText>,
    added: String,
}

impl Parts {
    /// Finds the part, or makes it.
    ///
    /// # Errors
    /// A package that is broken.
    pub(super) fn of(package: &mut Package<'_>, document: &str) -> Result<Parts, Diagnostic> {
        let main = package.main().to_owned();
        for name in package.related(&main, "/comments")? {
            if let Some(part) = package.text(&name)? {
                return Parts::there(name, part);
            }
        }
        Parts::made(package, &main, document.contains(STRICT.0))
    }

    fn there(name: String, mut part: PartText) -> Result<Parts, Diagnostic> {
        let tree = Tree::read(&part.text)?;
        let root = tree.root().ok_or_else(|| broken("no element"))?;
        let ids = root.children().filter_map(|it| it.attribute("id")?.parse::<u32>().ok());
        let largest_id = ids.max().unwrap_or(0);
        let tag = part.text.get(root.at() + 1..).unwrap_or_default();
        let own = tag.split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default().to_owned();
        let prefix = own.rsplit_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
        // An empty list of comments may be one tag.
        if root.children().next().is_none()
            && let Some(open) = part.text.trim_end().strip_suffix("/>")
        {
            part.text = format!("{}></{own}>", open.trim_end());
        }
        let new = false;
        Ok(Parts { name, part, prefix, largest_id, new, lists: BTreeMap::new(), added: String::new() })
    }

    fn made(package: &mut Package<'_>, main: &str, strict: bool) -> Result<Parts, Diagnostic> {
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let (slash, near) = if folder.is_empty() { ("", String::new()) } else { ("/", format!("{folder}/")) };
        let mut free = ["comments", "comments-gongwen"].iter().map(|stem| format!("{near}{stem}.xml"));
        let free = free.find(|name| !package.has(name));
        let Some(name) = free else { return Err(broken("a part of comments that nothing names")) };
        let (space, relation) = if strict { STRICT } else { TRANSITIONAL };
        let mut lists = BTreeMap::new();

        let types_name = "[content_types].xml";
        let mut types = package.text(types_name)?.ok_or_else(|| broken("no [Content_Types].xml"))?;
        let entry = format!(
            "<Override PartName=\"/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>"
        );
        insert(&mut types.text, "Types", &entry)?;
        lists.insert(types_name.to_owned(), types);

        let rels_name = format!("{near}_rels/{file}.rels");
        let mut rels = package.text(&rels_name)?.unwrap_or_else(|| {
            PartText::new(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
                    .to_owned(),
            )
        });
        let mut id = "gongwenComments".to_owned();
        while rels.text.contains(&format!("\"{id}\"")) {
            id.push('1');
        }
        let target = name.strip_prefix(&format!("{folder}{slash}")).unwrap_or(&name);
        let entry = format!("<Relationship Id=\"{id}\" Type=\"{relation}/comments\" Target=\"{target}\"/>");
        insert(&mut rels.text, "Relationships", &entry)?;
        lists.insert(rels_name, rels);

        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{space}\"></w:comments>"
        );
        let part = PartText::new(text);
        let (prefix, added) = ("w:".to_owned(), String::new());
        Ok(Parts { name, part, prefix, largest_id: 0, new: true, lists, added })
    }

    /// The largest id of a comment that was there.
    pub(super) fn largest_id(&self) -> u32 {
        self.largest_id
    }

    /// Whether the package had none.
    pub(super) fn is_new(&self) -> bool {
        self.new
    }

    /// The prefix of its elements, with its colon.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Adds an element.
    pub(super) fn push(&mut self, element: &str) {
        self.added.push_str(element);
    }

    /// The parts that have changed, by their names.
    pub(super) fn written(mut self) -> BTreeMap<String, Vec<u8>> {
        if let Some(end) = self.part.text.rfind("</") {
            self.part.text.insert_str(end, &self.added);
        }
        let mut parts: BTreeMap<String, Vec<u8>> =
            self.lists.into_iter().map(|(name, part)| (name, part.bytes())).collect();
        parts.insert(self.name, self.part.bytes());
        parts
    }
}

/// Puts an entry at the end of a list, whose elements may have a prefix.
fn insert(list: &mut String, root: &str, entry: &str) -> Result<(), Diagnostic> {
    let end = list.rfind("</");
    if let Some(end) = end
        && let Some(name) = list.get(end + 2..).and_then(|rest| rest.split(['>', ' ', '\n', '\r']).next())
    {
        let entry = match name.strip_suffix(root).filter(|prefix| !prefix.is_empty()) {
            Some(prefix) => entry.replacen('<', &format!("<{prefix}"), 1),
            None => entry.to_owned(),
        };
        list.insert_str(end, &entry);
        return Ok(());
    }
    // An empty list is one tag.
    let Some(open) = list.trim_end().strip_suffix("/>") else {
        return Err(broken("a list that does not end"));
    };
    *list = format!("{open}>{entry}</{root}>");
    Ok(())
}
