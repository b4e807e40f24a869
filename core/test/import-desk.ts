import { setTimeout as pause } from 'node:timers/promises'
import type { PluginDeclaration } from '@stowage/sdk'
import type { TestScope } from '@stowage/sdk/testing'
import { type Caller, startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'

const BOUNDARY = 'a-line-that-nobody-writes'
const WORKING = ['checking', 'running', 'undoing']

/** An import as the API shows it. */
// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
export type Shown = any

/** Somebody who imports. */
export interface ImportDesk {
  readonly platform: TestPlatform
  /** Sends a file. */
  upload(importable: string, content: string | Buffer, name?: string, caller?: Caller): Promise<Shown>
  /** Says how it is read and mapped. */
  change(id: string, patch: object, caller?: Caller): Promise<Shown>
  /** Gives a command and waits until the work is done. */
  command(id: string, command: string, body?: object, caller?: Caller): Promise<Shown>
  /** Waits until nobody works on it. */
  rest(id: string, caller?: Caller): Promise<Shown>
  refused(id: string, caller?: Caller): Promise<Shown[]>
}

/** A file as a form of a browser. */
export function formOf(content: string | Buffer, name: string) {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  }
}

/** Starts a platform that works on imports. */
export async function openImportDesk(
  t: TestScope,
  plugins: readonly PluginDeclaration[] = [],
): Promise<ImportDesk> {
  const platform = await startPlatform(t, { plugins })
  await platform.startBackground()
  const { administrator } = platform
  const urlOf = (id: string) => `/api/v1/imports/${id}`
  const read = async (id: string, caller: Caller = administrator) =>
    (await caller.send({ url: urlOf(id) })).body
  const rest = async (id: string, caller?: Caller) => {
    for (const end = Date.now() + 60_000; ; await pause(20)) {
      const found = await read(id, caller)
      if (!WORKING.includes(found.state)) return found
      if (Date.now() > end) throw new Error(`the import is still ${found.state}`)
    }
  }
  return {
    platform,
    rest,
    upload: (importable, content, name = 'items.csv', caller = administrator) =>
      caller.send({
        method: 'POST',
        url: `/api/v1/imports?importable=${importable}`,
        ...formOf(content, name),
      }),
    async change(id, patch, caller = administrator) {
      const { version } = await read(id, caller)
      return caller.send({
        method: 'PATCH',
        url: urlOf(id),
        headers: { 'if-match': `"${version}"` },
        payload: patch,
      })
    },
    async command(id, command, body = {}, caller = administrator) {
      const answer = await caller.send({ method: 'POST', url: `${urlOf(id)}/${command}`, payload: body })
      return answer.status === 202 ? rest(id, caller) : answer.body
    },
    async refused(id, caller = administrator) {
      return (await caller.send({ url: `${urlOf(id)}/refused-rows?limit=200` })).body.data
    },
  }
}
