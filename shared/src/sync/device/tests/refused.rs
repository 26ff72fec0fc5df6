//! What a person does with refused work.

use super::{
    PROBLEM,
    network::{Network, Who},
};
use crate::sync::device::{Ask, Gone};

/// Lin's words were refused: the case was closed meanwhile.
fn refused() -> (Network, usize, String) {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.disconnect(lin);
    net.type_in(lin, PROBLEM, "迟到的话");
    net.withdraw_conclusion();
    net.connect(lin);
    let id = net.refused(lin)[0].id.clone();
    (net, lin, id)
}

#[test]
fn a_note_survives_a_restart_and_waits_for_no_decision() {
    let (mut net, lin, id) = refused();
    let work = net.refused(lin)[0].clone();
    net.ask(lin, Ask::Note { id: id.clone() });
    net.restart(lin);
    assert_eq!((net.refused(lin), net.notes(lin), net.truth(lin).refused), (vec![], vec![work], 0));
    net.ask(lin, Ask::DropNote { id });
    net.restart(lin);
    assert_eq!(net.notes(lin), []);
}

#[test]
fn what_was_discarded_is_listed_and_can_be_brought_back() {
    let (mut net, lin, id) = refused();
    let work = net.refused(lin)[0].clone();
    net.discard(lin, &id);
    net.restart(lin);
    assert_eq!(net.refused(lin), []);
    let [deletion] = net.deletions(lin).try_into().unwrap();
    assert_eq!(deletion.gone, Gone::Discarded(work.clone()));
    net.ask(lin, Ask::BringBack { id: deletion.id });
    net.restart(lin);
    assert_eq!((net.refused(lin), net.deletions(lin)), (vec![work], vec![]));
}

#[test]
fn a_discarded_note_comes_back_as_a_note() {
    let (mut net, lin, id) = refused();
    net.ask(lin, Ask::Note { id: id.clone() });
    net.ask(lin, Ask::DropNote { id });
    let deletion = net.deletions(lin).remove(0);
    net.ask(lin, Ask::BringBack { id: deletion.id });
    net.restart(lin);
    assert_eq!((net.refused(lin).len(), net.notes(lin).len(), net.deletions(lin).len()), (0, 1, 0));
}

#[test]
fn the_list_of_deletions_is_bounded() {
    let (mut net, lin, id) = refused();
    net.discard(lin, &id);
    for n in 0..210 {
        net.type_in(lin, PROBLEM, &format!("迟到的第 {n} 句"));
        net.refused(lin).iter().for_each(|work| net.discard(lin, &work.id));
    }
    assert_eq!(net.deletions(lin).len(), 200);
    net.restart(lin);
    assert_eq!(net.deletions(lin).len(), 200);
}
