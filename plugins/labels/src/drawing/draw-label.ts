import type { BoxElement, Design, LabelElement } from '../design/design.schemas.ts'
import { fillIn, type Values } from '../design/fill-in.ts'
import type { ReadBack } from '../gs1/read-back.ts'
import { drawCode } from './draw-code.ts'
import { drawText } from './draw-text.ts'
import type { DrawnLabel, Mark, Notice } from './drawn-label.ts'

/** What a label is drawn by, beside its design. */
export interface DrawOptions {
  readonly values: Values
  /** Dots per millimetre. */
  readonly resolution: number
  readonly readBack: ReadBack
}

/**
 * Draws one label: what a thing has is put into the design's texts and codes, texts are fitted into their
 * frames, codes are written as large as whole dots allow. Both PDF and ZPL are written from what comes out.
 */
export function drawLabel({ width, height, elements }: Design, options: DrawOptions): DrawnLabel {
  const drawn = elements.map((element) => drawElement(inDots(element, options.resolution), options))
  return {
    width,
    height,
    resolution: options.resolution,
    marks: drawn.flatMap(({ marks }) => marks),
    notices: drawn.flatMap(({ notices }) => notices),
  }
}

function drawElement(
  element: LabelElement,
  options: DrawOptions,
): { readonly marks: readonly Mark[]; readonly notices: readonly Notice[] } {
  if (element.type === 'box') return { marks: [boxOf(element)], notices: [] }
  if (element.type === 'code') return drawCode(element, options)
  const text = fillIn(element.text, options.values)
  const { marks, isCut, isStrange } = drawText(text, element)
  const notice = (code: string): Notice => ({ code, facts: { text: text.slice(0, 200) }, isMended: true })
  return {
    marks,
    notices: [
      ...(isCut ? [notice('labels.text_cut')] : []),
      ...(isStrange ? [notice('labels.letters_unknown')] : []),
    ],
  }
}

function boxOf({ x, y, width, height, stroke }: BoxElement): Mark {
  const [left, top] = [Math.round(x), Math.round(y)]
  const thick = Math.max(1, Math.round(stroke))
  return { type: 'box', x: left, y: top, width: Math.round(width), height: Math.round(height), stroke: thick }
}

/** Millimetres become dots. */
function inDots<Element extends LabelElement>(element: Element, resolution: number): Element {
  const lengths = Object.entries(element).map(([name, value]) => [
    name,
    typeof value === 'number' ? value * resolution : value,
  ])
  return Object.fromEntries(lengths) as Element
}
