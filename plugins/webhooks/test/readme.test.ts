import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { newSecret, signedHeaders } from '../src/signing/standard-webhooks.ts'

t.test('the code of the README tells what is ours from what is not', async (t) => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const [, code] = /```js\n(.*?)```/s.exec(readme)!
  const file = join(t.testdir(), 'verify.mjs')
  await writeFile(file, code!)
  const { isGenuine } = await import(pathToFileURL(file).href)
  const [secret, former] = [newSecret(), newSecret()]
  const at = Math.floor(Date.now() / 1_000)
  const text = '{"type":"ledger.movement.posted@1"}'
  const headers = signedHeaders({ id: 'msg_ledger_7', at, text }, [secret, former])
  t.equal(isGenuine(headers, text, secret), true)
  t.equal(isGenuine(headers, text, former), true, 'while it is being replaced, by either secret')
  t.equal(isGenuine(headers, text, newSecret()), false)
  t.equal(isGenuine(headers, `${text} `, secret), false)
  t.equal(isGenuine({ ...headers, 'webhook-id': 'msg_ledger_8' }, text, secret), false)
  t.equal(isGenuine({ ...headers, 'webhook-signature': 'v2,AAAA v1,' }, text, secret), false)
  t.equal(isGenuine(headers, text, secret, Date.now() + 600_000), false, 'an old one')
})

t.test('a signature is what the convention says', async (t) => {
  const { 'webhook-signature': signature } = signedHeaders(
    { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1_614_265_330, text: '{"test": 2432232314}' },
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  )
  t.equal(signature, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', 'the example of its own documents')
})
