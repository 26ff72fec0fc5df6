//! The documents there are. A document is the unit of merging and of reading: what some reader may not see is another
//! document, never something hidden by a screen.

use crate::vocab::vocabulary;

vocabulary! {
    /// What a document is. Its code stands in the document's `meta`.
    document: DocumentKind {
        /// 联动事项: one failing product batch of one enterprise.
        Case = "case",
        /// The regulators' file of a case: penalties, internal notes (Q24).
        SupervisionFile = "supervision_file",
        /// The working group's file of a case: drafts marked internal.
        GroupFile = "group_file",
        /// 帮扶工作计划 (一企一策, 7.2.3.3.1), one per enterprise and campaign (Q17).
        WorkPlan = "work_plan",
        /// 行动 (5.1): the overall deployment on which the rest hangs.
        Campaign = "campaign",
        /// 质量技术帮扶策划方案, Annex A.
        Plan = "plan",
        /// 满意度测评, Annex E: the answer of one enterprise.
        Survey = "survey",
        /// 工作总结, Annex D.
        Report = "report",
        /// 效果评估 (7.3).
        Evaluation = "evaluation",
        /// 质量技术帮扶典型案例, Annex F.
        Story = "story",
        /// An entry of the 行业质量工具书 (7.4).
        Handbook = "handbook",
        /// An entry of the 重点产品监管目录 (7.4).
        Catalogue = "catalogue",
        /// A piece of research into a key product's problems (7.4).
        Topic = "topic",
        /// An entry of the basis library (7.2.1.5).
        Basis = "basis",
        /// An entry of the expert register (7.2.1.3).
        Expert = "expert",
    }
}
