//! What `gongwen preview --help` says at its end.

pub(super) const PREVIEW_HELP: &str = "\
例：
  gongwen preview 报告.toml                                         打开浏览器，存一次换一次
  gongwen preview 村.toml --rows 各村.xlsx                          看一个村的，页面上可以换
  gongwen preview 报告.toml --editor 'code -g {file}:{line}:{column}'  在页面上点哪里，编辑器就到哪里
  gongwen preview 报告.toml --at 84                                 让正开着的预览显示第 84 行写的地方

只有本机、只有知道地址里那串钥匙的人能看。报告有错的时候，页面留在改错以前的样子，变灰，错处列在旁边。
退出码：0 按 Ctrl-C 结束；2 用法不对；3 读写失败，或者端口被占用。";
