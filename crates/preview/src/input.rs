//! Reading what is shown.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use gongwen::{Diagnostic, MAX_FILE_BYTES, Message};

/// The bytes of a plain file, one more than is read at most when it has more: whoever reads them says so.
pub(crate) fn bytes(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // A pipe would be waited for, for ever perhaps.
    if !path.metadata()?.is_file() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file of rows, which has its own limits.
pub(crate) fn table(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let bytes = bytes(path, MAX_FILE_BYTES).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let limit = MAX_FILE_BYTES >> 20;
        return Err(Diagnostic::error(
            "files/too-large",
            Message::new(
                format!("表格 {} 超过 {limit} MiB", path.display()),
                format!("the table {} has more than {limit} MiB", path.display()),
            ),
        )
        .help(Message::new(
            "预览用小一些的表格；批量照常用原来的",
            "preview a smaller one; batch takes the whole",
        )));
    }
    Ok(bytes)
}

/// That a file cannot be read now.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let name = path.display();
    let why = match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限，或者文件正在别的程序里打开".to_owned(),
        io::ErrorKind::ResourceBusy => "文件正在别的程序里打开".to_owned(),
        io::ErrorKind::IsADirectory => "这不是普通文件（是文件夹、管道、套接字或者设备）".to_owned(),
        _ => error.to_string(),
    };
    Diagnostic::error(
        "files/unreadable",
        Message::new(format!("读不了 {name}：{why}"), format!("cannot read {name}: {error}")),
    )
    .help(Message::new(
        "文件回到原处、关掉占用它的程序以后，预览自己接着走",
        "the preview goes on by itself when the file is back and closed elsewhere",
    ))
}
