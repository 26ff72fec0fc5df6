// A certified OpenID Connect provider that believes whatever name it is told. Its keys are new at each start.
//
// A person types two words, `sub name`: as whom the provider knows them, and what it says in `preferred_username`.
//
// usage: node provider.mjs <port> <client id> <client secret> <address to which it sends people back> [<key> <certificate>]

import { generateKeyPairSync, randomBytes } from "node:crypto"
import { readFileSync } from "node:fs"
import http from "node:http"
import https from "node:https"
import Provider from "oidc-provider"

const [port, client, secret, back, key, cert] = process.argv.slice(2)
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })

const names = new Map()

const provider = new Provider(`${key ? "https" : "http"}://localhost:${port}`, {
  clients: [{ client_id: client, client_secret: secret, redirect_uris: [back], response_types: ["code"], grant_types: ["authorization_code"] }],
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: randomBytes(8).toString("hex"), use: "sig", alg: "RS256" }] },
  cookies: { keys: [randomBytes(16).toString("hex")] },
  pkce: { required: () => true },
  claims: { openid: ["sub"], profile: ["preferred_username"] },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, preferred_username: names.get(sub) }) }),
  // The people of this house have all agreed already.
  loadExistingGrant: async ctx => {
    const grant = new ctx.oidc.provider.Grant({ accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId })
    grant.addOIDCScope("openid profile")
    await grant.save()
    return grant
  },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
})

const page = uid => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>统一身份认证</title><h1>统一身份认证</h1>
<form method="post" action="/interaction/${uid}"><label>账号 <input name="who" id="who"></label> <button id="enter">进入</button></form>
<form method="post" action="/interaction/${uid}/abort"><button id="cancel">取消</button></form>`

const answer = provider.callback()
const hear = async (request, response) => {
  const [, place, uid, abort] = request.url.split("/")
  if (place !== "interaction") return answer(request, response)
  if (request.method === "GET") return response.setHeader("content-type", "text/html").end(page(uid))
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const [sub, name] = (new URLSearchParams(Buffer.concat(chunks).toString()).get("who") ?? "").split(" ")
  names.set(sub, name)
  const result = abort ? { error: "access_denied", error_description: "the person said no" } : { login: { accountId: sub } }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

const server = key ? https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, hear) : http.createServer(hear)
server.listen(Number(port), "127.0.0.1", () => console.log("listening"))
process.on("SIGTERM", () => process.exit(0))
