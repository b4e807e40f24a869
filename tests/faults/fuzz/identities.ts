import type { NodeHere } from '../../../core/src/testing/start-node.ts'
import type { Who } from './wish.ts'

/** Somebody who can log in. */
export interface Identity {
  readonly id: string
  readonly email: string
  readonly password: string
}

interface Kept {
  readonly account: object
  readonly grants: readonly object[]
  readonly roles: readonly object[]
}

const PASSWORD = 'correct horse battery staple'

/**
 * On whose behalf is asked: an administrator, a client's user with all permissions for that client, and
 * nobody. Legal requests log them out, lock them out or take their rights; then they are as before again.
 */
export class Identities {
  readonly #node: NodeHere
  readonly #people: Readonly<Record<Exclude<Who, 'nobody'>, Identity>>
  readonly #kept = new Map<string, Kept>()
  readonly #cookies = new Map<Who, string>()

  private constructor(node: NodeHere, people: Identities['people']) {
    this.#node = node
    this.#people = people
  }

  get people() {
    return this.#people
  }

  /** Makes them beside the administrator who keeps the ground. */
  static async make(node: NodeHere, owner: string): Promise<Identities> {
    const create = async (path: string, body: object) => {
      const answer = await node.send('POST', `/api/v1/access${path}`, body)
      if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
      return answer.body.id as string
    }
    const { body } = await node.send('GET', '/api/v1/access/permissions')
    const permissions = body.data.map(({ name }: { name: string }) => name)
    const role = await create('/roles', { name: 'All of a client', permissions })
    const person = async (name: string, more: object) => {
      const email = `${name}@fuzz.invalid`
      return {
        id: await create('/users', { name, email, password: PASSWORD, ...more }),
        email,
        password: PASSWORD,
      }
    }
    const identities = new Identities(node, {
      administrator: await person('administrator', { permissions: ['*'] }),
      client: await person('client', { roles: [{ role, owners: [owner] }] }),
    })
    for (const { id } of Object.values(identities.people))
      identities.#kept.set(id, await identities.#read(id))
    await identities.mend()
    return identities
  }

  /** The headers of whoever asks, as a browser on our own pages sends them. */
  headersOf(who: Who): Readonly<Record<string, string>> {
    const cookie = this.#cookies.get(who)
    return { 'sec-fetch-site': 'same-origin', ...(cookie !== undefined && { cookie }) }
  }

  /** Sends a request as the administrator. */
  readonly send: NodeHere['send'] = async (method, path, body) => {
    const headers = {
      ...this.headersOf('administrator'),
      ...(body && { 'content-type': 'application/json' }),
    }
    const answer = await fetch(this.#node.url + path, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: await answer.json() }
  }

  /** Whether this is one of them, or of what they hang on. */
  has(value: string): boolean {
    const roles = [...this.#kept.values()].flatMap((kept) => kept.roles as { id: string }[])
    const people = [...Object.values(this.#people), { id: '', email: this.#node.logIn.email }]
    return (
      roles.some(({ id }) => id === value) || people.some(({ id, email }) => value === id || value === email)
    )
  }

  /** Makes all as it was at first, where it is not. */
  async mend(): Promise<void> {
    await this.#node.query('delete from access.log_in_throttle')
    for (const who of ['administrator', 'client'] as const) {
      if (await this.#isWell(who)) continue
      await this.#restore(this.#people[who])
      this.#cookies.set(who, await this.#logIn(this.#people[who]))
    }
  }

  async #isWell(who: 'administrator' | 'client'): Promise<boolean> {
    if (!this.#cookies.has(who)) return false
    const answer = await fetch(`${this.#node.url}/api/v1/access/session`, { headers: this.headersOf(who) })
    if (answer.status !== 200) return false
    const { id, viewer, permissions, owners } = (await answer.json()) as Me
    const isBound = who === 'administrator' ? owners === null : owners?.length === 1
    return id === this.#people[who].id && viewer === null && isBound && permissions.length > 0
  }

  async #logIn({ email, password }: Identity): Promise<string> {
    const answer = await fetch(`${this.#node.url}/api/v1/access/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ email, password }),
    })
    const cookie = answer.headers.getSetCookie()[0]
    if (cookie === undefined) throw new Error(`${email}: ${answer.status} ${await answer.text()}`)
    return cookie.split(';')[0]!
  }

  async #read(id: string): Promise<Kept> {
    const rows = (sql: string) => this.#node.query<{ row: object }>(sql, [id])
    const [account] = await rows('select to_jsonb(a) as row from access.account a where id = $1')
    const grants = await rows('select to_jsonb(g) as row from access.role_grant g where actor = $1')
    const roles = await rows(
      `select to_jsonb(r) as row from access.role r
        where id in (select role from access.role_grant where actor = $1)`,
    )
    return { account: account!.row, grants: grants.map(({ row }) => row), roles: roles.map(({ row }) => row) }
  }

  async #restore({ id }: Identity): Promise<void> {
    const { account, grants, roles } = this.#kept.get(id)!
    const { query } = this.#node
    await query(
      `update access.account a set email = r.email, password_hash = r.password_hash,
         permissions = r.permissions, owners = r.owners, sites = r.sites, is_active = true
       from jsonb_populate_record(null::access.account, $1) r where a.id = r.id`,
      [account],
    )
    await query(
      `insert into access.role select * from jsonb_populate_recordset(null::access.role, $1)
       on conflict (id) do update set permissions = excluded.permissions,
         is_for_floor = excluded.is_for_floor, is_break_glass = excluded.is_break_glass`,
      [JSON.stringify(roles)],
    )
    await query('delete from access.role_grant where actor = $1', [id])
    await query(
      'insert into access.role_grant select * from jsonb_populate_recordset(null::access.role_grant, $1)',
      [JSON.stringify(grants)],
    )
  }
}

interface Me {
  readonly id: string
  readonly viewer: object | null
  readonly permissions: readonly string[]
  readonly owners: readonly unknown[] | null
}
