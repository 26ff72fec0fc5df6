//! Backup, restore, check and export, with the real program: nothing that somebody wrote is lost with the relay's disk.

use std::{ffi::OsStr, fs, path::Path};

use automerge::Automerge;
use shared::workflow::{Act, Args, Code};
use tests::{
    Relay, Tablet, Who,
    cast::{SHARED, wish_with},
    relay::command,
};

const PROBLEM: &str = "causes.problem";
const HEAD: &str = "causes.quality_head";
const STOCK: &str = "causes.stock";

fn back_up(relay: &Relay, to: &Path) {
    let (is_done, said) = relay.command("backup", &["--to".as_ref(), to.as_os_str()]);
    assert!(is_done, "{said}");
}

fn restore(relay: &Relay, from: &Path, options: &[&str]) -> (bool, String) {
    let options = options.iter().map(|option| OsStr::new(*option));
    relay.command("restore", &["--from".as_ref(), from.as_os_str()].into_iter().chain(options).collect::<Vec<_>>())
}

fn is_sound(relay: &Relay) {
    let (is_sound, said) = relay.command("check", &[]);
    assert!(is_sound, "{said}");
}

/// [invariant 10] What came after the backup comes back from the tablets, though the relay is killed in between.
#[test]
fn two_experts_bring_back_what_the_backup_does_not_have() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let backup = outside.path().join("backup");
    let mut relay = Relay::start();
    let (mut li, mut wang) = (Tablet::of(Who::Li, &relay), Tablet::of(Who::Wang, &relay));
    li.open(SHARED);
    wang.open(SHARED);
    li.type_in(PROBLEM, "备份之前");
    li.until_settled();
    back_up(&relay, &backup);

    li.type_in(PROBLEM, "备份之前，备份之后");
    li.until_settled();
    wang.type_in(HEAD, "陈经理");
    wang.until_settled();
    let briefing = || wish_with(41, Act::AcknowledgeBriefing, Args::default().with("version", "第一版"));
    assert_eq!(li.act(briefing()), None);
    relay.kill();
    li.disconnect();
    wang.disconnect();
    wang.type_in(STOCK, "没有网络时写的");
    let (is_done, said) = restore(&relay, &backup, &["--replace"]);
    assert!(is_done, "{said}");

    relay.start_again();
    li.connect();
    li.until("what Li wrote is sent again", |li| li.truth().sent + li.truth().saved > 0);
    relay.kill();
    li.disconnect();
    li.restart();
    relay.start_again();
    for tablet in [&mut li, &mut wang] {
        tablet.connect();
        tablet.until_settled();
    }
    let mut other = Tablet::of(Who::Tongan, &relay);
    other.open(SHARED);
    for tablet in [&mut li, &mut wang, &mut other] {
        tablet.until("every word", |tablet| {
            (tablet.text(PROBLEM).as_str(), tablet.text(HEAD).as_str(), tablet.text(STOCK).as_str())
                == ("备份之前，备份之后", "陈经理", "没有网络时写的")
        });
    }
    assert_eq!((li.refused(), wang.refused(), wang.refused_acts()), (vec![], vec![], vec![]));
    assert_eq!(li.refused_acts(), [(Act::AcknowledgeBriefing, Code::GoneWithBackup)]);
    assert_eq!(li.act(wish_with(42, Act::AcknowledgeBriefing, Args::default().with("version", "第一版"))), None, "asked again, it counts");
    is_sound(&relay);
    assert!(!fs::read_dir(relay.folder()).expect("the data folder").flatten().any(|file| file.file_name() == "restoring"));
}

#[test]
fn a_restore_touches_nothing_that_it_was_not_told_to_replace() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let backup = outside.path().join("backup");
    let mut relay = Relay::start();
    back_up(&relay, &backup);
    let (is_done, said) = relay.command("backup", &["--to".as_ref(), backup.as_os_str()]);
    assert!(!is_done && said.contains("exists already"), "no backup is written over: {said}");

    let (is_done, said) = restore(&relay, &backup, &["--replace"]);
    assert!(!is_done && said.contains("stop the relay first"), "{said}");
    relay.lives();
    relay.stop();
    let store = relay.folder().join("liandong.db");
    let before = fs::read(&store).expect("the store");
    let (is_done, said) = restore(&relay, &backup, &[]);
    assert!(!is_done && said.contains("--replace"), "{said}");
    assert_eq!(fs::read(&store).expect("the store"), before);

    let copy = backup.join("liandong.db");
    let mut bytes = fs::read(&copy).expect("the backup");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&copy, &bytes).expect("our own folder");
    let (is_done, said) = restore(&relay, &backup, &["--replace"]);
    assert!(!is_done && said.contains("not as it was when the backup was made"), "{said}");
    assert_eq!(fs::read(&store).expect("the store"), before);
    bytes[middle] ^= 1;
    fs::write(&copy, &bytes).expect("our own folder");

    let (is_done, said) = restore(&relay, &backup, &["--replace"]);
    assert!(is_done && said.contains("replaced-"), "{said}");
    let aside = fs::read_dir(relay.folder()).expect("the data folder").flatten();
    let aside = aside.map(|entry| entry.path()).find(|path| path.to_string_lossy().contains("replaced-")).expect("moved aside");
    assert_eq!(fs::read(aside.join("liandong.db")).expect("what was there"), before);
    is_sound(&relay);
}

#[test]
fn a_restore_that_was_interrupted_keeps_the_relay_from_serving_half_of_it() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let backup = outside.path().join("backup");
    let mut relay = Relay::start();
    back_up(&relay, &backup);
    relay.stop();
    // As a kill between moving the old store aside and putting the new one in its place leaves it.
    fs::create_dir(relay.folder().join("restoring")).expect("our own folder");
    fs::remove_file(relay.folder().join("liandong.db")).expect("our own file");
    let (is_serving, said) = command("serve", relay.folder(), &["--listen".as_ref(), "127.0.0.1:0".as_ref()]);
    assert!(!is_serving && said.contains("was interrupted"), "{said}");
    let (is_done, said) = restore(&relay, &backup, &[]);
    assert!(is_done, "{said}");
    relay.start_again();
    Tablet::of(Who::Li, &relay).open(SHARED);
}

#[test]
fn a_second_relay_on_the_same_folder_is_refused() {
    let relay = Relay::start();
    let (is_serving, said) = relay.command("serve", &["--listen".as_ref(), "127.0.0.1:0".as_ref()]);
    assert!(!is_serving && said.contains("Another program works with the data folder"), "{said}");
}

#[test]
fn a_flipped_byte_is_found_beside_a_running_relay() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let backup = outside.path().join("backup");
    let relay = Relay::start();
    is_sound(&relay);
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    back_up(&relay, &backup);
    let chunk = li.log().last().expect("a log").clone();
    let copy = backup.join("liandong.db");
    let mut bytes = fs::read(&copy).expect("the backup");
    let at = bytes.windows(chunk.len()).position(|window| window == chunk).expect("the store holds the change as it is");
    bytes[at + chunk.len() - 1] ^= 1;
    fs::write(&copy, bytes).expect("our own folder");
    let (is_sound, said) = command("check", &backup, &[]);
    assert!(!is_sound && said.contains(&case.to_string()) && said.contains("is not what was accepted"), "{said}");
}

/// [invariant 8] Everything leaves the relay in forms that other programs read.
#[test]
fn an_export_holds_every_document_as_the_relay_has_it() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let export = outside.path().join("export");
    let relay = Relay::start();
    let mut li = Tablet::of(Who::Li, &relay);
    let case = li.open(SHARED);
    li.type_in(PROBLEM, "导体电阻偏大");
    li.type_in(HEAD, "陈经理");
    li.until_settled();
    let (is_done, said) = relay.command("export", &["--to".as_ref(), export.as_os_str()]);
    assert!(is_done, "{said}");

    let folder = export.join("documents/case").join(case.to_string());
    let read = |file: &str| fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let json = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON");
    let mut own = Automerge::new();
    own.apply_changes(li.log().into_iter().map(|chunk| automerge::Change::from_bytes(chunk).expect("a change"))).expect("in order");
    let exported = Automerge::load(&read("document.automerge")).expect("an Automerge file");
    assert_eq!(exported.get_heads(), own.get_heads());
    let values = json(&read("values.json"));
    assert_eq!(
        (&values["values"]["causes"]["problem"], &values["values"]["causes"]["quality_head"]),
        (&"导体电阻偏大".into(), &"陈经理".into())
    );
    assert_eq!(values["labels"]["causes.quality_head"]["annex"], "B.qhead");
    for language in ["zh-CN", "en"] {
        assert!(values["labels"]["causes.quality_head"][language].as_str().is_some_and(|label| !label.is_empty()));
    }
    let ledger = json(&read("ledger.json"));
    assert_eq!(ledger.as_array().map(Vec::len), li.state().map(|state| state.entries.len()));
    assert_eq!(ledger[0]["act"], "open");
    assert!(read("ledger.csv").starts_with("\u{feff}number,act,".as_bytes()));

    let people = fs::read_to_string(export.join("people.json")).expect("people");
    assert!(people.contains("李慎行") && !people.contains("argon2"), "names, and no password");
    let manifest = json(&fs::read(export.join("manifest.json")).expect("a manifest"));
    let files = manifest["files"].as_array().expect("files");
    assert!(files.iter().all(|file| export.join(file["path"].as_str().expect("a path")).is_file()));
    let readme = fs::read_to_string(export.join("README.md")).expect("a readme");
    assert!(readme.contains("联动导出") && readme.contains("Export of Liandong"));
}
