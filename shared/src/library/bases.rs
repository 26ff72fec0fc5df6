//! The bases of assistance (7.2.1.5) and the technical packs of campaigns (7.2.2.1) with their files, and which of these stay on a device so that
//! they open without a network.

use std::collections::BTreeSet;

use crate::{
    files::Named,
    forms::{Path, YES},
    ids::{DocumentId, Hash},
    people::Role,
    records::read::Content,
    stats::CaseFigures,
    vocab::{BasisKind, ProductClass},
};

/// A file of a basis or pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Paper {
    /// Its bytes.
    pub hash: Hash,
    /// What it is called.
    pub name: String,
}

/// A basis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The document.
    pub id: DocumentId,
    /// Everybody may read it.
    pub is_published: bool,
    /// What it is called.
    pub title: String,
    /// Its number.
    pub number: String,
    /// What kind it is (V6).
    pub kind: Option<BasisKind>,
    /// Code of the product class that it is about; empty where it is about all.
    pub product_class: String,
    /// Its files.
    pub files: Vec<Paper>,
    /// Whoever published it wants it on every device.
    pub is_for_every_device: bool,
}

impl Basis {
    /// The basis that a document is.
    #[must_use]
    pub fn of(id: DocumentId, is_published: bool, content: &Content) -> Self {
        let field = |key| content.field("basis", key).trim().to_owned();
        Self {
            id,
            is_published,
            title: field("title"),
            number: field("number"),
            kind: BasisKind::of_code(&field("kind")),
            product_class: field("product_class"),
            files: papers(content, &Path::field("basis", "files")),
            is_for_every_device: field("offline") == YES,
        }
    }

    /// By which a person chooses it.
    #[must_use]
    pub fn key(&self) -> String {
        self.id.to_string()
    }
}

/// What a campaign has prepared for a product class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The campaign.
    pub campaign: DocumentId,
    /// Code of the product class.
    pub product_class: String,
    /// Its rows.
    pub rows: Vec<PackRow>,
}

/// A row of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRow {
    /// What it is.
    pub note: String,
    /// A basis of the library.
    pub basis: Option<DocumentId>,
    /// Files of its own.
    pub files: Vec<Paper>,
}

/// The packs of a campaign, a product class after the other.
#[must_use]
pub fn packs(campaign: DocumentId, content: &Content) -> Vec<Pack> {
    let table = Path::field("technical_pack", "rows");
    let mut packs: Vec<Pack> = Vec::new();
    for row in content.live_rows(&table).map(|row| table.row(&row.id)) {
        let class = content.text(&row.cell("product_class")).to_owned();
        let basis = content.text(&row.cell("basis")).parse().ok();
        let one = PackRow { note: content.text(&row.cell("note")).trim().to_owned(), basis, files: papers(content, &row.cell("files")) };
        match packs.iter_mut().find(|pack| pack.product_class == class) {
            Some(pack) => pack.rows.push(one),
            None => packs.push(Pack { campaign, product_class: class, rows: vec![one] }),
        }
    }
    packs.sort_by(|one, other| one.product_class.cmp(&other.product_class));
    packs
}

impl Pack {
    /// By which a person chooses it.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}", self.campaign, self.product_class)
    }

    /// All its files, those of its bases among them, each once.
    #[must_use]
    pub fn files(&self, bases: &[Basis]) -> Vec<Paper> {
        let of_basis = |id: DocumentId| bases.iter().filter(move |basis| basis.id == id).flat_map(|basis| &basis.files);
        let all = self.rows.iter().flat_map(|row| row.files.iter().chain(row.basis.into_iter().flat_map(of_basis)));
        distinct(all.cloned())
    }
}

/// The files that stay on a device: of what its person has chosen, and of what is for every device. An enterprise reads a basis once or twice
/// on a telephone: there nothing comes by itself.
#[must_use]
pub fn carried(bases: &[Basis], packs: &[Pack], chosen: &BTreeSet<String>, role: Role) -> Vec<Paper> {
    let by_itself = match role {
        Role::MunicipalBureau | Role::DistrictBureau | Role::OrganisingUnit | Role::Expert | Role::SectorAuthority => true,
        Role::Enterprise => false,
    };
    let is_wanted = |basis: &&Basis| chosen.contains(&basis.key()) || by_itself && basis.is_published && basis.is_for_every_device;
    let of_bases = bases.iter().filter(is_wanted).flat_map(|basis| basis.files.iter().cloned());
    let of_packs = packs.iter().filter(|pack| chosen.contains(&pack.key())).flat_map(|pack| pack.files(bases));
    distinct(of_bases.chain(of_packs))
}

/// The product classes of cases that are being assisted for which no pack holds a file: each is to have one (7.2.2.1).
#[must_use]
pub fn without_pack(packs: &[Pack], bases: &[Basis], cases: &[CaseFigures]) -> Vec<ProductClass> {
    let has_one = |class: ProductClass| packs.iter().any(|pack| pack.product_class == class.code() && !pack.files(bases).is_empty());
    let assisted = cases.iter().filter(|case| case.is_failure() && case.is_assisted() && case.closed_on.is_none());
    let classes: BTreeSet<ProductClass> = assisted.filter_map(|case| ProductClass::of_code(&case.product_class)).collect();
    classes.into_iter().filter(|class| !has_one(*class)).collect()
}

fn papers(content: &Content, set: &Path) -> Vec<Paper> {
    let paper =
        |mark: &crate::records::read::Mark| Some(Paper { hash: Hash::of_hex(&mark.option)?, name: Named::of_text(&mark.text).name });
    content.marks(set).iter().filter_map(paper).collect()
}

fn distinct(papers: impl Iterator<Item = Paper>) -> Vec<Paper> {
    let mut seen = BTreeSet::new();
    papers.filter(|paper| seen.insert(paper.hash)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        records::figures::of_case,
        workflow::tests::{CASE, Walk},
    };

    const CAMPAIGN: DocumentId = DocumentId([9; 16]);

    fn basis(id: u8, offline: &str) -> Basis {
        let mut content = Content::default();
        for (key, text) in [("title", "GB/T 5023"), ("kind", "national_standard"), ("offline", offline)] {
            content.put(Path::field("basis", key), text);
        }
        content.put_mark(Path::field("basis", "files"), &format!("{id:02x}").repeat(32));
        Basis::of(DocumentId([id; 16]), true, &content)
    }

    fn hashes(papers: &[Paper]) -> Vec<u8> {
        papers.iter().map(|paper| paper.hash.0[0]).collect()
    }

    /// [R-7.2.1.5-1]
    #[test]
    fn bases_that_are_for_every_device_come_by_themselves_and_others_when_they_are_chosen() {
        let bases = [basis(1, "yes"), basis(2, "no"), basis(3, "")];
        assert_eq!((bases[0].kind, bases[0].files.len()), (Some(BasisKind::NationalStandard), 1));
        let chosen = BTreeSet::from([bases[2].key()]);
        assert_eq!(hashes(&carried(&bases, &[], &chosen, Role::Expert)), [1, 3]);
        assert_eq!(hashes(&carried(&bases, &[], &chosen, Role::Enterprise)), [3], "a telephone carries what was asked for");
        let draft = [Basis { is_published: false, ..basis(1, "yes") }];
        assert!(carried(&draft, &[], &BTreeSet::new(), Role::Expert).is_empty());
    }

    /// [R-7.2.2.1-3]
    #[test]
    fn a_pack_holds_its_own_files_and_those_of_its_bases_each_once() {
        let mut content = Content::default();
        let table = Path::field("technical_pack", "rows");
        let rows = [("0000000000000001", "electrical", 1), ("0000000000000002", "children", 4), ("0000000000000003", "electrical", 5)];
        for (row, class, file) in rows {
            content.put_row(table.clone(), row);
            content.put(table.row(row).cell("product_class"), class);
            content.put(table.row(row).cell("basis"), &DocumentId([1; 16]).to_string());
            content.put_mark(table.row(row).cell("files"), &format!("{file:02x}").repeat(32));
        }
        let (packs, bases) = (packs(CAMPAIGN, &content), [basis(1, "")]);
        assert_eq!(packs.iter().map(|pack| pack.product_class.as_str()).collect::<Vec<_>>(), ["children", "electrical"]);
        assert_eq!(hashes(&packs[1].files(&bases)), [1, 5], "the basis has the file of the first row, too");
        let chosen = BTreeSet::from([packs[0].key()]);
        assert_eq!(hashes(&carried(&bases, &packs, &chosen, Role::Expert)), [4, 1]);

        let mut walk = Walk::started();
        let mut lacks = |class: &str| {
            walk.put("intake.product_class", class);
            let figures = of_case(CASE, &walk.content, &walk.state).expect("a case");
            without_pack(&packs, &bases, &[figures])
        };
        assert_eq!((lacks("electrical"), lacks("building")), (vec![], vec![ProductClass::Building]));
    }
}
