//! The shell around the device's machine: carries its effects out in order, keeps the connection, says who works here.

mod connection;
mod effects;
mod locking;
mod revoked;
mod sealing;
mod seldom;

use std::{collections::VecDeque, pin::Pin};

use gloo_timers::callback::Timeout;
use js_sys::Array;
use shared::{
    ids::{Author, DocumentId},
    people::{Directory, Person},
    sync::{
        device::{Attach, Checkpoint, Device, Input, Me, Show, Truth},
        session::{ProblemCode, Session},
    },
};

use super::{
    Event, Events,
    cipher::Keyring,
    files::{self, Files, Owner},
    key::{self, Key},
    me, say,
    socket::News,
    store::{Store, StoreError},
    vault::{Places, Sweep, Vault},
};
use crate::data::{
    account::SignInError,
    draw,
    handing::of_given,
    messages::{LockAsk, ToPage, ToWorker},
};
use connection::Connection;
use effects::{Effects, RETRY};
pub(super) use seldom::Seldom;

/// The worker's state.
pub(super) struct Shell {
    pub(super) me: Me,
    own: Store,
    keys: Store,
    pub(super) work: Option<Work>,
    connection: Connection,
    /// What was kept outside the stores of what they held when this tab began to work.
    kept: Vec<Checkpoint>,
    /// The person's lock, if they have one, and whether it closes once everything is durable.
    vault: Option<Vault>,
    is_locking: bool,
    /// Rows that are being enciphered, or deciphered for good.
    sweep: Option<Sweep>,
    sweep_again: Option<Timeout>,
    /// Files that were picked while the person's store could not be opened, or the lock was closed.
    picked: Vec<Array>,
    /// When what is unsent is handed over again that the relay could not take.
    hand_again: Option<Timeout>,
    pub(super) events: Events,
    pub(super) starts: u32,
}

/// Something that is being done.
pub(super) type Done<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// A person's store and machine.
pub(super) struct Work {
    pub(super) device: Device,
    effects: Effects,
    pub(super) files: Files,
    /// With what both stores are read and written.
    keyring: Keyring,
    /// With which the person signs and opens here; none in a browser that cannot keep any.
    pub(super) key: Option<Key>,
}

impl Work {
    /// A document's log on this device; `None` when the storage cannot be read now.
    pub(super) async fn log(&mut self, document: DocumentId) -> Option<Vec<Vec<u8>>> {
        self.effects.log(document).await
    }
}

impl Shell {
    /// Reads who works here and opens their store.
    pub(super) async fn start(events: Events, kept: Vec<Checkpoint>) -> Self {
        let mut own = me::store();
        let me = match me::read(&mut own).await {
            Ok(me) => me,
            Err(error) => {
                // A browser without storage still shows the sign-in page; work there lasts as long as the tab.
                web_sys::console::error_1(&error.0.into());
                Me { device: draw::device(), person: None }
            }
        };
        let connection = Connection::new(events.clone());
        let mut shell = Self {
            me,
            own,
            keys: key::store(),
            work: None,
            connection,
            kept,
            vault: None,
            is_locking: false,
            sweep: None,
            sweep_again: None,
            picked: Vec::new(),
            hand_again: None,
            events,
            starts: 0,
        };
        shell.begin().await;
        shell
    }

    /// One event.
    pub(super) async fn take(&mut self, event: Event) {
        self.take_in(event).await;
        self.settle_lock().await;
    }

    async fn take_in(&mut self, event: Event) {
        match event {
            Event::Page(ToWorker::SignedIn(session)) => self.signed_in(session).await,
            Event::Page(ToWorker::SignedOut) => self.signed_out().await,
            Event::Page(ToWorker::Ask(ask)) => {
                let ask = self.sealed(ask).await;
                self.give(Input::Ask(ask)).await;
            }
            Event::Page(ToWorker::Hand(ask)) => self.seldom(Seldom::Hand(ask)).await,
            Event::Handing(number, news) if number == self.starts && self.work.is_some() => self.seldom(Seldom::News(news)).await,
            Event::Handing(..) => {}
            Event::Page(ToWorker::MaybeOnline) => self.connect_now(),
            // What is said among tabs is heard before it comes here.
            Event::Page(ToWorker::Kept(_) | ToWorker::TakeOver | ToWorker::Finished | ToWorker::Rest | ToWorker::End) | Event::Tabs(_) => {}
            Event::Page(ToWorker::Files(ask)) => {
                if let Some(work) = &mut self.work {
                    let attach = work.files.ask(ask).await;
                    self.attach(attach).await;
                }
            }
            Event::Page(ToWorker::Lock(LockAsk::Close)) => self.close_lock(),
            Event::Page(ToWorker::Lock(ask)) => self.seldom(Seldom::Lock(ask)).await,
            Event::Page(ToWorker::HandOver) => self.hand_over().await,
            Event::FileOver { owner, person, kept, left } => self.file_over(&owner, person, &kept, left).await,
            Event::Sweep => self.seldom(Seldom::Sweep).await,
            Event::Fetched(duty, is_here) => self.fetched(duty, is_here).await,
            Event::Picked(picked) => match of_given(&picked) {
                Some(file) => self.seldom(Seldom::Given(file)).await,
                None => self.picked(picked),
            },
            Event::Files(number, news) => {
                if let Some(work) = self.work.as_mut().filter(|work| work.files.is_current(number)) {
                    let attach = work.files.hear(news).await;
                    self.attach(attach).await;
                }
            }
            Event::Attached(ticket, how) => {
                if let Some(work) = &mut self.work {
                    let attach = work.files.attached(ticket, how).await;
                    self.attach(attach).await;
                }
            }
            Event::Stands(truth) => {
                if let Some(work) = &mut self.work {
                    let attach = work.files.hears(truth).await;
                    self.attach(attach).await;
                }
            }
            Event::Socket(number, news) if self.connection.is_current(number) => match news {
                News::Opened => {
                    self.connection.opened();
                    self.give(Input::Connected).await;
                }
                News::Heard(messages) => self.give_all(messages.into_iter().map(|message| Input::Heard(Box::new(message))).collect()).await,
                News::Closed => {
                    self.connection.closed();
                    self.give(Input::Disconnected).await;
                }
            },
            Event::Session(number, answer) if self.connection.is_current(number) => self.asked(answer).await,
            Event::Socket(..) | Event::Session(..) => {}
            Event::Again => self.again().await,
        }
    }

    /// Everything that was asked for so far is durable.
    pub(super) fn is_at_rest(&self) -> bool {
        self.picked.is_empty() && self.work.as_ref().is_none_or(|work| work.effects.is_at_rest() && work.files.is_at_rest())
    }

    /// Files go to the store; as long as it cannot be opened they are held, and the page says that they are not safe yet.
    fn picked(&mut self, picked: Array) {
        match &mut self.work {
            Some(work) => work.files.take(&picked),
            None => {
                self.picked.push(picked);
                files::are_held(&self.picked);
            }
        }
    }

    async fn signed_in(&mut self, session: Session) {
        let is_same = self.me.person.as_ref().is_some_and(|person| person.id == session.person.id);
        self.me.person = Some(session.person);
        if let Err(error) = me::write(&mut self.own, &self.me).await {
            web_sys::console::error_1(&error.0.into());
        }
        if is_same && self.work.is_some() {
            self.tell_me();
            self.connection.forget_refusal();
            self.connect_now();
        } else {
            self.begin().await;
        }
    }

    async fn signed_out(&mut self) {
        self.connection.close();
        self.work = None;
        self.picked.clear();
        self.sweep = None;
        (self.vault, self.is_locking) = (None, false);
        self.me.person = None;
        drop(me::write(&mut self.own, &self.me).await);
        say(&ToPage::Show(Show::Documents(Vec::new())));
        say(&ToPage::Show(Show::Directory(Directory::default())));
        say(&ToPage::Show(Show::Refused(Vec::new())));
        say(&ToPage::Show(Show::Lost(Vec::new())));
        say(&ToPage::Show(Show::Notes(Vec::new())));
        say(&ToPage::Show(Show::Deletions(Vec::new())));
        say(&ToPage::Show(Show::Truth(Truth::default())));
        self.tell_lock(None);
        self.tell_me();
    }

    /// Opens the person's store, if there is a person, and connects.
    async fn begin(&mut self) {
        self.connection.close();
        self.work = None;
        let found = self.find_lock().await;
        if self.finish_forgetting().await {
            return;
        }
        // Before anything of the person's could be shown, or asked for.
        self.tell_lock(None);
        // Then: the page forgets what it showed of somebody else when it hears who works here.
        self.tell_me();
        if self.is_closed() {
            say(&ToPage::IsFailing(false));
            return;
        }
        if let Some(person) = &self.me.person {
            let keyring = self.vault.as_ref().map(|vault| vault.keyring().clone()).unwrap_or_default();
            let owner = Owner { person: person.id.to_string(), keyring: keyring.clone() };
            let mut store = locking::documents(&owner);
            // Whether there is a lock must be known before anything is written.
            let rows = match found {
                Ok(()) => store.rows().await,
                Err(error) => Err(error),
            };
            match rows {
                Ok(rows) => {
                    let device = Device::new(self.author(person), draw::bytes());
                    let kept = self.kept.iter().find(|kept| kept.person == person.id).copied();
                    self.starts += 1;
                    let (files, attach) = Files::start(owner, self.starts, self.events.clone()).await;
                    self.work = Some(Work { device, effects: Effects::new(store, self.events.clone()), files, keyring, key: None });
                    if let Some(kept) = kept {
                        self.give(Input::Kept(kept)).await;
                    }
                    self.give(Input::Stored(rows)).await;
                    self.find_key().await;
                    self.attach(attach).await;
                    self.sweep_on();
                    std::mem::take(&mut self.picked).into_iter().for_each(|picked| self.picked(picked));
                }
                Err(error) => web_sys::console::error_1(&error.0.into()),
            }
        }
        let is_failing = self.me.person.is_some() && self.work.is_none();
        say(&ToPage::IsFailing(is_failing));
        if is_failing {
            self.connection.wake_after(RETRY);
        }
        self.connect_now();
    }

    fn author(&self, person: &Person) -> Author {
        Author { person: person.id, device: self.me.device }
    }

    async fn again(&mut self) {
        if self.me.person.is_some() && self.work.is_none() {
            self.begin().await; // The person's store could not be opened before.
        }
        if let Some(work) = &mut self.work {
            work.effects.retry(&mut work.device, &self.connection).await;
        }
        self.give(Input::Tick).await;
        if self.connection.is_due() {
            self.connect_now();
        }
    }

    /// Asks the relay whether the session stands; the answer opens the socket.
    fn connect_now(&mut self) {
        if self.work.is_some() && !self.connection.is_up() {
            self.connection.ask();
        }
    }

    async fn asked(&mut self, answer: Result<Session, SignInError>) {
        let person = self.me.person.as_ref().map(|person| person.id);
        match answer {
            Ok(session) if Some(session.person.id) == person && session.device == self.me.device => {
                if self.me.person.as_ref() != Some(&session.person) {
                    self.me.person = Some(session.person);
                    drop(me::write(&mut self.own, &self.me).await);
                    self.tell_me();
                }
                if let Some(work) = &self.work {
                    self.connection.open(&work.device.address());
                }
            }
            Err(SignInError::Refused(ProblemCode::Revoked)) => self.revoked(),
            Ok(_) | Err(SignInError::Refused(_) | SignInError::Weak(_)) => {
                self.connection.refused();
                self.give(Input::SignedOut).await;
            }
            Err(SignInError::Offline) => self.connection.closed(),
        }
    }

    /// Gives the machine an input. A future of one known size: as `async fn` it would be built into every place that gives one.
    pub(super) fn give(&mut self, input: Input) -> Done<'_> {
        self.give_all(VecDeque::from([input]))
    }

    fn give_all(&mut self, inputs: VecDeque<Input>) -> Done<'_> {
        Box::pin(async move {
            let Some(work) = &mut self.work else { return };
            work.effects.give(&mut work.device, inputs, &self.connection).await;
            if work.effects.were_emptied()
                && let Err(error) = self.keep_again().await
            {
                web_sys::console::error_1(&error.0.into());
            }
        })
    }

    /// The browser threw away what it kept: with the documents' rows goes who works here and with which key.
    async fn keep_again(&mut self) -> Result<(), StoreError> {
        me::write(&mut self.own, &self.me).await?;
        if let Some(vault) = &self.vault {
            vault.keep(Places { rows: &mut self.own, keys: &mut self.keys }).await?;
        }
        let key = self.work.as_ref().and_then(|work| work.key.as_ref());
        match (key, &self.me.person) {
            (Some(key), Some(person)) => key.keep(person.id, &mut self.keys).await,
            (None, _) | (_, None) => Ok(()),
        }
    }

    async fn attach(&mut self, files: Vec<Attach>) {
        for file in files {
            self.give(Input::Attach(file)).await;
        }
    }

    fn tell_me(&self) {
        say(&ToPage::Me { device: self.me.device, person: self.me.person.clone() });
    }
}
