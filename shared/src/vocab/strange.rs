//! Codes that a later release wrote. Bytes do not say where a value ends, so that one code that nobody knows here would spoil a whole
//! list; where a list is read by [`known`], only what holds such a code is left out. A thread reads one thing at a time, and what it has
//! met is its own.

use std::{
    cell::Cell,
    fmt::{self, Formatter},
    marker::PhantomData,
};

use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};

thread_local! {
    static MET: Cell<Met> = const { Cell::new(Met { is_reading: false, here: false, anywhere: false }) };
}

#[derive(Clone, Copy)]
struct Met {
    /// Something is being read of which parts may be left out.
    is_reading: bool,
    /// In the part that is being read.
    here: bool,
    /// In any part since [`noticing`] began.
    anywhere: bool,
}

/// A code that is none of ours: whether it may stand for any value, since what holds it will be left out.
pub(super) fn is_left_out() -> bool {
    let met = MET.get();
    if met.is_reading {
        MET.set(Met { here: true, anywhere: true, ..met });
    }
    met.is_reading
}

/// Reads a list without what holds codes of a later release.
///
/// # Errors
/// As the format's own.
pub fn known<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_seq(Known(PhantomData))
}

/// What was read, and whether anything of it was left out.
pub fn noticing<T>(read: impl FnOnce() -> T) -> (T, bool) {
    let before = MET.replace(Met { anywhere: false, ..MET.get() });
    let read = read();
    let met = MET.replace(Met { anywhere: before.anywhere || MET.get().anywhere, ..before });
    (read, met.anywhere)
}

struct Known<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Known<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut known = Vec::new();
        let before = MET.get();
        loop {
            MET.set(Met { is_reading: true, here: false, ..MET.get() });
            let next = list.next_element();
            let met = MET.replace(Met { is_reading: before.is_reading, here: before.here, ..MET.get() });
            match next? {
                Some(_) if met.here => {}
                Some(one) => known.push(one),
                None => return Ok(known),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::{codec, documents::DocumentKind, workflow::Badge};

    #[derive(Serialize)]
    struct Later {
        lines: Vec<(&'static str, Vec<&'static str>, u8)>,
        after: u8,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Today {
        #[serde(deserialize_with = "known")]
        lines: Vec<(DocumentKind, Badges, u8)>,
        after: u8,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Badges(#[serde(deserialize_with = "known")] Vec<Badge>);

    fn read(lines: Vec<(&'static str, Vec<&'static str>, u8)>) -> (Option<Today>, bool) {
        let bytes = codec::encode(&Later { lines, after: 7 });
        noticing(|| codec::decode(&bytes))
    }

    #[test]
    fn what_holds_a_code_of_a_later_release_is_left_out_and_the_rest_stays() {
        let overdue = Badge::ALL[0];
        let (today, was_left_out) =
            read(vec![("case", vec![overdue.code(), "of_tomorrow"], 1), ("of_tomorrow", vec![], 2), ("plan", vec![], 3)]);
        let lines = vec![(DocumentKind::Case, Badges(vec![overdue]), 1), (DocumentKind::Plan, Badges(vec![]), 3)];
        assert_eq!((today, was_left_out), (Some(Today { lines, after: 7 }), true));
        assert!(!read(vec![("case", vec![], 1)]).1);
        assert_eq!(codec::decode::<DocumentKind>(&codec::encode(&"of_tomorrow")), None, "alone it is nothing");
    }
}
