//! Annex E as a plain page: for a phone in WeChat's browser, without JavaScript, from an invitation link. What is written
//! goes into the survey's document as a device's words do, by the same rules; who answers is the invitation's person.

mod page;
mod posted;

use automerge::{Automerge, ChangeHash};
use maud::Markup;
use shared::{
    documents::DocumentKind,
    forms::{self, Path, Section},
    ids::{Author, CommandId, DeviceId, DocumentId, Hash, PersonId},
    people::{Audited, Person, Role},
    records::{heads, read},
    sync::wire::FromRelay,
    time::Timestamp,
    words::Locale,
    workflow::{Act, Args, Code, Command, RULES, Refusal},
};

use crate::{
    auth::{Caller, secret_hash},
    desk::Asker,
    pen::{self, PenError},
    random,
    relay::Relay,
    store::{
        Account, Kept, StoreError,
        people::{Deed, InvitationRow},
    },
};
pub(crate) use page::nothing;
use page::{Page, Said};
pub(crate) use posted::Posted;

/// Who answers which survey, by a link that was sent to them: whoever opens it, for as long as it lasts.
#[derive(Clone, Debug)]
pub(crate) struct Answerer {
    document: DocumentId,
    asker: Asker,
}

impl Answerer {
    /// By the secret of their link.
    pub(crate) async fn of(relay: &Relay, secret: &str, now: Timestamp) -> Result<Option<Self>, StoreError> {
        let hash = secret_hash(secret.as_bytes());
        let found = relay.read(move |store| store.invitation(hash)).await?;
        Ok(found.filter(|row| row.secret == hash && row.withdrawn_at.is_none() && now < row.expires_at).map(|row| Self::by(row, now)))
    }

    /// The invitation itself is the person and their device.
    fn by(InvitationRow { id, org, document, .. }: InvitationRow, now: Timestamp) -> Self {
        let person = Person { id: PersonId(id.0), name: org.name.clone(), role: Role::Enterprise, org };
        let author = Author { person: person.id, device: DeviceId(id.0) };
        Self { document, asker: Asker { person, author, line: None, now } }
    }

    /// Makes them known as somebody who has written here. Nobody can sign in as them.
    async fn settle(&self, relay: &Relay, caller: &Caller) -> Result<(), StoreError> {
        let (person, now) = (self.asker.person.clone(), self.asker.now);
        let note = relay.auth.note(now, person.id.to_string(), Audited::InvitationUsed, person.id.to_string(), caller);
        let settled = relay.read(move |store| {
            if store.person(person.id)?.is_some() {
                return Ok(());
            }
            store.carry_out(&Deed::AddAccount(Account::new(format!("~{}", person.id), "", person)), &note)
        });
        match settled.await {
            Err(StoreError::Taken) => Ok(()), // By another tap at the same moment.
            done => done,
        }
    }
}

/// What became of what was posted.
pub(crate) enum Outcome {
    /// It is done: the page, asked for again, shows it.
    Done {
        /// Kept, and not handed in.
        is_draft: bool,
    },
    /// It was not; the page says why, with what was written.
    Not(Markup),
}

/// The page as it is now; `None` where there is no such survey.
pub(crate) async fn show(relay: &Relay, answerer: &Answerer, locale: Locale, is_kept: bool) -> Result<Option<Markup>, StoreError> {
    let said = if is_kept { Said::Kept } else { Said::Nothing };
    let Some((kept, doc)) = read(relay, answerer).await? else { return Ok(None) };
    Ok(Some(draw(locale, answerer, (&kept, &doc), said)))
}

/// Keeps what was written, and does what the button says.
pub(crate) async fn take(
    relay: &Relay,
    (answerer, caller): (&Answerer, &Caller),
    locale: Locale,
    posted: &Posted,
) -> Result<Option<Outcome>, StoreError> {
    let Some((_, doc)) = read(relay, answerer).await? else { return Ok(None) };
    answerer.settle(relay, caller).await?;
    let act = match posted.text("do") {
        Some("answer") => Some(Act::AnswerSurvey),
        Some("revise") => Some(Act::Revise),
        Some(_) | None => None,
    };
    let mut refused = if act == Some(Act::Revise) { None } else { write(relay, answerer, &doc, posted).await? };
    if let (Some(act), None) = (act, &refused) {
        refused = ask(relay, answerer, act, posted).await?;
    }
    let Some(refusal) = refused else { return Ok(Some(Outcome::Done { is_draft: act.is_none() })) };
    let Some((kept, doc)) = read(relay, answerer).await? else { return Ok(None) };
    Ok(Some(Outcome::Not(draw(locale, answerer, (&kept, &doc), Said::Refused(refusal)))))
}

async fn write(relay: &Relay, answerer: &Answerer, doc: &Automerge, posted: &Posted) -> Result<Option<Refusal>, StoreError> {
    let (shown, content) = seen(doc, posted);
    let root = Path::section_root(section().key);
    let edits = posted::edits(section().fields, &root, &content, posted, answerer.asker.now, &mut hex);
    match pen::write_on(&relay.desks, &answerer.asker, answerer.document, shown, &edits).await {
        Ok(()) => Ok(None),
        Err(PenError::Refused(refusal)) => Ok(Some(refusal)),
        Err(PenError::Store(error)) => Err(error),
        Err(PenError::Failed(what)) => Err(StoreError::Failed(what)),
    }
}

/// The survey as this person may read it.
async fn read(relay: &Relay, answerer: &Answerer) -> Result<Option<(Kept, Automerge)>, StoreError> {
    let document = answerer.document;
    let kept = relay.read(move |store| store.document(document)).await?;
    let Some(kept) = kept.filter(|kept| kept.state.kind == DocumentKind::Survey) else { return Ok(None) };
    Ok(pen::open(&relay.desks, &answerer.asker.person, document).await?.map(|doc| (kept, doc)))
}

fn draw(locale: Locale, answerer: &Answerer, (kept, doc): (&Kept, &Automerge), said: Said) -> Markup {
    let (content, heads) = (read::content(doc), heads(doc));
    let command = CommandId(random::bytes());
    let name = &answerer.asker.person.org.name;
    page::page(&Page { locale, section: section(), name, content: &content, state: &kept.state, heads: &heads, command, said })
}

/// The document as the person had it before them, and what stood in it; as it is where the page does not say, or says what never was.
fn seen(doc: &Automerge, posted: &Posted) -> (Automerge, read::Content) {
    let named = posted.text("seen").unwrap_or_default().split_whitespace().map(|head| head.parse::<ChangeHash>());
    let heads = named.collect::<Result<Vec<_>, _>>().unwrap_or_default();
    let hashes: Vec<Hash> = heads.iter().map(|head| Hash::from(*head)).collect();
    let content = if heads.is_empty() { None } else { read::content_at(doc, &hashes) };
    content.and_then(|content| doc.fork_at(&heads).ok().map(|then| (then, content))).unwrap_or_else(|| (doc.clone(), read::content(doc)))
}

async fn ask(relay: &Relay, answerer: &Answerer, act: Act, posted: &Posted) -> Result<Option<Refusal>, StoreError> {
    let id = posted.text("command").and_then(|id| id.parse().ok()).unwrap_or_else(|| CommandId(random::bytes()));
    let reason = posted.text("reason").unwrap_or_default().trim();
    let args = if act == Act::Revise { Args::default().with("reason", reason) } else { Args::default() };
    let command = Command { id, act, args, on: answerer.asker.now.day(), heads: Vec::new(), rules: RULES };
    let mut decided = None;
    relay.desks.command(answerer.asker.clone(), answerer.document, command, |answer| decided = Some(answer)).await;
    match decided {
        Some(FromRelay::Decided { refused, .. }) => Ok(refused),
        answer => {
            tracing::error!(why = pen::told(answer.as_ref()), "a survey's act was not decided");
            Ok(Some(Code::Unknown.into()))
        }
    }
}

/// The one section of a survey.
fn section() -> &'static Section {
    forms::of(DocumentKind::Survey)[0]
}

fn hex(digits: usize) -> String {
    let bytes: [u8; 16] = random::bytes();
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).take(digits).map(|half| char::from_digit(half.into(), 16).unwrap_or('0')).collect()
}
