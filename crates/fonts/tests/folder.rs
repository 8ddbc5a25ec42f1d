//! Faces from a folder of the user's: which is taken, what it falls back to, what is passed over.

use crate::support;

use std::fs;
use std::path::Path;

use gongwen_document::FaceRole;
use gongwen_document::style::LatinFace;
use gongwen_fonts::{Assignment, Error, FaceOrigin, Fonts, Unusable};
use support::Small;
use tempfile::TempDir;

fn folder(files: &[(&str, Small<'_>)]) -> TempDir {
    let folder = tempfile::tempdir().expect("folder");
    for (name, font) in files {
        fs::write(folder.path().join(name), font.file()).expect("written");
    }
    folder
}

fn assigned(fonts: &Fonts, role: FaceRole) -> Assignment {
    fonts.assignments().into_iter().find(|found| found.role == role).expect("every role has a face")
}

/// Family of the face that shows a character.
fn shown_by(fonts: &Fonts, role: FaceRole, character: char) -> Option<&str> {
    fonts.resolve(role, character).map(|(face, _)| fonts.face(face).family.as_str())
}

#[test]
fn a_face_is_found_by_its_name_and_said_to_be_official() {
    let at = folder(&[("any-name.ttf", Small { name: "kaiti gb2312", ..Small::default() })]);
    let fonts = Fonts::from_dir(at.path()).expect("one font");
    let kai = assigned(&fonts, FaceRole::KaiTi);
    assert!(kai.official);
    assert_eq!((kai.asked, kai.family.as_str()), ("楷体_GB2312", "kaiti gb2312"));
    assert_eq!(kai.origin, FaceOrigin::File(at.path().join("any-name.ttf")));
    assert_eq!(assigned(&fonts, FaceRole::FangSong).origin, FaceOrigin::Embedded);
}

#[test]
fn digits_and_letters_have_a_face_of_their_own_where_it_is_installed() {
    let times = Some(LatinFace::TimesNewRoman);
    let family = |fonts: &Fonts, latin, character| {
        let (face, _) = fonts.resolve_with(latin, FaceRole::FangSong, character).expect("a face");
        fonts.face(face).family.clone()
    };
    for (name, official) in
        [("Times New Roman", true), ("TimesNewRomanPSMT", true), ("Liberation Serif", false)]
    {
        let at = folder(&[("any.ttf", Small { name, ..Small::default() })]);
        let fonts = Fonts::from_dir(at.path()).expect("one font");
        assert_eq!(fonts.latin(LatinFace::TimesNewRoman), Some((name, official)));
        let shown = fonts.face(fonts.resolve_with(times, FaceRole::FangSong, 'A').expect("a face").0);
        let small = shown.family == name;
        assert!(small || shown.glyph('A').is_some(), "{name}");
        // What the others show stays as it was: quotation marks belong to the 汉字.
        for character in ['“', '—', '五', '％'] {
            assert_ne!(family(&fonts, times, character), name);
        }
        assert_ne!(family(&fonts, None, '5'), name, "nobody asked for it");
        // It serves no role, and another one of it is another set.
        assert!(fonts.assignments().iter().all(|it| it.family != name));
        assert_ne!(fonts.digest(), Fonts::embedded().digest());
    }
}

#[test]
fn the_chain_decides_not_the_names_of_the_files() {
    let at = folder(&[
        ("a.ttf", Small { name: "STFangsong", ..Small::default() }),
        ("b.ttf", Small { name: "仿宋", ..Small::default() }),
        ("c.ttf", Small { name: "CESI_HT_GB2312", ..Small::default() }),
        ("d.ttf", Small { name: "FZXBSJW--GB1-0", ..Small::default() }),
    ]);
    let fonts = Fonts::from_dir(at.path()).expect("four fonts");
    let found = |role| {
        let found = assigned(&fonts, role);
        (found.family, found.official)
    };
    assert_eq!(found(FaceRole::FangSong), ("仿宋".to_owned(), false));
    assert_eq!(found(FaceRole::HeiTi), ("CESI_HT_GB2312".to_owned(), false));
    assert_eq!(found(FaceRole::XiaoBiaoSong), ("FZXBSJW--GB1-0".to_owned(), true));
    assert_eq!(found(FaceRole::Song), ("Gongwen Song".to_owned(), false));
}

#[test]
fn a_character_falls_back_along_the_chain_then_to_the_embedded_faces() {
    let at = folder(&[
        ("1.ttf", Small { name: "仿宋_GB2312", inked: "一二", ..Small::default() }),
        ("2.ttf", Small { name: "FangSong", inked: "一二三", ..Small::default() }),
        ("3.ttf", Small { name: "KaiTi", inked: "四", ..Small::default() }),
    ]);
    let fonts = Fonts::from_dir(at.path()).expect("three fonts");
    assert_eq!(shown_by(&fonts, FaceRole::FangSong, '二'), Some("仿宋_GB2312"));
    assert_eq!(shown_by(&fonts, FaceRole::FangSong, '三'), Some("FangSong"));
    assert_eq!(shown_by(&fonts, FaceRole::FangSong, '四'), Some("Gongwen FangSong"));
    assert_eq!(shown_by(&fonts, FaceRole::Song, '四'), Some("Gongwen FangSong"));
    assert_eq!(shown_by(&fonts, FaceRole::FangSong, '\u{2A6D6}'), None);
    assert_eq!(
        fonts.missing(FaceRole::FangSong, "四\u{2A6D6}\u{E000}\u{E000}\r\n"),
        ['\u{E000}', '\u{2A6D6}']
    );
}

#[test]
fn a_glyph_without_ink_does_not_count_unless_it_is_white_space() {
    let at = folder(&[(
        "f.ttf",
        Small { name: "FangSong", inked: "一", blank: "二 \u{3000}", ..Small::default() },
    )]);
    let fonts = Fonts::from_dir(at.path()).expect("one font");
    let face = fonts.face(fonts.primary(FaceRole::FangSong));
    assert_eq!(face.glyph('一').and_then(|glyph| face.ink(glyph)), Some([100, 0, 900, 800]));
    assert_eq!(face.glyph('二'), None);
    assert_eq!(shown_by(&fonts, FaceRole::FangSong, '二'), Some("Gongwen FangSong"));
    for space in [' ', '\u{3000}'] {
        assert_eq!(shown_by(&fonts, FaceRole::FangSong, space), Some("FangSong"));
    }
}

#[test]
fn a_regular_cut_does_not_stand_in_where_the_bold_one_is_wanted() {
    let regular = Small { name: "Noto Serif CJK SC", ..Small::default() };
    let at = folder(&[("r.ttf", regular)]);
    let fonts = Fonts::from_dir(at.path()).expect("one font");
    assert_eq!(assigned(&fonts, FaceRole::XiaoBiaoSong).origin, FaceOrigin::Embedded);
    assert_eq!(assigned(&fonts, FaceRole::Song).family, "Noto Serif CJK SC");
    fs::write(
        at.path().join("b.ttf"),
        Small { name: "Noto Serif CJK SC", weight: 700, ..Small::default() }.file(),
    )
    .expect("written");
    let fonts = Fonts::from_dir(at.path()).expect("two fonts");
    let origin = |name: &str| FaceOrigin::File(at.path().join(name));
    assert_eq!(assigned(&fonts, FaceRole::XiaoBiaoSong).origin, origin("b.ttf"));
    assert_eq!(assigned(&fonts, FaceRole::Song).origin, origin("r.ttf"));
}

#[test]
fn fonts_that_cannot_be_embedded_are_passed_over_and_named() {
    let at = folder(&[
        ("good.ttf", Small { name: "STHeiti", ..Small::default() }),
        ("no-subset.ttf", Small { name: "SimHei", fs_type: 0x108, ..Small::default() }),
        ("restricted.ttf", Small { name: "黑体", fs_type: 2, ..Small::default() }),
        ("variable.ttf", Small { name: "Heiti SC", extra: Some(b"fvar"), ..Small::default() }),
    ]);
    fs::write(at.path().join("broken.ttf"), b"not a font").expect("written");
    let fonts = Fonts::from_dir(at.path()).expect("fonts");
    assert_eq!(assigned(&fonts, FaceRole::HeiTi).family, "STHeiti");
    let skipped: Vec<_> = fonts
        .skipped()
        .iter()
        .map(|skipped| (skipped.path.file_name().and_then(|name| name.to_str()), skipped.reason))
        .collect();
    assert_eq!(
        skipped,
        [
            (Some("broken.ttf"), Unusable::Broken),
            (Some("no-subset.ttf"), Unusable::Restricted),
            (Some("restricted.ttf"), Unusable::Restricted),
            (Some("variable.ttf"), Unusable::Variable),
        ]
    );
}

#[test]
fn a_folder_that_is_not_there_and_one_without_fonts_are_errors() {
    assert!(matches!(Fonts::from_dir(Path::new("no/such/folder")), Err(Error::Folder { .. })));
    let at = folder(&[]);
    fs::write(at.path().join("note.ttf"), b"not a font").expect("written");
    assert!(matches!(Fonts::from_dir(at.path()), Err(Error::NoFont { .. })));
}

#[test]
fn folders_in_the_folder_are_searched_and_a_file_gone_since_is_no_panic() {
    let at = tempfile::tempdir().expect("folder");
    let inner = at.path().join("inner");
    fs::create_dir(&inner).expect("folder");
    let path = inner.join("k.TTF");
    fs::write(&path, Small { name: "KaiTi", ..Small::default() }.file()).expect("written");
    let fonts = Fonts::from_dir(at.path()).expect("one font");
    assert_eq!(assigned(&fonts, FaceRole::KaiTi).origin, FaceOrigin::File(path.clone()));
    fs::remove_file(path).expect("removed");
    assert_eq!(shown_by(&fonts, FaceRole::KaiTi, '一'), Some("Gongwen KaiTi"));
    assert_eq!(fonts.face(fonts.primary(FaceRole::KaiTi)).family, "Gongwen KaiTi");
    assert_eq!(fonts.face(assigned(&fonts, FaceRole::KaiTi).face).glyph('一'), None);
}

#[cfg(unix)]
#[test]
fn a_linked_font_is_one_wherever_it_stands_and_a_linked_folder_only_inside() {
    use std::os::unix::fs::symlink;
    let home = tempfile::tempdir().expect("folder");
    let [at, other] = ["fonts", "other"].map(|name| home.path().join(name));
    fs::create_dir_all(at.join("own")).expect("folder");
    fs::create_dir(&other).expect("folder");
    let file = |name: &str| Small { name, ..Small::default() }.file();
    fs::write(other.join("k.ttf"), file("KaiTi")).expect("written");
    fs::write(other.join("h.ttf"), file("SimHei")).expect("written");
    fs::write(at.join("own/f.ttf"), file("FangSong")).expect("written");
    symlink(other.join("k.ttf"), at.join("k.ttf")).expect("a link");
    symlink("own", at.join("again")).expect("a link");
    symlink("..", at.join("own/ring")).expect("a link");
    symlink(&other, at.join("out")).expect("a link");
    // However the folder itself is named.
    symlink(&at, home.path().join("linked")).expect("a link");
    for folder in [at, home.path().join("linked")] {
        let fonts = Fonts::from_dir(&folder).expect("fonts");
        assert_eq!(assigned(&fonts, FaceRole::KaiTi).family, "KaiTi");
        assert_eq!(assigned(&fonts, FaceRole::FangSong).family, "FangSong");
        assert_eq!(assigned(&fonts, FaceRole::HeiTi).origin, FaceOrigin::Embedded);
        let skipped: Vec<_> = fonts.skipped().iter().map(|it| (it.path.clone(), it.reason)).collect();
        assert_eq!(skipped, [(folder.join("out"), Unusable::Linked)]);
    }
}

#[test]
fn a_font_cut_off_or_changed_anywhere_never_panics() {
    let font = Small { name: "KaiTi", blank: "四 ", ..Small::default() };
    let whole = font.file();
    let at = folder(&[]);
    let path = at.path().join("k.ttf");
    let try_font = |bytes: &[u8], what: &str| {
        fs::write(&path, bytes).expect("written");
        if let Ok(fonts) = Fonts::from_dir(at.path()) {
            for (_, face) in fonts.faces() {
                let glyphs = "一四 A".chars().filter_map(|character| face.glyph(character));
                for glyph in glyphs.chain([0, 1, 5, u16::MAX]) {
                    let _ = (face.advance(glyph), face.ink(glyph));
                }
            }
            assert!(fonts.resolve(FaceRole::KaiTi, '锦').is_some(), "{what}");
        }
    };
    for cut in (0..whole.len()).step_by(7) {
        try_font(&whole[..cut], "cut");
    }
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= if place % 2 == 0 { 0xFF } else { 0x81 };
        try_font(&changed, "changed");
    }
}

#[test]
fn the_same_folder_gives_the_same_set() {
    let at = folder(&[
        ("b.ttf", Small { name: "FangSong", inked: "一", ..Small::default() }),
        ("a.ttf", Small { name: "FangSong", inked: "二", ..Small::default() }),
        ("c.ttf", Small { name: "SimSun", ..Small::default() }),
    ]);
    let [one, two] = [0, 1].map(|_| Fonts::from_dir(at.path()).expect("fonts"));
    assert_eq!(one.assignments(), two.assignments());
    assert_eq!(assigned(&one, FaceRole::FangSong).origin, FaceOrigin::File(at.path().join("a.ttf")));
    for character in "一二三四A。".chars() {
        for role in FaceRole::ALL {
            assert_eq!(one.resolve(role, character), two.resolve(role, character));
        }
    }
    // One face serves two roles under one id.
    assert_eq!(one.primary(FaceRole::Song), one.primary(FaceRole::XiaoBiaoSong));
}

/// Several faces in one file.
fn collection(fonts: &[Small<'_>]) -> Vec<u8> {
    let mut bytes = b"ttcf\0\x01\0\0".to_vec();
    let count = u32::try_from(fonts.len()).expect("few");
    bytes.extend(count.to_be_bytes());
    let files: Vec<Vec<u8>> = fonts.iter().map(Small::file).collect();
    let mut at = 12 + 4 * count;
    for file in &files {
        bytes.extend(at.to_be_bytes());
        at += u32::try_from(file.len()).expect("small");
    }
    for mut file in files {
        // Offsets of tables run from the beginning of the whole.
        let base = u32::try_from(bytes.len()).expect("small");
        let tables = usize::from(u16::from_be_bytes([file[4], file[5]]));
        for table in 0..tables {
            let place = 12 + 16 * table + 8;
            let offset = u32::from_be_bytes(file[place..place + 4].try_into().expect("four bytes"));
            file[place..place + 4].copy_from_slice(&(offset + base).to_be_bytes());
        }
        bytes.extend(file);
    }
    bytes
}

#[test]
fn a_folder_named_in_chinese_with_spaces_and_collections_in_it_are_read() {
    let home = tempfile::tempdir().expect("folder");
    let at = home.path().join("单位 字体（正版）");
    fs::create_dir(&at).expect("folder");
    let fonts = [
        Small { name: "仿宋_GB2312", inked: "一", ..Small::default() },
        Small { name: "楷体_GB2312", inked: "二", ..Small::default() },
    ];
    fs::write(at.join("仿宋 和 楷体.ttc"), collection(&fonts)).expect("written");
    let found = Fonts::from_dir(&at).expect("a collection");
    for (role, character, name) in
        [(FaceRole::FangSong, '一', "仿宋_GB2312"), (FaceRole::KaiTi, '二', "楷体_GB2312")]
    {
        assert_eq!(assigned(&found, role).origin, FaceOrigin::File(at.join("仿宋 和 楷体.ttc")));
        assert_eq!(shown_by(&found, role, character), Some(name));
    }
    // Cut off anywhere, it is told of or read, and never a panic.
    let whole = collection(&fonts);
    for cut in (0..whole.len()).step_by(11) {
        fs::write(at.join("仿宋 和 楷体.ttc"), &whole[..cut]).expect("written");
        match Fonts::from_dir(&at) {
            Ok(fonts) => assert!(fonts.resolve(FaceRole::KaiTi, '锦').is_some()),
            Err(error) => assert!(matches!(error, Error::NoFont { .. }), "{error}"),
        }
    }
}

#[test]
fn an_empty_folder_a_file_and_what_cannot_be_read_are_told() {
    let at = folder(&[]);
    assert!(matches!(Fonts::from_dir(at.path()), Err(Error::NoFont { .. })), "nothing in it");
    let file = at.path().join("a.ttf");
    fs::write(&file, Small { name: "KaiTi", ..Small::default() }.file()).expect("written");
    assert!(matches!(Fonts::from_dir(&file), Err(Error::Folder { .. })), "a file is no folder");
    fs::write(at.path().join("空.ttf"), b"").expect("written");
    fs::create_dir(at.path().join("文件夹.ttf")).expect("a folder that is named like a font");
    #[cfg(unix)]
    std::os::unix::fs::symlink(at.path().join("没有了.ttf"), at.path().join("断.ttf")).expect("a link");
    let fonts = Fonts::from_dir(at.path()).expect("one font");
    let skipped: Vec<_> =
        fonts.skipped().iter().map(|skipped| skipped.path.file_name().expect("a name").to_owned()).collect();
    assert!(skipped.contains(&"空.ttf".into()), "{skipped:?}");
    #[cfg(unix)]
    assert!(skipped.contains(&"断.ttf".into()), "{skipped:?}");
    assert_eq!(assigned(&fonts, FaceRole::KaiTi).family, "KaiTi");
}
