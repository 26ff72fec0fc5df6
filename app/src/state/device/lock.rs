//! The lock of whoever works here: how it stands, what can be done about it, and when it closes by itself.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use shared::{
    lock::{After, Answer, Idle, Kind, Seen, Standing},
    sync::device::Held,
};

use crate::data::{LockAsk, ToWorker, clock};
use crate::state::tell::Tell;

/// What of a person's hand is a sign of life.
const TOUCHES: [&str; 3] = ["pointerdown", "keydown", "wheel"];

/// The lock.
#[derive(Clone, Copy)]
pub(crate) struct Lock {
    /// How it stands.
    pub(crate) standing: RwSignal<Standing>,
    /// What became of the last wish; `None` while it is not known.
    pub(crate) answer: RwSignal<Option<Answer>>,
    /// A wish is being carried out.
    pub(crate) is_busy: RwSignal<bool>,
    /// How often it was opened: what the screen shows is then asked for anew.
    pub(crate) openings: RwSignal<u32>,
    idle: StoredValue<Option<Idle>>,
    /// The page has closed it, and the worker has not said so yet: what it said before does not open it again.
    is_closing: StoredValue<bool>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    tell: Tell,
}

pub(in crate::state) fn provide(tell: Tell) -> Lock {
    let lock = Lock {
        standing: RwSignal::new(Standing::None),
        answer: RwSignal::new(None),
        is_busy: RwSignal::new(false),
        openings: RwSignal::new(0),
        idle: StoredValue::new(None),
        is_closing: StoredValue::new(false),
        timer: StoredValue::new_local(None),
        tell,
    };
    provide_context(lock);
    for touch in TOUCHES {
        let heard = window_event_listener_untyped(touch, move |_| lock.sees(Seen::Touch));
        on_cleanup(move || heard.remove());
    }
    let turned = window_event_listener_untyped("visibilitychange", move |_| {
        lock.sees(if document().hidden() { Seen::Hidden } else { Seen::Shown });
    });
    on_cleanup(move || turned.remove());
    lock
}

/// The lock.
pub(crate) fn use_lock() -> Lock {
    expect_context()
}

impl Lock {
    pub(in crate::state) fn hears(self, standing: Standing, answer: Option<Answer>) {
        let before = self.standing.get_untracked();
        match standing {
            Standing::Open { .. } if self.is_closing.get_value() => return,
            Standing::Open { after, .. } => {
                let idle = self.idle.get_value().map_or_else(|| Idle::new(after, clock::now()), |idle| idle.with(after));
                self.idle.set_value(Some(idle));
                self.watch();
            }
            Standing::None | Standing::Closed { .. } => {
                self.idle.set_value(None);
                self.is_closing.set_value(false);
            }
        }
        if standing != before {
            self.standing.set(standing);
        }
        if matches!((before, standing), (Standing::Closed { .. }, Standing::Open { .. })) {
            self.openings.update(|openings| *openings += 1);
        }
        if answer.is_some() {
            self.is_busy.set(false);
            self.answer.set(answer);
        }
    }

    /// How much is behind it while it is closed, as it was last counted.
    pub(crate) fn held(self) -> Option<Held> {
        self.standing.with(|standing| match standing {
            Standing::Closed { held, .. } => *held,
            Standing::Open { .. } | Standing::None => None,
        })
    }

    /// Whether it is closed.
    pub(crate) fn is_closed(self) -> bool {
        self.standing.with(|standing| matches!(standing, Standing::Closed { .. }))
    }

    /// Whether there is one, and it is open.
    pub(crate) fn is_open(self) -> bool {
        self.standing.with(|standing| matches!(standing, Standing::Open { .. }))
    }

    /// Closes it now. The screen is covered at once; the worker closes once everything is durable.
    pub(crate) fn close(self) {
        let Standing::Open { kind, .. } = self.standing.get_untracked() else { return };
        self.idle.set_value(None);
        self.timer.set_value(None);
        self.answer.set(None);
        self.is_closing.set_value(true);
        self.tell.close_lock();
        self.standing.set(Standing::Closed { kind, wait: None, held: None });
    }

    /// Opens it.
    pub(crate) fn open(self, secret: String) {
        self.ask(LockAsk::Open { secret });
    }

    /// Makes one.
    pub(crate) fn set(self, kind: Kind, secret: String, after: After) {
        self.ask(LockAsk::Set { kind, secret, after });
    }

    /// Another secret.
    pub(crate) fn change(self, old: String, kind: Kind, new: String) {
        self.ask(LockAsk::Change { old, kind, new });
    }

    /// Takes it away.
    pub(crate) fn remove(self, secret: String) {
        self.ask(LockAsk::Remove { secret });
    }

    /// When it closes by itself.
    pub(crate) fn close_after(self, after: After) {
        self.ask(LockAsk::After(after));
    }

    /// Something is seen of the person.
    pub(in crate::state) fn sees(self, what: Seen) {
        let Some(idle) = self.idle.get_value() else { return };
        self.idle.set_value(Some(idle.sees(what, clock::now())));
        // A touch moves the end away; whoever comes back after it is asked before anything is seen.
        if what != Seen::Touch || self.is_due() {
            self.watch();
        }
    }

    fn is_due(self) -> bool {
        self.idle.get_value().and_then(|idle| idle.due()).is_some_and(|due| due <= clock::now())
    }

    /// Closes it when it is time, or looks again when it may be.
    fn watch(self) {
        if self.is_due() {
            self.close();
            return;
        }
        let due = self.idle.get_value().and_then(|idle| idle.due());
        let pause = due.and_then(|due| u32::try_from(due.0 - clock::now().0).ok());
        self.timer.set_value(pause.map(|pause| Timeout::new(pause + 1, move || self.watch())));
    }

    fn ask(self, ask: LockAsk) {
        self.is_busy.set(true);
        self.answer.set(None);
        self.tell.say(ToWorker::Lock(ask));
    }
}
