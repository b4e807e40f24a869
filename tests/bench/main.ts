import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { adminParts, benchAdmin } from './admin/admin-bench.ts'
import { benchEdges, edgeParts } from './edges/edge-bench.ts'
import { benchGrowth, growthParts } from './growth/growth-bench.ts'
import { benchHost, hostParts } from './host/host-bench.ts'
import { benchLedger, type LedgerFigures } from './ledger-bench.ts'

const usage = `npm run bench -- ledger [--json] [--quick] [--rounds <n>] [--file <online-retail.csv.gz>]
npm run bench -- host [--json] [--quick] [--rounds <n>] [--only <part,…>] [--profiles <folder>]
npm run bench -- growth [--json] [--quick] [--rounds <n>] [--lines <n>] [--only <part,…>]
npm run bench -- edges [--json] [--quick] [--rounds <n>] [--only <part,…>]
npm run bench -- admin [--json] [--quick] [--rounds <n>] [--only <part,…>]

ledger: postings against the naive way. host: what plugins live on.
growth: a ledger of ten million lines against an empty one. edges: what is thrown at us from outside.
admin: what the desk costs whoever looks at it, in a real browser.

  --json     Prints the figures as one JSON document; what is running goes to standard error
  --quick    Short runs, to see that everything works; the figures are not worth much
  --rounds   How many times everything is measured; the medians count (5)
  --file     The real year of trade; found by itself in ../shared/data
  --lines    How many lines to grow; a tenth as many balances (10,000,000; 200,000 with --quick)
  --profiles A folder, for a profile of each switch that held the loop up for long (host, swap)
  --only     The parts to measure. growth: ${growthParts.join(', ')};
             host: ${hostParts.join(', ')}; edges: ${edgeParts.join(', ')};
             admin: ${adminParts.join(', ')}`

const { values, positionals } = parsed()
if (values.help === true) {
  console.log(usage)
  process.exit(0)
}
const [bench, ...more] = positionals
const isQuick = values.quick === true
const rounds = Number(values.rounds ?? (isQuick ? 1 : 5))
const lines = Number(values.lines ?? (isQuick ? 200_000 : 10_000_000))
const only = values.only?.split(',') ?? []
const isKnown = ['ledger', 'growth', 'host', 'edges', 'admin'].includes(bench ?? '') && more.length === 0
const parts = { host: hostParts, edges: edgeParts, admin: adminParts }[bench ?? ''] ?? growthParts
const isPossible = rounds >= 1 && lines >= 1_000 && only.every((part) => parts.includes(part))
if (!isKnown || !isPossible) {
  console.error(usage)
  process.exit(2)
}
const shared = fileURLToPath(new URL('../../../shared/data/online-retail.csv.gz', import.meta.url))
const retailFile = values.file ?? (existsSync(shared) ? shared : undefined)
if (retailFile !== undefined && !existsSync(retailFile)) {
  console.error(`There is no file ${retailFile}.`)
  process.exit(2)
}
const started = performance.now()
const stop = new AbortController()
// The server is a process group of its own, so that Ctrl-C does not reach it: it has to be told.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
const say = (line: string): void =>
  console.error(`${String(Math.round((performance.now() - started) / 1000)).padStart(4)} s  ${line}`)
const common = { stopped: stop.signal, rounds, say, seconds: isQuick ? 2 : 5 }
const figures = await measure()
if (values.json) {
  console.log(JSON.stringify(figures, null, 2))
} else {
  for (const [name, value] of Object.entries(figures)) {
    if (typeof value !== 'object') console.log(`${name.padEnd(26)} ${value}`)
  }
}

function measure(): Promise<LedgerFigures> {
  if (bench === 'host') return benchHost({ ...common, isQuick, parts: only, profiles: values.profiles })
  if (bench === 'edges') return benchEdges({ ...common, isQuick, parts: only })
  if (bench === 'admin') return benchAdmin({ ...common, isQuick, parts: only })
  if (bench === 'ledger') return benchLedger({ ...common, retailFile, retailRounds: isQuick ? 1 : 3 })
  return benchGrowth({ ...common, lines, samples: isQuick ? 100 : 500, parts: only })
}

/** The command line; one that cannot be read ends the process with a sentence. */
function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        quick: { type: 'boolean' },
        rounds: { type: 'string' },
        file: { type: 'string' },
        lines: { type: 'string' },
        only: { type: 'string' },
        profiles: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    console.error((error as Error).message.split('. ')[0])
    console.error('`npm run bench -- --help` tells what there is.')
    process.exit(2)
  }
}
