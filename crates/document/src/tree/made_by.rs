//! Who made a file, and the hash by which it says so.

use xxhash_rust::xxh3::Xxh3;

/// Who made a file: what its mark says, as long as nobody has changed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MadeBy {
    /// One report, as `gongwen render` and programs make it.
    #[default]
    Render,
    /// A run over the rows of a table 批量, as `gongwen batch` makes it.
    Batch,
}

impl MadeBy {
    /// All of them.
    pub const ALL: [MadeBy; 2] = [MadeBy::Render, MadeBy::Batch];

    /// The hash that a file made by this command carries as its mark: XXH3, 128 bits, of these pieces of it in a row, of their
    /// length, and of who makes it. It tells what somebody changed from what nobody did; it is no signature, since
    /// whoever wants to can make one.
    ///
    /// ```
    /// use gongwen_document::MadeBy;
    /// let mark = MadeBy::Render.mark(&[b"a re", b"port"]);
    /// assert_eq!(mark, MadeBy::Render.mark(&[b"a report"]));
    /// assert_ne!(mark, MadeBy::Render.mark(&[b"a Report"]));
    /// assert_ne!(mark, MadeBy::Batch.mark(&[b"a report"]));
    /// ```
    pub fn mark(self, pieces: &[&[u8]]) -> u128 {
        let mut hash = Xxh3::new();
        hash.update(self.label().as_bytes());
        hash.update(&pieces.iter().map(|piece| piece.len() as u64).sum::<u64>().to_be_bytes());
        for piece in pieces {
            hash.update(piece);
        }
        hash.digest128()
    }

    fn label(self) -> &'static str {
        match self {
            MadeBy::Render => "render",
            MadeBy::Batch => "batch",
        }
    }
}
