//! What goes out beside the program: manual, examples, licences, completions, pages of `man`, and the list of its parts.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::place::place;
use super::source::Source;
use super::targets::{Kind, Target};
use super::{licences, tools};
use crate::run::{Failure, root, run, text};

/// Files of the repository that go along, and where they stand in the archive.
const FILES: &[(&str, &str)] = &[
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("CHANGELOG.md", "CHANGELOG.md"),
    ("crates/fonts/assets/noto/OFL-Noto.txt", "licenses/fonts/OFL-Noto.txt"),
    ("crates/fonts/assets/wenkai/OFL-LXGW-WenKai.txt", "licenses/fonts/OFL-LXGW-WenKai.txt"),
    ("crates/check/rules/LICENSE-jieba.txt", "licenses/data/LICENSE-jieba.txt"),
    ("crates/layout/src/inline/title/LICENSE-icu.txt", "licenses/data/LICENSE-icu.txt"),
];

/// Folders of the repository that go along whole.
const FOLDERS: &[(&str, &str)] = &[
    ("examples", "examples"),
    ("fixtures/forms", "examples/forms"),
    ("fixtures/reports", "examples/reports"),
    ("fixtures/villages", "examples/villages"),
    ("schema", "schema"),
];

/// What pages of the manual link to outside of it, and where that stands in an archive.
const LINKS: &[(&str, &str)] = &[
    ("](../../fixtures/", "](../examples/"),
    ("](../../examples/", "](../examples/"),
    ("](../../schema/", "](../schema/"),
];

/// How a shell calls its script.
const COMPLETIONS: &[(&str, &str)] =
    &[("bash", "gongwen.bash"), ("zsh", "_gongwen"), ("fish", "gongwen.fish"), ("powershell", "gongwen.ps1")];

/// Fills a folder with the program and all that goes along; its path. `native` is a program that runs here; without `listed`
/// the list of all crates stays away, whose maker takes minutes to compile.
pub(super) fn gather(
    target: &Target,
    program: &Path,
    native: &Path,
    source: &Source,
    listed: bool,
) -> Result<PathBuf, Failure> {
    let folder = place()?.join("stage").join(format!("gongwen-{}-{}", source.version, target.name));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    copy(program, &folder.join(target.program()))?;
    for (from, to) in FILES {
        copy(&root().join(from), &folder.join(to))?;
    }
    for (from, to) in FOLDERS {
        copy_folder(&root().join(from), &folder.join(to))?;
    }
    let native = native.display().to_string();
    for (shell, file) in COMPLETIONS {
        put(&folder.join("completions").join(file), &text(&[&native, "completions", shell])?)?;
    }
    if target.kind != Kind::Windows {
        for (language, pages) in [("zh", "man/zh_CN/man1"), ("en", "man/man1")] {
            let pages = folder.join(pages).display().to_string();
            run(&root(), &[&native, "--lang", language, "man", &pages])?;
        }
    }
    manual(&folder.join("manual"))?;
    linked(&folder.join("manual"))?;
    put(&folder.join("licenses/crates.txt"), &licences::of_crates(target)?)?;
    if listed {
        parts(target, source, &folder.join("sbom.cdx.json"))?;
    }
    Ok(folder)
}

/// The manual as pages for a browser.
fn manual(to: &Path) -> Result<(), Failure> {
    let book = place()?.join("book");
    if book.exists() {
        fs::remove_dir_all(&book)?;
    }
    copy(&root().join("docs/book.toml"), &book.join("book.toml"))?;
    for entry in fs::read_dir(root().join("docs/guide"))? {
        let entry = entry?;
        let page = fs::read_to_string(entry.path())?;
        let page = LINKS.iter().fold(page, |page, (from, to)| page.replace(from, to));
        // It would be looked for as a page for a browser.
        put(&book.join("guide").join(entry.file_name()), &page.replace("/README.md)", "/)"))?;
    }
    let mdbook = tools::python()?.join("mdbook").display().to_string();
    run(&book, &["env", "MDBOOK_LOG=warn", &mdbook, "build", "--dest-dir", &to.display().to_string()])
}

/// Fails with a link of the manual that leads nowhere.
fn linked(manual: &Path) -> Result<(), Failure> {
    let mut found = 0;
    for entry in fs::read_dir(manual)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let page = fs::read_to_string(&path)?;
        for link in page.split("<a href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
            if link.is_empty() || link.contains("://") {
                continue;
            }
            found += 1;
            if !manual.join(link).exists() {
                return Err(format!("{}: the link {link} leads nowhere", path.display()).into());
            }
        }
    }
    if found == 0 { Err("the manual has no links, so nothing was looked at".into()) } else { Ok(()) }
}

/// The list of all crates in the program, as CycloneDX has it: not those that only build or test it.
fn parts(target: &Target, source: &Source, to: &Path) -> Result<(), Failure> {
    let tool = tools::list_maker()?.display().to_string();
    let (date, cli) = (format!("SOURCE_DATE_EPOCH={}", source.epoch), root().join("crates/cli/Cargo.toml"));
    let made = run(
        &root(),
        &[
            "env",
            &date,
            &tool,
            "cyclonedx",
            "--quiet",
            "--format",
            "json",
            "--spec-version",
            "1.5",
            "--no-build-deps",
            "--target",
            target.name,
            "--override-filename",
            LIST.trim_end_matches(".json"),
            "--manifest-path",
            &cli.display().to_string(),
        ],
    );
    let listed = fs::read_to_string(cli.with_file_name(LIST));
    // One stands beside each manifest of the workspace.
    for folder in members()? {
        let _ = fs::remove_file(folder.join(LIST));
    }
    made?;
    // Nothing of this machine: where the sources stand, and where the workspace does.
    put(to, &listed?.replace(&format!("file://{}", root().display()), "file:///gongwen"))
}

/// The name under which a list is made: nobody else's file.
const LIST: &str = "gongwen-parts.json";

/// The folders of the workspace's packages.
fn members() -> Result<Vec<PathBuf>, Failure> {
    let manifest = root().join("Cargo.toml").display().to_string();
    let words = ["cargo", "metadata", "--no-deps", "--format-version", "1", "--manifest-path", &manifest];
    let metadata: Value = serde_json::from_str(&text(&words)?)?;
    let manifests = metadata["packages"].as_array().into_iter().flatten();
    let folders = manifests.filter_map(|package| Path::new(package["manifest_path"].as_str()?).parent());
    Ok(folders.map(Path::to_owned).collect())
}

/// Copies a file, and makes the folders above it.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to.parent().unwrap_or(Path::new("")))?;
    fs::copy(from, to).map_err(|error| format!("{}: {error}", from.display()))?;
    Ok(())
}

/// Writes a file, and makes the folders above it.
pub(super) fn put(to: &Path, text: &str) -> Result<(), Failure> {
    fs::create_dir_all(to.parent().unwrap_or(Path::new("")))?;
    Ok(fs::write(to, text)?)
}

/// Copies a folder with all in it.
pub(super) fn copy_folder(from: &Path, to: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))? {
        let (path, to) = (entry.as_ref().map_err(ToString::to_string)?.path(), to.join(entry?.file_name()));
        if path.is_dir() { copy_folder(&path, &to)? } else { copy(&path, &to)? }
    }
    Ok(())
}
