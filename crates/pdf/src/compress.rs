//! Streams compressed one after another by one compressor: setting one up costs as much as compressing a page.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::Stream;

use crate::error::Fault;

/// Streams smaller than this gain nothing from compression.
const COMPRESS_FROM: usize = 128;

/// What compresses the streams of a file. Its tables take a third of a megabyte, which is written over for each new one and
/// kept between streams here; what comes out is the same either way.
pub(crate) struct Compressor(Compress);

impl Compressor {
    /// One of this level, 1 to 9.
    pub(crate) fn new(level: u32) -> Compressor {
        Compressor(Compress::new(Compression::new(level), true))
    }

    /// Compresses a stream, unless it is too short to gain by it, has a filter already or is to stay readable.
    pub(crate) fn stream(&mut self, stream: &mut Stream) -> Result<(), Fault> {
        if !stream.allows_compression || stream.content.len() < COMPRESS_FROM || stream.dict.has(b"Filter") {
            return Ok(());
        }
        let packed = self.bytes(&stream.content)?;
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
        Ok(())
    }

    fn bytes(&mut self, content: &[u8]) -> Result<Vec<u8>, Fault> {
        self.0.reset();
        let mut packed = Vec::with_capacity(content.len() / 2);
        loop {
            let done = usize::try_from(self.0.total_in()).unwrap_or(usize::MAX);
            let rest = content.get(done..).unwrap_or_default();
            let status = self.0.compress_vec(rest, &mut packed, FlushCompress::Finish);
            if status.map_err(std::io::Error::from)? == Status::StreamEnd {
                return Ok(packed);
            }
            // It has written all that there was room for.
            packed.reserve(packed.len().max(COMPRESS_FROM));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;
    use lopdf::Dictionary;

    use super::*;

    fn texts() -> Vec<Vec<u8>> {
        let noise = |seed: u32| {
            let next = |state: &mut u32| {
                *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                Some((*state >> 24) as u8)
            };
            std::iter::repeat_n((), 70_000).scan(seed, move |state, ()| next(state)).collect::<Vec<u8>>()
        };
        vec![
            b"0 0 0 rg ".repeat(30_000),
            noise(1),
            vec![0; COMPRESS_FROM],
            b"BT /F1 12 Tf ".repeat(20),
            noise(2),
        ]
    }

    #[test]
    fn what_went_before_does_not_change_what_comes_out() {
        let mut one = Compressor::new(2);
        for text in texts() {
            let mut again = Vec::new();
            let packed = one.bytes(&text).expect("packed");
            assert_eq!(packed, Compressor::new(2).bytes(&text).expect("packed"));
            ZlibDecoder::new(packed.as_slice()).read_to_end(&mut again).expect("unpacked");
            assert!(again == text, "{} bytes", text.len());
        }
    }

    #[test]
    fn what_gains_nothing_is_left_as_it_is() {
        let mut compressor = Compressor::new(9);
        let mut short = Stream::new(Dictionary::new(), vec![b' '; COMPRESS_FROM - 1]);
        let mut readable = Stream::new(Dictionary::new(), vec![b' '; 4096]).with_compression(false);
        let mut packed = Stream::new(Dictionary::new(), vec![b' '; 4096]);
        for stream in [&mut short, &mut readable, &mut packed] {
            compressor.stream(stream).expect("a stream");
        }
        assert_eq!((short.content.len(), readable.content.len()), (COMPRESS_FROM - 1, 4096));
        let once = packed.content.clone();
        compressor.stream(&mut packed).expect("a stream");
        assert!(once.len() < 100 && packed.content == once);
    }
}
