import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  type MailSender,
  refuse,
  type ServiceContext,
  type SettingsReader,
  type Transaction,
} from '@stowage/sdk'
import { Type } from 'typebox'
import { staffOnly } from '../access/staff-only.ts'
import { Id, IdParams, Instant } from '../access/wire-types.ts'
import { authorOf } from '../audit/author-of.ts'
import { type Author, recordChange } from '../audit/record-change.ts'
import { defineList } from '../http/list/define-list.ts'
import type { MailSettings } from './mail.settings.ts'

const OrNull = Type.Union([Type.String(), Type.Null()])
const MailOnTheWire = Type.Object(
  {
    id: Id,
    plugin: Type.String(),
    to: Type.Array(Type.String()),
    subject: Type.String(),
    state: Type.String({ description: 'queued, sent or failed' }),
    attempts: Type.Integer({ minimum: 0 }),
    dueAt: Instant,
    lastError: OrNull,
    createdAt: Instant,
    sentAt: Type.Union([Instant, Type.Null()]),
  },
  { additionalProperties: false },
)

const mailList = defineList({
  from: 'host.mail as m',
  key: 'm.id',
  defaultSort: '-createdAt',
  row: MailOnTheWire,
  fields: {
    id: { column: 'm.id', type: 'uuid', filter: true },
    plugin: { column: 'm.plugin', type: 'string', filter: ['eq', 'in'] },
    to: { column: "m.message->'to'", type: 'json' },
    subject: { column: "m.message->>'subject'", type: 'string' },
    state: { column: 'm.state', type: 'string', filter: ['eq', 'in'] },
    attempts: { column: 'm.attempts', type: 'integer' },
    dueAt: { column: 'm.due_at', type: 'date-time' },
    lastError: { column: 'm.last_error', type: 'string' },
    createdAt: { column: 'm.created_at', type: 'date-time', filter: true, sort: true },
    sentAt: { column: 'm.sent_at', type: 'date-time' },
  },
})

/** `/api/v1/host/mails`: what became of each. Their text is nobody's business here. */
export function mailRoutes({ mail, settings }: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(listAndRetry)
    await app.register(testMail(mail, settings))
  }
}

const listAndRetry: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/mails', {
    permission: 'host.mail.read',
    list: mailList,
    summary: 'List mail, and how far it has come',
  })

  app.bulk('/mails', {
    permission: 'host.mail.write',
    tags: ['host'],
    list: mailList,
    change: Type.Object({ act: Type.Literal('retry') }, { additionalProperties: false }),
    summary: 'Try many mails again, at once and with all their tries',
    apply: (trx, author, { id }) => retry(trx, author, id),
  })

  app.post(
    '/mails/:id/retry',
    {
      config: { permission: 'host.mail.write' },
      schema: {
        tags: ['host'],
        summary: 'Try a mail again, at once and with all its tries',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await request.transaction((trx) => retry(trx, authorOf(request), request.params.id))
      return reply.code(204).send(null)
    },
  )
}

/** A mail by which somebody sees whether the server takes what we send; it waits in the list as any other. */
function testMail(mail: MailSender, settings: SettingsReader): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/mails/test',
      {
        config: { permission: 'host.mail.write' },
        preHandler: staffOnly('host.staff_only'),
        schema: {
          tags: ['host'],
          summary: 'Send a mail to see whether the server takes it',
          body: Type.Object(
            { to: Type.String({ format: 'email', maxLength: 254 }) },
            { additionalProperties: false },
          ),
          response: { 202: Type.Object({ id: Id }, { additionalProperties: false }) },
        },
      },
      async (request, reply) => {
        const { smtpUrl, mailFrom } = await settings.of<MailSettings>()
        if (smtpUrl === undefined || mailFrom === undefined) throw refuse('host.mail_not_set_up')
        const { to } = request.body
        const id = await request.transaction(async (trx) => {
          const text = `${mailFrom} sends mail by this server. ${request.actor.name} asked for this one.`
          const sent = await mail.send(trx, { to: [to], subject: 'Stowage sends mail', text })
          const change = { entity: 'host.mail', id: sent, action: 'test', after: { to } }
          await recordChange(trx, { ...authorOf(request), ...change })
          return sent
        })
        return reply.code(202).send({ id })
      },
    )
  }
}

async function retry(trx: Transaction, author: Author, id: string): Promise<void> {
  const mail = await trx('host.mail').where({ id }).first('state', 'owner')
  if (mail === undefined) throw refuse('http.row_not_found', { what: 'mail', id })
  const changed = await trx('host.mail')
    .where({ id })
    .whereNot({ state: 'sent' })
    .update({ state: 'queued', attempts: 0, due_at: trx.fn.now() })
  if (changed === 0) throw refuse('host.mail_sent', { id })
  const before = { state: mail.state }
  const { owner } = mail
  await recordChange(trx, { ...author, entity: 'host.mail', id, owner, action: 'retry', before })
}
