//! When each device was last heard, and what it then told of itself. It is kept in memory and written down together now and then: many
//! devices come at once, and what a crash loses of it is some seconds of a time of day.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use shared::{
    ids::{Author, DocumentId, PersonId},
    people::Person,
    sync::standing::{Holding, MOST, Member, Report, Standing},
    time::Timestamp,
};
use tokio::time;

use crate::{
    clock,
    relay::Relay,
    store::{Heard, RelayStore, StoreError, people::SessionRow},
};

/// How often it is written down.
const EVERY: Duration = Duration::from_secs(10);

/// What was heard of devices since it was last written down, and of those that are connected.
#[derive(Default)]
pub(crate) struct Hearing {
    devices: Mutex<BTreeMap<Author, Lately>>,
}

#[derive(Debug, Default)]
struct Lately {
    at: Timestamp,
    /// Told and not written down.
    report: Option<Report>,
    is_new: bool,
    lines: u32,
}

/// Whose groups somebody belongs to: the documents in whose group they are, and those whose group they left.
pub(crate) type Groups = BTreeMap<PersonId, (Vec<DocumentId>, Vec<DocumentId>)>;

impl Hearing {
    /// A device connects.
    pub(crate) fn begins(&self, author: Author, now: Timestamp) {
        let mut devices = self.devices();
        let lately = devices.entry(author).or_default();
        lately.lines += 1;
        lately.hear(now);
    }

    /// It tells what it holds.
    pub(crate) fn told(&self, author: Author, report: Report, now: Timestamp) {
        let mut devices = self.devices();
        let lately = devices.entry(author).or_default();
        lately.hear(now);
        lately.report = Some(report).filter(|report| report.held.len() <= MOST);
    }

    /// Its connection ends.
    pub(crate) fn ends(&self, author: Author, now: Timestamp) {
        let mut devices = self.devices();
        let lately = devices.entry(author).or_default();
        lately.lines = lately.lines.saturating_sub(1);
        lately.hear(now);
    }

    /// Writes down what is new. Blocks.
    pub(crate) fn write_down(&self, store: &dyn RelayStore) -> Result<(), StoreError> {
        let row = |(author, lately): (&Author, &Lately)| Heard { author: *author, at: lately.at, report: lately.report.clone() };
        let rows: Vec<Heard> = self.devices().iter().filter(|(_, lately)| lately.is_new).map(row).collect();
        if rows.is_empty() {
            return Ok(());
        }
        store.put_heard(&rows)?;
        let mut devices = self.devices();
        for row in rows {
            // What came meanwhile is written down next time.
            if let Some(lately) = devices.get_mut(&row.author).filter(|lately| lately.at == row.at && lately.report == row.report) {
                lately.report = None;
                lately.is_new = false;
            }
        }
        devices.retain(|_, lately| lately.is_new || lately.lines > 0);
        Ok(())
    }

    /// The people of these groups with where their work stands. Of what their devices hold only that of these documents. Blocks.
    pub(crate) fn members(&self, store: &dyn RelayStore, groups: Groups) -> Result<Vec<Member>, StoreError> {
        self.write_down(store)?;
        let connected: Vec<Author> = self.devices().iter().filter(|(_, lately)| lately.lines > 0).map(|(author, _)| *author).collect();
        let now = clock::now();
        let mut members = Vec::with_capacity(groups.len());
        for (id, (documents, left)) in groups {
            let Some(Person { name, org, .. }) = store.person(id)? else { continue };
            let sessions: Vec<SessionRow> = store.sessions(id)?.into_iter().filter(|session| session.expires_at > now).collect();
            let mut heard = store.heard(id)?;
            // Devices that came before there was anything to write down.
            let unheard = sessions.iter().filter(|session| heard.iter().all(|heard| heard.author.device != session.device));
            let unheard =
                unheard.map(|session| Heard { author: Author { person: id, device: session.device }, at: session.used_at, report: None });
            heard.extend(unheard.collect::<Vec<_>>());
            heard.sort_by_key(|heard| std::cmp::Reverse(heard.at));
            let of_these = |holding: &Holding| documents.contains(&holding.document) || left.contains(&holding.document);
            let standing = |Heard { author, at, report }: Heard| {
                let session = sessions.iter().find(|session| session.device == author.device);
                Standing {
                    device: author.device,
                    agent: session.map(|session| session.agent.clone()).unwrap_or_default(),
                    is_connected: connected.contains(&author),
                    is_signed_in: session.is_some(),
                    heard_at: at,
                    held: report.map(|report| report.held.into_iter().filter(of_these).collect()),
                }
            };
            let devices = heard.into_iter().map(standing).filter(|device| device.is_signed_in || !is_empty(device)).collect();
            members.push(Member { person: id, name, org: org.name, documents, left, devices });
        }
        Ok(members)
    }

    fn devices(&self) -> MutexGuard<'_, BTreeMap<Author, Lately>> {
        self.devices.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Nothing is known to wait on it.
fn is_empty(device: &Standing) -> bool {
    device.held.as_ref().is_none_or(Vec::is_empty)
}

impl Lately {
    fn hear(&mut self, now: Timestamp) {
        self.at = self.at.max(now);
        self.is_new = true;
    }
}

/// Writes down for as long as the relay runs.
pub(crate) async fn write_down(relay: Arc<Relay>) {
    let mut turns = time::interval(EVERY);
    loop {
        turns.tick().await;
        let (hearing, asked) = (relay.hearing.clone(), relay.clone());
        if let Err(error) = asked.read(move |store| hearing.write_down(store)).await {
            tracing::error!(%error, "when devices were heard could not be written down");
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::{ids::DeviceId, people::Role};

    use super::*;
    use crate::{
        store::{Account, AsideStore, memory::Memory},
        testing::{person, settle},
    };

    fn holding(document: u8, unsent: u32) -> Holding {
        Holding { document: DocumentId([document; 16]), unsent, refused: 0 }
    }

    #[test]
    fn what_a_device_told_last_is_known_after_it_went_and_of_shared_documents_alone() {
        let (store, hearing, li) = (Memory::default(), Hearing::default(), person(1, Role::Expert, None));
        settle(&store, &Account::new("li", "", li.clone()));
        let author = Author { person: li.id, device: DeviceId([5; 16]) };
        hearing.begins(author, Timestamp(10));
        hearing.told(author, Report { held: vec![holding(1, 12), holding(2, 3)] }, Timestamp(11));
        let groups = || Groups::from([(li.id, (vec![DocumentId([1; 16])], Vec::new()))]);
        let seen = |hearing: &Hearing| hearing.members(&store, groups()).unwrap().remove(0).devices.remove(0);
        assert_eq!((seen(&hearing).is_connected, seen(&hearing).held), (true, Some(vec![holding(1, 12)])));
        hearing.ends(author, Timestamp(20));
        hearing.write_down(&store).unwrap();
        let restarted = seen(&Hearing::default());
        assert_eq!((restarted.is_connected, restarted.heard_at, restarted.held), (false, Timestamp(20), Some(vec![holding(1, 12)])));
        assert!(!restarted.is_signed_in, "it is told although nobody is signed in there: something waits on it");
        hearing.told(author, Report::default(), Timestamp(30));
        assert_eq!(hearing.members(&store, groups()).unwrap()[0].devices, [], "nothing waits, and nobody is signed in");
        assert_eq!(store.heard(li.id).unwrap()[0].report, Some(Report::default()));
    }
}
