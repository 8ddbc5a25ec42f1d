//! Words of what is left of a whole, of what was done of it, and of what is aimed at 余、已、计划.

use super::words::has;
use crate::chars::CharSet;

/// What says by itself that a number is left or lacking.
const LEFT: [&str; 46] = [
    "尚余",
    "还余",
    "仍余",
    "剩余",
    "余下",
    "剩下",
    "还剩",
    "尚剩",
    "仍剩",
    "只剩",
    "仅剩",
    "下剩",
    "还差",
    "尚差",
    "仍差",
    "只差",
    "仅差",
    "相差",
    "缺口",
    "尚缺",
    "还缺",
    "仍缺",
    "仍短",
    "短缺",
    "尚欠",
    "还欠",
    "仍欠",
    "未支付",
    "未拨付",
    "未完成",
    "未到位",
    "未使用",
    "未发放",
    "没用完",
    "没有用完",
    "没花完",
    "待支付",
    "待拨付",
    "待兑付",
    "有差距",
    "空缺",
    "空编",
    "欠缺",
    "欠账",
    "结余",
    "节余",
];

/// What tells of some more, which is what is left when it is not done yet.
const MORE: [&str; 12] =
    ["尚有", "还有", "仍有", "另有", "其余", "另外", "余", "其他", "剩", "尚", "仍", "还"];

/// What is not done yet, before or behind the number.
const NOT_YET: [&str; 63] = [
    "尚未",
    "还未",
    "仍未",
    "暂未",
    "没有",
    "还没",
    "未能",
    "未完",
    "未办",
    "未结",
    "未整",
    "未动",
    "未开",
    "未达",
    "未签",
    "未交",
    "未缴",
    "未领",
    "未上",
    "未落",
    "待",
    "正在",
    "正按",
    "正由",
    "仍在",
    "还在",
    "在建",
    "在办",
    "在途",
    "处于",
    "着落",
    "空着",
    "空间",
    "余地",
    "额度",
    "缺口",
    "推进中",
    "办理中",
    "进行中",
    "施工中",
    "跨年",
    "结转",
    "顺延",
    "延期",
    "推迟",
    "留待",
    "缓建",
    "搁置",
    "等待",
    "等设备",
    "等资金",
    "差距",
    "卡在",
    "转入下",
    "转到下",
    "下年",
    "明年",
    "拟",
    "计划",
    "年底前",
    "月底前",
    "争取",
    "将",
];

/// What a whole is that something is to be done of.
const WHOLE: [&str; 44] = [
    "目标",
    "任务",
    "计划",
    "预算",
    "指标",
    "盘子",
    "要完成",
    "需要",
    "共需",
    "需求",
    "应",
    "须",
    "核定",
    "编制",
    "限额",
    "总额",
    "总量",
    "总数",
    "总投资",
    "概算",
    "下达",
    "安排",
    "争取",
    "受理",
    "接到",
    "收到",
    "交办",
    "排查",
    "摸排",
    "查出",
    "发现",
    "涉及",
    "共有",
    "共",
    "合计",
    "总计",
    "全部",
    "列入",
    "纳入",
    "设计",
    "规划",
    "承诺",
    "签约",
    "合同",
];

/// What is aimed at.
const AIMS: [&str; 12] =
    ["目标", "任务", "计划", "预算", "指标", "盘子", "要完成", "承诺", "核定", "下达", "分配", "要求"];

/// What was done, before or behind the number.
const DONE: [&str; 138] = [
    "已",
    "完成",
    "办结",
    "审结",
    "结案",
    "执结",
    "销号",
    "整改",
    "化解",
    "调处",
    "支付",
    "拨付",
    "支出",
    "兑付",
    "兑现",
    "发放",
    "到位",
    "用掉",
    "用去",
    "使用",
    "花",
    "建成",
    "竣工",
    "完工",
    "开工",
    "交付",
    "入住",
    "落实",
    "上岗",
    "就业",
    "升学",
    "认证",
    "参保",
    "签订",
    "签约",
    "缴",
    "收回",
    "归还",
    "偿还",
    "脱贫",
    "领取",
    "搬迁",
    "安置",
    "播种",
    "栽",
    "收割",
    "收获",
    "修",
    "通",
    "改",
    "拆",
    "清",
    "处置",
    "解决",
    "现有",
    "原有",
    "有",
    "实有",
    "在岗",
    "做",
    "干了",
    "走",
    "投入",
    "招",
    "录",
    "验收",
    "接种",
    "检查",
    "走访",
    "培训",
    "登记",
    "颁",
    "发证",
    "确权",
    "实际",
    "实现",
    "累计",
    "达",
    "回复",
    "答复",
    "采纳",
    "报销",
    "入库",
    "入网",
    "装",
    "铺",
    "架",
    "种",
    "卖",
    "售",
    "交",
    "缴清",
    "余额",
    "占用",
    "用了",
    "新增",
    "增设",
    "调剂",
    "补充",
    "挖潜",
    "办成",
    "办好",
    "建好",
    "修好",
    "换好",
    "收上来",
    "报账",
    "恢复",
    "筛查",
    "参加",
    "实到",
    "到岗",
    "报到",
    "只用",
    "只有",
    "落地",
    "签",
    "收了",
    "竣",
    "结清",
    "销",
    "复核",
    "审核",
    "缴纳",
    "运营",
    "投用",
    "启用",
    "治理",
    "整治",
    "处理",
    "审批",
    "办理",
    "除",
    "用于",
    "用在",
    "运行",
    "正常",
    "完好",
];

/// What another time or another place has.
const OTHERS: [&str; 14] =
    ["上年", "去年", "同期", "同比", "比", "较", "均", "每", "其中", "全市", "全省", "全国", "增长", "明年"];

/// What says by how much an aim was passed.
const OVER: [&str; 16] = [
    "超",
    "超出",
    "多出",
    "超额",
    "超额完成",
    "多完成",
    "多做",
    "超计划",
    "超任务",
    "超目标",
    "超收",
    "超了",
    "多了",
    "多收",
    "多放了",
    "多干了",
];
/// What says how much less was spent than was allowed, of what was allowed, and what it was.
const SAVED: [&str; 15] = [
    "节约",
    "节省",
    "节资",
    "审减",
    "核减",
    "减支",
    "压减",
    "结余",
    "节余",
    "节支",
    "少花",
    "降低成本",
    "省下",
    "省出",
    "省了",
];
const ALLOWED: [&str; 11] =
    ["预算", "送审", "报审", "报价", "概算", "控制价", "限价", "估价", "标底", "申报", "计划"];
const SPENT: [&str; 15] = [
    "审定",
    "核定",
    "中标",
    "成交",
    "结算",
    "决算",
    "实际",
    "定案",
    "合同价",
    "实付",
    "只用",
    "实支",
    "实用",
    "花",
    "支出",
];

/// Whether a number says by how much an aim was passed.
pub(super) fn over(lead: &str) -> bool {
    let bare = lead.trim_start_matches(['比', '较']);
    let bare = ["计划", "目标", "任务", "预算", "年初"]
        .iter()
        .fold(bare, |bare, word| bare.trim_start_matches(word));
    OVER.contains(&bare.trim_end_matches(['了', '收', '产']))
        || OVER.contains(&bare)
        || bare.starts_with(['超', '多']) && bare.chars().count() <= 6
}

/// Whether a number says what was saved, of these two.
pub(super) fn saved(lead: &str, allowed: &str, spent: &str) -> bool {
    has(lead, &SAVED) && has(allowed, &ALLOWED) && has(spent, &SPENT)
}

/// Whether words tell of savings at all.
pub(super) fn saves(lead: &str) -> bool {
    has(lead, &SAVED)
}

/// What those are called that are not among those of which something is told: 缺考, 超期的, 欠费.
const APART: [&str; 41] = [
    "超期",
    "逾期",
    "缺考",
    "缺席",
    "缺勤",
    "请假",
    "欠费",
    "欠缴",
    "拖欠",
    "空岗",
    "空置",
    "闲置",
    "跨年",
    "遗留",
    "退回",
    "缓建",
    "暂缓",
    "停工",
    "弃考",
    "落选",
    "流标",
    "未中",
    "滞后",
    "不再",
    "正在",
    "待",
    "在建",
    "在办",
    "在途",
    "漏登",
    "漏报",
    "漏助",
    "漏缴",
    "漏",
    "推进中",
    "办理中",
    "审理中",
    "施工中",
    "建设中",
    "进行中",
    "整改中",
];

/// How sure words are that a number is what is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Left {
    /// By a word that says nothing else.
    Sure,
    /// Some more, that is not done yet.
    Loose,
    /// Some more, whatever it is.
    Bare,
}

/// One of these stands in all words that tell what is left or by how much an aim was passed.
static TELLS: CharSet =
    CharSet::new("余剩差缺欠短未没不待还尚仍超多节省审减降再少空另其逾请闲跨遗退缓停弃落流滞正在因漏中");

/// Whether the words before a number may tell of what is left, or say nothing, so that those behind it may.
pub(super) fn may_tell(lead: &str) -> bool {
    lead.is_empty() || lead.chars().any(|c| TELLS.contains(c))
}

/// Whether the words before a number and behind it say that it is left of a whole.
pub(super) fn left(lead: &str, tail: &str) -> Option<Left> {
    let aimed = has(lead, &["离", "距", "与目标", "与计划", "与任务", "比计划", "比目标", "比任务"]);
    if !aimed && has(lead, &["比", "较", "同比", "上年", "去年", "均", "每", "分别"]) {
        return None;
    }
    // 收支相抵结余, 年末结余 are of accounts.
    let account = has(lead, &["结余", "节余"])
        && (has(lead, &["年", "月", "期", "累计", "滚存", "收支", "相抵", "历"]) || tail.contains("来自"));
    if aimed && has(lead, &["还有", "尚有", "还"]) || !account && has(lead, &LEFT) {
        return Some(Left::Sure);
    }
    let bare = lead.trim_end_matches(['着', '了', '约', '的', '有']);
    if ["差", "欠", "缺", "短", "剩", "余", "少"]
        .contains(&bare.trim_start_matches(['还', '尚', '仍', '只', '仅']))
    {
        return Some(Left::Sure);
    }
    let more = MORE.iter().any(|word| lead.starts_with(word));
    let late =
        NOT_YET.iter().any(|word| tail.trim_start_matches(['个', '的', '也', '都', '则']).starts_with(word));
    if (more && (has(lead, &NOT_YET) || has(tail, &NOT_YET) || tail.starts_with('在')))
        || lead.is_empty() && late
    {
        return Some(Left::Loose);
    }
    // 未整改的27处, 没有认证的253人.
    let not =
        ["未", "没有", "没", "尚未", "仍未", "还未", "暂未", "不符合", "不合格", "不达标", "不具备", "不愿"];
    let not = not.iter().any(|word| lead.starts_with(word));
    let needs = has(lead, &["还要", "还需", "尚需", "仍需", "需再", "还得", "要再"])
        || lead.contains('再') && has(tail, &["就够", "即可", "便可", "才够"]);
    let apart = APART.iter().any(|word| lead.starts_with(word))
        || lead.starts_with('因') && has(lead, &["未", "停", "缓", "没"]);
    if not && !lead.starts_with("未来") || needs || apart {
        return Some(Left::Loose);
    }
    (more && lead != "其他" || has(lead, &["还有", "还趴", "还剩", "还留", "还躺"])).then_some(Left::Bare)
}

/// Whether a number was done of a whole.
pub(super) fn done(lead: &str, tail: &str) -> bool {
    lead.ends_with('了') || has(lead, &DONE) || tail.starts_with(['已', '都']) || has(tail, &["已经", "已"])
}

/// Whether a number may be a whole of which something is done.
pub(super) fn whole(lead: &str) -> bool {
    has(lead, &WHOLE)
}

/// Whether a number is aimed at. 一般公共预算收入 is what came in.
pub(super) fn aimed(lead: &str) -> bool {
    has(lead, &AIMS)
        && (!lead.contains("预算") || has(&lead.replace("公共预算", "").replace("基金预算", ""), &AIMS))
}

/// Whether a number is of another time or place, or of some of them only.
pub(super) fn other(lead: &str) -> bool {
    has(lead, &OTHERS) || lead.contains('占') && !aimed(lead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_rest_is_found_by_one_of_its_characters() {
        for words in [&LEFT[..], &MORE[..], &SAVED[..], &OVER[..], &APART[..]] {
            let unseen: Vec<_> = words.iter().filter(|it| !may_tell(it)).collect();
            assert!(unseen.is_empty(), "{unseen:?}");
        }
    }
}
