//! Reading what the user gave: report files, template folders, fonts.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use gongwen::batch::{DataTable, Kind, TableOptions};
use gongwen::profile::Profile;
use gongwen::read::{self, Notation};
use gongwen::report::{Checked, Form};
use gongwen::template::{self, Templates};
use gongwen::{Diagnostic, Fonts};

use crate::failure::{Failure, system};
use crate::language::Language;
use crate::output::{open_given, open_plain};
use crate::show::Show;

/// A report file as read: its name for messages, its text, and what it means.
pub(crate) struct Input {
    /// Name of the file for messages.
    pub(crate) name: String,
    /// Its text, for messages; empty when it is not text.
    pub(crate) text: String,
    /// The report and what should be looked at.
    pub(crate) checked: Checked,
}

/// Reads and checks a report file; says everything that is wrong with it.
pub(crate) fn report(path: &Path, language: Language) -> Result<Input, Failure> {
    let (name, bytes) = bytes(path, language)?;
    let result = read::report(&bytes, format(path, &bytes));
    let text = String::from_utf8(bytes).unwrap_or_default();
    let folder = (path != Path::new("-")).then(|| path.parent()).flatten();
    let result = result.and_then(|mut checked| {
        let found = gongwen::read_files(&mut checked.report, folder)?;
        checked.warnings.extend(found);
        Ok(checked)
    });
    match result {
        Ok(checked) => Ok(Input { name, text, checked }),
        Err(found) => {
            Show { language, name: &name, text: &text, templates: None }.all(&found.0);
            Err(Failure::Input)
        }
    }
}

/// The name for messages and the bytes of a report file.
fn bytes(path: &Path, language: Language) -> Result<(String, Vec<u8>), Failure> {
    let standard_input = path == Path::new("-");
    let name = if standard_input {
        language.pick("标准输入", "standard input").to_owned()
    } else {
        path.display().to_string()
    };
    if standard_input {
        return Ok((name, limited(io::stdin().lock()).map_err(Failure::reading(path))?));
    }
    let file = open_given(path).map_err(Failure::reading(path))?;
    let size = file.metadata().map_or(0, |data| data.len());
    if size > read::MAX_REPORT_BYTES as u64 {
        Show { language, name: &name, text: "", templates: None }.all(&[read::too_large(size)]);
        return Err(Failure::Input);
    }
    Ok((name, limited(file).map_err(Failure::reading(path))?))
}

/// A report file as it was read, not yet understood.
pub(crate) struct ReportSource {
    /// Name of the file for messages.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Its notation.
    pub(crate) format: Notation,
}

impl ReportSource {
    /// Its text; empty when it is not text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or_default()
    }

    /// Shows diagnostics of this report file, of the table whose rows fill it, and of templates where there are any.
    pub(crate) fn show(
        &self,
        language: Language,
        rows: &str,
        templates: Option<&Templates>,
        found: &[Diagnostic],
    ) {
        let of_table =
            |diagnostic: &&Diagnostic| matches!(diagnostic.place.source, gongwen::Source::Table(_));
        let (of_table, of_report): (Vec<&Diagnostic>, Vec<&Diagnostic>) = found.iter().partition(of_table);
        let show = |name, text, found: Vec<&Diagnostic>| {
            let found: Vec<Diagnostic> = found.into_iter().cloned().collect();
            Show { language, name, text, templates }.all(&found);
        };
        show(&self.name, self.text(), of_report);
        show(rows, "", of_table);
    }
}

/// Reads the bytes of a report file.
pub(crate) fn source(path: &Path, language: Language) -> Result<ReportSource, Failure> {
    let (name, bytes) = bytes(path, language)?;
    let format = format(path, &bytes);
    Ok(ReportSource { name, bytes, format })
}

/// Opens the table of a report; says everything that is wrong with it.
pub(crate) fn table(
    path: &Path,
    form: &Form,
    sheet: Option<&str>,
    language: Language,
) -> Result<DataTable, Failure> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned());
    let Some(kind) = extension.as_deref().and_then(Kind::of_extension) else {
        return Err(Failure::usage(
            format!("--rows {}：表格要以 .xlsx、.xls、.et、.csv、.toml 或 .jsonl 结尾。", path.display()),
            format!("--rows {}: a table ends in .xlsx, .xls, .et, .csv, .toml or .jsonl", path.display()),
        ));
    };
    let file = open_plain(path).map_err(Failure::reading(path))?;
    let mut options = TableOptions::of(form);
    if let Some(sheet) = sheet {
        options.sheet = Some(sheet.to_owned());
    }
    DataTable::open(Box::new(file), kind, &options).map_err(|found| {
        let name = path.display().to_string();
        Show { language, name: &name, text: "", templates: None }.all(&found.0);
        Failure::Input
    })
}

/// Reads one byte past the limit at most, so that the library's own check sees what is too large.
fn limited(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(read::MAX_REPORT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn format(path: &Path, bytes: &[u8]) -> Notation {
    let named = path
        .extension()
        .map_or(Notation::Toml, |extension| Notation::of_extension(&extension.to_string_lossy()));
    let braces = path == Path::new("-")
        && bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF))
            == Some(&b'{');
    if braces { Notation::Json } else { named }
}

/// The built-in templates, overridden by those of a folder.
pub(crate) fn templates(folder: Option<&Path>) -> Result<Templates, Failure> {
    let Some(folder) = folder else { return Ok(Templates::builtin()) };
    let mut reading = TemplateFolder { root: folder, open: Vec::new(), looked_at: 0, found: Vec::new() };
    reading.collect(folder)?;
    reading.found.sort();
    Ok(Templates::with_overrides(reading.found))
}

/// One byte past the limit at most, so that the library's own check sees what is too large.
const READ_AT_MOST: u64 = template::MAX_TEMPLATE_BYTES as u64 + 1;

/// A folder of templates has no more files and folders than this, all together.
const MOST_ENTRIES: usize = 10_000;

/// A folder of templates that is being read.
struct TemplateFolder<'f> {
    root: &'f Path,
    /// The folders that are open, by their real paths: a link back into one of them would go round for ever.
    open: Vec<PathBuf>,
    looked_at: usize,
    found: Vec<(String, String)>,
}

impl TemplateFolder<'_> {
    /// Reads the templates of a folder and of those in it. Links are followed: `partials` may stand elsewhere, and a
    /// ConfigMap is made of them. What begins with a point is not a template's name: there lie `..data` and the likes of
    /// `.git`.
    fn collect(&mut self, folder: &Path) -> Result<(), Failure> {
        let real = folder.canonicalize().map_err(Failure::reading(folder))?;
        if self.open.contains(&real) {
            return Ok(());
        }
        self.open.push(real);
        for entry in std::fs::read_dir(folder).map_err(Failure::reading(folder))? {
            let entry = entry.map_err(Failure::reading(folder))?;
            self.looked_at += 1;
            if self.looked_at > MOST_ENTRIES {
                return Err(self.too_many());
            }
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let is_template = path.extension().is_some_and(|extension| extension == "hbs");
            if path.is_dir() {
                self.collect(&path)?;
            } else if is_template {
                let mut text = String::new();
                open_plain(&path)
                    .and_then(|file| file.take(READ_AT_MOST).read_to_string(&mut text))
                    .map_err(Failure::reading(&path))?;
                let name = path.strip_prefix(self.root).unwrap_or(&path).with_extension("");
                self.found.push((name.to_string_lossy().replace('\\', "/"), text));
            }
        }
        self.open.pop();
        Ok(())
    }

    fn too_many(&self) -> Failure {
        let root = self.root.display();
        Failure::usage(
            format!(
                "--templates {root}：里面的文件和文件夹超过 {MOST_ENTRIES} 个，不像模板的文件夹（或者有链接通到别处）。"
            ),
            format!(
                "--templates {root}: more than {MOST_ENTRIES} files and folders in it, so it is no folder of templates, or a link leads out of it"
            ),
        )
    }
}

/// A house profile: one that is compiled in by its name, else a file; says everything that is wrong with it.
pub(crate) fn profile(asked: &Path, language: Language) -> Result<Profile, Failure> {
    let builtin = asked.to_str().and_then(Profile::builtin);
    if builtin.is_none() && asked.components().count() == 1 && asked.extension().is_none() && !asked.exists()
    {
        let names: Vec<&str> = Profile::names().collect();
        return Err(Failure::usage(
            format!(
                "没有本地格式“{}”。内置的有：{}；也可以写一个 .toml 文件。",
                asked.display(),
                names.join("、")
            ),
            format!("no profile {:?}; there are {}, or give a .toml file", asked.display(), names.join(", ")),
        ));
    }
    let bytes = match builtin {
        Some(text) => text.as_bytes().to_vec(),
        None => open_plain(asked).and_then(limited).map_err(Failure::reading(asked))?,
    };
    let name = asked.display().to_string();
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(Failure::usage(
            format!("{name} 不是 UTF-8 编码的文本；请另存为 UTF-8。"),
            format!("{name} is no text in UTF-8; save it as UTF-8"),
        ));
    };
    Profile::parse(&text).map_err(|found| {
        Show { language, name: &name, text: &text, templates: None }.all(&found.0);
        Failure::Input
    })
}

/// The fonts that `--fonts` asks for.
pub(crate) fn fonts(source: &Path) -> Result<Fonts, Failure> {
    match source.to_str() {
        Some("system") => Ok(Fonts::discover()),
        Some("embedded") => Ok(Fonts::embedded()),
        _ => Fonts::from_dir(source).map_err(|error| {
            let why = match &error {
                gongwen::fonts::Error::Folder { source, .. } => system(source),
                gongwen::fonts::Error::NoFont { .. } => "里面没有读得出来的字体".to_owned(),
                _ => error.to_string(),
            };
            let zh =
                format!("--fonts {}：{why}。这里写 system、embedded 或一个字体文件夹。", source.display());
            let en =
                format!("--fonts {}: {error}; give system, embedded or a folder of fonts", source.display());
            Failure::usage(zh, en)
        }),
    }
}
