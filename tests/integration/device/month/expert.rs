//! An expert with a tablet of their own: what a day of theirs is like.

use shared::{ids::PersonId, records::edit::Edit, sync::device::Truth};
use tests::{
    Relay, Tablet, Who,
    cast::{CAIS, SHARED, path},
    dice::Dice,
};

use super::word::Word;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Long texts of a case, and short fields of it, in which experts write.
const PROSE: [&str; 4] = ["causes.problem", "causes.stock", "causes.returned", "causes.sold"];
const SHORT: [&str; 2] = ["causes.quality_head", "causes.methods_text"];
/// Where an expert writes what only an enterprise may.
const NOT_THEIRS: &str = "rectification.plan";
const TABLE: &str = "causes.list";

pub(super) struct Expert {
    who: Who,
    pub(super) tablet: Tablet,
    pub(super) words: Vec<Word>,
    dice: Dice,
    /// So wrong is the tablet's clock, in milliseconds.
    clock: i64,
}

impl Expert {
    pub(super) fn new(who: Who, relay: &Relay, dice: Dice) -> Self {
        let mut tablet = Tablet::of(who, relay);
        tablet.disconnect();
        Self { who, tablet, words: Vec::new(), dice, clock: 0 }
    }

    pub(super) const fn person(&self) -> PersonId {
        self.tablet.author().person
    }

    /// Works on site; in the evening there may be a network.
    pub(super) fn lives_through(&mut self, day: u64, sittings: u64, relay: &mut Relay) {
        self.looks_at_the_clock(day);
        if self.falls(2) || self.tablet.is_dead() {
            self.tablet.restart();
        }
        for _ in 0..self.dice.below(sittings + 1) {
            if !self.goes_to_a_case() {
                break; // No case is theirs on this tablet today.
            }
            if self.falls(8) {
                let effects = 1 + self.dice.below(8);
                self.tablet.dies_in(u32::try_from(effects).expect("few"));
            }
            self.sits();
            if self.tablet.is_dead() {
                self.tablet.restart();
            }
        }
        if self.falls(3) {
            self.has_a_network(relay);
        }
    }

    /// The day of the story by a clock that is minutes or days wrong, and that somebody sets now and then, also backwards.
    fn looks_at_the_clock(&mut self, day: u64) {
        if self.falls(6) {
            let days = i64::try_from(self.dice.below(7)).expect("few") - 3;
            let hours = i64::try_from(self.dice.below(48)).expect("few") - 24;
            self.clock = days * DAY + hours * HOUR;
        }
        let past = i64::try_from(super::DAYS - day).expect("a month");
        self.tablet.set_clock(self.clock - past * DAY);
    }

    fn goes_to_a_case(&mut self) -> bool {
        let both = if self.falls(3) { [CAIS, SHARED] } else { [SHARED, CAIS] };
        let there = both.into_iter().find(|enterprise| self.tablet.find(enterprise).is_some());
        there.is_some_and(|enterprise| {
            self.tablet.open(enterprise);
            self.tablet.state().is_some()
        })
    }

    /// A while at one place of the case.
    fn sits(&mut self) {
        match self.dice.below(20) {
            0..=10 => self.goes_on_in_prose(),
            11..=13 => self.writes_short(),
            14..=16 => self.adds_a_row(),
            17 => self.removes_a_row(),
            18 => self.writes_what_is_not_theirs(),
            _ => self.tablet.tick(),
        }
    }

    /// Some words at one place of a long text, a pause now and then.
    fn goes_on_in_prose(&mut self) {
        let field = PROSE[self.below(PROSE.len())];
        let before: Vec<char> = self.tablet.text(field).chars().collect();
        let ends: Vec<usize> = (0..=before.len()).filter(|at| *at == 0 || Word::ends_with(before[at - 1])).chain([before.len()]).collect();
        let at = ends[self.below(ends.len())];
        let (left, right): (String, String) = (before[..at].iter().collect(), before[at..].iter().collect());
        self.tablet.enter(field);
        let mut typed = String::new();
        for _ in 0..1 + self.dice.below(5) {
            let word = self.thinks_of(field);
            typed.push_str(&word.text);
            self.tablet.key(field, &format!("{left}{typed}{right}"));
            self.has_typed(word);
            if self.falls(3) {
                self.tablet.pause();
            }
        }
        self.tablet.leave();
    }

    /// A short field now holds one word; whatever stood there the person has seen.
    fn writes_short(&mut self) {
        let field = SHORT[self.below(SHORT.len())];
        self.replaces(field);
    }

    fn replaces(&mut self, field: &str) {
        let several = self.tablet.versions(field).into_iter().map(|said| said.text);
        let seen: Vec<String> = several.chain([self.tablet.text(field)]).collect();
        let word = Word { replaces: seen, ..self.thinks_of(field) };
        self.tablet.begin(field, &word.text);
        self.has_typed(word);
        self.tablet.leave();
    }

    fn adds_a_row(&mut self) {
        let row = format!("{:016x}", self.dice.below(u64::MAX));
        self.tablet.add_row(TABLE, &row);
        let field = format!("{TABLE}.{row}.text");
        if !self.tablet.is_dead() && self.tablet.rows(TABLE).contains(&row) {
            self.replaces(&field);
        }
    }

    /// A row of anybody's; what stands in it is in review where somebody wrote there without knowing.
    fn removes_a_row(&mut self) {
        let rows = self.tablet.rows(TABLE);
        if !rows.is_empty() {
            let row = &rows[self.below(rows.len())];
            self.tablet.edit(Edit::Remove { path: path(&format!("{TABLE}.{row}")), removed: true });
        }
    }

    fn writes_what_is_not_theirs(&mut self) {
        let word = self.thinks_of(NOT_THEIRS);
        self.tablet.type_in(NOT_THEIRS, &word.text);
        self.has_typed(word);
    }

    fn thinks_of(&self, field: &str) -> Word {
        Word::new(self.who, self.words.len(), self.tablet.open_case(), field)
    }

    fn has_typed(&mut self, word: Word) {
        self.words.push(Word { is_uncertain: self.tablet.is_dead(), ..word });
    }

    /// The tablet reaches the relay for a moment or for an evening. Answers get lost on the way; sometimes the relay dies.
    fn has_a_network(&mut self, relay: &mut Relay) {
        self.tablet.connect();
        let frames = if self.falls(2) { self.dice.below(12) } else { 400 };
        let dies = self.falls(4).then(|| self.dice.below(frames.min(20) + 1));
        let mut silence = 0;
        for frame in 0..frames {
            if dies == Some(frame) {
                relay.kill();
                relay.start_again();
            }
            silence = if self.tablet.is_connected() && self.tablet.listen() { 0 } else { silence + 1 };
            if !self.tablet.is_connected() || (silence > 1 && self.is_settled()) || silence > 5 {
                break;
            }
        }
        if self.tablet.is_connected() {
            self.tablet.disconnect();
        }
    }

    /// The month is over: the program starts anew and stays in the network.
    pub(super) fn comes_home(&mut self) {
        self.tablet.restart();
        self.tablet.set_clock(0);
        self.tablet.connect();
    }

    /// Whether something was heard.
    pub(super) fn listens(&mut self) -> bool {
        if !self.tablet.is_connected() {
            self.tablet.connect();
        }
        self.tablet.listen()
    }

    pub(super) fn is_settled(&self) -> bool {
        let Truth { drafts, saved, sent, .. } = self.tablet.truth();
        (drafts, saved, sent) == (0, 0, 0) && self.tablet.documents().iter().all(|line| line.is_complete)
    }

    fn falls(&mut self, sides: u64) -> bool {
        self.dice.below(sides) == 0
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.dice.below(count as u64)).expect("below a length")
    }
}
