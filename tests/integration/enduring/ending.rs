//! The relay is told to end: it takes nobody in any more, answers what it took, says goodbye, and keeps its word.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    sync::mpsc,
    thread,
};

use tests::{Hand, Relay, Tablet, Who, cast::SHARED, inviting::to_a_survey, sending::hash_of};

use crate::relay::files::photo;

/// Ten tablets of each of two experts. They are hung up on after their answers, with a code that says that the relay comes back; what they
/// were answered is there, and what they were not is sent again.
#[test]
fn a_relay_that_is_told_to_stop_while_twenty_write_answers_what_it_took_and_they_finish_after_its_return() {
    let mut relay = Relay::start();
    let who = [Who::Li, Who::Wang].into_iter().cycle().take(20);
    let mut writers: Vec<Tablet> = who.map(|who| Tablet::of(who, &relay)).collect();
    let case = writers[0].open(SHARED);
    let begun = writers[0].log().len();
    let (answered, answers) = mpsc::channel();
    let written: usize = thread::scope(|scope| {
        let write = |(number, writer)| {
            let answered = answered.clone();
            scope.spawn(move || write_until_hung_up(writer, number, || answered.send(()).unwrap_or_default()))
        };
        let writing: Vec<_> = writers.iter_mut().enumerate().map(write).collect();
        // From here on all of them are in the middle of their work.
        answers.iter().take(60).for_each(drop);
        relay.stop();
        writing.into_iter().map(|one| one.join().expect("it wrote")).sum()
    });
    relay.start_again();
    let log = Tablet::of(Who::Wang, &relay).log_of(case);
    let hashes: Vec<_> = log.iter().map(|chunk| automerge::Change::from_bytes(chunk.clone()).expect("a change").hash().into()).collect();
    for writer in &mut writers {
        assert_eq!(writer.hung_up_with(), Some(1012), "a code that says the relay comes back");
        for (hash, (_, n)) in &writer.journal.accepted {
            assert_eq!(hashes.get(usize::try_from(*n - 1).expect("few")), Some(hash), "acknowledged, and gone");
        }
        writer.connect();
        writer.until_settled();
        assert_eq!(writer.refused(), []);
    }
    let log = Tablet::of(Who::Wang, &relay).log_of(case);
    assert_eq!(log.len(), begun + written, "everything that anybody wrote is there, once");
}

/// How many changes were written.
fn write_until_hung_up(writer: &mut Tablet, number: usize, tell: impl Fn()) -> usize {
    writer.open(SHARED);
    let mut written = 0;
    while writer.is_connected() {
        if writer.truth().saved + writer.truth().sent < 3 {
            written += 1;
            writer.add_row("supplements.rows", &format!("{number:08x}{written:08x}"));
        }
        let before = writer.journal.accepted.len();
        writer.listen();
        if writer.journal.accepted.len() > before {
            tell();
        }
    }
    written
}

/// The head of an answer that comes at last.
fn answer(mut stream: TcpStream) -> String {
    let mut text = Vec::new();
    stream.read_to_end(&mut text).expect("an answer to its end");
    String::from_utf8_lossy(&text).to_lowercase()
}

#[test]
fn an_upload_and_a_survey_that_are_under_way_are_taken_to_their_end() {
    let mut relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let photo = photo(1, 50_000);
    let sending = hand.begin_sending(&photo, "image/jpeg");
    let mut upload = sending.half_part(&relay.host(), 0, photo.len(), &photo[..20_000]);
    let (mut officer, path) = to_a_survey(&relay);
    let body = "do=keep&survey.comments=half-way";
    let mut survey = TcpStream::connect(relay.host()).expect("the relay is there");
    let head = format!("POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n", relay.host());
    write!(survey, "{head}content-length: {}\r\n\r\n{}", body.len(), &body[..10]).expect("the relay is there");
    crate::relay::files::until_arrived(&relay, &sending, 20_000);

    relay.tell_to_stop("INT");
    relay.until_closed();
    upload.write_all(&photo[20_000..]).expect("the relay still listens");
    survey.write_all(&body.as_bytes()[10..]).expect("the relay still listens");
    let (uploaded, kept) = (answer(upload), answer(survey));
    assert!(uploaded.starts_with("http/1.1 204") && uploaded.contains("upload-offset: 50000"), "{uploaded}");
    assert!(kept.starts_with("http/1.1 303"), "{kept}");
    assert_eq!(relay.until_ended(), Some(0), "and then it ends in order");

    relay.start_again();
    assert_eq!(hand.file(hash_of(&photo), &[]).body, photo);
    officer.disconnect();
    officer.connect();
    officer.until("the draft", |officer| officer.text("survey.comments") == "half-way");
}

#[test]
fn whoever_never_finishes_does_not_keep_the_relay_and_goes_on_where_they_were() {
    let mut relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let photo = photo(1, 50_000);
    let sending = hand.begin_sending(&photo, "image/jpeg");
    let half = sending.half_part(&relay.host(), 0, photo.len(), &photo[..20_000]);
    crate::relay::files::until_arrived(&relay, &sending, 20_000);
    relay.stop();
    drop(half);
    relay.start_again();
    assert_eq!(sending.offset(), 20_000);
    assert_eq!(sending.part(20_000, &photo[20_000..]).status, 204);
    assert_eq!(hand.file(hash_of(&photo), &[]).body, photo);
}

#[test]
fn a_relay_that_is_told_a_second_time_ends_at_once() {
    let mut relay = Relay::start();
    let hand = relay.hand(Who::Li);
    let photo = photo(1, 50_000);
    let sending = hand.begin_sending(&photo, "image/jpeg");
    let half = sending.half_part(&relay.host(), 0, photo.len(), &photo[..20_000]);
    crate::relay::files::until_arrived(&relay, &sending, 20_000);
    relay.tell_to_stop("TERM");
    relay.until_closed();
    relay.tell_to_stop("TERM");
    assert_eq!(relay.until_ended(), Some(1), "it did not wait, and says so");
    half.shutdown(Shutdown::Both).unwrap_or_default();
    relay.start_again();
    assert_eq!(sending.offset(), 20_000);
}

#[test]
fn connections_that_ask_nothing_do_not_keep_the_relay() {
    let mut relay = Relay::start();
    let hand = Hand::at(&relay);
    assert_eq!(hand.get("/healthz", &[]).status, 200, "the client keeps this connection open");
    let silent = TcpStream::connect(relay.host()).expect("the relay is there");
    let mut line = relay.hand(Who::Li).line().expect("signed in");
    relay.tell_to_stop("TERM");
    assert_eq!(line.end(), Some(1012));
    relay.until_closed();
    assert_eq!(answer(silent), "", "hung up on without a word");
    assert_eq!(relay.until_ended(), Some(0));
}
