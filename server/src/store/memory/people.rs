//! People in memory.

use std::{
    collections::BTreeMap,
    sync::{MutexGuard, PoisonError},
};

use shared::{
    ids::{Author, DeviceId, PersonId},
    people::{
        AuditRow, Org,
        admin::{Contact, Identity},
    },
    sync::{
        handover::{HandedOver, MOST},
        later,
    },
    time::Timestamp,
};

use super::Memory;
use crate::store::{
    DeviceKey, StoreError,
    people::{Account, Attempts, Charged, Deed, InvitationRow, Note, Party, PeopleStore, SessionRow, TokenHash, seal},
};

#[derive(Clone, Default)]
pub(super) struct People {
    accounts: Vec<Account>,
    orgs: Vec<Org>,
    contacts: BTreeMap<Party, Contact>,
    identities: BTreeMap<Identity, PersonId>,
    sessions: Vec<SessionRow>,
    revoked: BTreeMap<TokenHash, Author>,
    handed_over: BTreeMap<(Author, String), HandedOver>,
    attempts: BTreeMap<TokenHash, Attempts>,
    invitations: Vec<InvitationRow>,
    audit: Vec<AuditRow>,
    pub(super) keys: BTreeMap<Author, DeviceKey>,
}

impl Memory {
    pub(super) fn people(&self) -> MutexGuard<'_, People> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PeopleStore for Memory {
    fn carry_out(&self, deed: &Deed, note: &Note) -> Result<(), StoreError> {
        let mut people = self.people();
        let mut trial = people.clone();
        trial.carry_out(deed, note.at)?;
        trial.note(note);
        *people = trial;
        Ok(())
    }

    fn audit(&self, after: u64, limit: usize) -> Result<Vec<AuditRow>, StoreError> {
        Ok(self.people().audit.iter().filter(|row| row.number > after).take(limit).cloned().collect())
    }

    fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        Ok(self.people().accounts().find(|account| account.name == name))
    }

    fn account_of(&self, person: PersonId) -> Result<Option<Account>, StoreError> {
        Ok(self.people().accounts().find(|account| account.person.id == person))
    }

    fn account_bound(&self, identity: &Identity) -> Result<Option<Account>, StoreError> {
        let people = self.people();
        let bound = people.identities.get(identity);
        Ok(people.accounts().find(|account| Some(&account.person.id) == bound))
    }

    fn identities(&self, person: PersonId) -> Result<Vec<Identity>, StoreError> {
        let people = self.people();
        let bound = people.identities.iter().filter(|(_, bound)| **bound == person);
        Ok(bound.map(|(identity, _)| identity.clone()).collect())
    }

    fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        Ok(self.people().accounts().collect())
    }

    fn org(&self, name: &str) -> Result<Option<Org>, StoreError> {
        Ok(self.people().orgs.iter().find(|org| org.name == name).cloned())
    }

    fn orgs(&self) -> Result<Vec<Org>, StoreError> {
        let mut orgs = self.people().orgs.clone();
        orgs.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(orgs)
    }

    fn contact(&self, of: Party) -> Result<Contact, StoreError> {
        Ok(self.people().contacts.get(&of).cloned().unwrap_or_default())
    }

    fn session(&self, token: TokenHash) -> Result<Option<SessionRow>, StoreError> {
        Ok(self.people().sessions.iter().find(|session| session.token == token).cloned())
    }

    fn session_of(&self, secret: TokenHash) -> Result<Option<SessionRow>, StoreError> {
        let is_of = |session: &&SessionRow| session.secret == secret || session.former.is_some_and(|(former, _)| former == secret);
        Ok(self.people().sessions.iter().find(is_of).cloned())
    }

    fn sessions(&self, person: PersonId) -> Result<Vec<SessionRow>, StoreError> {
        let mut sessions: Vec<_> = self.people().sessions.iter().filter(|session| session.person == person).cloned().collect();
        sessions.sort_by_key(|session| (session.began_at, session.token));
        Ok(sessions)
    }

    fn put_session(&self, secret: TokenHash, session: &SessionRow) -> Result<bool, StoreError> {
        let mut people = self.people();
        let standing = people.sessions.iter_mut().find(|standing| standing.token == session.token && standing.secret == secret);
        Ok(standing.map(|standing| *standing = session.clone()).is_some())
    }

    fn revoked(&self, secret: TokenHash) -> Result<Option<Author>, StoreError> {
        Ok(self.people().revoked.get(&secret).copied())
    }

    fn handed_over(&self, person: PersonId) -> Result<Vec<HandedOver>, StoreError> {
        let people = self.people();
        let of_person = people.handed_over.iter().filter(|((author, _), _)| author.person == person);
        let mut pieces: Vec<_> = of_person.map(|(_, handed)| handed.clone()).collect();
        pieces.sort_by(|a, b| (a.device, a.piece.written_at, &a.piece.name).cmp(&(b.device, b.piece.written_at, &b.piece.name)));
        Ok(pieces)
    }

    fn attempt(&self, name: TokenHash, now: Timestamp) -> Result<Charged, StoreError> {
        let mut people = self.people();
        let (after, charged) = Attempts::charge(people.attempts.get(&name).copied(), now);
        people.attempts.insert(name, after);
        Ok(charged)
    }

    fn forgive(&self, name: TokenHash) -> Result<(), StoreError> {
        self.people().attempts.remove(&name);
        Ok(())
    }

    fn invitation(&self, key: TokenHash) -> Result<Option<InvitationRow>, StoreError> {
        Ok(self.people().invitations().find(|invitation| invitation.secret == key || invitation.code == key))
    }

    fn invitations(&self, by: Option<PersonId>) -> Result<Vec<InvitationRow>, StoreError> {
        Ok(self.people().invitations().filter(|invitation| by.is_none_or(|by| invitation.by == by)).collect())
    }

    fn secret(&self) -> Result<[u8; 32], StoreError> {
        Ok([7; 32])
    }
}

impl People {
    /// Accounts with their bodies as they are now.
    fn accounts(&self) -> impl Iterator<Item = Account> {
        self.accounts.iter().cloned().map(|mut account| {
            account.person.org = self.now(account.person.org);
            account
        })
    }

    fn invitations(&self) -> impl Iterator<Item = InvitationRow> {
        self.invitations.iter().cloned().map(|mut invitation| {
            invitation.org = self.now(invitation.org);
            invitation
        })
    }

    fn now(&self, org: Org) -> Org {
        self.orgs.iter().find(|other| other.id == org.id).cloned().unwrap_or(org)
    }

    fn carry_out(&mut self, deed: &Deed, now: Timestamp) -> Result<(), StoreError> {
        match deed {
            Deed::Nothing => {}
            Deed::AddAccount(account) => self.add(account)?,
            Deed::ChangeAccount(changed) => {
                let Account { person, is_admin, disabled_at, .. } = changed.clone();
                let account = self.find(person.id)?;
                *account = Account { person, is_admin, disabled_at, ..account.clone() };
                if disabled_at.is_some() {
                    self.sessions.retain(|session| session.person != changed.person.id);
                    self.forget_keys(changed.person.id);
                }
            }
            Deed::SetPassword { person, name, password, must_change, keep } => {
                if self.accounts.iter().any(|account| account.person.id != *person && Some(&account.name) == name.as_ref()) {
                    return Err(StoreError::Taken);
                }
                let account = self.find(*person)?;
                account.name = name.clone().unwrap_or_else(|| account.name.clone());
                account.password.clone_from(password);
                account.must_change_password = *must_change;
                self.sessions.retain(|session| session.person != *person || Some(session.token) == *keep);
                self.forget_keys(*person);
            }
            Deed::PutOrg(org) => {
                if self.orgs.iter().any(|other| other.name == org.name && other.id != org.id) {
                    return Err(StoreError::Taken);
                }
                self.orgs.retain(|other| other.id != org.id);
                self.orgs.push(org.clone());
            }
            Deed::PutContact(of, contact) => {
                self.contacts.insert(*of, contact.clone());
            }
            Deed::BeginSession(session) => self.begin(session, now)?,
            Deed::EndSessions(person, device) => self.end_sessions(*person, *device)?,
            Deed::Revoke(person, device) => {
                let ending = self
                    .sessions
                    .iter()
                    .filter(|session| session.person == *person && device.is_none_or(|device| session.device == device));
                for session in ending {
                    let author = Author { person: *person, device: session.device };
                    self.revoked.insert(session.secret, author);
                    self.revoked.extend(session.former.map(|(former, _)| (former, author)));
                }
                self.end_sessions(*person, *device)?;
            }
            Deed::HandOver(author, pieces) => {
                for piece in pieces {
                    let id = later::id(piece.document, *author, &piece.name);
                    let handed = HandedOver { id, device: author.device, piece: piece.clone(), at: now, taken_at: None };
                    self.handed_over.entry((*author, piece.name.clone())).or_insert(handed);
                }
                if self.handed_over.keys().filter(|(other, _)| other == author).count() > MOST {
                    return Err(StoreError::Full);
                }
            }
            Deed::TakeBack(person, pieces) => {
                let of_person = self.handed_over.iter_mut().filter(|((author, _), _)| author.person == *person);
                for (_, handed) in of_person.filter(|(_, handed)| pieces.contains(&handed.id)) {
                    handed.taken_at.get_or_insert(now);
                }
            }
            Deed::Bind(person, identity) => {
                self.find(*person)?;
                let is_taken =
                    |(other, bound): (&Identity, &PersonId)| other == identity || (bound == person && other.issuer == identity.issuer);
                if self.identities.iter().any(is_taken) {
                    return Err(StoreError::Taken);
                }
                self.identities.insert(identity.clone(), *person);
            }
            Deed::Unbind(person) => {
                let before = self.identities.len();
                self.identities.retain(|_, bound| bound != person);
                gone_unless(self.identities.len() < before)?;
                self.sessions.retain(|session| session.person != *person);
                self.forget_keys(*person);
            }
            Deed::Invite(invitation) => self.invitations.push(invitation.clone()),
            Deed::Withdraw(id) => {
                let open = self.invitations.iter_mut().find(|one| one.id == *id && one.used_at.is_none() && one.withdrawn_at.is_none());
                open.ok_or(StoreError::Gone)?.withdrawn_at = Some(now);
            }
            Deed::Join(id, account, session) => {
                let open = self.invitations.iter_mut().find(|one| one.id == *id && one.is_open(now));
                open.ok_or(StoreError::Gone)?.used_at = Some(now);
                self.add(account)?;
                self.begin(session, now)?;
            }
        }
        Ok(())
    }

    fn find(&mut self, person: PersonId) -> Result<&mut Account, StoreError> {
        self.accounts.iter_mut().find(|account| account.person.id == person).ok_or(StoreError::Gone)
    }

    fn add(&mut self, account: &Account) -> Result<(), StoreError> {
        let org = &account.person.org;
        let is_taken = self.orgs.iter().any(|other| other.name == org.name && other.id != org.id);
        if is_taken || self.accounts.iter().any(|other| other.name == account.name) {
            return Err(StoreError::Taken);
        }
        if !self.orgs.iter().any(|other| other.id == org.id) {
            self.orgs.push(org.clone());
        }
        self.accounts.push(account.clone());
        Ok(())
    }

    fn begin(&mut self, session: &SessionRow, now: Timestamp) -> Result<(), StoreError> {
        gone_unless(self.find(session.person)?.disabled_at.is_none())?;
        let is_over = |other: &SessionRow| other.expires_at <= now || (other.person, other.device) == (session.person, session.device);
        self.sessions.retain(|other| !is_over(other));
        self.revoked.retain(|_, author| (author.person, author.device) != (session.person, session.device));
        self.sessions.push(session.clone());
        Ok(())
    }

    fn end_sessions(&mut self, person: PersonId, device: Option<DeviceId>) -> Result<(), StoreError> {
        let before = self.sessions.len();
        self.sessions.retain(|session| session.person != person || device.is_some_and(|device| session.device != device));
        self.keys.retain(|author, _| author.person != person || device.is_some_and(|device| author.device != device));
        gone_unless(self.sessions.len() < before)
    }

    /// Of devices on which this person is not signed in.
    fn forget_keys(&mut self, person: PersonId) {
        let devices: Vec<_> = self.sessions.iter().filter(|session| session.person == person).map(|session| session.device).collect();
        self.keys.retain(|author, _| author.person != person || devices.contains(&author.device));
    }

    fn note(&mut self, note: &Note) {
        let Note { at, by, act, about, address, device } = note.clone();
        let number = self.audit.len() as u64 + 1;
        let mut row = AuditRow { number, at, by, act: act.code().into(), about, address, device, hash: String::new() };
        row.hash = seal(self.audit.last().map_or("", |last| &last.hash), &row);
        self.audit.push(row);
    }
}

fn gone_unless(is_there: bool) -> Result<(), StoreError> {
    if is_there { Ok(()) } else { Err(StoreError::Gone) }
}
