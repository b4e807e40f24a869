import type { DrawnLabel, Mark } from '../drawing/drawn-label.ts'
import { type Bitmap, bitmapOfBars, bitmapOfMatrix, fillOutline } from './bitmap.ts'
import { graphicField } from './graphic-field.ts'
import { zplText } from './zpl-text.ts'

/**
 * Labels as ZPL II, for printers with 8, 12 or 24 dots per millimetre. Linear codes are the printer's own
 * (`^BC`) where they are in one set of characters. All others, two-dimensional ones and letters that not
 * every printer has are drawn dot by dot: what was previewed is what any printer prints.
 */
export function writeZpl(labels: readonly DrawnLabel[], copies: number): string {
  return labels.map((label) => writeLabel(label, copies)).join('')
}

function writeLabel({ width, height, resolution, marks }: DrawnLabel, copies: number): string {
  const size = `^PW${Math.round(width * resolution)}^LL${Math.round(height * resolution)}`
  const fields = marks.map(fieldOf).filter((field) => field !== '')
  // UTF-8, no shift of the origin that a former label may have left.
  return ['^XA', `^CI28^LH0,0^LS0${size}`, ...fields, `^PQ${copies}`, '^XZ', ''].join('\n')
}

function fieldOf(mark: Mark): string {
  switch (mark.type) {
    case 'text': {
      const size = Math.round(mark.size)
      return `${at(mark)}^A0N,${size},${size}^FH^FD${zplText(mark.text)}^FS`
    }
    case 'bars':
      if (!ONE_SET.test(mark.zpl)) return drawn(bitmapOfBars(mark))
      return `${at(mark)}^BY${mark.module}^BCN,${mark.height},N,N,N,N^FH^FD${zplCode(mark.zpl)}^FS`
    case 'box':
      return `${at(mark)}^GB${mark.width},${mark.height},${Math.min(mark.stroke, mark.width, mark.height)}^FS`
    case 'matrix':
      return drawn(bitmapOfMatrix(mark))
    case 'outline': {
      const bitmap = fillOutline(mark.path)
      return bitmap === undefined ? '' : drawn(bitmap)
    }
  }
}

/** Codes that stay in the set that they begin in; what emulators make of a change of sets differs. */
const ONE_SET = /^>[:;](>8)?[^>]*$/

function drawn(bitmap: Bitmap): string {
  return `${at(bitmap)}${graphicField(bitmap)}^FS`
}

function at({ x, y }: { readonly x: number; readonly y: number }): string {
  return `^FO${Math.max(0, Math.round(x))},${Math.max(0, Math.round(y))}`
}

/** Sets and FNC1 are written with `>`, which the printer reads in the data of its code. */
function zplCode(zpl: string): string {
  return zpl.split('>').map(zplText).join('>')
}
