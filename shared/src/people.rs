//! Who works with the product: roles (clause 5), the six districts, bodies and persons.

pub mod admin;
mod audit;
mod expert;
pub mod inviting;
pub mod naming;
pub mod password;

pub use audit::{AuditRow, Audited};
pub use expert::{Expert, Held, Unqualified};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    codec,
    ids::{Hash, OrgId, PersonId},
    vocab::vocabulary,
};

vocabulary! {
    /// The five roles of clause 5 and the sector authority of clause 1 (Q02).
    role: Role {
        /// 市局, 5.1.
        MunicipalBureau = "municipal_bureau",
        /// 区局, 5.2.
        DistrictBureau = "district_bureau",
        /// 组织单位, 5.3.
        OrganisingUnit = "organising_unit",
        /// 工作组的质量专家, 5.4.
        Expert = "expert",
        /// 经营主体, 5.5.
        Enterprise = "enterprise",
        /// 行业主管部门, 1; no gate depends on it.
        SectorAuthority = "sector_authority",
    }
}

vocabulary! {
    /// Xiamen's six districts.
    district: District {
        /// 思明区.
        Siming = "siming",
        /// 湖里区.
        Huli = "huli",
        /// 集美区.
        Jimei = "jimei",
        /// 海沧区.
        Haicang = "haicang",
        /// 同安区.
        Tongan = "tongan",
        /// 翔安区.
        Xiangan = "xiangan",
    }
}

vocabulary! {
    /// What a body is (R-1-1). 组织单位 is a designation, not a kind.
    org_kind: OrgKind {
        /// 市局.
        MunicipalBureau = "municipal_bureau",
        /// 区局.
        DistrictBureau = "district_bureau",
        /// 行业主管部门.
        SectorAuthority = "sector_authority",
        /// 技术机构.
        TechnicalBody = "technical_body",
        /// 协会及其他单位.
        Association = "association",
        /// 经营主体.
        Enterprise = "enterprise",
    }
}

/// A body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Org {
    /// Its id.
    pub id: OrgId,
    /// Its name as registered.
    pub name: String,
    /// What it is.
    pub kind: OrgKind,
    /// Where it is; `None` for the municipal bureau and bodies that serve the whole city.
    pub district: Option<District>,
}

/// A person with the role in which they act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// The role in which they act.
    pub role: Role,
    /// The body for which they act.
    pub org: Org,
}

/// The bodies and experts that a person may choose from: kept by the relay, outside all documents, cached on the device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// Bodies.
    pub orgs: Vec<Org>,
    /// Experts who sign in: id and name.
    pub experts: Vec<(PersonId, String)>,
}

impl Directory {
    /// Stands for all that is in it, on both sides of a line: another hash, another directory.
    #[must_use]
    pub fn version(&self) -> Hash {
        Hash(Sha256::digest(codec::encode(self)).into())
    }

    /// What a person of this role may know of it: regulators and organising units choose among all; an expert chooses among
    /// enterprises for a work plan; an enterprise sees only itself.
    #[must_use]
    pub fn seen_by(&self, person: &Person) -> Self {
        let is_whole = match person.role {
            Role::MunicipalBureau | Role::DistrictBureau | Role::OrganisingUnit | Role::Expert | Role::SectorAuthority => true,
            Role::Enterprise => false,
        };
        let orgs = self.orgs.iter().filter(|org| is_whole || org.id == person.org.id || org.kind != OrgKind::Enterprise);
        Self { orgs: orgs.cloned().collect(), experts: if is_whole { self.experts.clone() } else { Vec::new() } }
    }
}
