//! `gongwen preview`: the pages in a browser, anew at each save.

use std::path::Path;
use std::sync::Mutex;

use gongwen_preview::{Options, Running, Stop};

use crate::arguments::Preview;
use crate::command::check;
use crate::failure::Failure;
use crate::language::Language;
use crate::press::{made_of, press, stand_ins};
use crate::streams::{say, tell};

/// Runs the command.
pub(crate) fn run(options: &Preview, language: Language) -> Result<(), Failure> {
    let report = &options.report;
    if report == Path::new("-") {
        return Err(Failure::usage(
            "预览要一个文件：存了才有新的可看。",
            "a preview needs a file that can be saved, not standard input",
        ));
    }
    if !report.metadata().map_err(Failure::reading(report))?.is_file() {
        return Err(Failure::reading(report)(std::io::ErrorKind::IsADirectory.into()));
    }
    let running = Running::of(report);
    if let Some(line) = options.at {
        return show_line(running, report, line, language);
    }
    if let Some(running) = running {
        say(&language.pick(
            format!("这份报告已经在预览：{}\n", running.address),
            format!("this report has a preview already: {}\n", running.address),
        ));
        open(options, &running.address, language);
        return Ok(());
    }
    // What is wrong with it now is told before anything is opened.
    let first = Mutex::new(Some(press(&options.press, language)?));
    let said = first
        .lock()
        .ok()
        .and_then(|first| first.as_ref().map(|press| stand_ins(press, &options.press.fonts.fonts, language)));
    let asked = options.press.clone();
    let preview = gongwen_preview::Preview::bind(Options {
        report: report.clone(),
        rows: options.rows.clone(),
        sheet: options.sheet.clone(),
        accepted: check::beside(report),
        press: Box::new(move || {
            let ready = first.lock().ok().and_then(|mut first| first.take());
            ready.or_else(|| {
                let made = press(&asked, language);
                made.map_err(|failure| failure.report(language)).ok()
            })
        }),
        tools: made_of(&options.press),
        check: !options.no_check,
        port: options.port,
        poll: options.poll,
        editor: options.editor.clone(),
        language: language.pick(gongwen::Language::Chinese, gongwen::Language::English),
    });
    let preview = preview.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => Failure::Library(language.pick(
            format!("端口 {} 被别的程序占用；换一个，或者不写 --port", options.port),
            format!("port {} is taken; name another, or leave --port out", options.port),
        )),
        _ => Failure::Library(error.to_string()),
    })?;
    let stop = Stop::default();
    let stopper = stop.clone();
    // A second handler cannot be set; then Ctrl-C ends the program at once, which harms nothing.
    let _ = ctrlc::set_handler(move || stopper.stop());
    say(&said.unwrap_or_default());
    let ready = |address: &str| {
        say(&language.pick(
            format!("预览：{address}\n存一次换一次；按 Ctrl-C 结束。\n"),
            format!("preview: {address}\nanew at each save; Ctrl-C ends it\n"),
        ));
        open(options, address, language);
    };
    preview.run(stop, ready).map_err(|error| Failure::Library(error.to_string()))
}

fn show_line(
    running: Option<Running>,
    report: &Path,
    line: usize,
    language: Language,
) -> Result<(), Failure> {
    let name = report.display();
    let Some(running) = running else {
        return Err(Failure::usage(
            format!("{name} 没有在预览；先运行 gongwen preview {name}。"),
            format!("{name} has no preview; run gongwen preview {name} first"),
        ));
    };
    running.show_line(line).map_err(|error| {
        Failure::Library(language.pick(
            format!("预览没有照办（{error}）：还没有页面，或者没有这样的地方"),
            format!("the preview did not ({error}): it has no pages yet, or no such place"),
        ))
    })
}

fn open(options: &Preview, address: &str, language: Language) {
    if options.no_open {
        return;
    }
    if let Err(error) = gongwen_preview::open_browser(address) {
        tell(language.pick(
            format!("打不开浏览器（{error}）；请把上面的地址复制到浏览器里。"),
            format!("no browser could be opened ({error}); copy the address into one"),
        ));
    }
}
