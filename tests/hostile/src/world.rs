//! A case with people at work on it, as the relay holds it, and what their devices honestly send.

use std::sync::OnceLock;

use automerge::{
    ActorId, Automerge, Change, ObjType, ROOT, ReadDoc, ScalarValue,
    legacy::OpId,
    transaction::{CommitOptions, Transactable},
};
use serde_bytes::ByteBuf;
use shared::{
    documents::DocumentKind,
    forms::Path,
    ids::{Author, DeviceId, OrgId, PersonId},
    people::{District, Org, OrgKind, Person, Role},
    records::{
        edit::{self, Edit},
        genesis, ledger,
    },
    sync::guard::{self, Judgement},
    time::Timestamp,
    workflow::{Act, State},
};

/// When everything happens.
pub const AT: Timestamp = Timestamp(1_772_400_000_000);

/// A case and its people.
#[derive(Debug)]
pub struct World {
    /// The document.
    pub doc: Automerge,
    /// What its ledger says.
    pub state: State,
    /// Changes that Li's devices made next: a settled field, prose, a row, cells, a removal; and one of a second device.
    pub honest: Vec<Change>,
    /// Actors that these changes name.
    pub actors: Vec<Vec<u8>>,
    /// Operations that there are, and one that is not.
    pub ids: Vec<OpId>,
}

/// Li, an expert of the group.
#[must_use]
pub fn li() -> Person {
    person(1, Role::Expert)
}

/// Wang, of the same group.
#[must_use]
pub fn wang() -> Person {
    person(2, Role::Expert)
}

/// The enterprise's.
#[must_use]
pub fn factory() -> Person {
    person(7, Role::Enterprise)
}

/// Nobody in this case.
#[must_use]
pub fn stranger() -> Person {
    person(8, Role::Expert)
}

fn person(n: u8, role: Role) -> Person {
    let org = Org { id: OrgId([n; 16]), name: String::new(), kind: OrgKind::TechnicalBody, district: Some(District::Tongan) };
    Person { id: PersonId([n; 16]), name: String::new(), role, org }
}

/// As whom a person writes.
#[must_use]
pub fn author(person: &Person) -> Author {
    Author { person: person.id, device: DeviceId([5; 16]) }
}

/// A field is written.
#[must_use]
pub fn write(path: &str, text: &str) -> Edit {
    Edit::Write { path: Path::of_text(path), text: text.into() }
}

/// A copy of the document on somebody's device.
#[must_use]
pub fn device(doc: &Automerge, person: &Person, actor: u8) -> Automerge {
    let mut doc = doc.clone().with_author(Some(author(person).to_bytes().into()));
    doc.set_actor(ActorId::from([actor; 16]));
    doc
}

/// What a device makes of an edit.
///
/// # Panics
/// When the edit changes nothing.
pub fn honest(device: &mut Automerge, edit: &Edit) -> Change {
    edit::apply(device, edit, AT).expect("the forms have the place").expect("the edit changes something")
}

const ROW: &str = "00000000000000aa";

impl World {
    /// The same for everybody; made once.
    pub fn get() -> &'static Self {
        static WORLD: OnceLock<World> = OnceLock::new();
        WORLD.get_or_init(Self::make)
    }

    fn make() -> Self {
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Case)]).expect("genesis applies");
        let group = format!("{} {}", li().id, wang().id);
        enter(&mut doc, 0, Act::Open, &[("enterprise", &OrgId([7; 16]).to_string()), ("district", District::Tongan.code())]);
        enter(&mut doc, 1, Act::Serve, &[("conclusion", "fail")]);
        enter(&mut doc, 2, Act::Start, &[]);
        enter(&mut doc, 3, Act::FormGroup, &[("group", &group)]);
        let mut li = device(&doc, &li(), 0x11);
        let mut other = device(&doc, &wang(), 0x22);
        let list = Path::field("causes", "list");
        for edit in [
            write("causes.problem", "导体电阻偏大"),
            Edit::Add { path: list, row: ROW.into(), order: "1".into() },
            write("causes.quality_head", "陈经理"),
        ] {
            honest(&mut li, &edit);
        }
        honest(&mut other, &write("causes.quality_head", "黄厂长"));
        honest(&mut other, &write("causes.problem", "不合格"));
        li.merge(&mut other).expect("two devices' work merges");
        let (doc, state) = (li.clone(), ledger::state(&li).expect("the document is a case"));
        let honest = next(li);
        let actors = honest.iter().flat_map(Change::actors).map(|actor| actor.to_bytes().to_vec()).collect();
        let ids = ids(&doc, &honest);
        Self { doc, state, honest, actors, ids }
    }

    /// What the guard says to this person's changes.
    #[must_use]
    pub fn judge(&self, person: &Person, changes: &[Vec<u8>]) -> Judgement {
        self.judge_at(&self.doc, person, changes)
    }

    /// What it says of them where the document is already this.
    #[must_use]
    pub fn judge_at(&self, doc: &Automerge, person: &Person, changes: &[Vec<u8>]) -> Judgement {
        let changes: Vec<ByteBuf> = changes.iter().cloned().map(ByteBuf::from).collect();
        guard::judge(doc, &self.state, person, author(person), &changes, AT.day())
    }
}

fn next(mut li: Automerge) -> Vec<Change> {
    let mut second = device(&li, &self::li(), 0x33);
    let row = Path::field("causes", "list").row(ROW);
    let edits = [
        write("causes.quality_head", "陈厂长"),
        write("causes.problem", "导体电阻不合格，绝缘偏心"),
        write("causes.problem", "绝缘偏心"),
        Edit::Add { path: Path::field("causes", "list"), row: "00000000000000bb".into(), order: "2".into() },
        write(&format!("causes.list.{ROW}.text"), "拉丝模磨损"),
        write(&format!("causes.list.{ROW}.status"), "confirmed"),
        Edit::Remove { path: row, removed: true },
    ];
    let first = honest(&mut second, &write("causes.stock", "封存"));
    edits.iter().map(|edit| honest(&mut li, edit)).chain([first]).collect()
}

/// As many as a byte can choose from: of the genesis, which has many, some.
fn ids(doc: &Automerge, honest: &[Change]) -> Vec<OpId> {
    let of = |change: &Change| {
        let (start, actor) = (change.start_op().get(), change.actor_id().clone());
        (start..start + change.len() as u64).map(move |number| OpId::new(number, &actor)).collect::<Vec<_>>()
    };
    let all: Vec<OpId> = doc.get_changes(&[]).iter().chain(honest).flat_map(of).collect();
    let some = all.iter().rev().step_by(all.len() / 250 + 1).cloned();
    some.chain([OpId::new(3, &ActorId::from([0x77; 16]))]).collect()
}

/// An entry of the ledger, written as the relay writes it.
fn enter(doc: &mut Automerge, number: u32, act: Act, args: &[(&str, &str)]) {
    let (_, book) = doc.get(ROOT, "ledger").expect("a map").expect("genesis made it");
    doc.set_actor(ActorId::from(ledger::RELAY_ACTOR));
    let mut tx = doc.transaction();
    let entry = tx.put_object(&book, format!("{number:06}"), ObjType::Map).expect("a new key");
    let (by, on) = (PersonId([9; 16]).to_string(), AT.day().to_string());
    for (key, text) in [("act", act.code()), ("by", &by), ("on", &on)].iter().chain(args) {
        tx.put(&entry, *key, *text).expect("a new key");
    }
    tx.put(&entry, "at", ScalarValue::Timestamp(AT.0)).expect("a new key");
    tx.commit_with(CommitOptions::default().with_time(AT.0));
}
