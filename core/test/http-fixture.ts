import { randomUUID } from 'node:crypto'
import type { Actor, ListDeclaration, PluginDeclaration } from '@stowage/sdk'
import { refuse } from '@stowage/sdk'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { type AppOptions, buildApp } from '../src/app.ts'
import type { Database } from '../src/database/database.ts'
import { IdempotencyKey, idempotencyKeyOf } from '../src/http/idempotency-key.ts'
import { IfMatch, versionSeen, withVersion } from '../src/http/if-match.ts'

/** A crate of the test plugin, as it stands on the wire. */
export interface Crate {
  id: string
  code: string
  weight: number
  colour: string | null
  filledOn: string | null
  seenAt: string
  isSealed: boolean
  pieces: number
  shelf: { aisle: string; level: number | null } | null
}

const Nullable = <Schema extends ReturnType<typeof Type.String>>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

const CrateRow = Type.Object({
  id: Type.String({ format: 'uuid' }),
  code: Type.String(),
  weight: Type.Number(),
  colour: Nullable(Type.String()),
  filledOn: Nullable(Type.String({ format: 'date' })),
  seenAt: Type.String({ format: 'date-time' }),
  isSealed: Type.Boolean(),
  pieces: Type.Integer(),
  shelf: Type.Union([
    Type.Object({ aisle: Type.String(), level: Type.Union([Type.Integer(), Type.Null()]) }),
    Type.Null(),
  ]),
})

export const crateList = {
  from: 'crates.crate as c',
  key: 'c.id',
  defaultSort: 'code',
  row: CrateRow,
  search: ['c.code', 'c.colour'],
  fields: {
    id: { column: 'c.id', type: 'uuid', filter: true },
    code: { column: 'c.code', type: 'string', filter: true, sort: true },
    weight: { column: 'c.weight', type: 'number', filter: true, sort: true },
    colour: { column: 'c.colour', type: 'string', filter: true, sort: true },
    filledOn: { column: 'c.filled_on', type: 'date', filter: true, sort: true },
    seenAt: { column: 'c.seen_at', type: 'date-time', filter: true, sort: true },
    isSealed: { column: 'c.is_sealed', type: 'boolean', filter: true, sort: true },
    pieces: { column: 'c.pieces', type: 'integer', filter: true, sort: true },
    'shelf.aisle': { column: 'c.aisle', type: 'string', filter: true, sort: true, parameter: 'aisle' },
    'shelf.level': { column: 'c.level', type: 'integer', sort: true, parameter: 'level' },
    secret: { column: 'c.secret', type: 'string', hidden: { nullable: true } },
  },
} satisfies ListDeclaration

const NewCrate = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 20, pattern: '^[A-Z]' }),
    weight: Type.Optional(Type.Number({ minimum: 0, maximum: 999_999_999 })),
    colour: Type.Optional(Type.Union([Type.Literal('red'), Type.Literal('blue')])),
    filledOn: Type.Optional(Type.Union([Type.String({ format: 'date' }), Type.Null()])),
    seenAt: Type.Optional(Type.String({ format: 'date-time' })),
    password: Type.Optional(Type.String({ maxLength: 3 })),
    parts: Type.Optional(
      Type.Array(Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false })),
    ),
  },
  { additionalProperties: false },
)

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false })

/** A plugin with one table, a list, and a route for each thing that can go wrong. */
export const crates = {
  name: 'crates',
  version: '0.1.0',
  title: 'Crates',
  permissions: { 'crates.crate.read': 'See crates', 'crates.crate.write': 'Change crates' },
  errors: {
    'crates.crate_too_heavy': {
      status: 422,
      message: 'Crate {code} weighs {weight}, and {most} is the most.',
    },
  },
  routes: () => async (app) => {
    const read = { permission: 'crates.crate.read' }
    const write = { permission: 'crates.crate.write' }
    app.list('/', { permission: 'crates.crate.read', list: crateList, summary: 'List crates' })
    app.post('/', {
      config: write,
      schema: {
        summary: 'Add a crate',
        body: NewCrate,
        headers: IdempotencyKey,
        response: { 200: Type.Unknown() },
      },
      handler: async (request) => {
        const body = request.body as { code: string; weight?: number }
        if ((body.weight ?? 0) > 1000) {
          throw refuse(
            'crates.crate_too_heavy',
            { code: body.code, weight: body.weight, most: 1000 },
            '/weight',
          )
        }
        return { got: body, key: idempotencyKeyOf(request) ?? null }
      },
    })
    app.patch('/:id', {
      config: write,
      schema: {
        summary: 'Change a crate',
        params: ById,
        headers: IfMatch,
        body: Type.Object({ code: Type.Optional(Type.String()) }, { additionalProperties: false }),
        response: { 200: Type.Object({ version: Type.Integer() }) },
      },
      handler: async (request, reply) => withVersion(reply, { version: versionSeen(request) + 1 }),
    })
    app.get('/broken/:how', {
      config: read,
      schema: {
        summary: 'Break on purpose',
        params: Type.Object({ how: Type.String() }, { additionalProperties: false }),
        response: { 200: Type.Object({ ok: Type.Boolean() }) },
      },
      handler: async (request) => {
        const { how } = request.params as { how: string }
        await request.transaction((trx) => trx.raw(BREAKAGES[how] ?? 'select'))
        throw new Error('the cause, which nobody outside may read')
      },
    })
    app.get('/slow', {
      config: { public: true },
      schema: { summary: 'Answer after a moment', response: { 200: Type.Object({ ok: Type.Boolean() }) } },
      handler: async () => {
        gate.entered.resolve()
        await gate.opened.promise
        return { ok: true }
      },
    })
  },
} satisfies PluginDeclaration

/** Makes the test plugin's table, with the rights that `migrate` would give it. */
export const CRATE_TABLE = `
  create schema crates;
  create table crates.crate (id uuid primary key, code text not null collate "C",
  weight numeric(15,6) not null
    check (weight >= 0), colour text collate "C", filled_on date, seen_at timestamptz not null,
    is_sealed boolean not null, pieces int not null, aisle text collate "C", level int, secret text);
  create index on crates.crate (code, id);
  grant usage on schema crates to stowage_app_all;
  grant select, insert, update on crates.crate to stowage_app_all;`

/** Holds whoever asks for `/slow` until a test lets him go. */
export const gate = {
  entered: Promise.withResolvers<void>(),
  opened: Promise.withResolvers<void>(),
}

/** Statements that fail, by the way they fail. */
const BREAKAGES: Readonly<Record<string, string>> = {
  unique: 'insert into crates.crate select * from crates.crate limit 1',
  timeout: "set local statement_timeout = '20ms'; select pg_sleep(5)",
  check: 'update crates.crate set weight = -1',
  range: 'update crates.crate set weight = 1e20',
  syntax: 'selec',
  lock: "set local lock_timeout = '20ms'; lock table crates.crate",
  terminate: 'select pg_terminate_backend(pg_backend_pid())',
}

/** An actor who sees everything and has just these permissions. */
export function actorWith(...permissions: string[]): Actor {
  return {
    id: randomUUID(),
    kind: 'user',
    name: 'Rosa',
    permissions: new Set(permissions),
    owners: 'all',
    sites: 'all',
  }
}

/** Lets callers in by what stands after `Bearer`: a name in this map. */
export function accessFor(actors: Readonly<Record<string, Actor>>): PluginDeclaration {
  return {
    name: 'access',
    version: '0.1.0',
    services: () => ({
      access: {
        async authenticate({ headers }: { headers: { authorization?: string } }) {
          return actors[headers.authorization?.replace('Bearer ', '') ?? ''] ?? null
        },
      } as never,
    }),
  }
}

/** The app of crates, without core's own declarations. */
export function buildCratesApp(
  database: Database,
  options: Partial<AppOptions> = {},
): Promise<FastifyInstance> {
  const access = accessFor({
    all: actorWith('*'),
    reader: actorWith('crates.crate.read'),
    nothing: actorWith(),
  })
  return buildApp({ core: [access], plugins: [crates], database, ...options })
}
