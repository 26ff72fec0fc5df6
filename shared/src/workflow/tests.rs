//! The rules as stories: the same cast everywhere, each act asked of `check` as the relay asks it.

mod assistance;
mod exits;
mod papers;
mod print;
mod recheck;
mod supervision;
mod time;
mod together;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{gates::Facts, *};
use crate::{
    documents::DocumentKind,
    forms::{self, Field, Kind, Path, YES},
    ids::{CommandId, DocumentId, OrgId, PersonId},
    people::{District, Expert, Org, OrgKind, Person, Role},
    records::read::Content,
    time::Timestamp,
    vocab::TitleLevel,
};

/// The document of a walk.
pub(crate) const CASE: DocumentId = DocumentId([1; 16]);
/// Another one.
pub(crate) const OTHER: DocumentId = DocumentId([2; 16]);
pub(crate) const PLAN: DocumentId = DocumentId([3; 16]);

/// The cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// 市局.
    City,
    /// 区局 of Huli, where the case is.
    Huli,
    /// 区局 of Siming.
    Siming,
    /// The organising unit.
    Unit,
    /// Expert Cai, lead.
    Cai,
    /// Expert Wang.
    Wang,
    /// An expert who is in no register.
    Nobody,
    /// The enterprise.
    Factory,
    /// Another enterprise.
    Rival,
    /// The sector authority.
    Sector,
}

impl Who {
    pub(crate) const ALL: [Who; 10] =
        [Who::City, Who::Huli, Who::Siming, Who::Unit, Who::Cai, Who::Wang, Who::Nobody, Who::Factory, Who::Rival, Who::Sector];

    pub(crate) fn id(self) -> PersonId {
        PersonId([self as u8 + 10; 16])
    }

    pub(crate) fn org(self) -> OrgId {
        OrgId([self as u8 + 40; 16])
    }

    pub(crate) fn person(self) -> Person {
        let (role, kind, district) = match self {
            Who::City => (Role::MunicipalBureau, OrgKind::MunicipalBureau, None),
            Who::Huli => (Role::DistrictBureau, OrgKind::DistrictBureau, Some(District::Huli)),
            Who::Siming => (Role::DistrictBureau, OrgKind::DistrictBureau, Some(District::Siming)),
            Who::Unit => (Role::OrganisingUnit, OrgKind::TechnicalBody, None),
            Who::Cai | Who::Wang | Who::Nobody => (Role::Expert, OrgKind::TechnicalBody, None),
            Who::Factory | Who::Rival => (Role::Enterprise, OrgKind::Enterprise, Some(District::Huli)),
            Who::Sector => (Role::SectorAuthority, OrgKind::SectorAuthority, None),
        };
        let org = Org { id: self.org(), name: format!("{self:?}"), kind, district };
        Person { id: self.id(), name: format!("{self:?}"), role, org }
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    crate::time::day(text).expect("a day")
}

pub(crate) fn args(pairs: &[(&str, &str)]) -> Args {
    pairs.iter().fold(Args::default(), |args, (key, text)| args.with(key, text))
}

/// An expert who qualifies by title.
pub(crate) fn expert(who: Who) -> Expert {
    Expert {
        person: who.id(),
        name: format!("{who:?}"),
        title: TitleLevel::Intermediate,
        qualifications: Vec::new(),
        has_experience: true,
        fields: vec!["electronics".into()],
        from: None,
        to: None,
    }
}

/// A document on its way, with what people wrote in it.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    pub(crate) state: State,
    pub(crate) content: Content,
    pub(crate) experts: BTreeMap<PersonId, Expert>,
    pub(crate) deadlines: Deadlines,
    pub(crate) today: NaiveDate,
}

impl Walk {
    pub(crate) fn new(kind: DocumentKind) -> Self {
        Self {
            state: State::new(kind),
            content: Content::default(),
            experts: [Who::Cai, Who::Wang].map(|who| (who.id(), expert(who))).into(),
            deadlines: Deadlines::default(),
            today: day("2026-03-02"),
        }
    }

    /// A case of a supervisory spot check that failed, taken in by Huli.
    pub(crate) fn opened() -> Self {
        let mut walk = Self::new(DocumentKind::Case);
        walk.fill("intake");
        walk.put("intake.source", "spot_check").put("intake.conclusion", "fail");
        walk.does(Who::Huli, Act::Open, &walk.opening());
        walk
    }

    pub(crate) fn opening(&self) -> Args {
        args(&[("district", "huli"), ("category", "industrial")]).with("enterprise", Who::Factory.org())
    }

    pub(crate) fn served() -> Self {
        let mut walk = Self::opened();
        walk.does(Who::Huli, Act::Serve, &args(&[("party", "nominal_producer"), ("method", "direct"), ("number", "送达1号")]));
        walk
    }

    pub(crate) fn started() -> Self {
        let mut walk = Self::served();
        walk.does(Who::Huli, Act::Start, &args(&[("trigger", "spot_check")]));
        walk
    }

    /// With a unit and a group of two.
    pub(crate) fn grouped() -> Self {
        let mut walk = Self::started();
        walk.does(Who::City, Act::DesignateUnit, &Args::default().with("unit", Who::Unit.org()));
        walk.does(Who::Unit, Act::FormGroup, &group(&[Who::Cai, Who::Wang]));
        walk
    }

    /// The causes found and signed by both sides.
    pub(crate) fn confirmed() -> Self {
        let mut walk = Self::grouped();
        walk.investigate();
        walk
    }

    /// What the group does on site in a round, up to the confirmed causes.
    pub(crate) fn investigate(&mut self) {
        self.fill("investigation");
        self.does(Who::Cai, Act::CloseInvestigation, &Args::default());
        self.fill("causes");
        self.put("causes.list.00000000000000aa.status", "confirmed");
        self.does(Who::Factory, Act::SignCauses, &args(&[("as", "quality_head"), ("name", "陈质量")]));
        self.does(Who::Cai, Act::SignCauses, &args(&[("as", "expert"), ("name", "蔡")]));
        self.does(Who::Cai, Act::ConfirmCauses, &Args::default());
    }

    /// With the closing record handed in.
    pub(crate) fn recorded() -> Self {
        let mut walk = Self::confirmed();
        walk.record();
        walk
    }

    pub(crate) fn record(&mut self) {
        self.fill("visits");
        self.put("visits.records.00000000000000aa.closing", YES);
        self.does(Who::Cai, Act::SubmitRecord, &args(&[("visit", "00000000000000aa")]));
    }

    /// The recheck passed and the notice issued.
    pub(crate) fn passed() -> Self {
        let mut walk = Self::recorded();
        walk.pass();
        walk
    }

    pub(crate) fn pass(&mut self) {
        self.does(Who::Huli, Act::PassRecheck, &args(&[("method", "inspection"), ("number", "复查1号")]));
        self.does(Who::Huli, Act::IssueNotice, &args(&[("number", "通知1号")]));
    }

    /// Asks for an act today.
    pub(crate) fn asks(&self, who: Who, act: Act, args: &Args) -> Result<Permit, Refusal> {
        self.asks_on(who, act, args, self.today)
    }

    pub(crate) fn asks_on(&self, who: Who, act: Act, args: &Args, on: NaiveDate) -> Result<Permit, Refusal> {
        let person = who.person();
        let command = Command { id: CommandId([0; 16]), act, on, args: args.clone(), heads: Vec::new(), rules: RULES };
        check(&self.facts(&person), command, Timestamp(0))
    }

    /// The reason against an act, if there is one.
    pub(crate) fn why_not(&self, who: Who, act: Act, args: &Args) -> Option<Code> {
        self.asks(who, act, args).err().map(|refusal| refusal.code)
    }

    /// Does an act, which must be allowed, and tells what follows from it for other documents.
    pub(crate) fn does(&mut self, who: Who, act: Act, args: &Args) -> Vec<reactions::Reaction> {
        self.does_on(who, act, args, self.today)
    }

    pub(crate) fn does_on(&mut self, who: Who, act: Act, args: &Args, on: NaiveDate) -> Vec<reactions::Reaction> {
        let permit = self.asks_on(who, act, args, on).unwrap_or_else(|refusal| panic!("{who:?} {act:?}: {refusal:?}"));
        self.enter(permit.into_entry())
    }

    /// A fact arrives from another document; tells what follows from it.
    pub(crate) fn does_fact(&mut self, reaction: &reactions::Reaction) -> Vec<reactions::Reaction> {
        self.hears(reaction).expect("the fact is new");
        let entry = self.state.entries.last().expect("it was entered").clone();
        reactions::reactions(CASE, &self.state, &entry)
    }

    /// A fact arrives from another document.
    pub(crate) fn hears(&mut self, reaction: &reactions::Reaction) -> Result<(), Refusal> {
        let person = Who::City.person();
        let permit = check_fact(&self.facts(&person), reaction.act, reaction.args.clone(), reaction.on, Timestamp(0))?;
        self.enter(permit.into_entry());
        Ok(())
    }

    fn enter(&mut self, entry: Entry) -> Vec<reactions::Reaction> {
        let mut entries = self.state.entries.clone();
        entries.push(entry.clone());
        self.state = State::of(self.state.kind, entries);
        reactions::reactions(CASE, &self.state, &entry)
    }

    pub(crate) fn facts<'a>(&'a self, person: &'a Person) -> Facts<'a> {
        Facts { person, state: &self.state, content: &self.content, experts: &self.experts, deadlines: &self.deadlines, today: self.today }
    }

    pub(crate) fn badges(&self) -> Vec<Badge> {
        badges(&self.facts(&Who::City.person()))
    }

    /// The number of the last entry.
    pub(crate) fn last(&self) -> String {
        self.state.entries.last().map(|entry| entry.number.to_string()).unwrap_or_default()
    }

    pub(crate) fn put(&mut self, path: &str, text: &str) -> &mut Self {
        let path = self.path(path);
        self.content.put(path, text);
        self
    }

    /// A path in the present round.
    pub(crate) fn path(&self, path: &str) -> Path {
        let (key, rest) = path.split_once('.').unwrap_or((path, ""));
        let section = forms::section(key).unwrap_or_else(|| panic!("no section {key}"));
        let root = Path::section_root(&forms::of_round(section, self.state.round));
        if rest.is_empty() { root } else { root.cell(rest) }
    }

    /// Fills everything that a section of the present round needs, with plausible values.
    pub(crate) fn fill(&mut self, key: &str) {
        let section = forms::section(key).unwrap_or_else(|| panic!("no section {key}"));
        let root = self.path(key);
        fill(&mut self.content, section.fields, &root);
    }
}

pub(crate) fn group(members: &[Who]) -> Args {
    Args::default().with("group", members.iter().map(|who| who.id().to_string()).collect::<Vec<_>>().join(" "))
}

/// Everything filled, one row in every table.
pub(crate) fn fill(content: &mut Content, fields: &'static [Field], at: &Path) {
    for field in fields.iter().filter(|field| !matches!(field.need, forms::Need::Retired)) {
        let path = at.cell(field.key);
        match field.kind {
            Kind::Line | Kind::Prose | Kind::ProseWithin(_) => content.put(path, "写明"),
            Kind::Day => content.put(path, "2026-02-02"),
            Kind::Number => content.put(path, "12.5"),
            Kind::Choice(vocabulary) => content.put(path, vocabulary.values[0].0),
            Kind::Ticks(vocabulary) | Kind::Ranked(vocabulary) => content.put_mark(path, vocabulary.values[0].0),
            Kind::Pick(forms::Register::Rows(_)) => {}
            Kind::Pick(_) => content.put(path, &CASE.to_string()),
            Kind::Picks(_) => content.put_mark(path, &CASE.to_string()),
            Kind::Files => content.put_mark(path, &"ab".repeat(32)),
            Kind::Rows(cells) => {
                content.put_row(path.clone(), "00000000000000aa");
                fill(content, cells, &path.row("00000000000000aa"));
            }
            Kind::Each(vocabulary, cells) => {
                for (code, _) in vocabulary.values {
                    fill(content, cells, &path.row(code));
                }
            }
            Kind::Shown(_) => {}
        }
    }
}
