//! Records of BIFF: a kind, a length and a body each, and bodies that go on in CONTINUE records.

/// A record runs past the end of its stream, or of what it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CutOff;

/// Kind of a CONTINUE record, whose body goes on from the record before.
const CONTINUE: u16 = 0x003C;

/// A record of BIFF: what kind it is, and its body, at most 65,535 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    /// Where it begins in the stream.
    pub(super) at: usize,
    pub(super) body: &'s [u8],
}

impl Record<'_> {
    pub(super) fn u8(&self, at: usize) -> Option<u8> {
        self.body.get(at).copied()
    }

    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        bytes(self.body, at).map(u16::from_le_bytes)
    }

    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        bytes(self.body, at).map(u32::from_le_bytes)
    }

    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        bytes(self.body, at).map(f64::from_le_bytes)
    }
}

fn bytes<const N: usize>(body: &[u8], at: usize) -> Option<[u8; N]> {
    body.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// The records of a stream, one after the other.
#[derive(Clone)]
pub(super) struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Records<'s> {
    /// The records of a stream from this byte on.
    pub(super) fn new(stream: &'s [u8], at: usize) -> Records<'s> {
        Records { stream, at }
    }

    /// The next one; none at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<Record<'s>>, CutOff> {
        let at = self.at;
        let (Some(kind), Some(length)) = (bytes(self.stream, at), bytes(self.stream, at.saturating_add(2)))
        else {
            return Ok(None);
        };
        let (kind, length) = (u16::from_le_bytes(kind), usize::from(u16::from_le_bytes(length)));
        let start = at.saturating_add(4);
        let body = self.stream.get(start..start.saturating_add(length)).ok_or(CutOff)?;
        self.at = start.saturating_add(length);
        Ok(Some(Record { kind, at, body }))
    }

    /// This body with those that continue it; they are passed.
    pub(super) fn continued(&mut self, body: &'s [u8]) -> Chain<'s> {
        let mut parts = vec![body];
        let mut ahead = self.clone();
        while let Ok(Some(record)) = ahead.next() {
            if record.kind != CONTINUE {
                break;
            }
            parts.push(record.body);
            self.at = ahead.at;
        }
        Chain { parts, part: 0, at: 0 }
    }
}

/// Bodies that are read as one.
pub(super) struct Chain<'s> {
    parts: Vec<&'s [u8]>,
    part: usize,
    at: usize,
}

impl<'s> Chain<'s> {
    /// A chain of one body that nothing continues.
    pub(super) fn of(body: &'s [u8]) -> Chain<'s> {
        Chain { parts: vec![body], part: 0, at: 0 }
    }

    fn rest(&self) -> &'s [u8] {
        self.parts.get(self.part).and_then(|part| part.get(self.at..)).unwrap_or_default()
    }

    pub(super) fn u8(&mut self) -> Result<u8, CutOff> {
        loop {
            if let Some(byte) = self.rest().first() {
                self.at += 1;
                return Ok(*byte);
            }
            self.turn()?;
        }
    }

    pub(super) fn u16(&mut self) -> Result<u16, CutOff> {
        Ok(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    pub(super) fn u32(&mut self) -> Result<u32, CutOff> {
        Ok(u32::from_le_bytes([self.u8()?, self.u8()?, self.u8()?, self.u8()?]))
    }

    pub(super) fn skip(&mut self, mut count: usize) -> Result<(), CutOff> {
        while count > 0 {
            let here = self.rest().len().min(count);
            self.at += here;
            count -= here;
            if count > 0 {
                self.turn()?;
            }
        }
        Ok(())
    }

    fn turn(&mut self) -> Result<(), CutOff> {
        if self.part + 1 >= self.parts.len() {
            return Err(CutOff);
        }
        self.part += 1;
        self.at = 0;
        Ok(())
    }

    /// So many characters of BIFF8, of two bytes each or of one. Where they go on in another body, it says anew which.
    pub(super) fn characters(
        &mut self,
        mut count: usize,
        mut wide: bool,
        out: &mut String,
    ) -> Result<(), CutOff> {
        let mut units = Vec::with_capacity(count.min(1 << 15));
        loop {
            let rest = self.rest();
            let size = if wide { 2 } else { 1 };
            let here = count.min(rest.len() / size);
            let bytes = rest.get(..here * size).unwrap_or_default();
            match wide {
                true => {
                    let pairs = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok());
                    units.extend(pairs.map(u16::from_le_bytes));
                }
                false => units.extend(bytes.iter().map(|byte| u16::from(*byte))),
            }
            self.at += here * size;
            count -= here;
            if count == 0 {
                break;
            }
            self.turn()?;
            wide = self.u8()? & 1 == 1;
        }
        let characters = char::decode_utf16(units).map(|found| found.unwrap_or(char::REPLACEMENT_CHARACTER));
        out.extend(characters.filter(|character| *character != '\0'));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).expect("a short body");
        [&kind.to_le_bytes()[..], &length.to_le_bytes()[..], body].concat()
    }

    #[test]
    fn characters_go_on_in_another_body_at_another_width() {
        let stream = [
            record(0xFC, &[0x01, 0x4E, 0x8C]),
            record(CONTINUE, &[0, b'a']),
            record(CONTINUE, &[1, 0x09, 0x4E]),
            record(0x0A, &[]),
        ]
        .concat();
        let mut records = Records::new(&stream, 0);
        let first = records.next().expect("a record").expect("one");
        let mut chain = records.continued(first.body);
        let mut text = String::new();
        chain.characters(3, true, &mut text).expect("characters");
        assert_eq!(text, "丁a三");
        assert_eq!(chain.u8(), Err(CutOff));
        assert_eq!(records.next().expect("a record").map(|record| record.kind), Some(0x0A));
        assert!(records.next().expect("the end").is_none());
    }

    #[test]
    fn lengths_that_lie_are_found() {
        let mut stream = record(0xFC, &[1, 2, 3]);
        stream[2] = 200;
        assert_eq!(Records::new(&stream, 0).next().err(), Some(CutOff));
        assert!(Records::new(&stream, 9000).next().expect("the end").is_none());
        assert_eq!(Chain::of(&[1, 2]).skip(3), Err(CutOff));
        assert_eq!(Chain::of(&[1, 2]).characters(3, false, &mut String::new()), Err(CutOff));
    }
}
