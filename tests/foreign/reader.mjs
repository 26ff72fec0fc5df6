// A stock automerge-repo client that does what it is told: one line of JSON in, one out. Only the cookie is ours: a browser
// would send it by itself.
//
// usage: node reader.mjs <address of the socket> <cookie>

import http from "node:http"
import readline from "node:readline"
import { Repo } from "@automerge/automerge-repo"
import { WebSocketClientAdapter } from "@automerge/automerge-repo-network-websocket"

const [address, cookie] = process.argv.slice(2)

const request = http.request
http.request = (options, ...rest) => request({ ...options, headers: { ...options.headers, Cookie: cookie } }, ...rest)

const adapter = new WebSocketClientAdapter(address)
const talk = { sent: 0, heard: 0, connected: 0 }
const send = adapter.send.bind(adapter)
adapter.send = message => {
  talk.sent += 1
  if (message.type === "join") talk.connected += 1
  send(message)
}
adapter.on("message", () => (talk.heard += 1))

const repo = new Repo({ network: [adapter] })
const handles = new Map()

const asks = {
  async find({ url }) {
    try {
      handles.set(url, await repo.find(url))
      return { found: true }
    } catch (error) {
      if (!/unavailable/.test(error.message)) throw error
      return { found: false }
    }
  },
  read({ url, path }) {
    const value = path.reduce((place, step) => place?.[step], handles.get(url).doc())
    return { value: value === undefined || value === null ? null : String(value) }
  },
  write({ url, path, value }) {
    handles.get(url).change(doc => {
      const place = path.slice(0, -1).reduce((place, step) => place[step], doc)
      place[path.at(-1)] = value
    })
    return {}
  },
  greet({ url }) {
    handles.get(url).broadcast({ here: true })
    return {}
  },
  talk: () => talk,
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { number, ask, ...what } = JSON.parse(line)
  const answer = await asks[ask](what)
  console.log(JSON.stringify({ number, ...answer }))
}
process.exit(0)
