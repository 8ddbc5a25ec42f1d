//! What rules have found so far, and how it is put in order.

use std::collections::BTreeSet;

use gongwen_document::Severity;
use sha2::{Digest, Sha256};

use crate::relation::Verdict;
use crate::{Finding, Options, Outcome, Relation, Span, Text};

/// What rules have found so far.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    found: Vec<Finding>,
    relations: Vec<Relation>,
}

impl Findings {
    /// Adds what a rule found to what was found so far.
    pub fn push(&mut self, finding: Finding) {
        self.found.push(finding);
    }

    /// How many there are so far.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// The places of what was found since there were this many, in the order in which it was found.
    pub(crate) fn places(&self, since: usize) -> Vec<Span> {
        self.found.get(since..).unwrap_or_default().iter().map(|it| it.span).collect()
    }

    /// Whether something that was found since there were this many covers a place. A scan from the left finds
    /// what overlaps a place last, so few are looked at, however many there are.
    pub(crate) fn covers(&self, since: usize, span: Span) -> bool {
        const LAST: usize = 16;
        let found = self.found.get(since..).unwrap_or_default();
        found.iter().rev().take(LAST).any(|it| it.span.overlaps(&span))
    }

    /// Adds a relation that was looked at.
    pub fn relation(&mut self, relation: Relation) {
        self.relations.push(relation);
    }

    /// The claims of one paragraph that a rule has judged so far, in order; of the last paragraph that was looked at.
    pub(crate) fn judged_in(&self, paragraph: usize) -> Vec<Span> {
        let own = self.relations.iter().rev().take_while(|it| it.claim.paragraph == paragraph);
        let judged = own.filter(|it| it.verdict != Verdict::Open);
        let mut claims: Vec<Span> = judged.map(|it| it.claim).collect();
        claims.sort();
        claims
    }

    /// The claims of one kind that were judged so far.
    pub(crate) fn judged(&self, kind: &str) -> BTreeSet<Span> {
        let judged = |it: &&Relation| it.kind == kind && it.verdict != Verdict::Open;
        self.relations.iter().filter(judged).map(|it| it.claim).collect()
    }

    /// What was asked for, in the order of the text, each thing once, with quotation and fingerprint.
    pub(crate) fn finish(mut self, text: &Text, options: &Options) -> Outcome {
        self.found.retain(|finding| {
            options.wants(finding.code) && (options.advice || finding.severity > Severity::Hint)
        });
        self.relations.retain(|relation| options.wants(relation.kind));
        // Of two readings that end with one number, the first rule to find it has told what is wrong with it.
        let mut ends = BTreeSet::new();
        self.found.retain(|finding| {
            let place = (finding.span.paragraph, finding.span.end, finding.code);
            !finding.code.starts_with("figures/") || ends.insert(place)
        });
        self.found.sort_by(|one, other| (one.span, one.code).cmp(&(other.span, other.code)));
        self.found.dedup_by(|one, other| one.span == other.span && one.code == other.code);
        self.relations.sort_by(|one, other| (one.span, one.kind).cmp(&(other.span, other.kind)));
        for finding in &mut self.found {
            finding.quote = text.quote(&finding.span).to_owned();
            finding.fingerprint = fingerprint(finding.code, text, finding.span);
        }
        Outcome { relations: self.relations, findings: self.found }
    }
}

/// Code, quotation and the sentence around it: what survives edits elsewhere.
fn fingerprint(code: &str, text: &Text, span: Span) -> String {
    let mut hash = Sha256::new();
    for part in [code, text.quote(&span), text.sentence(span)] {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
