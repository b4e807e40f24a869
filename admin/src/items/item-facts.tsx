import type { ReactNode } from 'react'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { type Item, type Serials, serialChoices } from './item.ts'

function serialWord(serials: Serials): string | null {
  return serials === 'never' ? null : serialChoices.find(({ id }) => id === serials)!.name
}

/** What stands on the item's card. */
export function ItemFacts({ item }: { item: Item }) {
  const { lengthMm, widthMm, heightMm } = item
  const sides = [lengthMm, widthMm, heightMm].filter((side) => side !== null)
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Category', item.category],
    ['Base unit', item.baseUnit],
    ['Step', item.step === 1 ? 'whole pieces' : formatFigure(item.step)],
    ['Lots', item.hasLots ? 'every movement names one' : null],
    ['Serial numbers', serialWord(item.serials)],
    ['Catch weight', item.catchUnit],
    ['Weight', item.weightGrams === null ? null : `${formatFigure(item.weightGrams)} g`],
    ['Size', sides.length > 0 ? `${sides.map(formatFigure).join(' × ')} mm` : null],
    ['Created', <Instant key="created" at={item.createdAt} />],
    ['Changed', <Instant key="changed" at={item.updatedAt} />],
  ]
  return (
    <section className="card pad" aria-label="Facts">
      {item.description ? <p style={{ margin: '0 0 16px' }}>{item.description}</p> : null}
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([word, value]) => (
            <div key={word} style={{ display: 'contents' }}>
              <dt>{word}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
