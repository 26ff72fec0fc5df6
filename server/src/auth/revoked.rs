//! A session that was ended from elsewhere: its cookie is good for handing over what was not sent.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use shared::{
    ids::{Author, PersonId},
    sync::session::ProblemCode,
};

use super::{Signed, cookie, secret_hash};
use crate::{http::problem::Problem, relay::Relay};

/// A request of a device whose session was ended from elsewhere: good for handing over what was not sent, and for nothing else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Revoked(pub(crate) Author);

impl FromRequestParts<Arc<Relay>> for Revoked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, relay: &Arc<Relay>) -> Result<Self, Problem> {
        let secret = secret_hash(&cookie::token(&parts.headers).ok_or(Problem(ProblemCode::SignedOut))?);
        let found = relay.read(move |store| store.revoked(secret)).await?;
        found.map(Self).ok_or(Problem(ProblemCode::SignedOut))
    }
}

/// Whoever may send files: somebody signed in, and a device that hands over. To send is not to read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sends(pub(crate) PersonId);

impl FromRequestParts<Arc<Relay>> for Sends {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, relay: &Arc<Relay>) -> Result<Self, Problem> {
        match Signed::from_request_parts(parts, relay).await {
            Ok(signed) => Ok(Self(signed.person.id)),
            Err(Problem(ProblemCode::Revoked)) => {
                Revoked::from_request_parts(parts, relay).await.map(|Revoked(author)| Self(author.person))
            }
            Err(problem) => Err(problem),
        }
    }
}
