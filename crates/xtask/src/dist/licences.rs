//! The licences of the crates in a program: each crate, and each text once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::targets::Target;
use crate::run::{Failure, text};

/// A list of all crates of others that are compiled into the program for a target, and the texts that they come with.
pub(super) fn of_crates(target: &Target) -> Result<String, Failure> {
    let metadata =
        text(&["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target.name])?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let inside = inside(&metadata);
    let mut listed = String::from("The crates in this program, and their licences.\n\n");
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut without = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let word = |field: &str| package[field].as_str().unwrap_or_default();
        if package["source"].is_null() || !inside.contains(word("id")) {
            continue;
        }
        let name = format!("{} {}", word("name"), word("version"));
        let licence = package["license"].as_str().ok_or_else(|| format!("{name} names no licence"))?;
        writeln!(listed, "{name}: {licence}")?;
        let found = beside(Path::new(word("manifest_path")))?;
        if found.is_empty() {
            without.push(format!("{name} ({})", word("repository")));
        }
        for text in found {
            texts.entry(text).or_default().insert(name.clone());
        }
    }
    if !without.is_empty() {
        writeln!(listed, "\nThese come without a text of their licence: {}.", without.join(", "))?;
    }
    for (text, names) in texts {
        let names: Vec<String> = names.into_iter().collect();
        writeln!(listed, "\n{}\n{}:\n\n{}", "=".repeat(100), names.join(", "), text.trim_end())?;
    }
    Ok(listed)
}

/// Ids of the packages that are compiled into the program: not those that only build or test it.
fn inside(metadata: &Value) -> BTreeSet<String> {
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let mut open: Vec<&str> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|package| package["name"] == "gongwen-cli")
        .filter_map(|package| package["id"].as_str())
        .collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !found.insert(id.to_owned()) {
            continue;
        }
        for dependency in nodes.get(id).and_then(|node| node["deps"].as_array()).into_iter().flatten() {
            let normal =
                dependency["dep_kinds"].as_array().into_iter().flatten().any(|kind| kind["kind"].is_null());
            open.extend(dependency["pkg"].as_str().filter(|_| normal));
        }
    }
    found
}

/// The texts beside a manifest whose names begin as those of licences do.
fn beside(manifest: &Path) -> Result<BTreeSet<String>, Failure> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(manifest.parent().unwrap_or(Path::new("")))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_ascii_uppercase();
        let named = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT", "UNLICENSE"]
            .iter()
            .any(|known| name.starts_with(known));
        if named && entry.path().is_file() {
            let text = String::from_utf8_lossy(&fs::read(entry.path())?).replace("\r\n", "\n");
            found.insert(text);
        }
    }
    Ok(found)
}
