//! What hostile bytes do to the relay: nothing. Each row of what the CRDT library does with untrusted bytes is sent by a real
//! socket and answered with a code, while a second person's work on the same document and a third one's on another are confirmed;
//! after a restart both documents load.

mod siege;

use automerge::{
    ExpandedChange, ObjId, ROOT, ReadDoc, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use hostile::{
    Chunk,
    columns::{
        ACTION, DEFLATED, EXPAND, INSERT, KEY, MARK, PREDECESSOR, PREDECESSOR_ACTOR, REPLACED, VALUE, VALUES, nothing, run, signed, steps,
        texts, unsigned,
    },
    sealed,
};
use shared::workflow::Code;
use siege::{Attack, Ground, besiege};
use std::num::NonZeroU64;

const MILLIONS: i64 = 4_000_000;

fn bent(ground: &Ground, bend: impl FnOnce(&mut ExpandedChange)) -> Vec<u8> {
    let mut expanded = ground.second.decode();
    bend(&mut expanded);
    automerge::Change::from(expanded).raw_bytes().to_vec()
}

fn chunk(ground: &Ground) -> Chunk {
    Chunk::of(ground.second.raw_bytes())
}

/// The first operation so many times over, replacing nothing.
fn repeated(mut chunk: Chunk, times: i64) -> Chunk {
    for (_, data) in chunk.columns.iter_mut().filter(|(spec, _)| ![INSERT, VALUES].contains(spec)) {
        *data = [signed(times), data[1..].to_vec()].concat();
    }
    chunk.columns.retain(|(spec, _)| ![VALUES, PREDECESSOR_ACTOR, PREDECESSOR].contains(spec));
    chunk.with(INSERT, unsigned(times.unsigned_abs())).with(VALUE, run(times, 0)).with(REPLACED, run(times, 0))
}

fn stranger() -> OpId {
    OpId::new(3, &automerge::ActorId::from([0x77; 16]))
}

fn refused(what: &'static str, code: Code, bytes: Vec<u8>) -> Attack {
    Attack { what, chunks: vec![bytes], refused: vec![code] }
}

/// Change with run-length-encoded operations, without bound.
#[test]
fn millions_of_operations_in_fifty_bytes() {
    besiege(|ground| {
        let columns = |count: i64| chunk(ground).with(ACTION, run(count, 1)).with(REPLACED, run(count, 0)).bytes();
        vec![
            refused("the action column alone claims millions", Code::Malformed, columns(MILLIONS)),
            refused("nothing, millions of times", Code::Malformed, chunk(ground).with(ACTION, nothing(u64::MAX >> 2)).bytes()),
            refused("one more than are taken, in all columns", Code::TooLarge, repeated(chunk(ground), 20_001).bytes()),
            refused("millions, in all columns", Code::TooLarge, repeated(chunk(ground), MILLIONS).bytes()),
            refused("more bytes than are taken", Code::TooLarge, vec![0; 300 << 10]),
        ]
    });
}

/// Change, one operation with 2 M predecessors.
#[test]
fn millions_of_predecessors() {
    besiege(|ground| {
        let chunk = chunk(ground)
            .with(REPLACED, run(1, 2_000_000))
            .with(PREDECESSOR_ACTOR, run(2_000_000, 0))
            .with(PREDECESSOR, steps(2_000_000, 1));
        vec![refused("one operation replaces two million", Code::TooLarge, chunk.bytes())]
    });
}

/// Deflated change, 1027:1.
#[test]
fn what_inflates() {
    besiege(|ground| {
        let mut deflated = chunk(ground);
        deflated.columns[0].0 |= DEFLATED;
        let compressed = sealed(2, &[0x78; 200]);
        vec![
            refused("a compressed chunk", Code::Malformed, compressed),
            refused("a compressed column", Code::Malformed, deflated.bytes()),
            refused("a bundle", Code::Malformed, sealed(3, &[0; 40])),
        ]
    });
}

/// A key of a claimed gigabyte, marks, words beside the forms: what the library reserves or keeps and nobody sees.
#[test]
fn claims_and_stowaways() {
    besiege(|ground| {
        let with = |change: fn(&mut Chunk)| {
            let mut chunk = chunk(ground);
            change(&mut chunk);
            chunk.bytes()
        };
        vec![
            refused("a key of a gigabyte", Code::Malformed, chunk(ground).with(KEY, texts(1, 999_999_999, b"key")).bytes()),
            refused("a mark that grows", Code::Malformed, chunk(ground).with(EXPAND, vec![0, 1]).bytes()),
            refused("the name of a mark", Code::Malformed, chunk(ground).with(MARK, texts(1, 4, b"bold")).bytes()),
            refused("a message", Code::Malformed, with(|chunk| chunk.message = b"words".to_vec())),
            refused("bytes behind the columns", Code::Malformed, with(|chunk| chunk.extra = vec![7; 100])),
            refused("an actor without a name", Code::Malformed, with(|chunk| chunk.actor = vec![])),
            refused("the end of time", Code::Malformed, with(|chunk| chunk.time = 8_210_266_876_799_999)),
            refused("nothing at all", Code::Malformed, with(|chunk| chunk.columns.clear())),
        ]
    });
}

/// Sequence gap; insert after unknown element; operation on unknown object.
#[test]
fn gaps_and_what_is_not_there() {
    besiege(|ground| {
        let (_, causes) = ground.doc.get(ROOT, "causes").expect("a map").expect("a section");
        let (_, text) = ground.doc.get(&causes, "problem").expect("a map").expect("a text");
        let ObjId::Id(counter, actor, _) = text else { panic!("a text is no root") };
        let text = OpId::new(counter, &actor);
        let operation = |key: Key, action: OpType, pred: Vec<OpId>, insert: bool| {
            let op = Op { action, obj: ObjectId::Id(text.clone()), key, pred: pred.into(), insert };
            bent(ground, |change| change.operations = vec![op])
        };
        let unknown = || Key::Seq(ElementId::Id(stranger()));
        vec![
            refused("a gap in the sequence", Code::OutOfOrder, bent(ground, |change| change.seq = 7)),
            refused("after a character that is not there", Code::WouldCorrupt, operation(unknown(), OpType::Put("x".into()), vec![], true)),
            refused("an unknown object", Code::UnknownPlace, bent(ground, |change| change.operations[0].obj = ObjectId::Id(stranger()))),
            refused(
                "deletes a character that is not there",
                Code::WouldCorrupt,
                operation(unknown(), OpType::Delete, vec![stranger()], false),
            ),
            refused(
                "overwrites a character that is not there",
                Code::WrongKind,
                operation(unknown(), OpType::Put("x".into()), vec![stranger()], false),
            ),
            refused("a map's key in a text", Code::WrongKind, operation(Key::Map("x".into()), OpType::Put("x".into()), vec![], false)),
        ]
    });
}

/// Unknown predecessor; put `zzz` with the predecessor of `stage`; put with empty predecessors.
#[test]
fn predecessors_that_are_not_ones_own() {
    besiege(|ground| {
        let preds = |preds: Vec<OpId>| bent(ground, |change| change.operations[0].pred = preds.into());
        let key = |key: &str| bent(ground, |change| change.operations[0].key = Key::Map(key.into()));
        vec![
            refused("an unknown predecessor", Code::WrongPredecessor, preds(vec![stranger()])),
            refused("a hidden conflict", Code::WrongPredecessor, preds(vec![])),
            refused("a key of no form, another's predecessor", Code::UnknownPlace, key("zzz")),
            refused("another field's predecessor", Code::WrongPredecessor, key("methods_text")),
            refused("a value in a text's place", Code::WrongKind, key("problem")),
            refused("a number", Code::WrongKind, bent(ground, |change| change.operations[0].action = OpType::Put(ScalarValue::Int(3)))),
        ]
    });
}

/// Operation numbers of long ago and of the end; somebody else's actor with the next number.
#[test]
fn numbers_and_names_of_others() {
    besiege(|ground| {
        let first = |change: &mut ExpandedChange| {
            change.actor_id = automerge::ActorId::from([0x55; 16]);
            change.seq = 1;
            change.extra_bytes = ground.first.extra_bytes().to_vec();
        };
        let long_ago = bent(ground, |change| {
            first(change);
            (change.deps, change.start_op) = (vec![], NonZeroU64::MIN);
            change.operations[0].pred = Vec::new().into();
        });
        let of_wang = bent(ground, |change| {
            let next = ground.wangs.clone();
            (change.actor_id, change.seq) = (next.actor_id().clone(), next.seq() + 1);
            change.deps = vec![next.hash()];
            change.start_op = NonZeroU64::new(next.max_op() + 1).expect("not zero");
        });
        vec![
            refused("a loser that nobody sees", Code::OutOfOrder, long_ago),
            refused("numbers of long ago", Code::OutOfOrder, bent(ground, |change| change.start_op = NonZeroU64::MIN)),
            refused(
                "the last number",
                Code::OutOfOrder,
                bent(ground, |change| change.start_op = NonZeroU64::new(u64::from(u32::MAX)).expect("not zero")),
            ),
            refused("Wang's next change", Code::NotYourName, of_wang),
        ]
    });
}

/// One corrupt chunk after a snapshot; wrong checksum.
#[test]
fn snapshots_and_wrong_sums() {
    besiege(|ground| {
        let mut wrong = ground.second.raw_bytes().to_vec();
        wrong[5] ^= 1;
        let snapshot = ground.doc.save();
        let after = [snapshot.clone(), wrong.clone()].concat();
        vec![Attack {
            what: "a snapshot, one with a corrupt chunk behind it, a wrong checksum",
            chunks: vec![snapshot, after, wrong],
            refused: vec![Code::Malformed; 3],
        }]
    });
}
