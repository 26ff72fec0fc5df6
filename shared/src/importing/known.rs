//! What a device knows when it holds a list against it: who imports, the bodies, and the cases that are here.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::columns::plain;
use crate::{
    documents::DocumentKind,
    ids::{DocumentId, OrgId},
    people::{
        Directory, OrgKind, Person,
        naming::{enterprise_named, plain_name},
    },
    records::{summary::Summary, twins::Reports},
    words::Locale,
    workflow::Deadlines,
};

/// It.
#[derive(Clone, Debug)]
pub struct Known {
    /// Who imports.
    pub person: Person,
    /// Today, in Xiamen.
    pub today: NaiveDate,
    /// How long everything takes.
    pub deadlines: Deadlines,
    /// The language in which what is kept beside the fields gets its headings.
    pub locale: Locale,
    enterprises: BTreeMap<String, OrgId>,
    pub(super) reports: Reports,
    products: BTreeMap<(OrgId, String), DocumentId>,
}

impl Known {
    /// Looks through the bodies and the cases that are here.
    #[must_use]
    pub fn of<'a>(
        (person, today, deadlines, locale): (Person, NaiveDate, Deadlines, Locale),
        directory: &Directory,
        cases: impl Iterator<Item = &'a Summary> + Clone,
    ) -> Self {
        let cases = cases.filter(|case| case.kind == DocumentKind::Case);
        // Whoever is registered has the name; of two cases the first tells whom it means.
        let registered = directory.orgs.iter().filter(|org| org.kind == OrgKind::Enterprise).map(|org| (plain_name(&org.name), org.id));
        let told = cases.clone().filter_map(|case| Some((plain_name(&case.title), case.enterprise?)));
        let mut enterprises: BTreeMap<String, OrgId> = BTreeMap::new();
        for (name, id) in registered.chain(told).filter(|(name, _)| !name.is_empty()) {
            enterprises.entry(name).or_insert(id);
        }
        let product = |case: &Summary| Some(((case.enterprise?, plain(&case.product)), case.id));
        let products = cases.clone().filter_map(product).collect();
        Self { person, today, deadlines, locale, enterprises, reports: Reports::of(cases), products }
    }

    /// The enterprise of a name, and whether it is known here. One that nobody has entered yet is named by its name, so that two devices
    /// without a network mean the same one.
    pub(super) fn enterprise(&self, called: &str) -> Option<(OrgId, bool)> {
        let name = plain_name(called);
        if name.is_empty() {
            return None;
        }
        Some(match self.enterprises.get(&name) {
            Some(id) => (*id, true),
            None => (enterprise_named(&name), false),
        })
    }

    /// The case of this enterprise's product that is here.
    pub(super) fn case_of(&self, enterprise: OrgId, product: &str) -> Option<DocumentId> {
        self.products.get(&(enterprise, plain(product))).copied()
    }
}
