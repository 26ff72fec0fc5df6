//! What the relay counts, for Prometheus. One place counts for the whole process, so that whoever has something to count
//! calls one function. Labels are codes and outcomes, never ids: a label with an id would tell who works when, and
//! would never be forgotten.

mod families;

use std::{
    path::Path,
    sync::LazyLock,
    time::{Duration, Instant},
};

use prometheus_client::encoding::text::encode;
use shared::{sync::wire::FromRelay, workflow::Act};

use families::Families;

static FAMILIES: LazyLock<Families> = LazyLock::new(Families::new);

/// The process begins; the uptime counts from here.
pub(crate) fn begin() {
    LazyLock::force(&FAMILIES);
}

/// A connection that is counted for as long as this is held.
#[must_use]
pub(crate) struct Connection(());

/// A connection opens.
pub(crate) fn connected() -> Connection {
    FAMILIES.connections.inc();
    Connection(())
}

impl Drop for Connection {
    fn drop(&mut self) {
        FAMILIES.connections.dec();
    }
}

/// A submit was answered.
pub(crate) fn submitted(answer: &FromRelay) {
    FAMILIES.submits.inc();
    match answer {
        FromRelay::Answer { accepted, refused, blocked, retry, .. } => {
            let count = |outcome, code, changes: usize| {
                if changes > 0 {
                    FAMILIES.changes.get_or_create(&[("outcome", outcome), ("code", code)]).inc_by(changes as u64);
                }
            };
            count("accepted", "", accepted.len());
            refused.iter().for_each(|(_, refusal)| count("refused", refusal.code.code(), 1));
            count("blocked", "", blocked.len());
            count("missing", "", retry.len());
        }
        FromRelay::Trouble { code, .. } => trouble(code.code()),
        _ => {} // Nothing else answers a submit.
    }
}

/// A command was answered.
pub(crate) fn commanded(act: Act, answer: &FromRelay) {
    let (outcome, code) = match answer {
        FromRelay::Decided { refused: None, .. } => ("counts", ""),
        FromRelay::Decided { refused: Some(refusal), .. } => ("refused", refusal.code.code()),
        FromRelay::Trouble { code, .. } => ("trouble", code.code()),
        _ => return, // Nothing else answers a command.
    };
    FAMILIES.commands.get_or_create(&[("act", act.code()), ("outcome", outcome), ("code", code)]).inc();
    if outcome == "trouble" {
        trouble(code);
    }
}

fn trouble(code: &'static str) {
    FAMILIES.troubles.get_or_create(&[("code", code)]).inc();
}

/// A group of writes was committed, or not.
pub(crate) fn committed(writes: usize, took: Duration, outcome: &'static str) {
    FAMILIES.commits.get_or_create(&[("outcome", outcome)]).observe(took.as_secs_f64());
    FAMILIES.group.observe(writes as f64);
}

/// The guard's time, from here until this is dropped.
#[must_use]
pub(crate) struct Judging(Instant);

/// The guard begins to judge.
pub(crate) fn judging() -> Judging {
    Judging(Instant::now())
}

impl Drop for Judging {
    fn drop(&mut self) {
        FAMILIES.guard.observe(self.0.elapsed().as_secs_f64());
    }
}

/// So many documents are loaded now.
pub(crate) fn loaded(documents: usize) {
    FAMILIES.loaded.set(i64::try_from(documents).unwrap_or(i64::MAX));
}

/// A connection was cut because it did not take what was said on it.
pub(crate) fn cut() {
    FAMILIES.cuts.inc();
}

/// Everything counted, in the text form of OpenMetrics, which Prometheus reads. Blocks while it looks at the store's folder.
pub(crate) fn text(data: &Path) -> String {
    FAMILIES.look(data);
    let mut text = String::new();
    encode(&mut text, &FAMILIES.registry).expect("writing to a string");
    text
}

#[cfg(test)]
mod tests {
    use shared::{
        ids::{CommandId, DocumentId, Hash},
        workflow::Code,
    };

    use super::*;

    #[test]
    fn what_is_counted_is_told_under_codes() {
        submitted(&FromRelay::Answer {
            batch: 1,
            document: DocumentId([1; 16]),
            accepted: vec![(Hash([1; 32]), 1), (Hash([2; 32]), 2)],
            refused: vec![(Hash([3; 32]), Code::CaseClosed.into())],
            blocked: vec![],
            retry: vec![],
            listed: None,
        });
        let refused = Some(Code::NoSuchDocument.into());
        commanded(Act::Serve, &FromRelay::Decided { id: CommandId([1; 16]), document: DocumentId([1; 16]), refused });
        committed(3, Duration::from_millis(4), "stored");
        drop(judging());
        let text = text(Path::new("."));
        for line in [
            "liandong_changes_total{outcome=\"accepted\",code=\"\"} 2",
            "liandong_changes_total{outcome=\"refused\",code=\"case_closed\"} 1",
            "liandong_commands_total{act=\"serve\",outcome=\"refused\",code=\"no_such_document\"} 1",
            "liandong_commit_seconds_count{outcome=\"stored\"} 1",
            "liandong_commit_writes_sum 3.0",
            "liandong_guard_seconds_count 1",
        ] {
            assert!(text.contains(line), "{line} in\n{text}");
        }
        assert!(text.ends_with("# EOF\n"));
    }
}
