//! The preview beside what others have: the same text in `typst watch`, `tinymist preview` and `mdbook serve`, each with its
//! own program and, where it shows pages, in the same browser. typst and tinymist are of crates.io and are not installed
//! here, since they take half an hour to build: `cargo install --root target/peers typst-cli tinymist`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use gongwen::document::{BlockKind, Role, plain_text};
use gongwen::{Fonts, Press, Report};
use gongwen_tests::browser::Browser;

use super::clock::{cpu, middle};
use crate::dist::tools;
use crate::run::{Failure, root};

const EDITS: usize = 60;

/// A program that shows a text while somebody writes it.
struct Peer {
    name: &'static str,
    command: Command,
    /// The file that is written.
    source: PathBuf,
    text: String,
    shows: Shows,
}

/// Where the change is seen.
enum Shows {
    /// On a page at this address.
    At(String),
    /// In this file, which is written anew.
    In(PathBuf),
}

#[allow(clippy::print_stdout)]
pub(super) fn measure() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    println!(
        "beside it, {EDITS} edits of the same text each; from the write to the words in the page or the file"
    );
    for peer in peers(folder.path())? {
        match peer {
            Ok(peer) => edits(peer)?,
            Err(missing) => println!("   {missing}"),
        }
    }
    Ok(())
}

/// Those that are here, and what to say of the others.
fn peers(folder: &Path) -> Result<Vec<Result<Peer, String>>, Failure> {
    let [typst, markdown] = texts()?;
    let faces = root().join("crates/fonts/assets");
    let built = |name: &str| {
        let path = root().join("target/peers/bin").join(name);
        path.exists().then_some(path).ok_or_else(|| format!("{name} is not in target/peers: not measured"))
    };
    let (watched, shown) = (folder.join("watched.typ"), folder.join("shown.typ"));
    let out = folder.join("watched.pdf");
    let watch = built("typst").map(|program| {
        let mut command = Command::new(program);
        command.arg("watch").arg("--font-path").arg(&faces).arg(&watched).arg(&out);
        Peer {
            name: "typst watch (the PDF, no browser)",
            command,
            source: watched,
            text: typst.clone(),
            shows: Shows::In(out),
        }
    });
    let preview = built("tinymist").map(|program| {
        let mut command = Command::new(program);
        command.args([
            "preview",
            "--no-open",
            "--partial-rendering",
            "true",
            "--data-plane-host",
            "127.0.0.1:23725",
        ]);
        command.args(["--control-plane-host", "127.0.0.1:23726", "--font-path"]).arg(&faces);
        command.arg("--root").arg(folder).arg(&shown);
        let shows = Shows::At("http://127.0.0.1:23725/".to_owned());
        Peer { name: "tinymist preview", command, source: shown, text: typst, shows }
    });
    let book = folder.join("book");
    fs::create_dir_all(book.join("src"))?;
    fs::write(book.join("book.toml"), "[book]\ntitle = \"book\"\n")?;
    fs::write(book.join("src/SUMMARY.md"), "# Summary\n\n- [text](text.md)\n")?;
    let mut command = Command::new(tools::python()?.join("mdbook"));
    command.args(["serve", "--port", "23727"]).arg(&book);
    let shows = Shows::At("http://127.0.0.1:23727/text.html".to_owned());
    let source = book.join("src/text.md");
    let mdbook = Ok(Peer { name: "mdbook serve", command, source, text: markdown, shows });
    Ok(vec![watch, preview, mdbook])
}

/// The real report in the languages of typst and of mdbook.
fn texts() -> Result<[String; 2], Failure> {
    let report = Report::from_toml(&fs::read_to_string(root().join("fixtures/reports/jinjiang-2024.toml"))?)?;
    let document = Press::new(Fonts::embedded()).document(&report)?;
    let mut typst = String::from(
        "#set page(paper: \"a4\", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))\n\
         #set text(font: \"Gongwen FangSong\", size: 16pt, lang: \"zh\")\n#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n\n",
    );
    let mut markdown = String::new();
    for block in &document.blocks {
        let BlockKind::Paragraph { role, inlines } = &block.kind else { continue };
        let text = plain_text(inlines);
        let plain = text.replace(['#', '*', '_', '$', '@', '<', '[', '\\', '`'], "");
        let heading = matches!(role, Role::Title | Role::Heading1 | Role::Heading2);
        typst.push_str(&format!("{}{plain}\n\n", if heading { "= " } else { "" }));
        markdown.push_str(&format!("{}{plain}\n\n", if heading { "# " } else { "" }));
    }
    Ok([typst, markdown])
}

/// Ends with what is measured of it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended needs no ending.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[allow(clippy::print_stdout)]
fn edits(mut peer: Peer) -> Result<(), Failure> {
    // In the middle of the text.
    let at = peer.text.char_indices().nth(peer.text.chars().count() / 2).map_or(0, |(at, _)| at);
    let at = peer.text.get(at..).and_then(|rest| rest.find('。')).map_or(at, |found| at + found);
    fs::write(&peer.source, &peer.text)?;
    let program = Running(peer.command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
    let browser = match &peer.shows {
        Shows::At(address) => Some(open(address)),
        Shows::In(file) => {
            let begun = Instant::now();
            while !file.exists() && begun.elapsed() < Duration::from_secs(60) {
                thread::sleep(Duration::from_millis(50));
            }
            None
        }
    };
    thread::sleep(Duration::from_secs(2));
    let (mut times, mut before) = (Vec::new(), 0.0);
    // The first is warm-up.
    for round in 0..=EDITS {
        if round == 1 {
            before = cpu(program.0.id())?;
        }
        let (words, (head, tail)) = (format!("第{round}稿改"), peer.text.split_at(at));
        let text = format!("{head}，{words}{tail}");
        let stamp = match &peer.shows {
            Shows::In(file) => Some(fs::metadata(file)?.modified()?),
            Shows::At(_) => None,
        };
        fs::write(&peer.source, text)?;
        let begun = Instant::now();
        loop {
            let seen = match (&peer.shows, &browser) {
                (Shows::In(file), _) => fs::metadata(file).and_then(|data| data.modified()).ok() != stamp,
                (Shows::At(_), Some(browser)) => {
                    let script = "return !!document.body && document.body.textContent.includes(arguments[0])";
                    browser.run(script, &[words.as_str().into()]) == true
                }
                (Shows::At(_), None) => true,
            };
            if seen {
                break;
            }
            if begun.elapsed() > Duration::from_secs(20) {
                println!("   {}: edit {round} was not shown within 20 s", peer.name);
                return Ok(());
            }
            thread::sleep(Duration::from_millis(2));
        }
        if round > 0 {
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        thread::sleep(Duration::from_millis(400));
    }
    let each = (cpu(program.0.id())? - before) / EDITS as f64;
    let [median, most] = middle(times);
    println!(
        "   {}: after {median:.0} ms, 95 of 100 within {most:.0} ms; CPU of the program for an edit {each:.1} ms",
        peer.name
    );
    Ok(())
}

/// A browser at this address, as soon as somebody answers there.
fn open(address: &str) -> Browser {
    let browser = Browser::open();
    let port = address.trim_start_matches("http://").split('/').next().unwrap_or_default();
    let begun = Instant::now();
    while std::net::TcpStream::connect(port).is_err() && begun.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(100));
    }
    browser.go(address);
    browser
}
