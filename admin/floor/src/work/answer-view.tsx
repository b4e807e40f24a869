import { Button } from '../pieces/frame.tsx'
import { Icon } from '../pieces/icon.tsx'
import { Plate } from '../pieces/plate.tsx'
import { quantityWord, useWords, type Word } from '../words/words.ts'
import { BalanceRow } from './balance-row.tsx'
import { LabelView } from './label-view.tsx'
import { itemOf, type Lookup, type Match } from './lookup.ts'
import type { Mode, Step } from './steps.ts'
import type { Work } from './work.ts'

interface AnswerViewProps {
  readonly work: Work
  readonly step: Extract<Step, { at: 'answer' }>
  readonly mode: Mode
}

/** What it is, where it is, how much: the answer to a scan. */
export function AnswerView({ work, step: { answer, match, rows, isOld }, mode }: AnswerViewProps) {
  const { say } = useWords()
  const isPlace = match.kind === 'location' || match.kind === 'handling_unit'
  return (
    <>
      <Identity answer={answer} match={match} />
      <LabelView answer={answer} match={match} />
      {isOld ? <p class="soft">{say('figure.changed')}</p> : null}
      {match.holds.map((hold) => (
        <Hold key={hold.id} hold={hold} />
      ))}
      {mode === 'look' && !isPlace && match.kind !== 'serial' ? (
        <Figures answer={answer} match={match} />
      ) : null}
      {match.kind === 'handling_unit' ? (
        <Button icon="arrow" word={say('move.all')} onPress={() => work.chooseUnit(match)} />
      ) : null}
      {rows.length === 0 ? <p class="empty">{say(emptyWord(match))}</p> : null}
      <ul class="rows" aria-label={say(isPlace ? 'figure.contents' : 'figure.where')}>
        {rows.map((balance) => (
          <li key={balance.bucket}>
            <BalanceRow
              balance={balance}
              lot={answer.lots.find(({ id }) => id === balance.lot?.id)}
              shows={isPlace ? 'item' : 'place'}
              within={match.code}
              isPiece={match.kind === 'serial'}
              onPress={() => work.chooseRow(balance)}
            />
          </li>
        ))}
      </ul>
      {match.isComplete ? null : <p class="soft">{say('figure.more')}</p>}
    </>
  )
}

function emptyWord({ kind, unit, location }: Match): Word {
  if (kind === 'location') return 'figure.empty'
  if (kind === 'handling_unit') return unit && location ? 'figure.empty' : 'figure.nowhere'
  return kind === 'serial' ? 'figure.nowhere' : 'figure.none'
}

function Identity({ answer, match }: { answer: Lookup; match: Match }) {
  const { say } = useWords()
  const item = itemOf(answer, match.item)
  const { kind, code, location, unit } = match
  if (item === undefined) {
    return (
      <section>
        <h1 class="hidden">{`${say(`kind.${kind}`)} ${code}`}</h1>
        <p class="soft">
          {say(`kind.${kind}`)}
          {location?.isActive === false ? `, ${say('figure.inactive')}` : ''}
        </p>
        <Plate code={code} is="scanned" />
        {kind === 'handling_unit' ? (
          <p class="soft">
            {unit?.parent ? `${say('figure.in', { unit: unit.parent.code })}, ` : ''}
            {location ? say('figure.at', { place: location.code }) : say('figure.nowhere')}
          </p>
        ) : null}
      </section>
    )
  }
  return (
    <section>
      <p class="soft">
        {say(`kind.${kind}`)}{' '}
        {kind === 'item' ? '' : <b>{kind === 'packaging_level' ? match.level?.name : code}</b>}
      </p>
      <h1>{item.name}</h1>
      <p class="code">{item.sku}</p>
    </section>
  )
}

function Hold({ hold: { name, reason, blocks } }: { hold: Match['holds'][number] }) {
  const { say } = useWords()
  const words = blocks.map((verb) => say(`hold.${verb}` as Word)).join(', ')
  return (
    <div class="band hold">
      <Icon name="pause" />
      <p>
        <b>{say('hold.title', { name })}</b>
        <br />
        {say('hold.blocks', { reason, blocks: words })}
      </p>
    </div>
  )
}

/** The figure that counts, as large as the screen bears, and what it is made of. */
function Figures({ answer, match }: { answer: Lookup; match: Match }) {
  const { say, language } = useWords()
  const item = itemOf(answer, match.item)
  const { onHand, available, allocated, held } = match.sums[0] ?? {
    onHand: 0,
    available: 0,
    allocated: 0,
    held: 0,
  }
  const word = quantityWord(onHand, language)
  const size = word.length > 5 ? 'long' : word.length > 3 ? 'middle' : 'short'
  const facts = [
    ['figure.available', available],
    ['figure.allocated', allocated],
    ['figure.held', held],
  ] as const
  return (
    <div class="figures">
      <p class={`figure ${size}`}>
        {word}
        <span>
          {item?.baseUnit} {say('figure.onHand')}
        </span>
      </p>
      <dl>
        {facts.map(([name, figure]) => (
          <div key={name} class={figure === 0 ? 'none' : ''}>
            <dt>{say(name)}</dt>
            <dd>{quantityWord(figure, language)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
