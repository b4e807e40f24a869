import {
  type PluginDeclaration,
  point,
  type ServiceContext,
  type Strategy,
  strategyPoint,
} from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { systemActor } from '../src/access/system-actor.ts'
import { buildApp } from '../src/app.ts'
import type { Database } from '../src/database/database.ts'
import { coreDeclarations } from '../src/declarations.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const HOUSE = '00000000-0000-7000-8000-000000000001'
const noDatabase = {} as Database
const Label = Type.Object(
  { name: Type.String(), width: Type.Integer({ minimum: 10 }) },
  { additionalProperties: false },
)
const labels: PluginDeclaration = {
  name: 'labels',
  version: '1.0.0',
  opens: {
    'labels.format': point('Formats of labels', Label),
    'labels.printer': strategyPoint('Which printer', { request: Type.Object({}), choice: Type.String() }),
  },
}

function strategy(id: string, more: Partial<Strategy> = {}): Strategy {
  return { id, title: 'One', version: 1, facts: async (asked) => asked, choose: () => [], ...more }
}

function adding(adds: PluginDeclaration['adds'], more: Partial<PluginDeclaration> = {}): PluginDeclaration {
  return { name: 'shop', version: '1.0.0', requires: { plugins: { labels: '^1.0.0' } }, adds: adds!, ...more }
}

t.test(
  'what a plugin adds to a point of another is there, and what waits for an absent one is idle',
  async (t) => {
    const seen: { context?: ServiceContext } = {}
    const watching: PluginDeclaration = {
      ...labels,
      services: (context) => {
        seen.context = context
        return {}
      },
    }
    const shop = adding(
      { 'labels.format': [{ name: 'parcel', width: 100 }], 'scales.weight': [{}] },
      { requires: { plugins: { labels: '^1.0.0' }, optional: { scales: '^1.0.0' } } },
    )
    const { administrator } = await startPlatform(t, { plugins: [watching, shop] })
    t.strictSame(seen.context!.points.of('labels.format'), [
      { plugin: 'shop', value: { name: 'parcel', width: 100 } },
    ])
    t.strictSame(seen.context!.points.of('scales.weight'), [])
    const { body } = await administrator.send({ url: '/api/v1/host/points' })
    t.strictSame(body.idle, [{ plugin: 'shop', point: 'scales.weight', waitsFor: 'scales' }])
    const format = body.data.find(({ name }: { name: string }) => name === 'labels.format')
    t.match(format, { kind: 'list', opener: 'labels', additions: [{ plugin: 'shop', name: 'parcel' }] })
    t.ok(body.data.some(({ name }: { name: string }) => name === 'ledger.allocate'))
  },
)

t.test('an addition that cannot be used stops the boot with a code and a sentence', async (t) => {
  const rival = adding({ 'labels.printer': [strategy('rival.one', { isDefault: true })] }, { name: 'rival' })
  const cases: [string, RegExp, PluginDeclaration[]][] = [
    ['host.point_unknown', /"labels" does not open it/, [labels, adding({ 'labels.colour': [{}] })]],
    ['host.point_unknown', /requires\.optional/, [labels, adding({ 'scales.weight': [{}] })]],
    [
      'host.addition_unfit',
      /at \/width: It must be >= 10/,
      [labels, adding({ 'labels.format': [{ name: 'a', width: 1 }] })],
    ],
    ['host.addition_unfit', /"shop\."/, [labels, adding({ 'labels.printer': [strategy('other.one')] })]],
    [
      'host.addition_unfit',
      /version/,
      [labels, adding({ 'labels.printer': [strategy('shop.one', { version: 0 })] })],
    ],
    [
      'host.addition_unfit',
      /"choose"/,
      [labels, adding({ 'labels.printer': [{ id: 'shop.one', title: 'a', version: 1 }] })],
    ],
    [
      'host.strategy_taken',
      /twice/,
      [labels, adding({ 'labels.printer': [strategy('shop.one'), strategy('shop.one')] })],
    ],
    [
      'host.point_two_defaults',
      /only one of them can/,
      [labels, rival, adding({ 'labels.printer': [strategy('shop.one', { isDefault: true })] })],
    ],
    [
      'host.addition_taken',
      /has done so/,
      [
        labels,
        adding({
          'labels.format': [
            { name: 'a', width: 10 },
            { name: 'a', width: 20 },
          ],
        }),
      ],
    ],
    [
      'host.point_name',
      /has to begin with/,
      [{ ...labels, opens: { 'stock.colour': point('Colours', Label) } }],
    ],
    [
      'host.point_invalid',
      /neither point\(\) nor strategyPoint\(\)/,
      [{ ...labels, opens: { 'labels.x': {} as never } }],
    ],
  ]
  for (const [code, message, plugins] of cases) {
    await t.rejects(buildApp({ core: [], plugins, database: noDatabase }), { code, message })
  }
  const status = adding({ 'stock.status': [{ name: 'returned', title: 'Returned' }] }, { requires: {} })
  const boot = buildApp({ core: coreDeclarations, plugins: [status], database: noDatabase })
  await t.rejects(boot, { code: 'host.addition_unfit', message: /"allocatable" is missing/ })
})

t.test('kinds, statuses and reasons of a plugin are there like core’s own', async (t) => {
  const shop = adding(
    {
      'location.kind': [
        { name: 'showroom', title: 'Showroom', balanced: true, allocatable: false, counted: true },
      ],
      'stock.status': [
        { name: 'on_show', title: 'On show', allocatable: false, countable: true, sellable: true },
      ],
      'movement.kind': [{ name: 'display', title: 'Put on show', requiresReason: true }],
      reason: [{ code: 'shop.faded', title: 'Faded in the window' }],
    },
    { requires: {} },
  )
  const { administrator, query, database } = await startPlatform(t, { plugins: [shop] })
  const [kind] = await query("select plugin, allocatable from locations.kind where name = 'showroom'")
  t.strictSame(kind, { plugin: 'shop', allocatable: false })
  const statuses = await administrator.send({ url: '/api/v1/ledger/statuses?name=on_show' })
  t.match(statuses.body.data, [{ name: 'on_show', plugin: 'shop', billable: true }])
  const kinds = await administrator.send({ url: '/api/v1/ledger/movement-kinds?name=display' })
  t.match(kinds.body.data, [{ requiresReason: true, plugin: 'shop' }])
  t.equal(
    (await query("select 1 from ledger.reason where code = 'shop.faded' and plugin = 'shop'")).length,
    1,
  )

  const again = await buildApp({
    database,
    plugins: [adding({ reason: [{ code: 'shop.faded', title: 'Bleached' }] }, { requires: {} })],
  })
  await again.close()
  t.equal(
    (await query("select 1 from ledger.reason where title = 'Bleached'")).length,
    1,
    'its own words follow it',
  )
  const thief = adding(
    { 'stock.status': [{ name: 'damaged', title: 'x', allocatable: true, countable: true, sellable: true }] },
    { requires: {} },
  )
  await t.rejects(buildApp({ database, plugins: [thief] }), {
    code: 'host.addition_taken',
    message: /"damaged"/,
  })
  t.equal((await query("select 1 from ledger.status where name = 'damaged' and not allocatable")).length, 1)
})

t.test(
  '64 who draw numbers at once leave no gap and no twin, and one that is rolled back is the next one’s',
  async (t) => {
    const seen: { context?: ServiceContext } = {}
    const billing = adding(
      {
        'number.series': [
          { name: 'shop.invoice', title: 'Invoices', prefix: 'INV-{year}-', padding: 5, perYear: true },
          { name: 'shop.ticket', title: 'Tickets' },
        ],
      },
      {
        requires: {},
        messages: { fr: { words: { Invoices: 'Factures' } } },
        services: (context) => {
          seen.context = context
          return {}
        },
      },
    )
    const { query, administrator } = await startPlatform(t, { plugins: [billing] })
    const titles = async (language: string) => {
      const headers = { 'accept-language': language }
      const { body } = await administrator.send({ url: '/api/v1/host/number-series?sort=title', headers })
      return body.data.map(({ title }: { title: string }) => title)
    }
    t.strictSame(await titles('en'), ['Invoices', 'Tickets'])
    t.strictSame(await titles('fr'), ['Factures', 'Tickets'], 'each reader has them in his language')
    const standing = async (query = '') => {
      const { body } = await administrator.send({ url: `/api/v1/host/number-series?${query}` })
      return body.data.map(({ series, year, last, next }: Record<string, unknown>) => [
        series,
        year,
        last,
        next,
      ])
    }
    t.strictSame(await standing('q=ticket'), [['shop.ticket', null, null, '1']], 'nobody drew yet')
    const { numbers, transaction } = seen.context!
    const draw = (series: string, options = { company: HOUSE, year: 2026 }) =>
      transaction(systemActor, (trx) => numbers.next(trx, series, options))
    t.strictSame(await draw('shop.invoice'), { number: 1, text: 'INV-2026-00001' })
    const drawn = await Promise.all(Array.from({ length: 64 }, () => draw('shop.invoice')))
    t.strictSame(
      drawn.map(({ number }) => number).sort((one, other) => one - other),
      Array.from({ length: 64 }, (_, index) => index + 2),
    )
    const undone = transaction(systemActor, async (trx) => {
      t.equal((await numbers.next(trx, 'shop.invoice', { company: HOUSE, year: 2026 })).number, 66)
      throw new Error('the invoice was not made')
    })
    await t.rejects(undone, { message: 'the invoice was not made' })
    const killed = transaction(systemActor, async (trx) => {
      t.equal((await numbers.next(trx, 'shop.invoice', { company: HOUSE, year: 2026 })).number, 66)
      const { rows } = await trx.raw('select pg_backend_pid() as pid')
      await query('select pg_terminate_backend($1)', [rows[0].pid])
      await trx.raw('select 1')
    })
    await t.rejects(killed, 'the server lost its database in the middle of it')
    t.equal((await draw('shop.invoice')).text, 'INV-2026-00066')
    t.equal(
      (await draw('shop.invoice', { company: HOUSE, year: 2027 })).text,
      'INV-2027-00001',
      'a year counts for itself',
    )
    t.strictSame(await draw('shop.ticket'), { number: 1, text: '1' })
    const [other] = await query<{ id: string }>(
      `insert into access.company (id, name, base_currency)
     values (gen_random_uuid(), 'Second', 'EUR') returning id`,
    )
    t.strictSame(await standing('sort=series,year'), [
      ['shop.invoice', 2026, 66, 'INV-2026-00067'],
      ['shop.invoice', 2027, 1, 'INV-2027-00002'],
      ['shop.ticket', null, 1, '2'],
    ])
    t.equal(
      (await draw('shop.ticket', { company: other!.id, year: 2026 })).number,
      1,
      'and so does a company',
    )
    await t.rejects(draw('shop.unknown'), { code: 'host.number_series_unknown' })
    const nobody = { company: '00000000-0000-7000-8000-00000000dead', year: 2026 }
    await t.rejects(draw('shop.ticket', nobody), { code: 'host.number_company_unknown' })
  },
)
