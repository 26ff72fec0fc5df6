//! The acts that the ledger records. An entry, once released, is read for ever.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{OrgId, PersonId},
    people::District,
    time::Timestamp,
    vocab::vocabulary,
};

vocabulary! {
    /// What kind of act: names the row of the policy and the words `act.<code>`.
    act: ActKind {
        /// The case is opened from a failing result (7.1.1).
        Open = "open",
        /// 检验结果的送达 (7.1.2.1): the stop is in force from here (G03).
        Serve = "serve",
        /// 启动质量技术帮扶工作 (7.1.2.1, 7.1.2.3).
        Start = "start",
        /// 确定组织单位、工作组 (7.2.1.1, 5.3).
        Designate = "designate",
        /// 方案报市局备案 (7.2.2.3).
        FilePlan = "file_plan",
        /// 提交帮扶工作记录 (7.2.4.1).
        SubmitRecord = "submit_record",
        /// 复查不合格 (7.2.5.2): a new round.
        FailRecheck = "fail_recheck",
        /// 复查合格 (7.2.5.1).
        PassRecheck = "pass_recheck",
        /// 复查检验合格通知 (7.1.2.2).
        IssueNotice = "issue_notice",
        /// 收到通知 (7.1.2.2).
        ReceiveNotice = "receive_notice",
        /// 恢复生产、销售 (7.1.2.2, G16).
        Resume = "resume",
        /// 结论撤销 (R-0-1): stop and clocks end, the case closes.
        Withdraw = "withdraw",
        /// 结项 (G17).
        Close = "close",
    }
}

/// An act with what only it carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// See [`ActKind::Open`].
    Open {
        /// Whose product failed.
        enterprise: OrgId,
        /// Whose district.
        district: District,
    },
    /// See [`ActKind::Serve`].
    Serve,
    /// See [`ActKind::Start`].
    Start,
    /// See [`ActKind::Designate`].
    Designate {
        /// The organising unit.
        unit: OrgId,
        /// The experts of the working group.
        group: Vec<PersonId>,
    },
    /// See [`ActKind::FilePlan`].
    FilePlan,
    /// See [`ActKind::SubmitRecord`].
    SubmitRecord,
    /// See [`ActKind::FailRecheck`].
    FailRecheck,
    /// See [`ActKind::PassRecheck`].
    PassRecheck,
    /// See [`ActKind::IssueNotice`].
    IssueNotice,
    /// See [`ActKind::ReceiveNotice`].
    ReceiveNotice,
    /// See [`ActKind::Resume`].
    Resume,
    /// See [`ActKind::Withdraw`].
    Withdraw,
    /// See [`ActKind::Close`].
    Close,
}

impl Act {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> ActKind {
        match self {
            Act::Open { .. } => ActKind::Open,
            Act::Serve => ActKind::Serve,
            Act::Start => ActKind::Start,
            Act::Designate { .. } => ActKind::Designate,
            Act::FilePlan => ActKind::FilePlan,
            Act::SubmitRecord => ActKind::SubmitRecord,
            Act::FailRecheck => ActKind::FailRecheck,
            Act::PassRecheck => ActKind::PassRecheck,
            Act::IssueNotice => ActKind::IssueNotice,
            Act::ReceiveNotice => ActKind::ReceiveNotice,
            Act::Resume => ActKind::Resume,
            Act::Withdraw => ActKind::Withdraw,
            Act::Close => ActKind::Close,
        }
    }
}

impl ActKind {
    /// The act of a kind that carries nothing of its own; `None` where an act needs more than its kind.
    #[must_use]
    pub const fn plain(self) -> Option<Act> {
        Some(match self {
            ActKind::Open | ActKind::Designate => return None,
            ActKind::Serve => Act::Serve,
            ActKind::Start => Act::Start,
            ActKind::FilePlan => Act::FilePlan,
            ActKind::SubmitRecord => Act::SubmitRecord,
            ActKind::FailRecheck => Act::FailRecheck,
            ActKind::PassRecheck => Act::PassRecheck,
            ActKind::IssueNotice => Act::IssueNotice,
            ActKind::ReceiveNotice => Act::ReceiveNotice,
            ActKind::Resume => Act::Resume,
            ActKind::Withdraw => Act::Withdraw,
            ActKind::Close => Act::Close,
        })
    }
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was done.
    pub act: Act,
    /// By whom.
    pub by: PersonId,
    /// The day on which it happened.
    pub on: NaiveDate,
    /// The number of the paper that says so, where there is one.
    pub number: String,
    /// The reason, where one is asked for.
    pub reason: String,
    /// When the relay recorded it.
    pub at: Timestamp,
}
