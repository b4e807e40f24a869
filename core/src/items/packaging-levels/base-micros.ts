/** A packaging level's factor: one of it is numerator / denominator base units. */
export interface LevelFactor {
  readonly numerator: number
  readonly denominator: number
}

/** What a quantity of a level is in base units, or the nearest quantities of it that can be. Millionths. */
export type BaseMicros =
  | { readonly micros: number }
  | { readonly lowerMicros: number; readonly upperMicros: number }

/**
 * Converts so many millionths of a packaging level to millionths of the base unit, exactly: whole-number
 * arithmetic, never a rounded factor.
 * @param stepMicros the item's step, of which every quantity in base units is a multiple
 * @returns the base quantity; or, where it would be no multiple of the step, the nearest two that are
 */
export function baseMicrosOf(levelMicros: number, factor: LevelFactor, stepMicros: number): BaseMicros {
  const scaled = BigInt(levelMicros) * BigInt(factor.numerator)
  const unit = BigInt(factor.denominator) * BigInt(stepMicros)
  if (scaled % unit === 0n) return { micros: Number(scaled / BigInt(factor.denominator)) }
  const steps = scaled / unit
  return {
    lowerMicros: Number(steps * BigInt(stepMicros)),
    upperMicros: Number((steps + 1n) * BigInt(stepMicros)),
  }
}
