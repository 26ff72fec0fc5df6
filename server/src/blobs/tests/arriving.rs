//! Uploads: in pieces, over restarts, within limits, and gone when they should be.

use std::time::Duration;

use super::*;
use crate::store::Held;

#[tokio::test]
async fn a_file_arrives_in_pieces_over_a_restart_and_is_held_once_it_is_whole() {
    let house = House::new();
    let upload = house.begin(&ann(), PDF);
    assert_eq!(house.send(&upload, 0, &PDF[..5]).await, Ok(5));
    let house = house.start_again();
    let upload = house.blobs.uploads.find(upload.id).expect("it survives");
    assert_eq!(upload.about, about(ann().id, PDF));
    assert_eq!(house.blobs.standing(&upload, NOW), Ok(5));
    assert_eq!(house.send(&upload, 5, &PDF[5..]).await, Ok(PDF.len() as u64));
    let row = house.store.file(hash(PDF)).unwrap();
    assert_eq!(row.held.map(|held| (held.kind, held.size)), Some((FileKind::Pdf, PDF.len() as u64)));
    assert_eq!(row.uploaded_by, [ann().id]);
    assert_eq!(house.held.read(hash(PDF), 0, 99).unwrap(), PDF);
    let house = house.start_again();
    let upload = house.blobs.uploads.find(upload.id).expect("a finished one is remembered");
    assert_eq!(house.blobs.standing(&upload, NOW), Ok(PDF.len() as u64));
}

#[tokio::test]
async fn bytes_belong_where_the_last_ones_ended_and_there_are_no_more_than_announced() {
    let house = House::new();
    let upload = house.begin(&ann(), PDF);
    assert_eq!(house.send(&upload, 3, b"x").await, Err(ProblemCode::Conflict));
    assert_eq!(house.send(&upload, 0, &PDF[..5]).await, Ok(5));
    assert_eq!(house.send(&upload, 0, &PDF[..5]).await, Err(ProblemCode::Conflict));
    assert_eq!(house.send(&upload, 5, &[0; 100]).await, Err(ProblemCode::TooLarge));
    assert_eq!(house.blobs.standing(&upload, NOW), Ok(5), "nothing of what was too much stays");
    assert_eq!(house.send(&upload, 5, &PDF[5..]).await, Ok(PDF.len() as u64));
    assert_eq!(house.send(&upload, PDF.len() as u64, b"x").await, Err(ProblemCode::Conflict), "it is whole");
}

#[tokio::test]
async fn what_came_before_a_connection_broke_stays_unless_a_checksum_was_to_be_held_against_it() {
    let house = House::new();
    let upload = house.begin(&ann(), PDF);
    let broken = || vec![Ok(Bytes::from_static(&PDF[..4])), Err(axum::Error::new("broken"))];
    assert_eq!(house.send_with(&upload, 0, broken(), None).await, Ok(4));
    let sum = |bytes: &[u8]| Some(Checksum::Sha256(Sha256::default(), hash(bytes).0.to_vec()));
    let rest = || vec![Ok(Bytes::from_static(&PDF[4..]))];
    assert_eq!(house.send_with(&upload, 4, broken(), sum(PDF)).await, Err(ProblemCode::BadRequest));
    assert_eq!(house.send_with(&upload, 4, rest(), sum(PDF)).await, Err(ProblemCode::WrongHash));
    assert_eq!(house.blobs.standing(&upload, NOW), Ok(4));
    assert_eq!(house.send_with(&upload, 4, rest(), sum(&PDF[4..])).await, Ok(PDF.len() as u64));
}

#[tokio::test]
async fn whoever_falls_silent_lets_go_of_the_pen_and_what_they_sent_stays() {
    let house = House::new();
    let upload = house.begin(&ann(), PDF);
    let silent = futures_util::StreamExt::chain(stream::iter([Ok(Bytes::from_static(&PDF[..4]))]), stream::pending());
    assert_eq!(write(&upload, Part { from: 0, bytes: silent, checksum: None, patience: Duration::ZERO }).await, Ok(()));
    assert_eq!(house.blobs.standing(&upload, NOW), Ok(4));
}

#[tokio::test]
async fn a_file_that_is_not_what_it_is_called_or_of_no_kind_that_is_taken_is_thrown_away() {
    let house = House::new();
    let page = b"<script>alert(1)</script>";
    for (sent, announced, code) in [(PDF, hash(b"another"), ProblemCode::WrongHash), (page, hash(page), ProblemCode::WrongKind)] {
        let about = About { hash: announced, ..about(ann().id, sent) };
        let upload = house.blobs.begin(about, NOW).unwrap();
        assert_eq!(house.send(&upload, 0, sent).await, Err(code));
        assert!(house.blobs.uploads.find(upload.id).is_none());
        assert_eq!((house.files(), house.held.holds(announced)), (0, Ok(false)));
    }
}

#[tokio::test]
async fn a_photograph_larger_than_photographs_may_be_is_no_video_because_it_says_so() {
    let house = House::new();
    let mut photo = vec![0; usize::try_from(FileKind::Jpeg.largest()).unwrap() + 1];
    photo[..3].copy_from_slice(&[0xff, 0xd8, 0xff]);
    let upload = house.begin(&ann(), &photo);
    assert_eq!(house.send(&upload, 0, &photo).await, Err(ProblemCode::TooLarge));
    assert_eq!(house.held.holds(hash(&photo)), Ok(false));
}

#[tokio::test]
async fn the_same_file_of_two_people_is_held_once_and_each_sends_all_of_it() {
    let (house, bob) = (House::new(), person(2, Role::Expert, None));
    house.put(&ann(), PDF).await;
    let upload = house.begin(&bob, PDF);
    assert_eq!(house.blobs.standing(&upload, NOW), Ok(0), "that it is held already is not told");
    assert_eq!(house.send(&upload, 0, PDF).await, Ok(PDF.len() as u64));
    assert_eq!(house.store.file(hash(PDF)).unwrap().uploaded_by, [ann().id, bob.id]);
    let again = house.begin(&ann(), PDF);
    assert_eq!(house.blobs.standing(&again, NOW), Ok(PDF.len() as u64), "who has sent it need not send it again");
    assert_eq!(house.send(&again, 0, PDF).await, Err(ProblemCode::Conflict));
}

#[tokio::test]
async fn a_relay_that_ended_between_taking_in_and_writing_it_down_finishes_when_it_begins() {
    let house = House::new();
    let upload = house.begin(&ann(), PDF);
    write(&upload, Part { from: 0, bytes: stream::iter([Ok(Bytes::from_static(PDF))]), checksum: None, patience: SILENCE }).await.unwrap();
    house.held.keep(hash(PDF), upload.file()).unwrap();
    let house = house.start_again();
    assert!(house.store.file(hash(PDF)).unwrap().held.is_some());
    let lost = house.begin(&ann(), b"%PDF-2");
    std::fs::remove_file(lost.file()).unwrap();
    let house = house.start_again();
    assert!(house.blobs.uploads.find(lost.id).is_none(), "what is nowhere is forgotten");
}

#[tokio::test]
async fn what_a_crash_left_half_made_is_removed_at_the_start() {
    let house = House::new();
    let upload = house.begin(&ann(), PDF);
    for leftover in ["0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef.new", "strange.about"] {
        std::fs::write(house.folder.path().join(leftover), b"x").unwrap();
    }
    assert_eq!(house.files(), 5);
    let house = house.start_again();
    assert_eq!(house.files(), 2);
    assert!(house.blobs.uploads.find(upload.id).is_some());
}

#[tokio::test]
async fn a_person_has_so_many_uploads_and_so_many_bytes_under_way_and_no_more() {
    let (house, bob) = (House::new(), person(2, Role::Expert, None));
    let begin = |by: &Person, length| house.blobs.begin(About { length, ..about(by.id, PDF) }, NOW).map_err(|Problem(code)| code);
    let video = 2 << 30;
    let all: Vec<_> = (0..4).map(|_| begin(&ann(), video).unwrap()).collect();
    assert!(matches!(begin(&ann(), 1), Err(ProblemCode::TooManyUploads)), "eight gigabytes");
    assert!(begin(&bob, 1).is_ok());
    house.blobs.end(&all[0]).unwrap();
    for _ in 0..61 {
        begin(&ann(), 1).unwrap();
    }
    assert!(matches!(begin(&ann(), 1), Err(ProblemCode::TooManyUploads)), "sixty-four");
}

#[tokio::test]
async fn what_a_person_has_sent_and_named_nowhere_takes_of_their_room() {
    let house = House::new();
    let held = Held { kind: FileKind::Mp4, size: (8 << 30) - 5 };
    house.store.put_file(Hash([1; 32]), held, ann().id, NOW).unwrap();
    let begin = |length| house.blobs.begin(About { length, ..about(ann().id, PDF) }, NOW).map_err(|Problem(code)| code);
    assert!(matches!(begin(6), Err(ProblemCode::TooManyUploads)));
    assert!(begin(5).is_ok());
}

#[tokio::test]
async fn an_unfinished_upload_ends_after_seven_days_unless_somebody_writes() {
    let house = House::new();
    let (idle, busy) = (house.begin(&ann(), PDF), house.begin(&ann(), PDF));
    let pen = busy.pen().expect("nobody writes yet");
    assert!(busy.pen().is_none(), "one at a time");
    house.blobs.tidy(Timestamp(days(7).0 - 1)).unwrap();
    assert!(house.blobs.uploads.find(idle.id).is_some());
    house.blobs.tidy(days(7)).unwrap();
    assert!(house.blobs.uploads.find(idle.id).is_none() && house.blobs.uploads.find(busy.id).is_some());
    drop(pen);
    house.blobs.tidy(days(7)).unwrap();
    assert_eq!(house.files(), 0);
}

#[tokio::test]
async fn a_file_that_no_document_names_is_deleted_after_180_days() {
    let house = House::new();
    let file = house.put(&ann(), PDF).await;
    house.blobs.tidy(days(180)).unwrap();
    assert_eq!(house.held.holds(file), Ok(true));
    house.blobs.tidy(Timestamp(days(180).0 + 1)).unwrap();
    assert_eq!(house.held.holds(file), Ok(false));
    assert_eq!(house.blobs.readable(&ann(), file), Ok(None));
    house.put(&ann(), PDF).await;
    assert_eq!(house.held.holds(file), Ok(true), "it may come again");
}
