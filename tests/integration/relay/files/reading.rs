//! A file is read by whoever may read a document that names it, if whoever named it had it.

use shared::{ids::Hash, sync::session::ProblemCode};
use tests::{
    Hand, Relay, Tablet, Who,
    cast::{CAIS, SHARED},
};

use super::{name, photo};

const ROW: &str = "0123456789abcdef";

#[test]
fn a_photograph_is_seen_by_the_readers_of_the_case_that_names_it_and_by_nobody_else() {
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let file = li.hand.send_file(&photo(1, 5000), "image/jpeg");
    let sees = |who: Who| relay.hand(who).file(file, &[]).status;
    assert_eq!(li.hand.file(file, &[]).status, 200, "one's own");
    for who in [Who::City, Who::Tongan, Who::Wang] {
        assert_eq!(sees(who), 404, "{who:?}: no document names it");
    }
    li.open(SHARED);
    name(&mut li, ROW, file);
    for who in [Who::City, Who::Tongan, Who::Wang, Who::Unit, Who::Enterprise(14)] {
        assert_eq!(sees(who), 200, "{who:?} reads the case");
    }
    for who in [Who::Huli, Who::Cai, Who::Enterprise(1)] {
        assert_eq!(sees(who), 404, "{who:?} does not");
    }
    assert_eq!(Hand::at(&relay).file(file, &[]).problem(), ProblemCode::SignedOut);
}

#[test]
fn to_name_a_hash_opens_nothing_and_to_name_before_sending_does() {
    let mut relay = Relay::start();
    let li = relay.hand(Who::Li);
    let photo = photo(1, 5000);
    let file = li.send_file(&photo, "image/jpeg");
    let mut cai = Tablet::of(Who::Cai, &relay);
    cai.open(CAIS);
    name(&mut cai, ROW, file);
    let haicang = relay.hand(Who::Haicang);
    assert_eq!((cai.hand.file(file, &[]).status, haicang.file(file, &[]).status), (404, 404), "a guessed hash");
    assert_eq!(haicang.get("/api/blobs/%ff", &[]).problem(), ProblemCode::NotFound, "no text at all");
    relay.kill();
    cai.disconnect();
    relay.start_again();
    assert_eq!(haicang.file(file, &[]).status, 404);
    cai.hand.send_file(&photo, "image/jpeg");
    assert_eq!(haicang.file(file, &[]).body, photo, "named without a network, sent later");
}

#[test]
fn a_video_is_read_in_parts() {
    let relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let video: Vec<u8> = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42".iter().copied().chain(photo(7, 1_000_000)).collect();
    let file = hand.send_file(&video, "video/mp4");
    let size = video.len();

    let part = hand.file(file, &[("range", "bytes=300000-899999")]);
    assert_eq!((part.status, part.header("content-range")), (206, format!("bytes 300000-899999/{size}").as_str()));
    assert_eq!(part.body, video[300_000..900_000]);
    let end = hand.file(file, &[("range", "bytes=-10")]);
    assert_eq!((end.status, end.body.as_slice()), (206, &video[size - 10..]));
    let beyond = hand.file(file, &[("range", "bytes=2000000-")]);
    assert_eq!((beyond.status, beyond.header("content-range")), (416, format!("bytes */{size}").as_str()));
    assert_eq!(beyond.problem(), ProblemCode::OutOfRange);

    let head = hand.send("HEAD", &format!("/api/blobs/{}", file.to_hex()), &[], &[]);
    assert_eq!((head.status, head.header("content-length"), head.header("accept-ranges")), (200, size.to_string().as_str(), "bytes"));
    assert_eq!(head.body, [0_u8; 0]);
}

#[test]
fn a_file_is_cached_by_its_hash_and_has_no_rights_in_a_browser() {
    let relay = Relay::start();
    let hand = relay.hand(Who::Li);
    // A paper and a page at once: what a browser might make of it must not run.
    let paper = b"%PDF-1.7\n<html><script>alert(1)</script></html>";
    let file = hand.send_file(paper, "application/pdf");
    let answer = hand.file(file, &[]);
    let tag = format!("\"{}\"", file.to_hex());
    assert_eq!(answer.body, paper);
    for (name, expected) in [
        ("content-type", "application/pdf"),
        ("content-disposition", format!("attachment; filename=\"{}.pdf\"", file.to_hex()).as_str()),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "private, no-store"),
        ("vary", "Cookie"),
        ("etag", tag.as_str()),
    ] {
        assert_eq!(answer.header(name), expected, "{name}");
    }
    let again = hand.file(file, &[("if-none-match", &tag)]);
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag.as_str()));
    let page = hand.get("/", &[]);
    assert!(page.header("content-security-policy").starts_with("default-src 'self'"), "the app keeps its own policy");
    let photo = hand.send_file(&photo(1, 100), "image/jpeg");
    assert!(hand.file(photo, &[]).header("content-disposition").starts_with("inline; "));
    for nothing in ["x".to_owned(), Hash([7; 32]).to_hex(), file.to_hex().to_uppercase(), "..%2f..%2fliandong.db".into()] {
        assert_eq!(hand.get(&format!("/api/blobs/{nothing}"), &[]).status, 404, "{nothing}");
    }
}
