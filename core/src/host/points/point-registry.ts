import type { Addition, PluginDeclaration, PointDeclaration, PointReader, Strategy } from '@stowage/sdk'
import type { ValidateFunction } from 'ajv'
import { compileSchema, createAjv } from '../../http/json-schema.ts'
import { wordsOf } from '../../http/validation.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import { checkStrategies } from '../strategies/check-strategies.ts'
import { checkPointFacts } from '../strategies/point-facts.ts'

const ajv = createAjv()

/** A point with whoever opened it. */
export interface OpenPoint {
  readonly name: string
  readonly opener: string
  readonly declaration: PointDeclaration
}

/** An addition to a plugin that is not there; it counts as soon as that is switched on. */
export interface IdleAddition {
  readonly plugin: string
  readonly point: string
  readonly waitsFor: string
}

/** All points of one set of plugins, and what was added to them. */
export interface PointRegistry {
  readonly points: ReadonlyMap<string, OpenPoint>
  readonly idle: readonly IdleAddition[]
  additionsTo<Value>(point: string): readonly Addition<Value>[]
  strategiesOf(point: string): readonly Addition<Strategy>[]
}

/** Marks members of a point's schema that are called. */
export const FUNCTION = 'x-function'
const POINT = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9_-]*)+$/
const registries = new WeakMap<readonly PluginDeclaration[], PointRegistry>()

/**
 * Gathers points and additions, and holds each addition against its point.
 * @throws HostError for a point that nobody opens, and an addition that does not fit
 */
export function pointRegistryOf(plugins: readonly PluginDeclaration[]): PointRegistry {
  const known = registries.get(plugins)
  if (known !== undefined) return known
  const points = openPoints(plugins)
  const idle: IdleAddition[] = []
  const additions = new Map<string, Addition[]>()
  for (const plugin of plugins) {
    for (const [name, values] of Object.entries(plugin.adds ?? {})) {
      const point = points.get(name)
      if (point === undefined) idle.push(idleAddition(plugin, name, plugins))
      else {
        for (const [index, value] of values.entries()) checkAddition(plugin, point, { index, value })
        const there = additions.get(name) ?? []
        additions.set(name, [...there, ...values.map((value) => ({ plugin: plugin.name, value }))])
      }
    }
  }
  for (const { name, declaration } of points.values()) {
    const added = additions.get(name) ?? []
    if (declaration.kind === 'strategy') checkStrategies(name, added as Addition<Strategy>[])
    else checkTwins(name, added)
  }
  const registry: PointRegistry = {
    points,
    idle,
    additionsTo: <Value>(name: string) => (additions.get(name) ?? []) as Addition<Value>[],
    strategiesOf: (name) => (additions.get(name) ?? []) as Addition<Strategy>[],
  }
  registries.set(plugins, registry)
  return registry
}

/** What a plugin's context has of it. */
export function pointReaderOf(registry: PointRegistry): PointReader {
  return { of: (name) => registry.additionsTo(name) }
}

/** Core's own points are named by what they are about; the host declares them. */
const OPENED_BY_CORE = 'host'

function openPoints(plugins: readonly PluginDeclaration[]): Map<string, OpenPoint> {
  const points = new Map<string, OpenPoint>()
  for (const plugin of plugins) {
    for (const [name, declaration] of Object.entries(plugin.opens ?? {})) {
      const isNamed =
        plugin.name === OPENED_BY_CORE || (name.startsWith(`${plugin.name}.`) && POINT.test(name))
      if (!isNamed) {
        const sentence = `The plugin "${plugin.name}" opens a point "${name}"; its name has to begin with `
        throw fault('host.point_name', plugin.name, `${sentence}"${plugin.name}.", in lower case.`)
      }
      if (declaration?.kind !== 'list' && declaration?.kind !== 'strategy') {
        const sentence = `The point "${name}" of the plugin "${plugin.name}" is made by neither point() nor strategyPoint().`
        throw fault('host.point_invalid', plugin.name, sentence)
      }
      if (declaration.kind === 'strategy' && declaration.facts !== undefined)
        checkPointFacts(plugin, name, declaration.facts)
      points.set(name, { name, opener: plugin.name, declaration })
    }
  }
  return points
}

function idleAddition(
  { name, requires }: PluginDeclaration,
  point: string,
  plugins: readonly PluginDeclaration[],
): IdleAddition {
  const opener = point.split('.')[0]!
  const isThere = plugins.some((plugin) => plugin.name === opener)
  if (!isThere && Object.hasOwn(requires?.optional ?? {}, opener))
    return { plugin: name, point, waitsFor: opener }
  const why = isThere
    ? `"${opener}" does not open it; correct the name`
    : `neither core nor a plugin "${opener}" opens it; correct the name, or put "${opener}" into requires.optional`
  throw fault('host.point_unknown', name, `The plugin "${name}" adds to the point "${point}", but ${why}.`)
}

interface Given {
  readonly index: number
  readonly value: unknown
}

const checks = new WeakMap<object, ValidateFunction>()

function checkAddition(
  plugin: PluginDeclaration,
  { name, declaration }: OpenPoint,
  { index, value }: Given,
): void {
  if (declaration.kind === 'strategy') return
  const check = checks.get(declaration) ?? compiled(name, declaration)
  if (check(value)) {
    checkFunctions(plugin, { name, declaration }, { index, value })
    return
  }
  const [error] = check.errors!
  const where = error!.instancePath === '' ? '' : ` at ${error!.instancePath}`
  throw fault(
    'host.addition_unfit',
    plugin.name,
    `What the plugin "${plugin.name}" adds to "${name}" (number ${index + 1}) does not fit${where}: ` +
      wordsOf(error!, 'member'),
  )
}

/** What a schema cannot say of a member: that somebody will call it. */
function checkFunctions(
  plugin: PluginDeclaration,
  { name, declaration }: Pick<OpenPoint, 'name' | 'declaration'>,
  { index, value }: Given,
): void {
  if (declaration.kind === 'strategy') return
  const { properties = {} } = declaration.schema as { properties?: Readonly<Record<string, object>> }
  for (const [member, schema] of Object.entries(properties)) {
    const said = (value as Readonly<Record<string, unknown>>)[member]
    if (!(FUNCTION in schema) || said === undefined || typeof said === 'function') continue
    throw fault(
      'host.addition_unfit',
      plugin.name,
      `What the plugin "${plugin.name}" adds to "${name}" (number ${index + 1}) does not fit at ` +
        `/${member}: it has to be a function and is ${typeof said}.`,
    )
  }
}

function compiled(name: string, declaration: Extract<PointDeclaration, { kind: 'list' }>): ValidateFunction {
  try {
    const check = compileSchema(ajv, declaration.schema)
    checks.set(declaration, check)
    return check
  } catch (cause) {
    const sentence = `The schema of the point "${name}" cannot be used: ${(cause as Error).message}.`
    throw fault('host.point_invalid', name.split('.')[0]!, sentence)
  }
}

/** Two of one name would hide each other. */
function checkTwins(point: string, additions: readonly Addition[]): void {
  const names = new Map<string, string>()
  for (const { plugin, value } of additions) {
    const { name, code = name } = value as { name?: unknown; code?: unknown }
    if (typeof code !== 'string') continue
    const other = names.get(code)
    if (other !== undefined) {
      const sentence = `The plugin "${plugin}" adds "${code}" to "${point}", and "${other}" has done so; `
      throw fault('host.addition_taken', plugin, `${sentence}name it otherwise, or take one of the two out.`)
    }
    names.set(code, plugin)
  }
}

function fault(code: `host.${string}`, plugin: string, sentence: string): HostError {
  return new HostError(code, plugin, sentence)
}
