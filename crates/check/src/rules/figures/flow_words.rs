//! What a number of an account is by the words before it 期初、本期增减、期末: cash, cases, members, animals, loans.

use super::words::{VERBS, has};

/// What a number of a balance is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Flow {
    /// What there was: 年初结转.
    Opening,
    /// What came: 新收, 收入.
    In,
    /// What went: 审结, 支出.
    Out,
    /// By how much it changed: 净增.
    Net,
    /// What is left: 年末结余.
    Closing,
    /// What came or went, by a verb that nobody knows.
    Either,
}

/// What there was.
pub(super) const OPENING: [&str; 18] = [
    "年初",
    "期初",
    "季初",
    "月初",
    "学期初",
    "往年结",
    "历年结",
    "历年滚存",
    "结转",
    "旧存",
    "原存",
    "原有",
    "原来有",
    "本来有",
    "接转",
    "期前",
    "1月1日",
    "起初",
];

/// Times before this one, and what was there at their end: 上年未结, 去年结余, 上学期末.
const EARLIER: [&str; 8] = ["上年", "去年", "上期", "上月", "上季", "上学期", "上一年", "以前年度"];
const THERE: [&str; 15] =
    ["未", "结", "余", "存", "留", "剩", "积", "滚", "末", "底", "在册", "在办", "遗", "在园", "在校"];

/// Whether words tell what there was before.
pub(super) fn opens(label: &str) -> bool {
    has(label, &OPENING) || has(label, &EARLIER) && has(label, &THERE)
}

/// What is left, by its time or by its own word.
const CLOSING: [&str; 39] = [
    "年末",
    "年底",
    "年终",
    "岁末",
    "岁尾",
    "期末",
    "期终",
    "月末",
    "月底",
    "季末",
    "季度末",
    "学期末",
    "12月31日",
    "6月30日",
    "结余",
    "结存",
    "滚存",
    "留存",
    "未结",
    "未办结",
    "未审结",
    "未执结",
    "尚余",
    "尚存",
    "尚有",
    "剩余",
    "余下",
    "剩下",
    "还剩",
    "还有",
    "现存",
    "现有",
    "现余",
    "结转下年",
    "结转明年",
    "转下年",
    "实存",
    "盘存",
    "盘点",
];

/// What is there now, behind what came and went.
const NOW: [&str; 27] = [
    "目前", "如今", "现在", "眼下", "现共", "现为", "现实", "在册", "存栏", "余额", "在库", "库存", "在院",
    "在编", "在岗", "在校", "在园", "实有", "在管", "在矫", "在网", "在库", "账上", "账面", "存量", "保有",
    "共有",
];

/// What went.
const OUT: [&str; 150] = [
    "轮出",
    "报废",
    "支出",
    "审结",
    "办结",
    "结案",
    "执结",
    "退出",
    "注销",
    "转出",
    "迁出",
    "调出",
    "减少",
    "清退",
    "出库",
    "流出",
    "死亡",
    "退库",
    "退规",
    "核减",
    "清出",
    "取消",
    "淘汰",
    "离职",
    "退休",
    "吊销",
    "出栏",
    "死淘",
    "拨出",
    "支付",
    "付出",
    "开支",
    "花去",
    "花掉",
    "花费",
    "花了",
    "用去",
    "用掉",
    "用了",
    "耗用",
    "消耗",
    "领用",
    "发出",
    "领出",
    "售出",
    "卖出",
    "卖掉",
    "售卖",
    "撤销",
    "解除",
    "解矫",
    "期满",
    "终止",
    "出院",
    "毕业",
    "离岗",
    "调离",
    "退保",
    "退租",
    "搬离",
    "关停",
    "关闭",
    "病故",
    "病亡",
    "去世",
    "减员",
    "核销",
    "报损",
    "损耗",
    "结清",
    "迁走",
    "外迁",
    "停保",
    "转走",
    "支取",
    "取走",
    "兑付",
    "归还",
    "偿还",
    "还款",
    "还本",
    "清偿",
    "出列",
    "压减",
    "调减",
    "歇业",
    "停业",
    "倒闭",
    "销号",
    "化解",
    "流失",
    "退网",
    "退统",
    "停产",
    "辞职",
    "离校",
    "转学",
    "屠宰",
    "销售",
    "出售",
    "成本",
    "费用",
    "开销",
    "竣工",
    "完工",
    "拆除",
    "退社",
    "退会",
    "退园",
    "调走",
    "归队",
    "占用",
    "灭失",
    "清零",
    "结项",
    "结题",
    "失效",
    "停发",
    "离院",
    "拆解",
    "供水",
    "渗漏",
    "蒸发",
    "开除",
    "摘牌",
    "退市",
    "召回",
    "报停",
    "失联",
    "休学",
    "辍学",
    "支用",
    "花销",
    "提取",
    "付款",
    "付清",
    "缴还",
    "上交",
    "剔旧",
    "剔除",
    "处理掉",
    "消化",
    "出局",
    "亏损",
    "抽调",
    "借出",
    "调用",
    "领走",
    "抽走",
    "外借",
];

/// What came.
const IN: [&str; 117] = [
    "轮入",
    "新注册",
    "新收",
    "新受理",
    "收入",
    "新增",
    "增加",
    "新登记",
    "转入",
    "迁入",
    "调入",
    "新纳入",
    "流入",
    "购进",
    "入库",
    "新建",
    "新招",
    "新入",
    "新发展",
    "新认定",
    "收进",
    "进账",
    "入账",
    "到账",
    "拨入",
    "筹集",
    "筹得",
    "募集",
    "捐入",
    "缴入",
    "新参保",
    "新接",
    "新开",
    "新领",
    "新办",
    "新设",
    "新聘",
    "新录",
    "新引",
    "新报",
    "新排查",
    "新发现",
    "新立",
    "新购",
    "新添",
    "新生",
    "自繁",
    "外购",
    "补栏",
    "引进",
    "购入",
    "买进",
    "采购",
    "进货",
    "进仓",
    "入仓",
    "入栏",
    "繁育",
    "繁殖",
    "出生",
    "产仔",
    "接收",
    "入矫",
    "吸收",
    "入院",
    "收治",
    "入住",
    "招录",
    "划入",
    "转来",
    "收购",
    "收储",
    "增员",
    "造林",
    "增派",
    "招收",
    "招聘",
    "加入",
    "补充",
    "进货",
    "转进",
    "纳入",
    "下拨",
    "拨来",
    "考录",
    "到位",
    "来水",
    "补进",
    "调剂进",
    "安置",
    "回流",
    "复学",
    "复工",
    "续约",
    "新造",
    "新上",
    "存入",
    "进水",
    "进款",
    "收益",
    "捐款",
    "捐赠",
    "赞助",
    "会费",
    "开业",
    "受赠",
    "购置",
    "入会",
    "入社",
    "入职",
    "到任",
    "新到",
    "引入",
    "盈利",
    "归还入",
    "配发",
    "划拨",
];

/// Of loans and debts: what was lent came to them, what was paid back went.
const LENT: [&str; 8] = ["发放", "投放", "放款", "借入", "举借", "发行", "新贷", "新借"];
const REPAID: [&str; 6] = ["收回", "清收", "回收", "到期", "化解", "核销"];
/// Of cash: what was got back came to it, what was given went.
const RECEIVED: [&str; 8] = ["收回", "回收", "收到", "收取", "清收", "利息", "下达", "争取"];
const GIVEN: [&str; 9] = ["发放", "拨付", "使用", "投放", "上解", "上缴", "发行", "用于", "用在"];

/// What says that the number is a difference of what came and what went.
pub(super) const NET: [&str; 21] = [
    "净",
    "相抵",
    "抵减",
    "抵扣",
    "轧差",
    "品迭",
    "自然增",
    "自然减",
    "当年结余",
    "本年结余",
    "收支结余",
    "当期结余",
    "本期结余",
    "盈余",
    "超支",
    "顺差",
    "逆差",
    "纯利",
    "纯收",
    "机械增",
    "机械减",
];

/// What makes a number one that is no part of the account.
const BESIDE: [&str; 7] = ["比", "较", "同期", "均", "每", "占总", "占全"];

/// What is of a wish, or of several numbers at once.
const VAGUE: [&str; 11] =
    ["计划", "目标", "任务", "预算", "累计", "总计", "合计", "共计", "应", "预计", "力争"];

/// How a number stands to an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Said {
    /// It is part of it.
    Flow(Flow),
    /// It is of another thing: an average, a comparison.
    Beside,
    /// Nobody knows.
    Unknown,
}

/// The end of the last of these words in a text.
fn last(text: &str, words: &[&str]) -> Option<usize> {
    if !has(text, words) {
        return None;
    }
    words.iter().filter_map(|word| text.rfind(word).map(|at| at + word.len())).max()
}

/// Where a label says that something is new: 新参保, 发展新党员, but not 新能源.
fn fresh(label: &str) -> Option<usize> {
    let at = label.rfind('新')? + '新'.len_utf8();
    let (before, behind) = (label.get(..at - '新'.len_utf8())?, label.get(at..)?);
    let word = before.ends_with(['创', '高', '更', '最', '翻', '革', '焕', '刷', '专'])
        || behind.starts_with(['型', '能', '区', '农', '时', '兴', '闻', '媒', '业', '质', '城', '村', '品']);
    (!word && !behind.is_empty()).then_some(at)
}

/// Whether a label tells what there is by one word: 在研, 在享, 在营.
fn stays(label: &str) -> bool {
    label.starts_with('在') && label.chars().count() <= 6 && !label.contains(['了', '的'])
}

/// What a number is, by the words before it. `moved`: something came or went before; `lends`: it is an account of loans.
pub(super) fn said(label: &str, moved: bool, lends: bool) -> Said {
    let label = label.trim_start_matches("其中");
    // 增减相抵后年末在册542户 is what is left, and no difference.
    let stock = [
        "年末", "年底", "期末", "月末", "在册", "现有", "目前", "总数", "达到", "累计", "滚存", "存栏",
        "实有",
    ];
    if has(label, &NET) && (label.contains('净') || !has(label, &stock)) {
        let whole = label.trim_end_matches(['了', '约', '为', '到']);
        let ends = whole.ends_with([
            '增', '减', '加', '少', '入', '出', '流', '余', '支', '差', '长', '收', '放', '赚', '利', '落',
            '剩', '益', '润',
        ]) || has(label, &["相抵", "抵减", "轧差", "品迭"]);
        let other =
            has(label, &["同比", "比", "较", "净化", "净水", "净菜", "洁净", "干净", "净资产", "净值"])
                && !has(label, &["相比"]);
        return if ends && !other { Said::Flow(Flow::Net) } else { Said::Unknown };
    }
    // 收入总计21.6亿元 has what was left of the year before in it.
    if has(label, &VAGUE) {
        return Said::Unknown;
    }
    if has(label, &["结转下", "结转明", "结转次", "转下年", "结转至", "转到明", "转到下", "转入明", "转入下"])
    {
        return Said::Flow(Flow::Closing);
    }
    let dated = label.contains("20") && has(label, &["年末", "年底", "年终"]);
    if opens(label) && !has(label, &["年初以来", "今年初起", "比", "较", "同期"]) || dated && !moved
    {
        return Said::Flow(Flow::Opening);
    }
    if has(label, &BESIDE) {
        return Said::Beside;
    }
    // 由186家增加到203家: the words before a number that something became.
    let bare = label.trim_end_matches(['了', '约']);
    let got = ["下达", "收到", "得到", "取到", "领到", "拿到"].iter().any(|word| bare.ends_with(word));
    let became = !got && bare.ends_with(['到', '至', '达']);
    if has(label, &CLOSING) || moved && (has(label, &NOW) || became || stays(label)) {
        // 年底前建成40个 is what is wished for, no rest.
        let wished = has(label, &["前", "建成", "完成", "实现", "预计"]) && !has(label, &["目前", "当前"]);
        // 年末竣工71个 is a deed, 年末未竣工71个 is what is left.
        let left = has(label, &["未", "在办", "待", "余", "存", "剩", "还有", "尚", "在建"]);
        let deed =
            !left && (has(label, &OUT) || has(label, &IN) || VERBS.iter().any(|verb| label.ends_with(verb)));
        let wished = wished || deed && !became;
        return if wished { Said::Unknown } else { Said::Flow(Flow::Closing) };
    }
    if became {
        return Said::Unknown;
    }
    let (own_in, own_out): (&[&str], &[&str]) = if lends { (&LENT, &REPAID) } else { (&RECEIVED, &GIVEN) };
    let came = last(label, &IN).max(last(label, own_in)).max(fresh(label));
    let went = last(label, &OUT).max(last(label, own_out));
    match (came, went) {
        (None, None) if label.chars().count() < 2 => Said::Unknown,
        (None, None) => Said::Flow(Flow::Either),
        (came, went) if came == went => Said::Unknown,
        (came, went) => Said::Flow(if came > went { Flow::In } else { Flow::Out }),
    }
}

/// Whether names tell of what came and went, which is no part of what there is: 在册214名，新接收96名、解除88名.
pub(super) fn flows(called: &str, names: &[&str]) -> bool {
    let any = |words: &[&str]| names.iter().any(|name| has(name, words));
    let (came, went) = (any(&IN) || names.iter().any(|name| fresh(name).is_some()), any(&OUT));
    let stock = has(called, &["在册", "现有", "在管", "存量", "实有", "结存", "年末", "期末"]);
    (came && went) || (stock && (came || went))
}
