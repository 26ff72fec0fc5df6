//! A QR code as a picture: dark on light whatever the colours of the page, since readers expect it so.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// Modules of light around it, as the standard asks.
const QUIET: usize = 4;

/// The picture of a text; nothing for one that no code holds. `name` is for those who cannot see it.
pub(crate) fn qr(text: &str, name: String) -> AnyView {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else { return ().into_any() };
    let width = code.width();
    let path = path(&code.into_colors(), width);
    let side = width + 2 * QUIET;
    let view = format!("0 0 {side} {side}");
    view! {
        <svg class="Qr" role="img" aria-label=name viewBox=view shape-rendering="crispEdges" data-modules=width>
            <path class="Qr__light" d=format!("M0 0h{side}v{side}H0Z")/>
            <path class="Qr__dark" d=path/>
        </svg>
    }
    .into_any()
}

/// A rectangle for each run of dark modules in a row.
fn path(colors: &[Color], width: usize) -> String {
    let mut path = String::new();
    for (row, y) in colors.chunks(width).zip(QUIET..) {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {y}h{run}v1h-{run}Z", x + QUIET));
            }
            x += run.max(1);
        }
    }
    path
}
