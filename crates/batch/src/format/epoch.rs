//! Where days are counted from.

/// Where days are counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Epoch {
    /// 1 is the 1 January 1900; 60 is the 29 February that this year did not have.
    #[default]
    Of1900,
    /// 0 is the 1 January 1904, as spreadsheets from old Macintoshes count.
    Of1904,
}
