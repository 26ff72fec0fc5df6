//! What this device tells the relay of itself: how much it holds that the relay does not have, so that whoever leads a case knows who
//! still has something, and what was refused since its person left a group, which waits for the lead (R-0-15).

use std::collections::BTreeSet;

use super::{
    Device, Effect, Link, RefusedWork,
    store::{Table, Write},
};
use crate::{
    ids::DocumentId,
    sync::{
        handover::{self, Piece},
        standing::Report,
        wire::{FromDevice, takes},
    },
    time::Timestamp,
    workflow::Code,
};

/// As long as something waits it is told anew at most so often, in milliseconds. That nothing waits any more is told at once: a device
/// that is put away a moment later is remembered by it.
const PAUSE: i64 = 15_000;

/// What the relay of this connection takes, and was told.
#[derive(Debug, Default)]
pub(super) struct Told {
    takes_reports: bool,
    takes_later: bool,
    report: Option<(Report, Timestamp)>,
    /// Refused pieces that were handed on over this connection, answered or not.
    later: BTreeSet<String>,
}

impl Device {
    /// The relay said what it takes beside what every relay does.
    pub(super) fn relay_takes(&mut self, codes: &[String]) {
        let has = |code: &str| codes.iter().any(|taken| taken == code);
        self.told = Told { takes_reports: has(takes::REPORTS), takes_later: has(takes::LATER), ..Told::default() };
    }

    /// At the end of each step.
    pub(super) fn tell_relay(&mut self) {
        if self.truth.link == Link::Online {
            self.report();
            self.hand_on();
        }
    }

    fn report(&mut self) {
        if !self.told.takes_reports {
            return;
        }
        let is_resting = matches!(&self.told.report, Some((_, at)) if (0..PAUSE).contains(&(self.now.0 - at.0)));
        let was_empty = matches!(&self.told.report, Some((report, _)) if report.held.is_empty());
        if is_resting && (was_empty || self.holds_something()) {
            return;
        }
        let report = Report::of(self.unsent_by_document());
        if self.told.report.as_ref().is_none_or(|(told, _)| *told != report) {
            self.effects.push(Effect::Send(FromDevice::Report(report.clone())));
        }
        self.told.report = Some((report, self.now));
    }

    fn holds_something(&self) -> bool {
        self.unsent_by_document().next().is_some()
    }

    /// Everything that waits here, by its document, and whether it was refused.
    fn unsent_by_document(&self) -> impl Iterator<Item = (DocumentId, bool)> + '_ {
        let changes = self.documents.iter().flat_map(|(document, shelf)| shelf.outbox.iter().map(|_| *document));
        let unplaced = self.unplaced.iter().map(|(_, outgoing)| outgoing.document);
        let typing = self.loaded.iter().filter(|(_, loaded)| loaded.is_typing()).map(|(document, _)| *document);
        let orphans = self.orphans.iter().map(|draft| draft.document);
        let wishes = self.commands.values().map(|waiting| waiting.document);
        let unsent = changes.chain(unplaced).chain(typing).chain(orphans).chain(wishes).map(|document| (document, false));
        unsent.chain(self.refused.values().map(|work| (work.document, true)))
    }

    /// Hands to the relay what was refused because its person is in the group no more. It stays here until the relay has it.
    fn hand_on(&mut self) {
        if !self.told.takes_later {
            return;
        }
        let is_later = |work: &&RefusedWork| self.is_later(work) && !self.told.later.contains(&work.id);
        let pieces: Vec<_> = self.refused.values().filter(is_later).map(piece).collect();
        let mut documents: Vec<DocumentId> = pieces.iter().map(|piece| piece.document).collect();
        documents.sort_unstable();
        documents.dedup();
        for document in documents {
            let of_it = pieces.iter().filter(|piece| piece.document == document).cloned().collect();
            for pieces in handover::parcels(of_it) {
                self.told.later.extend(pieces.iter().map(|piece| piece.name.clone()));
                self.effects.push(Effect::Send(FromDevice::Later { document, pieces }));
            }
        }
    }

    /// Whether it was refused because its person had left the group when they wrote it, or asked for it.
    fn is_later(&self, work: &RefusedWork) -> bool {
        let follows = [Code::FollowsRefused, Code::NotYourCase, Code::NoSuchDocument];
        let code = work.refusal.code;
        code == Code::NotMemberThen || (follows.contains(&code) && self.lost.contains_key(&work.document))
    }

    /// The relay has these: they wait for whoever leads, and are a note here.
    pub(super) fn with_lead(&mut self, names: &[String]) {
        let mut writes = Vec::new();
        for name in names {
            let Some(work) = self.refused.remove(name) else { continue };
            let note = RefusedWork { refusal: Code::WithLead.into(), ..work };
            writes.push(Write::delete(Table::Refused, name.clone()));
            writes.push(Write::put(Table::Notes, name.clone(), &note));
            self.notes.insert(name.clone(), note);
        }
        if !writes.is_empty() {
            self.save(writes);
            self.stale.refused = true;
            self.stale.list = true;
            self.stale.document = true;
        }
    }
}

fn piece(RefusedWork { id, document, work, written_at, .. }: &RefusedWork) -> Piece {
    Piece { name: id.clone(), document: *document, written_at: *written_at, work: work.clone() }
}
