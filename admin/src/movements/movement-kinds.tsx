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
import type { ComponentType } from 'react'
import { say } from '../words/say.ts'

const looks = (): Readonly<
  Record<string, { word: string; icon: ComponentType<{ className?: string }> }>
> => ({
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
export const movementKinds = () => Object.entries(looks()).map(([id, { word }]) => ({ id, name: word }))

/** A movement's kind as a sentence begins with it. */
export function kindWord(kind: string): string {
  return looks()[kind]?.word ?? kind
}

/** A movement's kind: icon and word. */
export function KindMark({ kind }: { kind: string }) {
  const Icon = looks()[kind]?.icon ?? IconArrowsExchange
  return (
    <span className="row" style={{ gap: 6, whiteSpace: 'nowrap' }}>
      <Icon className="icon s" />
      {kindWord(kind)}
    </span>
  )
}
