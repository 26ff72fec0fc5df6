//! What each act must be told, as forms: the dialog, the check and the labels (`arg.<key>`) come from these tables. A
//! reason or number is what the paper says.

use crate::{
    documents::DocumentKind,
    forms::{
        Field,
        Kind::{Choice, Day, Line, Number, Pick, Picks, Prose, Ticks},
        Register, fields,
    },
    people::District,
    vocab::{
        Exit, ImpossibleKind, ObjectionOutcome, Party, ProductCategory, RecheckKind, RecheckMethod, ServiceMethod, SignedAs, StartTrigger,
        StatutoryStep, StopScope, YesNo,
    },
};

macro_rules! asks {
    ($($name:ident: { $($rows:tt)* })+) => { $(pub(super) static $name: &[Field] = fields! { "arg": $($rows)* };)+ };
}

/// May stand with every act: who signed the paper, where somebody else enters it (R-0-17).
pub static OF_ALL: &[Field] = fields! { "arg":
    "signer" optional: Line;
};

const CASE: Register = Register::Documents(DocumentKind::Case);
const CAMPAIGN: Register = Register::Documents(DocumentKind::Campaign);

#[rustfmt::skip]
asks! {
    NOTHING_BUT_NUMBER: { "number" hard: Line; }
    NUMBER_AND_REASON:  { "number" hard: Line; "reason" hard: Prose; }
    REASON:             { "reason" hard: Prose; }
    ENTRY_AND_REASON:   { "entry" hard: Number; "reason" hard: Prose; }
    ENTRY:              { "entry" hard: Number; }

    OPEN_CASE:          { "enterprise" hard: Pick(Register::Enterprises); "district" hard: Choice(&District::VOCABULARY);
                          "category" hard: Choice(&ProductCategory::VOCABULARY); "reason" optional: Prose; "campaign" optional: Pick(CAMPAIGN); }
    OPEN_FILE:          { "case" hard: Pick(CASE); "district" hard: Choice(&District::VOCABULARY); "unit" optional: Pick(Register::Units);
                          "group" optional: Picks(Register::Experts); }
    OPEN_WORK_PLAN:     { "enterprise" hard: Pick(Register::Enterprises); "campaign" optional: Pick(CAMPAIGN); "cases" hard: Picks(CASE);
                          "district" hard: Choice(&District::VOCABULARY); "unit" optional: Pick(Register::Units); "group" optional: Picks(Register::Experts); }
    OPEN_CAMPAIGN:      { "name" hard: Line; "units" optional: Picks(Register::Units); }
    OPEN_PLAN:          { "campaign" optional: Pick(CAMPAIGN); "unit" optional: Pick(Register::Units); "group" hard: Picks(Register::Experts);
                          "districts" hard: Ticks(&District::VOCABULARY); }
    OPEN_SURVEY:        { "enterprise" hard: Pick(Register::Enterprises); "district" hard: Choice(&District::VOCABULARY);
                          "campaign" optional: Pick(CAMPAIGN); "cases" optional: Picks(CASE); "due" optional: Day; }
    OPEN_REPORT:        { "name" hard: Line; "unit" optional: Pick(Register::Units); "campaign" optional: Pick(CAMPAIGN); }
    OPEN_EVALUATION:    { "name" hard: Line; "district" hard: Choice(&District::VOCABULARY); "campaign" optional: Pick(CAMPAIGN); }
    OPEN_STORY:         { "case" hard: Pick(CASE); "name" hard: Line; "enterprise" optional: Pick(Register::Enterprises);
                          "district" hard: Choice(&District::VOCABULARY); "unit" optional: Pick(Register::Units); "group" optional: Picks(Register::Experts); }
    OPEN_ENTRY:         { "name" hard: Line; "unit" optional: Pick(Register::Units); }
    OPEN_EXPERT:        { "name" hard: Line; "person" hard: Pick(Register::Experts); }

    TRANSFER_RESULT:    { "to" hard: Line; "number" optional: Line; }
    SERVE:              { "party" hard: Choice(&Party::VOCABULARY); "method" hard: Choice(&ServiceMethod::VOCABULARY); "number" hard: Line; }
    OBJECT:             { "reason" hard: Prose; }
    DECIDE_OBJECTION:   { "outcome" hard: Choice(&ObjectionOutcome::VOCABULARY); "reason" hard: Prose; "number" optional: Line; }
    ORDER_RECTIFICATION:{ "number" hard: Line; "due" optional: Day; }
    PUBLISH_RESULT:     { "channel" hard: Line; "number" optional: Line; }
    REMIND:             { "text" hard: Prose; }
    REPORT_STOP:        { "scope" hard: Ticks(&StopScope::VOCABULARY); "stock" optional: Line; }
    CORRECT_REPORT:     { "number" hard: Line; "replaces" hard: Line; "reason" hard: Prose; }
    LINK_CASE:          { "case" hard: Pick(CASE); }
    STATUTORY_STEP:     { "step" hard: Choice(&StatutoryStep::VOCABULARY); "number" hard: Line; }
    EXTEND:             { "due" hard: Day; "reason" hard: Prose; }
    TRANSFER:           { "district" optional: Choice(&District::VOCABULARY); "to" optional: Line; "reason" hard: Prose; }

    START:              { "trigger" hard: Choice(&StartTrigger::VOCABULARY); "campaign" optional: Pick(CAMPAIGN); }
    DESIGNATE_UNIT:     { "unit" hard: Pick(Register::Units); }
    FORM_GROUP:         { "group" hard: Picks(Register::Experts); "lead" optional: Pick(Register::Experts); "reason" optional: Prose; }
    ACKNOWLEDGE:        { "version" hard: Line; }

    FILE_PLAN:          { "reason" optional: Prose; }

    SIGN:               { "as" hard: Choice(&SignedAs::VOCABULARY); "name" hard: Line; "witness" optional: Line; }
    REFUSE_SIGNATURE:   { "reason" hard: Prose; "witness" hard: Line; }
    IMPOSSIBLE:         { "kind" hard: Choice(&ImpossibleKind::VOCABULARY); "tried" hard: Prose; }

    SUBMIT_RECORD:      { "visit" hard: Pick(Register::Rows("visits.records")); }

    ORDER_RECHECK:      { "kind" hard: Choice(&RecheckKind::VOCABULARY); "method" hard: Choice(&RecheckMethod::VOCABULARY); "due" hard: Day; }
    PASS_RECHECK:       { "method" hard: Choice(&RecheckMethod::VOCABULARY); "body" optional: Line; "number" hard: Line; }
    FAIL_RECHECK:       { "method" hard: Choice(&RecheckMethod::VOCABULARY); "body" optional: Line; "number" hard: Line; "reason" hard: Prose; }
    MISS_RECHECK:       { "reason" hard: Prose; "due" optional: Day; }
    WAIVE_RECHECK:      { "ground" hard: Choice(&Exit::VOCABULARY); "reason" hard: Prose; }
    MAKE_SAMPLES:       { "quantity" hard: Line; }
    ISSUE_NOTICE:       { "number" hard: Line; "cases" optional: Picks(CASE); }
    FIND_RESUMED:       { "evidence" hard: Prose; "handling" optional: Prose; }

    EXIT:               { "ground" hard: Choice(&Exit::VOCABULARY); "reason" hard: Prose; "number" optional: Line; }
    MERGE:              { "case" hard: Pick(CASE); "reason" hard: Prose; }

    REPORT_SURVEY:      { "district" hard: Choice(&District::VOCABULARY); "invited" hard: Number; "answered" hard: Number; }
    HOLD_SUMMARY:       { "reason" optional: Prose; }
    CONSENT:            { "named" hard: Choice(&YesNo::VOCABULARY); }
}
