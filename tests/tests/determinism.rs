//! Same input, same bytes: twice in one process, in eight threads that share a press, and in two processes.

use std::process::Command;

use gongwen_tests::{jinjiang, press};

fn both() -> (Vec<u8>, Vec<u8>) {
    let (press, report) = (press(), jinjiang());
    (press.docx(&report).expect("a Word file"), press.pdf(&report).expect("a PDF"))
}

#[test]
fn twice_in_one_process() {
    assert!(both() == both());
}

#[test]
fn in_eight_threads_that_share_a_press() {
    let (press, report, first) = (press(), jinjiang(), both());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                assert!(press.docx(&report).expect("a Word file") == first.0);
                assert!(press.print(&report).expect("printed").pdf().expect("a PDF") == first.1);
            });
        }
    });
}

#[test]
fn in_two_processes() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = std::env::current_exe().expect("this test");
    let mut seen = Vec::new();
    for name in ["one", "two"] {
        let status = Command::new(&program)
            .args(["--ignored", "--exact", "determinism::written_for_another_process"])
            .env("GONGWEN_WRITE_TO", folder.path().join(name))
            .status()
            .expect("the test runs");
        assert!(status.success());
        seen.push(std::fs::read(folder.path().join(name)).expect("written"));
    }
    assert!(seen[0] == seen[1] && seen[0].len() > 100_000);
}

#[test]
#[ignore = "the child of in_two_processes"]
#[allow(clippy::disallowed_methods)]
fn written_for_another_process() {
    let (docx, pdf) = both();
    let path = std::env::var("GONGWEN_WRITE_TO").expect("GONGWEN_WRITE_TO names a file");
    std::fs::write(path, [docx, pdf].concat()).expect("written");
}
