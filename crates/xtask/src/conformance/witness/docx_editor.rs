//! docx-editor, whose layout runs without a browser.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::conformance::lines::{Line, Page, Word};
use crate::run::{Failure, root, run, text};

const EDITOR: &str = "@docx-editor.dev/core@2.35.0";
/// It asks for this Node.js at least.
const NODE: [u32; 2] = [20, 16];
const SCRIPT: &str = include_str!("docx_editor.mjs");
/// 1 pt in mm.
const MM: f64 = 25.4 / 72.0;

fn folder() -> PathBuf {
    root().join("target/conformance-tools/docx-editor")
}

/// Installs the editor, and a Node.js that is new enough where there is none.
pub(super) fn prepare() -> Result<(), Failure> {
    let folder = folder();
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("docx_editor.mjs"), SCRIPT)?;
    if fs::read_to_string(folder.join("ready")).unwrap_or_default() == EDITOR {
        return Ok(());
    }
    fs::write(folder.join("package.json"), "{\"private\":true,\"type\":\"module\"}")?;
    let mut words = vec!["npm", "install", "--silent", "--no-audit", "--no-fund", EDITOR];
    if !new_enough() {
        words.push("node@22");
    }
    run(&folder, &words)?;
    Ok(fs::write(folder.join("ready"), EDITOR)?)
}

fn new_enough() -> bool {
    let version = text(&["node", "--version"]).unwrap_or_default();
    let numbers: Vec<u32> =
        version.trim().trim_start_matches('v').split('.').filter_map(|part| part.parse().ok()).collect();
    numbers.get(..2).is_some_and(|version| version >= &NODE[..])
}

/// The pages of these files.
pub(super) fn pages(files: &[PathBuf]) -> Result<Vec<Vec<Page>>, Failure> {
    let folder = folder();
    let own = folder.join("node_modules/node/bin/node");
    let mut command = Command::new(if own.exists() { own } else { PathBuf::from("node") });
    command.arg(folder.join("docx_editor.mjs")).arg(root().join("crates/fonts/assets")).args(files);
    let said = command.output()?;
    if !said.status.success() {
        return Err(format!("docx-editor failed: {}", String::from_utf8_lossy(&said.stderr)).into());
    }
    String::from_utf8(said.stdout)?.lines().map(read).collect()
}

/// A document of one line of JSON.
fn read(line: &str) -> Result<Vec<Page>, Failure> {
    let document: serde_json::Value = serde_json::from_str(line)?;
    let number = |value: &serde_json::Value, name: &str| value[name].as_f64().unwrap_or(0.0) * MM;
    let pages = document["pages"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(pages
        .iter()
        .map(|page| {
            let lines = page["lines"].as_array().map(Vec::as_slice).unwrap_or_default();
            let mut lines: Vec<Line> = lines
                .iter()
                .map(|line| {
                    Line::of(vec![Word {
                        text: line["text"].as_str().unwrap_or_default().to_owned(),
                        left: number(line, "left"),
                        right: number(line, "right"),
                        top: number(line, "top"),
                        bottom: number(line, "bottom"),
                    }])
                })
                .collect();
            // Cells of one row stand beside each other.
            lines.sort_by(|one, other| one.top.total_cmp(&other.top));
            Page { width: number(page, "width"), height: number(page, "height"), lines, number: None }
        })
        .collect())
}
