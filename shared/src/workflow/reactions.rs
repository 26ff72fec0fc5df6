//! What an entry in one document means for others. Gates read one document; what they must know of others enters it as an
//! entry that the relay writes, named by where it came from, so that it enters once however often it is sent.

use chrono::NaiveDate;

use super::{Act, Args, Entry, State};
use crate::{documents::DocumentKind, ids::DocumentId};

/// A fact on its way to another document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// Where to.
    pub to: Target,
    /// What it is there.
    pub act: Act,
    /// What it carries; `from` names the entry that it comes from.
    pub args: Args,
    /// The day on which it happened.
    pub on: NaiveDate,
}

/// Which documents a fact is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// This one.
    Document(DocumentId),
    /// Those of a kind that name this document: the work plans of a case.
    Naming(DocumentKind, DocumentId),
}

/// The key under which a fact names its origin: `document#number`.
pub const FROM: &str = "from";

/// What an entry means for other documents. `state` is the one after the entry.
#[must_use]
pub fn reactions(document: DocumentId, state: &State, entry: &Entry) -> Vec<Reaction> {
    let told = |act, args: Args| {
        move |to| Reaction { to, act, args: args.clone().with(FROM, format!("{document}#{}", entry.number)), on: entry.on }
    };
    let args = &entry.args;
    match (state.kind, entry.act) {
        (DocumentKind::Plan, Act::FilePlan | Act::ReceiptPlan | Act::ReturnPlan) => {
            let noted = Args::default().with("plan", document).with("version", args.text("version")).with("standing", entry.act.code());
            args.values::<DocumentId>("cases").map(Target::Document).map(told(Act::PlanNoted, noted)).collect()
        }
        (DocumentKind::WorkPlan, Act::Open) => {
            let noted = Args::default().with("work_plan", document);
            args.values::<DocumentId>("cases").map(Target::Document).map(told(Act::WorkPlanNoted, noted)).collect()
        }
        (DocumentKind::Case, Act::ConfirmCauses) => {
            let noted = Args::default().with("case", document).with("round", state.round).with("rows", args.text("rows"));
            vec![told(Act::CausesNoted, noted)(Target::Naming(DocumentKind::WorkPlan, document))]
        }
        // A work plan that comes later learns what was confirmed before.
        (DocumentKind::Case, Act::WorkPlanNoted) => {
            let confirmed = state.of_this_round(Act::ConfirmCauses).next_back();
            let to = args.value::<DocumentId>("work_plan").map(Target::Document);
            let noted = |confirmed: &Entry| {
                Args::default().with("case", document).with("round", state.round).with("rows", confirmed.args.text("rows"))
            };
            confirmed.zip(to).map(|(confirmed, to)| told(Act::CausesNoted, noted(confirmed))(to)).into_iter().collect()
        }
        (DocumentKind::Case, Act::IssueNotice) => {
            let noted = Args::default().with("case", document).with("number", args.text("number"));
            args.values::<DocumentId>("cases")
                .filter(|case| *case != document)
                .map(Target::Document)
                .map(told(Act::NoticeShared, noted))
                .collect()
        }
        (DocumentKind::Case, Act::Merge) => {
            let to = args.value::<DocumentId>("case").map(Target::Document);
            to.map(told(Act::MergedFrom, Args::default().with("case", document))).into_iter().collect()
        }
        (DocumentKind::Case, Act::LinkCase) => {
            let to = args.value::<DocumentId>("case").map(Target::Document);
            to.map(told(Act::LinkedFrom, Args::default().with("case", document))).into_iter().collect()
        }
        (DocumentKind::Survey, Act::AnswerSurvey) => {
            let noted = Args::default().with("survey", document);
            state.parties.belongs_to.iter().copied().map(Target::Document).map(told(Act::SurveyNoted, noted)).collect()
        }
        _ => Vec::new(), // Everything else concerns its own document only.
    }
}

/// A case as others of the same product see it.
#[derive(Clone, Copy, Debug)]
pub struct SameProduct<'a> {
    /// Which.
    pub id: DocumentId,
    /// What its ledger says.
    pub state: &'a State,
    /// Its product, where that is fully known.
    pub product: Option<&'a str>,
}

/// What a case and the others of the same product must tell each other about their stops (G16). Where the intake was
/// corrected and the products differ now, a stop of which was told does not concern the other any more.
#[must_use]
pub fn of_same_product(case: SameProduct<'_>, others: &[SameProduct<'_>], on: NaiveDate) -> Vec<Reaction> {
    let tell = |from: &SameProduct<'_>, to: &SameProduct<'_>| {
        let is_same = from.product.is_some() && from.product == to.product;
        let (forbids, is_known) = (is_same && from.state.stop.forbids(), to.state.others_stopped.contains(&from.id));
        let act = match (forbids, is_known) {
            (true, false) => Act::OtherStopped,
            (false, true) => Act::OtherStopEnded,
            (true, true) | (false, false) => return None,
        };
        // Where both stand: a stop may come and go for the other without an entry of its own, by a corrected intake.
        let origin = format!("{}#{}.{}", from.id, from.state.entries.len(), to.state.entries.len());
        let args = Args::default().with("case", from.id).with(FROM, origin);
        Some(Reaction { to: Target::Document(to.id), act, args, on })
    };
    others.iter().filter(|other| other.id != case.id).flat_map(|other| [tell(&case, other), tell(other, &case)]).flatten().collect()
}
