//! The key-product catalogue (7.4 ¶3 重点产品监管目录) with its history: which product class is in it, how closely it is watched and why, who put
//! it in and who took it out again.

use chrono::NaiveDate;

use crate::{
    ids::{DocumentId, PersonId},
    records::read::Content,
    time,
    vocab::{CatalogueLevel, ProductClass, SupervisionMode, vocabulary},
    workflow::{Act, State},
};

/// An entry of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The document.
    pub id: DocumentId,
    /// The product class.
    pub class: Option<ProductClass>,
    /// Of this class only this product, where one is named.
    pub product: String,
    /// How closely it is watched.
    pub level: Option<CatalogueLevel>,
    /// How.
    pub mode: Option<SupervisionMode>,
    /// Why.
    pub reason: String,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// To this day, where one is said.
    pub to: Option<NaiveDate>,
    /// Everybody may read it.
    pub is_published: bool,
    /// What was done about it, the last first.
    pub turns: Vec<Turn>,
}

/// It was put in or taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// In, or out again.
    pub is_in: bool,
    /// By whom.
    pub by: PersonId,
    /// On which day.
    pub on: NaiveDate,
    /// Why it was taken out.
    pub reason: String,
    /// The entry of the ledger, by which the catalogue of that day is found.
    pub entry: u32,
}

vocabulary! {
    /// How an entry stands on a day.
    listed: Listed {
        /// It is in force.
        Now = "now",
        /// It begins later.
        Later = "later",
        /// Nobody has published it yet.
        Draft = "draft",
        /// It was in force once.
        Past = "past",
    }
}

impl Listing {
    /// The entry that a document is.
    #[must_use]
    pub fn of(id: DocumentId, content: &Content, state: &State) -> Self {
        let field = |key| content.field("catalogue", key).trim();
        let turn = |entry: &crate::workflow::Entry| Turn {
            is_in: entry.act == Act::Publish,
            by: entry.by,
            on: entry.on,
            reason: entry.args.text("reason").to_owned(),
            entry: entry.number,
        };
        let mut turns: Vec<Turn> = state.all(Act::Publish).chain(state.all(Act::Retract)).map(turn).collect();
        turns.sort_by_key(|turn| std::cmp::Reverse(turn.entry));
        Self {
            id,
            class: ProductClass::of_code(field("product_class")),
            product: field("product").to_owned(),
            level: CatalogueLevel::of_code(field("level")),
            mode: SupervisionMode::of_code(field("mode")),
            reason: field("reason").to_owned(),
            from: time::day(field("from")),
            to: time::day(field("to")),
            is_published: state.published,
            turns,
        }
    }

    /// How it stands on a day.
    #[must_use]
    pub fn stands(&self, today: NaiveDate) -> Listed {
        match self.is_published {
            false if self.turns.is_empty() => Listed::Draft,
            false => Listed::Past,
            true if self.to.is_some_and(|to| to < today) => Listed::Past,
            true if self.from.is_some_and(|from| today < from) => Listed::Later,
            true => Listed::Now,
        }
    }

    /// Whether it speaks of this product of a class, by what the product is called.
    #[must_use]
    pub fn is_about(&self, class: ProductClass, product: &str) -> bool {
        let named = self.product.to_lowercase();
        self.class == Some(class) && (named.is_empty() || product.to_lowercase().contains(&named))
    }
}

/// The entry in force that speaks of a product: of several the one that watches it most closely.
#[must_use]
pub fn watching<'a>(listings: &'a [Listing], class: ProductClass, product: &str, today: NaiveDate) -> Option<&'a Listing> {
    let here = listings.iter().filter(|one| one.stands(today) == Listed::Now && one.is_about(class, product));
    here.min_by_key(|one| one.level.unwrap_or(CatalogueLevel::Low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        documents::DocumentKind,
        workflow::tests::{CASE, Walk, Who, args, day},
    };

    fn told() -> Walk {
        let mut walk = Walk::new(DocumentKind::Catalogue);
        walk.does(Who::City, Act::Open, &args(&[("name", "电线电缆")]));
        let says = [
            ("product_class", "electrical"),
            ("product", "电线"),
            ("level", "high"),
            ("mode", "spot_check"),
            ("reason", "连续两年不合格"),
            ("from", "2026-02-01"),
        ];
        for (key, text) in says {
            walk.put(&format!("catalogue.{key}"), text);
        }
        walk
    }

    /// [R-7.4-3]
    #[test]
    fn the_catalogue_knows_who_put_a_product_in_and_who_took_it_out_and_why() {
        let (mut walk, today) = (told(), day("2026-03-02"));
        let of = |walk: &Walk| Listing::of(CASE, &walk.content, &walk.state);
        assert_eq!(of(&walk).stands(today), Listed::Draft);
        walk.does(Who::City, Act::Publish, &args(&[]));
        assert_eq!((of(&walk).stands(today), of(&walk).stands(day("2026-01-31"))), (Listed::Now, Listed::Later));
        walk.does(Who::City, Act::Retract, &args(&[("reason", "三批复查合格")]));
        assert_eq!(of(&walk).stands(today), Listed::Past);
        walk.does(Who::City, Act::Publish, &args(&[]));
        let turns: Vec<_> = of(&walk).turns.into_iter().map(|turn| (turn.is_in, turn.by, turn.reason)).collect();
        let by = Who::City.id();
        assert_eq!(
            turns,
            [(true, by, String::new()), (false, by, "三批复查合格".into()), (true, by, String::new())],
            "nothing is forgotten"
        );
        walk.put("catalogue.to", "2026-03-01");
        assert_eq!(of(&walk).stands(today), Listed::Past, "its time is over");
    }

    /// [R-7.4-3]
    #[test]
    fn a_product_is_watched_as_closely_as_the_strictest_entry_in_force_says() {
        let (mut walk, today) = (told(), day("2026-03-02"));
        walk.does(Who::City, Act::Publish, &args(&[]));
        let high = Listing::of(CASE, &walk.content, &walk.state);
        let low = Listing { level: Some(CatalogueLevel::Low), product: String::new(), ..high.clone() };
        let both = [low, high];
        let level = |class, product| watching(&both, class, product, today).map(|one| one.level);
        assert_eq!(level(ProductClass::Electrical, "聚氯乙烯绝缘电线"), Some(Some(CatalogueLevel::High)));
        assert_eq!(level(ProductClass::Electrical, "插座"), Some(Some(CatalogueLevel::Low)));
        assert_eq!(level(ProductClass::Children, "电线"), None);
    }
}
