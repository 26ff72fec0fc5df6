//! G-4, the enterprise’s rectification plan and corrective actions (7.1.2.2).

use chrono::NaiveDate;

use crate::{
    forms::{
        Kind::{Day, Files, Line, Prose, Rows},
        Path, Rounds, Section,
        checks::{days_not_in_future, is_given, lacks},
        fields,
        handed_in::{Lack, Problem},
    },
    key,
    people::Role,
    records::read::{Content, Row},
};

#[rustfmt::skip]
pub(super) static RECTIFICATION: Section = Section {
    key: "rectification",
    title: key!("section.rectification"),
    writers: &[Role::Enterprise],
    rounds: Rounds::Each,
    checks: &[days, done],
    fields: fields! { "field.rectification":
        "plan"           when applies: Prose;
        "actions"        when applies: Rows(fields! { "cell.rectification.actions":
            "what"    required: Prose;
            "owner"   required: Line;
            "due"     required: Day;
            "done_on" optional: Day;
            "files"   optional: Files;
        });
        "not_applicable" optional:     Line;
    },
};

/// G13: 不适用 with a reason stands in for plan and actions.
fn applies(content: &Content, map: &Path) -> bool {
    !is_given(content, &map.cell("not_applicable"))
}

/// R-7.1.2.2-4: at least one action is done before the recheck is applied for.
fn done(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    let actions = root.cell("actions");
    let done_on = |row: &Row| actions.row(&row.id).cell("done_on");
    let Some(first) = content.live_rows(&actions).next() else { return };
    if applies(content, root) && !content.live_rows(&actions).any(|row| is_given(content, &done_on(row))) {
        lacks(problems, done_on(first), Lack::Missing);
    }
}

fn days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    days_not_in_future(content, &root.cell("actions"), "done_on", today, problems);
}
