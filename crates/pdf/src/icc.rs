//! A minimal sRGB profile (ICC.1:2001-04, a matrix with one gamma) for the output intent, made here so that nothing
//! of unknown licence is embedded.

/// White point D50 and the primaries of IEC 61966-2-1 adapted to it, as s15Fixed16.
const WHITE: [i32; 3] = [0xF6D6, 0x1_0000, 0xD32D];
const PRIMARIES: [[i32; 3]; 3] =
    [[0x6FA2, 0x38F5, 0x0390], [0x6299, 0xB785, 0x18DA], [0x24A0, 0x0F84, 0xB6CF]];
/// Gamma 2.2 as u8Fixed8.
const GAMMA: u16 = 0x0233;

/// The bytes of the profile.
pub(crate) fn srgb() -> Vec<u8> {
    let xyz = |values: [i32; 3]| {
        let mut tag = b"XYZ \0\0\0\0".to_vec();
        tag.extend(values.iter().flat_map(|value| value.to_be_bytes()));
        tag
    };
    let curve = || {
        let mut tag = b"curv\0\0\0\0\0\0\0\x01".to_vec();
        tag.extend(GAMMA.to_be_bytes());
        tag
    };
    let mut text = b"text\0\0\0\0No copyright, use freely\0".to_vec();
    text.push(0);
    let name = b"sRGB\0";
    let mut description = b"desc\0\0\0\0".to_vec();
    description.extend((name.len() as u32).to_be_bytes());
    description.extend(name);
    description.extend([0; 4 + 4 + 2 + 1 + 67]);
    let [red, green, blue] = PRIMARIES;
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", description),
        (b"cprt", text),
        (b"wtpt", xyz(WHITE)),
        (b"rXYZ", xyz(red)),
        (b"gXYZ", xyz(green)),
        (b"bXYZ", xyz(blue)),
        (b"rTRC", curve()),
        (b"gTRC", curve()),
        (b"bTRC", curve()),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * tags.len();
    for (signature, tag) in tags {
        table.extend(signature);
        table.extend(((start + data.len()) as u32).to_be_bytes());
        table.extend((tag.len() as u32).to_be_bytes());
        data.extend(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = vec![0; 128];
    profile[0..4].copy_from_slice(&((start + data.len()) as u32).to_be_bytes());
    profile[8..12].copy_from_slice(&[2, 0x20, 0, 0]);
    profile[12..24].copy_from_slice(b"mntrRGB XYZ ");
    profile[24..36].copy_from_slice(&[0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    profile[36..40].copy_from_slice(b"acsp");
    for (place, value) in WHITE.iter().enumerate() {
        profile[68 + place * 4..72 + place * 4].copy_from_slice(&value.to_be_bytes());
    }
    profile.extend(table);
    profile.extend(data);
    profile
}
