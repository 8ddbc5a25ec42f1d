//! Words beside a figure that say again how exact it is 约数词重复: 近{{x}} where x is 近70万元.

use super::{Position, Qualifier};

/// Words before a number, and what stands before them where they are something else, as in 最近 and 节约.
const BEFORE: [(&str, &str); 15] = [
    ("大约", ""),
    ("将近", ""),
    ("接近", ""),
    ("超过", ""),
    ("不足", "补贴金量力力员源"),
    ("不到", ""),
    ("至少", ""),
    ("达到", ""),
    ("突破", ""),
    ("逾", ""),
    ("约", "节契合预签违集制公邀大"),
    ("近", "最附临靠邻远就将接"),
    ("超", "赶反高"),
    ("达", "发传通下表送转到"),
    ("破", "突打爆"),
];

/// Words that go with any qualifier behind the digits: 达到70余万元.
const REACHED: [&str; 4] = ["达到", "达", "突破", "破"];

/// Words behind a number.
const BEHIND: [&str; 3] = ["左右", "上下", "以上"];

/// The words beside a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Beside {
    before: Option<&'static str>,
    behind: Option<&'static str>,
}

impl Beside {
    /// What stands before and behind a figure.
    pub(super) fn of(before: &str, behind: &str) -> Beside {
        let before = BEFORE.iter().find(|(word, other)| {
            let rest = before.strip_suffix(word);
            rest.is_some_and(|rest| !rest.ends_with(|c| other.contains(c)))
        });
        let behind = BEHIND.iter().find(|word| behind.starts_with(*word));
        Beside { before: before.map(|(word, _)| *word), behind: behind.copied() }
    }

    /// The word beside that says once more what this qualifier says.
    pub(super) fn doubles(self, qualifier: Qualifier) -> Option<&'static str> {
        let behind_the_digits = qualifier.position() != Position::BeforeNumber;
        let fits = |word: &&str| {
            REACHED.contains(word) && (behind_the_digits || qualifier == Qualifier::About)
                || *word == "至少" && behind_the_digits && qualifier != Qualifier::AtLeast
        };
        self.before.filter(|word| !fits(word)).or(self.behind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_it_twice_is_doubled() {
        let doubled = |before: &str, qualifier, behind: &str| Beside::of(before, behind).doubles(qualifier);
        assert_eq!(doubled("发放近", Qualifier::Nearly, ""), Some("近"));
        assert_eq!(doubled("共达到", Qualifier::Nearly, ""), Some("达到"));
        assert_eq!(doubled("超过", Qualifier::Over, ""), Some("超过"));
        assert_eq!(doubled("大约", Qualifier::About, ""), Some("大约"));
        assert_eq!(doubled("有", Qualifier::About, "左右"), Some("左右"));
        for (before, qualifier) in [
            ("达到", Qualifier::Over),
            ("达到", Qualifier::About),
            ("最近", Qualifier::About),
            ("节约", Qualifier::Nearly),
            ("通达", Qualifier::Nearly),
            ("发放", Qualifier::Nearly),
        ] {
            assert_eq!(doubled(before, qualifier, "，"), None, "{before}");
        }
    }
}
