// Prints a token for each of the benches' users: node tokens.js <how many>
const { createHmac } = require('crypto')
const secret = 'super-secret-jwt-token-with-at-least-32-characters-long'
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const exp = Math.floor(Date.now() / 1000) + 86400
for (let i = 1; i <= Number(process.argv[2]); i++) {
  const sub = '00000000-0000-4000-9000-' + String(i).padStart(12, '0')
  const claims = { iss: 'http://127.0.0.1:54321/auth/v1', sub, aud: 'authenticated', role: 'authenticated', exp }
  const content = encode({ alg: 'HS256', typ: 'JWT' }) + '.' + encode(claims)
  console.log(content + '.' + createHmac('sha256', secret).update(content).digest('base64url'))
}
