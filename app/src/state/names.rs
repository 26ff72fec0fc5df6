//! What stored ids mean to people: bodies and experts from the directory, documents from the list. An id that nobody here
//! knows stays an id.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    forms::Register,
    ids::PersonId,
    key,
    people::{Directory, Expert, Org, OrgKind},
    records::summary::Summary,
    sync::device::DocumentLine,
};

use super::{
    documents::{Documents, use_documents},
    words::{Words, use_words},
};

/// Something to choose: what is stored, and what people read.
pub(crate) type Choosable = (String, String);

#[derive(Clone, Copy)]
struct Held(RwSignal<Directory>, Memo<BTreeMap<PersonId, Expert>>);

pub(super) fn provide(documents: Documents) -> RwSignal<Directory> {
    let directory = RwSignal::new(Directory::default());
    let experts = Memo::new(move |_| {
        documents.with(|lines| {
            let entries = lines.iter().flatten().filter_map(|line| line.summary.expert.clone());
            entries.map(|expert| (expert.person, expert)).collect()
        })
    });
    provide_context(Held(directory, experts));
    directory
}

/// Bodies, experts and documents by id.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    directory: RwSignal<Directory>,
    documents: Documents,
    experts: Memo<BTreeMap<PersonId, Expert>>,
    words: Words,
}

/// Bodies, experts and documents by id.
pub(crate) fn use_names() -> Names {
    let Held(directory, experts) = expect_context();
    Names { directory, documents: use_documents(), experts, words: use_words() }
}

impl Names {
    /// The expert register, as far as it is known here.
    pub(crate) fn experts(self) -> BTreeMap<PersonId, Expert> {
        self.experts.get()
    }

    /// Everything in a register; rows stand in a document and are not known here.
    pub(crate) fn options(self, register: Register) -> Vec<Choosable> {
        let orgs = |kinds: &[OrgKind]| {
            let of = |org: &&Org| kinds.contains(&org.kind);
            self.directory.with(|known| known.orgs.iter().filter(of).map(|org| (org.id.to_string(), org.name.clone())).collect())
        };
        match register {
            Register::Enterprises => orgs(&[OrgKind::Enterprise]),
            Register::Units => orgs(&[OrgKind::TechnicalBody, OrgKind::Association]),
            Register::Experts => self.people(),
            Register::Documents(kind) => self.documents.with(|lines| {
                let of = lines.iter().flatten().filter(|line| line.summary.kind == kind);
                of.map(|line| (line.summary.id.to_string(), self.in_full(line))).collect()
            }),
            Register::Rows(_) => Vec::new(),
        }
    }

    fn people(self) -> Vec<Choosable> {
        let register = self.experts.with(|experts| experts.values().map(|one| (one.person.to_string(), one.name.clone())).collect());
        let mut people: Vec<Choosable> = register;
        self.directory.with(|known| {
            for (id, name) in &known.experts {
                let id = id.to_string();
                if !people.iter().any(|(other, _)| *other == id) {
                    people.push((id, name.clone()));
                }
            }
        });
        people
    }

    /// The heading of a document: what it is called, else the body that it is about, else what it is.
    pub(crate) fn title(self, summary: &Summary) -> String {
        if !summary.title.is_empty() {
            return summary.title.clone();
        }
        let body = summary.enterprise.and_then(|id| self.directory.with(|known| known.orgs.iter().find(|org| org.id == id).cloned()));
        body.map_or_else(|| self.words.t(summary.kind.words()).to_owned(), |org| org.name)
    }

    fn in_full(self, line: &DocumentLine) -> String {
        let Summary { product, report_no, .. } = &line.summary;
        let title = self.title(&line.summary);
        let parts = [title.as_str(), product, report_no].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// What stands in place of a name that is not known here.
    pub(crate) fn unknown(self) -> &'static str {
        self.words.t(key!("pick.unknown"))
    }
}
