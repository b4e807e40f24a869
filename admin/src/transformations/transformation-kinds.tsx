import {
  IconArrowMerge,
  IconArrowsSplit2,
  IconBuildingFactory2,
  IconPuzzle,
  IconReplace,
  IconTransform,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { say } from '../words/say.ts'

const looks = (): Readonly<
  Record<string, { word: string; icon: ComponentType<{ className?: string }> }>
> => ({
  split: { word: say('Split'), icon: IconArrowsSplit2 },
  merge: { word: say('Merge'), icon: IconArrowMerge },
  repack: { word: say('Repack'), icon: IconReplace },
  production: { word: say('Production'), icon: IconBuildingFactory2 },
  kit: { word: say('Kit'), icon: IconPuzzle },
})

/** What a transformation can be, for filters. */
export const transformationKinds = () => Object.entries(looks()).map(([id, { word }]) => ({ id, name: word }))

/** A transformation's kind as a sentence begins with it. */
export function transformationWord(kind: string): string {
  return looks()[kind]?.word ?? kind
}

/** A transformation's kind: icon and word. */
export function TransformationMark({ kind }: { kind: string }) {
  const Icon = looks()[kind]?.icon ?? IconTransform
  return (
    <span className="row" style={{ gap: 6, whiteSpace: 'nowrap' }}>
      <Icon className="icon s" />
      {transformationWord(kind)}
    </span>
  )
}
