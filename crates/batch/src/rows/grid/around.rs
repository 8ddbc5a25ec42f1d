//! What stands above and below a table on its sheet: title, unit, who filled it in, notes.

use super::super::same_name;
use super::head::{has_numbers, is_part};
use super::lattice::{Item, Lattice};

/// Rows above the head that are looked at.
const ABOVE: usize = 8;

/// Characters before the colon of a line such as 填报单位：某某镇.
const KEY: usize = 14;

/// What was taken out of the grid, each text as the sheet has it.
#[derive(Default)]
pub(super) struct Around {
    /// Lines of the title 表题.
    pub(super) title: Vec<String>,
    /// What a form says above the head, without the unit.
    pub(super) form: Vec<String>,
    /// The unit 单位：万元.
    pub(super) unit: Vec<String>,
    /// Row of the sheet, from 0, on which the unit stands.
    pub(super) unit_row: u32,
    /// Notes below, the texts of a row together.
    pub(super) notes: Vec<Vec<String>>,
    /// 附件1 above the title, with its row.
    pub(super) labels: Vec<(u32, String)>,
    /// The row of the title on the sheet.
    pub(super) title_row: u32,
    /// The rows of the sheet that were taken out.
    pub(super) rows: Vec<u32>,
}

enum Line {
    Title,
    Label,
    Form,
    Unit,
}

impl Around {
    /// Takes them out of a lattice; what is not surely one of them stays a row of the table.
    pub(super) fn take(lattice: &mut Lattice) -> Around {
        let rows = lattice.by_row();
        let width = lattice.columns.len();
        // Merged cells without a text may reach out of a line too.
        let whole = |index: usize| {
            let row = rows.get(index).map(Vec::as_slice).unwrap_or_default();
            row.iter().all(|item| item.rows.1 == index && item.refusal.is_none())
        };
        let mut around = Around::default();
        let widest = rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut top = 0;
        if widest > 1 {
            let mut taken: Vec<(usize, Vec<Line>)> = Vec::new();
            for (index, row) in rows.iter().enumerate().take(ABOVE) {
                let titled =
                    taken.iter().any(|(_, lines)| lines.iter().any(|line| matches!(line, Line::Title)));
                let next = rows.get(index + 1).map(Vec::as_slice).unwrap_or_default();
                match lines(row, (width, next), titled).filter(|_| whole(index)) {
                    Some(lines) => taken.push((index, lines)),
                    None => break,
                }
            }
            // Behind the lines a table has to come.
            let left = rows.get(taken.len()..).unwrap_or_default();
            if left.iter().any(|row| row.len() > 1) {
                top = taken.len();
                for ((_, lines), row) in taken.into_iter().zip(&rows) {
                    around.put(lines, row, &lattice.rows);
                }
            }
        }
        let mut bottom = rows.len();
        let mut notes = Vec::new();
        for index in (top + 1..rows.len()).rev() {
            let row = rows.get(index).map(Vec::as_slice).unwrap_or_default();
            let lone =
                matches!(row, [item] if width == 1 || item.columns.0 == 0 || item.columns.1 > item.columns.0);
            let closing = width > 1
                && row.iter().all(|item| is_closing(&item.text))
                && row.iter().any(|item| is_form(&item.text));
            if !whole(index) || !(lone || closing) {
                break;
            }
            notes.push(row.iter().map(|item| item.text.clone()).collect::<Vec<String>>());
            if closing || matches!(row, [item] if is_note(&item.text)) {
                around.notes.append(&mut notes);
                bottom = index;
            }
        }
        around.notes.reverse();
        around.rows = [lattice.rows.get(..top), lattice.rows.get(bottom..)]
            .into_iter()
            .flatten()
            .flatten()
            .copied()
            .collect();
        lattice.items.retain(|item| item.rows.0 >= top && item.rows.0 < bottom);
        lattice.settle();
        around
    }

    fn put(&mut self, lines: Vec<Line>, row: &[&Item], numbers: &[u32]) {
        for (line, item) in lines.into_iter().zip(row) {
            let number = numbers.get(item.rows.0).copied().unwrap_or_default();
            let text = item.text.clone();
            match line {
                Line::Title => {
                    self.title.push(text);
                    self.title_row = number;
                }
                Line::Label => self.labels.push((number, text)),
                Line::Form => self.form.push(text),
                Line::Unit => {
                    self.unit.push(text);
                    self.unit_row = number;
                }
            }
        }
    }

    /// The title in one line.
    pub(super) fn whole_title(&self) -> Option<String> {
        let mut title = String::new();
        for line in &self.title {
            if !title.is_empty() && !line.starts_with(['（', '(']) {
                title.push('　');
            }
            title.push_str(&line.replace('\n', ""));
        }
        (!title.is_empty()).then_some(title)
    }

    /// What the form says, in one line: 填报单位 and its name in two cells are 填报单位：某某镇.
    pub(super) fn form_line(&self) -> Option<String> {
        let mut line = String::new();
        let mut behind_key = false;
        for text in &self.form {
            let key = is_key(text) || text.ends_with(['：', ':']);
            if behind_key && !key {
                if !line.ends_with(['：', ':']) {
                    line.push('：');
                }
            } else if !line.is_empty() {
                line.push_str("　　");
            }
            line.push_str(text);
            behind_key = key;
        }
        (!line.is_empty()).then(|| line.replace('\n', "　"))
    }

    /// The unit, in one line.
    pub(super) fn unit_line(&self) -> Option<String> {
        (!self.unit.is_empty()).then(|| self.unit.join("　　").replace('\n', "　"))
    }

    /// The notes, a line each.
    pub(super) fn lines_below(&self) -> Vec<String> {
        self.notes
            .iter()
            .flat_map(|row| row.join("　　").split('\n').map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }

    /// Whether the title is one of these.
    pub(super) fn title_is_among(&self, titles: &[String]) -> bool {
        self.whole_title().is_some_and(|title| titles.iter().any(|other| same_name(other, &title)))
    }

    /// Every text that was taken out.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let labels = self.labels.iter().map(|(_, text)| text);
        let lines = self.title.iter().chain(&self.form).chain(&self.unit).chain(labels);
        lines.chain(self.notes.iter().flatten()).map(String::as_str)
    }
}

/// What each text of a row above the head is, when all of them are something.
fn lines(row: &[&Item], (width, next): (usize, &[&Item]), titled: bool) -> Option<Vec<Line>> {
    if let [item] = row
        && is_label(&item.text)
    {
        return Some(vec![Line::Label]);
    }
    // 填报单位 beside 某某镇 may as well be a head: of a line it has another sign, or a head comes below it.
    let bare = row.iter().filter(|item| is_key(&item.text)).count();
    let signed = row.iter().any(|item| is_unit(&item.text) || is_form(&item.text));
    let headed = !has_numbers(next) && (row.len() < width || bare > 1);
    let keys = bare > 0 && (signed || headed);
    let mut behind_key = false;
    let line = |(index, item): (usize, &&Item)| {
        let value = std::mem::take(&mut behind_key);
        let text = item.text.as_str();
        // What names something is not what the name before it says.
        let names = is_key(text) || KEYS_OF_HEADS.contains(&text);
        let own = keys && is_key(text) && !value && index + 1 < row.len();
        behind_key = own || text.ends_with(['：', ':']);
        match text {
            _ if is_unit(text) => Some(Line::Unit),
            _ if own => Some(Line::Form),
            _ if value && names => None,
            _ if is_form(text) || value || is_day(text) && row.len() > 1 => Some(Line::Form),
            _ if index == 0 && is_title(item, width, titled, row.len() == 1) => Some(Line::Title),
            _ => None,
        }
    };
    row.iter().enumerate().map(line).collect()
}

/// Over the whole width, or named as a table is.
fn is_title(item: &Item, width: usize, titled: bool, alone: bool) -> bool {
    const ENDS: [&str; 19] = [
        "表", "单", "册", "台账", "统计", "汇总", "情况", "一览", "明细", "登记", "目录", "安排", "计划",
        "日程", "清单", "名册", "）", ")", "公示",
    ];
    let text = item.text.as_str();
    let (across, long) = (item.columns.1 - item.columns.0 + 1, text.chars().count());
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    if is_part(text) || is_note(text) {
        return false;
    }
    if titled && bracketed && alone {
        return true;
    }
    let merged = across >= 2 && (across == width || across >= 3 && item.columns.0 == 0);
    merged
        || (width > 1
            && long >= 5
            && ENDS.iter().any(|end| text.ends_with(end))
            && !bracketed
            && (alone || across > 1))
}

/// 附件1, 附表2：.
fn is_label(text: &str) -> bool {
    let rest = text.strip_prefix("附件").or_else(|| text.strip_prefix("附表"));
    rest.is_some_and(|rest| {
        let rest = rest.trim().trim_end_matches(['：', ':']);
        rest.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十-—".contains(c)) && rest.len() < 20
    })
}

/// 单位：万元, （单位：户、人）; not 单位：某某镇.
fn is_unit(text: &str) -> bool {
    const BODIES: [&str; 22] = [
        "镇", "县", "局", "村", "办", "委", "院", "司", "中心", "政府", "学校", "乡", "市", "街道", "厅",
        "部", "社区", "处", "站", "所", "组", "盖章",
    ];
    let inner = text.trim_start_matches(['（', '(', '【']).trim_end_matches(['）', ')', '】']);
    let Some((key, value)) = inner.split_once(['：', ':']) else { return false };
    let value = value.trim();
    matches!(
        key.trim().replace([' ', '　'], "").as_str(),
        "单位" | "计量单位" | "金额单位" | "货币单位" | "数量单位"
    ) && (1..=16).contains(&value.chars().count())
        && !BODIES.iter().any(|body| value.contains(body))
}

/// What a form says of itself: 填报单位：某某镇.
fn is_form(text: &str) -> bool {
    let Some((key, _)) = text.split_once(['：', ':']) else { return false };
    let key = key.trim();
    key.chars().count() <= KEY && names_form(key)
}

/// Heads of columns that stand beside 填报单位 and 联系人 in lists of bodies and people.
const KEYS_OF_HEADS: [&str; 10] =
    ["姓名", "电话", "手机", "金额", "备注", "职务", "户数", "人数", "数量", "地址"];

/// A cell that says what the next one tells, without a colon.
fn is_key(text: &str) -> bool {
    const KEYS: [&str; 14] = [
        "填报单位",
        "填报人",
        "填表人",
        "填表单位",
        "填报日期",
        "填报时间",
        "填表日期",
        "填表时间",
        "报送单位",
        "制表人",
        "制表单位",
        "审核人",
        "联系电话",
        "联系人",
    ];
    KEYS.contains(&text)
}

fn names_form(key: &str) -> bool {
    const WORDS: [&str; 23] = [
        "填报",
        "填表",
        "制表",
        "编制",
        "报送",
        "上报",
        "汇总",
        "单位",
        "联系",
        "电话",
        "审核",
        "负责人",
        "日期",
        "时间",
        "截止",
        "截至",
        "代码",
        "表号",
        "制定机关",
        "批准",
        "文号",
        "有效期",
        "统计",
    ];
    WORDS.iter().any(|word| key.contains(word))
}

/// 2024年12月20日, 2024年12月, 2024年度.
fn is_day(text: &str) -> bool {
    text.contains('年')
        && text.chars().count() <= 14
        && text.chars().all(|c| c.is_ascii_digit() || "年月日度 　".contains(c))
}

/// A note below a table 表注.
fn is_note(text: &str) -> bool {
    const WORDS: [&str; 9] =
        ["填表说明", "填报说明", "资料来源", "数据来源", "备注", "说明", "附注", "来源", "注"];
    let text = text.trim_start_matches(['*', '※', '（', '(']);
    let rest = WORDS.iter().find_map(|word| text.strip_prefix(word));
    rest.is_some_and(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "一二三四五".contains(c))
            .starts_with(['：', ':', '．', '.', '、'])
    })
}

/// Who made a table, below it: 制表人：.
fn is_closing(text: &str) -> bool {
    is_form(text) || (is_day(text) && text.contains('月'))
}
