//! Any interleaving of any people's offline edits comes to the same value on every device, and no word that nobody
//! deleted disappears.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{ActorId, Automerge};
use proptest::{collection::vec, prelude::*};

use super::{
    edit::{self, Edit},
    genesis,
    merges::Merges,
    objects::Objects,
    opened::Opened,
    read::{self, Content},
};
use crate::{
    documents::DocumentKind,
    forms::{Path, RANK, YES, order},
    ids::{Author, DeviceId, PersonId},
    time::Timestamp,
    vocab::{Aspect, CheckQuestion},
};

/// What somebody does; numbers pick among what they see.
#[derive(Clone, Debug)]
enum Act {
    /// A new word into the long text, before the word at this place.
    Word(usize),
    /// Deletes the word at this place.
    Drop(usize),
    /// A value into the short field.
    Line(usize),
    /// A new row with a name.
    Add,
    /// Another name for a row.
    Name(usize),
    /// Removes a row.
    Remove(usize),
    /// Moves a row between two others.
    Move(usize, usize),
    /// Chooses an option, as the last in rank.
    Tick(usize),
    /// Drops an option.
    Untick(usize),
    /// Moves an option to the first rank.
    First(usize),
    /// Meets somebody: both know what either knew.
    Meet(usize),
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    let n = 0..8_usize;
    let act = prop_oneof![
        4 => n.clone().prop_map(Act::Word),
        1 => n.clone().prop_map(Act::Drop),
        2 => n.clone().prop_map(Act::Line),
        2 => Just(Act::Add),
        2 => n.clone().prop_map(Act::Name),
        1 => n.clone().prop_map(Act::Remove),
        2 => (n.clone(), n.clone()).prop_map(|(row, to)| Act::Move(row, to)),
        3 => n.clone().prop_map(Act::Tick),
        1 => n.clone().prop_map(Act::Untick),
        2 => n.clone().prop_map(Act::First),
        2 => n.prop_map(Act::Meet),
    ];
    vec((0..3_usize, act), 1..60)
}

/// Three people, each with their own copy.
struct People {
    docs: Vec<Automerge>,
    step: i64,
    /// The letters of words that were written, each word having its own, and those that somebody deleted.
    written: BTreeSet<char>,
    deleted: BTreeSet<char>,
    /// Every value that somebody wrote, by place.
    names: BTreeMap<Path, BTreeSet<String>>,
}

fn comments() -> Path {
    Path::field("survey", "comments")
}

fn line() -> Path {
    Path::field("survey", "name")
}

fn rows() -> Path {
    Path::field("survey", "products")
}

fn aspects() -> Path {
    Path::field("survey", "aspects")
}

impl People {
    fn new() -> Self {
        let mut base = Automerge::new();
        base.apply_changes([genesis::of(DocumentKind::Survey)]).expect("genesis applies");
        let copy = |n: u8| {
            let author = Author { person: PersonId([n; 16]), device: DeviceId([n; 16]) };
            base.clone().with_author(Some(author.to_bytes().into())).with_actor(ActorId::from([n; 16]))
        };
        let docs = (1..=3).map(copy).collect();
        Self { docs, step: 0, written: BTreeSet::new(), deleted: BTreeSet::new(), names: BTreeMap::new() }
    }

    fn content(&self, who: usize) -> Content {
        read::content(&self.docs[who])
    }

    fn edit(&mut self, who: usize, edit: &Edit) {
        edit::apply(&mut self.docs[who], edit, Timestamp(self.step)).unwrap_or_else(|error| panic!("{error}"));
    }

    fn write(&mut self, who: usize, path: Path, text: String) {
        self.edit(who, &Edit::Write { path, text });
    }

    fn live_row(&self, who: usize, at: usize) -> Option<(usize, Vec<read::Row>)> {
        let content = self.content(who);
        let live: Vec<read::Row> = content.live_rows(&rows()).cloned().collect();
        (!live.is_empty()).then(|| (at % live.len(), live))
    }

    fn does(&mut self, who: usize, act: &Act) {
        self.step += 1;
        let (step, random) = (self.step, format!("{:04x}", self.step));
        match *act {
            Act::Word(at) => {
                let content = self.content(who);
                let mut words: Vec<&str> = content.text(&comments()).split_whitespace().collect();
                let letter = u32::try_from(step).ok().and_then(|step| char::from_u32(0x4e00 + step)).expect("few steps");
                let word = format!("{letter}{letter}");
                words.insert(at.min(words.len()), &word);
                let text = words.join(" ") + " ";
                self.write(who, comments(), text);
                self.written.insert(letter);
            }
            Act::Drop(at) => {
                let content = self.content(who);
                let mut words: Vec<String> = content.text(&comments()).split_whitespace().map(str::to_owned).collect();
                if words.is_empty() {
                    return;
                }
                let word = words.remove(at % words.len());
                self.write(who, comments(), words.join(" ") + " ");
                self.deleted.extend(word.chars());
            }
            Act::Line(value) => self.write(who, line(), format!("单位{value}")),
            Act::Add => {
                let row = format!("{step:016x}");
                self.edit(who, &Edit::Add { path: rows(), row: row.clone(), order: order::at_end(step, &random) });
                self.name(who, &row);
            }
            Act::Name(at) => {
                if let Some((at, live)) = self.live_row(who, at) {
                    self.name(who, &live[at].id);
                }
            }
            Act::Remove(at) => {
                if let Some((at, live)) = self.live_row(who, at) {
                    self.edit(who, &Edit::Remove { path: rows().row(&live[at].id), removed: true });
                }
            }
            Act::Move(at, to) => {
                if let Some((at, live)) = self.live_row(who, at) {
                    let to = to % live.len();
                    let before = if to == 0 { "" } else { &live[to - 1].order };
                    let key = order::between(before, &live[to].order, &random);
                    self.write(who, rows().row(&live[at].id).cell("order"), key);
                }
            }
            Act::Tick(option) => {
                let option = aspects().cell(Aspect::ALL[option].code());
                self.write(who, option.clone(), YES.into());
                self.write(who, Path::of_text(&format!("{}{RANK}", option.as_str())), order::at_end(step, &random));
            }
            Act::Untick(option) => self.write(who, aspects().cell(Aspect::ALL[option].code()), String::new()),
            Act::First(at) => {
                let content = self.content(who);
                let marks = content.marks(&aspects());
                let Some(mark) = marks.get(at % marks.len().max(1)) else { return };
                let (option, key) = (mark.option.clone(), order::between("", &marks[0].rank, &random));
                self.write(who, Path::of_text(&format!("{}.{option}{RANK}", aspects().as_str())), key);
            }
            Act::Meet(other) => {
                let other = other % 3;
                if other != who {
                    let mut there = self.docs[other].clone();
                    self.docs[who].merge(&mut there).expect("histories of one document merge");
                    let mut here = self.docs[who].clone();
                    self.docs[other].merge(&mut here).expect("histories of one document merge");
                }
            }
        }
    }

    fn name(&mut self, who: usize, row: &str) {
        let (path, text) = (rows().row(row).cell("name"), format!("产品{}", self.step));
        self.write(who, path.clone(), text.clone());
        self.names.entry(path).or_default().insert(text);
    }

    /// Everybody meets everybody, in different orders.
    fn come_together(&mut self) -> Vec<Content> {
        let all = self.docs.clone();
        for (who, doc) in self.docs.iter_mut().enumerate() {
            for other in [1, 2].map(|step| if who == 1 { (who + 3 - step) % 3 } else { (who + step) % 3 }) {
                doc.merge(&mut all[other].clone()).expect("histories of one document merge");
            }
        }
        (0..3).map(|who| self.content(who)).collect()
    }
}

fn changes(doc: &Automerge, after: &[automerge::ChangeHash]) -> Vec<Opened> {
    doc.get_changes(after).into_iter().map(Opened::from).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// [R-4.3-1] [R-7.3-2]
    #[test]
    fn all_devices_come_to_the_same_value_and_no_word_is_lost(acts in acts()) {
        let mut people = People::new();
        for (who, act) in &acts {
            people.does(*who, act);
        }
        let seen: Vec<Content> = (0..3).map(|who| people.content(who)).collect();
        let together = people.come_together();
        prop_assert_eq!(&together[0], &together[1]);
        prop_assert_eq!(&together[0], &together[2]);

        let text = together[0].text(&comments());
        for letter in people.written.difference(&people.deleted) {
            let word: String = [*letter; 2].iter().collect();
            prop_assert!(text.contains(&word), "{} is gone from {:?}", word, text);
        }
        for content in &seen {
            for row in content.live_rows(&rows()) {
                let now = together[0].rows(&rows()).iter().find(|other| other.id == row.id);
                let now = now.expect("a row never goes");
                let name = rows().row(&row.id).cell("name");
                let standing = together[0].concurrent(&name).iter().map(|said| said.text.as_str()).chain([together[0].text(&name)]);
                prop_assert!(standing.into_iter().any(|text| people.names[&name].contains(text)));
                let is_known = !now.removed || now.in_review || seen.iter().any(|other| {
                    other.rows(&rows()).iter().any(|gone| gone.id == row.id && gone.removed && other.text(&name) == together[0].text(&name))
                });
                prop_assert!(is_known, "row {} went with words that whoever removed it had not seen", row.id);
            }
            for mark in content.marks(&aspects()) {
                if let Some(now) = together[0].marks(&aspects()).iter().find(|now| now.option == mark.option) {
                    prop_assert!(mark.rank.is_empty() || !now.rank.is_empty(), "a rank is lost");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn content_that_follows_change_by_change_is_what_the_document_says(acts in acts()) {
        let mut people = People::new();
        let mut followed: Vec<_> = people
            .docs
            .iter()
            .map(|doc| (doc.get_heads(), Objects::default(), Merges::of(doc, &mut Objects::default()), read::content(doc)))
            .collect();
        for (who, act) in &acts {
            people.does(*who, act);
            for (doc, (heads, objects, merges, content)) in people.docs.iter().zip(&mut followed) {
                read::refresh(doc, objects, merges, content, &changes(doc, heads));
                *heads = doc.get_heads();
                prop_assert_eq!(&*content, &read::content(doc));
            }
        }
    }
}

/// Of a table with a row for each value only the rows are read again in which was written.
#[test]
fn rows_of_a_fixed_table_follow_change_by_change() {
    let mut doc = Automerge::new();
    doc.apply_changes([genesis::of(DocumentKind::Case)]).expect("genesis applies");
    let (mut doc, mut other) = (doc.clone().with_actor(ActorId::from([1; 16])), doc.with_actor(ActorId::from([2; 16])));
    let (mut objects, mut content) = (Objects::default(), read::content(&doc));
    let mut merges = Merges::of(&doc, &mut objects);
    let why = Path::field("causes", "five_w").row("why").cell("text");
    let checks = Path::field("causes", "checks");
    let notes: Vec<Path> = CheckQuestion::VOCABULARY.values.iter().map(|(code, _)| checks.row(code).cell("note")).collect();
    let written = [(&why, "现场"), (&notes[0], "见记录"), (&why, "现场再看"), (&notes[1], "无"), (&notes[0], ""), (&why, "看")];
    for (turn, (path, text)) in (1..).zip(written) {
        let write = |text: &str| Edit::Write { path: path.clone(), text: text.into() };
        let before = doc.get_heads();
        edit::apply(&mut doc, &write(text), Timestamp(turn)).expect("the form has the place");
        edit::apply(&mut other, &write(&format!("{text}另")), Timestamp(turn)).expect("the form has the place");
        if turn % 2 == 0 {
            doc.merge(&mut other).expect("histories of one document merge");
        }
        read::refresh(&doc, &mut objects, &mut merges, &mut content, &changes(&doc, &before));
        assert_eq!(content, read::content(&doc));
    }
}

/// Whoever chooses and whoever drops an option at once: it stays chosen, and keeps its rank.
///
/// [R-7.3-2]
#[test]
fn a_choice_is_not_lost_to_somebody_who_dropped_it_at_once() {
    let mut people = People::new();
    people.does(0, &Act::Tick(2));
    people.does(0, &Act::Meet(1));
    people.does(0, &Act::Untick(2));
    people.does(1, &Act::Untick(2));
    people.does(1, &Act::Tick(2));
    let together = people.come_together();
    let marks = together[0].marks(&aspects());
    assert_eq!((marks.len(), marks[0].rank.is_empty()), (1, false));
}

/// An edit unknown to whoever removed the row comes back for a decision.
#[test]
fn a_row_edited_by_somebody_who_did_not_know_of_its_removal_comes_back_to_review() {
    let mut people = People::new();
    people.does(0, &Act::Add);
    people.does(0, &Act::Meet(1));
    people.does(0, &Act::Remove(0));
    people.does(1, &Act::Name(0));
    let together = people.come_together();
    let row = &together[0].rows(&rows())[0];
    assert!(row.removed && row.in_review);
    people.edit(0, &Edit::Remove { path: rows().row(&row.id), removed: true });
    assert!(!people.content(0).rows(&rows())[0].in_review, "whoever removes it now has seen the words");
}
