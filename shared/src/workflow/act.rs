//! The acts that the ledger records. An entry, once released, is read for ever: acts and the keys of what they carry stay.

use std::{collections::BTreeMap, str::FromStr};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{Hash, PersonId},
    time::{self, Timestamp},
    vocab::vocabulary,
};

vocabulary! {
    /// What is done: names the row of the policy and the words `act.<code>`.
    act: Act {
        // Every document.
        /// The document begins: of a case, the problem is taken in (7.1.1).
        Open = "open",
        /// What was issued in error does not count (R-0-10).
        Revoke = "revoke",
        /// What somebody else entered from paper is confirmed by the body whose authority it is (R-0-17).
        ConfirmPaper = "confirm_paper",

        // S2: supervision.
        /// 检验结果的转交 (7.1.2.1).
        TransferResult = "transfer_result",
        /// 检验结果的送达 (7.1.2.1): the stop is in force from here (G03).
        Serve = "serve",
        /// 提出异议 (7.1.2.1).
        Object = "object",
        /// 异议处理 (7.1.2.1).
        DecideObjection = "decide_objection",
        /// 责令改正 (7.1.2.1 整改复查): starts the 60 and 75 days.
        OrderRectification = "order_rectification",
        /// 抽检结果通报与发布 (7.1.2.1).
        PublishResult = "publish_result",
        /// A stop as the bureau's measure, where there is no failing conclusion (G03).
        ImposeStop = "impose_stop",
        /// The end of such a stop.
        LiftStop = "lift_stop",
        /// 督促处理 (5.2).
        Remind = "remind",
        /// 停止生产、销售 (7.1.2.2).
        ReportStop = "report_stop",
        /// 自查 in the form of Annex B (7.1.2.2, Q09).
        SubmitSelfCheck = "submit_self_check",
        /// 检验报告更正，仍不合格 (R-0-2).
        CorrectReport = "correct_report",
        /// One report, seller and producer (R-0-3).
        LinkCase = "link_case",
        /// 逐级上报、公告、责令停业整顿、吊销 (R-0-8).
        StatutoryStep = "statutory_step",
        /// 延期 (R-0-18).
        Extend = "extend",
        /// 移送 (R-0-4).
        Transfer = "transfer",
        /// 接收移送 (R-0-4).
        AcceptTransfer = "accept_transfer",

        // S3: start.
        /// 申请启动 (6.2).
        ApplyStart = "apply_start",
        /// 启动质量技术帮扶工作 (7.1.2.1, 7.1.2.3).
        Start = "start",
        /// 不启动 (7.1.2.3, G02).
        DeclineStart = "decline_start",
        /// 确定组织单位 (7.2.1.1).
        DesignateUnit = "designate_unit",
        /// 确定或组建工作组 (7.2.1.1, 5.3, G04).
        FormGroup = "form_group",
        /// 阅知文件要求、目的、流程和要点 (7.2.1.4, G05).
        AcknowledgeBriefing = "acknowledge_briefing",

        // S4: the plan.
        /// 方案报市局备案 (7.2.2.3).
        FilePlan = "file_plan",
        /// 备案回执.
        ReceiptPlan = "receipt_plan",
        /// 退回补正 (Q15).
        ReturnPlan = "return_plan",
        /// 调整方案 (7.2.2.4).
        AdjustPlan = "adjust_plan",

        // S5: on site.
        /// 现场调查结束 (7.2.3.1, G09).
        CloseInvestigation = "close_investigation",
        /// Signature under Annex B.
        SignCauses = "sign_causes",
        /// 拒签、无法签署 with a second witness (G10).
        RefuseSignature = "refuse_signature",
        /// 确认原因 (7.2.3.2, G10).
        ConfirmCauses = "confirm_causes",
        /// 未能开展 (R-0-5).
        ReportImpossible = "report_impossible",
        /// The bureau confirms that assistance was not possible (R-0-5).
        ConfirmImpossible = "confirm_impossible",

        // S6: the record.
        /// 提交帮扶工作记录 (7.2.4.1, G12).
        SubmitRecord = "submit_record",

        // S7: recheck.
        /// 复查申请 (7.1.2.2, G13).
        ApplyRecheck = "apply_recheck",
        /// 组织复查 (7.2.5.1, G14).
        OrderRecheck = "order_recheck",
        /// 复查合格 (7.2.5.1).
        PassRecheck = "pass_recheck",
        /// 复查不合格 (7.2.5.2): a new round.
        FailRecheck = "fail_recheck",
        /// 复查未能实施 (R-0-12).
        MissRecheck = "miss_recheck",
        /// 无需复查 (Q35).
        WaiveRecheck = "waive_recheck",
        /// 复查样品的生产 (Q10): never a resumption.
        MakeSamples = "make_samples",
        /// 复查检验合格通知 (7.1.2.2).
        IssueNotice = "issue_notice",
        /// 收到通知 (7.1.2.2).
        ReceiveNotice = "receive_notice",
        /// 恢复生产、销售 (7.1.2.2, G16).
        Resume = "resume",
        /// 未收到通知即恢复 (R-0-9).
        FindResumed = "find_resumed",

        // The end of a case.
        /// 结论撤销 (R-0-1): stop and clocks end, the case closes.
        Withdraw = "withdraw",
        /// Another exit of V15.
        Exit = "exit",
        /// 并案 (R-0-7).
        Merge = "merge",
        /// 结项 (G17).
        Close = "close",
        /// 重新打开 (R-0-10).
        Reopen = "reopen",

        // S8, S9 and the campaign.
        /// 测评作答 (7.3).
        AnswerSurvey = "answer_survey",
        /// 测评结果上报市局 (7.3, G18).
        ReportSurvey = "report_survey",
        /// 工作评价 (5.3).
        Appraise = "appraise",
        /// 总结活动 (7.2.4.2).
        HoldSummary = "hold_summary",
        /// 同意发布 (G19).
        Consent = "consent",
        /// A version is issued: it is frozen as it is.
        Issue = "issue",
        /// The next version begins.
        Revise = "revise",
        /// 发布: everybody may read it.
        Publish = "publish",
        /// 撤下.
        Retract = "retract",

        // Facts from other documents: written by the relay, asked by nobody.
        /// A plan that names this case was filed, received or returned.
        PlanNoted = "plan_noted",
        /// Another case of the same product is under stop (G16).
        OtherStopped = "other_stopped",
        /// That stop has ended.
        OtherStopEnded = "other_stop_ended",
        /// A pass notice issued in another case names this one (R-0-14).
        NoticeShared = "notice_shared",
        /// Another case was merged into this one (R-0-7).
        MergedFrom = "merged_from",
        /// Another case links this one (R-0-3).
        LinkedFrom = "linked_from",
        /// A work plan serves this case.
        WorkPlanNoted = "work_plan_noted",
        /// The causes of a case that this work plan serves were confirmed (G11).
        CausesNoted = "causes_noted",
        /// The enterprise answered the survey.
        SurveyNoted = "survey_noted",
    }
}

/// What an act carries: the fields of its row in the policy, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Args(BTreeMap<String, String>);

impl Args {
    /// What stands under a key; empty where nothing does.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// The id, number or code under a key.
    #[must_use]
    pub fn value<T: FromStr>(&self, key: &str) -> Option<T> {
        self.text(key).parse().ok()
    }

    /// The ids under a key, with blanks between.
    pub fn values<T: FromStr>(&self, key: &str) -> impl Iterator<Item = T> {
        self.text(key).split_whitespace().filter_map(|id| id.parse().ok())
    }

    /// The day under a key.
    #[must_use]
    pub fn day(&self, key: &str) -> Option<NaiveDate> {
        time::day(self.text(key))
    }

    /// With this under a key.
    #[must_use]
    pub fn with(mut self, key: &str, text: impl ToString) -> Self {
        self.put(key, text.to_string());
        self
    }

    /// Puts text under a key; empty text takes it away.
    pub fn put(&mut self, key: &str, text: String) {
        if text.is_empty() {
            self.0.remove(key);
        } else {
            self.0.insert(key.to_owned(), text);
        }
    }

    /// Keys and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number in the ledger, from 0.
    pub number: u32,
    /// What was done.
    pub act: Act,
    /// What it carries.
    pub args: Args,
    /// By whom it was entered; the relay's own entries name whoever set them off.
    pub by: PersonId,
    /// The day on which it happened: gates compare this day, not the day of recording (R-0-17).
    #[serde(with = "crate::time::days")]
    pub on: NaiveDate,
    /// When the relay recorded it.
    pub at: Timestamp,
    /// The version of the document that it is about.
    pub heads: Vec<Hash>,
}
