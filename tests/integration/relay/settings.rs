//! What an operator sets, and what people and operators see of it.

use std::{fs, process::Command};

use tests::{Relay, Tablet, Who, relay::program};

#[test]
fn deadlines_that_an_operator_sets_are_known_on_every_device_also_without_network() {
    let mut relay = Relay::start_with(&["--deadlines-objection", "20", "--deadlines-holidays", "2026-10-01,2026-10-02"]);
    let mut li = Tablet::of(Who::Li, &relay);
    let known = |li: &Tablet| (li.deadlines().objection, li.deadlines().survey, li.deadlines().holidays.len());
    assert_eq!(known(&li), (20, 15, 2));
    li.disconnect();
    li.restart();
    assert_eq!(known(&li), (20, 15, 2), "kept on the device");
    relay.stop();
    relay.start_again();
    li.connect();
    assert_eq!(known(&li), (15, 15, 0), "and replaced by what the relay says next");
}

#[test]
fn settings_come_from_a_file_and_every_value_is_shown_with_its_source() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("liandong.toml");
    fs::write(&file, "session_days = 7\n\n[deadlines]\nsurvey = 30\n").expect("a file of our own");
    let shown =
        Command::new(program()).args(["config", "--listen", "127.0.0.1:9", "--config"]).arg(&file).env("LIANDONG_DEMO", "true").output();
    let text = String::from_utf8(shown.expect("the program runs").stdout).expect("text");
    for (value, source) in [
        ("session_days = \"7\"", format!("{}:1", file.display())),
        ("deadlines.survey = \"30\"", format!("{}:4", file.display())),
        ("listen = \"127.0.0.1:9\"", "--listen".into()),
        ("demo = \"true\"", "LIANDONG_DEMO".into()),
        ("data = \"data\"", "–".into()),
    ] {
        let after = text.split_once(&format!("{value}\n    ")).unwrap_or_else(|| panic!("{value} in {text}")).1;
        assert!(after.starts_with(&source), "{value}: {source} before {after}");
    }
}

#[test]
fn a_relay_with_wrong_settings_does_not_start_and_tells_all_of_them() {
    let told = Command::new(program()).args(["serve", "--listen", "nowhere", "--session-days", "0"]).output().expect("the program runs");
    assert_eq!(told.status.code(), Some(1));
    let text = String::from_utf8(told.stderr).expect("text");
    for part in ["--listen: “listen” cannot be “nowhere”", "--session-days: “session_days” cannot be “0”", "--listen：“listen”不能是"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}
