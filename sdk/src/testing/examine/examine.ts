import type { PluginDeclaration } from '../../plugin/declaration.ts'
import { findKit, startNode, startPlatform } from '../start-platform.ts'
import { receiveTenBolts, type TenBolts, tenBolts } from '../ten-bolts.ts'
import type { TestScope } from '../test-kit.ts'
import { countQueries, unboundedHooks } from './bounded-hooks.ts'
import { brokenInvariants } from './broken-invariants.ts'
import { unguardedRoutes } from './guarded-routes.ts'
import { brokenScreens } from './screens.ts'
import { halfSentences } from './sentences.ts'
import { lostBySwitching } from './switching.ts'
import { openTables } from './tables.ts'

/** A rule that every plugin keeps, and what in this one breaks it: a sentence each, none where it is kept. */
export interface Finding {
  readonly sentence: string
  readonly faults: readonly string[]
}

/** What the examination cannot know by itself. */
export interface ExamineOptions {
  /** The plugins that this one needs beside core's own. */
  readonly others?: readonly PluginDeclaration[]
  /** Writes rows of the plugin, as people would, so that there is something to lose. */
  readonly fill?: (scene: TenBolts) => Promise<unknown>
}

/**
 * Examines a plugin by what all plugins promise, on a platform and on a server of their own.
 * @example
 * for (const { sentence, faults } of await examine(t, fragile)) assert.deepEqual(faults, [], sentence)
 * @since 0.1.0
 */
export async function examine(
  t: TestScope,
  plugin: PluginDeclaration,
  { others = [], fill = async () => {} }: ExamineOptions = {},
): Promise<readonly Finding[]> {
  const counted = countQueries(plugin)
  const started = await startPlatform(t, { plugins: [...others, counted.plugin] }).catch(
    (error: Error) => error,
  )
  const begins =
    'Its declaration is in order, its migrations run, its screens build, and the platform starts.'
  if (started instanceof Error) return [{ sentence: begins, faults: [started.message] }]

  const scene = await tenBolts(started)
  await fill(scene)
  const findings: Finding[] = [{ sentence: begins, faults: [] }]
  const look = async (sentence: string, faults: readonly string[] | Promise<readonly string[]>) => {
    findings.push({ sentence, faults: await faults })
  }
  await look(
    'Every route states a permission, and refuses whoever lacks it.',
    unguardedRoutes(started, plugin),
  )
  await look('Nobody sees or writes rows of a foreign owner or site.', openTables(started, plugin))
  await look('What it refuses, it says in whole sentences.', halfSentences(plugin))
  await look('A language that it speaks it speaks throughout.', (await findKit()).missingMessages(plugin))
  await look('What its screens name is there.', brokenScreens(started, plugin))
  await look(
    'A hook asks the database as often for many movements as for few.',
    unboundedHooks(scene, counted),
  )
  await look('Its invariants hold.', brokenInvariants(started, plugin))
  const node = await startNode(t, [...others, plugin])
  for (const { name } of others) await node.enable(name)
  const before = await receiveTenBolts(node)
  await look(
    'Switched off and on again it has lost nothing.',
    lostBySwitching(node, plugin, { scene: before, fill }),
  )
  return findings
}
