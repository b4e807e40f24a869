import { randomBytes } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { makeNodeHome, type NodeDatabase } from '../platform/node-database.ts'
import { type RunningNode, runStowage, startNode } from '../platform/node-process.ts'

const STOWAGE_PLUGINS = fileURLToPath(new URL('./strongbox/', import.meta.url))
const FIELD = '/host/settings/host'
const WORD = 'sesame'
const MAIL = 'smtps://stock:of-the-postman@mail.example.com'

t.test(
  'secrets get another key while the servers are ended, and the old one opens nothing more',
  async (t) => {
    const home = await makeHome(t)
    const file = join(home.env.STOWAGE_HOME!, 'secret-key')
    const { node, send } = await startWithSecrets(t, home)
    const former = await readFile(file, 'utf8')

    const busy = await rotate(home)
    t.equal(busy.code, 7, 'a server that knows the former key alone is not left behind')
    t.match(busy.stderr + busy.stdout, /Servers work on this database and know the present key alone/)
    t.equal(await readFile(file, 'utf8'), former)
    await send('/access/session', 'DELETE')
    node.process.kill('SIGTERM')
    await node.ended

    const { code, stdout } = await rotate(home)
    t.equal(code, 0, stdout)
    const { key, sealedAnew, lost } = JSON.parse(stdout)
    t.same({ sealedAnew, lost }, { sealedAnew: 3, lost: 0 }, 'a setting, and what a plugin keeps itself')
    const fresh = await readFile(file, 'utf8')
    t.notMatch(fresh, former.trim(), 'the former key is gone')
    t.equal((await stat(file)).mode & 0o077, 0)
    t.same(await keysThatSealed(home), [key])
    t.match(
      await home.query("select action, after from access.change where entity = 'host.secret_key'"),
      [{ action: 'rotate', after: { key, sealedAnew: 3, lost: 0 } }],
      'the audit tells of it',
    )

    const again = await startNode(t, home.env, ['--accept-data-loss'])
    const see = await logIn(again, node.logIn!)
    t.match(await see(FIELD), { values: [{ lost: [] }] }, 'the settings open as before')
    t.same(await see('/strongbox'), { words: [WORD, WORD] }, 'and so does what the plugin keeps')
    again.process.kill('SIGTERM')
    await again.ended

    await writeFile(file, former, { mode: 0o600 })
    const { stdout: found } = await runStowage({ args: ['doctor', '--json'], env: home.env })
    t.notMatch(found, 'of-the-postman')
    const late = await startNode(t, home.env, ['--accept-data-loss'])
    const blind = await logIn(late, node.logIn!)
    t.match(await blind(FIELD), { values: [{ lost: ['smtpUrl'] }] }, 'by the former key nothing opens')
  },
)

t.test(
  'servers that do not stand still know both keys, and go on while secrets get another one',
  async (t) => {
    const home = await makeHome(t)
    const [former, next] = [randomBytes(32), randomBytes(32)].map((key) => key.toString('base64url'))
    const { node, send } = await startWithSecrets(t, {
      ...home,
      env: { ...home.env, STOWAGE_SECRET_KEY: former! },
    })
    const alone = await rotate(home, { STOWAGE_SECRET_KEY: former! })
    t.equal(alone.code, 3)
    t.match(alone.stderr + alone.stdout, /Put a new one before it/)
    t.match(await send(FIELD), { values: [{ lost: [] }] })
    node.process.kill('SIGTERM')
    await node.ended

    const both = { STOWAGE_SECRET_KEY: `${next} ${former}` }
    const beside = await startNode(t, { ...home.env, ...both }, ['--accept-data-loss'])
    const see = await logIn(beside, node.logIn!)
    t.match(await see(FIELD), { values: [{ lost: [] }] }, 'what the former one sealed is read')
    const { code, stdout } = await rotate(home, both)
    t.equal(code, 0, stdout)
    t.match(JSON.parse(stdout), { sealedAnew: 3, lost: 0 })
    t.match(await see(FIELD), { values: [{ lost: [] }] }, 'and what the new one did, too')
    t.same(await see('/strongbox'), { words: [WORD, WORD] })
    t.same(await keysThatSealed(home), [JSON.parse(stdout).key])
    t.match(JSON.parse((await rotate(home, both)).stdout), { sealedAnew: 0, lost: 0 }, 'once is enough')
  },
)

async function makeHome(t: Test): Promise<NodeDatabase> {
  const home = await makeNodeHome(t)
  return { ...home, env: { ...home.env, STOWAGE_PLUGINS } }
}

function rotate(home: NodeDatabase, more: Readonly<Record<string, string>> = {}) {
  const args = ['secrets', 'rotate', '--accept-data-loss', '--json']
  return runStowage({ args, env: { ...home.env, ...more } })
}

/** Which keys all that is sealed was sealed with. */
async function keysThatSealed({ query }: NodeDatabase): Promise<string[]> {
  const rows = await query<{ key: string }>(
    `select distinct split_part(sealed, '.', 2) as key from (
       select secrets ->> 'smtpUrl' as sealed from host.setting_value
       union all select sealed from strongbox.word) s`,
  )
  return rows.map(({ key }) => key)
}

/** A server with a secret setting, and a plugin that keeps a secret itself. */
async function startWithSecrets(t: Test, home: NodeDatabase) {
  const args = ['plugin', 'enable', 'strongbox', '--accept-data-loss']
  const { code, stderr } = await runStowage({ args, env: home.env })
  t.equal(code, 0, stderr)
  const node = await startNode(t, home.env, ['--accept-data-loss'])
  const send = await logIn(node, node.logIn!)
  await send('/host/settings/host/values', 'PUT', { scope: 'organisation', values: { smtpUrl: MAIL } })
  await send('/strongbox', 'POST', { word: WORD })
  return { node, send }
}

/** Sends as the administrator, and fails where it is refused. */
async function logIn({ url }: RunningNode, words: object) {
  let cookie = ''
  const send = async (path: string, method = 'GET', body?: object) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...{ origin: url, cookie, 'if-match': '"0"' },
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    cookie ||= answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  await send('/access/session', 'POST', words)
  return send
}
