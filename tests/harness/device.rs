//! A person's device with a real browser: one profile, kept across the restarts of its browser.

mod axe;
mod browser;
mod chip;
mod composing;
mod engine;
mod field;
mod form;
mod glass;
mod going;
mod kept;
mod keyboard;
mod lock;
mod paper;
mod photo;
mod picture;
mod saved;
mod slow;
mod tabs;

use serde_json::{Value, json};
use shared::ids::DocumentId;
use tempfile::TempDir;
use thirtyfour::{By, WebDriver, WebElement};

use crate::{Relay, Who, cast::PASSWORD, eventually::soon};
use browser::Browser;
pub use chip::Chip;
pub use engine::Engine;
pub use form::Wants;
pub use keyboard::Keyboard;
pub use lock::OnDisk;
pub use paper::Paper;
pub use photo::{Tile, size_of};
pub use saved::{Saved, part_of};
pub use slow::Slow;

/// Whoever is on the start page goes on to the cases, as a person does who taps the tab.
const TO_THE_LIST: &str = "if (location.pathname === '/') document.querySelector('.Nav a[href=\"/cases\"]')?.click();";

/// A device.
#[derive(Debug)]
pub struct Device {
    engine: Engine,
    profile: TempDir,
    address: String,
    language: &'static str,
    browser: Option<Browser>,
}

impl Device {
    /// A new device whose browser speaks Chinese, at the relay's first page.
    pub async fn at(relay: &Relay) -> Self {
        Self::speaking("zh-CN", relay).await
    }

    /// A new device whose browser speaks this language.
    pub async fn speaking(language: &'static str, relay: &Relay) -> Self {
        Self::with(Engine::Chromium, language, relay.address()).await
    }

    /// A new device with this browser, which speaks this language, at whatever stands at an address.
    ///
    /// # Panics
    /// When the browser does not start.
    pub async fn with(engine: Engine, language: &'static str, address: String) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let mut device = Self { engine, profile, address, language, browser: None };
        device.start("/").await;
        device
    }

    /// A new device on which this person has signed in and sees the list.
    pub async fn of(who: Who, relay: &Relay) -> Self {
        let device = Self::at(relay).await;
        device.sign_in(who).await;
        device.see_list().await;
        device
    }

    /// Types name and password and submits.
    pub async fn sign_in(&self, who: Who) {
        self.sign_in_as(&who.login(), PASSWORD).await;
    }

    /// Types any name and password and submits.
    pub async fn sign_in_as(&self, name: &str, password: &str) {
        self.fill("#sign-in-name", name).await;
        self.fill("#sign-in-password", password).await;
        self.click("#sign-in-submit").await;
    }

    /// Goes to the list of cases from the start page, and waits for it; the enterprises in it.
    pub async fn see_list(&self) -> Vec<String> {
        soon("the list of cases", async || {
            let seen = self.run(&format!("{TO_THE_LIST} return document.querySelectorAll('#cases > li').length")).await;
            if seen == json!(0) { Err("no case".to_owned()) } else { Ok(()) }
        })
        .await;
        let texts = "return [...document.querySelectorAll('#cases > li .CaseCard__who')].map(who => who.textContent)";
        serde_json::from_value(self.run(texts).await).expect("texts")
    }

    /// Waits until so many cases are in the list.
    pub async fn see_cases(&self, number: usize) {
        soon(&format!("{number} cases in the list"), async || {
            let seen = self.run(&format!("{TO_THE_LIST} return document.querySelectorAll('#cases > li').length")).await;
            if seen == json!(number) { Ok(()) } else { Err(seen.to_string()) }
        })
        .await;
    }

    /// Waits until everything is on this device and the service worker could start it alone; then closes and opens the
    /// browser once.
    pub async fn is_ready_for_the_road(&mut self) {
        self.is_kept().await;
        self.close_and_open().await;
        soon("all work is settled and the relay heard", async || {
            let chip = self.chip().await;
            if chip.link == "online" && chip.waiting() == 0 { Ok(()) } else { Err(format!("{chip:?}")) }
        })
        .await;
    }

    /// Waits until the service worker could start the app alone.
    pub async fn is_kept(&self) {
        soon("the service worker is active", async || {
            let state = self.run_async("navigator.serviceWorker.getRegistration().then(r => done(r?.active?.state ?? 'none'))").await;
            if state == json!("activated") { Ok(()) } else { Err(state.to_string()) }
        })
        .await;
    }

    /// Opens the case of this enterprise from the list; its address.
    ///
    /// # Panics
    /// When the list does not have it.
    pub async fn open(&self, enterprise: &str) -> String {
        self.see_list().await;
        let link = format!(
            "const who = [...document.querySelectorAll('#cases > li')].find(li => li.querySelector('.CaseCard__who').textContent === {});
             const link = who?.querySelector('a'); link?.click(); return link?.getAttribute('href') ?? null",
            json!(enterprise)
        );
        let address = self.run(&link).await;
        let address = address.as_str().unwrap_or_else(|| panic!("no case of {enterprise} in the list")).to_owned();
        self.see("[data-path]").await;
        address
    }

    /// The truth chip as it stands.
    pub async fn chip(&self) -> Chip {
        Chip::read(self).await
    }

    /// Waits until the chip tells this state.
    pub async fn chip_tells(&self, state: &str) {
        self.chip_shows(state, |chip| chip.state == state).await;
    }

    /// Waits until the chip fulfils a condition.
    pub async fn chip_shows(&self, what: &str, condition: impl Fn(&Chip) -> bool) {
        soon(&format!("the chip shows: {what}"), async || {
            let chip = self.chip().await;
            if condition(&chip) { Ok(()) } else { Err(format!("{chip:?}")) }
        })
        .await;
    }

    /// Waits for an element.
    pub async fn see(&self, css: &str) -> WebElement {
        soon(&format!("{css} is on the page"), async || match self.web().find(By::Css(css)).await {
            Ok(element) => Ok(element),
            Err(_) => Err(self.page().await),
        })
        .await
    }

    /// Whether an element is on the page now.
    pub async fn has(&self, css: &str) -> bool {
        self.web().find(By::Css(css)).await.is_ok()
    }

    /// Waits until a text is on the page.
    pub async fn read(&self, text: &str) {
        soon(&format!("“{text}” is on the page"), async || {
            let page = self.page().await;
            if page.contains(text) { Ok(()) } else { Err(page) }
        })
        .await;
    }

    /// Clicks on an element, as soon as it is there.
    pub async fn click(&self, css: &str) {
        self.see(css).await;
        let scroll = format!("document.querySelector({})?.scrollIntoView({{ block: 'center', behavior: 'instant' }})", json!(css));
        soon(&format!("{css} can be clicked"), async || {
            self.run(&scroll).await;
            let element = self.web().find(By::Css(css)).await.map_err(|error| error.to_string())?;
            element.click().await.map_err(|error| error.to_string())
        })
        .await;
    }

    /// Types into an input that is no field of a case.
    ///
    /// # Panics
    /// When it takes no keys.
    pub async fn fill(&self, css: &str, text: &str) {
        let input = self.see(css).await;
        input.clear().await.expect("an input can be cleared");
        input.send_keys(text).await.expect("an input takes keys");
    }

    /// What a person reads on the page.
    pub async fn page(&self) -> String {
        self.run("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script on the page.
    ///
    /// # Panics
    /// When it throws.
    pub async fn run(&self, script: &str) -> Value {
        let ran = self.web().execute(script, Vec::new()).await;
        ran.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Runs a script that ends by calling `done`.
    ///
    /// # Panics
    /// When it throws.
    pub async fn run_async(&self, script: &str) -> Value {
        let script = format!("const done = arguments[0]; {script}");
        let ran = self.web().execute_async(script.as_str(), Vec::new()).await;
        ran.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Commands the browser over its devtools.
    ///
    /// # Panics
    /// When it does not obey.
    pub async fn command(&self, name: &str, with: Value) -> Value {
        let did = self.web().cdp().send_raw(name, with).await;
        did.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The session's cookie as `name=value`, which no script on the page can read.
    ///
    /// # Panics
    /// When there is none.
    pub async fn cookie(&self) -> String {
        let cookie = self.web().get_named_cookie("liandong_session").await.expect("signed in");
        format!("{}={}", cookie.name, cookie.value)
    }

    fn web(&self) -> &WebDriver {
        self.browser.as_ref().expect("the browser runs").web()
    }
}

/// The document of a case's address.
///
/// # Panics
/// When it is no case's address.
#[must_use]
pub fn case_at(address: &str) -> DocumentId {
    address.rsplit('/').next().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("{address} is no case"))
}
