//! The relay of the stories: the real guard and the real rules on one real document.

use std::collections::BTreeMap;

use automerge::Change;
use serde_bytes::ByteBuf;

use super::{CASE, Network};
use crate::{
    access::{could_read, may_hand_in, may_read, waits_for_lead},
    ids::{DocumentId, Hash},
    records::{genesis, ledger, read},
    sync::{
        device::{Input, downward},
        guard,
        wire::{self, FromDevice, FromRelay, Listed, Trouble},
    },
    workflow::{Code, Command, Deadlines, check, gates::Facts},
};

impl Network {
    pub(super) fn relay(&mut self, at: usize, message: FromDevice) -> Vec<FromRelay> {
        let moved = self.log.len() as u64;
        let (person, state) = (self.nodes[at].who.person(), self.state());
        match message {
            FromDevice::Inventory { since } => {
                let has_moved = since < moved;
                let documents = if has_moved && may_read(&person, &state) && !self.is_hidden { vec![self.listed()] } else { vec![] };
                let is_lost = has_moved && since > 0 && documents.is_empty() && could_read(&person, &state);
                let lost = is_lost.then(|| FromRelay::Lost { documents: vec![CASE] });
                let inventory = FromRelay::Inventory { documents: documents.into(), cursor: moved, more: false, now: self.now };
                lost.into_iter().chain([inventory]).collect()
            }
            FromDevice::Pull { document, .. } if !may_read(&person, &state) => {
                vec![FromRelay::Trouble { code: Trouble::NoSuchDocument, batch: None, document: Some(document) }]
            }
            FromDevice::Pull { after, .. } => {
                self.pulls += 1;
                vec![self.entries(usize::try_from(after).unwrap())]
            }
            FromDevice::Submit { batch, document, changes } if !may_hand_in(&person, &state) => {
                let refused = changes.iter().map(|change| (guard::named(change), Code::NotYourCase.into())).collect();
                let (accepted, blocked, retry) = (vec![], vec![], vec![]);
                vec![FromRelay::Answer { batch, document, accepted, refused, blocked, retry, listed: None }]
            }
            FromDevice::Submit { batch, document, changes } => {
                let (who, author) = (self.nodes[at].who, self.nodes[at].author);
                let judged = guard::judge(&self.doc, &self.state(), &who.person(), author, &changes, self.now.day());
                let known = judged.known.iter().map(|hash| (*hash, self.number(*hash)));
                let mut accepted: Vec<_> = known.collect();
                let from = self.log.len();
                for change in &judged.accepted {
                    self.log.push(change.raw_bytes().to_vec());
                    accepted.push((change.hash().into(), self.log.len() as u64));
                }
                self.doc = judged.doc;
                if self.log.len() > from {
                    self.push(from, Some(at));
                }
                if std::mem::take(&mut self.nodes[at].loses_answer) {
                    return vec![];
                }
                vec![FromRelay::Answer {
                    batch,
                    document,
                    accepted,
                    refused: judged.refused,
                    blocked: judged.blocked,
                    retry: judged.retry,
                    listed: may_read(&person, &self.state()).then(|| self.listed()),
                }]
            }
            FromDevice::Command { document, command } => vec![self.decide(at, document, command)],
            FromDevice::Compare { document, .. } if self.is_hidden || (moved > 0 && !may_read(&person, &state)) => {
                vec![FromRelay::Trouble { code: Trouble::NoSuchDocument, batch: None, document: Some(document) }]
            }
            FromDevice::Compare { document, held, digest } => {
                let own = self.log.iter().take(usize::try_from(held).unwrap()).map(|chunk| downward::hash(chunk));
                let agrees = held <= moved && wire::digest(own) == digest;
                vec![FromRelay::Compared { document, listed: (moved > 0).then(|| self.listed()), agrees }]
            }
            FromDevice::Open { document, genesis, command } => {
                let genesis = Change::from_bytes(genesis.to_vec()).expect("a device begins with a change");
                if self.log.is_empty() && genesis::kind_of(genesis.hash().into()).is_some() {
                    self.log.push(genesis.raw_bytes().to_vec());
                    self.doc.apply_changes([genesis]).expect("genesis applies");
                }
                vec![self.decide(at, document, command)]
            }
            FromDevice::RegisterKey { key } => {
                self.keys.push(key.to_vec());
                vec![FromRelay::Key { key }]
            }
            FromDevice::Report(report) => {
                self.reports.push(report);
                vec![]
            }
            FromDevice::Later { document, pieces } => {
                let taken = if waits_for_lead(&person, &state) { pieces } else { vec![] };
                let names = taken.iter().map(|piece| piece.name.clone()).collect();
                self.later.extend(taken);
                vec![FromRelay::WithLead { document, names }]
            }
            FromDevice::Introduce { .. } | FromDevice::Vouch { .. } | FromDevice::Carry { .. } => self.handing(at, message),
        }
    }

    /// What the relay does with a wish: asks the rules, writes the ledger, tells everybody.
    fn decide(&mut self, at: usize, document: DocumentId, command: Command) -> FromRelay {
        let (person, state, id) = (self.nodes[at].who.person(), self.state(), command.id);
        let content = if command.heads.is_empty() { Some(read::content(&self.doc)) } else { read::content_at(&self.doc, &command.heads) };
        let content = content.expect("the device sent its edits before the command about them");
        let (experts, deadlines) = (BTreeMap::new(), Deadlines::default());
        let facts =
            Facts { person: &person, state: &state, content: &content, experts: &experts, deadlines: &deadlines, today: self.now.day() };
        let refused = match check(&facts, command, self.now) {
            Err(refusal) => Some(refusal),
            Ok(permit) => {
                let after = if state.is_open() { self.log.len() } else { 0 };
                let change = ledger::append(&mut self.doc, permit);
                self.log.push(change.raw_bytes().to_vec());
                self.push(after, None);
                None
            }
        };
        FromRelay::Decided { id, document, refused }
    }

    pub(super) fn push(&mut self, after: usize, except: Option<usize>) {
        let state = self.state();
        for other in 0..self.nodes.len() {
            let person = self.nodes[other].who.person();
            if Some(other) != except && self.nodes[other].is_connected {
                let told = if may_read(&person, &state) {
                    self.entries(after)
                } else if could_read(&person, &state) {
                    FromRelay::Lost { documents: vec![CASE] }
                } else {
                    continue;
                };
                self.give(other, Input::Heard(Box::new(told)));
            }
        }
    }

    pub(super) fn entries(&self, after: usize) -> FromRelay {
        FromRelay::Entries {
            listed: self.listed(),
            after: after as u64,
            entries: self.log[after..].iter().cloned().map(ByteBuf::from).collect(),
        }
    }

    pub(super) fn number(&self, hash: Hash) -> u64 {
        1 + self.log.iter().position(|chunk| downward::hash(chunk) == hash).expect("known") as u64
    }

    fn listed(&self) -> Listed {
        Listed::of(CASE, &read::content(&self.doc), &self.state(), self.now, vec![], self.log.len() as u64)
    }
}
