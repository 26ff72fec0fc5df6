//! The forms of a case.

use super::{MARK, ROW, hold};
use crate::forms::handed_in::Lack::{InFuture, Missing, NoRow, NothingConfirmed, Unreadable};

/// [R-3.1-1] [R-3.2-1] [R-7.1.1-1] [R-7.1.2.1-1] [R-7.1.2.2-1] [R-7.1.2.3-1] [R-6.2-2] Intake, measures, stop,
/// application.
#[test]
#[rustfmt::skip]
fn supervision() {
    hold(&[
        (&[],                                                    "intake.category",        Some(Missing)),
        (&[("intake.category", "borderline")],                   "intake.category_reason", Some(Missing)),
        (&[("intake.category", "industrial")],                   "intake.category_reason", None),
        (&[("intake.source", "other")],                          "intake.source_text",     Some(Missing)),
        (&[("intake.source", "spot_check")],                     "intake.source_text",     None),
        (&[("intake.source", "spot_check")],                     "intake.report_no",       Some(Missing)),
        (&[("intake.source", "licensing")],                      "intake.report_no",       None),
        (&[("intake.conclusion", "fail")],                       "intake.failed_items",    Some(NoRow)),
        (&[("intake.conclusion", "fail")],                       "intake.problem",         None),
        (&[("intake.conclusion", "other")],                      "intake.failed_items",    None),
        (&[("intake.conclusion", "other")],                      "intake.problem",         Some(Missing)),
        (&[("intake.found_on", "2026-11-23")],                   "intake.found_on",        Some(InFuture)),
        (&[("intake.found_on", "2026-11-22")],                   "intake.found_on",        None),
        (&[("intake.found_on", "soon")],                         "intake.found_on",        Some(Unreadable)),
        (&[("intake.found_on", "待补：等通知")],                  "intake.found_on",        None),
        (&[("intake.standard", "/")],                            "intake.standard",        None),
        (&[("stop.stopped_on", "2026-11-23")],                   "stop.stopped_on",        Some(InFuture)),
        (&[("stop.stopped_on", "2026-11-20")],                   "stop.stopped_on",        None),
        (&[],                                                    "application.needs",      Some(Missing)),
        (&[("stop.scope.sale", MARK)],                           "stop.scope",             None),
    ]);
    let log = "measures.log.00000000000000aa.legal_basis";
    let row = ("measures.log.00000000000000aa", ROW);
    hold(&[
        (&[row, ("intake.source", "licensing")],                 log, Some(Missing)),
        (&[row, ("intake.source", "licensing"), (log, "第五十条")], log, None),
        (&[row, ("intake.source", "spot_check")],                log, None),
    ]);
}

/// [R-7.2.3.1-2] [R-7.2.5.2-1] [G09] The investigation: seven materials or why not.
#[test]
fn investigation() {
    hold(&[
        (&[], "investigation.materials.further.status", Some(Missing)),
        (&[("investigation.materials.further.status", "not_applicable")], "investigation.materials.further.note", Some(Missing)),
        (&[("investigation.materials.further.status", "not_obtained")], "investigation.materials.further.note", Some(Missing)),
        (&[("investigation.materials.further.status", "collected")], "investigation.materials.further.note", None),
        (&[], "failure#2.cause", Some(Missing)),
        (&[("failure#2.cause", "模具仍未更换")], "failure#2.cause", None),
    ]);
}

/// [R-7.2.3.2.1-4] Annex B: product lines and the three kinds of nonconforming products.
#[test]
fn products_and_their_disposal() {
    let row = ("causes.items.00000000000000aa", ROW);
    let (day, batch) = ("causes.items.00000000000000aa.made_on", "causes.items.00000000000000aa.made");
    let quantity = "causes.items.00000000000000aa.quantity";
    let disposal = ("causes.disposal.00000000000000bb", ROW);
    let of = "causes.disposal.00000000000000bb.of";
    hold(&[
        (&[], "causes.items", Some(NoRow)),
        (&[row], batch, Some(Missing)),
        (&[row, (day, "2026-03-01")], batch, None),
        (&[row, (batch, "B01")], batch, None),
        (&[row, (day, "2026-12-01")], day, Some(InFuture)),
        (&[row, (quantity, "-1")], quantity, Some(Unreadable)),
        (&[row, (quantity, "0")], quantity, None),
        (&[], "causes.stock", Some(Missing)),
        (&[("causes.stock", "无")], "causes.stock", None),
        (&[disposal, (of, "stock")], "causes.stock", None),
        (&[disposal, (of, "stock")], "causes.returned", Some(Missing)),
        (&[disposal, (of, "returned")], "causes.returned", None),
        (&[disposal, (of, "returned")], "causes.sold", Some(Missing)),
        (&[disposal, (of, "sold")], "causes.sold", None),
        (&[("causes.enterprise_date", "2026-12-01")], "causes.enterprise_date", Some(InFuture)),
        (&[("causes.qhead_date", "2026-12-01")], "causes.qhead_date", Some(InFuture)),
    ]);
}

/// [R-7.2.3.2.1-1] [R-7.2.3.2.1-2] [R-7.2.3.2.1-3] [R-7.2.3.2.1-5] [G10] Annex B: six factors, a method, a confirmed cause or none with
/// the reason.
#[test]
fn causes() {
    let row = ("causes.list.00000000000000aa", ROW);
    let status = "causes.list.00000000000000aa.status";
    let (process, factor) = ("causes.list.00000000000000aa.process", "causes.list.00000000000000aa.factor");
    hold(&[
        (&[], "causes.factors.measurement.conclusion", Some(Missing)),
        (&[("causes.factors.measurement.conclusion", "not_applicable")], "causes.factors.measurement.conclusion", None),
        (&[], "causes.checks.q1.answer", None),
        (&[], "causes.methods", Some(Missing)),
        (&[("causes.methods.other", MARK)], "causes.methods_text", Some(Missing)),
        (&[], "causes.list", Some(NoRow)),
        (&[("causes.undetermined", "样品已损毁")], "causes.list", None),
        (&[row, (status, "possible")], "causes.list", Some(NothingConfirmed)),
        (&[row, (status, "possible"), ("causes.undetermined", "样品已损毁")], "causes.list", None),
        (&[row, (status, "confirmed")], "causes.list", None),
        (&[row], process, Some(Missing)),
        (&[row, (process, "production")], factor, Some(Missing)),
        (&[row, (process, "design")], factor, None),
        (&[("causes#2.undetermined", "样品已损毁")], "causes#2.list", None),
    ]);
}

/// [R-7.1.2.2-3] [R-7.1.2.2-4] [G13] Plan and at least one action done, or why that does not apply.
#[test]
fn rectification() {
    let row = ("rectification.actions.00000000000000aa", ROW);
    let done_on = "rectification.actions.00000000000000aa.done_on";
    let reason = ("rectification.not_applicable", "只销售，已下架退回");
    hold(&[
        (&[], "rectification.plan", Some(Missing)),
        (&[], "rectification.actions", Some(NoRow)),
        (&[reason], "rectification.plan", None),
        (&[reason], "rectification.actions", None),
        (&[row], done_on, Some(Missing)),
        (&[row, (done_on, "2026-11-01")], done_on, None),
        (&[row, (done_on, "2026-12-01")], done_on, Some(InFuture)),
    ]);
}

/// [R-7.2.4.1-1] [R-7.2.4.1-2] [G12] [R-3.2-2] The work record carries its four contents; what is to be improved is described.
#[test]
fn work_record() {
    const ROW_PATH: &str = "visits.records.00000000000000aa";
    let row = (ROW_PATH, ROW);
    let at = |key: &str| format!("{ROW_PATH}.{key}");
    for key in ["causes_status", "content", "improvement", "modes", "present", "visited_on", "contact", "closing"] {
        hold(&[(&[row], &at(key), Some(Missing))]);
    }
    for (status, text) in [
        ("causes_status", "causes_text"),
        ("disposal_status", "disposal_text"),
        ("measures_status", "measures_text"),
        ("management_status", "management_text"),
    ] {
        hold(&[(&[row, (&at(status), "to_improve")], &at(text), Some(Missing)), (&[row, (&at(status), "done")], &at(text), None)]);
    }
    hold(&[
        (&[row], &at("advice_items"), Some(NoRow)),
        (&[row, (&at("advice"), "更换模具")], &at("advice_items"), None),
        (&[row, (&at("guests"), "林工")], &at("present"), None),
        (&[row, (&at("visited_on"), "2026-11-23")], &at("visited_on"), Some(InFuture)),
        (&[row, (&at("improvement"), "暂无"), (&at("closing"), "no")], &at("improvement"), None),
        (&[row, (&at("improvement"), "暂无"), (&at("closing"), "yes")], &at("improvement"), Some(Missing)),
        (&[("benefit.saved", "3")], "benefit.evidence", Some(Missing)),
        (&[], "benefit.evidence", None),
    ]);
}
