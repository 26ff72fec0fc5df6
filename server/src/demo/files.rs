//! The rows from which the city is laid out: who lives there, what failed, what was done and written in which document. What
//! stands under `*` holds for every case that says nothing else there.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, de::DeserializeOwned};
use shared::workflow::Act;

use super::DemoError;

/// What is named in a file's row and is every case.
const EVERY_CASE: &str = "*";

/// A published failure: the cells under their headings.
pub(super) type Failure = BTreeMap<String, String>;

/// The heading under which a failure's number stands; the case goes by that name.
pub(super) const NUMBER: &str = "序号";

/// Somebody in the city.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Inhabitant {
    pub(super) login: String,
    pub(super) name: String,
    pub(super) role: shared::people::Role,
    pub(super) org: String,
    pub(super) org_kind: shared::people::OrgKind,
    pub(super) district: Option<shared::people::District>,
}

/// Something that was done in a document. The day is counted from a case's opening; in other documents it is negative and
/// counted from today. `by` is a login, or `opener`, `district` or `enterprise` of the case.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Event {
    pub(super) document: String,
    pub(super) day: i64,
    pub(super) by: String,
    pub(super) act: Act,
    /// `key=value;key=value`: what the act is told. Of an opening `kind` says what begins.
    pub(super) args: String,
}

/// Something that was written. Rows have letters in place of their ids; people, bodies and documents go by their names
/// here; `@5` is the date of the fifth day, `{受检单位}` the cell of the published failure.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Writing {
    pub(super) document: String,
    pub(super) day: i64,
    pub(super) by: String,
    pub(super) path: String,
    pub(super) text: String,
}

/// All files.
pub(super) struct Files {
    failures: Vec<Failure>,
    events: Vec<Event>,
    writings: Vec<Writing>,
}

impl Files {
    pub(super) fn read() -> Result<Self, DemoError> {
        Ok(Self {
            failures: rows(include_str!("../../demo/inspection-failures.csv"))?,
            events: rows(include_str!("../../demo/events.csv"))?,
            writings: rows(include_str!("../../demo/content.csv"))?,
        })
    }

    /// Every document's name here, with the failure of which it is the case.
    pub(super) fn documents(&self) -> Vec<(String, Option<Failure>)> {
        let cases: Vec<_> =
            self.failures.iter().map(|failure| (failure.get(NUMBER).cloned().unwrap_or_default(), Some(failure.clone()))).collect();
        let mut seen: BTreeSet<&str> = cases.iter().map(|(name, _)| name.as_str()).chain([EVERY_CASE]).collect();
        let others =
            self.events.iter().map(|event| event.document.as_str()).filter(|name| seen.insert(name)).map(|name| (name.to_owned(), None));
        let others: Vec<_> = others.collect();
        others.into_iter().chain(cases.clone()).collect()
    }

    /// What was done in a document, in the order of the file.
    pub(super) fn events(&self, document: &str, is_case: bool) -> Vec<Event> {
        self.events.iter().filter(|event| is_of(&event.document, document, is_case)).cloned().collect()
    }

    /// What was written in a document. Of several texts for one place on one day the document's own stands; of those for every case
    /// the first that says something.
    pub(super) fn writings(&self, document: &str, fill: impl Fn(&str) -> String, is_case: bool) -> Vec<Writing> {
        let filled = self.writings.iter().filter(|writing| is_of(&writing.document, document, is_case)).cloned();
        let filled = filled.map(|writing| Writing { text: fill(&writing.text), ..writing }).filter(|writing| !writing.text.is_empty());
        let (own, common): (Vec<_>, Vec<_>) = filled.partition(|writing| writing.document == document);
        let mut said: BTreeSet<String> = own.iter().filter(|writing| writing.day == 0).map(|writing| writing.path.clone()).collect();
        let common: Vec<_> = common.into_iter().filter(|writing| said.insert(writing.path.clone())).collect();
        common.into_iter().chain(own).collect()
    }
}

pub(super) fn inhabitants() -> Result<Vec<Inhabitant>, DemoError> {
    rows(include_str!("../../demo/people.csv"))
}

fn is_of(named: &str, document: &str, is_case: bool) -> bool {
    named == document || (is_case && named == EVERY_CASE)
}

fn rows<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, DemoError> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>().map_err(|error| DemoError::Data(error.to_string()))
}

/// The error when somebody is not in the city.
pub(super) fn nobody(login: &str) -> DemoError {
    DemoError::Data(format!("nobody signs in as {login}"))
}
