//! `docs/guide/check.md` names every code as `--explain` does. Written anew by
//! `cargo test -p gongwen-check --test guide bless -- --ignored`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gongwen_check::explained;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/check.md")
}

/// The part of the page that is made from the table.
fn codes() -> String {
    let mut page = String::new();
    let mut area = "";
    for it in explained() {
        let family = it.code.split('/').next().unwrap_or_default();
        if family != area {
            area = family;
            let title = match area {
                "figures" => "数字之间的勾稽",
                "table" => "表格",
                "number" => "数字的写法",
                "date" => "日期",
                "outline" => "序号和层次",
                "mark" => "标点",
                "word" => "用词",
                _ => "建议",
            };
            let _ = write!(page, "\n## {title}（{area}/）\n");
        }
        let _ = write!(page, "\n### {}\n\n{}。{}\n\n", it.code, it.what, it.why);
        let _ = write!(
            page,
            "- 错：{}\n- 对：{}\n",
            it.wrong.replace('\n', " ⏎ "),
            it.right.replace('\n', " ⏎ ")
        );
        if !it.source.is_empty() {
            let _ = writeln!(page, "- 依据：{}", it.source);
        }
    }
    page
}

/// The page with what is written by hand above the first code.
fn page() -> String {
    let old = fs::read_to_string(path()).expect("docs/guide/check.md");
    let by_hand = old.split("\n## 数字之间的勾稽").next().unwrap_or_default();
    format!("{}\n{}", by_hand.trim_end(), codes())
}

#[test]
fn page_names_every_code() {
    let page = page();
    assert_eq!(fs::read_to_string(path()).expect("docs/guide/check.md"), page);
}

#[test]
#[ignore = "writes the page"]
fn bless() {
    fs::write(path(), page()).expect("written");
}
