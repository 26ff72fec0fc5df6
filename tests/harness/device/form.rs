//! Forms as a person fills them who goes by what the page says is missing, and acts as a person gives them who reads the list
//! of what is possible. Nothing here knows a form: what a field is, its table says.

use std::collections::BTreeSet;

use serde_json::json;
use shared::{
    forms::{Field, Kind, Need, Path, Register},
    workflow::Act,
};
use thirtyfour::WebElement;

use super::Device;
use crate::eventually::soon;

/// What to write or choose where the first or usual value will not do: the end of the path, and the value.
pub type Wants<'a> = &'a [(&'a str, &'a str)];

impl Device {
    /// Fills everything that the page says is missing in a section.
    ///
    /// # Panics
    /// When the page goes on missing something.
    pub async fn complete(&self, section: &str, wants: Wants<'_>) {
        self.see(&format!("[data-section='{section}'][data-writable='true']")).await;
        for (end, value) in wants.iter().filter(|(end, _)| end.starts_with("!")) {
            self.put(&Path::of_text(&format!("{section}.{}", &end[1..])), value).await;
        }
        let mut tried = BTreeSet::new();
        loop {
            let is_new = |one: &(String, String)| !tried.contains(one);
            let missing = soon(&format!("{section} lacks nothing that was put right"), async || {
                let missing = self.missing(section).await;
                if missing.is_empty() || missing.iter().any(is_new) { Ok(missing) } else { Err(format!("{missing:?}")) }
            })
            .await;
            if missing.is_empty() {
                return;
            }
            for (place, lack) in missing {
                let path = Path::of_text(&place);
                let want = wants.iter().find(|(end, _)| place.ends_with(end)).map(|(_, value)| *value);
                if tried.insert((place.clone(), lack.clone())) {
                    self.cure(&path, &lack, want).await;
                }
            }
        }
    }

    /// What the page says is missing in a section: place and lack.
    async fn missing(&self, section: &str) -> Vec<(String, String)> {
        self.leave().await;
        let script = format!(
            "const section = document.querySelector(\"[data-section='{section}']\");
             const button = section.querySelector('[data-missing]');
             if (!button) return [];
             if (button.getAttribute('aria-expanded') !== 'true') button.click();
             const lines = [...section.querySelectorAll('.Lacking [data-place]')];
             return lines.length === Number(button.dataset.missing) ? lines.map(line => [line.dataset.place, line.dataset.lack]) : null"
        );
        soon(&format!("the page says what {section} lacks"), async || {
            let said = self.run(&script).await;
            serde_json::from_value(said).map_err(|error| error.to_string())
        })
        .await
    }

    /// The list leads to a place and opens what is folded around it. It takes the hand there a moment later: whoever types as fast as
    /// a program would have it taken out of the next field. Not where the place is missing no longer.
    async fn is_led_to(&self, path: &Path) -> bool {
        let place = path.as_str();
        let show = format!("const line = document.querySelector(\".Lacking [data-show='{place}']\"); line?.click(); return line !== null");
        if self.run(&show).await == json!(false) {
            return false;
        }
        let is_there = format!(
            "for (let at = '{place}'; at; at = at.substring(0, at.lastIndexOf('.'))) {{
                 const there = document.querySelector(['path', 'row', 'table', 'section'].map(kind => `[data-${{kind}}='${{at}}']`).join());
                 const control = there?.querySelector('input, textarea, select, button');
                 if (there) return !control || !control.getClientRects().length || there.contains(document.activeElement);
             }}
             return true"
        );
        soon(&format!("the list leads to {place}"), async || {
            let is_there = self.run(&is_there).await;
            if is_there == json!(true) { Ok(()) } else { Err(is_there.to_string()) }
        })
        .await;
        true
    }

    async fn cure(&self, path: &Path, lack: &str, want: Option<&str>) {
        if !self.is_led_to(path).await {
            return;
        }
        match lack {
            "no_row" => {
                let add = format!("[data-add='{}']", path.as_str());
                self.see(&add).await;
                self.run(&format!("document.querySelector(\"{add}\").click()")).await;
                self.see(&format!("[data-row^='{}.']", path.as_str())).await;
            }
            "nothing_confirmed" => {} // A wanted status is put into a cause of the same list.
            _ => self.put(path, want.unwrap_or_default()).await,
        }
    }

    /// Puts a value into a field by the control that its kind has; empty text stands for a plausible value.
    ///
    /// # Panics
    /// When the forms have no such field.
    pub async fn put(&self, path: &Path, want: &str) {
        let field = path.form_field().unwrap_or_else(|| panic!("{} is no field", path.as_str()));
        let or = |usual: &str| if want.is_empty() { usual.to_owned() } else { want.to_owned() };
        match field.kind {
            Kind::Line | Kind::Prose | Kind::ProseWithin(_) => self.write(path.as_str(), &or("照实填写")).await,
            Kind::Number => self.write(path.as_str(), &or("12")).await,
            Kind::Day => self.pick_day(&id(path), &or("2026-02-02")).await,
            Kind::Choice(vocabulary) => self.pick_choice(path.as_str(), &or(vocabulary.values[0].0)).await,
            Kind::Ticks(vocabulary) | Kind::Ranked(vocabulary) => self.tick(&id(path), &or(vocabulary.values[0].0)).await,
            Kind::Pick(Register::Rows(_)) if want.is_empty() => {}
            Kind::Pick(_) | Kind::Picks(_) if want.is_empty() => self.tick_first(&id(path)).await,
            Kind::Pick(_) | Kind::Picks(_) => self.tick(&id(path), want).await,
            Kind::Files | Kind::Rows(_) | Kind::Each(..) | Kind::Shown(_) => {}
        }
    }

    /// Whether this person may write in a section of the open document.
    pub async fn may_write(&self, section: &str) -> bool {
        let section = self.see(&format!("[data-section='{section}']")).await;
        section.attr("data-writable").await.ok().flatten().as_deref() == Some("true")
    }

    /// Writes into every field of a section, with one new row in each table; the paths that hold something then.
    ///
    /// # Panics
    /// When the page does not draw a field, or does not take a value.
    pub async fn fill_all(&self, section: &str) -> Vec<String> {
        self.see(&format!("[data-section='{section}'][data-writable='true']")).await;
        let table = shared::forms::section(section).unwrap_or_else(|| panic!("there is no section {section}"));
        let mut written = Vec::new();
        self.fill_fields(table.fields, Path::section_root(section), &mut written).await;
        self.leave().await;
        written
    }

    async fn fill_fields(&self, fields: &'static [Field], at: Path, written: &mut Vec<String>) {
        for field in fields.iter().filter(|field| !matches!(field.need, Need::Retired)) {
            let path = at.cell(field.key);
            match field.kind {
                Kind::Rows(cells) => {
                    let row = self.add_row(&path).await;
                    Box::pin(self.fill_fields(cells, path.row(&row), written)).await;
                }
                Kind::Each(vocabulary, cells) => {
                    let row = path.row(vocabulary.values[0].0);
                    self.unfold(&row).await;
                    Box::pin(self.fill_fields(cells, row, written)).await;
                }
                Kind::Shown(_) | Kind::Files => drop(self.see(&format!("[data-path='{}']", path.as_str())).await),
                Kind::Pick(Register::Rows(_)) => drop(self.see(&format!("[data-path='{}']", path.as_str())).await),
                _ => {
                    self.put(&path, "").await;
                    written.push(path.as_str().to_owned());
                }
            }
        }
    }

    /// Adds a row to a table; its id.
    pub async fn add_row(&self, table: &Path) -> String {
        let rows = async || self.rows(table.as_str()).await.into_iter().filter(|row| !row.contains('.')).collect::<Vec<_>>();
        let before = rows().await;
        let add = format!("[data-add='{}']", table.as_str());
        self.see(&add).await;
        self.run(&format!("document.querySelector(\"{add}\").click()")).await;
        soon(&format!("a new row in {}", table.as_str()), async || {
            rows().await.into_iter().find(|row| !before.contains(row)).ok_or_else(|| "no new row".to_owned())
        })
        .await
    }

    /// Opens a row that is folded.
    async fn unfold(&self, row: &Path) {
        let row = format!("[data-row='{}']", row.as_str());
        self.see(&row).await;
        let title = format!("{row} > .RowCard__head .RowCard__title");
        self.run(&format!("document.querySelector(\"{title}[aria-expanded='false']\")?.click()")).await;
    }

    /// Gives an act from the list of what is possible, and waits until it counts.
    ///
    /// # Panics
    /// When it is not possible, or is refused.
    pub async fn act(&self, act: Act, args: &[(&str, &str)]) {
        self.ask(act, args).await;
        self.counts(act).await;
    }

    /// Gives an act; it waits where there is no network.
    pub async fn ask(&self, act: Act, args: &[(&str, &str)]) {
        self.leave().await;
        self.click(&format!(".Next button[data-act='{}']", act.code())).await;
        self.tell(act, args).await;
    }

    /// Begins a document of a kind from the list of what may be begun; its address.
    ///
    /// # Panics
    /// When the dialog does not close.
    pub async fn begin(&self, within: &str, kind: &str, args: &[(&str, &str)]) -> String {
        let before = self.run("return location.pathname").await;
        self.see(&format!("{within} .New")).await;
        self.run(&format!("document.querySelector(\"{within} .New\").open = true")).await;
        self.click(&format!("{within} [data-new='{kind}']")).await;
        self.tell(Act::Open, args).await;
        soon("the new document is open", async || {
            let here = self.run("return location.pathname").await;
            if here == before { Err(self.page().await) } else { Ok(()) }
        })
        .await;
        self.see(&format!("article[data-kind='{kind}']")).await;
        self.run("return location.pathname").await.as_str().unwrap_or_default().to_owned()
    }

    async fn tell(&self, act: Act, args: &[(&str, &str)]) {
        self.see(&format!("form[data-dialog='{}']", act.code())).await;
        for (key, value) in args {
            let control = format!("arg-{key}");
            let is = |css: String| async move {
                self.run(&format!("return document.querySelector(\"dialog {css}\") !== null")).await == json!(true)
            };
            if is(format!("[id='{control}'].Options")).await {
                for code in value.split_whitespace() {
                    self.tick(&control, code).await;
                }
            } else if is(format!("input[type='date'][id='{control}']")).await {
                self.pick_day(&control, value).await;
            } else if is(format!("[id='{control}'].Choice, [id='{control}'].Chips")).await {
                self.pick_in(&format!("dialog [id='{control}']"), value).await;
            } else {
                self.fill(&format!("dialog [id='{control}']"), value).await;
            }
        }
        if self.run("return document.querySelector('dialog .Glass__pane') !== null").await == json!(true) {
            self.draw_on_glass("pen").await;
        }
        self.click("#act-submit").await;
    }

    /// Waits until an act counts that was asked for here.
    pub async fn counts(&self, act: Act) {
        let css = format!(".Next__asked li[data-of='{}']:last-of-type", act.code());
        soon(&format!("{} counts", act.code()), async || {
            let state = self.run(&format!("return document.querySelector(\"{css}\")?.dataset.asked ?? 'nothing'")).await;
            if state == json!("done") { Ok(()) } else { Err(format!("{state}: {}", self.page().await)) }
        })
        .await;
    }

    /// Waits until an act is possible.
    pub async fn may(&self, act: Act) -> WebElement {
        self.see(&format!(".Next button[data-act='{}']", act.code())).await
    }

    async fn pick_day(&self, control: &str, day: &str) {
        let script = format!(
            "const input = document.querySelector(\"[id='{control}']\"); input.value = '{day}';
             for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, {{ bubbles: true }}))"
        );
        self.see(&format!("[id='{control}']")).await;
        self.run(&script).await;
    }

    async fn pick_choice(&self, path: &str, code: &str) {
        self.pick_in(&format!("[id='{}']", path.replace('.', "-")), code).await;
    }

    async fn pick_in(&self, css: &str, code: &str) {
        self.see(css).await;
        let script = format!(
            "const control = document.querySelector(\"{css}\");
             if (control.tagName === 'SELECT') {{
                 control.value = '{code}'; control.dispatchEvent(new Event('change', {{ bubbles: true }}));
             }} else control.querySelector(\"input[value='{code}']\").click()"
        );
        self.run(&script).await;
    }

    /// Chooses an option of a group, by its code, its id, or what people read.
    async fn tick(&self, control: &str, want: &str) {
        self.see(&format!("[id='{control}']")).await;
        let script = format!(
            "const group = document.querySelector(\"dialog[open] [id='{control}'], [id='{control}']\");
             const search = group.querySelector(\"input[type='search']\");
             const boxes = [...group.querySelectorAll(\"input[type='checkbox'], input[type='radio']\")];
             const box = boxes.find(box => box.value === {want} || box.closest('label').innerText.includes({want}));
             if (box) {{ if (!box.checked) box.click(); return true }}
             if (search && search.value !== {want}) {{ search.value = {want}; search.dispatchEvent(new Event('input', {{ bubbles: true }})) }}
             return false",
            want = json!(want)
        );
        soon(&format!("{want} can be chosen in {control}"), async || {
            if self.run(&script).await == json!(true) { Ok(()) } else { Err(self.page().await) }
        })
        .await;
    }

    async fn tick_first(&self, control: &str) {
        let css = format!("[id='{control}'] input[type='checkbox'], [id='{control}'] input[type='radio']");
        self.see(&css).await;
        self.run(&format!("document.querySelector(\"{css}\").click()")).await;
    }
}

fn id(path: &Path) -> String {
    path.as_str().replace('.', "-")
}
