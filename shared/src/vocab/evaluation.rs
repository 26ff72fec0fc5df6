//! The vocabularies of summary, evaluation and use of results (7.2.4.2, 7.3, 7.4, Annexes D and E).

use super::vocabulary;

vocabulary! {
    /// The counters of Annex D (G20).
    figure: Figure {
        /// 组织开展质量问题“清零”技术帮扶工作批次.
        Batches = "batches",
        /// 走访帮扶企业家数.
        Visited = "visited",
        /// 仅线上帮扶企业家数.
        VisitedOnline = "visited_online",
        /// 提出整改建议条数.
        Advice = "advice",
        /// 帮扶企业解决质量技术问题个数.
        Solved = "solved",
        /// 为企业提升经济效益（万元）.
        Benefit = "benefit",
        /// 节约成本（万元）.
        Saved = "saved",
        /// 减少损失（万元）.
        LossCut = "loss_cut",
    }
}

vocabulary! {
    /// The dimensions of the evaluation (7.3 ¶2).
    dimension: Dimension {
        /// 合规性.
        Compliance = "compliance",
        /// 实操性.
        Practicability = "practicability",
        /// 经济效益.
        Economic = "economic",
        /// 社会效益.
        Social = "social",
    }
}

vocabulary! {
    /// V13 the methods of the evaluation (7.3 ¶2).
    evaluation_method: EvaluationMethod {
        /// 帮扶对象座谈.
        Meeting = "meeting",
        /// 问卷调查.
        Questionnaire = "questionnaire",
        /// 抽检合格率统计分析.
        PassRates = "pass_rates",
        /// 工作案例分析.
        Cases = "cases",
    }
}

vocabulary! {
    /// V14 the chapters of the 行业质量工具书 (7.4 ¶2).
    handbook_chapter: HandbookChapter {
        /// 生产设备.
        Equipment = "equipment",
        /// 工艺.
        Process = "process",
        /// 研发.
        Research = "research",
        /// 质检.
        Inspection = "inspection",
        /// 质量管理体系.
        QualitySystem = "quality_system",
        /// 标准化体系.
        Standards = "standards",
    }
}

vocabulary! {
    /// E.3 提升效果.
    effect: Effect {
        /// 提升非常明显.
        Great = "great",
        /// 提升比较明显.
        Good = "good",
        /// 提升不太明显.
        Little = "little",
    }
}

vocabulary! {
    /// E.4 在哪些方面获得了提升.
    aspect: Aspect {
        /// 质量意识提升.
        Awareness = "awareness",
        /// 管理制度更加规范完善.
        Rules = "rules",
        /// 设备及工艺水平更加优化.
        Equipment = "equipment",
        /// 工作环境更加整洁安全.
        Workplace = "workplace",
        /// 产品检验检测能力提升.
        Testing = "testing",
        /// 数字化、智能化水平提升.
        Digital = "digital",
        /// 经营业绩提升.
        Business = "business",
        /// 成本下降.
        Cost = "cost",
        /// 产品质量水平提升.
        Quality = "quality",
        /// 客户满意度提升.
        Customers = "customers",
        /// 其他.
        Other = "other",
    }
}

vocabulary! {
    /// E.5 整体满意程度.
    satisfaction: Satisfaction {
        /// 满意.
        Satisfied = "satisfied",
        /// 比较满意.
        Rather = "rather",
        /// 一般.
        Neutral = "neutral",
        /// 不满意.
        Unsatisfied = "unsatisfied",
    }
}

vocabulary! {
    /// E.6 对哪些方面比较满意.
    satisfied_with: SatisfiedWith {
        /// 政府服务措施.
        Government = "government",
        /// 产品标准及检测技术服务.
        Standards = "standards",
        /// 相关培训服务.
        Training = "training",
        /// 质量帮扶机构专业能力.
        Ability = "ability",
        /// 质量帮扶机构服务态度.
        Attitude = "attitude",
        /// 质量帮扶机构持续跟踪服务.
        FollowUp = "follow_up",
        /// 其他.
        Other = "other",
    }
}
