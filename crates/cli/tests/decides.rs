//! `gongwen batch --resume`: whatever decides a document makes it anew when it changes, and nothing else does.

use crate::common;

use std::fs;
use std::path::Path;

use common::{SEAL, SEALED, batch, gongwen, last, said};

const TABLE: &str = "\n[[attachments]]\ntitle = \"情况表\"\n\n[attachments.table]\nfile = \"table.csv\"\n";
const PROFILE: &str = "title = \"某某县\"\n[roles.heading2]\nface = \"黑体\"\n";

/// A font of the embedded set under a name that is looked for.
fn font() -> Vec<u8> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts/assets/wenkai/GongwenFangSong.ttf");
    let font = fs::read(path).expect("a font");
    replaced(font, &utf16("Gongwen FangSong"), &utf16("FangSong        "))
}

/// The bytes with others of the same length, wherever they stand.
fn replaced(mut bytes: Vec<u8>, old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let places: Vec<usize> =
        bytes.windows(old.len()).enumerate().filter(|(_, window)| *window == old).map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "the bytes are there");
    for at in places {
        bytes[at..at + new.len()].copy_from_slice(new);
    }
    bytes
}

/// The last line of a run with these options besides.
fn made(folder: &Path, more: &[&str]) -> String {
    let mut words =
        vec!["--resume", "--to", "docx,pdf", "--out", "out/{{village}}", "--templates", "templates"];
    for (option, usual) in [("--fonts", "fonts"), ("--profile", "profile.toml")] {
        if !more.contains(&option) {
            words.extend([option, usual]);
        }
    }
    words.extend(more);
    let ended = batch(folder, &words);
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    last(&ended)
}

#[test]
fn what_decides_a_document_makes_it_anew_when_it_changes() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let report = format!("{SEALED}{TABLE}");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("written");
    for name in ["fonts", "templates"] {
        fs::create_dir(folder.join(name)).expect("a folder");
    }
    write("report.toml", report.as_bytes());
    write("rows.csv", "序号,村名\n1,东村\n2,西村\n".as_bytes());
    write("seal.svg", SEAL.as_bytes());
    write("table.csv", "项目,数量\n道路,3\n".as_bytes());
    write("profile.toml", PROFILE.as_bytes());
    write("fonts/fangsong.ttf", &font());
    let exported = gongwen(folder, &["templates", "export", "templates"]);
    assert_eq!(exported.status.code(), Some(0));
    let template = fs::read(folder.join("templates/general.hbs")).expect("a template");

    let (anew, none) = ("做好 2 份", "做好 0 份，原来就有 2 份");
    assert_eq!(made(folder, &[]), anew);
    let changed = |name: &str, bytes: &[u8]| {
        assert_eq!(made(folder, &[]), none, "before {name} changes");
        write(name, bytes);
        assert_eq!(made(folder, &[]), anew, "{name} changed");
    };
    // Another font under the same name in the same place: not one glyph need look other.
    changed(
        "fonts/fangsong.ttf",
        &replaced(font(), "\0V\0e\0r\0s\0i\0o\0n".as_bytes(), "\0V\0e\0r\0s\0i\0o\0m".as_bytes()),
    );
    changed("templates/general.hbs", &[&template, b"\n".as_slice()].concat());
    changed("profile.toml", PROFILE.replace("黑体", "仿宋").as_bytes());
    changed("seal.svg", SEAL.replace("red", "#c00").as_bytes());
    changed("table.csv", "项目,数量\n道路,4\n".as_bytes());
    changed("report.toml", report.replace("情况见图和表", "情况请见图和表").as_bytes());
    changed("rows.csv", "序号,村名\n3,东村\n4,西村\n".as_bytes());

    for options in
        [["--missing-glyph", "mark"].as_slice(), &["--fonts", "embedded"], &["--profile", "sample"]]
    {
        assert_eq!(made(folder, options), anew, "{options:?}");
        assert_eq!(made(folder, options), none, "{options:?}");
        assert_eq!(made(folder, &[]), anew, "without {options:?}");
    }
    // A time stamp decides nothing.
    write("fonts/fangsong.ttf", &fs::read(folder.join("fonts/fangsong.ttf")).expect("a font"));
    assert_eq!(made(folder, &[]), none);
}
