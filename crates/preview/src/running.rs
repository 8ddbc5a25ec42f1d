//! Previews that run, so that a second one of the same report finds the first: a small file for each, which only its owner
//! can read, for the key is in it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::make::hash;

/// A preview that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// The address to open, with its key.
    pub address: String,
}

impl Running {
    /// The preview of a report that runs now, if there is one.
    pub fn of(report: &Path) -> Option<Running> {
        let text = fs::read_to_string(file(report)?).ok()?;
        let running = Running { address: text.trim().to_owned() };
        // It may have ended without a word.
        running.ask("GET", "/state").ok().filter(|status| *status == 200).map(|_| running)
    }

    /// Has it show what stands at a line of its report file, from 1.
    ///
    /// # Errors
    /// When it does not answer, or has no such place.
    pub fn show_line(&self, line: usize) -> io::Result<()> {
        match self.ask("POST", &format!("/at?line={line}"))? {
            204 => Ok(()),
            status => Err(io::Error::other(format!("HTTP {status}"))),
        }
    }

    fn ask(&self, method: &str, path: &str) -> io::Result<u16> {
        let wrong = || io::Error::from(io::ErrorKind::InvalidData);
        let (port, key) = self.parts().ok_or_else(wrong)?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: gongwen-{port}={key}\r\n\
             Content-Length: 0\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes())?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer)?;
        let status = answer.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok());
        status.and_then(|digits| digits.parse().ok()).ok_or_else(wrong)
    }

    fn parts(&self) -> Option<(u16, &str)> {
        let (port, key) = self.address.strip_prefix("http://127.0.0.1:")?.split_once("/?key=")?;
        let plain = key.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some((port.parse().ok().filter(|_| plain)?, key))
    }
}

/// Says that a preview runs, until it is dropped.
pub(crate) struct Notice {
    path: Option<PathBuf>,
    text: String,
}

impl Notice {
    /// Without a folder for it a second preview just does not know of the first.
    pub(crate) fn put_up(report: &Path, address: &str) -> Notice {
        let path = file(report).filter(|path| write(path, address).is_ok());
        Notice { path, text: address.to_owned() }
    }
}

impl Drop for Notice {
    fn drop(&mut self) {
        // Another one may have taken its place.
        if let Some(path) = &self.path
            && fs::read_to_string(path).is_ok_and(|text| text == self.text)
        {
            let _ = fs::remove_file(path);
        }
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let _ = fs::remove_file(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file: File = options.open(path)?;
    file.write_all(text.as_bytes())
}

fn file(report: &Path) -> Option<PathBuf> {
    let report = report.canonicalize().ok()?;
    Some(folder()?.join(hash(report.as_os_str().as_encoded_bytes())))
}

/// A folder that nobody else can enter; none when there is none.
fn folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = match cfg!(windows) {
        true => set("LOCALAPPDATA")?.join("gongwen"),
        false => set("XDG_RUNTIME_DIR").or_else(|| Some(set("HOME")?.join(".cache")))?,
    };
    let folder = base.join("gongwen-preview");
    fs::create_dir_all(&folder).ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).ok()?;
    }
    Some(folder)
}
