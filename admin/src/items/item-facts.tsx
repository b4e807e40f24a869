import type { ReactNode } from 'react'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { say } from '../words/say.ts'
import { type Item, type Serials, serialChoices } from './item.ts'

function serialWord(serials: Serials): string | null {
  return serials === 'never' ? null : serialChoices().find(({ id }) => id === serials)!.name
}

/** What stands on the item's card. */
export function ItemFacts({ item }: { item: Item }) {
  const { lengthMm, widthMm, heightMm } = item
  const sides = [lengthMm, widthMm, heightMm].filter((side) => side !== null)
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('Category'), item.category],
    [say('Base unit'), item.baseUnit],
    [say('Step'), item.step === 1 ? say('whole pieces') : formatFigure(item.step)],
    [say('Lots'), item.hasLots ? say('every movement names one') : null],
    [say('Serial numbers'), serialWord(item.serials)],
    [say('Catch weight'), item.catchUnit],
    [say('Weight'), item.weightGrams === null ? null : `${formatFigure(item.weightGrams)} g`],
    [say('Size'), sides.length > 0 ? `${sides.map(formatFigure).join(' × ')} mm` : null],
    [say('Created'), <Instant key="created" at={item.createdAt} />],
    [say('Changed'), <Instant key="changed" at={item.updatedAt} />],
  ]
  return (
    <section className="card pad" aria-label={say('Facts')}>
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
