//! `gongwen batch`: what it writes, what it says, and that nothing is torn or lost.

use crate::common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::{files, out, said};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/villages").join(name)
}

fn command(rows: &Path, folder: &Path, name: &str, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    command.args(["batch", "--fonts", "embedded"]);
    command.arg(fixture("village.toml")).arg("--rows").arg(rows);
    command.arg("--out").arg(folder.join(name)).args(more);
    command
}

fn batch(rows: &Path, folder: &Path, name: &str, more: &[&str]) -> Output {
    command(rows, folder, name, more).output().expect("the binary runs")
}

/// A table of the fixture's villages, changed.
fn table(folder: &Path, change: impl FnOnce(String) -> String) -> PathBuf {
    let path = folder.join("rows.csv");
    let text = fs::read_to_string(fixture("villages.csv")).expect("the table");
    fs::write(&path, change(text)).expect("written");
    path
}

const NAME: &str = "{{code}}-{{village}}";

#[test]
fn each_row_becomes_its_files_with_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    let zip = folder.path().join("all.zip");
    let rows = fixture("villages.xlsx");
    let output = batch(&rows, &one, NAME, &["--jobs", "1", "--zip", zip.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(out(&output).contains("可以做 13 份，有错不做的 0 行"), "{}", out(&output));
    assert!(out(&output).ends_with("做好 13 份\n"), "{}", out(&output));
    assert_eq!(batch(&rows, &two, NAME, &["--jobs", "4"]).status.code(), Some(0));
    let (one, two) = (files(&one), files(&two));
    assert_eq!(one.len(), 27, "thirteen documents in two formats, and the record");
    assert!(one["360923102200-锦南村.pdf"].starts_with(b"%PDF-1.7"));
    assert!(one["360923102200-锦南村.docx"].starts_with(b"PK"));
    assert_eq!(one, two, "not a byte depends on the threads");
    let record = String::from_utf8(one["manifest.jsonl"].clone()).expect("text");
    assert_eq!(record.lines().count(), 13);
    assert!(record.starts_with(r#"{"key":"360923102200","row":3,"input":""#), "{record}");
    assert!(fs::metadata(&zip).expect("a zip").len() > 13 * 20_000);
}

#[test]
fn a_row_that_is_wrong_does_not_stop_the_others_unless_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = table(folder.path(), |text| text.replace("2860.5,23.6", "若干,23.6"));
    let strict = folder.path().join("strict");
    let output = batch(&rows, &strict, NAME, &["--strict"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!strict.exists(), "nothing is made");
    let good = folder.path().join("good");
    let output = batch(&rows, &good, NAME, &["--to", "pdf", "--keep-going"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("可以做 12 份，有错不做的 1 行"), "{}", out(&output));
    let said = said(&output);
    assert!(said.contains("第 2 行“粮食播种面积（亩）”栏（G2），写的是“若干”："), "{said}");
    let files = files(&good);
    assert_eq!(files.len(), 14, "twelve villages, the record and what was found");
    assert!(files.contains_key("findings.csv"), "{:?}", files.keys());
    assert!(!files.contains_key("360923102200-锦南村.pdf"));
}

#[test]
fn a_character_that_no_font_has_is_told_at_its_cell_before_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = table(folder.path(), |text| text.replace(",锦南村,", ",𠮷𠮷村,"));
    let strict = folder.path().join("strict");
    let output = batch(&rows, &strict, NAME, &["--strict"]);
    assert_eq!((output.status.code(), strict.exists()), (Some(1), false));
    let told = said(&output);
    assert!(told.contains("第 2 行“村名”栏（B2），写的是“𠮷𠮷村”：没有字体含有“𠮷”（U+20BB7）"), "{told}");
    assert_eq!(told.matches("没有字体含有").count(), 1, "once for its cell: {told}");
    let marked = batch(&rows, &folder.path().join("marked"), NAME, &["--missing-glyph", "mark"]);
    assert_eq!(marked.status.code(), Some(0), "{}", said(&marked));
    assert!(said(&marked).contains("没有字体含有“𠮷”（U+20BB7），以〓代替"), "{}", said(&marked));
}

#[test]
fn names_are_checked_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("out");
    let rows = fixture("villages.csv");
    let output = batch(&rows, &into, "{{vilage}}", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("没有“vilage”这个名字。是不是想写 {{village}}？"), "{}", said(&output));
    let output = batch(&rows, &into, "{{date}}", &["--strict"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("的文件都叫 2024年12月20日"), "{}", said(&output));
    assert!(!into.exists());

    let long = "村".repeat(100);
    let rows = table(folder.path(), |text| {
        let text = text.replace(",锦南村,", ",../../锦南村,").replace(",锦河村,", ",CON,");
        text.replace(",大塘村,", &format!(",{long},")).replace(",六口村,", ",con,")
    });
    let output = batch(&rows, &into, "{{village}}", &["--to", "pdf"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("文件名有 300 个字节，最多 200 个"), "{said}");
    assert!(said.contains("的文件都叫 _con"), "{said}");
    let files = files(&into);
    assert!(files.contains_key("_.._锦南村.pdf"), "{:?}", files.keys());
    assert!(files.contains_key("findings.csv"), "{:?}", files.keys());
    assert_eq!(files.len(), 12, "ten villages, the record and what was found");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing leaves the folder");
}

#[test]
fn a_run_is_taken_up_where_it_was_cut_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("out");
    let rows = table(folder.path(), |text| text);
    assert_eq!(batch(&rows, &into, NAME, &["--to", "pdf"]).status.code(), Some(0));
    let whole = files(&into);

    // The record is cut in its last line, one file is gone, one is changed.
    let record = &whole["manifest.jsonl"];
    fs::write(into.join("manifest.jsonl"), &record[..record.len() - 40]).expect("written");
    fs::remove_file(into.join("360923102203-六口村.pdf")).ok();
    let changed = whole.keys().find(|name| name.contains("锦南村")).expect("a village");
    fs::write(into.join(changed), b"%PDF-1.7 half").expect("written");
    let gone = whole.keys().find(|name| name.contains("锦河村")).expect("a village");
    fs::remove_file(into.join(gone)).expect("removed");
    let output = batch(&rows, &into, NAME, &["--to", "pdf", "--resume"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    // What was changed may be somebody's work: it is kept beside the new one.
    let kept = into.join(changed.replace(".pdf", ".改过-1.pdf"));
    assert_eq!(fs::read(&kept).expect("the changed file"), b"%PDF-1.7 half");
    fs::remove_file(kept).expect("removed");
    assert!(files(&into) == whole, "as in an unbroken run");

    // Nothing is left to do.
    let output = batch(&rows, &into, NAME, &["--to", "pdf", "--resume"]);
    assert!(out(&output).ends_with("做好 0 份，原来就有 13 份\n"), "{}", out(&output));
    assert_eq!(files(&into), whole);

    // One row is other than it was, another one is new.
    let rows = table(folder.path(), |text| {
        let last = text.lines().last().expect("a line").replace("360923102212", "360923102299");
        text.replace("2860.5,23.6", "2860.5,24.6").trim_end().to_owned() + "\n" + &last + "\n"
    });
    let output = batch(&rows, &into, NAME, &["--to", "pdf", "--resume"]);
    assert!(out(&output).ends_with("做好 2 份，原来就有 12 份\n"), "{}", out(&output));
}

#[test]
fn what_somebody_revised_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("out");
    let rows = table(folder.path(), |text| text);
    let docx = ["--to", "docx"];
    let run = || batch(&rows, &into, NAME, &docx);
    assert_eq!(run().status.code(), Some(0));
    let whole = files(&into);
    // The same once more, with another number: what the program wrote itself is replaced without a word.
    let revised = table(folder.path(), |text| text.replace("2860.5,23.6", "2860.5,24.6"));
    let output = batch(&revised, &into, NAME, &docx);
    assert!(!said(&output).contains("改过"), "{}", said(&output));
    assert_eq!(files(&into).len(), whole.len());
    table(folder.path(), |text| text);
    assert_eq!(run().status.code(), Some(0));
    assert!(files(&into) == whole);

    let name = "360923102200-锦南村";
    fs::write(into.join(format!("{name}.docx")), "the leader's words").expect("written");
    for (round, more) in [(1, vec![]), (2, vec!["--resume"])] {
        let output = batch(&rows, &into, NAME, &[docx.as_slice(), &more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let told =
            format!("{name}.docx 做好以后有人改过（或者本来就有），原来的存为 {name}.改过-{round}.docx");
        assert!(said(&output).contains(&told), "{}", said(&output));
        let kept = fs::read(into.join(format!("{name}.改过-{round}.docx"))).expect("kept");
        assert_eq!(kept, b"the leader's words");
        fs::write(into.join(format!("{name}.docx")), "the leader's words").expect("written");
    }
    let output = batch(&rows, &into, NAME, &["--to", "docx", "--progress", "json"]);
    assert!(
        out(&output).contains(&format!(r#""aside":[["{name}.docx","{name}.改过-3.docx"]]"#)),
        "{}",
        out(&output)
    );
}

#[test]
fn chosen_rows_are_as_in_a_whole_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let (all, one) = (folder.path().join("all"), folder.path().join("one"));
    let rows = fixture("villages.csv");
    assert_eq!(batch(&rows, &all, NAME, &[]).status.code(), Some(0));
    let output =
        batch(&rows, &one, NAME, &["--only", "code=360923102200,360923102201", "--only", "village=锦河村"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let (all, mut chosen) = (files(&all), files(&one));
    chosen.remove("manifest.jsonl").expect("a record");
    assert_eq!(chosen.len(), 2);
    assert!(chosen.iter().all(|(name, bytes)| all[name] == *bytes));
    let output = batch(&rows, &one, NAME, &["--only", "none=1"]);
    assert_eq!(output.status.code(), Some(2));

    // Shares of the rows make them all, each once.
    let shares = folder.path().join("shares");
    for share in ["1/3", "2/3", "3/3"] {
        let output = batch(&rows, &shares, NAME, &["--shard", share]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    let manifest = |action: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
        command.args(["manifest", action]).arg(&shares).output().expect("the binary runs")
    };
    assert_eq!(out(&manifest("merge")), "13 份、26 个文件，0 处不符\n");
    assert_eq!(manifest("verify").status.code(), Some(0));
    let mut made = files(&shares);
    made.retain(|name, _| !name.starts_with("manifest-") && !name.starts_with('.'));
    assert_eq!(made, all, "the record too is that of one machine");

    let name = all.keys().find(|name| name.ends_with(".pdf")).expect("a file");
    fs::write(shares.join(name), "other").expect("written");
    let record = |share: &str| shares.join(format!("manifest-{share}-of-3.jsonl"));
    fs::remove_file(record("2")).expect("removed");
    // The run of the third was cut off.
    fs::rename(record("3"), shares.join("manifest-3-of-3.jsonl.part")).expect("renamed");
    let output = manifest("merge");
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("缺第 2 份的记录"), "{}", out(&output));
    assert!(out(&output).contains("第 3 份没有做完"), "{}", out(&output));
    assert_eq!(batch(&rows, &shares, NAME, &["--shard", "3/3", "--resume"]).status.code(), Some(0));
    assert!(record("3").exists() && !shares.join("manifest-3-of-3.jsonl.part").exists());
}

#[test]
fn a_command_line_that_would_miss_or_overwrite_something_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = table(folder.path(), |text| text);
    let before = fs::read(&rows).expect("a table");
    let into = folder.path().join("out");
    let refused = |more: &[&str], zh: &str| {
        let output = batch(&rows, &into, NAME, more);
        assert_eq!(output.status.code(), Some(2), "{more:?}: {}", said(&output));
        assert!(said(&output).contains(zh), "{}", said(&output));
        assert!(!into.exists(), "{more:?}: nothing is made");
    };
    refused(&["--only", "village=锦南村,锦河"], "没有一行的 village 是“锦河”。是不是想写“锦河村”？");
    refused(&["--only", "key=1"], "没有一行的 key 是“1”。");
    refused(&["--zip", rows.to_str().expect("a path")], "压缩文件的名字要以 .zip 结尾");
    refused(&["--jobs", "0"], "--jobs <份数> 写的是“0”，不行。");
    assert_eq!(fs::read(&rows).expect("a table"), before);
    let mut empty = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    empty.arg("batch").arg(fixture("village.toml")).arg("--rows").arg(&rows).args(["--out", ""]);
    let output = empty.current_dir(folder.path()).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing beside the table");
}

#[test]
fn a_dry_run_lists_names_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("out");
    let output = batch(&fixture("villages.csv"), &into, NAME, &["--dry-run"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("360923102200  360923102200-锦南村\n"), "{}", out(&output));
    assert!(!into.exists());
}

#[test]
fn programs_are_told_in_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = batch(&fixture("villages.csv"), folder.path(), NAME, &["--to", "pdf", "--progress", "json"]);
    let out = out(&output);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 15, "{out}");
    assert!(lines.iter().all(|line| line.starts_with('{') && line.ends_with('}')), "{out}");
    assert!(lines[0].contains(r#""event":"gate""#) && lines[0].contains(r#""ready":13"#), "{out}");
    assert_eq!(lines.iter().filter(|line| line.contains(r#""event":"document""#)).count(), 13);
    assert!(lines[14].contains(r#""made":13"#), "{out}");
}

/// A table of many villages.
fn many(folder: &Path, count: usize) -> PathBuf {
    table(folder, |text| {
        let mut lines = text.lines();
        let mut many = lines.next().expect("a header").to_owned() + "\n";
        let village = lines.next().expect("a village");
        for number in 0..count {
            let code = format!("{:012}", 360_923_200_000 + number);
            many.push_str(
                &village.replace("360923102200", &code).replace(",612,", &format!(",{},", 300 + number)),
            );
            many.push('\n');
        }
        many
    })
}

/// Waits until a run has written something.
fn begun(folder: &Path) {
    let start = Instant::now();
    let written = || fs::metadata(folder.join("manifest.jsonl.part")).is_ok_and(|data| data.len() > 0);
    while !written() {
        assert!(start.elapsed() < Duration::from_secs(60), "the run never begins");
        std::thread::yield_now();
    }
}

#[test]
fn a_second_run_on_the_same_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("out");
    let rows = many(folder.path(), 300);
    let mut first =
        command(&rows, &into, "{{key}}", &["--to", "pdf"]).stdout(Stdio::null()).spawn().expect("runs");
    begun(&into);
    let second = batch(&rows, &into, "{{key}}", &["--to", "pdf"]);
    first.kill().expect("killed");
    first.wait().expect("ended");
    assert_eq!(second.status.code(), Some(3));
    assert!(said(&second).contains("另一个 gongwen batch 正在往"), "{}", said(&second));
}

#[test]
fn a_killed_run_leaves_whole_files_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = many(folder.path(), 60);
    let (whole, broken) = (folder.path().join("whole"), folder.path().join("broken"));
    assert_eq!(batch(&rows, &whole, "{{key}}", &["--to", "pdf"]).status.code(), Some(0));
    let whole = files(&whole);
    for round in 0..5u64 {
        let mut run = command(&rows, &broken, "{{key}}", &["--to", "pdf", "--resume"]);
        let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("runs");
        begun(&broken);
        std::thread::sleep(Duration::from_millis(40 * round));
        run.kill().expect("killed");
        run.wait().expect("ended");
        for (name, bytes) in
            files(&broken).iter().filter(|(name, _)| name.ends_with(".pdf") && !name.starts_with('.'))
        {
            assert_eq!(*bytes, whole[name], "{name} is torn after round {round}");
        }
    }
    let output = batch(&rows, &broken, "{{key}}", &["--to", "pdf", "--resume"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(files(&broken), whole, "the same as without the kills");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    let output = batch(&fixture("villages.csv"), &file, NAME, &[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(said(&output).contains("写不了"), "{}", said(&output));
    // One file of the run cannot be put where it belongs.
    let into = folder.path().join("out");
    fs::create_dir_all(into.join("360923102205.pdf")).expect("a folder");
    let output = batch(&fixture("villages.csv"), &into, "{{key}}", &["--to", "pdf", "--jobs", "1"]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("已完成的 5 份都是完整的"), "{}", said(&output));
    fs::remove_dir(into.join("360923102205.pdf")).expect("removed");
    let output = batch(&fixture("villages.csv"), &into, "{{key}}", &["--to", "pdf", "--resume"]);
    assert!(out(&output).ends_with("做好 8 份，原来就有 5 份\n"), "{}", out(&output));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_run_cleanly() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("out");
    let rows = many(folder.path(), 300);
    let run =
        command(&rows, &into, "{{key}}", &["--to", "pdf"]).stdout(Stdio::piped()).spawn().expect("runs");
    begun(&into);
    let sent = Command::new("kill").args(["-INT", &run.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    let output = run.wait_with_output().expect("ended");
    assert_eq!(output.status.code(), Some(130));
    assert!(out(&output).contains("；中断了，还有 "), "{}", out(&output));
    let files = files(&into);
    let record = String::from_utf8(files["manifest.jsonl.part"].clone()).expect("text");
    assert_eq!(record.lines().count(), files.len() - 1, "each file is in the record");
}

#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_written_to_its_end_is_not_left_behind() {
    // The shell lets files grow to 16 blocks, as a disk that is nearly full; a PDF needs more.
    let folder = tempfile::tempdir().expect("a folder");
    let (cut, whole) = (folder.path().join("cut"), folder.path().join("whole"));
    let rows = fixture("villages.csv");
    let words = command(&rows, &cut, NAME, &["--jobs", "2"]);
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "sh"]).arg(words.get_program());
    let output = shell.args(words.get_args()).output().expect("a shell");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("写不了"), "{}", said(&output));
    let left = files(&cut);
    assert!(left.keys().all(|name| !name.contains('~')), "no temporary file: {:?}", left.keys());
    assert!(left.keys().all(|name| !name.ends_with(".pdf")), "no torn file: {:?}", left.keys());

    assert_eq!(batch(&rows, &cut, NAME, &["--resume"]).status.code(), Some(0), "with room again");
    assert_eq!(batch(&rows, &whole, NAME, &[]).status.code(), Some(0));
    assert_eq!(files(&cut), files(&whole));
}
