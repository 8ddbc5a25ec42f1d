//! 分别: as many values as subjects.

use crate::chars::is_one_of;
use std::borrow::Cow;

use gongwen_core::interval::Verdict;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::Statement;
use crate::rules::figures::words::{acts, has};

/// Words that part each subject in two by themselves: 三个片区夏秋两季分别.
const DIVIDERS: [&str; 11] =
    ["男女", "城乡", "两", "线上", "线下", "今年", "明年", "去年", "春秋", "夏秋", "前后"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    let mut at = 0;
    while at + 1 < line.chars.len() {
        if !matches!(line.char(at), '分' | '依') {
            at += 1;
            continue;
        }
        let word = [("分别", ""), ("依次", "为"), ("依次", "是"), ("依次", "达")]
            .iter()
            .find(|(word, next)| line.starts(at, word) && line.starts(at + 2, next));
        if let Some((word, _)) = word {
            judge(line, at, word, out);
            at += 2;
        } else {
            at += 1;
        }
    }
}

fn judge(line: &Line, at: usize, word: &str, out: &mut Findings) {
    let values = values(line, at);
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return };
    if values.len() < 2 || values.iter().any(|it| it.quoted) {
        return;
    }
    // 三所小学分别增加270个、180个，其余一所正在扩建: not all are told of.
    let behind = line.text(last.to, last.to + 4);
    if behind.starts_with('等')
        || ["其余", "另", "还有", "其他"]
            .iter()
            .any(|word| behind.trim_start_matches(['，', '；']).starts_with(word))
    {
        return;
    }
    let Some((from, least, most)) = subjects(line, at) else { return };
    if most < 2 {
        return;
    }
    let count = values.len();
    let fits = (least..=most).any(|subjects| subjects > 0 && count.is_multiple_of(subjects));
    let verdict = if fits { Verdict::Holds } else { Verdict::Fails };
    let shown = if least == most { least.to_string() } else { format!("{least}～{most}") };
    Statement {
        kind: "figures/respectively",
        line,
        from,
        to: last.to,
        claim: first,
        called: ("第一个数", "first value"),
        parts: values.iter().skip(1).copied().collect(),
        verdict,
        reason: format!("{shown} 项，{count} 个数"),
    }
    .tell(
        || format!("“{word}”前面有 {shown} 项，后面有 {count} 个数"),
        || format!("{shown} subjects stand before {word}, {count} values behind"),
        out,
    );
}

/// Whether a row of numbers ends in 组成: 四个小组，分别由6人、5人、8人、4人组成.
fn composed(line: &Line, from: usize) -> bool {
    let end = line.ahead(from, &['，', '。', '；', '\n'], 40);
    line.ends(end, "组成")
}

/// The values behind 分别: side by side, of one unit.
fn values(line: &Line, at: usize) -> Vec<&Quantity> {
    let start = line.quantities.partition_point(|it| it.from < at);
    let mut found: Vec<&Quantity> = Vec::new();
    for next in line.quantities.iter().skip(start) {
        match found.last() {
            None => {
                let gap = line.text(at, next.from);
                if gap.chars().count() > 14
                    || gap.contains(['，', '、', '。', '；', '：', '“', '《', '（'])
                    || has(gap, &["别于", "别在", "到20"])
                    || (gap.contains("别由") && !composed(line, next.to))
                {
                    return found;
                }
                found.push(next);
            }
            Some(last) => {
                let gap = line.text(last.to, next.from);
                let turns = gap.strip_prefix(['、', '和']).is_some_and(|word| {
                    matches!(
                        word,
                        "增长" | "下降" | "提高" | "降低" | "增加" | "减少" | "上升" | "持平" | "回落"
                    )
                });
                let joint = turns || matches!(gap, "、" | "和" | "，" | "与" | "及" | "以及");
                // 生猪、肉牛、肉羊、家禽出栏分别达到18万头、1.4万头、3.9万只: each in its own unit.
                let bare =
                    matches!(gap, "、" | "和" | "与" | "及" | "以及") && next.is_amount() && last.is_amount();
                if !joint || !(next.same_unit(last) || bare) {
                    // Values that carry names are pairs: nothing can be counted.
                    let named = gap.starts_with(['、', '和']) && gap.chars().count() <= 12;
                    return if named { Vec::new() } else { found };
                }
                found.push(next);
            }
        }
    }
    found
}

/// 一季度和二季度, 城镇居民与农村居民: two names of one kind.
fn two(text: &str) -> bool {
    ["和", "与", "及"].iter().any(|joint| {
        let Some((one, other)) = text.split_once(joint) else { return false };
        // 出席会议的正式代表和列席代表: what stands before 的 belongs to both.
        let one = one.rsplit('的').next().unwrap_or(one);
        let tail = |name: &str| name.chars().rev().take(2).collect::<String>();
        let short = |name: &str| (2..=6).contains(&name.chars().count());
        short(one) && short(other) && tail(one) == tail(other) && !other.contains(['和', '与', '及'])
    })
}

/// 甲、乙、丙三个小区分别, 残疾人两项补贴分别: the number says how many there are.
fn counted(line: &Line, from: usize, end: usize) -> Option<usize> {
    let count = line.quantities_in(from, end).first()?;
    let whole = count.printed.scale() == 0 && count.qualifier.is_none() && !count.range && !count.quoted;
    let noun = line.text(count.to, end);
    let before = line.text(from, count.from);
    // Few words before the number, none of them of another count: 全县四个片区, 上述两个园区.
    let short = count.chinese
        && before.chars().count() <= 6
        && !has(before, &["和", "与", "及", "前", "后", "近", "各", "每", "共"])
        && !acts(before)
        && noun.chars().count() >= 2;
    let listed = before.contains('、') || count.from == from || short;
    let named = before.contains('、');
    let most = if named { 12 } else { 10 };
    // 甲、乙、丙、丁4个村的集体收入: as many names as are counted.
    let all = named && Some(before.matches('、').count() + 1) == count.printed.to_string().parse().ok();
    // 三个村的集体收入: what each of them has.
    let each = count.chinese && before.is_empty();
    let has_each = |(_, rest): &(&str, &str)| all || each && !rest.contains(['、', '和', '与', '及', '的']);
    let noun = noun.split_once('的').filter(has_each).map_or(noun, |(noun, _)| noun);
    let bare = ["日均", "年均", "月均", "人均", "户均", "亩均", "平均"]
        .iter()
        .find_map(|word| noun.split_once(word));
    let noun = bare.map_or(noun, |(noun, _)| noun);
    let plain = noun.chars().count() <= most
        && !has(noun, &["其中", "的", "次", "、", "均", "等"])
        && !noun.ends_with('中')
        && !has(noun, &DIVIDERS);
    let number: usize = count.printed.to_string().parse().ok().filter(|count| (2..=12).contains(count))?;
    (whole
        && plain
        && listed
        && (matches!(
            count.unit.as_str(),
            "个" | "家"
                | "类"
                | "项"
                | "所"
                | "村"
                | "大"
                | "种"
                | "人"
                | "座"
                | "条"
                | "处"
                | "支"
                | "户"
                | "镇"
                | "乡"
                | "县"
                | "区"
        ) || (count.unit == "次" && noun.starts_with("产业"))))
    .then_some(number)
}

/// The place of the last 分别 between two characters.
fn last_between(line: &Line, from: usize, to: usize) -> Option<usize> {
    (from..to).rev().find(|at| line.char(*at) == '分' && line.char(at + 1) == '别')
}

/// How many values, of whatever unit, the row has that a 分别 opens, and where it ends.
fn row(line: &Line, at: usize) -> Option<(usize, usize)> {
    let start = line.index_at(at);
    let first = line.quantities.get(start)?;
    let gap = line.text(at, first.from.max(at));
    if gap.chars().count() > 14 || gap.contains(['，', '、', '。', '；', '：', '（']) {
        return None;
    }
    let (mut count, mut to) = (1, first.to);
    for next in line.quantities.get(start + 1..)? {
        if !matches!(line.text(to, next.from.max(to)), "、" | "和" | "与" | "及" | "以及") {
            break;
        }
        (count, to) = (count + 1, next.to);
    }
    (count > 1).then_some((count, to))
}

/// How many values the row right before has, when these words of a 分别 name no subject of their own: 同比分别增长….
/// Where that row has too few or too many for its own subjects, as many as these are fit as well.
fn row_before(line: &Line, from: usize, end: usize) -> Option<(usize, usize)> {
    let bare = [
        "比上年",
        "较上年",
        "比去年",
        "较去年",
        "同期",
        "同比",
        "增速",
        "增幅",
        "降幅",
        "占比",
        "环比",
        "增长",
        "也",
    ];
    let mut rest = line.text(from, end);
    while let Some(next) = bare.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    let comma = from.checked_sub(1).filter(|at| rest.is_empty() && line.char(*at) == '，')?;
    let start = line.back(comma, &['。', '；', '！', '？', '\n'], 120);
    let earlier = last_between(line, start, comma)?;
    let (count, _) = row(line, earlier).filter(|(_, to)| *to == comma)?;
    let own = match last_between(line, start, earlier) {
        None => subjects(line, earlier).filter(|(_, least, most)| least == most).map(|(_, least, _)| least),
        Some(_) => None,
    };
    let own = own.unwrap_or(count);
    Some((count.min(own), count.max(own)))
}

/// 举办甲、乙、丙、丁4场活动，参与职工分别为…: the clause before lists them and counts as many, the own one names what is told
/// of each.
fn clause_before(line: &Line, from: usize, end: usize) -> Option<(usize, usize, usize)> {
    let own = line.text(from, end);
    let plain = (2..=8).contains(&own.chars().count())
        && !own.contains(|c: char| c.is_ascii_digit() || is_one_of!(c, "、和及各两"))
        && !has(own, &["收支", "同比", "增长", "下降", "其中"])
        && !has(own, &DIVIDERS);
    let comma = from.checked_sub(1).filter(|at| plain && line.char(*at) == '，')?;
    let start = line.back(comma, &['。', '；', '！', '？', '\n', '，', '：'], 80);
    let text = line.text(start, comma);
    let [count] = line.quantities_in(start, comma) else { return None };
    let listed = line.text(start, count.from).matches('、').count() + 1;
    let number: usize = count.printed.to_string().parse().ok().filter(|number| (3..=12).contains(number))?;
    let noun = line.text(count.to, comma);
    let counts = matches!(
        count.unit.as_str(),
        "个" | "场" | "次" | "家" | "类" | "项" | "所" | "条" | "处" | "期" | "种"
    );
    (listed == number
        && counts
        && count.qualifier.is_none()
        && !text.contains(['等', '和', '（', '“', '《'])
        && noun.chars().count() <= 6
        && !noun.contains('、'))
    .then_some((start, number, number))
}

/// 一至三季度，增速依次为…; 2021—2024年，出生人口依次为…: as many as there are times from the first to the last.
fn periods(line: &Line, from: usize, end: usize) -> Option<(usize, usize, usize)> {
    let own = line.text(from, end);
    let plain = own.chars().count() <= 10
        && !own.contains(|c: char| c.is_ascii_digit() || is_one_of!(c, "、和及与各两三四比"))
        && !has(own, &["收支", "城乡", "同比", "男女"]);
    let comma = from.checked_sub(1).filter(|at| plain && line.char(*at) == '，')?;
    let start = line.back(comma, &['。', '；', '！', '？', '\n', '，', '：'], 16);
    let text = line.text(start, comma);
    let quarters = || {
        let (one, other) = text.strip_suffix("季度")?.split_once(['至', '到'])?;
        let place =
            |name: &str| "一二三四".chars().position(|c| name.trim_end_matches("季度") == c.to_string());
        place(other)?.checked_sub(place(one)?)
    };
    let years = || {
        let (one, other) = text.strip_suffix('年')?.split_once(['至', '到', '—', '～', '-'])?;
        let year = |name: &str| -> Option<usize> {
            let name = name.trim_end_matches('年').trim_start_matches('—');
            (name.len() == 4).then(|| name.parse().ok()).flatten()
        };
        year(other)?.checked_sub(year(one)?)
    };
    let count = quarters().or_else(years).filter(|count| (1..=9).contains(count))? + 1;
    Some((start, count, count))
}

/// 引进生产线4条，投资分别为…: so many things are counted in the clause before, and the own one names what is told of each.
fn things_before(line: &Line, from: usize, end: usize) -> Option<(usize, usize, usize)> {
    const THINGS: &str = "个家条座台辆处所项栋艘口部眼期批";
    let own = line.text(from, end);
    let plain = (2..=6).contains(&own.chars().count())
        && !own.contains(|c: char| c.is_ascii_digit() || is_one_of!(c, "、和及与各两其占比率均"))
        && !has(own, &["收支", "同比", "增长", "下降"])
        && !has(own, &DIVIDERS)
        && matches!(line.char(end + 2), '为' | '是' | '达');
    let comma = from.checked_sub(1).filter(|at| plain && line.char(*at) == '，')?;
    let start = line.back(comma, &['。', '；', '！', '？', '\n', '，', '：'], 40);
    let [count] = line.quantities_in(start, comma) else { return None };
    let number: usize = count.printed.to_string().parse().ok().filter(|number| (2..=6).contains(number))?;
    let noun = line.text(count.to, comma);
    let next = line.quantities.get(line.index_at(end))?;
    let lead = line.text(start, count.from);
    (THINGS.contains(count.unit.as_str())
        && count.qualifier.is_none()
        && !count.range
        && next.is_amount()
        && !next.same_unit(count)
        && noun.chars().count() <= 8
        && !noun.contains(['、', '和', '（', '的'])
        && !has(lead, &["其中", "累计", "共有", "每", "、", "和", "前", "第"]))
    .then_some((start, number, number))
}

/// 门诊费用268元，住院费用7132元，同比分别上升…: each clause of the sentence tells one number, and there are no more subjects than
/// these; that some of them have no value proves nothing.
fn told_before(line: &Line, from: usize, at: usize) -> Option<(usize, usize, usize)> {
    const BARE: [&str; 8] = ["同比", "环比", "比上年", "较上年", "比去年", "较去年", "与上年相比", "同比均"];
    let own = line.text(from, at);
    let bare = BARE.contains(&own) && line.char(from.wrapping_sub(1)) == '，';
    let end = if bare { from } else { line.ahead(from, &['，'], 40) + 1 };
    if !bare && (end != at || line.char(at.wrapping_sub(1)) != '，') {
        return None;
    }
    let start = line.back(end.checked_sub(1)?, &['。', '；', '！', '？', '\n', '：'], 80);
    let told = line.quantities_in(start, end);
    let (first, last) = (told.first()?, told.last()?);
    let text = line.text(start, end);
    let own =
        told.iter().all(|it| it.is_amount() && it.same_unit(first) && !it.range && it.depth == first.depth);
    let clauses = text.trim_end_matches('，').split('，').count();
    let values = line.quantities.iter().skip(line.index_at(at)).take_while(|it| it.is_percent()).count();
    let plain = !text.contains(['、', '和', '与', '及', '（']) && !has(text, &["其中", "分别", "各"]);
    (told.len() > 1 && own && clauses == told.len() && plain && last.to + 1 == end && values > told.len())
        .then_some((start, told.len(), told.len()))
}

/// Names of one body that have a joint within them.
const BODIES: [&str; 10] = [
    "文化和旅游",
    "文化与旅游",
    "人力资源和社会",
    "住房和城乡",
    "自然资源和规划",
    "工业和信息",
    "发展和改革",
    "卫生和健康",
    "机关和事业",
    "科学和技术",
];

/// Whether 和 joins the last two of a list, and is within no name: 粮食、油料和蔬菜面积.
fn joins(text: &str) -> bool {
    let length = |name: &str| name.chars().count();
    let mut items = text.rsplit('、');
    let (Some(last), Some(before)) = (items.next(), items.next()) else { return false };
    let joint = ["以及", "和", "与", "及"].iter().find_map(|joint| last.split_once(joint));
    let first = before.rsplit(['年', '县', '镇', '中']).next().unwrap_or(before);
    joint.is_some_and(|(one, other)| {
        length(one) == length(first) && length(one) > 1 && length(other) >= length(one) && !has(last, &BODIES)
    })
}

/// How many characters may join two subjects: 普及率 and 参与率 have none.
fn joints(text: &str) -> usize {
    const WITHIN: [&str; 12] =
        ["普及", "涉及", "波及", "惠及", "及时", "及格", "参与", "和谐", "饱和", "总和", "共和", "以及"];
    let count = |joint: &str| text.matches(joint).count();
    let within: usize = WITHIN.iter().map(|word| count(word)).sum();
    (count("和") + count("与") + count("及") + count("以及")).saturating_sub(within - count("以及"))
}

/// Words without their short brackets: 在校（园）学生.
fn plain(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 4;
    let mut plain = Cow::Borrowed(text);
    while let Some((before, rest)) = plain.split_once('（') {
        let Some((inner, behind)) =
            rest.split_once('）').filter(|(inner, _)| inner.chars().count() <= LONGEST)
        else {
            break;
        };
        if inner.contains('、') {
            break;
        }
        plain = Cow::Owned(format!("{before}{behind}"));
    }
    plain
}

/// Words without the marks of short names in them: 春节、“五一”、国庆.
fn unquoted(text: Cow<'_, str>) -> Cow<'_, str> {
    const LONGEST: usize = 4;
    let short = |it: &str| {
        it.split_once('”').is_some_and(|(name, _)| name.chars().count() <= LONGEST && !name.contains('、'))
    };
    let names = text.split('“').skip(1);
    match text.contains("、“") && names.clone().next().is_some() && names.clone().all(short) {
        true => Cow::Owned(text.replace(['“', '”'], "")),
        false => text,
    }
}

/// Words whose only quotation ends them, without its marks: 省、市、县三级“示范基地”.
fn unmarked(text: &str) -> Option<String> {
    let (before, rest) = text.split_once('“')?;
    let name = rest.strip_suffix('”')?;
    let one = before.ends_with(['级', '个', '家', '类', '项', '种']) && !name.contains(['、', '“', '”']);
    one.then(|| format!("{before}{name}"))
}

/// How many levels are named and counted: 国家、省、市三级. Where both do not agree nothing is known.
fn levels(text: &str) -> Option<usize> {
    const LEVELS: [&str; 12] =
        ["国家", "中央", "省", "市", "县", "区", "乡", "镇", "村", "国", "县区", "乡镇"];
    let (before, noun) = text.split_once('级').filter(|(_, noun)| !noun.contains(['、', '级', '和']))?;
    let (names, count) = [("两", 2), ("二", 2), ("三", 3), ("四", 4), ("五", 5)]
        .into_iter()
        .find_map(|(word, count)| before.strip_suffix(word).map(|names| (names, count)))?;
    let mut items = names.split('、');
    // 新建省、市、县三级: a verb may lead to the first of them.
    let first = items.next().is_some_and(|first| LEVELS.iter().any(|level| first.ends_with(level)));
    let named = names.split('、').count();
    let short = noun.chars().count() <= 12 && !has(noun, &DIVIDERS);
    (first && named == count && short && items.all(|item| LEVELS.contains(&item))).then_some(count)
}

/// Where the subjects before 分别 begin, and how many there are at least and at most: 和 may join two of them, or stand in
/// a name.
fn subjects(line: &Line, at: usize) -> Option<(usize, usize, usize)> {
    let comma = line.char(at.wrapping_sub(1)) == '，';
    let end = if comma { at - 1 } else { at };
    let from = line.back(end, &['。', '；', '！', '？', '\n', '，', '：'], 80);
    let text = unquoted(plain(line.text(from, end)));
    // 省、市、县三级“示范基地”: what is counted may stand in marks.
    let text: &str = &unmarked(&text).map_or(text, Cow::Owned);
    if text.contains(['（', '“', '》', '”']) {
        return None;
    }
    if let Some(levels) = levels(text) {
        return Some((from, levels, levels));
    }
    // 三次产业增加值分别为…，同比分别增长…: without a subject of its own it speaks of the row before.
    let before = match last_between(line, from, end) {
        Some(at) => return row(line, at).filter(|(_, to)| *to == end).map(|(count, _)| (from, count, count)),
        None => row_before(line, from, end),
    };
    if let Some((least, most)) = before {
        return Some((from, least, most));
    }
    if text.is_empty() {
        return None;
    }
    if let Some(found) = clause_before(line, from, end).or_else(|| things_before(line, from, end)) {
        return Some(found);
    }
    if let Some(found) = told_before(line, from, at) {
        return Some(found);
    }
    // 学前三年毛入园率: a time is no subject.
    let inside = line.quantities_in(from, end).iter().filter(|it| it.to <= end && it.is_amount()).count();
    let marks = text.matches('、').count();
    if inside == 1
        && let Some(count) = counted(line, from, end)
    {
        return Some((from, count, count));
    }
    if inside > 0 {
        // 收入5亿元、支出6亿元，分别增长…: each number is a subject.
        // 发生事故312起，死亡29人、受伤354人，分别下降…: the clauses before may tell of subjects too.
        let start = line.back(from, &['。', '；', '！', '？', '\n'], 60);
        let earlier = line.quantities_in(start, from).iter().filter(|it| it.is_amount()).count();
        let most = inside + usize::from(comma) * earlier;
        return (inside > 1 && marks + 1 == inside).then_some((from, inside, most));
    }
    if let Some(found) = periods(line, from, end) {
        return Some(found);
    }
    if marks == 0 {
        return two(text).then_some((from, 2, 2));
    }
    if text.contains('等') {
        return None;
    }
    let joints = joints(text);
    let short = text.split('、').all(|item| item.chars().count() <= 16);
    let sure = usize::from(joints == 1 && joins(text));
    short.then_some((from, marks + 1 + sure, marks + 1 + joints))
}
