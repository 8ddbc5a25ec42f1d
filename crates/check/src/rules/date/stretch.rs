//! Stretches of time 起止时间 as they stand: 1—7月, 9月1日至7日, 2024年1月至6月, 21—30日.

use jiff::civil::Date;

use crate::rules::line::Line;

/// Marks and words between the ends.
const JOINTS: [&str; 10] = ["——", "—", "–", "－", "-", "～", "~", "至", "到", "起至"];

/// One end of a stretch, as far as it is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    /// Year, when it stands there.
    pub(super) year: Option<i16>,
    /// Month, written or taken over from the other end.
    pub(super) month: Option<i8>,
    /// The day of the month, where this end of the span names one.
    pub(super) day: Option<i8>,
    /// A number that has no word behind it yet.
    bare: Option<i8>,
}

/// From when to when, and where that ends in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The first month or day.
    pub(super) from: Point,
    /// The last one; the first one again when there is but one.
    pub(super) last: Point,
    /// Behind the last character.
    pub(super) to: usize,
}

impl Stretch {
    /// Whether it is one month or one day.
    pub(super) fn single(&self) -> bool {
        self.from == self.last
    }

    /// How many days it has, both ends counted; in a leap year when none is named.
    pub(super) fn days(&self) -> Option<i32> {
        let date = |point: &Point, year: i16| Date::new(year, point.month?, point.day?).ok();
        let year = self.from.year.or(self.last.year).unwrap_or(2024);
        let (from, last) = (date(&self.from, year)?, date(&self.last, self.last.year.unwrap_or(year))?);
        (last >= from).then(|| last.since(from).map(|it| it.get_days() + 1).ok())?
    }
}

/// The stretch that begins at a place.
pub(super) fn stretch(line: &Line<'_>, at: usize) -> Option<Stretch> {
    let (mut from, end) = point(line, at)?;
    let Some((mut last, to)) =
        line.one_of(end, &JOINTS).and_then(|joint| point(line, end + joint.chars().count()))
    else {
        return from.bare.is_none().then_some(Stretch { from, last: from, to: end });
    };
    // 1—7月, 9月1—7日: the word stands once. 9月1日至7日: so does the month.
    match (from.bare.take(), last.day, last.month) {
        (Some(value), None, _) => from.month = Some(value),
        (Some(value), Some(_), _) => from.day = Some(value),
        _ => {}
    }
    if last.bare.is_some() || (from.day.is_some() && last.day.is_none()) {
        return None;
    }
    last.month = last.month.or(from.month);
    Some(Stretch { from, last, to })
}

/// One end: 2024年6月11日, 6月, 20日, or a bare number.
fn point(line: &Line<'_>, at: usize) -> Option<(Point, usize)> {
    let mut point = Point::default();
    let mut at = at;
    loop {
        let end = line.skip_most(at, 5, |c| c.is_ascii_digit());
        let value: i16 = line.text(at, end).parse().ok()?;
        let small = i8::try_from(value).ok().filter(|_| end - at <= 2);
        match line.get(end) {
            '年' if end - at == 4 && point == Point::default() => point.year = Some(value),
            '月' if point.month.is_none() => point.month = Some(small?),
            '日' | '号' => {
                point.day = Some(small?);
                return Some((point, end + 1));
            }
            _ => {
                point.bare = Some(small?);
                return Some((point, end));
            }
        }
        at = end + 1;
        if !line.get(at).is_ascii_digit() {
            return Some((point, at));
        }
    }
}
