//! What is told of the bucket in which files are kept.

use std::path::PathBuf;

use openidconnect::url::Url;
use rusty_s3::{Bucket, BucketError, UrlStyle};

use super::{Settings, value::Value};

/// The name of a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BucketName(pub(crate) String);

/// What stands before every key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Prefix(pub(crate) String);

/// Where the bucket's name stands in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Addressing {
    /// In the path: stores in the own house.
    Path,
    /// Before the host: what the great clouds want.
    Host,
}

impl Settings {
    /// The bucket, where all of it is set; an error where no address can be made of it.
    pub(crate) fn bucket(&self) -> Option<Result<Bucket, BucketError>> {
        let (endpoint, name) = (self.s3_endpoint.as_ref()?, self.s3_bucket.as_ref()?);
        let endpoint = Url::parse(&endpoint.0).map_err(BucketError::ParseError);
        let style = match self.s3_addressing {
            Addressing::Path => UrlStyle::Path,
            Addressing::Host => UrlStyle::VirtualHost,
        };
        Some(endpoint.and_then(|endpoint| Bucket::new(endpoint, style, name.0.clone(), self.s3_region.clone())))
    }

    /// The folder of files, where they are not in a bucket.
    pub(crate) fn blobs_folder(&self) -> PathBuf {
        self.data.join("blobs")
    }

    /// Where files are, for people.
    pub(crate) fn place_of_files(&self) -> String {
        match self.bucket() {
            Some(Ok(bucket)) => format!("{}{}", bucket.base_url(), self.s3_prefix.0),
            Some(Err(_)) | None => self.blobs_folder().display().to_string(),
        }
    }

    /// A bucket is set whole or not at all.
    pub(super) fn half_a_bucket(&self) -> impl Iterator<Item = (bool, &'static str, &'static str)> {
        const BUCKET: &str = "s3.bucket";
        let is_set = self.s3_bucket.is_some();
        let needed = [
            (self.s3_endpoint.is_some(), "s3.endpoint"),
            (self.s3_access_key.is_some(), "s3.access_key"),
            (self.s3_secret_file.is_some(), "s3.secret_file"),
        ];
        let optional = [(!self.s3_prefix.0.is_empty(), "s3.prefix"), (self.s3_ca_file.is_some(), "s3.ca_file")];
        let lacking = needed.into_iter().map(move |(has, key)| (is_set && !has, BUCKET, key));
        let alone = needed.into_iter().chain(optional).map(move |(has, key)| (has && !is_set, key, BUCKET));
        let nowhere = (matches!(self.bucket(), Some(Err(_))), "s3.addressing", "s3.endpoint");
        lacking.chain(alone).chain([nowhere])
    }
}

impl Value for BucketName {
    const SHAPE: &'static str = "liandong-files";

    fn read(text: &str) -> Option<Self> {
        let is_good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
        ((3..=63).contains(&text.len()) && text.bytes().all(is_good)).then(|| Self(text.to_owned()))
    }
}

impl Value for Prefix {
    const SHAPE: &'static str = "liandong/files/";

    fn read(text: &str) -> Option<Self> {
        let is_good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let is_step = |step: &str| !matches!(step, "" | "." | "..") && step.bytes().all(is_good);
        let is_path = text.strip_suffix('/').is_some_and(|path| path.split('/').all(is_step));
        (text.is_empty() || is_path).then(|| Self(text.to_owned()))
    }
}

impl Value for Addressing {
    const SHAPE: &'static str = "path | host";

    fn read(text: &str) -> Option<Self> {
        match text {
            "path" => Some(Self::Path),
            "host" => Some(Self::Host),
            _ => None,
        }
    }
}
