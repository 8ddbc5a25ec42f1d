//! What the page is told: pages, findings, places, files, rows.

use serde_json::Value;

use crate::support::{REPORT, codes, start, start_with};

#[test]
fn a_save_shows_the_new_text_and_sends_only_the_page_that_changed() {
    let long = format!(
        "{REPORT}\n[[general.sections]]\nheading = \"下步打算\"\ntext = [{}]\n",
        "\"抓好田间管理。\",".repeat(60)
    );
    let preview = start(&long);
    let mut events = preview.events();
    let (name, first) = events.next();
    assert_eq!(name, "state");
    let hashes = |state: &Value| -> Vec<String> {
        let pages = state["pages"].as_array().expect("pages").iter();
        pages.map(|page| page["hash"].as_str().expect("a hash").to_owned()).collect()
    };
    assert!(hashes(&first).len() >= 3, "{first:#}");
    preview.write(&long.replace("现将春耕", "现将今年春耕"));
    let (_, second) = events.next();
    let (before, after) = (hashes(&first), hashes(&second));
    assert!(preview.text(&second).contains("现将今年春耕"));
    assert_ne!(before[0], after[0]);
    assert_eq!(before[1..], after[1..]);
    // Saved again as it was: nobody is told.
    preview.write(&long.replace("现将春耕", "现将今年春耕"));
    preview.write(&long);
    let (_, third) = events.next();
    assert_eq!(hashes(&third), before);
}

#[test]
fn findings_stand_beside_the_page_of_their_block_with_their_place() {
    let preview = start(&REPORT.replace("乙片11座", "乙片12座"));
    let state = preview.state();
    let found = state["findings"].as_array().expect("findings");
    let found = found.iter().find(|it| it["code"] == "figures/parts-sum").expect("the sum");
    assert_eq!(found["page"], 0);
    assert_eq!(found["error"], true);
    assert!(found["place"].as_str().expect("a place").starts_with("报告 #1%20.toml:13:"), "{found:#}");
    preview.write(REPORT);
    preview.until("put right", |state| codes(state).is_empty());
}

#[test]
fn a_field_says_where_it_stands_and_which_figures_it_names() {
    let preview = start(REPORT);
    let state = preview.state();
    let place = &state["places"]["opening[1]"];
    assert_eq!(
        (&place["line"], &place["figures"]),
        (&4.into(), &serde_json::json!(["rice"])),
        "{:#}",
        state["places"]
    );
    assert_eq!(
        state["figures"]["rice"],
        serde_json::json!({"line": 9, "text": "早稻面积 1200亩", "uses": [4]})
    );
    // Every field that a page names has a place.
    let svg = preview.get(&format!("/page/{}", state["pages"][0]["hash"].as_str().expect("a hash"))).text();
    for path in svg.split("data-path=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(state["places"][path]["line"].is_u64(), "{path}: {:#}", state["places"]);
    }
}

#[test]
fn the_files_are_those_of_the_press_and_have_the_names_of_render() {
    let preview = start_with("汇报.toml", REPORT, |_| {});
    let report = gongwen::Report::from_toml(REPORT).expect("a report");
    let press = gongwen::Press::new(gongwen::Fonts::embedded());
    for (kind, bytes) in [("docx", press.docx(&report)), ("pdf", press.pdf(&report))] {
        let answer = preview.get(&format!("/file/0/{kind}"));
        assert_eq!(answer.status, 200);
        assert!(answer.body == bytes.expect("a file"), "{kind}");
        let how = answer.header("content-disposition").expect("a name");
        assert_eq!(how, format!("attachment; filename*=UTF-8''%E6%B1%87%E6%8A%A5.{kind}"));
    }
    assert_eq!(preview.state()["documents"][0]["files"], serde_json::json!(["汇报.docx", "汇报.pdf"]));
}

#[test]
fn faces_come_whole_and_are_kept_for_ever() {
    let preview = start(REPORT);
    let style = preview.get(preview.state()["faces"].as_str().expect("an address")).text();
    let faces: Vec<&str> = style.split("url(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(faces.len() >= 3, "{style}");
    let fonts = gongwen::Fonts::embedded();
    for face in faces {
        let answer = preview.get(face);
        assert!(answer.header("cache-control").is_some_and(|how| how.contains("immutable")));
        assert!(fonts.faces().any(|(_, own)| own.data() == answer.body), "{face}");
    }
}

#[test]
fn an_attachment_of_its_own_follows_the_report() {
    let preview = start(&format!(
        "{REPORT}\n[[attachments]]\ntitle = \"春耕物资管理办法\"\ntext = \"第一条　专人负责。\"\ndetached = true\n"
    ));
    let state = preview.state();
    assert_eq!(state["documents"][1]["label"], "附件");
    assert_eq!(state["pages"].as_array().and_then(|pages| pages.last()).expect("pages")["document"], 1);
    assert!(preview.get("/file/1/pdf").body.starts_with(b"%PDF"));
}

#[test]
fn a_line_of_the_file_is_shown_when_an_editor_asks() {
    let preview = start(REPORT);
    let mut events = preview.events();
    events.next();
    let other = gongwen_preview::Running::of(&preview.report);
    let other = other.expect("a second one finds the first");
    assert_eq!(other.address, preview.address);
    other.show_line(13).expect("it does");
    let (name, path) = events.next();
    assert_eq!((name.as_str(), path.as_str()), ("go", Some("general.sections[0].text")));
    assert_eq!(preview.ask("POST", "/at?line=x").status, 400);
}

#[test]
fn streams_end_with_the_preview() {
    let preview = start(REPORT);
    let mut events = preview.events();
    events.next();
    drop(preview);
    assert!(events.ends());
}

#[cfg(unix)]
#[test]
fn the_editor_is_run_without_a_shell_and_only_for_known_fields() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (editor, told) = (folder.path().join("ed it.sh"), folder.path().join("told"));
    std::fs::write(&editor, format!("#!/bin/sh\nprintf '%s|' \"$@\" > '{}'\n", told.display()))
        .expect("written");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).expect("set");
    let name = "a $(touch x).toml";
    let line = format!("'{}' -g {{file}}:{{line}}:{{column}} ;rm", editor.display());
    let preview = start_with(name, REPORT, |options| options.editor = Some(line));
    assert_eq!(preview.ask("POST", "/open?path=nothing").status, 404);
    assert_eq!(preview.ask("POST", "/open?path=opening%5B0%5D").status, 204);
    let begun = std::time::Instant::now();
    let said = loop {
        match std::fs::read_to_string(&told) {
            Ok(said) if said.ends_with('|') && said.matches('|').count() == 3 => break said,
            _ => assert!(begun.elapsed().as_secs() < 30, "no editor ran"),
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    assert_eq!(said, format!("-g|{}:4:12|;rm|", preview.report.display()));
    // Without an editor there is nothing to run.
    let plain = start(REPORT);
    assert_eq!(plain.ask("POST", "/open?path=opening%5B0%5D").status, 404);
}

#[test]
fn one_row_of_a_table_is_shown_and_another_when_it_is_chosen() {
    let form = "title = \"{{village}}2024年工作情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"人口{{people}}。\"\n\
        general = { sections = [] }\nfields.village = \"村名\"\nbatch.key = \"代码\"\n\
        figures.people = { label = \"人口\", unit = \"人\" }\n";
    // 示例数据
    let rows =
        "代码,村名,人口（人）\n360923102200,锦南村,若干\n360923102201,锦河村,1315\n360923102202,锦北村,990\n";
    let preview = start_with("村.toml", form, |options| {
        let table = options.report.with_file_name("各村.csv");
        std::fs::write(&table, rows).expect("written");
        options.rows = Some(table);
    });
    let state = preview.state();
    assert_eq!(state["rows"]["current"], 3, "the first that can be made: {state:#}");
    let listed = state["rows"]["rows"].as_array().expect("rows");
    let bad: Vec<_> =
        listed.iter().map(|row| (row["key"].as_str().expect("a key"), row["bad"] == true)).collect();
    assert_eq!(bad, [("360923102200", true), ("360923102201", false), ("360923102202", false)]);
    assert!(preview.text(&state).contains("人口1315人"));
    assert_eq!(preview.ask("POST", "/row?number=4").status, 204);
    let state = preview.until("another row", |state| state["rows"]["current"] == 4);
    assert!(preview.text(&state).contains("锦北村") && preview.text(&state).contains("人口990人"));
    preview.ask("POST", "/row?number=2");
    let state = preview.until("a row with a fault", |state| state["stale"] == true);
    assert!(codes(&state).contains(&"rows/not-a-number"), "{state:#}");
    // The table is saved: the number is there now.
    std::fs::write(preview.report.with_file_name("各村.csv"), rows.replace("若干", "77")).expect("written");
    let state = preview.until("put right", |state| state["stale"] == false);
    assert!(preview.text(&state).contains("人口77人"));
}
