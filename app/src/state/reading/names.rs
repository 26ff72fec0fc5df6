//! What stored ids mean to people: bodies and experts from the directory, documents from the list. An id that nobody here
//! knows stays an id.

mod choices;
mod people;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    forms::Register,
    ids::{DocumentId, OrgId, PersonId},
    importing::Known,
    key,
    people::{Directory, Expert, Org, OrgKind, Person},
    records::summary::Summary,
    stats::{CaseFigures, SurveyFigures},
    sync::device::DocumentLine,
    workflow::Deadlines,
};

use crate::state::reading::documents::Documents;
use crate::state::reading::words::{Words, use_words};
use crate::{data::clock, memo::Memo};

pub(crate) use choices::{Choices, Choosable};

pub(in crate::state) fn provide(documents: Documents) -> RwSignal<Directory> {
    let directory = RwSignal::new(Directory::default());
    let experts = Memo::new(move |_| {
        documents.with(|lines| {
            let entries = lines.iter().flatten().filter_map(|line| line.summary.expert.clone());
            Arc::new(entries.map(|expert| (expert.person, expert)).collect())
        })
    });
    let (words, lists) = (use_words(), StoredValue::new(Vec::new()));
    let names = Names { directory, documents, experts, words, lists };
    let kinds = DocumentKind::ALL.iter().copied().map(Register::Documents);
    let list = |register| {
        let list = move |_: Option<&Choices>| {
            words.locale(); // What has no name of its own is called by its kind.
            Choices::of(names.options(register))
        };
        (register, Memo::new(list))
    };
    lists.set_value([Register::Enterprises, Register::Units, Register::Experts].into_iter().chain(kinds).map(list).collect());
    provide_context(names);
    directory
}

/// Bodies, experts and documents by id.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    directory: RwSignal<Directory>,
    documents: Documents,
    experts: Memo<Arc<BTreeMap<PersonId, Expert>>>,
    words: Words,
    lists: StoredValue<Vec<(Register, Memo<Choices>)>>,
}

/// Bodies, experts and documents by id.
pub(crate) fn use_names() -> Names {
    expect_context()
}

impl Names {
    /// The expert register, as far as it is known here.
    pub(crate) fn experts(self) -> Arc<BTreeMap<PersonId, Expert>> {
        self.experts.get()
    }

    /// Everything in a register; rows stand in a document and are not known here.
    pub(crate) fn choices(self, register: Register) -> Choices {
        let list = self.lists.with_value(|lists| lists.iter().find(|(one, _)| *one == register).map(|(_, list)| *list));
        list.map(Memo::get).unwrap_or_default()
    }

    fn options(self, register: Register) -> Vec<Choosable> {
        let orgs = |kinds: &[OrgKind]| {
            let of = |org: &&Org| kinds.contains(&org.kind);
            self.directory.with(|known| known.orgs.iter().filter(of).map(|org| (org.id.to_string(), org.name.clone())).collect())
        };
        match register {
            Register::Enterprises => self.with_cases(orgs(&[OrgKind::Enterprise])),
            Register::Units => orgs(&[OrgKind::TechnicalBody, OrgKind::Association]),
            Register::Experts => self.people(),
            Register::Documents(kind) => self.documents.with(|lines| {
                let of = lines.iter().flatten().filter(|line| line.summary.kind == kind);
                of.map(|line| (line.summary.id.to_string(), self.in_full(line))).collect()
            }),
            Register::Rows(_) => Vec::new(),
        }
    }

    /// What the enterprise of a case is called, as the case tells.
    pub(crate) fn name_of_case(self, id: DocumentId) -> Option<String> {
        self.documents.with(|lines| lines.iter().flatten().find(|line| line.summary.id == id).map(|line| self.title(&line.summary)))
    }

    /// What an id of any register is called.
    pub(crate) fn name(self, id: &str) -> Option<String> {
        let said = |(_, list): &(Register, Memo<Choices>)| list.with(|choices| choices.words(id).map(str::to_owned));
        let chosen = self.lists.with_value(|lists| lists.iter().find_map(said));
        // Bodies that nobody chooses: bureaus, sector authorities.
        let body = || self.directory.with(|known| known.orgs.iter().find(|org| org.id.to_string() == id).map(|org| org.name.clone()));
        chosen.or_else(body)
    }

    /// Everything that has a name here, by id: bodies, people, documents.
    pub(crate) fn by_id(self) -> BTreeMap<String, String> {
        let mut known: BTreeMap<String, String> = self.people().into_iter().collect();
        self.directory.with(|directory| known.extend(directory.orgs.iter().map(|org| (org.id.to_string(), org.name.clone()))));
        self.documents.with(|lines| {
            for line in lines.iter().flatten() {
                known.insert(line.summary.id.to_string(), self.in_full(line));
                known.extend(line.summary.people.iter().map(|person| (person.id.to_string(), person.name.clone())));
            }
        });
        known
    }

    /// What a list is held against: the bodies and the cases that are known here now.
    pub(crate) fn known(self, person: Person, deadlines: Deadlines) -> Known {
        let about = (person, clock::now().day(), deadlines, self.words.language());
        self.directory.with_untracked(|directory| {
            self.documents.with_untracked(|lines| {
                let cases = lines.iter().flatten().map(|line| &line.summary);
                Known::of(about, directory, cases)
            })
        })
    }

    /// What the statistics read of the cases on this device.
    pub(crate) fn case_figures(self) -> Vec<CaseFigures> {
        self.documents.with(|lines| lines.iter().flatten().filter_map(|line| line.summary.case.as_deref().cloned()).collect())
    }

    /// What the statistics read of the surveys on this device.
    pub(crate) fn survey_figures(self) -> Vec<SurveyFigures> {
        self.documents.with(|lines| lines.iter().flatten().filter_map(|line| line.summary.survey.as_deref().cloned()).collect())
    }

    /// Reads what the list knows of a document.
    pub(crate) fn summary<T>(self, id: DocumentId, read: impl FnOnce(&Summary) -> T) -> Option<T> {
        self.documents.with(|lines| lines.iter().flatten().find(|line| line.summary.id == id).map(|line| read(&line.summary)))
    }

    /// What a document is, and what it is called; `None` where this device does not have it.
    pub(crate) fn document(self, id: DocumentId) -> Option<(DocumentKind, String)> {
        self.documents.with(|lines| {
            let line = lines.iter().flatten().find(|line| line.summary.id == id)?;
            Some((line.summary.kind, self.in_full(line)))
        })
    }

    /// Enterprises of which only a case tells.
    fn with_cases(self, mut known: Vec<Choosable>) -> Vec<Choosable> {
        let mut ids: BTreeSet<OrgId> = self.directory.with(|known| known.orgs.iter().map(|org| org.id).collect());
        self.documents.with(|lines| {
            for Summary { kind, enterprise, title, .. } in lines.iter().flatten().map(|line| &line.summary) {
                let named = enterprise.filter(|_| *kind == DocumentKind::Case && !title.is_empty());
                known.extend(named.filter(|id| ids.insert(*id)).map(|id| (id.to_string(), title.clone())));
            }
        });
        known
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

    /// The heading of a document: what it is called, else the body that it is about or the case to which it belongs, else what it is.
    pub(crate) fn title(self, summary: &Summary) -> String {
        let case = || {
            let is_its_case =
                |line: &&Arc<DocumentLine>| line.summary.kind == DocumentKind::Case && summary.names.contains(&line.summary.id);
            self.documents.with(|lines| lines.iter().flatten().find(is_its_case).cloned())
        };
        let said = self.said(summary).or_else(|| case().and_then(|case| self.said(&case.summary)));
        said.unwrap_or_else(|| self.words.t(summary.kind.words()).to_owned())
    }

    fn said(self, summary: &Summary) -> Option<String> {
        let body = || {
            let body = summary.enterprise?;
            self.directory.with(|known| known.orgs.iter().find(|org| org.id == body).map(|org| org.name.clone()))
        };
        Some(summary.title.clone()).filter(|title| !title.is_empty()).or_else(body)
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
