//! SVG as users have them: sound ones, those of drawing programs, broken and hostile ones.

use gongwen_document::{Length, Paint, Step};
use gongwen_pictures::{SvgError, read_svg};

const SEAL: &[u8] = include_bytes!("../../../fixtures/forms/files/seal.svg");

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='20mm' height='10mm' viewBox='0 0 20 10'>{inside}</svg>"
    )
}

/// Width, height and pixels (red, green, blue, alpha) of a PNG.
fn decoded(file: &[u8]) -> (u32, u32, Vec<[u8; 4]>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut data = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut data).expect("a frame");
    let pixels = match frame.color_type {
        png::ColorType::Rgba => data.as_chunks::<4>().0.to_vec(),
        png::ColorType::GrayscaleAlpha => {
            data.as_chunks::<2>().0.iter().map(|it| [it[0], it[0], it[0], it[1]]).collect()
        }
        other => panic!("{other:?}"),
    };
    (frame.width, frame.height, pixels)
}

#[test]
fn a_seal_keeps_its_size_its_colour_and_what_is_clear() {
    let picture = read_svg(SEAL).expect("a seal");
    let (width, height) = picture.size.expect("a size");
    assert!(
        (width - Length::mm(42)).emu().abs() < 400 && (height - Length::mm(42)).emu().abs() < 400,
        "{width:?}"
    );
    let drawing = picture.drawing.as_ref().expect("plain shapes");
    assert!(drawing.shapes.iter().all(|shape| shape.color == [0xE6, 0x00, 0x12]));
    let lines = drawing.shapes.iter().filter(|shape| matches!(shape.paint, Paint::Line { .. })).count();
    assert_eq!((lines, drawing.shapes.len()), (14, 15), "a ring, the strokes of two characters, a star");
    let (across, down, pixels) = decoded(&picture.bytes);
    assert_eq!(across, down);
    assert!(across >= 1200);
    let at = |x: f64, y: f64| {
        pixels[(y * f64::from(down)) as usize * across as usize + (x * f64::from(across)) as usize]
    };
    assert_eq!(at(0.01, 0.01)[3], 0, "clear outside the ring");
    assert_eq!(at(0.5, 0.4), [0xE6, 0x00, 0x12, 255], "the star");
}

#[test]
fn shapes_stand_where_the_file_says() {
    let picture = read_svg(
        svg("<g transform='translate(2 3)'><rect width='4' height='5' fill='#00f'/></g>").as_bytes(),
    );
    let drawing = picture.expect("sound").drawing.expect("plain");
    assert_eq!(drawing.shapes.len(), 1);
    let Step::Move(first) = drawing.shapes[0].path[0] else { panic!("a beginning") };
    assert!((first.x - Length::mm(2)).emu().abs() < 400 && (first.y - Length::mm(3)).emu().abs() < 400);
}

#[test]
fn what_is_not_plain_has_dots_only() {
    for inside in [
        "<linearGradient id='g'><stop stop-color='red'/><stop offset='1' stop-color='blue'/></linearGradient>\
         <rect width='9' height='9' fill='url(#g)'/>",
        "<rect width='9' height='9' opacity='0.5'/>",
        "<clipPath id='c'><circle r='4'/></clipPath><rect width='9' height='9' clip-path='url(#c)'/>",
    ] {
        let picture = read_svg(svg(inside).as_bytes()).unwrap_or_else(|error| panic!("{error}: {inside}"));
        assert!(picture.drawing.is_none(), "{inside}");
        assert!(decoded(&picture.bytes).2.iter().any(|pixel| pixel[3] > 0), "{inside}");
    }
}

#[test]
fn dashes_and_slanted_lines_are_what_they_cover() {
    for line in ["stroke-dasharray='1 1'", "transform='skewX(30)'", "transform='scale(2 1)'"] {
        let picture =
            read_svg(svg(&format!("<path d='M1 1H9' stroke='#000' {line}/>")).as_bytes()).expect("sound");
        let drawing = picture.drawing.expect("plain");
        // The fill of a line covers nothing, but it is there.
        let covering = drawing.shapes.last().expect("a shape");
        assert!(matches!(covering.paint, Paint::Inside { even_odd: false }), "{line}");
        assert!(covering.path.len() > 4, "{line}");
    }
}

#[test]
fn words_and_photographs_are_refused_by_name() {
    let refused = |inside: &str| read_svg(svg(inside).as_bytes()).expect_err(inside);
    assert!(matches!(refused("<text x='1' y='9'>印章</text>"), SvgError::Text));
    assert!(matches!(refused("<image href='/etc/passwd' width='9' height='9'/>"), SvgError::Image));
    assert!(matches!(refused("<filter id='f'><feImage href='x.png'/></filter>"), SvgError::Image));
    assert!(matches!(refused("<foreignObject><p>x</p></foreignObject>"), SvgError::Image));
}

#[test]
fn broken_and_hostile_files_are_refused_quickly() {
    let mut nested = String::from("<rect id='a0' width='1' height='1'/>");
    for level in 1..12 {
        let uses = format!("<use href='#a{}'/>", level - 1).repeat(10);
        nested.push_str(&format!("<g id='a{level}'>{uses}</g>"));
    }
    let deep = format!("{}{}", "<g>".repeat(50_000), "</g>".repeat(50_000));
    let laughs = "<!DOCTYPE svg [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>\
                  <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]>\
                  <svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><title>&d;&d;&d;&d;</title></svg>";
    let files = [
        String::new(),
        "<svg".to_owned(),
        svg(&nested),
        svg(&deep),
        svg(&"<g/>".repeat(200_000)),
        "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='5'/>".to_owned(),
        "<svg xmlns='http://www.w3.org/2000/svg' width='-1' height='nan'/>".to_owned(),
    ];
    for file in &files {
        let read = read_svg(file.as_bytes());
        let head: String = file.chars().take(80).collect();
        assert!(matches!(read, Err(SvgError::Broken(_))), "{head}: {:?}", read.map(|it| it.size));
    }
    for nothing in ["<svg/>".to_owned(), svg(""), svg("<rect x='90' width='1' height='1'/>")] {
        assert!(matches!(read_svg(nothing.as_bytes()), Err(SvgError::Empty)), "{nothing}");
    }
    assert!(read_svg(&[0xFF, 0xFE, 0x00]).is_err());
    let _ = read_svg(laughs.as_bytes());
}

#[test]
fn a_huge_or_tiny_one_has_no_more_dots_than_others() {
    for size in ["1000000", "0.001"] {
        let file = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{size}' height='{size}'><rect width='100%' height='100%'/></svg>"
        );
        let picture = read_svg(file.as_bytes()).expect("sound");
        let (across, down, _) = decoded(&picture.bytes);
        assert!(across <= 4000 && down <= 4000, "{across} {down}");
    }
}

/// Whether it is refused within the time that a clerk waits, in a debug build on a loaded machine.
fn refused(inside: &str) -> SvgError {
    read_svg(svg(inside).as_bytes()).expect_err(inside.get(..inside.len().min(80)).unwrap_or_default())
}

#[test]
fn numbers_beyond_all_drawings_are_refused_with_their_attribute() {
    for (inside, said) in [
        ("<path d='M0 0L5 5' stroke='red' stroke-width='1e20'/>", "stroke-width=\"1e20\""),
        ("<rect width='10' height='5' transform='scale(99999999)'/>", "transform=\"99999999\""),
        ("<path d='M0,0L-20000000.5,3'/>", "d=\"20000000.5\""),
        ("<circle r='3' style='stroke:#000;stroke-width:1E+9px'/>", "style=\"1E+9\""),
        ("<style>circle{stroke:red;stroke-width:1e20}</style><circle r='3'/>", "style: 1e20"),
        (
            "<marker id='m' refX='1e30' markerWidth='9' markerHeight='9'><rect width='9' height='9'/></marker>\
             <path d='M0 0L5 5' stroke='red' marker-end='url(#m)'/>",
            "refX=\"1e30\"",
        ),
    ] {
        match refused(inside) {
            SvgError::TooFar(number) => assert_eq!(number, said),
            other => panic!("{inside}: {other}"),
        }
    }
    // Small ones that come to a large one together.
    let scaled =
        "<g transform='scale(9000000)'>".repeat(4) + "<rect width='1' height='1'/>" + &"</g>".repeat(4);
    let shrunk = "<svg width='9' height='9' viewBox='0 0 .00000000000000000001 1e-20'><rect width='9' height='9'/></svg>";
    for inside in [
        scaled.as_str(),
        shrunk,
        "<g transform='scale(9e6)'><path d='M0 0L.1 .1' stroke='red' stroke-width='9e6'/></g>",
    ] {
        assert!(matches!(refused(inside), SvgError::TooFar(_)), "{inside}: {}", refused(inside));
    }
    // Colours, names and small numbers are not far, however many digits they have.
    let near = "<rect id='a99999999' width='4' height='4' style='fill:#99999999' fill='#123456'/>\
                <path d='M0 0L.000000001-.5.5e-7-3' stroke='#000000'/>";
    assert!(read_svg(svg(near).as_bytes()).is_ok(), "{:?}", read_svg(svg(near).as_bytes()).err());
}

#[test]
fn what_would_take_minutes_or_gigabytes_is_refused_before_it_is_drawn() {
    let many = |count: usize, one: &str| one.repeat(count);
    assert!(matches!(
        refused("<path d='M0 0L20 10' stroke='red' stroke-dasharray='0.0000001'/>"),
        SvgError::TooMuch
    ));
    assert!(matches!(refused(&many(90_000, "<rect width='20' height='10' fill='red'/>")), SvgError::TooMuch));
    let open = many(300, "<g opacity='0.5'><rect width='20' height='10'/>") + &many(300, "</g>");
    assert!(matches!(refused(&open), SvgError::TooMuch | SvgError::Broken(_)));
    let blur = "<filter id='f'><feGaussianBlur stdDeviation='900'/></filter><rect width='9' height='9' filter='url(#f)'/>";
    assert!(matches!(refused(blur), SvgError::Filter));
    // A seal drawn with a few see-through layers is none of that.
    let seal = many(3, "<g opacity='0.9'><circle cx='10' cy='5' r='4' fill='red'/>") + &many(3, "</g>");
    assert!(read_svg(svg(&seal).as_bytes()).is_ok());
}
