/** How what follows a symbology identifier is to be read. */
export type SymbologyData = 'elements' | 'ean-13' | 'ean-8' | 'add-on' | 'itf' | 'text'

/** A kind of barcode, as the scanner's identifier of ISO/IEC 15424 tells it. */
export interface Symbology {
  readonly name: string
  readonly data: SymbologyData
}

/** Those of GS1, and those whose plain form has a meaning of its own. */
const KNOWN: Readonly<Record<string, Symbology>> = {
  ']C1': { name: 'GS1-128', data: 'elements' },
  ']e0': { name: 'GS1 DataBar or GS1 Composite', data: 'elements' },
  ']e1': { name: 'GS1 Composite', data: 'elements' },
  ']e2': { name: 'GS1 Composite', data: 'elements' },
  ']d2': { name: 'GS1 DataMatrix', data: 'elements' },
  ']Q3': { name: 'GS1 QR Code', data: 'elements' },
  ']J1': { name: 'GS1 DotCode', data: 'elements' },
  ']E0': { name: 'EAN-13 or UPC', data: 'ean-13' },
  ']E3': { name: 'EAN-13 or UPC with add-on', data: 'add-on' },
  ']E4': { name: 'EAN-8', data: 'ean-8' },
  ']I0': { name: 'ITF', data: 'itf' },
  ']I1': { name: 'ITF', data: 'itf' },
  ']I2': { name: 'ITF', data: 'itf' },
}

/** The kinds of code by the letter of their identifier. */
const FAMILIES: Readonly<Record<string, string>> = {
  A: 'Code 39',
  B: 'Telepen',
  C: 'Code 128',
  D: 'Code One',
  E: 'EAN/UPC',
  F: 'Codabar',
  G: 'Code 93',
  H: 'Code 11',
  I: 'ITF',
  J: 'DotCode',
  K: 'Code 16K',
  L: 'PDF417',
  M: 'MSI',
  N: 'Anker',
  O: 'Codablock',
  P: 'Plessey',
  Q: 'QR Code',
  R: '2 of 5',
  S: '2 of 5',
  T: 'Code 49',
  U: 'MaxiCode',
  X: 'Other',
  Z: 'Not a barcode',
  d: 'Data Matrix',
  e: 'GS1 DataBar',
  g: 'Grid Matrix',
  h: 'Han Xin Code',
  s: 'Superscript',
  z: 'Aztec Code',
}

/** The kind of barcode that an identifier such as `]C1` names; undefined for none that there is. */
export function symbologyOf(identifier: string): Symbology | undefined {
  const known = KNOWN[identifier]
  if (known !== undefined) return known
  const family = /^\][A-Za-z][0-9A-Fa-f]$/.test(identifier) ? FAMILIES[identifier[1]!] : undefined
  return family === undefined ? undefined : { name: family, data: 'text' }
}
