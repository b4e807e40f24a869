import { useState } from 'preact/hooks'
import { Button } from '../pieces/frame.tsx'
import { Keypad } from '../pieces/keypad.tsx'
import { quantityWord, useWords } from '../words/words.ts'
import { baseQuantity, type StockMove } from './move.ts'
import type { Step } from './steps.ts'
import type { Work } from './work.ts'

/** How many, by big keys, in whatever package they are counted in. */
export function QuantityView({ work, step }: { work: Work; step: Extract<Step, { at: 'quantity' }> }) {
  const { say, language } = useWords()
  const { move, typed, level } = step
  const { item, balance } = move
  const keyed = typed === '' ? 0 : Number(typed)
  const quantity = baseQuantity({ keyed, level })
  const inUnit = (number: number, unit: string) => `${quantityWord(number, language)} ${unit}`
  const unit = level?.name ?? item.baseUnit
  const take = () => work.takeQuantity()
  return (
    <>
      <div>
        <h1>{say('move.quantity')}</h1>
        <p class="soft">
          {item.name}, {say('move.free', { count: inUnit(balance.unallocated, item.baseUnit) })}
        </p>
      </div>
      {item.levels.length > 0 ? (
        <fieldset class="tabs">
          <legend class="hidden">{say('move.quantity')}</legend>
          {[null, ...item.levels].map((one) => (
            <button
              key={one?.id ?? 'base'}
              type="button"
              aria-pressed={one?.id === level?.id}
              onClick={() => work.type(typed, one)}
            >
              {one?.name ?? item.baseUnit}
            </button>
          ))}
        </fieldset>
      ) : null}
      <output class="typed" aria-live="polite">
        {typed === '' ? '0' : typed} <small>{unit}</small>
        {level === null ? null : <em>= {inUnit(quantity, item.baseUnit)}</em>}
      </output>
      <Keypad
        value={typed}
        onChange={(next) => work.type(next, level)}
        onEnter={take}
        hasPoint={item.step < 1 && level === null}
      />
      <div class="row two">
        <Button icon="close" word={say('move.cancel')} onPress={() => work.cancel()} />
        <Button
          isDue
          isOff={keyed <= 0}
          word={say('move.takes', { quantity: inUnit(keyed, unit) })}
          onPress={take}
        />
      </div>
    </>
  )
}

/** How much it weighs, of an item whose pieces weigh differently. */
export function WeightView({ work, move }: { work: Work; move: StockMove }) {
  const { say } = useWords()
  const [typed, setTyped] = useState('')
  const unit = move.item.catchUnit ?? ''
  const take = () => work.setWeight(Number(typed))
  return (
    <>
      <div>
        <h1>{say('move.weight', { unit })}</h1>
        <p class="soft">{move.item.name}</p>
      </div>
      <output class="typed" aria-live="polite">
        {typed === '' ? '0' : typed} <small>{unit}</small>
      </output>
      <Keypad value={typed} onChange={setTyped} onEnter={take} hasPoint />
      <div class="row two">
        <Button icon="close" word={say('move.cancel')} onPress={() => work.cancel()} />
        <Button
          isDue
          isOff={!(Number(typed) > 0)}
          word={say('move.weighs', { quantity: typed, unit })}
          onPress={take}
        />
      </div>
    </>
  )
}
