//! The place that a report is about 所在地, its year and the body that issues it, from what the draft says.

use crate::draft::Block;

/// What names of places end with, from the smallest.
const ENDS: [&str; 9] = ["村", "社区", "街道", "镇", "乡", "县", "区", "旗", "市"];

/// Names of bodies behind a place.
const BODIES: [&str; 12] = [
    "人民政府",
    "党委",
    "委员会",
    "村民委员会",
    "居民委员会",
    "办事处",
    "人大",
    "党工委",
    "工委",
    "党政办",
    "管委会",
    "政府",
];

/// The place of a title or a signature: 上高县锦江镇2024年工作总结, 上高县锦江镇人民政府.
pub(super) fn place(text: &str) -> Option<String> {
    let years = text.find(|c: char| c.is_ascii_digit());
    let body = BODIES.iter().filter_map(|body| text.find(body)).min();
    let about = text.find("关于");
    let end = [years, body, about].into_iter().flatten().min()?;
    named(text.get(..end)?)
}

/// The last name of a place in a chain of places: 锦江镇 of 江西省上高县锦江镇.
fn named(text: &str) -> Option<String> {
    let text = text.trim_end_matches('的');
    let end = ENDS.iter().find(|end| text.ends_with(*end))?;
    let before = text.strip_suffix(end)?;
    // A place may have 镇 or 乡 in its name, but not right behind the first character of it.
    let cut = before
        .char_indices()
        .filter(|(at, c)| *at > 0 && matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡'))
        .map(|(at, c)| at + c.len_utf8())
        .rfind(|at| before.get(*at..).is_some_and(|rest| rest.chars().count() >= 1))
        .unwrap_or(0);
    let name = format!("{}{end}", before.get(cut..)?);
    let han = name.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    (han && (2..=12).contains(&name.chars().count())).then_some(name)
}

/// The place that sentences begin with most often: 锦江镇坚持…, 锦江镇必将….
pub(super) fn spoken_of(blocks: &[Block]) -> Option<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for block in blocks.iter().take(400) {
        let Block::Paragraph(paragraph) = block else { continue };
        for clause in paragraph.text.split(['，', '。', '；', '：']) {
            let end = ["镇", "乡", "街道"].iter().find_map(|end| {
                let at = clause.find(end)? + end.len();
                (7..=15).contains(&at).then_some(at)
            });
            let Some(name) = end.and_then(|end| clause.get(..end)) else { continue };
            if !name.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
                || NOT_NAMES.iter().any(|it| name.contains(it))
            {
                continue;
            }
            match counted.iter_mut().find(|(known, _)| known == name) {
                Some((_, count)) => *count += 1,
                None => counted.push((name.to_owned(), 1)),
            }
        }
    }
    counted.into_iter().filter(|(_, count)| *count > 1).max_by_key(|(_, count)| *count).map(|(name, _)| name)
}

/// What names of places have not in them.
const NOT_NAMES: [&str; 14] =
    ["全", "我", "各", "该", "本", "联合", "新增", "发放", "组织", "大", "推进", "城镇", "乡镇", "在"];

/// The body that issues a document: what stands before 关于 in its title, when that is one.
pub(super) fn issuer_of(title: &str) -> Option<String> {
    let (before, _) = title.split_once("关于")?;
    let body = BODIES.iter().any(|body| before.contains(body))
        || before.ends_with(['局', '办', '委', '院', '校', '司', '室']);
    (body && before.chars().count() <= 40).then(|| before.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_titles_and_signatures() {
        for (text, expected) in [
            ("上高县锦江镇2024年工作总结", Some("锦江镇")),
            ("江西省上高县锦江镇人民政府", Some("锦江镇")),
            ("某某村2024年工作总结", Some("某某村")),
            ("某某县人民政府办公室关于做好工作的通知", Some("某某县")),
            ("关于做好工作的通知", None),
            ("2024年工作总结", None),
        ] {
            assert_eq!(place(text).as_deref(), expected, "{text}");
        }
    }
}
