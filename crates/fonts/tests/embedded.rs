//! What a document relies on in the embedded set.

use std::fmt::Write;

use gongwen_document::FaceRole;
use gongwen_fonts::{FaceOrigin, Fonts, standard_characters};
use sha2::{Digest, Sha256};

const FULL_ROLES: [FaceRole; 4] =
    [FaceRole::FangSong, FaceRole::KaiTi, FaceRole::HeiTi, FaceRole::XiaoBiaoSong];

#[test]
fn every_standard_character_has_ink_in_the_four_text_faces() {
    let fonts = Fonts::embedded();
    for role in FULL_ROLES {
        let coverage = fonts.coverage(role);
        assert_eq!((coverage.covered, coverage.of), (8105, 8105), "{}", role.label());
    }
}

#[test]
fn han_and_punctuation_fill_a_cell_and_digits_half_of_one() {
    let fonts = Fonts::embedded();
    for role in FULL_ROLES {
        let face = fonts.face(fonts.primary(role));
        let width = |character| face.advance(face.glyph(character).expect("in the set"));
        for character in standard_characters().chain("，。、；：！？“”‘’《》〈〉（）【】〔〕—…·．％".chars())
        {
            assert_eq!(width(character), face.units_per_em, "{character} in {}", role.label());
        }
        for digit in '0'..='9' {
            assert_eq!(width(digit) * 2, face.units_per_em, "{digit} in {}", role.label());
        }
    }
}

#[test]
fn quotes_lean_to_the_text_they_enclose_and_dashes_join() {
    let fonts = Fonts::embedded();
    for role in FULL_ROLES {
        let face = fonts.face(fonts.primary(role));
        let ink = |character| face.ink(face.glyph(character).expect("in the set")).expect("ink");
        let half = i16::try_from(face.units_per_em / 2).expect("small");
        assert!(ink('“')[0] >= half && ink('‘')[0] >= half, "{}", role.label());
        assert!(ink('”')[2] <= half && ink('’')[2] <= half, "{}", role.label());
        assert!(ink('—')[0] <= 1 && ink('—')[2] >= 2 * half - 1, "{}", role.label());
        for character in ['·', '…'] {
            let [left, _, right, _] = ink(character);
            assert!((left + right - 2 * half).abs() <= 2, "{character} in {}", role.label());
        }
    }
}

#[test]
fn page_numbers_have_their_face() {
    let fonts = Fonts::embedded();
    for character in "— 0123456789".chars() {
        assert_eq!(
            fonts.resolve(FaceRole::Song, character).map(|(face, _)| face),
            Some(fonts.primary(FaceRole::Song))
        );
    }
}

#[test]
fn a_character_beyond_a_face_falls_back_and_one_beyond_all_is_absent() {
    let fonts = Fonts::embedded();
    let (face, _) = fonts.resolve(FaceRole::Song, '锦').expect("another embedded face has it");
    assert_ne!(face, fonts.primary(FaceRole::Song));
    assert_eq!(fonts.resolve(FaceRole::FangSong, '\u{2A6D6}'), None);
    assert_eq!(fonts.resolve(FaceRole::FangSong, '\u{E000}'), None);
}

#[test]
fn descriptors_find_what_they_need() {
    let fonts = Fonts::embedded();
    for (_, face) in fonts.faces() {
        let (metrics, em) = (face.metrics, i32::from(face.units_per_em));
        assert!(metrics.true_type && metrics.italic_angle == 0 && metrics.weight == 400, "{}", face.family);
        let (x, cap) = (i32::from(metrics.x_height), i32::from(metrics.cap_height));
        assert!(em / 3 < x && x < cap && cap < em, "{}: x {x}, capitals {cap}", face.family);
        assert!(metrics.descender < 0 && metrics.bounds[0] < metrics.bounds[2], "{}", face.family);
        assert_eq!(face.postscript_name, format!("{}-Regular", face.family.replace(' ', "")));
    }
}

#[test]
fn white_space_needs_no_ink() {
    let fonts = Fonts::embedded();
    assert!(fonts.resolve(FaceRole::FangSong, '\u{3000}').is_some());
    assert!(fonts.resolve(FaceRole::FangSong, ' ').is_some());
}

#[test]
fn the_assets_are_those_that_were_recorded() {
    for (folder, faces) in [("wenkai", 2), ("noto", 3)] {
        let folder = format!("{}/assets/{folder}", env!("CARGO_MANIFEST_DIR"));
        let recorded = std::fs::read_to_string(format!("{folder}/SHA256SUMS")).expect("SHA256SUMS");
        assert_eq!(recorded.lines().count(), faces);
        for line in recorded.lines() {
            let (hash, name) = line.split_once("  ").expect("hash, two spaces, name");
            let bytes = std::fs::read(format!("{folder}/{name}")).expect(name);
            let mut hex = String::new();
            for byte in Sha256::digest(&bytes) {
                write!(hex, "{byte:02x}").expect("a string");
            }
            assert_eq!(hex, hash, "{name}");
        }
    }
}

#[test]
fn threads_share_one_set() {
    let fonts = Fonts::embedded();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                assert!(
                    standard_characters()
                        .all(|character| fonts.resolve(FaceRole::FangSong, character).is_some())
                );
            });
        }
    });
    assert!(
        fonts
            .assignments()
            .iter()
            .all(|assignment| assignment.origin == FaceOrigin::Embedded && !assignment.official)
    );
}
