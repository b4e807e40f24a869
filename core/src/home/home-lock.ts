import { link, mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { birthOf } from '../embedded-postgres/process-identity.ts'

const TRIES = 5

/** Who works on a home. */
export interface HomeHolder {
  readonly pid: number
  /** When the process began: numbers of processes are given out again. */
  readonly birth: string
  readonly command: string
  /** Where it listens, once it does. */
  readonly url?: string
}

/** The right to be the only one. */
export interface HomeLock {
  /** Tells others where this process listens. */
  announce(url: string): Promise<void>
  release(): Promise<void>
}

/**
 * Takes a home for this process.
 * @returns the lock, or who holds it. One left behind by a killed process counts as free.
 */
export async function lockHome(home: string, command: string): Promise<HomeLock | HomeHolder> {
  await mkdir(home, { recursive: true })
  const file = join(home, 'running.json')
  const own: HomeHolder = { pid: process.pid, birth: (await birthOf(process.pid)) ?? '', command }
  for (let tries = 1; tries <= TRIES; tries++) {
    if (await create(file, own)) return lockOf(file, own)
    const holder = await homeHolder(home)
    if (holder !== undefined) return holder
    await removeAbandoned(file)
  }
  throw new Error(`${file} changes under our hands; several processes start on this home at once`)
}

/** Who works on a home now, if anybody. */
export async function homeHolder(home: string): Promise<HomeHolder | undefined> {
  const found = await read(join(home, 'running.json'))
  return found !== undefined && (await isHeld(found)) ? found : undefined
}

/** True for the answer of `lockHome` that says no. */
export function isHolder(answer: HomeLock | HomeHolder): answer is HomeHolder {
  return 'pid' in answer
}

function lockOf(file: string, own: HomeHolder): HomeLock {
  return {
    async announce(url) {
      await writeFile(`${file}.${own.pid}`, JSON.stringify({ ...own, url }))
      await rename(`${file}.${own.pid}`, file)
    },
    async release() {
      await rm(file, { force: true })
    },
  }
}

/** A link is made whole or not at all, and fails where there is one: no other process reads half a file. */
async function create(file: string, own: HomeHolder): Promise<boolean> {
  const draft = `${file}.${own.pid}`
  await writeFile(draft, JSON.stringify(own))
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft)
  }
}

/** Takes the file away under another name first: of two who find it abandoned, one alone does. */
async function removeAbandoned(file: string): Promise<void> {
  const aside = `${file}.abandoned.${process.pid}`
  try {
    await rename(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const taken = await read(aside)
  if (taken !== undefined && (await isHeld(taken))) await link(aside, file).catch(() => {})
  await rm(aside, { force: true })
}

async function isHeld({ pid, birth }: HomeHolder): Promise<boolean> {
  return (await birthOf(pid)) === birth
}

async function read(file: string): Promise<HomeHolder | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
