//! Started from the desktop of Windows: the window closes when the program ends, so it waits; and a file that is dropped
//! on the program, or sent by the menu of its right click, is made into documents beside it.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::streams::say;

const EXPLAINED: &str = "\
gongwen 把报告文件排成公文。它没有窗口可点，双击只看得到这段话。

在报告文件（.toml）上按右键，选“排成公文”（用安装程序装的才有这一项）；
或者把报告文件拖到 gongwen.exe 上：做好的 DOCX 和 PDF 在报告文件旁边的 out 文件夹里。

还没有报告文件的：在文件夹窗口的地址栏里打 cmd，按回车键，再打
  gongwen new 报告.toml        写一份带注释的报告文件，用记事本照着改
  gongwen check 草稿.docx      查草稿里的数字、日期、标点
  gongwen --help               全部命令
";

/// What somebody sees who has opened the program as he opens a document.
pub(crate) fn explain() {
    say(EXPLAINED);
}

/// Whether the desktop has started this program, with a window that nobody else writes into.
pub(crate) fn opened() -> bool {
    #[cfg(windows)]
    {
        by_desktop().unwrap_or(false)
    }
    #[cfg(not(windows))]
    {
        false
    }
}

/// Whether the parent of this process is the desktop.
#[cfg(windows)]
fn by_desktop() -> Option<bool> {
    let own = std::process::id();
    let mut snapshot =
        winsafe::HPROCESSLIST::CreateToolhelp32Snapshot(winsafe::co::TH32CS::SNAPPROCESS, None).ok()?;
    let (mut parent, mut desktops) = (None, Vec::new());
    for process in snapshot.iter_processes() {
        let process = process.ok()?;
        if process.th32ProcessID == own {
            parent = Some(process.th32ParentProcessID);
        }
        if process.szExeFile().eq_ignore_ascii_case("explorer.exe") {
            desktops.push(process.th32ProcessID);
        }
    }
    Some(desktops.contains(&parent?))
}

/// Waits until somebody has read what is in the window.
pub(crate) fn wait(code: ExitCode) -> ExitCode {
    say("\n按回车键关闭这个窗口。");
    // Where nobody can press anything nobody reads either.
    let _ = io::stdin().read_line(&mut String::new());
    code
}

/// The command line, where report files stand in it alone that of making them: on Windows, files that were dropped on the
/// program.
pub(crate) fn dropped(words: Vec<OsString>) -> Vec<OsString> {
    if cfg!(windows) { rendered(words, Path::is_file) } else { words }
}

fn rendered(words: Vec<OsString>, is_file: impl Fn(&Path) -> bool) -> Vec<OsString> {
    let report = |word: &OsString| {
        let path = Path::new(word);
        let notation = path.extension().is_some_and(|extension| {
            ["toml", "json"].iter().any(|known| extension.eq_ignore_ascii_case(known))
        });
        notation && is_file(path)
    };
    let Some((program, files)) = words.split_first() else { return words };
    let Some(first) = files.first().filter(|_| files.iter().all(report)) else { return words };
    let out = Path::new(first).with_file_name("out").into_os_string();
    let mut made = vec![program.clone(), "render".into()];
    made.extend_from_slice(files);
    made.extend(["--output".into(), out]);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<OsString> {
        words.iter().map(Into::into).collect()
    }

    #[test]
    fn dropped_reports_are_made_beside_the_first() {
        let made = rendered(words(&["gongwen", "各村/锦江镇.toml", "各村/锦南村.JSON"]), |_| true);
        assert_eq!(
            made,
            words(&["gongwen", "render", "各村/锦江镇.toml", "各村/锦南村.JSON", "--output", "各村/out"])
        );
    }

    #[test]
    fn other_command_lines_stay() {
        for line in [
            &["gongwen"][..],
            &["gongwen", "render", "a.toml"],
            &["gongwen", "a.docx"],
            &["gongwen", "a.toml", "-o"],
        ] {
            assert_eq!(rendered(words(line), |_| true), words(line));
        }
        assert_eq!(rendered(words(&["gongwen", "none.toml"]), |_| false), words(&["gongwen", "none.toml"]));
    }
}
