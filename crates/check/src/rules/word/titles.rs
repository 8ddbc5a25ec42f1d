//! Titles of items 小标题: one that stands twice under one heading, and one among others with a text that has none.

use super::again::stood;
use crate::chars::is_one_of;
use crate::rules::line::{Line, ends_sentence, is_han};
use crate::rules::outline::{Head, head};
use crate::{Finding, Findings, Role, Span};

/// Fewest characters of a title that is told when it stands twice, and most of one that should have a text behind it.
const TWICE: usize = 6;
const SHORT: usize = 16;

/// Fewest characters that are a text.
const TEXT: usize = 4;

/// An item and its title.
struct Item<'l, 't> {
    line: &'l Line<'t>,
    head: Head,
    /// Behind the last character of its title.
    to: usize,
    /// Whether a text follows in its paragraph or in the next ones.
    filled: bool,
}

impl Item<'_, '_> {
    fn title(&self) -> &str {
        self.line.text(self.head.to, self.to)
    }

    fn span(&self) -> Span {
        self.line.span(self.head.to, self.to)
    }
}

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    // Items that are open on each level, under one heading.
    let mut open: [Vec<Item<'_, '_>>; 4] = Default::default();
    let lines: Vec<&Line<'_>> = lines
        .iter()
        .filter(|line| !matches!(line.paragraph.role, Role::Cell(_) | Role::Footnote) && line.len() > 0)
        .collect();
    for (at, line) in lines.iter().enumerate() {
        let Some(head) = head(line) else { continue };
        let to = line.skip_most(head.to, 40, |c| !(ends_sentence(c) || matches!(c, '：' | '；')));
        let rest = line.len().saturating_sub(to + 1);
        let next = lines.get(at + 1).map(|next| self::head(next));
        // What stands below it: a paragraph of its own, or items of a lower level.
        let below = next.is_some_and(|next| next.is_none_or(|next| next.level > head.level));
        let item = Item { line, head, to, filled: rest >= TEXT || below };
        for (level, items) in open.iter_mut().enumerate().skip(head.level) {
            let goes_on = level == head.level && items.last().is_some_and(|it| it.head.number < head.number);
            if !goes_on {
                close(&std::mem::take(items), out);
            }
        }
        if let Some(items) = open.get_mut(head.level) {
            twice(&item, items, out);
            items.push(item);
        }
    }
    open.iter().for_each(|items| close(items, out));
}

/// （二）公共卫生服务提质, and （四）公共卫生服务提质.
fn twice(item: &Item<'_, '_>, before: &[Item<'_, '_>], out: &mut Findings) {
    let title = item.title();
    let plain = item.to >= item.head.to + TWICE && title.chars().all(is_han);
    let first = before.iter().take(40).find(|it| it.title() == title).filter(|_| plain);
    if let Some(first) = first {
        out.push(stood(item.span(), first.span()));
    }
}

/// 三、抓民生服务。 among items of which each other one has a text.
fn close(items: &[Item<'_, '_>], out: &mut Findings) {
    let mut empty = items.iter().enumerate().filter(|(_, it)| !it.filled);
    let (Some((at, item)), None) = (empty.next(), empty.next()) else { return };
    let titles = items.iter().map(|it| it.to - it.head.to).max().unwrap_or_default();
    let plain =
        item.to <= item.head.to + SHORT && item.title().chars().all(|c| is_han(c) || is_one_of!(c, "“”"));
    let other = ["其他", "其它", "交办", "附件", "结语"].iter().any(|word| item.title().contains(word));
    if items.len() < 3 || at + 1 == items.len() || !plain || other || titles > 2 * SHORT {
        return;
    }
    out.push(
        Finding::warning(
            "word/slip",
            item.span(),
            format!("“{}”下面没有内容，同级的其他各条都有", item.title()),
            format!("nothing stands under `{}`", item.title()),
        )
        .source("《图书编校质量差错认定细则》"),
    );
}
