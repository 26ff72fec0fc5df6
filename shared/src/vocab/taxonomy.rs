//! V12 the common causes of quality problems (7.2.3.2.2 a–e): 27 items in five stages, some with sub-items.
//! They are suggestions; a cause in other words is always possible.

use super::{Factor, HandbookChapter, RealisationStage, vocabulary};

vocabulary! {
    /// The 27 items of 7.2.3.2.2; the letter is that of the stage.
    cause_code: CauseCode {
        /// 需求分析不充分.
        A1 = "a1",
        /// 设计规范不合理.
        A2 = "a2",
        /// 设计验证不充分.
        A3 = "a3",
        /// 设计更改管理不当.
        A4 = "a4",
        /// 材料和部件选择错误.
        A5 = "a5",
        /// 可靠性和稳定性考量不足.
        A6 = "a6",
        /// 环境因素未考虑.
        A7 = "a7",
        /// 供应商选择不当.
        B1 = "b1",
        /// 采购管理不规范.
        B2 = "b2",
        /// 物料质量不一.
        B3 = "b3",
        /// 物流运输问题.
        B4 = "b4",
        /// 库存管理不当.
        B5 = "b5",
        /// 人员因素.
        C1 = "c1",
        /// 生产设备因素.
        C2 = "c2",
        /// 物料因素.
        C3 = "c3",
        /// 方法因素.
        C4 = "c4",
        /// 生产环境因素.
        C5 = "c5",
        /// 测量因素.
        C6 = "c6",
        /// 员工培训不足.
        D1 = "d1",
        /// 质量检测手段不足.
        D2 = "d2",
        /// 产品监测环节缺失.
        D3 = "d3",
        /// 质量管理体系不健全.
        D4 = "d4",
        /// 质量数据解析不正确.
        D5 = "d5",
        /// 质量标准不一致.
        D6 = "d6",
        /// 质量反馈机制无效.
        D7 = "d7",
        /// 未建立或完善售后响应机制.
        E1 = "e1",
        /// 维修服务质量差.
        E2 = "e2",
    }
}

impl CauseCode {
    /// The stage of product realisation to which the clause gives the item.
    #[must_use]
    pub const fn stage(self) -> RealisationStage {
        match self {
            Self::A1 | Self::A2 | Self::A3 | Self::A4 | Self::A5 | Self::A6 | Self::A7 => RealisationStage::Design,
            Self::B1 | Self::B2 | Self::B3 | Self::B4 | Self::B5 => RealisationStage::Supply,
            Self::C1 | Self::C2 | Self::C3 | Self::C4 | Self::C5 | Self::C6 => RealisationStage::Production,
            Self::D1 | Self::D2 | Self::D3 | Self::D4 | Self::D5 | Self::D6 | Self::D7 => RealisationStage::Quality,
            Self::E1 | Self::E2 => RealisationStage::Service,
        }
    }

    /// The factor that the clause names beside the item; outside production it names none (Q16).
    #[must_use]
    pub const fn factor(self) -> Option<Factor> {
        match self {
            Self::C1 => Some(Factor::Man),
            Self::C2 => Some(Factor::Machine),
            Self::C3 => Some(Factor::Material),
            Self::C4 => Some(Factor::Method),
            Self::C5 => Some(Factor::Environment),
            Self::C6 => Some(Factor::Measurement),
            Self::A1 | Self::A2 | Self::A3 | Self::A4 | Self::A5 | Self::A6 | Self::A7 => None,
            Self::B1 | Self::B2 | Self::B3 | Self::B4 | Self::B5 => None,
            Self::D1 | Self::D2 | Self::D3 | Self::D4 | Self::D5 | Self::D6 | Self::D7 | Self::E1 | Self::E2 => None,
        }
    }

    /// The chapter of the handbook (V14) that speaks of such causes; whoever writes an entry may choose another.
    #[must_use]
    pub const fn chapter(self) -> HandbookChapter {
        match self {
            Self::C2 => HandbookChapter::Equipment,
            Self::B3 | Self::C3 | Self::C4 | Self::C5 => HandbookChapter::Process,
            Self::A1 | Self::A2 | Self::A3 | Self::A4 | Self::A5 | Self::A6 | Self::A7 => HandbookChapter::Research,
            Self::C6 | Self::D2 | Self::D3 | Self::D5 => HandbookChapter::Inspection,
            Self::B1 | Self::B2 | Self::B4 | Self::B5 | Self::C1 | Self::D1 | Self::D4 | Self::D7 | Self::E1 | Self::E2 => {
                HandbookChapter::QualitySystem
            }
            Self::D6 => HandbookChapter::Standards,
        }
    }
}

vocabulary! {
    /// The sub-items that 7.2.3.2.2 names.
    cause_detail: CauseDetail {
        /// 温度.
        A7_1 = "a7_1",
        /// 湿度.
        A7_2 = "a7_2",
        /// 震动.
        A7_3 = "a7_3",
        /// 产品防护不当.
        B4_1 = "b4_1",
        /// 运输环境不适宜（湿度、温度）.
        B4_2 = "b4_2",
        /// 存储条件不合适.
        B5_1 = "b5_1",
        /// 库存时间过长.
        B5_2 = "b5_2",
        /// 未掌握必备的技术能力.
        C1_1 = "c1_1",
        /// 未遵守操作规范.
        C1_2 = "c1_2",
        /// 由于简单重复而产生厌烦情绪.
        C1_3 = "c1_3",
        /// 关键工序未考核上岗.
        C1_4 = "c1_4",
        /// 设备选型不适宜.
        C2_1 = "c2_1",
        /// 存在运行故障.
        C2_2 = "c2_2",
        /// 操作方法不正确.
        C2_3 = "c2_3",
        /// 设备保养不当.
        C2_4 = "c2_4",
        /// 工器具选择不满足要求.
        C2_5 = "c2_5",
        /// 使用不当或磨损的工具和夹具.
        C2_6 = "c2_6",
        /// 原辅料质量及保质期问题.
        C3_1 = "c3_1",
        /// 原辅料使用不当.
        C3_2 = "c3_2",
        /// 原辅料储存条件不满足要求.
        C3_3 = "c3_3",
        /// 作业指导文件不完善或更新滞后.
        C4_1 = "c4_1",
        /// 作业文件不适宜或不易理解.
        C4_2 = "c4_2",
        /// 生产环境不达标.
        C5_1 = "c5_1",
        /// 现场管理不善（5S：整理、整顿、清扫、清洁、素养）.
        C5_2 = "c5_2",
        /// 缺乏有效的质量控制措施.
        C6_1 = "c6_1",
        /// 缺乏有效的检测手段.
        C6_2 = "c6_2",
        /// 落后.
        D2_1 = "d2_1",
        /// 不准确.
        D2_2 = "d2_2",
        /// 方法不当.
        D2_3 = "d2_3",
        /// 前线员工.
        D7_1 = "d7_1",
        /// 顾客.
        D7_2 = "d7_2",
        /// 服务响应慢.
        E1_1 = "e1_1",
        /// 响应不及时.
        E1_2 = "e1_2",
    }
}

impl CauseDetail {
    /// The item to which the sub-item belongs.
    #[must_use]
    pub const fn of(self) -> CauseCode {
        match self {
            Self::A7_1 | Self::A7_2 | Self::A7_3 => CauseCode::A7,
            Self::B4_1 | Self::B4_2 => CauseCode::B4,
            Self::B5_1 | Self::B5_2 => CauseCode::B5,
            Self::C1_1 | Self::C1_2 | Self::C1_3 | Self::C1_4 => CauseCode::C1,
            Self::C2_1 | Self::C2_2 | Self::C2_3 | Self::C2_4 | Self::C2_5 | Self::C2_6 => CauseCode::C2,
            Self::C3_1 | Self::C3_2 | Self::C3_3 => CauseCode::C3,
            Self::C4_1 | Self::C4_2 => CauseCode::C4,
            Self::C5_1 | Self::C5_2 => CauseCode::C5,
            Self::C6_1 | Self::C6_2 => CauseCode::C6,
            Self::D2_1 | Self::D2_2 | Self::D2_3 => CauseCode::D2,
            Self::D7_1 | Self::D7_2 => CauseCode::D7,
            Self::E1_1 | Self::E1_2 => CauseCode::E1,
        }
    }
}
