// The story in node: with the keys that are no tokens, which the client sends as apikey alone, and with the legacy keys.
// usage: node supabase-js.js <functions url> <user token> <secret key> <publishable key> <entity> [<service key> <anon key>]
import assert from 'node:assert/strict'
import * as supabase from '@supabase/supabase-js'
import { tell } from './story.js'

const [url, userToken, secretKey, publishableKey, entity, serviceKey, anonKey] = process.argv.slice(2)

await tell(supabase, { url, publicKey: publishableKey, serviceKey: secretKey, userToken, entity })
if (serviceKey) {
  await tell(supabase, { url, publicKey: anonKey, serviceKey, userToken, entity })
}

const preflight = await fetch(new URL('reserve-credits', url), {
  method: 'OPTIONS',
  headers: {
    origin: 'http://localhost:3000',
    'access-control-request-method': 'POST',
    'access-control-request-headers':
      'authorization,apikey,x-client-info,content-type,content-profile,accept-profile,idempotency-key,traceparent,' +
      'tracestate,baggage,x-retry-count,x-region',
  },
})
assert.equal(preflight.status, 200)
assert.equal(preflight.headers.get('access-control-allow-origin'), 'http://localhost:3000')

console.log('supabase-js: all as expected')
