//! What the audit log tells: one code for each act that concerns security.

use serde::{Deserialize, Serialize};

use crate::{time::Timestamp, vocab::vocabulary};

vocabulary! {
    /// What was done. Words are `audit.<code>`.
    audit: Audited {
        /// Somebody signed in.
        SignedIn = "signed_in",
        /// A name and password did not fit.
        SignInFailed = "sign_in_failed",
        /// After too many failures a name has to wait.
        SignInLocked = "sign_in_locked",
        /// Somebody signed out.
        SignedOut = "signed_out",
        /// The sessions of a device were ended from elsewhere.
        SessionRevoked = "session_revoked",
        /// A device whose session was ended from elsewhere handed over what it had not sent.
        HandedOver = "handed_over",
        /// A person took what such a device handed over to another device.
        HandedBack = "handed_back",
        /// An administrator read what somebody's devices handed over.
        HandedOverRead = "handed_over_read",
        /// A person changed their own password.
        PasswordChanged = "password_changed",
        /// An administrator gave a one-time password.
        PasswordReset = "password_reset",
        /// An account was made.
        PersonAdded = "person_added",
        /// A person's name was changed.
        PersonChanged = "person_changed",
        /// A person's role, body or right to administer was changed.
        RoleChanged = "role_changed",
        /// An account was closed.
        PersonDisabled = "person_disabled",
        /// A closed account was opened again.
        PersonEnabled = "person_enabled",
        /// A body was entered.
        OrgAdded = "org_added",
        /// A body's name, kind or district was changed.
        OrgChanged = "org_changed",
        /// A telephone number or an address was written or erased.
        ContactChanged = "contact_changed",
        /// A telephone number or an address was read.
        ContactRead = "contact_read",
        /// An invitation was made.
        InvitationMade = "invitation_made",
        /// Somebody joined by an invitation.
        InvitationUsed = "invitation_used",
        /// An invitation was withdrawn.
        InvitationWithdrawn = "invitation_withdrawn",
        /// An administrator read the list of people or bodies.
        PeopleRead = "people_read",
        /// An administrator read the list of somebody's devices.
        DevicesRead = "devices_read",
        /// An administrator read the expert register.
        ExpertsRead = "experts_read",
        /// An expert was entered into the register from a file.
        ExpertImported = "expert_imported",
        /// Somebody read the audit log.
        AuditRead = "audit_read",
        /// A person can sign in through a provider from now on.
        IdentityBound = "identity_bound",
        /// A person can no longer sign in through a provider.
        IdentityUnbound = "identity_unbound",
    }
}

/// A row of the log. Names of people stand nowhere in it: ids can be looked up as long as the person is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct AuditRow {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// The person who did it; `operator` for the command line, `nobody` for whoever is not signed in.
    pub by: String,
    /// What: the code of an [`Audited`]; a newer release may know more.
    pub act: String,
    /// The ids of whom or what it concerns, separated by spaces.
    pub about: String,
    /// Names the network address without telling it; empty for the command line.
    pub address: String,
    /// The device, where one is known.
    pub device: String,
    /// The SHA-256 over the row before and this one, in hexadecimal digits.
    pub hash: String,
}
