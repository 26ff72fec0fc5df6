//! Signatures on a device's glass: whose key sealed them. What was signed, the rules ask.

use shared::{
    documents::DocumentKind,
    ids::DocumentId,
    signing::{self, Seal},
    workflow::{Code, Command},
};

use super::{Asker, Desks, blocking, carrying::is_signed};
use crate::store::StoreError;

impl Desks {
    /// What speaks against the seal of an act, where it is one that somebody signed on the glass. The key must be the one that the
    /// asking device has registered: of a witnessed signature that is the witness's.
    pub(super) async fn unsealed(
        &self,
        asker: &Asker,
        document: DocumentId,
        kind: DocumentKind,
        command: &Command,
    ) -> Result<Option<Code>, StoreError> {
        let Some(rule) = signing::signing_rule(kind, command.act) else { return Ok(None) };
        if signing::KEYS.iter().all(|key| command.args.text(key).is_empty()) {
            return Ok(None);
        }
        let Some(seal) = Seal::of(&command.args) else { return Ok(Some(Code::WrongSignature)) };
        let (store, author) = (self.store.clone(), asker.author);
        let registered = blocking(move || store.key(author)).await?;
        if seal.device != author.device || registered.is_none_or(|registered| registered.point != seal.key) {
            return Ok(Some(Code::KeyUnknown));
        }
        let bytes = signing::to_sign(document, author, rule, command.on, &command.args);
        Ok((!is_signed(&seal.key, &bytes, &seal.signature)).then_some(Code::WrongSignature))
    }
}
