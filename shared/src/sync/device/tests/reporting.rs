//! What a device tells of itself: how much waits on it, and what was written after its person had left the group.

use super::{
    HEAD, PROBLEM,
    network::{Network, Who, path},
};
use crate::{
    codec,
    ids::Hash,
    records::edit::Edit,
    sync::device::{Ask, RefusedWork, Table, Work},
    time::Timestamp,
    workflow::Code,
};

/// Lin on the page, over a relay that takes all that one of today takes.
fn at_work() -> (Network, usize) {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.takes_all(lin);
    net.open(lin);
    (net, lin)
}

#[test]
fn what_waits_is_told_now_and_then_and_that_nothing_waits_at_once() {
    let (mut net, lin) = at_work();
    assert_eq!(net.reports(), [(0, 0)]);
    net.focus(lin, PROBLEM);
    net.key(lin, PROBLEM, "正在写");
    assert_eq!(net.reports().len(), 1, "not at every key");
    net.seconds(lin, 20);
    assert_eq!(net.reports(), [(0, 0), (1, 0)]);
    net.leave(lin);
    assert_eq!(net.reports(), [(0, 0), (1, 0), (0, 0)], "it may be put away a moment later");
}

#[test]
fn what_could_not_be_sent_is_told_before_the_connection_breaks() {
    let (mut net, lin) = at_work();
    net.disconnect(lin);
    net.type_in(lin, PROBLEM, "车间里写的");
    net.type_in(lin, HEAD, "也是");
    net.lose_next_answer(lin);
    net.connect(lin);
    net.takes_all(lin);
    assert_eq!(net.reports().last(), Some(&(2, 0)));
}

#[test]
fn a_relay_of_before_is_told_nothing() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.seconds(lin, 60);
    assert_eq!(net.reports(), []);
}

/// [R-0-15]
#[test]
fn what_was_written_after_leaving_waits_for_whoever_leads_and_stays_as_a_note() {
    let (mut net, lin) = at_work();
    net.disconnect(lin);
    net.days(2);
    net.form_group(&[Who::Wang]);
    net.type_in(lin, HEAD, "已经不在组里时写的");
    net.connect(lin);
    assert_eq!((net.refused(lin).len(), net.later().len()), (1, 0), "a relay of before takes none of it");
    net.takes_all(lin);
    assert_eq!(net.refused(lin), []);
    let words = Work::Edit(Edit::Write { path: path(HEAD), text: "已经不在组里时写的".into() });
    assert_eq!(net.later().iter().map(|piece| piece.work.clone()).collect::<Vec<_>>(), [words]);
    assert_eq!(net.notes(lin).iter().map(|note| note.refusal.code).collect::<Vec<_>>(), [Code::WithLead]);
    assert_eq!(net.relay_text(HEAD), "", "it is no act of theirs");
    net.restart(lin);
    net.connect(lin);
    net.takes_all(lin);
    assert_eq!((net.later().len(), net.notes(lin).len()), (1, 1), "once");
}

#[test]
fn what_is_refused_to_a_member_is_theirs_to_decide() {
    let (mut net, lin) = at_work();
    net.disconnect(lin);
    net.type_in(lin, PROBLEM, "迟到的话");
    net.withdraw_conclusion();
    net.connect(lin);
    net.takes_all(lin);
    assert_eq!((net.refused(lin).len(), net.later().len()), (1, 0));
    assert_eq!(net.reports().last(), Some(&(0, 1)));
}

/// A relay of a later release lists what this one does not know: the rest stays, nothing counts as lost, and the release that knows it asks.
#[test]
fn what_a_later_release_lists_is_left_out_and_takes_nothing_away() {
    let (mut net, lin) = at_work();
    let rows = net.rows_left(lin);
    net.disconnect(lin);
    net.is_greeted_with_other_rights(lin);
    net.hears_of_what_it_does_not_know(lin);
    assert_eq!((net.rows_left(lin), net.lost(lin).len()), (rows, 0));
    let is_told = |net: &Network| net.rows_of(lin).iter().any(|(table, key, _)| *table == Table::Meta && key == "strange");
    assert!(is_told(&net));
    // The next release understands more: what it remembers of this one is another's understanding.
    let of_before = codec::encode(&Hash([6; 32]));
    let told_then = |(table, key, value)| if key == "strange" { (table, key, of_before.clone()) } else { (table, key, value) };
    let rows = net.rows_of(lin).into_iter().map(told_then).collect();
    net.put_rows(lin, rows);
    net.restart(lin);
    net.connect(lin);
    assert!(!is_told(&net), "everything was asked for, and understood");
    assert_eq!(net.lines(lin).len(), 1);
}

#[test]
fn what_another_device_handed_over_lies_once_with_what_was_refused_here() {
    let (mut net, lin) = at_work();
    let work = Work::Edit(Edit::Write { path: path(HEAD), text: "丢失的平板上写的".into() });
    let (id, at) = ("0000000000001-handed".to_owned(), Timestamp(1));
    let document = net.lines(lin)[0].summary.id;
    let piece = RefusedWork { id, document, work, refusal: Code::OfRevoked.into(), written_at: at, refused_at: at };
    for _ in 0..2 {
        net.ask(lin, Ask::TakeBack { pieces: vec![piece.clone()] });
    }
    net.restart(lin);
    assert_eq!(net.refused(lin), std::slice::from_ref(&piece));
    net.ask(lin, Ask::Note { id: piece.id.clone() });
    net.ask(lin, Ask::TakeBack { pieces: vec![piece] });
    assert_eq!((net.refused(lin).len(), net.notes(lin).len()), (0, 1), "what was decided stays decided");
}
