//! How ids and vocabularies say of themselves what they are. The other types of `/api` derive it.

use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

use crate::{vocab::Vocabulary, words::Locale};

/// An id as JSON and addresses have it.
pub(crate) fn id() -> RefOr<Schema> {
    let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[1-9A-HJ-NP-Za-km-z]{20,28}$"));
    text.description(Some("16 random bytes in base58 with a checksum of four bytes")).into()
}

/// One of the codes, each with its words.
pub(crate) fn codes(vocabulary: &Vocabulary) -> RefOr<Schema> {
    let lines = vocabulary.values.iter().map(|(code, words)| format!("* `{code}`: {}", words.text(Locale::English)));
    let codes = vocabulary.values.iter().map(|(code, _)| *code);
    let text = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes));
    text.description(Some(lines.collect::<Vec<_>>().join("\n"))).into()
}
