//! The outline 层次 of a document by the ordinals that stand typed in it: a tree of paragraphs, whose numbers run on.

use crate::draft::{Block, Paragraph};
use crate::ordinal::{Form, division, ordinal};

/// A heading says no more than this.
const LONGEST_HEADING: usize = 60;

/// A paragraph, a table, or a paragraph with an ordinal and what stands below it.
#[derive(Debug)]
pub(super) struct Node {
    /// Which block.
    pub(super) block: usize,
    /// Its ordinal, when it runs on from the one before.
    pub(super) ordinal: Option<(Form, u32, usize)>,
    /// How deep a heading without an ordinal stands, from 1: by its style, or because it calls itself 第一章.
    pub(super) heading: Option<u8>,
    /// What stands below it.
    pub(super) below: Vec<usize>,
}

/// A tree of nodes; those at the top are named in `top`.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) nodes: Vec<Node>,
    pub(super) top: Vec<usize>,
    /// Blocks whose ordinals do not run on 序号不连续, and stay text.
    pub(super) irregular: Vec<usize>,
}

/// How deep a paragraph without an ordinal stands that heads what follows; `None` for text.
pub(super) fn heading(paragraph: &Paragraph) -> Option<u8> {
    let level = division(&paragraph.text).or(paragraph.level)?;
    (ordinal(&paragraph.text).is_none() && is_heading(&paragraph.text)).then_some(level)
}

/// Whether a text, behind its ordinal, heads what follows: short, and one sentence at most.
pub(super) fn is_heading(text: &str) -> bool {
    let whole = text.strip_suffix('。').unwrap_or(text);
    whole.chars().count() <= LONGEST_HEADING
        && !whole.contains(['。', '；'])
        && !whole.ends_with(['：', '，', '！', '？', ';', ':'])
}

impl Outline {
    /// The outline of these blocks.
    ///
    /// Headings without ordinals close what stands as deep as they do, and so do lists: below the headings 一、甲 and 总体要求
    /// (by its style as deep) a list that begins with 1. is one of its own.
    pub(super) fn of(blocks: &[Block], range: std::ops::Range<usize>, lists: bool) -> Outline {
        let mut outline = Outline::default();
        // The paragraphs with ordinals that are open, from the outermost.
        let mut open: Vec<usize> = Vec::new();
        for block in range {
            let found = match blocks.get(block) {
                Some(Block::Paragraph(paragraph)) if lists => {
                    ordinal(&paragraph.text).filter(|it| paragraph.text.len() > it.length)
                }
                _ => None,
            };
            let mut own = None;
            let heading = match blocks.get(block) {
                Some(Block::Paragraph(paragraph)) if lists && found.is_none() => heading(paragraph),
                _ => None,
            };
            if let Some(level) = heading {
                let at = open.iter().position(|node| outline.depth(blocks, *node) >= level);
                open.truncate(at.unwrap_or(open.len()));
            }
            if let Some(found) = found {
                let at = open
                    .iter()
                    .rposition(|node| outline.ordinal(*node).is_some_and(|(form, _, _)| *form == found.form));
                let last = at.and_then(|at| open.get(at)).and_then(|node| outline.ordinal(*node));
                let runs_on = last.is_some_and(|(_, number, _)| found.number == number + 1);
                match at {
                    Some(at) if runs_on || found.number == 1 => {
                        open.truncate(at);
                        own = Some((found.form, found.number, found.length));
                    }
                    None if found.number == 1 => own = Some((found.form, found.number, found.length)),
                    _ => outline.irregular.push(block),
                }
            }
            let index = outline.nodes.len();
            let opens = own.is_some() || heading.is_some();
            outline.nodes.push(Node { block, ordinal: own, heading, below: Vec::new() });
            match open.last().and_then(|parent| outline.nodes.get_mut(*parent)) {
                Some(parent) => parent.below.push(index),
                None => outline.top.push(index),
            }
            if opens {
                open.push(index);
            }
        }
        outline
    }

    pub(super) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// How deep an open node stands: by its style, by its ordinal, or below all headings.
    fn depth(&self, blocks: &[Block], index: usize) -> u8 {
        let Some(node) = self.node(index) else { return u8::MAX };
        let styled = match blocks.get(node.block) {
            Some(Block::Paragraph(paragraph)) => paragraph.level,
            _ => None,
        };
        let counted = || node.ordinal.as_ref().and_then(|(form, _, _)| u8::try_from(form.level()?).ok());
        node.heading.or(styled).or_else(counted).unwrap_or(u8::MAX)
    }

    fn ordinal(&self, index: usize) -> Option<&(Form, u32, usize)> {
        self.node(index)?.ordinal.as_ref()
    }

    /// The run of ordinals that begins with the first of these nodes: one form, numbers from 1 on.
    pub(super) fn run<'n>(&self, nodes: &'n [usize]) -> &'n [usize] {
        let Some((form, 1, _)) = nodes.first().and_then(|node| self.ordinal(*node)) else {
            return nodes.get(..1.min(nodes.len())).unwrap_or_default();
        };
        let goes_on = |(index, node): (usize, &usize)| {
            self.ordinal(*node).is_some_and(|(own, number, _)| own == form && *number as usize == index + 1)
        };
        let length = nodes.iter().enumerate().take_while(|(index, node)| goes_on((*index, *node))).count();
        nodes.get(..length).unwrap_or_default()
    }
}
