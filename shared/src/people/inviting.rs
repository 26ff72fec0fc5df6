//! Who may invite an enterprise's people, and to what; what is said at `/api/invitations` and `/api/join`.

use serde::{Deserialize, Serialize};

use super::{Org, OrgKind, Person, Role};
use crate::{
    access::may_read,
    documents::DocumentKind,
    ids::{DeviceId, DocumentId, InvitationId, OrgId},
    time::Timestamp,
    workflow::State,
};

/// To which documents one may invite, and in which roles; administrators may wherever anybody may.
const MAY_INVITE: &[(DocumentKind, &[Role])] = &[
    (DocumentKind::Case, &[Role::MunicipalBureau, Role::DistrictBureau, Role::OrganisingUnit]),
    (DocumentKind::Survey, &[Role::MunicipalBureau, Role::DistrictBureau]),
];

/// May this person invite somebody of a body to a document? Only to what they read themselves and what concerns the body.
#[must_use]
pub fn may_invite(person: &Person, is_admin: bool, org: &Org, state: &State) -> bool {
    let is_listed = |(kind, roles): &(DocumentKind, &[Role])| *kind == state.kind && (is_admin || roles.contains(&person.role));
    MAY_INVITE.iter().any(is_listed)
        && (is_admin || may_read(person, state))
        && org.kind == OrgKind::Enterprise
        && state.parties.enterprise == Some(org.id)
}

/// The letters of a short code: none that looks or sounds like another.
pub const LETTERS: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRTVWXYZ";
/// The length of a short code.
pub const CODE: usize = 8;

/// A short code as it was typed: spaces and hyphens do not count, small letters do.
#[must_use]
pub fn code_of(typed: &str) -> Option<String> {
    let code: String =
        typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').map(|letter| letter.to_ascii_uppercase()).collect();
    (code.len() == CODE && code.bytes().all(|letter| LETTERS.contains(&letter))).then_some(code)
}

/// The wish to invite.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Invite {
    /// The enterprise.
    pub org: OrgId,
    /// The case or survey.
    pub document: DocumentId,
}

/// An invitation, told once: the relay keeps no secret that could be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Invited {
    /// Which.
    pub id: InvitationId,
    /// The link to be sent.
    pub link: String,
    /// The short code for the installed app.
    pub code: String,
    /// The link as a QR code, an SVG.
    pub qr: String,
    /// Until when it may be used.
    pub expires_at: Timestamp,
}

/// An invitation as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct InvitationRow {
    /// Which.
    pub id: InvitationId,
    /// The enterprise.
    pub org: Org,
    /// The case or survey.
    pub document: DocumentId,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it may be used.
    pub expires_at: Timestamp,
    /// When somebody joined by it.
    pub used_at: Option<Timestamp>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
}

/// The secret of a link, or a short code.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Key {
    /// It.
    pub key: String,
}

/// What somebody is invited to, told to whoever has the key. Asking uses nothing up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Who invites.
    pub by: Person,
    /// For which enterprise.
    pub org: Org,
    /// To which document.
    pub document: DocumentId,
    /// Of which kind.
    pub kind: DocumentKind,
    /// Until when.
    pub expires_at: Timestamp,
}

/// The wish to join.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Join {
    /// The secret of the link, or the short code.
    pub key: String,
    /// The person's name.
    pub name: String,
    /// Their device.
    pub device: DeviceId,
}

#[cfg(test)]
mod tests;
