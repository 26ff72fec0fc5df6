// The data worker: the same glue and the same app, which sees that there is no window and keeps the documents.

import init from "/{{app.js}}";

// Awaiting opens the queue: what the page sends before the app listens would be gone. So it is held, and handed on.
const early = [];
const hold = (event) => early.push(event);
self.addEventListener("message", hold);

try {
  await init({ module_or_path: "/{{app.wasm}}" });
} catch (error) {
  // A rejected import says nothing to the page; a reported error reaches its `error` handler on the worker.
  self.reportError(error);
}

self.removeEventListener("message", hold);
for (const event of early) {
  self.dispatchEvent(new MessageEvent("message", { data: event.data, ports: [...event.ports] }));
}
