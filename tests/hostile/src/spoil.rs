//! Spoils an honest change: a field of the format, or an operation, becomes what a device would never write.

use std::num::NonZeroU64;

use automerge::{
    Change, ObjType, ScalarValue,
    legacy::{ElementId, Key, ObjectId, OpType},
};

use crate::{
    Chunk, Dice,
    columns::{DEFLATED, EXPAND, KNOWN, MARK, nothing, run, signed, steps, texts, unsigned},
    world::World,
};

/// Spoils one field.
pub fn spoil(chunk: &mut Chunk, dice: &mut Dice<'_>) {
    let actors = &World::get().actors;
    match dice.below(16) {
        0 => drop(chunk.deps.pop()),
        1 => chunk.deps.extend(chunk.deps.first().copied()),
        2 => chunk.deps.push([dice.byte(); 32]),
        3 => chunk.actor = if dice.byte() < 200 { dice.one(actors).clone() } else { dice.bytes(40).to_vec() },
        4 => chunk.seq = chunk.seq.wrapping_add(dice.number()),
        5 => chunk.start_op = chunk.start_op.wrapping_add(dice.number()),
        6 => chunk.start_op = dice.number(),
        7 => chunk.time = dice.number().cast_signed(),
        8 => chunk.message = dice.bytes(20).to_vec(),
        9 => chunk.others.push(dice.one(actors).clone()),
        10 => drop(chunk.others.pop()),
        11 => chunk.extra = if dice.byte() < 128 { Vec::new() } else { dice.bytes(40).to_vec() },
        12 => spec(chunk, dice),
        13.. => column(chunk, dice),
    }
}

/// Another specification, order or number of columns.
fn spec(chunk: &mut Chunk, dice: &mut Dice<'_>) {
    let at = dice.below(chunk.columns.len());
    match (dice.below(4), chunk.columns.get(at).cloned()) {
        (0, Some(column)) => chunk.columns.insert(at, column),
        (1, Some(_)) => drop(chunk.columns.remove(at)),
        (2, Some(_)) => chunk.columns[at].0 ^= DEFLATED,
        (_, Some(_)) => chunk.columns[at].0 = u64::from(dice.byte()),
        (_, None) => chunk.columns.push((dice.number(), Vec::new())),
    }
}

/// Other bytes of a column: claims of the format, or noise.
fn column(chunk: &mut Chunk, dice: &mut Dice<'_>) {
    let spec = match dice.below(KNOWN.len() + 2) {
        at if at < KNOWN.len() => KNOWN[at],
        at if at == KNOWN.len() => EXPAND,
        _ => MARK,
    };
    let times = i64::try_from(dice.number()).unwrap_or(i64::MAX);
    let column = chunk.column(spec);
    match dice.below(10) {
        0 => *column = run(times, dice.number()),
        1 => *column = nothing(dice.number()),
        2 => *column = steps(times, dice.number().cast_signed()),
        3 => *column = texts(times, dice.number(), dice.bytes(20)),
        4 => *column = [signed(-times.min(20)), dice.bytes(20).to_vec()].concat(),
        5 => column.extend(run(1, dice.number())),
        6 => column.extend(dice.bytes(8)),
        7 => column.truncate(dice.below(column.len() + 1)),
        8 => *column = unsigned(dice.number()),
        _ => {
            let at = dice.below(column.len());
            if let Some(byte) = column.get_mut(at) {
                *byte ^= dice.byte();
            }
        }
    }
}

/// Spoils operations and keeps the format sound: the library itself writes the change.
#[must_use]
pub(crate) fn bent(change: &Change, dice: &mut Dice<'_>) -> Change {
    let ids = &World::get().ids;
    let mut expanded = change.decode();
    for _ in 0..dice.below(4) {
        let at = dice.below(expanded.operations.len());
        let Some(op) = expanded.operations.get_mut(at) else { break };
        match dice.below(11) {
            0 => op.obj = ObjectId::Id(dice.one(ids).clone()),
            1 => op.obj = ObjectId::Root,
            2 => op.key = Key::Seq(ElementId::Id(dice.one(ids).clone())),
            3 => op.key = Key::Map((*dice.one(&KEYS)).into()),
            4 => op.pred = vec![dice.one(ids).clone()].into(),
            5 => op.pred = Vec::new().into(),
            6 => op.insert = !op.insert,
            7 => op.action = action(dice),
            8 => expanded.start_op = expanded.start_op.saturating_add(dice.number() % 10),
            9 => {
                let twice = op.clone();
                expanded.operations.insert(at, twice);
            }
            _ => drop(expanded.operations.remove(at)),
        }
    }
    expanded.start_op = expanded.start_op.min(NonZeroU64::new(u64::from(u32::MAX)).expect("not zero"));
    Change::from(expanded)
}

fn action(dice: &mut Dice<'_>) -> OpType {
    match dice.below(9) {
        0 => OpType::Make(ObjType::Map),
        1 => OpType::Make(ObjType::Text),
        2 => OpType::Make(ObjType::List),
        3 => OpType::Delete,
        4 => OpType::Increment(1),
        5 => OpType::Put(ScalarValue::Null),
        6 => OpType::Put(ScalarValue::Int(3)),
        7 => OpType::Put("yes".into()),
        _ => OpType::Put("长".repeat(dice.below(2_000)).into()),
    }
}

/// Keys that the forms, the ledger and nobody have.
const KEYS: [&str; 10] =
    ["problem", "quality_head", "list", "ledger", "meta", "causes", "order", "zzz", "00000000000000aa", "00000000000000cc"];
