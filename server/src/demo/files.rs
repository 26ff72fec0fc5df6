//! The rows from which the city is laid out.

use serde::{Deserialize, de::DeserializeOwned};
use shared::{ids::PersonId, workflow::ActKind};

use super::DemoError;

/// A published failure.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Failure {
    #[serde(rename = "序号")]
    pub(super) number: u32,
    #[serde(rename = "受检单位")]
    pub(super) enterprise: String,
    #[serde(rename = "所属区")]
    pub(super) district: String,
    #[serde(rename = "产品名称")]
    pub(super) product: String,
    #[serde(rename = "商标")]
    pub(super) trademark: String,
    #[serde(rename = "规格型号")]
    pub(super) model: String,
    #[serde(rename = "生产日期/批号")]
    pub(super) made: String,
    #[serde(rename = "抽查类别")]
    pub(super) level: String,
    #[serde(rename = "不合格项目")]
    pub(super) failed: String,
    #[serde(rename = "判定依据")]
    pub(super) basis: String,
    #[serde(rename = "承检机构")]
    pub(super) body: String,
    #[serde(rename = "报告编号")]
    pub(super) report_no: String,
    #[serde(rename = "备注")]
    pub(super) note: String,
}

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

/// Something that was done in a case on its n-th day. `by` is a login, or `district` or `enterprise` of the case.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Event {
    pub(super) case: u32,
    pub(super) day: i64,
    pub(super) by: String,
    pub(super) act: ActKind,
    pub(super) number: String,
    pub(super) reason: String,
    /// Logins of experts, with blanks between.
    pub(super) group: String,
}

/// Something that was written in a case on its n-th day. Rows have letters in place of their ids; a text `@5` is the
/// date of the fifth day.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Writing {
    pub(super) case: u32,
    pub(super) day: i64,
    pub(super) by: String,
    pub(super) path: String,
    pub(super) text: String,
}

pub(super) fn failures() -> Result<Vec<Failure>, DemoError> {
    rows(include_str!("../../demo/inspection-failures.csv"))
}

pub(super) fn inhabitants() -> Result<Vec<Inhabitant>, DemoError> {
    rows(include_str!("../../demo/people.csv"))
}

pub(super) fn events(case: u32) -> Result<Vec<Event>, DemoError> {
    Ok(rows::<Event>(include_str!("../../demo/events.csv"))?.into_iter().filter(|event| event.case == case).collect())
}

pub(super) fn writings(case: u32) -> Result<Vec<Writing>, DemoError> {
    Ok(rows::<Writing>(include_str!("../../demo/content.csv"))?.into_iter().filter(|writing| writing.case == case).collect())
}

fn rows<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, DemoError> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>().map_err(|error| DemoError::Data(error.to_string()))
}

/// The error when somebody is not in the city.
pub(super) fn nobody(login: &str) -> DemoError {
    DemoError::Data(format!("nobody signs in as {login}"))
}

/// The people behind logins with blanks between.
pub(super) fn expert_ids(group: &str, find: impl Fn(&str) -> Option<PersonId>) -> Result<Vec<PersonId>, DemoError> {
    group.split_whitespace().map(|login| find(login).ok_or_else(|| nobody(login))).collect()
}
