//! Lengths as integers of EMU, so that no rounding differs between machines.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in EMU (English Metric Units): 1 mm = 36,000, 1 pt = 12,700, 1 twip = 635.
///
/// ```
/// use gongwen_document::Length;
/// assert_eq!(Length::mm(156) / Length::pt(1), 442);
/// assert_eq!(Length::twips(579).emu(), 367_665);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

impl Length {
    /// No length at all.
    pub const ZERO: Length = Length(0);

    /// A length of so many EMU: 36,000 to the millimetre, 12,700 to the point.
    pub const fn from_emu(emu: i64) -> Length {
        Length(emu)
    }

    /// A length of so many whole millimetres.
    pub const fn mm(mm: i64) -> Length {
        Length(mm * 36_000)
    }

    /// From hundredths of a millimetre: 0.35 mm is `hundredths_mm(35)`.
    pub const fn hundredths_mm(value: i64) -> Length {
        Length(value * 360)
    }

    /// A length of so many whole points, 1/72 inch each.
    pub const fn pt(pt: i64) -> Length {
        Length(pt * 12_700)
    }

    /// From hundredths of a point: 15.75 pt is `hundredths_pt(1575)`.
    pub const fn hundredths_pt(value: i64) -> Length {
        Length(value * 127)
    }

    /// From twips, Word's unit of 1/20 pt.
    pub const fn twips(value: i64) -> Length {
        Length(value * 635)
    }

    /// How many EMU it is; negative where it points left or up.
    pub const fn emu(self) -> i64 {
        self.0
    }

    /// In twips, rounded to the nearest.
    pub const fn to_twips(self) -> i64 {
        let half = if self.0 < 0 { -317 } else { 317 };
        (self.0 + half) / 635
    }

    /// In half points, Word's unit for sizes of type 字号, rounded to the nearest: 五号 of 10.5 pt is 21.
    ///
    /// ```
    /// use gongwen_document::Length;
    /// assert_eq!(Length::hundredths_pt(1050).to_half_points(), 21);
    /// ```
    pub const fn to_half_points(self) -> i64 {
        (self.0 * 2 + 6_350) / 12_700
    }

    /// In eighths of a point, Word's unit for the thickness of rules, rounded to the nearest: 0.35 mm is 8.
    ///
    /// ```
    /// use gongwen_document::Length;
    /// assert_eq!(Length::hundredths_mm(35).to_eighths_of_point(), 8);
    /// ```
    pub const fn to_eighths_of_point(self) -> i64 {
        (self.0 * 8 + 6_350) / 12_700
    }

    /// In points, for libraries that ask for floats and for messages.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / 12_700.0
    }

    /// In millimetres, for messages and measurements.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / 36_000.0
    }

    /// This length scaled by `numerator / denominator`, rounded towards zero.
    ///
    /// ```
    /// use gongwen_document::Length;
    /// assert_eq!(Length::pt(16).scale(7, 8), Length::pt(14));
    /// ```
    pub const fn scale(self, numerator: i64, denominator: i64) -> Length {
        Length(((self.0 as i128 * numerator as i128) / denominator as i128) as i64)
    }

    /// The larger of two lengths.
    pub const fn max(self, other: Length) -> Length {
        if self.0 >= other.0 { self } else { other }
    }

    /// The smaller of two lengths.
    pub const fn min(self, other: Length) -> Length {
        if self.0 <= other.0 { self } else { other }
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        self.0 -= other.0;
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, factor: i64) -> Length {
        Length(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Length;
    fn div(self, divisor: i64) -> Length {
        Length(self.0 / divisor)
    }
}

impl Div for Length {
    type Output = i64;
    fn div(self, divisor: Length) -> i64 {
        self.0 / divisor.0
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}
