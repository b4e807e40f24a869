import { Description, type Operation } from './description.ts'
import { type Ground, SECRET } from './ground.ts'
import { Memory } from './memory.ts'
import { written } from './requests-on-the-wire.ts'
import { type Answer, type Sent, send } from './wire.ts'
import type { Wish } from './wish.ts'

/** How long an answer may take. */
const SLOW_MS = 60_000
/** So often the set of plugins is changed: each time all of it is made anew. */
const SET_CHANGES_MAX = 6
const CHANGES_SET = /^\/api\/v1\/host\/(plugins|fields)/
const CHANGES_RIGHTS = /^\/api\/v1\/access\//
const MEND_EVERY = 40

/** A fault that was found. */
export interface Find {
  /** Of all faults that are alike, the same. */
  readonly key: string
  readonly sentence: string
}

/** Sends requests to the ground, and says what is wrong with the answers. */
export class Fuzzer {
  readonly #ground: Ground
  readonly #memory: Memory
  #description: Description
  readonly #saidBefore = new Set<string>()
  #setChanges = 0
  sent = 0
  readonly statuses = new Map<string, number>()

  private constructor(ground: Ground, description: Description) {
    this.#ground = ground
    this.#description = description
    // The other client's words are in his rows alone, so that wherever else they turn up, they got out.
    this.#memory = new Memory((value) => value.toLowerCase().includes(SECRET) || ground.identities.has(value))
  }

  get description(): Description {
    return this.#description
  }

  /** Reads the description, and every list once, so that the first requests are about rows that are there. */
  static async begin(ground: Ground): Promise<Fuzzer> {
    const fuzzer = new Fuzzer(ground, await descriptionOf(ground))
    for (const { method, path } of fuzzer.description.operations) {
      if (method !== 'GET' || path.includes('{') || path.endsWith('/live')) continue
      const { status, body } = await ground.identities.send('GET', path)
      if (status === 200) fuzzer.#memory.learn(path, body)
    }
    return fuzzer
  }

  /** Sends one. @returns what is wrong with its answer, if anything is */
  async try(wish: Wish): Promise<Find | undefined> {
    const tame = this.#tamed(wish)
    const sent = await this.#withVersion(tame, written(tame, this.#memory))
    this.sent += 1
    if (wish.who !== 'administrator') for (const id of idsIn(sent)) this.#saidBefore.add(id)
    let answer: Answer
    try {
      answer = await send(this.#ground.url, sent)
    } catch (error) {
      return this.#find(tame, sent, `no answer: ${(error as Error).message}`)
    }
    const told = `${answer.status}`
    this.statuses.set(told, (this.statuses.get(told) ?? 0) + 1)
    const operation = this.#operationOf(tame)
    const fault = this.#faultOf(tame, operation, answer)
    await this.#followUp(tame, answer)
    return fault === undefined ? undefined : this.#find(tame, sent, fault, answer)
  }

  /** What takes the ground away is done now and then, and by name of what is not there from then on. */
  #tamed(wish: Wish): Wish {
    const isOften = this.#setChanges >= SET_CHANGES_MAX
    if (!isOften || wish.method === 'GET' || !CHANGES_SET.test(wish.path)) return wish
    const params = { ...wish.params, name: 'nonesuch', id: '00000000-0000-7000-8000-00000000ffff' }
    return { ...wish, params, body: { kind: 'json', value: {} } }
  }

  async #withVersion(wish: Wish, sent: Sent): Promise<Sent> {
    const { identities, url } = this.#ground
    const headers = { ...identities.headersOf(wish.who), ...sent.headers }
    if (headers['if-match'] !== 'now') return { ...sent, headers }
    const asked = { method: 'GET', headers: identities.headersOf('administrator'), bytes: undefined }
    const path = sent.address.split('?')[0]!
    const { headers: told } = await send(url, { ...asked, address: path })
    return { ...sent, headers: { ...headers, 'if-match': String(told.etag ?? '"1"') } }
  }

  #operationOf({ method, path }: Wish): Operation | undefined {
    return this.#description.operations.find((one) => one.method === method && one.path === path)
  }

  #faultOf(wish: Wish, operation: Operation | undefined, answer: Answer): string | undefined {
    if (answer.ms > SLOW_MS) return `it took ${Math.round(answer.ms)} ms`
    if (wish.method === 'HEAD') return answer.status >= 500 ? `it answers ${answer.status}` : undefined
    const fault = this.#description.faultOf(operation, answer)
    if (fault !== undefined) return fault
    if (wish.who === 'administrator') return undefined
    return this.#leakIn(answer)
  }

  /** A row of the other client, by its words or its id; what the client said himself he may hear again. */
  #leakIn({ text }: Answer): string | undefined {
    if (text.toLowerCase().includes(SECRET)) return 'it tells a word of another owner'
    const id = idsInText(text).find((one) => this.#ground.foreignIds.has(one) && !this.#saidBefore.has(one))
    return id === undefined ? undefined : `it tells ${id}, which is another owner's`
  }

  async #followUp(wish: Wish, answer: Answer): Promise<void> {
    const isDone = answer.status < 300
    const body = answer.type.includes('json') ? parsed(answer.text) : undefined
    if (isDone && wish.who === 'administrator' && body !== undefined) {
      this.#memory.learn(wish.path, body)
      const { id, owner } = body as { id?: unknown; owner?: unknown }
      if (owner === this.#ground.other && typeof id === 'string') this.#ground.foreignIds.add(id)
    }
    const changesSet = isDone && wish.method !== 'GET' && CHANGES_SET.test(wish.path)
    if (changesSet) {
      this.#setChanges += 1
      await this.#ground.identities.mend()
      await this.#ground.keepPluginsOn()
      this.#description = await descriptionOf(this.#ground)
    }
    const changesRights = CHANGES_RIGHTS.test(wish.path) && wish.method !== 'GET'
    if (changesRights || this.sent % MEND_EVERY === 0) await this.#ground.identities.mend()
  }

  #find(wish: Wish, sent: Sent, fault: string, answer?: Answer): Find {
    const said = answer === undefined ? '' : `\n  ${answer.status} ${answer.text.slice(0, 600)}`
    const logged = answer === undefined ? '' : this.#ground.logOf(String(answer.headers['x-request-id']))
    const body = sent.bytes === undefined ? '' : sent.bytes.toString('utf8').slice(0, 1_500)
    const { cookie: _cookie, ...headers } = sent.headers
    const lines = [
      `${wish.who} ${sent.method} ${sent.address.slice(0, 1_000)}: ${fault}`,
      `  ${JSON.stringify(headers).slice(0, 600)}`,
      `  ${body}${said}`,
      logged === '' ? '' : `  log: ${logged.slice(0, 1_500)}`,
      wish.broken.length === 0 ? '' : `  broken: ${wish.broken.join('; ')}`,
    ]
    const key = `${wish.method} ${wish.path} ${fault.replaceAll(/[0-9a-f-]{36}|\d+ ms|\/\d+/g, '')}`
    return { key, sentence: lines.filter(Boolean).join('\n') }
  }
}

async function descriptionOf({ identities }: Ground): Promise<Description> {
  const { status, body } = await identities.send('GET', '/api/openapi.json')
  if (status !== 200) throw new Error(`there is no description: ${status}`)
  return new Description(body)
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function idsIn({ address, bytes }: Sent): string[] {
  return [
    ...idsInText(decodeURI(address.replaceAll('%', '%25'))),
    ...idsInText(bytes?.toString('utf8') ?? ''),
  ]
}

function idsInText(text: string): string[] {
  return text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
}
