//! The embedded set, made by `cargo xtask fonts`; not compressed, so that start-up pays nothing for it.

use std::borrow::Cow;

use gongwen_document::FaceRole;

/// Bytes of the embedded face of a role.
pub(crate) fn data(role: FaceRole) -> Cow<'static, [u8]> {
    let bytes: &'static [u8] = match role {
        FaceRole::FangSong => include_bytes!("../assets/GongwenFangSong.ttf"),
        FaceRole::KaiTi => include_bytes!("../assets/GongwenKaiTi.ttf"),
        FaceRole::HeiTi => include_bytes!("../assets/GongwenHeiTi.ttf"),
        FaceRole::XiaoBiaoSong => include_bytes!("../assets/GongwenXiaoBiaoSong.ttf"),
        FaceRole::Song => include_bytes!("../assets/GongwenSong.ttf"),
    };
    Cow::Borrowed(bytes)
}
