import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { definePlugin, type PluginDeclaration, refuse } from '@stowage/sdk'
import { tenBolts } from '@stowage/sdk/testing'
import t from 'tap'
import { Type } from 'typebox'
import { coreDeclarations } from '../src/declarations.ts'
import { httpErrors } from '../src/http/http-errors.ts'
import { httpMessages } from '../src/http/http-messages.ts'
import { bestLanguage } from '../src/http/reader-language.ts'
import { discoverPlugins } from '../src/plugin-host/discover.ts'
import { missingMessages } from '../src/plugin-host/messages.ts'
import { Phrases } from '../src/plugin-host/phrases.ts'
import { validateDeclaration } from '../src/plugin-host/validate-declaration.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const CUSTOMER = '00000000-0000-7000-8000-000000000012'

const parcels = definePlugin({
  name: 'parcels',
  version: '1.0.0',
  title: 'Parcels',
  settings: {
    schema: Type.Object({ days: Type.Integer({ title: 'Days to wait', default: 3 }) }),
  },
  permissions: { 'parcels.box.read': 'See boxes' },
  errors: {
    'parcels.too_heavy': { status: 422, message: 'The box weighs {grams} g.' },
    'parcels.too_light': { status: 422, message: 'The box is empty.' },
  },
  messages: {
    fr: {
      errors: { 'parcels.too_heavy': 'La boîte pèse {grams} g.' },
      permissions: { 'parcels.box.read': 'Voir les boîtes' },
      words: { Parcels: 'Colis', 'Days to wait': 'Jours d’attente' },
    },
    de: { errors: { 'parcels.too_heavy': 'Der Karton wiegt {grams} g.' } },
  },
  routes: () => async (app) => {
    const query = Type.Object({ what: Type.String() }, { additionalProperties: false })
    app.get(
      '/boxes',
      {
        config: { permission: 'parcels.box.read' },
        schema: { querystring: query, response: { 200: Type.Null() } },
      },
      async (request) => {
        const { what } = request.query as { what: string }
        throw refuse(`parcels.${what}`, { grams: 900 })
      },
    )
  },
})

t.test('a refusal is told in the language of its reader, its code and figures the same', async (t) => {
  const { administrator } = await startPlatform(t, { plugins: [parcels] })
  const ask = async (language: string, what = 'too_heavy') => {
    const headers = { 'accept-language': language }
    const { body, headers: sent } = await administrator.send({
      url: `/api/v1/parcels/boxes?what=${what}`,
      headers,
    })
    t.match(body, { code: `parcels.${what}`, facts: { grams: 900 } })
    return [body.detail, sent['content-language']]
  }
  t.strictSame(await ask('fr-CA,fr;q=0.9,en;q=0.5'), ['La boîte pèse 900 g.', 'fr'])
  t.strictSame(await ask('ja, de;q=0.5'), ['Der Karton wiegt 900 g.', 'de'])
  t.strictSame(await ask('ja'), ['The box weighs 900 g.', 'en'], 'nobody here speaks Japanese')
  t.strictSame((await ask('fr', 'too_light'))[0], 'The box is empty.', 'what is not translated is English')
})

t.test('the language that somebody chose goes before his browser’s, until he lets go of it', async (t) => {
  const { administrator, logIn } = await startPlatform(t, { plugins: [parcels] })
  const choose = (language: string | null) =>
    administrator.send({ method: 'PUT', url: '/api/v1/access/session/language', payload: { language } })
  const missing = async () => {
    const url = '/api/v1/items/00000000-0000-7000-8000-00000000dead'
    return (await administrator.send({ url, headers: { 'accept-language': 'de' } })).body.detail
  }
  const { body: me } = await administrator.send({ url: '/api/v1/access/session' })
  t.equal(me.language, null)
  t.strictSame(me.languages.toSorted(), ['de', 'en', 'fr'])

  t.equal((await choose('fr')).body.language, 'fr')
  t.equal(
    await missing(),
    'L’article 00000000-0000-7000-8000-00000000dead n’existe pas, ou ne vous est pas visible.',
  )
  const again = await logIn(administrator.email, administrator.password)
  t.equal((await again.send({ url: '/api/v1/access/session' })).body.language, 'fr', 'also at another desk')

  const unknown = await choose('tlh')
  t.equal(unknown.status, 422)
  t.match(unknown.body, { code: 'access.language_unknown', errors: [{ pointer: '/language' }] })
  t.match(unknown.body.detail, /^Personne ne parle tlh ici/)

  t.equal((await choose(null)).body.language, null)
  t.match(await missing(), /^There is no item/)
  const { body: audit } = await administrator.send({ url: '/api/v1/access/audit?sort=-at&limit=1' })
  t.match(audit.data[0], { entity: 'access.account', before: { language: 'fr' }, after: { language: null } })
})

t.test('how somebody has his screens follows him to any browser, and nobody else', async (t) => {
  const { administrator, logIn } = await startPlatform(t)
  const url = '/api/v1/access/session/preferences'
  const keep = (payload: object) => administrator.send({ method: 'PUT', url, payload })
  t.strictSame((await administrator.send({ url })).body, { data: [] })
  t.equal((await keep({ name: 'items.views', value: [{ name: 'Blocked' }] })).status, 204)
  t.equal((await keep({ name: 'x/shop/till.density', value: 'compact' })).status, 204)
  t.equal((await keep({ name: 'x/shop/till.density', value: 'comfort' })).status, 204)

  const elsewhere = await logIn(administrator.email, administrator.password)
  t.strictSame((await elsewhere.send({ url })).body.data, [
    { name: 'items.views', value: [{ name: 'Blocked' }] },
    { name: 'x/shop/till.density', value: 'comfort' },
  ])
  const words = { email: 'lena@example.com', password: 'a long enough password' }
  const payload = { ...words, name: 'Lena', permissions: [] }
  await administrator.send({ method: 'POST', url: '/api/v1/access/users', payload })
  const lena = await logIn(words.email, words.password)
  t.strictSame((await lena.send({ url })).body, { data: [] })

  t.equal((await keep({ name: 'items.views', value: null })).status, 204)
  t.equal((await administrator.send({ url })).body.data.length, 1)
  const tooLong = await keep({ name: 'items.views', value: 'x'.repeat(20_001) })
  t.match(tooLong, { status: 422, body: { code: 'access.preference_too_long' } })
  t.equal((await keep({ name: 'Items views', value: 1 })).status, 400)
})

t.test('a batch with refusals tells each of them in the language of its reader', async (t) => {
  const { administrator } = await startPlatform(t)
  const none = '00000000-0000-7000-8000-00000000dead'
  const line = { item: none, quantity: 1, from: { location: none }, to: { location: none } }
  for (const mode of ['each', 'all']) {
    const { body } = await administrator.send({
      method: 'POST',
      url: '/api/v1/ledger/movements',
      headers: { 'accept-language': 'fr' },
      payload: { mode, movements: [{ kind: 'receipt', lines: [line] }] },
    })
    const [told] = mode === 'each' ? body.outcomes : body.errors
    t.match(told.detail, /n’existe pas/, mode)
  }
})

t.test(
  'permissions, plugins and the forms of settings are read in the language of their reader',
  async (t) => {
    const { administrator } = await startPlatform(t, { plugins: [parcels] })
    const headers = { 'accept-language': 'fr' }
    const { body: permissions } = await administrator.send({ url: '/api/v1/access/permissions', headers })
    const words = new Map(permissions.data.map((one: { name: string }) => [one.name, one]))
    t.match(words.get('parcels.box.read'), { title: 'Colis', words: 'Voir les boîtes' })
    t.match(words.get('items.item.read'), { title: 'Articles', words: /^Voir les articles/ })
    const { body: settings } = await administrator.send({ url: '/api/v1/host/settings/parcels', headers })
    t.match(settings, { title: 'Colis', schema: { properties: { days: { title: 'Jours d’attente' } } } })
    const { body: plugins } = await administrator.send({ url: '/api/v1/host/plugins', headers })
    const titles = new Map(plugins.data.map((one: { name: string; title: string }) => [one.name, one.title]))
    t.equal(titles.get('parcels'), 'Colis')
    t.equal(titles.get('ledger'), 'Registre de stock')
    const { body: english } = await administrator.send({ url: '/api/v1/host/settings/parcels' })
    t.equal(english.schema.properties.days.title, 'Days to wait')
  },
)

t.test(
  'all that is shipped says all of its sentences in French, with the facts of the English ones',
  async (t) => {
    const root = fileURLToPath(new URL('../../', import.meta.url))
    const given = ['plugins', 'examples', 'sdk/template/sample'].map((folder) => join(root, folder))
    const { found, faulty } = await discoverPlugins({ given })
    t.strictSame(faulty, [])
    const shipped = [...coreDeclarations, ...[...found.values()].map(({ declaration }) => declaration)]
    t.ok(['inventory', 'temperature', 'loyalty-hold', 'quotes', 'sample'].every((name) => found.has(name)))
    t.strictSame(
      shipped.filter(({ messages }) => messages?.fr === undefined).map(({ name }) => name),
      [],
      'each speaks French',
    )
    t.strictSame(shipped.flatMap(missingMessages), [], 'and throughout')
    t.strictSame(
      Object.keys(httpMessages.fr!.errors!).toSorted(),
      Object.keys(httpErrors).toSorted(),
      'and so does the HTTP edge',
    )
    const factsIn = (sentence: string) => sentence.match(/\{\w+\}/g)?.toSorted() ?? []
    for (const plugin of [...shipped, { errors: httpErrors, messages: httpMessages }]) {
      for (const [code, sentence] of Object.entries(plugin.messages?.fr?.errors ?? {})) {
        const english = (plugin.errors as Record<string, { message: string }>)[code]!.message
        t.strictSame([...new Set(factsIn(sentence))], [...new Set(factsIn(english))], code)
      }
    }
  },
)

t.test(
  'what stands in the way is said in the language of its reader as well, clause by clause',
  async (t) => {
    const { administrator } = await startPlatform(t)
    const wrong = await administrator.send({
      method: 'POST',
      url: '/api/v1/items',
      headers: { 'accept-language': 'fr' },
      payload: { sku: 'A', name: 'A', step: 'x', colour: 'red' },
    })
    t.equal(wrong.status, 400)
    const details = wrong.body.errors.map(({ detail }: { detail: string }) => detail)
    for (const detail of [wrong.body.detail, ...details])
      t.notMatch(detail, /\b(It|it|has to|must|known|There|body)\b/)
  },
)

t.test(
  'what stands in the way of stock is said in the language of its reader, to the last word',
  async (t) => {
    const platform = await startPlatform(t)
    const { item, bin, create } = await tenBolts(platform)
    await create('/ledger/holds', { scope: 'item', subject: item, reason: 'R-4' })
    const lines = [{ item, quantity: 2, from: { location: bin }, to: { location: CUSTOMER } }]
    const { body } = await platform.administrator.send({
      method: 'POST',
      url: '/api/v1/ledger/movements',
      headers: { 'accept-language': 'fr' },
      payload: { mode: 'all', movements: [{ kind: 'issue', lines }] },
    })
    // French has spaces of its own before a colon.
    t.equal(
      body.errors[0].detail.replaceAll(/\s/g, ' '),
      '2 de BOLT-8 sont bloqués (R-4) : pas d’expédition. Quiconque a la permission ledger.hold.lift peut ' +
        'lever le blocage.',
    )
  },
)

t.test('every noun of ours that a refusal names has its French', async (t) => {
  const french = new Map(
    [...coreDeclarations, { messages: httpMessages }].flatMap(({ messages = {} }) =>
      Object.entries(messages.fr?.words ?? {}).map(([word, own]) => [word.toLowerCase(), own]),
    ),
  )
  const folder = fileURLToPath(new URL('../src/', import.meta.url))
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'))
  const nouns = new Set<string>()
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8')
    for (const [, noun] of text.matchAll(/\bwhat: '([^']+)'/g)) nouns.add(noun!)
  }
  t.ok(nouns.size > 10)
  t.strictSame(
    [...nouns].filter((noun) => !french.has(noun.toLowerCase())),
    [],
  )
})

t.test('a clause is found by its English, whatever changes in it, within others as well', async (t) => {
  const phrases = new Phrases()
  phrases.add('it holds more than {most} lots', 'il contient plus de {most} lots')
  phrases.add('{problem} (at {pointer})', '{problem} (à {pointer})')
  phrases.add('it is missing', 'il manque')
  t.equal(phrases.say('it holds more than 3 lots'), 'il contient plus de 3 lots')
  t.equal(phrases.say('It is missing.'), 'Il manque.')
  t.equal(phrases.say('/step: it is missing'), '/step: il manque')
  t.equal(phrases.say('it holds more than 3 lots (at /a)'), 'il contient plus de 3 lots (à /a)')
  t.equal(phrases.say('QA'), 'QA', 'what nobody translated stays')
})

t.test('a sentence without its code, or with a fact that is not told, stops the boot', async (t) => {
  const refusal = (messages: PluginDeclaration['messages']) => {
    try {
      validateDeclaration({ ...parcels, messages })
      return undefined
    } catch (error) {
      return error as Error & { code: string }
    }
  }
  t.match(refusal({ fr: { errors: { 'parcels.lost': 'Perdu.' } } }), {
    code: 'host.messages_unknown',
    message: /"parcels\.lost"/,
  })
  t.equal(refusal({ fr: { permissions: { 'parcels.box.write': 'x' } } })?.code, 'host.messages_unknown')
  t.equal(refusal({ fr: { words: { Boxes: 'Boîtes' } } })?.code, 'host.messages_unknown')
  t.match(refusal({ fr: { errors: { 'parcels.too_heavy': '{weight} g.' } } }), {
    code: 'host.messages_fact',
    message: /"weight"/,
  })
  t.equal(refusal({ en: {} })?.code, 'host.messages_language')
  t.equal(refusal({ french: {} })?.code, 'host.messages_language')
  t.strictSame(
    missingMessages(parcels).filter((one) => one.startsWith('fr')),
    ['fr errors "parcels.too_light"'],
  )
})

t.test('of several languages that a browser asks for, the one it likes best is spoken', async (t) => {
  const spoken = ['en', 'fr', 'pt-BR']
  t.equal(bestLanguage(undefined, spoken), 'en')
  t.equal(bestLanguage('', spoken), 'en')
  t.equal(bestLanguage('*', spoken), 'en')
  t.equal(bestLanguage('en;q=0.4, fr;q=0.8', spoken), 'fr')
  t.equal(bestLanguage('fr;q=0', spoken), 'en', 'a weight of zero is a no')
  t.equal(bestLanguage('pt-br', spoken), 'pt-BR')
  t.equal(bestLanguage('pt-PT', spoken), 'en')
  t.equal(bestLanguage(`${'x,'.repeat(400)}fr`, spoken), 'en', 'a header of any length costs little')
})
