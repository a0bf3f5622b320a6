// Prints a token for each of the benches' users: node tokens.js <how many>, or the service's: node tokens.js service
const { createHmac } = require('crypto')
const secret = 'super-secret-jwt-token-with-at-least-32-characters-long'
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const exp = Math.floor(Date.now() / 1000) + 86400
const sign = (claims) => {
  const content = encode({ alg: 'HS256', typ: 'JWT' }) + '.' + encode({ ...claims, exp })
  return content + '.' + createHmac('sha256', secret).update(content).digest('base64url')
}
if (process.argv[2] === 'service') console.log(sign({ iss: 'supabase-demo', role: 'service_role' }))
for (let i = 1; i <= Number(process.argv[2]); i++) {
  const sub = '00000000-0000-4000-9000-' + String(i).padStart(12, '0')
  console.log(sign({ iss: 'http://127.0.0.1:54321/auth/v1', sub, aud: 'authenticated', role: 'authenticated' }))
}
