//! `liandong export`: everything in forms that other programs read.

mod document;

use shared::{
    key,
    people::Person,
    words::{Key, Locale},
};

use super::{
    Export, backup, check, config, files,
    parcel::{self, Parcel},
    print::{self, CommandError},
};
use crate::store::{Account, PeopleStore, RelayStore, Sqlite, proof::prove};

/// Writes the export, beside a running relay too. What is damaged is told and left out; the rest is there.
pub(super) fn run(options: &Export) -> Result<(), CommandError> {
    let settings = config::read(&options.place.0)?.settings;
    let store = Sqlite::look(&settings.data)?;
    let parcel = Parcel::begin(&options.to)?;
    let proof = prove(&store, |kept, doc| document::put(&parcel, kept, doc))?;
    parcel.put("people.json", &json(&people(&store.accounts()?))?)?;
    parcel.put("README.md", readme().as_bytes())?;
    let damages = files::copy(&store, &*files::place(&settings)?, &parcel.folder().join("blobs"))?;
    let manifest = parcel::manifest("export", backup::now(), store.era()?.to_string(), proof.documents, proof.entries);
    let manifest = parcel.close(manifest)?;
    let (documents, files) = (manifest.documents.to_string(), manifest.files.len().to_string());
    let with = [("to", &*options.to.display().to_string()), ("documents", &*documents), ("files", &*files)];
    print::say(key!("relay.exported"), &with);
    check::tell(&proof)?;
    files::tell(&damages, &settings)
}

/// Who signs in, without what would let another sign in.
fn people(accounts: &[Account]) -> serde_json::Value {
    let people = accounts.iter().map(|Account { name, person: Person { id, name: full_name, role, org }, .. }| {
        serde_json::json!({
            "id": id.to_string(), "signs_in_as": name, "name": full_name, "role": role.code(), "role_words": both(role.words()),
            "org": { "id": org.id.to_string(), "name": org.name, "kind": org.kind.code(), "kind_words": both(org.kind.words()),
                     "district": org.district.map(shared::people::District::code) },
        })
    });
    people.collect()
}

fn readme() -> String {
    Locale::ALL.map(|locale| key!("relay.export_readme").text(locale)).join("\n\n---\n\n")
}

/// The words in every language, by its tag.
fn both(key: Key) -> serde_json::Value {
    Locale::ALL.iter().map(|locale| (locale.tag().to_owned(), key.text(*locale).into())).collect::<serde_json::Map<_, _>>().into()
}

fn json(value: &serde_json::Value) -> Result<Vec<u8>, CommandError> {
    serde_json::to_vec_pretty(value).map_err(|error| CommandError::System(error.into()))
}
