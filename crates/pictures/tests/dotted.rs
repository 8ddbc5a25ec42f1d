//! PNG and JPEG as cameras, printers and programs make them; cut, damaged and hostile ones.

use gongwen_document::Picture;
use gongwen_pictures::{PictureError, make_clear, read_picture, read_svg};
use jpeg_encoder::{ColorType, Encoder};
use proptest::prelude::*;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

/// Each is 32 by 16 dots: red at the left, blue (or nothing) at the right, made by ImageMagick.
const PLAIN: &[u8] = include_bytes!("data/plain.jpg");
const TURNED: &[u8] = include_bytes!("data/turned.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("data/progressive.jpg");
const GREY: &[u8] = include_bytes!("data/grey.jpg");
const INKS: &[u8] = include_bytes!("data/inks.jpg");
const DEEP: &[u8] = include_bytes!("data/deep.png");
const PALETTE: &[u8] = include_bytes!("data/palette.png");
const INTERLACED: &[u8] = include_bytes!("data/interlaced.png");
const HOLES: &[u8] = include_bytes!("data/holes.png");
const ALL: [&[u8]; 9] = [PLAIN, TURNED, PROGRESSIVE, GREY, INKS, DEEP, PALETTE, INTERLACED, HOLES];

const RED: [u8; 3] = [200, 30, 40];
const BLUE: [u8; 3] = [20, 60, 180];

fn read(bytes: &[u8]) -> Picture {
    read_picture(bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// Width, height and dots (red, green, blue, alpha).
fn decoded(file: &[u8]) -> (usize, usize, Vec<[u8; 4]>) {
    if file.starts_with(&[0xFF, 0xD8]) {
        let mut decoder = JpegDecoder::new(ZCursor::new(file));
        let data = decoder.decode().expect("a JPEG");
        let (width, height) = decoder.dimensions().expect("a size");
        let dots = if data.len() == width * height {
            data.iter().map(|grey| [*grey, *grey, *grey, 255]).collect()
        } else {
            data.as_chunks::<3>().0.iter().map(|[red, green, blue]| [*red, *green, *blue, 255]).collect()
        };
        return (width, height, dots);
    }
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut data = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut data).expect("a frame");
    assert_eq!(frame.bit_depth, png::BitDepth::Eight);
    let dots = match frame.color_type {
        png::ColorType::Rgba => data.as_chunks::<4>().0.to_vec(),
        png::ColorType::GrayscaleAlpha => {
            data.as_chunks::<2>().0.iter().map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]).collect()
        }
        other => panic!("{other:?}"),
    };
    (frame.width as usize, frame.height as usize, dots)
}

/// The dot at these hundredths of width and height is of this colour, nearly.
fn assert_color(file: &[u8], (across, down): (usize, usize), color: [u8; 3]) {
    let (width, height, dots) = decoded(file);
    let dot = dots[height * down / 100 * width + width * across / 100];
    for (found, wanted) in dot.iter().zip(color) {
        assert!(found.abs_diff(wanted) < 12, "{dot:?} at {across}, {down}, not {color:?}");
    }
}

/// A JPEG of red and blue halves as its encoder writes it from dots of this kind.
fn encoded(kind: ColorType, left: &[u8], right: &[u8]) -> Vec<u8> {
    let row: Vec<u8> = [left.repeat(16), right.repeat(16)].concat();
    let mut file = Vec::new();
    Encoder::new(&mut file, 95).encode(&row.repeat(16), 32, 16, kind).expect("a JPEG");
    file
}

/// The file with an EXIF block that gives this orientation.
fn with_orientation(file: &[u8], orientation: u8, small_end_first: bool) -> Vec<u8> {
    let number = |value: u32, count: usize| -> Vec<u8> {
        let bytes = value.to_be_bytes()[4 - count..].to_vec();
        if small_end_first { bytes.into_iter().rev().collect() } else { bytes }
    };
    let mut exif = b"Exif\0\0".to_vec();
    exif.extend(if small_end_first { b"II" } else { b"MM" });
    for (value, count) in [(42, 2), (8, 4), (1, 2), (0x0112, 2), (3, 2), (1, 4), (orientation.into(), 2)] {
        exif.extend(number(value, count));
    }
    exif.extend([0; 6]);
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&file[..2], &[0xFF, 0xE1], &length, &exif, &file[2..]].concat()
}

#[test]
fn what_both_files_show_keeps_its_bytes() {
    for file in [PLAIN, PROGRESSIVE, GREY, PALETTE, INTERLACED, HOLES] {
        let picture = read(file);
        assert_eq!(&*picture.bytes, file);
        assert!(picture.sound);
    }
}

#[test]
fn a_photograph_stands_as_the_camera_saw_it() {
    let picture = read(TURNED);
    assert_eq!(picture.pixels(), Some((16, 32)));
    // Turned clockwise by a quarter, what was at the left is above.
    assert_color(&picture.bytes, (50, 20), RED);
    assert_color(&picture.bytes, (50, 80), BLUE);
    // Nobody turns it again.
    assert_eq!(read(&picture.bytes).bytes, picture.bytes);
}

#[test]
fn all_eight_orientations_are_known() {
    // Red at the left of the file; where it is when the photograph is upright.
    let red_at = [(20, 50), (80, 50), (80, 50), (20, 50), (50, 20), (50, 20), (50, 80), (50, 80)];
    for (orientation, at) in (1..).zip(red_at) {
        for small_end_first in [false, true] {
            let picture = read(&with_orientation(PLAIN, orientation, small_end_first));
            let turned = orientation > 4;
            assert_eq!(picture.pixels(), Some(if turned { (16, 32) } else { (32, 16) }), "{orientation}");
            if orientation > 1 {
                assert_color(&picture.bytes, at, RED);
                assert_color(&picture.bytes, (100 - at.0, 100 - at.1), BLUE);
            }
        }
    }
}

#[test]
fn above_and_below_are_told_apart() {
    // Red, then blue below it.
    let upright = read(TURNED).bytes;
    for (orientation, red_at) in [
        (2, (50, 20)),
        (3, (50, 80)),
        (4, (50, 80)),
        (5, (20, 50)),
        (6, (80, 50)),
        (7, (80, 50)),
        (8, (20, 50)),
    ] {
        let picture = read(&with_orientation(&upright, orientation, false));
        assert_color(&picture.bytes, red_at, RED);
    }
}

#[test]
fn an_orientation_that_there_is_not_is_upright() {
    for orientation in [0, 9, 255] {
        let file = with_orientation(PLAIN, orientation, false);
        assert_eq!(&*read(&file).bytes, file);
    }
}

#[test]
fn inks_become_red_green_and_blue() {
    let ink = |[red, green, blue]: [u8; 3]| [255 - red, 255 - green, 255 - blue, 0];
    // By Adobe's habit 0 is full ink; ImageMagick, and two ways of writing it.
    let files = [
        INKS.to_vec(),
        encoded(ColorType::Cmyk, &ink(RED), &ink(BLUE)),
        encoded(ColorType::CmykAsYcck, &ink(RED), &ink(BLUE)),
    ];
    for file in &files {
        let picture = read(file);
        assert_ne!(&*picture.bytes, file.as_slice());
        assert_color(&picture.bytes, (20, 50), RED);
        assert_color(&picture.bytes, (80, 50), BLUE);
    }
    let black = read(&encoded(ColorType::Cmyk, &[0, 0, 0, 255], &[0, 0, 0, 128]));
    assert_color(&black.bytes, (20, 50), [0, 0, 0]);
    assert_color(&black.bytes, (80, 50), [127, 127, 127]);
}

#[test]
fn without_a_word_of_adobe_255_is_full_ink() {
    // The encoder writes 255 less the ink and says so; without its word, the numbers are ink.
    let file = encoded(ColorType::Cmyk, &[RED[0], RED[1], RED[2], 255], &[BLUE[0], BLUE[1], BLUE[2], 255]);
    let at = file.windows(2).position(|marker| marker == [0xFF, 0xEE]).expect("Adobe's segment");
    let silent = [&file[..at], &file[at + 16..]].concat();
    let picture = read(&silent);
    assert_color(&picture.bytes, (20, 50), RED);
    assert_color(&picture.bytes, (80, 50), BLUE);
}

#[test]
fn sixteen_bits_become_eight() {
    let picture = read(DEEP);
    assert_ne!(&*picture.bytes, DEEP);
    assert_color(&picture.bytes, (20, 50), RED);
    assert_color(&picture.bytes, (80, 50), BLUE);
}

#[test]
fn what_is_cut_off_is_refused_wherever_it_is_cut() {
    for file in ALL {
        let whole = read(file);
        assert!(whole.sound);
        for length in 0..file.len() {
            assert!(read_picture(&file[..length]).is_err(), "{length} of {}", file.len());
        }
    }
}

#[test]
fn other_kinds_are_refused_with_their_name() {
    assert_eq!(read_picture(b"GIF89a".as_slice()), Err(PictureError::Kind));
    assert_eq!(read_picture(b"".as_slice()), Err(PictureError::Kind));
    let frame = PLAIN.windows(2).position(|marker| marker == [0xFF, 0xC0]).expect("a frame");
    let changed = |at: usize, to: &[u8]| {
        let mut file = PLAIN.to_vec();
        file[frame + at..frame + at + to.len()].copy_from_slice(to);
        read_picture(file)
    };
    assert_eq!(changed(1, &[0xC9]), Err(PictureError::Unusual("SOF9".to_owned())));
    assert_eq!(changed(4, &[12]), Err(PictureError::Unusual("12 bits".to_owned())));
    assert_eq!(changed(5, &[0, 0]), Err(PictureError::Empty));
    assert_eq!(changed(5, &[255, 255, 255, 255]), Err(PictureError::TooLarge(65535, 65535)));
}

#[test]
fn a_bomb_is_refused_by_its_head() {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 60_000, 60_000);
    encoder.set_depth(png::BitDepth::One);
    encoder.write_header().expect("a head").write_chunk(png::chunk::IDAT, b"").expect("nothing");
    assert_eq!(read_picture(file), Err(PictureError::TooLarge(60_000, 60_000)));
}

/// Ink of a dot on white paper.
fn on_white([red, green, blue, alpha]: [u8; 4]) -> [u8; 3] {
    let blend =
        |color: u8| (u32::from(color) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
    [red, green, blue].map(|color| u8::try_from(blend(color)).expect("a byte"))
}

#[test]
fn white_is_clear_under_a_seal_and_the_rest_looks_the_same() {
    let seal = encoded(ColorType::Rgb, &[255, 255, 255], &RED);
    let mut picture = read(&seal);
    make_clear(&mut picture).expect("clear");
    let clear = picture.clear.clone().expect("another form");
    let ((.., before), (width, height, after)) = (decoded(&seal), decoded(&clear));
    assert_eq!((width, height), (32, 16));
    assert_eq!(after[8 * 32 + 4][3], 0, "white");
    assert!(after[8 * 32 + 28][3] > 200, "red");
    for (before, after) in before.into_iter().zip(after) {
        for (before, after) in on_white(before).into_iter().zip(on_white(after)) {
            assert!(before.abs_diff(after) <= 13, "{before:?} {after:?}");
        }
    }
    assert_eq!(&*picture.bytes, seal, "the picture itself stays");
}

#[test]
fn a_seal_without_white_is_used_as_it_is() {
    for file in [HOLES, include_bytes!("../../../fixtures/forms/files/seal.png")] {
        let mut picture = read(file);
        make_clear(&mut picture).expect("clear");
        assert_eq!(picture.clear.as_deref(), Some(file));
    }
}

#[test]
fn a_white_ground_in_a_drawing_is_clear_too() {
    let mut seal = read_svg(
        b"<svg xmlns='http://www.w3.org/2000/svg' width='42mm' height='42mm'><rect width='100%' height='100%' fill='white'/>\
          <rect width='50%' height='100%' fill='red'/></svg>",
    )
    .expect("an SVG");
    make_clear(&mut seal).expect("clear");
    let (width, height, dots) = decoded(seal.clear.as_deref().expect("clear"));
    assert_eq!(dots[height / 2 * width + width * 3 / 4][3], 0);
    assert_eq!(dots[height / 2 * width + width / 4], [255, 0, 0, 255]);
}

#[test]
fn a_photograph_of_a_seal_is_made_as_small_as_print_needs() {
    let mut file = Vec::new();
    Encoder::new(&mut file, 80)
        .encode(&[255, 255, 255].repeat(4100 * 300), 4100, 300, ColorType::Rgb)
        .expect("a JPEG");
    let mut picture = read(&file);
    make_clear(&mut picture).expect("clear");
    let (width, height, _) = decoded(picture.clear.as_deref().expect("clear"));
    assert_eq!((width, height), (1366, 100));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whatever is damaged: an answer, and a picture that is read a second time as it is.
    #[test]
    fn damage_is_an_answer(which in 0..ALL.len(), at in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..6)) {
        let mut file = ALL[which].to_vec();
        for (place, byte) in at {
            let place = usize::from(place) % file.len();
            file[place] = byte;
        }
        if let Ok(mut picture) = read_picture(file) {
            prop_assert!(picture.pixels().is_some());
            let again = read_picture(picture.bytes.clone());
            prop_assert_eq!(again.map(|again| again.bytes), Ok(picture.bytes.clone()));
            prop_assert!(make_clear(&mut picture).is_ok());
        }
    }

    #[test]
    fn noise_is_an_answer(head in 0..2usize, noise in proptest::collection::vec(any::<u8>(), 0..400)) {
        let head: &[u8] = if head == 0 { b"\x89PNG\r\n\x1A\n" } else { &[0xFF, 0xD8, 0xFF] };
        prop_assert!(read_picture([head, &noise].concat()).is_err());
    }
}
