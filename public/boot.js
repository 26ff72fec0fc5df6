// Starts the app, and says so when it cannot start.

const place = document.getElementById("boot");

try {
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

function tell() {
  const message = document.querySelector(".Boot__message");
  if (!message) return;
  const reload = document.createElement("button");
  reload.type = "button";
  reload.className = "Boot__reload";
  reload.textContent = "重新加载 · Reload";
  reload.addEventListener("click", () => location.reload());
  message.replaceChildren(
    line("zh-CN", "应用没有启动。已保存在本机的内容没有丢失，请重新加载；若仍打不开，请更新浏览器。"),
    line("en", "The app did not start. Nothing saved on this device is lost: please reload. If that does not help, update the browser."),
    reload,
  );
}

function line(lang, text) {
  const paragraph = document.createElement("p");
  paragraph.lang = lang;
  paragraph.textContent = text;
  return paragraph;
}
