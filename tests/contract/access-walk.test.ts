import t from 'tap'
import { newId } from '../../core/src/database/ids.ts'
import type { Answer, Caller } from '../../core/src/testing/start-platform.ts'
import { SUPPLIER, startLedgerWorld } from '../../core/test/ledger-world.ts'

/*
 * Walks every route of the composed platform, as the API's description lists them, on behalf of somebody who
 * has
 * every permission, but for one owner in one site; and of somebody who has them for all owners in one site.
 * What
 * is another's carries a word that may be in no answer, and an id that has to be answered like an unknown
 * one.
 * A new route is walked by itself; where it needs a query to answer at all, that goes into QUERIES.
 */
const QUERIES: Readonly<Record<string, string>> = {
  '/api/v1/ledger/stock': 'by=item,site,owner,location',
  '/api/v1/ledger/turnover': 'from=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z',
}
const HOUSE = '00000000-0000-7000-8000-000000000001'
const READS = ['get']
/** Another owner's, and another site's. */
const FOREIGN = { owner: 'xanadu', site: 'faraway' }

interface Route {
  readonly method: string
  readonly path: string
  /** What it takes; nothing where anybody may ask. */
  readonly permission?: string
}

t.test('no route tells anybody of rows that are not his', { timeout: 600_000 }, async (t) => {
  const world = await startForeignWorld(t)
  const { routes, callers, foreignIds } = world
  t.ok(routes.length > 60, `${routes.length} routes are walked`)
  for (const [who, { caller, words }] of Object.entries(callers)) {
    const secret = new RegExp(words.join('|'), 'i')
    const ids = foreignIds[who as keyof typeof foreignIds]
    const tells = ({ text }: Answer<unknown>) => secret.test(text) || ids.some((id) => text.includes(id))
    for (const { path } of routes.filter(
      ({ method, path }) => READS.includes(method) && !path.includes('{'),
    )) {
      const query = QUERIES[path] ?? ''
      for (const more of ['', 'count=true', 'format=csv', `q=${words[0]}`, `q=${words[0]}&count=true`]) {
        const url = `${path}?${[query, more].filter(Boolean).join('&')}`
        const answer = await caller.send({ url })
        t.not(answer.status, 500, url)
        const said = { ...answer, text: answer.text.replaceAll(encodeURIComponent(more), '') }
        if (answer.status === 200) t.notOk(tells(said), `${who} ${url}: ${answer.text.slice(0, 300)}`)
        if (answer.status === 200 && more.includes('count=true') && more.startsWith('q=')) {
          t.equal((answer.body as { total?: number } | undefined)?.total ?? 0, 0, url)
        }
      }
    }
    for (const { method, path } of routes.filter(({ path }) => path.includes('{'))) {
      for (const id of ids) {
        const foreign = await ask(caller, { method, path }, id)
        const unknown = newId()
        const other = await ask(caller, { method, path }, unknown)
        t.not(foreign.status, 500, `${method} ${path}`)
        t.same(plain(foreign, id), plain(other, unknown), `${who} ${method} ${path}: no oracle`)
      }
    }
    for (const { path } of routes.filter(({ method, path }) => method === 'get' && !path.includes('{'))) {
      for (const name of ['item', 'location', 'site', 'owner', 'id', 'within', 'movement', 'actor']) {
        const ask = (id: string) =>
          caller.send({ url: `${path}?${[QUERIES[path] ?? '', `${name}=${id}`].filter(Boolean).join('&')}` })
        const unknown = newId()
        for (const id of ids.slice(0, 3)) {
          t.same(plain(await ask(id), id), plain(await ask(unknown), unknown), `${who} ${path}?${name}`)
        }
      }
    }
  }
})

t.test(
  'each role reaches the routes of its permissions and no other, and sees what is its owner’s in its site',
  { timeout: 600_000 },
  async (t) => {
    const { world, routes, roles, keyFor, own, callers } = await startForeignWorld(t)
    const secret = new RegExp(callers.owner.words.join('|'), 'i')
    for (const { id: role, name, permissions } of roles) {
      const given = { permissions: [], roles: [{ role, owners: [own], sites: [world.site] }] }
      const caller = await keyFor(given)
      const may = (permission: string) => permissions.includes('*') || permissions.includes(permission)
      for (const route of routes) {
        if (route.permission === undefined) continue
        const { status, body } = await ask(caller, route, newId())
        const isForbidden = status === 403 && (body as { code: string }).code === 'http.forbidden'
        t.equal(isForbidden, !may(route.permission), `${name} ${route.method} ${route.path}: ${status}`)
      }
      const lists = routes.filter(({ method, path, permission = '' }) => {
        return READS.includes(method) && !path.includes('{') && may(permission)
      })
      for (const { path } of lists) {
        const query = QUERIES[path] ?? ''
        for (const more of ['format=csv', 'limit=1&count=true']) {
          let cursor = ''
          for (let page = 0; page < 4; page += 1) {
            const url = `${path}?${[query, more, cursor].filter(Boolean).join('&')}`
            const answer = await caller.send({ url })
            t.notOk(secret.test(answer.text), `${name} ${url}: ${answer.text.slice(0, 300)}`)
            const next = (answer.body as { nextCursor?: string } | undefined)?.nextCursor
            if (answer.status !== 200 || !next) break
            cursor = `cursor=${next}`
          }
        }
      }
    }
  },
)

t.test('what is foreign cannot be written to, assigned or posted, and says nothing', async (t) => {
  const { callers, foreignIds, world } = await startForeignWorld(t)
  const { caller } = callers.owner
  for (const payload of [
    { sku: 'MINE', name: 'Mine', baseUnit: 'each', owner: foreignIds.owner[0]! },
    { sku: 'MINE', name: 'Mine', baseUnit: 'each', owner: newId() },
  ]) {
    const { status, body } = await caller.send({ method: 'POST', url: '/api/v1/items', payload })
    t.match({ status, code: body.code }, { status: 422 }, JSON.stringify(body))
  }
  for (const member of ['version', 'createdAt', 'passwordHash', 'permissions', '__proto__', 'constructor']) {
    const payload = `{"sku":"P","name":"P","${member}":{"isAdmin":true}}`
    const headers = { 'content-type': 'application/json' }
    const answer = await world.administrator.send({ method: 'POST', url: '/api/v1/items', headers, payload })
    t.equal(answer.status, 400, `${member} is not assigned`)
  }
  t.equal(({} as Record<string, unknown>).isAdmin, undefined)
  for (const sort of ['passwordHash', 'password_hash', 'owner.secret', '-secret_hash']) {
    for (const url of ['/api/v1/access/users', '/api/v1/access/api-keys', '/api/v1/access/devices']) {
      t.equal(
        (await world.administrator.send({ url: `${url}?sort=${sort}` })).status,
        400,
        `${url} by ${sort}`,
      )
      const filter = `${url}?${sort.replace('-', '')}[startsWith]=a`
      t.equal((await world.administrator.send({ url: filter })).status, 400, filter)
    }
  }
})

function ask(caller: Caller, { method, path }: Route, id: string): Promise<Answer<unknown>> {
  const url = path.replaceAll(/\{[^}]+\}/g, id)
  const hasBody = ['post', 'put', 'patch'].includes(method)
  return caller.send({
    method: method.toUpperCase() as 'GET',
    url,
    headers: { 'if-match': '"1"', 'idempotency-key': id },
    ...(hasBody ? { payload: {} } : {}),
  })
}

/** An answer without what names the very request or the very id. */
function plain({ status, text }: Answer<unknown>, id: string) {
  const told = text.replaceAll(id, 'ID').replaceAll(/"requestId":"[^"]*"/g, '')
  return { status, told: told.replaceAll(/under the request id [\w-]+/g, '') }
}

/** A world of two owners and two sites, and two who see one of each, or one site. */
async function startForeignWorld(t: Parameters<typeof startLedgerWorld>[0]) {
  const world = await startLedgerWorld(t)
  const { administrator, withKey } = world
  const create = async (url: string, payload: object) => {
    const answer = await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (answer.status !== 201) throw new Error(`${url}: ${answer.text}`)
    return answer.body
  }
  const own = (await create('/access/owners', { kind: 'client', name: 'Anna' })).id
  const other = (await create('/access/owners', { kind: 'client', name: `${FOREIGN.owner} Ltd` })).id
  const siteWish = { company: HOUSE, code: FOREIGN.site, name: `${FOREIGN.site} site`, timeZone: 'UTC' }
  const farSite = (await create('/locations/sites', siteWish)).id
  const far = (await create('/locations', { site: farSite, kind: 'bin', code: `${FOREIGN.site}-1` })).id
  const unit = { name: 'x', baseUnit: 'each' }
  const theirs = (await create('/items', { ...unit, sku: `${FOREIGN.owner}-1`, owner: other })).id
  const theirsToo = { from: SUPPLIER, kind: 'receipt', quantity: 5, note: FOREIGN.owner, owner: other }
  const foreignMove = await world.move({ ...theirsToo, item: theirs, to: world.a })
  const farMove = await world.move({ from: SUPPLIER, kind: 'receipt', to: far, note: FOREIGN.site })
  const pallet = await palletOf(world, create, { owner: other, item: theirs, word: FOREIGN.owner })
  await palletOf(world, create, { owner: own, item: world.apple, word: 'anna' })
  await world.move({ from: SUPPLIER, kind: 'receipt', to: world.a, owner: own, quantity: 4 })
  await world.move({ from: SUPPLIER, kind: 'receipt', to: world.a, quantity: 3 })
  const words = (await administrator.send({ url: '/api/v1/access/permissions' })).body.data
  const permissions = words.map(({ name }: { name: string }) => name)
  const keyFor = async (scope: object) =>
    withKey((await create('/access/api-keys', { name: 'Walker', permissions, ...scope })).token)
  const { paths } = (await administrator.send({ url: '/api/openapi.json' })).body
  const walked = Object.entries(paths as Record<string, object>).filter(
    ([path]) => path.startsWith('/api/v1/') && !path.startsWith('/api/v1/access/session'),
  )
  const routes: Route[] = walked.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => ({ method, path, permission: told['x-permission'] })),
  )
  const roles: { id: string; name: string; permissions: string[] }[] = (
    await administrator.send({ url: '/api/v1/access/roles' })
  ).body.data
  return {
    world,
    routes,
    roles,
    own,
    keyFor,
    callers: {
      owner: {
        caller: await keyFor({ owners: [own], sites: [world.site] }),
        words: [FOREIGN.owner, FOREIGN.site],
      },
      site: { caller: await keyFor({ sites: [world.site] }), words: [FOREIGN.site] },
    },
    foreignIds: {
      owner: [other, theirs, foreignMove, far, farSite, farMove, pallet],
      site: [far, farSite, farMove],
    },
  }
}

/** A pallet with somebody's stock; its code, its hold and its name elsewhere tell his word. */
async function palletOf(
  world: Awaited<ReturnType<typeof startLedgerWorld>>,
  create: (url: string, payload: object) => Promise<{ id: string }>,
  { owner, item, word }: { owner: string; item: string; word: string },
): Promise<string> {
  const { id } = await create('/locations/handling-units', { code: `${word}-pallet`, location: world.a })
  const line = {
    item,
    quantity: 2,
    from: { location: SUPPLIER },
    to: { location: world.a, handlingUnit: id },
  }
  await world.move({ kind: 'receipt', owner, lines: [line] })
  const payload = {
    mode: 'all',
    movements: [{ kind: 'transfer', handlingUnits: [{ id, to: { location: world.b } }] }],
  }
  const moved = await world.administrator.send({ method: 'POST', url: '/api/v1/ledger/movements', payload })
  if (moved.body.outcomes?.[0]?.status !== 'posted') throw new Error(moved.text)
  await create('/ledger/holds', {
    scope: 'handling_unit',
    subject: id,
    blocks: ['allocate'],
    reason: `${word} waits`,
  })
  const reference = { entity: 'locations.handling_unit', id, system: 'erp', externalId: `${word}-elsewhere` }
  const url = '/api/v1/access/external-references'
  const named = await world.administrator.send({ method: 'PUT', url, payload: reference })
  if (named.status !== 201) throw new Error(named.text)
  return id
}
