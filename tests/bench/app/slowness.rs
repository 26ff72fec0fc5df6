//! How much slower everything is: the same work in a page and in a worker, as it is, as the devtools slow it, and as these benchmarks do.

use serde_json::{Value, json};
use tests::Device;

use super::SLOWER;

/// Some tenths of a second, in the page and then in a worker.
const WORK: &str = "
    const work = () => { const begin = performance.now(); let all = 0; for (let n = 0; n < 3e8; n++) all = (all + n) | 0; return performance.now() - begin + 0 * all; };
    const worker = new Worker(URL.createObjectURL(new Blob([`onmessage = () => postMessage((${work})())`])));
    const page = work();
    worker.onmessage = ({ data }) => { worker.terminate(); done([page, data]); };
    worker.postMessage(0);
";

/// What is to be said of it.
pub(super) async fn told(device: &mut Device) -> String {
    device.go_away().await;
    let quick = device.run_async(WORK).await;
    device.command("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await;
    let devtools = device.run_async(WORK).await;
    device.command("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await;
    let slow = device.slowed(SLOWER);
    let ours = device.run_async(WORK).await;
    drop(slow);
    let times = |slow: &Value, at: usize| slow[at].as_f64().unwrap_or_default() / quick[at].as_f64().unwrap_or(1.0);
    format!(
        "Slowed {SLOWER} times: all processes of the browser stand still for that part of the time (a loop took {:.1} times as long in a page, \
         {:.1} in a worker). The devtools’ own slowdown reaches the page’s thread alone ({:.1} and {:.1}) and was not used.",
        times(&ours, 0),
        times(&ours, 1),
        times(&devtools, 0),
        times(&devtools, 1)
    )
}
