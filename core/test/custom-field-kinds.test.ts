import t from 'tap'
import { isQuickPattern } from '../src/host/custom-fields/quick-pattern.ts'
import { startNodeHere } from '../src/testing/start-node.ts'
import { changing, FIELDS, itemMaker } from './custom-field-world.ts'

t.test('each kind of field is held to its rules, shown, filtered and put in order', async (t) => {
  const { send, fetch } = await startNodeHere(t, [])
  const define = async (name: string, kind: string, rules: object) =>
    t.match(
      await send('POST', FIELDS, { entity: 'items.item', name, kind, label: name, rules }),
      { status: 201 },
      name,
    )
  await define('shelf', 'text', { maxLength: 4, pattern: '[A-Z]\\d+' })
  await define('story', 'long-text', {})
  await define('strength', 'number', { decimals: 2, unit: '%', minimum: 0, maximum: 100 })
  await define('pieces', 'integer', { minimum: 1 })
  await define('fragile', 'boolean', {})
  await define('launched', 'date', {})
  await define('season', 'choice', { choices: [{ value: 'summer', label: 'Summer' }] })
  await define('sheet', 'url', {})
  const make = itemMaker(send)
  const all = {
    shelf: 'A12',
    story: 'It was\nonce.',
    strength: 12.35,
    pieces: 3,
    fragile: true,
    launched: '2026-03-01',
    season: 'summer',
    sheet: 'https://example.com/a.pdf',
  }
  t.match(await make('ALE', all), { status: 201, body: { fields: { custom: all } } })
  t.match(await make('TEA', { strength: 0.3, launched: '2025-12-24', pieces: 20 }), { status: 201 })
  const faults: [object, string][] = [
    [{ shelf: 'A12345' }, 'shelf'],
    [{ shelf: 'xA1' }, 'shelf'],
    [{ strength: 12.345 }, 'strength'],
    [{ strength: 101 }, 'strength'],
    [{ pieces: 0 }, 'pieces'],
    [{ pieces: 1.5 }, 'pieces'],
    [{ fragile: 'yes' }, 'fragile'],
    [{ launched: '2026-02-30' }, 'launched'],
    [{ season: 'winter' }, 'season'],
    [{ sheet: 'javascript:alert(1)' }, 'sheet'],
    [{ nothing: 1 }, 'nothing'],
  ]
  for (const [custom, member] of faults) {
    const refused = await make('BAD', custom)
    t.match(refused, { status: 400, body: { errors: [{ pointer: `/fields/custom/${member}` }] } }, member)
  }
  const skus = async (filter: string) =>
    (await send('GET', `/api/v1/items?${filter}`)).body.data.map(({ sku }: { sku: string }) => sku)
  for (const filter of [
    'shelf[startsWith]=A1',
    'story[contains]=once',
    'strength[gte]=10',
    'pieces[lt]=10',
    'fragile=true',
    'launched[gte]=2026-01-01',
    'season=summer',
    'sheet[contains]=a.pdf',
  ]) {
    t.strictSame(await skus(`fields.custom.${filter}`), ['ALE'], filter)
  }
  t.strictSame(await skus('sort=fields.custom.launched'), ['TEA', 'ALE'])
  t.strictSame(await skus('sort=-fields.custom.strength'), ['ALE', 'TEA'])
  const first = await send('GET', '/api/v1/items?sort=fields.custom.launched&limit=1')
  t.strictSame(await skus(`sort=fields.custom.launched&cursor=${first.body.nextCursor}`), ['ALE'])
  t.match(await (await fetch('/api/v1/items?format=csv')).text(), /12\.35,3,true,2026-03-01,summer/)
})

t.test('what is wrong with a field is said by name and value, and nothing is made', async (t) => {
  const { send, query } = await startNodeHere(t, [])
  const field = { entity: 'items.item', name: 'grade', kind: 'text', label: 'Grade' }
  const cases: [object, number, string, string?][] = [
    [{ name: 'Grade' }, 400, 'http.invalid_body', '/name'],
    [{ kind: 'colour' }, 400, 'http.invalid_body', '/kind'],
    [{ labels: { french_: 7 } }, 400, 'http.invalid_body', '/labels/french_'],
    [{ entity: 'items.colour' }, 422, 'host.field_entity_unknown', '/entity'],
    [{ name: 'sku' }, 422, 'host.field_name_own', '/name'],
    [{ name: 'contains' }, 422, 'host.field_name_reserved', '/name'],
    [{ label: ' ' }, 422, 'host.field_text_unprintable', '/label'],
    [{ permission: 'items.nothing' }, 422, 'host.field_permission_unknown', '/permission'],
    [{ rules: { decimals: 2 } }, 422, 'host.field_rule_alien', '/rules/decimals'],
    [{ kind: 'choice' }, 422, 'host.field_rule_missing', '/rules/choices'],
    [{ kind: 'number', rules: { minimum: 5, maximum: 1 } }, 422, 'host.field_bounds', '/rules/minimum'],
    [{ rules: { maxLength: 900 } }, 422, 'host.field_too_long', '/rules/maxLength'],
    [{ rules: { pattern: '[' } }, 422, 'host.field_pattern_invalid', '/rules/pattern'],
    [{ rules: { pattern: '(a+)+b' } }, 422, 'host.field_pattern_slow', '/rules/pattern'],
    [{ kind: 'integer', rules: { default: 'x' } }, 422, 'host.field_default_invalid', '/rules/default'],
    [
      {
        kind: 'choice',
        rules: {
          choices: [
            { value: 'a', label: 'A' },
            { value: 'a', label: 'B' },
          ],
        },
      },
      422,
      'host.field_choice_twice',
      '/rules/choices/1/value',
    ],
  ]
  for (const [part, status, code, pointer] of cases) {
    const refused = await send('POST', FIELDS, { ...field, ...part })
    t.equal(refused.status, status, `${code}: ${JSON.stringify(refused.body)}`)
    if (status !== 400) t.equal(refused.body.code, code)
    t.equal(refused.body.errors?.[0]?.pointer, pointer, code)
  }
  t.strictSame(await query('select 1 from host.custom_field'), [])
  t.equal((await send('POST', FIELDS, field)).status, 201)
  t.match(await send('POST', FIELDS, field), { status: 409, body: { code: 'host.field_name_taken' } })
})

t.test('a field becomes of another kind only where every value fits it', async (t) => {
  const { send } = await startNodeHere(t, [])
  const made = await send('POST', FIELDS, {
    entity: 'items.item',
    name: 'layers',
    kind: 'text',
    label: 'Layers',
  })
  const make = itemMaker(send)
  const two = (await make('TWO', { layers: '2' })).body
  const many = (await make('MANY', { layers: 'many' })).body
  const become = (version: number, kind: string, rules: object = {}) =>
    send('PATCH', `${FIELDS}/${made.body.id}`, { kind, rules }, changing(version))
  const refused = await become(1, 'integer')
  t.match(refused, {
    status: 409,
    body: {
      code: 'host.field_values_unfit',
      facts: { count: 1, example: 'many', id: many.id },
      errors: [{ pointer: '/kind' }],
    },
  })
  t.match(
    (await send('GET', `/api/v1/items/${two.id}`)).body.fields,
    { custom: { layers: '2' } },
    'all is as it was',
  )
  const patch = { fields: { custom: { layers: '12' } } }
  t.equal((await send('PATCH', `/api/v1/items/${many.id}`, patch, changing(1))).status, 200)
  t.match(await become(1, 'integer'), { status: 200, body: { kind: 'integer' } })
  t.match((await send('GET', `/api/v1/items/${two.id}`)).body.fields, { custom: { layers: 2 } })
  const above = await send('GET', '/api/v1/items?fields.custom.layers[gt]=9')
  t.strictSame(
    above.body.data.map(({ sku }: { sku: string }) => sku),
    ['MANY'],
  )
  const choices = [
    { value: '2', label: 'Two' },
    { value: '12', label: 'Twelve' },
  ]
  t.match(await become(2, 'choice', { choices }), { status: 200 })
  t.match(await become(3, 'choice', { choices: choices.slice(1) }), {
    status: 409,
    body: { code: 'host.field_values_unfit', facts: { example: '2' } },
  })
  const retire = (version: number, isRetired: boolean) =>
    send('PATCH', `${FIELDS}/${made.body.id}`, { isRetired }, changing(version))
  t.match(await become(3, 'integer'), { status: 200 })
  t.equal((await retire(4, true)).status, 200)
  t.match(await become(5, 'text'), { status: 200 }, 'a retired one too')
  t.equal((await retire(6, false)).status, 200)
  t.equal((await make('FREE', { layers: 'as many as fit' })).status, 201)
})

t.test('no pattern holds the server up, whatever text is held against it', async (t) => {
  const { send } = await startNodeHere(t, [])
  const field = { entity: 'items.item', kind: 'text', label: 'Code' }
  const slow = [
    '(a|a)*b',
    '(?:a|ab|b)+c',
    '(a?){25}b',
    'a*a*a*a*a*b',
    `${'a?'.repeat(30)}b`,
    '(\\w)\\1+b',
    '(x+x+){3}y',
  ]
  for (const [n, pattern] of slow.entries()) {
    const refused = await send('POST', FIELDS, { ...field, name: `slow${n}`, rules: { pattern } })
    t.match(refused, { status: 422, body: { code: 'host.field_pattern_slow' } }, pattern)
  }
  const quick = [
    '[A-Z]{2}-\\d+',
    '(?:red|green)-\\d{4}',
    '\\d+-\\d+-\\d+',
    '[^|]+\\|[(*]+',
    '(ab)+c?',
    '.*x.*',
  ]
  for (const pattern of quick) {
    t.ok(isQuickPattern(pattern, 200), pattern)
    const whole = new RegExp(`^(?:${pattern})$`, 'u')
    const begun = performance.now()
    for (const letter of ['a', '1', 'x', '1-', 'ab', '|'])
      whole.test(`${letter.repeat(200 / letter.length)}!`)
    t.ok(performance.now() - begun < 1_000, `${pattern} is soon through`)
  }
  const made = await send('POST', FIELDS, { ...field, name: 'twins', rules: { pattern: '\\d+\\d+' } })
  t.equal(made.status, 201, JSON.stringify(made.body))
  const begun = performance.now()
  const twins = '1'.repeat(500_000).concat('!')
  t.match(await itemMaker(send)('LONG', { twins }), { status: 400, body: { code: 'http.invalid_input' } })
  t.ok(performance.now() - begun < 5_000, 'a text that is too long anyway is held against no pattern')
})
