/**
 * A label as it is put on paper, in dots of the printer's grid: what both PDF and ZPL are written from. x
 * goes to the right, y down.
 */
export interface DrawnLabel {
  /** Millimetres. */
  readonly width: number
  readonly height: number
  /** Dots per millimetre. */
  readonly resolution: number
  readonly marks: readonly Mark[]
  /** What is not as the design wants it, for whoever looks at the preview. */
  readonly notices: readonly Notice[]
}

/** One mark on a label. */
export type Mark = TextMark | OutlineMark | BarsMark | MatrixMark | BoxMark

/** A line in letters that every printer has. */
export interface TextMark {
  readonly type: 'text'
  readonly x: number
  readonly y: number
  readonly size: number
  readonly bold: boolean
  readonly text: string
}

/** A line that is drawn as a picture of its letters. */
export interface OutlineMark {
  readonly type: 'outline'
  /** Closed curves whose inside is black where they wind round it. */
  readonly path: readonly PathStep[]
}

/** A step along a curve, by points in dots. */
export type PathStep =
  | { readonly to: 'move' | 'line'; readonly points: readonly [number, number] }
  | { readonly to: 'quadratic'; readonly points: readonly [number, number, number, number] }
  | { readonly to: 'cubic'; readonly points: readonly [number, number, number, number, number, number] }
  | { readonly to: 'close' }

/** A linear barcode. */
export interface BarsMark {
  readonly type: 'bars'
  readonly x: number
  readonly y: number
  readonly height: number
  /** How wide the narrowest bar is. */
  readonly module: number
  /** How wide bars and gaps are in turn, in modules. */
  readonly widths: readonly number[]
  /** The symbols of Code 128, as ZPL writes them. */
  readonly zpl: string
}

/** A two-dimensional code. */
export interface MatrixMark {
  readonly type: 'matrix'
  readonly x: number
  readonly y: number
  readonly module: number
  readonly columns: number
  readonly rows: number
  /** 1 is black, row by row. */
  readonly cells: readonly number[]
}

/** A frame, or a line. */
export interface BoxMark {
  readonly type: 'box'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly stroke: number
}

/** Why something does not stand on the label as the design wants it: a code of the plugin's errors. */
export interface Notice {
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
  /** What is left on the label all the same; else the code is missing, and it is not printed. */
  readonly isMended: boolean
}
