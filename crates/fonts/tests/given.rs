//! Sets of faces from bytes: the role's own first, the embedded ones for what they lack.

use gongwen_document::FaceRole;
use gongwen_fonts::{FaceOrigin, Fonts, NotBuilt, Unusable};

fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/assets/{name}.ttf", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a face")
}

#[test]
fn a_given_face_serves_its_role_and_the_embedded_ones_the_rest() {
    let fonts = Fonts::builder().face(FaceRole::FangSong, file("noto/GongwenHeiTi")).build().expect("a set");
    for assignment in fonts.assignments() {
        let given = assignment.role == FaceRole::FangSong;
        assert_eq!(assignment.origin == FaceOrigin::Given, given, "{:?}", assignment.role);
    }
    let face = |role| fonts.face(fonts.resolve(role, '锦').expect("a glyph").0).family.clone();
    assert_eq!(face(FaceRole::FangSong), face(FaceRole::HeiTi));
}

#[test]
fn what_a_given_face_lacks_falls_back() {
    // The face for page numbers has few 汉字.
    let fonts = Fonts::builder().face(FaceRole::FangSong, file("noto/GongwenSong")).build().expect("a set");
    let (digit, _) = fonts.resolve(FaceRole::FangSong, '7').expect("a digit");
    let (han, _) = fonts.resolve(FaceRole::FangSong, '锦').expect("a character");
    assert_eq!(fonts.face(digit).origin, FaceOrigin::Given);
    assert_eq!(fonts.face(han).origin, FaceOrigin::Embedded);
}

#[test]
fn other_bytes_make_another_digest() {
    let of = |name: &str| Fonts::builder().face(FaceRole::Song, file(name)).build().expect("a set").digest();
    assert_eq!(of("noto/GongwenHeiTi"), of("noto/GongwenHeiTi"));
    assert_ne!(of("noto/GongwenHeiTi"), of("wenkai/GongwenKaiTi"));
    assert_ne!(of("noto/GongwenSong"), Fonts::embedded().digest());
}

#[test]
fn a_font_that_is_none_is_refused_with_its_role() {
    let broken = Fonts::builder().face(FaceRole::KaiTi, b"not a font".to_vec()).build().err();
    assert_eq!(broken, Some(NotBuilt::Face { role: FaceRole::KaiTi, reason: Unusable::Broken }));
}
