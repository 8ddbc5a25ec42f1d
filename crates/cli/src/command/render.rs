use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gongwen::report::Attachment;
use gongwen::template::Templates;
use gongwen::{Diagnostic, Error, Message, Place, Press, Printed, Report};
use indicatif::{ProgressBar, ProgressStyle};
use sha2::{Digest, Sha256};

use crate::arguments::{OutputFormat, Render};
use crate::command::batch::store::hex;
use crate::command::check;
use crate::failure::Failure;
use crate::input::{self, Input};
use crate::language::Language;
use crate::output::{Output, clear_left, folder, write_keeping};
use crate::press::{press, stand_ins};
use crate::show::Show;
use crate::streams::{print, say, tell};

/// From this many files on a bar shows how far the run is.
const BAR_FROM: usize = 8;

/// `gongwen render`.
pub(crate) fn run(options: &Render, language: Language) -> Result<(), Failure> {
    let plan = plan(options)?;
    let press = press(&options.press, language)?;

    let outputs = || plan.iter().flat_map(|job| &job.outputs).filter(|(_, path)| path != Path::new("-"));
    let folders: BTreeSet<&Path> = outputs().map(|(_, path)| folder(path)).collect();
    folders.into_iter().for_each(clear_left);

    let bar = bar(plan.len(), language);
    let mut failed = 0;
    let mut taken: BTreeSet<PathBuf> =
        plan.iter().flat_map(|job| job.outputs.iter().map(|(_, path)| path.clone())).collect();
    for job in &plan {
        match bar.suspend(|| one(job, &press, &mut taken, options.no_check, language)) {
            Ok(()) => {}
            // What one report has wrong does not stop the others.
            Err(Failure::Input) => failed += 1,
            Err(failure) => return Err(failure),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if plan.iter().any(|job| job.outputs.iter().any(|(_, path)| path == Path::new("-"))) {
        return if failed == 0 { Ok(()) } else { Err(Failure::Input) };
    }
    let to_pdf = plan.iter().any(|job| job.outputs.iter().any(|(format, _)| *format == OutputFormat::Pdf));
    if failed < plan.len() && to_pdf {
        say(&stand_ins(&press, &options.press.fonts.fonts, language));
    }
    if failed == 0 { Ok(()) } else { Err(Failure::Input) }
}

/// One report file and the files it becomes.
struct Job {
    file: PathBuf,
    outputs: Vec<(OutputFormat, PathBuf)>,
}

fn plan(options: &Render) -> Result<Vec<Job>, Failure> {
    let named =
        options.output.extension().and_then(|extension| OutputFormat::from_extension(extension.to_str()?));
    if named.is_none()
        && let Some(ending) = foreign_ending(&options.output)
    {
        let path = options.output.display();
        return Err(Failure::usage(
            format!(
                "-o {path}：做不了 .{ending} 文件。写成一个文件，名字以 .docx .pdf .html .txt 结尾；是文件夹的，后面加 /。"
            ),
            format!(
                "-o {path}: no .{ending} files are made; end the name in .docx .pdf .html .txt, or in / for a folder"
            ),
        ));
    }
    let to_stdout = options.output == Path::new("-");
    let formats = match (options.to.as_slice(), named) {
        ([], Some(format)) => vec![format],
        ([], None) if to_stdout => vec![OutputFormat::Markup],
        ([], None) => vec![OutputFormat::Docx, OutputFormat::Pdf],
        (asked, _) => {
            let mut formats = asked.to_vec();
            formats.dedup();
            formats
        }
    };
    let single = options.files.len() == 1 && formats.len() == 1;
    if (named.is_some() || to_stdout) && !single {
        return Err(Failure::usage(
            "-o 写的是一个文件，只能放一份报告的一种格式；多份或多种格式请写文件夹。",
            "-o names a single file, which holds one report in one format; give a folder for more",
        ));
    }
    if let Some(named) = named
        && formats != [named]
    {
        return Err(Failure::usage(
            format!(
                "-o 的扩展名是 .{}，--to 要的却是 {}；请改成一致。",
                named.extension(),
                formats[0].extension()
            ),
            format!("-o ends in .{} but --to asks for {}", named.extension(), formats[0].extension()),
        ));
    }
    let mut taken = BTreeMap::new();
    let mut jobs = Vec::new();
    for file in &options.files {
        let stem = match file.file_stem() {
            Some(stem) if file != Path::new("-") => stem.to_string_lossy().into_owned(),
            _ => "report".to_owned(),
        };
        let mut outputs = Vec::new();
        for format in &formats {
            let path = if named.is_some() || to_stdout {
                options.output.clone()
            } else {
                options.output.join(format!("{stem}.{}", format.extension()))
            };
            if let Some(other) = taken.insert(path.clone(), file) {
                return Err(Failure::usage(
                    format!(
                        "{} 和 {} 都要写成 {}；请改名或分开运行。",
                        other.display(),
                        file.display(),
                        path.display()
                    ),
                    format!(
                        "{} and {} would both become {}",
                        other.display(),
                        file.display(),
                        path.display()
                    ),
                ));
            }
            outputs.push((*format, path));
        }
        jobs.push(Job { file: file.clone(), outputs });
    }
    Ok(jobs)
}

/// The ending of a path that is meant for a file of a kind that is not made: `总结.doc`. A folder may have a point in its
/// name (`2024.12`), and one that is there may be called as it likes.
fn foreign_ending(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?;
    let as_file = (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    let folder = path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
    (as_file && !folder).then(|| ending.to_owned())
}

/// Makes the files of a report; `taken` are those that other reports are or were written to.
fn one(
    job: &Job,
    press: &Press,
    taken: &mut BTreeSet<PathBuf>,
    no_check: bool,
    language: Language,
) -> Result<(), Failure> {
    let input = input::report(&job.file, language)?;
    let report = &input.checked.report;
    let explain = |error: Error| failed(&error, &input, press.templates(), language);
    let printed = press.print(report).map_err(explain)?;
    let to_stdout = job.outputs.iter().any(|(_, path)| path == Path::new("-"));
    // What goes on to another program is the markup alone.
    let markup = |markup: String| if to_stdout { markup.into_bytes() } else { marked(markup) };
    let (mut files, mut said) = (Vec::new(), String::new());
    for (index, (ending, printed)) in printed.all().enumerate() {
        let attachment = index.checked_sub(1).and_then(|index| report.detached().nth(index));
        if attachment.is_some() && to_stdout {
            break;
        }
        for (format, path) in &job.outputs {
            let bytes = match (format, attachment) {
                (OutputFormat::Docx, _) => printed.docx().map_err(explain)?,
                (OutputFormat::Pdf, _) => printed.pdf().map_err(explain)?,
                (OutputFormat::Markup, None) => markup(press.markup(report).map_err(explain)?),
                (OutputFormat::Markup, Some(attachment)) => {
                    markup(press.attachment_markup(report, attachment).map_err(explain)?)
                }
                (OutputFormat::Text, _) => printed.text().into_bytes(),
            };
            let path = beside(path, &ending);
            if attachment.is_some() && !taken.insert(path.clone()) {
                return Err(Failure::usage(
                    format!(
                        "{} 的附件和另一份报告都要写成 {}；请改名或分开运行。",
                        job.file.display(),
                        path.display()
                    ),
                    format!(
                        "an attachment of {} and another report would both become {}",
                        job.file.display(),
                        path.display()
                    ),
                ));
            }
            said.push_str(&wrote(*format, &path, printed, language));
            files.push(Output { path, bytes });
        }
    }
    if press.fits() && printed.all().all(|(_, printed)| printed.tightened.is_none()) {
        said.push_str(language.pick(
            "没有收紧行距：收紧 0.5 毫米也不少用一张纸\n",
            "line pitch left as it is: 0.5 mm less would save no sheet of paper\n",
        ));
    }
    let show = Show { language, name: &input.name, text: &input.text, templates: Some(press.templates()) };
    show.all(&input.checked.warnings);
    if !no_check {
        show.all(&check::arithmetic(report, &input.text, &job.file, language)?);
    }
    for (_, printed) in printed.all() {
        show.all(&printed.warnings);
    }
    if let [only] = files.as_slice()
        && only.path == Path::new("-")
    {
        show.all(&left_out(report));
        print(&only.bytes);
        return Ok(());
    }
    let kept = write_keeping(&files, &|path, bytes| is_ours(path, bytes))?;
    revised(&kept, language);
    say(&said);
    Ok(())
}

/// Whether a file is as this program wrote it: it says so itself. A text file has no room for that.
fn is_ours(path: &Path, bytes: &[u8]) -> bool {
    let markup = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("html"));
    if markup { markup_is_ours(bytes) } else { gongwen::made_by(bytes).is_some() }
}

/// Tells which files were kept under other names.
fn revised(kept: &[(PathBuf, String)], language: Language) {
    for (path, name) in kept {
        let path = path.display();
        let text = language.pick(
            format!("{path} 做好以后有人改过（或者本来就有），原来的存为 {name}"),
            format!("{path} was revised since it was made, or was there before; it is kept as {name}"),
        );
        tell(text);
    }
}

const MARK: &str = "<!-- gongwen ";

/// Markup with a line at its end that holds the hash of what is before it.
fn marked(mut markup: String) -> Vec<u8> {
    let hash = hex(&Sha256::digest(&markup));
    markup.push_str(&format!("{MARK}{hash} -->\n"));
    markup.into_bytes()
}

fn markup_is_ours(bytes: &[u8]) -> bool {
    let at = bytes.windows(MARK.len()).rposition(|window| window == MARK.as_bytes());
    let Some((markup, mark)) = at.and_then(|at| bytes.split_at_checked(at)) else { return false };
    mark == format!("{MARK}{} -->\n", hex(&Sha256::digest(markup))).as_bytes()
}

/// The path with this at the end of the file's name.
fn beside(path: &Path, ending: &str) -> PathBuf {
    if ending.is_empty() {
        return path.to_owned();
    }
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    path.with_file_name(format!("{}{ending}.{}", part(path.file_stem()), part(path.extension())))
}

/// Standard output holds one file.
fn left_out(report: &Report) -> Vec<Diagnostic> {
    let told = |attachment: &Attachment| {
        let label = report.attachment_label(attachment);
        Diagnostic::warning(
            "files/left-out",
            Message::new(
                format!("{label}不与正文一起装订，是另外一份文件，标准输出里没有"),
                format!("{label} is not bound with the document: a file of its own, not on standard output"),
            ),
        )
        .at(Place::report(&*attachment.path, None))
        .help(Message::new("-o 写文件夹或者文件名，就一起做出来", "name a folder or a file with -o"))
    };
    report.detached().map(told).collect()
}

fn wrote(format: OutputFormat, path: &Path, printed: &Printed<'_>, language: Language) -> String {
    let (path, pages) = (path.display(), printed.pages.pages.len());
    match format {
        OutputFormat::Docx | OutputFormat::Pdf => {
            language.pick(format!("已写出 {path}，{pages} 页\n"), format!("wrote {path}, {pages} pages\n"))
        }
        OutputFormat::Markup | OutputFormat::Text => {
            language.pick(format!("已写出 {path}\n"), format!("wrote {path}\n"))
        }
    }
}

/// Says why a document was not made, and gives the failure.
pub(crate) fn failed(error: &Error, input: &Input, templates: &Templates, language: Language) -> Failure {
    match error {
        Error::Input(found) => {
            Show { language, name: &input.name, text: &input.text, templates: Some(templates) }.all(&found.0);
            Failure::Input
        }
        other => Failure::Library(other.to_string()),
    }
}

fn bar(files: usize, language: Language) -> ProgressBar {
    if files < BAR_FROM {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    let template = language.pick("{bar:30} {pos}/{len} 份，还要 {eta}", "{bar:30} {pos}/{len}, {eta} left");
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
