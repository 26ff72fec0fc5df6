// Starts the app, and says so when it cannot start or cannot go on.

// The app's panics are traps of its own: nothing in it can be trusted to speak after one.
for (const event of ["error", "unhandledrejection"]) {
  addEventListener(event, ({ error, reason }) => {
    if ((error ?? reason) instanceof WebAssembly.RuntimeError) tell();
  });
}

// A browser offers to install the app once and early: kept for the page that explains it.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  globalThis.installOffer = event;
});

const place = document.getElementById("boot");

try {
  globalThis.keeper = startKeeper();
  // Imported here and not at the top: a module that fails to load at the top leaves nobody to tell about it.
  const { default: init } = await import("/{{app.js}}");
  await init({ module_or_path: "/{{app.wasm}}" });
  place?.remove();
} catch (error) {
  console.error(error);
  tell();
}

// After the start, so that the first visit's line is free for the app; also after a failed one, because the next
// version, which may start, comes through the service worker.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js", { type: "classic", updateViaCache: "none" }).catch((error) => {
    // The app works without it while there is a network.
    console.warn("no offline start:", error);
  });
}

// The keeper of the documents starts beside the app and not after it: each takes its time. What it says before the app listens is held,
// and handed on once the app does. Without it nothing would be saved, so its end is the app's.
function startKeeper() {
  const worker = new Worker("/{{worker.js}}", { type: "module" });
  const early = [];
  const hold = (event) => early.push(event);
  worker.addEventListener("message", hold);
  worker.addEventListener("error", tell);
  const release = () => {
    worker.removeEventListener("message", hold);
    for (const event of early) worker.dispatchEvent(new MessageEvent("message", { data: event.data }));
  };
  return { worker, release };
}

function tell() {
  const reload = document.createElement("button");
  reload.type = "button";
  reload.className = "Button Button--primary";
  reload.textContent = "重新加载 · Reload";
  reload.addEventListener("click", () => location.reload());
  const message = document.createElement("main");
  message.className = "Boot";
  message.setAttribute("role", "alert");
  message.append(
    line("zh-CN", "应用停下来了。已保存在本机的内容没有丢失，请重新加载；若仍打不开，请更新浏览器。"),
    line("en", "The app has stopped. Nothing saved on this device is lost: please reload. If that does not help, update the browser."),
    reload,
  );
  document.body.replaceChildren(message);
}

function line(lang, text) {
  const paragraph = document.createElement("p");
  paragraph.lang = lang;
  paragraph.textContent = text;
  return paragraph;
}
