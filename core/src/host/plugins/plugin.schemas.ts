import { Type } from 'typebox'

const Instant = Type.String({ format: 'date-time' })
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])

const Adds = Type.Record(Type.String(), Type.Array(Type.String()), {
  description: 'By kind (tables, permissions, routes, hooks, …) the names of what it adds',
})

const Fault = Type.Object({
  code: Type.String(),
  detail: Type.String(),
  at: Type.Optional(Instant),
})

/** A plugin as the list shows it. */
export const PluginOnTheWire = Type.Object({
  name: Type.String(),
  title: Type.String(),
  version: Type.String(),
  origin: Type.String({
    description: 'core, house, package, folder; gone where its code is not here any more',
  }),
  state: Type.String({ description: 'core, on, off, enabling, disabling, faulty or missing' }),
  isOn: Type.Boolean({ description: 'Whether it is switched on, also where its code is broken or gone' }),
  requires: Type.Array(Type.String()),
  suites: Type.Array(Type.String(), {
    description: 'Which of the two questions it helps to answer: inventory, warehouse',
  }),
  adds: Adds,
  fault: orNull(Fault),
  lastError: orNull(Fault),
  hookFailures: Type.Integer({ description: 'How often a hook of it failed in a posting' }),
  lastFailure: orNull(
    Type.Object({
      hook: Type.String(),
      version: Type.String(),
      code: Type.String(),
      at: Instant,
    }),
  ),
  enabledAt: orNull(Instant),
  program: orNull(
    Type.Object({
      address: Type.String(),
      key: orNull(
        Type.Object({
          id: Type.String({ format: 'uuid' }),
          owners: Type.Union([Type.Array(Type.String()), Type.Null()], {
            description: 'The names of those whose stock it counts for; null is all of them',
          }),
          sites: Type.Union([Type.Array(Type.String()), Type.Null()], {
            description: 'The codes of the sites that it counts at; null is all of them',
          }),
          madeAt: Instant,
          lastUsedAt: Type.Union([Instant, Type.Null()], { description: 'Exact to a minute' }),
        }),
      ),
    }),
  ),
})

/** What would change. */
export const PluginPreview = Type.Object({
  plugin: Type.String(),
  action: Type.Union([Type.Literal('enable'), Type.Literal('disable')]),
  changes: Adds,
  blockers: Type.Array(Type.Object({ sentence: Type.String(), count: Type.Integer() }), {
    description: 'What stands in the way of switching it off',
  }),
  problem: orNull(Fault),
  canGoUnasked: Type.Boolean({
    description: 'Whether it can be switched off with unasked, because it cannot be asked: its code is gone',
  }),
})

/** A change of the set, and how far it has come. */
export const PluginChange = Type.Object({
  id: Type.String({ format: 'uuid' }),
  plugin: Type.String(),
  action: Type.String(),
  state: Type.String({ description: 'running, done or failed' }),
  step: Type.String({ description: 'migrate, build, backfill, switch, follow, done' }),
  done: Type.Integer(),
  total: Type.Integer({ description: 'Positions of the ledger to make up for, while step is backfill' }),
  errorCode: orNull(Type.String()),
  error: orNull(Type.String()),
  startedAt: Instant,
  endedAt: orNull(Instant),
})

/** The plugin that an address names. */
export const PluginName = Type.Object({ name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }) })

/** What is left of a plugin that was removed: the files of its export. */
export const RemovedPlugin = Type.Object({
  folder: Type.String({ description: 'On the server that removed it' }),
  tables: Type.Array(Type.Object({ name: Type.String(), rows: Type.Integer() })),
})
