import { isReservedName, type PluginDeclaration } from '@stowage/sdk'
import semver from 'semver'
import { Type } from 'typebox'
import { extensionsOf } from '../host/fields/extensions.ts'
import { settingsShapeOf } from '../host/settings/settings-shape.ts'
import { createAjv } from '../http/json-schema.ts'
import { HostError } from './host-error.ts'
import { checkMessages } from './messages.ts'
import { checkResources } from './resources/check-resources.ts'
import { shapeError } from './shape-error.ts'
import { AdminShape, Menu, validateAdmin } from './validate-admin.ts'

const NAME = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'
const SNAKE = '^[a-z][a-z0-9]*(_[a-z0-9]+)*$'
const DOTTED = '^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9_-]*)+$'
const HTTP_STATUSES = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503] as const

const Names = Type.Array(Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }))

const ResourceShape = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 80 }),
    titlePlural: Type.String({ minLength: 1, maxLength: 80 }),
    path: Type.String({ pattern: '^(/[a-z][a-z0-9-]*)*$' }),
    members: Type.Unknown(),
    fixed: Type.Optional(Names),
    permissions: Type.Object({ read: Type.String(), write: Type.String() }, { additionalProperties: false }),
    sort: Type.Optional(Type.String()),
    sortable: Type.Optional(Names),
    filterable: Type.Optional(Names),
    search: Type.Optional(Names),
    taken: Type.Optional(Type.Record(Type.String(), Type.String())),
    menu: Type.Optional(Menu),
    removable: Type.Optional(Type.Literal(true)),
    check: Type.Optional(Type.Unknown()),
  },
  { additionalProperties: false },
)

const RowsOfSome = Type.Object(
  {
    owner: Type.Optional(
      Type.Union([
        Type.String({ pattern: SNAKE }),
        Type.Object(
          { column: Type.Optional(Type.String({ pattern: SNAKE })), when: Type.String({ minLength: 8 }) },
          { additionalProperties: false },
        ),
      ]),
    ),
    site: Type.Optional(
      Type.Union([
        Type.String({ pattern: SNAKE }),
        Type.Object({ when: Type.String({ minLength: 8 }) }, { additionalProperties: false }),
      ]),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
)

const Sentences = Type.Optional(Type.Record(Type.String(), Type.String({ minLength: 1 })))
const MessagesShape = Type.Object(
  { errors: Sentences, permissions: Sentences, words: Sentences, facts: Sentences },
  { additionalProperties: false },
)

/** Everything of a declaration that is data. Functions and URLs are looked at by hand. */
const DeclarationShape = Type.Object(
  {
    name: Type.String({ pattern: NAME, maxLength: 40 }),
    version: Type.String(),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    suites: Type.Optional(
      Type.Array(Type.Union([Type.Literal('inventory'), Type.Literal('warehouse')]), { uniqueItems: true }),
    ),
    requires: Type.Optional(
      Type.Object(
        {
          platform: Type.Optional(Type.String()),
          plugins: Type.Optional(Type.Record(Type.String(), Type.String())),
          optional: Type.Optional(Type.Record(Type.String(), Type.String())),
        },
        { additionalProperties: false },
      ),
    ),
    database: Type.Optional(
      Type.Object(
        { extensions: Type.Optional(Type.Array(Type.String({ pattern: SNAKE }), { uniqueItems: true })) },
        { additionalProperties: false },
      ),
    ),
    migrations: Type.Optional(Type.Unknown()),
    tables: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object(
          {
            rows: Type.Union([Type.Literal('house'), Type.Literal('staff'), RowsOfSome]),
            write: Type.Optional(
              Type.Union(['routes', 'hooks', 'functions'].map((word) => Type.Literal(word))),
            ),
            columns: Type.Optional(Type.Array(Type.String({ pattern: SNAKE }), { minItems: 1 })),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    opens: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    adds: Type.Optional(Type.Record(Type.String(), Type.Array(Type.Unknown(), { maxItems: 1000 }))),
    fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    settings: Type.Optional(Type.Unknown()),
    permissions: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    errors: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object(
          {
            status: Type.Union(HTTP_STATUSES.map((status) => Type.Literal(status))),
            message: Type.String({ minLength: 8 }),
            facts: Type.Optional(Type.Unknown()),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    messages: Type.Optional(Type.Record(Type.String(), MessagesShape)),
    resources: Type.Optional(Type.Record(Type.String({ pattern: SNAKE }), ResourceShape)),
    services: Type.Optional(Type.Unknown()),
    routes: Type.Optional(Type.Unknown()),
    ledger: Type.Optional(
      Type.Object(
        {
          lock: Type.Optional(Type.Unknown()),
          enrich: Type.Optional(Type.Unknown()),
          guard: Type.Optional(Type.Unknown()),
          project: Type.Optional(Type.Unknown()),
        },
        { additionalProperties: false },
      ),
    ),
    allocation: Type.Optional(
      Type.Object(
        { guard: Type.Optional(Type.Unknown()), project: Type.Optional(Type.Unknown()) },
        { additionalProperties: false },
      ),
    ),
    lifecycle: Type.Optional(
      Type.Object(
        {
          blockers: Type.Optional(Type.Unknown()),
          release: Type.Optional(Type.Unknown()),
          enabled: Type.Optional(Type.Unknown()),
          demo: Type.Optional(Type.Unknown()),
        },
        { additionalProperties: false },
      ),
    ),
    events: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    on: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object(
          {
            from: Type.Union([Type.Literal('enabled'), Type.Literal('beginning')]),
            batch: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
            timeLimitSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
            run: Type.Unknown(),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    jobs: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object(
          {
            title: Type.String({ minLength: 3, maxLength: 120 }),
            cron: Type.Optional(Type.String()),
            each: Type.Optional(Type.Union([Type.Literal('site'), Type.Literal('company')])),
            payload: Type.Optional(Type.Unknown()),
            maxAttempts: Type.Optional(Type.Integer({ minimum: 1, maximum: 25 })),
            timeLimitSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_600 })),
            run: Type.Unknown(),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    workers: Type.Optional(
      Type.Record(Type.String(), Type.Object({ run: Type.Unknown() }, { additionalProperties: false })),
    ),
    invariants: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.String(),
            sentence: Type.String({ minLength: 8 }),
            offendingRows: Type.String({ minLength: 8 }),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    commands: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object(
          {
            usage: Type.String({ minLength: 1 }),
            summary: Type.String({ minLength: 3 }),
            optionHelp: Type.Optional(Type.Record(Type.String(), Type.String())),
            options: Type.Optional(Type.Unknown()),
            maximumWords: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
            run: Type.Unknown(),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    admin: Type.Optional(AdminShape),
  },
  { additionalProperties: false },
)

const checkShape = createAjv().compile(DeclarationShape)

/**
 * Looks at one declaration as it was written, before anything of it runs.
 * @throws HostError with a code of its own for each kind of fault, and a sentence that says how to mend it
 */
export function validateDeclaration(declaration: unknown): PluginDeclaration {
  if (!checkShape(declaration)) throw shapeError(declaration, checkShape.errors!)
  const plugin = declaration as PluginDeclaration
  checkName(plugin)
  checkVersions(plugin)
  checkNames(plugin)
  checkFunctions(plugin)
  validateAdmin(plugin)
  settingsShapeOf(plugin)
  extensionsOf([plugin])
  checkResources(plugin)
  checkMessages(plugin)
  return plugin
}

function checkName({ name }: PluginDeclaration): void {
  if (!isReservedName(name)) return
  const sentence = `A plugin cannot be called "${name}", because the platform has something of that name; `
  throw new HostError('host.name_reserved', name, `${sentence}choose another.`)
}

function checkVersions({ name, version, requires }: PluginDeclaration): void {
  if (semver.valid(version) === null) {
    throw new HostError(
      'host.version_invalid',
      name,
      `The plugin "${name}" has the version "${version}"; write it as three numbers, such as "0.1.0".`,
    )
  }
  const ranges = { platform: requires?.platform, ...requires?.plugins, ...requires?.optional }
  for (const [what, range] of Object.entries(ranges)) {
    if (range === undefined || semver.validRange(range) !== null) continue
    const sentence = `The plugin "${name}" needs "${what}" in the version "${range}", which is no range; `
    throw new HostError('host.range_invalid', name, `${sentence}write one such as "^0.1.0".`)
  }
}

function checkNames(plugin: PluginDeclaration): void {
  const { name, permissions = {}, errors = {}, invariants = [], tables = {} } = plugin
  const { commands = {}, workers = {} } = plugin
  checkPrefixed(name, 'host.permission_name', 'permission', Object.keys(permissions))
  checkSentences(name, permissions)
  checkPrefixed(name, 'host.error_name', 'error code', Object.keys(errors))
  const ids = invariants.map(({ id }) => id)
  checkPrefixed(name, 'host.invariant_name', 'invariant', ids)
  checkPrefixed(name, 'host.worker_name', 'worker', Object.keys(workers))
  checkCommands(name, Object.keys(commands))
  const twin = ids.find((id, place) => ids.indexOf(id) !== place)
  if (twin !== undefined) {
    const sentence = `The plugin "${name}" has two invariants "${twin}"; give one of them another id.`
    throw new HostError('host.invariant_taken', name, sentence)
  }
  for (const table of Object.keys(tables)) {
    if (new RegExp(SNAKE).test(table)) continue
    throw new HostError(
      'host.table_name',
      name,
      `The plugin "${name}" declares the table "${table}"; write tables in snake_case, without schema.`,
    )
  }
}

/** What an administrator ticks has to tell him what it allows. */
function checkSentences(plugin: string, permissions: Readonly<Record<string, unknown>>): void {
  for (const [permission, words] of Object.entries(permissions)) {
    if (typeof words === 'string' && /\S\s+\S/.test(words)) continue
    const said = JSON.stringify(words)
    const sentence = `The plugin "${plugin}" says of the permission "${permission}" only ${said}; `
    const way = 'say what it allows, as an administrator reads it in a list of ticks: "See quotes".'
    throw new HostError('host.permission_sentence', plugin, sentence + way)
  }
}

function checkCommands(plugin: string, commands: readonly string[]): void {
  const foreign = commands.find((command) => command !== plugin && !command.startsWith(`${plugin} `))
  if (foreign === undefined) return
  const sentence = `The plugin "${plugin}" declares the command "${foreign}"; call it "${plugin}".`
  throw new HostError('host.command_name', plugin, sentence)
}

function checkPrefixed(plugin: string, code: `host.${string}`, what: string, names: readonly string[]): void {
  for (const name of names) {
    if (name.startsWith(`${plugin}.`) && new RegExp(DOTTED).test(name)) continue
    throw new HostError(
      code,
      plugin,
      `The plugin "${plugin}" declares the ${what} "${name}"; its name has to begin with "${plugin}." ` +
        `and go on in lower case, such as "${plugin}.noun.verb".`,
    )
  }
}

function checkFunctions(plugin: PluginDeclaration): void {
  const {
    name,
    services,
    routes,
    migrations,
    ledger,
    allocation,
    jobs,
    workers,
    on,
    commands,
    lifecycle = {},
  } = plugin
  const functions = {
    services,
    routes,
    'ledger.lock': ledger?.lock,
    'ledger.enrich.run': ledger?.enrich && (ledger.enrich.run ?? null),
    'ledger.guard.judge': ledger?.guard && (ledger.guard.judge ?? null),
    'ledger.project.run': ledger?.project && (ledger.project.run ?? null),
    'ledger.project.backfill': ledger?.project?.backfill,
    'lifecycle.blockers': lifecycle.blockers,
    'lifecycle.release': lifecycle.release,
    'lifecycle.enabled': lifecycle.enabled,
    'lifecycle.demo': lifecycle.demo,
    'allocation.guard.judge': allocation?.guard && (allocation.guard.judge ?? null),
    'allocation.project.run': allocation?.project && (allocation.project.run ?? null),
    ...Object.fromEntries(Object.entries(jobs ?? {}).map(([job, { run }]) => [`jobs.${job}.run`, run])),
    ...Object.fromEntries(
      Object.entries(workers ?? {}).map(([word, { run }]) => [`workers.${word}.run`, run]),
    ),
    ...Object.fromEntries(
      Object.entries(commands ?? {}).map(([word, { run }]) => [`commands.${word}.run`, run]),
    ),
    ...Object.fromEntries(Object.entries(on ?? {}).map(([event, { run }]) => [`on.${event}.run`, run])),
  }
  for (const [member, value] of Object.entries(functions)) {
    if (value === undefined || typeof value === 'function') continue
    const sentence = `In the plugin "${name}", "${member}" has to be a function and is ${typeof value}.`
    throw new HostError('host.not_a_function', name, sentence)
  }
  if (migrations !== undefined && !(migrations instanceof URL)) {
    throw new HostError(
      'host.migrations_invalid',
      name,
      `In the plugin "${name}", "migrations" has to be a URL: new URL('./migrations/', import.meta.url).`,
    )
  }
}
