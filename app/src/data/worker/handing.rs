//! Handing documents to colleagues' devices without a network, and taking what they hand over: this is the shell around
//! [`shared::sync::handing`]. What takes time runs beside the work in documents and comes back as news.

mod apart;
mod away;
mod closing;
mod crypto;
mod opening;

use std::future::Future;

use shared::{
    ids::{Author, DocumentId, Hash},
    sync::{
        device::{Ask, Giving, Handed, Input},
        handing::{Batch, Circle, Fate, Flaw, Hello, Medium, Trial, Tried, envelope, series},
        media::{Held, Piece},
    },
};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::{
    Event,
    files::keep::{bytes_of, part},
    hand_over, say,
    shell::{Done, Shell, Work},
};
use crate::data::{
    clock,
    handing::{HandAsk, HandSaid, Made, Offer, Receipt, blob_of, made_message},
    messages::ToPage,
};
pub(super) use away::{is_here as is_trial, run as run_trial};
use opening::Opened;

/// The largest files that come along as one part of the file.
const LARGEST: u64 = envelope::SECTION - envelope::TAG;
/// All files together: what a tablet can hold for a moment.
const TOGETHER: u64 = 300 << 20;

/// What comes back from work that took time.
pub(super) enum News {
    /// A file was made, or not.
    Made(Option<(Made, Blob)>),
    /// A file was opened, and every signature in it holds; or not.
    Opened(Result<Box<Opened>, Flaw>),
    /// It was tried.
    Tried(Box<Opened>, Result<Box<Tried>, Flaw>),
    /// Its files are stored.
    Kept(Box<Receipt>, Vec<Held>),
}

impl Shell {
    /// The page wants something.
    pub(super) fn hand(&mut self, ask: HandAsk) -> Done<'_> {
        Box::pin(async move {
            match ask {
                HandAsk::Offer(document) => {
                    self.give(Input::Ask(Ask::Keep { document })).await;
                    let offer = self.offer(document).await;
                    say(&ToPage::Hand(HandSaid::Offer(document, offer)));
                }
                HandAsk::Make { document, is_whole, has_files, also } => self.make(document, is_whole, has_files, also).await,
                HandAsk::Hello => say(&ToPage::Hand(HandSaid::Hello(self.hello()))),
                HandAsk::Series(bytes) => blob_of(&bytes).into_iter().for_each(|file| self.receive(file)),
            }
        })
    }

    /// Somebody handed over a file.
    pub(super) fn receive(&mut self, file: Blob) {
        let Some(work) = &self.work else { return };
        say(&ToPage::Hand(HandSaid::Receiving));
        let (key, circle, era) = (work.key.clone(), work.device.circle().clone(), work.device.era());
        self.beside(async move { News::Opened(opening::opened(file, key, &circle, era).await.map(Box::new)) });
    }

    /// Work that took time is over.
    pub(super) fn hand_news(&mut self, news: News) -> Done<'_> {
        Box::pin(self.hears_of(news))
    }

    async fn hears_of(&mut self, news: News) {
        match news {
            News::Made(Some((made, file))) => hand_over(&made_message(&made, &file)),
            News::Made(None) => say(&ToPage::Hand(HandSaid::NotMade)),
            News::Opened(Ok(opened)) => self.try_away(opened).await,
            News::Opened(Err(flaw)) | News::Tried(_, Err(flaw)) => say(&ToPage::Hand(HandSaid::Received(Err(flaw)))),
            News::Tried(opened, Ok(tried)) => self.take_over(opened, *tried).await,
            News::Kept(mut receipt, held) => {
                receipt.files = u32::try_from(held.len()).unwrap_or(u32::MAX);
                if let Some(work) = &mut self.work {
                    for one in held {
                        work.files.handed(one).await;
                    }
                }
                say(&ToPage::Hand(HandSaid::Received(Ok(receipt))));
            }
        }
    }

    async fn offer(&mut self, document: DocumentId) -> Option<Offer> {
        let work = self.work.as_mut()?;
        let giving = work.giving(document, true).await?;
        let pieces = work.pieces(&giving.files);
        let size = |batches: &[Batch]| batches.iter().flat_map(|batch| &batch.changes).map(|change| change.len() as u64).sum::<u64>();
        let count = |batches: &[Batch]| batches.iter().map(|batch| batch.changes.len()).sum::<usize>();
        let waiting = work.device.giving(document, &[])?.parcel.batches;
        let mut people: Vec<String> = giving.readers.iter().map(|known| known.person.name.clone()).collect();
        people.dedup();
        Some(Offer {
            has_log: !giving.parcel.log.is_empty(),
            bytes: giving.parcel.log.iter().map(|entry| entry.len() as u64).sum::<u64>() + size(&giving.parcel.batches),
            waiting: (u32_of(count(&waiting)), size(&waiting)),
            files: (u32_of(pieces.len()), pieces.iter().map(|piece| piece.size).sum()),
            left: u32_of(giving.files.len() - pieces.len()),
            people,
        })
    }

    async fn make(&mut self, document: DocumentId, is_whole: bool, has_files: bool, also: Vec<Hello>) {
        self.give(Input::Ask(Ask::Keep { document })).await;
        let author = self.me.person.as_ref().map(|person| Author { person: person.id, device: self.me.device });
        let Some(work) = &mut self.work else { return };
        let giving = work.giving(document, is_whole).await;
        let (Some(giving), Some(key), Some(author)) = (giving, work.key.clone(), author) else {
            say(&ToPage::Hand(HandSaid::NotMade));
            return;
        };
        let pieces = if has_files { work.pieces(&giving.files) } else { Vec::new() };
        let known = giving.readers.iter().map(|known| known.opens.to_vec());
        let mut opens: Vec<Vec<u8>> = also.into_iter().map(|hello| hello.opens.into_vec()).chain(known).take(envelope::SLOTS).collect();
        opens.sort_unstable();
        opens.dedup();
        let (name, owner) = (file_name(&giving.name), work.files.owner());
        self.beside(async move {
            match closing::closed(&owner, author, &key, giving, &opens, &pieces).await {
                Ok(file) => {
                    let size = bytes_of(file.size());
                    let small = if size <= series::LARGEST { part(&file, 0, size).await.unwrap_or_default() } else { Vec::new() };
                    let frames = series::frames(&small).unwrap_or_default();
                    News::Made(Some((Made { document, name, size, frames }, file)))
                }
                Err(error) => {
                    web_sys::console::warn_1(&error.0.into());
                    News::Made(None)
                }
            }
        });
    }

    fn hello(&self) -> Option<String> {
        let (work, person) = (self.work.as_ref()?, self.me.person.as_ref()?);
        let opens = serde_bytes::ByteBuf::from(work.key.as_ref()?.opens.clone());
        let author = Author { person: person.id, device: self.me.device };
        Some(Hello { author, name: person.name.clone(), opens }.to_text())
    }

    /// Gives a parcel to a worker that is thrown away.
    async fn try_away(&mut self, opened: Box<Opened>) {
        let (Some(work), Some(me)) = (&mut self.work, &self.me.person) else { return };
        let parcel = &opened.parcel;
        let Some(held) = work.log(parcel.document).await else {
            say(&ToPage::Hand(HandSaid::Received(Err(Flaw::NotStored))));
            return;
        };
        let (held, standing) = work.device.standing(parcel.document, held);
        let circle = work.device.circle();
        let of_author = |batch: &Batch| Some((circle.find(batch.author)?.person.clone(), batch.clone()));
        let trial = Trial {
            me: me.clone(),
            document: parcel.document,
            at: parcel.at,
            now: clock::now(),
            held,
            standing,
            log: parcel.log.clone(),
            batches: parcel.batches.iter().filter_map(of_author).collect(),
        };
        self.beside(async move {
            let tried = away::tried(&trial).await.map(Box::new);
            News::Tried(opened, tried)
        });
    }

    /// What passed goes to the machine; then the files are stored.
    async fn take_over(&mut self, opened: Box<Opened>, tried: Tried) {
        let Some(work) = &self.work else { return };
        let (parcel, circle) = (&opened.parcel, work.device.circle());
        let receipt = Box::new(receipt(&opened, &tried, circle));
        let passed =
            parcel.batches.iter().zip(&tried.fates).map(|(batch, fate)| passed(batch, fate)).filter(|batch| !batch.changes.is_empty());
        let handed = Handed {
            document: parcel.document,
            era: parcel.era,
            summary: tried.summary,
            waits: tried.waits,
            log: if tried.is_further { parcel.log.clone() } else { Vec::new() },
            voucher: parcel.voucher.clone(),
            batches: passed.collect(),
            people: tried.people,
            by: opened.from,
        };
        self.give(Input::Handed(Box::new(handed))).await;
        let Some(work) = &self.work else { return };
        let owner = work.files.owner();
        let missing: Vec<Hash> = tried.named.into_iter().filter(|hash| work.files.find(*hash).is_none()).collect();
        self.beside(async move {
            let is_wanted = |medium: &Medium| missing.contains(&medium.hash);
            let count = opened.parcel.media.iter().filter(|medium| is_wanted(medium)).count();
            let held = opened.keep_files(&owner, is_wanted).await;
            let lost_files = u32_of(count - held.len());
            News::Kept(Box::new(Receipt { lost_files, ..*receipt }), held)
        });
    }

    fn beside(&self, work: impl Future<Output = News> + 'static) {
        let (events, number) = (self.events.clone(), self.starts);
        spawn_local(async move { drop(events.unbounded_send(Event::Handing(number, Box::new(work.await)))) });
    }
}

impl Work {
    async fn giving(&mut self, document: DocumentId, is_whole: bool) -> Option<Giving> {
        let log = if is_whole { self.log(document).await? } else { Vec::new() };
        self.device.giving(document, &log)
    }

    /// Those of these files that are here and can come along.
    fn pieces(&self, files: &[Hash]) -> Vec<Piece> {
        let mut room = TOGETHER;
        let fits = |piece: &Piece| {
            let fits = piece.size <= LARGEST.min(room);
            room -= if fits { piece.size } else { 0 };
            fits
        };
        files.iter().filter_map(|hash| self.files.find(*hash)).filter(fits).take(envelope::MEDIA).collect()
    }
}

fn receipt(opened: &Opened, tried: &Tried, circle: &Circle) -> Receipt {
    let name = |author: Author| circle.find(author).map(|known| known.person.name.clone()).unwrap_or_default();
    let of = |count: &dyn Fn(&Fate) -> u32| tried.fates.iter().map(count).sum::<u32>();
    let each = || opened.parcel.batches.iter().zip(&tried.fates).map(|(batch, fate)| (name(batch.author), fate));
    let mut new: Vec<(String, u32)> = Vec::new();
    for (author, fate) in each().filter(|(_, fate)| !fate.accepted.is_empty()) {
        match new.iter_mut().find(|(other, _)| *other == author) {
            Some((_, count)) => *count += u32_of(fate.accepted.len()),
            None => new.push((author, u32_of(fate.accepted.len()))),
        }
    }
    let refused = each().filter_map(|(author, fate)| Some((author, u32_of(fate.refused.len()), fate.refused.first()?.1.clone())));
    Receipt {
        document: opened.parcel.document,
        kind: tried.summary.kind,
        title: [tried.summary.title.as_str(), &tried.summary.product]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        from: name(opened.from),
        is_further: tried.is_further,
        refused: refused.collect(),
        known: of(&|fate| fate.known),
        groundless: of(&|fate| fate.groundless),
        strangers: u32_of(opened.strangers.len()),
        new,
        files: 0,
        lost_files: 0,
    }
}

/// What of a batch the guard passed.
fn passed(batch: &Batch, fate: &Fate) -> Batch {
    let changes = batch.changes.iter().filter(|change| fate.accepted.contains(&shared::sync::guard::named(change)));
    Batch { changes: changes.cloned().collect(), ..batch.clone() }
}

/// A name that every system takes.
fn file_name(name: &str) -> String {
    let plain: String =
        name.chars().map(|letter| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '-' }).take(80).collect();
    format!("{}.liandong", if plain.is_empty() { "liandong" } else { &plain })
}

fn u32_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
