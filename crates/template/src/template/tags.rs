//! The markup that stands in a template itself, held against the vocabulary without running it: a tag that is
//! never closed is found where it was opened, not where the output went wrong.

use std::ops::Range;

use super::place::place;
use crate::markup::{element, unknown_attribute, unknown_element};
use gongwen_document::{Diagnostic, Message};

/// What is wrong with the tags of this template.
pub(super) fn check(name: &str, source: &str) -> Vec<Diagnostic> {
    let mut scanner =
        Scanner { name, source, at: 0, open: Vec::new(), blocks: Vec::new(), found: Vec::new() };
    scanner.run();
    scanner.found
}

struct Scanner<'s> {
    name: &'s str,
    source: &'s str,
    at: usize,
    /// Tags opened and not yet closed, with their places.
    open: Vec<(&'s str, Range<usize>)>,
    /// For each open `{{#…}}`, how many tags were open before it.
    blocks: Vec<usize>,
    found: Vec<Diagnostic>,
}

impl<'s> Scanner<'s> {
    fn run(&mut self) {
        while let Some(next) = self.rest().find(['{', '<', '&', '\\']) {
            self.at += next;
            let rest = self.rest();
            if rest.starts_with("\\{{") {
                self.at += 3;
            } else if rest.starts_with("{{") {
                self.mustache();
            } else if rest.starts_with('<') {
                self.tag();
            } else if rest.starts_with('&') {
                self.entity();
            } else {
                self.at += 1;
            }
        }
        self.close_to(0);
    }

    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Goes on behind the next `end`, or to the end of the text.
    fn skip_past(&mut self, end: &str) {
        let rest = self.rest();
        self.at += rest.find(end).map_or(rest.len(), |found| found + end.len());
    }

    fn mustache(&mut self) {
        let rest = self.rest();
        if rest.starts_with("{{!--") {
            return self.skip_past("--}}");
        }
        if rest.starts_with("{{{{") {
            self.skip_past("{{{{/");
            return self.skip_past("}}}}");
        }
        let word = rest.trim_start_matches('{').trim_start_matches('~').trim_start();
        match word.chars().next() {
            Some('#') => self.blocks.push(self.open.len()),
            Some('/') => {
                let before = self.blocks.pop().unwrap_or(0);
                self.close_to(before);
            }
            _ if word.starts_with("else") || word.starts_with('^') => {
                let before = self.blocks.last().copied().unwrap_or(0);
                self.close_to(before);
            }
            _ => {}
        }
        self.skip_past("}}");
        while self.rest().starts_with('}') {
            self.at += 1;
        }
    }

    /// At the end of a branch no tag that it opened may be left open.
    fn close_to(&mut self, before: usize) {
        for (tag, span) in self.open.split_off(before.min(self.open.len())) {
            let message = Message::new(format!("<{tag}> 没有结束"), format!("`<{tag}>` is never closed"));
            let help = Message::new(
                format!("在同一个文件、同一个 {{{{#…}}}} 里写上 </{tag}>"),
                format!("write `</{tag}>` in the same file and the same {{{{#…}}}}"),
            );
            self.report(span, Diagnostic::error("template/unclosed-element", message).help(help));
        }
    }

    fn tag(&mut self) {
        let start = self.at;
        let rest = self.rest();
        for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
            if rest.starts_with(open) {
                return self.skip_past(close);
            }
        }
        let closing = rest.starts_with("</");
        self.at += if closing { 2 } else { 1 };
        let name = self.word();
        if name.is_empty() {
            let message = Message::new("< 要写成 &lt;", "`<` must be written `&lt;`");
            return self.report(start..start + 1, Diagnostic::error("template/markup", message));
        }
        let span = start..self.at;
        if closing {
            self.skip_past(">");
            return self.close(name, span);
        }
        let kind = element(name);
        if kind.is_none() {
            let (message, help) = unknown_element(name);
            let mut found = Diagnostic::error("markup/unknown-element", message);
            found.help = help;
            self.report(span.clone(), found);
        }
        let empty = self.attributes(name, kind.map(crate::markup::Element::attributes));
        if !empty {
            self.open.push((name, span));
        }
    }

    /// Goes over the attributes to the end of the tag; true when it closes itself.
    fn attributes(&mut self, tag: &str, known: Option<&'static [&'static str]>) -> bool {
        loop {
            let rest = self.rest();
            let Some(next) = rest.chars().next() else { return true };
            match next {
                '>' => {
                    self.at += 1;
                    return false;
                }
                '/' if rest.starts_with("/>") => {
                    self.at += 2;
                    return true;
                }
                '"' | '\'' => {
                    self.at += 1;
                    let rest = self.rest();
                    // A mustache in the value may hold quotes of its own.
                    let mut end = 0;
                    while let Some(c) = rest.get(end..).and_then(|rest| rest.chars().next()) {
                        if c == next {
                            break;
                        }
                        let mustache = rest.get(end..).filter(|rest| rest.starts_with("{{"));
                        end += match mustache.and_then(|rest| rest.find("}}")) {
                            Some(length) => length + 2,
                            None => c.len_utf8(),
                        };
                    }
                    self.at += (end + 1).min(rest.len());
                }
                '{' if rest.starts_with("{{") => self.skip_past("}}"),
                _ => {
                    let start = self.at;
                    let name = self.word();
                    if name.is_empty() {
                        self.at += next.len_utf8();
                    } else if let Some(known) = known.filter(|known| !known.contains(&name)) {
                        let (message, help) = unknown_attribute(tag, name, known);
                        let found = Diagnostic::error("markup/unknown-attribute", message).help(help);
                        self.report(start..self.at, found);
                    }
                }
            }
        }
    }

    fn close(&mut self, name: &'s str, span: Range<usize>) {
        let before = self.blocks.last().copied().unwrap_or(0);
        let open = self.open.iter().rposition(|(open, _)| *open == name).filter(|index| *index >= before);
        match open {
            Some(index) => {
                self.close_to(index + 1);
                self.open.truncate(index);
            }
            None => {
                let message = Message::new(
                    format!("</{name}> 没有对应的 <{name}>"),
                    format!("`</{name}>` closes nothing"),
                );
                self.report(span, Diagnostic::error("template/markup", message));
            }
        }
    }

    fn entity(&mut self) {
        let start = self.at;
        self.at += 1;
        let rest = self.rest();
        let known = ["amp;", "lt;", "gt;", "quot;", "apos;", "#"].iter().any(|name| rest.starts_with(name));
        if !known {
            let message = Message::new("& 要写成 &amp;", "`&` must be written `&amp;`");
            self.report(start..start + 1, Diagnostic::error("template/markup", message));
        }
    }

    /// The name that starts here.
    fn word(&mut self) -> &'s str {
        let rest = self.rest();
        let length =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn report(&mut self, span: Range<usize>, found: Diagnostic) {
        self.found.push(found.at(place(self.name, Some(span))));
    }
}
