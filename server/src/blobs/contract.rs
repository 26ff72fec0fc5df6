//! What every blob store promises: one suite, run over each.

use std::{fs, path::PathBuf};

use shared::ids::Hash;

use super::{BlobStore, Folder, memory::Memory};
use crate::store::contract::Folder as Temporary;

/// A file that has arrived.
fn arrived(folder: &Temporary, bytes: &[u8]) -> PathBuf {
    let file = folder.path().join("arrived");
    fs::create_dir_all(folder.path()).expect("a temporary folder can be made");
    fs::write(&file, bytes).expect("a temporary folder takes files");
    file
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
    };
}

contract! {
    fn a_file_is_read_in_pieces_under_its_hash_and_has_left_its_path(store: &dyn BlobStore, folder: &Temporary) {
        let (hash, file) = (Hash([0xab; 32]), arrived(folder, b"0123456789"));
        assert_eq!(store.holds(hash), Ok(false));
        assert_eq!(store.keep(hash, &file), Ok(()));
        assert!(!file.exists());
        assert_eq!(store.holds(hash), Ok(true));
        let read = |from, most| store.read(hash, from, most).map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(read(0, 4), Ok("0123".into()));
        assert_eq!(read(4, 100), Ok("456789".into()));
        assert_eq!(read(10, 5), Ok(String::new()));
        assert_eq!(read(99, 5), Ok(String::new()));
    }

    fn a_file_that_comes_twice_is_kept_once(store: &dyn BlobStore, folder: &Temporary) {
        let hash = Hash([1; 32]);
        for _ in 0..2 {
            assert_eq!(store.keep(hash, &arrived(folder, b"photo")), Ok(()));
        }
        assert_eq!(store.read(hash, 0, 9), Ok(b"photo".to_vec()));
        assert_eq!(store.delete(hash), Ok(()));
        assert_eq!(store.holds(hash), Ok(false));
    }

    fn what_is_not_held_cannot_be_read_and_may_be_deleted(store: &dyn BlobStore, folder: &Temporary) {
        store.keep(Hash([1; 32]), &arrived(folder, b"photo")).unwrap();
        assert!(store.read(Hash([2; 32]), 0, 9).is_err());
        assert_eq!(store.delete(Hash([2; 32])), Ok(()));
        assert_eq!(store.holds(Hash([1; 32])), Ok(true));
    }

    fn a_file_that_did_not_arrive_is_not_held(store: &dyn BlobStore, folder: &Temporary) {
        assert!(store.keep(Hash([1; 32]), &folder.path().join("nothing")).is_err());
        assert_eq!(store.holds(Hash([1; 32])), Ok(false));
    }
}
