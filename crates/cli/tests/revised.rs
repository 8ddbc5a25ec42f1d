//! `gongwen render`: what somebody revised is kept, and of the files of a report all are replaced or none.

use crate::common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::{files, said};
use gongwen::{MadeBy, made_by};

const REPORT: &str = r#"
title = "关于道路情况的通报"
issuer = "某某镇人民政府"
opening = "今年修路3公里。"
signatures = "某某镇人民政府"
issue_date = 2025-01-10

[general]
"#;

fn write(folder: &Path, report: &str) {
    fs::write(folder.join("报告.toml"), report).expect("written");
}

fn render(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    command.current_dir(folder).args(["render", "报告.toml", "--fonts", "embedded"]).args(more);
    command.output().expect("the binary runs")
}

#[test]
fn what_the_program_wrote_is_replaced_and_what_somebody_revised_is_kept() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, out) = (home.path(), home.path().join("out"));
    let all = ["--to", "docx,pdf,markup"];
    write(folder, REPORT);
    assert_eq!(render(folder, &all).status.code(), Some(0));
    let first = files(&out);
    for name in ["报告.docx", "报告.pdf"] {
        assert_eq!(made_by(&first[name]), Some(MadeBy::Render), "{name}");
    }
    // The same again, and then another text: without a word, and nothing is kept.
    assert_eq!(said(&render(folder, &all)), "");
    assert!(files(&out) == first);
    write(folder, &REPORT.replace("3公里", "4公里"));
    assert_eq!(said(&render(folder, &all)), "");
    let second = files(&out);
    assert!(second.keys().eq(first.keys()) && second.iter().all(|(name, bytes)| first[name] != *bytes));

    // Saved by another program, one of the many ways in which a file can be changed.
    for (round, change) in (1..).zip([
        |bytes: &mut Vec<u8>| bytes.push(b'\n'),
        |bytes: &mut Vec<u8>| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        },
        |bytes: &mut Vec<u8>| *bytes = b"the leader's words".to_vec(),
    ]) {
        let mut revised = BTreeMap::new();
        for (name, mut bytes) in files(&out).into_iter().filter(|(name, _)| !name.contains("改过")) {
            change(&mut bytes);
            fs::write(out.join(&name), &bytes).expect("written");
            revised.insert(name, bytes);
        }
        let output = render(folder, &all);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let now = files(&out);
        for (name, bytes) in revised {
            let (stem, ending) = name.split_once('.').expect("an ending");
            let kept = format!("{stem}.改过-{round}.{ending}");
            assert!(now[&kept] == bytes, "{kept} is what was revised");
            assert!(now[&name] == second[&name], "{name} is made anew");
            assert!(said(&output).contains(&format!("原来的存为 {kept}")), "{}", said(&output));
        }
    }
}

#[test]
fn a_document_with_another_part_or_another_last_page_is_not_the_programs_any_more() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    write(folder, REPORT);
    assert_eq!(render(folder, &[]).status.code(), Some(0));
    let docx = folder.join("out/报告.docx");
    let options = zip::write::SimpleFileOptions::default();
    let file = fs::File::options().read(true).write(true).open(&docx).expect("a file");
    let mut zip = zip::ZipWriter::new_append(file).expect("a package");
    zip.start_file("word/comments.xml", options).expect("a part");
    zip.finish().expect("a package");
    assert_eq!(made_by(&fs::read(&docx).expect("a file")), None);
    // The same parts packed by another program.
    let whole = files(&folder.join("out"));
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(whole["报告.docx"].clone())).expect("a package");
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..old.len() {
        new.raw_copy_file(old.by_index(index).expect("a part")).expect("copied");
    }
    assert_eq!(made_by(new.finish().expect("a package").get_ref()), None);
    // A page added to a PDF comes behind its end.
    let pdf =
        [whole["报告.pdf"].as_slice(), b"1 0 obj\n<<>>\nendobj\ntrailer<<>>\nstartxref\n0\n%%EOF\n"].concat();
    assert_eq!(made_by(&pdf), None);
}

/// Makes the second file of a report impossible to write, and says how.
type Block = fn(&Path);

#[test]
fn when_one_of_the_files_cannot_be_replaced_none_is() {
    let blocks: [(Block, &str); 2] = [
        (
            |path| {
                fs::remove_file(path).expect("removed");
                fs::create_dir(path).expect("a folder");
            },
            "这是文件夹，不是文件",
        ),
        (
            |path| {
                let mut permissions = fs::metadata(path).expect("a file").permissions();
                permissions.set_readonly(true);
                fs::set_permissions(path, permissions).expect("set");
            },
            "这个文件设成了只读",
        ),
    ];
    for (block, why) in blocks {
        for blocked in ["报告.docx", "报告.pdf"] {
            let home = tempfile::tempdir().expect("a folder");
            let (folder, out) = (home.path(), home.path().join("out"));
            write(folder, REPORT);
            assert_eq!(render(folder, &[]).status.code(), Some(0));
            block(&out.join(blocked));
            let before = files(&out);
            write(folder, &REPORT.replace("3公里", "4公里"));
            let output = render(folder, &[]);
            assert_eq!(output.status.code(), Some(3), "{}", said(&output));
            assert!(said(&output).contains(blocked) && said(&output).contains(why), "{}", said(&output));
            assert!(files(&out) == before, "{blocked}: nothing is changed, nothing is left");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().expect("a folder");
    let (folder, out) = (home.path(), home.path().join("out"));
    write(folder, REPORT);
    assert_eq!(render(folder, &[]).status.code(), Some(0));
    let before = files(&out);
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).expect("set");
    // Whoever may do everything is not stopped by it.
    let everything = fs::write(out.join("x"), "").is_ok();
    write(folder, &REPORT.replace("3公里", "4公里"));
    let output = render(folder, &[]);
    fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).expect("set");
    if !everything {
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(said(&output).contains("没有权限"), "{}", said(&output));
        assert!(files(&out) == before);
    }
}

#[test]
fn a_name_that_can_only_be_meant_for_a_file_makes_no_folder() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    write(folder, REPORT);
    for (name, code) in
        [("总结.doc", 2), ("总结.WPS", 2), ("a/b.htm", 2), ("2024.12", 0), ("稿.doc/", 0), ("稿.doc", 0)]
    {
        let output = render(folder, &["-o", name]);
        assert_eq!(output.status.code(), Some(code), "{name}: {}", said(&output));
        assert_eq!(folder.join(name).exists(), code == 0, "{name}");
        assert_eq!(
            said(&output).contains("名字以 .docx .pdf .html .txt 结尾"),
            code == 2,
            "{}",
            said(&output)
        );
    }
    // A file is where the folder would be.
    fs::write(folder.join("稿"), "").expect("written");
    for name in ["稿", "稿/x.pdf"] {
        let output = render(folder, &["-o", name]);
        assert_eq!(output.status.code(), Some(3), "{name}: {}", said(&output));
        assert!(said(&output).contains("这里要的是文件夹"), "{}", said(&output));
    }
}

/// A program that runs cannot be written to, as a file that Word holds open.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_in_use_is_told_and_nothing_is_changed() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, out) = (home.path(), home.path().join("out"));
    write(folder, REPORT);
    for busy in ["报告.docx", "报告.pdf"] {
        let _ = fs::remove_dir_all(&out);
        fs::create_dir(&out).expect("a folder");
        fs::copy("/bin/sleep", out.join(busy)).expect("copied");
        // Another test may have started a program while the copy was open for writing, which keeps it so for a moment.
        let mut open = loop {
            match Command::new(out.join(busy)).arg("60").spawn() {
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                    std::thread::yield_now()
                }
                started => break started.expect("it runs"),
            }
        };
        let before = files(&out);
        let output = render(folder, &[]);
        open.kill().and_then(|()| open.wait()).expect("ended");
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(said(&output).contains("正在别的程序"), "{}", said(&output));
        assert!(files(&out) == before, "{busy}");
    }
}

#[cfg(unix)]
#[test]
fn two_renders_at_the_same_time_do_not_mix_their_files() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let mut alone = Vec::new();
    for (name, length) in [("甲", "3公里"), ("乙", "4公里")] {
        fs::create_dir(folder.join(name)).expect("a folder");
        write(&folder.join(name), &REPORT.replace("3公里", length));
        assert_eq!(render(&folder.join(name), &[]).status.code(), Some(0));
        alone.push(files(&folder.join(name).join("out")));
    }
    let begun = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
        command.current_dir(folder.join(name)).args(["render", "报告.toml", "--fonts", "embedded"]);
        command.args(["-o", "../both"]).stdout(std::process::Stdio::null()).spawn().expect("it runs")
    };
    for round in 0..4 {
        for mut run in ["甲", "乙"].map(begun) {
            assert_eq!(run.wait().expect("ended").code(), Some(0));
        }
        let there = files(&folder.join("both"));
        assert!(alone.contains(&there), "round {round}: {:?}", there.keys());
    }
    // One waits for whoever is writing into the folder.
    let both = folder.join("both");
    let before = files(&both);
    let other = if before == alone[0] { "乙" } else { "甲" };
    let held = fs::File::open(&both).expect("a folder");
    held.lock().expect("locked");
    let mut waiting = begun(other);
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert!(waiting.try_wait().expect("a process").is_none() && files(&both) == before);
    held.unlock().expect("unlocked");
    assert_eq!(waiting.wait().expect("ended").code(), Some(0));
    assert!(files(&both) != before);
}

#[test]
fn what_a_killed_run_left_is_cleared_and_what_others_are_writing_is_not() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, out) = (home.path(), home.path().join("out"));
    write(folder, REPORT);
    fs::create_dir(&out).expect("a folder");
    let (left, busy) = (out.join(".gongwen-aB3dE9"), out.join(".gongwen-0pQrSt"));
    let others = [".gongwen.lock", ".gongwen-1-of-2.lock", ".gongwen-1-of-2~aB3dE9", ".gongwen-notes.txt"];
    for path in [&left, &busy].into_iter().cloned().chain(others.iter().map(|name| out.join(name))) {
        fs::write(path, "half").expect("written");
    }
    let held = fs::File::open(&busy).expect("a file");
    held.lock().expect("locked");
    assert_eq!(render(folder, &[]).status.code(), Some(0));
    assert!(!left.exists() && busy.exists());
    assert!(others.iter().all(|name| out.join(name).exists()));
}

#[test]
fn a_starter_or_templates_never_replace_a_file() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    fs::create_dir(folder.join("t")).expect("a folder");
    for (name, words) in
        [("mine.toml", ["new", "mine.toml"].as_slice()), ("t/letter.hbs", &["templates", "export", "t"])]
    {
        fs::write(folder.join(name), "mine").expect("written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
        let output = command.current_dir(folder).args(words).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("不覆盖它"), "{}", said(&output));
        assert_eq!(fs::read(folder.join(name)).expect("a file"), b"mine");
    }
    assert_eq!(fs::read_dir(folder.join("t")).expect("a folder").count(), 1);
}
