import {
  IconArrowsSplit2,
  IconBookmark,
  IconBookmarkOff,
  IconCheck,
  IconClockX,
  IconForklift,
  IconSwitchHorizontal,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { say } from '../words/say.ts'

const looks = (): Readonly<
  Record<string, { word: string; icon: ComponentType<{ className?: string }> }>
> => ({
  allocate: { word: say('kept'), icon: IconBookmark },
  carry: { word: say('went along'), icon: IconForklift },
  split: { word: say('split off'), icon: IconArrowsSplit2 },
  swap: { word: say('swapped'), icon: IconSwitchHorizontal },
  release: { word: say('let go'), icon: IconBookmarkOff },
  consume: { word: say('used'), icon: IconCheck },
  expire: { word: say('expired'), icon: IconClockX },
})

/** What may become of an allocation, for filters. */
export const eventKinds = () => Object.entries(looks()).map(([id, { word }]) => ({ id, name: word }))

/** What became of an allocation: icon and word. */
export function EventMark({ kind }: { kind: string }) {
  const { word, icon: Icon } = looks()[kind] ?? { word: kind, icon: IconBookmark }
  return (
    <span className="row" style={{ gap: 6, whiteSpace: 'nowrap' }}>
      <Icon className="icon s" />
      {word}
    </span>
  )
}
