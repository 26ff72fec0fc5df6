//! Work that reaches the relay on a colleague's device.

use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_bytes::ByteBuf;
use shared::{
    ids::{Author, Hash},
    sync::{
        carried::to_sign,
        wire::{FromDevice, FromRelay},
    },
    workflow::Code,
};
use tests::{Line, Relay, Tablet, Who, cast::SHARED, tablet::draw};

const HEAD: &str = "causes.quality_head";
const STOCK: &str = "causes.stock";

/// Registers a fresh key for the tablet of this line.
fn register(line: &mut Line) -> SigningKey {
    let key = SigningKey::from_slice(&[draw(), draw()].concat()).expect("a number below the order of the curve");
    let point = ByteBuf::from(key.verifying_key().to_sec1_point(false).as_bytes().to_vec());
    line.say(&FromDevice::RegisterKey { key: point.clone() });
    assert_eq!(line.hear(), FromRelay::Key { key: point });
    key
}

/// What the author's tablet hands to a colleague: everything that waits, signed once.
fn exported(tablet: &Tablet, author: Author, key: &SigningKey) -> FromDevice {
    let (document, waiting) = (tablet.open_case(), tablet.waiting());
    let signed: Vec<Hash> = waiting.iter().map(|outgoing| outgoing.hash).collect();
    let signature: Signature = key.sign(&to_sign(document, author, &signed));
    let changes = waiting.into_iter().map(|outgoing| ByteBuf::from(outgoing.chunk)).collect();
    FromDevice::Carry { batch: 9, document, author, signed, changes, signature: ByteBuf::from(signature.to_bytes().to_vec()) }
}

/// How many were accepted, and why others were not.
fn hand_in(line: &mut Line, carried: &FromDevice) -> (usize, Vec<Code>) {
    line.say(carried);
    loop {
        match line.hear() {
            FromRelay::Answer { batch: 9, accepted, refused, listed, .. } => {
                assert_eq!(listed, None);
                return (accepted.len(), refused.into_iter().map(|(_, refusal)| refusal.code).collect());
            }
            FromRelay::Entries { .. } => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn work_that_a_colleague_carries_counts_as_its_authors_and_both_hear_of_it() {
    let relay = Relay::start();
    let [mut li, mut wang] = [Who::Li, Who::Wang].map(|who| Tablet::of(who, &relay));
    li.open(SHARED);
    wang.open(SHARED);
    let key = register(&mut li.hand.line().expect("signed in"));
    li.disconnect();
    li.type_in(HEAD, "陈经理");
    li.type_in(STOCK, "库存三盘，已封存。");
    let carried = exported(&li, li.author(), &key);
    let count = li.waiting().len();
    assert!(count >= 2);

    let mut line = wang.hand.line().expect("signed in");
    assert_eq!(hand_in(&mut line, &carried), (count, vec![]));
    wang.until("the colleague's work is here", |wang| wang.text(HEAD) == "陈经理" && wang.text(STOCK) == "库存三盘，已封存。");
    assert_eq!(hand_in(&mut line, &carried), (count, vec![]), "carried twice, kept once");

    li.connect();
    li.until_settled();
    assert_eq!((li.refused(), li.waiting().len()), (vec![], 0));
    li.until("the same log", |li| li.log() == wang.log());
    assert_eq!(li.text(HEAD), "陈经理");
}

#[test]
fn what_its_author_did_not_sign_or_signed_on_a_device_that_was_signed_out_is_refused() {
    let relay = Relay::start();
    let [mut li, wang] = [Who::Li, Who::Wang].map(|who| Tablet::of(who, &relay));
    li.open(SHARED);
    let key = register(&mut li.hand.line().expect("signed in"));
    li.disconnect();
    li.type_in(HEAD, "陈经理");
    let mut line = wang.hand.line().expect("signed in");
    let wangs_key = register(&mut line);
    assert_eq!(hand_in(&mut line, &exported(&li, li.author(), &wangs_key)), (0, vec![Code::WrongSignature]));
    assert_eq!(hand_in(&mut line, &exported(&li, wang.author(), &wangs_key)), (0, vec![Code::NotYourName]), "as one's own");
    let good = exported(&li, li.author(), &key);
    li.hand.sign_out();
    assert_eq!(hand_in(&mut line, &good), (0, vec![Code::UnknownDevice]));
    assert_eq!(li.waiting().len(), 1, "nothing is lost");
}
