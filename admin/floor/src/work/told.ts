import type { Told } from '../line/unsettled.ts'
import { currentSettings } from '../settings/settings.ts'
import { quantityWord } from '../words/words.ts'
import type { Move, Target } from './move.ts'

/** A movement in the words of the screen. */
export function toldOf(move: Move, target: Target): Told {
  const { code: to } = target
  if (move.is === 'unit') return { kind: 'move', what: move.unit.code, from: move.from, to }
  const { keyed, level, item, balance } = move
  const unit = level?.name ?? item.baseUnit
  const what = `${quantityWord(keyed, currentSettings().language)} ${unit} ${item.sku}`
  return { kind: 'move', what, from: balance.handlingUnit?.code ?? balance.location.code, to }
}
