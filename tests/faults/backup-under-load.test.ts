import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { freePort } from '../../core/src/embedded-postgres/free-port.ts'
import { makeHome, runStowage, startNode } from '../platform/node-process.ts'
import { acknowledgedMore, startClients } from './clients-under-load.ts'
import { furnish } from './furnish.ts'

const PATIENCE_MS = 60_000

t.test('a server goes on posting while it is backed up, and its home comes back as another', async (t) => {
  const home = await makeHome(t)
  const env = { STOWAGE_HOME: home, PORT: String(await freePort()), STOWAGE_LOG_LEVEL: 'error' }
  const node = await startNode(t, env)
  const load = startClients(await furnish(node.url, node.logIn!))
  t.teardown(() => load.abandon())
  await acknowledgedMore(load)
  const posted = load.count()
  const made = await runStowage({ args: ['backup', '--with-keys', '--json'], env })
  t.equal(made.code, 0, made.stderr)
  await acknowledgedMore(load)
  t.same((await load.stop()).strange, [], 'nobody noticed')
  const { folder, ledger, keys } = JSON.parse(made.stdout)
  t.equal(dirname(folder), join(home, 'backups'))
  t.ok(ledger.movements >= posted, `${ledger.movements} of at least ${posted}`)
  t.match(keys, { areIncluded: true, secretKey: /^[0-9a-f]{8}$/, sealKey: /^[0-9a-f]{16}$/ })

  const busy = await runStowage({ args: ['restore', folder], env })
  t.equal(busy.code, 7, 'not under a server that runs')
  const other = await makeHome(t)
  const away = { ...env, STOWAGE_HOME: other, PORT: String(await freePort()) }
  const done = await runStowage({ args: ['restore', folder, '--json'], env: away })
  t.equal(done.code, 0, done.stderr)
  t.match(JSON.parse(done.stdout), {
    isSecretKeyLost: false,
    keysPut: ['secret-key', 'seal-key.pem'],
    proof: { ok: true, movements: ledger.movements },
  })
  t.equal(await readFile(join(other, 'secret-key'), 'utf8'), await readFile(join(home, 'secret-key'), 'utf8'))
  t.equal((await stat(join(other, 'secret-key'))).mode & 0o077, 0)

  const second = await startNode(t, away)
  const session = await fetch(`${second.url}/api/v1/access/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: second.url },
    body: JSON.stringify(node.logIn),
  })
  t.equal(session.status, 200, 'whoever could log in still can')
  const proof = async () => JSON.parse((await runStowage({ args: ['verify', '--json'], env: away })).stdout)
  await until(async () => (await proof()).positions === ledger.movements)
  t.pass('what had no position yet gets one')
})

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await isSo()); await pause(50)) {
    if (Date.now() > end) throw new Error('it never came')
  }
}
