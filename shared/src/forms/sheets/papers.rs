//! Annexes A, D, E and F.

use super::{
    Part::{Caption, Chapter, Chapters, Heading, Line, NextPage, Table, Text, Title},
    Said::{Cells, Field, Filled, FirstOf, Joined, Options, Words},
    Sheet,
};
use crate::key;

/// 表A.1 质量技术帮扶策划方案. What 7.2.2.2 asks for and the table has no room for stands on a page of its own (Q14).
#[rustfmt::skip]
pub(super) static PLAN: Sheet = Sheet {
    section: "plan",
    is_wide: true,
    each: None,
    parts: &[
        Title(&[Words(key!("sheet.a.title"))]),
        Caption(key!("sheet.a.caption")),
        Line(&[(key!("sheet.a.org_unit"), &[Field("org_unit")]), (key!("sheet.a.group"), &[Field("group")])]),
        Line(&[(key!("sheet.a.industry"), &[Field("industry")])]),
        Line(&[(key!("sheet.a.goals"), &[Field("goals")])]),
        Table("rows", &[
            (key!("sheet.a.no"),       &[Field("no")]),
            (key!("sheet.a.target"),   &[Field("target")]),
            (key!("sheet.a.product"),  &[Field("product")]),
            (key!("sheet.a.model"),    &[Field("model")]),
            (key!("sheet.a.nonconf"),  &[Cells("nonconf", &["item", "measured", "limit"])]),
            (key!("sheet.a.criteria"), &[Field("criteria")]),
            (key!("sheet.a.cause"),    &[Field("cause")]),
            (key!("sheet.a.period"),   &[Joined(&["period_from", "period_to"], "–"), Field("period_text")]),
            (key!("sheet.a.qhead"),    &[Field("qhead")]),
            (key!("sheet.a.note"),     &[Field("note")]),
        ]),
        NextPage(key!("sheet.a.more")),
        Line(&[(key!("sheet.a.requirements"), &[Field("requirements")])]),
        Line(&[(key!("sheet.a.bases"), &[Field("bases")])]),
        Line(&[(key!("sheet.a.methods"), &[Field("methods"), Field("methods_text")])]),
    ],
};

/// XXXX年厦门市质量技术帮扶和质量安全监管暨质量技术帮扶工作总结.
#[rustfmt::skip]
pub(super) static REPORT: Sheet = Sheet {
    section: "report",
    is_wide: false,
    each: None,
    parts: &[
        Title(&[Filled(key!("sheet.d.title"), &["year"])]),
        Heading(key!("sheet.d.overview")),
        Text(&[Filled(key!("sheet.d.sentence"), &["batches", "visited", "advice", "solved", "benefit", "saved", "loss_cut"])]),
        Heading(key!("sheet.d.work")),
        Chapters("work", "title", "text"),
        Heading(key!("sheet.d.insight")),
        Text(&[Field("insight_enterprise")]),
        Text(&[Field("insight_industry")]),
        Text(&[Field("insight_government")]),
    ],
};

/// 厦门市质量技术帮扶及质量安全监管行动满意度测评.
#[rustfmt::skip]
pub(super) static SURVEY: Sheet = Sheet {
    section: "survey",
    is_wide: false,
    each: None,
    parts: &[
        Title(&[Words(key!("sheet.e.title"))]),
        Heading(key!("sheet.e.unit")),
        Text(&[Words(key!("sheet.e.name")), Field("name")]),
        Text(&[Words(key!("sheet.e.address")), Field("address")]),
        Heading(key!("sheet.e.products")),
        Text(&[Cells("products", &["name"])]),
        Heading(key!("sheet.e.effect")),
        Text(&[Options("effect", None)]),
        Heading(key!("sheet.e.aspects")),
        Text(&[Options("aspects", Some("aspects_other"))]),
        Heading(key!("sheet.e.satisfaction")),
        Text(&[Options("satisfaction", None)]),
        Heading(key!("sheet.e.satisfied_with")),
        Text(&[Options("satisfied_with", Some("satisfied_other"))]),
        Heading(key!("sheet.e.comments")),
        Text(&[Field("comments")]),
    ],
};

/// 质量技术帮扶典型案例.
#[rustfmt::skip]
pub(super) static STORY: Sheet = Sheet {
    section: "story",
    is_wide: false,
    each: None,
    parts: &[
        Title(&[Words(key!("sheet.f.title")), FirstOf(key!("sheet.f.enterprise"), "enterprise", &["public_name", "enterprise"])]),
        Heading(key!("sheet.f.profile")),
        Text(&[Field("profile")]),
        Heading(key!("sheet.f.work")),
        Chapter(key!("sheet.f.diagnosis"), "diagnosis"),
        Chapter(key!("sheet.f.improvement"), "improvement"),
        Chapter(key!("sheet.f.follow_up"), "follow_up"),
        Heading(key!("sheet.f.results")),
        Chapter(key!("sheet.f.result_advice"), "result_advice"),
        Chapter(key!("sheet.f.result_action"), "result_action"),
        Chapter(key!("sheet.f.result_benefit"), "result_benefit"),
        Heading(key!("sheet.f.points")),
        Text(&[Field("points")]),
    ],
};
