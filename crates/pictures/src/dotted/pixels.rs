//! Dots in rows, and turning them.

/// Rows of dots, eight bits a channel.
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    /// 1 grey, 2 grey and alpha, 3 red, green and blue, 4 with alpha.
    pub(super) channels: usize,
    pub(super) data: Vec<u8>,
}

/// How a camera was held (EXIF, tag 274).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ExifOrientation(u8);

impl ExifOrientation {
    pub(super) const UPRIGHT: ExifOrientation = ExifOrientation(1);

    fn turned(self) -> bool {
        self.0 >= 5
    }

    /// Of an EXIF block, which begins with the byte order of its TIFF. What cannot be read is upright.
    pub(super) fn of_exif(exif: &[u8]) -> ExifOrientation {
        find_orientation(exif).filter(|value| (1..=8).contains(value)).map_or(Self::UPRIGHT, ExifOrientation)
    }
}

fn find_orientation(exif: &[u8]) -> Option<u8> {
    const ORIENTATION: usize = 0x0112;
    const SHORT: usize = 3;
    let small_end_first = match exif.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let number = |at: usize, count: usize| -> Option<usize> {
        let bytes = exif.get(at..at.checked_add(count)?)?;
        let add = |number: usize, byte: &u8| number << 8 | usize::from(*byte);
        Some(if small_end_first { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
    };
    let directory = number(4, 4)?;
    let entries = number(directory, 2)?;
    for entry in 0..entries {
        let at = directory.checked_add(2 + entry * 12)?;
        if number(at, 2)? == ORIENTATION && number(at + 2, 2)? == SHORT {
            return u8::try_from(number(at + 8, 2)?).ok();
        }
    }
    None
}

impl Pixels {
    /// The pixels turned as the camera saw them, by what the file says of its orientation.
    pub(super) fn upright(self, orientation: ExifOrientation) -> Pixels {
        if orientation == ExifOrientation::UPRIGHT {
            return self;
        }
        let (across, down) = (self.width as usize, self.height as usize);
        let (width, height) = if orientation.turned() { (down, across) } else { (across, down) };
        let mut data = Vec::with_capacity(self.data.len());
        for y in 0..height {
            for x in 0..width {
                // Where the dot stands in the file.
                let (from_x, from_y) = match orientation.0 {
                    2 => (across - 1 - x, y),
                    3 => (across - 1 - x, down - 1 - y),
                    4 => (x, down - 1 - y),
                    5 => (y, x),
                    6 => (y, down - 1 - x),
                    7 => (across - 1 - y, down - 1 - x),
                    8 => (across - 1 - y, x),
                    _ => (x, y),
                };
                let at = (from_y * across + from_x) * self.channels;
                data.extend_from_slice(self.data.get(at..at + self.channels).unwrap_or_default());
            }
        }
        let (width, height) =
            if orientation.turned() { (self.height, self.width) } else { (self.width, self.height) };
        Pixels { width, height, data, ..self }
    }
}
