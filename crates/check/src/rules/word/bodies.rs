//! One body of a place under two names that no two bodies of it have 一个机构两个名称: 县渔政执法大队, 县渔政监察大队;
//! 县残疾人联合会, 县残疾人协会; 街道网格化服务管理中心, 街道网格化管理服务中心.
//!
//! The level before a name says whose body it is, the subject what it is for. What is left may be a word that is taken for
//! another one, the words in another order, or another kind of body, and one of these alone. A name that is the other one
//! with less in it is short for it, and whoever has two bodies names them in one clause.

use std::borrow::Cow;
use std::collections::HashMap;

use super::pairs::is_known;
use super::spellings::{Differing, Spelling};
use crate::chars::is_one_of;
use crate::rules::line::{Line, ends_clause, is_han};
use crate::words::has;

/// What teams do, and what offices do: the last words of their names.
const ENFORCING: [&str; 7] = ["综合", "行政", "执法", "监察", "稽查", "监督", "检查"];
const SERVING: [&str; 4] = ["服务", "管理", "事务", "工作"];

/// The same of offices whose subject has four characters and more.
const FOSTERING: [&str; 3] = ["发展", "保障", "保护"];

/// Ends of names of societies, and of those that a subject of four characters has as well.
const SOCIETIES: [&str; 2] = ["联合会", "协会"];
const COMMITTEE: &str = "委员会";

/// Ends of names of bodies that lead one piece of work, and of places that serve for one, of which a level has one.
const LEADING: [&str; 2] = ["指挥部", "领导小组"];
const POSTS: [&str; 3] = ["中心", "站", "所"];

/// Subjects of which a county has a committee and a society.
const TWICE: [&str; 4] = ["计划生育", "科学技术", "体育运动", "安全生产"];

/// Subjects of offices that are a 局 in one county and a 委员会 in another one, and in none of them both.
const OFFICES: [(&str, &str); 26] = [
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("发改", "发改"),
    ("卫生健康", "卫健"),
    ("卫健", "卫健"),
    ("民族宗教事务", "民宗"),
    ("民族宗教", "民宗"),
    ("民族事务", "民族事务"),
    ("民宗", "民宗"),
    ("国有资产监督管理", "国资"),
    ("国资", "国资"),
    ("经济和信息化", "经信"),
    ("经信", "经信"),
    ("工业和信息化", "工信"),
    ("工信", "工信"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("住建", "住建"),
    ("农业农村", "农业农村"),
    ("交通运输", "交通运输"),
    ("城市管理", "城市管理"),
    ("教育", "教育"),
    ("水务", "水务"),
    ("商务", "商务"),
    ("科技", "科技"),
    ("体育", "体育"),
];

/// Words of subjects that are taken for each other, and the one that stands for both.
const SUBJECTS: [(&str, &str); 6] = [
    ("渔业", "渔政"),
    ("环保", "环境"),
    ("劳动保障", "劳动"),
    ("文化市场", "文化"),
    ("文旅市场", "文化"),
    ("水行政", "水政"),
];

/// Words that are taken for each other anywhere in a name of four characters and more, and the one that stands for both.
const SAME: [(&str, &str); 25] = [
    ("志愿者", "志愿服务"),
    ("疫情", "疫病"),
    ("管护", "养护"),
    ("训练", "培训"),
    ("实训", "培训"),
    ("检测", "监测"),
    ("防控", "防治"),
    ("治理", "整治"),
    ("救援", "救助"),
    ("处理", "处置"),
    ("调处", "调解"),
    ("运营", "运行"),
    ("行政服务", "政务服务"),
    ("政务审批", "行政审批"),
    ("地震减灾", "防震减灾"),
    ("抗震减灾", "防震减灾"),
    ("考务", "考试"),
    ("种业", "种子"),
    ("老龄", "老年"),
    ("减灾", "救灾"),
    ("传媒", "融媒"),
    ("联络", "联系"),
    ("推进", "推动"),
    ("审核", "审批"),
    ("促进", "推动"),
];

/// Of these each village or county has one.
const VILLAGE: [(&str, &[&str]); 3] = [
    ("红白", &["理事会", "喜事会", "喜事理事会", "事理事会", "协会", "委员会"]),
    ("妇幼保健", &["院", "站", "所"]),
    ("道德", &["评议会", "理事会", "评议委员会", "评议理事会"]),
];

/// Words between two bodies of which one works with the other, and such between two that are counted up.
const WITH: [&str; 4] = ["联合", "会同", "协同", "配合"];
const LISTED: [&str; 3] = ["与", "和", "、"];

/// Most characters between a level and the end of a name.
const REACH: usize = 12;

/// The name of a body 机关、单位名称 as it stands in the text.
struct Body<'t> {
    /// What tells it apart from another name with the same key.
    own: &'t str,
    /// Two characters before the level when they may be the name of the place.
    place: &'t str,
    spelling: Spelling<'t>,
    /// The clause of the text in which it stands.
    clause: usize,
}

/// The names of a text, by what is the same in two names of one body.
#[derive(Default)]
pub(super) struct Bodies<'t> {
    named: HashMap<String, Vec<Body<'t>>>,
    /// A body and its short name that are said to work together.
    joined: Vec<(Spelling<'t>, Spelling<'t>)>,
}

impl<'t> Bodies<'t> {
    /// The names of bodies in these paragraphs.
    pub(super) fn of(lines: &[Line<'t>]) -> Bodies<'t> {
        let mut bodies = Bodies::default();
        let mut clause = 0;
        for line in lines {
            let mut last: Option<Found> = None;
            clause += 1;
            for at in 0..line.len() {
                let c = line.get(at);
                if ends_clause(c) {
                    clause += 1;
                    last = None;
                } else if matches!(c, '红' | '道' | '妇') {
                    bodies.village(line, at, clause);
                } else if is_one_of!(c, "大支中总队联协委局站所指领基")
                    && is_han(line.back(at, 2))
                    && let Some(found) = found(line, at)
                {
                    if let Some(first) = &last {
                        bodies.together(line, first, &found);
                    }
                    bodies.note(line, &found, clause);
                    last = Some(found);
                }
            }
        }
        bodies
    }

    /// Names of one body of which one stands once.
    pub(super) fn differing(&self) -> impl Iterator<Item = Differing<'_, 't>> {
        let named = self.named.values().filter_map(|group| {
            let [first, second] = group.as_slice() else { return None };
            let (wrong, right) =
                if second.spelling.count > first.spelling.count { (first, second) } else { (second, first) };
            let place = wrong.place.is_empty() || right.place.is_empty() || wrong.place == right.place;
            let short = is_short(wrong.own, right.own) || is_short(right.own, wrong.own);
            let told = wrong.spelling.count == 1 && wrong.clause != right.clause && place && !short;
            told.then_some((&wrong.spelling, &right.spelling))
        });
        named.chain(self.joined.iter().map(|(wrong, right)| (wrong, right)))
    }

    /// Notes the body of a village that begins at a place, by its subject: 红白理事会 and 红白喜事会 are one.
    fn village(&mut self, line: &Line<'t>, at: usize, clause: usize) {
        let Some((subject, ends)) = VILLAGE.iter().find(|(subject, _)| line.starts(at, subject)) else {
            return;
        };
        let from = at + subject.chars().count();
        let Some(end) = line.one_of(from, ends) else { return };
        let to = from + end.chars().count();
        self.add((*subject).to_owned(), line, (at, to), (line.text(from, to), ""), clause);
    }

    /// A name by all that it may have in common with another one.
    fn note(&mut self, line: &Line<'t>, it: &Found, clause: usize) {
        let (level, whole, place) = (line.text(it.from, it.stem), (it.from, it.to), it.place(line));
        let stem = line.text(it.stem, it.end);
        let end = line.text(it.end, it.to);
        let own = (stem, place);
        // The same words in another order.
        if it.end - it.stem >= 4 {
            let mut chars: Vec<char> = stem.chars().collect();
            chars.sort_unstable();
            self.add(format!("order {level} {end} {}", String::from_iter(chars)), line, whole, own, clause);
            let mut same = Cow::Borrowed(stem);
            for (word, one) in SAME {
                if has(&same, &[word]) {
                    same = same.replace(word, one).into();
                }
            }
            self.add(format!("same {level} {end} {same}"), line, whole, own, clause);
        }
        let subject = line.text(it.stem, it.subject);
        if it.subject >= it.stem + 2 {
            let same = SUBJECTS.iter().find(|(word, _)| *word == subject);
            let subject = same.map_or(subject, |(_, one)| *one);
            self.add(format!("work {level} {end} {subject}"), line, whole, own, clause);
        }
        let own = (end, place);
        // 县消防救援大队, 县消防救援支队: a county has one of them; 中队 are parts of it.
        if level == "县" && matches!(end, "大队" | "支队") {
            self.add(format!("rank {stem}"), line, whole, own, clause);
        }
        let four = it.end - it.stem >= 4 && !TWICE.contains(&stem);
        if SOCIETIES.contains(&end) || (end == COMMITTEE && four) {
            self.add(format!("society {level} {stem}"), line, whole, own, clause);
        } else if four && LEADING.contains(&end) {
            self.add(format!("lead {level} {stem}"), line, whole, own, clause);
        } else if four && POSTS.contains(&end) {
            self.add(format!("post {level} {stem}"), line, whole, own, clause);
        }
        // 省、市发展改革委, 市发展和改革局: a city has another one above it.
        let alone = !level.starts_with('市')
            || !(is_han(line.back(it.from, 1)) || matches!(line.back(it.from, 1), '、'));
        if let Some((_, office)) = OFFICES.iter().find(|(subject, _)| *subject == stem)
            && matches!(end, "局" | "委" | COMMITTEE)
            && alone
        {
            let own = (if end == "局" { "局" } else { "委" }, place);
            self.add(format!("office {level} {office}"), line, whole, own, clause);
        }
    }

    fn add(
        &mut self,
        key: String,
        line: &Line<'t>,
        (from, to): (usize, usize),
        (own, place): (&'t str, &'t str),
        clause: usize,
    ) {
        let group = self.named.entry(key).or_default();
        if let Some(known) = group.iter_mut().find(|it| it.own == own) {
            known.spelling.count += 1;
        } else if group.len() < 3 {
            // Three names tell bodies apart: more are not kept.
            let spelling = Spelling::new(line.text(from, to), line.span(from, to), 1);
            group.push(Body { own, place, spelling, clause });
        }
    }

    /// 县粮食和物资储备中心联合县粮储服务中心: a body with itself.
    fn together(&mut self, line: &Line<'t>, first: &Found, second: &Found) {
        let end = line.text(first.end, first.to);
        let with = line.text(first.to, second.from);
        let (whole, short) = (line.text(first.stem, first.subject), line.text(second.stem, second.subject));
        let same = line.text(second.end, second.to) == end
            && line.text(first.from, first.stem) == line.text(second.from, second.stem)
            && (WITH.contains(&with) || (LISTED.contains(&with) && matches!(end, "局" | "委")));
        if same
            && second.subject >= second.stem + 2
            && whole.chars().next() == short.chars().next()
            && short.len() < whole.len()
            && is_short(short, whole)
        {
            let spelling =
                |it: &Found| Spelling::new(line.text(it.from, it.to), line.span(it.from, it.to), 1);
            self.joined.push((spelling(second), spelling(first)));
        }
    }
}

/// Whether all characters of one text stand in another one in their order.
fn is_short(short: &str, whole: &str) -> bool {
    let mut chars = whole.chars();
    short.chars().all(|c| chars.any(|it| it == c))
}

/// Where a name stands: its level, its stem, where its subject ends, its end.
struct Found {
    from: usize,
    stem: usize,
    subject: usize,
    end: usize,
    to: usize,
}

impl Found {
    /// Two characters before the level that may be the name of the place: 清溪县.
    fn place<'t>(&self, line: &Line<'t>) -> &'t str {
        let (first, last) = (line.back(self.from, 2), line.back(self.from, 1));
        let Some(from) = self.from.checked_sub(2).filter(|_| is_han(first) && is_han(last)) else {
            return "";
        };
        let word = line.text(from, self.from);
        let bare = is_one_of!(
            last,
            "由对向在与和及据经同合请受被从给让使把将为至到以各我全该本年月日后来中内是又还再的了份"
        ) || is_known(word);
        if bare { "" } else { word }
    }
}

/// The body whose name ends with the word at this place.
fn found(line: &Line<'_>, end: usize) -> Option<Found> {
    let (word, works): (_, &[&str]) = match line.get(end) {
        '队' if line.one_before(end, &ENFORCING).is_some() => ("队", &ENFORCING),
        '大' | '支' | '中' | '总' if line.get(end + 1) == '队' => (line.text(end, end + 2), &ENFORCING),
        '中' if line.starts(end, "中心") => ("中心", &SERVING),
        '局' | '站' | '所' => (line.text(end, end + 1), &SERVING),
        '指' if line.starts(end, "指挥部") => ("指挥部", &[]),
        '基' if line.starts(end, "基地") => ("基地", &[]),
        '领' if line.starts(end, "领导小组") => ("领导小组", &[]),
        '联' if line.starts(end, "联合会") => ("联合会", &[]),
        '协' if line.starts(end, "协会") => ("协会", &[]),
        '委' if line.starts(end, COMMITTEE) => (COMMITTEE, &[]),
        '委' => ("委", &[]),
        _ => return None,
    };
    let (from, stem) = level(line, end)?;
    let mut subject = end;
    while let Some(work) = line.one_before(subject, works) {
        subject -= work.chars().count();
    }
    if works == SERVING
        && let Some(work) = line.one_before(subject, &FOSTERING)
        && subject >= stem + 4 + work.chars().count()
    {
        subject -= work.chars().count();
    }
    Some(Found { from, stem, subject: subject.max(stem), end, to: end + word.chars().count() })
}

/// Where the level before the end of a name stands, and where the stem of the name begins: 县|渔政执法, 街道|便民服务.
fn level(line: &Line<'_>, end: usize) -> Option<(usize, usize)> {
    for at in (end.saturating_sub(REACH)..end.saturating_sub(1)).rev() {
        let (before, c, behind) = (line.back(at, 1), line.get(at), line.get(at + 1));
        if !is_han(c) || is_one_of!(c, "的了在对由将把被从向是") {
            return None;
        }
        // 农村, 城市, 社区: words of subjects.
        let is_level = match c {
            '县' | '旗' | '省' => true,
            '市' => before != '城' && behind != '场' && behind != '民',
            '区' => !is_one_of!(before, "社园灌景城地片校小山库辖林牧矿湖库") && behind != '域',
            '镇' => before != '城' && before != '集',
            '乡' => before != '城' && !matches!(behind, '村' | '镇'),
            '村' => !matches!(before, '农' | '乡') && !matches!(behind, '民' | '级' | '务'),
            '道' => before == '街',
            _ => false,
        };
        if !is_level {
            continue;
        }
        let from = if c == '道' { at - 1 } else { at };
        // 各乡镇便民服务中心, 市县发改委: many.
        let many = is_one_of!(line.back(from, 1), "县区市镇乡村省各全")
            || matches!(behind, '区' | '市' | '级' | '直' | '委' | '域');
        return (!many).then_some((from, at + 1));
    }
    None
}
