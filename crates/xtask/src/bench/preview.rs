//! The preview while somebody writes: from the end of the write to the changed page painted, in a real browser beside the
//! real program; and a thousand saves that nobody waits for.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{fs, thread};

use gongwen_tests::browser::Browser;
use serde_json::Value;

use super::clock::{cpu, middle};
use super::preview_peers;
use crate::run::{Failure, root};

/// Edits of the real report, and of a long one.
const EDITS: [usize; 2] = [200, 40];
/// Milliseconds from the end of a write to the page painted, at most: the middle of all edits, and 95 of a hundred.
const BUDGET: [f64; 2] = [60.0, 120.0];
/// The same for the middle of edits of a report of a hundred pages.
const LONG: f64 = 150.0;
/// How much CPU time the program may take for an edit, in milliseconds.
const CPU: f64 = 8.0;
/// How many kilobytes a thousand saves may leave behind.
const GROWTH: u64 = 4 * 1024;

/// Notes the time at which a new state is on the screen: two frames after the document has it.
const OBSERVER: &str = "window.painted = {}; \
    new MutationObserver(() => { \
        const version = document.documentElement.dataset.version, at = performance.timeOrigin + performance.now(); \
        requestAnimationFrame(() => requestAnimationFrame(() => { \
            window.painted[version] = [performance.timeOrigin + performance.now(), at]; })); \
    }).observe(document.documentElement, {attributes: true, attributeFilter: ['data-version']})";

#[allow(clippy::print_stdout)]
pub(super) fn measure(peers: bool) -> Result<(), Failure> {
    let seed = fs::read_to_string(root().join("fixtures/reports/jinjiang-2024.toml"))?;
    let place = "[[achievements.areas.items]]";
    edits("the real report", &seed, place, EDITS[0], BUDGET)?;
    let (long, place) = long();
    if peers {
        preview_peers::measure()?;
    }
    edits("a long report", &long, place, EDITS[1], [LONG, f64::INFINITY])?;
    saves(&seed)
}

/// A report of about a hundred pages. 示例数据
fn long() -> (String, &'static str) {
    let head =
        "title = \"关于某事的报告\"\nissuer = \"某某镇人民政府\"\nopening = \"现报告如下。\"\n[general]\n";
    let text = "核查设施农业用地27宗，已整改3宗，其余均已完成，示例数据。".repeat(8);
    let section = |number: usize| {
        format!(
            "[[general.sections]]\nheading = \"第{number}项工作\"\ntext = [{}]\n",
            format!("\"{text}\",").repeat(4)
        )
    };
    (format!("{head}{}", (1..=59).map(section).collect::<String>()), "[[general.sections]]")
}

/// A preview in a folder of its own.
struct Previewed {
    program: Child,
    address: String,
    report: PathBuf,
    _folder: tempfile::TempDir,
}

impl Previewed {
    fn of(text: &str) -> Result<Previewed, Failure> {
        let folder = tempfile::tempdir()?;
        let report = folder.path().join("报告.toml");
        fs::write(&report, text)?;
        let mut program = Command::new(root().join("target/release/gongwen"))
            .args(["preview", "--no-open", "--fonts", "embedded"])
            .arg(&report)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut lines = BufReader::new(program.stdout.take().ok_or("it says nothing")?).lines();
        let address = lines.find_map(|line| Some(line.ok()?.strip_prefix("预览：")?.to_owned()));
        // Whoever writes into a closed pipe ends.
        thread::spawn(move || lines.for_each(drop));
        let address = address.ok_or("the preview did not start")?;
        Ok(Previewed { program, address, report, _folder: folder })
    }

    /// How many kilobytes of memory the program holds now (VmRSS).
    fn memory(&self) -> Result<u64, Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.program.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no memory")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }
}

impl Drop for Previewed {
    fn drop(&mut self) {
        // One that has ended needs no ending.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[allow(clippy::print_stdout)]
// The page tells its times by the clock of the machine.
#[allow(clippy::disallowed_methods)]
fn edits(what: &str, text: &str, place: &str, count: usize, budget: [f64; 2]) -> Result<(), Failure> {
    let preview = Previewed::of(text)?;
    let browser = Browser::open();
    browser.go(&preview.address);
    browser
        .until("return document.documentElement.dataset.version && document.fonts.status === 'loaded'", &[]);
    browser.run(OBSERVER, &[]);
    let pages = browser.run("return document.querySelectorAll('.paper svg').length", &[]);
    let at = text.find(place).ok_or("the report has no such place")?;
    let edited = |round: usize| {
        let (before, after) = text.split_at(at);
        let (line, rest) = after.split_once("text = ").unwrap_or((after, ""));
        let quote = rest.find('"').map_or(0, |quote| quote + 1);
        format!("{before}{line}text = {}第{round}稿，{}", &rest[..quote], &rest[quote..])
    };
    // The first is warm-up.
    let (mut painted, mut swapped) = (Vec::new(), Vec::new());
    let mut before = 0.0;
    for round in 0..=count {
        if round == 1 {
            before = cpu(preview.program.id())?;
        }
        let version = browser.run("return document.documentElement.dataset.version", &[]);
        fs::write(&preview.report, edited(round))?;
        let written = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64() * 1000.0;
        // Whoever asks all the time takes the machine from those who work.
        thread::sleep(Duration::from_millis(200));
        let times = browser.until(
            "const all = Object.entries(window.painted).filter(it => it[0] > +arguments[0]); \
             return all.length > 0 && document.getElementById('pages').textContent.includes(arguments[1]) && all[0][1]",
            &[version, format!("第{round}稿").into()],
        );
        let time =
            |index: usize| times.get(index).and_then(Value::as_f64).map_or(f64::NAN, |it| it - written);
        if round > 0 {
            painted.push(time(0));
            swapped.push(time(1));
        }
    }
    let each = (cpu(preview.program.id())? - before) / count as f64;
    let ([median, most], [swap, swap_most]) = (middle(painted), middle(swapped));
    println!(
        "{what}, {pages} pages, {count} edits: painted after {median:.0} ms, 95 of 100 within {most:.0} ms  budget {}: {}; \
         in the document after {swap:.0} and {swap_most:.0} ms",
        budget.map(|it| format!("{it:.0}")).join(" and ").replace(" and inf", ""),
        held(median <= budget[0] && most <= budget[1])
    );
    println!(
        "   CPU of the program for an edit: {each:.1} ms{}",
        match what {
            "the real report" => format!("  budget {CPU:.0} ms: {}", held(each <= CPU)),
            _ => String::new(),
        }
    );
    Ok(())
}

fn held(held: bool) -> &'static str {
    if held { "held" } else { "EXCEEDED" }
}

/// A thousand saves in ten seconds, twice: the second time nothing is new to the memory.
#[allow(clippy::print_stdout)]
fn saves(text: &str) -> Result<(), Failure> {
    let preview = Previewed::of(text)?;
    let browser = Browser::open();
    browser.go(&preview.address);
    browser.until("return document.documentElement.dataset.version", &[]);
    let mut memory = Vec::new();
    for run in 0..3 {
        let begun = Instant::now();
        for round in 0..1_000_u32 {
            save(&preview.report, text, run * 1_000 + round)?;
            thread::sleep((Duration::from_millis(10) * (round + 1)).saturating_sub(begun.elapsed()));
        }
        let ended = Instant::now();
        let last = format!("第{}稿", run * 1_000 + 999);
        browser.until(
            "return document.getElementById('pages').textContent.includes(arguments[0])",
            &[last.into()],
        );
        println!(
            "1000 saves in {:.1} s: the last one is shown {:.0} ms after it; {:.1} MB in memory",
            (ended - begun).as_secs_f64(),
            ended.elapsed().as_secs_f64() * 1000.0,
            preview.memory()? as f64 / 1024.0
        );
        memory.push(preview.memory()?);
    }
    let growth = match memory[..] {
        [.., before, after] => after.saturating_sub(before),
        _ => 0,
    };
    println!("   the last thousand left {growth} KB behind  budget {GROWTH} KB: {}", held(growth <= GROWTH));
    Ok(())
}

fn save(report: &Path, text: &str, round: u32) -> Result<(), Failure> {
    let at = text.find("text = \"").ok_or("no text")? + "text = \"".len();
    Ok(fs::write(report, format!("{}第{round}稿，{}", &text[..at], &text[at..]))?)
}
