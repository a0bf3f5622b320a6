-- One reservation of one credit, by one of the users in turn.
local tokens = {}
for line in io.lines(os.getenv("TOKENS")) do tokens[#tokens + 1] = line end
function init() math.randomseed(os.time()) end
function request()
  local headers = { ["Authorization"] = "Bearer " .. tokens[math.random(#tokens)], ["Content-Type"] = "application/json" }
  return wrk.format("POST", "/reserve-credits", headers, '{"amount":1,"reference":"bench"}')
end
function done(summary, latency)
  io.write(string.format("RESULT %.0f %d %.2f\n", summary.requests / summary.duration * 1e6, summary.errors.status + summary.errors.timeout, latency:percentile(99) / 1000))
end
