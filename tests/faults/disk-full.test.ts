import { createWriteStream } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import t from 'tap'
import { adminUrlOf } from '../../core/src/embedded-postgres/embedded-postgres.ts'
import { freePort } from '../../core/src/embedded-postgres/free-port.ts'
import { openContentFolder } from '../../core/src/files/content-folder.ts'
import { runStowage, startNode } from '../platform/node-process.ts'
import { mountSmallDisk, NO_DISK } from '../platform/small-disk.ts'
import { acknowledgedMore, startClients, type Target } from './clients-under-load.ts'
import { furnish } from './furnish.ts'
import { proveRecord } from './prove-record.ts'
import { roundsOf } from './rounds.ts'

const DISK_MB = 500
const PATIENCE_MS = 60_000
/** For so long nothing can be written, once that was noticed. */
const FULL_MS = 2_000

const rounds = roundsOf('disk', 1)
const skip = NO_DISK

t.test(
  'a disk that runs full under load: later, in words, and nothing acknowledged is lost',
  { skip },
  async (t) => {
    const disk = await mountSmallDisk(t, DISK_MB)
    const home = join(disk, 'home')
    const env = { STOWAGE_HOME: home, PORT: String(await freePort()), STOWAGE_LOG_LEVEL: 'error' }
    const node = await startNode(t, env)
    const target = await furnish(node.url, node.logIn!)
    const load = startClients(target)
    t.teardown(() => load.abandon())
    const { embedded } = JSON.parse(await readFile(join(home, 'database.json'), 'utf8'))
    const adminUrl = adminUrlOf(embedded)
    const filler = join(disk, 'filler')
    for (let round = 1; round <= rounds; round += 1) {
      await acknowledgedMore(load)
      await fill(filler)
      const refusal = await refusalOf(target, adminUrl)
      t.match(
        refusal,
        { status: 503, retryAfter: /\d/, code: /^database\./ },
        `round ${round}: said in words`,
      )
      await pause(FULL_MS)
      await rm(filler)
      await acknowledgedMore(load)
      t.pass('it serves again by itself once there is room')
    }
    await proveRecord(t, adminUrl, [await load.stop()])
    const proof = await runStowage({ args: ['verify', '--json'], env })
    t.equal(proof.code, 0, proof.stdout)
    node.process.kill('SIGTERM')
    t.equal((await node.ended).code, 0)
  },
)

t.test(
  'a file that does not fit on the disk is refused whole, and nothing of it is left',
  { skip },
  async (t) => {
    const disk = await mountSmallDisk(t, 2)
    const folder = openContentFolder(join(disk, 'files'))
    const pages = (count: number) =>
      Readable.from(Array.from({ length: count }, () => Buffer.alloc(64 * 1024, 'x')))
    const small = await folder.store(pages(1), 'small.txt')
    await t.rejects(folder.store(pages(64), 'large.txt'), { code: 'host.file_store_full' })
    const left = await readdir(join(disk, 'files'), { recursive: true, withFileTypes: true })
    t.strictSame(
      left.flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
      [`${small.id}.${small.sha256}`],
    )
    await folder.store(pages(1), 'again.txt')
  },
)

/** Writes until nothing more goes in. */
async function fill(file: string): Promise<void> {
  const block = Buffer.alloc(1024 * 1024)
  const blocks = Readable.from(
    (function* () {
      for (;;) yield block
    })(),
  )
  await pipeline(blocks, createWriteStream(file)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOSPC') throw error
  })
}

/** What whoever posts is told once nothing can be written: PostgreSQL goes on until its log needs a file. */
async function refusalOf(target: Target, adminUrl: string) {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(50)) {
    await switchLog(adminUrl)
    const lines = [
      { item: target.item, quantity: 1, from: { location: target.from }, to: { location: target.to } },
    ]
    const answer = await fetch(`${target.url}/api/v1/ledger/movements`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: target.cookie, origin: target.url },
      body: JSON.stringify({ mode: 'each', dryRun: true, movements: [{ kind: 'receipt', lines }] }),
    })
    if (answer.status === 200) continue
    const { code } = (await answer.json()) as { code: string }
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), code }
  }
  throw new Error('a full disk is not noticed')
}

async function switchLog(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client
    .connect()
    .then(() => client.query('select pg_switch_wal()'))
    .catch(() => {})
  await client.end().catch(() => {})
}
