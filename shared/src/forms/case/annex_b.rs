//! Annex B 产品质量问题原因分析表 (7.2.3.2.1): product lines, disposal, six factors, causes. The enterprise fills, the
//! working group guides.

use crate::forms::{
    Kind::{Choice, Each, Line, Prose, Rows},
    Section, fields,
};
use crate::{
    key,
    people::Role,
    vocab::{CauseStatus, Factor, FactorConclusion, RealisationStage},
};

#[rustfmt::skip]
pub(super) static CAUSES: Section = Section {
    key: "causes",
    title: key!("section.causes"),
    writers: &[Role::Expert, Role::Enterprise],
    per_round: false,
    checks: &[],
    fields: fields! { "field.causes":
        "problem"      optional: Prose;
        "items"        required: Rows(fields! { "cell.causes.items":
            "product"  required: Line;
            "model"    required: Line;
            "made"     required: Line;
            "quantity" required: Line;
            "handling" required: Prose;
        });
        "quality_head" required: Line;
        "stock"        required: Prose;
        "returned"     required: Prose;
        "sold"         required: Prose;
        "factors"      required: Each(&Factor::VOCABULARY, fields! { "cell.causes.factors":
            "findings"   optional: Prose;
            "conclusion" required: Choice(&FactorConclusion::VOCABULARY);
        });
        "list"         required: Rows(fields! { "cell.causes.list":
            "process"  required: Choice(&RealisationStage::VOCABULARY);
            "factor"   optional: Choice(&Factor::VOCABULARY);
            "status"   required: Choice(&CauseStatus::VOCABULARY);
            "text"     required: Prose;
        });
    },
};
