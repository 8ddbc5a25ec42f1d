//! A preview in a folder of its own, and a client that sends what it is told, byte for byte.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use gongwen::{Fonts, Language, Press};
use gongwen_preview::{Options, Preview, Stop};
use serde_json::Value;

/// 示例数据.
pub(crate) const REPORT: &str = "\
title = \"某某镇人民政府关于春耕工作的报告\"
issuer = \"某某镇人民政府\"
addressees = [\"某某县人民政府\"]
opening = [\"现将春耕工作情况报告如下。\", \"全镇种植早稻{{rice}}。\"]
signatures = [\"某某镇人民政府\"]
issue_date = 2025-03-01

[figures]
rice = { label = \"早稻面积\", value = 1200, unit = \"亩\" }

[[general.sections]]
heading = \"备耕情况\"
text = \"全镇备足种子，检修泵站20座，其中甲片9座、乙片11座。\"
";

/// A running preview; ends with the test.
pub(crate) struct Running {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) report: PathBuf,
    pub(crate) address: String,
    pub(crate) port: u16,
    pub(crate) key: String,
    stop: Stop,
    thread: Option<JoinHandle<()>>,
}

pub(crate) fn options(report: &Path) -> Options {
    let mut accepted = report.as_os_str().to_owned();
    accepted.push(".check.toml");
    Options {
        report: report.to_owned(),
        rows: None,
        sheet: None,
        accepted: accepted.into(),
        press: Box::new(|| Some(Press::new(Fonts::embedded()))),
        tools: Vec::new(),
        check: true,
        port: 0,
        poll: false,
        editor: None,
        language: Language::Chinese,
    }
}

/// A preview of this text.
pub(crate) fn start(text: &str) -> Running {
    start_with("报告 #1%20.toml", text, |_| {})
}

pub(crate) fn start_with(name: &str, text: &str, set: impl FnOnce(&mut Options)) -> Running {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join(name);
    std::fs::write(&report, text).expect("written");
    let mut options = options(&report);
    set(&mut options);
    start_in(folder, options)
}

pub(crate) fn start_in(folder: tempfile::TempDir, options: Options) -> Running {
    let report = options.report.clone();
    let preview = Preview::bind(options).expect("a port");
    let address = preview.address();
    let (port, key) =
        address.strip_prefix("http://127.0.0.1:").expect("here").split_once("/?key=").expect("a key");
    let (port, key) = (port.parse().expect("a port"), key.to_owned());
    let stop = Stop::default();
    let (stopper, (ready, is_ready)) = (stop.clone(), channel());
    let thread = std::thread::spawn(move || {
        preview.run(stopper, |_| ready.send(()).expect("somebody waits")).expect("it runs");
    });
    is_ready.recv_timeout(Duration::from_secs(120)).expect("the first pages");
    Running { folder, report, address, port, key, stop, thread: Some(thread) }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.stop();
        if let Some(thread) = self.thread.take() {
            thread.join().expect("it ends");
        }
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }
}

impl Running {
    pub(crate) fn cookie(&self) -> String {
        format!("gongwen-{}={}", self.port, self.key)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        stream
    }

    /// Sends this request as it is and reads to the end.
    pub(crate) fn raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        let mut all = Vec::new();
        // A server that refuses may close before everything is read.
        let _ = stream.read_to_end(&mut all);
        let split = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..split]).into_owned();
        let status = head.get(9..12).and_then(|status| status.parse().ok()).unwrap_or(0);
        let body = all.get(split + 4..).unwrap_or_default().to_vec();
        Answer { status, head, body }
    }

    /// With the cookie, as the page asks.
    pub(crate) fn ask(&self, method: &str, path: &str) -> Answer {
        self.raw(&format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: a=b; {}\r\nConnection: close\r\n\r\n",
            self.port,
            self.cookie()
        ))
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path)
    }

    pub(crate) fn state(&self) -> Value {
        serde_json::from_slice(&self.get("/state").body).expect("JSON")
    }

    /// The first state that is as wanted.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let state = self.state();
            if wanted(&state) {
                return state;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "{what}: {state:#}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// All pages as one text, without markup.
    pub(crate) fn text(&self, state: &Value) -> String {
        let pages = state["pages"].as_array().expect("pages");
        let mut text = String::new();
        for page in pages {
            let svg = self.get(&format!("/page/{}", page["hash"].as_str().expect("a hash"))).text();
            let mut inside = false;
            for character in svg.chars() {
                match character {
                    '<' => inside = true,
                    '>' => inside = false,
                    _ if !inside => text.push(character),
                    _ => {}
                }
            }
        }
        text.chars().filter(|character| !character.is_whitespace()).collect()
    }

    pub(crate) fn write(&self, text: &str) {
        std::fs::write(&self.report, text).expect("written");
    }

    /// Reads events until one is as wanted.
    pub(crate) fn events(&self) -> Events {
        let mut stream = self.connect();
        let request = format!(
            "GET /events HTTP/1.1\r\nHost: localhost:{}\r\nCookie: {}\r\n\r\n",
            self.port,
            self.cookie()
        );
        stream.write_all(request.as_bytes()).expect("sent");
        Events(BufReader::new(stream))
    }
}

pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    /// The next event: its name and its data.
    pub(crate) fn next(&mut self) -> (String, Value) {
        let (mut name, mut line) = (String::new(), String::new());
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).expect("a line in time") > 0, "the stream ended");
            if let Some(event) = line.strip_prefix("event: ") {
                name = event.trim().to_owned();
            }
            if let Some(data) = line.strip_prefix("data: ") {
                return (name, serde_json::from_str(data).expect("JSON"));
            }
        }
    }

    /// Whether the server ends the stream.
    pub(crate) fn ends(mut self) -> bool {
        let mut rest = Vec::new();
        self.0.read_to_end(&mut rest).is_ok()
    }
}

/// Codes of what is told.
pub(crate) fn codes(state: &Value) -> Vec<&str> {
    state["findings"].as_array().expect("findings").iter().filter_map(|it| it["code"].as_str()).collect()
}
