import type { PluginDeclaration } from '../../plugin/declaration.ts'
import type { ReadContext } from '../../plugin/ledger-hooks.ts'
import { CUSTOMER, SUPPLIER, type TenBolts } from '../ten-bolts.ts'

const FEW = 1
const MANY = 50
/** The platform ends a hook after five. */
const SECONDS_MAX = 1

/** How much the hooks of a plugin did at most in one call, by the hook's name. */
export interface Counted {
  readonly plugin: PluginDeclaration
  readonly most: Map<string, { queries: number; ms: number }>
}

/** The same plugin, whose hooks are counted. */
export function countQueries(plugin: PluginDeclaration): Counted {
  const most: Counted['most'] = new Map()
  const { ledger = {}, allocation = {} } = plugin
  const { enrich, guard, project } = ledger
  const count = counterOf(most)
  return {
    most,
    plugin: {
      ...plugin,
      ...(plugin.ledger && {
        ledger: {
          ...ledger,
          ...(enrich && { enrich: { ...enrich, run: count('ledger.enrich', enrich.run) } }),
          ...(guard?.load && { guard: { ...guard, load: count('ledger.guard', guard.load) } }),
          ...(project && { project: { ...project, run: count('ledger.project', project.run) } }),
        },
      }),
      ...(allocation.project && {
        allocation: { ...allocation, project: { run: count('allocation.project', allocation.project.run) } },
      }),
    },
  }
}

type Hook<Input, Context extends ReadContext, Result> = (input: Input, context: Context) => Promise<Result>

function counterOf(most: Counted['most']) {
  return <Input, Context extends ReadContext, Result>(
    name: string,
    hook: Hook<Input, Context, Result>,
  ): Hook<Input, Context, Result> =>
    async (input, context) => {
      let queries = 0
      const query: ReadContext['query'] = (...asked) => {
        queries += 1
        return context.query(...asked)
      }
      const start = performance.now()
      try {
        return await hook(input, { ...context, query })
      } finally {
        const known = most.get(name) ?? { queries: 0, ms: 0 }
        const ms = performance.now() - start
        most.set(name, { queries: Math.max(known.queries, queries), ms: Math.max(known.ms, ms) })
      }
    }
}

/** Posts few movements at once, then many of the same, and looks whether the hooks asked more often. */
export async function unboundedHooks(scene: TenBolts, { most }: Counted): Promise<string[]> {
  const other = await scene.addBin('A-02')
  await post(scene, other, FEW)
  const few = new Map(most)
  most.clear()
  await post(scene, other, MANY)
  return [...most].flatMap(([hook, { queries, ms }]) => {
    const before = few.get(hook)?.queries ?? 0
    const isMore = queries > before && few.has(hook)
    return [
      ...(isMore
        ? [`${hook} asks ${queries} times for ${3 * MANY} movements, and ${before} for ${3 * FEW}.`]
        : []),
      ...(ms > SECONDS_MAX * 1000 ? [`${hook} takes ${Math.round(ms)} ms for ${3 * MANY} movements.`] : []),
    ]
  })
}

async function post({ create, item, bin }: TenBolts, other: string, times: number): Promise<void> {
  const move = (kind: string, from: string, to: string) => ({
    kind,
    lines: [{ item, quantity: 1, from: { location: from }, to: { location: to } }],
  })
  const movements = [
    ...Array.from({ length: times }, () => move('receipt', SUPPLIER, bin)),
    ...Array.from({ length: times }, () => move('transfer', bin, other)),
    ...Array.from({ length: times }, () => move('issue', other, CUSTOMER)),
  ]
  await create('/ledger/movements', { mode: 'each', movements })
}
