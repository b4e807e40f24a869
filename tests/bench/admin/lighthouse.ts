import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../../core/src/embedded-postgres/free-port.ts'
import { launchChromiumAt } from '../../browser/chromium.ts'
import type { AdminBench } from './admin-bench.ts'
import { takeLighthouse } from './take-lighthouse.ts'

const PAGES = ['/items', '/stock', '/']
const CATEGORIES = ['accessibility', 'best-practices'] as const

interface Audit {
  readonly id: string
  readonly score: number | null
  readonly title: string
}

interface Report {
  readonly categories: Readonly<
    Record<
      string,
      { readonly score: number; readonly auditRefs: { readonly id: string; readonly weight: number }[] }
    >
  >
  readonly audits: Readonly<Record<string, Audit>>
}

/** The least that Lighthouse gives to the log-in, the first screen, the items and the matrix of stock. */
export async function measureLighthouse({ desk, options }: AdminBench): Promise<object> {
  const { url, logIn } = await desk()
  const program = await takeLighthouse(options.say)
  const profile = await mkdtemp(join(tmpdir(), 'stowage-lighthouse-'))
  const port = await freePort()
  const context = await launchChromiumAt({ profile, port })
  try {
    const found: Found[] = [await examine({ program, port, address: url, isKept: false })]
    const page = await context.newPage()
    await page.goto(url)
    await page.getByLabel('E-mail').fill(logIn.email)
    await page.getByLabel('Password').fill(logIn.password)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    for (const path of PAGES) found.push(await examine({ program, port, address: url + path, isKept: true }))
    const least = (category: (typeof CATEGORIES)[number]) =>
      Math.min(...found.map(({ scores }) => scores[category]))
    return {
      lighthouse_accessibility: least('accessibility'),
      lighthouse_best_practices: least('best-practices'),
      lighthouse_faults: found.flatMap(({ address, faults }) =>
        faults.map((fault) => `${new URL(address).pathname}: ${fault}`),
      ),
    }
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true })
  }
}

interface Examination {
  readonly program: string
  readonly port: number
  readonly address: string
  /** Whether whoever is logged in stays so. */
  readonly isKept: boolean
}

interface Found {
  readonly address: string
  readonly scores: Readonly<Record<(typeof CATEGORIES)[number], number>>
  readonly faults: readonly string[]
}

async function examine({ program, port, address, isKept }: Examination): Promise<Found> {
  const folder = await mkdtemp(join(tmpdir(), 'stowage-lighthouse-'))
  const file = join(folder, 'report.json')
  const args = [
    program,
    address,
    `--port=${port}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    '--preset=desktop',
    '--output=json',
    `--output-path=${file}`,
    '--quiet',
    ...(isKept ? ['--disable-storage-reset'] : []),
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} at ${address}`)
  const { categories, audits } = JSON.parse(await readFile(file, 'utf8')) as Report
  await rm(folder, { recursive: true, force: true })
  const scores = Object.fromEntries(
    CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]),
  ) as Found['scores']
  const faults = CATEGORIES.flatMap((name) =>
    categories[name]!.auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1).map(
      ({ id }) => `${id}: ${audits[id]!.title}`,
    ),
  )
  return { address, scores, faults }
}
