//! Where the browser is: started, closed, killed, at an address, away.

use serde_json::{Value, json};

use super::{Device, browser::Browser};
use crate::eventually::soon;

impl Device {
    /// Starts the browser, cold, at an address.
    ///
    /// # Panics
    /// When it runs already or does not start.
    pub async fn start(&mut self, path: &str) {
        self.wake().await;
        self.go(path).await;
    }

    /// Starts the browser, cold, at no address: it shows nothing.
    ///
    /// # Panics
    /// When it runs already or does not start.
    pub async fn wake(&mut self) {
        assert!(self.browser.is_none(), "the browser runs");
        self.browser = Some(Browser::start(self.engine, self.profile.path(), self.language).await);
    }

    /// SIGKILL to the whole browser.
    ///
    /// # Panics
    /// When it does not run.
    pub fn kill(&mut self) {
        self.browser.take().expect("the browser runs").kill();
    }

    /// Closed as a person does, and started again where it was. Browsers put cookies and preferences on the disk only now
    /// and then, and when they are closed.
    ///
    /// # Panics
    /// When it does not run.
    pub async fn close_and_open(&mut self) {
        if !self.engine.keeps() {
            return;
        }
        let here = self.run("return location.pathname").await;
        self.browser.take().expect("the browser runs").close().await;
        self.start(here.as_str().expect("a path")).await;
    }

    /// Killed, and started again at an address. A browser that keeps nothing over its end leaves the app and comes back instead.
    ///
    /// # Panics
    /// When it does not run.
    pub async fn restart(&mut self, path: &str) {
        if !self.engine.keeps() {
            self.leave_and_come_back(path).await;
            return;
        }
        self.kill();
        self.start(path).await;
    }

    /// Closed, and started again at an address after a command to the browser.
    ///
    /// # Panics
    /// When it does not run.
    pub async fn restart_with(&mut self, name: &str, with: Value, path: &str) {
        self.browser.take().expect("the browser runs").close().await;
        self.browser = Some(Browser::start(self.engine, self.profile.path(), self.language).await);
        self.command(name, with).await;
        self.go(path).await;
        self.see("[data-path]").await;
    }

    /// Goes to an address as a person does who types it.
    ///
    /// # Panics
    /// When the browser cannot.
    pub async fn go(&self, path: &str) {
        self.web().goto(format!("{}{path}", self.address)).await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Leaves the app, so that no page of it is open any more.
    ///
    /// # Panics
    /// When the browser cannot.
    pub async fn go_away(&self) {
        self.web().goto("about:blank").await.expect("a page that needs nothing");
    }

    /// Leaves the app and comes back to an address.
    pub async fn leave_and_come_back(&self, path: &str) {
        self.go_away().await;
        self.go(path).await;
    }

    /// Leaves the app and goes back in the history: some browsers have kept the page whole, and it starts anew all the same.
    ///
    /// # Panics
    /// When the browser cannot.
    pub async fn leave_and_go_back(&self) {
        self.run("window.isOfBefore = true").await;
        self.web().goto("about:blank").await.expect("a page that needs nothing");
        self.web().back().await.expect("there is a page before");
        soon("the page has started anew", async || {
            let seen = self.web().execute("return window.isOfBefore ?? false", Vec::new()).await.map_err(|error| error.to_string())?;
            if *seen.json() == json!(false) { Ok(()) } else { Err("it is the page of before".to_owned()) }
        })
        .await;
        self.see("[data-path]").await;
    }

    /// Goes to an address within the app, as a link does: without a network too, and without starting anew.
    ///
    /// # Panics
    /// When the page does not go there.
    pub async fn walk_to(&self, path: &str) {
        let link = format!(
            "const link = document.createElement('a'); link.href = {}; document.body.append(link); link.click(); link.remove()",
            json!(path)
        );
        self.run(&link).await;
        soon(&format!("the page is at {path}"), async || {
            let here = self.run("return location.pathname").await;
            if here == json!(path) { Ok(()) } else { Err(here.to_string()) }
        })
        .await;
    }
}
