import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../database/database.ts'
import { openContentFolder } from '../files/content-folder.ts'
import host from '../host/index.ts'
import { createSecretBox } from '../host/secrets/secret-box.ts'
import { createSettingsReader } from '../host/settings/settings-reader.ts'
import { settingsShapeOf } from '../host/settings/settings-shape.ts'
import { createMailRelay, type MailRelay } from './mail-relay.ts'

/** What a node gives its relay. */
export interface NodeRelayOptions {
  readonly database: Database
  readonly log: FastifyBaseLogger
  readonly secretKey: Buffer
  readonly filesFolder: string
}

/** Makes the relay of a node: one for its life, whatever plugins come and go. */
export function createNodeRelay({ database, log, secretKey, filesFolder }: NodeRelayOptions): MailRelay {
  const secrets = createSecretBox(secretKey)
  const settings = createSettingsReader(settingsShapeOf(host), { database, secrets })
  return createMailRelay({ database, log, settings, secrets, files: openContentFolder(filesFolder) })
}
