//! Pipes, sockets, devices, folders and links where files are expected: none is waited for, none is written through.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::common::{REPORT, SEAL, SEALED, documents, out, said, table, write};

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo");
    assert!(made.success());
}

/// The program in this folder; it may not wait for ever.
fn gongwen(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    command
        .current_dir(folder)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary runs");
    let begun = Instant::now();
    while child.try_wait().expect("a process").is_none() {
        if begun.elapsed() > Duration::from_secs(120) {
            let _ = child.kill();
            panic!("it waits: {words:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().expect("what it said")
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "report.toml", REPORT);
    write(folder.path(), "rows.csv", table(&[("01", "1.5"), ("02", "2.5")]));
    assert_eq!(gongwen(folder.path(), &["new", "own.toml"]).status.code(), Some(0));
    folder
}

const RENDER: [&str; 6] = ["render", "own.toml", "--fonts", "embedded", "--to", "docx"];
const BATCH: [&str; 10] = [
    "batch",
    "report.toml",
    "--rows",
    "rows.csv",
    "--out",
    "out/{{key}}",
    "--fonts",
    "embedded",
    "--to",
    "docx",
];

#[track_caller]
fn refused(output: &Output, code: i32, message: &str) {
    assert_eq!(output.status.code(), Some(code), "{}", said(output));
    assert!(said(output).contains(message), "{message} in\n{}", said(output));
}

const NOT_PLAIN: &str = "这不是普通文件（是链接、管道、套接字或者设备）";

#[test]
fn a_pipe_a_socket_or_a_device_is_no_template_profile_or_table() {
    let folder = folder();
    let at = folder.path();
    pipe(&at.join("pipe.toml"));
    pipe(&at.join("pipe.xlsx"));
    let _socket = UnixListener::bind(at.join("socket.toml")).expect("a socket");
    symlink("/dev/zero", at.join("zero.csv")).expect("a link");
    fs::create_dir(at.join("run")).expect("a folder");
    pipe(&at.join("run/manifest.jsonl"));
    fs::create_dir(at.join("mine")).expect("a folder");
    pipe(&at.join("mine/annual-report.hbs"));
    for (words, message) in [
        ([&RENDER[..], &["--profile", "pipe.toml"]].concat(), NOT_PLAIN),
        ([&RENDER[..], &["--profile", "socket.toml"]].concat(), NOT_PLAIN),
        ([&RENDER[..], &["--profile", "./mine"]].concat(), "这是文件夹，不是文件"),
        ([&RENDER[..], &["--templates", "mine"]].concat(), NOT_PLAIN),
        ([&RENDER[..], &["--templates", "own.toml"]].concat(), "这里要的是文件夹"),
        (vec!["batch", "report.toml", "--rows", "pipe.xlsx", "--out", "out/{{key}}"], NOT_PLAIN),
        (vec!["batch", "report.toml", "--rows", "zero.csv", "--out", "out/{{key}}"], NOT_PLAIN),
        (vec!["rollup", "report.toml", "--rows", "pipe.xlsx"], NOT_PLAIN),
        (vec!["render", "socket.toml"], NOT_PLAIN),
        (vec!["render", "pipe.toml"], NOT_PLAIN),
        (vec!["check", "pipe.toml"], NOT_PLAIN),
        (vec!["check", "pipe.xlsx"], NOT_PLAIN),
        (vec!["import", "pipe.toml", "-o", "made.toml"], NOT_PLAIN),
        (vec!["manifest", "verify", "run"], NOT_PLAIN),
        (vec!["render", "mine"], "这是文件夹，不是文件"),
    ] {
        refused(&gongwen(at, &words), 3, message);
    }
    assert!(!at.join("out").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_shell_gives_as_a_file_is_read() {
    let folder = folder();
    let own = fs::File::open(folder.path().join("own.toml")).expect("a report");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    command.current_dir(folder.path()).args(["render", "/dev/stdin", "--to", "docx", "--fonts", "embedded"]);
    // As `cat own.toml | gongwen render /dev/stdin`.
    let mut cat = Command::new("cat").stdin(own).stdout(Stdio::piped()).spawn().expect("cat");
    let output = command.stdin(cat.stdout.take().expect("a pipe")).output().expect("the binary runs");
    cat.wait().expect("ended");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(folder.path().join("out/stdin.docx").is_file());
}

#[test]
fn a_link_that_leads_to_itself_is_told_in_words() {
    let folder = folder();
    let at = folder.path();
    symlink("ring.toml", at.join("ring.toml")).expect("a link");
    refused(
        &gongwen(at, &["render", "ring.toml"]),
        3,
        if cfg!(target_os = "linux") { "链接绕成了圈" } else { "" },
    );
}

#[test]
fn a_pipe_beside_the_report_is_no_picture() {
    let folder = folder();
    let at = folder.path();
    write(at, "report.toml", SEALED);
    for round in ["pipe", "folder"] {
        match round {
            "pipe" => pipe(&at.join("seal.svg")),
            _ => {
                fs::remove_file(at.join("seal.svg")).expect("removed");
                fs::create_dir(at.join("seal.svg")).expect("a folder");
            }
        }
        refused(&gongwen(at, &BATCH), 1, "这不是文件，是文件夹、管道、套接字或者设备");
    }
    assert!(documents(at).is_empty());
}

#[test]
fn a_pipe_or_a_link_out_of_the_folder_is_no_font() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir_all(at.join("fonts/inner")).expect("a folder");
    pipe(&at.join("fonts/pipe.ttf"));
    symlink("/", at.join("fonts/disk")).expect("a link");
    symlink("..", at.join("fonts/inner/ring")).expect("a link");
    fs::write(at.join("fonts/inner/a.ttf"), "no font").expect("written");
    refused(&gongwen(at, &["fonts", "--fonts", "fonts"]), 2, "里面没有读得出来的字体");
    let noto = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts/assets/noto/GongwenHeiTi.ttf");
    fs::copy(noto, at.join("fonts/inner/b.ttf")).expect("copied");
    let told = gongwen(at, &["fonts", "--fonts", "fonts"]);
    assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    let told = out(&told);
    assert!(told.contains("跳过 fonts/pipe.ttf：读不出来"), "{told}");
    assert!(told.contains("跳过 fonts/disk：是通到别处的链接"), "{told}");
    assert!(!told.contains("fonts/disk/") && !told.contains("ring"), "{told}");
}

#[test]
fn templates_come_through_links_as_in_a_config_map_and_rings_end() {
    let folder = folder();
    let at = folder.path();
    let mine = "<document><h1>{{elements.title.text}}</h1>{{> partials/mine}}</document>";
    // As Kubernetes lays them out: names lead through `..data` to a folder of this version.
    fs::create_dir_all(at.join("map/..2024_12_31")).expect("a folder");
    fs::create_dir_all(at.join("elsewhere")).expect("a folder");
    fs::write(at.join("map/..2024_12_31/mine.hbs"), mine).expect("written");
    fs::write(at.join("elsewhere/mine.hbs"), "<p>甲。</p>").expect("written");
    symlink("..2024_12_31", at.join("map/..data")).expect("a link");
    symlink("..data/mine.hbs", at.join("map/mine.hbs")).expect("a link");
    symlink("../elsewhere", at.join("map/partials")).expect("a link");
    symlink(".", at.join("map/ring")).expect("a link");
    symlink("../map", at.join("elsewhere/back")).expect("a link");
    let listed = out(&gongwen(at, &["templates", "--templates", "map"]));
    let own: Vec<&str> = listed.lines().filter(|line| line.ends_with("自己的")).collect();
    assert_eq!(own, ["mine\t自己的", "partials/mine\t自己的"], "{listed}");
    let words = [&RENDER[..], &["--templates", "map", "--template", "mine"]].concat();
    assert_eq!(gongwen(at, &words).status.code(), Some(0));
    // What leads to half a disk ends as well.
    fs::create_dir(at.join("large")).expect("a folder");
    (0..10_001).for_each(|number| fs::write(at.join(format!("large/{number}")), "").expect("written"));
    symlink("../large", at.join("map/disk")).expect("a link");
    refused(&gongwen(at, &words), 2, "里面的文件和文件夹超过 10000 个");
}

#[test]
fn a_record_or_a_lock_is_never_written_through_a_link() {
    for name in ["manifest.jsonl", "manifest.jsonl.part", ".gongwen.lock"] {
        for gone in [false, true] {
            let folder = folder();
            let at = folder.path();
            fs::create_dir(at.join("out")).expect("a folder");
            if !gone {
                write(at, "mine.txt", "别人的文件\n");
            }
            symlink("../mine.txt", at.join("out").join(name)).expect("a link");
            refused(&gongwen(at, &BATCH), 3, NOT_PLAIN);
            let mine = fs::read_to_string(at.join("mine.txt")).ok();
            assert_eq!(mine.as_deref(), (!gone).then_some("别人的文件\n"), "{name}");
            assert!(documents(at).is_empty());
        }
    }
    // Nor is a pipe in its place waited for.
    for name in ["manifest.jsonl", "manifest.jsonl.part", ".gongwen.lock"] {
        let folder = folder();
        fs::create_dir(folder.path().join("out")).expect("a folder");
        pipe(&folder.path().join("out").join(name));
        refused(&gongwen(folder.path(), &BATCH), 3, NOT_PLAIN);
    }
}

#[test]
fn a_pipe_where_a_document_is_to_stand_is_told_and_one_that_looks_left_over_is_passed_by() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("out")).expect("a folder");
    pipe(&at.join("out/.gongwen-aB3dE9"));
    pipe(&at.join("out/findings.csv"));
    assert_eq!(gongwen(at, &RENDER).status.code(), Some(0));
    pipe(&at.join("out/own.pdf"));
    refused(&gongwen(at, &["render", "own.toml", "--fonts", "embedded"]), 3, NOT_PLAIN);
    assert_eq!(gongwen(at, &BATCH).status.code(), Some(0));
    pipe(&at.join("all.zip"));
    refused(&gongwen(at, &[&BATCH[..], &["--zip", "all.zip"]].concat()), 3, NOT_PLAIN);
    // A record that says that a pipe is a whole document of no bytes is not believed.
    fs::remove_file(at.join("out/01.docx")).expect("removed");
    pipe(&at.join("out/01.docx"));
    let verified = gongwen(at, &["manifest", "verify", "out"]);
    assert_eq!(verified.status.code(), Some(1), "{}", out(&verified));
    assert!(out(&verified).contains("01.docx 少了，或者与记录不符"), "{}", out(&verified));
}

#[test]
fn what_a_killed_command_left_is_cleared_by_the_next_one_of_any_kind() {
    let folder = folder();
    let at = folder.path();
    write(at, "seal.svg", SEAL);
    for (words, place) in [
        (RENDER.to_vec(), "out"),
        (vec!["new", "next.toml"], "."),
        (vec!["templates", "export", "mine"], "mine"),
    ] {
        fs::create_dir_all(at.join(place)).expect("a folder");
        let left = at.join(place).join(".gongwen-aB3dE9");
        fs::write(&left, "half").expect("written");
        assert_eq!(gongwen(at, &words).status.code(), Some(0), "{words:?}");
        assert!(!left.exists(), "{words:?}");
    }
}
