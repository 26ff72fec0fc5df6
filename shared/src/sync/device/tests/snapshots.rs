//! A long case is opened from its snapshot, and nobody can tell but by the time.

use super::{
    HEAD, PROBLEM,
    network::{Network, Who},
};
use crate::{
    codec,
    ids::{DocumentId, Era, Hash},
    sync::device::{
        Table,
        snapshot::{Snapshot, WORTH},
    },
};

const STOCK: &str = "causes.stock";

/// Lin has written for a long time, at last without a network while Wang wrote too, and neither has seen all of the long text since.
/// Lin is at the case's page, which was opened once since then.
fn long_case() -> (Network, usize) {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    for at in [lin, wang] {
        net.connect(at);
        net.open(at);
    }
    let mut text = String::new();
    for _ in 0..WORTH {
        text.push('话');
        net.type_in(lin, PROBLEM, &text);
    }
    net.disconnect(lin);
    net.type_in(lin, PROBLEM, &format!("林工说：{text}"));
    net.type_in(wang, PROBLEM, &format!("{text}王工说完。"));
    net.type_in(lin, HEAD, "陈经理");
    net.type_in(wang, HEAD, "黄厂长");
    net.connect(lin);
    net.open_again(lin);
    (net, lin)
}

#[test]
fn a_long_case_opens_from_its_snapshot_as_from_its_log() {
    let (mut net, lin) = long_case();
    assert!(net.snapshot(lin).is_none(), "nothing is kept while the page is open");
    let (shown, read) = net.open_again(lin);
    assert_eq!(read, 1, "the last entry that is in the snapshot, to know the log by it");
    assert_eq!(net.versions(lin, HEAD).len(), 2);
    assert!(!net.review(lin).is_empty(), "what two wrote at once is still to be decided");
    net.throw_away(lin, |table| table == Table::Snapshots);
    assert_eq!(net.open_again(lin), (shown, net.entries_at_relay()));
}

#[test]
fn what_comes_after_a_snapshot_is_read_behind_it_and_laid_on_it() {
    let (mut net, lin) = long_case();
    net.open_again(lin);
    net.type_in(lin, STOCK, "封存");
    assert_eq!(net.open_again(lin).1, 2);
    net.disconnect(lin);
    net.type_in(lin, STOCK, "封存，贴条");
    net.restart(lin);
    let (shown, read) = net.open_again(lin);
    assert_eq!((net.text(lin, STOCK).as_str(), read, net.truth(lin).saved), ("封存，贴条", 2, 1));
    net.throw_away(lin, |table| table == Table::Snapshots);
    assert_eq!(net.open_again(lin).0, shown);
    net.connect(lin);
    assert_eq!(net.relay_text(STOCK), "封存，贴条");
    assert_eq!(net.log_of(lin), net.log());
}

#[test]
fn a_snapshot_that_is_not_of_this_log_is_thrown_away() {
    let (mut net, lin) = long_case();
    net.close(lin);
    net.restart(lin);
    net.connect(lin);
    let (shown, _) = net.open_again(lin);
    let good = net.snapshot(lin).expect("it was worth one");
    let other = |change: &dyn Fn(&mut Snapshot)| {
        let mut snapshot = good.clone();
        change(&mut snapshot);
        snapshot.row().value.expect("a row")
    };
    let shorter = Network::new().relay_saved();
    let good_row = other(&|_| {});
    let flipped = |at: usize| {
        let mut row = good_row.clone();
        row[at] ^= 1;
        row
    };
    for (what, row) in [
        ("of another release", other(&|snapshot| snapshot.head.release = "0.0.1".into())),
        ("of another document", other(&|snapshot| snapshot.head.document = DocumentId([1; 16]))),
        ("of another life of the relay's store", other(&|snapshot| snapshot.head.era = Era([7; 16]))),
        ("of more than there is", other(&|snapshot| snapshot.head.n += 100)),
        ("of another number", other(&|snapshot| snapshot.head.n -= 1)),
        ("that ends otherwise", other(&|snapshot| snapshot.head.last = Hash([7; 32]))),
        ("that holds another document", other(&|snapshot| snapshot.saved = shorter.clone())),
        ("that holds nothing", other(&|snapshot| snapshot.saved = Vec::new())),
        ("whose head was damaged", flipped(60)),
        ("whose document was damaged", flipped(good_row.len() - 40)),
        ("that was cut off", good_row[..good_row.len() / 2].to_vec()),
        ("of a newer form", [&[77], &good_row[1..]].concat()),
        ("that is something else", codec::encode(&"something else".to_owned())),
    ] {
        net.put_snapshot(lin, row);
        net.restart(lin);
        net.connect(lin);
        assert_eq!(net.open_again(lin), (shown.clone(), net.entries_at_relay()), "a snapshot {what}");
        assert_eq!(net.open_again(lin), (shown.clone(), 1), "and a new one is made");
    }
}

#[test]
fn a_device_that_is_killed_while_it_puts_a_case_away_shows_the_same_afterwards() {
    for transaction in 1..3 {
        let (mut net, lin) = long_case();
        net.kill_at(lin, transaction);
        net.close(lin);
        net.restart(lin);
        net.connect(lin);
        net.open(lin);
        assert_eq!(net.log_of(lin), net.log(), "killed at {transaction}");
        assert_eq!(net.text(lin, PROBLEM), net.relay_text(PROBLEM), "killed at {transaction}");
    }
}

#[test]
fn after_a_restore_the_log_is_compared_whole_and_a_new_snapshot_is_made() {
    let (mut net, lin) = long_case();
    let backup = net.back_up();
    net.type_in(lin, STOCK, "封存");
    net.open_again(lin);
    assert!(net.snapshot(lin).is_some());
    net.restore(&backup);
    net.connect(lin);
    assert!(net.snapshot(lin).is_none(), "it was of another life of the relay's store");
    assert_eq!((net.relay_text(STOCK), net.text(lin, STOCK)), ("封存".into(), "封存".into()), "what was lost is given back");
    assert_eq!(net.log_of(lin), net.log());
    net.open_again(lin);
    assert_eq!(net.open_again(lin).1, 2, "the last entry that is in the new snapshot, and what was given back behind it");
    assert_eq!(net.text(lin, STOCK), "封存");
}

#[test]
fn a_log_that_is_damaged_behind_its_snapshot_is_fetched_again() {
    let (mut net, lin) = long_case();
    net.open_again(lin);
    net.type_in(lin, STOCK, "封存");
    net.close(lin);
    net.restart(lin);
    net.lose_last_log_row(lin);
    net.open(lin);
    assert!(net.is_missing(lin) && net.snapshot(lin).is_none());
    net.connect(lin);
    assert_eq!((net.text(lin, STOCK).as_str(), net.log_of(lin)), ("封存", net.log().to_vec()));
}

/// [R-0-15]
#[test]
fn a_snapshot_leaves_with_the_document() {
    let (mut net, lin) = long_case();
    net.open_again(lin);
    assert!(net.snapshot(lin).is_some());
    net.form_group(&[Who::Wang]);
    assert_eq!((net.rows_left(lin), net.is_missing(lin)), (0, true));
}
