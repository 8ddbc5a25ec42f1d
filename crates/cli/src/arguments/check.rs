//! What `gongwen check` takes, and what its `--help` says at its end.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const CHECK_HELP: &str = "\
例：
  gongwen check 草稿.txt                         有错的地方，连同算式
  gongwen check 草稿.txt --relations             查过的每一个勾稽关系
  gongwen check 报告.toml --advice               连可以再看看的也说
  gongwen check --explain figures/parts-sum      这一条查什么，为什么，对的和错的各是什么样
  gongwen check 草稿.docx --docx 草稿-批注.docx    每一处写成 Word 批注，草稿本身不动
  gongwen check 草稿.txt --format html > 查稿.html 写成一页，可以打印
  gongwen check 草稿.docx --fix                  一定错的标点、别字改好，Word 里是修订，原稿留作 .bak
  gongwen check 草稿.txt --accept 9c1e0f2a77b3d480 --reason 上级口径   看过了，不改

报告文件里要放过一处，在它前一行写：# gongwen: allow figures/parts-sum 理由
退出码：0 没有错误；1 有错误（加 --strict 时提醒也算）；2 用法不对；3 读写失败。";

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// 文稿：Word 文档 .docx，报告文件 .toml .json，文本 .txt .md，可以有多个；- 表示标准输入
    #[arg(required_unless_present = "explain", value_name = "文稿")]
    pub(crate) drafts: Vec<PathBuf>,
    /// 输出的样子：text 给人看，html 是一页可以打印的，json 给程序读
    #[arg(long = "format", value_name = "样子", default_value = "text", hide_possible_values = true)]
    pub(crate) style: CheckStyle,
    /// 每一处写成 Word 批注，另存为这个 .docx；草稿本身不动，原有的批注留着
    #[arg(long = "docx", value_name = "文件", conflicts_with = "fix")]
    pub(crate) comments: Option<PathBuf>,
    /// 一定错的标点和别字改好，不改数；改了哪些列出来，原稿留作 .bak；Word 文档里写成修订
    #[arg(long, conflicts_with = "accept")]
    pub(crate) fix: bool,
    /// 同 --fix 用：只列出会改哪些，不动文件
    #[arg(long = "dry-run", requires = "fix")]
    pub(crate) dry_fix: bool,
    /// 说明一条规则：查什么，为什么，对的和错的各是什么样
    #[arg(long, value_name = "代码")]
    pub(crate) explain: Option<String>,
    /// 说到哪一级：error 只说错误，warning 提醒也说，hint 建议也说
    #[arg(long, value_name = "级别", default_value = "warning", hide_possible_values = true)]
    pub(crate) severity: Level,
    /// 只查这些：代码或者代码的开头，如 figures/，用逗号分开
    #[arg(long = "only", value_name = "代码", value_delimiter = ',')]
    pub(crate) only_codes: Vec<String>,
    /// 不查这些：代码或者代码的开头，用逗号分开
    #[arg(long = "skip", value_name = "代码", value_delimiter = ',')]
    pub(crate) skip_codes: Vec<String>,
    /// 可以再看看的也说（同 --severity hint）
    #[arg(long)]
    pub(crate) advice: bool,
    /// 文稿的日期，如 2025-02-18，用来判断期限；不写就用文稿里的
    #[arg(long, value_name = "日期")]
    pub(crate) date: Option<String>,
    /// 列出查过的每一个勾稽关系，连同算式
    #[arg(long)]
    pub(crate) relations: bool,
    /// 有提醒也算没有通过
    #[arg(long = "strict")]
    pub(crate) strict_check: bool,
    /// 看过了，不改：这一处的指纹（在 --format json 里），记在文稿旁边的 .check.toml 里
    #[arg(long, value_name = "指纹", requires = "reason")]
    pub(crate) accept: Option<String>,
    /// 为什么不改
    #[arg(long, value_name = "理由", requires = "accept")]
    pub(crate) reason: Option<String>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckStyle {
    Text,
    Html,
    Json,
}

/// The least severity that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    Error,
    Warning,
    Hint,
}
