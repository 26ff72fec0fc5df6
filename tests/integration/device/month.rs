//! A month of three experts, most of it without a network: thousands of words on tablets with wrong clocks that are killed in the middle
//! of things, a relay that dies, answers that never arrive, groups that change, words that are refused. In the end everybody has the same,
//! and every word is where its person can find it.
//!
//! Everything follows from a seed. `cargo xtask month` tells longer ones.

mod expert;
mod word;

use shared::{
    ids::{CommandId, DocumentId, PersonId},
    workflow::{Act, Args, Command},
};
use tests::{
    Relay, Tablet, Who,
    cast::{CAIS, SHARED, wish_with},
    dice::Dice,
    eventually::eventually,
    tablet::draw,
};

use expert::Expert;

const SEED: u64 = 20_261_126;
const DAYS: u64 = 30;
/// Sittings of a day at most; `MONTH_SITTINGS` says otherwise.
const SITTINGS: u64 = 20;
const EXPERTS: [Who; 3] = [Who::Li, Who::Wang, Who::Cai];

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

/// [invariant 10] [R-0-15]
#[test]
fn a_month_of_three_experts_without_network_ends_alike_everywhere_and_keeps_every_word() {
    let seed = asked("MONTH_SEED").unwrap_or(SEED);
    eprintln!("the same month again: MONTH_SEED={seed}");
    let (mut dice, mut relay) = (Dice::of(seed), Relay::start());
    let mut unit = Unit::at(&relay);
    let mut experts: Vec<Expert> = EXPERTS.iter().map(|who| Expert::new(*who, &relay, dice.split())).collect();
    for day in 0..DAYS {
        unit.changes_groups(day, &experts);
        for expert in &mut experts {
            expert.lives_through(day, asked("MONTH_SITTINGS").unwrap_or(SITTINGS), &mut relay);
        }
    }
    unit.comes_back(&experts);
    settle(&mut experts);
    eprintln!("{}", word::is_kept(&relay, &experts, unit.cases()));
}

/// The network is there for good: everybody listens until nothing moves any more.
fn settle(experts: &mut [Expert]) {
    experts.iter_mut().for_each(Expert::comes_home);
    eventually("everything is answered", || {
        let heard = experts.iter_mut().map(Expert::listens).filter(|has_heard| *has_heard).count();
        (heard == 0 && experts.iter().all(Expert::is_settled)).then_some(())
    });
}

/// The unit that says who is in which group: three experts for one case, and for a while others for the other.
struct Unit {
    tablet: Tablet,
    cases: [DocumentId; 2],
}

impl Unit {
    fn at(relay: &Relay) -> Self {
        let mut tablet = Tablet::of(Who::Unit, relay);
        let cases = [SHARED, CAIS].map(|enterprise| tablet.open(enterprise));
        Self { tablet, cases }
    }

    const fn cases(&self) -> [DocumentId; 2] {
        self.cases
    }

    /// Somebody joins, leaves with work under way, and comes back.
    fn changes_groups(&mut self, day: u64, experts: &[Expert]) {
        let [li, wang, cai] = [0, 1, 2].map(|at: usize| experts[at].person());
        match day {
            5 => self.forms(1, &[cai, li]),
            8 => self.forms(0, &[li, wang, cai]),
            20 => self.forms(0, &[li, cai]),
            24 => self.forms(1, &[cai]),
            26 => self.forms(0, &[li, wang, cai]),
            _ => {}
        }
    }

    /// At the end all three may read both cases, so that what they hold can be compared.
    fn comes_back(&mut self, experts: &[Expert]) {
        let all: Vec<PersonId> = experts.iter().map(Expert::person).collect();
        [0, 1].into_iter().for_each(|case| self.forms(case, &all));
    }

    fn forms(&mut self, case: usize, group: &[PersonId]) {
        self.tablet.open_document(self.cases[case]);
        let group = group.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let wish = Command { id: CommandId(draw()), ..wish_with(0, Act::FormGroup, Args::default().with("group", group)) };
        // The relay may have died since.
        self.tablet.disconnect();
        self.tablet.connect();
        assert_eq!(self.tablet.act(wish), None, "the unit forms its groups");
    }
}
