//! The table of figures 指标一览表: which figures it shows, and that none of them is a target printed as a result.

use std::collections::BTreeSet;

use super::Checker;
use super::text::enumerated;
use crate::report::{Figure, FigurePart, FiguresGroup, FiguresTable, FiguresTableFile, Report};
use gongwen_document::{Diagnostic, Message};

/// How labels of targets 目标数 end.
const AIMS: [&str; 6] = ["目标", "目标数", "目标值", "计划数", "预期数", "预期值"];

impl Checker<'_, '_> {
    pub(super) fn figures_table(&mut self, file: FiguresTableFile) -> FiguresTable {
        let title = self.label(file.title, "figures_table.title");
        let mut seen = BTreeSet::new();
        let mut groups = Vec::with_capacity(file.groups.len() + 1);
        if !file.figures.is_empty() {
            self.listed(&file.figures, "figures_table.figures", &mut seen);
            groups.push(FiguresGroup { heading: None, figures: file.figures });
        }
        groups.extend(enumerated(file.groups, "figures_table.groups", |group, path| {
            let heading = Some(self.required(group.heading, &format!("{path}.heading")));
            let list = format!("{path}.figures");
            if group.figures.is_empty() {
                self.blank(&list);
            }
            self.listed(&group.figures, &list, &mut seen);
            FiguresGroup { heading, figures: group.figures }
        }));
        FiguresTable { title, groups, left_out: Vec::new() }
    }

    /// Figures that the table names.
    fn listed(&mut self, ids: &[String], path: &str, seen: &mut BTreeSet<String>) {
        for (index, id) in ids.iter().enumerate() {
            let path = format!("{path}[{index}]");
            self.uses.add(id, FigurePart::Whole, &path.as_str().into(), 0..id.len());
            if !seen.insert(id.clone()) {
                self.table_fault(
                    &path,
                    "figures-table/twice",
                    Message::new(
                        format!("指标 {id} 在一览表里写了两次"),
                        format!("the figure {id} is in the table twice"),
                    ),
                    Message::new("删去一个", "delete one of them"),
                );
            }
        }
    }

    /// Holds the table against the figures, once they are read; which of them it leaves out when nobody chose any.
    pub(super) fn table_of_figures(&mut self, report: &Report) -> Vec<String> {
        let Some(table) = &report.figures_table else { return Vec::new() };
        let next_year = |figure: &Figure| {
            self.uses.only_below(&figure.id, "plan")
                || AIMS.iter().any(|word| figure.label.ends_with(word))
                || (report.year > 0 && figure.label.contains(&format!("{}年", i32::from(report.year) + 1)))
        };
        let aims: Vec<&Figure> = report.figures.iter().filter(|figure| next_year(figure)).collect();
        if !table.groups.is_empty() {
            for (path, id) in named(table) {
                if let Some(aim) = aims.iter().find(|figure| figure.id == id) {
                    self.aim_listed(aim, &path, report.year);
                }
            }
            return Vec::new();
        }
        let mut left_out: Vec<String> = aims.iter().map(|figure| figure.id.clone()).collect();
        if let [first, ..] = aims.as_slice() {
            self.aims_left_out(first, aims.len());
        }
        // Growth stands in the column 同比 of its figure.
        let alone = |figure: &&Figure| figure.previous.is_none() && figure.target.is_none();
        let growths = report.figures.iter().filter(alone).filter(|figure| {
            let of = figure.growth_of();
            of.is_some_and(|of| {
                report.figures.iter().any(|it| it.id == of) && !left_out.iter().any(|it| it == of)
            })
        });
        let growths: Vec<String> = growths.map(|figure| figure.id.clone()).collect();
        left_out.extend(growths);
        for figure in report.figures.iter().filter(|figure| !left_out.contains(&figure.id)) {
            self.uses.add(&figure.id, FigurePart::Whole, &"figures_table".into(), 0..0);
        }
        if left_out.len() == report.figures.len() {
            self.table_fault(
                "figures_table",
                "figures-table/empty",
                Message::new("指标一览表没有指标可列", "the table of figures has no figure to show"),
                Message::new(
                    "在 [figures] 里写上指标，或者删去 [figures_table]",
                    "write figures into [figures], or delete [figures_table]",
                ),
            );
        }
        left_out
    }

    /// A target that somebody wants in the table, which has a column for results.
    fn aim_listed(&mut self, figure: &Figure, path: &str, year: i16) {
        let label = &figure.label;
        let this = if year > 0 { format!("{year}年") } else { "本年".to_owned() };
        self.table_fault(
            path,
            "figures-table/target",
            Message::new(
                format!("“{label}”是目标，不是{this}的完成数，不能印在“{this}”一栏"),
                format!("`{label}` is a target: it cannot stand in the column of {year}"),
            ),
            Message::new(
                "本年的目标写进那个指标：target = …，会印在“目标”一栏；下一年的目标不列进这张表",
                "this year's target is target = … of its figure and has a column of its own; leave those of the next year out",
            ),
        );
    }

    fn aims_left_out(&mut self, first: &Figure, count: usize) {
        let label = &first.label;
        let (zh, en) = match count {
            1 => (format!("“{label}”"), format!("`{label}`")),
            _ => (format!("“{label}”等 {count} 个指标"), format!("`{label}` and {} others", count - 1)),
        };
        let message = Message::new(
            format!("{zh}是目标，不是本年的完成数，没有列进指标一览表"),
            format!("{en} are targets and not in the table of figures"),
        );
        self.found.push(Diagnostic::warning("figures-table/target", message).at(self.located.place("figures_table")).help(
            Message::new(
                "不用改的话不管它；自己选指标的，在 [figures_table] 里写 figures = [\"…\"]；本年的目标写成那个指标的 target = …",
                "nothing needs doing; figures = [\"…\"] chooses the figures of the table, target = … is this year's target of a figure",
            ),
        ));
    }

    fn table_fault(&mut self, path: &str, code: &'static str, message: Message, help: Message) {
        self.found.push(Diagnostic::error(code, message).at(self.located.place(path)).help(help));
    }
}

/// The figures that the table names, each with the path of its place in the report file.
fn named(table: &FiguresTable) -> impl Iterator<Item = (String, &str)> {
    let headed = table.groups.iter().filter(|group| group.heading.is_some()).enumerate();
    let first = table.groups.iter().filter(|group| group.heading.is_none());
    let first = first.map(|group| ("figures_table.figures".to_owned(), group));
    let groups = headed.map(|(index, group)| (format!("figures_table.groups[{index}].figures"), group));
    first.chain(groups).flat_map(|(path, group)| {
        let ids = group.figures.iter().enumerate();
        ids.map(move |(index, id)| (format!("{path}[{index}]"), id.as_str()))
    })
}
