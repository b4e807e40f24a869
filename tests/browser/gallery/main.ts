/*
 * `npm run gallery`: makes the pictures of the README and of admin/docs again.
 *   1. a node is started in a home of its own, with the demo business, as `npm start` does it;
 *   2. somebody logs in, switches `inventory` on, and has been here before;
 *   3. each screen of the list is opened in its theme, and taken when nothing is being read any more.
 */
import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import t from 'tap'
import { launchChromium } from '../chromium.ts'
import { openGuest } from './guest.ts'
import { waitForRest } from './rest.ts'
import { type Shot, shotsOf } from './shots.ts'

// The floor's steps come with the tests' kit, which would end all after half a minute.
t.setTimeout(0)

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = join(root, 'admin', 'docs', 'images')
/** Sharp enough to read every word; as PNG they would be three times as large. */
const QUALITY = 82

const home = await mkdtemp(join(tmpdir(), 'stowage-gallery-'))
await chmod(home, 0o755)
const node = spawn(
  process.execPath,
  ['--conditions=stowage-source', join(root, 'core/bin/cli.js'), 'start', '--json'],
  {
    env: { PATH: process.env.PATH, PORT: '0', STOWAGE_HOME: join(home, 'home'), STOWAGE_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
const ended = new Promise((resolve) => node.once('close', resolve))
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
  process.once(signal, () => node.kill('SIGTERM'))
try {
  process.stderr.write('Starting a node with the demo business …\n')
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: node.stdout }).once('line', resolve)
    node.once('close', (code) => reject(new Error(`the node ended with ${code}`)))
  })
  await takeAll(JSON.parse(line))
} finally {
  node.kill('SIGTERM')
  await ended
  await rm(home, { recursive: true, force: true })
  if (process.connected) process.disconnect()
}

async function takeAll({ url, logIn }: { url: string; logIn: { email: string; password: string } }) {
  const browser = await launchChromium()
  try {
    const guest = await openGuest(browser, { url, ...logIn })
    const shots = await shotsOf(guest)
    await mkdir(folder, { recursive: true })
    const wanted = new Set(shots.map(({ name }) => `${name}.webp`))
    for (const file of await readdir(folder)) if (!wanted.has(file)) await rm(join(folder, file))
    for (const shot of shots) {
      const page = await guest.openPage(shot)
      await page.goto(url + shot.path)
      await waitForRest(page)
      await shot.act?.(page)
      if (shot.act) await waitForRest(page)
      const bytes = await take(page, shot)
      process.stderr.write(`${shot.name}: ${Math.round(bytes / 1024)} KiB\n`)
      await page.context().close()
    }
    const files = await readdir(folder)
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size))
    const sum = sizes.reduce((total, size) => total + size, 0)
    process.stdout.write(`${files.length} pictures, ${Math.round(sum / 1024)} KiB, are in ${folder}\n`)
  } finally {
    await browser.close()
  }
}

async function take(page: Page, { name }: Shot): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  const picture = Buffer.from(data, 'base64')
  await writeFile(join(folder, `${name}.webp`), picture)
  return picture.length
}
