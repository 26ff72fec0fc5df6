//! The rows of every release are read for ever. Beside this file lie the rows that each release really wrote, `today.rows` what this
//! version writes: one line a row, table, key and bytes. `LIANDONG_BLESS=1` writes `today.rows` anew; a release keeps a copy of it under its
//! own name, and no copy is ever changed.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::PathBuf};

use super::{
    super::{
        CIRCLE, CONFIRMED, CURSOR, Carried, Checkpoint, DEADLINES, DIRECTORY, Deletion, ERA, Gone, Held, IMPORTING, Loss, LostDocument,
        Named, RIGHTS, STRANGE, Why, checkpoint,
        snapshot::{Head, Snapshot},
        start::is_read,
        store::{self, DocumentRow, Draft, Me, Outgoing, Table, WaitingCommand, Write as Row},
    },
    network::{Network, Who, path},
};
use serde_bytes::ByteBuf;

use crate::{
    codec,
    documents::DocumentKind,
    forms::handed_in::{Lack, Problem},
    ids::{Author, CommandId, DeviceId, DocumentId, Era, Hash, OrgId},
    importing::{self, Importing},
    lock::{After, Cost, Kind, LockRow, Phase, Tries},
    people::Directory,
    records::{edit::Edit, read::Content},
    sync::{
        device::{RefusedWork, Work},
        handing::{Batch, Circle, Known, Voucher},
        wire::Listed,
    },
    time::Timestamp,
    workflow::{Act, Args, Code, Command, Deadlines, Refusal, State},
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/sync/device/tests/stored")
}

/// The rows of a file, by the names of their tables.
fn rows(name: &str) -> Vec<(String, String, Vec<u8>)> {
    let text = fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let row = |line: &str| {
        let mut words = line.split(' ');
        let mut word = || words.next().unwrap_or_else(|| panic!("{name}: {line}")).to_owned();
        let (table, key, hex) = (word(), word(), word());
        let bytes = (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect();
        (table, key, bytes)
    };
    text.lines().map(row).collect()
}

/// What only the relay wrote is fetched anew where its form is no longer read; a wish of the first release had another form.
fn may_be_fetched_anew(file: &str, table: Table) -> bool {
    match table {
        Table::Documents | Table::Meta | Table::Commands => file == "0.1.0.rows",
        Table::Log
        | Table::Outbox
        | Table::Drafts
        | Table::Refused
        | Table::Notes
        | Table::Deletions
        | Table::Carried
        | Table::Snapshots => false,
    }
}

#[test]
fn the_rows_of_every_release_are_read() {
    let mut files: Vec<String> = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert!(files.len() >= 4, "{files:?}");
    assert!(files.contains(&format!("{}.rows", env!("CARGO_PKG_VERSION"))), "a release keeps a copy of today.rows under its name");
    for file in files {
        for (name, key, value) in rows(&file) {
            if name == "device" {
                let is_read = match key.split('/').next() {
                    Some("lock") => LockRow::read(&value).is_some(),
                    Some("tries") => codec::decode::<Tries>(&value).is_some(),
                    Some(_) | None => Me::read(&value).is_some(),
                };
                assert!(is_read, "{file}: {name} {key}");
                continue;
            }
            let table = Table::ALL.into_iter().find(|table| table.name() == name).unwrap_or_else(|| panic!("{file}: {name}"));
            assert!(is_read(table, &key, &value) || may_be_fetched_anew(&file, table), "{file}: {name} {key}");
        }
    }
}

#[test]
fn the_words_in_the_rows_of_every_release_are_there() {
    for file in ["0.1.0.rows", "0.2.0.rows", "0.3.0.rows"] {
        let mut net = Network::new();
        let lin = net.device(Who::Lin);
        let known = |name: &str| Table::ALL.into_iter().find(|table| table.name() == name);
        net.put_rows(lin, rows(file).into_iter().filter_map(|(name, key, value)| Some((known(&name)?, key, value))).collect());
        net.restart(lin);
        let words = format!("{:?}", net.refused(lin));
        assert!(words.contains("迟到的话。"), "{file}: {words}");
        // What waited waits on, the draft as a draft or as the change that the start made of it.
        let kept = net.rows_of(lin);
        let waits = |text: &str| {
            let in_words = |(table, _, value): &(Table, String, Vec<u8>)| {
                [Table::Outbox, Table::Drafts].contains(table) && value.windows(text.len()).any(|part| part == text.as_bytes())
            };
            kept.iter().any(in_words)
        };
        assert!(waits("召回") && waits("封存"), "{file}");
    }
}

/// The first start of a release that knows what waits: everything is as it was, written in today's form, and the relay is asked anew.
#[test]
fn lines_of_a_release_that_did_not_know_what_waits_are_asked_for_anew() {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    let document = DocumentId([9; 16]);
    let of_before = rows("0.3.0.rows").into_iter().filter(|(name, _, _)| name == Table::Documents.name() || name == Table::Meta.name());
    let known = |name: &str| Table::ALL.into_iter().find(|table| table.name() == name);
    net.put_rows(lin, of_before.filter_map(|(name, key, value)| Some((known(&name)?, key, value))).collect());
    net.restart(lin);
    let rows = net.rows_of(lin);
    let line = rows.iter().find(|(table, key, _)| *table == Table::Documents && *key == document.to_string()).expect("it is there");
    assert_eq!(line.2.first(), Some(&codec::THIRD));
    assert!(store::read_document(&line.2).is_some_and(|(row, is_of_before)| row.held == 7 && row.listed.waits.is_none() && !is_of_before));
    assert!(!rows.iter().any(|(table, key, _)| *table == Table::Meta && key == RIGHTS), "everything is asked for");
}

#[test]
fn what_is_written_today_has_a_fixture() {
    let mut print = String::new();
    let mut tables = BTreeSet::new();
    for Row { table, key, value } in today() {
        let hex: String = value.expect("no row of these is deleted").iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(print, "{} {key} {hex}", table.name()).unwrap();
        tables.insert(table);
    }
    for (key, row) in of_the_device() {
        let hex: String = row.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(print, "device {key} {hex}").unwrap();
    }
    assert_eq!(tables.len(), Table::ALL.len(), "every table has its rows here");
    let file = folder().join("today.rows");
    if std::env::var_os("LIANDONG_BLESS").is_some() {
        fs::write(file, print).expect("the fixture can be written");
    } else {
        let standing = fs::read_to_string(file).unwrap_or_default();
        assert!(print == standing, "a row's form changed: what was released needs a new version beside it; else LIANDONG_BLESS=1");
    }
}

fn importing(document: DocumentId) -> Importing {
    let mut importing = Importing::default();
    let rows = vec![vec!["企业名称".into(), "天气".into(), "序号".into()], vec!["甲".into(), "晴".into(), "1".into()]];
    importing.begin("一.xlsx", importing::Table { name: "名单".into(), rows }, &Who::Lin.person());
    importing.is_of("市质检院");
    importing.remember();
    if let Some(import) = &mut importing.import {
        import.picked.insert(1, false);
        import.correct(1, "product", Some("纸杯".into()));
        import.begun.insert(1, document);
    }
    importing
}

fn circle() -> Circle {
    let key = |byte| ByteBuf::from(vec![byte; 65]);
    Circle { vouches: key(4), devices: vec![Known { person: Who::Wang.person(), device: DeviceId([2; 16]), signs: key(5), opens: key(6) }] }
}

/// The device's own rows, in each form.
fn of_the_device() -> Vec<(String, Vec<u8>)> {
    let person = Who::Lin.person();
    let (lock, tries) = (LockRow::key(person.id), LockRow::tries_key(person.id));
    let at = Timestamp(1_700_000_000_000);
    let held = Held { documents: 3, unsent: 2, kept: 1 };
    let loss = Loss { since: at, held, missing: held, confirmed_at: None };
    let mut rows = vec![("me".to_owned(), Me { device: DeviceId([1; 16]), person: Some(person) }.row())];
    for phase in [Phase::Closing, Phase::Closed, Phase::Opening, Phase::Forgetting(loss)] {
        let row = LockRow {
            kind: Kind::Pin,
            after: After::Five,
            salt: [3; 16],
            cost: Cost { memory: 8, passes: 1 },
            wrapped: vec![4; 90],
            phase,
        };
        rows.push((lock.clone(), row.row()));
    }
    rows.push((tries, codec::encode(&Tries { failed: 5, at })));
    rows
}

/// One row of each form that this version writes.
fn today() -> Vec<Row> {
    let (document, at) = (DocumentId([9; 16]), Timestamp(1_700_000_000_000));
    let state = State::new(DocumentKind::Case);
    let listed = Listed::of(document, &Content::default(), &state, at, Vec::new(), 7);
    let args = Args::default().with("enterprise", OrgId([7; 16])).with("reason", "迟了");
    let command = Command { id: CommandId([4; 16]), act: Act::Open, on: at.day(), args, heads: vec![Hash([5; 32])], rules: 1 };
    let edits = [
        Edit::Write { path: path("causes.problem"), text: "导体电阻偏大".into() },
        Edit::Add { path: path("causes.list"), row: "00000000000000aa".into(), order: "1".into() },
        Edit::Remove { path: path("causes.list.00000000000000aa"), removed: true },
    ];
    let lacks = vec![Problem { place: path("causes.stock"), lack: Lack::ALL[0] }];
    let refusal = Refusal { code: Code::CaseClosed, place: Some(path("causes.problem")), with: vec![("who".into(), "林".into())], lacks };
    let refused = |id: &str, work| RefusedWork { id: id.into(), document, work, refusal: refusal.clone(), written_at: at, refused_at: at };
    let of_edit = refused("1-edit", Work::Edit(edits[0].clone()));
    let of_act = refused("2-act", Work::Act(command.clone()));
    let named = Named { document, kind: DocumentKind::Case, title: "沪缆线业".into(), product: "电线电缆".into() };
    let of_handed = named.clone();
    let held = Held { documents: 3, unsent: 2, kept: 1 };
    let loss = Loss { since: at, held, missing: held, confirmed_at: Some(at) };
    let mut rows = vec![
        DocumentRow { listed, held: 7 }.row(),
        Row::log(document, 1, b"a change chunk as the relay sent it"),
        Row::put(
            Table::Drafts,
            Draft::key(document, &path("causes.stock")),
            &Draft { document, path: path("causes.stock"), text: "封存".into(), base: vec![Hash([5; 32])], at },
        ),
        Row::put(Table::Refused, of_edit.id.clone(), &of_edit),
        Row::put(Table::Refused, of_act.id.clone(), &of_act),
        Row::put(Table::Notes, of_edit.id.clone(), &of_edit),
        Row::put(Table::Commands, command.id.to_string(), &WaitingCommand { document, command, asked: (at, 3) }),
        Row::put(Table::Meta, ERA.into(), &Era([1; 16])),
        Row::put(Table::Meta, CURSOR.into(), &12_u64),
        Row::put(
            Table::Meta,
            DIRECTORY.into(),
            &Directory { orgs: vec![Who::Lin.person().org], experts: vec![(Who::Lin.person().id, "林".into())] },
        ),
        Row::put(Table::Meta, DEADLINES.into(), &Deadlines::default()),
        Row::put(Table::Meta, CONFIRMED.into(), &at),
        Row::put(Table::Meta, RIGHTS.into(), &77_u64),
        Row::put(Table::Meta, STRANGE.into(), &Hash([6; 32])),
        Row::put(
            Table::Meta,
            checkpoint::KEY.into(),
            &Checkpoint { device: DeviceId([1; 16]), person: Who::Lin.person().id, serial: 5, at, held, confirmed_at: Some(at) },
        ),
        LostDocument { document, kind: DocumentKind::Case, title: "沪缆线业".into(), product: String::new(), at, why: Why::Person }.row(),
        super::super::era::doubt_row(document),
        Row::put(Table::Meta, CIRCLE.into(), &circle()),
        Row::put(Table::Meta, IMPORTING.into(), &importing(document)),
        super::super::vouching::voucher_row(document, &Voucher { n: 7, signature: ByteBuf::from(vec![7; 64]) }),
    ];
    let (author, changes) =
        (Author { person: Who::Wang.person().id, device: DeviceId([2; 16]) }, vec![ByteBuf::from(b"a change chunk".to_vec())]);
    let batch = Batch { author, signed: vec![Hash([6; 32])], changes, signature: ByteBuf::from(vec![7; 64]) };
    let carried = Carried { document, batch, by: author, at, refused: vec![(Hash([6; 32]), refusal.clone())] };
    rows.push(Row::put(Table::Carried, format!("{document}/1"), &carried));
    let ends = vec![(path("causes.problem"), vec![(Hash([5; 32]), ByteBuf::from(vec![8; 16]))])];
    let head = Head { release: "0.3.0".into(), document, era: Era([1; 16]), n: 7, last: Hash([6; 32]), ends };
    rows.push(Snapshot { head, saved: b"a document as the library saves it".to_vec() }.row());
    for (at_row, edit) in edits.into_iter().enumerate() {
        let outgoing = Outgoing { document, hash: Hash([6; 32]), chunk: b"a change chunk".to_vec(), edit, at };
        rows.push(Row::put(Table::Outbox, format!("{document}/{at_row}"), &outgoing));
    }
    let deletions = [
        Gone::LetGo(named.clone(), Why::Document),
        Gone::Discarded(of_edit.clone()),
        Gone::Note(of_act),
        Gone::Replaced(named.clone()),
        Gone::Damaged(named),
        Gone::Evicted(loss),
        Gone::Handed(of_handed, "王".into(), 2),
        Gone::Forgotten(loss),
        Gone::Revoked(loss),
    ];
    for (n, gone) in deletions.into_iter().enumerate() {
        let deletion = Deletion { id: n.to_string(), at, gone };
        rows.push(Row::put(Table::Deletions, deletion.id.clone(), &deletion));
    }
    rows
}
