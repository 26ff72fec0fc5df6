//! A photograph is named in its case whether or not somebody looks at the case.

use super::network::{Network, Who};
use crate::sync::device::Attached;

const ROWS: &str = "evidence.rows";
const ROW: &str = "0123456789abcdef";
const FILES: &str = "evidence.rows.0123456789abcdef.files";
const PROBLEM: &str = "causes.problem";

fn hash(n: u8) -> String {
    format!("{n:02x}").repeat(32)
}

#[test]
fn a_photograph_is_named_in_a_case_that_nobody_looks_at() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.add_row(lin, ROWS, ROW);
    net.close(lin);
    net.attach(lin, FILES, &hash(1), "一.jpg");
    assert_eq!(net.attached(lin), [("一.jpg".to_owned(), Attached::Named)]);
    assert_eq!(net.relay_files(FILES), ["一.jpg"]);
}

#[test]
fn naming_again_changes_nothing_and_a_second_photograph_stands_beside_the_first() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.add_row(lin, ROWS, ROW);
    net.attach(lin, FILES, &hash(1), "一.jpg");
    let entries = net.entries_at_relay();
    net.attach(lin, FILES, &hash(1), "一.jpg");
    assert_eq!((net.attached(lin).len(), net.entries_at_relay()), (2, entries));
    net.attach(lin, FILES, &hash(2), "二.jpg");
    assert_eq!(net.relay_files(FILES), ["一.jpg", "二.jpg"]);
}

#[test]
fn photographs_of_two_people_without_network_all_stand() {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    for at in [lin, wang] {
        net.connect(at);
        net.open(at);
    }
    net.add_row(lin, ROWS, ROW);
    net.disconnect(lin);
    net.disconnect(wang);
    net.attach(lin, FILES, &hash(1), "一.jpg");
    net.attach(wang, FILES, &hash(2), "二.jpg");
    net.restart(lin);
    net.connect(wang);
    net.connect(lin);
    assert_eq!(net.relay_files(FILES), ["一.jpg", "二.jpg"]);
}

#[test]
fn a_photograph_that_is_ready_while_somebody_types_leaves_the_typing_alone() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.add_row(lin, ROWS, ROW);
    net.focus(lin, PROBLEM);
    net.key(lin, PROBLEM, "导体");
    net.attach(lin, FILES, &hash(1), "一.jpg");
    assert_eq!(net.truth(lin).drafts, 1);
    net.key(lin, PROBLEM, "导体电阻");
    net.leave(lin);
    assert_eq!((net.relay_text(PROBLEM), net.relay_files(FILES)), ("导体电阻".to_owned(), vec!["一.jpg".to_owned()]));
}

#[test]
fn what_has_no_place_or_no_document_here_is_told() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.attach(lin, FILES, &hash(1), "一.jpg");
    assert_eq!(net.attached(lin).last().map(|(_, how)| *how), Some(Attached::Away));
    net.connect(lin);
    net.open(lin);
    net.attach(lin, FILES, &hash(1), "一.jpg"); // nobody has made the row
    assert_eq!(net.attached(lin).last().map(|(_, how)| *how), Some(Attached::Nowhere));
}
