import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type PluginDeclaration, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import { checkOfGiver, grantedRight, type ScopeNumbers, type ScopeWish, scopeOf } from '../../access/grant.ts'
import { staffOnly } from '../../access/staff-only.ts'
import { authorOf } from '../../audit/author-of.ts'
import type { Author } from '../../audit/record-change.ts'
import type { Database } from '../../database/database.ts'
import { type Kernel, kernelOf } from '../../plugin-host/kernel.ts'
import { programOf } from '../../plugin-host/program.ts'
import { createSettingsReader } from '../settings/settings-reader.ts'
import { settingsShapeOf } from '../settings/settings-shape.ts'
import { checkEventsOf } from './events-at-sites.ts'
import { CredentialsOnTheWire, ProgramItself, ProgramName, ProgramScope } from './program.schemas.ts'
import { type KeyScope, keepCredentials, makeCredentials } from './program-credentials.ts'

const tags = ['host']

const rotated = {
  tags,
  summary: 'Give a program another key and signing secret; the answer shows them this once',
  description:
    'What it had before counts for an hour more; DELETE /api/v1/access/api-keys/{id} ends it at once.',
  params: ProgramName,
  body: ProgramScope,
  response: { 201: CredentialsOnTheWire },
}

const itself = {
  tags,
  summary: 'What a program that takes part is set up with, asked by itself',
  description: 'For the key that was shown when the program was switched on; secrets can be read here.',
  response: { 200: ProgramItself },
}

/** `/api/v1/host/plugins/:name/key` and `/api/v1/host/program`. */
export function programRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const kernel = kernelOf(context)
  const { plugins, database } = kernel
  const find = (name: string) => {
    const plugin = plugins.find((one) => one.name === name && programOf(one) !== undefined)
    if (plugin === undefined) throw refuse('host.program_unknown', { plugin: name })
    return plugin
  }
  return async (app) => {
    app.post(
      '/plugins/:name/key',
      {
        config: { permission: 'host.plugin.manage' },
        preHandler: staffOnly('host.staff_only'),
        schema: rotated,
      },
      async (request, reply) => {
        const plugin = find(request.params.name)
        const author = authorOf(request)
        const { kept, shown } = await credentialsFor(kernel, author, { plugin, wish: request.body })
        await request.transaction((trx) => keepCredentials(trx, author, { plugin, kept }))
        return reply.code(201).header('cache-control', 'no-store').send(shown)
      },
    )

    // Public, because a program's key has the rights of its declaration alone; it looks for itself who calls.
    app.get('/program', { config: { public: true }, schema: itself }, async (request) => {
      const actor = await context.services.access.authenticate(request)
      if (actor === null) throw refuse('http.unauthenticated')
      const plugin = await programWithKey(database, actor.id)
      if (plugin === undefined) throw refuse('host.not_a_program', { actor: actor.name })
      const { name, version } = find(plugin)
      const reader = createSettingsReader(settingsShapeOf(find(plugin)), kernel)
      return { name, version, settings: readable(await reader.of()) }
    })
  }
}

/**
 * Makes what a program is to take part by. Nobody gives it more than he may himself.
 * @throws DomainError `access.beyond_own_rights`, `access.owner_unknown`, `access.site_unknown`,
 *   `host.events_of_no_site`
 */
export async function credentialsFor(
  { database, secrets }: Pick<Kernel, 'database' | 'secrets'>,
  { actor }: Author,
  { plugin, wish }: { readonly plugin: PluginDeclaration; readonly wish: ScopeWish | null | undefined },
) {
  const scope = await database.appAll.transaction(async (trx) => {
    const said = await saidScope(trx, wish ?? {})
    const counted = { ...(await scopeBefore(trx, plugin.name)), ...said }
    checkEventsOf(plugin, counted)
    const check = await checkOfGiver(trx, actor)
    check(grantedRight(programOf(plugin)?.rights ?? [], counted))
    return said
  })
  return makeCredentials(secrets, plugin.name, scope)
}

/** Only what is said: what is not stays as it was. */
async function saidScope(trx: Transaction, wish: ScopeWish): Promise<KeyScope> {
  const { owners, sites } = await scopeOf(trx, wish)
  return { ...(wish.owners !== undefined && { owners }), ...(wish.sites !== undefined && { sites }) }
}

async function scopeBefore(trx: Transaction, plugin: string): Promise<ScopeNumbers> {
  const [key] = await trx('host.program as p')
    .join('access.api_key as k', 'k.id', 'p.key')
    .where('p.plugin', plugin)
    .select('k.owners', 'k.sites')
  return key ?? { owners: null, sites: null }
}

async function programWithKey({ appAll }: Database, key: string): Promise<string | undefined> {
  const [row] = await appAll('host.program').where({ key }).orWhere({ former_key: key }).select('plugin')
  return row?.plugin
}

/** With the secrets, which are not enumerable. */
function readable(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.getOwnPropertyNames(values).map((name) => [name, values[name]]))
}
