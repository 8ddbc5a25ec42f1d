//! The embedded set, made by `cargo xtask fonts`; not compressed, so that start-up pays nothing for it.

use std::borrow::Cow;

use gongwen_document::FaceRole;

/// Bytes of the embedded face of a role.
pub(crate) fn data(role: FaceRole) -> Cow<'static, [u8]> {
    let bytes: &'static [u8] = match role {
        FaceRole::FangSong => gongwen_faces_wenkai::FANG_SONG,
        FaceRole::KaiTi => gongwen_faces_wenkai::KAI_TI,
        FaceRole::HeiTi => gongwen_faces_noto::HEI_TI,
        FaceRole::XiaoBiaoSong => gongwen_faces_noto::XIAO_BIAO_SONG,
        FaceRole::Song => gongwen_faces_noto::SONG,
    };
    Cow::Borrowed(bytes)
}
