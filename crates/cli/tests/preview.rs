//! `gongwen preview` and `gongwen watch` from the outside: what they print, how they find each other, how they end.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::{gongwen, out, write};

/// 示例数据.
const REPORT: &str = "title = \"某某镇人民政府关于春耕工作的报告\"\nissuer = \"某某镇人民政府\"\n\
    opening = \"现将春耕工作情况报告如下。\"\n[general]\n";

/// A command that goes on until it is ended.
struct Going {
    child: Child,
    lines: std::sync::mpsc::Receiver<String>,
}

impl Going {
    fn start(folder: &Path, words: &[&str]) -> Going {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
        command.current_dir(folder).args(words).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        let (sender, lines) = std::sync::mpsc::channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] = [
            Box::new(child.stdout.take().expect("a stream")),
            Box::new(child.stderr.take().expect("a stream")),
        ];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    if sender.send(line).is_err() {
                        return;
                    }
                }
            });
        }
        Going { child, lines }
    }

    /// The first line that has this in it.
    #[track_caller]
    fn line(&self, with: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(60));
            let line = line.unwrap_or_else(|_| panic!("no line with {with}"));
            if line.contains(with) {
                return line;
            }
        }
    }

    /// Ends it as Ctrl-C does; its exit code.
    fn end(mut self) -> Option<i32> {
        let ended = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(ended.is_ok_and(|status| status.success()));
        let begun = Instant::now();
        loop {
            match self.child.try_wait().expect("a child") {
                Some(status) => return status.code(),
                None => assert!(begun.elapsed() < Duration::from_secs(20), "it does not end"),
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn a_second_preview_finds_the_first_and_ctrl_c_ends_it() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "报告.toml", REPORT);
    let usual = ["preview", "报告.toml", "--no-open", "--fonts", "embedded"];
    let refused = gongwen(folder.path(), &[&usual[..], &["--at", "3"]].concat());
    assert_eq!(refused.status.code(), Some(2), "there is none yet");
    let first = Going::start(folder.path(), &usual);
    let line = first.line("预览：");
    let address = line.trim_start_matches("预览：");
    assert!(address.starts_with("http://127.0.0.1:") && address.contains("/?key="), "{line}");
    let second = gongwen(folder.path(), &usual);
    assert_eq!(out(&second), format!("这份报告已经在预览：{address}\n"));
    let shown = gongwen(folder.path(), &[&usual[..], &["--at", "3"]].concat());
    assert_eq!((shown.status.code(), out(&shown)), (Some(0), String::new()));
    assert_eq!(first.end(), Some(0));
    let refused = gongwen(folder.path(), &[&usual[..], &["--at", "3"]].concat());
    assert_eq!(refused.status.code(), Some(2), "it has ended");
}

#[test]
fn what_cannot_be_previewed_is_refused_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "报告.toml", REPORT);
    for (words, code) in [
        (&["preview", "没有.toml", "--no-open"][..], 3),
        (&["preview", ".", "--no-open"], 3),
        (&["preview", "-", "--no-open"], 2),
        (&["preview", "报告.toml", "--no-open", "--template", "没有"], 2),
        (&["watch", "没有.toml"], 3),
        (&["watch", "-"], 2),
    ] {
        assert_eq!(gongwen(folder.path(), words).status.code(), Some(code), "{words:?}");
    }
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port().to_string();
    let words = ["preview", "报告.toml", "--no-open", "--fonts", "embedded", "--port", &port];
    let refused = gongwen(folder.path(), &words);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("被别的程序占用"));
}

#[cfg(unix)]
#[test]
fn watch_makes_the_pdf_anew_at_each_save_and_tells_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "报告.toml", REPORT);
    let watch = Going::start(folder.path(), &["watch", "报告.toml", "--fonts", "embedded"]);
    watch.line("已写出");
    watch.line("等着下一次保存");
    let pdf = folder.path().join("out/报告.pdf");
    let first = fs::read(&pdf).expect("a PDF");
    write(folder.path(), "报告.toml", REPORT.replace("春耕", "秋收"));
    watch.line("已写出");
    assert_ne!(fs::read(&pdf).expect("a PDF"), first);
    watch.line("等着下一次保存");
    let second = fs::read(&pdf).expect("a PDF");
    write(folder.path(), "报告.toml", REPORT.replace("opening", "openning"));
    watch.line("openning");
    watch.line("等着下一次保存");
    assert_eq!(fs::read(&pdf).expect("a PDF"), second, "the last good one stays");
    assert!(!folder.path().join("out/报告.docx").exists(), "the PDF alone");
    assert_eq!(watch.end(), Some(0));
}
