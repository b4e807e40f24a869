import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchLedger } from './ledger-bench.ts'

const usage = `npm run bench -- ledger [--json] [--quick] [--rounds <n>] [--file <online-retail.csv.gz>]

  --json     Prints the figures as one JSON document; what is running goes to standard error
  --quick    Short runs, to see that everything works; the figures are not worth much
  --rounds   How many times everything is measured; the medians count (5)
  --file     The real year of trade; found by itself in ../shared/data`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    quick: { type: 'boolean' },
    rounds: { type: 'string' },
    file: { type: 'string' },
  },
})
const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
const isWrong =
  positionals.length !== 1 || positionals[0] !== 'ledger' || (rounds !== undefined && !(rounds >= 1))
if (isWrong) {
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
const figures = await benchLedger({
  stopped: stop.signal,
  rounds: rounds ?? (values.quick ? 1 : 5),
  seconds: values.quick ? 2 : 5,
  retailFile,
  retailRounds: values.quick ? 1 : 3,
  say: (line) =>
    console.error(`${String(Math.round((performance.now() - started) / 1000)).padStart(4)} s  ${line}`),
})
if (values.json) {
  console.log(JSON.stringify(figures, null, 2))
} else {
  for (const [name, value] of Object.entries(figures)) {
    if (typeof value !== 'object') console.log(`${name.padEnd(26)} ${value}`)
  }
}
