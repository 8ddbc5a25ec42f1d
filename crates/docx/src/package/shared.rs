//! Bytes of a package that can be read while its writer is at work on them.

use std::cell::RefCell;
use std::io::{Cursor, Read, Result, Seek, SeekFrom, Write};
use std::rc::Rc;

/// What every entry of a package begins with.
const ENTRY: &[u8] = b"PK\x03\x04";

/// A package in memory. A clone is the same package: a zip writer owns one, and the mark of the file is made of the other,
/// without a package finished and opened once more for it.
#[derive(Clone)]
pub(crate) struct Shared(Rc<RefCell<Cursor<Vec<u8>>>>);

impl Shared {
    pub(crate) fn new(package: Vec<u8>) -> Shared {
        Shared(Rc::new(RefCell::new(Cursor::new(package))))
    }

    /// What comes of the bytes before an entry of this name that was begun just now; `None` when none was.
    pub(crate) fn before_entry<T>(&self, name: &str, make: impl FnOnce(&[u8]) -> T) -> Option<T> {
        let package = self.0.borrow();
        let end = usize::try_from(package.position()).ok()?;
        let written = package.get_ref().get(..end)?;
        // A header of 30 bytes, the name, and perhaps fields of its own.
        let start = written.windows(ENTRY.len()).rposition(|window| window == ENTRY)?;
        let named = written.get(start + 30..)?.starts_with(name.as_bytes());
        if named { written.get(..start).map(make) } else { None }
    }

    /// The bytes; `None` while a writer still has them.
    pub(crate) fn into_inner(self) -> Option<Vec<u8>> {
        Rc::try_unwrap(self.0).ok().map(|package| package.into_inner().into_inner())
    }
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        self.0.borrow_mut().read(buffer)
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl Seek for Shared {
    fn seek(&mut self, position: SeekFrom) -> Result<u64> {
        self.0.borrow_mut().seek(position)
    }
}
