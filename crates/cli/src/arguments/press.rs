//! What commands take that make documents: faces, templates, profiles, and which files.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// How documents are made, whichever command makes them.
#[derive(Clone, Debug, Args)]
pub(crate) struct PressOptions {
    /// 用哪个模板：annual-report 照原文连写，annual-report-outline 分一、（一）1.，各村用 village-report；不写就按报告的内容和格式选
    #[arg(long, value_name = "名称")]
    pub(crate) template: Option<String>,
    /// 自己的模板文件夹，里面的文件逐个替换同名的内置模板
    #[arg(long, value_name = "文件夹")]
    pub(crate) templates: Option<PathBuf>,
    /// 本地格式：一个 .toml 文件，或者内置的名称（如 sample）；不写就是 GB/T 9704-2012
    #[arg(long, value_name = "文件或名称")]
    pub(crate) profile: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) fonts: FontSource,
    /// 字体里没有的字：refuse 报错，mark 印成〓并提醒
    #[arg(long, value_name = "办法", default_value = "refuse", hide_possible_values = true)]
    pub(crate) missing_glyph: MissingGlyph,
    /// 能少用一张纸的，行距收紧一点（最多 0.5 毫米），收紧多少会说明
    #[arg(long)]
    pub(crate) fit: bool,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct FontSource {
    /// 字体从哪里来：system 本机已装的，embedded 只用内置的，或一个字体文件夹
    #[arg(long, value_name = "来源", default_value = "system")]
    pub(crate) fonts: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    Docx,
    Pdf,
    Markup,
    Text,
}

impl OutputFormat {
    /// The ending of its files.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            OutputFormat::Docx => "docx",
            OutputFormat::Pdf => "pdf",
            OutputFormat::Markup => "html",
            OutputFormat::Text => "txt",
        }
    }

    /// The format that a file of this ending has.
    pub(crate) fn from_extension(extension: &str) -> Option<OutputFormat> {
        [OutputFormat::Docx, OutputFormat::Pdf, OutputFormat::Markup, OutputFormat::Text]
            .into_iter()
            .find(|format| format.extension().eq_ignore_ascii_case(extension))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MissingGlyph {
    Refuse,
    Mark,
}
