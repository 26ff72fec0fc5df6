//! The vocabularies of assistance (7.2.3, 7.2.4): how it is given, what is collected, how far it has come.

use super::vocabulary;

vocabulary! {
    /// V2 帮扶方式 (3.2, 4.2).
    mode: Mode {
        /// 质量问诊.
        Diagnosis = "diagnosis",
        /// 质量分析.
        Analysis = "analysis",
        /// 质量培训.
        Training = "training",
        /// 实地问诊.
        OnSite = "on_site",
        /// 专家会诊.
        Consultation = "consultation",
        /// 精准施治.
        TargetedRemedy = "targeted_remedy",
        /// 其他.
        Other = "other",
    }
}

vocabulary! {
    /// V7 the recommended methods (7.2.3.3.2 a–g).
    method: Method {
        /// 产品质量专家会诊，形成产品质量改进意见.
        Consultation = "consultation",
        /// 行业产品质量分析，提供产品升级改善建议.
        IndustryAnalysis = "industry_analysis",
        /// 培训生产、质量、采购、管理等部门人员，提升人员质量意识及质量管理能力.
        Training = "training",
        /// 协助经营主体制定产品企业标准、作业方法标准、质量检验标准.
        Standards = "standards",
        /// 应用现场管理工具，改善生产/服务流程，实现降本增效.
        SiteTools = "site_tools",
        /// 应用GB/T 19001、GB/T 19004等管理体系标准，提升经营主体运营管理水平.
        ManagementSystems = "management_systems",
        /// 应用互联网技术，开展线上线下双线服务.
        Online = "online",
        /// 其他.
        Other = "other",
    }
}

vocabulary! {
    /// 线上线下 (4.3).
    channel: Channel {
        /// 线上.
        Online = "online",
        /// 线下.
        OnSite = "on_site",
    }
}

vocabulary! {
    /// What assistance aims at (4.2).
    goal: Goal {
        /// 主体责任.
        Responsibility = "responsibility",
        /// 技术难点.
        Difficulty = "difficulty",
        /// 管控体系.
        System = "system",
    }
}

vocabulary! {
    /// V8 what the site investigation collects (7.2.3.1 a–g).
    material: Material {
        /// 产品抽检不合格报告.
        FailedReport = "failed_report",
        /// 与不合格产品相关的生产、库存信息.
        ProductionAndStock = "production_and_stock",
        /// 经营主体产品质量问题处理分析自查表.
        SelfCheck = "self_check",
        /// 产品出厂检验报告（记录）.
        FactoryReport = "factory_report",
        /// 产品第三方检验、试验报告、检测数据及记录.
        ThirdParty = "third_party",
        /// 经营主体质量管理体系运行情况.
        QualitySystem = "quality_system",
        /// 技术专家认为需要的其他有关资料.
        Further = "further",
    }
}

vocabulary! {
    /// Whether a material was collected (G09).
    material_status: MaterialStatus {
        /// 已收集.
        Collected = "collected",
        /// 不适用.
        NotApplicable = "not_applicable",
        /// 未取得.
        NotObtained = "not_obtained",
    }
}

vocabulary! {
    /// How far a step of a plan has come (R-7.2.3.3.1-2).
    step_status: StepStatus {
        /// 未开始.
        NotStarted = "not_started",
        /// 进行中.
        UnderWay = "under_way",
        /// 已完成.
        Done = "done",
        /// 待改进.
        ToImprove = "to_improve",
        /// 取消.
        Cancelled = "cancelled",
    }
}

vocabulary! {
    /// What is collected of the improvement (7.2.3.3.3).
    evidence_kind: EvidenceKind {
        /// 产品改善信息.
        Improvement = "improvement",
        /// 管理改进数据.
        Management = "management",
        /// 图像.
        Image = "image",
        /// 视频.
        Video = "video",
        /// 其他.
        Other = "other",
    }
}

vocabulary! {
    /// Before or after rectification.
    before_after: BeforeAfter {
        /// 整改前.
        Before = "before",
        /// 整改后.
        After = "after",
    }
}

vocabulary! {
    /// What a visit is for (7.2.3, F.2.3).
    visit_kind: VisitKind {
        /// 现场调查.
        Investigation = "investigation",
        /// 帮扶.
        Assistance = "assistance",
        /// 跟踪回访.
        FollowUp = "follow_up",
    }
}

vocabulary! {
    /// The two boxes of Annex C, sections 一 to 四.
    progress: Progress {
        /// 已完成.
        Done = "done",
        /// 待改进.
        ToImprove = "to_improve",
    }
}

vocabulary! {
    /// Why assistance could not be given (R-0-5).
    impossible_kind: ImpossibleKind {
        /// 拒绝帮扶.
        Refused = "refused",
        /// 失联.
        Unreachable = "unreachable",
        /// 停业.
        ClosedDown = "closed_down",
    }
}

vocabulary! {
    /// As what somebody signs Annex B (G10).
    signed_as: SignedAs {
        /// 质量负责人.
        QualityHead = "quality_head",
        /// 质量专家.
        Expert = "expert",
    }
}

vocabulary! {
    /// 是 or 否.
    yes_no: YesNo {
        /// 是.
        Yes = "yes",
        /// 否.
        No = "no",
    }
}
