//! People who write and decide at the same time, as fast as they can.

use std::{
    fs,
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Sender},
    },
    thread,
};

use shared::{
    documents::DocumentKind,
    ids::{CommandId, DocumentId},
    workflow::{Act, Args, Command},
};
use tests::{
    Relay, Tablet, Who,
    cast::{SHARED, wish_with},
    dice::Dice,
    eventually::eventually,
    tablet::draw,
};

/// Two experts, an officer of their case's district and one of the city.
const WHO: [Who; 4] = [Who::Li, Who::Wang, Who::Tongan, Who::City];

/// Everybody with a tablet and dice of their own.
pub(super) struct Team {
    pub(super) members: Vec<(Tablet, Dice)>,
    pub(super) case: DocumentId,
}

impl Team {
    pub(super) fn at(relay: &Relay, dice: &mut Dice) -> Self {
        let mut members: Vec<(Tablet, Dice)> = WHO.iter().map(|who| (Tablet::of(*who, relay), dice.split())).collect();
        let case = members.iter_mut().map(|(tablet, _)| tablet.open(SHARED)).last().expect("a team of four");
        Self { members, case }
    }

    /// All work until they have heard so many frames together; then something happens to the relay, and all leave off.
    pub(super) fn work(&mut self, relay: &mut Relay, frames: u64, happens: impl FnOnce(&mut Relay)) {
        let (heard, frames_heard) = mpsc::channel();
        let is_over = AtomicBool::new(false);
        let (case, over) = (self.case, &is_over);
        thread::scope(|scope| {
            for (tablet, dice) in &mut self.members {
                let heard = heard.clone();
                scope.spawn(move || toil(tablet, dice, case, over, &heard));
            }
            drop(heard);
            // Fewer only where everybody was hung up on before.
            frames_heard.iter().take(usize::try_from(frames).expect("few")).for_each(drop);
            happens(relay);
            is_over.store(true, Ordering::SeqCst);
        });
    }

    /// The network is there again.
    pub(super) fn connect(&mut self) {
        for (tablet, _) in &mut self.members {
            tablet.disconnect();
            tablet.connect();
        }
    }

    /// All listen until everything is answered.
    pub(super) fn settle(&mut self) {
        eventually("everything is answered", || {
            let mut heard = 0;
            for (tablet, _) in &mut self.members {
                heard += usize::from(tablet.listen());
                if tablet.truth().is_relay_full {
                    tablet.tick();
                }
            }
            let is_done = |tablet: &Tablet| tablet.truth().saved + tablet.truth().sent == 0 && tablet.journal.undecided() == 0;
            (heard == 0 && self.members.iter().all(|(tablet, _)| is_done(tablet))).then_some(())
        });
        for (tablet, _) in &self.members {
            assert_eq!(tablet.refused(), [], "nothing of this is refused");
        }
    }
}

fn toil(tablet: &mut Tablet, dice: &mut Dice, case: DocumentId, over: &AtomicBool, heard: &Sender<()>) {
    while tablet.is_connected() && !over.load(Ordering::SeqCst) {
        let waiting = tablet.truth().saved + tablet.truth().sent;
        if waiting < 4 && tablet.journal.undecided() < 4 {
            act(tablet, dice, case);
        } else if tablet.truth().is_relay_full {
            tablet.tick();
        }
        if tablet.listen() && heard.send(()).is_err() {
            return; // The story has heard enough.
        }
    }
}

/// One thing that this person may do, or may ask for in vain.
fn act(tablet: &mut Tablet, dice: &mut Dice, case: DocumentId) {
    let mark = format!("{:016x}", dice.below(u64::MAX));
    match dice.below(8) {
        0..=3 => {
            tablet.add_row("supplements.rows", &mark);
            tablet.type_in(&format!("supplements.rows.{mark}.text"), &format!("{mark}的话"));
        }
        // The officers may; for an expert the answer is no, and it stays no.
        4..=5 => tablet.wish(command(Act::Remind, Args::default().with("text", mark))),
        6 => begin(tablet, case),
        _ => tablet.tick(),
    }
}

/// A new case of the same enterprise; only an officer of the district begins one that counts.
fn begin(tablet: &mut Tablet, case: DocumentId) {
    let Some(enterprise) = tablet.find(SHARED).and_then(|line| line.summary.enterprise) else { return };
    let told = Args::default().with("enterprise", enterprise).with("district", "tongan").with("category", "industrial");
    tablet.create(DocumentKind::Case, command(Act::Open, told));
    tablet.open_document(case);
}

fn command(act: Act, args: Args) -> Command {
    Command { id: CommandId(draw()), ..wish_with(0, act, args) }
}

/// How large the store's journal is now, in bytes: a limit a little beyond it is reached in the middle of a commit.
pub(super) fn journal_size(relay: &Relay) -> u64 {
    fs::metadata(relay.folder().join("liandong.db-wal")).map_or(0, |file| file.len())
}
