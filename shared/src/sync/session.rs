//! Signing in at `/api/session`, as JSON or in the form of [`crate::codec`]: `POST` signs in, `GET` tells who is signed in, `DELETE` signs out.

use serde::{Deserialize, Serialize};

use crate::{
    ids::DeviceId,
    people::{Person, password::PasswordLack},
    time::Timestamp,
};

/// The media type of the form of [`crate::codec`], for bodies and in `Accept`.
pub const COMPACT: &str = "application/x-liandong";

/// The body of `POST /api/session`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// The name with which the person signs in.
    pub name: String,
    /// Their password.
    pub password: String,
    /// This device; it drew its id itself.
    pub device: DeviceId,
}

/// The body of `POST /api/session/password`: signs in with a new password instead of the one that was given for one time.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct SignInAnew {
    /// As for signing in, with the password that is over.
    pub sign_in: SignIn,
    /// The password from now on.
    pub new: String,
}

/// The body of `PUT /api/session/password`: whoever is signed in changes their own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct ChangePassword {
    /// The password until now; nothing where there is none yet.
    pub password: String,
    /// The password from now on.
    pub new: String,
    /// The name with which to sign in from now on: for whoever joined by an invitation and has none yet.
    pub name: Option<String>,
}

/// The answer to `GET /api/session/oidc`, where the operator has set another way to sign in: what its button says in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct SignOn {
    /// In Chinese; empty for the app's own words.
    pub zh: String,
    /// In English; empty for the app's own words.
    pub en: String,
}

/// The body of `POST /api/session/oidc`: begins to sign in at the provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct BeginSignOn {
    /// This device; the session will be its.
    pub device: DeviceId,
    /// The path in the app to which the person wants to return.
    pub back: String,
}

/// The answer to [`BeginSignOn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct SignOnBegun {
    /// Where the provider asks who the person is.
    pub address: String,
}

/// The page to which the way through the provider leads back. Behind its `#` stands how it ended.
pub const SIGNED_ON: &str = "/sign-in";

/// How the way through a provider ended, as it stands behind the `#` of [`SIGNED_ON`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignOnEnd {
    /// There is a session; the person wanted to go to this path.
    Done(String),
    /// There is none.
    Failed(ProblemCode),
}

impl SignOnEnd {
    /// As it is written.
    #[must_use]
    pub fn fragment(&self) -> String {
        match self {
            SignOnEnd::Done(back) => format!("{DONE}{}", path_in_app(back)),
            SignOnEnd::Failed(code) => code.code().to_owned(),
        }
    }

    /// As it is read; of what anybody may have written, nothing leads out of the app.
    #[must_use]
    pub fn of(fragment: &str) -> Option<Self> {
        match fragment.strip_prefix(DONE) {
            Some(back) => Some(SignOnEnd::Done(path_in_app(back).to_owned())),
            None => ProblemCode::of_code(fragment).map(SignOnEnd::Failed),
        }
    }
}

const DONE: &str = "done:";

/// The longest way back, in bytes.
const LONGEST_PATH: usize = 200;

/// A path within the app; of anything else, its first page.
fn path_in_app(path: &str) -> &str {
    let is_plain = path.len() <= LONGEST_PATH && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte));
    if is_plain && path.starts_with('/') && !path.starts_with("//") { path } else { "/" }
}

/// Who is signed in, and where: the answer to `POST` and `GET`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Session {
    /// The person.
    pub person: Person,
    /// The device to which the session belongs.
    pub device: DeviceId,
    /// After this a new sign-in is asked for; offline work goes on.
    pub expires_at: Timestamp,
}

/// The body of every answer of `/api` that is no success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Why.
    pub code: ProblemCode,
}

/// The answer to a password that is none: what is wrong with it, all at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct WeakPassword {
    /// [`ProblemCode::WeakPassword`], so that this reads as a [`Problem`] too.
    pub code: ProblemCode,
    /// What.
    pub lacks: Vec<PasswordLack>,
}

crate::vocab::vocabulary! {
    /// Why `/api` did not do it; words are `problem.<code>`.
    problem: ProblemCode {
        /// 401: no such name, or another password. Which of the two is not told.
        WrongPassword = "wrong_password",
        /// 401: no session, or an expired one.
        SignedOut = "signed_out",
        /// 400: the request cannot be read.
        BadRequest = "bad_request",
        /// 429: too many attempts; wait a little.
        TooManyAttempts = "too_many_attempts",
        /// 404: there is nothing at this address.
        NotFound = "not_found",
        /// 503: the relay cannot store or read at the moment.
        Unavailable = "unavailable",
        /// 409: the upload stands elsewhere; ask where.
        Conflict = "conflict",
        /// 423: this upload is being written already.
        Busy = "busy",
        /// 413: the file is larger than files of its kind may be, or than was announced.
        TooLarge = "too_large",
        /// 415: files of this kind are not taken.
        WrongKind = "wrong_kind",
        /// 460: what arrived is not what its checksum says.
        WrongHash = "wrong_hash",
        /// 429: this person has too much under way.
        TooManyUploads = "too_many_uploads",
        /// 507: there is no more room.
        StoreFull = "store_full",
        /// 412: a version of the protocol that is not spoken here.
        UnknownVersion = "unknown_version",
        /// 416: the file has no such part.
        OutOfRange = "out_of_range",
        /// 403: signed in, but not for this.
        Forbidden = "forbidden",
        /// 403: the password was for one time; `POST /api/session/password` sets another.
        PasswordIsOver = "password_is_over",
        /// 422: the new password is none; the body is a [`WeakPassword`].
        WeakPassword = "weak_password",
        /// 409: the name belongs to somebody or something else.
        Taken = "taken",
        /// 410: the invitation was used, withdrawn, or its time is over; or there never was one.
        InvitationIsOver = "invitation_is_over",
        /// 424: the provider through which people sign in cannot be reached, or does not answer as one.
        SignOnUnavailable = "sign_on_unavailable",
        /// 403: the person, or the provider, said no.
        SignOnDenied = "sign_on_denied",
        /// 410: this way to sign in was not begun in this browser, took too long, or was gone already.
        SignOnOver = "sign_on_over",
        /// 403: what the provider says of the person is not proved: its signature, nonce, issuer, audience or time.
        SignOnUntrusted = "sign_on_untrusted",
        /// 403: the provider knows the person; here, nobody is registered as them.
        SignOnUnknown = "sign_on_unknown",
        /// 403: the person's account is closed.
        SignOnClosed = "sign_on_closed",
        /// 401: the session was ended from elsewhere; all that is left to it is to hand over what was not sent ([`super::handover`]).
        Revoked = "revoked",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_sign_on_comes_back_as_it_was_written() {
        for end in [SignOnEnd::Done("/cases/0a-b".into()), SignOnEnd::Failed(ProblemCode::SignOnUnknown)] {
            assert_eq!(SignOnEnd::of(&end.fragment()), Some(end));
        }
        assert_eq!(SignOnEnd::of(""), None);
    }

    #[test]
    fn no_way_back_leads_out_of_the_app() {
        for elsewhere in ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "javascript:0", "", &"/x".repeat(200)]
        {
            assert_eq!(SignOnEnd::of(&format!("done:{elsewhere}")), Some(SignOnEnd::Done("/".into())), "{elsewhere}");
        }
    }
}
