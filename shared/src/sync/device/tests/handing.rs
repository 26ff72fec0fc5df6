//! Stories of devices that meet without a network.

use super::network::{Network, Who};
use crate::{
    sync::{
        device::{Gone, Named},
        handing::Flaw,
    },
    workflow::Code,
};

const HEAD: &str = "causes.quality_head";
const STOCK: &str = "causes.stock";
const PROBLEM: &str = "causes.problem";
const ROW: &str = "00000000000000bb";

/// Two experts with the case open, both without a network from now on.
fn apart() -> (Network, usize, usize) {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    for at in [lin, wang] {
        net.connect(at);
        net.open(at);
    }
    for at in [lin, wang] {
        net.disconnect(at); // What the relay knows of devices is told at the next connection.
        net.connect(at);
    }
    for at in [lin, wang] {
        net.disconnect(at);
    }
    (net, lin, wang)
}

#[test]
fn a_colleagues_words_stand_here_and_come_to_the_relay_from_whoever_meets_it_first() {
    let (mut net, lin, wang) = apart();
    net.type_in(lin, HEAD, "陈经理");
    net.type_in(lin, STOCK, "三盘，已封存。");
    let parcel = net.parcel(lin, true);
    let tried = net.take(wang, parcel, lin).unwrap();
    assert_eq!((tried.is_further, tried.fates.len()), (false, 1));
    assert_eq!((net.text(wang, HEAD).as_str(), net.text(wang, STOCK).as_str()), ("陈经理", "三盘，已封存。"));
    assert_eq!((net.handed(wang)[0].name.as_str(), net.handed(wang)[0].waiting), ("Lin", 2));
    assert_eq!((net.truth(wang).saved, net.truth(wang).sent), (0, 0), "others' words are not one's own that wait");

    net.type_in(wang, PROBLEM, "同意林工所写。");
    net.restart(wang);
    net.open(wang);
    assert_eq!((net.text(wang, HEAD).as_str(), net.text(wang, PROBLEM).as_str()), ("陈经理", "同意林工所写。"));
    net.connect(wang);
    assert_eq!((net.relay_text(HEAD).as_str(), net.relay_text(PROBLEM).as_str()), ("陈经理", "同意林工所写。"));
    assert_eq!((net.handed(wang).len(), net.carried_rows(wang), net.truth(wang).saved), (0, 0, 0));

    net.connect(lin);
    assert_eq!((net.truth(lin).saved, net.truth(lin).sent, net.refused(lin).len()), (0, 0, 0), "confirmed already");
    assert_eq!(net.text(lin, PROBLEM), "同意林工所写。");
    net.everybody_has_the_same();
}

#[test]
fn the_author_may_be_first_and_whoever_carried_it_hears_so() {
    let (mut net, lin, wang) = apart();
    net.type_in(lin, HEAD, "陈经理");
    let parcel = net.parcel(lin, true);
    net.take(wang, parcel, lin).unwrap();
    net.connect(lin);
    net.connect(wang);
    assert_eq!((net.relay_text(HEAD).as_str(), net.carried_rows(wang), net.handed(wang).len()), ("陈经理", 0, 0));
    net.everybody_has_the_same();
}

#[test]
fn files_come_in_any_order_and_any_number_of_times() {
    let (mut net, lin, wang) = apart();
    net.type_in(lin, HEAD, "陈");
    let first = net.parcel(lin, true);
    net.type_in(lin, HEAD, "陈经理");
    net.type_in(lin, STOCK, "封存");
    let (second, changes) = (net.parcel(lin, true), net.parcel(lin, false));
    for parcel in [&second, &first, &second, &changes, &first] {
        net.take(wang, parcel.clone(), lin).unwrap();
        assert_eq!((net.text(wang, HEAD).as_str(), net.text(wang, STOCK).as_str()), ("陈经理", "封存"));
        assert_eq!(net.handed(wang).iter().map(|line| line.waiting).sum::<u32>(), 3);
    }
    net.connect(wang);
    net.take(wang, second, lin).unwrap();
    assert_eq!((net.handed(wang).len(), net.carried_rows(wang)), (0, 0), "what is confirmed does not come back");
    net.connect(lin);
    net.everybody_has_the_same();
}

#[test]
fn what_was_taken_is_handed_on_as_its_authors() {
    let mut net = Network::new();
    let (lin, wang, district) = (net.device(Who::Lin), net.device(Who::Wang), net.device(Who::District));
    for _ in 0..2 {
        for at in [lin, wang, district] {
            net.connect(at);
            net.open(at);
            net.disconnect(at);
        }
    }
    net.type_in(lin, HEAD, "陈经理");
    let parcel = net.parcel(lin, true);
    net.take(wang, parcel, lin).unwrap();
    net.type_in(wang, STOCK, "封存");
    let parcel = net.parcel(wang, false);
    assert_eq!(parcel.batches.len(), 2);
    net.take(district, parcel, wang).unwrap();
    assert_eq!((net.text(district, HEAD).as_str(), net.text(district, STOCK).as_str()), ("陈经理", "封存"));
    net.connect(district);
    assert_eq!((net.relay_text(HEAD).as_str(), net.relay_text(STOCK).as_str()), ("陈经理", "封存"));
    for at in [wang, lin] {
        net.connect(at);
        assert_eq!((net.truth(at).saved, net.refused(at).len()), (0, 0));
    }
    net.everybody_has_the_same();
}

#[test]
fn a_device_that_never_had_the_document_begins_with_the_file() {
    let (mut net, lin, _) = apart();
    net.hide(true);
    let city = net.device(Who::City);
    net.connect(city);
    net.disconnect(city);
    net.hide(false);
    net.connect(lin);
    net.disconnect(lin);
    net.type_in(lin, HEAD, "陈经理");
    let (parcel, changes) = (net.parcel(lin, true), net.parcel(lin, false));
    assert!(!parcel.log.is_empty() && parcel.voucher.is_some());
    assert_eq!(net.take(city, changes, lin).unwrap_err(), Flaw::NoBeginning);
    assert!(net.take(city, parcel, lin).unwrap().is_further);
    net.open(city);
    assert_eq!((net.text(city, HEAD).as_str(), net.handed(city).len()), ("陈经理", 1));
    net.connect(city);
    assert_eq!((net.relay_text(HEAD).as_str(), net.handed(city).len()), ("陈经理", 0));
    net.everybody_has_the_same();
}

#[test]
fn what_the_relay_does_not_take_leaves_the_document_and_own_work_beside_it_stays() {
    let (mut net, lin, wang) = apart();
    net.type_in(lin, PROBLEM, "林工的话");
    let parcel = net.parcel(lin, true);
    net.take(wang, parcel, lin).unwrap();
    net.type_in(wang, HEAD, "王工写的");
    net.add_row(wang, "supplements.rows", ROW);
    net.withdraw_conclusion();
    net.connect(wang);
    assert_eq!(net.relay_text(PROBLEM), "", "the case was closed meanwhile");
    let line = &net.handed(wang)[0];
    assert_eq!((line.waiting, line.refused.as_ref().map(|(n, refusal)| (*n, refusal.code))), (0, Some((1, Code::CaseClosed))));
    assert_eq!(net.text(wang, PROBLEM), "");
    assert_eq!(net.refused(wang).len(), 1, "of one's own, what the relay refused is where refused work is");
    assert_eq!(net.rows_at_relay("supplements.rows"), [ROW], "and the rest has arrived");
    net.drop_handed(wang);
    assert_eq!((net.handed(wang).len(), net.carried_rows(wang)), (0, 0));
    assert!(matches!(&net.deletions(wang)[0].gone, Gone::Handed(Named { .. }, name, 1) if name == "Lin"));
}

#[test]
fn what_a_colleague_wrote_on_ones_own_comes_back_is_written_on_and_arrives_in_this_order() {
    let (mut net, lin, wang) = apart();
    net.type_in(lin, HEAD, "陈");
    let parcel = net.parcel(lin, true);
    net.take(wang, parcel, lin).unwrap();
    net.type_in(wang, HEAD, "陈经理");
    let parcel = net.parcel(wang, true);
    net.take(lin, parcel, wang).unwrap();
    net.type_in(lin, HEAD, "陈经理、王工");
    net.restart(lin);
    net.open(lin);
    assert_eq!(net.text(lin, HEAD), "陈经理、王工");
    net.connect(lin);
    assert_eq!((net.relay_text(HEAD).as_str(), net.truth(lin).saved, net.carried_rows(lin)), ("陈经理、王工", 0, 0));
    net.connect(wang);
    net.everybody_has_the_same();
}

#[test]
fn what_was_confirmed_behind_a_gap_is_no_part_of_the_log_that_a_colleagues_is_held_against() {
    let (mut net, lin, wang) = apart();
    net.type_in(lin, HEAD, "陈经理");
    net.type_in(wang, STOCK, "封存");
    let parcel = net.parcel(lin, true);
    net.take(wang, parcel, lin).unwrap();
    assert_eq!(net.standing_with_a_gap(wang), (net.log_of(wang).len(), 3), "the row behind the gap, Lin's change, Wang's own");
}

#[test]
fn nothing_is_taken_by_whom_it_is_not_for_or_from_elsewhere() {
    let (mut net, lin, wang) = apart();
    net.type_in(lin, HEAD, "陈经理");
    let parcel = net.parcel(lin, true);
    let moved = net.device(Who::Moved);
    net.connect(moved);
    net.disconnect(moved);
    assert_eq!(net.take(moved, parcel.clone(), lin).unwrap_err(), Flaw::NotYours);
    let mut other = parcel.clone();
    other.era.0[0] ^= 1;
    assert_eq!(net.take(wang, other, lin).unwrap_err(), Flaw::OtherRelay);
    let mut unvouched = parcel.clone();
    unvouched.voucher = None;
    assert_eq!(net.take(wang, unvouched, lin).unwrap_err(), Flaw::WrongSignature);
    let mut swapped = parcel.clone();
    swapped.log.swap(1, 2);
    assert_eq!(net.take(wang, swapped, lin).unwrap_err(), Flaw::OtherRelay);
    let mut unsigned = parcel;
    unsigned.batches[0].signed.clear();
    assert_eq!(net.take(wang, unsigned, lin).unwrap_err(), Flaw::WrongSignature);
    assert_eq!((net.text(wang, HEAD).as_str(), net.carried_rows(wang)), ("", 0));
}
