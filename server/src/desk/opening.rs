//! How documents begin: on a device, or laid out by the relay itself.

use automerge::Change;
use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    records::genesis,
    sync::{guard, wire::FromRelay},
    workflow::{Act, Code, Command, Refusal},
};

use super::{
    Asker, Desks, decided,
    document::{Decision, Document},
};
use crate::{
    random,
    store::{Decided, StoreError},
};

impl Desks {
    /// Decides about a document that a device has begun; as [`Desks::command`].
    pub(crate) async fn open(
        &self,
        asker: Asker,
        document: DocumentId,
        genesis: &[u8],
        command: Command,
        answer: impl FnOnce(FromRelay) + Send,
    ) {
        let id = command.id;
        let opened = match guard::genesis(genesis) {
            Ok((change, kind)) => self.begin(asker, document, (kind, change), command).await,
            Err(code) => Ok(Some(code.into())),
        };
        answer(decided(id, document, opened));
        self.follow_up().await;
    }

    /// Opens a document of a kind, which begins as this release lets it begin.
    pub(crate) async fn create(
        &self,
        asker: Asker,
        kind: DocumentKind,
        command: Command,
    ) -> Result<Result<DocumentId, Refusal>, StoreError> {
        let document = DocumentId(random::bytes());
        let refused = self.begin(asker, document, (kind, genesis::of(kind)), command).await?;
        self.follow_up().await;
        Ok(refused.map_or(Ok(document), Err))
    }

    /// A refused beginning leaves nothing behind: there is no document to which the answer could be kept.
    async fn begin(
        &self,
        asker: Asker,
        document: DocumentId,
        (kind, genesis): (DocumentKind, Change),
        command: Command,
    ) -> Result<Option<Refusal>, StoreError> {
        let mut seat = self.sit(asker.person.id, document).await?;
        if seat.is_some() {
            let before = self.decided_before(document, &asker, &command).await?;
            return Ok(before.unwrap_or_else(|| Some(Code::AlreadyDone.into())));
        }
        if command.act != Act::Open {
            return Ok(Some(Code::NoSuchDocument.into()));
        }
        let (id, by, world) = (command.id, asker.person.id, self.world.clone());
        let begin = move || {
            let mut begun = Document::new(document, kind, genesis)?;
            Ok((begun.decide(&asker, command, &world)?, begun))
        };
        let (decision, begun) = self.turns.work(by, begin).await?;
        match decision {
            Decision::Counts(mut write) => {
                write.decided = Some(Decided { id, by, decision: None });
                *seat = Some(begun);
                self.keep(&mut seat, *write, None, 0).await?;
                Ok(None)
            }
            Decision::Refused(refusal) => Ok(Some(refusal)),
        }
    }
}
