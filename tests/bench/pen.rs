//! Somebody who writes in a case: a real document, real edits, each ready to be submitted.

use automerge::{ActorId, Automerge};
use serde_bytes::ByteBuf;
use shared::{
    documents::DocumentKind,
    forms::Path,
    ids::Author,
    records::{
        edit::{self, Edit},
        genesis,
    },
    vocab::{CheckQuestion, Factor},
};
use tests::tablet::{draw, now};

/// So many characters are typed before a pause.
const TYPED: usize = 20;

#[derive(Clone)]
pub(crate) struct Pen {
    doc: Automerge,
    typed: usize,
}

impl Pen {
    /// At a case that has just begun.
    pub(crate) fn begin(author: Author) -> Self {
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Case)]).expect("genesis applies");
        Self { doc, typed: 0 }.handed_to(author)
    }

    /// The same document in another's hand.
    pub(crate) fn handed_to(&self, author: Author) -> Self {
        let mut doc = self.doc.clone();
        doc.set_actor(ActorId::from(draw()));
        doc.set_author(Some(author.to_bytes().into()));
        Self { doc, typed: self.typed }
    }

    /// Prose of many pauses, in turn with short answers, until the document has so many operations.
    pub(crate) fn write_until(&mut self, operations: usize) -> Vec<ByteBuf> {
        let mut written = Vec::new();
        let proses = ["problem", "stock", "returned", "sold"].map(|key| Path::field("causes", key)).into_iter();
        let factors = Path::field("causes", "factors");
        let proses: Vec<Path> =
            proses.chain(Factor::VOCABULARY.values.iter().map(|(code, _)| factors.row(code).cell("findings"))).collect();
        let notes = notes();
        let mut texts = vec![String::new(); proses.len()];
        let mut stands = self.doc.get_changes(&[]).iter().map(automerge::Change::len).sum::<usize>();
        for turn in 0.. {
            if stands >= operations {
                break;
            }
            let at = turn % proses.len();
            texts[at].extend("车间现场查看，绝缘层厚度不均匀，原料批次记录缺失。".chars().cycle().skip(turn).take(TYPED));
            let mut edits = vec![Edit::Write { path: proses[at].clone(), text: texts[at].clone() }];
            if turn % 4 == 0 {
                edits.push(Edit::Write { path: notes[turn / 4 % notes.len()].clone(), text: format!("见记录第{turn}条") });
            }
            for edit in edits {
                let (change, operations) = self.edit(&edit);
                stands += operations;
                written.push(change);
            }
        }
        written
    }

    /// So many further answers to the 28 questions, in turn, and after every third a pause in prose, each a change.
    pub(crate) fn go_on(&mut self, times: usize) -> Vec<ByteBuf> {
        (0..times).map(|_| self.next()).collect()
    }

    /// One more.
    pub(crate) fn next(&mut self) -> ByteBuf {
        self.typed += 1;
        let edit = match self.typed % 4 {
            0 => Edit::Write { path: Path::field("causes", "five_w").row("why").cell("text"), text: "现场再看".repeat(self.typed / 4) },
            _ => Edit::Write { path: self.note(), text: format!("见记录第{}条", self.typed) },
        };
        self.edit(&edit).0
    }

    fn note(&self) -> Path {
        let notes = notes();
        notes[(self.typed - self.typed / 4) % notes.len()].clone()
    }

    fn edit(&mut self, edit: &Edit) -> (ByteBuf, usize) {
        let change = edit::apply(&mut self.doc, edit, now()).expect("the form has the place").expect("it is new");
        (ByteBuf::from(change.raw_bytes().to_vec()), change.len())
    }
}

/// What is noted beside each of the 28 questions.
fn notes() -> Vec<Path> {
    let checks = Path::field("causes", "checks");
    CheckQuestion::VOCABULARY.values.iter().map(|(code, _)| checks.row(code).cell("note")).collect()
}
