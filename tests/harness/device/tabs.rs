//! Several tabs of one browser.

use serde_json::json;

use super::Device;
use crate::eventually::soon;

impl Device {
    /// Opens another tab at an address and looks at it.
    ///
    /// # Panics
    /// When the browser has no more tabs.
    pub async fn open_tab(&self, path: &str) {
        let tab = self.web().new_tab().await.expect("a running browser opens tabs");
        self.web().switch_to_window(tab).await.expect("the tab was just opened");
        self.go(path).await;
    }

    /// Looks at the tab that was opened as the nth, from 0; the driver alone would leave it behind the others, hidden.
    ///
    /// # Panics
    /// When there is none.
    pub async fn look_at_tab(&self, nth: usize) {
        let tabs = self.web().windows().await.expect("a running browser tells its tabs");
        self.web().switch_to_window(tabs[nth].clone()).await.expect("a tab that the browser told");
        self.command("Page.bringToFront", json!({})).await;
    }

    /// Closes the tab that is looked at, and looks at the first.
    ///
    /// # Panics
    /// When it cannot be closed.
    pub async fn close_tab(&self) {
        self.web().close_window().await.expect("a tab can be closed");
        self.look_at_tab(0).await;
    }

    /// Waits until the page is of this edition of the site.
    pub async fn is_of_edition(&self, edition: &str) {
        let script = "return document.querySelector('meta[name=edition]')?.content ?? ''";
        soon(&format!("the page is of edition “{edition}”"), async || {
            let seen = self.run(script).await;
            if seen == json!(edition) { Ok(()) } else { Err(seen.to_string()) }
        })
        .await;
    }

    /// Has the browser look for a new version of the site now, as it does by itself at every visit.
    pub async fn look_for_update(&self) {
        self.run_async("navigator.serviceWorker.ready.then(registration => registration.update()).then(() => done(0), () => done(1))")
            .await;
    }
}
