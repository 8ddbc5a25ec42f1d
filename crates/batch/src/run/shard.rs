//! A share of the rows, for runs on more than one machine.

use std::str::FromStr;

use gongwen_document::Message;
use sha2::{Digest, Sha256};

/// One of several shares 分片 of the rows, `2/8`. A row's share follows from its key alone, so that it stays the same
/// when rows are added. Whoever counts from 0, as Kubernetes does, writes `1+1/8` for the same.
///
/// ```
/// use gongwen_batch::Shard;
/// let shards = ["1/3", "2/3", "3/3"].map(|text| text.parse::<Shard>().expect("a share"));
/// assert_eq!(shards.iter().filter(|shard| shard.holds("360923102200")).count(), 1);
/// assert_eq!("0+1/3".parse::<Shard>(), "1/3".parse());
/// assert!("0/3".parse::<Shard>().is_err() && "3+1/3".parse::<Shard>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from 1.
    pub number: u32,
    /// How many shares all rows are divided into.
    pub count: u32,
}

/// More shares than this nobody makes by hand or by engine.
const MOST: u32 = 10_000;

impl Shard {
    /// Whether the row with this key is in it.
    pub fn holds(&self, key: &str) -> bool {
        let hash = Sha256::digest(key.as_bytes());
        let first = hash.iter().take(8).fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
        first % u64::from(self.count.max(1)) + 1 == u64::from(self.number)
    }
}

impl FromStr for Shard {
    type Err = Message;

    fn from_str(text: &str) -> Result<Shard, Message> {
        let parsed = text.split_once('/').and_then(|(number, count)| {
            let (number, more) = match number.trim().strip_suffix("+1") {
                Some(number) => (number, 1),
                None => (number, 0),
            };
            let number = number.trim().parse::<u32>().ok()?.checked_add(more)?;
            Some(Shard { number, count: count.trim().parse().ok()? })
        });
        parsed
            .filter(|shard| (1..=shard.count.min(MOST)).contains(&shard.number) && shard.count <= MOST)
            .ok_or_else(|| {
                Message::new(
                    format!("“{text}”不是分片：写 2/8 这样的，第几份在前，共几份在后"),
                    format!("`{text}` is no share: write 2/8 for the second of eight"),
                )
            })
    }
}
