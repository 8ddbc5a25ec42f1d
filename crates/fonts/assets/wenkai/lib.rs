//! The embedded faces 内置字体 that stand in for 仿宋 and 楷体, made from LXGW WenKai Mono 霞鹜文楷 1.250. Data only; a crate of
//! their own because a registry takes ten megabytes at a time.
//!
//! ```
//! assert!(gongwen_faces_wenkai::FANG_SONG.starts_with(&[0, 1, 0, 0]));
//! ```

/// The file of the face that stands in for 仿宋 (GongwenFangSong, TrueType). It is drawn like 楷体.
pub static FANG_SONG: &[u8] = include_bytes!("GongwenFangSong.ttf");

/// The file of the face that stands in for 楷体 (GongwenKaiTi, TrueType).
pub static KAI_TI: &[u8] = include_bytes!("GongwenKaiTi.ttf");
