//! The mark of a Word file: a hash of the file inside it, that whoever saves it again loses or belies.

use std::io::{Cursor, Read};

use gongwen_document::MadeBy;
use zip::ZipArchive;

/// The part that holds it, the last of the package.
pub(crate) const PART: &str = "docProps/core.xml";

/// Far more than the properties of a document have.
const MOST: u64 = 1 << 20;

/// The length of the record that ends a package without a comment.
const END_RECORD: usize = 22;

const BEFORE: &str = "<dc:identifier>gongwen:";
const BEHIND: &str = "</dc:identifier>";
const END: &str = "</cp:coreProperties>";

/// The core properties with the mark: the hash of all bytes of the package before them and of themselves.
pub(crate) fn marked(core: &str, package: &[u8], by: MadeBy) -> String {
    let hash = hash(core, package, by);
    core.replace(END, &format!("{BEFORE}{hash}{BEHIND}{END}"))
}

fn hash(core: &str, package: &[u8], by: MadeBy) -> String {
    format!("{:032x}", by.mark(&[package, core.as_bytes()]))
}

/// Which command made this Word file, when it is just as this program wrote it; `None` when somebody has saved it since,
/// when it is somebody else's, and for bytes that are no Word file. The file itself says so: Word and WPS write it anew.
///
/// ```
/// use gongwen_document::{Document, MadeBy, Stylesheet};
/// let mut file = gongwen_docx::render(&Document::default(), &Stylesheet::gbt9704(), &Default::default())?;
/// assert_eq!(gongwen_docx::made_by(&file), Some(MadeBy::Render));
/// file[100] ^= 1;
/// assert_eq!(gongwen_docx::made_by(&file), None);
/// # Ok::<(), gongwen_docx::Error>(())
/// ```
pub fn made_by(file: &[u8]) -> Option<MadeBy> {
    // A package ends with its end record; readers pass over what is added behind it.
    let end = file.len().checked_sub(END_RECORD)?;
    if !file.get(end..)?.starts_with(b"PK\x05\x06") {
        return None;
    }
    let mut zip = ZipArchive::new(Cursor::new(file)).ok()?;
    let last = zip.len().checked_sub(1)?;
    let part = zip.by_index(last).ok().filter(|part| part.name() == PART)?;
    let start = usize::try_from(part.header_start()).ok()?;
    let mut core = String::new();
    part.take(MOST).read_to_string(&mut core).ok()?;
    let (head, rest) = core.split_once(BEFORE)?;
    let (mark, tail) = rest.split_once(BEHIND)?;
    let plain = format!("{head}{tail}");
    let package = file.get(..start)?;
    MadeBy::ALL.into_iter().find(|by| hash(&plain, package, *by) == mark)
}
