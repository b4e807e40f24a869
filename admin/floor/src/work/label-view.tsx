import { Icon } from '../pieces/icon.tsx'
import { dayWord, quantityWord, useWords } from '../words/words.ts'
import { itemOf, type Lookup, type LotFacts, type Match } from './lookup.ts'

/**
 * What the scanned label says of the goods: the lot and until when it is good, the piece, how many. What the
 * record says otherwise is told, because one of both is wrong.
 */
export function LabelView({ answer, match }: { answer: Lookup; match: Match }) {
  const { say, language } = useWords()
  const { label, count = 1, level } = match
  const lot = answer.lots.find(({ id, name }) =>
    match.kind === 'lot' ? id === match.id : name === label?.lot,
  )
  if (label === undefined) return match.kind === 'lot' && lot ? <Days {...lot} /> : null
  const item = itemOf(answer, label.item)
  const holds =
    (label.quantity ?? 1) > 1 ? `${quantityWord(label.quantity!, language)} ${item?.baseUnit}` : ''
  return (
    <ul class="label" aria-label={say('label.title')}>
      {label.lot === null ? null : (
        <li>
          <b>{say('figure.lot', { lot: label.lot })}</b>
          {lot || match.kind === 'handling_unit' ? null : <span class="chip">{say('label.new')}</span>}
        </li>
      )}
      <li>
        <Days {...label} />
      </li>
      {label.serial === null ? null : (
        <li>
          {say('kind.serial')} <b class="code">{label.serial}</b>
          {match.kind === 'item' || match.kind === 'packaging_level' ? (
            <span class="chip">{say('label.new')}</span>
          ) : null}
        </li>
      )}
      {label.unit === null || label.unit === match.code ? null : (
        <li>
          {say('figure.on', { unit: label.unit })} <span class="chip">{say('label.new')}</span>
        </li>
      )}
      {holds === '' ? null : (
        <li>{level ? `${quantityWord(count, language)} ${level.name} = ${holds}` : holds}</li>
      )}
      {differs(label.expiresOn, lot) ? (
        <li class="band bad">
          <Icon name="alert" />
          {say('label.differs', { day: dayWord(lot!.expiresOn!, language), lot: lot!.name })}
        </li>
      ) : null}
    </ul>
  )
}

function differs(day: string | null, lot: LotFacts | undefined): boolean {
  return day !== null && lot !== undefined && lot.expiresOn !== null && lot.expiresOn !== day
}

/** Until when it is good, and whether that is over. */
export function Days({ expiresOn, bestBefore }: Pick<LotFacts, 'expiresOn' | 'bestBefore'>) {
  const { say, language } = useWords()
  const day = expiresOn ?? bestBefore
  if (day === null) return null
  const isOver = expiresOn !== null && expiresOn < new Date().toLocaleDateString('sv')
  const word = expiresOn === null ? 'figure.best' : isOver ? 'figure.expired' : 'figure.expires'
  return (
    <span class={isOver ? 'chip bad' : ''}>
      {isOver ? <Icon name="calendar" size={18} /> : null}
      {say(word, { day: dayWord(day, language) })}
    </span>
  )
}
