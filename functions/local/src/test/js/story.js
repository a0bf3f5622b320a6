// The whole story that a web app tells by the client it uses anyway, in node and in a browser.
// keys: anon or publishable, service or secret, and a user's token; entity: a row of the modes growth and engineering.

const equal = (actual, expected, message) =>
  ok(JSON.stringify(actual) === JSON.stringify(expected), message ?? `${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`)

const ok = (condition, message) => {
  if (!condition) throw new Error(message ?? 'is not so')
}

export const tell = async ({ createClient, FunctionsHttpError }, { url, publicKey, serviceKey, userToken, entity }) => {
  const clientOf = (key, accessToken) => {
    const client = createClient('http://127.0.0.1:54321', key, {
      ...(accessToken ? { accessToken: async () => accessToken } : {}),
      auth: { persistSession: false },
      realtime: { transport: globalThis.WebSocket ?? class {} }, // Node 20 has none, and nothing here needs one
    })
    client.functionsUrl = new URL(url)
    return client
  }

  const succeeded = async (client, name, options) => {
    const { data, error } = await client.functions.invoke(name, options)
    equal(error, null, error && (await error.context?.text?.()))
    return data
  }

  const refused = async (client, name, options, status, code) => {
    const { data, error } = await client.functions.invoke(name, options)
    equal(data, null)
    ok(error instanceof FunctionsHttpError, String(error))
    equal(error.context.status, status)
    equal(error.context.headers.get('content-type'), 'application/problem+json')
    const problem = await error.context.json()
    equal(problem.code, code)
    return problem
  }

  const story = async (visitor, user, service, userId) => {
    const before = await succeeded(user, 'credit-balance')

    const hold = await succeeded(user, 'reserve-credits', {
      body: { amount: 10, reference: 'supabase-js' },
      headers: { 'Idempotency-Key': crypto.randomUUID() },
    })
    equal(hold.state, 'held')
    equal(hold.available, before.available - 10)

    const settled = await succeeded(service, 'settle-credits', {
      body: { reservationId: hold.reservationId, finalAmount: 4 },
    })
    equal(settled.returned, 6)

    const second = await succeeded(user, 'reserve-credits', { body: { amount: 5, reference: 'given back' } })
    const released = await succeeded(user, 'release-credits', { body: { reservationId: second.reservationId } })
    equal(released.state, 'released')

    const after = await succeeded(user, 'credit-balance', { body: { limit: 2 } })
    equal(after.available, before.available - 4)
    equal(after.entries.length, 2)

    const problem = await refused(user, 'reserve-credits', { body: { amount: 1000000, reference: 'too much' } }, 402, 'INSUFFICIENT_CREDITS')
    equal(problem.available, after.available)
    const invalid = await refused(user, 'reserve-credits', { body: { amount: 'ten', reference: 'x' } }, 400, 'INVALID_REQUEST')
    equal(invalid.field, 'amount')
    await refused(visitor, 'reserve-credits', { body: { amount: 1, reference: 'x' } }, 403, 'FORBIDDEN')
    await refused(user, 'settle-credits', { body: { reservationId: hold.reservationId, finalAmount: 4 } }, 403, 'FORBIDDEN')

    const draft = await succeeded(visitor, 'save-draft', { body: { prompt: 'a film about bees', options: { seed: 1 } } })
    const { drafts } = await succeeded(user, 'claim-draft', { body: { token: draft.token } })
    equal(drafts.map(({ prompt, options }) => ({ prompt, options })), [{ prompt: 'a film about bees', options: { seed: 1 } }])
    await refused(user, 'claim-draft', { body: { token: 'unknown' } }, 404, 'DRAFT_NOT_FOUND')
    const signedUp = await succeeded(user, 'new-user')
    ok(signedUp.tenants.every(({ profile }) => profile === 'present'))

    const payment = { userId, amount: 20, type: 'purchase', paymentId: crypto.randomUUID() }
    const granted = await succeeded(service, 'grant-credits', { body: payment })
    equal(granted.available, after.available + 20)
    equal((await succeeded(service, 'grant-credits', { body: payment })).replayed, true)

    const [source, target] = ['growth', 'engineering'].map((mode) => ({ mode, type: 'entity', id: entity }))
    const link = await succeeded(user, 'cross-link', { body: { source, target, linkType: 'related_to' } })
    const { links } = await succeeded(user, 'linked', { body: target })
    ok(links.some(({ linkId }) => linkId === link.linkId))
    equal((await succeeded(user, 'unlink', { body: { linkId: link.linkId } })).removed, true)

    const thrownAway = await succeeded(visitor, 'save-draft', { body: { prompt: 'a film about wasps' } })
    const listed = await succeeded(visitor, 'drafts', { body: { token: thrownAway.token } })
    equal(listed.drafts.map(({ draftId }) => draftId), [thrownAway.draftId])
    const { deleted } = await succeeded(visitor, 'delete-drafts', { body: { token: thrownAway.token, draftIds: [thrownAway.draftId] } })
    equal(deleted, [thrownAway.draftId])

    const cleaned = await succeeded(service, 'cleanup-drafts', { body: { dryRun: true } })
    equal(cleaned.moreToDo, false)
  }

  const visitor = clientOf(publicKey, isToken(publicKey) ? publicKey : undefined)
  const user = clientOf(publicKey, userToken)
  const service = clientOf(serviceKey, isToken(serviceKey) ? serviceKey : undefined)
  const userId = JSON.parse(atob(userToken.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))).sub
  await story(visitor, user, service, userId)

  const unknown = clientOf('sb_publishable_AAAAAAAAAAAAAAAAAAAAAA_AAAAAAAA')
  await refused(unknown, 'save-draft', { body: { prompt: 'x' } }, 401, 'UNAUTHENTICATED')
}

const isToken = (key) => key.startsWith('ey')
