//! The policy and the access rules as tables that people review: a change shows as a difference of the golden files beside
//! this one. `LIANDONG_BLESS=1` writes them anew.

use std::fmt::Write as _;

use super::*;
use crate::access::{self, Reads};

const LETTERS: [(Role, char); 6] = [
    (Role::MunicipalBureau, 'M'),
    (Role::DistrictBureau, 'D'),
    (Role::OrganisingUnit, 'O'),
    (Role::Expert, 'W'),
    (Role::Enterprise, 'E'),
    (Role::SectorAuthority, 'S'),
];

/// The people of a case, one a role.
const PARTIES: [Who; 6] = [Who::City, Who::Huli, Who::Unit, Who::Cai, Who::Factory, Who::Sector];

fn golden(name: &str, standing: &str, print: &str) {
    if std::env::var_os("LIANDONG_BLESS").is_some() {
        let file = format!("{}/src/workflow/tests/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(file, print).expect("the golden file can be written");
    } else {
        assert_eq!(print, standing, "review the difference, then run once with LIANDONG_BLESS=1");
    }
}

fn letters(is: impl Fn(Role) -> bool) -> String {
    LETTERS.iter().map(|(role, letter)| if is(*role) { *letter } else { '.' }).collect()
}

/// Role × command: who holds which authority, with what it asks and what is asked of the facts.
#[test]
fn the_policy_is_as_reviewed() {
    let mut print = String::new();
    for rule in POLICY {
        let roles = if rule.roles.is_empty() { "fact..".to_owned() } else { letters(|role| rule.roles.contains(&role)) };
        let after = rule.after.iter().filter(|act| **act != Act::Open).map(|act| format!(" after:{}", act.code()));
        let asks = rule.asks.iter().map(|field| format!(" ?{}", field.key));
        let gates = rule.gates.iter().map(|gate| gate.id).chain(rule.terms.iter().map(|term| term.id)).map(|id| format!(" [{id}]"));
        let warns = rule.warns.iter().map(|gate| format!(" ({})", gate.id));
        let frozen = rule.freezes.iter().map(|key| format!(" freezes:{key}")).chain(rule.thaws.iter().map(|key| format!(" thaws:{key}")));
        let signs = rule.signs.iter().map(|key| format!(" signs:{key}"));
        let all: String = after.chain(asks).chain(gates).chain(warns).chain(signs).chain(frozen).collect();
        let closed = if rule.when_closed { " +closed" } else { "" };
        writeln!(print, "{:16} {:19} {roles} {:?}{closed}{all}", rule.kind.code(), rule.act.code(), rule.times).unwrap();
    }
    golden("policy.golden", include_str!("policy.golden"), &print);
}

/// Role × command × state of a case on its way, with everything filled in that people write.
#[test]
fn who_may_do_what_in_which_state_is_as_reviewed() {
    let states = states();
    let mut print = format!("{:19}", "case");
    for (name, _) in &states {
        write!(print, " {name:9}").unwrap();
    }
    print.push('\n');
    for act in POLICY.iter().filter(|rule| rule.kind == DocumentKind::Case && !rule.roles.is_empty()).map(|rule| rule.act) {
        write!(print, "{:19}", act.code()).unwrap();
        for (_, walk) in &states {
            let may = |role: Role| {
                PARTIES.iter().filter(|who| who.person().role == role).any(|who| {
                    let person = who.person();
                    allowed(&walk.facts(&person)).iter().any(|choice| choice.act == act && choice.refused.is_none())
                })
            };
            write!(print, " {:9}", letters(may)).unwrap();
        }
        print.push('\n');
    }
    golden("acts.golden", include_str!("acts.golden"), &trimmed(&print));
}

/// Role × section × state of a case: who writes what when (what the enterprise never sees is another document, Q24).
///
/// [R-5.2-3] [R-5.5-2] [R-5.3-3]
#[test]
fn who_may_write_which_section_in_which_state_is_as_reviewed() {
    let states = states();
    let mut print = format!("{:15}", "case");
    for (name, _) in &states {
        write!(print, " {name:9}").unwrap();
    }
    print.push('\n');
    for section in forms::of(DocumentKind::Case) {
        write!(print, "{:15}", section.key).unwrap();
        for (_, walk) in &states {
            let path = Path::section_root(&forms::of_round(section, walk.state.round)).cell(section.fields[0].key);
            let may = |role: Role| {
                let who = PARTIES.iter().find(|who| who.person().role == role).expect("one of each role");
                access::may_write(&who.person(), &walk.state, &path, walk.today, walk.today).is_ok()
            };
            write!(print, " {:9}", letters(may)).unwrap();
        }
        print.push('\n');
    }
    for kind in DocumentKind::ALL.iter().filter(|kind| **kind != DocumentKind::Case) {
        for section in forms::of(*kind) {
            writeln!(print, "{:15} {}", section.key, letters(|role| section.writers.contains(&role))).unwrap();
        }
    }
    golden("sections.golden", include_str!("sections.golden"), &trimmed(&print));
}

/// Role × document: who reads which documents of which kind. Penalties are read by regulators alone, single survey answers never
/// by unit or experts.
///
/// [R-7.1.2.1-5] [R-5.2-1] [R-5.2-3] [R-7.3-2]
#[test]
fn who_reads_which_documents_is_as_reviewed() {
    let mut print = format!("{:17}", "");
    for (_, letter) in LETTERS {
        write!(print, " {letter:9}").unwrap();
    }
    print.push('\n');
    for kind in DocumentKind::ALL {
        write!(print, "{:17}", kind.code()).unwrap();
        for (role, _) in LETTERS {
            let reads = format!("{:?}", access::reads(*kind, role));
            write!(print, " {reads:9}").unwrap();
        }
        writeln!(print, "{}", if access::is_for_everybody(*kind) { " published: all" } else { "" }).unwrap();
    }
    golden("documents.golden", include_str!("documents.golden"), &trimmed(&print));
    for role in [Role::OrganisingUnit, Role::Expert, Role::Enterprise, Role::SectorAuthority] {
        assert_eq!(access::reads(DocumentKind::SupervisionFile, role), Reads::No, "{role:?}");
    }
    for role in [Role::OrganisingUnit, Role::Expert] {
        assert_eq!(access::reads(DocumentKind::Survey, role), Reads::No, "{role:?}");
    }
}

/// Whoever adds a command, a section, a kind of document or a role and forgets a table hears of it here.
#[test]
fn every_act_kind_section_and_role_is_in_a_table() {
    for act in Act::ALL {
        assert!(POLICY.iter().any(|rule| rule.act == *act), "{act:?} is in no row of the policy");
    }
    for kind in DocumentKind::ALL {
        assert!(POLICY.iter().any(|rule| rule.kind == *kind && rule.act == Act::Open), "nobody opens a {kind:?}");
        assert!(!forms::of(*kind).is_empty(), "{kind:?} has no section");
        for section in forms::of(*kind) {
            assert!(!section.writers.is_empty(), "nobody writes {}", section.key);
        }
    }
    for (at, rule) in POLICY.iter().enumerate() {
        assert!(
            POLICY[..at].iter().all(|other| (other.kind, other.act) != (rule.kind, rule.act)),
            "{:?} {:?} is there twice",
            rule.kind,
            rule.act
        );
        for before in rule.after {
            assert!(policy::rule(rule.kind, *before).is_some(), "{:?} waits for {before:?}, which {:?} does not know", rule.act, rule.kind);
        }
        for key in rule.freezes.iter().chain(rule.thaws).chain(&rule.signs) {
            assert!(forms::of(rule.kind).iter().any(|section| section.key == *key), "{:?} has no section {key}", rule.kind);
        }
    }
    for role in Role::ALL {
        assert!(POLICY.iter().any(|rule| rule.roles.contains(role)), "{role:?} may do nothing");
        assert!(DocumentKind::ALL.iter().any(|kind| access::reads(*kind, *role) != Reads::No), "{role:?} reads nothing");
    }
}

/// A case in the states that matter, everything filled in that people write.
/// State of a case on its way × what is awaited of whom: `~` where something is filled in first.
#[test]
fn what_is_awaited_of_whom_in_which_state_is_as_reviewed() {
    let mut print = String::new();
    for (name, walk) in states() {
        for Next { act, whom, is_ready } in awaited(&walk.state, &walk.content) {
            let meant: Vec<String> = Who::ALL.iter().filter(|who| whom.is(&who.person())).map(|who| format!("{who:?}")).collect();
            writeln!(print, "{name:10} {}{:20} {}", if is_ready { ' ' } else { '~' }, act.code(), meant.join(" ")).unwrap();
        }
    }
    golden("awaited.golden", include_str!("awaited.golden"), &trimmed(&print));
}

/// Whoever a document waits for holds the authority: the table of what is awaited names nobody whom the policy does not know.
#[test]
fn whoever_is_awaited_may_do_it() {
    for (name, walk) in states() {
        for Next { act, whom, is_ready } in awaited(&walk.state, &walk.content) {
            let Some(who) = Who::ALL.iter().find(|who| whom.is(&who.person()) && **who != Who::Nobody) else { continue };
            let choices = allowed(&walk.facts(&who.person()));
            let choice = choices.iter().find(|choice| choice.act == act).unwrap_or_else(|| panic!("{name}: {who:?} does not know {act:?}"));
            assert_eq!(choice.refused.is_none(), is_ready, "{name}: {who:?} {act:?} {:?}", choice.refused);
        }
    }
}

fn states() -> Vec<(&'static str, Walk)> {
    let after = |mut walk: Walk, who: Who, act: Act, told: &Args| {
        walk.does(who, act, told);
        walk
    };
    let failed = after(Walk::recorded(), Who::Huli, Act::FailRecheck, &args(&[("method", "inspection"), ("number", "1"), ("reason", "x")]));
    let received = after(Walk::passed(), Who::Factory, Act::ReceiveNotice, &Args::default());
    let closed = after(Walk::passed(), Who::Huli, Act::Close, &Args::default());
    let withdrawn = after(Walk::grouped(), Who::Huli, Act::Withdraw, &args(&[("number", "1"), ("reason", "x")]));
    let mut states = vec![
        ("opened", Walk::opened()),
        ("served", Walk::served()),
        ("started", Walk::started()),
        ("grouped", Walk::grouped()),
        ("confirmed", Walk::confirmed()),
        ("recorded", Walk::recorded()),
        ("passed", Walk::passed()),
        ("received", received),
        ("failed", failed),
        ("closed", closed),
        ("withdrawn", withdrawn),
    ];
    for (_, walk) in &mut states {
        for section in forms::of(DocumentKind::Case) {
            if !walk.state.is_frozen(&walk.path(section.key)) && walk.content.said_below(&walk.path(section.key)).next().is_none() {
                walk.fill(section.key);
            }
        }
    }
    states
}

fn trimmed(print: &str) -> String {
    print.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
