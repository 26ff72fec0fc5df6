//! Survey tables.

use super::*;
use crate::stats::{
    surveys::for_experts::FEWEST,
    surveys::{AverageRank, SurveyTable, tables},
};

/// [R-7.3-3] [Q26] Times chosen counts every answer, the average rank only those that give one.
#[test]
fn aspects_are_counted_and_their_ranks_averaged() {
    let surveys = [
        SurveyFigures { aspects: codes(&["cost", "quality"]), ranked: 2, ..answer(1) },
        SurveyFigures { aspects: codes(&["quality", "rules", "cost"]), ranked: 3, ..answer(2) },
        SurveyFigures { aspects: codes(&["quality", "cost", "rules"]), ranked: 3, ..answer(3) },
        SurveyFigures { aspects: codes(&["rules", "digital", "cost"]), ranked: 1, ..answer(4) },
    ];
    let table = tables(&surveys, &year(), None).all;
    let lines: Vec<_> = table
        .aspects
        .iter()
        .map(|(code, line)| {
            let rank = line.rank.as_ref().map(|rank| (rank.value, rank.value.rounded().to_string(), rank.of.clone()));
            (code.as_str(), line.chosen.clone(), rank)
        })
        .collect();
    let rank = |sum, answers, rounded: &str, of: &[u8]| Some((AverageRank { sum, answers }, rounded.to_owned(), ids(of)));
    let expected = [
        ("cost", count(&[1, 2, 3, 4]), rank(6, 3, "2.00", &[1, 2, 3])),
        ("digital", count(&[4]), None),
        ("quality", count(&[1, 2, 3]), rank(4, 3, "1.33", &[1, 2, 3])),
        ("rules", count(&[2, 3, 4]), rank(6, 3, "2.00", &[2, 3, 4])),
    ];
    assert_eq!(lines, expected);
}

/// [R-7.3-3] Effect and satisfaction by option, invited and answered, over all and per district.
#[test]
fn options_are_counted_over_all_and_per_district() {
    let surveys = [
        answer(1),
        SurveyFigures { effect: "little".to_owned(), district: Some(District::Huli), ..answer(2) },
        SurveyFigures { satisfaction: String::new(), satisfied_with: codes(&["ability", "training"]), ..answer(3) },
        SurveyFigures { answered_on: None, district: Some(District::Huli), ..answer(4) },
    ];
    let tables = tables(&surveys, &year(), None);
    let told = |table: &SurveyTable| {
        let of = |code| table.effect.get(code).cloned().unwrap_or_else(|| count(&[]));
        (table.invited.clone(), table.answered.clone(), of("great"), of("little"))
    };
    assert_eq!(told(&tables.all), (count(&[1, 2, 3, 4]), count(&[1, 2, 3]), count(&[1, 3]), count(&[2])));
    assert_eq!(tables.all.satisfaction, [("satisfied".to_owned(), count(&[1, 2]))].into());
    assert_eq!(tables.all.satisfied_with["ability"], count(&[1, 2, 3]));
    assert_eq!(tables.all.satisfied_with["training"], count(&[3]));
    let [(huli, in_huli), (tongan, in_tongan)] = tables.districts.as_slice() else { panic!("two districts") };
    assert_eq!((*huli, told(in_huli)), (Some(District::Huli), (count(&[2, 4]), count(&[2]), count(&[]), count(&[2]))));
    assert_eq!((*tongan, told(in_tongan)), (Some(District::Tongan), (count(&[1, 3]), count(&[1, 3]), count(&[1, 3]), count(&[]))));
}

/// [R-7.3-3] The invitation's day decides, and a report may be of one campaign.
#[test]
fn surveys_belong_to_the_time_of_the_invitation_and_to_their_campaign() {
    let surveys = [
        answer(1),
        SurveyFigures { invited_on: day("2025-12-31"), ..answer(2) },
        SurveyFigures { campaign: id(99), ..answer(3) },
        SurveyFigures { district: Some(District::Huli), ..answer(4) },
    ];
    assert_eq!(tables(&surveys, &year(), None).all.invited, count(&[1, 3, 4]));
    assert_eq!(tables(&surveys, &year(), Some(id(99))).all.invited, count(&[3]));
    let huli = Filter { district: Some(District::Huli), product_class: Some("wire".to_owned()), ..year() };
    assert_eq!(tables(&surveys, &huli, None).all.invited, count(&[4]));
}

/// [R-7.3-3] [Q25] Experts see tables from five enterprises on; below, only how many were asked and answered.
#[test]
fn experts_see_no_table_of_fewer_than_five() {
    let up_to = |last: u8| (1..=last).map(answer).chain([SurveyFigures { answered_on: None, ..answer(90) }]).collect::<Vec<_>>();
    for (answers, is_shown) in [(0, false), (1, false), (4, false), (5, true), (6, true)] {
        let seen = tables(&up_to(answers), &year(), None).for_experts().all;
        assert_eq!((seen.invited, seen.answered), (u64::from(answers) + 1, u64::from(answers)));
        assert_eq!(seen.tables.is_some(), is_shown, "{answers} answers");
    }
    assert_eq!(FEWEST, 5);
    let seen = tables(&up_to(6), &year(), None).for_experts().all.tables.expect("six answered");
    assert_eq!(seen.effect, [("great".to_owned(), 6)].into());
    assert_eq!(seen.satisfaction, [("satisfied".to_owned(), 6)].into());
    assert_eq!(seen.satisfied_with, [("ability".to_owned(), 6)].into());
    assert_eq!(seen.aspects, [("quality".to_owned(), (6, Some(Hundredths(100))))].into());
}

/// [R-7.3-3] [Q25] Five answers of one enterprise are one voice.
#[test]
fn answers_of_one_enterprise_do_not_open_the_tables() {
    let surveys: Vec<_> = (1..=6).map(|number| SurveyFigures { enterprise: OrgId([7; 16]), ..answer(number) }).collect();
    assert_eq!(tables(&surveys, &year(), None).for_experts().all.tables, None);
}

/// [R-7.3-3] [Q25] What a small district answered must not come out by subtracting the others from the whole.
#[test]
fn a_small_district_does_not_come_out_by_subtraction() {
    let (tongan, huli, jimei) = (District::Tongan, District::Huli, District::Jimei);
    #[rustfmt::skip]
    let table: [(&[Answered], &[District]); 4] = [
        (&[(tongan, 6), (huli, 5)],             &[huli, tongan]),
        (&[(tongan, 6), (huli, 4)],             &[]),
        (&[(tongan, 6), (huli, 1), (jimei, 3)], &[]),
        (&[(tongan, 6), (huli, 2), (jimei, 3)], &[tongan]),
    ];
    for (answers, shown) in table {
        let all = answers.iter().flat_map(|(district, many)| std::iter::repeat_n(*district, usize::from(*many)));
        let surveys: Vec<_> =
            (1..).zip(all).map(|(number, district)| SurveyFigures { district: Some(district), ..answer(number) }).collect();
        let seen = tables(&surveys, &year(), None).for_experts();
        assert!(seen.all.tables.is_some());
        let seen: Vec<_> = seen.districts.iter().filter(|(_, seen)| seen.tables.is_some()).filter_map(|(district, _)| *district).collect();
        assert_eq!(seen, shown, "{answers:?}");
    }
}

/// A district and how many answered there.
type Answered = (District, u8);

/// The answer of an enterprise in Tongan.
fn answer(number: u8) -> SurveyFigures {
    SurveyFigures {
        id: id(number),
        campaign: id(100),
        enterprise: OrgId([number; 16]),
        district: Some(District::Tongan),
        invited_on: day("2026-09-01"),
        answered_on: Some(day("2026-09-10")),
        effect: "great".to_owned(),
        aspects: codes(&["quality"]),
        ranked: 1,
        satisfaction: "satisfied".to_owned(),
        satisfied_with: codes(&["ability"]),
    }
}
