import type { PluginDeclaration, PointFacts, ReadContext, StrategyPoint } from '@stowage/sdk'
import { type TObject, type TSchema, Type } from 'typebox'
import { HostError } from '../../plugin-host/host-error.ts'
import type { Facts } from '../conditions/condition-holds.ts'
import { type FactShapes, factShapesOf } from '../conditions/fact-shapes.ts'

/** What rules may ask about the questions of one point. */
export interface AskableFacts {
  /** For the form of a rule. */
  readonly schema: TObject
  readonly shapes: FactShapes
  /** @returns for each request its facts, in the same order */
  read(requests: readonly unknown[], read: ReadContext): Promise<readonly Facts[]>
}

const known = new WeakMap<StrategyPoint, AskableFacts>()

/** The facts that a point declares; where it declares none, the plain members of what is asked. */
export function askableFactsOf(point: StrategyPoint): AskableFacts {
  const made = known.get(point) ?? askable(point)
  known.set(point, made)
  return made
}

function askable({ request, facts }: StrategyPoint): AskableFacts {
  const schema = facts?.schema ?? plainMembersOf(request)
  const shapes = factShapesOf(schema)
  const names = [...shapes.keys()]
  const told = (row: unknown) =>
    Object.fromEntries(names.map((name) => [name, (row as Facts | null)?.[name] ?? null]))
  return {
    schema,
    shapes,
    async read(requests, read) {
      const rows = facts === undefined ? requests : await facts.read(requests, read)
      if (rows.length === requests.length) return rows.map(told)
      throw new Error('the point told the facts of another number of questions than it was asked')
    },
  }
}

function plainMembersOf(request: TSchema): TObject {
  const { properties = {} } = request as { properties?: Record<string, TSchema> }
  const shapes = factShapesOf(Type.Object(properties))
  return Type.Object(Object.fromEntries([...shapes.keys()].map((name) => [name, properties[name]!])))
}

/**
 * Looks at the facts that a point declares.
 * @throws HostError for a member that no condition could ask about, or facts that nobody reads
 */
export function checkPointFacts({ name: plugin }: PluginDeclaration, point: string, facts: PointFacts): void {
  const { schema, read } = facts
  const { type, properties } = (schema ?? {}) as { type?: unknown; properties?: Record<string, unknown> }
  const wrong =
    type !== 'object' || properties === undefined
      ? 'their schema has to be made by Type.Object'
      : typeof read !== 'function'
        ? '"read" has to be a function'
        : undefined
  const shapes = wrong === undefined ? factShapesOf(schema) : new Map()
  const odd = Object.keys(properties ?? {}).find((name) => !shapes.has(name))
  const problem =
    wrong ??
    (odd === undefined
      ? undefined
      : `"${odd}" is neither a text, a number, a yes or no, a date, an instant, a choice nor a reference`)
  if (problem === undefined) return
  const sentence = `The facts of the point "${point}" of the plugin "${plugin}" cannot be asked about: `
  throw new HostError('host.point_invalid', plugin, `${sentence}${problem}.`)
}
