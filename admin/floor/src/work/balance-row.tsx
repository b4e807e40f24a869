import { Icon } from '../pieces/icon.tsx'
import { quantityWord, statusWord, useWords } from '../words/words.ts'
import { Days } from './label-view.tsx'
import type { Balance, LotFacts } from './lookup.ts'

interface BalanceRowProps {
  readonly balance: Balance
  readonly lot: LotFacts | undefined
  /** What is not said above the rows already. */
  readonly shows: 'item' | 'place'
  /** The code that was scanned; a row does not repeat it. */
  readonly within: string
  /** One piece of it was scanned. */
  readonly isPiece: boolean
  readonly onPress: () => void
}

/** A balance; touched, it goes elsewhere. */
export function BalanceRow({ balance, lot, shows, within, isPiece, onPress }: BalanceRowProps) {
  const { say, language } = useWords()
  const { item, location, handlingUnit, status, onHand, owner } = balance
  const quantity = quantityWord(isPiece ? 1 : onHand, language)
  const isElsewhere = shows === 'item' && location.code !== within && handlingUnit?.code !== within
  return (
    <button type="button" class="line" onClick={onPress}>
      <span class="hidden">{say('move.tab')}</span>
      <span class="what">
        {shows === 'item' ? (
          <>
            <b>{item.name}</b>
            <span class="code">{item.sku}</span>
          </>
        ) : (
          <b class="code">{location.code}</b>
        )}
        {isElsewhere ? <span class="code">{location.code}</span> : null}
        {handlingUnit && handlingUnit.code !== within ? (
          <span>{say('figure.on', { unit: handlingUnit.code })}</span>
        ) : null}
        {lot ? <LotWords lot={lot} /> : null}
        {status === 'unrestricted' ? null : <span class="chip">{statusWord(status, say)}</span>}
        <Free balance={balance} />
        {owner.id === HOUSE ? null : <span>{say('figure.owner', { owner: owner.name })}</span>}
      </span>
      <span class="quantity">
        {quantity} <small>{item.baseUnit}</small>
      </span>
      <Icon name="arrow" />
    </button>
  )
}

const HOUSE = '00000000-0000-7000-8000-000000000002'

/** What of it is not free, where there is any. */
function Free({ balance: { allocated, held, status } }: { balance: Balance }) {
  const { say, language } = useWords()
  return (
    <>
      {allocated > 0 ? (
        <span>
          {say('figure.allocated')} {quantityWord(allocated, language)}
        </span>
      ) : null}
      {held > 0 && status === 'unrestricted' ? (
        <span class="chip">
          {say('figure.held')} {quantityWord(held, language)}
        </span>
      ) : null}
    </>
  )
}

function LotWords({ lot: { name, expiresOn, bestBefore } }: { lot: LotFacts }) {
  const { say } = useWords()
  return (
    <>
      <span>{say('figure.lot', { lot: name })}</span>
      <Days expiresOn={expiresOn} bestBefore={bestBefore} />
    </>
  )
}
