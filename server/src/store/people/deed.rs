//! What is done about people, with the note of it that the audit log keeps.

use sha2::{Digest, Sha256};
use shared::{
    ids::{Author, DeviceId, DocumentId, InvitationId, PersonId, PieceId},
    people::{
        AuditRow, Audited, Org,
        admin::{Contact, Identity},
    },
    sync::handover::Piece,
    time::Timestamp,
};

use super::{Account, Party, SessionRow, TokenHash};

/// Something that is done. [`StoreError::Gone`](crate::store::StoreError::Gone) where there is nothing to which it could be done any more,
/// [`StoreError::Taken`](crate::store::StoreError::Taken) where a name belongs to another.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    /// Nothing that the store keeps: somebody looked, or failed.
    Nothing,
    /// A new account; with it the body, where it is new.
    AddAccount(Account),
    /// The person, their right to administer and whether the account is closed are as told here; name and password stay.
    /// The sessions of a closed account end.
    ChangeAccount(Account),
    /// Another password, as a PHC string, and for those who have none another name with it; all other sessions end.
    SetPassword {
        /// Whose.
        person: PersonId,
        /// The name with which they sign in from now on.
        name: Option<String>,
        /// The password.
        password: String,
        /// It is for one time.
        must_change: bool,
        /// The session that goes on.
        keep: Option<TokenHash>,
    },
    /// A body as it is from now on.
    PutOrg(Org),
    /// How somebody is reached; an empty contact leaves no row.
    PutContact(Party, Contact),
    /// Somebody signs in; earlier sessions of the device end. Not on a closed account.
    BeginSession(SessionRow),
    /// Sessions of a person end: on one device, or all.
    EndSessions(PersonId, Option<DeviceId>),
    /// As [`Deed::EndSessions`], from elsewhere: what the devices show from now on is good for handing over what they have not sent.
    Revoke(PersonId, Option<DeviceId>),
    /// Such a device hands something over; what is here already stays. [`StoreError::Full`](crate::store::StoreError::Full) beyond
    /// [`handover::MOST`](shared::sync::handover::MOST).
    HandOver(Author, Vec<Piece>),
    /// Their person has taken these pieces to another device.
    TakeBack(PersonId, Vec<PieceId>),
    /// A person can sign in as whom a provider means: one at each provider, and nobody else as the same.
    Bind(PersonId, Identity),
    /// A person can no longer sign in through any provider; all their sessions end.
    Unbind(PersonId),
    /// A new invitation.
    Invite(InvitationRow),
    /// An invitation ends, if nobody has used it.
    Withdraw(InvitationId),
    /// Somebody uses an invitation, once: an account with a session on their device.
    Join(InvitationId, Box<Account>, SessionRow),
}

/// The note of a deed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Note {
    /// When.
    pub(crate) at: Timestamp,
    /// Who.
    pub(crate) by: String,
    /// What.
    pub(crate) act: Audited,
    /// The ids of whom or what it concerns, separated by spaces.
    pub(crate) about: String,
    /// Names the network address without telling it.
    pub(crate) address: String,
    /// The device.
    pub(crate) device: String,
}

impl Note {
    /// What the operator does at the command line.
    pub(crate) fn of_operator(at: Timestamp, act: Audited, about: impl ToString) -> Self {
        Self { at, by: "operator".into(), act, about: about.to_string(), address: String::new(), device: String::new() }
    }

    /// The same one, then and there, does this.
    pub(crate) fn of(&self, act: Audited, about: impl ToString) -> Self {
        Self { act, about: about.to_string(), ..self.clone() }
    }
}

/// An invitation as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InvitationRow {
    /// Which.
    pub(crate) id: InvitationId,
    /// The hash of the secret in its link.
    pub(crate) secret: TokenHash,
    /// The slow hash of its short code.
    pub(crate) code: TokenHash,
    /// Who made it.
    pub(crate) by: PersonId,
    /// For which body.
    pub(crate) org: Org,
    /// To which document.
    pub(crate) document: DocumentId,
    /// When.
    pub(crate) made_at: Timestamp,
    /// Until when.
    pub(crate) expires_at: Timestamp,
    /// When it was used.
    pub(crate) used_at: Option<Timestamp>,
    /// When it was withdrawn.
    pub(crate) withdrawn_at: Option<Timestamp>,
}

impl InvitationRow {
    /// It may be used.
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        self.used_at.is_none() && self.withdrawn_at.is_none() && now < self.expires_at
    }
}

/// The hash of a row: over the hash of the row before and each of its own columns, one a line.
pub(crate) fn seal(before: &str, row: &AuditRow) -> String {
    let AuditRow { number, at, by, act, about, address, device, hash: _ } = row;
    let text = [before, &number.to_string(), &at.0.to_string(), by, act, about, address, device].join("\n");
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
