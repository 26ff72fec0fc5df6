//! Files in a bucket of a store that speaks S3: Amazon's, a cloud's, or one in the own house (MinIO, Ceph, Garage). A file's key is the
//! prefix and then what its path in the local folder would be, so that any tool for buckets carries a folder over as it is.

mod call;

#[cfg(test)]
pub(super) mod tests;

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use rusty_s3::{Bucket, Credentials, S3Action};
use shared::{files::LARGEST, ids::Hash};
use ureq::http::{
    Request,
    header::{EXPECT, RANGE},
};

use super::{BlobStore, folder, proof};
use crate::{settings::Settings, store::StoreError};
use call::{Ask, Caller};

/// How long a signed request may be on its way before the store has to refuse it.
const SIGNED_FOR: Duration = Duration::from_secs(900);
/// The header in which the store is told the SHA-256 of what comes, and in which it tells what came.
const CHECKSUM: &str = "x-amz-checksum-sha256";
/// How long the store may take to say that it is there.
const SOON: Duration = Duration::from_secs(3);

/// A file goes over in one request, so that it is held whole or not at all and has one checksum. Stores take 5 GiB so.
const _: () = assert!(LARGEST <= 5 << 30, "files this large need an upload in parts");

/// The bucket.
pub(crate) struct S3 {
    bucket: Bucket,
    credentials: Credentials,
    prefix: String,
    caller: Caller,
}

impl S3 {
    /// As it is set; `None` where files stay in the folder. Reads the files that are named.
    pub(crate) fn of(settings: &Settings) -> Result<Option<Self>, (PathBuf, io::Error)> {
        let (Some(bucket), Some(key), Some(secret)) = (settings.bucket(), &settings.s3_access_key, &settings.s3_secret_file) else {
            return Ok(None);
        };
        let bucket = bucket.expect("settings that make no address are refused");
        let text = fs::read_to_string(secret).map_err(|error| (secret.clone(), error))?;
        let credentials = Credentials::new(key, text.trim_end());
        let authorities = settings.s3_ca_file.as_deref();
        let caller = Caller::of(authorities).map_err(|error| (authorities.map(PathBuf::from).unwrap_or_default(), error))?;
        Ok(Some(Self { bucket, credentials, prefix: settings.s3_prefix.0.clone(), caller }))
    }

    fn key(&self, hash: Hash) -> String {
        format!("{}{}", self.prefix, folder::path(hash))
    }
}

impl BlobStore for S3 {
    fn keep(&self, hash: Hash, file: &Path) -> Result<(), StoreError> {
        let (key, checksum) = (self.key(hash), BASE64_STANDARD.encode(hash.0));
        let bytes = fs::metadata(file).map_err(folder::failed)?.len();
        let answer = self.caller.call(Ask { what: "keep a file", bytes }, || {
            let mut action = self.bucket.put_object(Some(&self.credentials), &key);
            action.headers_mut().insert(CHECKSUM, &*checksum);
            // The store says no before the bytes come, not in their midst.
            let put = Request::put(signed(&action)).header(CHECKSUM, &checksum).header(EXPECT, "100-continue");
            Ok(put.body(File::open(file)?)?)
        })?;
        answer.done()?;
        let is_whole = match answer.header(CHECKSUM) {
            Some(told) => told == checksum,
            // A store that knows no such header has not looked.
            None => proof::read(self, hash, bytes, |_| Ok(()))?.is_none(),
        };
        if !is_whole {
            self.delete(hash)?;
            return Err(StoreError::Failed("the store of files kept something else than was sent".into()));
        }
        folder::remove(file)
    }

    fn read(&self, hash: Hash, from: u64, most: usize) -> Result<Vec<u8>, StoreError> {
        if most == 0 {
            return Ok(Vec::new());
        }
        let (key, range) = (self.key(hash), format!("bytes={from}-{}", from.saturating_add(most as u64 - 1)));
        let answer = self.caller.call(Ask { what: "read a file", bytes: most as u64 }, || {
            let url = signed(&self.bucket.get_object(Some(&self.credentials), &key));
            Ok(Request::get(url).header(RANGE, &range).body(())?)
        })?;
        match answer.status {
            206 => Ok(answer.body),
            // The file ends before.
            416 => Ok(Vec::new()),
            _ => Err(answer.refused()),
        }
    }

    fn holds(&self, hash: Hash) -> Result<bool, StoreError> {
        let key = self.key(hash);
        let answer = self.caller.call(Ask { what: "look for a file", bytes: 0 }, || {
            Ok(Request::head(signed(&self.bucket.head_object(Some(&self.credentials), &key))).body(())?)
        })?;
        if answer.status == 404 { Ok(false) } else { answer.done().map(|()| true) }
    }

    fn delete(&self, hash: Hash) -> Result<(), StoreError> {
        let key = self.key(hash);
        let answer = self.caller.call(Ask { what: "delete a file", bytes: 0 }, || {
            Ok(Request::delete(signed(&self.bucket.delete_object(Some(&self.credentials), &key))).body(())?)
        })?;
        if answer.status == 404 && answer.code() != Some("NoSuchBucket") { Ok(()) } else { answer.done() }
    }

    /// Asks for the bucket: a wrong address, key or name shows, and nothing is written.
    fn probe(&self) -> Result<(), StoreError> {
        let bucket = || Ok(Request::head(signed(&self.bucket.head_bucket(Some(&self.credentials)))).body(())?);
        self.caller.look(Ask { what: "open the bucket", bytes: 0 }, SOON, bucket)?.done()
    }
}

/// The address of an action, signed now.
fn signed<'a>(action: &impl S3Action<'a>) -> String {
    action.sign(SIGNED_FOR).into()
}
