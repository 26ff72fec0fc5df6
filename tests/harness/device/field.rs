//! Fields of the open case, as hands and eyes meet them.

use serde_json::json;
use thirtyfour::{By, Key, WebElement};

use super::Device;
use crate::eventually::soon;

impl Device {
    /// The control of a field.
    pub async fn field(&self, path: &str) -> WebElement {
        self.see(&format!("[id='{}']", path.replace('.', "-"))).await
    }

    /// What stands in a field.
    pub async fn text(&self, path: &str) -> String {
        let control = self.field(path).await;
        control.prop("value").await.ok().flatten().unwrap_or_default()
    }

    /// Waits until a field reads so.
    pub async fn reads(&self, path: &str, text: &str) {
        self.shows(path, text, |seen| seen == text).await;
    }

    /// Waits until a field fulfils a condition.
    pub async fn shows(&self, path: &str, what: &str, condition: impl Fn(&str) -> bool) {
        soon(&format!("{path} shows {what}"), async || {
            let seen = self.text(path).await;
            if condition(&seen) { Ok(()) } else { Err(seen) }
        })
        .await;
    }

    /// Focuses a field with the caret at its end.
    ///
    /// # Panics
    /// When it cannot be entered.
    pub async fn enter(&self, path: &str) -> WebElement {
        let control = self.field(path).await;
        control.scroll_into_view().await.expect("a control on the page");
        control.focus().await.expect("a control on the page");
        control.send_keys(Key::Control + Key::End).await.expect("a control takes keys");
        control
    }

    /// Types at the end of a field, key by key; the field is not left.
    ///
    /// # Panics
    /// When it takes no keys.
    pub async fn keys(&self, path: &str, text: &str) {
        self.enter(path).await.send_keys(text).await.expect("a control takes keys");
    }

    /// Types at the beginning of a field; the field is not left.
    ///
    /// # Panics
    /// When it takes no keys.
    pub async fn keys_before(&self, path: &str, text: &str) {
        let control = self.enter(path).await;
        control.send_keys(Key::Control + Key::Home).await.expect("a control takes keys");
        control.send_keys(text).await.expect("a control takes keys");
    }

    /// Leaves whatever field is focused.
    pub async fn leave(&self) {
        self.run("document.activeElement?.blur()").await;
    }

    /// Types at the end of a field and leaves it.
    pub async fn write(&self, path: &str, text: &str) {
        self.keys(path, text).await;
        self.leave().await;
    }

    /// How many versions stand in a field, as the page says.
    pub async fn versions(&self, path: &str) -> String {
        let frame = self.see(&format!("[data-path='{path}']")).await;
        frame.attr("data-versions").await.ok().flatten().unwrap_or_default()
    }

    /// The rows of a table by their ids.
    pub async fn rows(&self, table: &str) -> Vec<String> {
        let script = format!(
            "const start = {} + '.';
             const rows = [...document.querySelectorAll('[data-row]')].map(row => row.dataset.row).filter(row => row.startsWith(start));
             return rows.map(row => row.slice(start.length))",
            json!(table)
        );
        serde_json::from_value(self.run(&script).await).expect("texts")
    }

    /// Whether the page has a control for this field.
    pub async fn has_control(&self, path: &str) -> bool {
        self.browser.as_ref().expect("the browser runs").web().find(By::Css(format!("[id='{}']", path.replace('.', "-")))).await.is_ok()
    }
}
