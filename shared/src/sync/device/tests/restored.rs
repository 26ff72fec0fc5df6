//! Stories of a relay that was restored from a backup: whoever comes back gives back what was lost.

use super::{
    HEAD, PROBLEM, Work,
    network::{Network, Who},
    opening,
};
use crate::{
    records::edit::Edit,
    workflow::{Act, Args, Code},
};

const STOCK: &str = "causes.stock";

fn briefed() -> Args {
    Args::default().with("version", "第一版")
}

fn connected(net: &mut Network, who: Who) -> usize {
    let at = net.device(who);
    net.connect(at);
    net.open(at);
    at
}

/// Everybody shows what the relay has, and nothing waits anywhere.
fn all_agree(net: &Network, devices: &[usize], texts: &[(&str, &str)]) {
    for (field, text) in texts {
        assert_eq!(net.relay_text(field), *text);
        for at in devices {
            assert_eq!(net.text(*at, field), *text, "on device {at}");
        }
    }
    for at in devices {
        assert_eq!((net.truth(*at).saved, net.truth(*at).sent), (0, 0));
        assert_eq!(net.log_of(*at), net.log(), "the same log on device {at}");
    }
}

#[test]
fn two_experts_give_back_what_the_backup_does_not_have() {
    let mut net = Network::new();
    let (lin, wang) = (connected(&mut net, Who::Lin), connected(&mut net, Who::Wang));
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    let backup = net.back_up();
    net.type_in(lin, PROBLEM, "导体电阻偏大，两批如此");
    net.type_in(wang, HEAD, "陈经理");
    net.add_row(lin, "causes.list", "00000000000000aa");
    net.type_in(lin, "causes.list.00000000000000aa.text", "拉丝模磨损");
    net.restore(&backup);
    net.type_in(wang, STOCK, "没有网络时写的");
    assert_eq!(net.relay_text(PROBLEM), "导体电阻偏大");
    net.connect(wang);
    net.connect(lin);
    let texts = [
        (PROBLEM, "导体电阻偏大，两批如此"),
        (HEAD, "陈经理"),
        ("causes.list.00000000000000aa.text", "拉丝模磨损"),
        (STOCK, "没有网络时写的"),
    ];
    all_agree(&net, &[lin, wang], &texts);
    assert_eq!((net.refused(lin), net.refused(wang)), (vec![], vec![]));
}

#[test]
fn what_was_written_after_the_restore_stands_beside_what_comes_back() {
    let mut net = Network::new();
    let (lin, wang) = (connected(&mut net, Who::Lin), connected(&mut net, Who::Wang));
    let backup = net.back_up();
    net.disconnect(wang);
    net.type_in(lin, PROBLEM, "一");
    net.restore(&backup);
    // A log as long as before, whose last entry need not tell them apart.
    net.connect(wang);
    net.type_in(wang, HEAD, "陈经理");
    net.connect(lin);
    all_agree(&net, &[lin, wang], &[(PROBLEM, "一"), (HEAD, "陈经理")]);
}

#[test]
fn a_log_that_only_ends_as_the_own_is_another_log() {
    let mut net = Network::new();
    let (lin, wang, other) = (connected(&mut net, Who::Lin), connected(&mut net, Who::Wang), connected(&mut net, Who::Lin));
    let backup = net.back_up();
    for at in [lin, wang, other] {
        net.disconnect(at);
    }
    net.type_in(wang, HEAD, "王写的");
    net.type_in(lin, PROBLEM, "林写的");
    net.type_in(other, STOCK, "恢复之后写的");
    for at in [wang, lin] {
        net.connect(at);
    }
    net.restore(&backup);
    // In the place of Wang's words stand others now, and Lin's come behind them as before.
    net.connect(other);
    net.connect(lin);
    net.connect(wang);
    all_agree(&net, &[lin, wang, other], &[(HEAD, "王写的"), (PROBLEM, "林写的"), (STOCK, "恢复之后写的")]);
}

#[test]
fn a_restore_of_everything_costs_one_question_a_document() {
    let mut net = Network::new();
    let lin = connected(&mut net, Who::Lin);
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    let backup = net.back_up();
    net.restore(&backup);
    let before = net.pulls();
    net.connect(lin);
    assert_eq!(net.pulls(), before, "a log that is the relay's too is not fetched again");
    all_agree(&net, &[lin], &[(PROBLEM, "导体电阻偏大")]);
}

#[test]
fn the_device_may_be_killed_at_any_moment_of_giving_back() {
    for transaction in 1.. {
        let mut net = Network::new();
        let (lin, wang) = (connected(&mut net, Who::Lin), connected(&mut net, Who::Wang));
        let backup = net.back_up();
        net.type_in(lin, PROBLEM, "导体电阻偏大");
        net.type_in(wang, HEAD, "陈经理");
        net.type_in(lin, PROBLEM, "导体电阻偏大，两批如此");
        net.wish(lin, Act::AcknowledgeBriefing, briefed());
        net.restore(&backup);
        net.kill_at(lin, transaction);
        net.connect(lin);
        let was_killed = net.is_dead(lin);
        net.restart(lin);
        net.open(lin);
        net.connect(lin);
        net.connect(wang);
        all_agree(&net, &[lin, wang], &[(PROBLEM, "导体电阻偏大，两批如此"), (HEAD, "陈经理")]);
        assert_eq!(net.refused(lin).len(), 1, "the act once, killed at {transaction}");
        if !was_killed {
            assert!(transaction > 3, "several transactions were tried");
            return;
        }
    }
}

#[test]
fn two_restores_one_after_the_other_lose_nothing_and_double_nothing() {
    let mut net = Network::new();
    let (lin, wang) = (connected(&mut net, Who::Lin), connected(&mut net, Who::Wang));
    let backup = net.back_up();
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    net.type_in(wang, HEAD, "陈经理");
    net.wish(lin, Act::AcknowledgeBriefing, briefed());
    for _ in 0..2 {
        net.restore(&backup);
        net.connect(lin);
        net.connect(wang);
        all_agree(&net, &[lin, wang], &[(PROBLEM, "导体电阻偏大"), (HEAD, "陈经理")]);
    }
    net.restore(&backup);
    net.kill_at(lin, 2);
    net.connect(lin);
    net.restore(&backup);
    net.restart(lin);
    net.open(lin);
    net.connect(lin);
    net.connect(wang);
    all_agree(&net, &[lin, wang], &[(PROBLEM, "导体电阻偏大"), (HEAD, "陈经理")]);
    assert_eq!(net.refused(lin).len(), 1);
}

#[test]
fn words_inside_words_that_are_gone_wait_with_the_person() {
    let mut net = Network::new();
    let (lin, wang) = (connected(&mut net, Who::Lin), connected(&mut net, Who::Wang));
    let backup = net.back_up();
    net.type_in(wang, PROBLEM, "王开头。王结尾。");
    net.type_in(lin, PROBLEM, "王开头。林插入。王结尾。");
    net.type_in(lin, PROBLEM, "王开头。林插入一句。王结尾。");
    net.type_in(lin, HEAD, "陈经理");
    net.restore(&backup);
    net.connect(lin);
    assert_eq!(net.relay_text(HEAD), "陈经理");
    let refused = net.refused(lin);
    let words: Vec<_> = refused.iter().map(|work| (&work.work, work.refusal.code)).collect();
    let written =
        Work::Edit(Edit::Write { path: super::network::path(PROBLEM), text: "王开头。林插入一句。王结尾。".into() });
    assert_eq!(words, [(&written, Code::GoneWithBackup)]);
    net.connect(wang);
    all_agree(&net, &[lin, wang], &[(PROBLEM, "王开头。王结尾。"), (HEAD, "陈经理")]);
}

#[test]
fn words_inside_words_that_came_back_first_come_back_too() {
    let mut net = Network::new();
    let (lin, wang) = (connected(&mut net, Who::Lin), connected(&mut net, Who::Wang));
    let backup = net.back_up();
    net.type_in(wang, PROBLEM, "王开头。王结尾。");
    net.type_in(lin, PROBLEM, "王开头。林插入。王结尾。");
    net.restore(&backup);
    net.connect(wang);
    net.connect(lin);
    all_agree(&net, &[lin, wang], &[(PROBLEM, "王开头。林插入。王结尾。")]);
    assert_eq!(net.refused(lin), []);
}

#[test]
fn an_act_that_is_gone_is_asked_again_by_whoever_had_asked() {
    let mut net = Network::new();
    let (lin, wang) = (connected(&mut net, Who::Lin), connected(&mut net, Who::Wang));
    let backup = net.back_up();
    net.wish(lin, Act::AcknowledgeBriefing, briefed());
    assert_eq!(net.decided(lin), [None]);
    net.type_in(lin, PROBLEM, "交底之后写的");
    net.restore(&backup);
    net.connect(wang);
    net.connect(lin);
    all_agree(&net, &[lin, wang], &[(PROBLEM, "交底之后写的")]);
    assert_eq!(net.refused(wang), []);
    let refused = net.refused(lin);
    let [work] = refused.as_slice() else { panic!("{refused:?}") };
    let Work::Act(command) = &work.work else { panic!("{work:?}") };
    assert_eq!((command.act, work.refusal.code), (Act::AcknowledgeBriefing, Code::GoneWithBackup));
    net.wish(lin, command.act, command.args.clone());
    net.discard(lin, &work.id);
    assert_eq!(net.decided(lin), [None, None]);
    net.restart(lin);
    assert_eq!(net.refused(lin), []);
}

#[test]
fn a_document_that_is_gone_begins_again_with_every_word_of_whoever_had_begun_it() {
    let mut net = Network::empty();
    let district = connected(&mut net, Who::District);
    let backup = net.back_up();
    net.create(district, opening());
    net.open(district);
    net.type_in(district, "intake.product", "电线");
    assert_eq!(net.relay_text("intake.product"), "电线");
    net.restore(&backup);
    net.connect(district);
    assert_eq!(net.text(district, "intake.product"), "电线");
    let refused = net.refused(district);
    let [work] = refused.as_slice() else { panic!("{refused:?}") };
    let Work::Act(command) = &work.work else { panic!("{work:?}") };
    assert_eq!((command.act, work.refusal.code), (Act::Open, Code::GoneWithBackup));
    assert_eq!(net.entries_at_relay(), 0, "nothing begins without the person");
    net.wish(district, command.act, command.args.clone());
    net.discard(district, &work.id);
    all_agree(&net, &[district], &[("intake.product", "电线")]);
}

#[test]
fn what_is_not_for_this_person_at_the_moment_stays_as_it_is_until_it_is_again() {
    let mut net = Network::new();
    let (lin, wang) = (connected(&mut net, Who::Lin), connected(&mut net, Who::Wang));
    let backup = net.back_up();
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    net.restore(&backup);
    net.hide(true);
    net.connect(lin);
    net.type_in(lin, HEAD, "陈经理");
    assert_eq!((net.text(lin, PROBLEM), net.relay_text(HEAD)), ("导体电阻偏大".into(), String::new()));
    assert_eq!(net.truth(lin).saved, 1);
    net.hide(false);
    net.connect(wang);
    net.type_in(wang, STOCK, "又看得见了"); // its push tells Lin of the document
    net.open(wang); // this network answers so fast that an older view was drawn last
    all_agree(&net, &[lin, wang], &[(PROBLEM, "导体电阻偏大"), (HEAD, "陈经理"), (STOCK, "又看得见了")]);
}
