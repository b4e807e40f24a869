import type { SettingsReader } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import nodemailer from 'nodemailer'
import { systemActor } from '../access/system-actor.ts'
import type { Database } from '../database/database.ts'
import type { ContentFolder } from '../files/content-folder.ts'
import { createFileStore } from '../files/file.store.ts'
import type { SecretBox } from '../host/secrets/secret-box.ts'
import type { MailSettings } from './mail.settings.ts'
import { mailServerOf } from './mail-server.ts'
import { type KeptMessage, openContent } from './sealed-content.ts'

const PAUSE_MS = 5_000
const BATCH = 10
/** Longer than a try can take, so that nobody else sends what is being sent. */
const LEASE = '3 minutes'
const TRY_MS = 60_000
/** After each failed try; the last of them ends it. */
const BACKOFF_MINUTES = [1, 5, 15, 60, 240, 720] as const
const REFUSED_FOR_GOOD = 500

/** What the relay works with. */
export interface RelayOptions {
  readonly database: Database
  readonly log: FastifyBaseLogger
  /** The host's own, with the server and the sender. */
  readonly settings: SettingsReader
  readonly files: ContentFolder | undefined
  /** Opens what is confidential. */
  readonly secrets: SecretBox
}

/** Sends what is queued. Several nodes may do it at once. */
export interface MailRelay {
  /** Tries all that is due, once. @returns how many were sent */
  sendDue(): Promise<number>
  start(): void
  stop(): Promise<void>
}

interface MailRow {
  readonly id: string
  readonly message: KeptMessage
  readonly attempts: number
}

/** Makes the relay; `start` sets it going. */
export function createMailRelay(options: RelayOptions): MailRelay {
  const { log } = options
  let timer: NodeJS.Timeout | undefined
  let working: Promise<unknown> = Promise.resolve()
  let isStopped = false
  const round = () => {
    working = sendDue(options, () => isStopped)
      .catch((err) => log.error({ err }, 'mail could not be sent'))
      .then(() => {
        if (!isStopped) timer = setTimeout(round, PAUSE_MS)
      })
  }
  return {
    sendDue: () => sendDue(options, () => isStopped),
    start: round,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await working
    },
  }
}

async function sendDue(options: RelayOptions, isStopped: () => boolean): Promise<number> {
  const { smtpUrl, mailFrom } = await options.settings.of<MailSettings>()
  // Without a server nothing is tried, and nothing is lost: it waits in the list.
  if (smtpUrl === undefined || mailFrom === undefined) return 0
  let sent = 0
  while (!isStopped()) {
    const rows = await claim(options)
    for (const row of rows) {
      if (isStopped()) return sent
      if (await trySending(options, row, { smtpUrl, mailFrom })) sent++
    }
    if (rows.length < BATCH) break
  }
  return sent
}

/** Takes what is due for this node. A second node's update waits, looks again, and finds the lease. */
function claim({ database }: RelayOptions): Promise<MailRow[]> {
  return database.transaction(systemActor, async (trx) => {
    const { rows } = await trx.raw<{ rows: MailRow[] }>(
      `update host.mail set leased_until = now() + ?::interval, attempts = attempts + 1
        where id in (select id from host.mail
                      where state = 'queued' and due_at <= now()
                        and coalesce(leased_until, '-infinity') < now()
                      order by due_at limit ?)
          and state = 'queued' and coalesce(leased_until, '-infinity') < now()
       returning id, message, attempts`,
      [LEASE, BATCH],
    )
    return rows
  })
}

async function trySending(
  options: RelayOptions,
  row: MailRow,
  settings: Required<MailSettings>,
): Promise<boolean> {
  const { database, log } = options
  try {
    await deliver(options, row, settings)
  } catch (error) {
    const { responseCode = 0, message } = error as { responseCode?: number; message: string }
    const pause = responseCode >= REFUSED_FOR_GOOD ? undefined : BACKOFF_MINUTES[row.attempts - 1]
    const reason = message.replace(/[^\x20-\x7e\u00a0-\uffff]/g, ' ').slice(0, 300)
    log.warn({ mail: row.id, attempt: row.attempts, reason, isGivenUp: pause === undefined }, 'mail failed')
    await database.transaction(systemActor, (trx) =>
      trx.raw(
        `update host.mail set leased_until = null, last_error = ?, state = ?,
                due_at = now() + make_interval(mins => ?) where id = ?`,
        [reason, pause === undefined ? 'failed' : 'queued', pause ?? 0, row.id],
      ),
    )
    return false
  }
  await database.transaction(systemActor, async (trx) => {
    const change = { state: 'sent', sent_at: trx.fn.now(), leased_until: null, last_error: null }
    await trx('host.mail').where({ id: row.id }).update(change)
    // What was confidential is read by whom it went to, and by nobody any more.
    await trx.raw("update host.mail set message = message - 'sealed' where id = ?", [row.id])
    await trx('host.file_reference').where({ entity: 'host.mail', entity_id: row.id }).delete()
  })
  log.info({ mail: row.id, attempt: row.attempts }, 'mail sent')
  return true
}

async function deliver(
  options: RelayOptions,
  { id, message }: MailRow,
  { smtpUrl, mailFrom }: Required<MailSettings>,
): Promise<void> {
  const { files = [], ...rest } = openContent(options.secrets, id, message)
  const attachments = await readFiles(options, files)
  const transport = nodemailer.createTransport({
    ...mailServerOf(smtpUrl),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('the mail server took longer than a minute')), TRY_MS)
  // Sent again after a crash it has the same name, by which the receiver knows it.
  const messageId = `<${id}@${mailFrom.split('@').at(-1)}>`
  const mail = { ...rest, to: [...rest.to], cc: [...(rest.cc ?? [])], from: mailFrom, messageId, attachments }
  try {
    await Promise.race([transport.sendMail(mail), late])
  } finally {
    clearTimeout(timer)
    transport.close()
  }
}

function readFiles({ database, files }: RelayOptions, ids: readonly string[]) {
  if (ids.length === 0) return []
  const store = createFileStore(files)
  return database.transaction(systemActor, async (trx) => {
    const opened = []
    for (const id of ids) opened.push(await store.open(trx, id))
    return opened.map(({ file, content }) => ({
      filename: file.name,
      contentType: file.mediaType,
      content,
    }))
  })
}
