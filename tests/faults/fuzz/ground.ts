import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { createLog } from '../../../core/src/http/request-log.ts'
import { givePositions } from '../../../core/src/testing/give-positions.ts'
import { endOf, type NodeHere, startNodeHere } from '../../../core/src/testing/start-node.ts'
import inventory from '../../../plugins/inventory/index.ts'
import labels from '../../../plugins/labels/index.ts'
import scan from '../../../plugins/scan/index.ts'
import sso from '../../../plugins/sso/index.ts'
import traceability from '../../../plugins/traceability/index.ts'
import webhooks from '../../../plugins/webhooks/index.ts'
import { furnish } from './furnish.ts'
import { Identities, type Identity } from './identities.ts'

/** The plugins of the house, without their screens and the words of these: nobody looks at them here. */
export const house = [inventory, scan, labels, webhooks, traceability, sso].map(
  ({ admin: _, messages: __, ...plugin }) => plugin,
)

/** What is fuzzed: a node with all plugins on, and stock of two clients. */
export interface Ground extends NodeHere {
  readonly identities: Identities
  /** The client who asks, and one whose rows he may never see. */
  readonly own: string
  readonly other: string
  /** Ids of that other one's rows; whatever is made for him later is added. */
  readonly foreignIds: Set<string>
  /** Switches on what was switched off meanwhile. */
  keepPluginsOn(): Promise<void>
  /** What the log said of a request. */
  logOf(requestId: string): string
}

/** In every text of the other client's rows, and nowhere else. */
export const SECRET = 'xanadu'
const LINES_KEPT = 500

/** Starts it over HTTP, as users would. */
export async function startGround(t: Test): Promise<Ground> {
  const home = await mkdtemp(join(tmpdir(), 'stowage-fuzz-'))
  t.teardown(() => rm(home, { recursive: true, force: true }))
  const lines: string[] = []
  const write = (line: string) => {
    lines.push(line)
    if (lines.length > LINES_KEPT) lines.shift()
  }
  const log = createLog({ level: 'warn', destination: { write } })
  const more = { filesFolder: join(home, 'files'), log, isAllOn: true } as const
  const node = await startNodeHere(t, house, more)
  node.beforeClose(givePositions(node.database))
  const { own, other, foreignIds } = await furnish(node, SECRET)
  const identities = await Identities.make(node, own)
  return {
    ...node,
    identities,
    own,
    other,
    foreignIds: new Set(foreignIds),
    async keepPluginsOn() {
      await untilChanged(node)
      const { send } = identities
      const { body } = await send('GET', '/api/v1/host/plugins')
      const on = body.data.filter(({ state }: { state: string }) => state === 'on')
      const names = on.map(({ name }: { name: string }) => name)
      for (const { name } of house) if (!names.includes(name)) await switchOn(send, name)
    },
    logOf: (requestId) => lines.filter((line) => line.includes(requestId)).join(''),
  }
}

async function switchOn(send: NodeHere['send'], name: string): Promise<void> {
  const begun = await send('POST', `/api/v1/host/plugins/${name}/enable`)
  const { state, error } = await endOf(send, begun.body.id)
  if (state !== 'done') throw new Error(`${name} was not switched on: ${error}`)
}

async function untilChanged({ query }: NodeHere): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; ) {
    const running = await query("select 1 from host.plugin_change where state = 'running'")
    if (running.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the change of plugins did not end')
}

export type { Identity }
