//! One trial for each thing that Windows does in its own way.

use std::fs;
use std::os::unix::fs::symlink;

use super::cut;
use super::machine::{HOME, Machine, PROGRAM, RENDER, WORK, fail};
use crate::run::{Failure, root};

/// What is tried, and how.
type Trial = (&'static str, fn(&Machine) -> Result<(), Failure>);

/// All trials under Wine, each with what it shows.
pub(super) const TRIALS: &[Trial] = &[
    ("Chinese comes out of pipes and consoles as Chinese", says),
    ("folders with 汉字 and spaces, and paths of more than 260 characters", long_paths),
    ("files with \\r\\n make the same documents", line_ends),
    ("drive letters and shares of other machines", drives),
    ("CON, NUL and aux.docx are devices: refused by name, and no row is called so", devices),
    ("fonts of the user's own folder", fonts),
    ("a document open in Word: told, and the other file is not replaced either", open_in_word),
    ("a PDF open in a reader is replaced or the whole is refused", open_in_reader),
    ("a folder in which another run works", locked),
    ("a run that is killed leaves whole documents, and goes on to the same files", cut::killed),
    ("Ctrl-C ends a run with whole documents, and it goes on to the same files", cut::interrupted),
    ("opened by the desktop: what to do, and the window waits", opened),
    ("a file dropped on the program", dropped),
];

/// A page for each village.
pub(super) const REPORT: &str = include_str!("../../../../../fixtures/reports/general.toml");
const PAGE: &str = include_str!("../../../../../fixtures/runs/page.toml");
const ROWS: &str = "序号,村名,收入\n1,示例一村,3.5\n2,示例二村,4.5\n";

fn says(machine: &Machine) -> Result<(), Failure> {
    machine.gongwen(&["--version"])?.with(0, "x86_64-pc-windows-gnu")?.with(0, "内置字体：仿宋")?;
    machine.gongwen(&["没有这个"])?.with(2, "用法错误：没有 没有这个 这个命令")?;
    machine.gongwen(&["render", "没有.toml"])?.with(3, "没有这个文件或文件夹")?;
    // On a terminal, which Wine draws as a console does: 936 is the code page of old machines.
    let chinese = ["cmd", "/c", r"chcp 936 >nul & Z:\root\gongwen\gongwen.exe --version"];
    machine.on_terminal(WORK, chinese)?.with(0, "内置字体").map(drop)
}

fn long_paths(machine: &Machine) -> Result<(), Failure> {
    let mut folder = machine.work();
    for _ in 0..4 {
        folder.push(format!("二〇二四年 {}", "很长的文件夹名".repeat(9)));
    }
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("年度 报告.toml"), REPORT)?;
    let path = machine.path(&folder)?;
    if path.chars().count() < 261 {
        return fail("the path is short");
    }
    let (report, out) = (format!(r"{path}\年度 报告.toml"), format!(r"{path}\做好的 文件"));
    machine.gongwen(&["render", &report, "-o", &out, RENDER[0], RENDER[1]])?.with(0, "")?;
    match folder.join("做好的 文件/年度 报告.docx").exists() {
        true => Ok(()),
        false => fail("no file"),
    }
}

fn line_ends(machine: &Machine) -> Result<(), Failure> {
    let work = machine.work();
    let windows = |text: &str| text.replace('\n', "\r\n");
    for (name, report, rows) in [
        ("unix", PAGE.to_owned(), ROWS.to_owned()),
        ("windows", windows(PAGE), windows(ROWS)),
        ("notepad", format!("\u{feff}{}", windows(PAGE)), format!("\u{feff}{}", windows(ROWS))),
    ] {
        fs::write(work.join("report.toml"), report)?;
        fs::write(work.join("rows.csv"), rows)?;
        let out = format!("{name}/{{{{key}}}}");
        batch(machine, &["--out", &out])?.with(0, "")?;
        for file in ["1.docx", "1.pdf", "2.docx", "2.pdf"] {
            if fs::read(work.join(name).join(file))? != fs::read(work.join("unix").join(file))? {
                return fail(format!("{name} makes another {file}"));
            }
        }
    }
    Ok(())
}

/// A run of `report.toml` and `rows.csv`.
fn batch(machine: &Machine, more: &[&str]) -> Result<super::machine::Ended, Failure> {
    machine.gongwen(
        &[&["batch", "report.toml", "--rows", "rows.csv", "--progress", "none", RENDER[0], RENDER[1]], more]
            .concat(),
    )
}

fn drives(machine: &Machine) -> Result<(), Failure> {
    let work = machine.work();
    fs::write(work.join("报告.toml"), REPORT)?;
    // A share of another machine, as Wine knows it.
    let server = machine.devices().join("unc/server");
    fs::create_dir_all(&server)?;
    let share = server.join("share");
    let _ = fs::remove_file(&share);
    symlink(WORK, &share)?;
    for (number, base) in
        [r"Z:\root\gongwen\work", r"\\server\share", r"\\?\Z:\root\gongwen\work"].iter().enumerate()
    {
        let (report, out) = (format!(r"{base}\报告.toml"), format!(r"{base}\{number}"));
        machine.gongwen(&["render", &report, "-o", &out, RENDER[0], RENDER[1]])?.with(0, "")?;
        let made = work.join(number.to_string()).join("报告.pdf");
        if !made.exists() {
            return fail(format!("nothing in {base}"));
        }
        let rows = format!(r"{base}\rows.csv");
        fs::write(work.join("rows.csv"), ROWS)?;
        fs::write(work.join("report.toml"), PAGE)?;
        let out = format!(r"{base}\batch-{number}\{{{{key}}}}");
        let report = format!(r"{base}\report.toml");
        machine
            .gongwen(&[
                "batch",
                &report,
                "--rows",
                &rows,
                "--out",
                &out,
                "--progress",
                "none",
                RENDER[0],
                RENDER[1],
            ])?
            .with(0, "")?;
        machine.gongwen(&["manifest", "verify", &format!(r"{base}\batch-{number}")])?.with(0, "")?;
    }
    Ok(())
}

fn devices(machine: &Machine) -> Result<(), Failure> {
    let work = machine.work();
    fs::write(work.join("report.toml"), REPORT)?;
    for name in ["aux.docx", "NUL.pdf", "con.docx", "COM1.pdf"] {
        machine.gongwen(&["render", "report.toml", "-o", name, RENDER[0], RENDER[1]])?.with(3, "留给设备")?;
    }
    machine.gongwen(&["render", "aux.toml"])?.with(3, "留给设备")?;
    machine.gongwen(&["new", "prn.toml"])?.with(3, "留给设备")?;
    fs::write(work.join("report.toml"), PAGE)?;
    fs::write(work.join("rows.csv"), "序号,村名,收入\n1,CON,3.5\n2,aux.docx,4.5\n3,NUL,1\n")?;
    batch(machine, &["--out", "out/{{village}}", "--to", "docx"])?.with(0, "")?;
    for name in ["_CON.docx", "_aux.docx.docx", "_NUL.docx"] {
        if !work.join("out").join(name).exists() {
            return fail(format!("no {name}"));
        }
    }
    Ok(())
}

fn fonts(machine: &Machine) -> Result<(), Failure> {
    // The embedded face of 楷体 under the official name.
    let face = fs::read(root().join("crates/fonts/assets/wenkai/GongwenKaiTi.ttf"))?;
    let folder = machine.disk().join("users/root/AppData/Local/Microsoft/Windows/Fonts");
    fs::create_dir_all(&folder)?;
    let own = folder.join("own.ttf");
    fs::write(&own, named(&face, "Gongwen KaiTi", "KaiTi_GB2312")?)?;
    let shown = machine.gongwen(&["fonts"])?;
    fs::remove_file(own)?;
    shown.with(0, r"AppData\Local\Microsoft\Windows\Fonts\own.ttf").map(drop)
}

/// A face with another name, which is not longer.
fn named(face: &[u8], from: &str, to: &str) -> Result<Vec<u8>, Failure> {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let width = from.chars().count();
    let (from, to) = (wide(from), wide(&format!("{to:<width$}")));
    if from.len() != to.len() {
        return fail("the other name is longer");
    }
    let mut face = face.to_vec();
    let mut found = 0;
    for at in 0..face.len() - from.len() {
        if face[at..].starts_with(&from) {
            face[at..at + from.len()].copy_from_slice(&to);
            found += 1;
        }
    }
    if found == 0 { fail("the face has another name") } else { Ok(face) }
}

/// Both documents as they were made before.
fn before(machine: &Machine) -> Result<[Vec<u8>; 2], Failure> {
    fs::write(machine.work().join("报告.toml"), REPORT)?;
    machine.gongwen(&["render", "报告.toml", RENDER[0], RENDER[1]])?.with(0, "")?;
    let made = both(machine)?;
    let changed = REPORT.replacen("title = \"", "title = \"改过的", 1);
    if changed == REPORT {
        return fail("nothing to change in the report");
    }
    fs::write(machine.work().join("报告.toml"), changed)?;
    Ok(made)
}

fn both(machine: &Machine) -> Result<[Vec<u8>; 2], Failure> {
    let out = machine.work().join("out");
    Ok([fs::read(out.join("报告.docx"))?, fs::read(out.join("报告.pdf"))?])
}

/// What is left of a run beside its files.
fn left(machine: &Machine) -> Result<Vec<String>, Failure> {
    let entries = fs::read_dir(machine.work().join("out"))?;
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    Ok(names.filter(|name| name.starts_with(".gongwen-") || name.starts_with(".gongwen~")).collect())
}

fn open_in_word(machine: &Machine) -> Result<(), Failure> {
    let made = before(machine)?;
    for held in [r"out\报告.docx", r"out\报告.pdf"] {
        machine
            .helped(&["hold", held], &["render", "报告.toml", RENDER[0], RENDER[1]])?
            .with(3, "Word、WPS")?
            .with(3, "已有的文件没有改动")?;
        if both(machine)? != made || !left(machine)?.is_empty() {
            return fail(format!("{held} was held and something was changed: {:?}", left(machine)?));
        }
    }
    machine.gongwen(&["render", "报告.toml", RENDER[0], RENDER[1]])?.with(0, "")?;
    match both(machine)? != made {
        true => Ok(()),
        false => fail("closed again, and nothing was replaced"),
    }
}

fn open_in_reader(machine: &Machine) -> Result<(), Failure> {
    let made = before(machine)?;
    let ended = machine.helped(&["read", r"out\报告.pdf"], &["render", "报告.toml", RENDER[0], RENDER[1]])?;
    let [docx, pdf] = both(machine)?;
    let replaced = [docx != made[0], pdf != made[1]];
    match (ended.code, replaced) {
        (Some(0), [true, true]) => Ok(()),
        (Some(3), [false, false]) => ended.with(3, "已有的文件没有改动").map(drop),
        (code, replaced) => fail(format!("ended with {code:?}, replaced {replaced:?}: {}", ended.said)),
    }
}

fn locked(machine: &Machine) -> Result<(), Failure> {
    let work = machine.work();
    fs::write(work.join("report.toml"), PAGE)?;
    fs::write(work.join("rows.csv"), ROWS)?;
    fs::create_dir(work.join("out"))?;
    let run = ["batch", "report.toml", "--rows", "rows.csv", "--progress", "none", RENDER[0], RENDER[1]];
    machine.helped(&["lock", r"out\.gongwen.lock"], &run)?.with(3, "另一个 gongwen batch 正在往")?;
    batch(machine, &[])?.with(0, "").map(drop)
}

fn opened(machine: &Machine) -> Result<(), Failure> {
    let desktop = [r"Z:\root\gongwen\explorer.exe", "start", PROGRAM];
    let ended = machine.wine(WORK, desktop)?;
    ended.with(0, "拖到 gongwen.exe 上")?.with(0, "按回车键关闭这个窗口")?;
    // From a command line nothing waits.
    let ended = machine.gongwen(&["--version"])?;
    match ended.out.contains("回车") {
        true => fail("it waits on a command line"),
        false => Ok(()),
    }
}

fn dropped(machine: &Machine) -> Result<(), Failure> {
    fs::write(machine.work().join("报告.toml"), REPORT)?;
    let program = PROGRAM;
    let words = [r"Z:\root\gongwen\explorer.exe", "start", program, r"Z:\root\gongwen\work\报告.toml"];
    machine.wine(HOME, words)?.with(0, "按回车键关闭这个窗口")?;
    both(machine).map(drop)
}
