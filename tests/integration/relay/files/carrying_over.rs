//! What an operator does with files, in the folder and in a bucket: check, back up, restore, export, and carry them over.

use std::{
    ffi::{OsStr, OsString},
    fs,
    path::Path,
};

use ::bucket::Bucket;
use shared::ids::Hash;
use tests::{Relay, Who, relay::command, sending::hash_of};

use super::{held, photo};

/// A relay at rest that holds two photographs in a bucket.
fn in_bucket(bucket: &Bucket) -> (Relay, [Hash; 2]) {
    let options = bucket.options();
    let mut relay = Relay::start_with(&options.iter().map(String::as_str).collect::<Vec<_>>());
    let files = two(&relay);
    relay.stop();
    (relay, files)
}

fn two(relay: &Relay) -> [Hash; 2] {
    let li = relay.hand(Who::Li);
    [1, 2].map(|seed| li.send_file(&photo(seed, 9000), "image/jpeg"))
}

/// Runs a command with the bucket's settings.
fn with(bucket: &Bucket, data: &Path, name: &str, options: &[&OsStr]) -> (bool, String) {
    let set: Vec<OsString> = bucket.options().into_iter().map(OsString::from).collect();
    let all: Vec<&OsStr> = options.iter().copied().chain(set.iter().map(OsString::as_os_str)).collect();
    command(name, data, &all)
}

fn done((is_done, said): (bool, String)) -> String {
    assert!(is_done, "{said}");
    said
}

fn key(hash: Hash) -> String {
    let name = hash.to_hex();
    format!("{}/{name}", &name[..2])
}

/// The photographs stand in a folder, as they were sent.
fn stand_in(folder: &Path) -> bool {
    [1, 2].iter().all(|seed| fs::read(folder.join(key(hash_of(&photo(*seed, 9000))))).is_ok_and(|bytes| bytes == photo(*seed, 9000)))
}

#[test]
fn files_are_carried_into_the_bucket_and_back_and_nothing_is_lost_in_between() {
    let (mut bucket, mut relay) = (Bucket::open(), Relay::start());
    let [one, _] = two(&relay);
    let carry = |relay: &Relay, bucket: &Bucket, to: &str| with(bucket, relay.folder(), "move-files", &["--to".as_ref(), to.as_ref()]);
    let (is_done, said) = carry(&relay, &bucket, "bucket");
    assert!(!is_done && said.contains("stop the relay first"), "{said}");
    relay.stop();
    bucket.go_away();
    assert!(!carry(&relay, &bucket, "bucket").0);
    assert_eq!(held(&relay), 2, "nothing has happened");
    bucket.open_again();
    let said = done(carry(&relay, &bucket, "bucket"));
    assert!(said.contains("Carried over: 2"), "{said}");
    assert_eq!((held(&relay), bucket.keys().len()), (0, 2));
    assert!(done(carry(&relay, &bucket, "bucket")).contains("Carried over: 0"), "twice does no harm");

    relay.start_again();
    assert!(relay.said().contains("where the settings say they are"), "{}", relay.said());
    relay.stop();
    let options = bucket.options();
    relay.start_again_with(&options.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(relay.hand(Who::Li).file(one, &[]).body, photo(1, 9000));
    relay.stop();

    bucket.spoil(&key(one), Some(b"something else"));
    let (is_done, said) = carry(&relay, &bucket, "folder");
    assert!(!is_done && said.contains(&format!("File {} in http", one.to_hex())) && said.contains("is not what arrived"), "{said}");
    assert_eq!((held(&relay), bucket.keys().len()), (1, 1), "what is spoilt stays where it is");
    bucket.spoil(&key(one), Some(&photo(1, 9000)));
    done(carry(&relay, &bucket, "folder"));
    assert_eq!((stand_in(&relay.folder().join("blobs")), bucket.keys().len()), (true, 0));
}

#[test]
fn a_check_reads_every_file_wherever_it_is() {
    let bucket = Bucket::open();
    let (relay, [one, other]) = in_bucket(&bucket);
    let check = |bucket| with(bucket, relay.folder(), "check", &[]);
    assert!(done(check(&bucket)).contains("All sound: 2 photos and papers in http"));
    bucket.spoil(&key(one), Some(&photo(3, 9000)));
    bucket.spoil(&key(other), None);
    let (is_sound, said) = check(&bucket);
    for expected in
        [format!("File {} in http", one.to_hex()), format!("File {} is not in http", other.to_hex()), "2 photos and papers".into()]
    {
        assert!(!is_sound && said.contains(&expected), "{expected} in {said}");
    }
    let (is_sound, said) = relay.command("check", &[]);
    assert!(!is_sound && said.contains("If the files are somewhere else"), "without the bucket's settings: {said}");
}

#[test]
fn a_check_finds_a_file_that_is_missing_from_the_folder() {
    let relay = Relay::start();
    let [one, _] = two(&relay);
    assert!(done(relay.command("check", &[])).contains("All sound: 2 photos and papers"));
    fs::remove_file(relay.folder().join("blobs").join(key(one))).expect("it is held");
    let (is_sound, said) = relay.command("check", &[]);
    assert!(!is_sound && said.contains(&format!("File {} is not in", one.to_hex())), "{said}");
}

#[test]
fn a_backup_brings_the_files_of_the_bucket_along_and_restores_into_a_bucket_or_a_folder() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let (backup, export) = (outside.path().join("backup"), outside.path().join("export"));
    let (bucket, other) = (Bucket::open(), Bucket::open());
    let (relay, _) = in_bucket(&bucket);
    done(with(&bucket, relay.folder(), "backup", &["--to".as_ref(), backup.as_os_str()]));
    assert!(stand_in(&backup.join("blobs")));
    done(with(&bucket, relay.folder(), "export", &["--to".as_ref(), export.as_os_str()]));
    assert!(stand_in(&export.join("blobs")));

    let (folder, away) = (outside.path().join("folder"), outside.path().join("away"));
    let from = ["--from".as_ref(), backup.as_os_str()];
    done(command("restore", &folder, &from));
    assert!(stand_in(&folder.join("blobs")));
    done(with(&other, &away, "restore", &from));
    assert_eq!(other.keys(), bucket.keys());
    assert!(!away.join("blobs").exists());
    done(with(&other, &away, "check", &[]));
}

#[test]
fn a_backup_without_files_says_so_and_a_restore_says_which_files_are_nowhere() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let backup = outside.path().join("backup");
    let bucket = Bucket::open();
    let (relay, [one, _]) = in_bucket(&bucket);
    let said = done(with(&bucket, relay.folder(), "backup", &["--without-files".as_ref(), "--to".as_ref(), backup.as_os_str()]));
    assert!(said.contains("not part of this backup") && !backup.join("blobs").exists(), "{said}");
    let from = ["--from".as_ref(), backup.as_os_str(), "--replace".as_ref()];
    done(with(&bucket, relay.folder(), "restore", &from));
    bucket.spoil(&key(one), None);
    let (is_whole, said) = with(&bucket, relay.folder(), "restore", &from);
    assert!(!is_whole && said.contains("Restored the backup") && said.contains(&format!("File {} is not in http", one.to_hex())), "{said}");
}

#[test]
fn a_backup_that_cannot_reach_the_bucket_is_none() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let backup = outside.path().join("backup");
    let mut bucket = Bucket::open();
    let (relay, _) = in_bucket(&bucket);
    bucket.go_away();
    let (is_done, said) = with(&bucket, relay.folder(), "backup", &["--to".as_ref(), backup.as_os_str()]);
    assert!(!is_done && said.contains("did not answer") && !backup.exists(), "{said}");
}
