//! Accounts and bodies in SQLite.

mod audit;
mod deeds;
mod identities;
mod invitations;
mod revoked;
mod sessions;

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use shared::{
    ids::{Author, OrgId, PersonId},
    people::{
        AuditRow, District, Org, OrgKind, Person, Role,
        admin::{Contact, Identity},
    },
    sync::handover::HandedOver,
    time::Timestamp,
};

use super::{Sqlite, strange};
use crate::store::{
    StoreError,
    people::{Account, Attempts, Charged, Deed, InvitationRow, Note, Party, PeopleStore, SessionRow, TokenHash},
};

const ACCOUNT: &str = "SELECT account.name, password, person, full_name, role, is_admin, must_change_password, disabled_at,
                              org.id, org.name, kind, district
                       FROM account JOIN org ON org.id = account.org";

impl PeopleStore for Sqlite {
    fn carry_out(&self, deed: &Deed, note: &Note) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        deeds::carry_out(&tx, deed, note.at)?;
        audit::append(&tx, note)?;
        Ok(tx.commit()?)
    }

    fn audit(&self, after: u64, limit: usize) -> Result<Vec<AuditRow>, StoreError> {
        audit::rows(&self.reader(), after, limit)
    }

    fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        let reader = self.reader();
        Ok(reader.prepare_cached(&format!("{ACCOUNT} WHERE account.name = ?1"))?.query_row([name], read_account).optional()?)
    }

    fn account_of(&self, person: PersonId) -> Result<Option<Account>, StoreError> {
        let reader = self.reader();
        Ok(reader.prepare_cached(&format!("{ACCOUNT} WHERE person = ?1"))?.query_row([person.0], read_account).optional()?)
    }

    fn account_bound(&self, identity: &Identity) -> Result<Option<Account>, StoreError> {
        identities::account(&self.reader(), identity)
    }

    fn identities(&self, person: PersonId) -> Result<Vec<Identity>, StoreError> {
        identities::of_person(&self.reader(), person)
    }

    fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        accounts(&self.reader())
    }

    fn org(&self, name: &str) -> Result<Option<Org>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached("SELECT id, name, kind, district FROM org WHERE name = ?1")?;
        Ok(found.query_row([name], |row| read_org(row, 0)).optional()?)
    }

    fn orgs(&self) -> Result<Vec<Org>, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached("SELECT id, name, kind, district FROM org ORDER BY name")?;
        Ok(found.query_map([], |row| read_org(row, 0))?.collect::<Result<_, _>>()?)
    }

    fn contact(&self, of: Party) -> Result<Contact, StoreError> {
        let reader = self.reader();
        let mut found = reader.prepare_cached("SELECT telephone, email FROM contact WHERE party = ?1")?;
        let contact = found.query_row([of.id()], |row| Ok(Contact { telephone: row.get(0)?, email: row.get(1)? }));
        Ok(contact.optional()?.unwrap_or_default())
    }

    fn session(&self, token: TokenHash) -> Result<Option<SessionRow>, StoreError> {
        sessions::one(&self.reader(), "token = ?1", token)
    }

    fn session_of(&self, secret: TokenHash) -> Result<Option<SessionRow>, StoreError> {
        sessions::one(&self.reader(), "secret = ?1 OR former = ?1", secret)
    }

    fn sessions(&self, person: PersonId) -> Result<Vec<SessionRow>, StoreError> {
        sessions::of_person(&self.reader(), person)
    }

    fn put_session(&self, secret: TokenHash, session: &SessionRow) -> Result<bool, StoreError> {
        sessions::put(&self.writer(), secret, session)
    }

    fn revoked(&self, secret: TokenHash) -> Result<Option<Author>, StoreError> {
        revoked::of(&self.reader(), secret)
    }

    fn handed_over(&self, person: PersonId) -> Result<Vec<HandedOver>, StoreError> {
        revoked::handed_over(&self.reader(), person)
    }

    fn attempt(&self, name: TokenHash, now: Timestamp) -> Result<Charged, StoreError> {
        sessions::attempt(&mut self.writer(), name, |before| Attempts::charge(before, now))
    }

    fn forgive(&self, name: TokenHash) -> Result<(), StoreError> {
        self.writer().execute("DELETE FROM attempt WHERE name = ?1", [name])?;
        Ok(())
    }

    fn invitation(&self, key: TokenHash) -> Result<Option<InvitationRow>, StoreError> {
        Ok(invitations::find(&self.reader(), "secret = ?1 OR code = ?1", params![key])?.pop())
    }

    fn invitations(&self, by: Option<PersonId>) -> Result<Vec<InvitationRow>, StoreError> {
        invitations::find(&self.reader(), "?1 IS NULL OR person = ?1", params![by.map(|by| by.0)])
    }

    fn secret(&self) -> Result<[u8; 32], StoreError> {
        Ok(self.reader().query_row("SELECT value FROM relay_secret", [], |row| row.get(0))?)
    }
}

/// Every account in the order in which they were made.
pub(super) fn accounts(connection: &Connection) -> Result<Vec<Account>, StoreError> {
    let mut found = connection.prepare_cached(&format!("{ACCOUNT} ORDER BY number"))?;
    Ok(found.query_map([], read_account)?.collect::<Result<_, _>>()?)
}

fn read_account(row: &Row<'_>) -> rusqlite::Result<Account> {
    let role: String = row.get(4)?;
    let role = Role::of_code(&role).ok_or_else(|| strange("a role"))?;
    let person = Person { id: PersonId(row.get(2)?), name: row.get(3)?, role, org: read_org(row, 8)? };
    Ok(Account {
        name: row.get(0)?,
        password: row.get(1)?,
        person,
        is_admin: row.get(5)?,
        must_change_password: row.get(6)?,
        disabled_at: row.get::<_, Option<i64>>(7)?.map(Timestamp),
    })
}

fn read_org(row: &Row<'_>, from: usize) -> rusqlite::Result<Org> {
    let kind: String = row.get(from + 2)?;
    let district: Option<String> = row.get(from + 3)?;
    Ok(Org {
        id: OrgId(row.get(from)?),
        name: row.get(from + 1)?,
        kind: OrgKind::of_code(&kind).ok_or_else(|| strange("a kind of body"))?,
        district: district.map(|code| District::of_code(&code).ok_or_else(|| strange("a district"))).transpose()?,
    })
}

/// A row was there, or the deed comes too late.
fn found(rows: usize) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::Gone) } else { Ok(()) }
}

const IS_TAKEN: [i32; 2] = [rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE, rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY];

/// Does something to one row of a name that must be nobody else's.
fn unless_taken(connection: &Connection, sql: &str, params: &[&dyn rusqlite::ToSql]) -> Result<usize, StoreError> {
    match connection.prepare_cached(sql)?.execute(params) {
        Err(rusqlite::Error::SqliteFailure(error, _)) if IS_TAKEN.contains(&error.extended_code) => Err(StoreError::Taken),
        done => Ok(done?),
    }
}
