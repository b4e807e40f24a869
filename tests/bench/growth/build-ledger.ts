import pg from 'pg'
import { NIL_ID } from '../../../core/src/database/ids.ts'
import { BinaryCopy, idBytesOf } from './binary-copy.ts'
import { copyCatalogue, HOUSE, UNRESTRICTED } from './catalogue.ts'
import {
  dropIndexes,
  fastenPartition,
  type LoosePartition,
  loosenPartition,
  monthOf,
  nextMonth,
} from './month-partitions.ts'
import { lineColumns, MovementMaker, movementColumns } from './movement-maker.ts'
import { planStock, type StockPlan } from './stock-plan.ts'

/** How large a ledger is to be made, and where. */
export interface BuildOptions {
  /** The superuser's URL of a migrated database without stock. */
  readonly url: string
  readonly lines: number
  /** One for ten lines unless said. */
  readonly balances?: number
  /** Until when it has grown; now, unless said. */
  readonly now?: Date
  /** Told what is done. */
  say?(line: string): void
}

/** A ledger that has grown, made in minutes. */
export interface GrownLedger {
  readonly plan: StockPlan
  readonly seconds: number
}

/**
 * Makes a ledger of as many lines as asked for, over twelve months until now, as if all of it had been
 * posted.
 * 1. Items, lots, bins and buckets are copied in.
 * 2. The months' partitions are taken out of their tables, and filled one after the other without indexes.
 * 3. While the next month is written, the one before gets its indexes and is put back.
 * 4. The balances are copied as the lines left them.
 * Foreign keys are not looked at meanwhile; `verify` finds the whole of it in order.
 */
export async function buildLedger(options: BuildOptions): Promise<GrownLedger> {
  const { url, say, now = new Date(), ...size } = options
  const started = performance.now()
  const seconds = (): number => Math.round((performance.now() - started) / 100) / 10
  const [main, beside, indexer] = await Promise.all([connect(url), connect(url), connect(url)])
  try {
    const plan = planStock({ ...size, now })
    await copyCatalogue(main, plan)
    say?.(`${seconds()} s: ${plan.items} items, ${plan.bins} bins, and their buckets`)
    const maker = new MovementMaker(plan)
    await copyMonths({ lines: main, movements: beside, indexer }, plan, maker)
    say?.(`${seconds()} s: ${maker.lines} lines in their months, with indexes`)
    await copyBalances(main, plan, maker)
    say?.(`${seconds()} s: ${plan.balances} balances`)
    await main.query("select setval(pg_get_serial_sequence('ledger.line', 'id'), $1)", [maker.lines])
    await main.query('vacuum analyze')
    say?.(`${seconds()} s: vacuumed and analysed`)
    return { plan, seconds: seconds() }
  } finally {
    await Promise.all([main, beside, indexer].map((client) => client.end()))
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, options: '-c timezone=UTC' })
  await client.connect()
  await client.query("set session_replication_role = replica; set maintenance_work_mem = '256MB'")
  return client
}

interface Connections {
  readonly lines: pg.Client
  readonly movements: pg.Client
  readonly indexer: pg.Client
}

async function copyMonths(clients: Connections, plan: StockPlan, maker: MovementMaker): Promise<void> {
  const { indexer } = clients
  const instants = [plan.start, plan.end].map((micros) => new Date(micros / 1000))
  await indexer.query('select ledger.ensure_partitions($1, $2)', instants)
  const months = []
  for (let month = plan.start; month < plan.end; month = nextMonth(month)) {
    const name = monthOf(month)
    const lines = await loosenPartition(indexer, 'ledger.line', name)
    const movements = await loosenPartition(indexer, 'ledger.movement', name)
    months.push({ end: nextMonth(month), lines, movements })
  }
  let indexed: Promise<unknown> = Promise.resolve()
  for (const { end, lines, movements } of months) {
    await Promise.all([copyMonth(clients, { end, lines, movements }, maker), indexed])
    indexed = fastenPartition(indexer, lines).then(() => fastenPartition(indexer, movements))
    indexed.catch(() => {})
  }
  await indexed
}

async function copyMonth(
  clients: Connections,
  { end, lines, movements }: { end: number; lines: LoosePartition; movements: LoosePartition },
  maker: MovementMaker,
): Promise<void> {
  const [lineCopy, movementCopy] = await Promise.all([
    startFrozen(clients.lines, lines.table, lineColumns),
    startFrozen(clients.movements, movements.table, movementColumns),
  ])
  for (let at = maker.nextAt; at !== undefined && at < end; at = maker.nextAt) {
    maker.write(lineCopy, movementCopy)
    if (lineCopy.isAhead) await lineCopy.flushed()
    if (movementCopy.isAhead) await movementCopy.flushed()
  }
  await Promise.all([lineCopy.end(), movementCopy.end()])
  await Promise.all([clients.lines.query('commit'), clients.movements.query('commit')])
}

async function startFrozen(
  client: pg.Client,
  table: string,
  columns: readonly string[],
): Promise<BinaryCopy> {
  await client.query('begin')
  await client.query(`truncate ${table}`)
  return BinaryCopy.start(client, table, columns, true)
}

async function copyBalances(client: pg.Client, plan: StockPlan, maker: MovementMaker): Promise<void> {
  const { onHand, version, lastAt, lastEffective } = maker.balances
  const { rows } = await client.query<{ no: number }>("select no from locations.site where code = 'GROWTH'")
  const site = rows[0]!.no
  const makeIndexes = await dropIndexes(client, 'ledger.balance', true)
  const columns = ['bucket', 'item', 'location', 'site', 'owner', 'status', 'version', 'last_at']
  columns.push('last_effective_at', 'on_hand', 'lot')
  const copy = await BinaryCopy.start(client, 'ledger.balance', columns)
  for (let bucket = 1; bucket <= plan.balances; bucket += 1) {
    const { item, place } = plan.stockIn(bucket)
    copy.row(columns.length)
    copy.bigint(bucket)
    copy.id(idBytesOf(plan.itemId(item)))
    copy.id(idBytesOf(plan.binId(plan.binOf(item, place))))
    copy.int(site)
    copy.int(HOUSE)
    copy.smallint(UNRESTRICTED)
    copy.int(version[bucket]!)
    copy.instant(lastAt[bucket]!)
    copy.instant(lastEffective[bucket]!)
    copy.whole(onHand[bucket]!)
    copy.id(idBytesOf(plan.lotId(item, place) ?? NIL_ID))
    if (copy.isAhead) await copy.flushed()
  }
  await copy.end()
  for (const statement of makeIndexes) await client.query(statement)
}
