import {
  IconArrowsSplit2,
  IconBookmark,
  IconBookmarkOff,
  IconCheck,
  IconClockX,
  IconForklift,
  IconSwitchHorizontal,
} from '@tabler/icons-react'
import { choicesOf, type KindLooks, KindMark } from '../pieces/kind-mark.tsx'
import { say } from '../words/say.ts'

const looks = (): KindLooks => ({
  allocate: { word: say('kept'), icon: IconBookmark },
  carry: { word: say('went along'), icon: IconForklift },
  split: { word: say('split off'), icon: IconArrowsSplit2 },
  swap: { word: say('swapped'), icon: IconSwitchHorizontal },
  release: { word: say('let go'), icon: IconBookmarkOff },
  consume: { word: say('used'), icon: IconCheck },
  expire: { word: say('expired'), icon: IconClockX },
})

/** What may become of an allocation, for filters. */
export const eventKinds = () => choicesOf(looks())

/** What became of an allocation: icon and word. */
export function EventMark({ kind }: { kind: string }) {
  return <KindMark look={looks()[kind] ?? { word: kind, icon: IconBookmark }} />
}
