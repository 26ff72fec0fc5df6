//! The device keeps everything, and says so where it could not.

use super::{
    HEAD, PROBLEM,
    network::{Network, Who},
};
use crate::sync::device::{Gone, Held, Loss, Table};

fn losses(net: &Network, at: usize) -> Vec<Loss> {
    let gone = net.deletions(at).into_iter().filter_map(|deletion| match deletion.gone {
        Gone::Evicted(loss) => Some(loss),
        Gone::LetGo(..)
        | Gone::Discarded(_)
        | Gone::Note(_)
        | Gone::Replaced(_)
        | Gone::Damaged(_)
        | Gone::Handed(..)
        | Gone::Forgotten(_)
        | Gone::Revoked(_) => None,
    });
    gone.collect()
}

/// Lin has written one thing that is confirmed and one that is not.
fn lin_at_work() -> (Network, usize) {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.type_in(lin, HEAD, "陈经理");
    net.disconnect(lin);
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    (net, lin)
}

#[test]
fn a_database_that_was_thrown_away_is_noticed_at_the_next_start_and_told_once() {
    let (mut net, lin) = lin_at_work();
    let confirmed = net.truth(lin).confirmed_at;
    net.throw_away(lin, |_| true);
    net.restart(lin);
    let held = Held { documents: 1, unsent: 1, kept: 0 };
    let seen: Vec<_> = losses(&net, lin).into_iter().map(|loss| (loss.held, loss.missing, loss.confirmed_at)).collect();
    assert_eq!(seen, [(held, held, confirmed)]);
    net.connect(lin);
    net.open(lin);
    assert_eq!(net.text(lin, HEAD), "陈经理", "what was confirmed is fetched again");
    net.restart(lin);
    assert_eq!(losses(&net, lin).len(), 1, "told once, and kept");
}

#[test]
fn rows_that_are_missing_from_the_database_are_noticed_without_anything_outside_it() {
    let (mut net, lin) = lin_at_work();
    net.throw_away(lin, |table| table == Table::Outbox);
    net.restart(lin);
    assert_eq!(losses(&net, lin).iter().map(|loss| loss.missing.unsent).collect::<Vec<_>>(), [1]);
}

#[test]
fn no_start_after_a_kill_at_any_moment_tells_of_a_loss() {
    for transaction in 1..8 {
        let mut net = Network::new();
        let lin = net.device(Who::Lin);
        net.connect(lin);
        net.open(lin);
        net.kill_at(lin, transaction);
        net.type_in(lin, PROBLEM, "导体电阻偏大");
        net.disconnect(lin);
        net.type_in(lin, HEAD, "陈经理");
        net.restart(lin);
        assert_eq!(losses(&net, lin), [], "killed at {transaction}");
    }
}

#[test]
fn what_is_in_memory_is_written_again_when_the_rows_are_thrown_away_under_it() {
    let (mut net, lin) = lin_at_work();
    net.focus(lin, "causes.stock");
    net.key(lin, "causes.stock", "封存");
    net.empty_under(lin);
    assert_eq!(losses(&net, lin).len(), 1);
    net.restart(lin);
    assert_eq!(losses(&net, lin).len(), 1, "what was written again is not missed");
    net.connect(lin);
    net.open(lin);
    assert_eq!(net.relay_text(PROBLEM), "导体电阻偏大");
    assert_eq!(net.relay_text("causes.stock"), "封存");
    assert_eq!(net.text(lin, HEAD), "陈经理");
}

#[test]
fn a_log_that_is_shorter_than_it_was_is_fetched_again() {
    let (mut net, lin) = lin_at_work();
    net.restart(lin);
    net.lose_last_log_row(lin);
    net.open(lin);
    assert!(net.deletions(lin).iter().any(|deletion| matches!(deletion.gone, Gone::Damaged(_))));
    net.connect(lin);
    assert_eq!(net.text(lin, HEAD), "陈经理");
    assert_eq!(net.text(lin, PROBLEM), "导体电阻偏大");
    assert_eq!(net.relay_text(PROBLEM), "导体电阻偏大");
}

#[test]
fn rows_of_a_newer_version_are_left_alone_and_told() {
    let (mut net, lin) = lin_at_work();
    let mut rows = net.rows_of(lin);
    for (_, _, value) in rows.iter_mut().filter(|(table, ..)| *table == Table::Outbox) {
        value[0] = 77;
    }
    net.put_rows(lin, rows.clone());
    net.restart(lin);
    assert_eq!((net.truth(lin).unread, net.truth(lin).saved), (1, 0));
    assert!(rows.iter().filter(|(table, ..)| *table == Table::Outbox).all(|row| net.rows_of(lin).contains(row)));
}
