//! A field under a hand while the document moves below it.

use super::{
    HEAD, PROBLEM,
    network::{Network, Who},
};

/// Lin and Wang, each with a device at the same document.
fn two() -> (Network, usize, usize) {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    for device in [lin, wang] {
        net.connect(device);
        net.open(device);
    }
    (net, lin, wang)
}

#[test]
fn each_leave_is_answered_by_a_view_that_knows_of_it_and_of_what_was_typed_before() {
    let (mut net, lin, wang) = two();
    net.focus(lin, PROBLEM);
    net.key(lin, PROBLEM, "一");
    net.type_in(wang, PROBLEM, "王工");
    net.keep(lin);
    assert_eq!(net.left(lin), 0, "the view of a pause says the same text, and the hand is still there");
    net.leave(lin);
    assert_eq!(net.left(lin), 1);
    net.focus(lin, PROBLEM);
    net.leave(lin);
    assert_eq!(net.left(lin), 2, "also when nothing was typed");
    net.leave(lin);
    assert_eq!(net.left(lin), 3, "also when nothing was entered");
}

#[test]
fn a_refusal_while_somebody_types_makes_no_change_of_the_half_word_and_deletes_nobodys_words() {
    let (mut net, lin, wang) = two();
    net.type_in(lin, PROBLEM, "开头。");
    net.disconnect(lin);
    net.type_in(lin, "rectification.plan", "专家写了企业的栏目"); // refused once it is handed in
    net.type_in(lin, HEAD, "陈经理");
    net.focus(lin, PROBLEM);
    net.key(lin, PROBLEM, "开头。一");
    net.type_in(wang, PROBLEM, "王工：开头。");
    net.connect(lin);
    assert_eq!(net.refused(lin).len(), 1);
    assert_eq!(net.relay_text(HEAD), "陈经理");
    assert_eq!((net.truth(lin).drafts, net.relay_text(PROBLEM).as_str()), (1, "王工：开头。"), "a draft is no change yet");
    net.key(lin, PROBLEM, "开头。一二");
    net.keep(lin);
    net.key(lin, PROBLEM, "开头。一二三");
    net.leave(lin);
    for device in [lin, wang] {
        assert_eq!(net.text(device, PROBLEM), "王工：开头。一二三");
    }
}

#[test]
fn a_browser_killed_after_a_refusal_goes_on_with_the_word_where_it_was_typed() {
    let (mut net, lin, wang) = two();
    net.type_in(lin, PROBLEM, "开头。");
    net.disconnect(lin);
    net.type_in(lin, "rectification.plan", "专家写了企业的栏目");
    net.focus(lin, PROBLEM);
    net.key(lin, PROBLEM, "开头。一");
    net.type_in(wang, PROBLEM, "王工：开头。");
    net.connect(lin);
    net.restart(lin);
    net.connect(lin);
    net.open(lin);
    for device in [lin, wang] {
        assert_eq!(net.text(device, PROBLEM), "王工：开头。一");
    }
}
