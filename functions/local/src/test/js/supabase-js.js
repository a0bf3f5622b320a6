// The client a web app uses anyway, unchanged, with its functions URL pointed at a local run.
// usage: node supabase-js.js <functions url> <user token> <service key> <anon key>
import assert from 'node:assert/strict'
import { createClient, FunctionsHttpError } from '@supabase/supabase-js'

const [url, userToken, serviceKey, anonKey] = process.argv.slice(2)

const clientOf = (token) => {
  const client = createClient('http://127.0.0.1:54321', anonKey, {
    accessToken: async () => token,
    realtime: { transport: globalThis.WebSocket ?? class {} }, // Node 20 has none, and nothing here needs one
  })
  client.functionsUrl = new URL(url)
  return client
}
const user = clientOf(userToken)
const service = clientOf(serviceKey)

const succeeded = async (client, name, options) => {
  const { data, error } = await client.functions.invoke(name, options)
  assert.equal(error, null, error && (await error.context?.text?.()))
  return data
}

const refused = async (client, name, options, status, code) => {
  const { data, error } = await client.functions.invoke(name, options)
  assert.equal(data, null)
  assert.ok(error instanceof FunctionsHttpError, String(error))
  assert.equal(error.context.status, status)
  assert.equal(error.context.headers.get('content-type'), 'application/problem+json')
  const problem = await error.context.json()
  assert.equal(problem.code, code)
  return problem
}

const before = await succeeded(user, 'credit-balance')

const hold = await succeeded(user, 'reserve-credits', {
  body: { amount: 10, reference: 'supabase-js' },
  headers: { 'Idempotency-Key': crypto.randomUUID() },
})
assert.equal(hold.state, 'held')
assert.equal(hold.available, before.available - 10)

const settled = await succeeded(service, 'settle-credits', {
  body: { reservationId: hold.reservationId, finalAmount: 4 },
})
assert.equal(settled.returned, 6)

const second = await succeeded(user, 'reserve-credits', { body: { amount: 5, reference: 'given back' } })
const released = await succeeded(user, 'release-credits', { body: { reservationId: second.reservationId } })
assert.equal(released.state, 'released')

const after = await succeeded(user, 'credit-balance', { body: { limit: 2 } })
assert.equal(after.available, before.available - 4)
assert.equal(after.entries.length, 2)

const problem = await refused(user, 'reserve-credits', { body: { amount: 1000000, reference: 'too much' } }, 402, 'INSUFFICIENT_CREDITS')
assert.equal(problem.available, after.available)
const invalid = await refused(user, 'reserve-credits', { body: { amount: 'ten', reference: 'x' } }, 400, 'INVALID_REQUEST')
assert.equal(invalid.field, 'amount')
await refused(clientOf(anonKey), 'reserve-credits', { body: { amount: 1, reference: 'x' } }, 403, 'FORBIDDEN')
await refused(user, 'settle-credits', { body: { reservationId: hold.reservationId, finalAmount: 4 } }, 403, 'FORBIDDEN')

const draft = await succeeded(clientOf(anonKey), 'save-draft', { body: { prompt: 'a film about bees', options: { seed: 1 } } })
const { drafts } = await succeeded(user, 'claim-draft', { body: { token: draft.token } })
assert.deepEqual(drafts.map(({ prompt, options }) => ({ prompt, options })), [{ prompt: 'a film about bees', options: { seed: 1 } }])
await refused(user, 'claim-draft', { body: { token: 'unknown' } }, 404, 'DRAFT_NOT_FOUND')
const signedUp = await succeeded(user, 'new-user')
assert.ok(signedUp.tenants.every(({ profile }) => profile === 'present'))
const cleaned = await succeeded(service, 'cleanup-drafts', { body: { dryRun: true } })
assert.equal(cleaned.moreToDo, false)

const preflight = await fetch(new URL('reserve-credits', url), {
  method: 'OPTIONS',
  headers: {
    origin: 'http://localhost:3000',
    'access-control-request-method': 'POST',
    'access-control-request-headers':
      'authorization,apikey,x-client-info,content-type,content-profile,accept-profile,idempotency-key,traceparent',
  },
})
assert.equal(preflight.status, 200)
assert.equal(preflight.headers.get('access-control-allow-origin'), 'http://localhost:3000')

console.log('supabase-js: all as expected')
