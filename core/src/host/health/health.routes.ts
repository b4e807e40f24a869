import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Addition, HealthCheck, Transaction } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { inLanguage } from '../../plugin-host/messages.ts'
import { pointRegistryOf } from '../points/point-registry.ts'
import { secretsCheck } from '../secrets/lost-secrets.ts'

const closed = { additionalProperties: false }
const LOOK_MS = 2_000

const CheckOnTheWire = Type.Object(
  {
    name: Type.String(),
    plugin: Type.String(),
    title: Type.String({ description: 'What was looked at' }),
    isWell: Type.Boolean(),
    findings: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          facts: Type.Record(Type.String(), Type.Unknown()),
          sentence: Type.String({ description: 'What is wrong, and the way out' }),
        },
        closed,
      ),
    ),
    mend: Type.Union([Type.String(), Type.Null()], { description: 'Where at the desk it is mended' }),
  },
  closed,
)

const NodeOnTheWire = Type.Object(
  {
    name: Type.String({ description: 'Machine and process' }),
    startedAt: Type.String({ format: 'date-time' }),
    isCurrent: Type.Boolean({ description: 'It serves the set of plugins that is on' }),
  },
  closed,
)

const BackupOnTheWire = Type.Object(
  {
    at: Type.String({ format: 'date-time' }),
    madeBy: Type.String({ description: 'The account and the machine that made it' }),
    bytes: Type.Number(),
  },
  closed,
)

const HealthOnTheWire = Type.Object(
  {
    isWell: Type.Boolean(),
    checks: Type.Array(CheckOnTheWire, { description: 'What is wrong comes first' }),
    nodes: Type.Array(NodeOnTheWire, { description: 'The processes that serve' }),
    lastBackup: Type.Union([BackupOnTheWire, Type.Null()], {
      description: 'The last one that `stowage backup` made, as of the instant that it shows',
    }),
  },
  closed,
)

/** `GET /api/v1/host/health`: how everything does that runs by itself, and what to do about the rest. */
export function healthRoutes(kernel: Kernel): FastifyPluginAsyncTypebox {
  const added = pointRegistryOf(kernel.plugins).additionsTo<HealthCheck>('health.check')
  const checks = [...added, { plugin: 'host', value: secretsCheck(kernel) }]
  return async (app) => {
    app.get(
      '/health',
      {
        config: { permission: 'host.health.read' },
        preHandler: staffOnly('host.staff_only'),
        schema: {
          tags: ['host'],
          summary: 'Tell how everything does that runs by itself',
          response: { 200: HealthOnTheWire },
        },
      },
      async (request) => {
        const looked: Static<typeof CheckOnTheWire>[] = []
        for (const check of checks) looked.push(await look(kernel, request, check))
        looked.sort((a, b) => Number(a.isWell) - Number(b.isWell))
        const nodes = await request.transaction(readNodes)
        const lastBackup = await request.transaction(readLastBackup)
        return { isWell: looked.every(({ isWell }) => isWell), checks: looked, nodes, lastBackup }
      },
    )
  }
}

/** One after the other, each on its own: one that fails is a finding, and the others are looked at still. */
async function look(
  { errors, log, plugins }: Kernel,
  request: FastifyRequest,
  { plugin, value: { name, title, mend, look } }: Addition<HealthCheck>,
): Promise<Static<typeof CheckOnTheWire>> {
  const refusals = await request
    .transaction(async (trx) => {
      await trx.raw(`set local statement_timeout = ${LOOK_MS}`)
      return look(trx)
    })
    .catch((err: unknown) => {
      log.error({ err, plugin, check: name }, 'a health check failed')
      return [{ code: 'host.health_not_seen' as const, facts: { check: name, plugin } }]
    })
  const findings = refusals.map(({ code, facts = {} }) => ({
    code,
    facts,
    sentence: errors.sentence(code, facts, request.language),
  }))
  const shown = inLanguage(plugins.find((one) => one.name === plugin)!, request.language, { title })
  return { name, plugin, ...shown, mend: mend ?? null, isWell: findings.length === 0, findings }
}

async function readLastBackup(trx: Transaction): Promise<Static<typeof BackupOnTheWire> | null> {
  const { rows } = await trx.raw(
    'select at, made_by as "madeBy", bytes from host.backup order by at desc limit 1',
  )
  return rows[0] ?? null
}

async function readNodes(trx: Transaction) {
  const { rows } = await trx.raw(
    `select n.name, n.started_at as "startedAt", n.epoch = s.epoch as "isCurrent"
       from host.node n cross join host.plugin_set s
      where n.lease_until > now() order by n.started_at limit 100`,
  )
  return rows as Static<typeof NodeOnTheWire>[]
}
