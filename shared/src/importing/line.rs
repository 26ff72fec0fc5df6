//! What is told of a row before it is taken in: what it would say, why it cannot begin, what should be looked at. Nothing is refused here
//! that the rules do not refuse.

use std::collections::BTreeMap;

use super::{
    Import, Known,
    said::{Plan, content_of},
    tables,
    target::SECTION,
};
use crate::{
    documents::DocumentKind,
    forms::{
        self, Path,
        handed_in::{self, Problem},
    },
    ids::{CommandId, DocumentId, OrgId},
    key,
    records::{read::Content, twins},
    words::{Key, Locale, refusal_in_words},
    workflow::{Act, Args, Command, RULES, Refusal, State, check, gates::Facts},
};

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the table, from 0.
    pub row: u32,
    /// What the intake would say.
    pub content: Content,
    /// What the opening would be told.
    pub args: Args,
    /// What is to be looked at.
    pub flaws: Vec<Flaw>,
    /// What the intake lacks before it can be served; it may be added later.
    pub lacks: Vec<Problem>,
    /// It is to be taken in.
    pub is_taken: bool,
}

/// Something about a row that its person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The rules do not let a case begin so.
    Refused(Refusal),
    /// The list says that the product passed.
    Passed,
    /// The same report and enterprise stand in an earlier row.
    Repeated(u32),
    /// The same report and enterprise have a case on this device.
    Duplicate(DocumentId),
    /// The same report has a case of another enterprise: seller and producer, perhaps.
    Counterpart(DocumentId),
    /// It is the result of a recheck: of this case, where it is here.
    Recheck(Option<DocumentId>),
    /// A cell that its field could not take; it stands in the note.
    Unread {
        /// The heading.
        heading: String,
        /// The cell.
        text: String,
    },
    /// Nobody has entered this enterprise yet.
    NewEnterprise,
}

impl Flaw {
    /// One word, for whoever looks for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Flaw::Refused(_) => "refused",
            Flaw::Passed => "passed",
            Flaw::Repeated(_) => "repeated",
            Flaw::Duplicate(_) => "duplicate",
            Flaw::Counterpart(_) => "counterpart",
            Flaw::Recheck(_) => "recheck",
            Flaw::Unread { .. } => "unread",
            Flaw::NewEnterprise => "new_enterprise",
        }
    }

    /// The row is not taken in unless somebody says so.
    #[must_use]
    pub const fn speaks_against(&self) -> bool {
        match self {
            Flaw::Refused(_) | Flaw::Passed | Flaw::Repeated(_) | Flaw::Duplicate(_) | Flaw::Recheck(Some(_)) => true,
            Flaw::Counterpart(_) | Flaw::Recheck(None) | Flaw::Unread { .. } | Flaw::NewEnterprise => false,
        }
    }

    /// The case of which it speaks.
    #[must_use]
    pub const fn case(&self) -> Option<DocumentId> {
        match self {
            Flaw::Duplicate(case) | Flaw::Counterpart(case) | Flaw::Recheck(Some(case)) => Some(*case),
            Flaw::Refused(_) | Flaw::Passed | Flaw::Repeated(_) | Flaw::Recheck(None) | Flaw::Unread { .. } | Flaw::NewEnterprise => None,
        }
    }

    /// As a sentence.
    #[must_use]
    pub fn in_words(&self, locale: Locale) -> String {
        match self {
            Flaw::Refused(refusal) if refusal.lacks.is_empty() => refusal_in_words(locale, refusal),
            Flaw::Refused(refusal) => lacks_in_words(locale, key!("row_flaw.untold"), &refusal.lacks),
            Flaw::Passed => key!("row_flaw.passed").text(locale).to_owned(),
            Flaw::Repeated(row) => key!("row_flaw.repeated").fill(locale, &[("n", &(row + 1).to_string())]),
            Flaw::Duplicate(_) => key!("row_flaw.duplicate").text(locale).to_owned(),
            Flaw::Counterpart(_) => key!("row_flaw.counterpart").text(locale).to_owned(),
            Flaw::Recheck(Some(_)) => key!("row_flaw.recheck").text(locale).to_owned(),
            Flaw::Recheck(None) => key!("row_flaw.recheck_unknown").text(locale).to_owned(),
            Flaw::Unread { heading, text } => key!("row_flaw.unread").fill(locale, &[("heading", heading), ("text", text)]),
            Flaw::NewEnterprise => key!("row_flaw.new_enterprise").text(locale).to_owned(),
        }
    }
}

/// What is missing, each by what its field is called.
#[must_use]
pub fn lacks_in_words(locale: Locale, with: Key, lacks: &[Problem]) -> String {
    let name = |place: &Path| {
        let of_form = place.form_field().map(|field| field.label);
        of_form.or_else(|| Key::of_name(&format!("arg.{}", place.last()))).map_or("", |key| key.text(locale))
    };
    let names: Vec<&str> = lacks.iter().map(|problem| name(&problem.place)).collect();
    with.fill(locale, &[("what", &names.join(key!("app.comma").text(locale)))])
}

impl Line {
    /// The rules let it begin.
    #[must_use]
    pub fn may_begin(&self) -> bool {
        !self.flaws.iter().any(|flaw| matches!(flaw, Flaw::Refused(_)))
    }

    /// The text of a field of the intake.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.content.field(SECTION, key)
    }

    /// Why it is not taken in, in words; empty where it is.
    #[must_use]
    pub fn why_not(&self, locale: Locale) -> String {
        if self.is_taken {
            return String::new();
        }
        let against: Vec<String> = self.flaws.iter().filter(|flaw| flaw.speaks_against()).map(|flaw| flaw.in_words(locale)).collect();
        if against.is_empty() {
            key!("importing.left_out").text(locale).to_owned()
        } else {
            against.join(key!("app.semicolon").text(locale))
        }
    }
}

/// Every row of a list, held against what is known here.
#[must_use]
pub fn lines(import: &Import, known: &Known) -> Vec<Line> {
    let plan = Plan::of(import, known.locale);
    let mut reports: BTreeMap<(String, OrgId), u32> = BTreeMap::new();
    import.rows().map(|row| line(import, &plan, known, row, &mut reports)).collect()
}

fn line(import: &Import, plan: &Plan<'_>, known: &Known, row: u32, reports: &mut BTreeMap<(String, OrgId), u32>) -> Line {
    let mut drawn = 0_u32;
    let mut draw = || {
        drawn += 1;
        (format!("{drawn:016x}"), String::new())
    };
    let said = plan.said(row, &mut draw);
    let content = content_of(&said.edits);
    let intake = |key| content.field(SECTION, key);
    let enterprise = known.enterprise(intake("enterprise"));
    let args = args(&content, enterprise.map(|(id, _)| id));
    let mut flaws: Vec<Flaw> = refused(known, args.clone()).map(Flaw::Refused).into_iter().collect();
    if has_passed(&said.unread) {
        flaws.push(Flaw::Passed);
    }
    if let Some((enterprise, is_known)) = enterprise {
        if let Some(number) = twins::number(intake("report_no")) {
            let first = *reports.entry((number, enterprise)).or_insert(row);
            flaws.extend((first != row).then_some(Flaw::Repeated(first)));
        }
        // Those that this list has begun itself are not held against it.
        let others = known.reports.twins(intake("report_no"), Some(enterprise)).into_iter();
        flaws.extend(others.filter(|(case, _)| !import.begun.values().any(|own| own == case)).map(|(case, twin)| match twin {
            twins::Twin::Duplicate => Flaw::Duplicate(case),
            twins::Twin::Counterpart => Flaw::Counterpart(case),
        }));
        if says_recheck(plan.cells(row)) {
            flaws.push(Flaw::Recheck(
                known.case_of(enterprise, intake("product")).filter(|case| !import.begun.values().any(|own| own == case)),
            ));
        }
        flaws.extend((!is_known).then_some(Flaw::NewEnterprise));
    }
    flaws.extend(said.unread.into_iter().map(|(heading, text)| Flaw::Unread { heading, text }));
    let section = forms::section(SECTION).expect("the forms have an intake");
    let lacks = handed_in::problems(section, 1, &content, known.today);
    let may_begin = !flaws.iter().any(|flaw| matches!(flaw, Flaw::Refused(_)));
    let proposed = !flaws.iter().any(Flaw::speaks_against);
    let is_taken = may_begin && import.picked.get(&row).copied().unwrap_or(proposed);
    Line { row, content, args, flaws, lacks, is_taken }
}

/// What the opening of a case is told.
pub(super) fn args(content: &Content, enterprise: Option<OrgId>) -> Args {
    let intake = |key| content.field(SECTION, key);
    let mut args = Args::default();
    if let Some(enterprise) = enterprise {
        args.put("enterprise", enterprise.to_string());
    }
    for (arg, field) in [("district", "district"), ("category", "category"), ("reason", "category_reason")] {
        args.put(arg, intake(field).to_owned());
    }
    args
}

/// Whether the rules have anything against this beginning.
fn refused(known: &Known, args: Args) -> Option<Refusal> {
    let (state, content, experts) = (State::new(DocumentKind::Case), Content::default(), BTreeMap::new());
    let facts = Facts {
        person: &known.person,
        state: &state,
        content: &content,
        experts: &experts,
        deadlines: &known.deadlines,
        today: known.today,
    };
    let command = Command { id: CommandId([0; 16]), act: Act::Open, on: known.today, args, heads: Vec::new(), rules: RULES };
    check(&facts, command, crate::time::Timestamp::default()).err()
}

/// A list of all results has those that passed as well: they are no failures, whatever holds for all rows.
fn has_passed(unread: &[(String, String)]) -> bool {
    let says = |key: Key, text: &str| Locale::ALL.iter().any(|locale| tables::is_one_of(key.text(*locale), text));
    unread.iter().any(|(_, text)| says(key!("value.passed"), text))
}

/// Somewhere in the row stands that it is about a recheck.
fn says_recheck(cells: &[String]) -> bool {
    let marks = || Locale::ALL.iter().flat_map(|locale| key!("value.recheck").text(*locale).split('|'));
    cells
        .iter()
        .any(|cell| marks().any(|mark| cell.trim().to_lowercase() == mark.to_lowercase() || (!mark.is_ascii() && cell.contains(mark))))
}
