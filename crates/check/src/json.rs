//! What was found, as JSON for other programs; schema/check.schema.json is made from these types.

use gongwen_document::Message;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use crate::{Finding, Outcome, Place, Span, Tally, Text};

/// The whole output of a check 查稿, for one file or several.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OutputJson {
    /// Version of this form: 1.
    pub version: u32,
    /// A file each, in the order of the command line.
    pub files: Vec<FileJson>,
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FileJson {
    /// Name of the file, as given.
    pub file: String,
    /// How many relations hold, fail and cannot be judged.
    pub relations: Tally,
    /// How many findings were accepted before and are left out.
    pub accepted: usize,
    /// What is wrong, in the order of the text.
    pub findings: Vec<FindingJson>,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FindingJson {
    /// Code of the rule that found it, `area/rule`, as `figures/parts-sum`.
    pub code: String,
    /// `error`, `warning` or `hint`.
    pub severity: &'static str,
    /// Names this finding, whatever changes elsewhere in the text.
    pub fingerprint: String,
    /// What is wrong, in both languages.
    pub message: MessageJson,
    /// The arithmetic behind it; empty when there is none.
    pub reason: String,
    /// Where it stands in the text.
    pub place: Place,
    /// The text there, never shortened.
    pub quote: String,
    /// What else has to do with it.
    pub related: Vec<RelatedJson>,
    /// What could stand there instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<FixJson>,
    /// Clause or list that says so; empty for arithmetic.
    pub source: String,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MessageJson {
    /// The sentence in Chinese, as the program shows it by default.
    pub zh: String,
    /// The same sentence in English, shown with `--lang en`.
    pub en: String,
}

/// A place that has to do with a finding.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RelatedJson {
    /// What the place has to do with the finding, as 合计 or 分项.
    pub label: String,
    /// Where it stands in the text.
    pub place: Place,
    /// The text at the related place, never shortened.
    pub quote: String,
}

/// What could stand in the place of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FixJson {
    /// The text that could stand in the place of what is wrong.
    pub replacement: String,
    /// Whether nothing else can have been meant.
    pub sure: bool,
}

impl FileJson {
    /// What was found in a text, under the name of its file.
    ///
    /// ```
    /// use gongwen_check::{FileJson, Options, Text, check};
    /// let text = Text::from_plain("新建20个，其中甲类9个、乙类12个。");
    /// let file = FileJson::new("草稿.txt", &text, &check(&text, &Options::default()), 0);
    /// assert_eq!(file.findings[0].place.column, 1);
    /// assert_eq!(file.findings[0].related[0].quote, "20个");
    /// ```
    pub fn new(file: &str, text: &Text, outcome: &Outcome, accepted: usize) -> FileJson {
        let spans: Vec<Span> = outcome
            .findings
            .iter()
            .flat_map(|finding| std::iter::once(finding.span).chain(finding.related.iter().map(|it| it.span)))
            .collect();
        let mut places = text.places(spans).into_iter();
        let mut next = || places.next().unwrap_or_default();
        let findings = outcome.findings.iter().map(|finding| of(finding, text, &mut next)).collect();
        FileJson { file: file.to_owned(), relations: outcome.tally(), accepted, findings }
    }
}

fn of(finding: &Finding, text: &Text, next: &mut dyn FnMut() -> Place) -> FindingJson {
    let place = next();
    let related = finding.related.iter().map(|related| RelatedJson {
        label: related.label.zh.clone(),
        place: next(),
        quote: text.quote(&related.span).to_owned(),
    });
    let related: Vec<RelatedJson> = related.collect();
    let Message { zh, en } = finding.message.clone();
    FindingJson {
        code: finding.code.to_owned(),
        severity: finding.severity.label(),
        fingerprint: finding.fingerprint.clone(),
        message: MessageJson { zh, en },
        reason: finding.reason.clone(),
        place,
        quote: finding.quote.clone(),
        related,
        fix: finding.fix.as_ref().map(|fix| FixJson { replacement: fix.replacement.clone(), sure: fix.sure }),
        source: finding.source.clone(),
    }
}

/// The JSON Schema (draft 7) of the output, as a file.
///
/// ```
/// assert!(gongwen_check::schema_json().contains("fingerprint"));
/// ```
pub fn schema_json() -> String {
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<OutputJson>().to_value();
    format!("{schema:#}\n")
}
