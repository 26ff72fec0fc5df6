//! The relay over a store that speaks S3 and verifies every signature: files as in the folder, and documents whatever becomes of files.

use std::process::Command;

use ::bucket::{Bucket, SECRET};
use shared::sync::session::ProblemCode;
use tests::{Authority, Hand, Relay, Sending, Tablet, Who, cast::SHARED, eventually::eventually, relay::program, sending::hash_of};

use super::{name, photo, until_arrived};

const JPEG: &str = "image/jpeg";
const PROBLEM: &str = "causes.problem";

fn start(bucket: &Bucket) -> Relay {
    let options = bucket.options();
    Relay::start_with(&options.iter().map(String::as_str).collect::<Vec<_>>())
}

fn start_again(relay: &mut Relay, bucket: &Bucket) {
    let options = bucket.options();
    relay.start_again_with(&options.iter().map(String::as_str).collect::<Vec<_>>());
}

/// What `/readyz` says, once it says that files are, or are not, out of reach.
fn ready(relay: &Relay, files_are_away: bool) -> (u16, String) {
    eventually("the relay knows how it stands with files", || {
        let answer = Hand::at(relay).get("/readyz", &[]);
        let text = answer.text();
        (text.contains("\"files\":\"store_failed\"") == files_are_away).then_some((answer.status, text))
    })
}

/// Sends the rest of a file to a relay that cannot finish it.
fn send_in_vain(sending: &Sending, bytes: &[u8]) {
    let answer = sending.part(0, bytes);
    assert_eq!((answer.status, answer.problem()), (503, ProblemCode::Unavailable));
}

#[test]
fn an_upload_goes_on_after_a_kill_and_its_file_stands_in_the_bucket_once_and_nowhere_else() {
    let bucket = Bucket::open();
    let mut relay = start(&bucket);
    let (li, wang) = (relay.hand(Who::Li), relay.hand(Who::Wang));
    let photo = photo(1, 600_000);
    let sending = li.begin_sending(&photo, JPEG);
    let half = sending.half_part(&relay.host(), 0, 500_000, &photo[..350_000]);
    until_arrived(&relay, &sending, 350_000);
    relay.kill();
    drop(half);
    start_again(&mut relay, &bucket);
    assert_eq!(sending.offset(), 350_000);
    assert_eq!(sending.part(350_000, &photo[350_000..]).status, 204);
    assert_eq!(bucket.keys().len(), 1);
    wang.send_file(&photo, JPEG);
    assert_eq!(bucket.keys().len(), 1, "the same file is kept once");
    assert!(!relay.folder().join("blobs").exists());
    relay.kill();
    start_again(&mut relay, &bucket);
    assert_eq!(sending.offset(), 600_000, "a device that missed the last answer learns of it");
    assert_eq!(li.file(hash_of(&photo), &[]).body, photo);
    assert!(!relay.said().contains(SECRET) && !relay.said().contains("X-Amz"));
}

#[test]
fn a_video_in_the_bucket_is_read_in_parts_by_the_readers_of_the_case_that_names_it() {
    let bucket = Bucket::open();
    let relay = start(&bucket);
    let mut li = Tablet::of(Who::Li, &relay);
    let video: Vec<u8> = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42".iter().copied().chain(photo(7, 1_000_000)).collect();
    let file = li.hand.send_file(&video, "video/mp4");
    let wang = relay.hand(Who::Wang);
    assert_eq!(wang.file(file, &[]).status, 404, "no document names it");
    li.open(SHARED);
    name(&mut li, "0123456789abcdef", file);
    assert_eq!(wang.file(file, &[]).body, video);
    for (range, from, to) in [("bytes=0-0", 0, 1), ("bytes=300000-700000", 300_000, 700_001), ("bytes=-20", video.len() - 20, video.len())]
    {
        let part = wang.file(file, &[("range", range)]);
        assert_eq!((part.status, &part.body[..]), (206, &video[from..to]), "{range}");
    }
    assert_eq!(relay.hand(Who::Cai).file(file, &[]).status, 404);
}

#[test]
fn a_long_video_passes_through_the_relay_and_is_never_held_in_its_memory() {
    const MIB: usize = 1 << 20;
    let bucket = Bucket::open();
    let relay = start(&bucket);
    let hand = relay.hand(Who::Li);
    hand.send_file(&photo(1, MIB), JPEG);
    let before = relay.most_memory();
    let video: Vec<u8> = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42".iter().copied().chain(photo(7, 150 * MIB)).collect();
    let file = hand.send_file(&video, "video/mp4");
    for (piece, from) in video.chunks(40 * MIB).zip((0..).step_by(40 * MIB)) {
        let range = format!("bytes={from}-{}", from + piece.len() - 1);
        assert!(hand.file(file, &[("range", &range)]).body == piece, "{range}");
    }
    let more = (relay.most_memory() - before) / MIB as u64;
    assert!(more < 50, "{more} MiB more for a video of 150");
}

#[test]
fn while_the_bucket_is_away_documents_go_on_and_an_upload_is_finished_when_it_is_back() {
    let mut bucket = Bucket::open();
    let mut relay = start(&bucket);
    let mut li = Tablet::of(Who::Li, &relay);
    let (early, late) = (photo(1, 50_000), photo(2, 50_000));
    li.hand.send_file(&early, JPEG);
    let sending = li.hand.begin_sending(&late, JPEG);
    assert_eq!(ready(&relay, false), (200, "{\"ready\":true,\"code\":null}".into()));

    bucket.go_away();
    send_in_vain(&sending, &late);
    li.open(SHARED);
    li.type_in(PROBLEM, "存储不在时写的");
    li.until_settled();
    assert_eq!(ready(&relay, true), (200, "{\"ready\":true,\"code\":null,\"files\":\"store_failed\"}".into()));
    relay.stop();
    li.disconnect();
    start_again(&mut relay, &bucket);
    assert!(relay.said().contains("cannot be reached now. Documents go on"), "{}", relay.said());
    li.connect();
    li.type_in(PROBLEM, "存储不在时写的，又写了");
    li.until_settled();
    assert_eq!(sending.ask().status, 503, "it is asked again later");

    bucket.open_again();
    assert_eq!(ready(&relay, false).0, 200);
    assert_eq!(sending.offset(), late.len(), "nothing is sent twice");
    assert_eq!(li.hand.file(hash_of(&late), &[]).body, late);
    assert_eq!(li.hand.file(hash_of(&early), &[]).body, early);
}

#[test]
fn a_wrong_secret_is_told_at_the_start_and_by_readiness_and_documents_go_on() {
    let bucket = Bucket::open();
    std::fs::write(bucket.secret_file(), "not the secret").expect("our own folder");
    let relay = start(&bucket);
    assert!(relay.said().contains("open the bucket and answered 403"), "{}", relay.said());
    assert!(!relay.said().contains("not the secret"));
    assert_eq!(ready(&relay, true).0, 200);
    let mut li = Tablet::of(Who::Li, &relay);
    li.open(SHARED);
    li.type_in(PROBLEM, "密钥不对时写的");
    li.until_settled();
    let photo = photo(1, 5000);
    send_in_vain(&li.hand.begin_sending(&photo, JPEG), &photo);
    assert_eq!(bucket.keys(), Vec::<String>::new());
}

#[test]
fn a_store_is_believed_if_the_named_authority_vouches_for_it_and_no_other() {
    let (authority, other) = (Authority::new(), Authority::new());
    let issued = authority.issue(2099);
    let bucket = Bucket::open_secured(&issued.certificate, &issued.key);
    let with = |authority: &Authority| {
        authority.write("authority.pem", &authority.certificate());
        let options = [bucket.options(), vec!["--s3-ca-file".into(), authority.file("authority.pem").display().to_string()]].concat();
        Relay::start_with(&options.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let photo = photo(1, 50_000);
    let relay = with(&authority);
    let li = relay.hand(Who::Li);
    assert_eq!(li.file(li.send_file(&photo, JPEG), &[]).body, photo);
    assert_eq!(ready(&relay, false).0, 200);
    let relay = with(&other);
    assert_eq!(ready(&relay, true).0, 200);
    send_in_vain(&relay.hand(Who::Li).begin_sending(&photo, JPEG), &photo);
}

#[test]
fn half_a_bucket_and_a_secret_that_is_not_there_are_refused_at_the_start() {
    let bucket = Bucket::open();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let serve = |options: &[String]| {
        let mut command = Command::new(program());
        let told = command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder.path()).args(options).output();
        let told = told.expect("the program runs");
        (told.status.code(), String::from_utf8(told.stderr).expect("text"))
    };
    let (code, said) = serve(&bucket.options()[..4]);
    assert_eq!(code, Some(1));
    assert!(said.contains("“s3.bucket” and “s3.secret_file” cannot be set like this together"), "{said}");
    std::fs::remove_file(bucket.secret_file()).expect("our own file");
    let (code, said) = serve(&bucket.options());
    assert_eq!(code, Some(1));
    assert!(said.contains(&format!("Cannot use {}", bucket.secret_file().display())), "{said}");
}
