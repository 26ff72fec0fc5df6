//! Signatures on a tablet's glass, as a real relay takes them: what was signed, by whose key, and that nothing else counts.

use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_bytes::ByteBuf;
use shared::{
    documents::DocumentKind,
    forms,
    ids::Author,
    records::history::{Difference, Held, compare_section},
    signing::{self, Dot, Seal, Strokes, content_hash, signing_rule, to_sign},
    sync::wire::{FromDevice, FromRelay},
    time::Timestamp,
    workflow::{Act, Args, Badge, Code, Command},
};
use tests::{
    Line, Relay, Tablet, Who,
    cast::{SHARED, path, wish_with},
    tablet::{draw, now},
};

const PROBLEM: &str = "causes.problem";

/// Registers a key for the tablet of this line, as the app does after each greeting.
fn register(line: &mut Line, key: &SigningKey) {
    let point = ByteBuf::from(point(key));
    line.say(&FromDevice::RegisterKey { key: point.clone() });
    assert_eq!(line.hear(), FromRelay::Key { key: point });
}

fn key() -> SigningKey {
    SigningKey::from_slice(&[draw(), draw()].concat()).expect("a number below the order of the curve")
}

fn point(key: &SigningKey) -> Vec<u8> {
    key.verifying_key().to_sec1_point(false).as_bytes().to_vec()
}

fn drawn() -> String {
    let dots = [(100, 100), (400, 120), (420, 300)].into_iter().zip(0..);
    let stroke = dots.map(|((x, y), at)| Dot { x, y, at: at * 90, pressure: 0 }).collect();
    Strokes { height: 400, strokes: vec![stroke] }.to_text()
}

/// What the person draws under what the tablet shows.
fn told(tablet: &Tablet, who: &str, name: &str) -> Args {
    let section = forms::section("causes").expect("Annex B");
    let hash = content_hash(tablet.content(), section, tablet.state().expect("it is open").round);
    let args = Args::default().with("as", who).with("name", name).with(signing::SIGNED, hash.to_hex());
    args.with(signing::STROKES, drawn()).with(signing::SIGNED_AT, now().0)
}

/// Sealed as the device of this author seals it.
fn sealed(command: Command, document: shared::ids::DocumentId, author: Author, key: &SigningKey) -> Command {
    let rule = signing_rule(DocumentKind::Case, command.act).expect("an act that signs");
    let on = Timestamp(command.args.value(signing::SIGNED_AT).expect("a time")).day();
    let args = Seal::begin(command.args, author.device, &point(key));
    let signature: Signature = key.sign(&to_sign(document, author, rule, on, &args));
    Command { on, args: Seal::end(args, &signature.to_bytes()), ..command }
}

fn signs(tablet: &Tablet, key: &SigningKey, id: u8, who: &str, name: &str) -> Command {
    let command = wish_with(id, Act::SignCauses, told(tablet, who, name));
    sealed(command, tablet.open_case(), tablet.author(), key)
}

/// [G10]
#[test]
fn a_signature_counts_as_it_was_drawn_and_every_reader_sees_what_was_changed_since() {
    let relay = Relay::start();
    let [mut li, mut wang] = [Who::Li, Who::Wang].map(|who| Tablet::of(who, &relay));
    li.open(SHARED);
    wang.open(SHARED);
    let key = key();
    register(&mut li.hand.line().expect("signed in"), &key);
    li.disconnect();
    li.type_in(PROBLEM, "导体电阻偏大");
    let witnessed = wish_with(1, Act::SignCauses, told(&li, "quality_head", "陈质量").with("witness", "李慎行"));
    li.wish(sealed(witnessed, li.open_case(), li.author(), &key));
    li.wish(signs(&li, &key, 2, "expert", "李慎行"));
    li.connect();
    for tablet in [&mut li, &mut wang] {
        tablet.until("both signatures count", |tablet| {
            tablet.state().is_some_and(|state| {
                state.all(Act::SignCauses).filter(|entry| !entry.args.text(signing::SIGNATURE).is_empty()).count() == 2
            })
        });
    }
    assert_eq!(li.refused_acts(), []);
    let entry = wang.state().expect("open").last(Act::SignCauses).expect("signed").clone();
    assert_eq!(entry.args.text(signing::STROKES), drawn());

    wang.type_in(PROBLEM, "导体电阻偏大，两批如此");
    wang.until_settled();
    li.until("Wang's words", |li| li.text(PROBLEM) == "导体电阻偏大，两批如此");
    let then = li.earlier(&entry.heads).expect("the version that was signed");
    let found = compare_section(forms::section("causes").expect("Annex B"), 1, &then, li.content());
    let prose = |text: &str| Held::Prose(text.to_owned());
    let written =
        Difference { path: path(PROBLEM), before: prose("导体电阻偏大"), after: prose("导体电阻偏大，两批如此") };
    assert_eq!(found, [written]);
    assert_eq!(Badge::ChangedAfterSigning.code(), "changed_after_signing");
}

/// [G10]
#[test]
fn what_is_signed_with_another_key_or_is_another_thing_than_was_signed_is_refused() {
    let relay = Relay::start();
    let [mut li, mut wang] = [Who::Li, Who::Wang].map(|who| Tablet::of(who, &relay));
    let case = li.open(SHARED);
    wang.open(SHARED);
    let (lis, wangs) = (key(), key());
    let good = |li: &Tablet, id| signs(li, &lis, id, "expert", "李慎行");
    assert_eq!(li.act(good(&li, 1)), Some(Code::KeyUnknown), "this device has registered none");
    register(&mut li.hand.line().expect("signed in"), &lis);
    register(&mut wang.hand.line().expect("signed in"), &wangs);
    assert_eq!(li.act(signs(&li, &wangs, 2, "expert", "李慎行")), Some(Code::KeyUnknown), "another's key");
    let first = good(&li, 3);
    assert_eq!(
        wang.act(Command { id: wish_with(3, Act::Remind, Args::default()).id, ..first.clone() }),
        Some(Code::KeyUnknown),
        "handed in by another"
    );
    let tampered = |key: &str, text: &str, id| {
        let mut command = good(&li, id);
        command.args.put(key, text.to_owned());
        command
    };
    let other_name = tampered("name", "王静仪", 4);
    let other_day = Command { args: good(&li, 5).args.with(signing::SIGNED_AT, now().0 + 1), ..good(&li, 5) };
    let elsewhere =
        sealed(wish_with(6, Act::SignCauses, told(&li, "expert", "李慎行")), shared::ids::DocumentId([7; 16]), li.author(), &lis);
    let not_sealed = tampered(signing::KEY, "", 7);
    for (why, command) in [("another name", other_name), ("another time", other_day), ("of another case", elsewhere), ("half", not_sealed)]
    {
        assert_eq!(li.act(command), Some(Code::WrongSignature), "{why}");
    }
    let large = sealed(
        wish_with(8, Act::SignCauses, told(&li, "expert", "李慎行").with(signing::STROKES, "A".repeat(90_000))),
        case,
        li.author(),
        &lis,
    );
    assert_eq!(li.act(large), Some(Code::BadStrokes));
    assert_eq!(li.act(good(&li, 9)), None);
    let again = li.state().expect("open").last(Act::SignCauses).expect("it counts").args.clone();
    let again = Command { args: again, on: now().day(), ..good(&li, 10) };
    assert_eq!(li.act(again), Some(Code::AlreadyDone), "the same once more");
}

/// The key goes with the sign-in: what was signed before counts after the next one, with the same key, and not without it.
#[test]
fn a_key_that_was_signed_out_seals_nothing_until_it_is_registered_again() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    let key = key();
    register(&mut li.hand.line().expect("signed in"), &key);
    let signature = signs(&li, &key, 1, "expert", "李慎行");
    li.disconnect();
    li.hand.sign_out();
    li.hand.sign_in(Who::Li).expect("the right password");
    li.connect();
    assert_eq!(li.act(signature.clone()), Some(Code::KeyUnknown));
    register(&mut li.hand.line().expect("signed in"), &key);
    let again = Command { id: wish_with(2, Act::Remind, Args::default()).id, ..signature };
    assert_eq!(li.act(again), None);
}
