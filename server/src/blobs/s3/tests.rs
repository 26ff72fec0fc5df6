//! A bucket that is not there, does not want us, or keeps something else.

use std::fs;

use bucket::{ACCESS_KEY, Bucket, NAME, REGION, SECRET};
use sha2::{Digest, Sha256};
use shared::ids::Hash;

use super::*;
use crate::{
    settings::{Place, Sheet},
    store::contract::Folder,
};

/// A store over a bucket, with what is set otherwise.
pub(in crate::blobs) fn store(bucket: &Bucket, otherwise: &[(&str, &str)]) -> S3 {
    at(&bucket.endpoint(), bucket.secret_file().to_str().unwrap(), otherwise)
}

fn at(endpoint: &str, secret: &str, otherwise: &[(&str, &str)]) -> S3 {
    let standing =
        [("BUCKET", NAME), ("ENDPOINT", endpoint), ("REGION", REGION), ("ACCESS_KEY", ACCESS_KEY), ("SECRET_FILE", secret), ("PREFIX", "")];
    let set = standing.iter().chain(otherwise).map(|(key, value)| (format!("LIANDONG_S3_{key}"), (*value).to_owned()));
    S3::of(&Sheet::read(&Place::default().0, set).unwrap().settings).unwrap().unwrap()
}

/// A store that nobody verifies, which answers so.
fn saying(answers: &'static [&'static str], folder: &Folder) -> S3 {
    let secret = folder.path().join("secret");
    fs::create_dir_all(folder.path()).unwrap();
    fs::write(&secret, SECRET).unwrap();
    at(&bucket::saying(answers), secret.to_str().unwrap(), &[])
}

fn arrived(folder: &Folder, bytes: &[u8]) -> (Hash, PathBuf) {
    let file = folder.path().join("arrived");
    fs::create_dir_all(folder.path()).unwrap();
    fs::write(&file, bytes).unwrap();
    (Hash(Sha256::digest(bytes).into()), file)
}

fn why<T: std::fmt::Debug>(answer: Result<T, StoreError>) -> String {
    answer.unwrap_err().to_string()
}

#[test]
fn a_file_stands_in_the_bucket_where_it_would_stand_in_the_folder_below_the_prefix() {
    let (bucket, folder) = (Bucket::open(), Folder::new());
    let (hash, file) = arrived(&folder, b"photo");
    store(&bucket, &[("PREFIX", "liandong/files/")]).keep(hash, &file).unwrap();
    let name = hash.to_hex();
    assert_eq!(bucket.keys(), [format!("liandong/files/{}/{name}", &name[..2])]);
}

#[test]
fn a_store_is_addressed_by_path_or_by_host() {
    let (key, folder) = (folder::path(Hash([1; 32])), Folder::new());
    let (_, secret) = arrived(&folder, b"secret");
    for (addressing, expected) in
        [("path", format!("https://s3.example:9000/{NAME}/{key}?")), ("host", format!("https://{NAME}.s3.example:9000/{key}?"))]
    {
        let store = at("https://s3.example:9000", secret.to_str().unwrap(), &[("ADDRESSING", addressing)]);
        let url = signed(&store.bucket.get_object(Some(&store.credentials), &store.key(Hash([1; 32]))));
        assert!(url.starts_with(&expected), "{url}");
        assert!(!url.contains("secret"), "{url}");
    }
}

#[test]
fn the_store_checks_that_a_file_is_what_it_is_called() {
    let (bucket, folder) = (Bucket::open(), Folder::new());
    let (_, file) = arrived(&folder, b"what came");
    let said = why(store(&bucket, &[]).keep(Hash([7; 32]), &file));
    assert!(said.contains("answered 400 (BadDigest)"), "{said}");
    assert!(file.exists(), "and it is not lost");
}

#[test]
fn a_wrong_secret_a_wrong_key_and_a_wrong_bucket_are_told_apart_and_lose_nothing() {
    let (bucket, folder) = (Bucket::open(), Folder::new());
    let (hash, file) = arrived(&folder, b"photo");
    let wrong = folder.path().join("wrong");
    fs::write(&wrong, "another secret").unwrap();
    for otherwise in [("SECRET_FILE", wrong.to_str().unwrap()), ("ACCESS_KEY", "AKNOBODY")] {
        let store = store(&bucket, &[otherwise]);
        let (probed, kept) = (why(store.probe()), why(store.keep(hash, &file)));
        assert!(probed.contains("answered 403") && kept.contains("answered 403 ("), "{probed}, {kept}");
        assert!(!kept.contains(SECRET) && !kept.contains("no code") && file.exists(), "{kept}");
    }
    let probed = why(store(&bucket, &[("BUCKET", "another-bucket")]).probe());
    assert!(probed.contains("answered 404"), "{probed}");
    assert_eq!(bucket.keys(), Vec::<String>::new());
}

#[test]
fn a_store_that_went_away_is_told_within_a_time_and_used_again_when_it_is_back() {
    let (mut bucket, folder) = (Bucket::open(), Folder::new());
    let store = store(&bucket, &[]);
    let (hash, file) = arrived(&folder, b"photo");
    store.probe().unwrap();
    bucket.go_away();
    assert!(store.probe().is_err());
    let said = why(store.keep(hash, &file));
    assert!(said.contains("asked to keep a file and did not answer") && !said.contains("X-Amz"), "{said}");
    assert!(store.holds(hash).is_err() && store.read(hash, 0, 9).is_err() && store.delete(hash).is_err());
    assert!(file.exists());
    bucket.open_again();
    assert_eq!(store.keep(hash, &file), Ok(()));
    assert_eq!(store.read(hash, 0, 9), Ok(b"photo".to_vec()));
}

const BUSY: &str = "HTTP/1.1 503 Slow Down\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const FULL: &str = "HTTP/1.1 507 Insufficient Storage\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const THERE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\n";
const WHOLE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nphoto";
const DONE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const OTHER: &str = "HTTP/1.1 206 Partial Content\r\ncontent-length: 5\r\nconnection: close\r\n\r\nother";
const PHOTO: &str = "HTTP/1.1 206 Partial Content\r\ncontent-length: 5\r\nconnection: close\r\n\r\nphoto";
const LIES: &str = "HTTP/1.1 200 OK\r\nx-amz-checksum-sha256: AAAA\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

#[test]
fn a_store_that_is_busy_or_hangs_up_is_asked_again_and_not_for_ever() {
    let folder = Folder::new();
    assert_eq!(saying(&[BUSY, "", THERE], &folder).holds(Hash([1; 32])), Ok(true));
    let said = why(saying(&[BUSY, BUSY, BUSY, THERE], &folder).holds(Hash([1; 32])));
    assert!(said.contains("503"), "{said}");
}

#[test]
fn a_store_without_room_is_told_as_full() {
    let folder = Folder::new();
    let (hash, file) = arrived(&folder, b"photo");
    assert_eq!(saying(&[FULL], &folder).keep(hash, &file), Err(StoreError::Full));
    assert!(file.exists());
}

#[test]
fn what_a_store_kept_without_checking_it_is_read_back() {
    let folder = Folder::new();
    let (hash, file) = arrived(&folder, b"photo");
    for answers in [&[DONE, THERE, OTHER, DONE] as &[_], &[LIES, DONE]] {
        assert!(saying(answers, &folder).keep(hash, &file).is_err());
        assert!(file.exists(), "what was kept is not what was sent");
    }
    assert_eq!(saying(&[DONE, THERE, PHOTO], &folder).keep(hash, &file), Ok(()));
    assert!(!file.exists());
}

#[test]
fn a_store_that_answers_no_ranges_is_not_read() {
    let folder = Folder::new();
    let said = why(saying(&[WHOLE], &folder).read(Hash([1; 32]), 0, 9));
    assert!(said.contains("answered 200"), "{said}");
}
