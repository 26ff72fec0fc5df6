//! Invitations in SQLite. Each is used once, whoever asks at the same moment: the row itself says whether it was.

use rusqlite::{Connection, Params, Row, Transaction, params};
use shared::{
    ids::{DocumentId, InvitationId, PersonId},
    time::Timestamp,
};

use super::{found, read_org};
use crate::store::{StoreError, people::InvitationRow};

pub(super) fn add(tx: &Transaction<'_>, invitation: &InvitationRow) -> Result<(), StoreError> {
    let InvitationRow { id, secret, code, by, org, document, made_at, expires_at, used_at: _, withdrawn_at: _ } = invitation;
    let sql =
        "INSERT INTO invitation (id, secret, code, person, org, document, made_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    tx.execute(sql, params![id.0, secret, code, by.0, org.id.0, document.0, made_at.0, expires_at.0])?;
    Ok(())
}

pub(super) fn withdraw(tx: &Transaction<'_>, id: InvitationId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE invitation SET withdrawn_at = ?2 WHERE id = ?1 AND used_at IS NULL AND withdrawn_at IS NULL";
    found(tx.execute(sql, params![id.0, now.0])?)
}

pub(super) fn use_up(tx: &Transaction<'_>, id: InvitationId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE invitation SET used_at = ?2 WHERE id = ?1 AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > ?2";
    found(tx.execute(sql, params![id.0, now.0])?)
}

pub(super) fn find(connection: &Connection, which: &str, params: impl Params) -> Result<Vec<InvitationRow>, StoreError> {
    let sql = format!(
        "SELECT invitation.id, secret, code, person, document, made_at, expires_at, used_at, withdrawn_at, org.id, org.name, kind, district
         FROM invitation JOIN org ON org.id = invitation.org WHERE {which} ORDER BY made_at, invitation.id"
    );
    Ok(connection.prepare_cached(&sql)?.query_map(params, read)?.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<InvitationRow> {
    Ok(InvitationRow {
        id: InvitationId(row.get(0)?),
        secret: row.get(1)?,
        code: row.get(2)?,
        by: PersonId(row.get(3)?),
        document: DocumentId(row.get(4)?),
        made_at: Timestamp(row.get(5)?),
        expires_at: Timestamp(row.get(6)?),
        used_at: row.get::<_, Option<i64>>(7)?.map(Timestamp),
        withdrawn_at: row.get::<_, Option<i64>>(8)?.map(Timestamp),
        org: read_org(row, 9)?,
    })
}
