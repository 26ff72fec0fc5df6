//! Li photographs; the relay comes and goes; the browser is killed whenever it hurts most.

mod world;

use super::{FileLine, Progress, Why};
use crate::{files::FileKind, ids::Hash};
use world::{MIB, World};

#[test]
fn several_photographs_are_made_ready_named_and_sent_one_after_the_other() {
    let mut li = World::new();
    for name in ["一.jpg", "二.jpg", "三.heic"] {
        li.picks(name, 5 * MIB);
    }
    assert_eq!(li.names(), ["一.jpg", "二.jpg", "三.jpg"], "named without a relay");
    assert!(li.waiting().iter().all(|line| line.progress == Progress::Kept && line.sent == 0));
    li.connects();
    assert_eq!(li.arrived(), ["一.jpg", "二.jpg", "三.jpg"]);
    assert_eq!((li.waiting().len(), li.most_at_once()), (0, 1));
}

#[test]
fn a_browser_killed_at_any_moment_loses_no_photograph_and_shifts_none_onto_another() {
    for killed_at in 0.. {
        let mut li = World::new();
        li.dies_at(killed_at);
        li.picks("一.jpg", MIB);
        li.picks("二.jpg", 3 * MIB);
        li.connects();
        let was_killed = li.was_killed();
        if was_killed {
            li.starts_again();
            li.connects();
        }
        let mut arrived = li.arrived();
        arrived.sort();
        let kept: Vec<&str> = li.picked().into_iter().collect();
        assert_eq!(arrived, kept, "killed at transaction {killed_at}");
        assert_eq!(li.names(), kept, "killed at transaction {killed_at}");
        assert!(li.waiting().is_empty());
        if !was_killed {
            assert!(killed_at > 6, "every transaction was tried");
            return;
        }
    }
}

#[test]
fn an_upload_goes_on_where_it_was_when_the_relay_went_away_in_the_middle() {
    let mut li = World::new();
    li.picks("巡检.mp4", 9 * MIB);
    li.relay_goes_after(2 * MIB);
    li.connects();
    let there = li.at_relay();
    assert!(there > 0 && there < 9 * MIB, "{there}");
    li.connects();
    assert_eq!((li.arrived(), li.sent_in_all()), (vec!["巡检.mp4".to_owned()], 9 * MIB));
}

#[test]
fn a_restarted_browser_asks_how_far_the_upload_is() {
    let mut li = World::new();
    li.picks("巡检.mp4", 9 * MIB);
    li.relay_goes_after(2 * MIB);
    li.connects();
    li.starts_again();
    li.connects();
    assert_eq!((li.arrived(), li.sent_in_all()), (vec!["巡检.mp4".to_owned()], 9 * MIB));
}

#[test]
fn work_in_documents_goes_first_in_the_middle_of_a_file_too() {
    let mut li = World::new();
    li.work_waits(true);
    li.picks("巡检.mp4", 9 * MIB);
    li.connects();
    assert_eq!(li.at_relay(), 0);
    li.work_comes_after(MIB);
    li.work_waits(false);
    let there = li.at_relay();
    assert!((MIB..9 * MIB).contains(&there), "{there}");
    li.work_waits(false);
    assert_eq!((li.arrived().len(), li.sent_in_all()), (1, 9 * MIB));
}

#[test]
fn trouble_rests_longer_each_time_and_lets_another_file_go_first() {
    let mut li = World::new();
    li.picks("一.jpg", MIB);
    li.picks("二.jpg", MIB);
    li.relay_is_in_trouble(4);
    li.connects();
    li.waits();
    li.waits();
    li.waits();
    assert_eq!(li.pauses(), [2_000, 5_000, 15_000, 30_000]);
    assert_eq!(li.asked(), ["一.jpg", "二.jpg", "一.jpg", "二.jpg"]);
    li.waits();
    assert_eq!(li.arrived().len(), 2);
    assert_eq!(li.pauses().len(), 4);
}

#[test]
fn a_new_line_is_a_new_hope() {
    let mut li = World::new();
    li.picks("一.jpg", MIB);
    li.relay_is_in_trouble(1);
    li.connects();
    assert!(li.arrived().is_empty());
    li.loses_the_line();
    li.connects();
    assert_eq!(li.arrived().len(), 1);
}

#[test]
fn small_files_are_not_kept_waiting_by_a_long_video() {
    let mut li = World::new();
    li.picks("巡检.mp4", 90 * MIB);
    li.picks("一.jpg", MIB);
    li.connects();
    assert_eq!(li.arrived(), ["一.jpg", "巡检.mp4"]);
}

#[test]
fn what_the_relay_will_never_take_stays_here_with_its_reason_and_keeps_nobody_waiting() {
    let mut li = World::new();
    li.picks("一.jpg", MIB);
    li.picks("二.jpg", MIB);
    li.relay_refuses("一.jpg", Why::TooLarge);
    li.connects();
    assert_eq!(li.arrived(), ["二.jpg"]);
    li.starts_again();
    li.connects();
    let [FileLine { name, progress, id, .. }] = li.waiting() else { panic!("{:?}", li.waiting()) };
    assert_eq!((name.as_str(), *progress), ("一.jpg", Progress::Refused(Why::TooLarge)));
    let id = id.clone();
    assert!(li.has_bytes_of("一.jpg"));
    li.discards(&id);
    assert!(li.waiting().is_empty() && !li.has_bytes_of("一.jpg"));
}

#[test]
fn what_waits_is_not_thrown_away_by_a_slip_of_the_hand() {
    let mut li = World::new();
    li.picks("一.jpg", MIB);
    let id = li.waiting()[0].id.clone();
    li.discards(&id);
    li.connects();
    assert_eq!(li.arrived(), ["一.jpg"]);
}

#[test]
fn bytes_that_arrive_damaged_are_sent_anew_and_at_last_told_as_damaged() {
    let mut li = World::new();
    li.picks("一.jpg", MIB);
    li.relay_finds_damage(2);
    li.connects();
    assert_eq!(li.arrived(), ["一.jpg"]);
    li.relay_finds_damage(3);
    li.picks("二.jpg", MIB);
    assert_eq!(li.waiting()[0].progress, Progress::Refused(Why::Damaged));
}

#[test]
fn an_upload_that_the_relay_forgot_begins_anew() {
    let mut li = World::new();
    li.picks("巡检.mp4", 9 * MIB);
    li.relay_goes_after(2 * MIB);
    li.connects();
    li.relay_forgets();
    li.connects();
    assert_eq!(li.arrived(), ["巡检.mp4"]);
}

#[test]
fn a_document_that_is_not_here_yet_gets_its_photograph_when_it_is() {
    let mut li = World::new();
    li.has_the_document(false);
    li.picks("一.jpg", MIB);
    li.connects();
    assert!(li.arrived().is_empty() && li.names().is_empty());
    li.has_the_document(true);
    li.loses_the_line();
    li.connects();
    assert_eq!((li.arrived().len(), li.names().len()), (1, 1));
}

#[test]
fn a_document_without_the_place_says_so_and_the_photograph_stays() {
    let mut li = World::new();
    li.has_the_place(false);
    li.picks("一.jpg", MIB);
    li.connects();
    assert_eq!(li.waiting()[0].progress, Progress::Refused(Why::Nowhere));
    assert!(li.has_bytes_of("一.jpg"));
}

#[test]
fn a_photograph_is_made_smaller_once_and_the_hash_of_the_original_stays_with_its_name() {
    let mut li = World::new();
    li.picks("一.heic", 5 * MIB);
    let [text] = li.texts() else { panic!() };
    assert!(text.starts_with("一.jpg\noriginal="), "{text}");
    assert_eq!(li.waiting()[0].kind, FileKind::Jpeg);
    li.picks("报告.pdf", MIB);
    assert_eq!(li.texts()[1], "报告.pdf", "what is not changed is its own original");
}

#[test]
fn what_the_relay_has_makes_room_the_longest_unseen_first() {
    let mut li = World::with_room(7 * MIB);
    li.connects();
    for name in ["一.jpg", "二.jpg", "三.jpg"] {
        li.picks(name, 6 * MIB);
    }
    assert!(["一.jpg", "二.jpg", "三.jpg"].iter().all(|name| li.has_bytes_of(name)), "two MiB each");
    li.looks_at("一.jpg");
    li.picks("四.jpg", 6 * MIB);
    assert_eq!(["一.jpg", "二.jpg", "三.jpg", "四.jpg"].map(|name| li.has_bytes_of(name)), [true, false, true, true]);
}

/// [R-7.2.1.5-1] [R-7.2.2.1-3]
#[test]
fn what_is_to_stay_never_makes_room_and_the_machine_knows_what_is_still_to_come() {
    let mut li = World::with_room(7 * MIB);
    li.connects();
    for name in ["一.jpg", "二.jpg"] {
        li.picks(name, 6 * MIB);
    }
    let elsewhere = Hash([9; 32]);
    li.wants_to_stay(&["二.jpg"], &[elsewhere]);
    assert_eq!(li.media().to_come(), [elsewhere], "one is here already");
    for name in ["三.jpg", "四.jpg", "五.jpg", "六.jpg"] {
        li.picks(name, 6 * MIB);
    }
    let here = ["一.jpg", "二.jpg", "三.jpg", "四.jpg", "五.jpg", "六.jpg"].map(|name| li.has_bytes_of(name));
    assert_eq!(here, [false, true, false, true, true, true], "the rest has its own room");
    li.wants_to_stay(&[], &[]);
    li.picks("七.jpg", 6 * MIB);
    assert!(!li.has_bytes_of("二.jpg"), "nobody wants it to stay any more");
}
