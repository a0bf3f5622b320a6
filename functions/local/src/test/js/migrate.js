// Migrates by Supabase's own client: plans, applies, looks and is refused without the secret key.
// usage: node migrate.js <url of migrate serve> <secret key> <publishable key>
import assert from 'node:assert/strict'
import { createClient, FunctionsHttpError } from '@supabase/supabase-js'

const [url, secretKey, publishableKey] = process.argv.slice(2)

const migrate = async (key, body, idempotencyKey = crypto.randomUUID()) => {
  const client = createClient('http://127.0.0.1:54321', key, {
    auth: { persistSession: false },
    realtime: { transport: globalThis.WebSocket ?? class {} },
  })
  client.functionsUrl = new URL(url)
  const { data, error } = await client.functions.invoke('migrate', { body, headers: { 'Idempotency-Key': idempotencyKey } })
  // What takes long answers the state of its run: the same call again waits for it.
  return data?.state === 'running' ? migrate(key, body, idempotencyKey) : { data, error }
}

const plan = await migrate(secretKey, { command: 'plan' })
assert.equal(plan.error, null)
const applied = await migrate(secretKey, { command: 'apply', approve: plan.data.planId })
assert.equal(applied.error, null)
assert.ok(applied.data.tenants.every(({ outcome }) => outcome === 'UP_TO_DATE'))
const status = await migrate(secretKey, { command: 'status' })
assert.ok(status.data.tenants.every(({ pending, drift }) => pending.length === 0 && !drift))

const { data, error } = await migrate(publishableKey, { command: 'status' })
assert.equal(data, null)
assert.ok(error instanceof FunctionsHttpError)
assert.equal(error.context.status, 403)
