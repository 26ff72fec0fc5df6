//! Who may come in and who may see what: accounts, devices, invitations, sessions, and the log of what was done about them.

mod accounts;
mod command_line;
mod devices;
mod inviting;
mod passwords;
mod reading;
mod sign_in;
mod sign_on;
mod standing;
mod survey;

use serde_json::{Value, json};
use tests::Hand;

const PEOPLE: &str = "/api/admin/people";

/// Somebody's row in the list of people.
pub(crate) fn row(admin: &Hand, login: &str) -> Value {
    let (status, rows) = admin.ask("GET", PEOPLE, &Value::Null);
    assert_eq!(status, 200, "{rows}");
    let found = rows.as_array().expect("a list").iter().find(|row| row["login"] == login);
    found.unwrap_or_else(|| panic!("{login} is not in {rows}")).clone()
}

/// What an administrator decides about somebody, beginning with what they are.
fn position(row: &Value) -> Value {
    let person = &row["person"];
    json!({ "name": person["name"], "role": person["role"], "org": person["org"]["id"], "is_admin": row["is_admin"], "is_disabled": row["is_disabled"] })
}

/// The address of somebody in the administration.
pub(crate) fn address(row: &Value) -> String {
    format!("{PEOPLE}/{}", row["person"]["id"].as_str().expect("an id"))
}

/// The acts in the audit log, oldest first.
fn acts(admin: &Hand) -> Vec<String> {
    let (status, rows) = admin.ask("GET", "/api/admin/audit", &Value::Null);
    assert_eq!(status, 200, "{rows}");
    rows.as_array().expect("a list").iter().map(|row| row["act"].as_str().expect("a code").to_owned()).collect()
}
