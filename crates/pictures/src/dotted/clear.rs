//! White made clear: a seal on a white ground must not wipe out the name and date under it.

use gongwen_document::Picture;

use super::pixels::Pixels;
use super::{Kind, PictureError, jpeg, kind, png};

/// A dot is white from here on when even its darkest colour is.
const WHITE: u8 = 200;
/// Alpha below this is the noise of a JPEG.
const NOISE: u32 = 12;
/// Dots that the longer side of a seal has at most: 600 an inch on 84 mm.
const MOST: usize = 2000;

/// Gives a picture that lies over text the form that wipes nothing out: [`Picture::clear`]. On white paper it looks as
/// before; a picture without white gives its own bytes.
///
/// # Errors
/// See [`PictureError`].
///
/// ```
/// let mut seal = gongwen_pictures::read_svg(
///     br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="white"/></svg>"#,
/// ).expect("an SVG");
/// gongwen_pictures::make_clear(&mut seal)?;
/// assert!(seal.clear.is_some());
/// # Ok::<(), gongwen_pictures::PictureError>(())
/// ```
pub fn make_clear(picture: &mut Picture) -> Result<(), PictureError> {
    if picture.clear.is_some() || picture.bytes.is_empty() {
        return Ok(());
    }
    let pixels = match kind(&picture.bytes)? {
        Kind::Png => png::pixels(&picture.bytes)?,
        Kind::Jpeg => jpeg::pixels(&picture.bytes)?,
    };
    let pixels = smaller(with_alpha(pixels));
    let seen = pixels.data.as_chunks::<4>().0;
    // Nothing to wipe out with.
    let white = seen
        .iter()
        .any(|[red, green, blue, alpha]| u32::from(*alpha) > NOISE && *red.min(green).min(blue) > WHITE);
    picture.clear = Some(if white {
        let data = seen.iter().flat_map(|dot| cleared(*dot)).collect();
        png::write(&Pixels { data, ..pixels }, None)?.into()
    } else {
        picture.bytes.clone()
    });
    Ok(())
}

fn with_alpha(pixels: Pixels) -> Pixels {
    let data = pixels.data.chunks_exact(pixels.channels).flat_map(|dot| match *dot {
        [grey] => [grey, grey, grey, 255],
        [grey, alpha] => [grey, grey, grey, alpha],
        [red, green, blue] => [red, green, blue, 255],
        [red, green, blue, alpha, ..] => [red, green, blue, alpha],
        [] => [0; 4],
    });
    Pixels { data: data.collect(), channels: 4, ..pixels }
}

/// The dot that looks the same on white with as little of it as can be.
fn cleared([red, green, blue, alpha]: [u8; 4]) -> [u8; 4] {
    let white = u32::from(red.min(green).min(blue));
    let left = 255 - white;
    let alpha = (left * u32::from(alpha) + 127) / 255;
    if left == 0 || alpha <= NOISE {
        return [255, 255, 255, 0];
    }
    let color = |color: u8| u8::try_from((u32::from(color) - white) * 255 / left).unwrap_or(u8::MAX);
    [color(red), color(green), color(blue), u8::try_from(alpha).unwrap_or(u8::MAX)]
}

/// A photograph of a seal has far more dots than print shows; each of so many to a side becomes one, the mean of them.
/// Colours count by how much of them is seen.
fn smaller(pixels: Pixels) -> Pixels {
    let (across, down) = (pixels.width as usize, pixels.height as usize);
    let side = across.max(down).div_ceil(MOST);
    if side <= 1 {
        return pixels;
    }
    let (width, height) = ((across / side).max(1), (down / side).max(1));
    let dots = pixels.data.as_chunks::<4>().0;
    let mut data = Vec::with_capacity(width * height * 4);
    for y in 0..height {
        for x in 0..width {
            let (mut sums, mut weight, mut count) = ([0u64; 3], 0u64, 0u64);
            for row in y * side..((y + 1) * side).min(down) {
                for column in x * side..((x + 1) * side).min(across) {
                    let Some([red, green, blue, alpha]) = dots.get(row * across + column) else { continue };
                    for (sum, color) in sums.iter_mut().zip([red, green, blue]) {
                        *sum += u64::from(*color) * u64::from(*alpha);
                    }
                    weight += u64::from(*alpha);
                    count += 1;
                }
            }
            let mean = |sum: u64, count: u64| u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX);
            data.extend(sums.map(|sum| mean(sum, weight)));
            data.push(mean(weight, count));
        }
    }
    let side = |side: usize| u32::try_from(side).unwrap_or(1);
    Pixels { width: side(width), height: side(height), data, ..pixels }
}
