//! Help and mistakes in Chinese throughout: the parser's own words are English.

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// Chinese headings, usage lines and defaults, in the command and all below it.
pub(super) fn translate(command: Command) -> Command {
    let command = below(command, "").disable_version_flag(true);
    command.arg(flag("version", 'V', clap::ArgAction::Version).help("显示版本"))
}

fn below(mut command: Command, above: &str) -> Command {
    let path = format!("{above} {}", command.get_name());
    let path = path.trim_start();
    let template = if command.has_subcommands() {
        "{about-with-newline}\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}{after-help}\n"
    } else if command.get_positionals().next().is_some() {
        "{about-with-newline}\n用法：{usage}\n\n内容：\n{positionals}\n\n选项：\n{options}{after-help}\n"
    } else {
        "{about-with-newline}\n用法：{usage}\n\n选项：\n{options}{after-help}\n"
    };
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, |sub| below(sub, path));
    }
    let usage = usage(path, &command);
    let command = command.help_template(template).override_usage(usage).mut_args(with_default);
    command.disable_help_flag(true).arg(flag("help", 'h', clap::ArgAction::Help).help("显示这份说明"))
}

fn flag(name: &'static str, short: char, action: clap::ArgAction) -> clap::Arg {
    clap::Arg::new(name).short(short).long(name).action(action)
}

/// `gongwen batch [选项] --rows <表格> <报告文件>`.
fn usage(path: &str, command: &Command) -> String {
    let mut words = vec![path.to_owned(), "[选项]".to_owned()];
    for option in command.get_opts().filter(|option| option.is_required_set()) {
        words.push(format!("--{} <{}>", option.get_long().unwrap_or_default(), value(option)));
    }
    for positional in command.get_positionals() {
        let many = positional.get_num_args().is_some_and(|count| count.max_values() > 1);
        let name = value(positional);
        let name = if positional.is_required_set() { format!("<{name}>") } else { format!("[{name}]") };
        words.push(if many { name + "..." } else { name });
    }
    if command.has_subcommands() {
        words.push(if command.is_subcommand_required_set() { "<命令>" } else { "[命令]" }.to_owned());
    }
    words.join(" ")
}

fn value(argument: &clap::Arg) -> String {
    argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default()
}

/// What holds when nothing is written, and what may be, in the words of the help.
fn with_default(argument: clap::Arg) -> clap::Arg {
    if !argument.get_action().takes_values() {
        return argument;
    }
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let mut help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    if !defaults.is_empty() {
        help.push_str(&format!("（不写就是 {}）", defaults.join(",")));
    }
    argument.help(help).hide_default_value(true).hide_possible_values(true)
}

/// What is wrong with a command line and what to write instead; none for help and the version, which are no mistakes.
pub(super) fn explain(error: &Error) -> Option<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let (argument, given) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let near = |kind| match text(kind) {
        near if near.is_empty() => String::new(),
        near => format!("是不是想写 {near}？"),
    };
    let mut sentence = match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("没有 {argument} 这个选项。{}", near(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => format!(
            "没有 {} 这个命令。{}",
            text(ContextKind::InvalidSubcommand),
            near(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::InvalidValue if given.is_empty() => format!("{argument} 后面还要写内容。"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let mut sentence = format!("{argument} 写的是“{given}”，不行。");
            let allowed = text(ContextKind::ValidValue);
            if !allowed.is_empty() {
                sentence.push_str(&format!("可以写：{allowed}。"));
            }
            sentence.push_str(&near(ContextKind::SuggestedValue));
            sentence
        }
        ErrorKind::MissingRequiredArgument => format!("还缺：{argument}。"),
        ErrorKind::MissingSubcommand => "要写一个命令。".to_owned(),
        ErrorKind::ArgumentConflict => {
            format!("{argument} 和 {} 不能一起用。", text(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的值个数不对。")
        }
        ErrorKind::NoEquals => format!("{argument} 要写成 {argument}=值。"),
        ErrorKind::InvalidUtf8 => "命令行里有不是 UTF-8 的字。".to_owned(),
        _ => return None,
    };
    sentence.push('\n');
    if let Some(usage) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        sentence.push_str(&format!("用法：{}\n", usage.trim().trim_start_matches("Usage: ")));
    }
    sentence.push_str("加 --help 看说明。");
    Some(sentence)
}
