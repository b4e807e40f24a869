/*
 * Loaded before a server (`node --import`), so that its clock can be set: to as many milliseconds off as
 * stand in the file of CLOCK_FILE, each time that the process gets SIGUSR2. What counts the time that passes
 * is left alone, as on a machine whose clock somebody sets.
 */
import { readFileSync } from 'node:fs'

const RealDate = Date
let off = 0

class ShiftedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(RealDate.now() + off)
    else super(...(given as [number]))
  }

  static override now(): number {
    return RealDate.now() + off
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof RealDate
  }
}

globalThis.Date = ShiftedDate as DateConstructor

process.on('SIGUSR2', () => {
  off = Number(readFileSync(process.env.CLOCK_FILE!, 'utf8'))
})
