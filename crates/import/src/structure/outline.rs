//! The outline 层次 of a document by the ordinals that stand typed in it: a tree of paragraphs, whose numbers run on.

use crate::draft::Block;
use crate::ordinal::{Form, ordinal};

/// A paragraph, a table, or a paragraph with an ordinal and what stands below it.
#[derive(Debug)]
pub(super) struct Node {
    /// Which block.
    pub(super) block: usize,
    /// Its ordinal, when it runs on from the one before.
    pub(super) ordinal: Option<(Form, u32, usize)>,
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

impl Outline {
    /// The outline of these blocks.
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
            let opens = own.is_some();
            outline.nodes.push(Node { block, ordinal: own, below: Vec::new() });
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
