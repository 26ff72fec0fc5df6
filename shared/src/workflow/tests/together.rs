//! One act in several cases: each is asked by itself.

use super::*;
use crate::ids::Hash;

fn told(act: Act, args: Args, on: NaiveDate) -> Command {
    Command { id: CommandId([0; 16]), act, on, args, heads: Vec::<Hash>::new(), rules: RULES }
}

/// Lets the relay do what was asked for with a command.
fn done(walk: &mut Walk, who: Who, command: &Command) {
    walk.does_on(who, command.act, &command.args, command.on);
}

#[test]
fn what_is_told_for_several_cases_belongs_to_none_of_them_alone() {
    for act in TOGETHER {
        let rule = rule(DocumentKind::Case, act).expect("an act of a case");
        assert!(rule.signs.is_none(), "{act:?} is signed");
        let own = rule.asks.iter().filter(|field| {
            let is_of_a_case = matches!(field.kind, Kind::Pick(forms::Register::Rows(_) | forms::Register::Documents(DocumentKind::Case)));
            matches!(field.key, "number" | "entry") || is_of_a_case
        });
        assert_eq!(own.map(|field| field.key).collect::<Vec<_>>(), Vec::<&str>::new(), "{act:?}");
    }
}

/// [R-7.2.1.1-1]
#[test]
fn a_unit_is_designated_in_the_cases_that_were_started_and_the_others_say_why_not() {
    let (city, today) = (Who::City.person(), Walk::started().today);
    let unit = Joint::Do(Act::DesignateUnit);
    let nothing = told(Act::DesignateUnit, Args::default(), today);
    let lacks = unit.told(DocumentKind::Case, &nothing, today).expect_err("no unit was chosen").lacks;
    assert_eq!(lacks.iter().map(|problem| problem.place.as_str()).collect::<Vec<_>>(), ["arg.unit"], "told before any case is asked");
    let said = told(Act::DesignateUnit, Args::default().with("unit", Who::Unit.org()), today);
    assert_eq!(unit.told(DocumentKind::Case, &said, today), Ok(()));
    let asked = [Walk::started(), Walk::opened()].map(|walk| {
        let facts = walk.facts(&city);
        let may = unit.may(&facts).err().map(|refusal| refusal.code);
        let command = unit.command(&facts, &said, CommandId([7; 16]), Timestamp(0));
        assert_eq!(may, command.as_ref().err().map(|refusal| refusal.code), "looking first says the same as asking");
        command.map(|command| (command.id, command.act)).map_err(|refusal| refusal.code)
    });
    assert_eq!(asked, [Ok((CommandId([7; 16]), Act::DesignateUnit)), Err(Code::NotStarted)]);
}

/// [R-0-10] [R-0-18]
#[test]
fn what_was_done_together_is_taken_back_entry_by_entry() {
    let mut walk = Walk::started();
    walk.does(Who::Huli, Act::OrderRectification, &args(&[("number", "责改1号")]));
    let earlier = told(Act::Extend, args(&[("due", "2026-05-20"), ("reason", "设备检修")]), walk.today);
    let extended = told(Act::Extend, args(&[("due", "2026-06-30"), ("reason", "春节停工 ")]), walk.today);
    let back = Joint::TakeBack(extended.clone());
    let why = told(Act::Revoke, args(&[("reason", "选错了事项")]), walk.today);
    let huli = Who::Huli.person();
    done(&mut walk, Who::Huli, &earlier);
    assert_eq!(back.may(&walk.facts(&huli)).map_err(|refusal| refusal.code), Err(Code::NoSuchEntry), "not done here");
    done(&mut walk, Who::Huli, &extended);
    let number = walk.last();
    done(&mut walk, Who::Huli, &earlier);
    assert_eq!(back.told(DocumentKind::Case, &why, walk.today), Ok(()));
    let command = back.command(&walk.facts(&huli), &why, CommandId([8; 16]), Timestamp(0)).expect("their own entry");
    assert_eq!((command.act, command.args.text("entry")), (Act::Revoke, number.as_str()));
    done(&mut walk, Who::Huli, &command);
    assert_eq!(back.may(&walk.facts(&huli)).map_err(|refusal| refusal.code), Err(Code::NoSuchEntry), "it counts no more");
    assert_eq!(walk.state.all(Act::Extend).count(), 2, "what was told at other times stands");
}
