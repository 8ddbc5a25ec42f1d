//! The command line. Help is in Chinese; `--lang en` turns it to English (see `arguments/english.rs`).

mod check;
mod chinese;
mod english;
mod press;
#[cfg(feature = "preview")]
mod preview;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use gongwen::batch::FileFormat;

use crate::ending::{end, own_up};
use crate::language::Language;
use crate::streams::{say, say_styled, tell, tell_styled};
use crate::version;

pub(crate) use check::{Check, CheckStyle, Level};
pub(crate) use press::{FontSource, MissingGlyph, OutputFormat, PressOptions};
#[cfg(feature = "preview")]
pub(crate) use preview::{Preview, Watch};

const AFTER_HELP: &str = "\
例：
  gongwen new 报告.toml                      写一份带注释的报告文件，照着改
  gongwen render 报告.toml                   排成 out/报告.docx 和 out/报告.pdf
  gongwen render 报告.toml --to pdf -o a.pdf 只要 PDF
  gongwen batch 村.toml --rows 各村.xlsx     表格里一个村一行，一个村一份
  gongwen preview 报告.toml                  边写边看：存一次，浏览器里的页面就换一次
  gongwen fonts 报告.toml                    看用了哪些字体、缺不缺字

退出码：0 完成；1 输入有错（报告、模板、表格或缺字）；2 命令行用法不对；3 读写失败；130 被 Ctrl-C 中断。
出错时不改动已有文件；文件要么完整写出，要么不写。";

const BATCH_HELP: &str = "\
例：
  gongwen batch 村.toml --rows 各村.xlsx --dry-run                          只检查，看每行的文件名
  gongwen batch 村.toml --rows 各村.xlsx --out 'out/{{code}}-{{village}}'   文件名用表格里的栏
  gongwen batch 村.toml --rows 各村.xlsx --only village=锦南村,锦河村       只做两个村
  gongwen batch 村.toml --rows 各村.xlsx --resume                           断了接着做
  gongwen batch 村.toml --rows 各村.xlsx --prune                            少了的村，上一次的文件移走

动手之前先查每一行；有错的行不做，说明在第几行、哪一栏、怎样改；全部问题在文件夹里的 findings.csv。
做了什么记在文件夹里的 manifest.jsonl，只记这一次的；上一次留下的文件（少了的村、不要了的格式）最后列出来，
加 --prune 移到旁边的 移走-1。
退出码：0 全部做好；1 有的行有错；2 用法不对；3 读写失败；130 被 Ctrl-C 中断，正在做的做完。";

const IMPORT_HELP: &str = "\
例：
  gongwen import 草稿.docx                   写成草稿旁边的 草稿.toml
  gongwen import 草稿.docx -o report.toml    写成 report.toml
  gongwen import 草稿.txt --format json      认出了什么，给程序读

排出来的文字和草稿一样，一个字不少；认出了什么、什么留在文字里、什么没有进来，都列出来。
不覆盖已有的文件。退出码：0 完成；1 草稿读不了；2 用法不对；3 读写失败。";
/// 把结构化的工作报告排成公文（GB/T 9704-2012）：DOCX 供修改，PDF 供印制
#[derive(Debug, Parser)]
#[command(name = "gongwen", version, after_help = AFTER_HELP, disable_help_subcommand = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// 提示信息的语言：zh 中文，en 英文
    #[arg(
        long = "lang",
        global = true,
        value_name = "语言",
        default_value = "zh",
        hide_possible_values = true
    )]
    pub(crate) language: Language,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 把报告文件排成 DOCX 和 PDF
    Render(Render),
    /// 一份报告、一张表格，一行做一份文件
    #[command(after_help = BATCH_HELP)]
    Batch(Batch),
    /// 边写边看：报告存一次，浏览器里的页面换一次，错处列在旁边
    #[cfg(feature = "preview")]
    #[command(after_help = preview::PREVIEW_HELP)]
    Preview(Preview),
    /// 报告存一次，就重做一次 PDF，错处说在终端里
    #[cfg(feature = "preview")]
    Watch(Watch),
    /// 把草稿（Word、文本、Markdown）变成报告文件
    #[command(after_help = IMPORT_HELP)]
    Import(Import),
    /// 运行记录：把几台机器的合成一份，或者照着记录核对文件
    Manifest(ManifestCommand),
    /// 用各村的表格核对镇里的数：合计、加权平均、村数、最大值，列出不符的地方
    Rollup(RollUp),
    /// 检查文稿：数对不对得上，日期、序号、标点和用词有没有写错
    #[command(after_help = check::CHECK_HELP)]
    Check(Check),
    /// 查看各角色字体：要的是哪种，用的是哪种，从哪里来，覆盖多少通用规范汉字
    Fonts(FontsCommand),
    /// 输出报告文件的 JSON Schema，编辑器用它补全和检查
    Schema,
    /// 列出、查看、检查或导出模板
    Templates(TemplatesCommand),
    /// 列出、查看本地格式：哪些地方与 GB/T 9704-2012 不同，依据哪一条
    Profiles(ProfilesCommand),
    /// 新建一份带注释的报告文件
    New(New),
    /// 输出命令行补全脚本
    Completions(Completions),
    /// 把手册页（man）写进文件夹，做安装包时用
    #[command(hide = true)]
    Man(Man),
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// 报告文件（.toml 或 .json），可以有多个；- 表示标准输入
    #[arg(required = true, value_name = "报告文件")]
    pub(crate) files: Vec<PathBuf>,
    /// 写到哪个文件夹，或哪个文件（以 .docx .pdf .html .txt 结尾）；- 表示标准输出
    #[arg(short, long, value_name = "路径", default_value = "out")]
    pub(crate) output: PathBuf,
    /// 要哪些格式，用逗号分开：docx、pdf、markup（模板的产物）、text（纯文本）
    #[arg(long, value_name = "格式", value_delimiter = ',')]
    pub(crate) to: Vec<OutputFormat>,
    /// 不查数对不对得上（查的是什么，见 gongwen check）
    #[arg(long)]
    pub(crate) no_check: bool,
    #[command(flatten)]
    pub(crate) press: PressOptions,
}

#[derive(Debug, Args)]
pub(crate) struct Batch {
    /// 报告文件，里面写着 [fields]、[batch] 和不写 value 的指标
    #[arg(value_name = "报告文件")]
    pub(crate) report: PathBuf,
    /// 各村的表格，一村一行：.xlsx、.xls、.et、.csv、.toml 或 .jsonl
    #[arg(long, value_name = "表格")]
    pub(crate) rows: PathBuf,
    /// 读哪个工作表；不写就按报告文件 [batch] 里的，再不然读第一个
    #[arg(long, value_name = "工作表")]
    pub(crate) sheet: Option<String>,
    /// 文件夹和文件名，如 'out/{{code}}-{{village}}'；花括号里写文字栏的名字或者栏名，没有花括号的是文件夹
    #[arg(short, long, alias = "output", value_name = "名称", default_value = "out/{{key}}")]
    pub(crate) out: String,
    /// 要哪些格式，用逗号分开：docx、pdf
    #[arg(long = "to", value_name = "格式", value_delimiter = ',', default_value = "docx,pdf")]
    pub(crate) formats: Vec<Printable>,
    #[command(flatten)]
    pub(crate) press: PressOptions,
    /// 同时做几份，1 到 256；不写就看有几个处理器
    #[arg(short, long, value_name = "份数", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
    /// 只做这些行：名字=值，几个值用逗号分开，如 key=360923102200
    #[arg(long, value_name = "条件")]
    pub(crate) only: Vec<String>,
    /// 每一行都查数对不对得上（同 gongwen check），错的说在哪一行；照做不误
    #[arg(long)]
    pub(crate) check: bool,
    /// 只检查，列出各行的文件名，不做文件；有问题的写进 findings.csv
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// 接着做：已经做好、内容没有变的不再做
    #[arg(long)]
    pub(crate) resume: bool,
    /// 做完后把这一次的全部文件装进一个 zip
    #[arg(long, value_name = "文件")]
    pub(crate) zip: Option<PathBuf>,
    /// 做完后把上一次留下、这一次没有做的文件移到旁边的 移走-1；不删，不覆盖，别人改过的不动
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) prune: bool,
    /// 有错的行不做，其余照做（不写就是这样）
    #[arg(long, conflicts_with = "strict")]
    pub(crate) keep_going: bool,
    /// 只要有一行有错，一份也不做
    #[arg(long)]
    pub(crate) strict: bool,
    /// 分到几台机器上做：2/8 是八份里的第二份；哪一行归哪一份只看它的代码
    #[arg(long, value_name = "份")]
    pub(crate) shard: Option<String>,
    /// 进度：auto 看是不是终端，plain 一行一行，json 给程序读，none 不要
    #[arg(long, value_name = "样子", default_value = "auto", hide_possible_values = true)]
    pub(crate) progress: ProgressStyle,
}

/// What a batch is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Printable {
    Docx,
    Pdf,
}

impl Printable {
    pub(crate) fn file(self) -> FileFormat {
        match self {
            Printable::Docx => FileFormat::Docx,
            Printable::Pdf => FileFormat::Pdf,
        }
    }
}

/// How a run tells how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProgressStyle {
    Auto,
    Plain,
    Json,
    None,
}

#[derive(Debug, Args)]
pub(crate) struct ManifestCommand {
    #[command(subcommand)]
    pub(crate) action: ManifestAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ManifestAction {
    /// 把文件夹里各分片的记录合成 manifest.jsonl，按行排好；有重复、缺失、对不上的都说出来
    Merge {
        /// 运行的文件夹，里面有 manifest-1-of-8.jsonl 等
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
        /// 各份都做完了的，把以前做的、不在记录里的文件移到旁边的 移走-1；不删，不覆盖
        #[arg(long)]
        prune: bool,
    },
    /// 照着记录核对文件：少了的、长度或 SHA-256 不对的、以前的运行留下的
    Verify {
        /// 运行的文件夹
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// 草稿：.docx、.txt 或 .md
    #[arg(value_name = "草稿")]
    pub(crate) draft: PathBuf,
    /// 写成哪个文件，- 表示标准输出；不写就在草稿旁边，名字以 .toml 结尾
    #[arg(short = 'o', long = "output", value_name = "文件")]
    pub(crate) target: Option<PathBuf>,
    /// 汉字旁边的半角标点照原样，不改成全角
    #[arg(long)]
    pub(crate) keep_punctuation: bool,
    /// 数字照写，不做成指标
    #[arg(long)]
    pub(crate) no_figures: bool,
    /// 认出了什么用什么样子列出来：text 给人看，json 给程序读
    #[arg(long = "format", value_name = "样子", default_value = "text", hide_possible_values = true)]
    pub(crate) summary: SummaryFormat,
}

/// How a summary is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct RollUp {
    /// 镇里的报告文件，要汇总的指标写着 rollup = "sum" 等
    #[arg(value_name = "报告文件")]
    pub(crate) report: PathBuf,
    /// 各村的表格，一村一行：.xlsx、.xls、.et、.csv、.toml 或 .jsonl
    #[arg(long, value_name = "表格")]
    pub(crate) rows: PathBuf,
    /// 读哪个工作表；不写就按报告文件 [batch] 里的，再不然读第一个
    #[arg(long, value_name = "工作表")]
    pub(crate) sheet: Option<String>,
    /// 把汇总的数写进报告文件，注释和版面不动
    #[arg(long)]
    pub(crate) write: bool,
}

#[derive(Debug, Args)]
pub(crate) struct FontsCommand {
    /// 报告文件：列出其中哪些字没有字体能显示
    #[arg(value_name = "报告文件")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) fonts: FontSource,
}

#[derive(Debug, Args)]
pub(crate) struct TemplatesCommand {
    #[command(subcommand)]
    pub(crate) action: Option<TemplatesAction>,
    /// 自己的模板文件夹，里面的文件逐个替换同名的内置模板
    #[arg(long, value_name = "文件夹", global = true)]
    pub(crate) templates: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TemplatesAction {
    /// 列出模板（不写动作时就是它）
    List,
    /// 输出一个模板的内容
    Show {
        /// 模板名称，如 annual-report、partials/area
        #[arg(value_name = "名称")]
        name: String,
    },
    /// 检查模板：不认识的字段、助手、片段，连 {{#if}} 里写错的名字也查
    Check {
        /// 只查这些模板；不写就全查
        #[arg(value_name = "名称")]
        names: Vec<String>,
    },
    /// 把内置模板导出到文件夹，改好后用 --templates 指定
    Export {
        /// 导出到哪个文件夹；已有的文件不覆盖
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ProfilesCommand {
    #[command(subcommand)]
    pub(crate) action: Option<ProfilesAction>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProfilesAction {
    /// 列出内置的本地格式（不写动作时就是它）
    List,
    /// 列出与标准不同的每一处：设置、条款、标准的值、本地的值
    Show {
        /// 内置的名称，或者一个 .toml 文件
        #[arg(value_name = "文件或名称")]
        profile: PathBuf,
    },
}

/// Which starter file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    #[value(alias = "年度工作报告", alias = "总结")]
    Annual,
    #[value(alias = "一般公文", alias = "公文")]
    General,
    #[value(alias = "信函", alias = "函")]
    Letter,
    #[value(alias = "命令", alias = "令")]
    Order,
    #[value(alias = "纪要")]
    Minutes,
    #[value(alias = "请示")]
    Request,
    #[value(alias = "报告")]
    Report,
    #[value(alias = "批复")]
    Reply,
    #[value(alias = "通知")]
    Notice,
    #[value(alias = "村")]
    Village,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// 哪一种：annual 年度工作报告，village 村，request 请示，report 报告，reply 批复，notice 通知，general 一般公文，letter 信函，order 命令，minutes 纪要；也可以写中文
    #[arg(long, value_name = "种类", default_value = "annual", hide_possible_values = true)]
    pub(crate) kind: Kind,
    /// 新文件的名字；- 表示标准输出
    #[arg(value_name = "文件", default_value = "report.toml")]
    pub(crate) path: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// 哪种命令行：bash、zsh、fish、powershell、elvish
    #[arg(value_name = "名称")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Man {
    /// 写进哪个文件夹
    #[arg(value_name = "文件夹")]
    pub(crate) folder: PathBuf,
}

/// The whole command, in this language.
pub(crate) fn command(language: Language) -> clap::Command {
    let command = Arguments::command();
    match language {
        Language::Zh => chinese::translate(command),
        Language::En => english::translate(command),
    }
}

/// Parses the command line; on a mistake or for help it prints and gives the exit code.
pub(crate) fn parse(words: Vec<OsString>) -> Result<Arguments, ExitCode> {
    let language = asked_language(&words);
    let parsed = command(language).try_get_matches_from(words);
    parsed.and_then(|matches| Arguments::from_arg_matches(&matches)).map_err(|error| {
        if error.kind() == ErrorKind::DisplayVersion {
            say(&version::text(language));
            return end(Ok(()), language);
        }
        match Some(&error).filter(|_| language == Language::Zh).and_then(chinese::explain) {
            Some(sentence) => tell(format_args!("用法错误：{sentence}")),
            None if error.use_stderr() => tell_styled(styled(&error.render(), std::io::stderr()).trim_end()),
            None => say_styled(&styled(&error.render(), std::io::stdout())),
        }
        if !error.use_stderr() {
            return end(Ok(()), language);
        }
        own_up(language);
        ExitCode::from(2)
    })
}

/// Help in the colours that it has on a terminal, and plain elsewhere.
fn styled(text: &clap::builder::StyledStr, stream: impl IsTerminal) -> String {
    if stream.is_terminal() { text.ansi().to_string() } else { text.to_string() }
}

fn asked_language(words: &[OsString]) -> Language {
    let english = words.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en")
        || words.iter().any(|word| word == "--lang=en");
    if english { Language::En } else { Language::Zh }
}
