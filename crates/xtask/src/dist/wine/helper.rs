//! Another program on Windows, compiled by itself for the trials under Wine: it holds a file, a lock, or stops a run, as Word
//! and people do.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::windows::fs::OpenOptionsExt;
use std::process::{Command, Stdio, exit};
use std::time::Duration;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        // As Word holds a document: nobody else may write it.
        ["hold", file, rest @ ..] => holding(OpenOptions::new().read(true).write(true).share_mode(1).open(file), rest),
        // As some readers of PDF do: everybody may do everything.
        ["read", file, rest @ ..] => holding(OpenOptions::new().read(true).share_mode(7).open(file), rest),
        ["lock", file, rest @ ..] => {
            let held = OpenOptions::new().create(true).write(true).truncate(false).open(file);
            held.as_ref().expect("the file").try_lock().expect("a lock");
            holding(held, rest)
        }
        ["stop", after, rest @ ..] => stopped(after, rest),
        // It stands under the name of the desktop.
        ["start", rest @ ..] => {
            let mut child = command(rest).stdin(Stdio::piped()).spawn().expect("the program");
            child.stdin.take().expect("its input").write_all(b"\n").expect("somebody reads");
            exit(child.wait().expect("it ends").code().unwrap_or(-1));
        }
        _ => exit(99),
    }
}

fn command(words: &[&str]) -> Command {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

/// Runs a program while a file is open, and ends as it ended.
fn holding(file: std::io::Result<File>, words: &[&str]) {
    let mut file = file.expect("the file");
    let mut first = [0];
    let _ = file.read(&mut first);
    let code = command(words).status().expect("the program").code();
    drop(file);
    exit(code.unwrap_or(-1));
}

/// Runs a program and ends it as soon as there is a file of this name, as closing its window does.
fn stopped(file: &str, words: &[&str]) {
    let mut child = command(words).spawn().expect("the program");
    for _ in 0..3000 {
        if std::path::Path::new(file).exists() || child.try_wait().expect("a state").is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    exit(child.wait().expect("it ends").code().unwrap_or(-1));
}
