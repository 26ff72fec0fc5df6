//! `liandong audit`: what was done about people.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use shared::{
    key,
    people::{AuditRow, Audited},
    time::Timestamp,
    words::Locale,
};

use crate::{
    administration::audit,
    cli::print::{self, CommandError},
    clock::{DAY, MINUTE},
    store::Sqlite,
};

/// What `audit` is told.
#[derive(Args)]
pub(crate) struct Audit {
    /// Folder that holds the store
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// The first day, as 2026-11-23
    #[arg(long)]
    since: Option<NaiveDate>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// Print no rows; prove that each is as it was written and none is missing between
    #[arg(long, conflicts_with_all = ["since", "json"])]
    check: bool,
}

/// Prints or proves.
pub(super) fn run(options: &Audit) -> Result<(), CommandError> {
    let store = Sqlite::open(&options.data, None)?;
    if options.check {
        let rows = audit::prove(&store)?.map_err(CommandError::Broken)?;
        print::say(key!("admin.audit_holds"), &[("n", &rows.to_string())]);
        return Ok(());
    }
    let since = options.since.map_or(Timestamp(0), start_of);
    for row in audit::since(&store, since, usize::MAX)? {
        if options.json {
            print::json(&row);
        } else {
            let AuditRow { number, at, by, act, about, address, device, hash: _ } = row;
            let said = Audited::of_code(&act).map_or(act, |act| Locale::ALL.map(|locale| act.words().text(locale)).join(" · "));
            print::line(format_args!("{number}  {}  {said}  {by}  {about}  {address}  {device}", at.minute()));
        }
    }
    Ok(())
}

/// The first moment of a day in Xiamen.
fn start_of(day: NaiveDate) -> Timestamp {
    let days = day.signed_duration_since(Timestamp(0).day()).num_days();
    Timestamp(days * DAY - 8 * 60 * MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_xiamen() {
        let start = start_of(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
        assert_eq!(start.minute(), "2026-11-23 00:00");
    }
}
