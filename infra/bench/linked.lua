-- The first page of a row's links, asked for by the first of the users.
local token = io.lines(os.getenv("TOKENS"))()
function request()
  local headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
  return wrk.format("POST", "/linked", headers, os.getenv("LINKED"))
end
function done(summary)
  io.write(string.format("RESULT %.1f %d\n", summary.requests / summary.duration * 1e6, summary.errors.status + summary.errors.timeout))
end
