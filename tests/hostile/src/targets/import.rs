//! What one device hands to another without a network: any bytes are a file or none, and whatever a file holds, each change in it is
//! answered, and the document that comes of it is what the guard allows.

use std::collections::BTreeSet;

use serde_bytes::ByteBuf;
use shared::{
    codec,
    ids::{DocumentId, Era},
    sync::{
        guard::named,
        handing::{
            Batch, Circle, Hello, Parcel, Trial, Voucher,
            envelope::{BEFORE, Head, Sealed},
            series::{Series, frames},
            trying::try_parcel,
        },
    },
};

use super::judge;
use crate::{
    Chunk, Dice,
    spoil::spoil,
    world::{AT, World, author, li, wang},
};

/// The most changes of a file.
const CHANGES: usize = 4;

/// Bytes as each thing that is read of a file, then a file of honest changes, some spoiled, some foreign, in any order.
pub fn import(bytes: &[u8]) {
    read(bytes);
    let mut dice = Dice(bytes);
    let mut changes = Vec::new();
    while !dice.is_empty() && changes.len() < CHANGES {
        let known = &World::get().honest;
        match dice.below(known.len() + 1) {
            at if at < known.len() => changes.push(spoiled(known[at].raw_bytes(), &mut dice)),
            _ => changes.push(dice.bytes(255).to_vec()),
        }
    }
    judge::check(World::get(), &li(), &changes);
    tried(&changes);
}

/// As it is, or with some fields of it otherwise.
fn spoiled(bytes: &[u8], dice: &mut Dice<'_>) -> Vec<u8> {
    if dice.byte() >= 64 {
        return bytes.to_vec();
    }
    let mut chunk = Chunk::of(bytes);
    spoil(&mut chunk, dice);
    chunk.bytes()
}

fn read(bytes: &[u8]) {
    for bytes in [bytes, &[&[2], bytes].concat()] {
        drop(Head::read(bytes, (BEFORE + bytes.len()) as u64));
        drop(codec::decode::<Sealed>(bytes));
        if let Ok(mut parcel) = Parcel::read(bytes) {
            assert_eq!(Parcel::read(&parcel.bytes()).as_ref(), Ok(&parcel));
            let era = Some(parcel.era);
            drop(parcel.claims(&Circle::default(), era));
            assert_eq!(parcel.batches, [], "nobody is known");
        }
    }
    let _ = Head::length(bytes);
    let text = String::from_utf8_lossy(bytes);
    let mut series = Series::default();
    for text in [text.as_ref(), &format!("LDF1/{text}"), &format!("LDF1/00000000/1/1/{text}"), &format!("LDK1/{text}")] {
        series.see(text);
        drop(Hello::of_text(text));
    }
    if let Some(frames) = frames(bytes) {
        let mut series = Series::default();
        frames.iter().rev().for_each(|frame| assert!(series.see(frame)));
        assert_eq!(series.file().as_deref(), Some(bytes));
    }
}

/// What becomes of them as one batch of Li's and, turned round, as another: each is answered once, and trying twice is trying once.
fn tried(changes: &[Vec<u8>]) {
    let world = World::get();
    let log: Vec<ByteBuf> = world.doc.get_changes(&[]).iter().map(|change| ByteBuf::from(change.raw_bytes().to_vec())).collect();
    let batch = |changes: Vec<ByteBuf>| {
        let signed = changes.iter().map(|change| named(change)).collect();
        (li(), Batch { author: author(&li()), signed, changes, signature: ByteBuf::new() })
    };
    let changes: Vec<ByteBuf> = changes.iter().cloned().map(ByteBuf::from).collect();
    let turned = changes.iter().rev().cloned().collect();
    let parcel = Parcel {
        document: DocumentId([1; 16]),
        era: Era([1; 16]),
        at: AT,
        voucher: Some(Voucher { n: log.len() as u64, signature: ByteBuf::new() }),
        log,
        batches: vec![batch(changes.clone()).1, batch(turned).1],
        media: Vec::new(),
    };
    assert_eq!(Parcel::read(&parcel.bytes()).as_ref(), Ok(&parcel));
    let distinct = changes.iter().map(|change| named(change)).collect::<BTreeSet<_>>().len();
    let person = li();
    let trial = Trial {
        me: wang(),
        document: parcel.document,
        at: AT,
        now: AT,
        held: Vec::new(),
        standing: Vec::new(),
        log: parcel.log,
        batches: parcel.batches.into_iter().map(|batch| (person.clone(), batch)).collect(),
    };
    let tried = try_parcel(trial.clone()).expect("the log is good");
    assert_eq!(try_parcel(trial), Ok(tried.clone()));
    assert_eq!(tried.summary.id, DocumentId([1; 16]));
    for fate in &tried.fates {
        let answered = fate.accepted.len() + fate.refused.len() + fate.known as usize + fate.groundless as usize;
        assert_eq!(answered, distinct, "every change is answered once");
    }
}
