import t from 'tap'
import { buildGeneration } from '../src/app.ts'
import { runInvariants } from '../src/host/invariants/run-invariants.ts'
import { deriveSample } from '../src/host/strategies/derive-sample.ts'
import { verifyLedger } from '../src/ledger/verify/verify-ledger.ts'
import { type Caller, callerOf, startPlatform } from '../src/testing/start-platform.ts'
import { askedBy, docks } from './rule-world.ts'

const bindings = '/api/v1/host/strategy-bindings'
const HOUSE_OWNER = '00000000-0000-7000-8000-000000000002'
const COMPANY = '00000000-0000-7000-8000-000000000001'
const by = { point: 'docks.dock', strategy: 'docks.named' }
const light = { weight: 10, country: 'DE' }
const heavy = { weight: 200, country: 'DE' }
const abroad = { weight: 10, country: 'CH' }

function desk({ send }: Caller) {
  const at = (version: number, reason?: string) => ({
    'if-match': `"${version}"`,
    ...(reason && { 'change-reason': reason }),
  })
  return {
    rule: (payload: object) => send({ method: 'POST', url: bindings, payload: { ...by, ...payload } }),
    change: (id: string, version: number, payload: object, reason?: string) =>
      send({ method: 'PATCH', url: `${bindings}/${id}`, payload, headers: at(version, reason) }),
    restore: (id: string, version: number, payload: object) =>
      send({ method: 'POST', url: `${bindings}/${id}/restore`, payload, headers: at(version) }),
    versions: async (id: string) => (await send({ url: `${bindings}/${id}/versions` })).body.data,
    attempt: (payload: object) =>
      send({ method: 'POST', url: `${bindings}/try`, payload: { ...by, ...payload } }),
    remove: (id: string, version: number) =>
      send({ method: 'DELETE', url: `${bindings}/${id}`, headers: at(version) }),
  }
}

t.test(
  'the first rule whose condition holds answers, narrow places first, and then the default',
  async (t) => {
    const { administrator } = await startPlatform(t, { plugins: [docks] })
    const { rule } = desk(administrator)
    const ask = (place?: object) =>
      askedBy(administrator, [light, heavy, abroad, { ...light, country: null }], place)
    t.strictSame(await ask(), ['D0', 'D0', 'D0', 'D0'])
    const isHeavy = { all: [{ fact: 'isHeavy', is: 'is', value: true }] }
    const isAbroad = {
      any: [
        { fact: 'country', is: 'is_not', value: 'de' },
        { all: [{ fact: 'weight', is: 'less_than', value: 0 }] },
      ],
    }
    t.equal(
      (await rule({ title: 'Abroad', condition: isAbroad, rank: 2, settings: { dock: 'D2' } })).status,
      201,
    )
    t.equal(
      (await rule({ title: 'Heavy', condition: isHeavy, rank: 1, settings: { dock: 'D1' } })).status,
      201,
    )
    t.strictSame(await ask(), ['D0', 'D1', 'D2', 'D2'], 'where nobody says a country, it is not this one')
    const ours = await rule({
      owner: HOUSE_OWNER,
      condition: { all: [{ fact: 'country', is: 'is_known' }] },
      rank: 9,
      settings: { dock: 'D3' },
    })
    t.strictSame(
      await ask({ owner: HOUSE_OWNER }),
      ['D3', 'D3', 'D3', 'D2'],
      'the narrower place is asked first',
    )
    t.match(ours.body, { versionInForce: 1, version: 1, rank: 9, condition: { all: [{ fact: 'country' }] } })
    const { body } = await administrator.send({ url: '/api/v1/host/decisions?sort=-at&limit=1' })
    const one = (await administrator.send({ url: `/api/v1/host/decisions/${body.data[0].id}` })).body
    t.match(one.evidence.considered, [{ facts: {} }])
    const all = await administrator.send({ url: '/api/v1/host/decisions' })
    const details = await Promise.all(
      all.body.data.map(({ id }: { id: string }) =>
        administrator.send({ url: `/api/v1/host/decisions/${id}` }),
      ),
    )
    const passed = details.map(
      ({ body: { rule: title, evidence } }) => `${title}: ${evidence.passed.join(', ')}`,
    )
    t.ok(passed.includes('Abroad: Heavy'), 'it is told which rules were passed over')
  },
)

t.test('a rule that asks what is not told is refused at its place', async (t) => {
  const { administrator } = await startPlatform(t, { plugins: [docks] })
  const { rule, change, attempt } = desk(administrator)
  const code = async (condition: unknown) => {
    const { status, body } = await rule({ condition })
    return `${status} ${body.code} ${body.errors?.[0]?.pointer ?? ''}`
  }
  t.match(
    await code({ all: [{ fact: 'colour', is: 'is', value: 'red' }] }),
    /^422 host.condition_fact_unknown .*condition\/all\/0\/fact/,
  )
  t.match(
    await code({ any: [{ fact: 'weight', is: 'contains', value: '1' }] }),
    '422 host.condition_comparison_unfit',
  )
  t.match(await code({ any: [{ fact: 'weight', is: 'is', value: '1' }] }), '422 host.condition_value_unfit')
  t.match(await code({ all: [] }), /^400/)
  t.match(
    await code({ all: [{ all: [{ all: [{ fact: 'weight', is: 'is', value: 1 }] }] }] }),
    /^400/,
    'two levels',
  )
  const eleven = Array.from({ length: 11 }, () => ({ fact: 'weight', is: 'is', value: 1 }))
  t.match(await code({ all: eleven }), /^400/, 'ten at most')
  const { body } = await rule({})
  t.match(await change(body.id, 1, { condition: { all: [{ fact: 'colour', is: 'is_known' }] } }), {
    status: 422,
  })
  t.match(await change(body.id, 1, { rank: 0 }), { status: 400 })
  t.match(await attempt({ condition: { all: [{ fact: 'colour', is: 'is_known' }] } }), { status: 422 })
  t.match(await attempt({ from: '2027-01-02T00:00:00Z', until: '2027-01-01T00:00:00Z' }), {
    status: 422,
    body: { code: 'host.trial_runs_backward' },
  })
})

t.test(
  'each change is a new version that counts from its instant on, and former ones come back',
  async (t) => {
    const { administrator, query } = await startPlatform(t, { plugins: [docks] })
    const { rule, change, restore, versions, remove } = desk(administrator)
    const ask = async () => (await askedBy(administrator, [light]))[0]
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
    /** Lets days go by, for this one rule. */
    const daysGoBy = (days: number) =>
      query(
        `update host.strategy_binding_version set counts_from = counts_from - interval '${days} days',
              counts_until = counts_until - interval '${days} days'`,
      )
    const { body } = await rule({ title: 'Dock', settings: { dock: 'A' } })
    const { id } = body
    t.match(await change(id, 1, { settings: { dock: 'B' }, validFrom: inDays(3) }, 'The new hall opens'), {
      status: 200,
      body: { version: 2, versionInForce: 1 },
    })
    t.equal(await ask(), 'A', 'what counted goes on until then')
    t.match(await change(id, 2, { settings: { dock: 'C' }, validFrom: inDays(5) }), { body: { version: 3 } })
    await daysGoBy(4)
    t.equal(await ask(), 'A', 'a version that a later one replaced before it began never counts')
    await daysGoBy(2)
    t.equal(await ask(), 'C')
    t.match(await change(id, 2, { rank: 5 }), { status: 412, body: { code: 'http.version_conflict' } })
    t.match(
      await change(id, 3, { rank: 100 }),
      { status: 200, body: { version: 3 } },
      'nothing new is no version',
    )
    t.match(await restore(id, 3, { version: 1 }), {
      body: { version: 4, versionInForce: 4, settings: { dock: 'A' } },
    })
    t.equal(await ask(), 'A')
    t.match(await restore(id, 4, { version: 9 }), { status: 404 })
    const history = await versions(id)
    t.strictSame(
      history.map(({ version }: { version: number }) => version),
      [4, 3, 2, 1],
    )
    t.match(history[2], { reason: 'The new hall opens', settings: { dock: 'B' }, madeBy: { name: /./ } })
    t.equal(history[2].countsFrom, history[2].countsUntil)
    t.match(await change(id, 4, { validUntil: inDays(0) }), { status: 200, body: { versionInForce: null } })
    t.equal(await ask(), 'D0', 'it was ended')
    t.equal((await remove(id, 5)).status, 204)
    t.equal((await administrator.send({ url: `${bindings}/${id}` })).status, 404)
    t.equal((await versions(id)).length, 5, 'what it said stays to be read')
  },
)

t.test('a rule is tried on what was decided, before it counts', async (t) => {
  const { administrator, withKey, stranger, query } = await startPlatform(t, { plugins: [docks] })
  const { rule, attempt } = desk(administrator)
  t.match((await attempt({})).body, { decisions: 0, sentence: /Nothing was decided/ })
  await rule({ settings: { dock: 'D1' } })
  await askedBy(administrator, [light, light, heavy, abroad])
  await askedBy(administrator, [heavy], { owner: HOUSE_OWNER })
  await askedBy(administrator, [{ ...light, note: 'x'.repeat(70_000) }])
  const oneLight = "evidence -> 'request' ->> 'weight' = '10' and evidence -> 'request' ->> 'country' = 'DE'"
  await query(
    `update host.decision set at = at - interval '8 days'
      where id = (select id from host.decision where ${oneLight} limit 1)`,
  )
  const inGermany = { all: [{ fact: 'country', is: 'is', value: 'DE' }] }
  const { body } = await attempt({ condition: inGermany, settings: { dock: 'D1', most: 100 } })
  t.match(body, {
    decisions: 5,
    matching: 3,
    same: 1,
    different: 0,
    none: 2,
    unknown: 1,
    isCut: false,
    isOnTodaysFacts: false,
    sentence:
      /It would answer 3 of 5 decisions: 1 \(33\.3 %\) come out the same, 0 otherwise, 2 without an answer/,
  })
  t.match(body.examples[0], {
    outcome: 'none',
    was: 'D1',
    wouldBe: 'nothing',
    wouldBeBecause: '200 are more than 100.',
  })
  t.match((await attempt({ settings: { dock: 'D7' } })).body, { different: 4, examples: [{ wouldBe: 'D7' }] })
  t.match((await attempt({ strategy: 'docks.first' })).body, { different: 4, isOnTodaysFacts: true })
  t.match((await attempt({ owner: HOUSE_OWNER })).body, { matching: 1 })
  t.match((await attempt({ company: COMPANY })).body, { matching: 0 }, 'nobody said where these were asked')
  t.match((await attempt({ category: 'Cold' })).body, { matching: 0 })
  const before = (await administrator.send({ url: '/api/v1/host/decisions?count=true' })).body.total
  t.equal(before, 6, 'a trial decides nothing')

  const key = async (more: object) => {
    const url = '/api/v1/access/api-keys'
    const { body: made } = await administrator.send({
      method: 'POST',
      url,
      payload: { name: 'Key', ...more },
    })
    return desk(withKey(made.token))
  }
  const client = await key({ permissions: ['host.decision.read'], owners: [HOUSE_OWNER] })
  t.match((await client.attempt({ settings: { dock: 'D7' } })).body, { decisions: 1, different: 1 })
  t.equal((await client.rule({})).status, 403)
  const reader = await key({ permissions: ['host.strategy.read'] })
  t.equal((await reader.attempt({})).status, 403)
  t.equal((await desk(stranger).attempt({})).status, 401)
})

t.test('two nodes ask the same rule from the same instant on', async (t) => {
  const platform = await startPlatform(t, { plugins: [docks] })
  const { administrator, database, filesFolder, beforeClose } = platform
  const secretKey = Buffer.alloc(32, 1)
  const other = await buildGeneration({ database, plugins: [docks], secretKey, filesFolder })
  beforeClose(() => other.app.close())
  const there = callerOf(other.app, { cookie: administrator.cookie })
  const { rule, change } = desk(administrator)
  const { body } = await rule({ settings: { dock: 'A' } })
  t.strictSame(await askedBy(there, [light]), ['A'])
  await change(body.id, 1, { condition: { all: [{ fact: 'isHeavy', is: 'is', value: true }] } })
  t.strictSame(await askedBy(there, [light, heavy]), ['D0', 'A'])
  t.match(await desk(there).change(body.id, 1, { rank: 3 }), { status: 412 })
  const both = await Promise.all([
    desk(there).change(body.id, 2, { rank: 3 }),
    desk(administrator).change(body.id, 2, { rank: 4 }),
  ])
  t.strictSame(both.map(({ status }) => status).sort(), [200, 412], 'one of two changes at once is refused')
  t.equal((await desk(there).versions(body.id)).length, 3)
})

t.test('a hundred decisions come out again from their records, and one that does not is named', async (t) => {
  const platform = await startPlatform(t, { plugins: [docks] })
  const { administrator, database, kernel, query } = platform
  const { rule } = desk(administrator)
  await rule({
    settings: { dock: 'D1', most: 150 },
    condition: { all: [{ fact: 'weight', is: 'at_least', value: 50 }] },
  })
  const parcels = Array.from({ length: 120 }, (_, n) => ({
    weight: 2 * n,
    country: n % 3 === 0 ? 'DE' : 'CH',
  }))
  await askedBy(administrator, parcels)
  const sample = () => database.appAll.transaction((trx) => deriveSample(trx, kernel.plugins))
  t.strictSame(await sample(), [])
  const look = () =>
    runInvariants({
      database,
      plugins: kernel.plugins,
      signal: new AbortController().signal,
      tell: async () => {},
    })
  await look()
  const ours = async () =>
    (await administrator.send({ url: '/api/v1/host/invariants' })).body.data.find(
      ({ id }: { id: string }) => id === 'host.decisions_derive_again',
    )
  t.match(await ours(), { broken: 0, plugin: 'host', error: null })

  await query(`update host.decision set evidence =
    jsonb_set(evidence::jsonb, '{settings,dock}', '"D2"')::json where (record ->> 'choice') = 'D1'`)
  const [first] = await sample()
  t.match(first, { strategy: 'docks.named', was: '"D1"', is: '"D2"' })
  await look()
  t.match(await ours(), { offenders: [{ was: '"D1"' }] })
  const proof = await verifyLedger(database, kernel.plugins)
  t.match(proof, {
    ok: false,
    differences: [{ invariant: 'host.decisions_derive_again', row: { is: '"D2"' } }],
  })
})

t.test('rules are listed in the order in which they are asked, and many are changed at once', async (t) => {
  const { administrator } = await startPlatform(t, { plugins: [docks] })
  const { rule, versions } = desk(administrator)
  const ids = new Map<string, string>()
  const wishes = [
    { title: 'wide' },
    { title: 'ours', owner: HOUSE_OWNER },
    { title: 'first', rank: 1 },
    { title: 'company', company: COMPANY },
    { title: 'both', owner: HOUSE_OWNER, company: COMPANY },
  ]
  for (const wish of wishes) ids.set(wish.title, (await rule(wish)).body.id)
  const list = async (query: string) => {
    const { body } = await administrator.send({ url: `${bindings}?${query}` })
    return body.data.map(({ title }: { title: string }) => title)
  }
  t.strictSame(await list('sort=asked'), ['both', 'ours', 'company', 'first', 'wide'])
  t.strictSame(await list('sort=-asked&limit=2'), ['wide', 'first'])
  t.strictSame(await list('q=OUR'), ['ours'])
  t.strictSame(await list('versionInForce[isNull]=true'), [])
  const many = (path: string, payload: object) =>
    administrator.send({ method: 'POST', url: `${bindings}/${path}`, payload })
  const [wide, first] = ['wide', 'first'].map((title) => ids.get(title)!)
  t.match(await many('bulk', { ids: [wide, first], change: { rank: 7 } }), { status: 200, body: { done: 2 } })
  t.equal((await versions(wide!)).length, 2, 'what it said before stays')
  const backward = { ids: [wide], change: { validUntil: '2020-01-01T00:00:00Z' } }
  t.match((await many('bulk', backward)).body, {
    done: 0,
    refusals: [{ code: 'host.binding_runs_backward' }],
  })
  t.match(await many('removals/bulk?q=first', { isAll: true, change: {} }), { body: { done: 1, refused: 0 } })
  t.strictSame(await list('sort=asked'), ['both', 'ours', 'company', 'wide'])
})
