//! What is wrong with a table is told once, said again at the end, and stands in a table of its own, whatever became of the
//! run; the one of an earlier run never stays.

use crate::common;

use std::fs;
use std::path::Path;

use common::{batch, documents, files, last, manifest, out, run, said, table};

/// The lines of a table of findings.
fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a table");
    text.lines().skip(1).map(str::to_owned).collect()
}

const BAD: [(&str, &str); 3] = [("1", "3.5"), ("2", "若干"), ("3", "四")];

#[test]
fn it_is_written_when_nothing_is_made_and_beside_the_folder_that_is_not_there() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let beside = folder.join("out-findings.csv");
    for more in [["--dry-run"].as_slice(), &["--strict"]] {
        let ended = run(folder, &table(&BAD), more);
        assert_eq!(ended.status.code(), Some(1), "{}", said(&ended));
        assert!(!folder.join("out").exists(), "{more:?} makes no folder");
        assert!(out(&ended).contains("全部问题和提醒在 out-findings.csv\n"), "{}", out(&ended));
        assert!(
            last(&ended).ends_with(
                "；没有做的 2 行：示例2村（第 3 行）、示例3村（第 4 行）；原因都在 out-findings.csv"
            ),
            "{}",
            out(&ended)
        );
        assert_eq!(lines(&beside).len(), 2);
        fs::remove_file(&beside).expect("removed");
    }
    run(folder, &table(&BAD), &["--dry-run"]);
    // A run has one in its folder, and the one beside speaks of nothing any more.
    assert_eq!(run(folder, &table(&BAD), &[]).status.code(), Some(1));
    assert_eq!((lines(&folder.join("out/findings.csv")).len(), beside.exists()), (2, false));
    // Where the folder is, it is there, and it is always the last run's.
    let all = table(&[("1", "若干"), ("2", "若干"), ("3", "四")]);
    let ended = run(folder, &all, &[]);
    assert_eq!(ended.status.code(), Some(1));
    assert!(last(&ended).starts_with("一份也没有做；没有做的 3 行："), "{}", out(&ended));
    assert_eq!(lines(&folder.join("out/findings.csv")).len(), 3);
    let good = table(&[("1", "3.5")]);
    assert_eq!(run(folder, &good, &["--dry-run"]).status.code(), Some(0));
    assert!(!folder.join("out/findings.csv").exists());
    // A table of that name that is somebody else's stays.
    common::write(folder, "out/findings.csv", "mine");
    assert_eq!(run(folder, &good, &[]).status.code(), Some(0));
    assert_eq!(fs::read(folder.join("out/findings.csv")).expect("a file"), b"mine");
}

#[test]
fn a_check_says_all_it_can_where_its_table_cannot_be_written() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    fs::create_dir_all(folder.join("out/findings.csv")).expect("a folder");
    let ended = run(folder, &table(&BAD), &["--dry-run"]);
    assert_eq!(ended.status.code(), Some(1), "{}", said(&ended));
    assert!(
        said(&ended).contains("写不了 out/findings.csv") && !said(&ended).contains("运行停在这里"),
        "{}",
        said(&ended)
    );
    let unmade = "没有做的 2 行：示例2村（第 3 行）、示例3村（第 4 行）";
    assert_eq!(last(&ended), format!("可以做 1 份；{unmade}"));
    // Nor does a run hide what it made.
    let ended = run(folder, &table(&BAD), &[]);
    assert_eq!(ended.status.code(), Some(3), "{}", said(&ended));
    assert_eq!(last(&ended), format!("做好 1 份；{unmade}"));
    assert_eq!(documents(&folder.join("out")).len(), 1);
}

#[test]
fn more_rows_than_are_named_are_counted() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let mut rows = vec![("0".to_owned(), "1")];
    rows.extend((1..40).map(|key| (key.to_string(), "若干")));
    let rows: Vec<(&str, &str)> = rows.iter().map(|(key, income)| (key.as_str(), *income)).collect();
    let expected = "做好 1 份；没有做的 39 行：示例1村（第 3 行）、示例2村（第 4 行）、示例3村（第 5 行）、示例4村（第 6 行）、示例5村（第 7 行）……；原因都在 out/findings.csv";
    for jobs in ["1", "4"] {
        assert_eq!(last(&run(folder, &table(&rows), &["--jobs", jobs])), expected);
    }
}

#[test]
fn a_blank_name_is_told_once_and_its_row_is_named_by_its_key_in_every_message() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    // Without a name; without a name and with a wrong number; and one whose warning is all there is.
    let report = common::REPORT.replace("{{village}}", "某村");
    common::write(folder, "report.toml", common::REPORT);
    common::write(folder, "rows.csv", "序号,村名,收入\n7,,3.5\n8,—,若干\n9,东村,4\n");
    let ended = batch(folder, &[]);
    let told = lines(&folder.join("out/findings.csv"));
    assert_eq!(told.iter().filter(|line| line.starts_with("2,7,")).count(), 1, "{told:?}");
    assert!(told[0].contains("title、locality.name、issuer") && told[0].contains("（序号 7）"), "{told:?}");
    assert!(told.iter().all(|line| line.contains("（序号 7）") || line.contains("（序号 8）")), "{told:?}");
    assert!(last(&ended).contains("没有做的 2 行：7（第 2 行）、8（第 3 行）"), "{}", out(&ended));
    // Two rows without a name whose files would be called the same.
    common::write(folder, "rows.csv", "序号,村名,收入,组\n7,,3.5,一\n8,,4,一\n");
    common::write(folder, "report.toml", common::REPORT.replace("{{village}}", "某村"));
    let told = said(&batch(folder, &["--out", "out/{{组}}"]));
    assert!(told.contains("第 3 行和第 2 行的文件都叫 一（序号 8）"), "{told}");
    // Warnings, wrong names of files and characters without a font name it too.
    common::write(folder, "report.toml", report);
    common::write(folder, "rows.csv", "序号,村名,收入\n7,,-3.5户\n8,,1.23456789\n");
    let ended = batch(folder, &["--out", "out/{{village}}"]);
    let told = said(&ended);
    let named = told.matches("（序号 7）").count() + told.matches("（序号 8）").count();
    assert!(
        named >= 2 && named == told.matches("第 2 行").count() + told.matches("第 3 行").count(),
        "{told}"
    );
}

#[test]
fn what_the_pages_of_a_row_without_a_name_say_names_its_number_and_its_key() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let wide = format!("title = [\"关于{}\", \"情况的通报\"]", "很长的名字".repeat(8));
    let report = common::REPORT.replace("{{village}}", "某村");
    let title = report.lines().find(|line| line.starts_with("title")).expect("a title").to_owned();
    common::write(folder, "report.toml", report.replace(&title, &wide));
    common::write(folder, "rows.csv", "序号,村名,收入\n7,,3.5\n8,东村,4\n");
    for formats in ["docx", "pdf,docx"] {
        let ended = batch(folder, &["--to", formats]);
        assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
        let told = lines(&folder.join("out/findings.csv"));
        let of =
            |start: &str| -> Vec<&String> { told.iter().filter(|line| line.starts_with(start)).collect() };
        let (nameless, named) = (of("2,7,"), of("3,8,"));
        assert!(!nameless.is_empty() && nameless.len() == named.len(), "{told:?}");
        assert!(nameless.iter().all(|line| line.contains("（第 2 行，序号 7）")), "{told:?}");
        assert!(named.iter().all(|line| !line.contains("（第 3 行")), "{told:?}");
        let record = fs::read_to_string(folder.join("out/manifest.jsonl")).expect("a record");
        assert!(record.contains("（第 2 行，序号 7）"), "{record}");
    }
}

#[test]
fn what_is_said_of_rows_beside_others_is_in_it_too() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let rows: Vec<(String, String)> =
        (1..=6).map(|key| (key.to_string(), format!("{}.5", key + 10))).collect();
    let mut rows: Vec<(&str, &str)> =
        rows.iter().map(|(key, income)| (key.as_str(), income.as_str())).collect();
    rows.push(("7", "125000"));
    assert_eq!(run(folder, &table(&rows), &[]).status.code(), Some(0));
    let told = lines(&folder.join("out/findings.csv"));
    assert!(
        told.len() == 1 && told[0].starts_with("8,,提醒,") && told[0].contains("示例7村的收入"),
        "{told:?}"
    );
}

#[test]
fn shares_join_to_what_one_machine_says_beyond_a_thousand_findings() {
    let home = tempfile::tempdir().expect("a folder");
    let (one, shares) = (home.path().join("one"), home.path().join("shares"));
    for folder in [&one, &shares] {
        fs::create_dir(folder).expect("a folder");
    }
    // Wrong rows, one far from the others, a row of totals, keys that stand twice (示例数据).
    let mut rows: Vec<(String, &str)> = (0..1400).map(|key| (key.to_string(), "若干")).collect();
    rows.extend((1400..1412).map(|key| (key.to_string(), "3.5")));
    rows.push(("1412".to_owned(), "125000"));
    rows.extend([("1413".to_owned(), "4"), ("1413".to_owned(), "4")]);
    let mut text = String::from("序号,村名,收入\n");
    rows.iter().for_each(|(key, income)| text.push_str(&format!("{key},\"示例\"\"{key}村\",{income}\n")));
    text.push_str(",合计,17\n");
    assert_eq!(run(&one, &text, &[]).status.code(), Some(1));
    for share in ["1/3", "2/3", "3/3"] {
        assert_eq!(run(&shares, &text, &["--shard", share]).status.code(), Some(1));
    }
    let (code, told) = manifest(&shares, &["merge"]);
    assert_eq!(code, Some(1), "the rows that were refused");
    assert!(told.ends_with("1415 份、13 个文件，1402 处不符\n"), "{}", &told[told.len() - 80..]);
    let of = |folder: &Path, name: &str| fs::read_to_string(folder.join("out").join(name)).expect("a file");
    for name in ["manifest.jsonl", "findings.csv"] {
        assert!(of(&one, name) == of(&shares, name), "{name} is that of one machine");
    }
    assert_eq!(documents(&one.join("out")), documents(&shares.join("out")));
    let told = lines(&one.join("out/findings.csv"));
    for (words, count) in [("不是一个数", 1400), ("各村一般是", 1), ("是合计，不做", 1)] {
        assert_eq!(told.iter().filter(|line| line.contains(words)).count(), count, "{words}");
    }

    // Villages leave: their shares tell of it, and what no record names is moved when the shares are joined.
    let fewer: String =
        text.lines().filter(|line| !line.starts_with("140")).map(|line| format!("{line}\n")).collect();
    let mut told = String::new();
    for share in ["1/3", "2/3", "3/3"] {
        told += &out(&run(&shares, &fewer, &["--shard", share]));
    }
    let gone = (1400..1410).filter(|key| told.contains(&format!("{key}.docx"))).count();
    assert_eq!(gone, 10, "{told}");
    assert_eq!(manifest(&shares, &["merge", "--prune"]).0, Some(1));
    let there = documents(&shares.join("out"));
    assert_eq!(there.iter().filter(|name| name.starts_with("移走-1/140")).count(), 10, "{there:?}");
    assert_eq!(run(&one, &fewer, &["--prune"]).status.code(), Some(1));
    for name in ["manifest.jsonl", "findings.csv"] {
        assert!(of(&one, name) == of(&shares, name), "{name} is that of one machine");
    }
    assert_eq!(documents(&one.join("out")), there);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_has_its_own() {
    use std::process::{Command, Stdio};
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let mut rows: Vec<(String, &str)> = (0..600).map(|key| (key.to_string(), "3.5")).collect();
    rows[300].1 = "若干";
    let rows: Vec<(&str, &str)> = rows.iter().map(|(key, income)| (key.as_str(), *income)).collect();
    assert_eq!(run(folder, &table(&BAD), &[]).status.code(), Some(1));
    common::write(folder, "rows.csv", table(&rows));
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
    command.current_dir(folder).args([
        "batch",
        "report.toml",
        "--rows",
        "rows.csv",
        "--fonts",
        "embedded",
        "--to",
        "pdf",
    ]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("runs");
    while !folder.join("out/manifest.jsonl.part").exists() {
        std::thread::yield_now();
    }
    // The one of the run before is gone as soon as this one writes.
    while documents(&folder.join("out")).len() < 3 {
        std::thread::yield_now();
    }
    assert!(!folder.join("out/findings.csv").exists());
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    let output = child.wait_with_output().expect("ended");
    assert!(sent.success() && output.status.code() == Some(130), "{}", out(&output));
    let told = lines(&folder.join("out/findings.csv"));
    assert!(told.len() == 1 && told[0].starts_with("302,"), "{told:?}");
    assert!(files(&folder.join("out")).contains_key("manifest.jsonl.part"));
}
