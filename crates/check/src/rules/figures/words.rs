//! Words by which rules know statements.

use std::borrow::Cow;

use crate::rules::word_set::WordSet;
pub(super) use crate::words::{begins, has};

/// Whether the name of a number begins with a verb, so that it tells a fact of its own: 新建泵站, but not 临时救助.
pub(super) fn acts(name: &str) -> bool {
    // 服务类, 调解型 are kinds of things.
    if name.ends_with(['类', '型', '件', '率'])
        || name.chars().skip(1).take(3).any(|c| matches!(c, '类' | '型'))
    {
        return false;
    }
    // 种植户, 服务员 are people.
    if name.chars().count() == 3 && name.ends_with(['户', '员', '者']) {
        return false;
    }
    // 社会组织党支部: 组织 is a noun here.
    if ["社会组织", "党组织", "团组织", "经济组织", "两新组织", "新组织", "群团组织"]
        .iter()
        .any(|word| name.starts_with(word))
    {
        return false;
    }
    // Within the first three characters; a name that ends in a verb is a noun.
    let mut rests = name.char_indices().take(3).filter_map(|(at, _)| name.as_bytes().get(at..));
    rests.any(|rest| VERBS.iter().any(|verb| rest.len() > verb.len() && begins(rest, verb)))
        || VERBS.contains(&name)
}

/// What one gets, uses or takes part in several times over: those who get one thing and those who get another are no parts of
/// all there are.
const REPEATED: [&str; 27] = [
    "享受", "享有", "领取", "领到", "参加", "参与", "加入", "获得", "取得", "获评", "拥有", "掌握", "持有",
    "使用", "报名", "接种", "接受", "订阅", "购买", "认领", "创建", "患", "开设", "配有", "设有", "养", "种",
];

/// Whether one may be told of in several numbers whose names begin so: 享受生活补贴2140人、护理补贴2860人; 养羊的34户、养牛的26户.
pub(super) fn repeats(names: &[&str]) -> bool {
    let Some(first) = names.first() else { return false };
    let begun = REPEATED.iter().any(|word| first.starts_with(word));
    // 种植类, 养殖户 are kinds; land is planted once, who plants may do more.
    let kind = first.contains(['类', '型']) || first.ends_with(['户', '业', '者']);
    let raised = first.starts_with(['养', '种']) && !first.ends_with('的');
    begun
        && !kind
        && !raised
        && !names.iter().any(|name| name.starts_with(['只', '仅', '未', '不', '漏', '没', '另']))
}

/// Whether a text compares with another time; 增加值 does not.
pub(super) fn compares(text: &str) -> bool {
    static COMPARING: WordSet = WordSet::new(&COMPARED);
    COMPARING.stand_in(text) && (!text.contains("增加值") || COMPARING.stand_in(&text.replace("增加值", "")))
}

/// What opens a list of which not all need be named.
pub(super) const AMONG: [&str; 7] = ["其中", "包括", "包含", "内含", "含", "，仅", "，单是"];

/// Words with which a new fact begins: a list of parts does not go on behind them.
pub(super) const VERBS: [&str; 92] = [
    "新建", "改造", "改建", "扩建", "完成", "发放", "开展", "组织", "实施", "投入", "实现", "举办", "召开",
    "培训", "新增", "引进", "建成", "落实", "化解", "处置", "整改", "解决", "排查", "清理", "清除", "创建",
    "打造", "推进", "建设", "修建", "修复", "种植", "帮助", "救助", "资助", "争取", "到位", "纳入", "受理",
    "办结", "印发", "悬挂", "设立", "成立", "荣获", "评为", "查处", "立案", "检查", "走访", "慰问", "惠及",
    "带动", "覆盖", "开工", "竣工", "投产", "签约", "落地", "入驻", "拆除", "整治", "硬化", "安装", "更换",
    "栽植", "造林", "流转", "发展", "调解", "接待", "办理", "服务", "吸纳", "转移", "选派", "选任", "招录",
    "表彰", "处理", "处分", "问责", "兑现", "减免", "拨付", "筹集", "募集", "转化", "盘活", "出动", "巡查",
    "提供",
];

/// What totals are called.
pub(super) const TOTALS: [&str; 9] = ["合计", "共计", "总计", "总共", "一共", "总数", "总量", "总额", "共"];

/// What compares with another time.
const COMPARED: [&str; 16] = [
    "同比",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "上年",
    "去年",
    "同期",
    "环比",
    "比20",
    "较20",
    "增长",
    "增加",
    "减少",
    "下降",
    "提高",
];

/// What the members of a group are beside each other: one may be several of them.
pub(super) const ATTRIBUTES: [&str; 35] = [
    "高新技术",
    "专精特新",
    "上市",
    "党员",
    "女",
    "少数民族",
    "岁",
    "学历",
    "大专",
    "本科",
    "高中学历",
    "研究生",
    "硕士",
    "残疾",
    "脱贫",
    "低保",
    "退役",
    "青年",
    "年轻",
    "专业技术",
    "妇女",
    "老年",
    "儿童",
    "以上",
    "以下",
    "超过",
    "重点",
    "团员",
    "代表",
    "骨干",
    "返乡",
    "留守",
    "独居",
    "亿元",
    "后备",
];

/// What is left when other parts are named: with it a list is whole.
pub(super) const REMAINDERS: [&str; 11] =
    ["其余", "剩余", "余下", "其他", "其它", "尚未", "未", "尚有", "还有", "一般农户", "普通农户"];

/// Names that together are all there is.
pub(super) const COMPLEMENTS: [&[&str]; 12] = [
    &["水田", "旱地"],
    &["水田", "旱土"],
    &["耕地", "林地"],
    &["男", "女"],
    &["城镇", "农村"],
    &["城市", "农村"],
    &["上半年", "下半年"],
    &["早稻", "晚稻"],
    &["早稻", "中稻", "晚稻"],
    &["夏粮", "秋粮"],
    &["财政", "自筹"],
    &["第一产业", "第二产业", "第三产业"],
];

/// What is measured: two of them beside each other are two facts.
pub(super) const MEASURES: [&str; 24] = [
    "产值",
    "税收",
    "收入",
    "利润",
    "投资",
    "贷款",
    "销售额",
    "产量",
    "面积",
    "里程",
    "营收",
    "余额",
    "资产",
    "增收",
    "出口",
    "进口",
    "消费",
    "奖金",
    "工资",
    "成本",
    "节约",
    "容积",
    "存栏",
    "出栏",
];

/// What one thing goes through, each row a way of stages: a project that is in production was begun before.
pub(super) const STAGES: [&[&str]; 7] = [
    &["签约", "落地", "开工", "竣工", "完工", "投产", "达产", "投用", "运营", "建成", "开业"],
    &["立项", "申报", "获批", "认定", "通过", "命名"],
    &["受理", "办结", "审结", "立案", "结案", "移送", "判决", "起诉", "执结"],
    &["排查", "发现", "整改", "销号", "责令", "处罚", "罚款", "检查", "约谈"],
    &["报名", "参训", "参加", "合格", "取得", "持证", "取证", "就业", "上岗", "录用"],
    &["下达", "到位", "拨付", "支出", "使用"],
    &["登记", "确权", "颁证", "发证"],
];

/// Whether a name tells of a total: 合计, 共, 总; but not 公共卫生, 总工会.
pub(super) fn totals(name: &str) -> bool {
    let words = ["合计", "共", "总", "累计"];
    let others = [
        "公共",
        "中共",
        "共同",
        "共享",
        "共建",
        "共青",
        "共产",
        "共治",
        "总支",
        "总工会",
        "总队",
        "总站",
        "总部",
        "总社",
        "总院",
        "总校",
        "总店",
        "总厂",
        "总公司",
        "总干",
    ];
    has(name, &words) && { has(&without(name, &others), &words) }
}

/// A text without these words, which few texts have.
pub(super) fn without<'t>(text: &'t str, words: &[&str]) -> Cow<'t, str> {
    let cut = |text: Cow<'t, str>, word: &&str| match text.contains(*word) {
        true => Cow::Owned(text.replace(*word, "")),
        false => text,
    };
    if has(text, words) { words.iter().fold(Cow::Borrowed(text), cut) } else { Cow::Borrowed(text) }
}

/// Whether the words before a number end with the noun of another one, or with its beginning of two characters and more:
/// 排查出险工险段, 险工险段安排专人.
pub(super) fn ends_with_noun(label: &str, noun: &str) -> bool {
    noun.char_indices()
        .skip(2)
        .map(|(at, _)| at)
        .chain([noun.len()])
        .take(6)
        .filter_map(|end| noun.get(..end))
        .any(|stem| stem.chars().count() >= 2 && label.ends_with(stem))
}

/// Whether words before a number give the one before it once more in another unit: 840亩，折合56公顷.
pub(super) fn converts(label: &str) -> bool {
    let bare = label.trim_end_matches(['成', '为', '约', '近', '计', '是']);
    matches!(bare, "折合" | "折算" | "折" | "合" | "换算" | "相当于" | "约合" | "即" | "也就是" | "也即")
}

/// Whether a unit is a measure word 量词 for things of any kind, as 个, 座 and 台 are, or one of these others.
pub(super) fn counts_things(unit: &str, others: &str) -> bool {
    const ALL: &str = "个家所处座台辆条间批支口项张架";
    let mut chars = unit.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if ALL.contains(c) || others.contains(c))
}
