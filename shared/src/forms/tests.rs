//! Every table is walked: what a row promises holds.

use super::*;
use crate::vocab::Figure;

mod checks;
mod vocabularies;

/// The keys of requirements §6.A–F: the fields of the annexes.
#[rustfmt::skip]
const ANNEX_KEYS: &[&str] = &[
    "A.org_unit", "A.group", "A.industry", "A.goals", "A.requirements", "A.bases", "A.methods", "A.rows",
    "A.row.no", "A.row.target", "A.row.product", "A.row.model", "A.row.nonconf", "A.row.criteria", "A.row.cause", "A.row.period",
    "A.row.qhead", "A.row.note",
    "B.items", "B.item.product", "B.item.model", "B.item.made", "B.item.qty", "B.item.handling", "B.enterprise", "B.qhead",
    "B.enterprise_date", "B.qhead_date", "B.disp.stock", "B.disp.returned", "B.disp.sold", "B.f", "B.causes", "B.sign.qhead", "B.sign.expert",
    "C.enterprise", "C.address", "C.contact", "C.phone", "C.report_no", "C.product", "C.nonconf", "C.experts", "C.visit_time",
    "C.1.status", "C.1.text", "C.2.status", "C.2.text", "C.3.status", "C.3.text", "C.4.status", "C.4.text", "C.5.status", "C.5.text",
    "C.6.items", "C.7.text", "C.content", "C.media", "C.submit",
    "D.year", "D.batches", "D.visited", "D.advice", "D.solved", "D.benefit", "D.saved", "D.loss_cut", "D.work",
    "D.insight.ent", "D.insight.ind", "D.insight.gov",
    "E.1.name", "E.1.addr", "E.2.products", "E.3", "E.4", "E.4.opts", "E.5", "E.6", "E.7", "E.meta",
    "F.title", "F.enterprise", "F.profile", "F.2.1", "F.2.2", "F.2.3", "F.3.1", "F.3.2", "F.3.3", "F.4",
];

/// Keys of §6 that are no fields, and what they are.
const NOT_FIELDS: &[(&str, &str)] = &[
    ("B.sign.qhead", "an entry of the ledger"),
    ("B.sign.expert", "an entry of the ledger"),
    ("C.submit", "an entry of the ledger"),
    ("E.4.opts", "the vocabulary Aspect"),
    ("E.meta", "the invitation and the entry of the ledger"),
    ("F.title", "printed, the same every time"),
];

fn sections() -> impl Iterator<Item = &'static Section> {
    DocumentKind::ALL.iter().flat_map(|kind| of(*kind)).copied()
}

fn every_field(mut visit: impl FnMut(&str, &'static Field)) {
    for section in sections() {
        walk(section.fields, &mut |path, field| visit(&format!("{}.{path}", section.key), field));
    }
}

/// [R-7.2.2.2-1] [R-7.2.3.2.1-4] [R-7.2.4.1-1] [R-7.2.4.2-2] [R-7.3-2] [R-7.3-8] The annexes are there field by field, each once.
#[test]
fn every_annex_key_has_its_row() {
    let mut found = Vec::new();
    every_field(|_, field| found.extend(field.annex));
    for key in ANNEX_KEYS {
        let rows = found.iter().filter(|other| *other == key).count();
        let is_field = NOT_FIELDS.iter().all(|(other, _)| other != key);
        assert_eq!(rows, usize::from(is_field), "{key}");
    }
    for key in &found {
        assert!(ANNEX_KEYS.contains(key), "{key} is in no annex");
    }
}

/// [R-5.2-3] [R-5.3-1] [R-5.3-3] [R-5.3-4] [R-5.4-1] [R-5.4-2] [R-5.4-3] [R-5.4-4] [R-5.5-1] [R-5.5-2] [R-7.2.2.1-3] [R-7.2.3.2.1-4]
/// [R-7.2.4.2-1] [R-7.3-4] [R-7.4-2] [R-7.4-3] [R-7.4-6] Each form is written by whom the clauses name.
#[test]
#[rustfmt::skip]
fn forms_are_written_by_whom_the_clauses_name() {
    let letter = |role: &Role| match role {
        Role::MunicipalBureau => 'M',
        Role::DistrictBureau => 'D',
        Role::OrganisingUnit => 'O',
        Role::Expert => 'W',
        Role::Enterprise => 'E',
        Role::SectorAuthority => 'S',
    };
    let found: Vec<(&str, String)> = sections().map(|section| (section.key, section.writers.iter().map(letter).collect())).collect();
    let expected = [
        ("intake", "MDS"),      ("measures", "MD"),     ("stop", "ED"),           ("application", "E"),   ("failure", "W"),
        ("investigation", "W"), ("causes", "WE"),       ("rectification", "E"),   ("visits", "W"),        ("evidence", "WE"),
        ("benefit", "E"),       ("participation", "EW"), ("comments", "MDO"),     ("supplements", "MDOWE"),
        ("penalties", "MD"),    ("internal", "MD"),     ("drafts", "W"),          ("work_plan", "WO"),
        ("campaign", "M"),      ("briefing", "MO"),     ("technical_pack", "O"),  ("progress", "O"),      ("appraisal", "O"),
        ("summary_meeting", "M"), ("plan", "OM"),       ("survey", "ED"),         ("report", "MO"),       ("evaluation", "DM"),
        ("story", "MDW"),       ("handbook", "MO"),     ("catalogue", "M"),       ("topic", "M"),         ("basis", "MO"),
        ("expert", "MO"),
    ];
    assert_eq!(found, expected.map(|(key, writers)| (key, writers.to_owned())));
}

/// [R-7.2.5.2-2] A new round has its own investigation, causes, rectification and records; what was found stays.
#[test]
fn a_new_round_goes_through_7_2_3_again() {
    let per_round: Vec<&str> = sections().filter(|section| section.has_rounds()).map(|section| section.key).collect();
    assert_eq!(per_round, ["failure", "investigation", "causes", "rectification", "visits"]);
}

/// What is shown or picked from elsewhere is there.
#[test]
fn tables_refer_to_what_exists() {
    every_field(|path, field| match field.kind {
        Kind::Shown(Shown::Field(other)) => assert!(Path::of_text(other).form_field().is_some(), "{path}"),
        Kind::Shown(Shown::Cells(table, cell)) => {
            let cell = Path::of_text(table).row("0123456789abcdef").cell(cell);
            assert!(cell.form_field().is_some(), "{path}");
        }
        Kind::Shown(Shown::Figure(code)) => assert!(Figure::of_code(code).is_some(), "{path}"),
        Kind::Pick(Register::Rows(table)) | Kind::Picks(Register::Rows(table)) => {
            let table = Path::of_text(table).form_field().map(|field| field.kind);
            assert!(matches!(table, Some(Kind::Rows(_))), "{path}");
        }
        _ => {}
    });
}

/// [R-7.2.4.2-2] [G20] Annex D's counters are shown, never typed; a correction stands beside them.
#[test]
fn counters_are_calculated() {
    for figure in Figure::ALL {
        let field = Path::field("report", figure.code()).form_field().expect("each figure is a field of the report");
        assert_eq!(field.kind.store(), Store::Calculated, "{}", figure.code());
    }
}

/// Contact data must be erasable, and nothing in a document is: telephone numbers stand outside.
#[test]
fn no_document_holds_a_telephone_number() {
    every_field(|path, field| {
        let is_phone = path.contains("phone") || field.label.text(crate::words::Locale::Chinese).contains("电话");
        assert!(!is_phone || matches!(field.kind, Kind::Shown(Shown::Contact)), "{path}");
    });
}

#[test]
fn paths_lead_to_fields_and_nowhere_else() {
    for (path, is_field) in [
        ("intake.product", true),
        ("causes.list.0123456789abcdef.text", true),
        ("causes#2.list.0123456789abcdef.text", true),
        ("causes#02.list.0123456789abcdef.text", false),
        ("intake#2.product", false),
        ("causes.factors.man.findings", true),
        ("causes.factors.moon.findings", false),
        ("causes.list.not-a-row.text", false),
        ("causes.list.0123456789abcdef.text.more", false),
        ("ledger.0000", false),
        ("intake", false),
        ("", false),
    ] {
        assert_eq!(Path::of_text(path).form_field().is_some(), is_field, "{path}");
    }
}

#[test]
fn keys_are_unique_in_their_map_and_sections_in_the_product() {
    fn unique(fields: &[Field]) {
        for (i, field) in fields.iter().enumerate() {
            assert!(fields[..i].iter().all(|other| other.key != field.key), "{}", field.key);
            assert!(![ORDER, DELETED].contains(&field.key), "{} is taken", field.key);
            if let Kind::Rows(cells) | Kind::Each(_, cells) = field.kind {
                unique(cells);
            }
        }
    }
    let mut keys = Vec::new();
    for section in DocumentKind::ALL.iter().flat_map(|kind| of(*kind)) {
        assert!(!keys.contains(&section.key), "{} is there twice", section.key);
        keys.push(section.key);
        unique(section.fields);
    }
}
