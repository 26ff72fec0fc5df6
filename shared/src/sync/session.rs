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
pub struct SignInAnew {
    /// As for signing in, with the password that is over.
    pub sign_in: SignIn,
    /// The password from now on.
    pub new: String,
}

/// The body of `PUT /api/session/password`: whoever is signed in changes their own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangePassword {
    /// The password until now; nothing where there is none yet.
    pub password: String,
    /// The password from now on.
    pub new: String,
    /// The name with which to sign in from now on: for whoever joined by an invitation and has none yet.
    pub name: Option<String>,
}

/// Who is signed in, and where: the answer to `POST` and `GET`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
pub struct Problem {
    /// Why.
    pub code: ProblemCode,
}

/// The answer to a password that is none: what is wrong with it, all at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    }
}
