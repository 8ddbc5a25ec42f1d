//! Small fonts made for tests, table by table: the embedded ones are too big to alter at will.

/// What a font for a test is like.
pub(crate) struct Small<'a> {
    /// Family and PostScript name.
    pub(crate) name: &'a str,
    /// Characters with a square of ink.
    pub(crate) inked: &'a str,
    /// Characters mapped to a glyph without any.
    pub(crate) blank: &'a str,
    /// Licence bits.
    pub(crate) fs_type: u16,
    /// Weight class.
    pub(crate) weight: u16,
    /// A table more, with nothing in it that anybody reads.
    pub(crate) extra: Option<&'a [u8; 4]>,
}

impl Default for Small<'_> {
    fn default() -> Self {
        Small { name: "Small", inked: "一二三", blank: "", fs_type: 0, weight: 400, extra: None }
    }
}

impl Small<'_> {
    /// The file: glyph 0 is `.notdef`, then the inked ones, then the blank ones.
    pub(crate) fn file(&self) -> Vec<u8> {
        let characters: Vec<char> = self.inked.chars().chain(self.blank.chars()).collect();
        let glyphs = characters.len() + 1;
        let inked = self.inked.chars().count();
        let square = words(&[1, 100, 0, 900, 800, 3, 0]).into_iter().chain([1, 1, 1, 1]);
        let square: Vec<u8> = square.chain(words(&[100, 800, 0, -800, 0, 0, 800, 0])).collect();
        let (mut glyf, mut loca) = (Vec::new(), Vec::new());
        for glyph in 0..=glyphs {
            loca.extend(u32::try_from(glyf.len()).expect("small").to_be_bytes());
            if (1..=inked).contains(&glyph) {
                glyf.extend(&square);
            }
        }
        let advances = (0..glyphs).flat_map(|_| words(&[1000, 100])).collect();
        let count = i16::try_from(glyphs).expect("small");
        let mut maxp = vec![0, 1, 0, 0];
        maxp.extend(words(&[count, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]));
        let mut hhea = vec![0, 1, 0, 0];
        hhea.extend(words(&[880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, count]));
        let mut tables = vec![
            (*b"OS/2", self.os2()),
            (*b"cmap", cmap(&characters)),
            (*b"glyf", glyf),
            (*b"head", head()),
            (*b"hhea", hhea),
            (*b"hmtx", advances),
            (*b"loca", loca),
            (*b"maxp", maxp),
            (*b"name", self.names()),
        ];
        tables.extend(self.extra.map(|tag| (*tag, vec![0; 16])));
        tables.sort();
        assemble(&tables)
    }

    fn os2(&self) -> Vec<u8> {
        let mut table = vec![0; 96];
        let mut put = |place: usize, word: u16| table[place..place + 2].copy_from_slice(&word.to_be_bytes());
        put(0, 4);
        put(4, self.weight);
        put(6, 5);
        put(8, self.fs_type);
        put(62, 0x40);
        put(86, 450);
        put(88, 700);
        table
    }

    fn names(&self) -> Vec<u8> {
        let text: Vec<u8> = self.name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let length = i16::try_from(text.len()).expect("small");
        let mut table = words(&[0, 2, 6 + 2 * 12]);
        for id in [1, 6] {
            table.extend(words(&[3, 1, 0x409, id, length, 0]));
        }
        table.extend(text);
        table
    }
}

fn words(values: &[i16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

fn longs(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

fn head() -> Vec<u8> {
    let mut table = longs(&[0x0001_0000, 0x0001_0000, 0, 0x5F0F_3CF5]);
    table.extend(words(&[0, 1000]));
    table.extend([0; 16]);
    table.extend(words(&[0, 0, 1000, 800, 0, 8, 2, 1, 0]));
    table
}

/// One subtable of format 12, a group for each character.
fn cmap(characters: &[char]) -> Vec<u8> {
    let mut groups: Vec<(u32, u32)> =
        (1..).zip(characters).map(|(glyph, character)| (u32::from(*character), glyph)).collect();
    groups.sort_unstable();
    let count = u32::try_from(groups.len()).expect("small");
    let mut table = words(&[0, 1, 3, 10]);
    table.extend(longs(&[12]));
    table.extend(words(&[12, 0]));
    table.extend(longs(&[16 + 12 * count, 0, count]));
    for (code, glyph) in groups {
        table.extend(longs(&[code, code, glyph]));
    }
    table
}

fn assemble(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = i16::try_from(tables.len()).expect("small");
    let mut file = vec![0, 1, 0, 0];
    file.extend(words(&[count, 0, 0, 0]));
    let mut place = file.len() + 16 * tables.len();
    for (tag, table) in tables {
        file.extend(tag);
        let numbers = [0, place, table.len()].map(|number| u32::try_from(number).expect("small"));
        file.extend(longs(&numbers));
        place += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}
