//! What the conditions and checks of several forms share.

use chrono::NaiveDate;

use super::{
    Path,
    answer::Answer,
    handed_in::{Lack, Problem},
};
use crate::{records::read::Content, time};

/// Whether a real value stands here, not `/`, 无 or 待补.
pub(super) fn is_given(content: &Content, place: &Path) -> bool {
    matches!(Answer::of(content.text(place)), Answer::Given(_))
}

/// Whether the choice under `key` of this map is this one.
pub(super) fn is(content: &Content, map: &Path, key: &str, code: &str) -> bool {
    content.text(&map.cell(key)) == code
}

/// Notes what is wrong at a place.
pub(super) fn lacks(problems: &mut Vec<Problem>, place: Path, lack: Lack) {
    problems.push(Problem { place, lack });
}

/// What happened did not happen after today.
pub(super) fn not_in_future(content: &Content, place: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    if time::day(content.text(place)).is_some_and(|day| day > today) {
        lacks(problems, place.clone(), Lack::InFuture);
    }
}

/// [`not_in_future`] for one column of a table.
pub(super) fn days_not_in_future(content: &Content, table: &Path, key: &str, today: NaiveDate, problems: &mut Vec<Problem>) {
    for row in content.live_rows(table) {
        not_in_future(content, &table.row(&row.id).cell(key), today, problems);
    }
}

/// A period ends on the day it starts or later.
pub(super) fn in_order(content: &Content, from: &Path, to: &Path, problems: &mut Vec<Problem>) {
    let day = |place| time::day(content.text(place));
    if day(from).zip(day(to)).is_some_and(|(from, to)| to < from) {
        lacks(problems, to.clone(), Lack::EndsBeforeStart);
    }
}

/// A year has four digits.
pub(super) fn is_year(content: &Content, place: &Path, problems: &mut Vec<Problem>) {
    let text = content.text(place).trim();
    if is_given(content, place) && !(text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())) {
        lacks(problems, place.clone(), Lack::Unreadable);
    }
}
