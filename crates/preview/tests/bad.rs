//! Files as they are on a bad day: gone, back, half written, no text, too large, a folder.

use std::fs;

use crate::support::{REPORT, codes, start, start_with};

#[test]
fn a_file_that_goes_away_keeps_its_pages_and_comes_back() {
    let preview = start(REPORT);
    fs::remove_file(&preview.report).expect("removed");
    let state = preview.until("gone", |state| state["stale"] == true);
    assert_eq!(codes(&state), ["files/unreadable"]);
    assert!(preview.text(&state).contains("春耕"), "the last good pages stay");
    assert_eq!(preview.get("/file/0/pdf").status, 409, "nobody sends out what is not so any more");
    fs::create_dir(&preview.report).expect("a folder");
    preview.until("a folder", |state| {
        state["findings"][0]["message"].as_str().expect("a text").contains("普通文件")
    });
    fs::remove_dir(&preview.report).expect("removed");
    preview.write(REPORT);
    let state = preview.until("back", |state| state["stale"] == false);
    assert!(codes(&state).is_empty());
}

#[test]
fn what_is_no_report_is_told_and_put_right() {
    let preview = start(REPORT);
    let wrongs: [(&str, Vec<u8>); 5] = [
        ("not UTF-8", b"title = \"\xff\xfe\"".to_vec()),
        ("half of it", REPORT.as_bytes()[..REPORT.len() / 2 + 1].to_vec()),
        ("an unknown field", format!("titel = 1\n{REPORT}").into_bytes()),
        ("empty", Vec::new()),
        ("40 MB", vec![b'#'; 40 << 20]),
    ];
    for (what, bytes) in wrongs {
        fs::write(&preview.report, bytes).expect("written");
        let state = preview.until(what, |state| state["stale"] == true);
        assert!(!codes(&state).is_empty(), "{what}");
        assert!(preview.text(&state).contains("春耕"), "{what}");
        preview.write(REPORT);
        preview.until(what, |state| state["stale"] == false);
    }
}

#[test]
fn a_file_that_is_wrong_from_the_start_has_no_pages_and_says_why() {
    let preview = start("title = \n");
    let state = preview.state();
    assert_eq!((&state["pages"], &state["stale"]), (&serde_json::json!([]), &true.into()));
    assert!(!codes(&state).is_empty() && preview.get("/file/0/docx").status == 404);
    preview.write(REPORT);
    preview.until("pages", |state| state["pages"][0]["hash"].is_string());
}

/// An editor that empties a file before it fills it has not made it wrong.
#[test]
fn a_moment_of_nothing_is_not_told() {
    let preview = start(REPORT);
    let mut events = preview.events();
    events.next();
    for round in 0..5 {
        let begun = std::time::Instant::now();
        preview.write("");
        std::thread::sleep(std::time::Duration::from_millis(25));
        let text = format!("第{round}稿");
        preview.write(&REPORT.replace("现将", &format!("{text}，现将")));
        // On a machine that is busy the moment may have been a long one.
        let moment = begun.elapsed() < std::time::Duration::from_millis(50);
        let (_, mut state) = events.next();
        assert!(!moment || state["stale"] == false, "{state:#}");
        while !preview.text(&state).contains(&text) {
            (_, state) = events.next();
        }
    }
}

#[test]
fn a_character_without_a_face_is_told_with_its_page_kept() {
    let preview = start(REPORT);
    preview.write(&REPORT.replace("现将", "𪚥现将"));
    let state = preview.until("no face", |state| state["stale"] == true);
    assert_eq!(codes(&state), ["fonts/missing-glyph"]);
    assert!(state["findings"][0]["place"].as_str().expect("a place").contains(":4:"), "{state:#}");
}

#[test]
fn a_port_that_is_taken_is_an_error_before_anything_else() {
    let preview = start(REPORT);
    let mut options = crate::support::options(&preview.report);
    options.port = preview.port;
    let taken = gongwen_preview::Preview::bind(options).err().expect("it is taken");
    assert_eq!(taken.kind(), std::io::ErrorKind::AddrInUse);
}

#[test]
fn two_windows_see_the_same_and_one_that_slept_catches_up() {
    let preview = start(REPORT);
    let (mut one, mut other) = (preview.events(), preview.events());
    assert_eq!(one.next(), other.next());
    for round in 0..20 {
        preview.write(&REPORT.replace("现将", &format!("第{round}稿，现将")));
        let text = format!("第{round}稿");
        preview.until("shown", |state| preview.text(state).contains(&text));
    }
    // The second read nothing all the while; what it gets in the end is the last.
    let last = preview.state()["version"].clone();
    while other.next().1["version"] != last {}
    let (_, again) = preview.events().next();
    assert_eq!(again["version"], last);
}

/// A spreadsheet program puts its own file beside an open table, lets nobody read it for a moment, and saves by another
/// name. (What cannot be read is a folder of that name here: whoever runs this may read everything.)
#[test]
fn a_table_that_is_held_by_its_program_keeps_the_pages_and_comes_back() {
    let form = "title = \"{{village}}2024年工作情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"人口{{people}}。\"\n\
        general = { sections = [] }\nfields.village = \"村名\"\nbatch.key = \"代码\"\n\
        figures.people = { label = \"人口\", unit = \"人\" }\n";
    // 示例数据
    let rows = "代码,村名,人口（人）\n360923102201,锦河村,1315\n";
    let preview = start_with("村.toml", form, |options| {
        let table = options.report.with_file_name("各村 #1%20.csv");
        fs::write(&table, rows).expect("written");
        options.rows = Some(table);
    });
    let table = preview.report.with_file_name("各村 #1%20.csv");
    let mut events = preview.events();
    events.next();
    fs::write(preview.report.with_file_name("~$各村 #1%20.csv"), "").expect("written");
    fs::remove_file(&table).expect("removed");
    fs::create_dir(&table).expect("a folder");
    let state = preview.until("held", |state| state["stale"] == true);
    assert!(
        codes(&state).iter().all(|code| code.starts_with("rows/") || code.starts_with("files/")),
        "{state:#}"
    );
    assert!(preview.text(&state).contains("人口1315人"), "the last good pages stay");
    fs::remove_dir(&table).expect("removed");
    let beside = table.with_extension("tmp");
    fs::write(&beside, rows.replace("1315", "1316")).expect("written");
    fs::rename(&beside, &table).expect("renamed");
    let state =
        preview.until("back", |state| state["stale"] == false && preview.text(state).contains("人口1316人"));
    assert_eq!(codes(&state), Vec::<&str>::new());
}

#[cfg(unix)]
#[test]
fn a_folder_that_nobody_may_write_to_is_previewed_all_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let preview = start_with("报告.toml", REPORT, |options| {
        let folder = options.report.parent().expect("a folder");
        fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).expect("set");
    });
    assert_eq!(preview.state()["stale"], false);
    fs::set_permissions(preview.folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
}
