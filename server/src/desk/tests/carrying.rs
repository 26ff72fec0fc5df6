//! Work that another's device hands in.

use p256::ecdsa::{SigningKey, signature::Signer};
use shared::{ids::Hash, people::Audited, sync::carried::to_sign};

use super::*;
use crate::{
    desk::Carried,
    store::{
        Account, DeviceKey,
        people::{Deed, Note},
    },
    testing::settle,
};

fn signing(number: u8) -> SigningKey {
    SigningKey::from_slice(&[number; 32]).unwrap()
}

fn point(signing: &SigningKey) -> Vec<u8> {
    signing.verifying_key().to_sec1_point(false).as_bytes().to_vec()
}

fn with_an_account(relay: &Relay, person: Person) -> Author {
    let author = asker(person.clone()).author;
    settle(&*relay.store, &Account::new(person.id.to_string(), "", person));
    author
}

async fn with_a_key(relay: &Relay, person: Person, signing: &SigningKey) -> Author {
    let author = with_an_account(relay, person);
    let key = DeviceKey { author, point: point(signing), opens: Vec::new(), token: [1; 32] };
    assert_eq!(relay.desks.register(key).await, Ok(Some(point(signing))));
    author
}

fn carried(relay: &Relay, author: Author, signing: &SigningKey, changes: &[ByteBuf]) -> Carried {
    let signed: Vec<Hash> = changes.iter().map(|change| guard::named(change)).collect();
    let signature: p256::ecdsa::Signature = signing.sign(&to_sign(relay.document, author, &signed));
    let batch = Batch { number: 5, document: relay.document, changes: changes.to_vec() };
    Carried { batch, author, signed, signature: signature.to_bytes().to_vec() }
}

async fn carry(relay: &Relay, carried: Carried) -> FromRelay {
    let said = Mutex::new(None);
    relay.desks.carry(carried, NOW, |answer| *said.lock().unwrap() = Some(answer)).await;
    said.into_inner().unwrap().expect("whoever carries is answered")
}

/// Numbers in the log, codes of refusal.
fn outcome(answer: FromRelay) -> (Vec<u64>, Vec<Code>) {
    let FromRelay::Answer { batch: 5, accepted, refused, blocked, retry, listed: None, .. } = answer else { panic!("{answer:?}") };
    assert_eq!((blocked, retry), (vec![], vec![]));
    (accepted.into_iter().map(|(_, n)| n).collect(), refused.into_iter().map(|(_, refusal)| refusal.code).collect())
}

#[tokio::test]
async fn what_the_author_has_signed_is_kept_as_the_authors_in_pieces_and_once() {
    let relay = relay().await;
    let signing = signing(7);
    let author = with_a_key(&relay, bureau(), &signing).await;
    let before = relay.entries();
    let changes = relay.changes(&["电线电缆", "电缆"]);
    let whole = carried(&relay, author, &signing, &changes);
    let piece = |range: std::ops::Range<usize>| {
        let batch = Batch { changes: changes[range].to_vec(), ..whole.batch.clone() };
        Carried { batch, ..whole.clone() }
    };
    assert_eq!(outcome(carry(&relay, piece(0..1)).await), (vec![before + 1], vec![]));
    assert_eq!(outcome(carry(&relay, piece(1..2)).await), (vec![before + 2], vec![]));
    assert_eq!(outcome(carry(&relay, whole.clone()).await), (vec![before + 1, before + 2], vec![]), "the same when it comes again");
    let own = relay.submit(asker(bureau()), changes).await;
    assert!(matches!(own, FromRelay::Answer { accepted, .. } if accepted.len() == 2), "and when the author comes");
    assert_eq!(relay.entries(), before + 2);
}

#[tokio::test]
async fn what_the_authors_device_has_not_signed_is_refused() {
    let relay = relay().await;
    let (other, signing) = (signing(8), signing(7));
    let author = with_a_key(&relay, bureau(), &signing).await;
    let before = relay.entries();
    let changes = relay.changes(&["电线电缆", "电缆"]);
    let good = carried(&relay, author, &signing, &changes);
    let elsewhere = to_sign(DocumentId([3; 16]), author, &good.signed);
    let elsewhere: p256::ecdsa::Signature = signing.sign(&elsewhere);
    for (what, bad) in [
        ("another's key", carried(&relay, author, &other, &changes)),
        (
            "a list that was not signed",
            Carried { signed: good.signed.clone(), batch: good.batch.clone(), ..carried(&relay, author, &signing, &changes[..1]) },
        ),
        ("more than is signed", Carried { batch: good.batch.clone(), ..carried(&relay, author, &signing, &changes[..1]) }),
        ("another document", Carried { signature: elsewhere.to_bytes().to_vec(), ..good.clone() }),
        ("no signature", Carried { signature: Vec::new(), ..good.clone() }),
        ("zeros", Carried { signature: vec![0; 64], ..good.clone() }),
    ] {
        assert_eq!(outcome(carry(&relay, bad).await), (vec![], vec![Code::WrongSignature; 2]), "{what}");
    }
    let strange = Author { device: DeviceId([8; 16]), ..author };
    assert_eq!(outcome(carry(&relay, carried(&relay, strange, &signing, &changes)).await), (vec![], vec![Code::UnknownDevice; 2]));
    let lost = Deed::SetPassword { person: author.person, name: None, password: String::new(), must_change: true, keep: None };
    relay.store.carry_out(&lost, &Note::of_operator(NOW, Audited::PasswordReset, author.person)).unwrap();
    assert_eq!(outcome(carry(&relay, good).await), (vec![], vec![Code::UnknownDevice; 2]), "a device that was signed out");
    assert_eq!(relay.entries(), before);
}

#[tokio::test]
async fn what_is_carried_is_judged_by_the_authors_rights() {
    let relay = relay().await;
    let (bureaus, strangers, citys) = (signing(7), signing(8), signing(9));
    let author = with_a_key(&relay, bureau(), &bureaus).await;
    let stranger = with_a_key(&relay, person(3, Role::DistrictBureau, Some(District::Huli)), &strangers).await;
    let city = with_a_key(&relay, person(4, Role::MunicipalBureau, None), &citys).await;
    let before = relay.entries();
    let changes = relay.changes(&["电线电缆"]);
    let refused = |code| (vec![], vec![code]);
    let as_stranger = carried(&relay, stranger, &strangers, &changes);
    assert_eq!(outcome(carry(&relay, as_stranger).await), refused(Code::NoSuchDocument), "another district's");
    let as_city = carried(&relay, city, &citys, &changes);
    assert_eq!(outcome(carry(&relay, as_city).await), refused(Code::NotYourName), "written by somebody else");
    let noise = [ByteBuf::from(b"noise".to_vec())];
    assert_eq!(outcome(carry(&relay, carried(&relay, author, &bureaus, &noise)).await), refused(Code::Malformed), "signed noise");
    assert_eq!(relay.entries(), before);
}

#[tokio::test]
async fn work_on_a_colleagues_unconfirmed_work_waits_until_that_is_carried() {
    let relay = relay().await;
    let signing = signing(7);
    let author = with_a_key(&relay, bureau(), &signing).await;
    let changes = relay.changes(&["电线电缆"]);
    let city = asker(person(4, Role::MunicipalBureau, None));
    let mut doc = Automerge::new().with_author(Some(city.author.to_bytes().into()));
    let log = relay.store.log(relay.document, 0, 99, usize::MAX).unwrap();
    let known = log.iter().chain(&changes).map(|chunk| automerge::Change::from_bytes(chunk.to_vec()).unwrap());
    doc.apply_changes(known.collect::<Vec<_>>()).unwrap();
    let edit = Edit::Write { path: Path::field("intake", "product"), text: "电力电缆".into() };
    let own = vec![ByteBuf::from(edit::apply(&mut doc, &edit, NOW).unwrap().unwrap().raw_bytes().to_vec())];
    let early = relay.submit(city.clone(), own.clone()).await;
    assert!(matches!(&early, FromRelay::Answer { refused, retry, .. } if refused.is_empty() && retry.len() == 1), "{early:?}");
    outcome(carry(&relay, carried(&relay, author, &signing, &changes)).await);
    let late = relay.submit(city, own).await;
    assert!(matches!(&late, FromRelay::Answer { accepted, .. } if accepted.len() == 1), "{late:?}");
}

#[tokio::test]
async fn a_key_is_a_point_and_stays_as_long_as_the_session() {
    let relay = relay().await;
    let author = with_an_account(&relay, bureau());
    let key = |point, token| DeviceKey { author, point, opens: Vec::new(), token: [token; 32] };
    for strange in [vec![], vec![4; 65], point(&signing(1))[..33].to_vec(), [point(&signing(1)), vec![0]].concat()] {
        assert_eq!(relay.desks.register(key(strange, 1)).await, Ok(None));
    }
    let (first, second) = (point(&signing(1)), point(&signing(2)));
    assert_eq!(relay.desks.register(key(first.clone(), 1)).await, Ok(Some(first.clone())));
    assert_eq!(relay.desks.register(key(second.clone(), 1)).await, Ok(Some(first)), "under the same session");
    assert_eq!(relay.desks.register(key(second.clone(), 2)).await, Ok(Some(second)), "under a new one");
}
