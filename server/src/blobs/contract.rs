//! What every blob store promises: one suite, run over each.

use std::{fs, path::PathBuf};

use sha2::{Digest, Sha256};
use shared::ids::Hash;

use super::{
    BlobStore, Folder,
    memory::Memory,
    proof::{self, FileDamage},
    s3,
};
use crate::store::contract::Folder as Temporary;

/// A file that has arrived, with its hash.
fn arrived(folder: &Temporary, bytes: &[u8]) -> (Hash, PathBuf) {
    let file = folder.path().join("arrived");
    fs::create_dir_all(folder.path()).expect("a temporary folder can be made");
    fs::write(&file, bytes).expect("a temporary folder takes files");
    (hash(bytes), file)
}

fn hash(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

macro_rules! contract {
    ($(fn $name:ident($store:ident: &dyn BlobStore, $folder:ident: &Temporary) $body:block)+) => {
        $(fn $name($store: &dyn BlobStore, $folder: &Temporary) $body)+
        mod in_memory { $(#[test] fn $name() { super::$name(&super::Memory::default(), &super::Temporary::new()); })+ }
        mod in_a_folder {
            $(#[test] fn $name() {
                let folder = super::Temporary::new();
                super::$name(&super::Folder::new(folder.path().join("blobs")), &folder);
            })+
        }
        mod in_a_bucket {
            $(#[test] fn $name() {
                let bucket = bucket::Bucket::open();
                super::$name(&super::s3::tests::store(&bucket, &[]), &super::Temporary::new());
            })+
        }
    };
}

contract! {
    fn a_file_is_read_in_pieces_under_its_hash_and_has_left_its_path(store: &dyn BlobStore, folder: &Temporary) {
        let (hash, file) = arrived(folder, b"0123456789");
        assert_eq!(store.holds(hash), Ok(false));
        assert_eq!(store.keep(hash, &file), Ok(()));
        assert!(!file.exists());
        assert_eq!(store.holds(hash), Ok(true));
        let read = |from, most| store.read(hash, from, most).map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(read(0, 4), Ok("0123".into()));
        assert_eq!(read(4, 100), Ok("456789".into()));
        assert_eq!(read(4, 0), Ok(String::new()));
        assert_eq!(read(10, 5), Ok(String::new()));
        assert_eq!(read(99, 5), Ok(String::new()));
    }

    fn a_file_that_comes_twice_is_kept_once(store: &dyn BlobStore, folder: &Temporary) {
        for _ in 0..2 {
            let (hash, file) = arrived(folder, b"photo");
            assert_eq!(store.keep(hash, &file), Ok(()));
        }
        assert_eq!(store.read(hash(b"photo"), 0, 9), Ok(b"photo".to_vec()));
        assert_eq!(store.delete(hash(b"photo")), Ok(()));
        assert_eq!(store.holds(hash(b"photo")), Ok(false));
    }

    fn what_is_not_held_cannot_be_read_and_may_be_deleted(store: &dyn BlobStore, folder: &Temporary) {
        let (photo, file) = arrived(folder, b"photo");
        store.keep(photo, &file).unwrap();
        assert!(store.read(hash(b"nothing"), 0, 9).is_err());
        assert_eq!(store.delete(hash(b"nothing")), Ok(()));
        assert_eq!(store.holds(photo), Ok(true));
    }

    fn a_file_that_did_not_arrive_is_not_held(store: &dyn BlobStore, folder: &Temporary) {
        assert!(store.keep(hash(b"photo"), &folder.path().join("nothing")).is_err());
        assert_eq!(store.holds(hash(b"photo")), Ok(false));
    }

    fn a_large_file_is_what_it_was(store: &dyn BlobStore, folder: &Temporary) {
        let bytes: Vec<u8> = (0..9_000_001_u32).map(|at| (at.wrapping_mul(31) >> 7).to_le_bytes()[0]).collect();
        let (hash, file) = arrived(folder, &bytes);
        store.keep(hash, &file).unwrap();
        let mut whole = Vec::new();
        assert_eq!(proof::read(store, hash, bytes.len() as u64, |piece| { whole.extend_from_slice(piece); Ok(()) }), Ok(None));
        assert!(whole == bytes);
        assert_eq!(proof::read(store, hash, bytes.len() as u64 - 1, |_| Ok(())), Ok(Some(FileDamage::Altered(hash))), "one byte more");
        assert_eq!(proof::read(store, Hash([1; 32]), 9, |_| Ok(())), Ok(Some(FileDamage::Missing(Hash([1; 32])))));
    }

    fn what_works_says_so(store: &dyn BlobStore, _folder: &Temporary) {
        assert_eq!(store.probe(), Ok(()));
    }
}
