//! Text: prose with its figures, labels of one line, dates.

use std::sync::Arc;

use jiff::civil::Date;

use super::checker::Checker;
use super::wrong::no_such_date;
use crate::report::doubled::Beside;
use crate::report::prose::{self, BraceError};
use crate::report::{Groups, Prose, Segment, Texts};
use gongwen_document::{Diagnostic, Message};

impl Checker<'_, '_> {
    pub(super) fn optional(&mut self, text: Option<String>, path: &str) -> Option<Prose> {
        text.map(|text| self.prose(&text, path))
    }

    pub(super) fn paragraphs(&mut self, texts: Texts, path: &str) -> Vec<Prose> {
        match texts {
            Texts::None => Vec::new(),
            Texts::Many(texts) => enumerated(texts, path, |text, path| self.prose(&text, path)),
            Texts::One(text) => {
                // One string may hold several paragraphs, one a line.
                let base = text.as_ptr() as usize;
                let paragraphs: Vec<Prose> = text
                    .lines()
                    .filter(|line| !line.trim().is_empty())
                    .map(|line| self.prose_line(line, line.as_ptr() as usize - base, path))
                    .collect();
                if paragraphs.is_empty() {
                    self.blank(path);
                }
                paragraphs
            }
        }
    }

    /// One paragraph: the line ends of a multi-line string around it do not count, one inside it is an error.
    pub(super) fn prose(&mut self, text: &str, path: &str) -> Prose {
        let inner = text.trim_matches(['\n', '\r']);
        let offset = text.len() - text.trim_start_matches(['\n', '\r']).len();
        if inner.trim().is_empty() {
            self.blank(path);
        } else if let Some(at) = inner.find(['\n', '\r']) {
            let at = offset + at;
            self.found.push(
                Diagnostic::error(
                    "prose/line-break",
                    Message::new(
                        "这里只能写一段，中间不能换行",
                        "this is one paragraph: no line break inside it",
                    ),
                )
                .at(self.located.place_within(path, at..at + 1))
                .help(Message::new(
                    "删去换行；用三引号折行书写时，行末加反斜杠 \\",
                    "delete the line break; to fold a line in triple quotes, end it with a backslash",
                )),
            );
        }
        self.prose_line(inner, offset.min(text.len()), path)
    }

    /// A paragraph that stands `offset` bytes into the string at `path`.
    pub(super) fn prose_line(&mut self, line: &str, offset: usize, path: &str) -> Prose {
        let text = line.trim();
        let offset = offset + (line.len() - line.trim_start().len());
        if text.len() != line.len() && !text.is_empty() {
            self.found.push(
                Diagnostic::warning(
                    "prose/outer-space",
                    Message::new("段首或者段尾有空格，已经去掉", "spaces around the paragraph were dropped"),
                )
                .at(self.located.place(path))
                .help(Message::new(
                    "首行缩进由版式管，不用打空格",
                    "the form indents the first line; no spaces needed",
                )),
            );
        }
        let path: Arc<str> = Arc::from(path);
        if text.contains("{{") {
            self.named.insert(Arc::clone(&path));
        }
        let segments = prose::segments(text, |(range, result)| {
            let (before, behind) = (text.get(..range.start), text.get(range.end..));
            let range = offset + range.start..offset + range.end;
            match result {
                Ok((id, part)) => {
                    let beside = Beside::of(before.unwrap_or_default(), behind.unwrap_or_default());
                    self.uses.add_beside(id, part, &path, range, beside);
                }
                // To find the place means to walk through the string.
                Err(error) if self.found.is_full() => self.found.push(braces(error)),
                Err(error) => self.found.push(braces(error).at(self.located.place_within(&path, range))),
            }
        });
        Prose { segments, span: self.located.span(&path), path }
    }

    pub(super) fn blank(&mut self, path: &str) {
        self.found.push(
            Diagnostic::error("report/blank", Message::new("这里是空的", "nothing is written here"))
                .at(self.located.place(path))
                .help(Message::new("写上内容，或者删去这一行", "write something, or delete the line")),
        );
    }

    pub(super) fn required(&mut self, text: String, path: &str) -> String {
        let trimmed = text.trim();
        let waits = self.waits(trimmed, path);
        if trimmed.is_empty() {
            self.blank(path);
        } else if let Some(at) = text.trim_end().find(['\n', '\r']).filter(|_| trimmed.contains(['\n', '\r']))
        {
            self.found.push(
                Diagnostic::error(
                    "prose/line-break",
                    Message::new("这里只能写一行", "this is one line: no line break inside it"),
                )
                .at(self.located.place_within(path, at..at + 1))
                .help(Message::new("删去换行", "delete the line break")),
            );
        }
        // What waits is read with its figures.
        if waits { trimmed.to_owned() } else { prose::unescaped(trimmed) }
    }

    pub(super) fn label(&mut self, text: Option<String>, path: &str) -> Option<String> {
        text.map(|text| self.required(text, path))
    }

    pub(super) fn labels(&mut self, texts: Texts, path: &str) -> Vec<String> {
        match texts {
            Texts::None => Vec::new(),
            Texts::One(text) => vec![self.required(text, path)],
            Texts::Many(texts) => enumerated(texts, path, |text, path| self.required(text, path)),
        }
    }

    /// A title: one string, or the lines in which the author wants it.
    pub(super) fn title(&mut self, texts: &Texts, path: &str) -> Prose {
        let lines = match texts {
            Texts::None => &[][..],
            Texts::One(text) => return self.prose(text, path),
            Texts::Many(lines) => lines.as_slice(),
        };
        if lines.is_empty() {
            self.blank(path);
        }
        let mut segments = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                segments.push(Segment::NewLine);
            }
            segments.extend(self.prose(line, &format!("{path}[{index}]")).segments);
        }
        Prose { segments, span: self.located.span(path), path: Arc::from(path) }
    }

    /// A title that is a single line of the file, or the lines in which the author wants it.
    pub(super) fn title_lines(&mut self, texts: Texts, path: &str) -> Vec<String> {
        let lines = self.labels(texts, path);
        if lines.is_empty() {
            self.blank(path);
        }
        lines
    }

    /// Names in groups, and where groups begin; the first begins at the start.
    pub(super) fn groups(&mut self, groups: Groups, path: &str) -> (Vec<String>, Vec<usize>) {
        let groups = match groups {
            Groups::None => Vec::new(),
            Groups::One(text) => return (vec![self.required(text, path)], Vec::new()),
            Groups::Many(groups) => groups,
        };
        let grouped = groups.iter().any(|group| matches!(group, Texts::Many(_)));
        let (mut names, mut starts) = (Vec::new(), Vec::new());
        for (index, group) in groups.into_iter().enumerate() {
            let path = format!("{path}[{index}]");
            if grouped && index > 0 {
                starts.push(names.len());
            }
            match group {
                Texts::None => {}
                Texts::One(text) => names.push(self.required(text, &path)),
                Texts::Many(texts) if texts.is_empty() => self.blank(&path),
                Texts::Many(texts) => names.extend(self.labels(Texts::Many(texts), &path)),
            }
        }
        (names, starts)
    }

    /// Marks of bodies, each on one line or on those that the author wants.
    pub(super) fn marks(&mut self, marks: Groups, path: &str) -> Vec<String> {
        let Groups::Many(marks) = marks else { return self.groups(marks, path).0 };
        enumerated(marks, path, |mark, path| self.title_lines(mark, path).join("\n"))
    }

    pub(super) fn date(&mut self, text: &str, path: &str) -> Option<Date> {
        if self.waits(text, path) {
            return None;
        }
        let date = super::date(text);
        if date.is_none() {
            self.found.push(no_such_date(text).at(self.located.place(path)));
        }
        date
    }
}

/// Each with its path.
pub(super) fn enumerated<I, O>(files: Vec<I>, path: &str, mut each: impl FnMut(I, &str) -> O) -> Vec<O> {
    files.into_iter().enumerate().map(|(index, file)| each(file, &format!("{path}[{index}]"))).collect()
}

fn braces(error: BraceError) -> Diagnostic {
    let message = match error {
        BraceError::OpenStrong => {
            let message = Message::new("前面有 **，后面没有对应的 **", "** is never closed by another **");
            return Diagnostic::error("prose/asterisks", message).help(Message::new(
                "加重的文字写 **文字**；就要印两个星号的，前面加反斜杠：\\**（双引号里写 \\\\**），姓名可以写成张某某",
                "words that stand out are **words**; two asterisks that are meant are \\** (in double quotes \\\\**)",
            ));
        }
        BraceError::Unclosed => Message::new("{{ 没有对应的 }}", "{{ is never closed by }}"),
        BraceError::NotAnIdentifier => {
            Message::new("{{ }} 中间不是指标的名字", "what stands between {{ }} is not the name of a figure")
        }
        BraceError::WideClose => Message::new(
            "{{ 后面是全角的 ｝｝，要用半角的 }}",
            "{{ is closed by full-width ｝｝ instead of }}",
        ),
        BraceError::NoSuchPart => Message::new(
            "点后面不是指标的一部分：数值、上年、同比、目标、完成率",
            "what follows the point is no part of a figure: value, previous, change, target, rate",
        ),
        BraceError::EmptyFootnote => Message::new("脚注里没有写内容", "the footnote says nothing"),
        BraceError::NestedFootnote => {
            Message::new("脚注里面不能再有脚注", "a footnote has no footnote of its own")
        }
    };
    Diagnostic::error("prose/braces", message).help(Message::new(
        "引用指标写 {{名字}}，第一次写的写 {{名字=23户}}，只要数值写 {{名字.数值}}，同比写 {{名字.同比}}；脚注写 {{注：内容}}；就要印花括号的，前面加反斜杠：\\{{（双引号里写 \\\\{{）",
        "a figure is {{name}}, defined where it stands {{name=23户}}, its number alone {{name.value}}, its change {{name.change}}; a footnote is {{注：text}}; two literal braces are \\{{ (in double quotes \\\\{{)",
    ))
}
