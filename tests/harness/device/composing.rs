//! An input method over a field: Chromium's own, and what other browsers tell of theirs.

use serde_json::json;

use super::Device;

/// Plays steps to the focused control, also after it is left.
const PLAY: &str = "
    const control = document.activeElement;
    const before = control.dataset.before ??= control.value;
    const tell = (kind, name, more) => control.dispatchEvent(new kind(name, { bubbles: true, ...more }));
    for (const step of steps.split(' ')) {
        const [name, text] = step.split(':');
        if (name === 'start') tell(CompositionEvent, 'compositionstart');
        if (name === 'reads') control.value = before + (text ?? '');
        if (name === 'input') tell(InputEvent, 'input');
        if (name === 'end') tell(CompositionEvent, 'compositionend');
        if (name === 'blur') control.blur();
    }
    if (document.activeElement !== control) delete control.dataset.before;
";

impl Device {
    /// The input method shows these letters in the focused field, underlined: nothing is written yet.
    pub async fn compose(&self, letters: &str) {
        let end = letters.chars().count();
        self.command("Input.imeSetComposition", json!({ "text": letters, "selectionStart": end, "selectionEnd": end })).await;
    }

    /// The input method writes these words in the place of its letters.
    pub async fn compose_done(&self, words: &str) {
        self.command("Input.insertText", json!({ "text": words })).await;
    }

    /// What another browser would tell the focused field, in its order: words of `start`, `reads:X` (it now ends in X), `input`,
    /// `end` and `blur`.
    pub async fn play(&self, steps: &str) {
        self.run(&format!("const steps = {};{PLAY}", json!(steps))).await;
    }
}
