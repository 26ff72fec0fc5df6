//! What can be read: documents, their names and words, and what is read without being opened.

pub(super) mod document;
pub(super) mod documents;
pub(super) mod names;
pub(super) mod readings;
pub(super) mod watched;
pub(super) mod words;
