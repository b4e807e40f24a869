import { useState } from 'preact/hooks'
import { Button } from '../pieces/frame.tsx'
import { Keypad } from '../pieces/keypad.tsx'
import { Plate } from '../pieces/plate.tsx'
import { tellScan } from '../scan/wedge.ts'
import { quantityWord, useWords } from '../words/words.ts'
import type { Place } from './lookup.ts'
import { baseQuantity, type Move, type StockMove } from './move.ts'
import type { Work } from './work.ts'

const OTHERS_MAX = 3

interface TargetViewProps {
  readonly work: Work
  readonly move: Move
  readonly goal?: Place
}

/** What goes, and where to: the plate of a goal, or places where some of it stands already. */
export function TargetView({ work, move, goal }: TargetViewProps) {
  const { say } = useWords()
  const from =
    move.is === 'unit' ? move.from : (move.balance.handlingUnit?.code ?? move.balance.location.code)
  if (goal) return <Goal goal={goal} move={move} />
  return (
    <>
      {from === '' ? null : (
        <div>
          <p class="soft">{say('move.from')}</p>
          <Plate code={from} is="scanned" />
        </div>
      )}
      {move.is === 'unit' ? <UnitWords code={move.unit.code} /> : <StockWords work={work} move={move} />}
      {move.is === 'stock' && move.others.length > 0 ? <Others work={work} move={move} /> : null}
    </>
  )
}

function UnitWords({ code }: { code: string }) {
  const { say } = useWords()
  return (
    <section>
      <h1 class="code">{code}</h1>
      <p class="soft">{say('move.contents')}</p>
    </section>
  )
}

function StockWords({ work, move }: { work: Work; move: StockMove }) {
  const { say, language } = useWords()
  const { item, keyed, level, balance, serials } = move
  const word = quantityWord(keyed, language)
  const size = word.length > 5 ? 'long' : word.length > 3 ? 'middle' : 'short'
  return (
    <section>
      <p class={`figure ${size}`}>
        {word}
        <span>{level?.name ?? item.baseUnit}</span>
      </p>
      {level ? (
        <p class="soft">
          = {quantityWord(baseQuantity(move), language)} {item.baseUnit}
        </p>
      ) : null}
      <h1>{item.name}</h1>
      <p class="code">
        {item.sku}
        {balance.lot ? `, ${say('figure.lot', { lot: balance.lot.name })}` : ''}
      </p>
      {serials.length > 0 ? <p class="code">{serials.join(', ')}</p> : null}
      {item.serials === 'always' ? null : (
        <Button word={say('move.other')} icon="keyboard" onPress={() => work.askQuantity()} />
      )}
    </section>
  )
}

function Others({ work, move }: { work: Work; move: StockMove }) {
  const { say } = useWords()
  return (
    <section>
      <p class="soft">{say('move.also')}</p>
      <div class="others">
        {move.others.slice(0, OTHERS_MAX).map(({ id, code }) => (
          <button key={id} type="button" class="other code" onClick={() => void work.chooseGoal(code)}>
            {code}
          </button>
        ))}
      </div>
    </section>
  )
}

/** Where to go; the label's digits are as good as a scan. */
function Goal({ goal, move }: { goal: Place; move: Move }) {
  const { say } = useWords()
  const [typed, setTyped] = useState('')
  const what = move.is === 'unit' ? move.unit.code : move.item.name
  const digits = goal.checkDigits?.length ?? 0
  const confirm = (code: string) => {
    tellScan({ code, by: 'hand' })
    setTyped('')
  }
  // The last digit asks by itself: there is no key to look for.
  const add = (next: string) => (next.length === digits ? confirm(next) : setTyped(next))
  return (
    <>
      <div>
        <h1 class="soft">{say('move.take')}</h1>
        <Plate code={goal.code} is="goal" />
        <p class="soft">{what}</p>
      </div>
      {goal.checkDigits === null ? null : (
        <>
          <output class="typed small" aria-live="polite" aria-label={say('move.check')}>
            {typed.padEnd(digits, '·')}
          </output>
          <Keypad value={typed} onChange={add} onEnter={() => confirm(typed)} mostSigns={digits} />
        </>
      )}
    </>
  )
}
