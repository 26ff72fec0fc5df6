//! The vocabularies say what the standard says, in its order.

use crate::{
    vocab::*,
    words::{Key, Locale},
};

fn printed(vocabulary: &Vocabulary) -> String {
    let words = vocabulary.values.iter().map(|(_, words): &(&str, Key)| words.text(Locale::Chinese));
    words.collect::<Vec<_>>().join(" · ")
}

/// How many of `all` have each value of `group`, in the order of the groups.
fn counts<T: Copy, G: Copy + PartialEq>(all: &[T], groups: &[G], group: impl Fn(T) -> G) -> Vec<usize> {
    groups.iter().map(|one| all.iter().filter(|value| group(**value) == *one).count()).collect()
}

/// [R-1-2] [R-3.2-1] [R-3.2-2] [R-4.2-1] [R-4.2-2] [R-4.3-1] [R-3.3-1] [R-7.1.2.1-1] [R-7.1.2.1-2] What is found, and how
/// it is met.
#[test]
#[rustfmt::skip]
fn supervision_speaks_the_words_of_the_standard() {
    for (vocabulary, words) in [
        (Source::VOCABULARY,             "监督抽查 · 生产许可 · 风险监测 · 现场检查 · 专项整治 · 其他"),
        (StartTrigger::VOCABULARY,       "监督抽查必启 · 监管部门适时启动 · 经营主体申请"),
        (Mode::VOCABULARY,               "质量问诊 · 质量分析 · 质量培训 · 实地问诊 · 专家会诊 · 精准施治 · 其他"),
        (Goal::VOCABULARY,               "主体责任 · 技术难点 · 管控体系"),
        (Channel::VOCABULARY,            "线上 · 线下"),
        (EnterpriseKind::VOCABULARY,     "生产者 · 销售者"),
        (Concern::VOCABULARY,            "不符合强制性国家标准 · 不符合工业产品生产许可要求 · 不符合强制性产品认证要求 · 存在不合理危险 · 不符合其他标准或明示指标"),
        (SupervisionMeasure::VOCABULARY, "检验结果的转交与送达 · 异议处理 · 整改复查 · 行政处罚 · 抽检结果通报与发布 · 其他"),
        (ServiceMethod::VOCABULARY,      "直接 · 邮寄 · 留置 · 电子 · 委托 · 公告"),
        (RecheckKind::VOCABULARY,        "首次复查 · 公告后复查 · 整顿期满复查"),
        (RecheckMethod::VOCABULARY,      "抽样检验 · 现场核查 · 书面核查"),
        (RecheckStatus::VOCABULARY,      "无需复查 · 尚未复查 · 复查合格 · 复查不合格"),
        (StatutoryStep::VOCABULARY,      "逐级上报 · 公告 · 责令停业限期整顿 · 吊销"),
    ] {
        assert_eq!(printed(&vocabulary), words);
    }
}

/// [R-7.2.1.3-2] [R-7.2.1.3-3] [R-7.2.1.5-1] [R-7.2.1.5-2] [R-7.2.1.5-3] [R-2-1] Experts and what they work by.
#[test]
#[rustfmt::skip]
fn experts_and_bases_speak_the_words_of_the_standard() {
    for (vocabulary, words) in [
        (TitleLevel::VOCABULARY,     "无 · 初级 · 中级 · 副高级 · 正高级"),
        (Qualification::VOCABULARY,  "认证人员职业资格 · 工业品生产许可证审查员资格 · 其他从业资格"),
        (ExperienceKind::VOCABULARY, "理论研究 · 实践经验"),
        (BasisKind::VOCABULARY,      "国家市场监督管理总局质量技术帮扶“提质强企”相关文件 · 产品质量监督管理文件 · 监管部门相关规定 · 福建省产品质量监督抽查实施细则 · 厦门市产品质量监督抽查实施细则 · 国家标准 · 行业标准 · 地方标准 · 企业标准 · GB/T 19001 · GB/T 19004 · 质量管理提升七大工具 · 其他"),
    ] {
        assert_eq!(printed(&vocabulary), words);
    }
    assert!(TitleLevel::Junior < TitleLevel::Intermediate && TitleLevel::Intermediate < TitleLevel::AssociateSenior);
}

/// [R-7.2.3.1-2] [R-7.2.3.2.1-1] [R-7.2.3.2.1-2] [R-7.2.3.2.1-5] [R-7.2.3.3.1-2] [R-7.2.3.3.2-1] [R-7.2.3.3.3-1] Assistance.
#[test]
#[rustfmt::skip]
fn assistance_speaks_the_words_of_the_standard() {
    for (vocabulary, words) in [
        (Material::VOCABULARY,         "产品抽检不合格报告 · 与不合格产品相关的生产、库存信息 · 经营主体产品质量问题处理分析自查表 · 产品出厂检验报告（记录） · 产品第三方检验、试验报告、检测数据及记录 · 经营主体质量管理体系运行情况 · 技术专家认为需要的其他有关资料"),
        (MaterialStatus::VOCABULARY,   "已收集 · 不适用 · 未取得"),
        (RealisationStage::VOCABULARY, "设计开发 · 供应链管理 · 生产过程 · 品质管理 · 售后服务"),
        (AnalysisMethod::VOCABULARY,   "因果图（鱼骨图） · 5W2H · 要因分析法 · 其他"),
        (Factor::VOCABULARY,           "人员因素 · 机器、设备因素 · 物料因素 · 方法因素 · 环境因素 · 测量因素"),
        (CauseStatus::VOCABULARY,      "待查 · 可能 · 已确认 · 已排除"),
        (CheckAnswer::VOCABULARY,      "正常 · 存在问题 · 不适用"),
        (StepStatus::VOCABULARY,       "未开始 · 进行中 · 已完成 · 待改进 · 取消"),
        (EvidenceKind::VOCABULARY,     "产品改善信息 · 管理改进数据 · 图像 · 视频 · 其他"),
        (Method::VOCABULARY,           "产品质量专家会诊，形成产品质量改进意见 · 行业产品质量分析，提供产品升级改善建议 · 培训生产、质量、采购、管理等部门人员，提升人员质量意识及质量管理能力 · 协助经营主体制定产品企业标准、作业方法标准、质量检验标准 · 应用现场管理工具，改善生产/服务流程，实现降本增效 · 应用GB/T 19001、GB/T 19004等管理体系标准，提升经营主体运营管理水平 · 应用互联网技术，开展线上线下双线服务 · 其他"),
    ] {
        assert_eq!(printed(&vocabulary), words);
    }
}

/// [R-7.3-5] [R-7.3-6] [R-7.4-2] Evaluation and handbook.
#[test]
#[rustfmt::skip]
fn evaluation_speaks_the_words_of_the_standard() {
    for (vocabulary, words) in [
        (Dimension::VOCABULARY,        "合规性 · 实操性 · 经济效益 · 社会效益"),
        (EvaluationMethod::VOCABULARY, "帮扶对象座谈 · 问卷调查 · 抽检合格率统计分析 · 工作案例分析"),
        (HandbookChapter::VOCABULARY,  "生产设备 · 工艺 · 研发 · 质检 · 质量管理体系 · 标准化体系"),
    ] {
        assert_eq!(printed(&vocabulary), words);
    }
}

/// [R-7.3-2] The options of Annex E: three effects, eleven aspects, four grades, seven things to be satisfied with.
#[test]
#[rustfmt::skip]
fn the_survey_offers_what_annex_e_prints() {
    assert_eq!((Effect::ALL.len(), Aspect::ALL.len(), Satisfaction::ALL.len(), SatisfiedWith::ALL.len()), (3, 11, 4, 7));
    for (vocabulary, words) in [
        (Effect::VOCABULARY,        "提升非常明显 · 提升比较明显 · 提升不太明显"),
        (Aspect::VOCABULARY,        "质量意识提升 · 管理制度更加规范完善 · 设备及工艺水平更加优化 · 工作环境更加整洁安全 · 产品检验检测能力提升 · 数字化、智能化水平提升 · 经营业绩提升 · 成本下降 · 产品质量水平提升 · 客户满意度提升 · 其他"),
        (Satisfaction::VOCABULARY,  "满意 · 比较满意 · 一般 · 不满意"),
        (SatisfiedWith::VOCABULARY, "政府服务措施 · 产品标准及检测技术服务 · 相关培训服务 · 质量帮扶机构专业能力 · 质量帮扶机构服务态度 · 质量帮扶机构持续跟踪服务 · 其他"),
    ] {
        assert_eq!(printed(&vocabulary), words);
    }
}

/// [R-7.2.3.2.1-3] The 28 questions stand in their six blocks; where 是 is bad, or no answer at all, is known.
#[test]
fn questions_stand_in_their_blocks() {
    let all = CheckQuestion::ALL;
    assert_eq!(counts(all, Factor::ALL, CheckQuestion::factor), [5, 5, 4, 5, 4, 5]);
    assert!(all.is_sorted_by_key(|question| question.factor()), "the blocks follow each other");
    let of = |polarity| all.iter().copied().filter(|question| question.polarity() == polarity).collect::<Vec<_>>();
    assert_eq!(of(Polarity::Bad), [CheckQuestion::Q5, CheckQuestion::Q7, CheckQuestion::Q23]);
    assert_eq!(of(Polarity::Open), [CheckQuestion::Q3, CheckQuestion::Q13]);
    assert_eq!(CheckQuestion::Q24.words().text(Locale::Chinese), "是否明确了测量职责");
}

/// [R-7.2.3.2.2-1] 27 causes by stage, each sub-item under the item whose code it bears.
#[test]
fn causes_stand_in_their_stages() {
    assert_eq!(CauseCode::ALL.len(), 27);
    assert_eq!(counts(CauseCode::ALL, RealisationStage::ALL, CauseCode::stage), [7, 5, 6, 7, 2]);
    for detail in CauseDetail::ALL {
        assert_eq!(detail.code().split('_').next(), Some(detail.of().code()));
    }
    let with_details: Vec<usize> =
        counts(CauseDetail::ALL, CauseCode::ALL, CauseDetail::of).into_iter().filter(|count| *count > 0).collect();
    assert_eq!(with_details, [3, 2, 2, 4, 6, 3, 2, 2, 2, 3, 2, 2]);
}
