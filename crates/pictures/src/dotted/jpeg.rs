//! JPEG.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::error::{PictureError, broken, check_size};
use super::pixels::{ExifOrientation, Pixels};

/// Quality of a JPEG that is written anew.
const QUALITY: u8 = 92;
/// Scans of a progressive JPEG; more are a trap for readers.
const MAX_SCANS: usize = 100;

/// What is to stand in its place: nothing, when it can stay as it is.
pub(super) fn anew(bytes: &[u8]) -> Result<Option<Vec<u8>>, PictureError> {
    let head = Head::read(bytes)?;
    let (pixels, profile) = decode(bytes, &head)?;
    if head.plain() && head.orientation == ExifOrientation::UPRIGHT {
        return Ok(None);
    }
    let pixels = pixels.upright(head.orientation);
    // A profile of inks says nothing of red, green and blue.
    write(&pixels, profile.filter(|_| head.components.len() != 4)).map(Some)
}

pub(super) fn pixels(bytes: &[u8]) -> Result<Pixels, PictureError> {
    Ok(decode(bytes, &Head::read(bytes)?)?.0)
}

/// What stands before the dots.
struct Head {
    width: u16,
    height: u16,
    /// Ids of the components of a pixel in the order of the file: one for grey, three or four for colours.
    components: Vec<u8>,
    orientation: ExifOrientation,
    /// Whether the segment is there by which Adobe's programs say how colours are meant (APP14).
    adobe: bool,
}

impl Head {
    fn read(bytes: &[u8]) -> Result<Head, PictureError> {
        let mut head = Head {
            width: 0,
            height: 0,
            components: Vec::new(),
            orientation: ExifOrientation::UPRIGHT,
            adobe: false,
        };
        let cut = || broken("it ends in its head");
        let mut at = 2;
        loop {
            let [0xFF, marker] = *bytes.get(at..at + 2).ok_or_else(cut)? else {
                return Err(broken("its head is not in order"));
            };
            // Fill bytes, and markers that stand alone.
            if matches!(marker, 0xFF | 0x01 | 0xD0..=0xD7) {
                at += if marker == 0xFF { 1 } else { 2 };
                continue;
            }
            if marker == 0xD9 {
                return Err(broken("no dots in it"));
            }
            let [high, low] = *bytes.get(at + 2..at + 4).ok_or_else(cut)? else { return Err(cut()) };
            let next = at + 2 + usize::from(u16::from_be_bytes([high, low])).max(2);
            let segment = bytes.get(at + 4..next).ok_or_else(cut)?;
            match marker {
                0xC0..=0xC2 => head.frame(segment)?,
                0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                    return Err(PictureError::Unusual(format!("SOF{}", marker - 0xC0)));
                }
                0xE1 => {
                    if let Some(exif) = segment.strip_prefix(b"Exif\0\0") {
                        head.orientation = ExifOrientation::of_exif(exif);
                    }
                }
                0xEE => head.adobe |= segment.starts_with(b"Adobe"),
                0xDA => break,
                _ => {}
            }
            at = next;
        }
        if head.components.is_empty() {
            return Err(broken("no frame in it"));
        }
        let end = bytes.get(at..).unwrap_or_default().windows(2).any(|marker| marker == [0xFF, 0xD9]);
        if end { Ok(head) } else { Err(broken("its end is missing")) }
    }

    fn frame(&mut self, segment: &[u8]) -> Result<(), PictureError> {
        let [bits, h1, h2, w1, w2, count, ..] = *segment else { return Err(broken("it ends in its head")) };
        if bits != 8 {
            return Err(PictureError::Unusual(format!("{bits} bits")));
        }
        (self.width, self.height) = (u16::from_be_bytes([w1, w2]), u16::from_be_bytes([h1, h2]));
        check_size(self.width.into(), self.height.into())?;
        self.components = segment.iter().skip(6).step_by(3).copied().take(count.into()).collect();
        match self.components.len() {
            1 | 3 | 4 => Ok(()),
            count => Err(PictureError::Unusual(format!("{count} colours"))),
        }
    }

    /// Whether every program reads its colours the same way.
    fn plain(&self) -> bool {
        match self.components.as_slice() {
            [_] => true,
            [b'R', b'G', b'B'] => self.adobe,
            colors => colors.len() == 3,
        }
    }

    /// Four inks without a word of Adobe's: 255 is full ink then, and with it 255 is none.
    fn full_is_ink(&self) -> bool {
        self.components.len() == 4 && !self.adobe
    }
}

fn decode(bytes: &[u8], head: &Head) -> Result<(Pixels, Option<Vec<u8>>), PictureError> {
    let (space, channels) = match head.components.len() {
        1 => (ColorSpace::Luma, 1),
        4 if head.full_is_ink() => (ColorSpace::CMYK, 4),
        _ => (ColorSpace::RGB, 3),
    };
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(MAX_SCANS)
        .jpeg_set_out_colorspace(space);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let data = decoder.decode().map_err(|error| broken(format!("{error:?}")))?;
    let (width, height) = (u32::from(head.width), u32::from(head.height));
    if data.len() as u64 != u64::from(width) * u64::from(height) * channels as u64 {
        return Err(broken("it has other dots than it says"));
    }
    let pixels = match space {
        ColorSpace::CMYK => Pixels { width, height, channels: 3, data: without_ink(&data) },
        _ => Pixels { width, height, channels, data },
    };
    Ok((pixels, decoder.icc_profile()))
}

/// Red, green and blue of four inks, as a screen shows them without a profile.
fn without_ink(inks: &[u8]) -> Vec<u8> {
    let mut colors = Vec::with_capacity(inks.len() / 4 * 3);
    for ink in inks.chunks_exact(4) {
        let [cyan, magenta, yellow, black] = *ink else { continue };
        let paper = |ink: u8| ((255 - u32::from(ink)) * (255 - u32::from(black)) + 127) / 255;
        colors.extend([cyan, magenta, yellow].map(|ink| u8::try_from(paper(ink)).unwrap_or(u8::MAX)));
    }
    colors
}

fn write(pixels: &Pixels, profile: Option<Vec<u8>>) -> Result<Vec<u8>, PictureError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, QUALITY);
    // Lettering and red lines stay sharp.
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    if let Some(profile) = profile {
        // One that cannot be kept is left out: the colours are near without it.
        let _ = encoder.add_icc_profile(&profile);
    }
    let size = |side: u32| u16::try_from(side).map_err(broken);
    let (width, height) = (size(pixels.width)?, size(pixels.height)?);
    let colors = if pixels.channels == 1 { ColorType::Luma } else { ColorType::Rgb };
    encoder.encode(&pixels.data, width, height, colors).map_err(broken)?;
    Ok(file)
}
