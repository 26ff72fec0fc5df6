//! The 28 check questions of Annex B (可从以下因素分析): prompts, not all mandatory.

use super::{Factor, vocabulary};

vocabulary! {
    /// The check questions in the six blocks of Annex B, in printed order.
    question: CheckQuestion {
        /// 是否掌握必备的技术能力，操作是否熟练.
        Q1 = "q1",
        /// 是否遵守操作规范.
        Q2 = "q2",
        /// 操作人员的质量意识水平.
        Q3 = "q3",
        /// 关键工序是否考核上岗.
        Q4 = "q4",
        /// 是否由于工作简单重复而产生厌烦情绪.
        Q5 = "q5",
        /// 设备选型是否适宜.
        Q6 = "q6",
        /// 是否存在运行故障.
        Q7 = "q7",
        /// 操作方法是否正确.
        Q8 = "q8",
        /// 设备保养是否适宜.
        Q9 = "q9",
        /// 工器具选择是否正确.
        Q10 = "q10",
        /// 原辅料质量是否合格.
        Q11 = "q11",
        /// 原辅料使用是否正确.
        Q12 = "q12",
        /// 原辅料保质期情况.
        Q13 = "q13",
        /// 原料储存条件是否适宜.
        Q14 = "q14",
        /// 是否明确操作规范.
        Q15 = "q15",
        /// 操作规范是否适宜.
        Q16 = "q16",
        /// 操作方法是否易于理解.
        Q17 = "q17",
        /// 是否正确按照规定的方法执行.
        Q18 = "q18",
        /// 是否有考虑紧急状态时的应急处置方法.
        Q19 = "q19",
        /// 是否明确了适宜的环境要求.
        Q20 = "q20",
        /// 是否考虑了环境变化情况.
        Q21 = "q21",
        /// 环境是否适宜.
        Q22 = "q22",
        /// 是否存在造成环境变化的因素.
        Q23 = "q23",
        /// 是否明确了测量职责. Printed 是否明确的测量职责, a slip (Z7).
        Q24 = "q24",
        /// 是否采用精度适宜的测量工具.
        Q25 = "q25",
        /// 是否运用正确的测量方法.
        Q26 = "q26",
        /// 是否按照规定实施测量.
        Q27 = "q27",
        /// 是否保存完整可追溯的测量记录.
        Q28 = "q28",
    }
}

/// What 是 means as the answer to a check question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// 是 is the good answer.
    Good,
    /// 是 is the bad answer.
    Bad,
    /// Not a yes/no question.
    Open,
}

impl CheckQuestion {
    /// The block in which the question is printed.
    #[must_use]
    pub const fn factor(self) -> Factor {
        match self {
            Self::Q1 | Self::Q2 | Self::Q3 | Self::Q4 | Self::Q5 => Factor::Man,
            Self::Q6 | Self::Q7 | Self::Q8 | Self::Q9 | Self::Q10 => Factor::Machine,
            Self::Q11 | Self::Q12 | Self::Q13 | Self::Q14 => Factor::Material,
            Self::Q15 | Self::Q16 | Self::Q17 | Self::Q18 | Self::Q19 => Factor::Method,
            Self::Q20 | Self::Q21 | Self::Q22 | Self::Q23 => Factor::Environment,
            Self::Q24 | Self::Q25 | Self::Q26 | Self::Q27 | Self::Q28 => Factor::Measurement,
        }
    }

    /// What 是 means here.
    #[must_use]
    pub const fn polarity(self) -> Polarity {
        match self {
            Self::Q5 | Self::Q7 | Self::Q23 => Polarity::Bad,
            Self::Q3 | Self::Q13 => Polarity::Open,
            Self::Q1 | Self::Q2 | Self::Q4 | Self::Q6 | Self::Q8 | Self::Q9 | Self::Q10 | Self::Q11 | Self::Q12 => Polarity::Good,
            Self::Q14 | Self::Q15 | Self::Q16 | Self::Q17 | Self::Q18 | Self::Q19 | Self::Q20 | Self::Q21 => Polarity::Good,
            Self::Q22 | Self::Q24 | Self::Q25 | Self::Q26 | Self::Q27 | Self::Q28 => Polarity::Good,
        }
    }
}
