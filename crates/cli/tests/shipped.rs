//! What packages ask of the program: which build it is, and its pages of `man`.

use std::collections::BTreeSet;
use std::fs;

use crate::common::{gongwen, out, said};

#[test]
fn the_version_names_target_sources_and_fonts() {
    let folder = tempfile::tempdir().expect("a folder");
    for (words, parts) in [
        (&["--version"][..], ["系统：", "源码：", "内置字体：仿宋 Gongwen FangSong、"]),
        (&["-V", "--lang", "en"], ["target: ", "source: ", "embedded fonts: 仿宋 Gongwen FangSong, "]),
    ] {
        let output = gongwen(folder.path(), words);
        let said = out(&output);
        assert_eq!(output.status.code(), Some(0), "{said}");
        let mut lines = said.lines();
        assert_eq!(lines.next(), Some(concat!("gongwen ", env!("CARGO_PKG_VERSION"))));
        for part in parts {
            let line = lines.next().expect("a line");
            assert!(line.starts_with(part) && line.len() > part.len(), "{part} in {said}");
        }
        assert_eq!(lines.next(), None);
    }
}

#[test]
fn every_command_has_a_page_of_man_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let help = out(&gongwen(folder.path(), &["--help"]));
    let (_, listed) = help.split_once("命令：\n").expect("a list of commands");
    let commands: BTreeSet<String> = listed
        .lines()
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .map(|command| format!("gongwen-{command}.1"))
        .collect();
    assert!(commands.len() > 10, "{commands:?}");
    for (language, word) in [("zh", "公文"), ("en", "documents")] {
        let pages = folder.path().join(language);
        let output = gongwen(folder.path(), &["--lang", language, "man", language]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let main = fs::read_to_string(pages.join("gongwen.1")).expect("the page of the program");
        assert!(main.starts_with(".ie") && main.contains(".TH gongwen 1") && main.contains(word), "{main}");
        for command in &commands {
            let page = fs::read_to_string(pages.join(command));
            let page = page.unwrap_or_else(|error| panic!("{command}: {error}"));
            assert!(page.contains(".SH"), "{page}");
        }
    }
}
