//! What is said on the connections, to whom and in which order.

use shared::{
    ids::{DeviceId, DocumentId},
    people::{District, Role},
    sync::wire::of_frame,
    time::Timestamp,
};

use super::*;
use crate::{store::contract::write, testing::person};

fn signed(number: u8, role: Role, district: Option<District>) -> Signed {
    Signed { person: person(number, role, district), device: DeviceId([number; 16]), token: [number; 32], expires_at: Timestamp(1) }
}

/// A line that was greeted.
fn join(live: &Live, signed: &Signed) -> (Arc<Line>, mpsc::Receiver<Outgoing>) {
    let (line, queue) = live.join(signed, true);
    line.answer([], None, None);
    (line, queue)
}

fn case(districts: &[District]) -> Kept {
    let mut kept = write(1, 0, 3).kept;
    Arc::make_mut(&mut kept.state).parties.districts.extend(districts);
    kept
}

fn news() -> [Bytes; 1] {
    [Bytes::from_static(&[7; 100])]
}

fn heard(queue: &mut mpsc::Receiver<Outgoing>) -> Vec<Bytes> {
    let frames = std::iter::from_fn(|| queue.try_recv().ok());
    frames.filter_map(|outgoing| if let Outgoing::Frame(frame, _) = outgoing { Some(frame) } else { None }).collect()
}

/// Takes everything that waits, as the writer of the connection does, and what follows from it.
fn drain(line: &Line, queue: &mut mpsc::Receiver<Outgoing>) -> Vec<Bytes> {
    let mut all = Vec::new();
    while let Ok(Outgoing::Frame(frame, room)) = queue.try_recv() {
        drop(room);
        line.written(frame.len());
        all.push(frame);
    }
    all
}

/// The cursor from which the line is told to ask on.
fn told_to_ask(frame: &Bytes) -> Option<u64> {
    match of_frame(frame) {
        Ok(FromRelay::Inventory { documents, cursor, more: true, .. }) if documents.is_empty() => Some(cursor),
        _ => None,
    }
}

#[tokio::test]
async fn another_district_does_not_hear_of_a_case() {
    let live = Live::default();
    let (_, mut tongan) = join(&live, &signed(1, Role::DistrictBureau, Some(District::Tongan)));
    let (_, mut huli) = join(&live, &signed(2, Role::DistrictBureau, Some(District::Huli)));
    let (writer, mut city) = join(&live, &signed(3, Role::MunicipalBureau, None));
    live.push(None, &case(&[District::Tongan]), &news(), Some(writer.id));
    assert_eq!(heard(&mut tongan), news());
    assert_eq!(heard(&mut huli), [""; 0]);
    assert_eq!(heard(&mut city), [""; 0], "who wrote it knows it");
}

#[tokio::test]
async fn who_could_read_before_is_told_of_the_loss_and_nobody_else() {
    let live = Live::default();
    let (_, mut tongan) = join(&live, &signed(1, Role::DistrictBureau, Some(District::Tongan)));
    let (_, mut huli) = join(&live, &signed(2, Role::DistrictBureau, Some(District::Huli)));
    let (_, mut jimei) = join(&live, &signed(3, Role::DistrictBureau, Some(District::Jimei)));
    live.push(Some(&case(&[District::Tongan]).state), &case(&[District::Huli]), &news(), None);
    let lost = FromRelay::Lost { documents: vec![DocumentId([1; 16])] };
    assert_eq!(heard(&mut tongan).iter().map(|frame| of_frame(frame)).collect::<Vec<_>>(), [Ok(lost)]);
    assert_eq!(heard(&mut huli), news());
    assert_eq!(heard(&mut jimei), [""; 0]);
}

#[tokio::test]
async fn a_reader_who_falls_behind_costs_little_and_is_told_to_ask_once_it_has_read() {
    let live = Live::default();
    let (slow, mut queue) = join(&live, &signed(1, Role::MunicipalBureau, None));
    let (quick, mut quick_queue) = join(&live, &signed(2, Role::MunicipalBureau, None));
    slow.answer(news(), Some(slow.room().await), Some(41));
    for size in [100, 100_000] {
        drop(drain(&slow, &mut queue));
        for _ in 0..1_000 {
            live.push(None, &case(&[]), &[Bytes::from(vec![7; size])], None);
            assert_eq!(drain(&quick, &mut quick_queue).len(), 1, "nobody else waits for the slow one");
        }
        let (frames, bytes) = slow.waiting();
        assert!(frames <= 128 && bytes <= 4 << 20, "{frames} frames, {bytes} bytes");
        let read = drain(&slow, &mut queue);
        assert!(read.len() > 32 && read.len() < 200, "as much as has room is pushed: {}", read.len());
        assert_eq!(read.iter().filter_map(told_to_ask).collect::<Vec<_>>(), [41], "once");
        assert_eq!(read.last().and_then(told_to_ask), Some(41), "when everything else was read");
        live.push(None, &case(&[]), &news(), None);
        assert_eq!(drain(&slow, &mut queue), news(), "then news come as they are made");
        drop(drain(&quick, &mut quick_queue));
    }
}

#[tokio::test]
async fn news_larger_than_a_line_may_hold_are_asked_for() {
    let live = Live::default();
    let (line, mut queue) = join(&live, &signed(1, Role::MunicipalBureau, None));
    let large = vec![Bytes::from(vec![7; 900_000]); 6];
    live.push(None, &case(&[]), &large, None);
    assert_eq!(drain(&line, &mut queue), [""; 0], "a device asks what moved when it connects; it has not yet");
    line.answer(news(), Some(line.room().await), Some(7));
    let read = drain(&line, &mut queue);
    assert_eq!((read.len(), read.last().and_then(told_to_ask)), (2, Some(7)));
    live.push(None, &case(&[]), &large, None);
    assert_eq!(drain(&line, &mut queue).first().and_then(told_to_ask), Some(7));
}

#[tokio::test]
async fn what_is_pushed_while_an_answer_is_read_comes_after_it() {
    let live = Live::default();
    let (line, mut queue) = join(&live, &signed(1, Role::MunicipalBureau, None));
    let (first, later) = (Bytes::from_static(b"first"), Bytes::from_static(b"later"));
    line.hold();
    live.push(None, &case(&[]), std::slice::from_ref(&later), None);
    assert_eq!(drain(&line, &mut queue), [""; 0]);
    line.answer([first.clone()], Some(line.room().await), None);
    live.push(None, &case(&[]), &news(), None);
    assert_eq!(drain(&line, &mut queue), [first, later, news()[0].clone()]);
    assert_eq!(line.waiting(), (0, 0));
}

#[tokio::test]
async fn nothing_is_pushed_before_the_greeting() {
    let live = Live::default();
    let (line, mut queue) = live.join(&signed(1, Role::MunicipalBureau, None), true);
    live.push(None, &case(&[]), &news(), None);
    assert_eq!(drain(&line, &mut queue), [""; 0]);
    line.answer([Bytes::from_static(b"welcome")], None, None);
    assert_eq!(drain(&line, &mut queue), [&b"welcome"[..], &[7; 100]]);
}

#[tokio::test]
async fn too_much_behind_one_answer_is_asked_for_after_it() {
    let live = Live::default();
    let (line, mut queue) = join(&live, &signed(1, Role::MunicipalBureau, None));
    line.hold();
    for _ in 0..1_000 {
        live.push(None, &case(&[]), &news(), None);
    }
    assert!(line.waiting().0 <= 128);
    line.answer([Bytes::from_static(b"page")], Some(line.room().await), Some(3));
    let read = drain(&line, &mut queue);
    assert_eq!((read.len(), read.last().and_then(told_to_ask)), (2, Some(3)));
    assert_eq!(line.waiting(), (0, 0));
}

#[tokio::test]
async fn signing_out_ends_the_connections_of_that_session_and_a_change_those_of_the_person() {
    let live = Live::default();
    let (line, _queue) = join(&live, &signed(1, Role::MunicipalBureau, None));
    let (other, _queue) = join(&live, &signed(2, Role::MunicipalBureau, None));
    live.end_session([1; 32]);
    line.is_cut().await;
    live.end_person(other.person().id);
    other.is_cut().await;
}

#[tokio::test]
async fn a_line_that_left_and_a_right_that_ended_meanwhile_hear_nothing() {
    let live = Live::default();
    let (left, mut gone) = join(&live, &signed(1, Role::DistrictBureau, Some(District::Tongan)));
    let (_, mut before) = join(&live, &signed(1, Role::DistrictBureau, Some(District::Tongan)));
    let (_, mut moved) = join(&live, &signed(1, Role::DistrictBureau, Some(District::Huli)));
    live.leave(&left);
    live.push(None, &case(&[District::Tongan]), &news(), None);
    assert_eq!((heard(&mut gone).len(), heard(&mut before).len(), heard(&mut moved).len()), (0, 1, 0));
    live.end_person(left.person().id);
    assert_eq!(live.people().len(), 1);
}
