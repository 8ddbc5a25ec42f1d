//! English help: one line for each command and argument.

use clap::Command;

const AFTER_HELP: &str = "\
Examples:
  gongwen new report.toml                      write a commented report file to start from
  gongwen render report.toml                   make out/report.docx and out/report.pdf
  gongwen render report.toml --to pdf -o a.pdf the PDF alone
  gongwen batch village.toml --rows rows.xlsx  a document for each row of a table
  gongwen preview report.toml                  the pages in a browser, anew at each save
  gongwen fonts report.toml                    which fonts are used, and what they lack

Exit codes: 0 done; 1 the input is wrong (report, template, missing glyph); 2 usage; 3 reading or writing failed;
130 stopped by Ctrl-C.
A failed run changes no existing file; files appear whole or not at all.";

const BATCH_HELP: &str = "\
Examples:
  gongwen batch village.toml --rows rows.xlsx --dry-run                          check, and list the names
  gongwen batch village.toml --rows rows.xlsx --out 'out/{{code}}-{{village}}'   names from columns
  gongwen batch village.toml --rows rows.xlsx --only village=A,B                 two villages
  gongwen batch village.toml --rows rows.xlsx --resume                           go on after a break
  gongwen batch village.toml --rows rows.xlsx --prune                            move what earlier runs left

Every row is checked first; a row with faults is left out and told of with row, column and what to write instead, all of
it in findings.csv in the folder. What was made stands in manifest.jsonl, this run alone; files that earlier runs left
(villages that are gone, formats not asked for) are listed, and --prune moves them into a folder beside, 移走-1.
Exit codes: 0 all made; 1 some rows are wrong; 2 usage; 3 reading or writing failed; 130 stopped by Ctrl-C.";

const IMPORT_HELP: &str = "\
Examples:
  gongwen import draft.docx                   write draft.toml beside it
  gongwen import draft.docx -o report.toml    write report.toml
  gongwen import draft.txt --format json      what was recognised, for programs

The finished document has the draft's text, every character of it; what was recognised, what stays as text and what was
left out is listed. Existing files are not overwritten.
Exit codes: 0 done; 1 the draft cannot be read; 2 usage; 3 reading or writing failed.";
const CHECK_HELP: &str = "\
Examples:
  gongwen check draft.txt                        what is wrong, with the arithmetic
  gongwen check draft.txt --relations            every relation that was looked at
  gongwen check report.toml --advice             what is worth a look as well
  gongwen check --explain figures/parts-sum      what a rule looks for, why, a wrong and a right example
  gongwen check draft.docx --docx marked.docx    each finding as a comment in a copy of the Word file
  gongwen check draft.txt --format html > a.html a page to print
  gongwen check draft.docx --fix                 sure slips of marks and words put right (tracked in Word), the old file as .bak
  gongwen check draft.txt --accept 9c1e0f2a77b3d480 --reason why   looked at, stays as it is

In a report file the line before says it: # gongwen: allow figures/parts-sum why
Exit codes: 0 no errors; 1 errors (with --strict warnings too); 2 usage; 3 reading or writing failed.";

#[cfg(feature = "preview")]
const PREVIEW_HELP: &str = "\
Examples:
  gongwen preview report.toml                                            open a browser; the pages change at each save
  gongwen preview village.toml --rows rows.xlsx                          one row, another when it is chosen on the page
  gongwen preview report.toml --editor 'code -g {file}:{line}:{column}'  a click on the page leads to the line
  gongwen preview report.toml --at 84                                    have a running preview show what line 84 says

It is for this machine alone, and for whoever has the key in its address. While the report has faults the last good pages
stay, greyed, with the faults beside them.
Exit codes: 0 ended by Ctrl-C; 2 usage; 3 reading or writing failed, or the port is taken.";

/// Command path, and its line of help.
const COMMANDS: &[(&str, &str)] = &[
    (
        "gongwen",
        "Structured work reports to official Chinese documents (GB/T 9704-2012): DOCX to revise, PDF to print",
    ),
    ("gongwen render", "Make DOCX and PDF from report files"),
    ("gongwen preview", "Show the pages in a browser, anew at each save, with what is wrong beside them"),
    ("gongwen watch", "Make the PDF anew at each save, and tell in the terminal what is wrong"),
    ("gongwen import", "Make a report file of a draft: Word, text or Markdown"),
    ("gongwen manifest", "Records of runs: join those of several machines, or hold the files against one"),
    (
        "gongwen manifest merge",
        "Join the records of all shares in a folder into manifest.jsonl; says what is twice, missing or wrong",
    ),
    (
        "gongwen manifest verify",
        "Hold the files of a folder against its record: missing ones, other lengths or SHA-256, those of earlier runs",
    ),
    ("gongwen batch", "Make a document for each row of a table"),
    (
        "gongwen rollup",
        "Hold a town's figures against its villages: sums, weighted averages, counts, largest values",
    ),
    (
        "gongwen fonts",
        "Show for each role which font was asked for, which is used, where it is from, and its coverage",
    ),
    ("gongwen schema", "Print the JSON Schema of report files, for editors"),
    ("gongwen templates", "List, show, check or export templates"),
    ("gongwen templates list", "List templates (the default)"),
    ("gongwen templates show", "Print one template"),
    (
        "gongwen templates check",
        "Check templates: unknown paths, helpers and partials, a misspelt {{#if}} included",
    ),
    (
        "gongwen templates export",
        "Write the built-in templates into a folder, to change and use with --templates",
    ),
    (
        "gongwen profiles",
        "List house profiles, or show where one departs from GB/T 9704-2012, with the clause",
    ),
    ("gongwen profiles list", "List the profiles compiled in (the default)"),
    ("gongwen profiles show", "List each departure: setting, clause, the standard's value, the profile's"),
    (
        "gongwen check",
        "Look at drafts: numbers that cannot be true together, dates, ordinals, marks and words",
    ),
    ("gongwen new", "Write a commented report file to start from"),
    ("gongwen completions", "Print a completion script for a shell"),
    ("gongwen man", "Write the manual pages into a folder, for packages"),
];

/// Argument id, its value's name, and its line of help.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("language", "LANG", "Language of messages: zh or en"),
    ("files", "FILE", "Report files (.toml or .json); - is standard input"),
    ("output", "PATH", "Folder, or file ending in .docx .pdf .html .txt; - is standard output"),
    ("to", "FORMAT", "Formats, separated by commas: docx, pdf, markup (what the template made), text"),
    (
        "template",
        "NAME",
        "Template: annual-report runs on as the source does, annual-report-outline has numbered headings, village-report is for villages; without it the report's kind and format choose",
    ),
    ("templates", "DIR", "Folder of your own templates; each file replaces the built-in one of its name"),
    ("draft", "DRAFT", "The draft: .docx, .txt or .md"),
    (
        "target",
        "FILE",
        "The report file to write, - for standard output; without it beside the draft, ending in .toml",
    ),
    ("keep_punctuation", "", "Half-width marks beside Chinese stay as they are"),
    ("no_figures", "", "Numbers stay as they are and become no figures"),
    ("summary", "STYLE", "How what was recognised is listed: text, or json for programs"),
    ("report", "FILE", "The report file"),
    ("rows", "TABLE", "The table, a row for each village: .xlsx, .xls, .et, .csv, .toml or .jsonl"),
    (
        "out",
        "NAME",
        "Folder and name of the files, as 'out/{{code}}-{{village}}'; in braces a field or a header",
    ),
    ("formats", "FORMAT", "Formats, separated by commas: docx, pdf"),
    ("jobs", "N", "How many at a time, 1 to 256; without it, as many as there are processors"),
    (
        "only",
        "CONDITION",
        "Only these rows: name=value, several values separated by commas, as key=360923102200",
    ),
    (
        "dry_run",
        "",
        "Check only and list the names; no document is made, what is found goes into findings.csv",
    ),
    ("resume", "", "Go on: what is made and has not changed is not made again"),
    ("zip", "FILE", "Put all files of this run into a zip as well"),
    (
        "prune",
        "",
        "Move files of earlier runs that are none of this one into a folder beside; nothing is removed or overwritten",
    ),
    ("keep_going", "", "Leave out rows that are wrong and make the others (the default)"),
    ("strict", "", "Make nothing if any row is wrong"),
    (
        "shard",
        "K/N",
        "On several machines: 2/8 is the second of eight shares; a row's share follows from its key",
    ),
    ("progress", "STYLE", "Progress: auto (a bar on a terminal), plain, json for programs, none"),
    ("sheet", "SHEET", "Which sheet; without it that of [batch] in the report file, else the first"),
    ("write", "", "Write the totals into the report file; comments and layout stay"),
    ("fonts", "SOURCE", "Where fonts come from: system, embedded, or a folder"),
    ("missing_glyph", "WAY", "A character no font holds: refuse, or mark (prints 〓 and warns)"),
    ("fit", "", "Less line pitch, by 0.5 mm at most, where that saves a sheet of paper; it is told"),
    ("file", "FILE", "Report file: list its characters that no font can show"),
    ("name", "NAME", "Name of a template, as annual-report or partials/area"),
    ("names", "NAME", "Only these templates; all when none is named"),
    ("folder", "DIR", "Where to; existing files are not overwritten"),
    (
        "profile",
        "FILE|NAME",
        "House profile: a .toml file or a name compiled in, as sample; without it GB/T 9704-2012",
    ),
    ("kind", "KIND", "annual, village, request, report, reply, notice, general, letter, order or minutes"),
    ("path", "FILE", "The new file; - is standard output"),
    ("drafts", "DRAFT", "Word files .docx, report files .toml .json, text .txt .md; - is standard input"),
    ("style", "STYLE", "Output: text for people, html is a page to print, json for programs"),
    (
        "comments",
        "FILE",
        "Write each finding as a Word comment into a copy of the draft; its own comments stay",
    ),
    (
        "fix",
        "",
        "Put right sure slips of marks and words, never a figure; what changes is listed, the old file kept as .bak; tracked changes in Word files",
    ),
    ("dry_fix", "", "With --fix: only list what would change"),
    ("explain", "CODE", "What a rule looks for, why, a wrong and a right example"),
    ("severity", "LEVEL", "From which level on: error, warning or hint"),
    ("only_codes", "CODE", "Only these codes, or codes that begin so, as figures/; separated by commas"),
    ("skip_codes", "CODE", "Not these codes, or codes that begin so; separated by commas"),
    ("advice", "", "What is worth a look as well (the same as --severity hint)"),
    (
        "date",
        "DATE",
        "Date of the draft, as 2025-02-18, by which deadlines are judged; without it the draft's own",
    ),
    ("relations", "", "List every relation that was looked at, with its arithmetic"),
    ("strict_check", "", "Warnings fail as well"),
    (
        "accept",
        "FINGERPRINT",
        "Looked at, stays: the finding's fingerprint (see --format json), kept beside the draft",
    ),
    ("reason", "REASON", "Why it stays"),
    ("no_check", "", "Do not look whether numbers agree"),
    ("check", "", "Look at each row whether its numbers agree, before documents are made"),
    ("at", "LINE", "Have a running preview show what this line of the report file says, for keys of editors"),
    (
        "editor",
        "COMMAND",
        "Run at a click on the page, without a shell; {file}, {line} and {column} stand in it",
    ),
    ("no_open", "", "Open no browser; print the address only"),
    ("port", "PORT", "The port; 0 is any that is free"),
    ("poll", "", "Look at the files each second, without waiting for the system's word"),
    ("shell", "SHELL", "bash, zsh, fish, powershell or elvish"),
];

/// The same command with English help.
pub(super) fn translate(command: Command) -> Command {
    let command = command
        .after_help(AFTER_HELP)
        .mut_subcommand("batch", |batch| batch.after_help(BATCH_HELP))
        .mut_subcommand("check", |check| check.after_help(CHECK_HELP))
        .mut_subcommand("import", |import| import.after_help(IMPORT_HELP));
    #[cfg(feature = "preview")]
    let command = command.mut_subcommand("preview", |preview| preview.after_help(PREVIEW_HELP));
    named(command, "gongwen")
}

fn named(mut command: Command, path: &str) -> Command {
    if let Some((_, about)) = COMMANDS.iter().find(|(known, _)| *known == path) {
        command = command.about(*about);
    }
    for (id, value, help) in ARGUMENTS {
        if command.get_arguments().any(|argument| argument.get_id() == id) {
            command = command.mut_arg(*id, |argument| argument.help(*help).value_name(*value));
        }
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |sub| named(sub, &path));
    }
    command
}
