//! A relay with more and more cases, and the device of the city's officer on which they all are.

use std::{collections::VecDeque, time::Instant};

use automerge::{ActorId, Automerge};
use serde_bytes::ByteBuf;
use serde_json::json;
use shared::{
    documents::DocumentKind,
    forms::Path,
    ids::{Author, DocumentId},
    records::{
        edit::{self, Edit},
        genesis,
    },
};
use tests::{
    Device, Hand, Line, Tablet, Who,
    cast::CASES,
    eventually::{DEADLINE, soon},
    tablet::{draw, now},
};

use super::{
    Row,
    plan::{self, Plan},
};
use crate::city::{City, submit};

/// Changes of the case that is long.
pub(super) const LONG: usize = 5_000;
/// So many cases go on being written in.
pub(super) const MOVING: usize = 200;
/// Field and words of a case's intake, beside its number.
const INTAKE: [(&str, &str); 8] = [
    ("source", "spot_check"),
    ("found_by", "厦门市市场监督管理局"),
    ("found_on", "2026-03-02"),
    ("credit_code", "91350200MA00000000"),
    ("address", "厦门市同安区工业集中区思明园一百号"),
    ("product", "家用和类似用途插头插座"),
    ("model", "GN-B3033 250V 10A"),
    ("inspection_body", "厦门市产品质量监督检验院"),
];

pub(super) struct World {
    pub(super) city: City,
    pub(super) device: Device,
    /// The case of [`LONG`] changes, and one of the ordinary ones.
    pub(super) long: DocumentId,
    pub(super) ordinary: DocumentId,
    pub(super) plan: Plan,
    hand: Hand,
    author: Author,
    moving: VecDeque<(DocumentId, Automerge)>,
    cases: usize,
    /// Entries of the logs that the officer may read.
    entries: usize,
}

impl World {
    pub(super) async fn begin() -> Self {
        let mut city = City::unpinned();
        let officer = Tablet::of(Who::City, &city.relay);
        let long = city.case_of_changes(LONG);
        let device = Device::of(Who::City, &city.relay).await;
        let hand = city.relay.hand(Who::City);
        let author = Author { person: officer.author().person, device: hand.device };
        let person = |who| city.relay.hand(who).session().expect("signed in").person;
        let (expert, enterprise) = (person(Who::Li).id, person(Who::Enterprise(14)).org.id);
        let plan = plan::begin(&mut hand.line().expect("signed in"), author, expert, (enterprise, long));
        let entries = officer.entries() + LONG + OPENED + plan.entries;
        Self { city, device, long, ordinary: long, plan, hand, author, moving: VecDeque::new(), cases: CASES + 1, entries }
    }

    /// More cases, until there are so many here and all of them on the device.
    pub(super) async fn grow(&mut self, to: usize) -> Row {
        self.device.go_away().await;
        let mut line = self.line();
        for case in self.city.open_cases(to.saturating_sub(self.cases)) {
            let doc = self.begin_case(&mut line, case);
            if self.moving.len() < MOVING {
                self.moving.push_back((case, doc));
            }
            self.ordinary = case;
        }
        self.cases = self.cases.max(to);
        let begin = Instant::now();
        self.device.go("/").await;
        self.all_is_here().await;
        let taken = begin.elapsed();
        self.device.is_ready_for_the_road().await;
        Row {
            what: "what is new is fetched (not slowed)",
            aim: "–",
            how: "from opening the app to the last entry on the device; further cases each time".into(),
            found: format!("{:.1} s", taken.as_secs_f64()),
        }
    }

    /// Somebody writes in [`MOVING`] cases, as fast as the relay takes it.
    pub(super) fn others_write(&mut self) {
        let mut line = self.line();
        for _ in 0..MOVING {
            let (case, mut doc) = self.moving.pop_front().expect("some cases move");
            let sampled = format!("受检单位 {}", self.entries);
            submit(&mut line, case, vec![write(&mut doc, "sampled_unit", &sampled)]);
            self.moving.push_back((case, doc));
            self.entries += 1;
        }
    }

    /// Waits until every entry is on the device.
    pub(super) async fn all_is_here(&self) {
        let begin = Instant::now();
        let mut before = 0;
        loop {
            let here = self.device.kept_entries().await;
            if here >= self.entries {
                return;
            }
            // A whole city takes longer than a story waits; but something must come.
            assert!(here > before || begin.elapsed() < DEADLINE * 20, "{here} of {} entries are on the device", self.entries);
            before = here;
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }

    /// Goes to a document within the app and waits until its form is drawn; how long that took, in milliseconds of the page's clock.
    pub(super) async fn open(&self, document: DocumentId) -> serde_json::Value {
        self.follow("/cases/", document).await
    }

    /// As [`World::open`], of the plan.
    pub(super) async fn open_plan(&self) -> serde_json::Value {
        self.follow("/documents/", self.plan.id).await
    }

    async fn follow(&self, list: &str, document: DocumentId) -> serde_json::Value {
        self.device.run_async(&format!("({OPEN})({}, {}).then(done)", json!(list), json!(document.to_string()))).await
    }

    /// Waits until the device hears the relay and everything is settled.
    pub(super) async fn is_online(&self) {
        soon("the relay is heard and nothing waits", async || {
            let chip = self.device.chip().await;
            if chip.link == "online" && chip.waiting() == 0 { Ok(()) } else { Err(format!("{chip:?}")) }
        })
        .await;
    }

    fn line(&self) -> Line {
        self.hand.line().expect("signed in")
    }

    /// The officer says what the case is about.
    fn begin_case(&mut self, line: &mut Line, case: DocumentId) -> Automerge {
        let mut doc = Automerge::new();
        doc.apply_changes([genesis::of(DocumentKind::Case)]).expect("genesis applies");
        doc.set_actor(ActorId::from(draw()));
        doc.set_author(Some(self.author.to_bytes().into()));
        let (number, name) = (format!("SJ-2026-{}", self.entries), format!("量程企业{}号", self.entries));
        let fields = INTAKE.into_iter().chain([("report_no", number.as_str()), ("enterprise", name.as_str())]);
        let changes: Vec<ByteBuf> = fields.map(|(field, text)| write(&mut doc, field, text)).collect();
        self.entries += changes.len() + OPENED;
        submit(line, case, changes);
        doc
    }
}

/// Entries of a case that was opened and started: its genesis is one.
const OPENED: usize = 3;

/// A link as the list has it, from the click to a drawn form.
const OPEN: &str = "(list, id) => new Promise(done => {
    const link = document.createElement('a');
    link.href = list + id;
    document.body.append(link);
    const begin = performance.now();
    link.click();
    link.remove();
    const look = () => document.querySelector(`[data-case='${id}'] [data-path]`) ? done(performance.now() - begin) : requestAnimationFrame(look);
    look();
})";

fn write(doc: &mut Automerge, field: &str, text: &str) -> ByteBuf {
    let edit = Edit::Write { path: Path::field("intake", field), text: text.to_owned() };
    let change = edit::apply(doc, &edit, now()).expect("the form has the place").expect("it is new");
    ByteBuf::from(change.raw_bytes().to_vec())
}
