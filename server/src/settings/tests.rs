//! Settings: who wins, and everything wrong at once.

use std::{fs, path::Path};

use clap::{CommandFactory, FromArgMatches, Parser};

use super::*;
use crate::store::contract::Folder;

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    given: Given,
}

fn given(words: &[&str]) -> Given {
    let matches = Line::command().try_get_matches_from([&["liandong"], words].concat()).unwrap();
    Given::from_arg_matches(&matches).unwrap()
}

fn read(file: Option<&str>, variables: &[(&str, &str)], flags: &[&str]) -> Result<Sheet, Vec<Wrong>> {
    let folder = Folder::new();
    fs::create_dir_all(folder.path()).unwrap();
    let path = folder.path().join("liandong.toml");
    let mut given = given(flags);
    if let Some(text) = file {
        fs::write(&path, text).unwrap();
        given.config = Some(path);
    }
    let variables = variables.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Sheet::read(&given, variables)
}

/// Without the folder, which has another name each time.
fn places(wrong: Result<Sheet, Vec<Wrong>>) -> Vec<(String, What)> {
    let bare = |place: &str| Path::new(place).file_name().unwrap().to_str().unwrap().to_owned();
    wrong.unwrap_err().into_iter().map(|wrong| (bare(&wrong.place), wrong.what)).collect()
}

#[test]
fn a_flag_wins_over_the_environment_that_over_the_file_and_that_over_the_default() {
    let file = "session_days = 3\nlisten = \"127.0.0.1:1\"\n[deadlines]\nobjection = 20\n";
    let variables = [("LIANDONG_SESSION_DAYS", "4"), ("LIANDONG_LISTEN", "127.0.0.1:2"), ("PATH", "x")];
    let sheet = read(Some(file), &variables, &["--listen", "127.0.0.1:3"]).unwrap();
    assert_eq!(sheet.settings.listen.port(), 3);
    assert_eq!(sheet.settings.session_days.get::<u32>(), 4);
    assert_eq!((sheet.settings.deadlines().objection, sheet.settings.deadlines().survey), (20, 15));
    let source = |key| sheet.lines.iter().find(|(row, ..)| row.key == key).map(|(.., source)| source.to_string()).unwrap();
    assert_eq!((source("listen").as_str(), source("session_days").as_str()), ("--listen", "LIANDONG_SESSION_DAYS"));
    assert!(source("deadlines.objection").ends_with("liandong.toml:4"), "{}", source("deadlines.objection"));
    assert_eq!(source("demo"), "–");
}

#[test]
fn everything_that_is_wrong_is_told_at_once_with_its_place() {
    let file = "lisen = \"x\"\nsession_days = 401\n\n[deadlines]\nholidays = [\"2026-10-01\", \"never\"]\nweekend = 1\n";
    let wrong = places(read(Some(file), &[("LIANDONG_LOG_FORMAT", "xml")], &["--listen", "here"]));
    let row = |key| Row::of(key).unwrap();
    let no_value = |key, text: &str| What::NoValue { key: row(key).key, shape: row(key).shape, text: text.into() };
    for expected in [
        ("liandong.toml:1".to_owned(), What::Unknown("lisen".into())),
        ("liandong.toml:2".to_owned(), no_value("session_days", "401")),
        ("liandong.toml:5".to_owned(), no_value("deadlines.holidays", "2026-10-01,never")),
        ("liandong.toml:6".to_owned(), What::Unknown("deadlines.weekend".into())),
        ("LIANDONG_LOG_FORMAT".to_owned(), no_value("log.format", "xml")),
        ("--listen".to_owned(), no_value("listen", "here")),
    ] {
        assert!(wrong.contains(&expected), "{expected:?} in {wrong:?}");
    }
    assert_eq!(wrong.len(), 6, "{wrong:?}");
}

#[test]
fn a_line_that_is_no_toml_is_told_beside_the_rest() {
    let wrong = places(read(Some("demo = yes\nnothing = 1\n"), &[], &[]));
    assert!(wrong.iter().any(|(place, what)| place == "liandong.toml:1" && matches!(what, What::Unreadable(_))), "{wrong:?}");
    assert!(wrong.contains(&("liandong.toml:2".into(), What::Unknown("nothing".into()))), "{wrong:?}");
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let mut given = given(&[]);
    given.config = Some("nowhere.toml".into());
    assert!(matches!(Sheet::read(&given, std::iter::empty()).unwrap_err()[..], [Wrong { what: What::Unreadable(_), .. }]));
}

#[test]
fn settings_that_contradict_each_other_are_told() {
    let wrong = places(read(None, &[], &["--deadlines-second-recheck", "59", "--deadlines-recheck", "59"]));
    let expected = [
        ("--deadlines-recheck".to_owned(), What::Contradicts("deadlines.recheck", "deadlines.application")),
        ("--deadlines-second-recheck".to_owned(), What::Contradicts("deadlines.second_recheck", "deadlines.second_recheck_from")),
    ];
    assert_eq!(wrong, expected);
}

#[test]
fn a_bucket_is_set_whole_or_not_at_all() {
    let whole = [
        ("LIANDONG_S3_BUCKET", "files"),
        ("LIANDONG_S3_ENDPOINT", "https://s3.example"),
        ("LIANDONG_S3_ACCESS_KEY", "AK"),
        ("LIANDONG_S3_SECRET_FILE", "secret"),
    ];
    let read = |variables: &[(&str, &str)]| read(None, variables, &[]);
    assert_eq!(read(&whole).unwrap().settings.place_of_files(), "https://s3.example/files/");
    let place = |variable: &str| variable.to_owned();
    for (index, key) in [(1, "s3.endpoint"), (2, "s3.access_key"), (3, "s3.secret_file")] {
        let mut half = whole.to_vec();
        let (alone, _) = half.remove(index);
        assert_eq!(places(read(&half)), [(place("LIANDONG_S3_BUCKET"), What::Contradicts("s3.bucket", key))]);
        assert_eq!(places(read(&[whole[index]])), [(place(alone), What::Contradicts(key, "s3.bucket"))]);
    }
    for (variable, key, value) in [("LIANDONG_S3_PREFIX", "s3.prefix", "a/"), ("LIANDONG_S3_CA_FILE", "s3.ca_file", "ca.pem")] {
        assert_eq!(places(read(&[(variable, value)])), [(place(variable), What::Contradicts(key, "s3.bucket"))]);
    }
    let nowhere = [("LIANDONG_S3_ENDPOINT", "https://10.0.0.1"), ("LIANDONG_S3_ADDRESSING", "host"), whole[0], whole[2], whole[3]];
    assert_eq!(places(read(&nowhere)), [(place("LIANDONG_S3_ADDRESSING"), What::Contradicts("s3.addressing", "s3.endpoint"))]);
}

#[test]
fn what_cannot_be_a_bucket_or_stand_before_a_key_is_no_value() {
    for (key, wrong) in [
        ("s3.bucket", &["No", "ab", "a/b", "a_b_c"] as &[_]),
        ("s3.prefix", &["a", "/", "/a/", "a//b/", "../", "a/./", "a b/"]),
        ("s3.endpoint", &["s3.example", "http://s3.example", "ftp://s3.example"]),
        ("s3.addressing", &["", "virtual"]),
    ] {
        let is_value = Row::of(key).unwrap().is_value;
        assert!(wrong.iter().all(|text| !is_value(text)), "{key}");
    }
    assert!((Row::of("s3.prefix").unwrap().is_value)("liandong/2026-11/"));
}

#[test]
fn a_variable_that_an_orchestrator_made_up_is_told_and_does_no_harm() {
    let sheet = read(None, &[("LIANDONG_PORT_8080_TCP", "tcp://10.0.0.1:8080"), ("LIANDONG_CONFIG", "")], &[]).unwrap();
    assert_eq!(sheet.strange, ["LIANDONG_PORT_8080_TCP"]);
}

#[test]
fn a_switch_is_set_by_its_name_alone_or_with_a_value() {
    assert!(read(None, &[], &["--demo"]).unwrap().settings.demo);
    assert!(!read(None, &[("LIANDONG_DEMO", "true")], &["--demo=false"]).unwrap().settings.demo);
}

#[test]
fn the_defaults_of_the_deadlines_are_those_of_the_rules() {
    assert_eq!(read(None, &[], &[]).unwrap().settings.deadlines(), Deadlines::default());
}

#[test]
fn the_example_file_is_that_of_the_table_and_sets_nothing_else() {
    let standing = include_str!("../../liandong.example.toml");
    assert_eq!(example::example(), standing, "write it anew: liandong config --example > server/liandong.example.toml");
    let uncommented: String = standing
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(line))
        .map(|line| format!("{line}\n"))
        .collect();
    let (all, none) = (read(Some(&uncommented), &[], &[]).unwrap(), read(None, &[], &[]).unwrap());
    assert_eq!(all.settings, none.settings);
    assert!(all.lines.iter().all(|(row, _, source)| matches!(source, Source::File(..)) || panic!("{row:?} is missing")));
}
