//! What makes handing over possible while there is a network: the devices that the relay knows, and its word for the logs here.

use serde_bytes::ByteBuf;

use super::{
    CIRCLE, Device, Effect, Link,
    store::{Table, Write},
};
use crate::{
    ids::DocumentId,
    sync::{
        handing::{Circle, Voucher},
        wire::FromDevice,
    },
};

/// While a document is open and moves, the relay is asked for its word at most so often, in milliseconds.
const PAUSE: i64 = 5_000;
/// What the keys of vouchers begin with in [`Table::Meta`].
const PREFIX: &str = "vouched/";

/// The document whose voucher is kept in this row of [`Table::Meta`].
pub(super) fn vouched(key: &str) -> Option<DocumentId> {
    key.strip_prefix(PREFIX)?.parse().ok()
}

pub(super) fn voucher_row(document: DocumentId, voucher: &Voucher) -> Write {
    Write::put(Table::Meta, key(document), voucher)
}

pub(super) fn no_voucher(document: DocumentId) -> Write {
    Write::delete(Table::Meta, key(document))
}

fn key(document: DocumentId) -> String {
    format!("{PREFIX}{document}")
}

impl Device {
    /// The key for which others close files is known.
    pub(super) fn opens(&mut self, point: Vec<u8>) {
        self.opens = Some(point);
        if self.truth.link == Link::Online {
            self.introduce();
        }
    }

    /// Tells the relay this device's key and asks for the others'.
    pub(super) fn introduce(&mut self) {
        let held = (!self.circle.vouches.is_empty()).then(|| self.circle.version());
        self.effects.push(Effect::Send(FromDevice::Introduce { opens: self.opens.clone().map(ByteBuf::from), held }));
    }

    /// The relay told which devices it knows: it is one that vouches.
    pub(super) fn told_circle(&mut self, circle: Option<Circle>) {
        if let Some(circle) = circle {
            self.save(vec![Write::put(Table::Meta, CIRCLE.into(), &circle)]);
            self.circle = circle;
            self.stale.document = true;
        }
        self.vouches = true;
    }

    /// The devices that are known here.
    #[must_use]
    pub const fn circle(&self) -> &Circle {
        &self.circle
    }

    /// Asks for the relay's word, where what is held here has none; unless `is_now`, not more often than need be.
    pub(super) fn vouch(&mut self, document: DocumentId, is_now: bool) {
        let Some(shelf) = self.documents.get(&document) else { return };
        let (n, is_whole) = (shelf.held, shelf.held > 0 && shelf.held == shelf.listed.n && shelf.doubt.is_none());
        let is_vouched = self.vouched.get(&document).is_some_and(|voucher| voucher.n >= n);
        let is_due = self.asked_vouch.get(&document).is_none_or(|(of, at)| *of < n && (is_now || self.now.0 - at.0 >= PAUSE));
        if self.truth.link == Link::Online && self.vouches && is_whole && !is_vouched && is_due {
            self.asked_vouch.insert(document, (n, self.now));
            self.effects.push(Effect::Send(FromDevice::Vouch { document, n }));
        }
    }

    /// The open document's log goes on: so does the relay's word.
    pub(super) fn vouch_for_open(&mut self) {
        if let Some(document) = self.open {
            self.vouch(document, false);
        }
    }

    pub(super) fn keep_voucher(&mut self, document: DocumentId, voucher: Voucher) {
        let is_news = self.vouched.get(&document).is_none_or(|standing| standing.n < voucher.n);
        if is_news && self.documents.contains_key(&document) {
            self.save(vec![voucher_row(document, &voucher)]);
            self.vouched.insert(document, voucher);
        }
    }

    /// The words of another era, or for logs that are no longer here, are worth nothing.
    pub(super) fn forget_vouchers(&mut self) -> Vec<Write> {
        self.asked_vouch.clear();
        std::mem::take(&mut self.vouched).into_keys().map(no_voucher).collect()
    }
}
