//! Somebody may not read any more what lies on their device: they are told, their own words stay, the rest goes.

use super::{
    HEAD, PROBLEM,
    network::{Network, Who},
    opening, words,
};
use crate::{
    records::edit::Edit,
    sync::device::Why,
    workflow::{Act, Args, Code},
};

/// Lin and Wang at work on the case, both connected with the page open.
fn at_work() -> (Network, usize, usize) {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    for device in [lin, wang] {
        net.connect(device);
        net.open(device);
    }
    (net, lin, wang)
}

/// [R-0-15]
#[test]
fn who_leaves_the_group_is_told_at_once_and_keeps_nothing_of_the_others() {
    let (mut net, lin, wang) = at_work();
    net.type_in(wang, PROBLEM, "王工的话");
    net.form_group(&[Who::Wang]);
    let lost = net.lost(lin);
    assert_eq!(lost.iter().map(|lost| lost.why).collect::<Vec<_>>(), [Why::Document]);
    assert_eq!((net.rows_left(lin), net.lines(lin).len(), net.is_missing(lin)), (0, 0, true));
    assert_eq!(net.text(wang, PROBLEM), "王工的话");
    assert!(net.lost(wang).is_empty() && net.rows_left(wang) > 0);
    net.restart(lin);
    net.connect(lin);
    assert_eq!(net.lost(lin).len(), 1, "the row survives a restart, and being told twice is being told once");
}

/// [R-0-15]
#[test]
fn who_was_away_hands_in_what_they_wrote_as_a_member_and_is_told_afterwards() {
    let (mut net, lin, wang) = at_work();
    net.disconnect(lin);
    net.type_in(lin, PROBLEM, "还在组里时写的");
    net.days(2);
    net.form_group(&[Who::Wang]);
    net.type_in(lin, HEAD, "已经不在组里时写的");
    net.connect(lin);
    assert_eq!(net.text(wang, PROBLEM), "还在组里时写的", "membership is judged on the day of the act");
    assert_eq!(net.relay_text(HEAD), "");
    let refused = net.refused(lin);
    assert_eq!(
        refused.iter().map(|work| (words(work), work.refusal.code)).collect::<Vec<_>>(),
        [(Edit::Write { path: super::network::path(HEAD), text: "已经不在组里时写的".into() }, Code::NotMemberThen)]
    );
    assert_eq!((net.lost(lin).len(), net.rows_left(lin), net.truth(lin).saved), (1, 0, 0));
}

#[test]
fn what_is_being_typed_when_the_right_ends_is_kept_to_the_last_key() {
    let (mut net, lin, _) = at_work();
    net.focus(lin, PROBLEM);
    net.key(lin, PROBLEM, "正在写");
    net.form_group(&[Who::Wang]);
    net.key(lin, PROBLEM, "正在写的话"); // pressed before the screen heard of it
    net.restart(lin);
    let mut kept: Vec<Edit> = net.refused(lin).iter().map(words).collect();
    kept.sort_by_key(|edit| format!("{edit:?}"));
    let write = |text: &str| Edit::Write { path: super::network::path(PROBLEM), text: text.into() };
    assert_eq!(kept, [write("正在写"), write("正在写的话")]);
    assert_eq!(net.rows_left(lin), 0);
}

#[test]
fn a_right_given_again_takes_the_notice_away_and_brings_everything_back() {
    let (mut net, lin, wang) = at_work();
    net.form_group(&[Who::Wang]);
    net.type_in(wang, PROBLEM, "其间写的");
    net.form_group(&[Who::Lin, Who::Wang]);
    net.open(lin);
    assert_eq!(net.text(lin, PROBLEM), "其间写的");
    assert!(net.lost(lin).is_empty());
    net.disconnect(lin);
    net.form_group(&[Who::Wang]);
    net.form_group(&[Who::Lin, Who::Wang]);
    net.connect(lin);
    assert!(net.lost(lin).is_empty(), "lost and won while away: nothing to tell");
    assert_eq!(net.lines(lin).len(), 1);
}

#[test]
fn an_interrupted_farewell_is_ended_after_a_restart() {
    let (mut net, lin, _) = at_work();
    net.disconnect(lin);
    net.days(2);
    net.type_in(lin, PROBLEM, "先存本机");
    net.form_group(&[Who::Wang]);
    net.lose_next_answer(lin);
    net.connect(lin);
    assert_eq!(net.lost(lin).len(), 1);
    assert!(net.rows_left(lin) > 0, "nobody has said what became of the work");
    net.restart(lin);
    assert_eq!(net.lost(lin).len(), 1);
    net.connect(lin);
    assert_eq!((net.lost(lin).len(), net.rows_left(lin), net.refused(lin).len()), (1, 0, 1));
}

#[test]
fn a_notice_that_was_seen_does_not_come_again() {
    let (mut net, lin, _) = at_work();
    net.form_group(&[Who::Wang]);
    net.forget(lin);
    net.restart(lin);
    net.withdraw_conclusion(); // The document moves, and the relay tells everybody who ever could read it.
    net.connect(lin);
    assert!(net.lost(lin).is_empty());
}

/// [R-0-4]
#[test]
fn an_officer_who_moves_to_another_district_asks_for_everything_anew() {
    let mut net = Network::new();
    let officer = net.device(Who::District);
    net.connect(officer);
    net.open(officer);
    net.disconnect(officer);
    net.type_in(officer, "supplements.rows", "x"); // no place: nothing of it may hold up the farewell
    net.wish(officer, Act::Remind, Args::default().with("text", "请处理"));
    net.becomes(officer, Who::Moved);
    net.connect(officer);
    assert_eq!(net.lost(officer).iter().map(|lost| lost.why).collect::<Vec<_>>(), [Why::Person]);
    assert_eq!((net.rows_left(officer), net.refused(officer).len()), (0, 1), "the wish is kept with its reason");
    net.becomes(officer, Who::District);
    net.connect(officer);
    assert!(net.lost(officer).is_empty() && net.rows_left(officer) > 0);
}

/// Everything is being listed anew; the document moves after its page was made and before that page arrives.
#[test]
fn what_is_sent_while_everything_is_listed_anew_counts_as_listed() {
    for is_sent in [true, false] {
        let mut net = Network::new();
        let officer = net.device(Who::District);
        net.connect(officer);
        net.disconnect(officer);
        net.is_greeted_with_other_rights(officer);
        if is_sent {
            net.hears_everything(officer);
        }
        net.hears_the_end_of_the_list(officer);
        assert_eq!((net.lost(officer).is_empty(), net.rows_left(officer) > 0), (is_sent, is_sent));
    }
}

#[test]
fn what_was_begun_on_the_device_is_no_loss() {
    let mut net = Network::empty();
    let officer = net.device(Who::District);
    net.connect(officer);
    net.disconnect(officer);
    net.create(officer, opening());
    net.becomes(officer, Who::City);
    net.connect(officer);
    assert!(net.lost(officer).is_empty());
    assert_eq!(net.lines(officer).len(), 1);
}

/// Memberships, networks, restarts and words in any order: no word is lost, and nobody keeps what is not theirs to read.
#[test]
fn in_any_order_of_events_no_word_is_lost_and_nothing_stays_that_may_not_be_read() {
    for seed in 0..60_u64 {
        let mut dice = seed;
        let mut roll = |sides: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        let (mut net, lin, wang) = at_work();
        let (mut is_member, mut is_connected, mut written) = (true, true, Vec::new());
        for step in 0..12 {
            match roll(7) {
                0 => {
                    is_member = !is_member;
                    net.form_group(if is_member { &[Who::Lin, Who::Wang] } else { &[Who::Wang] });
                }
                1 => {
                    net.disconnect(lin);
                    is_connected = false;
                }
                2 if !is_connected => {
                    net.connect(lin);
                    is_connected = true;
                }
                3 => {
                    net.restart(lin);
                    is_connected = false;
                    net.open(lin);
                }
                4 => net.days(1),
                5 => net.lose_next_answer(lin),
                _ if net.has_open(lin) => {
                    let row = format!("{step:016x}");
                    net.add_row(lin, "causes.list", &row);
                    let (place, text) = (format!("causes.list.{row}.text"), format!("第{step}句"));
                    net.type_in(lin, &place, &text);
                    written.push((place, text));
                }
                _ => net.open(lin),
            }
        }
        for _ in 0..2 {
            net.disconnect(lin); // an answer that is lost is lost with its connection
            net.connect(lin);
        }
        for (place, text) in &written {
            let is_kept = net.refused(lin).iter().any(|work| matches!(&work.work, crate::sync::device::Work::Edit(Edit::Write { path, text: kept }) if path.as_str() == place && kept == text));
            assert!(net.relay_text(place) == *text || is_kept, "seed {seed}: {place} {text}");
        }
        assert_eq!(net.rows_left(lin) > 0, is_member, "seed {seed}");
        assert_eq!(net.lost(lin).is_empty(), is_member, "seed {seed}");
        assert_eq!((net.truth(lin).saved, net.truth(lin).sent), (0, 0), "seed {seed}");
        assert!(net.lost(wang).is_empty());
    }
}
