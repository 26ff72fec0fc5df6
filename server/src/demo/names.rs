//! Whom and what the files mean by the names that they use.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use shared::{
    forms::{Kind, Register},
    ids::DocumentId,
    words::Locale,
};

use super::{DemoError, calendar::Calendar, people::City};

/// The names of one city.
pub(super) struct Names<'a> {
    pub(super) city: &'a City,
    documents: Mutex<HashMap<String, DocumentId>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(city: &'a City) -> Self {
        Self { city, documents: Mutex::default() }
    }

    /// A document goes by this name from now on.
    pub(super) fn call(&self, name: &str, document: DocumentId) {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), document);
    }

    /// A value of the files as it stands in a document: words become codes, names become ids, `@5` becomes a date.
    pub(super) fn value(&self, kind: &Kind, text: &str, calendar: Calendar) -> Result<String, DemoError> {
        match kind {
            Kind::Choice(vocabulary) | Kind::Ticks(vocabulary) | Kind::Ranked(vocabulary) => {
                let of_words = |text: &str| vocabulary.values.iter().find(|(_, words)| words.text(Locale::Chinese) == text);
                let codes = text.split_whitespace().map(|text| of_words(text).map_or(text, |(code, _)| *code));
                Ok(codes.collect::<Vec<_>>().join(" "))
            }
            Kind::Pick(register) | Kind::Picks(register) => {
                let ids = text.split_whitespace().map(|name| self.id(*register, name)).collect::<Result<Vec<_>, _>>()?;
                Ok(ids.join(" "))
            }
            Kind::Day => Ok(calendar.text(text)),
            Kind::Line
            | Kind::Prose
            | Kind::ProseWithin(_)
            | Kind::Number
            | Kind::Files
            | Kind::Rows(_)
            | Kind::Each(..)
            | Kind::Shown(_) => Ok(text.to_owned()),
        }
    }

    /// The id of a name in a register.
    pub(super) fn id(&self, register: Register, name: &str) -> Result<String, DemoError> {
        match register {
            Register::Enterprises | Register::Units => Ok(self.city.person(name)?.org.id.to_string()),
            Register::Experts => Ok(self.city.person(name)?.id.to_string()),
            Register::Documents(_) => {
                let documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
                let found = documents.get(name).map(ToString::to_string);
                found.ok_or_else(|| DemoError::Data(format!("{name} has not been opened yet")))
            }
            Register::Rows(_) => Ok(name.to_owned()),
        }
    }
}
