import type { Transaction } from '@stowage/sdk'

/**
 * Whatever reads the record from end to end. Left to estimates, and in a month that has no statistics yet,
 * one block is joined with all lines: kept in memory and looked through for each position, 16 s a block among
 * 900,000 lines, where the keys take 0.1 s.
 */
const WHOLE_READS = ['hashjoin', 'mergejoin', 'seqscan', 'material']

/** Lets the rest of the transaction look rows up by their keys alone ('off'), or join as it likes ('on'). */
export async function setWholeReads(trx: Transaction, to: 'on' | 'off'): Promise<void> {
  await trx.raw(WHOLE_READS.map((name) => `set local enable_${name} = ${to}`).join('; '))
}
