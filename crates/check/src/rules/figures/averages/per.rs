//! What an average is of 平均到什么: the words 人均, 棚均, 平均每处, and what they say is divided by.

use rust_decimal::Decimal;

use super::per_one::with_each;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::{counts_things, has, without};

/// What an average is of: the words before it, and the unit of what it is divided by.
const KINDS: [(&str, &str); 41] = [
    ("每百名", "人"),
    ("每千名", "人"),
    ("每万名", "人"),
    ("每百户", "户"),
    ("每千人", "人"),
    ("每万人", "人"),
    ("平均每公斤", "公斤"),
    ("平均每吨", "公斤"),
    ("生均", "人"),
    ("每平方公里", "亩"),
    ("每公里", "米"),
    ("人均", "人"),
    ("每人", "人"),
    ("户均", "户"),
    ("每户", "户"),
    ("村均", "村"),
    ("每村", "村"),
    ("每个村", "村"),
    ("亩均", "亩"),
    ("每亩", "亩"),
    ("亩产", "亩"),
    ("单产", "亩"),
    ("每个项目", "个"),
    ("项目平均", "个"),
    ("单个", "个"),
    ("场均", "场"),
    ("每场", "场"),
    ("每股", "股"),
    ("股均", "股"),
    ("次均", "次"),
    ("每次", "次"),
    ("校均", "所"),
    ("每所", "所"),
    ("平均每家", "家"),
    ("每家", "家"),
    ("每平方米", "平方米"),
    ("每立方米", "立方米"),
    ("每吨", "公斤"),
    ("日均", "天"),
    ("平均每天", "天"),
    ("月均", "月"),
];

/// What else may stand before 均: things and measure words, which the counts of them have in their label or as their unit.
const THINGS: &str = "套棚店企校园案镇班机井站队社厂馆点船塘圈院片组车床栋批期场台处件所项条间只羽头株箱窝群笔宗家次座支庭网格梯井段渠坝区";

/// Whether a text has one of the characters without which it tells no average.
fn is_any(label: &str) -> bool {
    label.chars().any(|c| matches!(c, '每' | '均' | '产' | '单' | '一'))
}

/// The unit of what is named by its noun alone.
const ANY: &str = "*";

/// Words of averages over a hundred, a thousand or more at once, each with how many.
const HEADS: [(&str, i64); 6] = [
    ("每千人", 1000),
    ("每万人", 10_000),
    ("每百名", 100),
    ("每千名", 1000),
    ("每万名", 10_000),
    ("每百户", 100),
];

/// Averages that statistics make, of numbers that are not in the sentence.
const STATISTICS: [&str; 8] = ["可支配", "纯收入", "生产总值", "GDP", "寿命", "预期", "公园绿地", "住房"];

/// Words of what is done in a day, beside those of what it is done by.
pub(crate) const DAILY: [&str; 4] = ["每天", "每日", "日均", "日平均"];

/// What the words before a number say of it: an average over so many things.
pub(crate) struct Per {
    /// The unit of what it is divided by.
    unit: &'static str,
    /// What it must be called, when the words say so.
    noun: String,
    /// Whether it is of one person by his office: 每名代表.
    of_one: bool,
    /// Whether it is no average unless something of that name is counted.
    named: bool,
    /// 棚 of 棚均: what is divided by has it in its name.
    thing: Option<char>,
    /// The unit of what it is divided by, in its base: a kilometre is 1000 metres.
    pub(crate) scale: Decimal,
    /// 每人每月: the whole may be that of several months.
    pub(crate) monthly: bool,
    /// 平均每家每天: the whole is that of a day.
    pub(crate) by_day: bool,
    /// 每人每年380元标准: a rule, not what two numbers make.
    pub(crate) rule: bool,
}

impl Per {
    /// What the label of a number says; nothing when it is no average, or one that no numbers of a text make.
    pub(crate) fn of(label: &str) -> Option<Per> {
        // Most labels have none of the characters that a word of an average has.
        if !is_any(label) {
            return None;
        }
        let one = with_each(label);
        let label = one.as_deref().unwrap_or(label);
        // 平均每家每天供餐190份: of each of them, of what all of them do a day.
        let bare = has(label, &DAILY).then(|| without(label, &DAILY)).filter(|it| {
            let rest = without(it, &["平均"]);
            has(&rest, &["每", "均"])
        });
        let by_day = bare.is_some();
        let label = bare.as_deref().unwrap_or(label);
        let known = || KINDS.iter().find_map(|(word, unit)| Some((label.rfind(word)? + word.len(), *unit)));
        let rest = label.split_once("平均每").map(|(_, rest)| rest);
        // 每名网格员平均服务85户.
        let rest = rest.or_else(|| label.strip_prefix('每').filter(|rest| rest.contains("平均")));
        // 9条线路每条平均带货175件.
        let rest = rest.or_else(|| {
            let (_, rest) = label.split_once('每')?;
            let short =
                rest.split_once("平均").is_some_and(|(one, _)| (1..=4).contains(&one.chars().count()));
            short.then_some(rest)
        });
        // 每名网格员联系居民160户: an average when so many of the noun are told.
        let plain = || each(label.rsplit_once('每')?.1).filter(|(_, noun)| !noun.is_empty());
        let mut named = false;
        // 平均每站12名: 站 is in the name of what is counted.
        let named_thing = rest.and_then(|rest| {
            let thing = rest.chars().next().filter(|c| THINGS.contains(*c) && each(rest).is_none())?;
            rest.strip_prefix(thing).map(|behind| (thing, behind))
        });
        // 支部平均党员人数40名: of those whom the noun before names.
        let named_before = || {
            let (before, behind) = label.split_once("平均")?;
            let (at, _) = before.char_indices().rev().nth(1)?;
            let plain = before.chars().count() <= 6 && !before.contains(['每', '均', '年', '月', '日']);
            plain.then(|| (before.get(at..).unwrap_or_default().to_owned(), behind))
        };
        let (unit, noun, thing, behind) = match rest.and_then(each) {
            Some((unit, noun)) => (unit, noun, None, ""),
            None if named_thing.is_some() => {
                let (thing, behind) = named_thing?;
                ("", String::new(), Some(thing), behind)
            }
            None => match (known(), plain()) {
                (Some((end, unit)), _) => (unit, String::new(), None, label.get(end..)?),
                (None, Some((unit, noun))) => {
                    named = true;
                    (unit, noun, None, "")
                }
                (None, None) if label.contains("平均") => {
                    let (noun, behind) = named_before()?;
                    named = true;
                    (ANY, noun, None, behind)
                }
                (None, None) => {
                    let at = label.rfind('均')?;
                    let before = label.get(..at)?;
                    // 全区均, 各站均: 均 is “all” here.
                    if before.chars().rev().nth(1).is_some_and(|c| matches!(c, '全' | '各')) {
                        return None;
                    }
                    let thing = before.chars().next_back().filter(|c| THINGS.contains(*c))?;
                    ("", String::new(), Some(thing), label.get(at + '均'.len_utf8()..)?)
                }
            },
        };
        // 东片亩产比西片高35公斤 tells a difference; 各站均已建成 is no average.
        // 每辆限载32人 is a bound.
        let bound = has(label, &["限载", "核载", "限额", "可容纳", "可停", "能容"]);
        let other = bound
            || has(behind, &["比", "较", "高出", "高于", "低于", "超出", "相差"])
            || (thing.is_some()
                && behind.starts_with(['已', '有', '设', '按', '未', '能', '被', '由', '纳', '不']));
        let timed = has(label, &["每日", "每月每", "每小时", "每时"])
            || label.contains("每天") && !label.contains("平均每天");
        if other || timed || has(label, &STATISTICS) || label.contains("增") {
            return None;
        }
        let heads = HEADS.iter().find(|(word, _)| label.contains(word));
        // 每千名老年人拥有床位: of those who are named.
        let (noun, named) = match heads.and_then(|(word, _)| label.split_once(word)) {
            Some((_, rest)) if label.contains('名') => (rest.chars().take(2).collect(), true),
            Some(_) if unit == "户" => (noun, named),
            Some(_) => ("人口".to_owned(), true),
            None => (noun, named),
        };
        let scale = match () {
            () if label.contains("每平方公里") => 1500,
            () if label.contains("每公里") || label.contains("每吨") => 1000,
            () => heads.map_or(1, |(_, scale)| *scale),
        };
        let monthly = has(label, &["每月", "月人均", "人均月"]);
        // 每村配备1名网格员 is a rule, of which there may be more.
        let each = label.contains('每') && !label.contains("平均");
        let rule = label.contains("标准")
            || label.contains("补助") && label.contains("每")
            || each
                && heads.is_none()
                && has(
                    label,
                    &["配", "派", "设", "建", "安排", "明确", "确定", "选", "发", "补", "奖", "至少"],
                );
        let of_one = unit == "人" && heads.is_none() && !noun.is_empty();
        Some(Per { unit, noun, of_one, named, thing, scale: scale.into(), monthly, by_day, rule })
    }

    /// By what a quotient is multiplied; what is said of a month is the twelfth part of a year.
    pub(crate) fn yearly(&self) -> Decimal {
        let months = if self.monthly { Decimal::from(12) } else { Decimal::ONE };
        self.scale.checked_div(months).unwrap_or(self.scale)
    }

    /// What a line counts under the noun, else whatever it counts: 平均每座装机150千瓦 names no noun.
    pub(crate) fn for_line(self, line: &Line, index: usize) -> Option<Per> {
        let counted =
            |per: &Per| line.around(index, 24).any(|(at, it)| at != index && per.counts(line, at, it));
        // 86家企业，户均400万元.
        if self.unit == "户" && self.noun.is_empty() && !counted(&self) {
            return Some(Per { unit: "家", ..self });
        }
        if self.noun.is_empty() || counted(&self) {
            return Some(self);
        }
        (!self.named).then(|| Per { noun: String::new(), ..self })
    }

    /// Whether the words name what is divided by.
    pub(crate) fn is_named(&self) -> bool {
        !self.noun.is_empty()
    }

    /// Whether a quantity may be what is divided by.
    pub(crate) fn counts(&self, line: &Line, index: usize, quantity: &Quantity) -> bool {
        // 26名医生接诊3.12万人次: the noun behind one number is none of the next.
        let own = |noun: &str| {
            let before = index.checked_sub(1).and_then(|at| line.quantities.get(at));
            let label = line.label(index);
            let taken = before.is_some_and(|it| line.text(it.to, quantity.from) == label);
            let label = if taken { label.strip_prefix(noun).unwrap_or(label) } else { label };
            label.contains(noun)
        };
        // 41万人口 names them in part by its unit.
        let named = |noun: &str| {
            own(noun)
                || line.noun(index).contains(noun)
                || noun == "人口" && line.noun(index).starts_with('口')
        };
        if let Some(thing) = self.thing {
            let mut buffer = [0; 4];
            let thing: &str = thing.encode_utf8(&mut buffer);
            let unit = quantity.unit.as_str();
            return match thing {
                "次" => matches!(unit, "次" | "人次" | "户次" | "场"),
                "案" => {
                    matches!(unit, "件" | "起" | "宗" | "案") && (unit != "件" || named("案") || named("立"))
                }
                // 农家乐27家，店均….
                "店" | "企" | "社" | "厂" if unit == "家" => true,
                "校" | "园" if unit == "所" => true,
                "区" => unit == "社区" || is_thing(unit) && named("社区"),
                _ => unit == thing || (is_thing(unit) && named(thing)),
            };
        }
        if !self.noun.is_empty() && !named(&self.noun) {
            return false;
        }
        // 临时救助218人次，人均1500元; but 每名代表 is one of those who came several times.
        if self.unit == "人" && quantity.unit == "人次" {
            return !self.of_one;
        }
        match self.unit {
            "天" => matches!(quantity.unit.as_str(), "天" | "工作日"),
            "村" => {
                quantity.unit == "村" || (quantity.unit == "个" && has(line.noun(index), &["村", "社区"]))
            }
            "次" => matches!(quantity.unit.as_str(), "次" | "人次" | "户次"),
            // 演练14次，场均….
            "场" => {
                // 41家规模场.
                let farm = line.noun(index).chars().take(4).any(|c| c == '场');
                matches!(quantity.unit.as_str(), "场" | "次" | "期") || (is_thing(&quantity.unit) && farm)
            }
            ANY => is_thing(&quantity.unit) || matches!(quantity.unit.as_str(), "人" | "户" | "村"),
            unit => quantity.unit == unit,
        }
    }
}

/// Whether a unit counts things of any kind, buildings and boats among them.
fn is_thing(unit: &str) -> bool {
    counts_things(unit, "栋眼艘")
}

/// 平均每名干部, 平均每个网格: the measure word and the noun of what it is divided by.
fn each(rest: &str) -> Option<(&'static str, String)> {
    const MEASURES: [(char, &str); 31] = [
        ('张', "张"),
        ('间', "间"),
        ('口', "口"),
        ('眼', "眼"),
        ('片', "片"),
        ('艘', "艘"),
        ('期', "期"),
        ('批', "批"),
        ('次', "次"),
        ('座', "座"),
        ('处', "处"),
        ('件', "件"),
        ('栋', "栋"),
        ('支', "支"),
        ('组', "组"),
        ('起', "起"),
        ('项', "项"),
        ('头', "头"),
        ('株', "株"),
        ('名', "人"),
        ('位', "人"),
        ('个', "个"),
        ('家', "家"),
        ('所', "所"),
        ('条', "条"),
        ('户', "户"),
        ('村', "村"),
        ('亩', "亩"),
        ('场', "场"),
        ('台', "台"),
        ('辆', "辆"),
    ];
    // 平均每家次 is no 家.
    const TIMES: [(&str, &str); 3] = [("家次", "家次"), ("人次", "人次"), ("户次", "户次")];
    if let Some((_, unit)) = TIMES.iter().find(|(word, _)| rest.starts_with(word)) {
        return Some((*unit, String::new()));
    }
    let first = rest.chars().next()?;
    let (_, unit) = MEASURES.iter().find(|(c, _)| *c == first)?;
    // 每户, 每村 name what they count themselves.
    if matches!(first, '户' | '村' | '亩' | '场' | '期' | '批' | '次') {
        return Some((*unit, String::new()));
    }
    let noun: String = rest.chars().skip(1).take(2).collect();
    if noun == "平均" {
        return Some((*unit, String::new()));
    }
    // 平均每条投入15万元 names no noun.
    if [
        "投入", "投资", "补助", "补贴", "奖励", "造价", "资金", "约", "达", "为", "增收", "获得", "安排",
        "联系", "服务",
    ]
    .iter()
    .any(|verb| rest.chars().skip(1).collect::<String>().starts_with(verb))
    {
        return Some((*unit, String::new()));
    }
    if noun.is_empty() {
        return Some((*unit, noun));
    }
    (noun.chars().count() == 2).then_some((*unit, noun))
}
