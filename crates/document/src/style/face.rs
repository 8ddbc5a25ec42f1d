//! Faces by their role; `gongwen-fonts` finds a font for each.

/// A face by its role 字体; `gongwen-fonts` finds a font for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceRole {
    /// 仿宋: body text.
    FangSong,
    /// 楷体: level-2 headings, names of approvers.
    KaiTi,
    /// 黑体: level-1 headings, labels of attachments.
    HeiTi,
    /// 小标宋: titles.
    XiaoBiaoSong,
    /// 宋体: page numbers.
    Song,
}

/// The face 字体 of ASCII digits, letters and marks, where a house does not take them from the face of the 汉字 around them as
/// the standard's practice does. Word looks at the same characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LatinFace {
    /// Times New Roman, the common one: its digits are as wide as those of 仿宋_GB2312.
    TimesNewRoman,
}

impl LatinFace {
    /// The name that Word files and profiles have for it.
    ///
    /// ```
    /// assert_eq!(gongwen_document::style::LatinFace::TimesNewRoman.official_name(), "Times New Roman");
    /// ```
    pub const fn official_name(self) -> &'static str {
        match self {
            LatinFace::TimesNewRoman => "Times New Roman",
        }
    }

    /// Whether a character is taken from it: ASCII that is printed, as in Word.
    ///
    /// ```
    /// use gongwen_document::style::LatinFace;
    /// assert!(LatinFace::shows('5') && LatinFace::shows('%') && !LatinFace::shows('“') && !LatinFace::shows('五'));
    /// ```
    pub const fn shows(character: char) -> bool {
        matches!(character, ' '..='~')
    }
}

impl FaceRole {
    /// All five roles, the body text 仿宋 first.
    pub const ALL: [FaceRole; 5] =
        [FaceRole::FangSong, FaceRole::KaiTi, FaceRole::HeiTi, FaceRole::XiaoBiaoSong, FaceRole::Song];

    /// The Chinese name of the role, as `仿宋`.
    pub const fn label(self) -> &'static str {
        match self {
            FaceRole::FangSong => "仿宋",
            FaceRole::KaiTi => "楷体",
            FaceRole::HeiTi => "黑体",
            FaceRole::XiaoBiaoSong => "小标宋",
            FaceRole::Song => "宋体",
        }
    }

    /// The font name that official documents name in Word files, as `仿宋_GB2312`.
    pub const fn official_name(self) -> &'static str {
        match self {
            FaceRole::FangSong => "仿宋_GB2312",
            FaceRole::KaiTi => "楷体_GB2312",
            FaceRole::HeiTi => "黑体",
            FaceRole::XiaoBiaoSong => "方正小标宋简体",
            FaceRole::Song => "宋体",
        }
    }
}
