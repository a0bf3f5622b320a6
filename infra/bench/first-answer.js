// Starts a program and times its first answered reservation from exec: node first-answer.js <token> <program> [arguments]
const { spawn } = require('child_process')
const { readFileSync } = require('fs')
const net = require('net')
const [token, program, ...args] = process.argv.slice(2)
const port = Number(process.env.QUARKUS_HTTP_PORT)
const body = '{"amount":1,"reference":"first"}'
const request = `POST /reserve-credits HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
const start = process.hrtime.bigint()
const child = spawn(program, args, { stdio: 'ignore' })
const attempt = () => {
  const socket = net.connect(port, '127.0.0.1', () => socket.write(request))
  socket.on('error', () => setTimeout(attempt, 1))
  socket.on('data', (answer) => {
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
    if (!String(answer).startsWith('HTTP/1.1 200')) throw new Error(String(answer))
    const rss = Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024
    console.log(`${milliseconds.toFixed(1)} ${rss.toFixed(1)}`)
    child.once('exit', () => process.exit(0))
    child.kill()
  })
}
attempt()
