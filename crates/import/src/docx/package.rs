//! The package 文件包 of a Word file: which parts it has, and their bytes within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use gongwen_document::Diagnostic;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::xml::Tree;
use crate::sniff::{broken, encrypted, other_package, too_large};

/// No document has more parts.
const MAX_PARTS: usize = 10_000;

/// The most that one part unpacks to.
const MAX_PART_BYTES: u64 = 48 << 20;

/// The most that all parts that are read unpack to.
const MAX_BYTES: u64 = 96 << 20;

/// A package whose parts are unpacked one by one.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Names of the parts, in lower case and with `/`.
    names: Vec<String>,
    left: u64,
    /// The main part, as `word/document.xml`.
    main: String,
}

impl<'b> Package<'b> {
    /// Opens a package and finds its main part.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, Diagnostic> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > MAX_PARTS {
            return Err(too_large(
                format!("文档里有 {} 个部件，没有读", archive.len()),
                format!("the document has {} parts and was not read", archive.len()),
            ));
        }
        let mut names = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(broken)?;
            if part.encrypted() {
                return Err(encrypted());
            }
            let name = String::from_utf8_lossy(part.name_raw()).replace('\\', "/").to_ascii_lowercase();
            names.push(name.trim_start_matches('/').to_owned());
        }
        let mut package = Package { archive, names, left: MAX_BYTES, main: String::new() };
        let main = package.related("", "/officeDocument")?.into_iter().next();
        package.main = match main {
            Some(main) if package.has(&main) => main,
            _ => "word/document.xml".to_owned(),
        };
        let word = package.main.starts_with("word/") || package.has("word/document.xml");
        if !package.has(&package.main) || !word {
            return Err(other_package(&package.names));
        }
        Ok(package)
    }

    /// Whether there is a part of this name in lower case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// The tree of the main part.
    pub(super) fn document(&mut self) -> Result<Tree, Diagnostic> {
        let name = self.main.clone();
        self.tree(&name)?.ok_or_else(|| broken("no text"))
    }

    /// The trees of the parts to which the main part relates in this way, as `/styles`.
    pub(super) fn trees(&mut self, kind: &str) -> Result<Vec<Tree>, Diagnostic> {
        let main = self.main.clone();
        let names = self.related(&main, kind)?;
        let mut trees = Vec::new();
        for name in names {
            trees.extend(self.tree(&name)?);
        }
        Ok(trees)
    }

    /// The parts of the package to which a part (empty for the package itself) relates in this way. What lies outside is
    /// none of them.
    pub(super) fn related(&mut self, part: &str, kind: &str) -> Result<Vec<String>, Diagnostic> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(tree) = self.tree(&format!("{folder}{slash}_rels/{name}.rels"))? else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for relation in tree.root().into_iter().flat_map(|root| root.children()) {
            let wanted = relation.attribute("Type").is_some_and(|own| own.ends_with(kind));
            let inside = relation.attribute("TargetMode") != Some("External");
            if let (true, true, Some(target)) = (wanted, inside, relation.attribute("Target"))
                && let Some(target) = resolved(folder, target)
            {
                found.push(target);
            }
        }
        Ok(found)
    }

    fn tree(&mut self, name: &str) -> Result<Option<Tree>, Diagnostic> {
        self.text(name)?.map(|part| Tree::read(&part.text)).transpose()
    }

    /// The characters of a part by its name in lower case; none when there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<PartText>, Diagnostic> {
        let Some(index) = self.names.iter().position(|known| known == name) else { return Ok(None) };
        let limit = MAX_PART_BYTES.min(self.left);
        let part = self.archive.by_index(index).map_err(broken)?;
        let mut bytes = Vec::new();
        part.take(limit + 1).read_to_end(&mut bytes).map_err(broken)?;
        let length = bytes.len() as u64;
        if length > limit {
            let limit = MAX_PART_BYTES >> 20;
            return Err(too_large(
                format!("文档解压后太大（超过 {limit} MiB），没有读"),
                format!("the document unpacks to more than {limit} MiB and was not read"),
            ));
        }
        self.left -= length;
        let encoding = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
        let text = match encoding {
            Some(encoding) => encoding.decode(&bytes).0.into_owned(),
            None => String::from_utf8(bytes).map_err(broken)?,
        };
        Ok(Some(PartText { text, encoding }))
    }

    /// The name of the main part in lower case, as `word/document.xml`.
    pub(super) fn main(&self) -> &str {
        &self.main
    }

    /// The package with these parts, by their names in lower case, in the place of its own ones; a part that it lacks is
    /// put behind the others. Every other part keeps its bytes.
    pub(super) fn with(mut self, parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, Diagnostic> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let time = || SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        for (index, name) in self.names.iter().enumerate() {
            let part = self.archive.by_index_raw(index).map_err(broken)?;
            match parts.get(name) {
                Some(bytes) => {
                    let own = part.name().map_err(broken)?.into_owned();
                    let time = time().last_modified_time(part.last_modified().unwrap_or_default());
                    zip.start_file(own, time).map_err(broken)?;
                    zip.write_all(bytes).map_err(broken)?;
                }
                None => zip.raw_copy_file(part).map_err(broken)?,
            }
        }
        for (name, bytes) in parts.iter().filter(|(name, _)| !self.names.contains(name)) {
            zip.start_file(name.as_str(), time()).map_err(broken)?;
            zip.write_all(bytes).map_err(broken)?;
        }
        Ok(zip.finish().map_err(broken)?.into_inner())
    }
}

/// The characters of a part, and the encoding that its byte order mark names.
pub(super) struct PartText {
    pub(super) text: String,
    encoding: Option<&'static Encoding>,
}

impl PartText {
    /// A part that the package lacked.
    pub(super) fn new(text: String) -> PartText {
        PartText { text, encoding: None }
    }

    /// Its bytes, in the encoding that it had.
    pub(super) fn bytes(self) -> Vec<u8> {
        let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(0xFEFF).chain(self.text.encode_utf16()).flat_map(bytes).collect()
        };
        match self.encoding {
            Some(encoding) if encoding == UTF_16LE => wide(u16::to_le_bytes),
            Some(encoding) if encoding == UTF_16BE => wide(u16::to_be_bytes),
            Some(_) => ["\u{FEFF}".as_bytes(), self.text.as_bytes()].concat(),
            None => self.text.into_bytes(),
        }
    }
}

/// A target as a name in the package; none when it leads out of it.
fn resolved(folder: &str, target: &str) -> Option<String> {
    let target = target.replace('\\', "/").to_ascii_lowercase();
    let (mut steps, path): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(path) => (Vec::new(), path),
        None => (folder.split('/').filter(|step| !step.is_empty()).collect(), &target),
    };
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_stay_in_the_package() {
        assert_eq!(resolved("word", "styles.xml").as_deref(), Some("word/styles.xml"));
        assert_eq!(resolved("word", "/word/Document.xml").as_deref(), Some("word/document.xml"));
        assert_eq!(resolved("word", "../customXml/item1.xml").as_deref(), Some("customxml/item1.xml"));
        assert_eq!(resolved("word", "../../../etc/passwd"), None);
    }
}
