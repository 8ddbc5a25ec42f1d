//! A run says what is there: record, zip and summary hold its rows, what earlier runs left is told and moved when asked for.

use crate::common;

use std::collections::BTreeSet;
use std::fs;

use common::{documents, files, last, manifest, out, outputs, record, run, said, table, zipped};

const BEFORE: [(&str, &str); 3] = [("1", "3.5"), ("2", "4"), ("3", "5")];
const BOTH: [&str; 2] = ["--to", "docx,pdf"];

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

#[test]
fn a_village_that_left_the_table_is_told_left_out_and_moved_when_asked_for() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, into) = (home.path(), home.path().join("out"));
    assert_eq!(run(folder, &table(&BEFORE), &BOTH).status.code(), Some(0));
    let old = files(&into);
    // Somebody else's files of every kind: they are never touched.
    let foreign = [("会议.docx", "a letter"), ("1.改过-1.docx", "revised"), ("全部.pdf", "%PDF-1.7 other")];
    foreign.iter().for_each(|(name, bytes)| common::write(&into, name, bytes));
    let after = table(&BEFORE[..2]);
    let ended = run(folder, &after, &[&BOTH[..], &["--zip", "all.zip"]].concat());
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    let told = "上一次的 2 份文件不在这次的表里：3.docx、3.pdf；加 --prune 移走\n";
    assert!(out(&ended).contains(told), "{}", out(&ended));
    assert!(out(&ended).contains("装进 all.zip：这一次的 2 份、4 个文件"), "{}", out(&ended));
    assert_eq!(last(&ended), "做好 2 份");
    let mine = set(&["1.docx", "1.pdf", "2.docx", "2.pdf"]);
    assert_eq!(outputs(&record(&into.join("manifest.jsonl"))), mine);
    assert_eq!(zipped(&folder.join("all.zip")), mine);
    let (code, told) = manifest(folder, &["verify"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("3.docx 是以前的运行做的，不在记录里\n3.pdf 是"), "{told}");
    assert!(told.ends_with("2 份、4 个文件，2 处不符\n"), "{told}");

    let ended = run(folder, &after, &[&BOTH[..], &["--prune"]].concat());
    assert!(out(&ended).contains("不在这次的表里：3.docx、3.pdf；移到了 移走-1\n"), "{}", out(&ended));
    let now = files(&into);
    for name in ["3.docx", "3.pdf"] {
        assert!(!now.contains_key(name) && now[&format!("移走-1/{name}")] == old[name], "{name}");
    }
    foreign.iter().for_each(|(name, bytes)| assert!(now[*name] == bytes.as_bytes(), "{name}"));
    assert_eq!(manifest(folder, &["verify"]).0, Some(0));
    // The village is back, and leaves again: what was moved before stays as it is.
    assert_eq!(run(folder, &table(&[("1", "3.5"), ("2", "4"), ("3", "6")]), &BOTH).status.code(), Some(0));
    run(folder, &after, &[&BOTH[..], &["--prune"]].concat());
    let now = files(&into);
    assert!(now["移走-1/3.docx"] == old["3.docx"] && now["移走-2/3.docx"] != old["3.docx"]);
}

#[test]
fn refused_rows_other_formats_and_other_names_leave_files_behind() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, into) = (home.path(), home.path().join("out"));
    assert_eq!(run(folder, &table(&BEFORE), &BOTH).status.code(), Some(0));
    let refused = table(&[("1", "3.5"), ("2", "若干"), ("3", "5")]);
    let ended = run(folder, &refused, &["--zip", "all.zip"]);
    assert_eq!(ended.status.code(), Some(1), "{}", said(&ended));
    let told = out(&ended);
    assert!(told.contains("上一次的 2 份文件所在的行这次没有做成：2.docx、2.pdf；"), "{told}");
    assert!(told.contains("上一次的 2 份文件是这次没有要的格式：1.pdf、3.pdf；"), "{told}");
    assert_eq!(last(&ended), "做好 2 份；没有做的 1 行：示例2村（第 3 行）；原因都在 out/findings.csv");
    let mine = set(&["1.docx", "3.docx"]);
    assert_eq!(
        (zipped(&folder.join("all.zip")), outputs(&record(&into.join("manifest.jsonl")))),
        (mine.clone(), mine)
    );
    // What nobody changed need not be made again once the row is right.
    let ended = run(folder, &table(&BEFORE), &["--to", "docx", "--out", "out/村-{{key}}", "--prune"]);
    let told = out(&ended);
    assert!(
        told.contains("上一次的 6 份文件所在的行这次的文件不叫这个名字：1.docx、1.pdf、2.docx、2.pdf、3.docx、3.pdf；移到了 移走-1"),
        "{told}"
    );
    assert_eq!(documents(&into).iter().filter(|name| !name.starts_with("移走-1/")).count(), 3);
}

#[test]
fn what_somebody_revised_stays_where_it_is_and_is_told() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, into) = (home.path(), home.path().join("out"));
    assert_eq!(run(folder, &table(&BEFORE), &[]).status.code(), Some(0));
    common::write(&into, "3.docx", "the leader's words");
    let ended = run(folder, &table(&BEFORE[..2]), &["--prune"]);
    assert!(out(&ended).contains("后来有人改过，留着没有动：3.docx\n"), "{}", out(&ended));
    assert_eq!(fs::read(into.join("3.docx")).expect("a file"), b"the leader's words");
    assert!(!into.join("移走-1").exists());
    assert_eq!(manifest(folder, &["verify"]).0, Some(0));
}

#[test]
fn another_runs_folder_below_is_not_looked_into_and_a_lost_record_hides_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, into) = (home.path(), home.path().join("out"));
    assert_eq!(run(folder, &table(&BEFORE), &["--out", "out/片/{{key}}"]).status.code(), Some(0));
    let pattern = ["--out", "out/{{village}}/{{key}}"];
    assert_eq!(run(folder, &table(&BEFORE), &pattern).status.code(), Some(0));
    fs::remove_file(into.join("manifest.jsonl")).expect("removed");
    let ended = run(folder, &table(&BEFORE[..1]), &[&pattern[..], &["--prune"]].concat());
    let told = "上一次的 2 份文件不在这次的表里：示例2村/2.docx、示例3村/3.docx；移到了 移走-1\n";
    assert!(out(&ended).contains(told), "{}", out(&ended));
    assert_eq!(documents(&into.join("片")).len(), 3);
    assert!(into.join("移走-1/示例2村/2.docx").exists());
    assert_eq!(manifest(folder, &["verify"]).0, Some(0));
}

#[test]
fn a_zip_that_is_none_of_a_run_is_kept() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let zips = |more: &[&str]| run(folder, &table(&BEFORE), &[&["--zip", "z/all.zip"], more].concat());
    fs::create_dir(folder.join("z")).expect("a folder");
    common::write(folder, "z/all.zip", "somebody's");
    let ended = zips(&[]);
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    assert!(said(&ended).contains("原来的存为 all.改过-1.zip"), "{}", said(&ended));
    assert_eq!(fs::read(folder.join("z/all.改过-1.zip")).expect("kept"), b"somebody's");
    // The one of the run is replaced without a word, as often as it is made.
    assert_eq!(said(&zips(&["--resume"])), "");
    assert_eq!(said(&zips(&["--resume", "--only", "key=2"])), "");
    assert_eq!(zipped(&folder.join("z/all.zip")), set(&["2.docx"]), "the rows of this run");
    // Somebody puts a file of his own into it.
    let path = folder.join("z/all.zip");
    let mut zip =
        zip::ZipWriter::new_append(fs::File::options().read(true).write(true).open(&path).expect("a zip"))
            .expect("a zip");
    zip.start_file("说明.txt", zip::write::SimpleFileOptions::default()).expect("a file");
    zip.finish().expect("a zip");
    assert!(said(&zips(&["--resume"])).contains("原来的存为 all.改过-2.zip"));
    // A folder stands there: it is told before anything is made.
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("a folder");
    fs::remove_dir_all(folder.join("out")).expect("removed");
    let ended = zips(&[]);
    assert_eq!(ended.status.code(), Some(3), "{}", said(&ended));
    assert!(
        said(&ended).contains("这是文件夹，不是文件") && !folder.join("out").exists(),
        "{}",
        said(&ended)
    );
}

/// A folder that may not be written to; whoever may do everything is not stopped by it.
#[cfg(unix)]
#[test]
fn what_cannot_be_moved_is_told_and_the_rest_is_moved() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().expect("a folder");
    let (folder, into) = (home.path(), home.path().join("out"));
    let pattern = ["--out", "out/{{village}}/{{key}}"];
    assert_eq!(run(folder, &table(&BEFORE), &pattern).status.code(), Some(0));
    let (closed, allow) = (into.join("示例2村"), |mode| fs::Permissions::from_mode(mode));
    fs::set_permissions(&closed, allow(0o555)).expect("set");
    let everything = fs::write(closed.join("x"), "").is_ok();
    let ended = run(folder, &table(&BEFORE[..1]), &[&pattern[..], &["--prune"]].concat());
    fs::set_permissions(&closed, allow(0o755)).expect("set");
    assert!(into.join("移走-1/示例3村/3.docx").exists());
    assert_eq!(last(&ended), "做好 1 份");
    if !everything {
        assert_eq!(ended.status.code(), Some(3), "{}", said(&ended));
        assert!(said(&ended).contains("以前做的 1 个文件没有移走，还在原处："), "{}", said(&ended));
        assert!(closed.join("2.docx").exists() && !into.join("移走-1/示例2村").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_zip_that_cannot_be_written_hides_no_document() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    common::write(folder, "file", "");
    let ended = run(folder, &table(&BEFORE), &["--zip", "file/all.zip"]);
    assert_eq!(ended.status.code(), Some(3), "{}", said(&ended));
    let ended = run(folder, &table(&BEFORE), &["--resume"]);
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    assert!(last(&ended).contains("3 份"), "{}", out(&ended));
}

#[test]
fn a_run_of_chosen_rows_leaves_the_others() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, into) = (home.path(), home.path().join("out"));
    let bad = [("1", "3.5"), ("2", "若干"), ("3", "5")];
    assert_eq!(run(folder, &table(&bad), &BOTH).status.code(), Some(1));
    let ended = run(folder, &table(&bad), &["--only", "key=3", "--prune"]);
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    assert!(out(&ended).contains("是这次没有要的格式：3.pdf；移到了 移走-1"), "{}", out(&ended));
    let record = record(&into.join("manifest.jsonl"));
    assert_eq!(record.len(), 3, "the row that was refused too");
    assert_eq!(outputs(&record), set(&["1.docx", "1.pdf", "3.docx"]));
    let (code, told) = manifest(folder, &["verify"]);
    assert!(code == Some(1) && told.ends_with("3 份、3 个文件，1 处不符\n"), "{told}");
}

#[test]
fn chosen_rows_do_not_make_an_unfinished_run_look_finished() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, into) = (home.path(), home.path().join("out"));
    assert_eq!(run(folder, &table(&BEFORE), &[]).status.code(), Some(0));
    // As a run leaves it that was killed behind its first row.
    let whole = fs::read_to_string(into.join("manifest.jsonl")).expect("a record");
    let first = whole.lines().next().expect("a line");
    common::write(&into, "manifest.jsonl.part", format!("{first}\n"));
    fs::remove_file(into.join("manifest.jsonl")).expect("removed");
    let ended = run(folder, &table(&BEFORE), &["--only", "key=3"]);
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    assert!(out(&ended).contains("上一次的运行没有做完"), "{}", out(&ended));
    assert!(!into.join("manifest.jsonl").exists());
    assert!(manifest(folder, &["verify"]).1.contains("运行没有做完"));
    let ended = run(folder, &table(&BEFORE), &["--resume"]);
    assert_eq!(last(&ended), "做好 1 份，原来就有 2 份");
    assert_eq!(fs::read_to_string(into.join("manifest.jsonl")).expect("a record"), whole);
}

/// A series of numbers (xorshift), the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// How a file of the folder is accounted for.
fn accounted(told: &str, name: &str) -> bool {
    told.lines().any(|line| line.starts_with("{\"event\":\"left\"") && line.contains(&format!("\"{name}\"")))
}

/// Rows before and after, formats before and after, chosen or all, gone on with or anew, moved or told: what a run says,
/// records and packs is one, and everything else that runs made is told of.
#[test]
fn record_zip_and_summary_are_one_whatever_came_before() {
    let mut random = Random(0x5EED);
    for round in 0..14 {
        let home = tempfile::tempdir().expect("a folder");
        let (folder, into) = (home.path(), home.path().join("out"));
        let mut known: BTreeSet<String> = BTreeSet::new();
        for step in 0..4 {
            let mut rows: Vec<(String, &str)> = Vec::new();
            for key in 1..=6 {
                match random.below(4) {
                    0 => {}
                    1 if key > 1 => rows.push((key.to_string(), "若干")),
                    income => rows.push((key.to_string(), if income == 2 { "3.5" } else { "4" })),
                }
            }
            if !rows.iter().any(|(_, income)| *income != "若干") {
                rows.push(("7".to_owned(), "5"));
            }
            let rows: Vec<(&str, &str)> = rows.iter().map(|(key, income)| (key.as_str(), *income)).collect();
            let formats = ["docx", "docx,pdf", "pdf"][random.below(3) as usize];
            let mut more = vec!["--to", formats, "--zip", "all.zip", "--progress", "json"];
            let (resume, prune) = (random.below(2) == 0, random.below(3) == 0);
            more.extend(resume.then_some("--resume").into_iter().chain(prune.then_some("--prune")));
            let good: Vec<&str> = rows.iter().filter(|(_, it)| *it != "若干").map(|(key, _)| *key).collect();
            // As a run leaves it that was killed: its last lines are missing, the last one is torn.
            let cut = step > 0 && into.join("manifest.jsonl").exists() && random.below(4) == 0;
            if cut {
                let record = fs::read(into.join("manifest.jsonl")).expect("a record");
                let length = random.below(record.len() as u64) as usize;
                common::write(&into, "manifest.jsonl.part", &record[..length]);
                fs::remove_file(into.join("manifest.jsonl")).expect("removed");
            }
            let only = step > 0 && !cut && random.below(3) == 0;
            let condition = format!("key={}", good[0]);
            if only {
                more.extend(["--only", condition.as_str()]);
            }
            let wanted = if only { &good[..1] } else { &good[..] };
            let mine: BTreeSet<String> = wanted
                .iter()
                .flat_map(|key| formats.split(',').map(move |format| format!("{key}.{format}")))
                .collect();
            let before = documents(&into);
            let ended = run(folder, &table(&rows), &more);
            let told = out(&ended);
            let place = format!("round {round}.{step}: {rows:?} {more:?}\n{told}{}", said(&ended));
            let wrong = !only && good.len() < rows.len();
            assert_eq!(ended.status.code(), Some(i32::from(wrong)), "{place}");
            let summary: serde_json::Value =
                serde_json::from_str(told.lines().last().expect("a line")).expect("JSON");
            let counted = summary["made"].as_u64().zip(summary["kept"].as_u64());
            assert_eq!(counted.map(|(made, kept)| made + kept), Some(wanted.len() as u64), "{place}");
            assert_eq!(zipped(&folder.join("all.zip")), mine, "{place}");
            let record = outputs(&record(&into.join("manifest.jsonl")));
            if only {
                assert!(record.is_superset(&mine), "{place}");
                let others = |name: &&String| !name.starts_with(&format!("{}.", good[0]));
                let left: BTreeSet<_> = known.iter().filter(others).cloned().collect();
                assert_eq!(record.difference(&mine).cloned().collect::<BTreeSet<_>>(), left, "{place}");
            } else {
                assert_eq!(record, mine, "{place}");
            }
            // Nothing is lost: what was there is there, or was moved.
            let now = documents(&into);
            for name in &before {
                let moved = || now.iter().any(|path| path.ends_with(&format!("/{name}")));
                assert!(now.contains(name) || moved(), "{name} is gone: {place}");
            }
            let unmoved = now.iter().filter(|name| !name.starts_with("移走-"));
            for name in unmoved.filter(|name| !record.contains(*name)) {
                // A run of chosen rows does not speak of what others left.
                let other = only && !name.starts_with(&format!("{}.", good[0]));
                assert!(!prune || other, "{name} was to be moved: {place}");
                assert!(other || accounted(&told, name), "{name} is not told of: {place}");
            }
            let stray = now.iter().any(|name| !name.starts_with("移走-") && !record.contains(name));
            let refused = manifest(folder, &["verify"]);
            assert_eq!(refused.1.contains("是以前的运行做的"), stray, "{place}{}", refused.1);
            known = record;
        }
    }
}

/// The same on two machines: their records joined are what is there, and what is not in them is told of or moved.
#[test]
fn joined_shares_are_what_is_there_whatever_came_before() {
    let mut random = Random(0xF00D);
    for round in 0..6 {
        let home = tempfile::tempdir().expect("a folder");
        let (folder, into) = (home.path(), home.path().join("out"));
        let mut named: BTreeSet<String> = BTreeSet::new();
        for step in 0..3 {
            let cells = (1..=8).map(|key: u32| (key.to_string(), random.below(5)));
            let rows: Vec<(String, &str)> = cells
                .filter_map(|(key, cell)| Some((key, *["若干", "3.5", "4"].get(cell as usize)?)))
                .collect();
            let rows: Vec<(&str, &str)> = rows.iter().map(|(key, income)| (key.as_str(), *income)).collect();
            let formats = ["docx", "docx,pdf"][random.below(2) as usize];
            let (resume, prune) = (random.below(2) == 0, random.below(2) == 0);
            let good: Vec<&str> = rows.iter().filter(|(_, it)| *it != "若干").map(|(key, _)| *key).collect();
            let mine: BTreeSet<String> = good
                .iter()
                .flat_map(|key| formats.split(',').map(move |format| format!("{key}.{format}")))
                .collect();
            let mut told = String::new();
            // A table without a row is wrong for every share.
            let text = if rows.is_empty() { table(&[("9", "若干")]) } else { table(&rows) };
            for share in ["1/2", "2/2"] {
                let mut more = vec!["--to", formats, "--shard", share, "--progress", "json"];
                more.extend(resume.then_some("--resume").into_iter().chain(prune.then_some("--prune")));
                let ended = run(folder, &text, &more);
                assert!(matches!(ended.status.code(), Some(0 | 1)), "{}", said(&ended));
                told += &out(&ended);
            }
            let place = format!("round {round}.{step}: {rows:?} {formats} {resume} {prune}\n{told}");
            let now = documents(&into);
            let unmoved: Vec<&String> = now.iter().filter(|name| !name.starts_with("移走-")).collect();
            // Each share tells of what its own record named before.
            let left: Vec<&&String> = unmoved.iter().filter(|name| !mine.contains(**name)).collect();
            assert!(!prune || left.iter().all(|name| !named.contains(**name)), "{left:?} {place}");
            let (code, said) = manifest(folder, &["merge"]);
            assert_eq!(outputs(&record(&into.join("manifest.jsonl"))), mine, "{place}");
            assert!(
                left.iter().all(|name| said.contains(&format!("{name} 是以前的运行做的"))),
                "{place}{said}"
            );
            assert_eq!(
                code,
                Some(i32::from(!left.is_empty() || good.len() < rows.len().max(1))),
                "{place}{said}"
            );
            named = mine.clone();
            if random.below(2) == 0 {
                manifest(folder, &["merge", "--prune"]);
                let now = documents(&into);
                assert!(
                    now.iter().all(|name| name.starts_with("移走-") || mine.contains(name)),
                    "{now:?} {place}"
                );
            }
        }
    }
}
