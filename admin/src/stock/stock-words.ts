import { say } from '../words/say.ts'
import type { Dimension, FigureName } from './stock-view.ts'

/** What a dimension of the stock is called; figures may stand in the place of one. */
export function dimensionWord(dimension: Dimension | 'figures'): string {
  return {
    item: say('Item'),
    site: say('Site'),
    location: say('Location'),
    owner: say('Owner'),
    status: say('Status'),
    lot: say('Lot'),
    handlingUnit: say('Handling unit'),
    figures: say('Figures'),
  }[dimension]
}

/** The head of the column that has all members of a dimension. */
export function wholeWord(dimension: Dimension): string {
  return {
    item: say('All items'),
    site: say('All sites'),
    location: say('All locations'),
    owner: say('All owners'),
    status: say('All statuses'),
    lot: say('All lots'),
    handlingUnit: say('All units'),
  }[dimension]
}

/** What a figure is called. */
export function figureWord(figure: FigureName): string {
  return {
    available: say('Available'),
    onHand: say('On hand'),
    allocated: say('Allocated'),
    unallocated: say('Unallocated'),
    held: say('On hold'),
    inTransit: say('In transit'),
  }[figure]
}

/** What stands where stock has nothing of a dimension. */
export function noneWord(dimension: string | undefined): string {
  const words: Readonly<Record<string, string>> = {
    lot: say('no lot'),
    handlingUnit: say('loose'),
    site: say('no site'),
  }
  return words[dimension ?? ''] ?? ''
}

interface CellTold {
  readonly quantity: string
  readonly figure: string
  readonly row: string
}

/** What a cell says to whoever cannot see its place. */
export function cellWords({ quantity, figure, row }: CellTold, column?: string): string {
  return column === undefined
    ? say('{quantity}: {figure} of {row}', { quantity, figure, row })
    : say('{quantity}: {figure} of {row}, {column}', { quantity, figure, row, column })
}
