//! One device hands something to another: without keys, since nobody lies here; the rest is as on a real device.

use serde_bytes::ByteBuf;

use super::{CASE, Network, path};
use crate::{
    records::read,
    sync::{
        device::{Ask, Handed, HandedLine, Input, Table},
        guard,
        handing::{Batch, Circle, Flaw, Known, Parcel, Trial, Tried, Voucher, trying::try_parcel},
        wire::{FromDevice, FromRelay},
    },
};

/// What a key of these stories is.
const KEY: [u8; 65] = [4; 65];

impl Network {
    /// What this device hands over now.
    pub(in super::super) fn parcel(&mut self, at: usize, is_whole: bool) -> Parcel {
        self.give(at, Input::Ask(Ask::Keep { document: CASE }));
        let log = if is_whole { self.log_of(at) } else { Vec::new() };
        self.nodes[at].device.giving(CASE, &log).expect("the document is open and the relay has it").parcel
    }

    /// Takes a parcel, opened and verified already.
    pub(in super::super) fn take(&mut self, at: usize, mut parcel: Parcel, by: usize) -> Result<Tried, Flaw> {
        let device = &self.nodes[at].device;
        parcel.claims(device.circle(), device.era())?;
        let (held, standing) = device.standing(CASE, self.log_of(at));
        let person = |batch: &Batch| device.circle().find(batch.author).expect("those alone are left").person.clone();
        let trial = Trial {
            me: self.nodes[at].who.person(),
            document: parcel.document,
            at: parcel.at,
            now: self.now,
            held,
            standing,
            log: parcel.log.clone(),
            batches: parcel.batches.iter().map(|batch| (person(batch), batch.clone())).collect(),
        };
        let tried = try_parcel(trial)?;
        let batches = parcel.batches.iter().zip(&tried.fates).map(|(batch, fate)| {
            let changes = batch.changes.iter().filter(|change| fate.accepted.contains(&guard::named(change))).cloned().collect();
            Batch { changes, ..batch.clone() }
        });
        let handed = Handed {
            document: parcel.document,
            era: parcel.era,
            summary: tried.summary.clone(),
            waits: tried.waits.clone(),
            log: if tried.is_further { parcel.log.clone() } else { Vec::new() },
            voucher: parcel.voucher.clone(),
            batches: batches.filter(|batch| !batch.changes.is_empty()).collect(),
            people: tried.people.clone(),
            by: self.nodes[by].author,
        };
        self.give(at, Input::Handed(Box::new(handed)));
        Ok(tried)
    }

    /// How many rows of its log a device holds without a gap, and how much stands beyond, if behind a gap there was one more row.
    pub(in super::super) fn standing_with_a_gap(&self, at: usize) -> (usize, usize) {
        let log = [self.log_of(at), vec![b"confirmed behind others' words".to_vec()]].concat();
        let (held, standing) = self.nodes[at].device.standing(CASE, log);
        (held.len(), standing.len())
    }

    /// What stands here of others and is not confirmed.
    pub(in super::super) fn handed(&self, at: usize) -> &[HandedLine] {
        &self.nodes[at].screen.document.as_ref().expect("the document is open").handed
    }

    /// The person needs no more what the relay did not take.
    pub(in super::super) fn drop_handed(&mut self, at: usize) {
        self.give(at, Input::Ask(Ask::DropHanded { document: CASE }));
    }

    /// Every device that has the document has the relay's.
    pub(in super::super) fn everybody_has_the_same(&self) {
        for at in (0..self.nodes.len()).filter(|at| self.nodes[*at].is_connected) {
            assert_eq!(self.log_of(at), self.log, "{:?}", self.nodes[at].who);
        }
    }

    /// The rows of a table at the relay.
    pub(in super::super) fn rows_at_relay(&self, table: &str) -> Vec<String> {
        read::content(&self.doc).live_rows(&path(table)).map(|row| row.id.clone()).collect()
    }

    /// Rows of others' changes.
    pub(in super::super) fn carried_rows(&self, at: usize) -> usize {
        self.nodes[at].rows.keys().filter(|(table, _)| *table == Table::Carried).count()
    }

    /// The relay of the stories knows every device, and its word is that it says so.
    pub(super) fn circle(&self) -> Circle {
        let key = || ByteBuf::from(KEY.to_vec());
        let known = |node: &super::Node| Known { person: node.who.person(), device: node.author.device, signs: key(), opens: key() };
        Circle { vouches: key(), devices: self.nodes.iter().map(known).collect() }
    }

    pub(super) fn handing(&mut self, at: usize, message: FromDevice) -> Vec<FromRelay> {
        match message {
            FromDevice::Introduce { held, .. } => {
                let circle = self.circle();
                vec![FromRelay::Circle((held != Some(circle.version())).then_some(circle))]
            }
            FromDevice::Vouch { document, n } => {
                vec![FromRelay::Vouched { document, voucher: Voucher { n, signature: ByteBuf::from(vec![7; 64]) } }]
            }
            FromDevice::Carry { batch, document, author, changes, .. } => {
                let person = self.nodes.iter().find(|node| node.author == author).expect("one of the cast").who.person();
                let judged = guard::judge(&self.doc, &self.state(), &person, author, &changes, self.now.day());
                let mut accepted: Vec<_> = judged.known.iter().map(|hash| (*hash, self.number(*hash))).collect();
                let from = self.log.len();
                for change in &judged.accepted {
                    self.log.push(change.raw_bytes().to_vec());
                    accepted.push((change.hash().into(), self.log.len() as u64));
                }
                self.doc = judged.doc;
                if self.log.len() > from {
                    self.push(from, None);
                }
                let (refused, blocked, retry) = (judged.refused, judged.blocked, judged.retry);
                vec![FromRelay::Answer { batch, document, accepted, refused, blocked, retry, listed: None }]
            }
            other => panic!("{at} says something else: {other:?}"),
        }
    }
}
