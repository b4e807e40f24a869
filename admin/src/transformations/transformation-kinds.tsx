import {
  IconArrowMerge,
  IconArrowsSplit2,
  IconBuildingFactory2,
  IconPuzzle,
  IconReplace,
  IconTransform,
} from '@tabler/icons-react'
import { choicesOf, type KindLooks, KindMark } from '../pieces/kind-mark.tsx'
import { say } from '../words/say.ts'

const looks = (): KindLooks => ({
  split: { word: say('Split'), icon: IconArrowsSplit2 },
  merge: { word: say('Merge'), icon: IconArrowMerge },
  repack: { word: say('Repack'), icon: IconReplace },
  production: { word: say('Production'), icon: IconBuildingFactory2 },
  kit: { word: say('Kit'), icon: IconPuzzle },
})

/** What a transformation can be, for filters. */
export const transformationKinds = () => choicesOf(looks())

/** A transformation's kind as a sentence begins with it. */
export function transformationWord(kind: string): string {
  return looks()[kind]?.word ?? kind
}

/** A transformation's kind: icon and word. */
export function TransformationMark({ kind }: { kind: string }) {
  return <KindMark look={looks()[kind] ?? { word: kind, icon: IconTransform }} />
}
