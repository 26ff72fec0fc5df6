//! Carries out what the machine of the files wants: rows and bytes in a database of their own, pictures, requests. What takes time
//! runs beside the work in documents and comes back as news.
//!
//! The database is not that of the documents: an older version of the app opens that one as it always did, and a browser that loses
//! one for want of room has not lost the other.

pub(super) mod bytes;
mod carry;
pub(super) mod keep;
mod look;
mod news;
mod over;
pub(in crate::data) mod pixels;
mod prepare;
mod receive;
mod tasks;
mod tus;

use std::collections::{BTreeSet, VecDeque};

use gloo_timers::callback::Timeout;
use js_sys::Array;
pub(super) use news::News;
pub(super) use over::{forget, hand_over};
use shared::{
    codec,
    files::FileKind,
    ids::Hash,
    sync::{
        device::{Attach, Attached, Link, Truth},
        handover,
        media::{Effect, Held, Input, Kept, Media, Piece, Table, Write},
    },
};
use wasm_bindgen::JsCast;
use web_sys::{AbortController, File};

use super::{
    Event, Events,
    cipher::Keyring,
    say,
    store::{Plan, Store, StoreError},
};
use crate::data::{
    clock,
    files::{FileAsk, FileSaid, Keeping, Spot, Wanted},
    messages::ToPage,
    of_js,
};

/// Small pictures, by the hash of the file; they stay for ever.
pub(super) const SMALL: &str = "small";
/// The place for which the camera was opened.
const PLACE: &str = "place";
const ASKED: &str = "asked";
/// Bytes that stay on this device although the relay has them.
const BUDGET: u64 = 300 << 20;
/// How long to wait before the device's storage is tried again, in milliseconds.
const RETRY: u32 = 2_000;

/// Whose files, and with what they are read and written.
#[derive(Clone)]
pub(super) struct Owner {
    /// The person's id.
    pub(super) person: String,
    /// What is on it now counts, for work too that began before.
    pub(super) keyring: Keyring,
}

/// A person's files.
pub(super) struct Files {
    owner: Owner,
    number: u32,
    events: Events,
    media: Media,
    store: Store,
    waiting: VecDeque<Effect>,
    to_keep: VecDeque<(Spot, File)>,
    keeping: Option<Keeping>,
    to_prepare: VecDeque<Kept>,
    is_preparing: bool,
    /// Of the screen, and not answered for good.
    wanted: BTreeSet<Wanted>,
    to_receive: VecDeque<Wanted>,
    /// To stay on this device, and not tried yet since there is a line.
    to_carry: VecDeque<Hash>,
    is_receiving: bool,
    is_online: bool,
    request: Option<AbortController>,
    timers: [Option<Timeout>; 4],
}

/// The database of this person's files.
pub(super) fn store(owner: &Owner) -> Store {
    let tables = vec![Table::Kept.name(), Table::Held.name(), bytes::CHUNKS, SMALL, PLACE];
    Store::under(owner.keyring.clone(), Plan { name: format!("liandong-files-{}", owner.person), version: 1, tables })
}

/// What is under way to the relay is not answered any more.
impl Drop for Files {
    fn drop(&mut self) {
        if let Some(request) = self.request.take() {
            request.abort();
        }
    }
}

/// What was picked cannot be stored yet: it is held in memory, and the page is told that nothing of it is stored.
pub(super) fn are_held(picked: &[Array]) {
    let all = picked.iter().flat_map(files_of);
    say(&ToPage::Files(FileSaid::Keeping(all.map(|(spot, file)| Keeping { spot, name: file.name(), percent: 0 }).collect())));
}

/// The page hands over `[place, file, …]`.
fn files_of(picked: &Array) -> Vec<(Spot, File)> {
    let Some(spot) = of_js::<Spot>(&picked.get(0)) else { return Vec::new() };
    picked.iter().skip(1).filter_map(|file| Some((spot.clone(), file.dyn_into::<File>().ok()?))).collect()
}

impl Files {
    /// Reads what this person's files are. News carry `number`.
    pub(super) async fn start(owner: Owner, number: u32, events: Events) -> (Self, Vec<Attach>) {
        let mut files = Self {
            store: store(&owner),
            owner,
            number,
            events,
            media: Media::new(BUDGET),
            waiting: VecDeque::new(),
            to_keep: VecDeque::new(),
            keeping: None,
            to_prepare: VecDeque::new(),
            is_preparing: false,
            wanted: BTreeSet::new(),
            to_receive: VecDeque::new(),
            to_carry: VecDeque::new(),
            is_receiving: false,
            is_online: false,
            request: None,
            timers: [const { None }; 4],
        };
        let attach = match files.stored().await {
            Ok(rows) => {
                files.waiting.extend(files.media.handle(Input::Stored(rows), clock::now()));
                files.sweep().await;
                files.work_off().await
            }
            Err(error) => {
                // Nothing is swept then, and what is picked says that it cannot be stored.
                web_sys::console::error_1(&error.0.into());
                Vec::new()
            }
        };
        (files, attach)
    }

    async fn stored(&mut self) -> Result<Vec<(Table, Vec<u8>)>, StoreError> {
        let mut rows = Vec::new();
        for table in Table::ALL {
            rows.extend(self.store.read(table.name(), "").await?.into_iter().map(|(_, row)| (table, row)));
        }
        let place = self.store.read(PLACE, ASKED).await?;
        let spot: Option<Spot> = place.first().and_then(|(_, spot)| codec::decode(spot));
        say(&ToPage::Files(FileSaid::Interrupted(spot)));
        Ok(rows)
    }

    /// Bytes that a start has left behind which ended before their row was written. Nothing is under way yet that writes any.
    async fn sweep(&mut self) {
        let Ok(keys) = bytes::keys(&mut self.store).await else { return };
        let orphans: Vec<String> = keys.into_iter().filter(|key| !self.media.needs(key)).collect();
        if !orphans.is_empty() {
            drop(bytes::forget(&mut self.store, &orphans).await);
        }
    }

    /// Nothing that was picked waits to be stored: another tab may sweep.
    pub(super) fn is_at_rest(&self) -> bool {
        self.keeping.is_none() && self.to_keep.is_empty()
    }

    /// The files that the relay does not have are left behind by their documents, to be named anew; how many.
    pub(super) async fn leave_behind(&mut self) -> Result<u32, StoreError> {
        let rows = self.media.left_behind();
        if !rows.is_empty() {
            self.save(&rows).await?;
        }
        Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
    }

    /// The words by which documents would name the files that none names yet.
    pub(super) fn unnamed(&self) -> Vec<handover::Piece> {
        self.media.unnamed()
    }

    /// What the relay does not have, with the bytes to be sent.
    pub(super) fn to_hand_over(&self) -> Vec<(Kept, Piece)> {
        self.media.to_hand_over()
    }

    /// Whether news with this number are of this start.
    pub(super) const fn is_current(&self, number: u32) -> bool {
        self.number == number
    }

    /// The page hands over what was picked.
    pub(super) fn take(&mut self, picked: &Array) {
        self.to_keep.extend(files_of(picked));
        self.keep_next();
    }

    /// The page wants something.
    pub(super) async fn ask(&mut self, ask: FileAsk) -> Vec<Attach> {
        match ask {
            FileAsk::Picking(spot) => self.remember(Some(codec::encode(&spot))).await,
            FileAsk::Picked => {
                self.remember(None).await;
                say(&ToPage::Files(FileSaid::Interrupted(None)));
            }
            FileAsk::Look(wanted) => {
                self.wanted.insert(wanted);
                return self.look(wanted).await;
            }
            FileAsk::Leave(wanted) => drop(self.wanted.remove(&wanted)),
            FileAsk::Still(wanted, small) => self.still(wanted, small).await,
            FileAsk::Discard(id) => return self.give(Input::Discard { id }).await,
            FileAsk::Carry(hashes) => return self.carry(hashes).await,
        }
        Vec::new()
    }

    /// Lists show it from now on.
    async fn still(&mut self, wanted: Wanted, small: Vec<u8>) {
        let is_picture = FileKind::of_bytes(&small) == Some(FileKind::Jpeg);
        if is_picture && self.store.write(&[(SMALL, wanted.hash.to_hex(), Some(small))]).await.is_ok() {
            self.look_here(wanted);
        }
    }

    /// The device's machine has named a file, or not.
    pub(super) async fn attached(&mut self, id: String, how: Attached) -> Vec<Attach> {
        match how {
            Attached::Named => self.give(Input::Named { id }).await,
            Attached::Nowhere => self.give(Input::Nowhere { id }).await,
            Attached::Away => Vec::new(), // Asked again when the line is new.
        }
    }

    /// Whose they are, for work beside this.
    pub(super) fn owner(&self) -> Owner {
        self.owner.clone()
    }

    /// Where the bytes of this file are on this device.
    pub(super) fn find(&self, hash: Hash) -> Option<Piece> {
        self.media.find(hash)
    }

    /// A colleague handed over a file, and its bytes are stored.
    pub(super) async fn handed(&mut self, held: Held) {
        let hash = held.piece.hash;
        self.give(Input::Received(held)).await;
        let ready: Vec<Wanted> = self.wanted.iter().filter(|one| one.hash == hash).copied().collect();
        ready.into_iter().for_each(|one| self.look_here(one));
    }

    /// How the work in documents stands.
    pub(super) async fn hears(&mut self, truth: Truth) -> Vec<Attach> {
        let mut attach = self.give(Input::Work { is_waiting: truth.saved > 0 || truth.sent > 0 }).await;
        let is_open = truth.link == Link::Online;
        if is_open != self.is_online {
            self.is_online = is_open;
            if !is_open && let Some(request) = self.request.take() {
                request.abort();
            }
            attach.extend(self.give(Input::Line { is_open }).await);
            if is_open {
                self.look_again();
                self.carry_on();
            }
        }
        attach
    }

    /// Gives the machine an input and does what follows; what is to be named in documents comes back.
    async fn give(&mut self, input: Input) -> Vec<Attach> {
        self.waiting.extend(self.media.handle(input, clock::now()));
        self.work_off().await
    }

    /// Does what waits, in order; storage that fails is tried again, and what follows waits for it.
    async fn work_off(&mut self) -> Vec<Attach> {
        let mut attach = Vec::new();
        while let Some(effect) = self.waiting.pop_front() {
            let done = match &effect {
                Effect::Save(writes) => self.save(writes).await,
                Effect::Drop(keys) => bytes::forget(&mut self.store, keys).await,
                Effect::Attach { id, document, path, text } => {
                    let (ticket, document, path, text) = (id.clone(), *document, path.clone(), text.clone());
                    attach.push(Attach { ticket, document, path, text });
                    Ok(())
                }
                Effect::Prepare(_)
                | Effect::Begin { .. }
                | Effect::Ask { .. }
                | Effect::Send { .. }
                | Effect::Wake(_)
                | Effect::Show(_) => {
                    self.begin(&effect);
                    Ok(())
                }
            };
            if let Err(error) = done {
                web_sys::console::warn_1(&error.0.into());
                self.waiting.push_front(effect);
                self.wake(1, RETRY, || News::Retry);
                break;
            }
        }
        attach
    }

    async fn save(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        let rows: Vec<_> = writes.iter().map(|write| (write.table.name(), write.key.clone(), write.value.clone())).collect();
        self.store.write(&rows).await
    }

    async fn remember(&mut self, place: Option<Vec<u8>>) {
        if let Err(error) = self.store.write(&[(PLACE, ASKED.to_owned(), place)]).await {
            web_sys::console::warn_1(&error.0.into());
        }
    }

    fn tell_keeping(&self) {
        let now = self.keeping.iter().cloned();
        let later = self.to_keep.iter().map(|(spot, file)| Keeping { spot: spot.clone(), name: file.name(), percent: 0 });
        say(&ToPage::Files(FileSaid::Keeping(now.chain(later).collect())));
    }
}
