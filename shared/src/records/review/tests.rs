//! Stories of two people who wrote at once, and of a third who decides.

use automerge::{ActorId, Automerge};
use proptest::{collection::vec, prelude::*};

use super::*;
use crate::{
    documents::DocumentKind,
    ids::{DeviceId, PersonId},
    records::{edit, genesis, history},
};

fn author(n: u8) -> Author {
    Author { person: PersonId([n; 16]), device: DeviceId([n; 16]) }
}

fn comments() -> Path {
    Path::field("survey", "comments")
}

fn name() -> Path {
    Path::field("survey", "name")
}

fn rows() -> Path {
    Path::field("survey", "products")
}

/// People with their own copies of one survey.
struct People {
    docs: Vec<Automerge>,
    now: i64,
    drawn: u8,
}

impl People {
    fn new(count: u8) -> Self {
        let mut base = Automerge::new();
        base.apply_changes([genesis::of(DocumentKind::Survey)]).unwrap();
        let copy = |n: u8| base.clone().with_author(Some(author(n).to_bytes().into())).with_actor(ActorId::from([n + 1; 16]));
        Self { docs: (0..count).map(copy).collect(), now: 0, drawn: 100 }
    }

    fn edit(&mut self, who: usize, edit: &Edit) {
        self.now += 1;
        edit::apply(&mut self.docs[who], edit, Timestamp(self.now)).unwrap();
    }

    fn write(&mut self, who: usize, path: &Path, text: &str) {
        self.edit(who, &Edit::Write { path: path.clone(), text: text.into() });
    }

    fn meet(&mut self) {
        for a in 0..self.docs.len() {
            for b in (0..self.docs.len()).filter(|b| *b != a) {
                let new = self.docs[a].get_changes_added(&self.docs[b]);
                self.docs[a].apply_changes(new).unwrap();
            }
        }
    }

    fn questions(&self, who: usize) -> Vec<Question> {
        let doc = &self.docs[who];
        questions(doc, &Merges::of(doc, &mut Objects::default()), &read::content(doc))
    }

    fn text(&self, who: usize, path: &Path) -> String {
        read::content(&self.docs[who]).text(path).to_owned()
    }

    /// Takes a decision back, as a device does.
    fn undo(&mut self, who: usize, question: &Question) {
        let before = self.docs[who].clone();
        for edit in reopened(question) {
            self.drawn += 1;
            self.now += 1;
            let mut branch = before.clone().with_actor(ActorId::from([self.drawn; 16]));
            let change = edit::apply(&mut branch, &edit, Timestamp(self.now)).unwrap().unwrap();
            self.docs[who].apply_changes([change]).unwrap();
        }
    }
}

fn told(said: &[Said]) -> Vec<(&str, Option<PersonId>, i64)> {
    let mut told: Vec<_> = said.iter().map(|said| (said.text.as_str(), said.by.map(|by| by.person), said.at.0)).collect();
    told.sort_unstable();
    told
}

fn person(n: u8) -> Option<PersonId> {
    Some(PersonId([n; 16]))
}

#[test]
fn what_two_people_wrote_at_once_is_asked_with_both_values_authors_and_times() {
    let mut people = People::new(3);
    people.write(0, &comments(), "开头。结尾。"); // 1
    people.meet();
    people.write(0, &comments(), "林工说：开头。结尾。"); // 2
    people.write(1, &comments(), "开头。结尾。王工说完。"); // 3
    people.write(0, &name(), "陈"); // 4
    people.write(1, &name(), "黄"); // 5
    people.meet();
    let questions = people.questions(2);
    let [prose, line] = questions.as_slice() else { panic!("{questions:?}") };
    let About::Prose { ground, merged, sides } = &prose.about else { panic!("{prose:?}") };
    assert_eq!((prose.path.clone(), ground.as_str(), merged.as_str()), (comments(), "开头。结尾。", "林工说：开头。结尾。王工说完。"));
    assert_eq!(told(sides), [("开头。结尾。王工说完。", person(1), 3), ("林工说：开头。结尾。", person(0), 2)]);
    let About::Values(values) = &line.about else { panic!("{line:?}") };
    assert_eq!((line.path.clone(), told(values)), (name(), vec![("陈", person(0), 4), ("黄", person(1), 5)]));
}

#[test]
fn a_text_is_in_review_until_somebody_who_saw_it_all_confirms_it_or_writes_on() {
    for settle in [
        Edit::Confirm { path: comments() },
        Edit::Settle { path: comments(), text: "甲乙".into() },
        Edit::Settle { path: comments(), text: "甲".into() },
        Edit::Write { path: comments(), text: "甲，乙".into() },
    ] {
        let mut people = People::new(3);
        people.write(0, &comments(), "甲");
        people.write(1, &comments(), "乙");
        people.meet();
        assert_eq!(people.questions(2).len(), 1);
        let before = people.text(2, &comments());
        people.edit(2, &settle);
        people.meet();
        for who in 0..3 {
            assert_eq!(people.questions(who), [], "{settle:?}");
        }
        let expected = match &settle {
            Edit::Settle { text, .. } | Edit::Write { text, .. } => text.clone(),
            Edit::Confirm { .. } | Edit::Add { .. } | Edit::Remove { .. } => before,
        };
        assert_eq!(people.text(0, &comments()), expected);
    }
}

#[test]
fn whoever_had_not_seen_it_all_settles_nothing() {
    let mut people = People::new(3);
    people.write(0, &comments(), "甲");
    people.write(1, &comments(), "乙");
    let second = people.docs[1].get_changes(&[]);
    people.docs[2].apply_changes(second).unwrap();
    people.edit(2, &Edit::Confirm { path: comments() });
    people.meet();
    assert_eq!(people.questions(0).len(), 1, "whoever confirmed had seen one side alone");
}

#[test]
fn people_who_write_in_turns_are_asked_nothing() {
    let mut people = People::new(3);
    for round in 0..4 {
        for who in 0..3 {
            people.write(who, &comments(), &format!("第{round}轮，第{who}人"));
            people.meet();
            assert_eq!(people.questions(who), []);
        }
    }
}

#[test]
fn a_row_that_was_removed_unawares_is_asked_with_both_hands() {
    let mut people = People::new(3);
    let row = "00000000000000aa";
    people.edit(0, &Edit::Add { path: rows(), row: row.into(), order: "1".into() }); // 1
    people.meet();
    let row = rows().row(row);
    people.edit(0, &Edit::Remove { path: row.clone(), removed: true }); // 2
    people.write(1, &row.cell("name"), "电缆"); // 3
    people.meet();
    let hand = |n: u8, at| Hand { by: Some(author(n)), at: Timestamp(at) };
    assert_eq!(people.questions(2), [Question { path: row.clone(), about: About::Row { removed: hand(0, 2), written: hand(1, 3) } }]);
    people.edit(2, &Edit::Remove { path: row, removed: false });
    assert_eq!(people.questions(2), []);
}

#[test]
fn a_decision_that_is_undone_asks_the_same_question_again() {
    let mut people = People::new(3);
    let row = "00000000000000aa";
    people.write(0, &comments(), "开头。结尾。");
    people.edit(0, &Edit::Add { path: rows(), row: row.into(), order: "1".into() });
    people.meet();
    let row = rows().row(row);
    people.write(0, &comments(), "林工说：开头。结尾。");
    people.write(1, &comments(), "开头。结尾。王工说完。");
    people.write(0, &name(), "陈");
    people.write(1, &name(), "黄");
    people.edit(0, &Edit::Remove { path: row.clone(), removed: true });
    people.write(1, &row.cell("name"), "电缆");
    people.meet();
    let asked = people.questions(2);
    assert_eq!(asked.len(), 3);
    for round in 0..2 {
        people.edit(2, &Edit::Settle { path: comments(), text: format!("重写{round}") });
        people.edit(2, &Edit::Settle { path: name(), text: "陈".into() });
        people.edit(2, &Edit::Remove { path: row.clone(), removed: false });
        people.meet();
        assert_eq!(people.questions(0), []);
        for question in &asked {
            people.undo(2, question);
        }
        people.meet();
        let again = people.questions(0);
        assert_eq!(again.len(), 3, "{again:?}");
        for (asked, again) in asked.iter().zip(&again) {
            assert_eq!(asked.path, again.path);
            match (&asked.about, &again.about) {
                (About::Values(asked), About::Values(again)) => assert_eq!(told(asked), told(again)),
                (About::Row { .. }, About::Row { .. }) => {}
                (asked, again) => assert_eq!(asked, again),
            }
        }
        assert_eq!(people.text(1, &comments()), "林工说：开头。结尾。王工说完。");
    }
}

/// The decision is itself recorded: who decided what, and who took it back.
#[test]
fn decisions_and_their_undoing_stand_in_the_history() {
    let mut people = People::new(3);
    people.write(0, &comments(), "甲");
    people.write(1, &comments(), "乙");
    people.write(0, &name(), "陈");
    people.write(1, &name(), "黄");
    people.meet();
    let asked = people.questions(2);
    people.edit(2, &Edit::Confirm { path: comments() });
    people.edit(2, &Edit::Settle { path: name(), text: "黄".into() });
    let decisions = |people: &People| {
        let sittings = history::sittings(&people.docs[2]);
        let by_third = sittings.into_iter().find(|sitting| sitting.by == author(2)).unwrap();
        by_third.touched.into_iter().map(|touched| (touched.path, touched.decision)).collect::<Vec<_>>()
    };
    use history::Decision::{Decided, Undone};
    assert_eq!(decisions(&people), [(comments(), Some(Decided)), (name(), Some(Decided))]);
    asked.iter().for_each(|question| people.undo(2, question));
    assert_eq!(decisions(&people), [(comments(), Some(Undone)), (name(), Some(Undone))]);
    let others = history::sittings(&people.docs[2]).into_iter().filter(|sitting| sitting.by != author(2));
    assert!(others.flat_map(|sitting| sitting.touched).all(|touched| touched.decision.is_none()));
}

#[derive(Clone, Debug)]
enum Step {
    Word(usize),
    Line(usize),
    Meet,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    vec(prop_oneof![4 => (0..3_usize).prop_map(Step::Word), 3 => (0..3_usize).prop_map(Step::Line), 2 => Just(Step::Meet)], 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The review empties exactly when every place that several wrote at once has been decided by somebody who saw all of it.
    #[test]
    fn the_review_is_empty_exactly_when_all_is_decided_by_somebody_who_saw_it(steps in steps(), partly in any::<bool>()) {
        let mut people = People::new(4);
        // Who wrote in a place since everybody last knew it.
        let mut since = [std::collections::BTreeSet::new(), std::collections::BTreeSet::new()];
        let mut open = [false, false];
        for step in steps {
            match step {
                Step::Word(who) => {
                    people.now += 1;
                    let text = format!("{}{}", people.text(who, &comments()), char::from(b'a' + u8::try_from(people.now % 26).unwrap()));
                    people.write(who, &comments(), &text);
                    since[0].insert(who);
                }
                Step::Line(who) => {
                    let text = format!("{who}/{}", people.now);
                    people.write(who, &name(), &text);
                    since[1].insert(who);
                }
                Step::Meet => {
                    people.meet();
                    for (since, open) in since.iter_mut().zip(&mut open) {
                        *open = match since.len() { 0 => *open, 1 => false, _ => true };
                        since.clear();
                    }
                }
            }
        }
        people.meet();
        for (since, open) in since.iter().zip(&mut open) {
            *open = match since.len() { 0 => *open, 1 => false, _ => true };
        }
        let expected: Vec<Path> = [(comments(), open[0]), (name(), open[1])].into_iter().filter(|(_, open)| *open).map(|(path, _)| path).collect();
        let asked = people.questions(3);
        prop_assert_eq!(asked.iter().map(|question| question.path.clone()).collect::<Vec<_>>(), expected);
        let decided = asked.len() - usize::from(partly).min(asked.len());
        for question in &asked[..decided] {
            let edit = match &question.about {
                About::Values(said) => Edit::Settle { path: question.path.clone(), text: said[0].text.clone() },
                About::Prose { .. } => Edit::Confirm { path: question.path.clone() },
                About::Row { .. } => unreachable!("nobody removes rows here"),
            };
            people.edit(3, &edit);
        }
        people.meet();
        for who in 0..4 {
            let left: Vec<Path> = people.questions(who).into_iter().map(|question| question.path).collect();
            prop_assert_eq!(left, asked[decided..].iter().map(|question| question.path.clone()).collect::<Vec<_>>());
        }
    }
}
