//! Text that knows from which elements of a Word file its characters come.

use std::ops::Range;

use crate::draft::Origin;

/// Text, and where its characters come from, in order. What no element says (an automatic number) has no origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traced {
    pub(crate) text: String,
    pub(crate) origins: Vec<Origin>,
}

impl Traced {
    /// Adds text that no element says.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds text of this element; `plain` when these are the characters in it, from its first one on.
    pub(crate) fn push_of(&mut self, text: &str, element: usize, plain: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        if !text.is_empty() {
            let from = plain.then_some(0);
            self.origins.push(Origin { text: start..self.text.len(), element, from });
        }
    }

    /// Adds another text behind this one.
    pub(crate) fn append(&mut self, other: Traced) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        let moved = other
            .origins
            .into_iter()
            .map(|origin| Origin { text: origin.text.start + shift..origin.text.end + shift, ..origin });
        self.origins.extend(moved);
    }

    /// Some bytes of it, with what is known of them.
    pub(crate) fn part(&self, range: Range<usize>) -> Traced {
        let text = self.text.get(range.clone()).unwrap_or_default().to_owned();
        Traced { text, origins: Origin::within(&self.origins, range) }
    }

    /// Without white space at its ends.
    pub(crate) fn trimmed(&self) -> Traced {
        let start = self.text.len() - self.text.trim_start().len();
        self.part(start..start + self.text.trim().len())
    }

    /// Its lines, without the line ends; empty ones are left out.
    pub(crate) fn lines(&self) -> Vec<Traced> {
        let mut at = 0;
        let mut found = Vec::new();
        for line in self.text.split('\n') {
            if !line.trim().is_empty() {
                found.push(self.part(at..at + line.len()));
            }
            at += line.len() + 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Traced;

    #[test]
    fn parts_keep_where_they_come_from() {
        let mut text = Traced::default();
        text.push("1.");
        text.push_of("新建\n泵站", 40, true);
        text.push_of("☑", 90, false);
        let lines = text.lines();
        let from = |line: &Traced| -> Vec<_> {
            line.origins.iter().map(|it| (it.text.clone(), it.element, it.from)).collect()
        };
        assert_eq!(lines[0].text, "1.新建");
        assert_eq!(from(&lines[0]), [(2..8, 40, Some(0))]);
        assert_eq!(lines[1].text, "泵站☑");
        assert_eq!(from(&lines[1]), [(0..6, 40, Some(7)), (6..9, 90, None)]);
        assert_eq!(from(&lines[1].part(3..9)), [(0..3, 40, Some(10)), (3..6, 90, None)]);
    }
}
