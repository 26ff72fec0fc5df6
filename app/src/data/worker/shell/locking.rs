//! The lock of whoever works here: set, opened, closed, taken away. It closes once everything is durable; then nothing of the
//! person's work is left in this worker.

use gloo_timers::callback::Timeout;
use shared::{
    lock::{Answer, Phase, Standing},
    sync::device::{Checkpoint, Deletion, Gone, Held, Loss, Table},
};

use super::{
    super::{
        Event,
        files::{self, Owner},
        say,
        store::{Plan, Store, StoreError},
        vault::{Places, Step, Sweep, Vault},
    },
    RETRY, Shell,
};
use crate::data::{
    clock,
    messages::{LockAsk, ToPage},
};

/// How long to wait before the storage is tried again, or before it is asked again whether others are done, in milliseconds.
const AGAIN: u32 = 1_000;

impl Shell {
    /// The page wants something about the lock.
    pub(super) async fn about_lock(&mut self, ask: LockAsk) {
        let done = match ask {
            // Closing needs nothing that is kept apart.
            LockAsk::Close => return self.close_lock(),
            LockAsk::Open { secret } => self.open_lock(&secret).await,
            LockAsk::Set { kind, secret, after } => self.set_lock(kind, &secret, after).await,
            LockAsk::Change { old, kind, new } => match &mut self.vault {
                Some(vault) => vault.change(&old, kind, &new, clock::now(), &mut self.own).await,
                None => return,
            },
            LockAsk::Remove { secret } => self.remove_lock(&secret).await,
            LockAsk::After(after) => match &mut self.vault {
                Some(vault) => vault.closes_after(after, &mut self.own).await.map(|()| Answer::Done),
                None => return,
            },
            LockAsk::Forget => {
                self.forget_secret().await;
                return;
            }
        };
        let answer = done.unwrap_or_else(|error| {
            web_sys::console::error_1(&error.0.into());
            Answer::Failed
        });
        self.tell_lock(Some(answer));
    }

    /// Finds the lock of whoever works here, where it is not known yet.
    pub(super) async fn find_lock(&mut self) -> Result<(), StoreError> {
        let person = self.me.person.as_ref().map(|person| person.id);
        if self.vault.as_ref().map(Vault::person) == person {
            return Ok(());
        }
        self.vault = None;
        if let Some(person) = person {
            self.vault = Vault::read(person, Places { rows: &mut self.own, keys: &mut self.keys }).await?;
        }
        self.count_behind_lock().await;
        Ok(())
    }

    /// How much is behind a closed lock, for the screen before it.
    async fn count_behind_lock(&mut self) {
        let Some(vault) = self.vault.as_mut().filter(|vault| !vault.is_open()) else { return };
        let owner = Owner { person: vault.person().to_string(), keyring: vault.keyring().clone() };
        if let Err(error) = vault.count(&mut documents(&owner)).await {
            web_sys::console::warn_1(&error.0.into());
        }
    }

    /// Nothing of the person's is to be opened now.
    pub(super) fn is_closed(&self) -> bool {
        self.vault.as_ref().is_some_and(|vault| !vault.is_open())
    }

    /// How the lock stands.
    pub(super) fn tell_lock(&self, answer: Option<Answer>) {
        let standing = match &self.vault {
            // What cannot be saved yet keeps the worker from closing; for whoever holds the device it is closed.
            Some(vault) if self.is_locking => vault.as_closed(clock::now()),
            Some(vault) => vault.standing(clock::now()),
            None => Standing::None,
        };
        say(&ToPage::Lock(standing, answer));
    }

    /// Closes it, once everything is durable.
    pub(super) fn close_lock(&mut self) {
        if self.vault.as_ref().is_some_and(Vault::is_open) {
            self.is_locking = true;
            self.tell_lock(None);
        }
    }

    /// Closes the lock that is to be closed, once everything is durable.
    pub(super) async fn settle_lock(&mut self) {
        if self.is_locking && self.is_at_rest() {
            self.is_locking = false;
            self.connection.close();
            self.work = None;
            self.sweep = None;
            self.vault.iter_mut().for_each(Vault::close);
            self.count_behind_lock().await;
            self.tell_lock(None);
        }
    }

    async fn open_lock(&mut self, secret: &str) -> Result<Answer, StoreError> {
        let Some(vault) = &mut self.vault else { return Ok(Answer::Done) };
        let answer = vault.open(secret, clock::now(), &mut self.own).await?;
        if answer == Answer::Done {
            self.is_locking = false;
            if self.work.is_none() {
                self.begin().await;
                for picked in std::mem::take(&mut self.picked) {
                    self.work.iter_mut().for_each(|work| work.files.take(&picked));
                }
            }
        }
        Ok(answer)
    }

    async fn set_lock(&mut self, kind: shared::lock::Kind, secret: &str, after: shared::lock::After) -> Result<Answer, StoreError> {
        let (Some(person), Some(work), None) = (&self.me.person, &self.work, &self.vault) else { return Ok(Answer::Failed) };
        let places = Places { rows: &mut self.own, keys: &mut self.keys };
        self.vault = Some(Vault::make(person.id, kind, secret, after, &work.keyring, places).await?);
        self.sweep(std::rc::Weak::new());
        Ok(Answer::Done)
    }

    async fn remove_lock(&mut self, secret: &str) -> Result<Answer, StoreError> {
        let Some(vault) = &mut self.vault else { return Ok(Answer::Done) };
        match vault.remove(secret, clock::now(), &mut self.own).await? {
            Err(answer) => Ok(answer),
            Ok(others) => {
                self.sweep(others);
                Ok(Answer::Done)
            }
        }
    }

    /// Goes on with what an earlier start began.
    pub(super) fn sweep_on(&mut self) {
        match self.vault.as_ref().map(Vault::phase) {
            Some(Phase::Closing | Phase::Opening) => self.sweep(std::rc::Weak::new()),
            Some(Phase::Closed | Phase::Forgetting(_)) | None => {}
        }
    }

    fn sweep(&mut self, others: std::rc::Weak<super::super::cipher::Cipher>) {
        let (Some(vault), Some(person)) = (&mut self.vault, &self.me.person) else { return };
        vault.turned(Some(0));
        let owner = Owner { person: person.id.to_string(), keyring: vault.keyring().clone() };
        self.sweep = Some(Sweep::through([documents(&owner), files::store(&owner)], others));
        drop(self.events.unbounded_send(Event::Sweep));
    }

    /// The next rows, beside the work.
    pub(super) async fn sweep_some(&mut self) {
        let (Some(sweep), Some(vault)) = (&mut self.sweep, &mut self.vault) else { return };
        let step = sweep.step().await;
        match step {
            Ok(Step::Goes(percent)) => {
                vault.turned(Some(percent));
                self.tell_lock(None);
                drop(self.events.unbounded_send(Event::Sweep));
            }
            Ok(Step::Done) => {
                if let Err(error) = self.swept().await {
                    web_sys::console::error_1(&error.0.into());
                    self.sweep_later();
                }
            }
            Ok(Step::Waits) => self.sweep_later(),
            Err(error) => {
                web_sys::console::warn_1(&error.0.into());
                self.sweep_later();
            }
        }
    }

    /// Tries again in a while.
    pub(super) fn sweep_later(&mut self) {
        let events = self.events.clone();
        self.sweep_again = Some(Timeout::new(AGAIN, move || drop(events.unbounded_send(Event::Sweep))));
    }

    /// Every row is as it should be.
    async fn swept(&mut self) -> Result<(), StoreError> {
        let Some(vault) = &mut self.vault else { return Ok(()) };
        match vault.phase() {
            Phase::Closing => vault.enter(Phase::Closed, &mut self.own).await?,
            Phase::Opening => {
                let person = vault.person();
                Vault::forget(person, Places { rows: &mut self.own, keys: &mut self.keys }).await?;
                vault.keyring().forgets();
                self.vault = None;
            }
            Phase::Closed | Phase::Forgetting(_) => {}
        }
        self.sweep = None;
        self.vault.iter_mut().for_each(|vault| vault.turned(None));
        self.tell_lock(None);
        Ok(())
    }

    /// The person has forgotten the secret: everything here goes, and a row says so. What the relay has comes back by signing in.
    async fn forget_secret(&mut self) {
        let Some(vault) = &mut self.vault else { return };
        let of = |Checkpoint { at: since, held, confirmed_at, .. }| Loss { since, held, missing: held, confirmed_at };
        let loss = vault.counted().map_or_else(nothing, of);
        if let Err(error) = vault.enter(Phase::Forgetting(loss), &mut self.own).await {
            web_sys::console::error_1(&error.0.into());
            self.tell_lock(Some(Answer::Failed));
            return;
        }
        self.finish_forgetting().await;
    }

    /// Whether a lock is here whose secret is forgotten: then what was begun is brought to its end, and nobody works here any more.
    pub(super) async fn finish_forgetting(&mut self) -> bool {
        let Some(Phase::Forgetting(loss)) = self.vault.as_ref().map(Vault::phase) else { return false };
        self.work = None;
        if let Err(error) = self.wipe(loss).await {
            web_sys::console::error_1(&error.0.into());
            self.connection.wake_after(RETRY);
            return true;
        }
        self.signed_out().await;
        true
    }

    async fn wipe(&mut self, loss: Loss) -> Result<(), StoreError> {
        let Some(person) = self.vault.as_ref().map(Vault::person) else { return Ok(()) };
        let owner = Owner { person: person.to_string(), keyring: super::super::cipher::Keyring::default() };
        let gone = Deletion::of_all(Gone::Forgotten(loss), clock::now());
        documents(&owner).wipe(&[(gone.table.name(), gone.key, gone.value)]).await?;
        files::store(&owner).wipe(&[]).await?;
        Vault::forget(person, Places { rows: &mut self.own, keys: &mut self.keys }).await?;
        self.kept.retain(|kept| kept.person != person);
        Ok(())
    }
}

/// The database of a person's documents.
pub(super) fn documents(owner: &Owner) -> Store {
    let tables = Table::ALL.map(Table::name).to_vec();
    Store::under(owner.keyring.clone(), Plan { name: format!("liandong-{}", owner.person), version: Table::VERSION, tables })
}

/// Nothing is known of what was here.
fn nothing() -> Loss {
    Loss { since: clock::now(), held: Held::default(), missing: Held::default(), confirmed_at: None }
}
