//! An expert, and the cases in whose groups they sit.

use leptos::prelude::*;
use shared::{
    documents::DocumentKind,
    ids::{DocumentId, PersonId},
    key,
    stats::groups::Seats,
};

use super::{
    super::link,
    gathered,
    seat::{People, Seat},
};
use crate::{
    memo::Memo,
    state::{Words, use_documents, use_names, use_words},
    ui::live,
};

/// It.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expert {
    seat: Seat,
    sits: Vec<Sits>,
    was: usize,
}

/// A seat of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sits {
    id: DocumentId,
    title: String,
    is_lead: bool,
}

impl Expert {
    pub(super) fn of(people: &People, person: PersonId, seats: &Seats, titled: impl Fn(DocumentId) -> String) -> Self {
        Self { seat: people.seat(person, false), sits: sits(seats, titled), was: seats.was.len() }
    }

    /// In how many groups they sit.
    pub(super) fn sits(&self) -> usize {
        self.sits.len()
    }

    pub(super) fn name(&self) -> &str {
        &self.seat.name
    }

    /// Whether it says this, in small letters.
    pub(super) fn says(&self, needle: &str) -> bool {
        let mut titles = self.sits.iter().map(|sits| sits.title.to_lowercase());
        needle.is_empty() || self.seat.name.to_lowercase().contains(needle) || titles.any(|title| title.contains(needle))
    }

    /// What a card shows; when it changes, the card is drawn anew.
    pub(super) fn looks(&self) -> String {
        let sits: String = self.sits.iter().map(|sits| format!("{}{}{}", sits.id, sits.title, u8::from(sits.is_lead))).collect();
        format!("{}/{sits}/{}", self.seat.looks(), self.was)
    }
}

fn sits(seats: &Seats, titled: impl Fn(DocumentId) -> String) -> Vec<Sits> {
    let one = |id: &DocumentId| Sits { id: *id, title: titled(*id), is_lead: seats.leads.contains(id) };
    let mut sits: Vec<Sits> = seats.sits.iter().map(one).collect();
    sits.sort_by(|one, next| one.title.cmp(&next.title));
    sits
}

/// Draws it.
pub(super) fn card(words: Words, expert: &Expert) -> AnyView {
    view! {
        <li class="Card Groups__card" data-expert=expert.seat.person.to_string() data-sits=expert.sits().to_string()>
            <div class="Groups__seat">{expert.seat.draw(words)}</div>
            {seats(words, &expert.sits, expert.was)}
        </li>
    }
    .into_any()
}

fn seats(words: Words, sits: &[Sits], was: usize) -> AnyView {
    let links = sits.iter().map(|sits| {
        let head = sits.is_lead.then(|| view! { " "<span class="Badge">{words.t(key!("groups.head"))}</span> });
        view! { <li><a href=link::of_document(DocumentKind::Case, sits.id)>{sits.title.clone()}</a>{head}</li> }.into_any()
    });
    let count =
        if sits.is_empty() { words.t(key!("groups.sits_nowhere")).to_owned() } else { words.count(key!("groups.sits"), sits.len()) };
    let was = (was > 0).then(|| view! { <span class="Quiet">{words.count(key!("groups.was"), was)}</span> });
    view! {
        <p class="Groups__count"><span>{count}</span>{was}</p>
        <ul class="Groups__links">{links.collect_view()}</ul>
    }
    .into_any()
}

/// In which groups somebody sits, for the card of their account.
pub(in crate::pages) fn seats_of(person: PersonId) -> AnyView {
    let (words, documents, names) = (use_words(), use_documents(), use_names());
    let found = Memo::new(move |_| {
        documents.with(|lines| {
            let (cases, groups) = gathered::read(lines.as_deref().unwrap_or_default());
            let titled = |id| cases.get(&id).map(|line| names.title(&line.summary)).unwrap_or_default();
            groups.of.get(&person).map(|seats| (sits(seats, titled), seats.was.len())).unwrap_or_default()
        })
    });
    live(move || found.with(|(sits, was)| seats(words, sits, *was)))
}
