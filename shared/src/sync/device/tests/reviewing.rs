//! Two experts write at once, a coordinator decides; and everybody sees who did what.

use super::{
    HEAD, PROBLEM,
    network::{Network, Who, path},
};
use crate::{
    records::{
        edit::Edit,
        history::{Decision, Held, Version},
        review::About,
    },
    sync::device::{Look, Seen, ToldSitting},
    workflow::{Act, Code},
};

const ROW: &str = "00000000000000aa";

/// Lin and Wang each wrote without a network in the same long text, the same short field and the same row, which Lin removed. All
/// three are connected again, with the page open.
fn after_the_road() -> (Network, [usize; 3]) {
    let mut net = Network::new();
    net.designate();
    let (lin, wang, unit) = (net.device(Who::Lin), net.device(Who::Wang), net.device(Who::Unit));
    for device in [lin, wang, unit] {
        net.connect(device);
        net.open(device);
    }
    net.type_in(lin, PROBLEM, "开头。结尾。");
    net.add_row(lin, "causes.list", ROW);
    for device in [lin, wang] {
        net.disconnect(device);
    }
    net.type_in(lin, PROBLEM, "林工说：开头。结尾。");
    net.type_in(wang, PROBLEM, "开头。结尾。王工说完。");
    net.type_in(lin, HEAD, "陈经理");
    net.type_in(wang, HEAD, "黄厂长");
    net.edit(lin, Edit::Remove { path: path(&row()), removed: true });
    net.type_in(wang, &format!("{}.text", row()), "拉丝模磨损");
    for device in [lin, wang] {
        net.connect(device);
        net.open(device);
    }
    (net, [lin, wang, unit])
}

fn row() -> String {
    format!("causes.list.{ROW}")
}

fn settle(field: &str, text: &str) -> Edit {
    Edit::Settle { path: path(field), text: text.into() }
}

#[test]
fn a_coordinator_decides_what_two_experts_wrote_and_everybody_follows() {
    let (mut net, devices) = after_the_road();
    let [_, wang, unit] = devices;
    for device in devices {
        let places: Vec<String> = net.review(device).iter().map(|question| question.path.as_str().to_owned()).collect();
        assert_eq!(places, [row(), PROBLEM.to_owned(), HEAD.to_owned()]);
        assert_eq!(net.disputed(device), 3, "the list says so without opening the case");
    }
    net.settle(unit, Edit::Confirm { path: path(PROBLEM) });
    net.settle(unit, settle(HEAD, "陈经理、黄厂长"));
    net.settle(unit, Edit::Remove { path: path(&row()), removed: false });
    assert_eq!(net.refused(unit), []);
    for device in devices {
        assert_eq!(net.review(device), []);
        assert_eq!((net.text(device, PROBLEM), net.text(device, HEAD)), ("林工说：开头。结尾。王工说完。".into(), "陈经理、黄厂长".into()));
    }
    net.type_in(wang, PROBLEM, "王工再写");
    assert_eq!((net.disputed(wang), net.refused(wang)), (0, vec![]));
}

#[test]
fn a_decision_is_taken_back_on_every_device_and_decided_anew() {
    let (mut net, devices) = after_the_road();
    let [lin, _, unit] = devices;
    let asked = net.review(unit);
    net.settle(unit, settle(PROBLEM, "重写"));
    net.settle(unit, settle(HEAD, "陈经理"));
    net.settle(unit, Edit::Remove { path: path(&row()), removed: true });
    assert_eq!((net.review(lin), net.text(lin, PROBLEM)), (vec![], "重写".into()));
    for question in &asked {
        net.reopen(unit, question.clone());
    }
    assert_eq!(net.refused(unit), []);
    for device in devices {
        assert_eq!(net.review(device).len(), 3);
        assert_eq!(net.text(device, PROBLEM), "林工说：开头。结尾。王工说完。");
        let About::Prose { sides, .. } = net.question(device, PROBLEM).about else { panic!("a long text") };
        let writers: Vec<_> = sides.iter().filter_map(|side| side.by).map(|by| by.person).collect();
        assert_eq!(writers, [Who::Lin.person().id, Who::Wang.person().id]);
    }
    net.edit(lin, Edit::Settle { path: path(HEAD), text: "黄厂长".into() });
    assert_eq!(net.text(unit, HEAD), "黄厂长");
}

#[test]
fn a_coordinator_decides_without_network_and_what_was_not_on_the_screen_is_asked_again() {
    let (mut net, [lin, _, unit]) = after_the_road();
    net.disconnect(unit);
    net.settle(unit, settle(PROBLEM, "只留这句"));
    net.type_in(lin, PROBLEM, "林工说：开头。结尾。王工说完。林工又写。");
    net.restart(unit);
    net.connect(unit);
    net.open(unit);
    assert_eq!(net.refused(unit), []);
    assert!(net.text(lin, PROBLEM).contains("林工又写"), "{}", net.text(lin, PROBLEM));
    assert_eq!(net.question(lin, PROBLEM), net.question(unit, PROBLEM));
}

#[test]
fn a_decision_is_about_what_the_screen_showed() {
    let (mut net, [lin, _, unit]) = after_the_road();
    let shown = net.looks_at(unit);
    net.type_in(lin, HEAD, "林厂长");
    net.settle_on(unit, &shown, settle(HEAD, "陈经理"));
    let mut standing: Vec<String> = net.versions(lin, HEAD).into_iter().map(|said| said.text).collect();
    standing.sort();
    assert_eq!(standing, ["林厂长", "陈经理"]);
}

/// The right to decide is no right to write.
#[test]
fn where_nothing_is_to_be_decided_a_coordinator_writes_nothing_of_the_experts() {
    let (mut net, [lin, _, unit]) = after_the_road();
    net.type_in(lin, "causes.stock", "封存");
    net.type_in(unit, "causes.stock", "改动");
    net.type_in(unit, "causes.sold", "改动");
    net.edit(unit, Edit::Remove { path: path(&row()), removed: false });
    net.edit(unit, Edit::Add { path: path("causes.list"), row: "00000000000000bb".into(), order: "9".into() });
    net.type_in(unit, &format!("{}.text", row()), "改动");
    let codes: Vec<Code> = net.refused(unit).into_iter().map(|work| work.refusal.code).collect();
    assert_eq!(codes, [Code::NotYourSection; 4], "bringing a removed row back is a decision");
    assert_eq!(net.text(lin, "causes.stock"), "封存");
}

fn history(net: &mut Network, at: usize) -> Vec<ToldSitting> {
    net.look(at, Look::History { by: None, section: None, most: 100 });
    let Seen::History(past) = net.seen(at) else { panic!("the history is looked at") };
    past.sittings.clone()
}

/// Who changed what, when, on which device, and who decided.
#[test]
fn the_history_tells_the_words_of_each_and_the_decision() {
    let (mut net, [lin, _, unit]) = after_the_road();
    net.settle(unit, settle(HEAD, "黄厂长"));
    let sittings = history(&mut net, lin);
    let by = |who: Who| sittings.iter().find(|sitting| sitting.by.person == who.person().id).expect("a sitting");
    let value = |text: &str| Held::Values(vec![text.into()]);
    let (change, decision) = &by(Who::Unit).changes[0];
    assert_eq!((change.path.as_str(), decision, &change.after), (HEAD, &Some(Decision::Decided), &value("黄厂长")));
    assert!(matches!(&change.before, Held::Values(values) if values.len() == 2));
    let of_wang: Vec<_> = by(Who::Wang).changes.iter().map(|(change, _)| change.path.as_str().to_owned()).collect();
    assert_eq!(of_wang, [PROBLEM.to_owned(), HEAD.to_owned(), format!("{}.text", row())]);
    net.look(lin, Look::History { by: Some(Who::Wang.person().id), section: Some("causes".into()), most: 1 });
    let Seen::History(past) = net.seen(lin) else { panic!("the history is looked at") };
    assert_eq!((past.sittings.len(), past.total, past.people.len()), (1, 1, 3));
    net.type_in(lin, "causes.stock", "封存");
    net.look(lin, Look::History { by: Some(Who::Lin.person().id), section: None, most: 1 });
    let Seen::History(past) = net.seen(lin) else { panic!("the history is looked at") };
    assert!(past.sittings[0].changes.iter().any(|(change, _)| change.path.as_str() == "causes.stock"), "it follows the document");
}

/// The case as it was at a filing, and what is different since.
#[test]
fn the_case_is_shown_as_it_was_and_compared_with_today() {
    let (mut net, [lin, _, unit]) = after_the_road();
    net.act_now(Act::Remind);
    let number = u32::try_from(net.shown(lin).entries.len() - 1).unwrap();
    net.settle(unit, settle(HEAD, "黄厂长"));
    net.look(lin, Look::Then(Version::Entry(number)));
    let Seen::Then(_, Some(then)) = net.seen(lin) else { panic!("the version is there") };
    assert_eq!((then.view.content.concurrent(&path(HEAD)).len(), then.view.state.entries.len()), (2, net.shown(lin).entries.len()));
    net.look(lin, Look::Compare { from: Version::Entry(number), to: Version::Now });
    let Seen::Compared { found: Some((differences, _)), .. } = net.seen(lin) else { panic!("both are there") };
    assert_eq!(differences.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), [HEAD]);
    net.look(lin, Look::Then(Version::Entry(99)));
    assert!(matches!(net.seen(lin), Seen::Then(_, None)));
}
