//! The mark of a PDF: a hash of the file as the second half of its identifier, which ISO 32000 wants to follow from what
//! the file holds at the time. Whoever saves it again, or adds to its end, belies it.

use std::ops::Range;

use gongwen_document::MadeBy;

/// The trailer is in the last bytes of the file.
const TAIL: usize = 2048;

/// Digits of each half of the identifier.
const DIGITS: usize = 32;

/// Puts the mark into a file whose identifier has two halves of 16 bytes.
pub(crate) fn set(file: &mut [u8], by: MadeBy) {
    let Some(place) = place(file) else { return };
    let mark = hash(file, &place, by);
    if let Some(digits) = file.get_mut(place) {
        digits.copy_from_slice(&mark);
    }
}

/// Which command made this PDF, when it is just as this program wrote it; `None` when somebody has changed it since, when
/// it is somebody else's, and for bytes that are no PDF. The file itself says so.
///
/// ```
/// assert_eq!(gongwen_pdf::made_by(b"%PDF-1.7 half"), None);
/// ```
pub fn made_by(file: &[u8]) -> Option<MadeBy> {
    let place = place(file).filter(|_| file.starts_with(b"%PDF-"))?;
    let mark = file.get(place.clone())?;
    MadeBy::ALL.into_iter().find(|by| hash(file, &place, *by) == mark)
}

/// Where the digits of the second half of the identifier stand.
fn place(file: &[u8]) -> Option<Range<usize>> {
    let from = file.len().saturating_sub(TAIL);
    let tail = file.get(from..)?;
    let key = tail.windows(4).rposition(|window| window == b"/ID[")?;
    let mut at = key + 4;
    for half in 0..2 {
        at += tail.get(at..)?.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let digits = at + 1..at + 1 + DIGITS;
        let hexadecimal = tail.get(digits.clone())?.iter().all(u8::is_ascii_hexdigit);
        if tail.get(at) != Some(&b'<') || tail.get(digits.end) != Some(&b'>') || !hexadecimal {
            return None;
        }
        if half == 1 {
            return Some(from + digits.start..from + digits.end);
        }
        at = digits.end + 1;
    }
    None
}

/// The hash of all bytes but these, in digits.
fn hash(file: &[u8], place: &Range<usize>, by: MadeBy) -> [u8; DIGITS] {
    let pieces = [file.get(..place.start), file.get(place.end..)].map(Option::unwrap_or_default);
    let mark = by.mark(&pieces);
    let mut digits = [0; DIGITS];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(mark.to_be_bytes()) {
        let digit = |value: u8| b"0123456789ABCDEF".get(usize::from(value)).copied().unwrap_or(b'0');
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
    digits
}
