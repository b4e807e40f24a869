import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ServiceContext } from '@stowage/sdk'
import { Type } from 'typebox'
import { Id, Instant } from '../access/wire-types.ts'
import { authorOf } from '../audit/author-of.ts'
import { defineList } from '../http/list/define-list.ts'
import { provePerson } from './second-component.ts'
import { checkSigner, writeSignature } from './signature.service.ts'

const Hash = Type.String({ description: 'SHA-256 of the record’s canonical JSON, in hexadecimal digits' })
const record = {
  entity: Type.String({ description: 'The kind of record, such as quality.release' }),
  recordId: Id,
  meaning: Type.String({ description: 'What the signature says' }),
  hash: Hash,
}
const OrNull = Type.Union([Type.String(), Type.Null()])
const SignatureOnTheWire = Type.Object(
  { id: Id, ...record, signer: Id, signerName: Type.String(), comment: OrNull, signedAt: Instant },
  { additionalProperties: false },
)
const RequestOnTheWire = Type.Object(
  {
    id: Id,
    ...record,
    content: Type.String({ description: 'The record as canonical JSON: what whoever signs has to see' }),
    permission: OrNull,
    requestedBy: Id,
    requestedAt: Instant,
    isSigned: Type.Boolean(),
  },
  { additionalProperties: false },
)
const SignatureWish = Type.Object(
  {
    request: Id,
    password: Type.String({ minLength: 1, maxLength: 200, writeOnly: true, description: 'One’s own, again' }),
    comment: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  },
  { additionalProperties: false },
)

const signatureList = defineList({
  from: 'host.signature as s',
  key: 's.id',
  defaultSort: '-signedAt',
  row: SignatureOnTheWire,
  fields: {
    id: { column: 's.id', type: 'uuid', filter: true },
    entity: { column: 's.entity', type: 'string', filter: ['eq'] },
    recordId: { column: 's.entity_id', type: 'uuid', filter: ['eq', 'in'] },
    meaning: { column: 's.meaning', type: 'string' },
    hash: { column: 's.hash', type: 'string' },
    signer: { column: 's.signer', type: 'uuid', filter: ['eq', 'in'] },
    signerName: { column: 's.signer_name', type: 'string' },
    comment: { column: 's.comment', type: 'string' },
    signedAt: { column: 's.signed_at', type: 'date-time', filter: true, sort: true },
  },
})

const requestList = defineList({
  from: 'host.signature_request as r',
  key: 'r.id',
  defaultSort: '-requestedAt',
  row: RequestOnTheWire,
  fields: {
    id: { column: 'r.id', type: 'uuid', filter: true },
    entity: { column: 'r.entity', type: 'string', filter: ['eq'] },
    recordId: { column: 'r.entity_id', type: 'uuid', filter: ['eq', 'in'] },
    meaning: { column: 'r.meaning', type: 'string' },
    hash: { column: 'r.hash', type: 'string' },
    content: { column: 'r.content', type: 'string' },
    permission: { column: 'r.permission', type: 'string' },
    requestedBy: { column: 'r.requested_by', type: 'uuid', filter: ['eq', 'in'] },
    requestedAt: { column: 'r.requested_at', type: 'date-time', filter: true, sort: true },
    isSigned: {
      column: 'exists (select from host.signature s where s.request = r.id)',
      type: 'boolean',
      filter: ['eq'],
    },
  },
})

/** `/api/v1/host/signatures`, and what waits for one at `/api/v1/host/signature-requests`. */
export function signatureRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    const permission = 'host.signature.read'
    app.list('/signatures', { permission, list: signatureList, summary: 'List signatures' })
    app.list('/signature-requests', { permission, list: requestList, summary: 'List what is to be signed' })

    app.post(
      '/signatures',
      {
        config: { permission: 'host.signature.write' },
        schema: {
          tags: ['host'],
          summary: 'Sign what is asked for, with one’s password',
          description: 'Wrong passwords count as failed log-ins. A signature stands for good.',
          body: SignatureWish,
          response: { 201: SignatureOnTheWire },
        },
      },
      async (request, reply) => {
        const { request: id, password, comment } = request.body
        const { actor } = request
        await request.transaction((trx) => checkSigner(trx, actor, id))
        await provePerson(context, { account: actor.id, password, address: request.ip })
        const wish = { request: id, comment: comment ?? null }
        const made = await request.transaction((trx) => writeSignature(trx, authorOf(request), wish))
        return reply.code(201).send(made)
      },
    )
  }
}
