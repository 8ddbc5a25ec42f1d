//! Faces from a folder of the user's.

use std::fs;
use std::path::Path;

use gongwen_core::FaceRole;
use gongwen_fonts::{Error, Fonts, Origin};

const ASSETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets");

/// The embedded 楷体 under another family name of the same length in UTF-16, so that nothing else moves.
fn renamed(to: &str) -> Vec<u8> {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let (from, to) = (wide("Gongwen KaiTi"), wide(to));
    assert_eq!(from.len(), to.len());
    let mut font = fs::read(format!("{ASSETS}/GongwenKaiTi.ttf")).expect("asset");
    let places: Vec<usize> = font
        .windows(from.len())
        .enumerate()
        .filter(|(_, bytes)| *bytes == from)
        .map(|(place, _)| place)
        .collect();
    assert!(!places.is_empty());
    for place in places {
        font[place..place + to.len()].copy_from_slice(&to);
    }
    font
}

#[test]
fn a_face_is_found_by_its_name_and_said_to_be_official() {
    let folder = tempfile::tempdir().expect("folder");
    fs::write(folder.path().join("any-name.ttf"), renamed("KaiTi_GB2312 ")).expect("written");
    let fonts = Fonts::from_dir(folder.path()).expect("one font");
    let kai = fonts.assignments().into_iter().find(|found| found.role == FaceRole::KaiTi).expect("a role");
    assert!(kai.official);
    assert_eq!(kai.origin, Origin::File(folder.path().join("any-name.ttf")));
    let fang =
        fonts.assignments().into_iter().find(|found| found.role == FaceRole::FangSong).expect("a role");
    assert_eq!(fang.origin, Origin::Embedded);
}

#[test]
fn a_folder_that_is_not_there_and_one_without_fonts_are_errors() {
    assert!(matches!(Fonts::from_dir(Path::new("no/such/folder")), Err(Error::Folder { .. })));
    let folder = tempfile::tempdir().expect("folder");
    fs::write(folder.path().join("note.ttf"), b"not a font").expect("written");
    assert!(matches!(Fonts::from_dir(folder.path()), Err(Error::NoFont { .. })));
}

#[test]
fn a_font_cut_off_anywhere_is_passed_over_without_a_panic() {
    let whole = renamed("KaiTi_GB2312 ");
    for cut in (0..whole.len()).step_by(whole.len() / 61) {
        let folder = tempfile::tempdir().expect("folder");
        fs::write(folder.path().join("cut.ttf"), &whole[..cut]).expect("written");
        if let Ok(fonts) = Fonts::from_dir(folder.path()) {
            assert!(fonts.resolve(FaceRole::KaiTi, '锦').is_some(), "cut at {cut}");
        }
    }
}
