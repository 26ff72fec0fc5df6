//! Handing documents to colleagues without a network, and what they hand over.

use leptos::{prelude::*, web_sys::HtmlInputElement};
use shared::{
    ids::DocumentId,
    sync::{
        device::Ask,
        handing::{Flaw, Hello},
    },
};

use crate::data::{
    ToWorker,
    handing::{HandAsk, HandSaid, Made, Offer, Receipt},
};
use crate::state::tell::Tell;

/// How far taking a file has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Taking {
    /// It is being opened and tried.
    UnderWay,
    /// It was taken.
    Taken(Box<Receipt>),
    /// Nothing of it was.
    NotTaken(Flaw),
}

/// How far making one has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Making {
    /// It is being made.
    UnderWay,
    /// It is made.
    Made(Made),
    /// It could not be.
    Failed,
}

/// Handing over.
#[derive(Clone, Copy)]
pub(crate) struct Handing {
    offer: RwSignal<Option<(DocumentId, Option<Offer>)>>,
    /// The file that was made last, or is being made.
    pub(crate) making: RwSignal<Option<Making>>,
    /// The file that was taken last.
    pub(crate) taking: RwSignal<Option<Taking>>,
    /// What a code says of this device; `Some(None)` where there is no key.
    pub(crate) hello: RwSignal<Option<Option<String>>>,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell) -> Handing {
    let (offer, making) = (RwSignal::new(None), RwSignal::new(None));
    let handing = Handing { offer, making, taking: RwSignal::new(None), hello: RwSignal::new(None), tell };
    provide_context(handing);
    handing
}

/// Handing over.
pub(crate) fn use_handing() -> Handing {
    expect_context()
}

impl Handing {
    pub(in crate::state) fn hears(self, said: HandSaid) {
        match said {
            HandSaid::Offer(document, offer) => self.offer.set(Some((document, offer))),
            HandSaid::NotMade => self.making.set(Some(Making::Failed)),
            HandSaid::Hello(text) => self.hello.set(Some(text)),
            HandSaid::Receiving => self.taking.set(Some(Taking::UnderWay)),
            HandSaid::Received(Ok(receipt)) => self.taking.set(Some(Taking::Taken(receipt))),
            HandSaid::Received(Err(flaw)) => self.taking.set(Some(Taking::NotTaken(flaw))),
        }
    }

    pub(in crate::state) fn made(self, made: Made) {
        self.making.set(Some(Making::Made(made)));
    }

    pub(in crate::state) fn forget(self) {
        self.offer.set(None);
        self.making.set(None);
        self.taking.set(None);
        self.hello.set(None);
    }

    /// Asks what could be handed over of the open document.
    pub(crate) fn look(self, document: DocumentId) {
        self.making.set(None);
        self.tell.say(ToWorker::Hand(HandAsk::Offer(document)));
    }

    /// What could be; `None` until it is known.
    pub(crate) fn offer(self, document: DocumentId) -> Option<Option<Offer>> {
        self.offer.with(|offer| offer.as_ref().filter(|(of, _)| *of == document).map(|(_, offer)| offer.clone()))
    }

    /// Makes the file.
    pub(crate) fn make(self, document: DocumentId, is_whole: bool, has_files: bool, also: Vec<Hello>) {
        self.making.set(Some(Making::UnderWay));
        self.tell.say(ToWorker::Hand(HandAsk::Make { document, is_whole, has_files, also }));
    }

    /// Asks how this device introduces itself.
    pub(crate) fn introduce(self) {
        self.tell.say(ToWorker::Hand(HandAsk::Hello));
    }

    /// Takes a file that was picked.
    pub(crate) fn take(self, input: &HtmlInputElement) {
        self.tell.give(input);
    }

    /// Takes a file that was seen as a series of codes.
    pub(crate) fn take_series(self, file: Vec<u8>) {
        self.tell.say(ToWorker::Hand(HandAsk::Series(file)));
    }

    /// The person needs no more what the relay did not take of colleagues' changes.
    pub(crate) fn drop_refused(self, document: DocumentId) {
        self.tell.ask(Ask::DropHanded { document });
    }
}
