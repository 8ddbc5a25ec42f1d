//! A small font with CFF outlines, table by table: the embedded ones have TrueType outlines.

/// The file: `.notdef` and a square for each of these characters.
pub(crate) fn font(family: &str, characters: &str) -> Vec<u8> {
    let mut characters: Vec<char> = characters.chars().collect();
    characters.sort_unstable();
    let glyphs = u16::try_from(characters.len() + 1).expect("small");
    let mut hhea = longs(&[0x0001_0000]);
    hhea.extend(words(&[880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, glyphs as i16]));
    let mut head = longs(&[0x0001_0000, 0x0001_0000, 0, 0x5F0F_3CF5]);
    head.extend(words(&[0, 1000]));
    head.extend([0; 16]);
    head.extend(words(&[0, 0, 1000, 800, 0, 8, 2, 0, 0]));
    let mut maxp = longs(&[0x0000_5000]);
    maxp.extend(words(&[glyphs as i16]));
    let mut os2 = vec![0; 96];
    os2[1] = 4;
    os2[4..6].copy_from_slice(&400_u16.to_be_bytes());
    let advances = (0..glyphs).flat_map(|_| words(&[1000, 100])).collect();
    let tables = [
        (b"CFF ", cff(glyphs)),
        (b"OS/2", os2),
        (b"cmap", cmap(&characters)),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", advances),
        (b"maxp", maxp),
        (b"name", names(family)),
    ];
    let mut file = b"OTTO".to_vec();
    file.extend(words(&[tables.len() as i16, 0, 0, 0]));
    let mut place = file.len() + 16 * tables.len();
    for (tag, table) in &tables {
        file.extend(*tag);
        file.extend(longs(&[0, place as u32, table.len() as u32]));
        place += table.len().next_multiple_of(4);
    }
    for (_, table) in &tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

/// Named glyphs, a notice, widths by default 1,000.
fn cff(glyphs: u16) -> Vec<u8> {
    const DICT: usize = 26;
    let private = [0xFA, 0x7C, 20];
    let square = [0xEF, 0x8B, 21, 0xF9, 0xB4, 6, 0xF9, 0xB4, 7, 0xFD, 0xB4, 6, 14];
    let outlines: Vec<&[u8]> = std::iter::once(&[14][..]).chain((1..glyphs).map(|_| &square[..])).collect();
    let mut charset = vec![2];
    charset.extend(words(&[1, glyphs as i16 - 2]));
    let mut start = vec![1, 0, 4, 4];
    start.extend(index(&[b"Small"]));
    let mut rest = index(&[b"Made for a test"]);
    rest.extend([0, 0]);
    let charset_at = start.len() + 5 + DICT + rest.len();
    let outlines_at = charset_at + charset.len();
    let outlines = index(&outlines);
    let private_at = outlines_at + outlines.len();
    let number = |value: usize| [&[29], &longs(&[value as u32])[..]].concat();
    let mut dict = vec![0xF8, 0x1B, 1];
    dict.extend(number(charset_at));
    dict.push(15);
    dict.extend(number(outlines_at));
    dict.push(17);
    dict.extend(number(private.len()));
    dict.extend(number(private_at));
    dict.push(18);
    assert_eq!(dict.len(), DICT);
    [start, short_index(&dict), rest, charset, outlines, private.to_vec()].concat()
}

fn short_index(item: &[u8]) -> Vec<u8> {
    [&[0, 1, 1, 1, item.len() as u8 + 1], item].concat()
}

fn index(items: &[&[u8]]) -> Vec<u8> {
    let mut index = words(&[items.len() as i16]);
    index.push(4);
    let mut place = 1;
    index.extend(longs(&[place]));
    for item in items {
        place += item.len() as u32;
        index.extend(longs(&[place]));
    }
    index.extend(items.concat());
    index
}

fn cmap(characters: &[char]) -> Vec<u8> {
    let count = characters.len() as u32;
    let mut table = words(&[0, 1, 3, 10]);
    table.extend(longs(&[12]));
    table.extend(words(&[12, 0]));
    table.extend(longs(&[16 + 12 * count, 0, count]));
    for (glyph, character) in (1..).zip(characters) {
        table.extend(longs(&[u32::from(*character), u32::from(*character), glyph]));
    }
    table
}

fn names(family: &str) -> Vec<u8> {
    let text: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut table = words(&[0, 2, 6 + 2 * 12]);
    for id in [1, 6] {
        table.extend(words(&[3, 1, 0x409, id, text.len() as i16, 0]));
    }
    table.extend(text);
    table
}

fn words(values: &[i16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

fn longs(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}
