/**
 * Rows kept as columns of numbers: half a million rows take 15 MB here, and 120 MB as objects.
 */
export class GrowingColumns {
  length = 0
  /** The row's number in the file. */
  rowNumber = new Uint32Array(4096)
  /** When it happened, in seconds since 1970, UTC. */
  second = new Uint32Array(4096)
  /** Index into the codes, later into the items. */
  item = new Int32Array(4096)
  /** What it does to the item's stock: negative where goods leave. */
  change = new Int32Array(4096)
  /** Index into the invoices. */
  invoice = new Uint32Array(4096)
  /** Index into the descriptions. */
  description = new Uint32Array(4096)
  /** Index into `rowKinds`. */
  kind = new Uint8Array(4096)

  /** Makes room for one more row and returns its index. */
  add(): number {
    if (this.length === this.rowNumber.length) this.#resize(this.length * 2)
    return this.length++
  }

  /** Gives back the room that the rows do not need. */
  trim(): void {
    this.#resize(this.length)
  }

  #resize(size: number): void {
    const wide = (from: Uint32Array): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(size)
      to.set(from.subarray(0, this.length))
      return to
    }
    const signed = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(size)
      to.set(from.subarray(0, this.length))
      return to
    }
    this.rowNumber = wide(this.rowNumber)
    this.second = wide(this.second)
    this.invoice = wide(this.invoice)
    this.description = wide(this.description)
    this.item = signed(this.item)
    this.change = signed(this.change)
    const kind = new Uint8Array(size)
    kind.set(this.kind.subarray(0, this.length))
    this.kind = kind
  }
}
