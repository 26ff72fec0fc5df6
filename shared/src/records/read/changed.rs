//! What is other in a document's content than it was: all that a screen has to be told that showed it before. A plan of hundreds of rows is
//! not told anew for a word in one of them.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use serde::{Deserialize, Serialize};

use super::{Content, Mark, Row, Value};
use crate::forms::Path;

/// The places at which something is other; `None` where nothing stands any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    fields: Vec<(Path, Option<Value>)>,
    rows: Vec<(Path, Option<Vec<Row>>)>,
    marks: Vec<(Path, Option<Vec<Mark>>)>,
    merged: Vec<(Path, Option<()>)>,
}

impl Changed {
    /// The places, each once, and the maps in which they stand: rows and sections. A table is among them when its rows are other, not
    /// when a word in one of them is.
    #[must_use]
    pub fn places(&self) -> BTreeSet<Path> {
        fn paths<T>(changed: &[(Path, T)]) -> impl Iterator<Item = &Path> {
            changed.iter().map(|(path, _)| path)
        }
        let all = paths(&self.fields).chain(paths(&self.rows)).chain(paths(&self.marks)).chain(paths(&self.merged));
        let up = |path: &Path| {
            let maps = std::iter::successors(path.parent(), |map| map.parent().and_then(|table| table.parent()));
            std::iter::once(path.clone()).chain(maps)
        };
        all.flat_map(up).collect()
    }
}

impl Content {
    /// What is other than `before`.
    #[must_use]
    pub fn since(&self, before: &Self) -> Changed {
        let merged = self.merged.symmetric_difference(&before.merged);
        Changed {
            fields: others(&self.fields, &before.fields),
            rows: others(&self.rows, &before.rows),
            marks: others(&self.marks, &before.marks),
            merged: merged.map(|path| (path.clone(), self.merged.contains(path).then_some(()))).collect(),
        }
    }

    /// Brings it up to what changed [since](Self::since).
    pub fn follow(&mut self, Changed { fields, rows, marks, merged }: Changed) {
        put(&mut self.fields, fields);
        put(&mut self.rows, rows);
        put(&mut self.marks, marks);
        for (path, stands) in merged {
            match stands {
                Some(()) => self.merged.insert(path),
                None => self.merged.remove(&path),
            };
        }
    }
}

/// Both are in the order of their paths, so one walk along both finds it.
fn others<T: PartialEq + Clone>(now: &BTreeMap<Path, T>, before: &BTreeMap<Path, T>) -> Vec<(Path, Option<T>)> {
    let (mut now, mut before, mut found) = (now.iter().peekable(), before.iter().peekable(), Vec::new());
    loop {
        let order = match (now.peek(), before.peek()) {
            (None, None) => return found,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((here, _)), Some((there, _))) => here.cmp(there),
        };
        let new = now.next_if(|_| order.is_le());
        let old = before.next_if(|_| order.is_ge());
        if new != old
            && let Some((path, _)) = new.or(old)
        {
            found.push((path.clone(), new.map(|(_, value)| value.clone())));
        }
    }
}

fn put<T>(all: &mut BTreeMap<Path, T>, changed: Vec<(Path, Option<T>)>) {
    for (path, value) in changed {
        match value {
            Some(value) => all.insert(path, value),
            None => all.remove(&path),
        };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn content() -> impl Strategy<Value = Content> {
        let table = || Path::field("plan", "rows");
        let row = prop_oneof!["[0-3]{16}", Just("0000000000000000".to_owned())];
        let cells = proptest::collection::vec((row, prop_oneof!["product", "note"], "[a-c]{0,2}", any::<bool>()), 0..12);
        cells.prop_map(move |cells| {
            let mut content = Content::default();
            for (row, cell, text, merged) in cells {
                let path = table().row(&row).cell(&cell);
                content.put_row(table(), &row);
                content.put_mark(table().row(&row).cell("files"), &text);
                if merged {
                    content.merged.insert(path.clone());
                }
                content.put(path, &text);
            }
            content
        })
    }

    proptest! {
        #[test]
        fn whoever_follows_what_changed_has_what_stands(before in content(), now in content()) {
            let changed = now.since(&before);
            let mut followed = before.clone();
            followed.follow(changed.clone());
            prop_assert_eq!(&followed, &now);
            prop_assert_eq!(changed == Changed::default(), before == now, "nothing is told where nothing changed");
        }
    }

    #[test]
    fn a_word_in_a_row_is_told_to_the_field_the_row_and_the_section_and_not_to_the_table() {
        let (mut before, table) = (Content::default(), Path::field("plan", "rows"));
        before.put_row(table.clone(), "0000000000000001");
        let (row, mut now) = (table.row("0000000000000001"), before.clone());
        now.put(row.cell("note"), "新");
        assert_eq!(now.since(&before).places(), [row.cell("note"), row.clone(), Path::section_root("plan")].into());
        now.put_row(table.clone(), "0000000000000002");
        assert!(now.since(&before).places().contains(&table));
    }
}
