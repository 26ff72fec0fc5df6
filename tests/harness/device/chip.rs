//! The truth chip, read from the page.

use serde_json::Value;

use super::Device;

const READ: &str = "const chip = document.querySelector('[data-state][data-drafts]'); return chip ? { ...chip.dataset } : null";

/// What the chip tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chip {
    /// The one thing that matters most.
    pub state: String,
    /// The connection.
    pub link: String,
    /// Fields being typed in.
    pub drafts: u32,
    /// Changes saved here and not sent.
    pub saved: u32,
    /// Changes sent and not confirmed.
    pub sent: u32,
    /// Refused pieces of work.
    pub refused: u32,
    /// Files that the relay does not have yet.
    pub files: u32,
}

impl Chip {
    /// Everything that is not confirmed.
    #[must_use]
    pub const fn waiting(&self) -> u32 {
        self.drafts + self.saved + self.sent
    }

    pub(super) async fn read(device: &Device) -> Self {
        let told = device.run(READ).await;
        let text = |name: &str| told.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = |name: &str| text(name).parse().unwrap_or_default();
        Self {
            state: text("state"),
            link: text("link"),
            drafts: number("drafts"),
            saved: number("saved"),
            sent: number("sent"),
            refused: number("refused"),
            files: number("files"),
        }
    }
}
