/**
 * What `@stowage/sdk/testing` finds here: a platform for a test, without a port, on a database of its own.
 * The types are the SDK's, so that a plugin's tests know nothing else of core.
 */
import type { TestKit } from '@stowage/sdk/testing'
import { systemActor } from '../access/system-actor.ts'
import { createJobQueue } from '../host/jobs/enqueue.ts'
import { keepPluginActors } from '../host/plugin-actor.ts'
import { missingMessages } from '../plugin-host/messages.ts'
import { givePositions } from './give-positions.ts'
import { followAll, settle } from './settle.ts'
import { startNodeHere } from './start-node.ts'
import { callerOf, cookieFor, startPlatform } from './start-platform.ts'

export { startTestServer } from './test-server.ts'

/** The test kit of this version of the platform. */
export const kit: TestKit = {
  missingMessages,
  async startPlatform(t, options) {
    const platform = await startPlatform(t, options)
    const { administrator, stranger, kernel, query, database } = platform
    await followAll(platform)
    await keepPluginActors(database.background, kernel.plugins)
    return {
      administrator,
      stranger,
      query,
      settle: () => settle(platform),
      async withPermissions(permissions) {
        const payload = { name: 'Somebody', permissions }
        const url = '/api/v1/access/api-keys'
        const { status, body, text } = await administrator.send({ method: 'POST', url, payload })
        if (status !== 201) throw new Error(`no such key: ${text}`)
        return platform.withKey(body.token)
      },
      async runJob(name) {
        const queue = createJobQueue(kernel.plugins, name.split('.')[0]!)
        await database.transaction(systemActor, (trx) => queue.enqueue(trx, name))
        await settle(platform)
      },
    }
  },
  async startNode(t, plugins) {
    const { node, logIn, query, change, database, beforeClose } = await startNodeHere(t, plugins)
    beforeClose(givePositions(database))
    const cookie = await cookieFor(node.current.app, logIn.email, logIn.password)
    const changeOrThrow = async (plugin: string, action: 'enable' | 'disable') => {
      const { state, error } = await change(
        plugin,
        action,
        action === 'disable' ? { release: true } : undefined,
      )
      if (state !== 'done') throw new Error(`${action} ${plugin}: ${error}`)
    }
    return {
      query,
      send: (request) => callerOf(node.current.app, { cookie }).send(request),
      enable: (plugin) => changeOrThrow(plugin, 'enable'),
      disable: (plugin) => changeOrThrow(plugin, 'disable'),
    }
  },
}
