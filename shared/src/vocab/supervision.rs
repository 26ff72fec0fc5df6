//! The vocabularies of supervision (7.1, 7.2.5): where a problem comes from, what is done about it, how a case ends.

use super::vocabulary;

vocabulary! {
    /// V1 发现来源 (3.2).
    source: Source {
        /// 监督抽查.
        SpotCheck = "spot_check",
        /// 生产许可.
        Licensing = "licensing",
        /// 风险监测.
        RiskMonitoring = "risk_monitoring",
        /// 现场检查.
        SiteInspection = "site_inspection",
        /// 专项整治.
        SpecialCampaign = "special_campaign",
        /// 其他.
        Other = "other",
    }
}

vocabulary! {
    /// 抽查类别 (form G-1): who ordered the spot check.
    level: InspectionLevel {
        /// 国抽.
        National = "national",
        /// 省抽.
        Provincial = "provincial",
        /// 市抽.
        Municipal = "municipal",
        /// 区抽.
        District = "district",
    }
}

vocabulary! {
    /// Whether there is a failed inspection conclusion: only that puts the product under a stop (G03).
    inspection_conclusion: Conclusion {
        /// 不合格检验结论.
        Fail = "fail",
        /// 其他质量问题，无不合格检验结论.
        Other = "other",
    }
}

vocabulary! {
    /// What starts assistance (6.2, 7.1.2); an application is no source.
    start_trigger: StartTrigger {
        /// 监督抽查必启.
        SpotCheck = "spot_check",
        /// 监管部门适时启动.
        Regulator = "regulator",
        /// 经营主体申请.
        Application = "application",
    }
}

vocabulary! {
    /// V3 监管依据 (3.3): what the problem offends against.
    concern: Concern {
        /// 不符合强制性国家标准.
        MandatoryStandard = "mandatory_standard",
        /// 不符合工业产品生产许可要求.
        Licence = "licence",
        /// 不符合强制性产品认证要求.
        Certification = "certification",
        /// 存在不合理危险.
        UnreasonableDanger = "unreasonable_danger",
        /// 不符合其他标准或明示指标.
        OtherStandard = "other_standard",
    }
}

vocabulary! {
    /// V4 监管措施 (7.1.2.1).
    supervision_measure: SupervisionMeasure {
        /// 检验结果的转交与送达.
        ResultService = "result_service",
        /// 异议处理.
        Objection = "objection",
        /// 整改复查.
        RectificationRecheck = "rectification_recheck",
        /// 行政处罚.
        Penalty = "penalty",
        /// 抽检结果通报与发布.
        Publication = "publication",
        /// 其他.
        Other = "other",
    }
}

vocabulary! {
    /// 送达方式 (R-7.1.2.1-2).
    service_method: ServiceMethod {
        /// 直接.
        Direct = "direct",
        /// 邮寄.
        Mail = "mail",
        /// 留置.
        Left = "left",
        /// 电子.
        Electronic = "electronic",
        /// 委托.
        Entrusted = "entrusted",
        /// 公告.
        Public = "public",
    }
}

vocabulary! {
    /// On whom a result is served (R-7.1.2.1-2).
    party: Party {
        /// 销售者（被抽样单位）.
        Seller = "seller",
        /// 标称生产者.
        NominalProducer = "nominal_producer",
    }
}

vocabulary! {
    /// How an objection ends (R-7.1.2.1-3).
    objection_outcome: ObjectionOutcome {
        /// 成立.
        Upheld = "upheld",
        /// 不成立.
        Rejected = "rejected",
    }
}

vocabulary! {
    /// What is stopped (7.1.2.2).
    stop_scope: StopScope {
        /// 生产.
        Production = "production",
        /// 销售.
        Sale = "sale",
    }
}

vocabulary! {
    /// Which recheck it is (R-0-8).
    recheck_kind: RecheckKind {
        /// 首次复查.
        First = "first",
        /// 公告后复查.
        AfterAnnouncement = "after_announcement",
        /// 整顿期满复查.
        AfterShutdown = "after_shutdown",
    }
}

vocabulary! {
    /// How it is rechecked (R-0-12).
    recheck_method: RecheckMethod {
        /// 抽样检验.
        Inspection = "inspection",
        /// 现场核查.
        OnSite = "on_site",
        /// 书面核查.
        OnPaper = "on_paper",
    }
}

vocabulary! {
    /// C.5 复查完成情况: follows from the recheck’s entries, never typed.
    recheck_status: RecheckStatus {
        /// 无需复查.
        NotNeeded = "not_needed",
        /// 尚未复查.
        Pending = "pending",
        /// 复查合格.
        Passed = "passed",
        /// 复查不合格.
        Failed = "failed",
    }
}

vocabulary! {
    /// The statutory steps after a failed recheck (R-0-8).
    statutory_step: StatutoryStep {
        /// 逐级上报.
        Reported = "reported",
        /// 公告.
        Announced = "announced",
        /// 责令停业限期整顿.
        ShutDown = "shut_down",
        /// 吊销.
        Revoked = "revoked",
    }
}

vocabulary! {
    /// V15 退出: how a case ends without a passed recheck (G17).
    exit: Exit {
        /// 结论撤销.
        Withdrawn = "withdrawn",
        /// 转出.
        Transferred = "transferred",
        /// 并案.
        Merged = "merged",
        /// 样品非其生产（假冒）.
        Counterfeit = "counterfeit",
        /// 不再生产或销售（附承诺）.
        GivenUp = "given_up",
        /// 主体注销或吊销.
        Dissolved = "dissolved",
        /// 失联.
        Unreachable = "unreachable",
        /// 责令停业.
        ShutDown = "shut_down",
        /// 无需复查.
        NoRecheck = "no_recheck",
    }
}
