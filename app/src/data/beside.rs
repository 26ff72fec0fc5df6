//! What the relay keeps beside the documents, over HTTP: who holds unsent work, what was written after somebody had left, what revoked
//! devices handed over.

use reqwasm::http::Method;
use shared::{
    ids::{PersonId, PieceId},
    sync::{
        handover::{HANDED_OVER, HandedOver},
        later::{self, AllLater, Settle},
        standing::{self, Member},
    },
};

use super::account::{SignInError, ask, tell};

/// The people of the groups that one leads, with where their work stands.
pub(crate) async fn members() -> Result<Vec<Member>, SignInError> {
    ask::<(), _>(Method::GET, standing::ADDRESS, None).await
}

/// What people wrote after they had left such a group, and what became of one's own.
pub(crate) async fn later() -> Result<AllLater, SignInError> {
    ask::<(), _>(Method::GET, later::ADDRESS, None).await
}

/// Decides about such a piece.
pub(crate) async fn settle(piece: PieceId, how: &Settle) -> Result<(), SignInError> {
    tell(Method::POST, &format!("{}/{piece}", later::ADDRESS), Some(how)).await
}

/// What one's devices handed over whose sessions were ended from elsewhere.
pub(crate) async fn handed_over() -> Result<Vec<HandedOver>, SignInError> {
    ask::<(), _>(Method::GET, HANDED_OVER, None).await
}

/// One has taken these to the device on which one is.
pub(crate) async fn taken(pieces: &[PieceId]) -> Result<(), SignInError> {
    tell(Method::POST, HANDED_OVER, Some(&pieces)).await
}

/// What somebody's devices handed over, for administrators.
pub(crate) async fn handed_over_of(person: PersonId) -> Result<Vec<HandedOver>, SignInError> {
    ask::<(), _>(Method::GET, &format!("/api/admin/people/{person}/handed-over"), None).await
}
