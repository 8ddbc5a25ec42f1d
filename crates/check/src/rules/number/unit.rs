//! Units that are missing.

use super::bare::measured;
use super::counted::{behind_scale, is_code, missing, unit_at};
use super::shares;
use super::slips;
use super::twice;
use crate::chars::is_one_of;
use crate::rules::line::{Digits, Line, ends_clause, is_han};
use crate::rules::word_set::WordSet;
use crate::{Finding, Findings, Role};

/// Words before a sum of money.
const MONEY: [&str; 63] = [
    "投入",
    "投资",
    "资金",
    "补贴",
    "补助",
    "奖补",
    "救助金",
    "低保金",
    "奖励金",
    "奖金",
    "津贴",
    "收入",
    "产值",
    "贷款",
    "拨付",
    "营收",
    "税收",
    "募集",
    "捐款",
    "支出",
    "利润",
    "筹资",
    "融资",
    "销售额",
    "总额",
    "经费",
    "债券",
    "款项",
    "货款",
    "工资",
    "租金",
    "分红",
    "保费",
    "赔偿",
    "罚款",
    "罚没款",
    "费用",
    "造价",
    "成本",
    "金额",
    "增收",
    "节支",
    "节约",
    "挽回损失",
    "经济损失",
    "补偿款",
    "补偿金",
    "专款",
    "创收",
    "募捐",
    "善款",
    "捐资",
    "集资",
    "奖学金",
    "助学金",
    "慰问金",
    "公积金",
    "养老金",
    "抚恤金",
    "生产总值",
    "消费额",
    "财政",
    "合同额",
];

/// Counted things among which a number with 万 is no money.
const COUNTED: &str = "户人次件个家笔头只棵株亩吨份套车辆场册条盏名台斤台公里米处座";

/// What may follow a sum whose unit is missing.
const USES: [&str; 40] = [
    "用于", "用来", "用作", "做好", "实施", "建设", "新建", "改造", "完成", "开展", "购买", "购置", "修建",
    "修缮", "维修", "打造", "扶持", "支持", "帮助", "对", "为", "在", "完善", "进行", "给", "安装", "硬化",
    "发放", "补助", "改建", "扩建", "解决", "提升", "推进", "落实", "治理", "奖励", "到位", "左右", "以上",
];

/// People and bodies that are not counted without a measure word.
static PEOPLE: WordSet = WordSet::new(&[
    "群众",
    "村民",
    "居民",
    "党员",
    "干部",
    "职工",
    "学生",
    "老人",
    "老年人",
    "儿童",
    "志愿者",
    "农民",
    "游客",
    "人员",
    "师生",
    "教师",
    "代表",
    "企业",
    "农户",
    "脱贫户",
    "监测户",
    "低保户",
    "贫困户",
    "困难户",
    "商户",
    "家庭",
    "青年",
    "妇女",
    "员工",
    "工人",
    "学员",
    "用户",
    "住户",
    "市民",
]);

/// Things whose count is bare: 排查隐患21，.
const THINGS: [&str; 27] = [
    "农田",
    "隐患",
    "纠纷",
    "案件",
    "道路",
    "公路",
    "管网",
    "管道",
    "护栏",
    "路灯",
    "沟渠",
    "渠道",
    "农房",
    "住房",
    "耕地",
    "林地",
    "造林",
    "垃圾",
    "面积",
    "泵站",
    "水池",
    "志愿者",
    "企业",
    "农户",
    "资料",
    "摄像头",
    "党员",
];

/// Words between a noun and its number.
const LINKS: [&str; 12] =
    ["共计", "总计", "合计", "累计", "达到", "约为", "共", "达", "约", "近", "为", "超"];

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    twice::spelled(line, out);
    for (index, number) in numbers.iter().enumerate() {
        if is_code(line, number) {
            continue;
        }
        let next = numbers.get(index + 1);
        let told = slips::broken(line, number, next, out)
            || twice::run_together(line, number, next, out)
            || twice::twice(line, number, out)
            || area(line, number, out)
            || shares::lacks(line, number, next, out)
            || index
                .checked_sub(1)
                .and_then(|at| numbers.get(at))
                .is_some_and(|before| shares::lacks_last(line, before, number, out))
            || people(line, number, out)
            || handed(line, number, out);
        let parts = || shares::sums_follow(line, behind_scale(line, number.to));
        if !told && !matches!(line.paragraph.role, Role::Cell(_)) && !parts() {
            money(line, number, out);
            rate(line, number, out);
            if !beside(line, number, index.checked_sub(1).and_then(|at| numbers.get(at)), out) {
                bare(line, number, out);
            }
        }
    }
}

/// Whether text ends here, at a mark that no list goes on behind.
fn ends(line: &Line<'_>, at: usize) -> bool {
    let c = line.get(at);
    let number_follows = line.get(at + 1).is_ascii_digit();
    matches!(c, '。' | '；' | ';' | '，' | '）') || (c == ',' && !number_follows) || (c == '\0' && at > 12)
}

/// Tells of areas and volumes that lack 米: 200多平方, 3000立方.
fn area(line: &Line<'_>, number: &Digits, out: &mut Findings) -> bool {
    let mut at = behind_scale(line, number.to);
    if matches!(line.get(at), '余' | '多' | '来') {
        at += 1;
    }
    // 1500平，: said for 平方米.
    if line.get(at) == '平' && matches!(line.get(at + 1), '，' | '。' | '、' | '；' | '\0') {
        let quote = line.text(number.from, at);
        out.push(missing(line, number.from, at + 1, "方米", false).fix(format!("{quote}平方米"), false));
        return true;
    }
    let Some(word) = line.one_of(at, &["平方", "立方"]) else { return false };
    let to = at + 2;
    if is_one_of!(line.get(to), "米公千厘分毫英码尺里市海") || matches!(line.get(to), 'm' | 'k' | 'c')
    {
        return false;
    }
    out.push(missing(line, number.from, to, "米", word == "平方" || word == "立方"));
    true
}

/// Tells of people who are counted without a measure word 量词: 1200余群众, 35党员.
fn people(line: &Line<'_>, number: &Digits, out: &mut Findings) -> bool {
    let vague = matches!(line.get(number.to), '余' | '多');
    let at = number.to + usize::from(vague);
    if number.fraction || line.back(number.from, 1) == '第' {
        return false;
    }
    let Some(word) = PEOPLE.at(line, at) else { return false };
    let value = number.whole(line).unwrap_or_default();
    let hotline = matches!(
        value,
        110 | 119 | 120 | 122 | 12315 | 12333 | 12345 | 12348 | 12350 | 12369 | 12388 | 12393
    );
    if !vague && (number.is_year(line) || hotline || is_joined(line, number) || value < 2) {
        return false;
    }
    let unit = match word {
        "企业" | "商户" => "家",
        _ if word.ends_with('户') || word == "家庭" => "户",
        _ => "名",
    };
    out.push(
        missing(line, number.from, at, unit, false).source("GB/T 15835-2011 4.1.1；数词与名词之间用量词"),
    );
    true
}

/// Whether a number belongs to a list, range or name: 1、2、3, 1-2, “12”.
fn is_joined(line: &Line<'_>, number: &Digits) -> bool {
    matches!(
        line.back(number.from, 1),
        '、' | '-' | '—' | '～' | '至' | '~' | '“' | '.' | ':' | '：' | '(' | '（'
    ) || (number.from == 0)
}

/// 发放补贴46人13800: a bare number right behind those who were given money is the sum.
fn handed(line: &Line<'_>, number: &Digits, out: &mut Findings) -> bool {
    let Some(who) = line.one_before(number.from, &["人次", "人", "名", "户", "笔", "家", "件", "起", "例"])
    else {
        return false;
    };
    let count = number.from - who.chars().count();
    let to = behind_scale(line, number.to);
    if !line.back(count, 1).is_ascii_digit() || !ends(line, to) {
        return false;
    }
    let start = line.clause_start(count, 24);
    let digits = (start..count).rev().take_while(|at| line.get(*at).is_ascii_digit()).last().unwrap_or(count);
    let money = (start..digits).any(|at| line.one_of(at, &MONEY).is_some());
    if money {
        let unit = if to == number.to && number.fraction { "万元" } else { "元" };
        out.push(missing(line, number.from, to, unit, false));
    }
    money
}

/// Tells of money that lacks 元: 投入203.37万做好….
fn money(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let mut at = behind_scale(line, number.to);
    if matches!(line.get(at), '余' | '多') {
        at = behind_scale(line, at + 1);
    }
    let scaled = if matches!(line.back(at, 1), '万' | '亿') { at } else { behind_scale(line, number.to) };
    // 总投资3600万的污水处理厂.
    let of = line.get(at) == '的'
        && ["总投资", "投资", "造价", "资金", "总价", "价值", "产值"]
            .iter()
            .any(|word| line.ends(number.from, word) || line.ends(number.from.saturating_sub(1), word));
    let follows = ends(line, at) || (scaled > number.to && (of || line.one_of(at, &USES).is_some()));
    if !follows || is_joined(line, number) || (number.is_year(line) && scaled == number.to) {
        return;
    }
    let start = line.clause_start(number.from, 14);
    let Some((behind, word)) = (start..number.from)
        .rev()
        .find_map(|place| line.one_of(place, &MONEY).map(|word| (place + word.chars().count(), word)))
    else {
        return;
    };
    if behind > number.from || (behind..number.from).any(|place| COUNTED.contains(line.get(place))) {
        return;
    }
    // Without 万 the noun has to stand at the number: 发放补贴1200，.
    if scaled == number.to {
        let link = line.one_of(behind, &LINKS).map_or(0, |link| link.chars().count());
        if behind + link != number.from || matches!(word, "投入" | "投资" | "财政" | "总额") || at > number.to
        {
            return;
        }
    }
    out.push(missing(line, number.from, at, "元", false));
}

/// Tells of rates of growth that lack their %: 同比增长8.5，.
fn rate(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    if !ends(line, number.to) || number.is_year(line) {
        return;
    }
    let growth = [
        "同比增长",
        "同比下降",
        "增长",
        "下降",
        "同比增加",
        "同比减少",
        "增速为",
        "增速达",
        "增幅为",
        "降幅为",
    ];
    let mut before = number.from;
    for link in ["达到", "达", "为", "了", "约"] {
        if line.ends(before, link) {
            before -= link.chars().count();
            break;
        }
    }
    let grows = line.one_before(number.from, &growth).is_some()
        || line.one_before(before, &["同比增长", "同比下降"]).is_some();
    // Rates by name are told in `percent`.
    let kinds = ["满意度", "占比"];
    let shares = line.one_before(before, &kinds).is_some();
    // 占一般公共预算支出的81.5。
    let clause = line.text(line.clause_start(number.from, 24), number.from);
    let share = clause.ends_with('的') && clause.contains('占') && !clause.contains("占地");
    let shares = shares || share;
    let small = number.value(line).is_some_and(|value| value <= rust_decimal::Decimal::ONE_HUNDRED);
    if grows && (number.fraction || small) || (shares && small) {
        out.push(missing(line, number.from, number.to, "%", false));
    }
}

/// 存栏3.4万头、出栏6.8万，: what stands beside it has a unit.
fn beside(line: &Line<'_>, number: &Digits, before: Option<&Digits>, out: &mut Findings) -> bool {
    let Some(before) = before else { return false };
    let to = behind_scale(line, number.to);
    let scale = behind_scale(line, before.to);
    let Some(unit) = unit_at(line, scale) else { return false };
    let mark = scale + unit.chars().count();
    let name = line.text(mark + 1, number.from);
    let plain = (2..=4).contains(&name.chars().count())
        && name.chars().all(is_han)
        && !name.ends_with([
            '到', '至', '为', '达', '超', '过', '破', '第', '于', '数', '分', '值', '度', '率', '号', '名',
            '第', '比', '近', '约', '是', '有', '位', '年', '级', '编',
        ]);
    let alike = to - number.to == scale - before.to && number.fraction == before.fraction;
    // 3.4万头 and 6.8万 are of one kind; plain numbers are only when the words before them have one length.
    let kind = to > number.to
        || line.back(before.from, name.chars().count() + 1) == '\0'
        || ends_clause(line.back(before.from, name.chars().count() + 1));
    if line.get(mark) != '、'
        || !plain
        || !alike
        || !kind
        || !ends(line, to)
        || is_code(line, before)
        || number.is_year(line)
        || matches!(unit, "年" | "月" | "日" | "位" | "名" | "%")
        || line.get(to) == '）'
    {
        return false;
    }
    out.push(missing(line, number.from, to, unit, false));
    true
}

/// Tells of counts that lack the measure word which their neighbour has: 排查隐患21，整改21处.
fn bare(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let mut to = behind_scale(line, number.to);
    // 带动农户1860增收.
    let gains = ["增收", "就业", "受益", "致富", "脱贫", "务工", "参与", "参加"];
    if let Some(noun) = PEOPLE.before(line, number.from).filter(|_| line.one_of(to, &gains).is_some()) {
        if !number.is_year(line) {
            let unit = if noun.ends_with('户') { "户" } else { "名" };
            out.push(missing(line, number.from, to, unit, false));
        }
        return;
    }
    // 清理垃圾320余，: nothing is counted in 余.
    if matches!(line.get(to), '余' | '多') {
        to += 1;
    }
    if !ends(line, to) || (number.is_year(line) && to == number.to) || line.get(to) == '）' {
        return;
    }
    let mut before = number.from;
    if let Some(link) = line.one_before(before, &LINKS) {
        before -= link.chars().count();
    }
    let Some(noun) = line.one_before(before, &THINGS) else { return measured(line, number, to, out) };
    let unit = match noun {
        "道路" | "公路" | "管网" | "管道" | "护栏" | "沟渠" | "渠道" => "公里",
        "耕地" | "林地" | "农田" | "造林" | "面积" => "亩",
        "企业" => "家",
        "农户" => "户",
        "志愿者" | "党员" => "名",
        "路灯" => "盏",
        "纠纷" | "案件" => "起",
        "资料" => "份",
        "垃圾" => "吨",
        _ => "处",
    };
    let quote = line.text(number.from, to);
    out.push(
        Finding::warning(
            "number/unit-missing",
            line.span(number.from, to),
            format!("“{noun}{quote}”后面缺少单位或量词（如“{unit}”）"),
            format!("`{noun}{quote}` lacks its unit, as `{unit}`"),
        )
        .source("GB/T 15835-2011 4.1.1"),
    );
}
