//! `cargo xtask wasm`: the library compiled to WebAssembly makes the very bytes that the native one makes, in Node.

use std::fs;
use std::path::Path;

use gongwen::{Fonts, Press, Report};

use crate::run::{Failure, root, run, target, text};

const TARGET: &str = "wasm32-unknown-unknown";

/// The real report; a document with letterhead, seals and imprint; footnotes.
const REPORTS: [&str; 3] =
    ["fixtures/reports/jinjiang-2024.toml", "fixtures/forms/joint-3.toml", "fixtures/forms/footnotes.toml"];

/// Hands a report to the module byte by byte and writes what it makes. printpdf brings functions for a web page of its own, which
/// ask JavaScript for others: nothing here calls them, and who did would be told.
const SCRIPT: &str = r#"
import { readFileSync, writeFileSync } from "node:fs";
const [module, ...jobs] = process.argv.slice(2);
const compiled = await WebAssembly.compile(readFileSync(module));
const imports = {};
for (const { module, name } of WebAssembly.Module.imports(compiled)) {
  (imports[module] ??= {})[name] = () => { throw new Error(`${name} was called`); };
}
const { put, make, get } = (await WebAssembly.instantiate(compiled, imports)).exports;
for (let at = 0; at < jobs.length; at += 3) {
  for (const byte of readFileSync(jobs[at])) put(byte);
  const length = make(Number(jobs[at + 1]));
  const bytes = [];
  for (let byte = get(0), index = 0; byte >= 0; byte = get(++index)) bytes.push(byte);
  if (length < 0) throw new Error(`${jobs[at]}: ${Buffer.from(bytes)}`);
  writeFileSync(jobs[at + 2], Buffer.from(bytes));
}
"#;

/// Builds the module, runs it and compares.
#[allow(clippy::print_stdout)]
pub(crate) fn check() -> Result<(), Failure> {
    text(&["rustup", "target", "add", TARGET])?;
    // What is compiled for one run is compiled fast.
    let quick = "profile.dev.package.'*'.opt-level=0";
    run(
        &root(),
        &[
            "cargo",
            "build",
            "--quiet",
            "--locked",
            "-p",
            "gongwen-wasm",
            "--target",
            TARGET,
            "--config",
            quick,
        ],
    )?;
    let module = target()?.join(TARGET).join("debug/gongwen_wasm.wasm");
    let folder = tempfile::tempdir()?;
    let script = folder.path().join("run.mjs");
    fs::write(&script, SCRIPT)?;
    let made = |report: usize, format: usize| folder.path().join(format!("{report}-{format}"));
    let mut words = vec!["node".to_owned(), shown(&script), shown(&module)];
    for (number, report) in REPORTS.iter().enumerate() {
        for format in 0..2 {
            words.extend([shown(&root().join(report)), format.to_string(), shown(&made(number, format))]);
        }
    }
    run(&root(), &words.iter().map(String::as_str).collect::<Vec<_>>())?;
    let press = Press::new(Fonts::embedded());
    for (number, report) in REPORTS.iter().enumerate() {
        let source = Report::from_toml(&fs::read_to_string(root().join(report))?)?;
        for (format, native) in
            [("DOCX", press.docx(&source)?), ("PDF", press.pdf(&source)?)].iter().enumerate()
        {
            let (name, native) = native;
            let bytes = fs::read(made(number, format))?;
            if bytes != *native {
                let (ours, theirs) = (native.len(), bytes.len());
                return Err(format!(
                    "{report}: the {name} of WebAssembly is another one, {theirs} bytes instead of {ours}"
                )
                .into());
            }
            println!("{report}: {name}, {} bytes, the same", bytes.len());
        }
    }
    Ok(())
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
