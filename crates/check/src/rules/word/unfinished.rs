//! Sentences that lack a part 句子成分残缺: 只要服务到位。; 通过培训，使技能提高。.

use crate::chars::CharSet;
use crate::rules::line::{Line, ends_clause, ends_sentence, is_han};
use crate::words::has;
use crate::{Finding, Findings};

/// Words that begin a part of a sentence which another part has to follow.
const FIRSTS: [&str; 7] = ["只要", "不仅", "不但", "虽然", "一旦", "与其", "既要"];

/// The first characters of [`FIRSTS`], for a look before the words themselves are compared.
static FIRST_CHARS: CharSet = CharSet::new("只不虽一与既");

/// Words before them that begin no sentence of their own.
const SAYS: [&str; 7] = ["说明", "证明", "表明", "体会到", "认识到", "深知", "坚信"];

/// What says in the same part what follows from it.
const SECONDS: &str = "就便都才能可还而更又也会必将总仍却但则即皆均";

/// Words that make no subject of what they stand before.
const MEANS: [&str; 2] = ["通过", "经过"];

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for (index, line) in lines.iter().enumerate() {
        sides(line, lines.get(index + 1), out);
        let mut from = 0;
        for at in 0..line.len() {
            match line.get(at) {
                '。' => {
                    half(line, at, out);
                    group(line, (from, at), out);
                }
                '，' if line.get(at + 1) == '使' => subject(line, from, at, out),
                _ => {}
            }
            if ends_sentence(line.get(at)) || line.get(at) == '；' {
                from = at + 1;
            }
        }
    }
}

/// 一方面，…: of which there is no other.
fn sides(line: &Line<'_>, next: Option<&Line<'_>>, out: &mut Findings) {
    let mut places = (0..line.len()).filter(|at| line.get(*at) == '一' && line.starts(*at, "一方面"));
    let (Some(at), None) = (places.next(), places.next()) else { return };
    let text = next.map_or("", |next| next.paragraph.text.as_str());
    let opens = at == 0 || ends_clause(line.get(at - 1));
    let other =
        ["另一", "同时", "其次", "二方面", "再一"].iter().any(|word| line.paragraph.text.contains(word));
    if opens && line.get(at + 3) == '，' && !other && !text.contains("一方面") {
        tell(line, (at, at + 3), "“一方面”后面没有“另一方面”".to_owned(), out);
    }
}

/// 这充分说明只要服务到位。: the sentence ends behind its first half.
fn half(line: &Line<'_>, at: usize, out: &mut Findings) {
    let from = line.clause_start(at, 40);
    let opens = from == 0 || ends_sentence(line.get(from - 1));
    let first = (from..at)
        .find(|place| FIRST_CHARS.contains(line.get(*place)) && line.one_of(*place, &FIRSTS).is_some())
        .filter(|place| (opens && *place == from) || line.one_before(*place, &SAYS).is_some());
    let Some(first) = first else { return };
    let rest = line.text(first + 2, at);
    if rest.contains(|c| SECONDS.contains(c)) || !rest.chars().all(is_han) || rest.is_empty() {
        return;
    }
    let quote = line.text(first, at);
    tell(line, (first, at), format!("“{quote}”：后半句没有写"), out);
}

/// What is set up under somebody's lead.
const GROUPS: [&str; 13] = [
    "小组",
    "领导组",
    "专班",
    "指挥部",
    "工作组",
    "办公室",
    "机构",
    "委员会",
    "队",
    "中心",
    "体系",
    "班子",
    "机制",
];

/// 成立了以镇长为组长，各站所负责人为成员。: a group that is not named.
fn group(line: &Line<'_>, (from, at): (usize, usize), out: &mut Findings) {
    let words = ["成立以", "成立了以", "成立由", "成立了由"];
    let begins = |place: &usize| line.get(*place) == '成' && line.one_of(*place, &words).is_some();
    let Some(first) = (from..at).find(begins) else { return };
    let rest = line.text(first, at);
    if has(rest, &["为组长", "任组长", "为总指挥"]) && !has(rest, &GROUPS) {
        let quote = line.text(first, at);
        tell(line, (first, at), format!("“{quote}”：成立什么没有写"), out);
    }
}

/// 通过开展培训，使群众技能提高: what 使 needs as its subject stands behind 通过.
fn subject(line: &Line<'_>, sentence: usize, at: usize, out: &mut Findings) {
    let from = line.clause_start(at, 40);
    // 在群众的努力下，使…: 在 takes the subject away as well.
    let below = line.get(from) == '在' && line.get(at - 1) == '下';
    let Some(word) = line.one_of(from, &MEANS).or(below.then_some("在…下")) else { return };
    let causes = !matches!(line.get(at + 2), '用' | '命' | '者' | '馆' | '劲');
    if from != sentence
        || at < from + 4
        || !causes
        || line.get(at + 2) == '\0'
        || ends_clause(line.get(at + 2))
    {
        return;
    }
    tell(line, (from, at + 2), format!("“{word}…，使…”：句子没有主语，去掉“{word}”或者“使”"), out);
}

fn tell(line: &Line<'_>, (from, to): (usize, usize), zh: String, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(from, to),
            zh,
            format!("`{quote}`: a part of the sentence is missing"),
        )
        .source("《图书编校质量差错认定细则》"),
    );
}
