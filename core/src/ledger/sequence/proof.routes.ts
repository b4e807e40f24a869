import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Transaction } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { defineList } from '../../http/list/define-list.ts'

const instant = (description: string) => Type.String({ format: 'date-time', description })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const HeadText = Type.String({
  description:
    'The signed head in one word; keep it elsewhere, and `stowage verify --against` proves the record by it',
})
/** So many movements without a position are counted; more are "at least so many". */
const COUNTED_MAX = 10_000

/** A link of the chain on the wire. */
const SealOnTheWire = Type.Object({
  position: Type.Integer({ description: 'The last position that it covers' }),
  from: Type.Integer({ description: 'The first position of its block' }),
  movements: Type.Integer(),
  lines: Type.Integer(),
  hash: Type.String({ description: 'The chain’s head after this block, as hexadecimal digits' }),
  head: HeadText,
  key: Type.String({ description: 'Which key signed it' }),
  at: instant('When it was sealed'),
})

/** How far the public order and its proof have come. */
const ProofOnTheWire = Type.Object({
  lastPosition: Type.Integer({ description: 'How many movements have a position' }),
  sealedPosition: Type.Integer({ description: 'How many of them are sealed' }),
  unsequenced: Type.Integer({
    description: `Movements that wait for a position; ${COUNTED_MAX} may be more`,
  }),
  waitingSince: nullable(instant('When the oldest movement that is not sealed was posted')),
  sealedAt: nullable(instant('When the last block was sealed')),
  head: nullable(HeadText),
  keys: Type.Array(Type.Object({ id: Type.String(), publicKey: Type.String(), firstUsedAt: instant('') })),
})

const SIGNATURE = "translate(rtrim(replace(encode(s.signature, 'base64'), E'\\n', ''), '='), '+/', '-_')"
const HEAD = `concat_ws(':', 'stowage-head-1', s.to_position, encode(s.head, 'hex'), s.key, ${SIGNATURE})`

/** `GET /api/v1/ledger/seals` */
const sealList = defineList({
  from: 'ledger.seal as s',
  key: 's.to_position',
  defaultSort: '-position',
  row: SealOnTheWire,
  fields: {
    position: { column: 's.to_position', type: 'integer', filter: true, sort: true },
    from: { column: 's.from_position', type: 'integer', filter: true },
    movements: { column: 's.to_position - s.from_position + 1', type: 'integer' },
    lines: { column: 's.lines', type: 'integer' },
    hash: { column: "encode(s.head, 'hex')", type: 'string' },
    head: { column: HEAD, type: 'string' },
    key: { column: 's.key', type: 'string', filter: ['eq', 'in'] },
    at: { column: 's.at', type: 'date-time', filter: true, sort: true },
  },
})

const read = { permission: 'ledger.proof.read' }

/** `/api/v1/ledger/proof` and `/seals`: the public order, its chain, and the heads to send away. */
export const proofRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/seals', {
    ...read,
    list: sealList,
    summary: 'List seals: the heads of the chain, newest first',
    description:
      'Each head is signed, and proves every movement up to its position. Keep one elsewhere each day.',
  })

  app.get(
    '/proof',
    {
      config: read,
      preHandler: staffOnly('ledger.proof_staff_only'),
      schema: {
        tags: ['ledger'],
        summary: 'Tell how far positions and seals have come',
        response: { 200: ProofOnTheWire },
      },
    },
    async (request) => request.transaction(readProof),
  )
}

/** Reads how far positions and seals have come. */
async function readProof(trx: Transaction): Promise<Static<typeof ProofOnTheWire>> {
  const { rows } = await trx.raw(
    `select q.last_position as "lastPosition", coalesce(s.to_position, 0) as "sealedPosition",
           s.at as "sealedAt",
            ${HEAD} as head, (select count(*) from (
              select from ledger.movement m where m.tx >= q.from_tx
                 and not exists (select from ledger.position p
                   where p.movement = m.id) limit ${COUNTED_MAX}) w)
              as unsequenced,
            least((select p.at from ledger.position p where p.position = coalesce(s.to_position, 0) + 1),
              (select min(m.at) from (select w.at from ledger.movement w where w.tx >= q.from_tx
                 and not exists (select from ledger.position p
                   where p.movement = w.id) limit ${COUNTED_MAX}) m))
              as "waitingSince"
       from ledger.sequencer q
       left join (select * from ledger.seal order by to_position desc limit 1) s on true`,
  )
  const keys = await trx('ledger.seal_key')
    .select('id', { publicKey: 'public_key', firstUsedAt: 'first_used_at' })
    .orderBy('first_used_at')
  const { head, sealedAt, ...proof } = rows[0]
  return { ...proof, sealedAt, head: sealedAt === null ? null : head, keys }
}
