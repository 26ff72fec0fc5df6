//! One upload after the other, in parts that grow while the line is good. What fails rests, longer each time; then the relay is asked
//! how far it is, and the next part begins there.

use std::collections::BTreeMap;

use super::{Effect, Fault, Held, Kept, Media, Table, Why, Write};
use crate::time::Timestamp;

/// The least that is sent at a time: some seconds on a thin line.
const LEAST: u64 = 256 << 10;
/// The most.
const MOST: u64 = 4 << 20;
/// A part that takes less is followed by a larger one.
const QUICK: i64 = 1_000;
/// A part that takes more is followed by a smaller one.
const SLOW: i64 = 8_000;
/// Pauses after trouble, in milliseconds; the last one repeats.
const PAUSES: [u32; 5] = [2_000, 5_000, 15_000, 30_000, 60_000];
/// So often what arrived may be other than what was sent, before the bytes here are held to be damaged.
const DAMAGED: u32 = 3;
/// Larger files wait until the smaller ones have arrived.
const LARGE: u64 = 20 << 20;

/// What is under way.
#[derive(Debug)]
pub(super) struct Sending {
    is_open: bool,
    pub(super) is_work_waiting: bool,
    pub(super) is_resting: bool,
    busy: Option<Busy>,
    part: u64,
    sent: BTreeMap<String, u64>,
    /// Troubles in a row.
    troubles: usize,
    /// How often each file met trouble: another one goes first next time.
    attempts: BTreeMap<String, u32>,
    damaged: BTreeMap<String, u32>,
}

/// A request that was not answered yet.
#[derive(Debug)]
struct Busy {
    id: String,
    since: Timestamp,
    is_part: bool,
}

impl Default for Sending {
    fn default() -> Self {
        Self {
            is_open: false,
            is_work_waiting: false,
            is_resting: false,
            busy: None,
            part: LEAST,
            sent: BTreeMap::new(),
            troubles: 0,
            attempts: BTreeMap::new(),
            damaged: BTreeMap::new(),
        }
    }
}

impl Sending {
    pub(super) fn is_busy_with(&self, id: &str) -> bool {
        self.busy.as_ref().is_some_and(|busy| busy.id == id)
    }

    pub(super) fn sent(&self, id: &str) -> u64 {
        self.sent.get(id).copied().unwrap_or(0)
    }

    /// Nothing more of this file is waited for.
    pub(super) fn over(&mut self, id: &str) {
        if self.is_busy_with(id) {
            self.busy = None;
        }
    }
}

impl Media {
    pub(super) fn line(&mut self, is_open: bool) {
        if is_open && !self.sending.is_open {
            // There is hope again: nobody waits for a pause that belongs to the line before.
            self.sending.is_resting = false;
            self.sending.troubles = 0;
            // What is not named yet is tried again: its document may have arrived.
            let unnamed: Vec<Kept> = self.kept.values().filter(|kept| kept.ready.is_some()).cloned().collect();
            unnamed.iter().for_each(|kept| self.go_on(kept));
        }
        if !is_open {
            // Whatever was asked is not answered any more.
            self.sending.busy = None;
            self.show();
        }
        self.sending.is_open = is_open;
    }

    pub(super) fn stands(&mut self, id: String, upload: String, offset: u64) {
        let Some(busy) = self.sending.busy.take_if(|busy| busy.id == id) else { return };
        let Some(kept) = self.kept.get_mut(&id) else { return };
        let Some(piece) = kept.ready.clone() else { return };
        if busy.is_part {
            self.sending.troubles = 0;
            self.sending.attempts.remove(&id);
            let took = self.now.0 - busy.since.0;
            self.sending.part = match took {
                ..QUICK => (self.sending.part * 2).min(MOST),
                SLOW.. => (self.sending.part / 2).max(LEAST),
                _ => self.sending.part,
            };
        }
        if offset >= piece.size {
            self.kept.remove(&id);
            self.sending.sent.remove(&id);
            let held = Held { piece, at: self.now };
            self.hold(held, vec![Write::delete(Table::Kept, id)]);
        } else {
            if kept.upload.as_deref() != Some(&upload) {
                kept.upload = Some(upload);
                let row = Write::kept(kept);
                self.save(vec![row]);
            }
            self.sending.sent.insert(id.clone(), offset);
            self.part_of(&id, offset);
        }
        self.show();
    }

    pub(super) fn failed(&mut self, id: &str, fault: Fault) {
        if !self.sending.is_busy_with(id) {
            return;
        }
        self.sending.busy = None;
        match fault {
            Fault::Trouble => self.rest(id),
            Fault::Elsewhere => self.again(id),
            Fault::Gone => {
                self.begin_anew(id);
                self.again(id);
            }
            Fault::Damaged => {
                let times = self.sending.damaged.entry(id.to_owned()).or_default();
                *times += 1;
                if *times >= DAMAGED {
                    self.refuse(id, Why::Damaged);
                } else {
                    self.begin_anew(id);
                }
            }
            Fault::Refused(why) => self.refuse(id, why),
        }
        self.show();
    }

    /// Begins or goes on with the next file, when it is the files' turn.
    pub(super) fn send_next(&mut self) {
        let Sending { is_open: true, is_work_waiting: false, is_resting: false, busy: None, .. } = self.sending else { return };
        let waiting = self.kept.values().filter(|kept| kept.is_named && kept.refused.is_none());
        let next = waiting.min_by_key(|kept| {
            let is_large = kept.ready.as_ref().is_some_and(|piece| piece.size > LARGE);
            (self.sending.attempts.get(&kept.id).copied().unwrap_or(0), is_large, kept.at, kept.id.clone())
        });
        let Some(id) = next.map(|kept| kept.id.clone()) else { return };
        self.ask(&id);
        self.show();
    }

    fn ask(&mut self, id: &str) {
        let Some(kept) = self.kept.get(id) else { return };
        let Some(piece) = kept.ready.clone() else { return };
        let effect = match kept.upload.clone() {
            None => Effect::Begin { id: id.to_owned(), piece },
            Some(upload) => Effect::Ask { id: id.to_owned(), upload },
        };
        self.busy_with(id, false);
        self.effects.push(effect);
    }

    fn part_of(&mut self, id: &str, from: u64) {
        if self.sending.is_work_waiting || !self.sending.is_open {
            return; // The work goes first; then it is asked how far this one is.
        }
        let Some(kept) = self.kept.get(id) else { return };
        let (Some(piece), Some(upload)) = (kept.ready.clone(), kept.upload.clone()) else { return };
        let to = piece.size.min(from + self.sending.part);
        self.busy_with(id, true);
        self.effects.push(Effect::Send { id: id.to_owned(), upload, piece, from, to });
    }

    fn busy_with(&mut self, id: &str, is_part: bool) {
        self.sending.busy = Some(Busy { id: id.to_owned(), since: self.now, is_part });
    }

    fn rest(&mut self, id: &str) {
        *self.sending.attempts.entry(id.to_owned()).or_default() += 1;
        self.sending.part = LEAST;
        self.sending.is_resting = true;
        let pause = PAUSES[self.sending.troubles.min(PAUSES.len() - 1)];
        self.sending.troubles += 1;
        self.effects.push(Effect::Wake(pause));
    }

    /// Once at once; what goes on failing rests.
    fn again(&mut self, id: &str) {
        if self.sending.attempts.contains_key(id) {
            self.rest(id);
        } else {
            self.sending.attempts.insert(id.to_owned(), 1);
        }
    }

    fn begin_anew(&mut self, id: &str) {
        self.sending.sent.remove(id);
        self.change(id, |kept| kept.upload = None);
    }
}
