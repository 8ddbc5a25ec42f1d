//! The embedded faces 内置字体 that stand in for 黑体, 小标宋 and 宋体, made from Noto Sans SC and Noto Serif SC. Data only; a crate
//! of their own because a registry takes ten megabytes at a time.
//!
//! ```
//! assert!(gongwen_faces_noto::HEI_TI.starts_with(&[0, 1, 0, 0]));
//! ```

/// The file of the face that stands in for 黑体 (GongwenHeiTi, TrueType).
pub static HEI_TI: &[u8] = include_bytes!("GongwenHeiTi.ttf");

/// The file of the face that stands in for 小标宋 (GongwenXiaoBiaoSong, TrueType).
pub static XIAO_BIAO_SONG: &[u8] = include_bytes!("GongwenXiaoBiaoSong.ttf");

/// The file of the face that stands in for 宋体 (GongwenSong, TrueType): only what page numbers need.
pub static SONG: &[u8] = include_bytes!("GongwenSong.ttf");
