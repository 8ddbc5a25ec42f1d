//! Words of rates 比率: what came in, what was done of it, which rates have a bound.

/// Rates that no two counts of a sentence make.
pub(crate) const OTHER_RATES: [&str; 38] = [
    "利率",
    "增长率",
    "贡献率",
    "汇率",
    "负债率",
    "税率",
    "失业率",
    "出生率",
    "死亡率",
    "城镇化率",
    "效率",
    "频率",
    "概率",
    "发案率",
    "绿化率",
    "自给率",
    "机械化率",
    "容积率",
    "周转率",
    "回报率",
    "收益率",
    "利润率",
    "保费率",
    "收费率",
    "服务费率",
    "转化率",
    "增速",
    "贷款率",
    "个贷率",
    "毛利率",
    "净利率",
    "杠杆率",
    "换手率",
    "拨备覆盖率",
    "发病率",
    "患病率",
    "感染率",
    "病死率",
];

/// What changes by per cent is no rate.
pub(crate) const CHANGES: [&str; 17] = [
    "增长", "增加", "下降", "提高", "降低", "减少", "上升", "提升", "回落", "增幅", "降幅", "下滑", "压减",
    "上涨", "增速", "同比", "缩短",
];

/// Words of what came in or was due, which is the whole of a rate 率: 受理, 排查, 应.
pub(crate) const TAKEN: [&str; 38] = [
    "参评",
    "参考",
    "发出",
    "下发",
    "印发问卷",
    "发放问卷",
    "需",
    "计划",
    "受理",
    "收到",
    "接到",
    "收集",
    "排查",
    "发现",
    "摸排",
    "应",
    "共有",
    "检查",
    "抽检",
    "抽查",
    "登记",
    "交办",
    "核查",
    "参加",
    "申报",
    "下达",
    "接收",
    "反映",
    "梳理",
    "立案",
    "承办",
    "转办",
    "摸底",
    "检测",
    "送检",
    "总",
    "报名",
    "化解矛盾",
];

/// What was done of it.
pub(crate) const DONE: [&str; 49] = [
    "投票", "通水", "参选", "收回", "回收", "出席", "到会", "到校", "缴纳", "兑现", "覆盖", "实", "上线",
    "办结", "解决", "化解", "整改", "合格", "完成", "处置", "处理", "调处", "办理", "回复", "通过", "销号",
    "成功", "达标", "就业", "入户", "参保", "实际", "调解", "答复", "办复", "治理", "安装", "到位", "签约",
    "开工", "投产", "入学", "接种", "录取", "满意", "验收", "实到", "出勤", "优良",
];

/// Rates that cannot be above the whole.
pub(crate) const BOUNDED: [&str; 67] = [
    "参选", "投票", "到课", "就诊", "入住", "上座", "成活", "保存", "检出", "开工", "投产", "竣工", "交付",
    "兑现", "发放", "挂牌", "建档", "体检", "筛查", "出勤", "报到", "收缴", "清运", "利用", "通水", "硬化",
    "参训", "出席", "到会", "巩固", "使用", "办结", "解决", "整改", "化解", "合格", "覆盖", "参保", "入学",
    "普及", "达标", "满意", "签约", "就业", "入户", "知晓", "到位", "回收", "处置", "处理", "治愈", "接种",
    "出勤", "参与", "优良", "上线", "成功", "销号", "调处", "通过", "受理", "响应", "回复", "办复", "正确",
    "安装", "及时",
];

/// With what 全部 is aimed at, or is all but some.
pub(crate) const NOT_YET: [&str; 16] = [
    "确保", "力争", "要求", "争取", "计划", "预计", "目标", "底前", "末前", "月前", "尽快", "督促", "推动",
    "除", "将", "拟",
];

/// What a rate is of when it is not of what the sentence tells.
pub(crate) const OTHER_SCOPES: [&str; 12] =
    ["累计", "历年", "遗留", "总体", "综合", "历史", "目前", "截至", "存量", "去年", "上年", "整体"];

/// Whether a verb only tells whom a number counts, and nothing that was done of it: 供养对象967人.
pub(crate) fn is_people(told: &str, verb: &str) -> bool {
    const PEOPLE: [&str; 6] = ["对象", "人员", "人口", "家庭", "群体", "人群"];
    told.split_once(verb).is_some_and(|(_, rest)| PEOPLE.iter().any(|word| rest.starts_with(word)))
}
