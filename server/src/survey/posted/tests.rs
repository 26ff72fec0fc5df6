//! What a posted page means for the document.

use automerge::Automerge;
use shared::{
    documents::DocumentKind,
    records::{edit, genesis, read},
};

use super::{super::section, *};

/// A survey in which these fields of the page were sent, and sent again as it then stands.
fn after(doc: &mut Automerge, posted: &[(&str, &str)]) -> Content {
    let posted = Posted(posted.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
    let mut drawn = 0_u64;
    let mut draw = |digits: usize| {
        drawn += 1;
        format!("{drawn:0digits$x}")
    };
    let made = edits(section().fields, &Path::section_root("survey"), &read::content(doc), &posted, Timestamp(1), &mut draw);
    for edit in &made {
        edit::apply(doc, edit, Timestamp(1)).expect("the form has the place");
    }
    read::content(doc)
}

fn survey() -> Automerge {
    let mut doc = Automerge::new();
    doc.apply_changes([genesis::of(DocumentKind::Survey)]).expect("a genesis applies to an empty document");
    genesis::completions(&mut doc);
    doc
}

fn options(content: &Content, field: &str) -> Vec<String> {
    content.marks(&Path::field("survey", field)).iter().map(|mark| mark.option.clone()).collect()
}

/// [R-7.3-1]
#[test]
fn each_kind_of_answer_is_written_where_its_form_has_it() {
    let mut doc = survey();
    let content = after(
        &mut doc,
        &[
            ("survey.name", " 示例企业15 "),
            ("survey.effect", "great"),
            ("survey.comments", "第一行\r\n第二行"),
            ("survey.satisfied_with", "training"),
            ("survey.products.new.name", "电线"),
        ],
    );
    assert_eq!(content.field("survey", "name"), "示例企业15");
    assert_eq!(content.field("survey", "comments"), "第一行\n第二行");
    let rows = Path::field("survey", "products");
    let names: Vec<_> = content.live_rows(&rows).map(|row| content.text(&rows.row(&row.id).cell("name"))).collect();
    assert_eq!(names, ["电线"]);
}

#[test]
fn what_stands_on_the_page_and_was_not_touched_is_not_written() {
    let mut doc = survey();
    let posted = [("survey.name", "示例企业15"), ("survey.aspects", "costs"), ("survey.aspects.costs:rank", "1")];
    after(&mut doc, &posted);
    let before = doc.get_heads();
    after(&mut doc, &posted);
    assert_eq!(doc.get_heads(), before);
}

/// Q26: the numbers are the order; what has none comes after.
#[test]
fn the_numbers_make_the_order_and_may_change() {
    let aspects: Vec<&str> = shared::vocab::Aspect::VOCABULARY.values.iter().map(|(code, _)| *code).collect();
    let (first, second, third) = (aspects[0], aspects[1], aspects[2]);
    let ticked = |code| ("survey.aspects", code);
    let rank = |code: &str| format!("survey.aspects.{code}:rank");
    let mut doc = survey();
    let content = after(&mut doc, &[ticked(first), ticked(second), (&rank(second), "2"), (&rank(third), "1")]);
    assert_eq!(options(&content, "aspects"), [third, second, first], "a number ticks");
    let content = after(&mut doc, &[ticked(first), ticked(second), (&rank(second), "1"), (&rank(first), "2")]);
    assert_eq!(options(&content, "aspects"), [second, first]);
}

#[test]
fn a_product_can_be_taken_out_again() {
    let mut doc = survey();
    let rows = Path::field("survey", "products");
    let content = after(&mut doc, &[("survey.products.new.name", "电线")]);
    let row = content.live_rows(&rows).next().expect("it was added").id.clone();
    let deleted = rows.row(&row).cell(DELETED);
    let content = after(&mut doc, &[(deleted.as_str(), YES)]);
    assert_eq!(content.live_rows(&rows).count(), 0);
}
