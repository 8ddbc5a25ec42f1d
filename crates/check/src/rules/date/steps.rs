//! What comes before what 事情的先后: 立项 before 开工, 受理 before 办结, 启动响应 before 解除响应.

use crate::rules::line::Line;

/// Words of one step: what they tell of happens at the same stage.
type Step = &'static [&'static str];

/// Courses of things, each with its steps in their order.
const COURSES: [&[Step]; 17] = [
    WORKS,
    &[&["签约"], &["开工", "动工", "奠基", "开建"], &["竣工", "完工", "建成", "投产"]],
    &[&["招标", "开标"], &["中标"], &["签订"]],
    &[&["启动", "提升", "升级", "发布", "拉响"], &["解除", "终止", "结束"]],
    &[
        &["报案", "接警", "接报", "接到", "收到", "交办", "转办"],
        &["受理", "立案"],
        &["办结", "结案", "审结", "答复", "回复", "宣判", "判决", "审理终结"],
    ],
    &[&["开幕", "开班", "开营", "开赛", "启动"], &["闭幕", "结束", "结业", "结营", "落幕"]],
    HIRED,
    &[&["入院", "住院", "收治"], &["出院"]],
    &[&["申报", "申请", "上报", "报批", "报送", "提交"], &["批复", "获批", "批准", "核准"]],
    &[&["起草"], &["征求意见"], &["审议通过", "讨论通过"], &["印发", "出台"]],
    &[&["停水", "停电", "停气", "封闭", "中断", "断电"], &["恢复", "抢通", "复通"]],
    &[
        &["发现", "接到", "交办", "转办"],
        &[
            "完成整改",
            "整改完成",
            "整改到位",
            "整改完毕",
            "销号",
            "修复",
            "修复完毕",
            "修复完成",
            "处置完毕",
            "扑灭",
        ],
    ],
    MENDING,
    &[&["播种", "移栽", "插秧"], &["收获", "收割", "采收", "采摘", "开镰"]],
    &[&["出发", "启程"], &["返回", "抵达", "返程"]],
    &[&["挂牌"], &["成交", "摘牌"]],
    &[&["签订", "签约"], &["到期", "期满", "届满"]],
];

/// Works from the decision to the use. What comes behind their end may be in any order: a road is opened before it is accepted.
const WORKS: &[Step] = &[
    &["立项"],
    &["招标"],
    &["中标"],
    &["开工", "动工", "启动", "奠基", "开建", "始建", "进场施工", "破土"],
    &["封顶"],
    &[
        "竣工",
        "完工",
        "建成",
        "验收",
        "通过验收",
        "验收合格",
        "投产",
        "交付",
        "通车",
        "投入使用",
        "投用",
        "结束",
    ],
];

/// What is found is mended before that is accepted.
const MENDING: &[Step] = &[
    &["完成整改", "整改完成", "整改到位", "整改完毕"],
    &["销号", "通过验收", "通过销号", "通过复核", "验收销号", "验收合格"],
];

/// What is taken up once, and what ends it.
const JUDGED: &[Step] = &[&["受理", "立案"], &["办结", "结案", "审结", "宣判"]];

/// How someone is hired.
const HIRED: &[Step] = &[&["报名"], &["笔试"], &["面试"], &["体检"], &["聘用", "录用", "上岗"]];

/// What must be said of a step of an alarm, as its words are used of everything.
pub(super) const ALARMS: [&str; 6] = ["响应", "预警", "警报", "管控", "封控", "禁令"];

/// The place of [`ALARMS`] among the courses.
const ALARM: usize = 3;

/// Where a word stands in the courses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    course: usize,
    step: usize,
}

/// The word of a step at a place of a line, and where it stands in the courses that have it.
pub(super) fn word_at(line: &Line<'_>, at: usize) -> Option<&'static str> {
    let words = COURSES.iter().flat_map(|course| course.iter()).flat_map(|step| step.iter());
    words.copied().filter(|word| line.starts(at, word)).max_by_key(|word| word.len())
}

/// Where a word stands in the courses; `clause` is what is said.
fn places(word: &str, clause: &str) -> impl Iterator<Item = Place> {
    let alarm = crate::words::has(clause, &ALARMS);
    COURSES.iter().enumerate().filter_map(move |(course, steps)| {
        let step = steps.iter().position(|step| step.contains(&word))?;
        (course != ALARM || alarm).then_some(Place { course, step })
    })
}

/// Whether what the first word tells comes before what the second one tells, in a course that has both.
pub(super) fn precedes((first, said): (&str, &str), (second, then): (&str, &str)) -> bool {
    places(first, said)
        .any(|one| places(second, then).any(|other| one.course == other.course && one.step < other.step))
}

/// Whether two words tell of what happens once and may be told of from its end: works and what is mended, and what ends its
/// clause of the others, as a case that is judged is taken up again to be enforced.
pub(super) fn are_of_one(one: &str, other: &str, close: bool) -> bool {
    let courses: &[&[Step]] = if close { &[WORKS, MENDING, JUDGED, HIRED] } else { &[WORKS, MENDING] };
    courses.iter().any(|course| {
        let known = |word: &str| course.iter().any(|step| step.contains(&word));
        known(one) && known(other)
    })
}
