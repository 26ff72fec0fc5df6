//! Whose document it is: everything that decides who may read it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{DocumentId, OrgId, PersonId},
    people::District,
    workflow::{Act, Entry},
};

/// Bodies and persons who take part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    /// The district that is responsible now.
    pub district: Option<District>,
    /// Districts that take part or did: after a transfer the sender goes on reading (R-0-4).
    pub districts: BTreeSet<District>,
    /// The organising units designated; the last one is in charge.
    pub units: Vec<OrgId>,
    /// The members of the working group, past ones too, with the time of their membership (R-0-15).
    pub members: BTreeMap<PersonId, Vec<Membership>>,
    /// Today's members.
    pub group: BTreeSet<PersonId>,
    /// The enterprise.
    pub enterprise: Option<OrgId>,
    /// The sector authority that takes part (Q02).
    pub sectors: BTreeSet<OrgId>,
    /// Documents to which this one belongs: its case, its campaign.
    pub belongs_to: BTreeSet<DocumentId>,
    /// What it is called, where its content does not say.
    pub name: String,
    /// The person of an entry in the expert register.
    pub person: Option<PersonId>,
}

/// A time in the group: right comes with membership, not with the employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The first day.
    #[serde(with = "crate::time::days")]
    pub from: NaiveDate,
    /// The day on which it ended; that day does not count.
    #[serde(with = "crate::time::maybe_days")]
    pub to: Option<NaiveDate>,
}

impl Parties {
    pub(super) fn add(&mut self, entry: &Entry) {
        let args = &entry.args;
        match entry.act {
            Act::Open => {
                self.enterprise = args.value("enterprise");
                self.enter_district(District::of_code(args.text("district")));
                for district in args.text("districts").split_whitespace() {
                    self.districts.extend(District::of_code(district));
                }
                self.units.extend(args.value::<OrgId>("unit"));
                self.units.extend(args.values::<OrgId>("units"));
                self.sectors.extend(args.value::<OrgId>("sector"));
                self.belongs_to.extend(args.value::<DocumentId>("case"));
                self.belongs_to.extend(args.values::<DocumentId>("cases"));
                self.belongs_to.extend(args.value::<DocumentId>("campaign"));
                self.person = args.value("person");
                args.text("name").clone_into(&mut self.name);
                if !args.text("group").is_empty() {
                    self.form(args.values("group").collect(), entry.on);
                }
            }
            Act::DesignateUnit => {
                let unit = args.value::<OrgId>("unit");
                self.units.retain(|other| Some(*other) != unit);
                self.units.extend(unit);
            }
            Act::FormGroup => {
                self.units.extend(args.value::<OrgId>("unit")); // Entries of the first release name the unit here.
                self.form(args.values("group").collect(), entry.on);
            }
            Act::AcceptTransfer => self.enter_district(District::of_code(args.text("district"))),
            Act::Start => self.belongs_to.extend(args.value::<DocumentId>("campaign")),
            _ => {} // No other act changes who takes part.
        }
    }

    /// The organising unit in charge.
    #[must_use]
    pub fn unit(&self) -> Option<OrgId> {
        self.units.last().copied()
    }

    /// Whether somebody was a member on a day.
    #[must_use]
    pub fn was_member(&self, person: PersonId, on: NaiveDate) -> bool {
        let times = self.members.get(&person).map_or(&[][..], Vec::as_slice);
        times.iter().any(|time| time.from <= on && time.to.is_none_or(|to| on < to))
    }

    fn enter_district(&mut self, district: Option<District>) {
        self.districts.extend(district);
        self.district = district.or(self.district);
    }

    /// The group is these people from this day on.
    fn form(&mut self, group: BTreeSet<PersonId>, on: NaiveDate) {
        for gone in self.group.difference(&group) {
            if let Some(time) = self.members.get_mut(gone).and_then(|times| times.last_mut()) {
                time.to = Some(on.max(time.from));
            }
        }
        for new in group.difference(&self.group) {
            self.members.entry(*new).or_default().push(Membership { from: on, to: None });
        }
        self.group = group;
    }
}
