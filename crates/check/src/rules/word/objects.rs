//! Verbs and objects that do not go together 搭配不当: 加快服务水平, 扩大群众收入.

use crate::chars::CharSet;
use crate::rules::line::{Line, ends_clause};
use crate::rules::word_set::WordSet;
use crate::{Finding, Findings};

/// Verbs, nouns that none of them has as its object, and a verb that goes with most of these.
const PAIRS: [(&str, &[&str], &str); 14] = [
    ("加快", &["水平", "质量", "能力", "意识", "力度", "满意度", "收入", "规模", "素质"], "提高"),
    ("加大", &["水平", "质量", "能力", "意识", "效率", "速度", "步伐", "进度", "素质", "满意度"], "提高"),
    ("扩大", &["水平", "质量", "能力", "意识", "效率", "速度", "力度", "收入", "素质", "满意度"], "提高"),
    ("改善", &["水平", "能力", "意识", "效率", "速度", "力度", "步伐"], "提高"),
    ("增强", &["水平", "效率", "速度", "质量", "规模", "步伐", "进度"], "提高"),
    ("加强", &["水平", "效率", "速度", "步伐", "收入", "规模", "质量", "进度"], "提高"),
    ("提高", &["步伐", "规模", "范围"], "扩大"),
    ("提升", &["步伐", "范围"], "加快"),
    ("完善", &["水平", "力度", "速度", "效率", "质量", "步伐", "意识"], "提高"),
    ("健全", &["水平", "力度", "速度", "效率", "质量", "能力", "意识"], "提高"),
    ("推进", &["水平", "力度", "效率", "意识", "素质"], "提高"),
    ("深化", &["水平", "力度", "效率", "质量", "速度"], "提高"),
    ("拓宽", &["水平", "力度", "效率", "质量", "速度"], "提高"),
    ("加深", &["水平", "力度", "效率", "质量", "速度"], "提高"),
];

/// The first characters of these verbs.
static FIRSTS: CharSet = CharSet::new("加扩改增提完健推深拓");

/// Words that stand between a verb and its object and say what it is the level or the force of.
static OF: WordSet = WordSet::new(&[
    "服务",
    "工作",
    "教育",
    "教学",
    "医疗",
    "管理",
    "治理",
    "生活",
    "生产",
    "队伍",
    "干部",
    "群众",
    "居民",
    "村民",
    "农民",
    "人民",
    "办事",
    "办案",
    "执法",
    "创新",
    "产品",
    "工程",
    "项目",
    "培训",
    "经济",
    "技术",
    "业务",
    "政治",
    "法律",
    "安全",
    "责任",
    "风险",
    "防范",
    "市场",
    "企业",
    "产业",
    "公共",
    "党员",
    "职工",
    "学生",
    "教师",
    "整改",
    "监管",
    "监督",
    "宣传",
    "科技",
    "综合",
    "整体",
    "审批",
    "行政",
    "财政",
    "公民",
    "全民",
    "人员",
    "行业",
    "基层",
    "城市",
    "农业",
    "消防",
    "法治",
    "履职",
    "信息化",
]);

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        for at in 0..line.len() {
            if FIRSTS.contains(line.get(at)) {
                verb(line, at, out);
            }
        }
    }
}

/// The verb at this place, words of whom or what, and the noun at the end of the clause.
fn verb(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some((verb, nouns, right)) = PAIRS.iter().find(|(verb, ..)| line.starts(at, verb)) else { return };
    let mut to = at + 2;
    to += usize::from(line.get(to) == '了');
    let from = to;
    for _ in 0..3 {
        let Some(word) = OF.at(line, to) else { break };
        to += word.chars().count();
        to += usize::from(line.get(to) == '的');
    }
    let Some(noun) = line.one_of(to, nouns) else { return };
    let end = to + noun.chars().count();
    // 加强质量: without a word between, the noun may be half of another one.
    let ends = ends_clause(line.get(end)) || line.get(end) == '、';
    // 加快和提高水平, 在改善、提升能力: another verb may take the noun.
    let joined = matches!(line.back(at, 1), '和' | '、' | '与' | '及' | '“' | '并');
    if !ends || joined || to == from {
        return;
    }
    let quote = line.text(at, end);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(at, end),
            format!("“{quote}”：“{verb}”和“{noun}”不搭配，可改“{right}”"),
            format!("`{quote}`: the verb does not go with its object"),
        )
        .source("《图书编校质量差错认定细则》"),
    );
}
