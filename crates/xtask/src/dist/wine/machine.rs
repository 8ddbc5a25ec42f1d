//! A Debian with Wine 10, and running programs in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::super::chroot;
use super::super::same::Runner;
use crate::run::{Failure, run};

/// The first Debian with Wine 10.
const SUITE: &str = "trixie";

/// What Wine calls the root of the system.
const ROOT: &str = "Z:";

/// Made without the fonts of the machine.
pub(super) const RENDER: [&str; 2] = ["--fonts", "embedded"];

/// The home of the system's only user, inside the system.
pub(super) const HOME: &str = "/root";
/// The folder of the programs that are tried, inside the system.
pub(super) const PROGRAMS: &str = "/root/gongwen";
/// The folder in which they work, inside the system.
pub(super) const WORK: &str = "/root/gongwen/work";
/// The program as Windows names it: Wine shows the system's root as the disk Z:.
pub(super) const PROGRAM: &str = r"Z:\root\gongwen\gongwen.exe";

/// A run has made its second document by then, and has ended after Ctrl-C.
const LONGEST: Duration = Duration::from_secs(60);
/// How often it is looked whether something has happened.
const MOMENT: Duration = Duration::from_millis(10);

/// A system with Wine in it.
pub(super) struct Machine {
    system: PathBuf,
}

/// What a program said and how it ended.
pub(super) struct Ended {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) said: String,
}

impl Machine {
    /// The system, and a fresh user in it.
    pub(super) fn made() -> Result<Machine, Failure> {
        let machine = Machine { system: chroot::bootstrapped(SUITE, &["wine64"])? };
        for folder in [machine.folder(), machine.work()] {
            fs::create_dir_all(folder)?;
        }
        // The first start makes the user's folders.
        machine.wine(HOME, ["wineboot", "-i"])?;
        Ok(machine)
    }

    /// Where the programs are.
    pub(super) fn folder(&self) -> PathBuf {
        self.system.join(PROGRAMS.trim_start_matches('/'))
    }

    /// The folder in which the trials work, seen from outside.
    pub(super) fn work(&self) -> PathBuf {
        self.system.join(WORK.trim_start_matches('/'))
    }

    /// The disk C: of the user.
    pub(super) fn disk(&self) -> PathBuf {
        self.system.join("root/.wine/drive_c")
    }

    /// The names that Wine gives to folders of the system.
    pub(super) fn devices(&self) -> PathBuf {
        self.system.join("root/.wine/dosdevices")
    }

    /// Empties the folder where programs work.
    pub(super) fn cleared(&self) -> Result<(), Failure> {
        fs::remove_dir_all(self.work())?;
        Ok(fs::create_dir(self.work())?)
    }

    /// Compiles the helper, which needs nothing but Rust's own library; under the name of the desktop as well.
    pub(super) fn helper(&self, source: &str) -> Result<(), Failure> {
        let folder = self.folder();
        fs::write(folder.join("helper.rs"), source)?;
        let words = [
            "rustc",
            "--edition",
            "2024",
            "-O",
            "--target",
            "x86_64-pc-windows-gnu",
            "helper.rs",
            "-o",
            "helper.exe",
        ];
        run(&folder, &words)?;
        fs::copy(folder.join("helper.exe"), folder.join("explorer.exe"))?;
        Ok(())
    }

    /// Wine's words for a path below the system's root.
    pub(super) fn path(&self, path: &Path) -> Result<String, Failure> {
        let inside = path.strip_prefix(&self.system)?.to_string_lossy().replace('/', "\\");
        Ok(format!("{ROOT}\\{inside}"))
    }

    /// Runs words of Wine in a folder of the system.
    pub(super) fn wine<S: AsRef<OsStr>>(
        &self,
        folder: &str,
        words: impl IntoIterator<Item = S>,
    ) -> Result<Ended, Failure> {
        let mut command = self.command(folder);
        command.args(words).stdin(Stdio::null());
        Ok(ended(&command.output()?))
    }

    /// Runs words of Wine on a terminal, which is a console to them.
    pub(super) fn on_terminal<S: AsRef<OsStr>>(
        &self,
        folder: &str,
        words: impl IntoIterator<Item = S>,
    ) -> Result<Ended, Failure> {
        Ok(ended(&self.terminal(folder, words).stdin(Stdio::null()).output()?))
    }

    /// Runs words of Wine on a terminal, where somebody presses Ctrl-C as soon as there is a file; fails where that ends
    /// nothing.
    pub(super) fn interrupted<S: AsRef<OsStr>>(
        &self,
        folder: &str,
        words: impl IntoIterator<Item = S>,
        file: &Path,
    ) -> Result<Ended, Failure> {
        let mut terminal = self.terminal(folder, words);
        let mut child = terminal.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut keys = child.stdin.take().ok_or("no keys")?;
        let begun = Instant::now();
        while !file.exists() && child.try_wait()?.is_none() && begun.elapsed() < LONGEST {
            sleep(MOMENT);
        }
        keys.write_all(b"\x03")?;
        keys.flush()?;
        let pressed = Instant::now();
        while child.try_wait()?.is_none() {
            if pressed.elapsed() > LONGEST {
                child.kill()?;
                child.wait()?;
                return Err("after Ctrl-C it did not end".into());
            }
            sleep(MOMENT);
        }
        drop(keys);
        Ok(ended(&child.wait_with_output()?))
    }

    /// A terminal in which words of Wine are run.
    fn terminal<S: AsRef<OsStr>>(&self, folder: &str, words: impl IntoIterator<Item = S>) -> Command {
        let mut command = self.command(folder);
        command.args(words);
        let quoted = |word: &OsStr| format!("'{}'", word.to_string_lossy().replace('\'', r"'\''"));
        let words: Vec<String> =
            std::iter::once(command.get_program()).chain(command.get_args()).map(quoted).collect();
        let mut script = Command::new("script");
        script.args(["-q", "-e", "-c", &words.join(" "), "/dev/null"]);
        script.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?)))).env("TERM", "xterm");
        script
    }

    /// Runs the program where programs work.
    pub(super) fn gongwen(&self, words: &[&str]) -> Result<Ended, Failure> {
        self.wine(WORK, [&[PROGRAM], words].concat())
    }

    /// Runs the program by the helper: `hold FILE`, `lock FILE`.
    pub(super) fn helped(&self, how: &[&str], words: &[&str]) -> Result<Ended, Failure> {
        let helper = [r"Z:\root\gongwen\helper.exe"];
        self.wine(WORK, [&helper[..], how, &[PROGRAM], words].concat())
    }

    /// Wine, without its own messages. Its server is ended in order each time: it keeps the registry.
    pub(super) fn command(&self, folder: &str) -> Command {
        let script = "/usr/lib/wine/wine64 \"$@\"; code=$?; /usr/lib/wine/wineserver -k; /usr/lib/wine/wineserver -w; exit $code";
        let mut command = chroot::command(&self.system, folder, &["sh", "-c", script, "sh"]);
        command.env("WINEDEBUG", "-all").env("WINEDLLOVERRIDES", "mscoree,mshtml=");
        command
    }
}

fn ended(output: &Output) -> Ended {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ended { code: output.status.code(), out: text(&output.stdout), said: text(&output.stderr) }
}

impl Ended {
    /// Fails unless it ended so and said this.
    pub(super) fn with(&self, code: i32, word: &str) -> Result<&Ended, Failure> {
        let all = format!("{}{}", self.out, self.said);
        // Long lines are broken to the width of the window.
        let joined: String = all.lines().map(|line| line.trim_start_matches([' ', '|', '│'])).collect();
        match self.code == Some(code) && joined.contains(word) {
            true => Ok(self),
            false => Err(format!("ended with {:?} instead of {code} and {word:?}: {all}", self.code).into()),
        }
    }
}

/// The program under Wine, for comparing what it makes.
pub(super) struct Windows<'m> {
    pub(super) machine: &'m Machine,
}

impl Runner for Windows<'_> {
    fn name(&self) -> String {
        "under Wine".into()
    }

    fn command(&self) -> Command {
        let mut command = self.machine.command(WORK);
        command.arg(PROGRAM);
        command
    }

    fn folder(&self) -> Option<PathBuf> {
        Some(self.machine.work())
    }
}

pub(super) fn fail<T>(why: impl Into<String>) -> Result<T, Failure> {
    Err(why.into().into())
}
