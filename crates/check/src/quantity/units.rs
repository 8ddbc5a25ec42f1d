//! Units 单位 that quantities of reports have, each with the base to which it is brought.

use std::sync::LazyLock;

use rust_decimal::Decimal;

/// A unit as it is printed, the base that it shares with others, and how many of the base it is: thousandths, so that
/// all of them are whole. 名 and 人 are one unit, so are 公顷 and 亩.
const UNITS: &[(&str, &str, i64)] = &[
    ("个百分点", "百分点", 1000),
    ("百分点", "百分点", 1000),
    ("平方公里", "亩", 1_500_000),
    ("平方千米", "亩", 1_500_000),
    ("平方米", "平方米", 1000),
    ("立方米", "立方米", 1000),
    ("立方", "立方米", 1000),
    ("方", "立方米", 1000),
    ("千瓦时", "千瓦时", 1000),
    ("度", "千瓦时", 1000),
    ("千瓦", "千瓦", 1000),
    ("兆瓦", "千瓦", 1_000_000),
    ("吨标准煤", "吨标准煤", 1000),
    ("标准箱", "标准箱", 1000),
    ("微克/立方米", "微克/立方米", 1000),
    ("毫克/立方米", "毫克/立方米", 1000),
    ("毫克/升", "毫克/升", 1000),
    ("个小时", "小时", 1000),
    ("小时", "小时", 1000),
    ("分钟", "分钟", 1000),
    ("个工作日", "工作日", 1000),
    ("工作日", "工作日", 1000),
    ("个月", "月", 1000),
    ("美元", "美元", 1000),
    ("欧元", "欧元", 1000),
    ("港元", "港元", 1000),
    ("人民币", "元", 1000),
    ("头（羽）份", "份", 1000),
    ("头（只）份", "份", 1000),
    ("头羽份", "份", 1000),
    ("头只份", "份", 1000),
    ("头份", "份", 1000),
    ("羽份", "份", 1000),
    ("只份", "份", 1000),
    ("人次", "人次", 1000),
    ("户次", "户次", 1000),
    ("家次", "家次", 1000),
    ("车次", "车次", 1000),
    ("架次", "架次", 1000),
    ("批次", "批次", 1000),
    ("场次", "场", 1000),
    ("件次", "件次", 1000),
    ("册次", "册", 1000),
    ("剂次", "剂次", 1000),
    ("公顷", "亩", 15_000),
    ("公里", "米", 1_000_000),
    ("千米", "米", 1_000_000),
    ("公斤", "公斤", 1000),
    ("千克", "公斤", 1000),
    ("市斤", "公斤", 500),
    ("毫米", "毫米", 1000),
    ("厘米", "厘米", 1000),
    ("延长米", "米", 1000),
    ("延米", "米", 1000),
    ("海里", "海里", 1000),
    ("华里", "米", 500_000),
    ("社区", "社区", 1000),
    ("街道", "街道", 1000),
    ("部门", "部门", 1000),
    ("%", "%", 1000),
    ("‰", "‰", 1000),
    ("成", "%", 10_000),
    ("元", "元", 1000),
    ("吨", "公斤", 1_000_000),
    ("斤", "公斤", 500),
    ("亩", "亩", 1000),
    ("米", "米", 1000),
    ("里", "里", 1000),
    ("倍", "倍", 1000),
    ("天", "天", 1000),
    ("年", "年", 1000),
    ("人", "人", 1000),
    ("名", "人", 1000),
    ("位", "人", 1000),
    ("户", "户", 1000),
    ("大", "大", 1000),
    ("分", "分", 1000),
    ("股", "股", 1000),
];

/// Measure words 量词 of things that are counted, each a unit of its own.
const COUNTED: &str = "个件家所处座台辆条次场项份头只羽尾株棵村组支队对套间栋幢口眼盏块批期篇例起宗笔本册张枚部艘架门种类片班节棚箱盒袋把面幅封道孔匹群窝床页瓶桶罐镇乡县市区省顶杆根卷扇趟";

/// Those that Chinese numerals stand before: others are names, as 三级 and 五位一体.
const PLAIN: &str =
    "个件家所处座台辆条次场项份头只株棵支套间栋口块批期篇起笔本张部种类人名户元亩米吨年天倍成大省";

/// A unit as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The unit all quantities of its kind are brought to.
    pub(crate) base: &'static str,
    /// Thousandths of the base.
    pub(crate) thousandths: i64,
    /// How many characters it has.
    pub(crate) length: usize,
}

/// All units as characters, in the order in which they are tried: every number of a text asks for its unit.
static KNOWN: LazyLock<Vec<(Vec<char>, Found)>> = LazyLock::new(|| {
    let found = |printed: &str, base, thousandths| {
        let chars: Vec<char> = printed.chars().collect();
        let length = chars.len();
        (chars, Found { base, thousandths, length })
    };
    let counted = COUNTED.split_inclusive(|_| true).map(|word| found(word, word, 1000));
    UNITS
        .iter()
        .map(|(printed, base, thousandths)| found(printed, base, *thousandths))
        .chain(counted)
        .collect()
});

/// The unit with which these characters begin, the longest.
pub(crate) fn unit(chars: &[char]) -> Option<Found> {
    // By the first character first: nearly all differ there.
    let first = chars.first();
    KNOWN
        .iter()
        .find(|(printed, _)| printed.first() == first && chars.starts_with(printed))
        .map(|(_, found)| *found)
}

/// Whether a Chinese numeral may have the unit that begins with this character.
pub(crate) fn takes_chinese(chars: &[char]) -> bool {
    let scaled = |c: &char| matches!(c, '万' | '亿' | '余' | '多');
    chars
        .iter()
        .find(|c| !scaled(c))
        .is_some_and(|c| PLAIN.contains(*c) || matches!(c, '公' | '平' | '小' | '工' | '百'))
}

/// The scale 万 or 亿 with which these characters begin: its power of ten and its length. 千克 is no scale.
pub(crate) fn scale(chars: &[char]) -> Option<(u32, usize)> {
    let (first, second) = (chars.first()?, chars.get(1));
    let found = match (first, second) {
        ('万', Some('亿')) => (12, 2),
        ('千', Some('亿')) => (11, 2),
        ('百', Some('亿')) => (10, 2),
        ('十', Some('亿')) => (9, 2),
        ('千', Some('万')) => (7, 2),
        ('百', Some('万')) => (6, 2),
        ('亿', _) => (8, 1),
        ('万', _) => (4, 1),
        ('千', Some('克' | '米' | '瓦')) => return None,
        ('千', _) => (3, 1),
        _ => return None,
    };
    Some(found)
}

/// So many thousandths as a decimal.
pub(crate) fn factor(thousandths: i64) -> Decimal {
    Decimal::new(thousandths, 3).normalize()
}
