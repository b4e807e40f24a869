import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconCornerUpLeft,
  IconDownload,
  IconFlag,
  IconScale,
  IconTransform,
  IconUpload,
} from '@tabler/icons-react'
import { choicesOf, type KindLooks, KindMark } from '../pieces/kind-mark.tsx'
import { say } from '../words/say.ts'

const looks = (): KindLooks => ({
  receipt: { word: say('Receipt'), icon: IconDownload },
  issue: { word: say('Issue'), icon: IconUpload },
  transfer: { word: say('Transfer'), icon: IconArrowsExchange },
  adjustment: { word: say('Adjustment'), icon: IconScale },
  opening: { word: say('Opening stock'), icon: IconFlag },
  return: { word: say('Return'), icon: IconCornerUpLeft },
  transformation: { word: say('Transformation'), icon: IconTransform },
  reversal: { word: say('Reversal'), icon: IconArrowBackUp },
})

/** The kinds of movement that the core has, for filters. */
export const movementKinds = () => choicesOf(looks())

/** A movement's kind as a sentence begins with it. */
export function kindWord(kind: string): string {
  return looks()[kind]?.word ?? kind
}

/** A movement's kind: icon and word. */
export function MovementKind({ kind }: { kind: string }) {
  return <KindMark look={looks()[kind] ?? { word: kind, icon: IconArrowsExchange }} />
}
