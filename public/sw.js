// Keeps one whole version of the site on the device, so that the app starts without a network.
//
// It knows nothing of cases: documents live in IndexedDB, and the API never passes through a cache.

// The build writes both: every file of this version with its SHA-256, and a name for all of them together.
const FILES = /*FILES*/ [];
const VERSION = /*VERSION*/ "";

const PREFIX = "liandong-";
const CACHE = PREFIX + VERSION;
const SHELL = "/index.html";

// What the relay answers for itself. `/survey` is the plain page, which must work where no service worker does.
const RELAY_ONLY = ["/api", "/sync", "/healthz", "/readyz", "/survey"];

// The name holds a hash of the content, so the same name is the same file in every version.
const IS_HASHED = /-[0-9a-f]{12}\.\w+$/;

// No skipWaiting here: a new version waits until nobody works in the old one, or until the person says so.
self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("message", (event) => {
  if (event.data?.type === "take-over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || isForRelay(url.pathname)) return;
  if (request.mode === "navigate") {
    // Every page of the app is the shell; the app reads the address itself.
    event.respondWith(answer(SHELL, request));
  } else if (FILES.some((file) => file.path === url.pathname)) {
    event.respondWith(answer(url.pathname, request));
  }
});

function isForRelay(path) {
  return path === "/sw.js" || RELAY_ONLY.some((start) => path === start || path.startsWith(start + "/"));
}

// Only this version's cache: a newer shell that waits in its own cache must not be served with older files.
async function answer(path, request) {
  const cache = await caches.open(CACHE);
  // A browser short of space may have thrown the cache away; the network is then better than nothing.
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}

// All or nothing: half a version is a page that stops in the middle.
async function install() {
  const older = await olderCaches();
  const cache = await caches.open(CACHE);
  const results = await Promise.allSettled(FILES.map((file) => keep(file, cache, older)));
  const failed = results.find((result) => result.status === "rejected");
  if (failed) {
    await caches.delete(CACHE);
    throw failed.reason;
  }
}

async function keep(file, cache, older) {
  await cache.put(file.path, (await findUnchanged(file, older)) ?? (await download(file)));
}

// On a thin line a new version should cost only what changed.
async function findUnchanged(file, older) {
  if (!IS_HASHED.test(file.path)) return undefined;
  for (const cache of older) {
    const kept = await cache.match(file.path);
    if (kept) return kept;
  }
  return undefined;
}

// `integrity` refuses anything but the bytes of this version: a login page of a guest network, or a relay that was
// updated halfway through. Hashed files may come from the browser's own cache, where the page has just put them.
function download(file) {
  const cache = IS_HASHED.test(file.path) ? "default" : "no-store";
  return fetch(file.path, { cache, integrity: "sha256-" + file.sha256, redirect: "error", credentials: "omit" }).then((response) => {
    if (response.status !== 200) throw new Error(`${file.path}: ${response.status}`);
    return response;
  });
}

// Pages that are open follow at once, also on the first visit: from then on they start without a network.
async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

async function olderCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  return Promise.all(names.map((name) => caches.open(name)));
}
