//! What comes back from work that took time, and what is done with it.

use shared::{
    ids::Hash,
    sync::{
        device::Attach,
        media::{Fault, Held, Input, Kept, Piece, Why},
    },
};

use super::{Files, RETRY, StoreError, look, say, tus};
use crate::data::{
    files::{FileSaid, Keeping, Standing, Wanted},
    messages::ToPage,
};

/// How long to wait before the relay is asked again for a picture that nobody had sent, in milliseconds.
const LOOK_AGAIN: u32 = 10_000;

/// What comes back from work that took time.
pub(in super::super) enum News {
    /// So many hundredths of the file that is being stored are.
    Keeping(u32),
    /// It is stored, or not.
    Kept(Result<Box<Kept>, Why>),
    /// A file is ready to be sent, or the storage failed.
    Ready(Box<Kept>, Result<Piece, StoreError>),
    /// The relay answered about an upload, or did not.
    Answered(String, Result<tus::Stands, Fault>),
    /// What the screen wanted was handed to it.
    Seen(Wanted),
    /// It is not on this device.
    NotHere(Wanted),
    /// A picture came from the relay, or not.
    Received(Wanted, Result<Held, Standing>),
    /// A file that is to stay on this device came from the relay, or not.
    Carried(Hash, Result<Held, Standing>),
    /// What is to stay and was not to be had is tried again.
    CarryOn,
    /// The rest is over.
    Wake,
    /// The storage is tried again.
    Retry,
    /// The relay is asked again for what nobody had sent.
    LookAgain,
}

impl Files {
    /// Work that took time is over.
    pub(in super::super) async fn hear(&mut self, news: News) -> Vec<Attach> {
        match news {
            News::Keeping(percent) => {
                self.keeping.iter_mut().for_each(|keeping| keeping.percent = percent);
                self.tell_keeping();
                Vec::new()
            }
            News::Kept(result) => self.kept(result).await,
            News::Ready(kept, result) => self.ready(*kept, result).await,
            News::Answered(id, Ok((upload, offset))) => self.give(Input::Stands { id, upload, offset }).await,
            News::Answered(id, Err(fault)) => self.give(Input::Failed { id, fault }).await,
            News::Seen(wanted) => {
                self.wanted.remove(&wanted);
                Vec::new()
            }
            News::NotHere(wanted) => {
                self.not_here(wanted);
                Vec::new()
            }
            News::Received(wanted, result) => self.received(wanted, result).await,
            News::Carried(hash, result) => self.carried(hash, result).await,
            News::CarryOn => {
                self.carry_on();
                Vec::new()
            }
            News::Wake => self.give(Input::Tick).await,
            News::Retry => {
                self.prepare_next();
                self.work_off().await
            }
            News::LookAgain => {
                self.look_again();
                Vec::new()
            }
        }
    }

    async fn kept(&mut self, result: Result<Box<Kept>, Why>) -> Vec<Attach> {
        let keeping = self.keeping.take();
        self.tell_keeping();
        self.keep_next();
        match result {
            Ok(kept) => self.give(Input::Kept(*kept)).await,
            Err(why) => {
                if let Some(Keeping { spot, name, .. }) = keeping {
                    say(&ToPage::Files(FileSaid::NotTaken { spot, name, why }));
                }
                Vec::new()
            }
        }
    }

    async fn ready(&mut self, kept: Kept, result: Result<Piece, StoreError>) -> Vec<Attach> {
        self.is_preparing = false;
        match result {
            Ok(piece) => {
                self.prepare_next();
                self.give(Input::Ready { id: kept.id, piece }).await
            }
            Err(error) => {
                web_sys::console::warn_1(&error.0.into());
                self.to_prepare.push_front(kept);
                self.wake(1, RETRY, || News::Retry);
                Vec::new()
            }
        }
    }

    async fn received(&mut self, wanted: Wanted, result: Result<Held, Standing>) -> Vec<Attach> {
        self.is_receiving = false;
        match result {
            Ok(held) => {
                let attach = self.give(Input::Received(held)).await;
                let ready: Vec<Wanted> = self.wanted.iter().filter(|one| one.hash == wanted.hash).copied().collect();
                ready.into_iter().for_each(|one| self.look_here(one));
                self.receive_next();
                attach
            }
            Err(standing) => {
                look::answer(wanted, standing, None);
                if standing == Standing::Nowhere {
                    self.wake(2, LOOK_AGAIN, || News::LookAgain);
                }
                self.receive_next();
                Vec::new()
            }
        }
    }
}
