import { setTimeout as pause } from 'node:timers/promises'
import { definePlugin } from '@stowage/sdk'
import t from 'tap'
import { startNodeHere } from '../../core/src/testing/start-node.ts'
import { receipt, stockOf } from '../contract/moved-stock.ts'

t.test('how often a hook failed in postings, and how at last, stands with its plugin', async (t) => {
  const clumsy = definePlugin({
    name: 'clumsy',
    version: '1.2.0',
    ledger: {
      guard: {
        judge() {
          throw new Error('it stumbled')
        },
      },
    },
  })
  const node = await startNodeHere(t, [clumsy])
  const { send } = node
  const stock = await stockOf(node)
  await node.change('clumsy', 'enable')
  const health = async () => {
    const { body } = await send('GET', '/api/v1/host/plugins')
    return body.data.find(({ name }: { name: string }) => name === 'clumsy')
  }
  t.match(await health(), { state: 'on', hookFailures: 0, lastFailure: null })
  for (let times = 0; times < 3; times += 1) {
    const { status, body } = await send('POST', '/api/v1/ledger/movements', receipt(stock))
    t.match(
      { status, body },
      { status: 500, body: { code: 'ledger.hook_failed', facts: { plugin: 'clumsy' } } },
    )
  }
  // The node tells them when it says that it lives, once a second.
  for (let tries = 0; tries < 100 && (await health()).hookFailures < 3; tries += 1) await pause(100)
  t.match(await health(), {
    hookFailures: 3,
    lastFailure: { version: '1.2.0', hook: /guard/, code: /^host\./ },
  })
  await node.change('clumsy', 'disable')
  t.equal((await send('POST', '/api/v1/ledger/movements', receipt(stock))).status, 200)
  t.equal((await health()).hookFailures, 3, 'and it stays known')
})
