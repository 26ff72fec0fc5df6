//! The vocabularies of cause analysis (7.2.3.2, Annex B). The taxonomy V12 and the 28 questions have files of their own.

use super::vocabulary;

vocabulary! {
    /// V9 the five stages of product realisation (7.2.3.2.1).
    realisation: RealisationStage {
        /// 设计开发.
        Design = "design",
        /// 供应链管理.
        Supply = "supply",
        /// 生产过程.
        Production = "production",
        /// 品质管理.
        Quality = "quality",
        /// 售后服务.
        Service = "service",
    }
}

vocabulary! {
    /// V10 methods of analysis (7.2.3.2.1, B).
    analysis_method: AnalysisMethod {
        /// 因果图（鱼骨图）.
        Fishbone = "fishbone",
        /// 5W2H.
        FiveWTwoH = "five_w_two_h",
        /// 要因分析法.
        KeyFactors = "key_factors",
        /// 其他.
        Other = "other",
    }
}

vocabulary! {
    /// The seven questions of 5W2H (7.2.3.2.1).
    five_w_two_h: FiveWTwoH {
        /// What（什么问题）.
        What = "what",
        /// Why（为什么）.
        Why = "why",
        /// When（何时）.
        When = "when",
        /// Where（何处）.
        Where = "where",
        /// Who（何人）.
        Who = "who",
        /// How（如何发生）.
        How = "how",
        /// How much（程度、数量）.
        HowMuch = "how_much",
    }
}

vocabulary! {
    /// V11 the six factors 人机料法环测 (7.2.3.2.1).
    factor: Factor {
        /// 人员因素.
        Man = "man",
        /// 机器、设备因素.
        Machine = "machine",
        /// 物料因素.
        Material = "material",
        /// 方法因素.
        Method = "method",
        /// 环境因素.
        Environment = "environment",
        /// 测量因素.
        Measurement = "measurement",
    }
}

vocabulary! {
    /// How a factor block of Annex B ends (B.f.*).
    conclusion: FactorConclusion {
        /// 存在问题.
        Problem = "problem",
        /// 未发现问题.
        NoProblem = "no_problem",
        /// 不适用.
        NotApplicable = "not_applicable",
    }
}

vocabulary! {
    /// The answer to a check question; not 是/否, because the printed wording mixes polarity.
    check_answer: CheckAnswer {
        /// 正常.
        Good = "good",
        /// 存在问题.
        Problem = "problem",
        /// 不适用.
        NotApplicable = "not_applicable",
    }
}

vocabulary! {
    /// How sure a cause is (R-7.2.3.2.1-5).
    cause_status: CauseStatus {
        /// 待查.
        Open = "open",
        /// 可能.
        Possible = "possible",
        /// 已确认.
        Confirmed = "confirmed",
        /// 已排除.
        Excluded = "excluded",
    }
}

vocabulary! {
    /// 不合格品处理情况: which nonconforming products (B.disp.*).
    disposal_of: DisposalOf {
        /// 库存.
        Stock = "stock",
        /// 检验机构退回的不合格样品.
        Returned = "returned",
        /// 已出厂、销售.
        Sold = "sold",
    }
}

vocabulary! {
    /// What measured numbers are, for the quality tools (7.2.1.5 c).
    measurement: Measurement {
        /// 同一特性的测量值.
        Values = "values",
        /// 成对的两个特性.
        Pairs = "pairs",
    }
}
