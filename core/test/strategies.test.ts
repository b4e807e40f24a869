import { type PluginDeclaration, type ServiceContext, type Strategy, strategyPoint } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { systemActor } from '../src/access/system-actor.ts'
import { newId } from '../src/database/ids.ts'
import { recordOf } from '../src/host/strategies/decision-record.ts'
import { evidenceOf } from '../src/host/strategies/evidence.ts'
import { sweepDecisions } from '../src/host/strategies/sweep-decisions.ts'
import type { AllocationRequest } from '../src/ledger/allocations/oldest-lot-first.ts'
import { startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'
import { newKey, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const HOUSE_COMPANY = '00000000-0000-7000-8000-000000000001'
const HOUSE_OWNER = '00000000-0000-7000-8000-000000000002'
const bindings = '/api/v1/host/strategy-bindings'

interface Printer {
  readonly name: string
}

/** A printer by the first letter, among the companies that there are: its facts come from the database. */
const byLetter: Strategy<Printer, { companies: string[] }, string, { letter: string }> = {
  id: 'labels.by_letter',
  title: 'By the letter',
  version: 1,
  settings: Type.Object({ letter: Type.String({ title: 'Letter', maxLength: 1, default: 'A' }) }),
  async facts(requests, read) {
    const rows = await read.query<{ name: string }>('select name from access.company order by name')
    return requests.map(() => ({ companies: rows.map(({ name }) => name) }))
  },
  choose: (requests, facts, { letter }) =>
    requests.map(({ name }, index) => ({
      choice: `${letter}-${name}-${facts[index]!.companies.length}`,
      runnerUp: 'none',
      because: `The letter is ${letter}`,
      rules: [{ rule: 'out of paper', dropped: 2, examples: ['P1', 'P2'] }],
    })),
}
const first: Strategy<Printer, null, string> = {
  id: 'labels.first',
  title: 'The first',
  version: 1,
  isDefault: true,
  facts: async (requests) => requests.map(() => null),
  choose: (requests) => requests.map(({ name }) => ({ choice: name, because: 'It is the first.' })),
}
const writing: Strategy = {
  id: 'labels.writing',
  title: 'One that writes',
  version: 1,
  async facts(_, read) {
    return read.query("update access.company set name = 'Mine'")
  },
  choose: () => [],
}

function labels(strategies: readonly unknown[] = [first, byLetter, writing]) {
  const seen: { context?: ServiceContext } = {}
  const plugin: PluginDeclaration = {
    name: 'labels',
    version: '1.2.0',
    opens: {
      'labels.printer': strategyPoint('Which printer', { request: Type.Object({}), choice: Type.String() }),
    },
    adds: { 'labels.printer': strategies },
    services: (context) => {
      seen.context = context
      return {}
    },
  }
  const decide = (place = {}, requests: unknown[] = [{ name: 'p' }]) =>
    seen.context!.transaction(systemActor, (trx) =>
      seen.context!.strategies.decide<string>(trx, 'labels.printer', { requests, place }),
    )
  return { plugin, decide, context: () => seen.context! }
}

function bind({ administrator }: Pick<TestPlatform, 'administrator'>, payload: object) {
  return administrator.send({ method: 'POST', url: bindings, payload })
}

t.test('the strategy that is bound most narrowly answers, and the default where none is', async (t) => {
  const { plugin, decide } = labels()
  const platform = await startPlatform(t, { plugins: [plugin] })
  t.match(await decide(), [{ choice: 'p', because: 'It is the first.' }])
  const by = { point: 'labels.printer', strategy: 'labels.by_letter' }
  t.match(await bind(platform, { ...by, settings: { letter: 'C' }, company: HOUSE_COMPANY }), { status: 201 })
  const owner = await bind(platform, {
    ...by,
    settings: { letter: 'O' },
    company: HOUSE_COMPANY,
    owner: HOUSE_OWNER,
  })
  t.equal((await bind(platform, { ...by, category: 'Cold' })).status, 201)
  t.match(await decide(), [{ choice: 'p' }])
  t.match(await decide({ company: HOUSE_COMPANY }), [{ choice: 'C-p-1' }])
  t.match(await decide({ company: HOUSE_COMPANY, owner: HOUSE_OWNER }), [{ choice: 'O-p-1' }])
  t.match(await decide({ category: 'cold' }), [{ choice: 'A-p-1' }], 'by the default of its setting')

  const url = `${bindings}/${owner.body.id}`
  const changed = await platform.administrator.send({
    method: 'PATCH',
    url,
    headers: { 'if-match': '"1"' },
    payload: { validUntil: new Date(Date.now() + 60_000).toISOString() },
  })
  t.match(changed, { status: 200, body: { version: 2 } })
  await platform.query("update host.strategy_binding_version set valid_from = now() - interval '1 day'")
  await platform.query(
    'update host.strategy_binding_version set valid_until = now() where valid_until is not null',
  )
  t.match(
    await decide({ company: HOUSE_COMPANY, owner: HOUSE_OWNER }),
    [{ choice: 'C-p-1' }],
    'its time is over',
  )
  const gone = await platform.administrator.send({ method: 'DELETE', url, headers: { 'if-match': '"2"' } })
  t.equal(gone.status, 204)
  t.equal((await platform.administrator.send({ url: bindings })).body.data.length, 2)
  const audit = await platform.query(
    "select action from access.change where entity = 'host.strategy_binding' order by id",
  )
  t.strictSame(
    audit.map(({ action }) => action),
    ['create', 'create', 'create', 'change', 'remove'],
  )
})

t.test('a binding that cannot work is refused', async (t) => {
  const { plugin } = labels()
  const platform = await startPlatform(t, { plugins: [plugin] })
  const by = { point: 'labels.printer', strategy: 'labels.by_letter' }
  const code = async (more: object) => (await bind(platform, { ...by, ...more })).body.code
  t.equal(await code({ strategy: 'labels.magic' }), 'host.strategy_unknown')
  t.equal(await code({ point: 'labels.paper' }), 'host.strategy_unknown')
  t.equal(await code({ settings: { letter: 'AB' } }), 'host.binding_setting_invalid')
  t.equal(await code({ settings: { word: 'A' } }), 'host.binding_setting_unknown')
  t.equal(await code({ owner: newId() }), 'host.binding_place_unknown')
  t.equal(await code({ validUntil: '2020-01-01T00:00:00Z' }), 'host.binding_runs_backward')
})

t.test('what was chosen stands in a record with its reasons, which can be derived again', async (t) => {
  const { plugin, decide, context } = labels([{ ...byLetter, isDefault: true }])
  const { administrator, query, database } = await startPlatform(t, { plugins: [plugin] })
  const [made] = await decide({ owner: HOUSE_OWNER })
  const url = `/api/v1/host/decisions/${made!.id}`
  const { body } = await administrator.send({ url })
  t.match(body, {
    strategy: 'labels.by_letter',
    pluginVersion: '1.2.0',
    sentence: 'The letter is A. out of paper dropped 2 (P1, P2). Asked of labels.by_letter, version 1.',
    record: { choice: 'A-p-1', runnerUp: 'none', request: { name: 'p' } },
  })
  t.match(body.snapshot, /^\d+:\d+:/)
  const derive = () => administrator.send({ method: 'POST', url: `${url}/derivation` })
  const same = { isSame: true, choice: 'A-p-1' }
  t.match((await derive()).body, { fromRecord: same, today: { ...same, changedFacts: [] } })
  await query(
    "insert into access.company (id, name, base_currency) values (gen_random_uuid(), 'Second', 'EUR')",
  )
  t.match((await derive()).body, {
    fromRecord: same,
    today: { isSame: false, changedFacts: ['companies'], choice: 'A-p-2' },
    sentence: 'The same comes out of what was recorded. Another choice today; changed since: companies.',
  })
  t.equal(
    (await administrator.send({ url: '/api/v1/host/decisions?point=labels.printer' })).body.data.length,
    1,
  )

  const [kept] = await decide()
  await context().transaction(systemActor, (trx) => context().strategies.keep(trx, [kept!.id], 'charge 7'))
  await query("update host.decision set at = now() - interval '91 days'")
  t.equal(await sweepDecisions(database), 1, 'after ninety days it is forgotten')
  t.equal((await administrator.send({ url })).status, 404)
  const { body: still } = await administrator.send({ url: `/api/v1/host/decisions/${kept!.id}` })
  t.equal(still.keptFor, 'charge 7', 'unless something refers to it')
})

t.test('a record fits into a kilobyte, whatever was asked', async (t) => {
  const text = 'x'.repeat(5_000)
  const rules = Array.from({ length: 30 }, () => ({
    rule: text,
    dropped: 1,
    examples: [text, text, text, text],
  }))
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`fact${index}`, text]))
  const record = recordOf({
    decision: { choice: [text], runnerUp: text, because: text, rules },
    request: { text },
    facts: many,
    settings: { text },
  })
  t.ok(Buffer.byteLength(JSON.stringify(record)) <= 1_024)
  t.match(record.choiceDigest, /^[0-9a-f]{16}$/)
  const decision = { choice: 1, because: text }
  const seen = { decision, settings: {}, about: {}, place: {}, passed: [] }
  t.equal(evidenceOf({ ...seen, request: text.repeat(20), facts: null }), null, 'too much is not kept')
  t.match(evidenceOf({ ...seen, request: text, facts: null }), { request: text })
})

t.test('a strategy that writes, throws or answers too little is named, and nothing is changed', async (t) => {
  const { plugin, decide } = labels()
  const platform = await startPlatform(t, { plugins: [plugin] })
  await bind(platform, { point: 'labels.printer', strategy: 'labels.writing' })
  await t.rejects(decide(), {
    code: 'host.strategy_failed',
    facts: { plugin: 'labels', problem: /read-only/ },
  })
  t.equal((await platform.query("select 1 from access.company where name = 'Mine'")).length, 0)
})

t.test('a strategy that answers something else than its point asks for is named', async (t) => {
  let answer: unknown
  const odd: Strategy = {
    id: 'labels.odd',
    title: 'An odd one',
    version: 1,
    isDefault: true,
    facts: async () => [null],
    choose: () => answer as never,
  }
  const { plugin, decide } = labels([odd])
  await startPlatform(t, { plugins: [plugin] })
  const answers: readonly (readonly [unknown, RegExp])[] = [
    [undefined, /another number of answers/],
    ['p', /another number of answers/],
    [Promise.resolve([]), /another number of answers/],
    [[{ choice: 42, because: 'It is.' }], /choice of its answer number 1 is not what is asked for/],
    [[{ choice: 'p', runnerUp: [], because: 'It is.' }], /runnerUp of its answer number 1/],
    [[{ choice: 'p' }], /does not say because of what/],
    [[null], /does not say because of what/],
    [[{ choice: null, because: 'No.', refusal: 'no' }], /refusal of its answer number 1 has no code/],
  ]
  for (const [said, problem] of answers) {
    answer = said
    const facts = { plugin: 'labels', strategy: 'labels.odd', point: 'labels.printer', problem }
    await t.rejects(decide(), { code: 'host.strategy_failed', facts }, String(problem))
  }
  answer = [{ choice: 'p', because: 'It is.' }]
  t.match(await decide(), [{ choice: 'p' }])
})

/** The opposite of the default, and no lot named X at all. */
const youngest: Strategy<AllocationRequest, { names: Record<string, string> }, readonly number[]> = {
  id: 'dairy.youngest_first',
  title: 'The youngest lot first',
  version: 1,
  async facts(requests, read) {
    const lots = requests.flatMap(({ candidates }) => candidates.flatMap(({ lot }) => lot ?? []))
    const rows = await read.query<{ id: string; name: string }>(
      'select id, name from items.lot where id = any ($1)',
      [lots],
    )
    return requests.map(() => ({ names: Object.fromEntries(rows.map(({ id, name }) => [id, name])) }))
  },
  choose: (requests, facts) =>
    requests.map(({ candidates }, index) => {
      const kept = candidates.filter(({ lot }) => facts[index]!.names[lot ?? ''] !== 'X')
      const dropped = candidates.length - kept.length
      if (kept.length === 0)
        return { choice: null, because: 'Only X is there.', refusal: { code: 'dairy.only_x', facts: {} } }
      return {
        choice: kept.map(({ bucket }) => bucket).toReversed(),
        because: 'The youngest lot comes first.',
        rules: [{ rule: 'no X', dropped, examples: ['X'] }],
      }
    }),
}

t.test(
  'stock is kept by the strategy that is bound for an owner, and by the oldest lot elsewhere',
  async (t) => {
    const dairy: PluginDeclaration = {
      name: 'dairy',
      version: '1.0.0',
      adds: { 'ledger.allocate': [youngest] },
      errors: { 'dairy.only_x': { status: 422, message: 'Nothing but X is there; wait for fresh milk.' } },
    }
    const world = await startLedgerWorld(t, [dairy])
    const { administrator, query } = world
    const create = async (url: string, payload: object) =>
      (await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body.id as string
    const milk = await create('/items', { sku: 'MILK', name: 'Milk', hasLots: true, category: 'Dairy' })
    const receive = async (name: string, manufacturedOn: string, quantity: number) => {
      const lot = await create('/items/lots', { item: milk, name, manufacturedOn })
      const line = { item: milk, lot, quantity, from: { location: SUPPLIER }, to: { location: world.a } }
      await world.move({ kind: 'receipt', lines: [line] })
      return lot
    }
    const old = await receive('O', '2026-01-01', 5)
    const young = await receive('Y', '2026-02-01', 5)
    await receive('X', '2026-03-01', 50)
    const allocate = async (quantity: number) => {
      const demand = { kind: 'order', id: newId() }
      const allocations = [{ act: 'allocate', demand, item: milk, quantity }]
      const url = '/api/v1/ledger/allocations'
      const headers = { 'idempotency-key': newKey() }
      const { body } = await administrator.send({
        method: 'POST',
        url,
        headers,
        payload: { mode: 'each', allocations },
      })
      return body.outcomes[0]
    }
    t.match((await allocate(1)).allocations, [{ lot: old }], 'the default')
    t.equal((await query('select 1 from host.decision')).length, 0, 'which is no decision to be recorded')
    await bind(world, { point: 'ledger.allocate', strategy: 'dairy.youngest_first', category: 'dairy' })
    t.match((await allocate(1)).allocations, [{ lot: young }], 'the strategy that is bound')
    t.match((await allocate(6)).allocations, [
      { lot: young, quantity: 4 },
      { lot: old, quantity: 2 },
    ])
    const { body } = await administrator.send({ url: '/api/v1/host/decisions?sort=at' })
    t.match(body.data, [{ strategy: 'dairy.youngest_first', because: 'The youngest lot comes first.' }, {}])
    await allocate(2)
    t.match(await allocate(1), {
      code: 'dairy.only_x',
      detail: 'Nothing but X is there; wait for fresh milk.',
    })
  },
)
