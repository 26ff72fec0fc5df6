//! What is said at `/api/admin`.

use serde::{Deserialize, Serialize};

use super::{District, OrgKind, Person, Role, Unqualified};
use crate::{
    ids::{DeviceId, DocumentId, OrgId, PersonId},
    time::Timestamp,
};

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct AccountRow {
    /// The person.
    pub person: Person,
    /// The name with which they sign in.
    pub login: String,
    /// They may administer.
    pub is_admin: bool,
    /// The account is closed.
    pub is_disabled: bool,
    /// The password is for one time.
    pub must_change_password: bool,
}

/// A new account. Its one-time password is told once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct NewAccount {
    /// The name with which they sign in.
    pub login: String,
    /// Name as others see it.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The body for which they act.
    pub org: OrgId,
    /// They may administer.
    #[serde(default)]
    pub is_admin: bool,
    /// The account is closed.
    #[serde(default)]
    pub is_disabled: bool,
}

/// What an administrator decides about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Position {
    /// Name as others see it.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The body for which they act.
    pub org: OrgId,
    /// They may administer.
    #[serde(default)]
    pub is_admin: bool,
    /// The account is closed.
    #[serde(default)]
    pub is_disabled: bool,
}

/// The answer to a new account and to a reset: the password that must be changed at the next sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct OneTime {
    /// Whose it is.
    pub person: PersonId,
    /// The password.
    pub password: String,
}

/// A body as an administrator enters it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct OrgEntry {
    /// Its registered name.
    pub name: String,
    /// What it is.
    pub kind: OrgKind,
    /// Where it is.
    #[serde(default)]
    pub district: Option<District>,
}

/// How a person or a body is reached. Kept here and in no document, so that it can be erased: an empty one is no row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Telephone number.
    #[serde(default)]
    pub telephone: String,
    /// E-mail address.
    #[serde(default)]
    pub email: String,
}

/// Whom an OpenID Connect provider means: a name of its own that it never gives to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Identity {
    /// The provider, as it names itself.
    pub issuer: String,
    /// The person, as the provider names them (`sub`).
    pub subject: String,
}

/// A device on which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct DeviceRow {
    /// The device.
    pub device: DeviceId,
    /// Browser and system, roughly: `Chrome · Android`.
    pub agent: String,
    /// Since when.
    pub began_at: Timestamp,
    /// When it was last heard, to the hour.
    pub used_at: Timestamp,
    /// Until when, if it is not heard again.
    pub expires_at: Timestamp,
    /// It is the one that asks.
    pub is_this: bool,
}

/// An entry of the expert register with what the qualification rule (7.2.1.3) says of it today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct ExpertRow {
    /// The entry.
    pub document: DocumentId,
    /// The expert.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they lack; nothing where they may be appointed.
    pub lacks: Vec<Unqualified>,
}
