import { definePlugin, type LedgerHooks } from '@stowage/sdk'
import t, { type Test } from 'tap'
import { attempt } from '../src/ledger/posting/hook-attempt.ts'
import { SUPPLIER, startLedgerWorld } from './ledger-world.ts'

/** A world with one plugin, whose hooks answer whatever they are made to. */
function start(t: Test, ledger: unknown) {
  const rubbish = definePlugin({
    name: 'rubbish',
    version: '2.0.0',
    requires: { plugins: { ledger: '^0.1.0' } },
    errors: { 'rubbish.full': { status: 422, message: 'The bin is full; take another one.' } },
    ledger: ledger as LedgerHooks,
  })
  return startLedgerWorld(t, [rubbish])
}

const ANSWERS: readonly (readonly [string, unknown])[] = [
  ['a number', 42],
  ['a text', 'no'],
  ['true', true],
  ['a refusal without a code', { facts: {} }],
  ['a code that nobody declares', { code: 'rubbish.unheard_of', facts: {} }],
  ['facts that are a text', { code: 'rubbish.full', facts: 'very' }],
  ['facts that are a list', { code: 'rubbish.full', facts: [1] }],
  [
    'a permission that nobody declares',
    { code: 'rubbish.full', facts: {}, overridableBy: 'rubbish.bin.kick' },
  ],
  ['a list with rubbish in it', [{ code: 'rubbish.full', facts: {} }, 7]],
  ['a promise', Promise.resolve({ code: 'rubbish.full', facts: {} })],
]

t.test('a guard that answers rubbish fails the movement in hand, and is named', async (t) => {
  let answer: unknown
  const world = await start(t, {
    guard: { judge: ({ note }: { note: string }) => (note === 'odd' ? answer : null) },
  })
  for (const [what, rubbish] of ANSWERS) {
    answer = rubbish
    const told = ['plain', 'odd', 'plain'].map((note) => ({
      kind: 'receipt',
      from: SUPPLIER,
      to: world.a,
      note,
    }))
    const { status, body } = await world.post(told)
    t.equal(status, 200, what)
    t.match(
      body.outcomes,
      [
        { status: 'posted' },
        {
          status: 'failed',
          code: 'ledger.hook_failed',
          facts: { plugin: 'rubbish', version: '2.0.0', hook: 'ledger.guard', fault: 'host.hook_threw' },
        },
        { status: 'posted' },
      ],
      what,
    )
  }
  answer = { code: 'rubbish.full' }
  const { body } = await world.post([{ kind: 'receipt', from: SUPPLIER, to: world.a, note: 'odd' }])
  t.match(body.outcomes, [{ status: 'refused', facts: {}, detail: 'The bin is full; take another one.' }])
  t.equal((await world.verify()).ok, true)
})

const HOOKS: readonly (readonly [string, string, unknown])[] = [
  ['lines that are none', 'ledger.enrich', { enrich: { adds: 'lines', run: async () => [{ lines: [{}] }] } }],
  [
    'lines that are a text',
    'ledger.enrich',
    { enrich: { adds: 'lines', run: async () => [{ lines: 'x' }] } },
  ],
  ['nothing at all', 'ledger.enrich', { enrich: { adds: 'fields', run: async () => undefined } }],
  ['too many entries', 'ledger.enrich', { enrich: { adds: 'fields', run: async () => [{}, {}, {}] } }],
  [
    'a note that is a number',
    'ledger.enrich',
    { enrich: { adds: 'fields', run: async () => [{ note: 7 }] } },
  ],
  ['a key that is a number', 'ledger.lock', { lock: () => [42] }],
  ['a key instead of a list', 'ledger.lock', { lock: () => 'bin:1' }],
]

for (const [what, hook, ledger] of HOOKS) {
  t.test(`${hook} that answers ${what} fails the posting, and is named`, async (t) => {
    const world = await start(t, ledger)
    const { status, body } = await world.post([{ kind: 'receipt', from: SUPPLIER, to: world.a }])
    t.equal(status, 500)
    t.match(body, { code: 'ledger.hook_failed', facts: { plugin: 'rubbish', hook } })
    t.equal(await world.onHand(world.a), 0)
  })
}

t.test('a part that reckons without asking anybody is held to its time as well, and is named', async (t) => {
  const site = { plugin: 'rubbish', version: '2.0.0', hook: 'ledger.guard' }
  const reckon = (forMs: number) => () => {
    for (const until = Date.now() + forMs; Date.now() < until; );
    return 'done'
  }
  t.equal(attempt(site, reckon(1)), 'done')
  t.throws(() => attempt(site, reckon(40), 20), {
    fault: 'host.hook_too_slow',
    message: /ledger\.guard of the plugin rubbish 2\.0\.0 failed/,
    cause: { message: 'it took longer than 20 ms' },
  })
})
