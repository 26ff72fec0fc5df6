//! The page as the eye meets it: its size, its light, a picture of it.

use std::path::Path;

use serde_json::json;

use super::Device;

impl Device {
    /// The page becomes so wide and high, in CSS pixels.
    pub async fn resize(&self, (width, height): (u32, u32)) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.command("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Keeps a picture of the page, `size` in CSS pixels.
    ///
    /// # Panics
    /// When the browser or the folder refuses.
    pub async fn picture(&self, name: &str, size: (u32, u32), is_dark: bool) {
        let (width, height) = size;
        self.resize(size).await;
        let scheme = if is_dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.command("Emulation.setEmulatedMedia", media).await;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts");
        let file = folder.join(format!("{name}-{width}x{height}-{scheme}.png"));
        std::fs::create_dir_all(file.parent().expect("a file in a folder")).expect("the folder of artifacts can be made");
        self.web().screenshot(&file).await.expect("a picture");
    }
}
