//! A case with its group, and the way to the act that changes it.

use leptos::prelude::*;
use shared::{
    access::Lead,
    documents::DocumentKind,
    ids::DocumentId,
    key,
    people::Person,
    stats::{board::Awaits, groups},
    sync::device::DocumentLine,
    workflow::{Act, Stage, rule},
};

use super::{
    super::{cases::badge, documents::desk::product, link},
    seat::{People, Seat},
};
use crate::state::{Names, Words};

/// It.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Case {
    id: DocumentId,
    title: String,
    product: String,
    stage: Stage,
    /// The unit in charge, the district.
    bodies: String,
    seats: Vec<Seat>,
    left: Vec<String>,
    /// What this person may begin.
    acts: Vec<Act>,
    /// From whom a group is awaited.
    awaits: Vec<Awaits>,
    /// What this person asked for and the relay has not decided.
    asked: Vec<Act>,
}

impl Case {
    pub(super) fn of(words: Words, names: Names, people: &People, me: &Person, line: &DocumentLine) -> Self {
        let summary = &line.summary;
        let waits = line.waits.clone().unwrap_or_default();
        let group = &waits.group;
        let mut seats: Vec<Seat> = group.members.iter().map(|member| people.seat(*member, group.lead == Some(*member))).collect();
        seats.sort_by_key(|seat| (group.lead != Some(seat.person), seat.name.clone()));
        let unit = waits.unit.and_then(|unit| names.name(&unit.to_string()));
        let district = summary.district.map(|district| words.t(district.words()).to_owned());
        // Where a group is due the rules have said whose it is; one that stands is its lead's to change.
        let leads =
            Lead::under(waits.unit).is(me) && rule(DocumentKind::Case, Act::FormGroup).is_some_and(|rule| rule.roles.contains(&me.role));
        let due = || groups::awaited(&waits);
        let acts = if seats.is_empty() {
            due().filter(|next| next.whom.is(me)).map(|next| next.act).collect()
        } else {
            leads.then_some(Act::FormGroup).into_iter().collect()
        };
        let mut awaits: Vec<Awaits> = due().map(|next| next.whom).map(Awaits::of).collect();
        awaits.dedup();
        Self {
            id: summary.id,
            title: names.title(summary),
            product: product(summary),
            stage: summary.stage,
            bodies: unit.into_iter().chain(district).collect::<Vec<_>>().join(" · "),
            seats,
            left: group.left.iter().map(|person| people.name(*person)).collect(),
            acts,
            awaits,
            asked: line.asked.iter().filter(|act| matches!(act, Act::FormGroup | Act::DesignateUnit)).copied().collect(),
        }
    }

    /// Whether it says this, in small letters.
    pub(super) fn says(&self, needle: &str) -> bool {
        let names = self.seats.iter().map(|seat| &seat.name).chain(&self.left);
        needle.is_empty()
            || [&self.title, &self.product, &self.bodies].into_iter().chain(names).any(|text| text.to_lowercase().contains(needle))
    }

    /// What a card shows; when it changes, the card is drawn anew.
    pub(super) fn looks(&self) -> String {
        let seats: String = self.seats.iter().map(Seat::looks).collect();
        let acts: String = self.acts.iter().chain(&self.asked).map(|act| act.code()).collect();
        let Self { id, title, product, stage, bodies, left, .. } = self;
        format!("{id}/{title}/{product}/{}/{bodies}/{}/{acts}{}/{seats}", stage.code(), left.join(" "), self.asked.len())
    }
}

/// Draws it.
pub(super) fn card(words: Words, case: &Case) -> AnyView {
    let comma = words.t(key!("app.comma"));
    let seats = case.seats.iter().map(|seat| {
        let person = seat.person.to_string();
        view! { <li class="Groups__seat" data-seat-of=person>{seat.draw(words)}</li> }.into_any()
    });
    let awaits: Vec<&str> = case.awaits.iter().map(|awaits| words.t(awaits.words())).collect();
    let lacking = case.seats.is_empty().then(|| {
        let who = words.fill(key!("groups.awaited"), &[("who", &awaits.join(comma))]);
        view! { <p class="Quiet">{who}</p> }
    });
    let left = (!case.left.is_empty()).then(|| {
        let text = words.fill(key!("groups.left"), &[("who", &case.left.join(comma))]);
        view! { <p class="Quiet" data-left="">{text}</p> }
    });
    let asked = (!case.asked.is_empty()).then(|| {
        let acts = case.asked.iter().map(|act| words.t(act.words())).collect::<Vec<_>>().join(comma);
        view! { <p class="Quiet">{words.fill(key!("start.asked"), &[("acts", &acts)])}</p> }
    });
    let is_new = case.seats.is_empty();
    let ways = case.acts.iter().enumerate().map(|(at, act)| {
        let name = if is_new { act.words() } else { key!("groups.change") };
        let (title, is_first) = (case.title.clone(), is_new && at == 0);
        view! {
            <a class="Button" class:Button--primary=is_first data-way=act.code() href=link::of_act(DocumentKind::Case, case.id, *act)>
                {words.t(name)}<span class="Unseen">" · "{title}</span>
            </a>
        }
        .into_any()
    });
    view! {
        <li class="Card Groups__card" data-group-of=case.id.to_string()>
            <div class="Groups__head">
                <a class="Groups__title" href=link::of_document(DocumentKind::Case, case.id)>
                    <strong>{case.title.clone()}</strong>
                    <span>{case.product.clone()}</span>
                    <span class="Quiet">{case.bodies.clone()}</span>
                </a>
                {badge(words, case.stage)}
            </div>
            {lacking}
            <ul class="Groups__seats">{seats.collect_view()}</ul>
            {left}
            {asked}
            <div class="Row">{ways.collect_view()}</div>
        </li>
    }
    .into_any()
}
