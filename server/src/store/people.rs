//! People, their devices, and the log of what was done about them: what the store keeps beside documents.

mod attempts;
mod deed;

pub(crate) use attempts::{Attempts, Charged, NAMES};
pub(crate) use deed::{Deed, InvitationRow, Note, seal};

use shared::{
    ids::{Author, DeviceId, OrgId, PersonId},
    people::{
        AuditRow, Org, Person,
        admin::{Contact, Identity},
    },
    sync::handover::HandedOver,
    time::Timestamp,
};

use super::StoreError;

/// Whoever changes something about people says [`carry_out`](PeopleStore::carry_out); all else looks, or counts.
pub(crate) trait PeopleStore {
    /// Does something and writes it into the audit log: both, durably, or neither.
    fn carry_out(&self, deed: &Deed, note: &Note) -> Result<(), StoreError>;
    /// Rows of the audit log after this number, as they were written.
    fn audit(&self, after: u64, limit: usize) -> Result<Vec<AuditRow>, StoreError>;

    /// The account of a sign-in name.
    fn account(&self, name: &str) -> Result<Option<Account>, StoreError>;
    /// The account of a person.
    fn account_of(&self, person: PersonId) -> Result<Option<Account>, StoreError>;
    /// The account of whom a provider means.
    fn account_bound(&self, identity: &Identity) -> Result<Option<Account>, StoreError>;
    /// As whom providers know a person, in the order of their names.
    fn identities(&self, person: PersonId) -> Result<Vec<Identity>, StoreError>;
    /// Every account in the order in which they were made.
    fn accounts(&self) -> Result<Vec<Account>, StoreError>;
    /// A person.
    fn person(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        Ok(self.account_of(id)?.map(|account| account.person))
    }
    /// The body of a registered name.
    fn org(&self, name: &str) -> Result<Option<Org>, StoreError>;
    /// Every body, in the order of names.
    fn orgs(&self) -> Result<Vec<Org>, StoreError>;
    /// How a person or a body is reached.
    fn contact(&self, of: Party) -> Result<Contact, StoreError>;

    /// A session by the token that names it, also when it has expired.
    fn session(&self, token: TokenHash) -> Result<Option<SessionRow>, StoreError>;
    /// The session of which this is the secret, or was the one before.
    fn session_of(&self, secret: TokenHash) -> Result<Option<SessionRow>, StoreError>;
    /// Every session of a person.
    fn sessions(&self, person: PersonId) -> Result<Vec<SessionRow>, StoreError>;
    /// Keeps what changed of a session, if its secret is still the one told here; one that was ended meanwhile stays ended.
    fn put_session(&self, secret: TokenHash, session: &SessionRow) -> Result<bool, StoreError>;

    /// Whose device showed this secret before its session was ended from elsewhere.
    fn revoked(&self, secret: TokenHash) -> Result<Option<Author>, StoreError>;
    /// What such devices of a person have handed over, by device and the order of writing.
    fn handed_over(&self, person: PersonId) -> Result<Vec<HandedOver>, StoreError>;

    /// Counts an attempt to sign in with this name, or says that it has to wait.
    fn attempt(&self, name: TokenHash, now: Timestamp) -> Result<Charged, StoreError>;
    /// The attempt was none: the password fitted.
    fn forgive(&self, name: TokenHash) -> Result<(), StoreError>;

    /// An invitation by the hash of its secret or of its code.
    fn invitation(&self, key: TokenHash) -> Result<Option<InvitationRow>, StoreError>;
    /// All invitations that were made by this person, or by anybody.
    fn invitations(&self, by: Option<PersonId>) -> Result<Vec<InvitationRow>, StoreError>;

    /// Random bytes that this store drew when it was made: they make hashes of short things hard to guess.
    fn secret(&self) -> Result<[u8; 32], StoreError>;
}

/// Somebody who can sign in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Account {
    /// The name with which they sign in.
    pub(crate) name: String,
    /// The password as a PHC string; empty where there is none.
    pub(crate) password: String,
    /// The person.
    pub(crate) person: Person,
    /// They may administer.
    pub(crate) is_admin: bool,
    /// The password is for one time.
    pub(crate) must_change_password: bool,
    /// Since when the account is closed.
    pub(crate) disabled_at: Option<Timestamp>,
}

impl Account {
    /// An account that is open and may not administer.
    pub(crate) fn new(name: impl Into<String>, password: impl Into<String>, person: Person) -> Self {
        let (name, password) = (name.into(), password.into());
        Self { name, password, person, is_admin: false, must_change_password: false, disabled_at: None }
    }
}

/// Somebody or something that can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Party {
    /// A person.
    Person(PersonId),
    /// A body.
    Org(OrgId),
}

impl Party {
    /// Its id, whatever it is.
    pub(crate) const fn id(self) -> [u8; 16] {
        match self {
            Party::Person(PersonId(id)) | Party::Org(OrgId(id)) => id,
        }
    }
}

/// The SHA-256 of something secret: whoever reads the store cannot sign in with it.
pub(crate) type TokenHash = [u8; 32];

/// A session as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SessionRow {
    /// Names it, for as long as it lasts: the hash of its first secret.
    pub(crate) token: TokenHash,
    /// The hash of the secret that the cookie should hold.
    pub(crate) secret: TokenHash,
    /// The one before, and until when it is taken: for ever as long as nobody has shown the new one.
    pub(crate) former: Option<(TokenHash, Option<Timestamp>)>,
    /// Whose.
    pub(crate) person: PersonId,
    /// On which device.
    pub(crate) device: DeviceId,
    /// Browser and system, roughly.
    pub(crate) agent: String,
    /// Since when.
    pub(crate) began_at: Timestamp,
    /// When it was last heard, to the hour.
    pub(crate) used_at: Timestamp,
    /// Until when.
    pub(crate) expires_at: Timestamp,
}
