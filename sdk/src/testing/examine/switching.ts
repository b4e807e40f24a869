import type { PluginDeclaration } from '../../plugin/declaration.ts'
import type { TenBolts } from '../ten-bolts.ts'
import type { TestNode } from '../test-kit.ts'
import { brokenInvariants } from './broken-invariants.ts'

interface Scene {
  readonly scene: TenBolts
  readonly fill: (scene: TenBolts) => Promise<unknown>
}

/** Switches a plugin on, off and on; stock moves before, between and after. */
export async function lostBySwitching(
  node: TestNode,
  plugin: PluginDeclaration,
  { scene, fill }: Scene,
): Promise<string[]> {
  await node.enable(plugin.name)
  await fill(scene)
  await scene.issue(2)
  const before = await contentOf(node, plugin)
  await node.disable(plugin.name)
  const after = await contentOf(node, plugin)
  await scene.issue(1)
  await node.enable(plugin.name)
  await scene.issue(1)
  const lost = [...before].flatMap(([table, { rows, content }]) => {
    const now = after.get(table)!
    return now.content === content
      ? []
      : [`${table} had ${rows} rows, and has ${now.rows}, which are not the same.`]
  })
  return [...lost, ...(await brokenInvariants(node, plugin))]
}

interface Content {
  readonly rows: number
  readonly content: string
}

async function contentOf({ query }: TestNode, { name, tables = {} }: PluginDeclaration) {
  const content = new Map<string, Content>()
  for (const table of Object.keys(tables)) {
    const [found] = await query<Content>(
      `select count(*)::int as rows,
              md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as content
         from "${name}"."${table}" t`,
    )
    content.set(table, found!)
  }
  return content
}
