//! The rows of a list begin as cases, and the list itself waits with its person's decisions.

use super::{Network, Who, network::path, opening};
use crate::{
    importing::{Importing, tables::csv},
    records::edit::Edit,
    workflow::Code,
};

const PRODUCT: &str = "intake.product";

fn edits(product: &str) -> Vec<Edit> {
    let (table, row) = (path("intake.failed_items"), "00000000000000aa".to_owned());
    let write = |path, text: &str| Edit::Write { path, text: text.into() };
    vec![
        write(path("intake.enterprise"), "沪缆线业"),
        write(path(PRODUCT), product),
        write(path("intake.enterprise_kind.producer"), "yes"),
        Edit::Add { path: table.clone(), row: row.clone(), order: "1".into() },
        write(table.row(&row).cell("item"), "导体电阻"),
        write(path("intake.note"), "温度：20"),
    ]
}

/// [R-7.2.2.1-1] [R-4.3-1]
#[test]
fn a_row_is_a_case_at_once_with_its_words_in_the_list_and_reaches_the_others_later() {
    let mut net = Network::empty();
    let (bureau, city) = (net.device(Who::District), net.device(Who::City));
    net.begin(bureau, opening(), edits("电线电缆"));
    let line = net.lines(bureau)[0].clone();
    let said = (line.summary.title.as_str(), line.summary.product.as_str(), line.summary.failed.join(""));
    assert_eq!(said, ("沪缆线业", "电线电缆", "导体电阻".to_owned()), "without anybody having opened it");
    assert_eq!(line.saved, 6);
    net.restart(bureau);
    assert_eq!(net.lines(bureau)[0].summary.product, "电线电缆");
    net.begin(bureau, opening(), edits("另一次"));
    net.open(bureau);
    assert_eq!(net.text(bureau, PRODUCT), "电线电缆", "who goes on with an interrupted import begins nothing twice");
    net.connect(city);
    net.connect(bureau);
    assert_eq!((net.relay_text(PRODUCT).as_str(), net.relay_text("intake.note").as_str()), ("电线电缆", "温度：20"));
    assert_eq!((net.truth(bureau).saved, net.truth(bureau).sent, net.decided(bureau)), (0, 0, &[None][..]));
    assert_eq!(net.lines(city).len(), 1);
}

/// All of a case is there or nothing of it, at whatever moment the browser is killed.
#[test]
fn an_import_that_is_killed_leaves_no_half_of_a_case() {
    for transaction in 1..3 {
        let mut net = Network::empty();
        let bureau = net.device(Who::District);
        net.kill_at(bureau, transaction);
        net.begin(bureau, opening(), edits("电线电缆"));
        net.restart(bureau);
        let saved: Vec<u32> = net.lines(bureau).iter().map(|line| line.saved).collect();
        assert!(saved.is_empty() || saved == [6], "killed at the {transaction}. transaction: {saved:?}");
        net.begin(bureau, opening(), edits("电线电缆"));
        net.connect(bureau);
        assert_eq!((net.relay_text(PRODUCT).as_str(), net.truth(bureau).saved), ("电线电缆", 0));
    }
}

#[test]
fn a_row_that_the_relay_refuses_stays_with_its_words_and_the_reason() {
    let mut net = Network::empty();
    let bureau = net.device(Who::District);
    net.begin(bureau, opening().with("category", "drug"), edits("感冒药"));
    net.connect(bureau);
    assert_eq!(net.decided(bureau), [Some(Code::ExcludedProduct)]);
    assert_eq!(net.refused(bureau).len(), 1);
    assert_eq!(net.lines(bureau)[0].summary.product, "感冒药");
}

#[test]
fn the_list_waits_with_what_was_decided_about_it() {
    let mut net = Network::empty();
    let bureau = net.device(Who::District);
    let mut importing = Importing::default();
    importing.begin("一.csv", csv::read("一", "企业名称,产品名称\n甲,纸杯\n").expect("a table"), &Who::District.person());
    importing.is_of("市质检院");
    importing.remember();
    net.keep_importing(bureau, importing.clone());
    net.restart(bureau);
    assert_eq!(net.importing(bureau), Some(&importing));
    net.empty_under(bureau);
    net.restart(bureau);
    assert_eq!(net.importing(bureau), Some(&importing), "also where the browser threw the rows away");
}
