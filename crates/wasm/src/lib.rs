//! The library as a module of WebAssembly: a report in TOML goes in byte by byte, a DOCX or a PDF comes out likewise. It
//! is there to show that the files are those of the native library, byte by byte; see `cargo xtask wasm`.
//!
//! Bytes cross one at a time, so that no pointer does, and nothing but WebAssembly itself is needed on the other side.

use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use gongwen::{Fonts, Press, Report};

/// What goes in, and what came out.
#[derive(Default)]
struct Bytes {
    report: Vec<u8>,
    made: Vec<u8>,
}

static BYTES: LazyLock<Mutex<Bytes>> = LazyLock::new(Mutex::default);

static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(Fonts::embedded()));

fn bytes() -> MutexGuard<'static, Bytes> {
    BYTES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Adds a byte to the report.
#[allow(unsafe_code)] // A name that is exported; nothing else in the module has it.
#[unsafe(no_mangle)]
pub extern "C" fn put(byte: u32) {
    bytes().report.push(u8::try_from(byte).unwrap_or(u8::MAX));
}

/// Makes a file of the report that was put, and forgets the report: 0 for DOCX, 1 for PDF, 2 for plain text. The number of
/// its bytes; -1 when there is none, and the bytes are the message why.
#[allow(unsafe_code)] // A name that is exported; nothing else in the module has it.
#[unsafe(no_mangle)]
pub extern "C" fn make(format: u32) -> i32 {
    let mut bytes = bytes();
    let report = std::mem::take(&mut bytes.report);
    let (made, length) = match file(&report, format) {
        Ok(made) => {
            let length = i32::try_from(made.len()).unwrap_or(i32::MAX);
            (made, length)
        }
        Err(why) => (why.into_bytes(), -1),
    };
    bytes.made = made;
    length
}

/// The byte with this number of what came out, or -1 behind the last.
#[allow(unsafe_code)] // A name that is exported; nothing else in the module has it.
#[unsafe(no_mangle)]
pub extern "C" fn get(index: u32) -> i32 {
    usize::try_from(index).ok().and_then(|index| bytes().made.get(index).copied()).map_or(-1, i32::from)
}

fn file(report: &[u8], format: u32) -> Result<Vec<u8>, String> {
    let text = std::str::from_utf8(report).map_err(|error| error.to_string())?;
    let report = Report::from_toml(text).map_err(|found| found.to_string())?;
    let made = match format {
        0 => PRESS.docx(&report),
        1 => PRESS.pdf(&report),
        _ => PRESS.text(&report).map(String::into_bytes),
    };
    made.map_err(|error| error.to_string())
}
