//! The glass on which people sign: a hand with a pen, a finger or a mouse, over the browser's own input.

use serde_json::{Value, json};

use super::Device;

/// Two strokes of a name, in hundredths of the glass's width and height.
const NAME: [&[(f64, f64)]; 2] =
    [&[(12.0, 30.0), (30.0, 28.0), (34.0, 60.0), (20.0, 75.0)], &[(50.0, 20.0), (52.0, 50.0), (50.0, 85.0), (75.0, 60.0)]];

impl Device {
    /// Draws two strokes on the glass with a `pen`, a `mouse` or a finger (`touch`).
    pub async fn draw_on_glass(&self, with: &str) {
        self.see("dialog .Glass__pane").await;
        self.run("document.querySelector('dialog .Glass__pane').scrollIntoView({ block: 'center', behavior: 'instant' })").await;
        let frame = self
            .run("const frame = document.querySelector('dialog .Glass__pane').getBoundingClientRect(); return [frame.x, frame.y, frame.width, frame.height]")
            .await;
        let number = |at: usize| frame[at].as_f64().expect("a number");
        for stroke in NAME {
            let place = |(x, y): &(f64, f64)| (number(0) + x / 100.0 * number(2), number(1) + y / 100.0 * number(3));
            let places: Vec<(f64, f64)> = stroke.iter().map(place).collect();
            let (first, last) = (places[0], places[places.len() - 1]);
            self.hand(with, "down", first).await;
            for place in &places[1..] {
                self.hand(with, "move", *place).await;
            }
            self.hand(with, "up", last).await;
        }
    }

    /// How many strokes stand on the glass.
    pub async fn strokes_on_glass(&self) -> Value {
        self.run("return Number(document.querySelector('dialog .Glass__pane').dataset.strokes)").await
    }

    async fn hand(&self, with: &str, does: &str, (x, y): (f64, f64)) {
        if with == "touch" {
            let kind = match does {
                "down" => "touchStart",
                "move" => "touchMove",
                _ => "touchEnd",
            };
            let points = if does == "up" { json!([]) } else { json!([{ "x": x, "y": y, "force": 0.7 }]) };
            self.command("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
            return;
        }
        let kind = match does {
            "down" => "mousePressed",
            "move" => "mouseMoved",
            _ => "mouseReleased",
        };
        let buttons = i32::from(does != "up");
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1, "pointerType": with, "force": 0.6 });
        self.command("Input.dispatchMouseEvent", event).await;
    }
}
