//! How much slower everything is: the same work in a page and in a worker, as it is, as the devtools slow it, and as these benchmarks do.

use serde_json::json;
use tests::Device;

use super::SLOWER;

/// A tenth of a second, in the page and then in a worker.
const WORK: &str = "
    const work = () => { const begin = performance.now(); let all = 0; for (let n = 0; n < 1e8; n++) all = (all + n) | 0; return performance.now() - begin + 0 * all; };
    const worker = new Worker(URL.createObjectURL(new Blob([`onmessage = () => postMessage((${work})())`])));
    const page = work();
    worker.onmessage = ({ data }) => { worker.terminate(); done([page, data]); };
    worker.postMessage(0);
";
/// The shortest of so many counts: what else the machine did meanwhile is no slowness of the browser's.
const TIMES: usize = 5;

/// What is to be said of it.
pub(super) async fn told(device: &mut Device) -> String {
    device.go_away().await;
    let quick = work(device).await;
    device.command("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await;
    let devtools = work(device).await;
    device.command("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await;
    let slow = device.slowed(SLOWER);
    let ours = work(device).await;
    drop(slow);
    let times = |slow: [f64; 2]| [slow[0] / quick[0], slow[1] / quick[1]];
    let ([page, worker], [page_by_devtools, worker_by_devtools]) = (times(ours), times(devtools));
    format!(
        "Slowed {SLOWER} times: all processes of the browser stand still for that part of the time (a loop took {page:.1} times as long in a page, \
         {worker:.1} in a worker). The devtools’ own slowdown reaches the page’s thread alone ({page_by_devtools:.1} and {worker_by_devtools:.1}) and was not used."
    )
}

/// Milliseconds in the page and in the worker.
async fn work(device: &Device) -> [f64; 2] {
    let mut shortest = [f64::MAX; 2];
    for _ in 0..TIMES {
        let took = device.run_async(WORK).await;
        shortest = [0, 1].map(|at| shortest[at].min(took[at].as_f64().unwrap_or(f64::MAX)));
    }
    shortest
}
