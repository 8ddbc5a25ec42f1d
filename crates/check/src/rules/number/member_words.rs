//! Words by which members of a list are told from clauses 并列项与分句的区别.

use crate::rules::word_set::WordSet;

/// What is built, each work with what came of it: two of them stand in two clauses.
pub(super) static BUILT: WordSet = WordSet::new(&[
    "新建", "改建", "扩建", "修建", "新修", "改造", "硬化", "修复", "修缮", "安装", "铺设", "架设", "栽植",
    "更换", "维修", "疏浚", "新增", "建成", "开通", "投放", "增设", "设立", "加装",
]);
/// What is cleared away or settled, in the same way.
pub(super) static CLEARED: WordSet = WordSet::new(&[
    "拆除", "清理", "清运", "整治", "排查", "查处", "化解", "调解", "取缔", "打捞", "清淤", "处置",
]);

/// Words that set two quantities in relation, so that they stand in one clause on purpose.
pub(super) static RELATED: WordSet = WordSet::new(&[
    "比", "较", "占", "超", "高于", "高出", "高达", "低于", "增", "减", "提高", "提升", "提前", "提供", "降",
    "达", "至", "到", "使", "让", "带动", "其中", "均", "每", "含", "包", "的", "为", "成为", "划", "折",
    "合计", "总计", "总数", "总共", "由", "从", "和", "及", "与", "或", "以", "按", "向", "给", "实现",
    "用于", "支持", "获", "被", "各", "全县", "全市", "全镇", "全乡", "全村", "全区", "全省", "全国",
]);

/// Words that do so only at the end of what stands between.
pub(super) const LINKS: [char; 15] =
    ['有', '共', '是', '为', '约', '近', '多', '少', '后', '前', '等', '在', '余', '了', '只'];

/// Verbs that send somebody to others: 组织党员12名结对老人36名.
pub(super) const SENT: [&str; 14] = [
    "组织", "选派", "安排", "发动", "抽调", "落实", "确定", "动员", "引导", "选聘", "聘请", "招募", "派出",
    "明确",
];

/// What is measured may be an attribute of what stands before it: 高粱1200亩订单面积800亩.
pub(super) const MEASURES: [&str; 12] =
    ["亩", "公顷", "公里", "千米", "米", "平方米", "平方公里", "吨", "公斤", "斤", "立方米", "元"];

/// How far things have come, which is said of the noun before: 18个项目开工16个.
pub(super) static STATES: WordSet = WordSet::new(&[
    "开工", "完工", "竣工", "完成", "投产", "通过", "落地", "签约", "办结", "结案", "销号", "整改", "解决",
    "参加", "达标", "合格", "启动", "获批", "入选", "验收", "完毕", "交付", "入住", "报名", "就业", "脱贫",
    "上榜", "建成", "复工", "投用", "入库", "立项", "结项", "在建", "续建", "新建", "达产", "到位", "开通",
    "退出", "滞后", "下滑", "上升", "下降", "回落", "缺位", "失效", "过期", "到期", "关闭", "取消", "停工",
    "停产", "落后", "增长", "覆盖",
]);

/// What a name that is no thing ends in: 全县12个小区改造9个, 建设的18个项目.
pub(super) const PLACES: [char; 15] =
    ['县', '市', '区', '镇', '乡', '村', '省', '的', '有', '共', '中', '了', '把', '将', '对'];

/// Verbs that govern the noun behind a number: 重点推进12项工作滞后2项.
pub(super) static GOVERN: WordSet = WordSet::new(&[
    "推进", "实施", "考核", "安排", "承担", "确定", "列入", "纳入", "涉及", "抽查", "抽检", "检查", "调度",
    "监测", "梳理", "谋划", "储备", "落实", "承办", "交办", "督办", "下达", "部署", "分解", "包含", "涵盖",
    "覆盖", "建设", "开展", "管理", "现有", "设有", "拥有", "辖", "下辖", "管辖", "总共", "打造", "培育",
    "要求", "明确", "提出", "承诺", "确立", "选定", "筛选", "申报", "立项", "评选", "联系",
]);

/// Verbs of affairs that are dealt with one by one, beside the works.
pub(super) const HANDLED: [&str; 8] = ["办理", "代办", "承办", "审理", "审批", "审核", "接办", "帮办"];

/// Who may do a work: 12名干部包联群众36名.
pub(super) const AGENTS: [&str; 8] = ["人", "名", "户", "家", "位", "人次", "户次", "家次"];

/// What is measured in time and rank, which stands before a noun: 5年工期, 3天内.
pub(super) const TIMES: [&str; 16] = [
    "年",
    "月",
    "日",
    "天",
    "周",
    "岁",
    "期",
    "届",
    "度",
    "个月",
    "小时",
    "个小时",
    "分钟",
    "次",
    "成",
    "倍",
];
