//! What looks wrong and is not 陷阱: each kind by its name, with texts that stay quiet.

use gongwen_check::{Options, Text, check};

/// The trap, and texts of its kind.
const TRAPS: [(&str, &[&str]); 26] = [
    (
        "分别 over two sentences",
        &[
            "甲组3人，乙组4人。两组分别完成5件、6件。",
            "新建泵站2座、水闸3座。投资分别为120万元、86万元，均已投用。",
        ],
    ),
    (
        "其中 with one member",
        &[
            "化解矛盾纠纷198起，其中镇调委会调解29起。",
            "发放贷款3.6亿元，其中涉农贷款2.1亿元，比年初增加0.4亿元。",
        ],
    ),
    (
        "counts with lengths",
        &["硬化道路3条2公里，改造2条5公里。", "整治沟渠12条18公里，其中主干渠3条7公里。"],
    ),
    (
        "pairs of 户 and 人",
        &["脱贫户412户1386人，监测户14户45人。", "新增城镇低保3户3人，老户新增1人，新增农村低保23户31人。"],
    ),
    (
        "新增 beside 累计",
        &["新增就业200人，累计就业500人。", "新增贷款1.2亿元，累计发放8.6亿元，余额5.3亿元。"],
    ),
    (
        "flow beside stock",
        &["全年新发放贷款3亿元，年末贷款余额2亿元。", "全年出栏生猪6.8万头，年末存栏3.4万头。"],
    ),
    (
        "negative growth, narrowed declines",
        &["投资增长-3.2%，降幅收窄1.5个百分点。", "税收下降4.1%，降幅比上年收窄2.3个百分点。"],
    ),
    ("percentage points", &["森林覆盖率63.5%，比上年提高2.3个百分点。", "增速6.2%，高于全县0.8个百分点。"]),
    (
        "rounding of shares",
        &[
            "三项占比分别为33.3%、33.3%、33.3%。",
            "三项占比分别为33.4%、33.4%、33.3%。",
            "甲类12件、乙类23件、丙类37件，占比分别为16.7%、31.9%、51.4%。",
            "三次产业结构为8.4：44.1：47.4。",
        ],
    ),
    (
        "two counts, one rate",
        &[
            "办理议案5件、建议12件，办复率100%。",
            "办理人大代表议案3件、政协委员提案21件，办结率100%，满意率98.5%。",
        ],
    ),
    (
        "growth with a new subject",
        &["收入5亿元，比上年增加0.5亿元，支出增长30%。", "粮食总产8.6万吨，比上年增加0.3万吨，蔬菜增长12%。"],
    ),
    (
        "年均 beside two end values",
        &[
            "产值从2020年的100亿元增加到2023年的133.1亿元，年均增长10%。",
            "五年来，收入由20亿元增加到32.2亿元，年均增长10%。",
        ],
    ),
    (
        "last year's, this year's and next year's value",
        &[
            "2023年财政收入1.66亿元，2024年财政收入1.78亿元，2025年力争达到1.9亿元。",
            "全年完成税收1.2亿元，去年为1.1亿元，明年计划1.3亿元。",
        ],
    ),
    (
        "fixed terms with numbers",
        &[
            "开展“五员六治”，立足“1+1+4”体系，落实“两不愁三保障”。",
            "推进“百千万工程”，深化“三变”改革，落实“四个不摘”。",
        ],
    ),
    (
        "ranks, grades, versions",
        &[
            "创建4A级景区1个，位列全县第3名，系统升级到2.0版。",
            "获评省级一等奖2项，综合排名由第12位升至第5位。",
        ],
    ),
    (
        "dates inside names",
        &["“3·15”活动、“119”宣传日和“12·4”宪法宣传日如期开展。", "“八一”前走访慰问退役军人。"],
    ),
    ("ranges", &["培训人数达到50—60人，其中妇女55人。", "亩产1200～1500斤，增收8%～10%。"]),
    ("leap days", &["2024年2月29日召开会议。", "2000年2月29日建成投用。"]),
    ("masked text", &["XX村有XX户，20XX年收入XX万元。", "某某镇完成投资××亿元，增长×%。"]),
    (
        "headings without stops",
        &["关于做好春耕生产工作的通知\n一、总体要求\n抓好春耕。\n二、主要任务\n备足农资。"],
    ),
    ("一是 in two paragraphs running", &["一是抓学习。二是抓落实。\n一是建机制。二是强队伍。三是严考核。"]),
    ("quotes over two paragraphs", &["他说：“要抓好春耕生产。\n“还要抓好防汛抗旱。”"]),
    (
        "done of what stands over from before",
        &["受理信访件86件，累计办结93件（含上年结转）。", "新收案件120件，办结126件。"],
    ),
    (
        "numbers that need no word",
        &[
            "居全市第3，指数升至96.5，粉丝突破10万，见附件2，附件3。",
            "“神舟20”发射成功，任务5、任务6如期完成。",
        ],
    ),
    (
        "characters that stand twice and mean it",
        &[
            "扎扎实实干，追求实实在在的成效，扩大大宗商品贸易，工作作风务实，实现现代化。",
            "人人有责、户户参与，稳步推进进度，落实实施方案，完成成果转化。",
        ],
    ),
    (
        "的 before a noun",
        &[
            "发挥积极的推动作用，形成认真的学习氛围，提供有力的组织保障，有效的解决办法还不多。",
            "当地群众的意见、基地建设的成效、土地问题的解决。",
        ],
    ),
];

#[test]
fn traps_stay_quiet() {
    let mut told = Vec::new();
    for (trap, texts) in TRAPS {
        for text in texts {
            for found in check(&Text::from_plain(text), &Options::default()).findings {
                told.push(format!("{trap}: {text}\n  {}: {}", found.code, found.quote));
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// Half-width text from the web is widened first, so that its numbers are read, and told once.
#[test]
fn half_width_text_is_told_once_and_read() {
    let text = "一、主要工作\n全年新建站点20个,其中甲类9个,乙类11个;投入资金36万元,已到位.\n办结信访件12件,办结率100%;走访群众46户,解决问题8个.";
    let codes = |text: &str| -> Vec<&str> {
        check(&Text::from_plain(text), &Options::default()).findings.iter().map(|it| it.code).collect()
    };
    assert_eq!(codes(text), ["mark/half-width"]);
    assert_eq!(codes(&text.replace("乙类11个", "乙类12个")), ["figures/parts-sum", "mark/half-width"]);
}
