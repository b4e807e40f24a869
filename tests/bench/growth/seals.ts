import { generateKeyPairSync } from 'node:crypto'
import { openDatabase } from '../../../core/src/database/database.ts'
import type { DatabaseAccess } from '../../../core/src/database/database-access.ts'
import { type SealKey, sealKeyOf } from '../../../core/src/home/seal-key.ts'
import { createLog } from '../../../core/src/http/request-log.ts'
import { sealNext } from '../../../core/src/ledger/sequence/sealing.ts'
import { createSequence, keepPublicKey, sequence } from '../../../core/src/ledger/sequence/sequencer.ts'

/** How long it takes from the posting of a movement to the seal over its position, in milliseconds. */
export interface SealFigures {
  readonly seal_lag_ms: number
  readonly seal_lag: Readonly<Record<string, number>>
}

/** A key for as long as the benchmark runs. */
export function benchSealKey(): SealKey {
  return sealKeyOf(generateKeyPairSync('ed25519').privateKey)
}

/**
 * Gives positions and seals to all that was grown, so that there is a chain to prove.
 * @returns how many movements a second got both
 */
export async function sealBacklog(access: DatabaseAccess, key: SealKey): Promise<number> {
  const database = openDatabase(access)
  const start = performance.now()
  let sealed = 0
  try {
    await keepPublicKey({ database, key })
    for (;;) {
      const taken = await sequence(database)
      const { positions, hasMore } = await sealNext(database, key, true)
      sealed += positions
      if (taken === 0 && !hasMore && positions === 0) break
    }
  } finally {
    await database.close()
  }
  return (sealed * 1000) / (performance.now() - start)
}

/** Runs the one sequencer beside a load of postings, and asks afterwards how long each movement waited. */
export async function measureSealLag(
  access: DatabaseAccess,
  key: SealKey,
  load: () => Promise<number>,
): Promise<SealFigures> {
  const database = openDatabase(access)
  try {
    const { rows: before } = await database.appAll.raw(
      'select last_position as position from ledger.sequencer',
    )
    const running = createSequence({ database, key, log: createLog({ level: 'silent' }) })
    running.start()
    const perSecond = await load()
    await running.stop()
    const { rows } = await database.appAll.raw(
      `select count(*) as movements, count(*) filter (where w.ms is null) as unsealed,
              percentile_cont(0.5) within group (order by w.ms) as p50,
              percentile_cont(0.99) within group (order by w.ms) as p99, max(w.ms) as max
         from (select extract(epoch from s.at - p.at) * 1000 as ms
                 from ledger.position p
                 left join lateral (select at from ledger.seal s where s.to_position >= p.position
                   order by s.to_position limit 1) s on true
                where p.position > ?) w`,
      [before[0].position],
    )
    const { movements, unsealed, p50, p99, max } = rows[0]
    return {
      seal_lag_ms: Math.round(p99),
      seal_lag: {
        movements,
        unsealed,
        p50_ms: Math.round(p50),
        max_ms: Math.round(max),
        posted_per_second: Math.round(perSecond),
      },
    }
  } finally {
    await database.close()
  }
}
