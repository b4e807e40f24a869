import type { Actor, Transaction } from './actor.ts'

/**
 * What is to be signed.
 * @since 0.1.0
 */
export interface SignatureWish {
  /** `plugin.noun`, such as `quality.release`. */
  readonly entity: string
  readonly id: string
  /** What the signature says, in one clause: `released for sale`. */
  readonly meaning: string
  /**
   * The record as JSON: plain objects, arrays, text, finite numbers, booleans, null. It is shown to whoever
   * signs.
   */
  readonly content: unknown
  /** Whose record, by number; 0, the house, unless said. */
  readonly owner?: number
  /** What whoever signs has to be allowed beside signing itself. */
  readonly permission?: string
}

/**
 * A signature: who said what of which content, and when.
 * @since 0.1.0
 */
export interface Signature {
  readonly id: string
  readonly entity: string
  readonly recordId: string
  readonly meaning: string
  /** SHA-256 of the record's canonical JSON, in hexadecimal digits. */
  readonly hash: string
  readonly signer: string
  readonly signerName: string
  readonly comment: string | null
  readonly signedAt: string
}

/**
 * The signatures of a record, by whether they are for what it holds now.
 * @since 0.1.0
 */
export interface SignatureCheck {
  readonly valid: readonly Signature[]
  /** Made of another content: the record was changed since. */
  readonly stale: readonly Signature[]
}

/**
 * Electronic signatures. A plugin asks for one; a person gives it with his password, and it stands for
 * good.
 * @since 0.1.0
 * @example
 * await context.sign.request(trx, actor, { entity: 'quality.release', id, meaning: 'released for sale',
 * content }) // Later, before it counts:
 * const { valid } = await context.sign.verify(trx, { entity: 'quality.release', id, content })
 */
export interface Signing {
  /** @returns the request's id, which the screen signs by: `POST /api/v1/host/signatures` */
  request(
    trx: Transaction,
    actor: Actor,
    wish: SignatureWish,
  ): Promise<{ readonly id: string; readonly hash: string }>
  /** Finds a record's signatures, and holds the content they were made of against the one it has now. */
  verify(
    trx: Transaction,
    record: Pick<SignatureWish, 'entity' | 'id' | 'content'> & { readonly meaning?: string },
  ): Promise<SignatureCheck>
}
