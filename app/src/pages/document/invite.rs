//! Inviting the enterprise's people to their case or survey: a link, the same as a QR code to be scanned from this screen, and a short code for
//! whoever has the app already. Told once; only with a network, since the relay makes it.

use leptos::prelude::*;
use shared::{
    key,
    people::{
        Org, OrgKind,
        inviting::{Invited, may_invite},
    },
};

use super::super::{
    account::sign_in::in_words,
    apart::{Screen, apart},
    sync::refused::copier,
};
use crate::{
    memo::Memo,
    state::{Document, SignInFailure, Words, use_session},
    ui::{Dialog, Icon, icon, live},
};

/// How far it is.
#[derive(Clone)]
enum Made {
    /// The relay is asked.
    Asked,
    /// It made one.
    Invited(Invited),
    /// It made none.
    Failed(SignInFailure),
    /// It was made and is over.
    Withdrawn,
}

/// The place of the button, for whoever may invite to this document.
pub(super) fn place(document: Document) -> AnyView {
    let org = invited(document);
    let may = Memo::new(move |_| org.with(Option::is_some));
    live(move || may.get().then(|| apart(Screen::Invite(document))))
}

/// Whom this person may invite to it.
fn invited(document: Document) -> Memo<Option<Org>> {
    let session = use_session();
    Memo::new(move |_| {
        enterprise(document).filter(|org| {
            let may = |person| document.read(|view| may_invite(&person, false, org, &view.state)).unwrap_or(false);
            session.person().is_some_and(may)
        })
    })
}

/// The button, and what it opens.
pub(in crate::pages) fn invite(document: Document) -> AnyView {
    let (words, session) = (document.words, use_session());
    let org = invited(document);
    let (is_open, made) = (RwSignal::new(false), RwSignal::new(Made::Asked));
    let ask = move |_| {
        let Some(org) = org.get_untracked() else { return };
        is_open.set(true);
        made.set(Made::Asked);
        leptos::task::spawn_local(async move {
            let answer = session.invite(org.id, document.id).await.map_or_else(Made::Failed, Made::Invited);
            made.try_set(answer);
        });
    };
    let withdraw = Callback::new(move |id| {
        leptos::task::spawn_local(async move {
            let answer = session.withdraw(id).await.map_or_else(Made::Failed, |()| Made::Withdrawn);
            made.try_set(answer);
        });
    });
    let title = Signal::derive(move || org.get().map(|org| words.fill(key!("invite.title"), &[("name", &org.name)])).unwrap_or_default());
    view! {
        <div class="Row">
            <button type="button" class="Button" id="invite" on:click=ask>{icon(Icon::Sent)}{words.t(key!("invite.button"))}</button>
        </div>
        <Dialog is_open=is_open title=title close=words.t(key!("app.close"))>
            {live(move || sheet(words, made.get(), withdraw))}
        </Dialog>
    }
    .into_any()
}

/// The enterprise of the document: a case tells its name, whether the directory has it or not.
fn enterprise(document: Document) -> Option<Org> {
    let (id, district, name) = document.read(|view| {
        let parties = &view.state.parties;
        Some((parties.enterprise?, parties.district, untrack(|| document.names.title(&view.line.summary))))
    })??;
    Some(Org { id, name, kind: OrgKind::Enterprise, district })
}

fn sheet(words: Words, made: Made, withdraw: Callback<shared::ids::InvitationId>) -> AnyView {
    match made {
        Made::Asked => view! { <p aria-live="polite">{words.t(key!("invite.asked"))}</p> }.into_any(),
        Made::Failed(failure) => view! { <p class="Problem" role="alert" id="invite-problem">{in_words(words, &failure)}</p> }.into_any(),
        Made::Withdrawn => view! { <p role="status" id="invite-withdrawn">{words.t(key!("invite.withdrawn"))}</p> }.into_any(),
        Made::Invited(Invited { id, link, code, qr, expires_at }) => {
            let picture = format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(&qr));
            let until = words.fill(key!("invite.until"), &[("day", &expires_at.day().to_string())]);
            view! {
                <div class="Invite">
                    <p>{words.t(key!("invite.lead"))}</p>
                    <img class="Invite__qr" src=picture alt=words.t(key!("invite.qr")) width="240" height="240"/>
                    <p class="Invite__link" id="invite-link">{link.clone()}</p>
                    <div class="Row">{copier(words, move || link.clone())}</div>
                    <dl class="Facts">
                        <dt>{words.t(key!("invite.code"))}</dt><dd class="Invite__code" id="invite-code">{code}</dd>
                    </dl>
                    <p class="Quiet">{until}</p>
                    <button type="button" class="Button" id="invite-withdraw" on:click=move |_| withdraw.run(id)>{words.t(key!("invite.withdraw"))}</button>
                </div>
            }
            .into_any()
        }
    }
}
