//! Stories of named people on devices, over a relay that is the real guard on a real document.

mod attaching;
mod beginning;
mod handing;
mod keeping;
mod losing;
mod network;
mod reading;
mod refused;
mod reporting;
mod restored;
mod reviewing;
mod signing;
mod snapshots;
mod stored;
mod typing;

use network::{Network, Who};

use super::{RefusedWork, Work};
use crate::{
    ids::OrgId,
    records::edit::Edit,
    workflow::{Act, Args, Code},
};

const PROBLEM: &str = "causes.problem";
const HEAD: &str = "causes.quality_head";

#[test]
fn words_typed_without_network_arrive_after_a_restart() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.disconnect(lin);
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    net.restart(lin);
    net.connect(lin);
    assert_eq!(net.relay_text(PROBLEM), "导体电阻偏大");
    assert_eq!((net.truth(lin).saved, net.truth(lin).sent), (0, 0));
}

#[test]
fn a_browser_killed_in_the_middle_of_a_word_loses_no_keystroke() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.disconnect(lin);
    net.focus(lin, PROBLEM);
    for text in ["导", "导体", "导体电"] {
        net.key(lin, PROBLEM, text); // never kept, never left
    }
    net.restart(lin);
    net.open(lin);
    assert_eq!(net.text(lin, PROBLEM), "导体电");
    net.connect(lin);
    assert_eq!(net.relay_text(PROBLEM), "导体电");
}

/// Others' words came before the own ones in the log, and the program ends before they are here.
#[test]
fn a_confirmed_word_stays_on_the_screen_while_what_others_wrote_before_it_is_still_to_come() {
    for transaction in 1..8 {
        let mut net = Network::new();
        let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
        for at in [lin, wang] {
            net.connect(at);
            net.open(at);
        }
        net.disconnect(lin);
        net.type_in(wang, "causes.stock", "封存");
        net.type_in(lin, PROBLEM, "导体电阻偏大");
        net.kill_at(lin, transaction);
        net.connect(lin);
        net.restart(lin);
        net.open(lin);
        assert_eq!(net.text(lin, PROBLEM), "导体电阻偏大", "killed at the {transaction}. transaction");
        net.type_in(lin, PROBLEM, "导体电阻偏大，两批如此");
        net.restart(lin);
        net.open(lin);
        net.connect(lin);
        assert_eq!((net.text(lin, PROBLEM).as_str(), net.text(lin, "causes.stock").as_str()), ("导体电阻偏大，两批如此", "封存"));
        assert_eq!(net.relay_text(PROBLEM), "导体电阻偏大，两批如此");
    }
}

#[test]
fn a_clock_that_is_set_back_does_not_turn_round_what_waits() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.disconnect(lin);
    net.type_in(lin, PROBLEM, "导体电阻");
    net.set_clocks_back(24 * 3_600_000);
    net.restart(lin);
    net.open(lin);
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    net.restart(lin);
    net.connect(lin);
    assert_eq!(net.relay_text(PROBLEM), "导体电阻偏大");
    assert_eq!((net.truth(lin).saved, net.truth(lin).sent, net.truth(lin).refused), (0, 0, 0));
}

#[test]
fn what_waits_behind_an_answer_that_never_came_goes_on_when_the_log_tells_of_it() {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    for at in [lin, wang] {
        net.connect(at);
        net.open(at);
    }
    net.lose_next_answer(lin);
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    net.type_in(lin, HEAD, "张工");
    assert_eq!(net.truth(lin).saved + net.truth(lin).sent, 2, "the second waits for the answer to the first");
    net.type_in(wang, PROBLEM, "导体电阻偏大。"); // what is pushed makes the first device fetch what it missed: its own word
    assert_eq!((net.truth(lin).saved, net.truth(lin).sent), (0, 0));
    assert_eq!(net.relay_text(HEAD), "张工");
}

#[test]
fn two_experts_without_network_keep_every_word() {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    net.connect(lin);
    net.open(lin);
    net.type_in(lin, PROBLEM, "开头。结尾。");
    net.connect(wang);
    net.open(wang);
    net.disconnect(lin);
    net.disconnect(wang);

    net.type_in(lin, PROBLEM, "林工说：开头。结尾。");
    net.type_in(wang, PROBLEM, "开头。结尾。王工说完。");
    net.type_in(lin, HEAD, "陈经理");
    net.type_in(wang, HEAD, "黄厂长");
    net.type_in(lin, "causes.stock", "封存");
    net.type_in(wang, "causes.sold", "召回");
    net.add_row(lin, "causes.list", "00000000000000aa");
    net.add_row(wang, "causes.list", "00000000000000bb");
    net.type_in(lin, "causes.list.00000000000000aa.text", "拉丝模磨损");
    net.type_in(wang, "causes.list.00000000000000bb.text", "铜材纯度不足");
    net.restart(lin);
    net.restart(wang);
    net.connect(lin);
    net.connect(wang);
    net.open(lin);
    net.open(wang);

    for device in [lin, wang] {
        assert_eq!(net.text(device, PROBLEM), "林工说：开头。结尾。王工说完。");
        assert_eq!(net.text(device, "causes.stock"), "封存");
        assert_eq!(net.text(device, "causes.sold"), "召回");
        assert_eq!(net.text(device, "causes.list.00000000000000aa.text"), "拉丝模磨损");
        assert_eq!(net.text(device, "causes.list.00000000000000bb.text"), "铜材纯度不足");
        let mut both: Vec<_> = net.versions(device, HEAD).into_iter().map(|said| (said.text, said.by.map(|by| by.person))).collect();
        both.sort();
        assert_eq!(both, [("陈经理".into(), Some(Who::Lin.person().id)), ("黄厂长".into(), Some(Who::Wang.person().id))]);
    }
    net.edit(lin, Edit::Write { path: network::path(HEAD), text: "黄厂长".into() });
    assert_eq!(net.refused(lin), []);
    assert_eq!(net.versions(wang, HEAD), []);
    assert_eq!(net.text(wang, HEAD), "黄厂长");
}

#[test]
fn words_that_arrive_while_somebody_types_are_neither_overwritten_nor_lost() {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    for device in [lin, wang] {
        net.connect(device);
        net.open(device);
    }
    net.focus(lin, HEAD);
    net.key(lin, HEAD, "陈");
    net.keep(lin);
    net.type_in(wang, HEAD, "黄厂长"); // arrives at Lin's, who is still in the field and does not see it
    net.key(lin, HEAD, "陈经理");
    net.leave(lin);
    let texts = |said: Vec<crate::records::read::Said>| {
        let mut texts: Vec<_> = said.into_iter().map(|said| said.text).collect();
        texts.sort();
        texts
    };
    assert_eq!(texts(net.versions(lin, HEAD)), ["陈经理", "黄厂长"]);
    assert_eq!(net.versions(lin, HEAD), net.versions(wang, HEAD));

    net.focus(lin, PROBLEM);
    net.key(lin, PROBLEM, "一");
    net.keep(lin);
    net.type_in(wang, PROBLEM, "一、王工");
    net.key(lin, PROBLEM, "一二");
    net.keep(lin);
    net.key(lin, PROBLEM, "一二三");
    net.leave(lin);
    assert_eq!(net.text(lin, PROBLEM), net.text(wang, PROBLEM));
    for word in ["一", "二", "三", "、王工"] {
        assert!(net.text(lin, PROBLEM).contains(word), "{word} in {}", net.text(lin, PROBLEM));
    }
}

#[test]
fn a_field_entered_again_before_it_is_drawn_anew_deletes_nobodys_words() {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    for device in [lin, wang] {
        net.connect(device);
        net.open(device);
    }
    net.focus(lin, PROBLEM);
    net.key(lin, PROBLEM, "一");
    net.type_in(wang, PROBLEM, "王工");
    net.leave(lin);
    net.key(lin, PROBLEM, "一二"); // the field still shows what it showed; no focus was told
    net.leave(lin);
    for word in ["一二", "王工"] {
        assert!(net.text(lin, PROBLEM).contains(word), "{word} in {}", net.text(lin, PROBLEM));
    }
    assert_eq!(net.text(lin, PROBLEM), net.relay_text(PROBLEM));
}

#[test]
fn refused_words_are_kept_with_the_reason_and_do_not_block_what_follows() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.disconnect(lin);
    net.type_in(lin, PROBLEM, "可以");
    net.type_in(lin, "rectification.plan", "专家写了企业的栏目"); // the screen would not offer this
    net.type_in(lin, "rectification.plan", "专家写了企业的栏目，又改");
    net.type_in(lin, PROBLEM, "可以接收");
    net.type_in(lin, HEAD, "陈经理");
    net.connect(lin);
    assert_eq!(net.relay_text(PROBLEM), "可以接收");
    assert_eq!(net.relay_text(HEAD), "陈经理");
    assert_eq!(net.relay_text("rectification.plan"), "");
    assert_eq!(net.text(lin, "rectification.plan"), "");
    let mut reasons: Vec<_> =
        net.refused(lin).into_iter().map(|work| (words(&work).path().as_str().to_owned(), work.refusal.code)).collect();
    reasons.sort();
    assert_eq!(reasons[0], ("rectification.plan".into(), Code::NotYourSection));
    assert_eq!(reasons.len(), 2);
    net.restart(lin);
    assert_eq!(net.refused(lin).len(), 2, "refused work survives a restart");
    net.connect(lin);
    assert_eq!(net.truth(lin).saved + net.truth(lin).sent, 0, "nothing is sent for ever");
    let id = net.refused(lin)[0].id.clone();
    net.discard(lin, &id);
    net.restart(lin);
    assert_eq!(net.refused(lin).len(), 1);
}

#[test]
fn a_lost_answer_is_asked_again_and_nothing_is_written_twice() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.lose_next_answer(lin);
    net.type_in(lin, PROBLEM, "一次");
    assert_eq!(net.truth(lin).sent, 1);
    net.disconnect(lin);
    net.connect(lin);
    assert_eq!(net.relay_text(PROBLEM), "一次");
    assert_eq!(net.text(lin, PROBLEM), "一次");
    assert_eq!((net.truth(lin).saved, net.truth(lin).sent), (0, 0));
}

#[test]
fn a_closed_case_refuses_late_words_and_the_person_finds_them() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.disconnect(lin);
    net.focus(lin, PROBLEM);
    net.key(lin, PROBLEM, "迟到的话");
    net.withdraw_conclusion();
    net.connect(lin);
    net.leave(lin);
    let refused = net.refused(lin);
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].refusal.code, Code::CaseClosed);
    assert_eq!(words(&refused[0]), Edit::Write { path: network::path(PROBLEM), text: "迟到的话".into() });
    assert_eq!(net.text(lin, PROBLEM), "");
}

fn opening() -> Args {
    Args::default().with("enterprise", OrgId([7; 16])).with("district", "tongan").with("category", "industrial")
}

/// [R-4.3-1]
#[test]
fn a_case_begun_without_network_is_there_at_once_and_reaches_the_others_later() {
    let mut net = Network::empty();
    let (bureau, city) = (net.device(Who::District), net.device(Who::City));
    net.create(bureau, opening());
    net.open(bureau);
    assert!(net.shown(bureau).is_open(), "as its opening asks for it");
    net.type_in(bureau, "intake.product", "电线电缆");
    net.restart(bureau);
    net.open(bureau);
    assert_eq!(net.text(bureau, "intake.product"), "电线电缆");
    net.connect(city);
    net.connect(bureau);
    assert_eq!(net.relay_text("intake.product"), "电线电缆");
    assert_eq!(net.decided(bureau), [None]);
    assert_eq!((net.truth(bureau).saved, net.truth(bureau).sent), (0, 0));
    assert_eq!(net.lines(city).len(), 1);
    let entries = net.entries_at_relay();
    net.restart(bureau);
    net.connect(bureau);
    assert_eq!(net.entries_at_relay(), entries, "nothing is opened twice");
}

#[test]
fn a_document_that_may_not_be_opened_stays_with_its_words_on_the_device() {
    let mut net = Network::empty();
    let bureau = net.device(Who::District);
    net.create(bureau, opening().with("category", "drug"));
    net.open(bureau);
    net.type_in(bureau, "intake.product", "感冒药");
    net.connect(bureau);
    assert_eq!(net.decided(bureau), [Some(Code::ExcludedProduct)]);
    assert_eq!(net.text(bureau, "intake.product"), "感冒药");
    assert_eq!(net.truth(bureau).saved, 1, "kept, and not sent for ever");
    net.restart(bureau);
    net.open(bureau);
    assert!(net.shown(bureau).is_open(), "its words stay within reach");
    net.create(bureau, opening());
    net.connect(bureau);
    assert_eq!(net.relay_text("intake.product"), "感冒药", "put right and asked again");
}

#[test]
fn a_wish_waits_behind_the_words_it_is_about() {
    let mut net = Network::empty();
    let bureau = net.device(Who::District);
    net.create(bureau, opening());
    net.open(bureau);
    net.wish(bureau, Act::Remind, Args::default().with("text", "请依法处理"));
    net.type_in(bureau, "intake.product", "电缆");
    net.connect(bureau);
    assert_eq!(net.decided(bureau), [None, None]);
    assert!(net.shown(bureau).did(Act::Remind));
}

/// What was written, of refused work.
fn words(work: &RefusedWork) -> Edit {
    match &work.work {
        Work::Edit(edit) => edit.clone(),
        Work::Act(command) => panic!("{:?} was asked for, not written", command.act),
    }
}

/// [R-4.3-1]
#[test]
fn acts_that_wait_are_shown_after_a_restart_and_asked_in_the_order_of_asking() {
    let mut net = Network::empty();
    let bureau = net.device(Who::District);
    net.create(bureau, opening());
    net.open(bureau);
    let texts: Vec<String> = (0..9).map(|n| format!("提醒{n}")).collect();
    for text in &texts {
        net.wish(bureau, Act::Remind, Args::default().with("text", text));
    }
    net.restart(bureau);
    net.open(bureau);
    assert_eq!(net.waiting(bureau).len(), 10, "the opening and nine reminders");
    net.connect(bureau);
    let told: Vec<String> = net.shown(bureau).all(Act::Remind).map(|entry| entry.args.text("text").to_owned()).collect();
    assert_eq!(told, texts);
    assert!(net.waiting(bureau).is_empty());
}

#[test]
fn a_refused_act_is_kept_with_its_reason_until_the_person_has_dealt_with_it() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.wish(lin, Act::ConfirmCauses, Args::default());
    net.restart(lin);
    let refused = net.refused(lin);
    assert_eq!(refused.len(), 1, "the page that asked is gone, the answer is not");
    assert!(matches!(&refused[0].work, Work::Act(command) if command.act == Act::ConfirmCauses));
    assert_eq!(refused[0].refusal.code, Code::Incomplete);
    net.discard(lin, &refused[0].id);
    net.restart(lin);
    assert!(net.refused(lin).is_empty());
}
