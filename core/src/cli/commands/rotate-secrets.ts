/*
 * Changes the key that secrets are encrypted with. While servers stand still:
 *   1. a new key is written before the one that there is, so that a cut in whatever follows loses nothing;
 *   2. what the old one sealed is sealed with the new one, in one transaction;
 *   3. the old one is taken out of the file.
 * Servers that may not stand still are given both keys first, one after the other; then 2 is all that is left.
 */
import { coreDeclarations } from '../../declarations.ts'
import { newSecretKey, readSecretKey, replaceKeyFile, secretKeyFile } from '../../home/secret-key.ts'
import { asOwner } from '../../host/plugins/plugin-set.ts'
import { resealSecrets } from '../../host/secrets/reseal-secrets.ts'
import { createSecretBox, secretKeyIds } from '../../host/secrets/secret-box.ts'
import type { Settings } from '../../settings.ts'
import { type Command, jsonOption } from '../command.ts'
import { CommandFailure } from '../command-failure.ts'
import { type Deployment, databaseOptionHelp, databaseOptions, openDeployment } from '../open-deployment.ts'

/** `stowage secrets rotate`: another key for secrets in settings and in what plugins keep. */
export const rotateSecrets: Command = {
  usage: 'secrets rotate [--json]',
  summary: 'Encrypts all secrets with a new key, or with the first where several are given',
  optionHelp: databaseOptionHelp,
  options: { ...jsonOption, ...databaseOptions },
  maximumWords: 0,
  async run(context) {
    const { settings, print, report } = context
    const deployment = await openDeployment({ context, command: 'secrets rotate', mayLackPlugins: true })
    try {
      const { keys, isOurs } = await keysToGoOnWith(settings, deployment)
      const [newest = ''] = secretKeyIds(keys)
      const core = coreDeclarations.map(({ name }) => name)
      const { sealedAnew, lost } = await asOwner(deployment.access, (client) =>
        resealSecrets(client, core, { box: createSecretBox(keys), newest }),
      )
      if (isOurs) await replaceKeyFile(secretKeyFile(settings), keys.subarray(0, keys.length / 2))
      print(`${sealedAnew} secrets are encrypted with the key ${newest}.`)
      if (lost > 0) print(`${lost} are of a key that is not here: \`npx stowage doctor\` tells which.`)
      print(
        isOurs
          ? `It stands in ${secretKeyFile(settings)}: give it to every other server, and keep a copy apart.`
          : 'Take the keys behind it out of the setting or file of every server.',
      )
      report({ key: newest, sealedAnew, lost })
      return 0
    } finally {
      await deployment.close()
    }
  },
}

/** @returns the keys, and whether the first was made here, so that the one behind it can be forgotten. */
async function keysToGoOnWith(
  settings: Settings,
  deployment: Deployment,
): Promise<{ keys: Buffer; isOurs: boolean }> {
  const keys = await readSecretKey(settings)
  if (secretKeyIds(keys).length > 1) return { keys, isOurs: false }
  if (settings.STOWAGE_SECRET_KEY !== undefined) {
    throw new CommandFailure(
      'settings',
      'STOWAGE_SECRET_KEY has one key. Put a new one before it, with a space between, for every server and ' +
        'for this command; then call it again.',
    )
  }
  await checkNobodyServes(deployment)
  const both = Buffer.concat([newSecretKey(), keys])
  await replaceKeyFile(secretKeyFile(settings), both)
  return { keys: both, isOurs: true }
}

async function checkNobodyServes({ access }: Deployment): Promise<void> {
  const names = await asOwner(access, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select name from host.node where lease_until > now() order by name',
    )
    return rows.map(({ name }) => name)
  })
  if (names.length === 0) return
  throw new CommandFailure(
    'running',
    `Servers work on this database and know the present key alone (${names.join(', ')}). End them first, ` +
      'or give each a file or setting with both keys, the new one first, start it again, and call this ' +
      'with the same.',
  )
}
