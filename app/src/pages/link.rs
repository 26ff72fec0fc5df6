//! The addresses of the app and the way between them.

use leptos::prelude::*;
use shared::{documents::DocumentKind, ids::DocumentId, key, people::Role, records::history::Version, words::Key, workflow::Act};

use crate::{
    state::{use_address, use_session, use_words},
    ui::{Icon, icon},
};

/// A place that the navigation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// What waits for this person.
    Start,
    /// The cases.
    Cases,
    /// All other documents.
    Documents,
    /// What everybody may learn from.
    Knowledge,
    /// What the records add up to.
    Figures,
    /// Where work stands.
    Sync,
    /// The person and this device.
    Me,
}

impl Place {
    /// Where work stands is what the chip leads to, everywhere.
    const ALL: [Place; 6] = [Place::Start, Place::Cases, Place::Documents, Place::Knowledge, Place::Figures, Place::Me];

    /// A phone's bar has four tabs; the others are reached from these.
    const fn is_on_phones(self) -> bool {
        match self {
            Place::Start | Place::Cases | Place::Knowledge | Place::Me => true,
            Place::Documents | Place::Figures | Place::Sync => false,
        }
    }

    /// Its address.
    pub(super) const fn address(self) -> &'static str {
        match self {
            Place::Start => "/",
            Place::Cases => "/cases",
            Place::Documents => "/documents",
            Place::Knowledge => "/knowledge",
            Place::Figures => "/figures",
            // Not `/sync`: there the relay listens.
            Place::Sync => "/status",
            Place::Me => "/me",
        }
    }

    /// The address of a document in this list.
    pub(super) fn of(self, id: DocumentId) -> String {
        let kind = if self == Place::Cases { DocumentKind::Case } else { DocumentKind::Plan };
        of_document(kind, id)
    }

    /// What it is called.
    pub(super) const fn words(self) -> Key {
        match self {
            Place::Start => key!("start.title"),
            Place::Cases => key!("nav.cases"),
            Place::Documents => key!("nav.documents"),
            Place::Knowledge => key!("knowledge.nav"),
            Place::Figures => key!("nav.figures"),
            Place::Sync => key!("nav.sync"),
            Place::Me => key!("nav.me"),
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Place::Start => Icon::Start,
            Place::Cases => Icon::Cases,
            Place::Documents => Icon::Documents,
            Place::Knowledge => Icon::Knowledge,
            Place::Figures => Icon::Figures,
            Place::Sync => Icon::Sync,
            Place::Me => Icon::Me,
        }
    }

    fn has(self, address: &str) -> bool {
        match self {
            Place::Start => address == "/" || address == ALL_REVIEW,
            Place::Cases => address.starts_with("/cases") || address == IMPORT,
            Place::Documents => address.starts_with("/documents"),
            Place::Me => address == self.address() || [PEOPLE, GROUPS].contains(&address),
            Place::Knowledge => address == self.address() || [LIBRARY, HANDBOOK, ARCHIVE, CATALOGUE, BASES].contains(&address),
            Place::Figures => address == self.address() || [BOARD, ASKING].contains(&address),
            Place::Sync => address == self.address(),
        }
    }
}

/// Where invitations lead.
pub(super) const JOIN: &str = "/join";

/// Where the addresses of the cases begin, and those of the others.
const CASES: &str = "/cases/";
const DOCUMENTS: &str = "/documents/";

/// The document that a path names, whether there is one or not, the list from which it is opened, and what of it is meant.
pub(super) fn document_in(path: &str) -> Option<(Place, &str, &str)> {
    let of = |place, start| {
        let rest = path.strip_prefix(start)?.trim_end_matches('/');
        let (id, what) = rest.split_once('/').unwrap_or((rest, ""));
        (!id.is_empty()).then_some((place, id, what))
    };
    of(Place::Cases, CASES).or_else(|| of(Place::Documents, DOCUMENTS))
}

/// What of a document an address means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    /// The document itself.
    Itself,
    /// Who changed what.
    History,
    /// How it was.
    Then(Version),
    /// What is different between two versions.
    Compare(Version, Version),
    /// What waits for a decision.
    Review,
    /// To hand it to a colleague without a network.
    Hand,
    /// A form of it as paper, as it is or as it was, by the key of its section and round.
    Sheet(Version, String),
}

impl Aspect {
    /// The aspect that stands behind a document's address.
    pub(super) fn of(what: &str) -> Option<Self> {
        let of_form = |rest: &str| match rest.split('/').collect::<Vec<_>>().as_slice() {
            [section] => Some((*section).to_owned()),
            [section, round] => Some(format!("{section}#{round}")),
            _ => None,
        };
        if let Some(rest) = what.strip_prefix("print/") {
            return of_form(rest).map(|form| Self::Sheet(Version::Now, form));
        }
        if let Some((version, rest)) = what.strip_prefix("at/").and_then(|rest| rest.split_once("/print/")) {
            return Some(Self::Sheet(Version::of_text(version)?, of_form(rest)?));
        }
        let mut steps = what.split('/');
        let aspect = match (steps.next()?, steps.next(), steps.next()) {
            ("", None, None) => Self::Itself,
            ("history", None, None) => Self::History,
            ("at", Some(version), None) => Self::Then(Version::of_text(version)?),
            ("compare", Some(from), Some(to)) => Self::Compare(Version::of_text(from)?, Version::of_text(to)?),
            ("review", None, None) => Self::Review,
            ("hand", None, None) => Self::Hand,
            _ => return None,
        };
        steps.next().is_none().then_some(aspect)
    }

    /// Its address, where `document` is the document's own.
    pub(super) fn address(&self, document: &str) -> String {
        match self {
            Self::Itself => document.to_owned(),
            Self::History => format!("{document}/history"),
            Self::Then(version) => format!("{document}/at/{version}"),
            Self::Compare(from, to) => format!("{document}/compare/{from}/{to}"),
            Self::Review => format!("{document}/review"),
            Self::Hand => format!("{document}/hand"),
            Self::Sheet(version, form) => {
                let then = if *version == Version::Now { String::new() } else { format!("/at/{version}") };
                format!("{document}{then}/print/{}", form.replace('#', "/"))
            }
        }
    }
}

/// Everything that waits for a decision, in all documents.
pub(super) const ALL_REVIEW: &str = "/review";

/// What waits for a decision in these documents alone.
pub(super) fn review_of(documents: &[DocumentId]) -> String {
    let ids: Vec<String> = documents.iter().map(ToString::to_string).collect();
    format!("{ALL_REVIEW}#{}", ids.join("."))
}

/// The address of a document.
pub(super) fn of_document(kind: DocumentKind, id: DocumentId) -> String {
    let start = if kind == DocumentKind::Case { CASES } else { DOCUMENTS };
    format!("{start}{id}")
}

/// The address of the table with these filters.
pub(super) fn of_cases(filters: &[(&str, &str)]) -> String {
    let query: Vec<String> = filters.iter().map(|(name, code)| format!("{name}={code}")).collect();
    format!("{}?{}", Place::Cases.address(), query.join("&"))
}

/// The address of what former members wrote in a document.
pub(super) fn of_later(kind: DocumentKind, id: DocumentId) -> String {
    format!("{}#later", of_document(kind, id))
}

/// The address of an act in a document: there it is begun, or the reason against it stands in sight.
pub(super) fn of_act(kind: DocumentKind, id: DocumentId, act: Act) -> String {
    format!("{}#{ACT}{}", of_document(kind, id), act.code())
}

/// The act that is meant by what stands behind `#`.
pub(super) fn act_in(fragment: &str) -> Option<Act> {
    fragment.strip_prefix(ACT).and_then(Act::of_code)
}

const ACT: &str = "act-";

/// The address of what was refused in a document.
pub(super) fn of_refused(kind: DocumentKind, id: DocumentId) -> String {
    format!("{}#refused", of_document(kind, id))
}

/// People and their devices, for administrators.
pub(super) const PEOPLE: &str = "/people";

/// The working groups, for whoever forms and follows them.
pub(super) const GROUPS: &str = "/groups";

/// What whoever coordinates looks at.
pub(super) const BOARD: &str = "/board";

/// The campaign around the survey.
pub(super) const ASKING: &str = "/asking";

/// Where lists of failing inspections are taken in.
pub(super) const IMPORT: &str = "/import";

/// Where the library is searched.
pub(super) const LIBRARY: &str = "/library";

/// Where the archive of product quality is read.
pub(super) const ARCHIVE: &str = "/archive";

/// Where the handbook is read.
pub(super) const HANDBOOK: &str = "/handbook";

/// What is watched closely, with its history.
pub(super) const CATALOGUE: &str = "/catalogue";

/// Bases and technical packs, and what of them stays on this device.
pub(super) const BASES: &str = "/bases";

/// Where a colleague's file is taken.
pub(super) const RECEIVE: &str = "/receive";

/// How to install the app.
pub(super) const INSTALL: &str = "/install";

/// An enterprise has a case or two, an expert those in hand: nothing to add up. The address is there for them all the same.
pub(super) const fn adds_up(role: Role) -> bool {
    !matches!(role, Role::Enterprise | Role::Expert)
}

/// The way to what a phone's bar has no room for.
pub(super) fn more_ways() -> AnyView {
    let (words, session) = (use_words(), use_session());
    let has_figures = untrack(|| session.person()).is_some_and(|person| adds_up(person.role));
    let ways = [Place::Documents, Place::Figures, Place::Sync].into_iter().filter(|place| has_figures || *place != Place::Figures);
    let ways =
        ways.map(|place| view! { <a class="Button" href=place.address()>{icon(place.icon())}{words.t(place.words())}</a> }.into_any());
    view! { <nav class="Block Narrow" aria-label=words.t(key!("start.more"))><div class="Row">{ways.collect_view()}</div></nav> }.into_any()
}

/// The navigation: tabs at the bottom of a phone, a rail at the left of wider screens.
pub(super) fn nav() -> AnyView {
    let words = use_words();
    let (address, session) = (use_address(), use_session());
    let adds_up = session.person().is_some_and(|person| adds_up(person.role));
    let places = Place::ALL.into_iter().filter(|place| adds_up || *place != Place::Figures);
    let tabs = places.map(|place| {
        let current = move || place.has(&address.path()).then_some("page");
        let is_wide = !place.is_on_phones();
        view! {
            <a class="Nav__tab" class:Wide=is_wide href=place.address() aria-current=current>
                {icon(place.icon())}
                <span>{words.t(place.words())}</span>
            </a>
        }
        .into_any()
    });
    view! { <nav class="Nav" aria-label=words.t(key!("nav.label"))>{tabs.collect_view()}</nav> }.into_any()
}
