//! What lists show of a case: only what every reader of the case may see, small enough to hold thousands.

use serde::{Deserialize, Serialize};

use super::read::Content;
use crate::{
    forms::Path,
    ids::{DocumentId, PersonId},
    people::{District, Role},
    time::Timestamp,
    workflow::{CaseState, Stage, Stop},
};

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The document.
    pub id: DocumentId,
    /// The enterprise's name.
    pub enterprise: String,
    /// The product's name.
    pub product: String,
    /// Its specification.
    pub model: String,
    /// The number of the failing report.
    pub report_no: String,
    /// What failed, in the report's words.
    pub failed: Vec<String>,
    /// The district.
    pub district: Option<District>,
    /// Where the case stands.
    pub stage: Stage,
    /// Round of assistance, from 1.
    pub round: u16,
    /// Stop of production and sale.
    pub stop: Stop,
    /// It is closed.
    pub closed: bool,
    /// Fields in which several values stand.
    pub disputed: u32,
    /// The last accepted change, by the relay's clock.
    pub moved_at: Timestamp,
    /// Those who wrote in it or acted on it.
    pub people: Vec<Named>,
}

/// A person as other readers of the case see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
}

/// Reads the summary of a case.
#[must_use]
pub fn of(id: DocumentId, content: &Content, state: &CaseState, moved_at: Timestamp, people: Vec<Named>) -> Summary {
    let intake = |key| content.field("intake", key).to_owned();
    let items = Path::field("intake", "failed_items");
    let failed = content.rows(&items).iter().filter(|row| !row.removed);
    Summary {
        id,
        enterprise: intake("enterprise"),
        product: intake("product"),
        model: intake("model"),
        report_no: intake("report_no"),
        failed: failed.map(|row| content.text(&items.row(&row.id).cell("item")).to_owned()).filter(|item| !item.is_empty()).collect(),
        district: state.district,
        stage: state.stage,
        round: state.round,
        stop: state.stop,
        closed: state.closed,
        disputed: u32::try_from(content.disputed().count()).unwrap_or(u32::MAX),
        moved_at,
        people,
    }
}
