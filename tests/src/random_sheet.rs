//! Random sheets as offices have them: heads of several rows, merged cells, hidden rows and columns, lines around the
//! table; each knows what it shows.

use rust_xlsxwriter::{Format, Workbook};

/// Numbers that a seed decides (SplitMix64), so that a failure can be made again.
pub struct Dice(u64);

impl Dice {
    /// Of this seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5EED)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From this number to that one.
    pub fn from(&mut self, least: u32, most: u32) -> u32 {
        least + (self.next() % u64::from(most - least + 1)) as u32
    }

    /// True in so many of a hundred.
    pub fn percent(&mut self, share: u32) -> bool {
        self.from(0, 99) < share
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.from(0, of.len() as u32 - 1) as usize]
    }
}

/// What is written in a cell.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number under this format.
    Number(f64, &'static str),
}

/// A cell or merged ones.
#[derive(Clone, Debug)]
pub struct Cell {
    /// First row, first column, last row, last column, from 0.
    pub region: (u32, u32, u32, u32),
    /// What is written in it.
    pub value: Value,
    /// What it shows.
    pub shown: String,
}

/// A sheet, and what it shows.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Lines above and below the table: title, unit, notes, who made it. Cells as well.
    pub around: Vec<Cell>,
    /// Hidden rows.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns.
    pub hidden_columns: Vec<u32>,
    /// The table without what stands around it: first row, first column, rows, columns.
    pub frame: (u32, u32, u32, u32),
    /// Whether it needs lying paper.
    pub wide: bool,
    /// Whether texts stand below merged cells.
    pub covered: bool,
    /// The first and the last of the rows that somebody chose.
    pub chosen_rows: Option<(u32, u32)>,
    /// The same of columns.
    pub chosen_columns: Option<(u32, u32)>,
}

const PLACES: [&str; 12] = [
    "锦河村",
    "花园村",
    "东坪村",
    "西坪村",
    "南岭",
    "北湖社区",
    "新桥",
    "大桥头村",
    "上水",
    "下水",
    "石塘",
    "白沙洲",
];
const THINGS: [&str; 12] = [
    "早稻",
    "晚稻",
    "投资额",
    "户数",
    "人口",
    "完成率",
    "责任单位",
    "耕地面积",
    "备注",
    "进度",
    "本年",
    "上年",
];
const LONG: [&str; 6] = [
    "已完成征地拆迁，正在办理施工许可手续",
    "由农业农村办牵头，各村配合，6月底前完成",
    "机耕道硬化3.5公里，水渠清淤1,200米",
    "见《某某镇2024年工作要点》第三部分",
    "新建（含续建）项目",
    "A4打印纸、U盘等办公用品",
];

impl Sheet {
    /// The sheet of this seed; `inline` has nothing that only a spreadsheet has.
    pub fn random(seed: u64, inline: bool) -> Sheet {
        let mut dice = Dice::new(seed);
        let (wide, long) = (dice.percent(12), dice.percent(12));
        let columns = match (wide, long) {
            (true, _) => dice.from(11, 18),
            (_, true) => dice.from(2, 5),
            _ => dice.from(1, 9),
        };
        let head = if columns == 1 { dice.from(0, 1) } else { dice.from(0, 3) };
        let body = if long && !wide { dice.from(40, 110) } else { dice.from(1, 14) };
        let (first, left) = match inline || dice.percent(60) {
            true => (0, 0),
            false => (dice.from(0, 3), dice.from(0, 3)),
        };
        let mut sheet = Sheet { wide, covered: dice.percent(10), ..Sheet::default() };
        let mut row = first;
        if !inline && columns > 1 {
            row = sheet.above(&mut dice, row, left, columns);
        }
        sheet.frame = (row, left, head + body, columns);
        let kinds: Vec<u32> = (0..columns).map(|_| dice.from(0, 11)).collect();
        let mut taken = vec![vec![false; columns as usize]; (head + body) as usize];
        sheet.merge_head(&mut dice, &mut taken, head);
        sheet.merge_body(&mut dice, &mut taken, (head, body));
        for down in 0..head + body {
            for across in 0..columns {
                if taken[down as usize][across as usize] {
                    continue;
                }
                let at = (row + down, left + across, row + down, left + across);
                let value = match down < head {
                    // A column without a head.
                    true if dice.percent(8) => continue,
                    true => head_text(&mut dice, wide),
                    false => body_value(&mut dice, kinds[across as usize], wide, inline),
                };
                if let Some((value, shown)) = value {
                    sheet.cells.push(Cell { region: at, value, shown });
                }
            }
        }
        if sheet.cells.iter().all(|cell| cell.shown.is_empty()) {
            let text = "示例".to_owned();
            let region = (row, left, row, left);
            sheet.cells.retain(|cell| cell.region != region);
            if sheet.cells.iter().all(|cell| (cell.region.0, cell.region.1) != (row, left)) {
                sheet.cells.push(Cell { region, value: Value::Text(text.clone()), shown: text });
            }
        }
        if !inline {
            sheet.below(&mut dice, row + head + body);
            sheet.hide(&mut dice);
        }
        sheet
    }

    fn text(&mut self, region: (u32, u32, u32, u32), text: String) {
        self.around.push(Cell { region, value: Value::Text(text.clone()), shown: text });
    }

    /// Title, unit and who filled it in; the row after them.
    fn above(&mut self, dice: &mut Dice, mut row: u32, left: u32, columns: u32) -> u32 {
        let right = left + columns - 1;
        if dice.percent(6) {
            let number = dice.from(1, 9);
            self.text((row, left, row, left), format!("附件{number}"));
            row += 1;
        }
        if dice.percent(40) {
            let name = format!("某某镇{}年{}统计表", dice.from(2019, 2025), dice.one(&THINGS));
            let last = if dice.percent(70) { right } else { left };
            self.text((row, left, row, last), name);
            row += 1;
        }
        match dice.from(0, 5) {
            0 => self.text((row, right, row, right), "单位：万元".to_owned()),
            1 => self.text((row, left, row, right), "单位：户、人".to_owned()),
            2 => {
                self.text((row, left, row, left), "填报单位：某某镇".to_owned());
                self.text((row, right, row, right), "单位：亩".to_owned());
            }
            3 if columns > 2 => {
                self.text((row, left, row, left), "填报单位".to_owned());
                self.text((row, left + 1, row, left + 1), "某某镇".to_owned());
                if dice.percent(50) {
                    self.text((row, right, row, right), "单位：吨".to_owned());
                }
            }
            _ => return row,
        }
        row + 1
    }

    fn below(&mut self, dice: &mut Dice, row: u32) {
        let (_, left, _, columns) = self.frame;
        let right = left + columns - 1;
        match dice.from(0, 7) {
            0 => self.text((row, left, row, right), "注：本表为示例数据。".to_owned()),
            1 => self.text((row, left, row, left), "备注：1.示例数据。\n2.不含企业。".to_owned()),
            2 if columns > 1 => {
                self.text((row, left, row, left), "制表人：王某".to_owned());
                self.text((row, right, row, right), "2024年12月20日".to_owned());
            }
            3 => {
                self.text((row + 1, left, row + 1, right), "说明：示例数据。".to_owned());
                self.text((row + 2, left, row + 2, right), "数据来源：示例。".to_owned());
            }
            _ => {}
        }
    }

    fn hide(&mut self, dice: &mut Dice) {
        let (top, left, rows, columns) = self.frame;
        if columns > 2 && dice.percent(20) {
            self.hidden_columns.push(left + dice.from(0, columns - 1));
            if dice.percent(30) {
                self.hidden_columns.push(left + dice.from(0, columns - 1));
            }
        }
        if rows > 2 && dice.percent(20) {
            let from = dice.from(0, rows - 1);
            self.hidden_rows.extend((from..(from + dice.from(1, 3)).min(rows)).map(|row| top + row));
        }
        self.hidden_columns.sort_unstable();
        self.hidden_columns.dedup();
        if self.shown().is_empty() {
            self.hidden_columns.clear();
            self.hidden_rows.clear();
        }
    }

    /// Merges these places of the table, when none is taken and they are more than one.
    fn merge(&mut self, dice: &mut Dice, taken: &mut [Vec<bool>], region: (u32, u32, u32, u32), blank: u32) {
        let (top, left, bottom, right) = region;
        let mut places = (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column)));
        if (top, left) == (bottom, right)
            || places.clone().any(|(row, column)| taken[row as usize][column as usize])
        {
            return;
        }
        places.by_ref().for_each(|(row, column)| taken[row as usize][column as usize] = true);
        let text = match dice.percent(blank) {
            true => String::new(),
            false => short(dice),
        };
        let (row, column, ..) = self.frame;
        let region = (row + top, column + left, row + bottom, column + right);
        self.cells.push(Cell { region, value: Value::Text(text.clone()), shown: text });
    }

    fn merge_head(&mut self, dice: &mut Dice, taken: &mut [Vec<bool>], head: u32) {
        let columns = self.frame.3;
        for row in 0..head {
            let mut column = 0;
            while column < columns {
                let across = dice.from(1, 4).min(columns - column);
                let down = if dice.percent(50) { head - row } else { 1 };
                match dice.from(0, 3) {
                    // A group of columns has room below it.
                    0 if row + 1 < head && columns > across => {
                        self.merge(dice, taken, (row, column, row, column + across - 1), 3);
                        column += across;
                    }
                    1 if down > 1 => {
                        self.merge(dice, taken, (row, column, row + down - 1, column), 3);
                        column += 1;
                    }
                    _ => column += 1,
                }
            }
        }
    }

    fn merge_body(&mut self, dice: &mut Dice, taken: &mut [Vec<bool>], (head, body): (u32, u32)) {
        let columns = self.frame.3;
        let mut row = head;
        let parts = dice.percent(20);
        let groups = dice.percent(25);
        while row < head + body {
            if parts && columns > 1 && dice.percent(20) {
                self.merge(dice, taken, (row, 0, row, columns - 1), 0);
                row += 1;
            } else if groups {
                let down = dice.from(1, 5).min(head + body - row);
                self.merge(dice, taken, (row, 0, row + down - 1, 0), 2);
                row += down;
            } else {
                row += 1;
            }
        }
        for _ in 0..dice.from(0, 9).saturating_sub(6) {
            let (top, left) = (head + dice.from(0, body - 1), dice.from(0, columns - 1));
            let bottom = (top + dice.from(0, 2)).min(head + body - 1);
            let right = (left + dice.from(0, 2)).min(columns - 1);
            self.merge(dice, taken, (top, left, bottom, right), 15);
        }
    }

    /// Has some of its rows and columns chosen.
    pub fn choose(&mut self, seed: u64) {
        let dice = &mut Dice::new(seed ^ 0xC0FF_EE00);
        let (top, left, rows, columns) = self.frame;
        let mut some = |first: u32, count: u32| {
            let from = dice.from(0, count - 1);
            (first + from, first + dice.from(from, count - 1))
        };
        (self.chosen_rows, self.chosen_columns) = (Some(some(top, rows)), Some(some(left, columns)));
        // A list of no column asks for all of them.
        let hidden = &self.hidden_columns;
        self.chosen_columns =
            self.chosen_columns.filter(|(first, last)| (*first..=*last).any(|it| !hidden.contains(&it)));
    }

    /// What is written in a report to choose them.
    pub fn choice(&self) -> String {
        let letter = |column: u32| format!("\"{}\"", char::from(b'A' + column as u8));
        let rows = self.chosen_rows.map(|(first, last)| format!("rows = \"{}:{}\"\n", first + 1, last + 1));
        let columns = self.chosen_columns.map(|(first, last)| {
            let shown = (first..=last).filter(|column| !self.hidden_columns.contains(column));
            let shown: Vec<String> = shown.map(letter).collect();
            format!("columns = [{}]\n", shown.join(", "))
        });
        rows.unwrap_or_default() + &columns.unwrap_or_default()
    }

    /// Whether something of these cells is shown.
    fn is_open(&self, cell: &Cell) -> bool {
        let (top, left, bottom, right) = cell.region;
        let chosen = |chosen: Option<(u32, u32)>, number: &u32| {
            chosen.is_none_or(|(first, last)| (first..=last).contains(number))
        };
        (top..=bottom).any(|row| !self.hidden_rows.contains(&row) && chosen(self.chosen_rows, &row))
            && (left..=right)
                .any(|column| !self.hidden_columns.contains(&column) && chosen(self.chosen_columns, &column))
    }

    /// Every text that it shows.
    pub fn shown(&self) -> Vec<&str> {
        let open = self.cells.iter().chain(&self.around).filter(|cell| self.is_open(cell));
        open.map(|cell| cell.shown.as_str()).filter(|text| !text.is_empty()).collect()
    }

    /// The rows as a report file has them: `<` and `^` join a place to its neighbour.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let (first, left, rows, columns) = self.frame;
        let mut written = vec![vec![String::new(); columns as usize]; rows as usize];
        for cell in &self.cells {
            let (top, from, bottom, right) = cell.region;
            for row in top..=bottom {
                for column in from..=right {
                    written[(row - first) as usize][(column - left) as usize] = match () {
                        () if column > from => "<".to_owned(),
                        () if row > top => "^".to_owned(),
                        () if matches!(cell.shown.as_str(), "<" | "^") => format!("\\{}", cell.shown),
                        () => cell.shown.clone(),
                    };
                }
            }
        }
        // Whatever is below a cell of several columns joins upward.
        for cell in &self.cells {
            let (top, from, bottom, right) = cell.region;
            for row in top + 1..=bottom {
                for column in from..=right {
                    written[(row - first) as usize][(column - left) as usize] = "^".to_owned();
                }
            }
        }
        written
    }

    /// The workbook.
    ///
    /// # Panics
    /// When its writer does not take it, which is a mistake here.
    pub fn workbook(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for cell in self.cells.iter().chain(&self.around) {
            let (top, left, bottom, right) = cell.region;
            let (from, to) = (left as u16, right as u16);
            let plain = Format::new();
            if (top, left) != (bottom, right) {
                sheet.merge_range(top, from, bottom, to, "", &plain).expect("merged cells");
                if self.covered && (top + left).is_multiple_of(3) {
                    // What merged cells cover stays in the file and is not shown.
                    sheet.write_string(bottom, to, "看不见的字").expect("a covered cell");
                }
            }
            match &cell.value {
                Value::Text(text) if text.is_empty() => continue,
                Value::Text(text) => sheet.write_string(top, from, text),
                Value::Number(value, format) => {
                    sheet.write_number_with_format(top, from, *value, &plain.set_num_format(*format))
                }
            }
            .expect("a cell");
        }
        for row in &self.hidden_rows {
            sheet.set_row_hidden(*row).expect("a row");
        }
        for column in &self.hidden_columns {
            sheet.set_column_hidden(*column as u16).expect("a column");
        }
        book.save_to_buffer().expect("a workbook")
    }
}

fn plain(text: impl Into<String>) -> Option<(Value, String)> {
    let text = text.into();
    Some((Value::Text(text.clone()), text))
}

fn short(dice: &mut Dice) -> String {
    match dice.from(0, 3) {
        0 => format!("{}{}", dice.one(&PLACES), dice.from(1, 99)),
        1 => format!("{}、{}片", dice.one(&["一", "二", "三"]), dice.one(&["东", "西", "南"])),
        _ => dice.one(&THINGS).to_owned(),
    }
}

fn head_text(dice: &mut Dice, wide: bool) -> Option<(Value, String)> {
    let thing = dice.one(&THINGS);
    plain(match dice.from(0, 9) {
        0 if !wide => format!("{thing}\n（万元）"),
        1 if !wide => format!("{thing}（{}年）", dice.from(2020, 2025)),
        2 => dice.from(1, 12).to_string() + "月",
        _ => thing.to_owned(),
    })
}

/// What stands in a column of this kind.
fn body_value(dice: &mut Dice, kind: u32, wide: bool, inline: bool) -> Option<(Value, String)> {
    if dice.percent(7) {
        return None;
    }
    if dice.percent(3) {
        return plain(dice.one(&["—", "/", "…", "0", "<", "^", "×"]));
    }
    let number = |value: f64, format: &'static str, shown: String| match inline {
        true => plain(shown),
        false => Some((Value::Number(value, format), shown)),
    };
    let whole = dice.from(0, if wide { 9_999 } else { 2_000_000 });
    match kind {
        0 | 1 => plain(dice.one(&PLACES)),
        2 => plain(format!("{}{}", dice.one(&PLACES), dice.from(1, 999))),
        3 if !wide => plain(dice.one(&LONG)),
        4 if !wide => plain(format!("1.{}\n2.{}", dice.one(&THINGS), dice.one(&PLACES))),
        5 => number(f64::from(whole), "General", whole.to_string()),
        6 => {
            let shown = match (whole / 1_000_000, whole / 1_000 % 1_000, whole % 1_000) {
                (0, 0, rest) => rest.to_string(),
                (0, thousands, rest) => format!("{thousands},{rest:03}"),
                (millions, thousands, rest) => format!("{millions},{thousands:03},{rest:03}"),
            };
            number(f64::from(whole), "#,##0", shown)
        }
        7 => number(f64::from(whole) / 100.0, "0.00", format!("{}.{:02}", whole / 100, whole % 100)),
        8 => {
            let part = whole % 1_001;
            number(f64::from(part) / 1000.0, "0.0%", format!("{}.{}%", part / 10, part % 10))
        }
        9 => {
            let part = whole % 10_000;
            number(f64::from(part), "0000", format!("{part:04}"))
        }
        10 if !inline && dice.percent(50) => number(45_292.0 + 9.0, "yyyy/m/d", "2024/1/10".to_owned()),
        10 if !inline => number(0.5, "h:mm", "12:00".to_owned()),
        // What shows nothing.
        11 if !inline && dice.percent(15) => number(f64::from(whole), ";;;", String::new()),
        _ => plain(dice.one(&THINGS)),
    }
}
