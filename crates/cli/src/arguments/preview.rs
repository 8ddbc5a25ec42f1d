//! What `gongwen preview` and `gongwen watch` take, and what the help of the first says at its end.

use std::path::PathBuf;

use clap::Args;

use super::press::{OutputFormat, PressOptions};

pub(super) const PREVIEW_HELP: &str = "\
例：
  gongwen preview 报告.toml                                         打开浏览器，存一次换一次
  gongwen preview 村.toml --rows 各村.xlsx                          看一个村的，页面上可以换
  gongwen preview 报告.toml --editor 'code -g {file}:{line}:{column}'  在页面上点哪里，编辑器就到哪里
  gongwen preview 报告.toml --at 84                                 让正开着的预览显示第 84 行写的地方

只有本机、只有知道地址里那串钥匙的人能看。报告有错的时候，页面留在改错以前的样子，变灰，错处列在旁边。
退出码：0 按 Ctrl-C 结束；2 用法不对；3 读写失败，或者端口被占用。";

#[derive(Debug, Args)]
pub(crate) struct Preview {
    /// 报告文件，里面写着 [fields]、[batch] 的要加 --rows
    #[arg(value_name = "报告文件")]
    pub(crate) report: PathBuf,
    /// 各村的表格，一村一行；一次看一行
    #[arg(long, value_name = "表格")]
    pub(crate) rows: Option<PathBuf>,
    /// 读哪个工作表；不写就按报告文件 [batch] 里的，再不然读第一个
    #[arg(long, value_name = "工作表", requires = "rows")]
    pub(crate) sheet: Option<String>,
    /// 让正开着的预览显示报告文件的这一行写的地方，给编辑器的快捷键用
    #[arg(long, value_name = "行")]
    pub(crate) at: Option<usize>,
    /// 在页面上点一处，就运行这个命令，里面可以写 {file} {line} {column}
    #[arg(long, value_name = "命令")]
    pub(crate) editor: Option<String>,
    /// 不打开浏览器，只写出地址
    #[arg(long)]
    pub(crate) no_open: bool,
    /// 端口；0 是随便哪个空着的
    #[arg(long, value_name = "端口", default_value = "0")]
    pub(crate) port: u16,
    /// 每秒看一次文件，不等系统通知
    #[arg(long)]
    pub(crate) poll: bool,
    /// 不查数对不对得上、写法对不对（查的是什么，见 gongwen check）
    #[arg(long)]
    pub(crate) no_check: bool,
    #[command(flatten)]
    pub(crate) press: PressOptions,
}

#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// 报告文件（.toml 或 .json）
    #[arg(value_name = "报告文件")]
    pub(crate) report: PathBuf,
    /// 写到哪个文件夹，或哪个文件（以 .docx .pdf .html .txt 结尾）
    #[arg(short, long, value_name = "路径", default_value = "out")]
    pub(crate) output: PathBuf,
    /// 要哪些格式，用逗号分开：docx、pdf、markup（模板的产物）、text（纯文本）；不写就看 -o 的结尾，再不然是 pdf
    #[arg(long, value_name = "格式", value_delimiter = ',')]
    pub(crate) to: Vec<OutputFormat>,
    /// 每秒看一次文件，不等系统通知
    #[arg(long)]
    pub(crate) poll: bool,
    /// 不查数对不对得上（查的是什么，见 gongwen check）
    #[arg(long)]
    pub(crate) no_check: bool,
    #[command(flatten)]
    pub(crate) press: PressOptions,
}
