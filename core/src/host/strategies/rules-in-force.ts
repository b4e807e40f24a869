import type { ReadContext, Strategy, StrategyPlace } from '@stowage/sdk'
import type { Condition } from '../conditions/condition.ts'
import type { PointRegistry } from '../points/point-registry.ts'
import { strategySettingsOf } from './check-strategies.ts'

/** A strategy as it is set for a question. */
export interface BoundStrategy {
  readonly point: string
  readonly plugin: string
  readonly strategy: Strategy
  readonly settings: Readonly<Record<string, unknown>>
  /** Null for the default. */
  readonly binding: string | null
  readonly bindingVersion: number | null
}

/** A strategy, and of which questions it is asked. */
export interface Rule extends BoundStrategy {
  /** Null holds always. */
  readonly condition: Condition | null
  /** What people call it. */
  readonly title: string
}

interface Row {
  readonly id: string
  readonly version: number
  readonly title: string | null
  readonly strategy: string
  readonly settings: Record<string, unknown>
  readonly condition: Condition | null
}

/** More bindings than any place has. */
const MAX_BINDINGS = 100

/**
 * The rules of a place in the order in which they are asked: those that name most of it first, and among
 * equals owner before category before site before company; within one place by their rank, then the newest.
 * The default stands last, where there is one. A rule whose plugin is off does not count.
 */
export async function rulesInForce(
  registry: PointRegistry,
  read: ReadContext,
  { point, place }: { readonly point: string; readonly place: StrategyPlace },
): Promise<readonly Rule[]> {
  const { company = null, site = null, owner = null, category = null } = place
  const strategies = registry.strategiesOf(point)
  const rows = await read.query<Row>(FIND, [point, company, site, owner, category, MAX_BINDINGS])
  const rules = rows.flatMap(({ id, version, title, strategy: name, settings, condition }): Rule[] => {
    const found = strategies.find(({ value }) => value.id === name)
    if (found === undefined) return []
    const { plugin, value: strategy } = found
    return [
      {
        ...bound({ point, plugin, strategy }, settings),
        binding: id,
        bindingVersion: version,
        condition,
        title: title ?? strategy.title,
      },
    ]
  })
  const standard = defaultStrategy(registry, point)
  if (standard === undefined) return rules
  const { plugin, value: strategy } = standard
  return [
    ...rules,
    { ...bound({ point, plugin, strategy }, {}), condition: null, title: `${strategy.title}, the default` },
  ]
}

/** A strategy with what was said, and its defaults for the rest. */
export function bound(
  { point, plugin, strategy }: Pick<BoundStrategy, 'point' | 'plugin' | 'strategy'>,
  said: Readonly<Record<string, unknown>>,
): BoundStrategy {
  const members = strategySettingsOf(plugin, strategy)?.members.values() ?? []
  const values = [...members].map(({ name, default: standard }) => [
    name,
    Object.hasOwn(said, name) ? said[name] : structuredClone(standard),
  ])
  const settings = Object.fromEntries(values.filter(([, value]) => value !== undefined))
  return { point, plugin, strategy, settings, binding: null, bindingVersion: null }
}

/** A plugin's default comes before that of whoever opened the point. */
export function defaultStrategy(registry: PointRegistry, point: string) {
  const standards = registry.strategiesOf(point).filter(({ value }) => value.isDefault === true)
  return standards.find(({ plugin }) => !point.startsWith(`${plugin}.`)) ?? standards[0]
}

const FIND = `
  select b.id, v.version, v.title, v.strategy, v.settings, v.condition
    from host.strategy_binding b join host.strategy_binding_version v on v.binding = b.id
   where b.point = $1 and b.removed_at is null
     and (b.company is null
       or b.company = coalesce($2::uuid, (select s.company from locations.site s where s.id = $3::uuid)))
     and (b.site is null or b.site = $3::uuid) and (b.owner is null or b.owner = $4::uuid)
     and (b.category is null or lower(b.category) = lower($5))
     and v.counts_from <= now() and (v.counts_until is null or v.counts_until > now())
     and (v.valid_until is null or v.valid_until > now())
   order by num_nonnulls(b.owner, b.category, b.site, b.company) desc,
            b.owner is null, b.category is null, b.site is null, v.rank, v.valid_from desc, b.id desc
   limit $6`
