import { type Actor, refuse, type Services } from '@stowage/sdk'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Database } from '../database/database.ts'
import { mayUse } from './may-use.ts'

/** What the `access` declaration's service offers to the HTTP edge. */
export interface Authenticator {
  /**
   * Who sends this request, by its session cookie or key, with his rights where the permission counts; null
   * when it has neither or they are not valid.
   */
  authenticate(request: FastifyRequest, permission?: string): Promise<Actor | null>
}

/** Who calls a public route. */
const NOBODY: Actor = Object.freeze({
  id: '00000000-0000-0000-0000-000000000000',
  kind: 'system',
  name: 'nobody',
  permissions: new Set<string>(),
  owners: [],
  sites: [],
} satisfies Actor)

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/**
 * The one place where callers are let in: every request gets its actor, and a route's permission is held
 * against the actor's before anything of the request is read. Rows are the business of row-level security.
 */
export function checkAccess(app: FastifyInstance, database: Database, services: Services): void {
  const { access } = services as { access?: Authenticator }
  app.decorateRequest('actor')
  app.decorateRequest('transaction', function (this: FastifyRequest, work) {
    return database.transaction(this.actor, work)
  })
  app.addHook('onRequest', async (request) => {
    if (!SAFE_METHODS.includes(request.method)) refuseForeignPages(request)
    const { permission, self } = request.routeOptions.config
    if (permission === undefined && self === undefined) {
      request.actor = NOBODY
      return
    }
    const actor = (await access?.authenticate(request, permission)) ?? null
    if (actor === null) throw refuse('http.unauthenticated')
    if (permission === undefined) checkSelf(actor)
    else if (!mayUse(actor, permission)) throw refuse('http.forbidden', { permission, actor: actor.name })
    if (actor.viewer !== undefined && !SAFE_METHODS.includes(request.method)) {
      throw refuse('access.view_only', { actor: actor.name })
    }
    request.actor = actor
  })
}

/** What people do about themselves is for nobody in their place. */
function checkSelf({ kind, device, viewer }: Actor): void {
  if (kind !== 'user' || device !== undefined || viewer !== undefined) throw refuse('access.people_only')
}

/**
 * A browser sends its cookie with whatever a foreign page asks for, but it also says whose page that is.
 * Programs that send a key and no cookie are left alone.
 */
function refuseForeignPages({ headers }: FastifyRequest): void {
  if (headers.authorization !== undefined) return
  const site = headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  const { origin } = headers
  if (site === undefined && (origin === undefined || hostOf(origin) === headers.host)) return
  throw refuse('http.cross_origin', { origin: origin ?? String(site) })
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
