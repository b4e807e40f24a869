import pg from 'pg'
import { connectionOf, type DatabaseAccess } from '../../database/database-access.ts'
import { CHANGE_CHANNEL } from './change.ts'

/** Is woken by whoever changes the set. Without it a node hears of that within a second. */
export class ChangeListener {
  readonly #access: DatabaseAccess
  readonly #onWord: () => void
  #client: pg.Client | undefined

  constructor(access: DatabaseAccess, onWord: () => void) {
    this.#access = access
    this.#onWord = onWord
  }

  /** Listens, unless it does already. Where that fails it is not told: the next call tries again. */
  async listen(): Promise<void> {
    if (this.#client !== undefined) return
    const client = new pg.Client({
      ...connectionOf(this.#access, 'app_all'),
      application_name: 'stowage listen',
    })
    client.on('error', () => {
      this.#client = undefined
    })
    client.on('notification', this.#onWord)
    try {
      await client.connect()
      await client.query(`listen ${CHANGE_CHANNEL}`)
      this.#client = client
    } catch {
      await client.end().catch(() => {})
    }
  }

  /** Listens no more. */
  async close(): Promise<void> {
    await this.#client?.end().catch(() => {})
  }
}
