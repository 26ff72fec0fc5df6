//! `/api/invitations`: one-time links for an enterprise's people, to a case or a survey. A link's secret stands behind its `#`, so that no
//! log and no preview sees it; the store has its hash alone.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use qrcode::{QrCode, render::svg};
use shared::{
    documents::DocumentKind,
    ids::{InvitationId, OrgId},
    people::{
        Audited, Org, OrgKind,
        inviting::{self, CODE, Invite, Invited, LETTERS, may_invite},
    },
    sync::session::ProblemCode,
    time::Timestamp,
};

use crate::{
    administration,
    auth::{Caller, Signed, secret_hash},
    clock::{self, DAY},
    http::{
        door::scheme::is_https,
        form::{self, At, Body, id},
        problem::Problem,
    },
    random,
    relay::Relay,
    store::{
        Kept, RelayStore, StoreError,
        people::{Deed, InvitationRow},
    },
};

/// So many days an invitation may be used.
const DAYS: i64 = 14;

pub(crate) async fn add(
    State(relay): State<Arc<Relay>>,
    signed: Signed,
    caller: Caller,
    Body(asked): Body<Invite>,
) -> Result<(StatusCode, Response), Problem> {
    let (now, person) = (clock::now(), signed.person.clone());
    let found = relay.read(move |store| {
        let known = store.orgs()?.into_iter().find(|org| org.id == asked.org);
        let is_admin = store.account_of(person.id)?.is_some_and(|account| account.is_admin);
        let Some(kept) = store.document(asked.document)? else { return Ok(None) };
        let is_new = known.is_none();
        let org = known.or_else(|| told_of(asked.org, &kept)).filter(|org| may_invite(&person, is_admin, org, &kept.state));
        Ok(org.map(|org| (org, kept, is_new)))
    });
    let (org, kept, is_new) = found.await?.ok_or(Problem(ProblemCode::Forbidden))?;
    if is_new {
        let (org, note) = (org.clone(), relay.auth.note_of(now, &signed, Audited::OrgAdded, org.id, &caller));
        relay.read(move |store| administration::put_org(store, org, Audited::OrgAdded, &note)).await?;
    }
    let secret: String = random::bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
    let code = code();
    let path = match kept.state.kind {
        // Answered in any browser, without the app: such a browser sends its page's whole address.
        DocumentKind::Survey => format!("survey/{secret}"),
        _ => format!("join#{secret}"),
    };
    let link = format!("{}/{path}", origin(&caller.headers));
    let invitation = InvitationRow {
        id: InvitationId(random::bytes()),
        secret: secret_hash(secret.as_bytes()),
        code: relay.auth.slow_hash(code.clone()).await,
        by: signed.person.id,
        org,
        document: asked.document,
        made_at: now,
        expires_at: Timestamp(now.0 + DAYS * DAY),
        used_at: None,
        withdrawn_at: None,
    };
    let (id, expires_at) = (invitation.id, invitation.expires_at);
    let about = format!("{id} {} {}", invitation.org.id, invitation.document);
    let note = relay.auth.note_of(now, &signed, Audited::InvitationMade, about, &caller);
    relay.read(move |store| store.carry_out(&Deed::Invite(invitation), &note)).await?;
    Ok((StatusCode::CREATED, form::reply(&caller.headers, &Invited { id, qr: qr(&link), link, code, expires_at })))
}

/// An enterprise that nobody has entered and of which a case tells: one of a list that was imported, say. It is entered when its people
/// are invited.
fn told_of(org: OrgId, kept: &Kept) -> Option<Org> {
    let summary = &kept.listed.summary;
    let is_its = kept.state.parties.enterprise == Some(org) && form::named(&summary.title).is_ok();
    is_its.then(|| Org { id: org, name: summary.title.clone(), kind: OrgKind::Enterprise, district: kept.state.parties.district })
}

/// One's own; all of them for an administrator.
pub(crate) async fn list(State(relay): State<Arc<Relay>>, signed: Signed) -> Result<Json<Vec<inviting::InvitationRow>>, Problem> {
    let rows = relay.read(move |store| visible(store, &signed)).await?;
    let row = |row: InvitationRow| {
        let InvitationRow { id, org, document, made_at, expires_at, used_at, withdrawn_at, .. } = row;
        inviting::InvitationRow { id, org, document, made_at, expires_at, used_at, withdrawn_at }
    };
    Ok(Json(rows.into_iter().map(row).collect()))
}

pub(crate) async fn withdraw(
    State(relay): State<Arc<Relay>>,
    signed: Signed,
    caller: Caller,
    At(invitation): At<String>,
) -> Result<StatusCode, Problem> {
    let id: InvitationId = id(&invitation)?;
    let note = relay.auth.note_of(clock::now(), &signed, Audited::InvitationWithdrawn, id, &caller);
    let done = relay.read(move |store| {
        let is_visible = visible(store, &signed)?.iter().any(|row| row.id == id);
        if is_visible { store.carry_out(&Deed::Withdraw(id), &note) } else { Err(StoreError::Gone) }
    });
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}

fn visible(store: &dyn RelayStore, signed: &Signed) -> Result<Vec<InvitationRow>, StoreError> {
    let is_admin = store.account_of(signed.person.id)?.is_some_and(|account| account.is_admin);
    store.invitations((!is_admin).then_some(signed.person.id))
}

/// A short code; every letter is equally likely.
fn code() -> String {
    let draws = std::iter::repeat_with(|| usize::from(random::bytes::<1>()[0]));
    let fair = draws.filter(|draw| *draw < 256 / LETTERS.len() * LETTERS.len());
    fair.take(CODE).map(|draw| char::from(LETTERS[draw % LETTERS.len()])).collect()
}

/// Where the one who invites reached us; there the invited will, too.
pub(super) fn origin(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    format!("{}://{host}", if is_https(headers) { "https" } else { "http" })
}

fn qr(link: &str) -> String {
    let code = QrCode::new(link).expect("an address is shorter than the largest code");
    code.render::<svg::Color<'_>>().min_dimensions(240, 240).build()
}

/// What is told of these addresses.
pub(crate) mod told {
    use shared::{
        people::inviting::{InvitationRow, Invite, Invited},
        sync::session::ProblemCode,
    };

    use crate::http::described::Told;

    pub(crate) fn list() -> Told {
        Told::of("Invitations that one made; all of them for an administrator")
            .signed()
            .lists::<InvitationRow>("None of them with its secret")
    }

    pub(crate) fn add() -> Told {
        Told::of("Invite an enterprise's people to its case or its survey, once")
            .signed()
            .takes::<Invite>()
            .answers_in_either_form::<Invited>(201, "Link and short code, told this once")
            .problems(&[ProblemCode::Forbidden])
    }

    pub(crate) fn withdraw() -> Told {
        Told::of("Withdraw an invitation that was not used").signed().done(204, "It is over").problems(&[ProblemCode::NotFound])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_drawn() {
        let code = code();
        assert_eq!(inviting::code_of(&code), Some(code));
    }

    #[test]
    fn a_link_leads_where_the_inviter_is() {
        let headers = |proto: &str| {
            let pairs = [("host", "liandong.example"), ("x-forwarded-proto", proto)];
            HeaderMap::from_iter(pairs.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())))
        };
        assert_eq!(origin(&headers("https")), "https://liandong.example");
        assert_eq!(origin(&headers("http")), "http://liandong.example");
        assert!(qr("https://liandong.example/join#00").contains("<svg"));
    }
}
