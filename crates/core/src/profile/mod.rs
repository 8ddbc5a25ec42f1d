//! House profiles: what a province or a county does otherwise than the standard, as a TOML overlay of the stylesheet.

use std::ops::Range;

use self::slots::{ALIGNS, Knob, NUMBER_FORMS, OWN_LATIN, Slot, each, hundredths, number_form};
use crate::read::{Member, Node, Value, join, nearest, toml_tree};
use gongwen_document::style::LatinFace;
use gongwen_document::{Diagnostic, Diagnostics, FaceRole, Length, Message, Place, Role, Stylesheet};

mod slots;

/// Largest profile that is read.
const MAX_PROFILE_BYTES: usize = 256 << 10;

/// A house profile 本地格式: a name, and the stylesheet that it makes of the standard's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// What it calls itself.
    pub title: String,
    /// The form.
    pub style: Stylesheet,
}

/// Where a stylesheet departs from the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The setting, as `page.top_margin`.
    pub path: String,
    /// The clause; empty where the standard leaves it open and we follow practice.
    pub clause: &'static str,
    /// What the standard has.
    pub standard: String,
    /// What this stylesheet has.
    pub value: String,
}

impl Profile {
    /// Reads a profile. Lengths are written with their unit (`"35mm"`, `"16pt"`, `"三号"`), indents in characters, faces
    /// by role (`"楷体"`). What it does not name stays as the standard has it.
    ///
    /// # Errors
    ///
    /// Everything wrong with it: `profile/unknown-key` with the near one, `profile/value`, `profile/range`,
    /// `profile/does-not-fit` when the grid is larger than the type area; each with its place in the text.
    ///
    /// ```
    /// use gongwen_core::profile::Profile;
    /// let profile = Profile::parse("title = \"某某县\"\n[roles.heading2]\nface = \"黑体\"\n")?;
    /// let departures = gongwen_core::profile::departures(&profile.style);
    /// assert_eq!((departures[0].path.as_str(), departures[0].clause), ("roles.heading2.face", "7.3.3"));
    /// assert_eq!((departures[0].standard.as_str(), departures[0].value.as_str()), ("楷体", "黑体"));
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn parse(text: &str) -> Result<Profile, Diagnostics> {
        let mut found = Vec::new();
        if text.len() > MAX_PROFILE_BYTES {
            let message = Message::new("文件太大，不像本地格式", "the file is too large for a profile");
            return Err(Diagnostics(vec![Diagnostic::error("profile/too-large", message)]));
        }
        let mut reader =
            ProfileReader { style: Stylesheet::gbt9704(), title: String::new(), found: Vec::new() };
        let tree = toml_tree(text, &mut found);
        reader.found.extend(found);
        reader.table(&tree, "");
        reader.fits(tree.span);
        match reader.found.iter().any(Diagnostic::is_error) {
            true => Err(Diagnostics(reader.found)),
            false => Ok(Profile { title: reader.title, style: reader.style }),
        }
    }

    /// The text of the profile of this name that is compiled in.
    pub fn builtin(name: &str) -> Option<&'static str> {
        gongwen_profiles::PROFILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// The paths of all settings that a profile may have, as `page.top_margin`.
    pub fn settings() -> Vec<String> {
        let mut paths = Vec::new();
        each(&mut Stylesheet::gbt9704(), &mut |knob| paths.push(knob.path.to_owned()));
        paths
    }

    /// Names of the profiles that are compiled in.
    pub fn names() -> impl Iterator<Item = &'static str> {
        gongwen_profiles::PROFILES.iter().map(|(name, _)| *name)
    }
}

/// Where a form departs from GB/T 9704-2012, path by path; empty when it is the standard's own.
///
/// ```
/// use gongwen_core::profile::departures;
/// use gongwen_document::{Length, Stylesheet};
/// let form = Stylesheet::gbt9704().with_line_pitch(Length::pt(28));
/// let paths: Vec<String> = departures(&form).into_iter().map(|found| found.path).collect();
/// assert_eq!(paths, ["grid.line_pitch"]);
/// ```
pub fn departures(form: &Stylesheet) -> Vec<Departure> {
    let values = |style: &Stylesheet| {
        let mut values = Vec::new();
        each(&mut style.clone(), &mut |knob| {
            values.push((knob.path.to_owned(), knob.clause, knob.slot.text()));
        });
        values
    };
    let standard = Stylesheet::gbt9704();
    let follows = |path: &str, value: &str| {
        // A role that follows the grid departs no more than the grid does.
        let pitch = Slot::Size(&mut form.grid.line_pitch.clone()).text();
        path.starts_with("roles.") && path.ends_with(".line_pitch") && value == pitch
    };
    let both = values(&standard).into_iter().zip(values(form));
    both.filter(|(old, new)| old.2 != new.2 && !follows(&new.0, &new.2))
        .map(|(old, new)| Departure { path: new.0, clause: new.1, standard: old.2, value: new.2 })
        .collect()
}

struct ProfileReader {
    style: Stylesheet,
    title: String,
    found: Vec<Diagnostic>,
}

impl ProfileReader {
    fn table(&mut self, node: &Node, path: &str) {
        let Value::Table(entries) = &node.value else { return };
        for entry in entries {
            let path = join(path, &entry.key);
            match &entry.node.value {
                Value::Table(_) if self.is_table(&path) => self.table(&entry.node, &path),
                Value::Text(text) if path == "title" => self.title = text.trim().to_owned(),
                _ => self.set(entry, &path),
            }
        }
    }

    fn is_table(&mut self, path: &str) -> bool {
        let mut known = false;
        each(&mut self.style, &mut |knob| {
            known |= knob.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        });
        known
    }

    fn set(&mut self, entry: &Member, path: &str) {
        let (pitch, mut result) = (self.style.grid.line_pitch, None);
        each(&mut self.style, &mut |knob| {
            if knob.path == path {
                result = Some(apply(knob, &entry.node.value));
            }
        });
        match result {
            Some(Ok(())) if path == "grid.line_pitch" => self.style.follow_grid(pitch),
            Some(Ok(())) => {}
            Some(Err(found)) => self.push(found, path, &entry.node.span),
            None => {
                let found = self.unknown(entry, path);
                self.push(found, path, &entry.key_span);
            }
        }
    }

    fn unknown(&mut self, entry: &Member, path: &str) -> Diagnostic {
        let mut known = Vec::new();
        each(&mut self.style, &mut |knob| {
            // A misspelt table is compared with tables.
            let depth = path.split('.').count();
            known.push(knob.path.split('.').take(depth).collect::<Vec<_>>().join("."));
        });
        known.dedup();
        let message = Message::new(
            format!("没有 {} 这个设置", entry.key),
            format!("there is no setting `{}`", entry.key),
        );
        let help = match nearest(path, known.iter().map(String::as_str)) {
            Some(near) => Message::new(format!("是不是想写 {near}？"), format!("did you mean {near}?")),
            None => Message::new(
                "能写的设置见 docs/guide/profiles.md",
                "docs/guide/profiles.md lists the settings there are",
            ),
        };
        Diagnostic::error("profile/unknown-key", message).help(help)
    }

    fn push(&mut self, found: Diagnostic, path: &str, span: &Range<usize>) {
        self.found.push(found.at(Place::report(path, Some(span.clone()))));
    }

    /// The grid lies inside the type area, and type inside its line.
    fn fits(&mut self, span: Range<usize>) {
        let (page, grid) = (&self.style.page, &self.style.grid);
        let wide = grid.character_cell.scale(i64::from(grid.characters), 1);
        let high = grid.line_pitch.scale(i64::from(grid.lines), 1);
        let mm = |length: Length| hundredths(length.emu(), 360);
        let mut faults = Vec::new();
        for (path, what, english, need, room) in [
            ("grid.characters", "一行的字", "a line", wide, page.type_area_width()),
            ("grid.lines", "一页的行", "a page", high, page.type_area_height()),
        ] {
            if need > room {
                faults.push((
                    path,
                    format!("{what}要 {} 毫米，版心只有 {} 毫米", mm(need), mm(room)),
                    format!("{english} of the grid takes {} mm of {} mm", mm(need), mm(room)),
                ));
            }
        }
        let body = self.style.paragraph(Role::Body);
        if body.size > body.line_pitch {
            faults.push((
                "roles.body.size",
                "正文的字比行距高".to_owned(),
                "the type of the body is taller than its line".to_owned(),
            ));
        }
        for (path, zh, en) in faults {
            let found = Diagnostic::error("profile/does-not-fit", Message::new(zh, en)).help(Message::new(
                "改小 [grid] 的字数、行数或者间距，或者改小 [page] 的边距",
                "make the grid or the margins smaller",
            ));
            self.push(found, path, &(span.start..span.start));
        }
    }
}

fn apply(knob: Knob<'_>, value: &Value) -> Result<(), Diagnostic> {
    let (least, most) = (knob.least, knob.most);
    let within = |number: i64, unit: &str, scale: i64| {
        if (least..=most).contains(&number) {
            Ok(number)
        } else {
            Err(out_of_range(least, most, scale, unit))
        }
    };
    match knob.slot {
        Slot::Distance(slot) | Slot::Size(slot) => {
            let length = length(value).ok_or_else(|| {
                wrong("长度，如 \"35mm\"、\"16磅\"、\"三号\"", "a length, as \"35mm\", \"16pt\"")
            })?;
            // Rounded outwards, so that the bound itself is inside.
            within(length.emu() / 360, "mm", 100)?;
            *slot = length;
        }
        Slot::Characters(slot) => {
            let number = decimal(value).ok_or_else(|| wrong("字数，如 2", "a number of characters, as 2"))?;
            let number = within(number, "字", 100)?;
            *slot = i32::try_from(number).unwrap_or_default();
        }
        Slot::Number(slot) => {
            let number = whole(value).ok_or_else(|| wrong("整数，如 2", "an integer, as 2"))?;
            *slot = u32::try_from(within(number, "", 1)?).unwrap_or_default();
        }
        Slot::Count(slot) => {
            let number = whole(value).ok_or_else(|| wrong("整数，如 2", "an integer, as 2"))?;
            *slot = usize::try_from(within(number, "", 1)?).unwrap_or_default();
        }
        Slot::Face(slot) => {
            let word =
                text(value).and_then(|text| FaceRole::ALL.into_iter().find(|face| face.label() == text));
            *slot = word.ok_or_else(|| {
                wrong("字体：仿宋、楷体、黑体、小标宋、宋体", "a face: 仿宋, 楷体, 黑体, 小标宋, 宋体")
            })?;
        }
        Slot::Align(slot) => {
            let word = text(value).and_then(|text| ALIGNS.into_iter().find(|(_, word)| *word == text));
            *slot =
                word.ok_or_else(|| wrong("对齐：两端、左、居中、右", "an alignment: 两端, 左, 居中, 右"))?.0;
        }
        Slot::Latin(slot) => {
            let times = LatinFace::TimesNewRoman;
            *slot = match text(value) {
                Some(OWN_LATIN) => None,
                Some(name) if name.eq_ignore_ascii_case(times.official_name()) => Some(times),
                _ => {
                    return Err(wrong(
                        "数字和字母的字体：\"Times New Roman\" 或者 \"随中文\"",
                        "the face of digits and letters: \"Times New Roman\" or \"随中文\" (that of the Chinese text)",
                    ));
                }
            };
        }
        Slot::NumberForm(slot) => {
            let form = text(value).and_then(|text| {
                // The number of all pages is written as any number, or N.
                let tight = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                let asked = tight(text).replace('N', "9");
                NUMBER_FORMS.into_iter().find(|form| tight(&number_form(*form)) == asked)
            });
            (slot.prefix, slot.suffix, slot.total) = form.ok_or_else(|| {
                let all = NUMBER_FORMS.map(|form| format!("\"{}\"", number_form(form).replace('9', "N")));
                wrong(
                    &format!("页码的样子（N 是总页数）：{}", all.join("、")),
                    &format!("a form of the page number (N is how many there are): {}", all.join(", ")),
                )
            })?;
        }
        Slot::Switch(slot) => match value {
            Value::Bool(value) => *slot = *value,
            _ => return Err(wrong("true 或者 false", "true or false")),
        },
    }
    Ok(())
}

fn text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text.trim()) } else { None }
}

fn whole(value: &Value) -> Option<i64> {
    if let Value::Number(text) = value { text.parse().ok() } else { None }
}

/// A number in hundredths; two digits behind the point at most.
fn decimal(value: &Value) -> Option<i64> {
    let (Value::Number(text) | Value::Text(text)) = value else { return None };
    in_hundredths(text.trim())
}

fn in_hundredths(text: &str) -> Option<i64> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str, most: usize| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(whole, 6) || !digits(part, 2) {
        return None;
    }
    let part = part.parse::<i64>().ok()? * if part.len() == 1 { 10 } else { 1 };
    Some(sign * (whole.parse::<i64>().ok()? * 100 + part))
}

/// Sizes by their names 字号, as Word has them.
const SIZES: [(&str, i64); 14] = [
    ("初号", 4200),
    ("小初", 3600),
    ("一号", 2600),
    ("小一", 2400),
    ("二号", 2200),
    ("小二", 1800),
    ("三号", 1600),
    ("小三", 1500),
    ("四号", 1400),
    ("小四", 1200),
    ("五号", 1050),
    ("小五", 900),
    ("六号", 750),
    ("小六", 650),
];

fn length(value: &Value) -> Option<Length> {
    let text = text(value)?;
    if let Some((_, size)) = SIZES.iter().find(|(name, _)| *name == text) {
        return Some(Length::hundredths_pt(*size));
    }
    let number = |units: [&str; 2]| units.iter().find_map(|unit| text.strip_suffix(unit)).map(str::trim);
    if let Some(number) = number(["mm", "毫米"]) {
        return in_hundredths(number).map(Length::hundredths_mm);
    }
    in_hundredths(number(["pt", "磅"])?).map(Length::hundredths_pt)
}

fn wrong(zh: &str, en: &str) -> Diagnostic {
    Diagnostic::error("profile/value", Message::new(format!("这里要写{zh}"), format!("this is {en}")))
}

fn out_of_range(least: i64, most: i64, scale: i64, unit: &str) -> Diagnostic {
    let number = |value: i64| if scale == 1 { value.to_string() } else { hundredths(value, 1) };
    let (least, most) = (number(least), number(most));
    Diagnostic::error(
        "profile/range",
        Message::new(
            format!("超出范围：{least}{unit} 到 {most}{unit}"),
            format!("out of range: {least} to {most} {}", if unit == "字" { "characters" } else { unit }),
        ),
    )
    .help(Message::new("改成这个范围里的值", "write a value in this range"))
}
