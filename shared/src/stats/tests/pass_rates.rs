//! Pass rates, on published counts too.

use super::*;
use crate::stats::pass_rates::{Comparison, Inspected, InvalidRow, Line, NoRate, Rate, RowId, compare};

/// [R-7.3-7] Rounded half up from integers; the last rows are far beyond what a float holds.
#[test]
fn a_rate_is_exact_and_rounds_half_up() {
    #[rustfmt::skip]
    let table = [
        (229,       45,    "80.35"),
        (1,         0,     "100.00"),
        (1,         1,     "0.00"),
        (3,         1,     "66.67"),
        (3,         2,     "33.33"),
        (20_000,    1,     "100.00"), // 99.995
        (20_000,    3,     "99.99"),  // 99.985
        (1_000_000, 51,    "99.99"),  // 99.9949
        (u64::MAX,  1,     "100.00"),
        (u64::MAX,  u64::MAX - 1, "0.00"),
    ];
    for (batches, failed, percent) in table {
        let rate = Rate::of(batches, failed).expect("a rate");
        assert_eq!(rate.percent().to_string(), percent, "{failed} of {batches}");
        assert_eq!((rate.batches(), rate.failed()), (batches, failed));
    }
}

/// [R-7.3-7] The batches that regulators published for 2020 to 2023.
#[test]
fn the_published_pass_rates_come_out() {
    let rows: Vec<(&str, u64, u64)> = include_str!("../pass-rates-2023.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<_> = line.split(',').collect();
            (cells[0], cells[1].parse().expect("batches"), cells[2].parse().expect("failed"))
        })
        .collect();
    assert_eq!(rows.len(), 10);
    let by_hand = [
        ("电动自行车", "80.35"),
        ("电线电缆", "98.11"),
        ("儿童及婴幼儿服装(网售)", "83.65"),
        ("塑胶玩具(网售)", "94.74"),
        ("儿童家具(网售)", "53.85"),
        ("毛巾(网售)", "83.33"),
        ("水泥", "94.55"),
        ("全部产品(2022年)", "90.60"),
        ("全部产品(2023年)", "87.70"),
        ("中小学生校服(深圳)", "76.67"),
    ];
    for ((product, batches, failed), (expected, percent)) in rows.into_iter().zip(by_hand) {
        assert_eq!(product, expected);
        assert_eq!(Rate::of(batches, failed).expect("a rate").percent().to_string(), percent, "{product}");
    }
}

/// [R-7.3-7] More failed than inspected, or nothing inspected, is no rate.
#[test]
fn impossible_batches_are_refused() {
    assert_eq!(Rate::of(0, 0), Err(NoRate::NoBatches));
    assert_eq!(Rate::of(5, 6), Err(NoRate::MoreFailedThanInspected));
    assert_eq!(Rate::of(0, 1), Err(NoRate::MoreFailedThanInspected));
}

/// [R-7.3-7] All rows that cannot be counted are named at once.
#[test]
fn a_table_with_impossible_rows_names_each() {
    let rows = [after("c", "paper", None, (3, 4)), after("a", "wire", None, (10, 1)), after("b", "wire", None, (0, 0))];
    let invalid = |row: &str, why| InvalidRow { row: name(row), why };
    let expected = vec![invalid("b", NoRate::NoBatches), invalid("c", NoRate::MoreFailedThanInspected)];
    assert_eq!(compare(&rows, before(), &year()), Err(expected));
}

/// [R-7.3-7] [R-4.4-3] By product class and district, before against after; sums come from batches, not from percentages.
#[test]
fn sums_are_made_of_batches() {
    let (tongan, huli) = (Some(District::Tongan), Some(District::Huli));
    let rows = [
        earlier("a", "wire", tongan, (100, 20)),
        earlier("b", "wire", huli, (10, 1)),
        after("c", "wire", tongan, (50, 2)),
        after("d", "wire", tongan, (50, 3)),
        after("e", "paper", huli, (40, 20)),
    ];
    let table = compare(&rows, before(), &year()).expect("all rows can be counted");
    let lines: Vec<_> = table.lines.iter().map(|line| (line.of.0.as_str(), line.of.1, told(line), line.rise())).collect();
    let expected = [
        ("paper", huli, [None, Some((40, 20, 5000, "e".into()))], None),
        ("wire", huli, [Some((10, 1, 9000, "b".into())), None], None),
        ("wire", tongan, [Some((100, 20, 8000, "a".into())), Some((100, 5, 9500, "cd".into()))], Some(1500)),
    ];
    assert_eq!(lines.len(), expected.len());
    for line in expected {
        assert!(lines.contains(&line), "{line:?} in {lines:?}");
    }
    let classes: Vec<_> = table.classes.iter().map(|line| (line.of.as_str(), told(line))).collect();
    assert_eq!(classes[0], ("paper", [None, Some((40, 20, 5000, "e".into()))]));
    assert_eq!(classes[1], ("wire", [Some((110, 21, 8091, "ab".into())), Some((100, 5, 9500, "cd".into()))]));
    let districts: Vec<_> = table.districts.iter().map(|line| (line.of, told(line))).collect();
    assert_eq!(districts[0], (huli, [Some((10, 1, 9000, "b".into())), Some((40, 20, 5000, "e".into()))]));
    assert_eq!(districts[1].0, tongan);
    assert_eq!(told(&table.sum), [Some((110, 21, 8091, "ab".into())), Some((140, 25, 8214, "cde".into()))]);
    assert_eq!(table.sum.rise(), Some(123));
}

/// [R-7.3-7] A row across the boundary belongs to neither time; it is named and not lost.
#[test]
fn a_row_that_lies_in_neither_time_is_left_out_by_name() {
    let across = Inspected { from: day("2025-12-01"), ..after("across", "wire", None, (10, 10)) };
    let long_ago = Inspected { from: day("2020-01-01"), to: day("2020-12-31"), ..after("ago", "wire", None, (10, 10)) };
    let table = compare(&[across, long_ago, after("in", "wire", None, (10, 1))], before(), &year()).expect("rows can be counted");
    assert_eq!(table.left_out, [name("across"), name("ago")]);
    assert_eq!(told(&table.sum), [None, Some((10, 1, 9000, "in".into()))]);
}

/// [R-7.3-7] [R-5.2-3] A district compares its own rows.
#[test]
fn pass_rates_obey_the_filter() {
    let rows = [
        after("a", "wire", Some(District::Tongan), (10, 1)),
        after("b", "wire", Some(District::Huli), (10, 2)),
        after("c", "paper", Some(District::Tongan), (0, 0)),
    ];
    let filter = Filter { district: Some(District::Tongan), product_class: Some("wire".to_owned()), ..year() };
    let table: Comparison = compare(&rows, before(), &filter).expect("the impossible row is of another class");
    assert_eq!(told(&table.sum)[1], Some((10, 1, 9000, "a".into())));
}

type Told = Option<(u64, u64, u64, String)>;

/// Batches, failed, hundredths of a percent, and the names of the rows in one word.
fn told<K>(line: &Line<K>) -> [Told; 2] {
    [&line.before, &line.after].map(|side| {
        let counted = side.as_ref()?;
        let rows = counted.of.iter().map(|row| row.row.as_str()).collect();
        Some((counted.value.batches(), counted.value.failed(), counted.value.percent().0, rows))
    })
}

fn after(row: &str, class: &str, district: Option<District>, (batches, failed): (u32, u32)) -> Inspected {
    let (from, to) = (day("2026-01-01"), day("2026-06-30"));
    Inspected { row: name(row), product_class: class.to_owned(), district, from, to, batches, failed }
}

fn earlier(row: &str, class: &str, district: Option<District>, batches: (u32, u32)) -> Inspected {
    Inspected { from: day("2025-01-01"), to: day("2025-12-31"), ..after(row, class, district, batches) }
}

fn before() -> Period {
    Period { from: day("2025-01-01"), to: day("2025-12-31") }
}

fn name(row: &str) -> RowId {
    RowId { document: id(1), row: row.to_owned() }
}
