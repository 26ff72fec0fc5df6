//! The relay dies at random moments under load, again and again, and its disk refuses: no acknowledged change or command is
//! ever lost, no document becomes unreadable, no answer is repeated differently.
//!
//! A moment is a number of frames heard since the last start. `CRASH_TIMES` and `CRASH_SEED` choose how often and which moments
//! (`cargo xtask crash`).

mod load;
mod word;

use tests::{Relay, dice::Dice};

use load::Team;

/// How often, where nobody says otherwise.
const TIMES: u64 = 20;

fn asked(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable}={text} is no number")))
}

fn dice() -> Dice {
    let seed = asked("CRASH_SEED").unwrap_or_else(|| u64::from_le_bytes(tests::tablet::draw()[..8].try_into().expect("eight of sixteen")));
    eprintln!("these moments again: CRASH_SEED={seed}");
    Dice::of(seed)
}

#[test]
fn killed_at_random_moments_under_load_the_relay_keeps_its_word() {
    let (mut dice, mut relay) = (dice(), Relay::start());
    let mut team = Team::at(&relay, &mut dice);
    for n in 1..=asked("CRASH_TIMES").unwrap_or(TIMES) {
        team.work(&mut relay, dice.below(60), |relay| relay.kill());
        for _ in 0..dice.below(3) {
            relay.die_starting();
        }
        relay.start_again();
        team.connect();
        eprintln!("kill {n}: {}", word::is_kept(&relay, &team, &mut dice));
    }
    team.settle();
    eprintln!("at the end: {}", word::is_kept(&relay, &team, &mut dice));
}

/// A disk that can only be read, or is full in the middle of a page, then takes everything again or the power fails.
#[cfg(target_os = "linux")]
#[test]
fn on_a_disk_that_refuses_to_write_the_relay_says_so_and_keeps_its_word() {
    use tests::{Hand, eventually::eventually};

    let (mut dice, mut relay) = (dice(), Relay::start());
    let mut team = Team::at(&relay, &mut dice);
    for n in 1..=asked("CRASH_TIMES").unwrap_or(TIMES).div_ceil(3) {
        let room = if dice.below(2) == 0 { 0 } else { load::journal_size(&relay) + dice.below(20_000) };
        let (until, ends) = (dice.below(30), dice.below(2) == 0);
        team.work(&mut relay, until, |relay| relay.refuse_writing_beyond(room));
        team.work(&mut relay, 30, |relay| {
            if room == 0 {
                let ready = eventually("a relay that cannot write is not ready", || {
                    let answer = Hand::at(relay).get("/readyz", &[]);
                    (answer.status == 503).then(|| answer.text())
                });
                assert!(ready.contains("\"code\":\"store_f"), "{ready}");
            }
            if ends {
                relay.kill();
                relay.start_again();
            } else {
                relay.allow_writing();
                eventually("it can work again", || (Hand::at(relay).get("/readyz", &[]).status == 200).then_some(()));
            }
        });
        team.connect();
        eprintln!("refusal {n} beyond {room}: {}", word::is_kept(&relay, &team, &mut dice));
    }
    team.settle();
    eprintln!("at the end: {}", word::is_kept(&relay, &team, &mut dice));
}

#[cfg(target_os = "linux")]
#[test]
fn a_wish_that_the_store_could_not_take_is_asked_again_on_the_same_connection() {
    use shared::{
        sync::wire::{FromRelay, Trouble},
        workflow::{Act, Args},
    };
    use tests::{
        Tablet, Who,
        cast::{SHARED, wish_with},
    };

    let relay = Relay::start();
    let mut officer = Tablet::of(Who::Tongan, &relay);
    officer.open(SHARED);
    relay.refuse_writing_beyond(0);
    officer.wish(wish_with(1, Act::Remind, Args::default().with("text", "磁盘只读时的提醒")));
    let is_told =
        |officer: &Tablet| matches!(officer.heard(), Some(FromRelay::Trouble { code: Trouble::StoreFailed | Trouble::StoreFull, .. }));
    officer.until("the relay cannot keep it", is_told);
    relay.allow_writing();
    officer.tick();
    assert_eq!(officer.until_decided(), None);
}
