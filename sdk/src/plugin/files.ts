import type { Readable } from 'node:stream'
import type { Actor, Transaction } from './actor.ts'

/**
 * A file that is stored. It never changes: another content is another file.
 * @since 0.1.0
 */
export interface StoredFile {
  readonly id: string
  /** For people. Nothing is ever found by it. */
  readonly name: string
  /** What the content is, whatever the name says. */
  readonly mediaType: string
  readonly sizeBytes: number
  /** SHA-256 of the content, in hexadecimal digits. */
  readonly sha256: string
  /** Whose it is, by number; 0 is the house's, which staff alone see. */
  readonly owner: number
  readonly createdBy: string
  readonly createdAt: string
}

/**
 * A file to store.
 * @since 0.1.0
 */
export interface NewFile {
  /** A plain name such as `delivery-note.pdf`, without folders. */
  readonly name: string
  readonly content: Uint8Array | AsyncIterable<Uint8Array>
  /** The owner's number; 0, the house, unless said. */
  readonly owner?: number
}

/**
 * What a file belongs to.
 * @since 0.1.0
 */
export interface FileReference {
  /** `plugin.noun`, such as `receiving.receipt`. */
  readonly entity: string
  readonly id: string
}

/**
 * The one room for files. Their type is found by their content, and what a browser would run is refused. A
 * file that nothing keeps is gone a day after it was stored.
 * @since 0.1.0
 * @example
 * const note = await context.files.save(trx, actor, { name: 'note.pdf', content })
 * await context.files.keep(trx, note.id, { entity: 'receiving.receipt', id: receipt.id })
 */
export interface FileStore {
  /**
   * Stores a content whole, or nothing of it; it is there once the transaction commits.
   * @throws DomainError `host.file_empty`, `host.file_too_large`, `host.file_type_refused`,
   *   `host.file_disguised`, `host.file_archive_refused`, `host.file_name_invalid`
   */
  save(trx: Transaction, actor: Actor, file: NewFile): Promise<StoredFile>
  /**
   * Opens a file that the transaction's actor may see.
   * @throws DomainError `http.row_not_found`, `host.file_lost`
   */
  open(trx: Transaction, id: string): Promise<{ readonly file: StoredFile; readonly content: Readable }>
  /** Says that something needs it, so that it stays. */
  keep(trx: Transaction, id: string, by: FileReference): Promise<void>
  /** Says that something needs it no longer. */
  letGo(trx: Transaction, id: string, by: FileReference): Promise<void>
  /** @throws DomainError `host.file_in_use` while something keeps it */
  remove(trx: Transaction, actor: Actor, id: string): Promise<void>
}
