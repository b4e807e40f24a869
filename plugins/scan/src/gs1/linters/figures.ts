import { isDigits, type Linter, ofDigits } from './linter.ts'

/** A number that is not 0. */
export const nonzero: Linter = ofDigits((value) => (/^0*$/.test(value) ? 'ILLEGAL_ZERO_VALUE' : undefined))

/** Zeros. */
export const zero: Linter = (value) => (/^0+$/.test(value) ? undefined : 'NOT_ZERO')

/** A number without leading zeros. */
export const nozeroprefix: Linter = ofDigits((value) =>
  value.startsWith('0') ? 'ILLEGAL_ZERO_PREFIX' : undefined,
)

/** 0 for no, 1 for yes. */
export const yesno: Linter = (value) => (/^[01]$/.test(value) ? undefined : 'NOT_ZERO_OR_ONE')

/** Which way a roll is wound: 0 out, 1 in, 9 not known. */
export const winding: Linter = (value) => (/^[019]$/.test(value) ? undefined : 'INVALID_WINDING_DIRECTION')

/** ISO/IEC 5218: 0 not known, 1 male, 2 female, 9 not applicable. */
export const iso5218: Linter = (value) => (/^[0129]$/.test(value) ? undefined : 'INVALID_BIOLOGICAL_SEX_CODE')

/** What carries the code: 01 to 10, or 80 to 99 of one's own. */
export const mediatype: Linter = (value) =>
  /^(0[1-9]|10|[89]\d)$/.test(value) ? undefined : 'INVALID_MEDIA_TYPE'

/** One character that tells importers of one product apart. */
export const importeridx: Linter = (value) => {
  if (value.length !== 1) return 'IMPORTER_IDX_MUST_BE_ONE_CHARACTER'
  return /^[-\w]$/.test(value) ? undefined : 'INVALID_IMPORT_IDX_CHARACTER'
}

/** A piece of so many: 0203 is the second of three. */
export const pieceoftotal: Linter = (value) => {
  if (value === '' || value.length % 2 === 1) return 'INVALID_LENGTH_FOR_PIECE_OF_TOTAL'
  if (!isDigits(value)) return 'NON_DIGIT_CHARACTER'
  const [piece, total] = [value.slice(0, value.length / 2), value.slice(value.length / 2)]
  if (nonzero(piece)) return 'ZERO_PIECE_NUMBER'
  if (nonzero(total)) return 'ZERO_TOTAL_PIECES'
  return piece > total ? 'PIECE_NUMBER_EXCEEDS_TOTAL' : undefined
}

/** The same with a slash: 2/3. */
export const posinseqslash: Linter = (value) => {
  const [, position, end] = /^(\d+)\/(\d+)$/.exec(value) ?? []
  if (position === undefined || end === undefined) return 'POSITION_IN_SEQUENCE_MALFORMED'
  const wrong = nozeroprefix(position) ?? nozeroprefix(end)
  if (wrong !== undefined) return wrong
  return Number(position) > Number(end) ? 'POSITION_EXCEEDS_END' : undefined
}

/** Ten-millionths of a degree from the South Pole. */
export const latitude: Linter = angle('LATITUDE', 1_800_000_000)
/** Ten-millionths of a degree from the date line. */
export const longitude: Linter = angle('LONGITUDE', 3_600_000_000)

function angle(name: string, most: number): Linter {
  return (value) => {
    if (value.length !== 10) return `${name}_INVALID_LENGTH`
    if (!isDigits(value)) return 'NON_DIGIT_CHARACTER'
    return Number(value) > most ? `INVALID_${name}` : undefined
  }
}
