//! The vocabularies of experts and of what they work by (7.2.1.3, 7.2.1.5).

use super::vocabulary;

vocabulary! {
    /// 技术职称 (7.2.1.3), lowest first: `>= Intermediate` qualifies.
    title_level: TitleLevel {
        /// 无.
        None = "none",
        /// 初级.
        Junior = "junior",
        /// 中级.
        Intermediate = "intermediate",
        /// 副高级.
        AssociateSenior = "associate_senior",
        /// 正高级.
        Senior = "senior",
    }
}

vocabulary! {
    /// V5 从业资格 (7.2.1.3).
    qualification: Qualification {
        /// 认证人员职业资格.
        Certification = "certification",
        /// 工业品生产许可证审查员资格.
        Licensing = "licensing",
        /// 其他从业资格.
        Other = "other",
    }
}

vocabulary! {
    /// Experience in quality management (7.2.1.3).
    experience_kind: ExperienceKind {
        /// 理论研究.
        Research = "research",
        /// 实践经验.
        Practice = "practice",
    }
}

vocabulary! {
    /// V6 依据 (7.2.1.5).
    basis_kind: BasisKind {
        /// 国家市场监督管理总局质量技术帮扶“提质强企”相关文件.
        QualityUpgrade = "quality_upgrade",
        /// 产品质量监督管理文件.
        SupervisionDocument = "supervision_document",
        /// 监管部门相关规定.
        RegulatorRule = "regulator_rule",
        /// 福建省产品质量监督抽查实施细则.
        ProvincialRules = "provincial_rules",
        /// 厦门市产品质量监督抽查实施细则.
        MunicipalRules = "municipal_rules",
        /// 国家标准.
        NationalStandard = "national_standard",
        /// 行业标准.
        IndustryStandard = "industry_standard",
        /// 地方标准.
        LocalStandard = "local_standard",
        /// 企业标准.
        EnterpriseStandard = "enterprise_standard",
        /// GB/T 19001.
        Gbt19001 = "gbt_19001",
        /// GB/T 19004.
        Gbt19004 = "gbt_19004",
        /// 质量管理提升七大工具.
        SevenTools = "seven_tools",
        /// 其他.
        Other = "other",
    }
}
