//! Controlled vocabularies of the standard (V1, V9, V11 …) as enums, a file for each field of work. The code of a value is
//! one word on disk, on the wire and in the locale files (`<vocabulary>.<code>`); a value without words in both languages
//! does not build.

mod assistance;
mod causes;
mod evaluation;
mod experts;
mod products;
mod questions;
pub mod strange;
mod supervision;
mod taxonomy;

pub use assistance::*;
pub use causes::*;
pub use evaluation::*;
pub use experts::*;
pub use products::*;
pub use questions::*;
pub use supervision::*;
pub use taxonomy::*;

use crate::words::Key;

/// A vocabulary as tables see it: codes and their words, in the standard's order.
#[derive(Debug)]
pub struct Vocabulary {
    /// Each value's code with its words.
    pub values: &'static [(&'static str, Key)],
}

impl Vocabulary {
    /// The words of a code, if it is one of ours.
    #[must_use]
    pub fn words(&self, code: &str) -> Option<Key> {
        self.values.iter().find(|(name, _)| *name == code).map(|(_, key)| *key)
    }
}

/// Reads a code from any format; `any` stands for one that is none of ours where what holds it is [left out](strange).
pub(crate) struct CodeOf<T> {
    pub(crate) of_code: fn(&str) -> Option<T>,
    pub(crate) any: T,
}

impl<T> serde::de::Visitor<'_> for CodeOf<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a code of the vocabulary")
    }

    fn visit_str<E: serde::de::Error>(self, code: &str) -> Result<T, E> {
        let known = (self.of_code)(code).or_else(|| strange::is_left_out().then_some(self.any));
        known.ok_or_else(|| E::custom("no code of the vocabulary"))
    }
}

/// Declares an enum whose codes, words, `ALL` and serde form come from one list. With `else Unknown`, a code that this
/// version does not know is read as that value instead of being an error.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $prefix:ident: $name:ident { $($(#[$value_doc:meta])* $value:ident = $code:literal,)+ } $(else $unknown:ident)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$value_doc])* $value,)+ }

        impl $name {
            /// Every value, in the standard's order.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The codes and words as a table.
            pub const VOCABULARY: $crate::vocab::Vocabulary = $crate::vocab::Vocabulary {
                values: &[$(($code, $crate::key!(stringify!($prefix), ".", $code))),+],
            };

            /// The code on disk and wire.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$value => $code),+ }
            }

            /// The value of a code.
            #[must_use]
            pub fn of_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$value),)+ _ => None }
            }

            /// The words for people.
            #[must_use]
            pub const fn words(self) -> $crate::words::Key {
                match self { $(Self::$value => $crate::key!(stringify!($prefix), ".", $code)),+ }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let of_code = |code: &str| Self::of_code(code)$(.or(Some(Self::$unknown)))?;
                deserializer.deserialize_str($crate::vocab::CodeOf { of_code, any: Self::ALL[0] })
            }
        }

        #[cfg(feature = "described")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $crate::described::codes(&Self::VOCABULARY)
            }
        }

        #[cfg(feature = "described")]
        impl utoipa::ToSchema for $name {}
    };
}
pub(crate) use vocabulary;
