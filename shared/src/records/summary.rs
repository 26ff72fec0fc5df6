//! What lists show of a document: only what every reader of the document may see, small enough to hold thousands.

use serde::{Deserialize, Serialize};

use super::{figures, product, read::Content};
use crate::{
    documents::DocumentKind,
    forms::Path,
    ids::{DocumentId, OrgId, PersonId},
    people::{District, Expert, Role},
    stats::{CaseFigures, SurveyFigures},
    time::Timestamp,
    workflow::{Stage, State, Stop},
};

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The document.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// Its name: of a case, the enterprise's.
    pub title: String,
    /// The product's name.
    pub product: String,
    /// Its specification.
    pub model: String,
    /// The number of the failing report.
    pub report_no: String,
    /// What failed, in the report's words.
    pub failed: Vec<String>,
    /// Names the product among all cases (Q10), where it is fully known.
    pub same_product: Option<String>,
    /// The enterprise.
    pub enterprise: Option<OrgId>,
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
    /// Everybody may read it.
    pub published: bool,
    /// The documents that it names or to which it belongs.
    pub names: Vec<DocumentId>,
    /// An entry of the expert register.
    pub expert: Option<Expert>,
    /// What the statistics read of a case.
    pub case: Option<Box<CaseFigures>>,
    /// What the statistics read of a survey.
    pub survey: Option<Box<SurveyFigures>>,
    /// Places that wait for a person's decision: [`Content::in_review`]. Until 0.3 long texts and rows were not counted.
    pub disputed: u32,
    /// The last accepted change, by the relay's clock.
    pub moved_at: Timestamp,
    /// Those who wrote in it or acted on it.
    pub people: Vec<Named>,
}

/// A person as other readers of the document see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
}

/// Reads the summary of a document.
#[must_use]
pub fn of(id: DocumentId, content: &Content, state: &State, moved_at: Timestamp, people: Vec<Named>) -> Summary {
    let intake = |key| content.field("intake", key).to_owned();
    let items = Path::field("intake", "failed_items");
    let failed = content.live_rows(&items).map(|row| content.text(&items.row(&row.id).cell("item")).to_owned());
    let mut names: Vec<DocumentId> = state.parties.belongs_to.iter().copied().collect();
    let rows = Path::field("plan", "rows");
    names.extend(content.live_rows(&rows).filter_map(|row| content.text(&rows.row(&row.id).cell("case")).parse::<DocumentId>().ok()));
    names.sort_unstable();
    names.dedup();
    Summary {
        id,
        kind: state.kind,
        title: title(content, state),
        product: intake("product"),
        model: intake("model"),
        report_no: intake("report_no"),
        failed: failed.filter(|item| !item.is_empty()).collect(),
        same_product: product::key(content).filter(|_| state.kind == DocumentKind::Case).map(|key| key.to_string()),
        enterprise: state.parties.enterprise,
        district: state.parties.district,
        stage: state.stage,
        round: state.round,
        stop: state.stop,
        closed: state.closed,
        published: state.published,
        names,
        expert: super::expert::of(content, state),
        case: figures::of_case(id, content, state).map(Box::new),
        survey: figures::of_survey(id, content, state).map(Box::new),
        disputed: u32::try_from(content.in_review().len()).unwrap_or(u32::MAX),
        moved_at,
        people,
    }
}

/// What the document is called: by its content where that says so, else by what it was opened under.
fn title(content: &Content, state: &State) -> String {
    let said = match state.kind {
        DocumentKind::Case => content.field("intake", "enterprise"),
        DocumentKind::Plan => content.field("plan", "industry"),
        DocumentKind::Survey => content.field("survey", "name"),
        DocumentKind::Campaign => content.field("campaign", "name"),
        DocumentKind::Basis => content.field("basis", "title"),
        DocumentKind::Expert => content.field("expert", "name"),
        DocumentKind::SupervisionFile
        | DocumentKind::GroupFile
        | DocumentKind::WorkPlan
        | DocumentKind::Report
        | DocumentKind::Evaluation
        | DocumentKind::Story
        | DocumentKind::Handbook
        | DocumentKind::Catalogue
        | DocumentKind::Topic => "",
    };
    if said.is_empty() { state.parties.name.clone() } else { said.to_owned() }
}
