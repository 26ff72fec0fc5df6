//! Annex B 产品质量问题原因分析表 (7.2.3.2.1): product lines, disposal, six factors, causes. The enterprise fills, the
//! working group guides; in self mode the enterprise alone (Q09).

use chrono::NaiveDate;

use crate::{
    forms::{
        Kind::{self, Choice, Day, Each, Files, Line, Number, Pick, Prose, Rows, Ticks},
        Path, Register, Rounds, Section, Shown,
        checks::{days_not_in_future, is, is_given, lacks, not_in_future},
        fields,
        handed_in::{Lack, Problem},
    },
    key,
    people::Role,
    records::read::{Content, Row},
    vocab::{
        AnalysisMethod, CauseCode, CauseDetail, CauseStatus, CheckAnswer, CheckQuestion, DisposalOf, Factor, FactorConclusion, FiveWTwoH,
        RealisationStage,
    },
};

#[rustfmt::skip]
pub(super) static CAUSES: Section = Section {
    key: "causes",
    title: key!("section.causes"),
    writers: &[Role::Expert, Role::Enterprise],
    rounds: Rounds::Each,
    checks: &[days, confirmed],
    fields: fields! { "field.causes":
                              "problem"         optional:             Prose;
        ["B.items"]           "items"           required:             Rows(fields! { "cell.causes.items":
            ["B.item.product"]  "product"  required:        Line;
            ["B.item.model"]    "model"    required:        Line;
                                "made_on"  optional:        Day;
            ["B.item.made"]     "made"     when has_no_day: Line;
            ["B.item.qty"]      "quantity" required:        Number;
                                "unit"     required:        Line;
            ["B.item.handling"] "handling" required:        Prose;
        });
        ["B.enterprise"]      "enterprise"      optional:             Kind::Shown(Shown::Field("intake.enterprise"));
        ["B.qhead"]           "quality_head"    required:             Line;
        ["B.enterprise_date"] "enterprise_date" required:             Day;
        ["B.qhead_date"]      "qhead_date"      required:             Day;
        ["B.disp.stock"]      "stock"           when has_no_stock:    Prose;
        ["B.disp.returned"]   "returned"        when has_no_returned: Prose;
        ["B.disp.sold"]       "sold"            when has_no_sold:     Prose;
                              "disposal"        optional:             Rows(fields! { "cell.causes.disposal":
            "of"       required: Choice(&DisposalOf::VOCABULARY);
            "quantity" required: Number;
            "unit"     required: Line;
            "method"   required: Line;
            "date"     optional: Day;
            "files"    optional: Files;
        });
                              "checks"          optional:             Each(&CheckQuestion::VOCABULARY, fields! { "cell.causes.checks":
            "answer" optional: Choice(&CheckAnswer::VOCABULARY);
            "note"   optional: Line;
        });
        ["B.f"]               "factors"         required:             Each(&Factor::VOCABULARY, fields! { "cell.causes.factors":
            "findings"   optional: Prose;
            "conclusion" required: Choice(&FactorConclusion::VOCABULARY);
        });
                              "methods"         required:             Ticks(&AnalysisMethod::VOCABULARY);
                              "methods_text"    when is_other_method: Line;
                              "five_w"          optional:             Each(&FiveWTwoH::VOCABULARY, fields! { "cell.causes.five_w":
            "text" optional: Prose;
        });
                              "fishbone"        retired:              Rows(fields! { "cell.causes.fishbone":
            "factor" optional: Choice(&Factor::VOCABULARY);
            "text"   required: Line;
            "under"  optional: Pick(Register::Rows("causes.fishbone"));
        });
        ["B.causes"]          "list"            when is_determined:   Rows(fields! { "cell.causes.list":
            "process"  required:           Choice(&RealisationStage::VOCABULARY);
            "factor"   when is_production: Choice(&Factor::VOCABULARY);
            "code"     optional:           Choice(&CauseCode::VOCABULARY);
            "details"  optional:           Ticks(&CauseDetail::VOCABULARY);
            "text"     required:           Prose;
            "status"   required:           Choice(&CauseStatus::VOCABULARY);
            "evidence" optional:           Line;
            "under"    optional:           Pick(Register::Rows("causes.list"));
        });
                              "undetermined"    optional:             Prose;
    },
};

/// B.item.made: a day, a batch number, or both.
fn has_no_day(content: &Content, row: &Path) -> bool {
    !is_given(content, &row.cell("made_on"))
}

fn has_no_stock(content: &Content, map: &Path) -> bool {
    has_no_row(content, map, DisposalOf::Stock)
}

fn has_no_returned(content: &Content, map: &Path) -> bool {
    has_no_row(content, map, DisposalOf::Returned)
}

fn has_no_sold(content: &Content, map: &Path) -> bool {
    has_no_row(content, map, DisposalOf::Sold)
}

/// Each of the three kinds is answered in words, or by at least one line.
fn has_no_row(content: &Content, map: &Path, of: DisposalOf) -> bool {
    let table = map.cell("disposal");
    !content.live_rows(&table).any(|row| is(content, &table.row(&row.id), "of", of.code()))
}

fn is_other_method(content: &Content, map: &Path) -> bool {
    content.has_mark(&map.cell("methods"), AnalysisMethod::Other.code())
}

/// Q16: a factor is asked where the clause splits by factor.
fn is_production(content: &Content, row: &Path) -> bool {
    is(content, row, "process", RealisationStage::Production.code())
}

fn is_determined(content: &Content, map: &Path) -> bool {
    !is_given(content, &map.cell("undetermined"))
}

/// G10: at least one confirmed cause, or 未能确定 with its reason.
fn confirmed(content: &Content, root: &Path, _today: NaiveDate, problems: &mut Vec<Problem>) {
    let list = root.cell("list");
    let is_confirmed = |row: &Row| is(content, &list.row(&row.id), "status", CauseStatus::Confirmed.code());
    if is_determined(content, root) && content.live_rows(&list).next().is_some() && !content.live_rows(&list).any(is_confirmed) {
        lacks(problems, list, Lack::NothingConfirmed);
    }
}

fn days(content: &Content, root: &Path, today: NaiveDate, problems: &mut Vec<Problem>) {
    days_not_in_future(content, &root.cell("items"), "made_on", today, problems);
    not_in_future(content, &root.cell("enterprise_date"), today, problems);
    not_in_future(content, &root.cell("qhead_date"), today, problems);
    days_not_in_future(content, &root.cell("disposal"), "date", today, problems);
}
