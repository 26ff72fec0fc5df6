//! From an empty file, or one that an earlier release wrote, to today's layout.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::rebuild;
use crate::{random, store::StoreError};

/// A step to a further layout: what SQL does, then what only the program can.
struct Step {
    sql: &'static str,
    then: fn(&Transaction<'_>) -> Result<(), StoreError>,
}

/// All steps; `user_version` counts those that were taken. A step, once released, never changes.
const STEPS: &[Step] = &[
    Step { sql: include_str!("schema.sql"), then: |_| Ok(()) },
    // Summaries, states and refusals got a new form with the documents of every kind.
    Step { sql: include_str!("pending.sql"), then: rebuild::everything },
    Step { sql: include_str!("era.sql"), then: begin_era },
    Step { sql: include_str!("desk.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("device_keys.sql"), then: |_| Ok(()) },
];

/// Takes the steps that are missing: all of them or none.
pub(super) fn upgrade(connection: &mut Connection) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken: usize = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let Some(steps) = STEPS.get(taken..) else {
        return Err(StoreError::Failed("a newer version of the program has written this store".into()));
    };
    for step in steps {
        tx.execute_batch(step.sql)?;
        (step.then)(&tx)?;
    }
    tx.pragma_update(None, "user_version", STEPS.len())?;
    Ok(tx.commit()?)
}

fn begin_era(tx: &Transaction<'_>) -> Result<(), StoreError> {
    tx.execute("INSERT INTO era (id) VALUES (?1)", [random::bytes::<16>()])?;
    Ok(())
}
