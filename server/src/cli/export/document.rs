//! One document: the Automerge file, its values, its ledger.

use std::collections::BTreeMap;

use automerge::{Automerge, ROOT, ReadDoc};
use serde_json::{Map, Value, json};
use shared::{
    forms::{self, Path, Place},
    records::read::{self, Content},
    words::Locale,
    workflow::{Entry, State},
};

use super::{both, json as bytes};
use crate::{
    cli::{parcel::Parcel, print::CommandError},
    store::Kept,
};

/// Programs for tables read UTF-8 only when it begins so.
const BOM: &str = "\u{feff}";

pub(super) fn put(parcel: &Parcel, kept: &Kept, doc: &Automerge) -> Result<(), CommandError> {
    let summary = &kept.listed.summary;
    let folder = format!("documents/{}/{}", summary.kind.code(), summary.id);
    parcel.put(&format!("{folder}/document.automerge"), &doc.save())?;
    let content = read::content(doc);
    let (values, labels) = told(doc, &content);
    let about = json!({
        "id": summary.id.to_string(), "kind": summary.kind.code(), "kind_words": both(summary.kind.words()), "title": summary.title,
        "values": values, "disputed": disputed(&content), "labels": labels,
    });
    parcel.put(&format!("{folder}/values.json"), &bytes(&about)?)?;
    parcel.put(&format!("{folder}/ledger.json"), &bytes(&kept.state.entries.iter().map(entry).collect())?)?;
    parcel.put(&format!("{folder}/ledger.csv"), table(&kept.state)?.as_bytes())
}

/// Everything that stands in the sections, as it stands, and the labels of the places.
fn told(doc: &Automerge, content: &Content) -> (Value, Value) {
    let (mut values, mut labels) = (Map::new(), BTreeMap::new());
    for section in doc.keys(ROOT).filter(|key| forms::section(forms::round_of(key).0).is_some()) {
        let root = Path::section_root(&section);
        for (path, text) in content.said_below(&root).filter(|(_, text)| !text.is_empty()) {
            labels.extend(label(path));
            insert(&mut values, path, text);
        }
    }
    (values.into(), labels.into_iter().collect::<Map<_, _>>().into())
}

/// The label of a place, under the keys of the form alone: without rounds and rows.
fn label(path: &Path) -> Option<(String, Value)> {
    let (Place::Field(section, field) | Place::Mark(section, field) | Place::Row(section, field) | Place::RowMark(section, field)) =
        path.place()?
    else {
        return None;
    };
    let mut label = both(field.label);
    label["annex"] = field.annex.map_or(Value::Null, Value::from);
    label["section"] = both(section.title);
    let keys: Vec<&str> = path.steps().take_while(|step| *step != field.key).filter(|step| !is_row(step)).chain([field.key]).collect();
    Some((keys.join("."), label))
}

fn is_row(step: &str) -> bool {
    step.len() == 16 && step.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A value at its path, as objects in objects.
fn insert(values: &mut Map<String, Value>, path: &Path, text: String) {
    let Some(above) = path.parent() else { return };
    let mut at = values;
    for step in above.steps() {
        let Value::Object(map) = at.entry(step).or_insert_with(|| Value::Object(Map::new())) else { return };
        at = map;
    }
    at.insert(path.last().to_owned(), text.into());
}

/// Short fields in which several values stand: all of them.
fn disputed(content: &Content) -> Value {
    let all = content.disputed().map(|path| {
        let said = content.concurrent(path).iter();
        let said = said.map(|said| json!({ "text": said.text, "by": said.by.map(|author| author.person.to_string()), "at": said.at.0 }));
        (path.as_str().to_owned(), said.collect())
    });
    all.collect::<Map<_, _>>().into()
}

fn entry(entry: &Entry) -> Value {
    let args: Map<String, Value> = entry.args.iter().map(|(key, text)| (key.to_owned(), text.into())).collect();
    let heads: Vec<String> = entry.heads.iter().map(|head| automerge::ChangeHash::from(*head).to_string()).collect();
    json!({
        "number": entry.number, "act": entry.act.code(), "act_words": both(entry.act.words()), "on": entry.on.to_string(),
        "by": entry.by.to_string(), "at": entry.at.0, "args": args, "heads": heads,
    })
}

fn table(state: &State) -> Result<String, CommandError> {
    let failed = |error: csv::Error| CommandError::System(std::io::Error::other(error));
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(["number", "act", "act_zh_CN", "act_en", "on", "by", "at", "args"]).map_err(failed)?;
    for entry in &state.entries {
        let words = Locale::ALL.map(|locale| entry.act.words().text(locale));
        let args: Vec<String> = entry.args.iter().map(|(key, text)| format!("{key}={text}")).collect();
        let (number, on, by, at) = (entry.number.to_string(), entry.on.to_string(), entry.by.to_string(), entry.at.0.to_string());
        rows.write_record([&*number, entry.act.code(), words[0], words[1], &*on, &*by, &*at, &*args.join("\n")]).map_err(failed)?;
    }
    let table = rows.into_inner().map_err(|error| CommandError::System(std::io::Error::other(error.to_string())))?;
    Ok(format!("{BOM}{}", String::from_utf8_lossy(&table)))
}
