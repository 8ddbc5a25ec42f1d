//! What ends a command early, and its exit code: 1 the input is wrong, 2 the command line is, 3 reading or writing
//! failed, 130 the user stopped it.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gongwen::Message;

use crate::language::Language;
use crate::streams::tell;

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The input is wrong, and it has been said already.
    #[error("input")]
    Input,
    /// The command line asks for something that cannot be.
    #[error("usage")]
    Usage(Message),
    /// A file or folder could not be read or written.
    #[error("{doing} {path:?}")]
    Io {
        /// What was being done.
        doing: Doing,
        /// To which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A run of many documents was stopped by a file that could not be written.
    #[error("stopped at {path:?}")]
    Stopped {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
        /// How many documents are whole.
        done: u32,
    },
    /// Files of earlier runs could not be moved out of the way.
    #[error("{path:?} stayed")]
    Unmoved {
        /// One of them.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
        /// How many stayed where they are.
        count: usize,
    },
    /// Standard output takes no more; files were made all the same.
    #[error("standard output")]
    Output(io::Error),
    /// The user stopped the run.
    #[error("interrupted")]
    Interrupted,
    /// The library could not finish for a reason outside the input.
    #[error("internal")]
    Library(String),
}

/// What was being done to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    Reading,
    Writing,
}

impl std::fmt::Display for Doing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Doing::Reading => "reading",
            Doing::Writing => "writing",
        })
    }
}

impl Failure {
    pub(crate) fn usage(zh: impl Into<String>, en: impl Into<String>) -> Failure {
        Failure::Usage(Message::new(zh, en))
    }

    pub(crate) fn reading(path: &Path) -> impl FnOnce(io::Error) -> Failure {
        move |source| Failure::Io { doing: Doing::Reading, path: path.to_owned(), source }
    }

    pub(crate) fn writing(path: &Path) -> impl FnOnce(io::Error) -> Failure {
        move |source| Failure::Io { doing: Doing::Writing, path: path.to_owned(), source }
    }

    /// Says what happened on standard error and gives the exit code.
    pub(crate) fn report(&self, language: Language) -> ExitCode {
        match self {
            Failure::Input => ExitCode::from(1),
            Failure::Usage(message) => {
                tell(format_args!("{}{}", language.pick("用法错误：", "usage: "), language.of(message)));
                ExitCode::from(2)
            }
            Failure::Io { doing, path, source } => {
                let path = path.display();
                let why = system(source);
                tell(match doing {
                    Doing::Reading => language
                        .pick(format!("读不了 {path}：{why}"), format!("cannot read {path}: {source}")),
                    Doing::Writing => language.pick(
                        format!("写不了 {path}：{why}。已有的文件没有改动。"),
                        format!("cannot write {path}: {source}; no existing file was changed"),
                    ),
                });
                ExitCode::from(3)
            }
            Failure::Stopped { path, source, done } => {
                let (path, why) = (path.display(), system(source));
                tell(language.pick(
                    format!(
                        "写不了 {path}：{why}。运行停在这里，已完成的 {done} 份都是完整的；解决以后加 --resume 接着做。"
                    ),
                    format!("cannot write {path}: {source}; stopped, {done} documents are whole, go on with --resume"),
                ));
                ExitCode::from(3)
            }
            Failure::Unmoved { path, source, count } => {
                let (path, why) = (path.display(), system(source));
                tell(language.pick(
                    format!("以前做的 {count} 个文件没有移走，还在原处：{path}：{why}。解决以后再加 --prune 运行一次。"),
                    format!("{count} files of earlier runs stay where they are: {path}: {source}; run again with --prune"),
                ));
                ExitCode::from(3)
            }
            Failure::Output(source) => {
                let why = system(source);
                tell(language.pick(
                    format!("写不了标准输出：{why}。要写成文件的不受影响。"),
                    format!("cannot write to standard output: {source}; files are made all the same"),
                ));
                ExitCode::from(3)
            }
            Failure::Interrupted => ExitCode::from(130),
            Failure::Library(message) => {
                tell(format_args!("{}{message}", language.pick("没有做成：", "failed: ")));
                ExitCode::from(3)
            }
        }
    }
}

/// Somebody else holds it.
const OPEN: &str = "文件正在别的程序（如 Word、WPS）里打开，关掉以后再做";

pub(crate) fn system(error: &io::Error) -> String {
    if error.get_ref().is_some_and(|inner| inner.is::<ReadOnly>()) {
        return "这个文件设成了只读，去掉只读或者换一个文件夹".to_owned();
    }
    // A socket cannot even be opened.
    if error.get_ref().is_some_and(|inner| inner.is::<NotPlain>())
        || (cfg!(unix) && error.raw_os_error() == Some(6))
    {
        return "这不是普通文件（是链接、管道、套接字或者设备）".to_owned();
    }
    if cfg!(target_os = "linux") && error.raw_os_error() == Some(40) {
        return "链接绕成了圈".to_owned();
    }
    if error.get_ref().is_some_and(|inner| inner.is::<Device>()) {
        return "Windows 把这个名字（CON、NUL、aux.docx 之类）留给设备，换一个名字".to_owned();
    }
    // What Windows says of a file that is open in Word or WPS: in use, partly locked, or mapped into memory.
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33 | 1224)) {
        return OPEN.to_owned();
    }
    let known = match error.kind() {
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => OPEN,
        io::ErrorKind::PermissionDenied if cfg!(windows) => "没有权限，或者文件正在 Word、WPS 里打开",
        io::ErrorKind::NotFound => "没有这个文件或文件夹",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::StorageFull => "磁盘已满",
        io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        io::ErrorKind::NotADirectory => "这里要的是文件夹，那里（或者路径中的一段）是文件",
        io::ErrorKind::IsADirectory => "这是文件夹，不是文件",
        io::ErrorKind::AlreadyExists => "已有同名文件",
        io::ErrorKind::QuotaExceeded => "超出磁盘配额",
        io::ErrorKind::InvalidFilename => "文件名不合法或太长",
        _ => return error.to_string(),
    };
    known.to_owned()
}

/// Why a file with this attribute is not replaced.
#[derive(Debug, thiserror::Error)]
#[error("the file is read-only")]
pub(crate) struct ReadOnly;

/// Why nothing is read or written under this name.
#[derive(Debug, thiserror::Error)]
#[error("the name means a device to Windows; take another one")]
pub(crate) struct Device;

/// Why what stands at a path is neither read nor written.
#[derive(Debug, thiserror::Error)]
#[error("it is no plain file but a link, a pipe, a socket or a device")]
pub(crate) struct NotPlain;
