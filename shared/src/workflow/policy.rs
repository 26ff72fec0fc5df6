//! Who may do what, when: one row per act and kind of document. The golden print beside this file is reviewed as a diff.

use super::{
    Act, asks,
    gates::{self, Gate, Term},
    notes::{self, Note},
};
use crate::{documents::DocumentKind, forms::Field, people::Role};

/// A row of the policy.
#[derive(Debug)]
pub struct Rule {
    /// The kind of document.
    pub kind: DocumentKind,
    /// The act.
    pub act: Act,
    /// The roles that hold the authority (§2). None: the relay writes it as a fact from another document.
    pub roles: &'static [Role],
    /// How often.
    pub times: Times,
    /// What must have been done before.
    pub after: &'static [Act],
    /// What must be told with it.
    pub asks: &'static [Field],
    /// What must be true of the document; the first "no" is told.
    pub gates: &'static [Gate],
    /// What must be true of what is told with it.
    pub terms: &'static [Term],
    /// What is worth a warning and forbids nothing.
    pub warns: &'static [Gate],
    /// What the entry notes of the document as it is then.
    pub notes: &'static [Note],
    /// The section that is signed with it: on the glass of a device, where it is not from paper.
    pub signs: Option<&'static str>,
    /// Sections that nobody writes from then on.
    pub freezes: &'static [&'static str],
    /// Sections that are written again.
    pub thaws: &'static [&'static str],
    /// May be done when the document is closed.
    pub when_closed: bool,
}

/// How often an act may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// Once in the life of the document.
    Once,
    /// Once in each round; what comes after it asks for it in the same round.
    OnceARound,
    /// Any number of times; what comes after it asks for it in the same round.
    ManyARound,
    /// Any number of times.
    Many,
}

const M: Role = Role::MunicipalBureau;
const D: Role = Role::DistrictBureau;
const O: Role = Role::OrganisingUnit;
const W: Role = Role::Expert;
const E: Role = Role::Enterprise;
const S: Role = Role::SectorAuthority;

/// An act of a case that may be done any number of times once the case is open; the rows below say what differs.
const CASE: Rule = Rule {
    kind: DocumentKind::Case,
    act: Act::Open,
    roles: &[],
    times: Times::Many,
    after: &[Act::Open],
    asks: &[],
    gates: &[],
    terms: &[],
    warns: &[],
    notes: &[],
    signs: None,
    freezes: &[],
    thaws: &[],
    when_closed: false,
};

const fn of(kind: DocumentKind, act: Act, roles: &'static [Role]) -> Rule {
    Rule { kind, act, roles, ..CASE }
}

const fn opens(kind: DocumentKind, roles: &'static [Role], asks: &'static [Field]) -> Rule {
    Rule { times: Times::Once, after: &[], asks, ..of(kind, Act::Open, roles) }
}

const fn fact(kind: DocumentKind, act: Act) -> Rule {
    Rule { when_closed: true, ..of(kind, act, &[]) }
}

use Times::{ManyARound, Once, OnceARound};

/// The policy.
#[rustfmt::skip]
pub static POLICY: &[Rule] = &[
    // S1–S2: the problem and what supervision does about it.
    Rule { terms: &[gates::G01_INDUSTRIAL], notes: &[notes::SECTOR], ..opens(DocumentKind::Case, &[M, D, S], asks::OPEN_CASE) },
    Rule { act: Act::TransferResult,      roles: &[M, D],    asks: asks::TRANSFER_RESULT, ..CASE },
    Rule { act: Act::Serve,               roles: &[M, D],    asks: asks::SERVE, gates: &[gates::INTAKE_COMPLETE], notes: &[notes::CONCLUSION], ..CASE },
    Rule { act: Act::Object,              roles: &[E, M, D], asks: asks::OBJECT, after: &[Act::Serve], ..CASE },
    Rule { act: Act::DecideObjection,     roles: &[M, D],    asks: asks::DECIDE_OBJECTION, after: &[Act::Object], ..CASE },
    Rule { act: Act::OrderRectification,  roles: &[M, D],    asks: asks::ORDER_RECTIFICATION, ..CASE },
    Rule { act: Act::PublishResult,       roles: &[M, D],    asks: asks::PUBLISH_RESULT, ..CASE },
    Rule { act: Act::ImposeStop,          roles: &[M, D],    asks: asks::NUMBER_AND_REASON, gates: &[gates::NO_STOP], ..CASE },
    Rule { act: Act::LiftStop,            roles: &[M, D],    asks: asks::NUMBER_AND_REASON, after: &[Act::ImposeStop], gates: &[gates::G03_NO_FAILING_CONCLUSION], ..CASE },
    Rule { act: Act::Remind,              roles: &[M, D],    asks: asks::REMIND, ..CASE },
    Rule { act: Act::ReportStop,          roles: &[E, D],    asks: asks::REPORT_STOP, when_closed: true, ..CASE },
    Rule { act: Act::SubmitSelfCheck,     roles: &[E],       times: ManyARound, gates: &[gates::SELF_CHECK_SAID], notes: &[notes::CAUSES], ..CASE },
    Rule { act: Act::CorrectReport,       roles: &[M, D],    asks: asks::CORRECT_REPORT, ..CASE },
    Rule { act: Act::LinkCase,            roles: &[M, D],    asks: asks::LINK_CASE, when_closed: true, ..CASE },
    Rule { act: Act::StatutoryStep,       roles: &[M, D],    asks: asks::STATUTORY_STEP, after: &[Act::FailRecheck], when_closed: true, ..CASE },
    Rule { act: Act::Extend,              roles: &[D, M],    asks: asks::EXTEND, after: &[Act::OrderRectification], ..CASE },
    Rule { act: Act::Transfer,            roles: &[D, M],    asks: asks::TRANSFER, terms: &[gates::TRANSFER_HAS_A_GOAL], ..CASE },
    Rule { act: Act::AcceptTransfer,      roles: &[D, M],    after: &[Act::Transfer], gates: &[gates::TRANSFER_TO_ME], notes: &[notes::NEW_DISTRICT], ..CASE },

    // S3: start.
    Rule { act: Act::ApplyStart,          roles: &[E, D],    times: ManyARound, gates: &[gates::APPLICATION_COMPLETE], ..CASE },
    Rule { act: Act::Start,               roles: &[M, D],    asks: asks::START, times: Once, gates: &[gates::SERVED_WHERE_FAILING], terms: &[gates::TRIGGER_IS_TRUE], ..CASE },
    Rule { act: Act::DeclineStart,        roles: &[M, D],    asks: asks::REASON, gates: &[gates::NOT_STARTED, gates::G02_MAY_DECLINE], ..CASE },
    Rule { act: Act::DesignateUnit,       roles: &[M],       asks: asks::DESIGNATE_UNIT, after: &[Act::Start], gates: &[gates::NOT_DIRECT_PATH], ..CASE },
    Rule { act: Act::FormGroup,           roles: &[O, M],    asks: asks::FORM_GROUP, after: &[Act::Start], gates: &[gates::OWN_PATH, gates::CLASSIFIED], terms: &[gates::G04_QUALIFIED, gates::NOT_EMPTY], ..CASE },
    Rule { act: Act::AcknowledgeBriefing, roles: &[W],       asks: asks::ACKNOWLEDGE, after: &[Act::FormGroup], ..CASE },

    // S5–S6: on site, and its record.
    Rule { act: Act::CloseInvestigation,  roles: &[W],       times: OnceARound, after: &[Act::FormGroup], gates: &[gates::G15_FAILURE_EXPLAINED, gates::G09_MATERIALS], warns: &[gates::G05_BRIEFED, gates::G08_PLAN_NAMES_CASE], freezes: &["investigation"], ..CASE },
    Rule { act: Act::SignCauses,          roles: &[W, E],    times: ManyARound, after: &[Act::FormGroup], asks: asks::SIGN, terms: &[gates::SIGNS_AS_ONESELF], notes: &[notes::CAUSES], signs: Some("causes"), ..CASE },
    Rule { act: Act::RefuseSignature,     roles: &[W, D],    times: ManyARound, after: &[Act::FormGroup], asks: asks::REFUSE_SIGNATURE, notes: &[notes::CAUSES], ..CASE },
    Rule { act: Act::ConfirmCauses,       roles: &[W],       times: ManyARound, after: &[Act::FormGroup], gates: &[gates::G15_FAILURE_EXPLAINED, gates::G10_CAUSES, gates::G10_SIGNED], notes: &[notes::CAUSES, notes::CONFIRMED_ROWS], ..CASE },
    Rule { act: Act::ReportImpossible,    roles: &[W, D],    times: ManyARound, asks: asks::IMPOSSIBLE, after: &[Act::Start], ..CASE },
    Rule { act: Act::ConfirmImpossible,   roles: &[D, M],    times: OnceARound, after: &[Act::ReportImpossible], ..CASE },
    Rule { act: Act::SubmitRecord,        roles: &[W],       times: ManyARound, asks: asks::SUBMIT_RECORD, after: &[Act::FormGroup], gates: &[gates::G15_FAILURE_EXPLAINED], terms: &[gates::G12_RECORD, gates::G08_PLAN_OR_REASON], warns: &[gates::G05_BRIEFED], notes: &[notes::CLOSING], ..CASE },

    // S7: recheck.
    Rule { act: Act::ApplyRecheck,        roles: &[E, D],    times: ManyARound, gates: &[gates::SERVED_WHERE_FAILING, gates::G13_APPLICATION], ..CASE },
    Rule { act: Act::OrderRecheck,        roles: &[D],       times: ManyARound, asks: asks::ORDER_RECHECK, gates: &[gates::SERVED_WHERE_FAILING, gates::RECHECK_OPEN], terms: &[gates::INSPECTION_WHERE_FAILING], ..CASE },
    Rule { act: Act::PassRecheck,         roles: &[D],       times: OnceARound, asks: asks::PASS_RECHECK, terms: &[gates::INSPECTION_WHERE_FAILING], gates: &[gates::SERVED_WHERE_FAILING, gates::RECHECK_OPEN], ..CASE },
    Rule { act: Act::FailRecheck,         roles: &[D],       asks: asks::FAIL_RECHECK, terms: &[gates::INSPECTION_WHERE_FAILING], gates: &[gates::SERVED_WHERE_FAILING, gates::RECHECK_OPEN], ..CASE },
    Rule { act: Act::MissRecheck,         roles: &[D],       times: ManyARound, asks: asks::MISS_RECHECK, gates: &[gates::RECHECK_OPEN], ..CASE },
    Rule { act: Act::WaiveRecheck,        roles: &[D],       times: OnceARound, asks: asks::WAIVE_RECHECK, gates: &[gates::RECHECK_OPEN], ..CASE },
    Rule { act: Act::MakeSamples,         roles: &[E, D],    asks: asks::MAKE_SAMPLES, gates: &[gates::STOPPED], ..CASE },
    Rule { act: Act::IssueNotice,         roles: &[D, M],    times: OnceARound, asks: asks::ISSUE_NOTICE, after: &[Act::PassRecheck], notes: &[notes::PRODUCT], when_closed: true, ..CASE },
    Rule { act: Act::ReceiveNotice,       roles: &[E, D],    times: OnceARound, gates: &[gates::G16_NOTICE], terms: &[gates::NOT_BEFORE_NOTICE], when_closed: true, ..CASE },
    Rule { act: Act::Resume,              roles: &[E, D],    times: OnceARound, gates: &[gates::G16_NOTICE, gates::G16_RECEIVED, gates::STOPPED, gates::G16_NO_OTHER_STOP], terms: &[gates::NOT_BEFORE_RECEIPT], when_closed: true, ..CASE },
    Rule { act: Act::FindResumed,         roles: &[D, M],    asks: asks::FIND_RESUMED, gates: &[gates::STOPPED], when_closed: true, ..CASE },

    // The end.
    Rule { act: Act::Withdraw,            roles: &[M, D],    asks: asks::NUMBER_AND_REASON, ..CASE },
    Rule { act: Act::Exit,                roles: &[M, D],    asks: asks::EXIT, ..CASE },
    Rule { act: Act::Merge,               roles: &[M, D],    asks: asks::MERGE, ..CASE },
    Rule { act: Act::Close,               roles: &[M, D],    gates: &[gates::G17_RECHECKED, gates::G17_RECORD, gates::G02_STARTED_OR_DECIDED], ..CASE },
    Rule { act: Act::Reopen,              roles: &[M, D],    asks: asks::REASON, gates: &[gates::IS_CLOSED], when_closed: true, ..CASE },
    Rule { act: Act::Revoke,              roles: &[M, D, O, W, E], asks: asks::ENTRY_AND_REASON, terms: &[gates::OWN_ENTRY], when_closed: true, ..CASE },
    Rule { act: Act::ConfirmPaper,        roles: &[M, D, O, W, E], asks: asks::ENTRY, terms: &[gates::AUTHORITY_OF_ENTRY], when_closed: true, ..CASE },

    // Facts that reach a case.
    fact(DocumentKind::Case, Act::PlanNoted),
    fact(DocumentKind::Case, Act::OtherStopped),
    fact(DocumentKind::Case, Act::OtherStopEnded),
    fact(DocumentKind::Case, Act::NoticeShared),
    fact(DocumentKind::Case, Act::MergedFrom),
    fact(DocumentKind::Case, Act::LinkedFrom),
    fact(DocumentKind::Case, Act::WorkPlanNoted),
    fact(DocumentKind::Case, Act::SurveyNoted),

    // Files beside a case.
    opens(DocumentKind::SupervisionFile, &[M, D], asks::OPEN_FILE),
    opens(DocumentKind::GroupFile, &[O, W], asks::OPEN_FILE),

    // S3–S4: campaign and plan.
    opens(DocumentKind::Campaign, &[M], asks::OPEN_CAMPAIGN),
    Rule { asks: asks::DESIGNATE_UNIT, ..of(DocumentKind::Campaign, Act::DesignateUnit, &[M]) },
    Rule { gates: &[gates::BRIEFING_COMPLETE], ..of(DocumentKind::Campaign, Act::Publish, &[M]) },
    Rule { gates: &[gates::APPRAISED], notes: &[notes::APPRAISAL], ..of(DocumentKind::Campaign, Act::Appraise, &[O]) },
    Rule { gates: &[gates::SUMMARY_HELD], asks: asks::HOLD_SUMMARY, ..of(DocumentKind::Campaign, Act::HoldSummary, &[M]) },
    Rule { asks: asks::REPORT_SURVEY, ..of(DocumentKind::Campaign, Act::ReportSurvey, &[D]) },
    Rule { ..of(DocumentKind::Campaign, Act::Close, &[M]) },
    Rule { asks: asks::REASON, gates: &[gates::IS_CLOSED], when_closed: true, ..of(DocumentKind::Campaign, Act::Reopen, &[M]) },
    fact(DocumentKind::Campaign, Act::SurveyNoted),
    opens(DocumentKind::Plan, &[O, M], asks::OPEN_PLAN),
    Rule { asks: asks::FILE_PLAN, gates: &[gates::OWN_PLAN, gates::NOT_FILED, gates::G06_PLAN_COMPLETE], notes: &[notes::VERSION, notes::CASES_OF_PLAN, notes::LATER_IN_PLAN, notes::DIRECT_RECEIPT], freezes: &["plan"], ..of(DocumentKind::Plan, Act::FilePlan, &[O, M]) },
    Rule { asks: asks::NOTHING_BUT_NUMBER, after: &[Act::FilePlan], gates: &[gates::AWAITS_RECEIPT], notes: &[notes::VERSION, notes::CASES_OF_PLAN], ..of(DocumentKind::Plan, Act::ReceiptPlan, &[M]) },
    Rule { asks: asks::REASON, after: &[Act::FilePlan], gates: &[gates::AWAITS_RECEIPT], notes: &[notes::VERSION, notes::CASES_OF_PLAN], thaws: &["plan"], ..of(DocumentKind::Plan, Act::ReturnPlan, &[M]) },
    Rule { asks: asks::REASON, after: &[Act::FilePlan], gates: &[gates::OWN_PLAN, gates::IS_FILED], thaws: &["plan"], ..of(DocumentKind::Plan, Act::AdjustPlan, &[O, M]) },

    // S5: one enterprise, one plan.
    opens(DocumentKind::WorkPlan, &[W, O], asks::OPEN_WORK_PLAN),
    Rule { gates: &[gates::NOT_ISSUED, gates::WORK_PLAN_COMPLETE], warns: &[gates::G11_MEASURES_HAVE_CAUSES], notes: &[notes::VERSION], freezes: &["work_plan"], ..of(DocumentKind::WorkPlan, Act::Issue, &[W, O]) },
    Rule { asks: asks::REASON, after: &[Act::Issue], gates: &[gates::IS_ISSUED], thaws: &["work_plan"], ..of(DocumentKind::WorkPlan, Act::Revise, &[W, O]) },
    fact(DocumentKind::WorkPlan, Act::CausesNoted),

    // S6, S8: report, survey, evaluation.
    opens(DocumentKind::Survey, &[D, M], asks::OPEN_SURVEY),
    Rule { gates: &[gates::NOT_ISSUED, gates::SURVEY_COMPLETE], freezes: &["survey"], ..of(DocumentKind::Survey, Act::AnswerSurvey, &[E, D]) },
    Rule { asks: asks::REASON, after: &[Act::AnswerSurvey], gates: &[gates::IS_ISSUED], thaws: &["survey"], ..of(DocumentKind::Survey, Act::Revise, &[E, D]) },
    Rule { asks: asks::REMIND, ..of(DocumentKind::Survey, Act::Remind, &[D, M]) },
    opens(DocumentKind::Report, &[M, O], asks::OPEN_REPORT),
    Rule { gates: &[gates::NOT_ISSUED, gates::G20_REPORT], notes: &[notes::VERSION], freezes: &["report"], ..of(DocumentKind::Report, Act::Issue, &[M]) },
    Rule { asks: asks::REASON, after: &[Act::Issue], gates: &[gates::IS_ISSUED], thaws: &["report"], ..of(DocumentKind::Report, Act::Revise, &[M]) },
    opens(DocumentKind::Evaluation, &[M, D], asks::OPEN_EVALUATION),
    Rule { gates: &[gates::NOT_ISSUED, gates::EVALUATION_COMPLETE], notes: &[notes::VERSION], freezes: &["evaluation"], ..of(DocumentKind::Evaluation, Act::Issue, &[D, M]) },
    Rule { asks: asks::REASON, after: &[Act::Issue], gates: &[gates::IS_ISSUED], thaws: &["evaluation"], ..of(DocumentKind::Evaluation, Act::Revise, &[D, M]) },

    // S9: use of results.
    opens(DocumentKind::Story, &[M, D, W], asks::OPEN_STORY),
    Rule { asks: asks::CONSENT, ..of(DocumentKind::Story, Act::Consent, &[E, D]) },
    Rule { gates: &[gates::NOT_PUBLISHED, gates::G19_STORY, gates::G19_CONSENT], freezes: &["story"], ..of(DocumentKind::Story, Act::Publish, &[M]) },
    Rule { asks: asks::REASON, gates: &[gates::IS_PUBLISHED], thaws: &["story"], ..of(DocumentKind::Story, Act::Retract, &[M]) },
    opens(DocumentKind::Handbook, &[M, O], asks::OPEN_ENTRY),
    Rule { gates: &[gates::NOT_PUBLISHED, gates::HANDBOOK_COMPLETE], freezes: &["handbook"], ..of(DocumentKind::Handbook, Act::Publish, &[M]) },
    Rule { asks: asks::REASON, gates: &[gates::IS_PUBLISHED], thaws: &["handbook"], ..of(DocumentKind::Handbook, Act::Retract, &[M]) },
    opens(DocumentKind::Catalogue, &[M], asks::OPEN_ENTRY),
    Rule { gates: &[gates::NOT_PUBLISHED, gates::CATALOGUE_COMPLETE], freezes: &["catalogue"], ..of(DocumentKind::Catalogue, Act::Publish, &[M]) },
    Rule { asks: asks::REASON, gates: &[gates::IS_PUBLISHED], thaws: &["catalogue"], ..of(DocumentKind::Catalogue, Act::Retract, &[M]) },
    opens(DocumentKind::Topic, &[M], asks::OPEN_ENTRY),
    Rule { ..of(DocumentKind::Topic, Act::Close, &[M]) },
    Rule { asks: asks::REASON, gates: &[gates::IS_CLOSED], when_closed: true, ..of(DocumentKind::Topic, Act::Reopen, &[M]) },
    opens(DocumentKind::Basis, &[M, O], asks::OPEN_ENTRY),
    Rule { gates: &[gates::NOT_PUBLISHED, gates::BASIS_COMPLETE], freezes: &["basis"], ..of(DocumentKind::Basis, Act::Publish, &[M, O]) },
    Rule { asks: asks::REASON, gates: &[gates::IS_PUBLISHED], thaws: &["basis"], ..of(DocumentKind::Basis, Act::Retract, &[M, O]) },
    opens(DocumentKind::Expert, &[M, O], asks::OPEN_EXPERT),
];

/// The row of an act in a kind of document.
#[must_use]
pub fn rule(kind: DocumentKind, act: Act) -> Option<&'static Rule> {
    POLICY.iter().find(|rule| rule.kind == kind && rule.act == act)
}
