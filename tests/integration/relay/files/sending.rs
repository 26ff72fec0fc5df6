//! Files arrive whole or not at all, and what has arrived is not sent again.

use shared::sync::session::ProblemCode;
use tests::{
    Hand, Relay, Who,
    eventually::eventually,
    sending::{PART, TUS, UPLOADS, base64, hash_of, metadata},
};

use super::{held, photo, until_arrived};

const JPEG: &str = "image/jpeg";
/// The SHA-1 of the second half of `photo(1, 1000)`, by another program.
const SHA1: [u8; 20] = [142, 142, 213, 224, 40, 21, 245, 151, 165, 58, 113, 38, 235, 137, 176, 15, 137, 93, 241, 250];

#[test]
fn an_upload_goes_on_where_it_was_when_the_relay_was_killed_in_the_middle_of_a_part() {
    let mut relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let photo = photo(1, 600_000);
    let sending = hand.begin_sending(&photo, JPEG);
    assert_eq!(sending.part(0, &photo[..200_000]).header("upload-offset"), "200000");
    let half = sending.half_part(&relay.host(), 200_000, 300_000, &photo[200_000..350_000]);
    until_arrived(&relay, &sending, 350_000);
    assert_eq!(sending.ask().status, 423, "it is being written");
    assert_eq!(sending.part(200_000, b"x").problem(), ProblemCode::Busy);
    relay.kill();
    drop(half);
    relay.start_again();
    assert_eq!(sending.offset(), 350_000);
    let last = sending.part(350_000, &photo[350_000..]);
    assert_eq!((last.status, last.header("upload-offset")), (204, "600000"));
    assert_eq!(hand.file(hash_of(&photo), &[]).body, photo);
    relay.kill();
    relay.start_again();
    assert_eq!(sending.offset(), 600_000, "a device that missed the last answer learns of it");
    assert_eq!(hand.file(hash_of(&photo), &[]).body, photo);
}

#[test]
fn a_part_of_a_connection_that_broke_is_kept() {
    let relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let photo = photo(1, 50_000);
    let sending = hand.begin_sending(&photo, JPEG);
    let half = sending.half_part(&relay.host(), 0, 50_000, &photo[..20_000]);
    until_arrived(&relay, &sending, 20_000);
    drop(half);
    eventually("the relay has noticed", || (sending.ask().status == 200).then_some(()));
    assert_eq!(sending.offset(), 20_000);
    assert_eq!(sending.part(20_000, &photo[20_000..]).status, 204);
    assert_eq!(hand.file(hash_of(&photo), &[]).body, photo);
}

#[test]
fn what_is_not_what_it_says_is_not_taken() {
    let relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let (photo, page) = (photo(1, 1000), b"<!doctype html><script>alert(1)</script>");

    let other = hand.announce(hash_of(b"another"), photo.len(), JPEG);
    let place = other.header("location").to_owned();
    let sent = hand.send("PATCH", &place, &[TUS, PART, ("upload-offset", "0")], &photo);
    assert_eq!((sent.status, sent.problem()), (460, ProblemCode::WrongHash));
    assert_eq!(hand.send("HEAD", &place, &[TUS], &[]).status, 404, "it is thrown away");

    let sent = hand.begin_sending(page, JPEG).part(0, page);
    assert_eq!((sent.status, sent.problem()), (415, ProblemCode::WrongKind));
    assert_eq!(hand.announce(hash_of(page), page.len(), "text/html").problem(), ProblemCode::WrongKind);
    let large = hand.announce(hash_of(page), 41 << 20, JPEG);
    assert_eq!((large.status, large.problem()), (413, ProblemCode::TooLarge));
    assert_eq!(hand.announce(hash_of(page), 41 << 20, "video/mp4").status, 201);

    let sending = hand.begin_sending(&photo, JPEG);
    assert_eq!(sending.part(0, &[0; 1001]).problem(), ProblemCode::TooLarge);
    let conflict = sending.part(7, &photo[7..]);
    assert_eq!((conflict.status, conflict.problem()), (409, ProblemCode::Conflict));
    assert_eq!(sending.offset(), 0);
    assert_eq!(held(&relay), 0);
}

#[test]
fn a_part_is_held_against_its_checksum() {
    let relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let photo = photo(1, 1000);
    let sending = hand.begin_sending(&photo, JPEG);
    let sum = |bytes: &[u8]| format!("sha256 {}", base64(hash_of(bytes).0));
    let sent = sending.part_with(0, &photo[..500], &[("upload-checksum", &sum(&photo[1..501]))]);
    assert_eq!((sent.status, sent.problem()), (460, ProblemCode::WrongHash));
    assert_eq!(sending.offset(), 0);
    assert_eq!(sending.part_with(0, &photo[..500], &[("upload-checksum", &sum(&photo[..500]))]).status, 204);
    assert_eq!(sending.part_with(500, &photo[500..], &[("upload-checksum", "md5 AAAA")]).status, 400);
    let sha1 = format!("sha1 {}", base64(SHA1));
    assert_eq!(sending.part_with(500, &photo[500..], &[("upload-checksum", &sha1)]).status, 204);
}

#[test]
fn a_file_of_two_people_is_kept_once_and_nobody_is_told_that_it_was_there() {
    let relay = Relay::start();
    let (li, cai) = (relay.hand(Who::Li), relay.hand(Who::Cai));
    let photo = photo(1, 5000);
    let file = li.send_file(&photo, JPEG);
    let sending = cai.begin_sending(&photo, JPEG);
    assert_eq!(sending.offset(), 0);
    assert_eq!(cai.file(file, &[]).status, 404, "to know the hash is not to have the file");
    assert_eq!(sending.part(0, &photo).status, 204);
    assert_eq!(cai.file(file, &[]).status, 200);
    assert_eq!(held(&relay), 1);
    let again = li.announce(file, photo.len(), JPEG);
    assert_eq!((again.status, again.header("upload-offset")), (201, "5000"), "who has sent it need not send it again");
    let (length, said) = (photo.len().to_string(), metadata(file, JPEG));
    let with_bytes = li.send("POST", UPLOADS, &[TUS, PART, ("upload-length", &length), ("upload-metadata", &said)], &photo[..100]);
    assert_eq!((with_bytes.status, with_bytes.header("upload-offset")), (201, "5000"), "not even when it begins with bytes");
}

#[test]
fn an_upload_is_its_owners_and_can_be_given_up() {
    let relay = Relay::start();
    let (li, wang) = (relay.hand(Who::Li), relay.hand(Who::Wang));
    let photo = photo(1, 1000);
    let sending = li.begin_sending(&photo, JPEG);
    for (method, headers) in [("HEAD", &[TUS][..]), ("PATCH", &[TUS, PART, ("upload-offset", "0")]), ("DELETE", &[TUS])] {
        assert_eq!(wang.send(method, &sending.place, headers, &[]).status, 404, "{method}");
    }
    assert_eq!(sending.part(0, &photo[..10]).status, 204);
    assert_eq!(sending.give_up().status, 204);
    assert_eq!(sending.ask().status, 404);
    assert_eq!(std::fs::read_dir(relay.folder().join("uploads")).expect("a folder").count(), 0);
}

#[test]
fn the_protocol_is_spoken_as_it_is_written() {
    let relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let able = hand.send("OPTIONS", UPLOADS, &[], &[]);
    assert_eq!((able.status, able.header("tus-version"), able.header("tus-resumable")), (204, "1.0.0", "1.0.0"));
    assert_eq!(able.header("tus-extension"), "creation,creation-with-upload,expiration,checksum,termination");
    let photo = photo(1, 1000);
    let said = metadata(hash_of(&photo), JPEG);
    let begin = |headers: &[(&str, &str)], body: &[u8]| hand.send("POST", UPLOADS, headers, body);

    let other = begin(&[("tus-resumable", "0.2.2"), ("upload-length", "1000"), ("upload-metadata", &said)], &[]);
    assert_eq!((other.status, other.header("tus-version"), other.problem()), (412, "1.0.0", ProblemCode::UnknownVersion));
    for missing in [
        &[TUS, ("upload-metadata", &said)][..],
        &[TUS, ("upload-length", "1000")],
        &[TUS, ("upload-length", "0"), ("upload-metadata", &said)],
    ] {
        assert_eq!(begin(missing, &[]).problem(), ProblemCode::BadRequest);
    }
    let with_bytes = begin(&[TUS, PART, ("upload-length", "1000"), ("upload-metadata", &said)], &photo[..400]);
    assert_eq!((with_bytes.status, with_bytes.header("upload-offset"), with_bytes.header("tus-resumable")), (201, "400", "1.0.0"));
    assert!(with_bytes.header("upload-expires").ends_with(" GMT"));
    let place = with_bytes.header("location");
    let ask = hand.send("HEAD", place, &[TUS], &[]);
    assert_eq!(
        (ask.header("upload-length"), ask.header("upload-metadata"), ask.header("cache-control")),
        ("1000", said.as_str(), "no-store")
    );
    let strange = hand.send("PATCH", place, &[TUS, ("upload-offset", "400")], &photo[400..]);
    assert_eq!(strange.status, 415);
    let last = [TUS, PART, ("upload-offset", "400"), ("x-http-method-override", "PATCH")];
    assert_eq!(hand.send("POST", place, &last, &photo[400..]).status, 204);
    assert_eq!(hand.file(hash_of(&photo), &[]).body, photo);
    assert_eq!(Hand::at(&relay).announce(hash_of(&photo), 1000, JPEG).problem(), ProblemCode::SignedOut);
}
