//! Another program on Windows, compiled by itself for the trials under Wine: it holds a file, a lock, or stops a run, as Word
//! and people do.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::windows::fs::OpenOptionsExt;
use std::os::windows::process::CommandExt;
use std::process::{Command, Stdio, exit};
use std::time::Duration;

#[link(name = "kernel32")]
unsafe extern "system" {
    fn GenerateConsoleCtrlEvent(event: u32, group: u32) -> i32;
    fn SetConsoleCtrlHandler(handler: *const u8, add: i32) -> i32;
}

/// A group of its own, so that the event stops it and not this.
const NEW_GROUP: u32 = 0x200;
const CTRL_BREAK: u32 = 1;

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

/// Runs a program and stops it as soon as there is a file of this name.
fn stopped(file: &str, words: &[&str]) {
    let mut child = command(words).creation_flags(NEW_GROUP).spawn().expect("the program");
    for _ in 0..3000 {
        if std::path::Path::new(file).exists() || child.try_wait().expect("a state").is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    // SAFETY: both take plain numbers; this process ignores what it sends to the group of the other.
    let sent = unsafe { SetConsoleCtrlHandler(std::ptr::null(), 1) != 0 && GenerateConsoleCtrlEvent(CTRL_BREAK, child.id()) != 0 };
    let code = child.wait().expect("it ends").code().unwrap_or(-1);
    exit(if sent { code } else { 98 });
}
