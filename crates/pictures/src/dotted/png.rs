//! PNG.

use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Info, Limits, Transformations};

use super::error::{PictureError, broken, check_size};
use super::pixels::{ExifOrientation, Pixels};

/// Bytes that texts and profiles of a PNG may take.
const MAX_HELD: usize = 64 << 20;

/// What is to stand in its place: nothing, when it can stay as it is.
pub(super) fn anew(bytes: &[u8]) -> Result<Option<Vec<u8>>, PictureError> {
    let read = read(bytes)?;
    if !read.deep && read.orientation == ExifOrientation::UPRIGHT {
        return Ok(None);
    }
    write(&read.pixels.upright(read.orientation), read.profile.as_deref()).map(Some)
}

pub(super) fn pixels(bytes: &[u8]) -> Result<Pixels, PictureError> {
    read(bytes).map(|read| read.pixels)
}

struct Read {
    pixels: Pixels,
    /// Whether it has 16 bits a channel.
    deep: bool,
    orientation: ExifOrientation,
    profile: Option<Vec<u8>>,
}

fn read(bytes: &[u8]) -> Result<Read, PictureError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MAX_HELD });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    // The size is looked at before any dot is unpacked.
    let head = decoder.read_header_info().map_err(broken)?;
    check_size(head.width, head.height)?;
    let mut reader = decoder.read_info().map_err(broken)?;
    let info = reader.info();
    let deep = info.bit_depth == BitDepth::Sixteen;
    let orientation =
        info.exif_metadata.as_ref().map_or(ExifOrientation::UPRIGHT, |exif| ExifOrientation::of_exif(exif));
    let profile = info.icc_profile.as_ref().map(|profile| profile.to_vec());
    let mut data = vec![0; reader.output_buffer_size().ok_or_else(|| broken("too many bytes"))?];
    let frame = reader.next_frame(&mut data).map_err(broken)?;
    reader.finish().map_err(broken)?;
    data.truncate(frame.buffer_size());
    let channels = frame.color_type.samples();
    let pixels = Pixels { width: frame.width, height: frame.height, channels, data };
    Ok(Read { pixels, deep, orientation, profile })
}

pub(super) fn write(pixels: &Pixels, profile: Option<&[u8]>) -> Result<Vec<u8>, PictureError> {
    let mut file = Vec::new();
    let mut info = Info::with_size(pixels.width, pixels.height);
    info.bit_depth = BitDepth::Eight;
    info.color_type = match pixels.channels {
        1 => ColorType::Grayscale,
        2 => ColorType::GrayscaleAlpha,
        3 => ColorType::Rgb,
        _ => ColorType::Rgba,
    };
    info.icc_profile = profile.map(|profile| profile.to_vec().into());
    let mut encoder = Encoder::with_info(&mut file, info).map_err(broken)?;
    encoder.set_compression(Compression::Balanced);
    let mut writer = encoder.write_header().map_err(broken)?;
    writer.write_image_data(&pixels.data).map_err(broken)?;
    writer.finish().map_err(broken)?;
    Ok(file)
}
