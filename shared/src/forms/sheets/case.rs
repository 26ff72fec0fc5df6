//! Annexes B and C.

use super::{
    Part::{Band, Block, Caption, Line, NextPage, Signed, Table},
    Said::{Boxes, Cells, Factor, Field, Joined, Numbered, Words},
    Sheet,
};
use crate::{key, vocab::Factor as Of};

/// 表B.1 产品质量问题原因分析表; from the factors on it goes on on a second page, as printed.
#[rustfmt::skip]
pub(super) static CAUSES: Sheet = Sheet {
    section: "causes",
    is_wide: false,
    each: None,
    parts: &[
        Caption(key!("sheet.b.caption")),
        Table("items", &[
            (key!("sheet.b.product"),  &[Field("product")]),
            (key!("sheet.b.model"),    &[Field("model")]),
            (key!("sheet.b.made"),     &[Joined(&["made_on", "made"], " / ")]),
            (key!("sheet.b.quantity"), &[Joined(&["quantity", "unit"], " ")]),
            (key!("sheet.b.handling"), &[Field("handling")]),
        ]),
        Line(&[(key!("sheet.b.enterprise"), &[Field("enterprise")]), (key!("sheet.b.quality_head"), &[Field("quality_head")])]),
        Line(&[(key!("sheet.b.confirmed"), &[Field("enterprise_date")]), (key!("sheet.b.confirmed"), &[Field("qhead_date")])]),
        Line(&[(key!("sheet.b.disposal"), &[
            Words(key!("sheet.b.disposal_note")),
            Field("stock"), Field("returned"), Field("sold"), Cells("disposal", &["of", "quantity", "unit", "method", "date"]),
        ])]),
        Band(key!("sheet.b.analysis")),
        NextPage(key!("sheet.b.continued")),
        Block(&[Words(key!("sheet.b.man")),         Factor(Of::Man)]),
        Block(&[Words(key!("sheet.b.machine")),     Factor(Of::Machine)]),
        Block(&[Words(key!("sheet.b.material")),    Factor(Of::Material)]),
        Block(&[Words(key!("sheet.b.method")),      Factor(Of::Method)]),
        Block(&[Words(key!("sheet.b.environment")), Factor(Of::Environment)]),
        Block(&[Words(key!("sheet.b.measurement")), Factor(Of::Measurement)]),
        Signed,
    ],
};

/// 表C.1 质量技术帮扶工作记录表, one for each visit. 帮扶内容 has no box of its own and stands at the head of part three (Q20).
#[rustfmt::skip]
pub(super) static VISITS: Sheet = Sheet {
    section: "visits",
    is_wide: false,
    each: Some("records"),
    parts: &[
        Caption(key!("sheet.c.caption")),
        Line(&[(key!("sheet.c.enterprise"), &[Field("enterprise")]), (key!("sheet.c.address"), &[Field("address")])]),
        Line(&[(key!("sheet.c.contact"), &[Field("contact")]), (key!("sheet.c.phone"), &[Field("phone")])]),
        Line(&[(key!("sheet.c.report_no"), &[Field("report_no")]), (key!("sheet.c.product"), &[Field("product")])]),
        Line(&[(key!("sheet.c.failed_items"), &[Field("failed_items")])]),
        Line(&[(key!("sheet.c.experts"), &[Field("present"), Field("guests"), Field("experts")]), (key!("sheet.c.visited"), &[Joined(&["visited_on", "hours"], " ")])]),
        Band(key!("sheet.c.work")),
        Line(&[(key!("sheet.c.causes"), &[Boxes("causes_status")])]),
        Block(&[Words(key!("sheet.c.now")), Field("causes_text")]),
        Line(&[(key!("sheet.c.disposal"), &[Boxes("disposal_status")])]),
        Block(&[Words(key!("sheet.c.now")), Field("disposal_text")]),
        Line(&[(key!("sheet.c.measures"), &[Boxes("measures_status")])]),
        Block(&[Words(key!("sheet.c.content")), Field("content"), Words(key!("sheet.c.now")), Field("measures_text")]),
        Line(&[(key!("sheet.c.management"), &[Boxes("management_status")])]),
        Block(&[Words(key!("sheet.c.now")), Field("management_text")]),
        Line(&[(key!("sheet.c.recheck"), &[Boxes("recheck")])]),
        Block(&[Words(key!("sheet.c.now")), Field("recheck_text")]),
        Block(&[Words(key!("sheet.c.advice")), Numbered("advice_items", "text"), Field("advice")]),
        Block(&[Words(key!("sheet.c.improvement")), Field("improvement")]),
        Caption(key!("sheet.c.media")),
        Table("evidence.rows", &[
            (key!("sheet.c.media_kind"),    &[Field("kind")]),
            (key!("sheet.c.media_caption"), &[Joined(&["caption", "when"], " · ")]),
            (key!("sheet.c.media_taken"),   &[Joined(&["taken_on", "place"], " ")]),
            (key!("sheet.c.media_files"),   &[Field("files")]),
        ]),
    ],
};
