//! Saves of every kind are seen: in place, by rename, through links, without events; and those of what documents are made with.

use std::fs;
use std::time::{Duration, Instant};

use gongwen_preview::{Watch, Woken};

use crate::support::{REPORT, codes, start, start_with};

#[test]
fn a_save_by_rename_is_seen() {
    let preview = start(REPORT);
    for round in 0..3 {
        let beside = preview.report.with_extension("tmp~");
        fs::write(&beside, REPORT.replace("现将", &format!("第{round}稿，现将"))).expect("written");
        fs::rename(&beside, &preview.report).expect("renamed");
        let text = format!("第{round}稿");
        preview.until("renamed", |state| preview.text(state).contains(&text));
    }
}

#[test]
fn folders_without_events_are_looked_at_each_second() {
    let preview = start_with("报告.toml", REPORT, |options| options.poll = true);
    let begun = Instant::now();
    preview.write(&REPORT.replace("现将", "轮询，现将"));
    preview.until("polled", |state| preview.text(state).contains("轮询"));
    assert!(begun.elapsed() < Duration::from_secs(15));
}

#[cfg(unix)]
#[test]
fn a_link_shows_what_it_leads_to() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let real = elsewhere.path().join("真.toml");
    fs::write(&real, REPORT).expect("written");
    let preview = start_with("报告.toml", "", |options| {
        fs::remove_file(&options.report).expect("removed");
        std::os::unix::fs::symlink(&real, &options.report).expect("linked");
    });
    fs::write(&real, REPORT.replace("现将", "别处改的，现将")).expect("written");
    preview.until("changed elsewhere", |state| preview.text(state).contains("别处改的"));
}

/// The system says when a writer is done: nobody waits for a quiet moment then.
#[cfg(target_os = "linux")]
#[test]
fn a_writer_that_is_done_is_not_waited_for_and_one_that_goes_on_is() {
    use std::io::Write;
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("a.toml");
    let mut watch = Watch::new(false);
    watch.look_at(std::slice::from_ref(&report), &[]);
    let mut waits = Vec::new();
    for round in 0..9 {
        // What follows at once may belong to the same save, and is waited for.
        std::thread::sleep(Duration::from_millis(150));
        fs::write(&report, format!("{round}")).expect("written");
        let written = Instant::now();
        assert_eq!(watch.wait(), Woken::Changed { tools: false });
        waits.push(written.elapsed());
    }
    waits.sort();
    assert!(waits[0] < Duration::from_millis(15), "the quickest of them took {waits:?}");
    // One that writes on is told when it ends, or after a while, and never of a half.
    std::thread::sleep(Duration::from_millis(150));
    let mut file = fs::File::create(&report).expect("a file");
    let writer = std::thread::spawn(move || {
        let begun = Instant::now();
        for _ in 0..5 {
            file.write_all(b"line\n").expect("written");
            std::thread::sleep(Duration::from_millis(3));
        }
        begun.elapsed()
    });
    assert_eq!(watch.wait(), Woken::Changed { tools: false });
    let told = fs::read_to_string(&report).expect("read");
    // On a machine that is busy it may have rested for long enough to seem done.
    let took = writer.join().expect("it ends");
    assert!(told.len() == 25 || took > Duration::from_millis(18), "{told:?}");
}

#[test]
fn a_picture_that_comes_and_goes_is_seen() {
    let text = format!(
        "{REPORT}\n[[general.sections]]\nheading = \"附图\"\ntext = \"见图。\"\n[general.sections.figure]\n\
         picture = \"图/表.svg\"\ncaption = \"示意\"\nalternative = \"一块深色\"\n"
    );
    let preview = start(&text);
    let state = preview.state();
    assert!(codes(&state).iter().any(|code| code.starts_with("files/")), "{state:#}");
    let folder = preview.report.with_file_name("图");
    fs::create_dir(&folder).expect("a folder");
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'><rect width='100' height='50' fill='#333'/></svg>";
    fs::write(folder.join("表.svg"), svg).expect("written");
    preview.until("the picture is there", |state| state["stale"] == false);
    fs::remove_file(folder.join("表.svg")).expect("removed");
    let state = preview.until("the picture is gone", |state| state["stale"] == true);
    assert!(!state["pages"].as_array().expect("pages").is_empty(), "the last good pages stay");
}

#[test]
fn a_thousand_saves_end_with_the_last_text() {
    let preview = start(REPORT);
    for round in 0..1_000 {
        preview.write(&REPORT.replace("现将", &format!("第{round}稿，现将")));
    }
    preview.until("the last one", |state| preview.text(state).contains("第999稿"));
    assert!(codes(&preview.state()).is_empty());
}

#[test]
fn a_watch_tells_tools_from_texts_and_waits_for_what_is_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (report, templates) = (folder.path().join("a.toml"), folder.path().join("templates"));
    fs::create_dir(&templates).expect("a folder");
    let mut watch = Watch::new(false);
    watch.look_at(std::slice::from_ref(&report), std::slice::from_ref(&templates));
    fs::write(folder.path().join("other.txt"), "").expect("written");
    fs::write(&report, "a").expect("written");
    assert_eq!(watch.wait(), Woken::Changed { tools: false });
    fs::write(templates.join("x.hbs"), "a").expect("written");
    assert_eq!(watch.wait(), Woken::Changed { tools: true });
    let waker = watch.waker();
    let waits = std::thread::spawn(move || watch.wait());
    waker.stop();
    assert_eq!(waits.join().expect("it ends"), Woken::Stopped);
}
