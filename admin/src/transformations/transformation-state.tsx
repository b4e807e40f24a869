import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import { say } from '../words/say.ts'
import type { TransformationNode } from './transformation.ts'

/** Whether a transformation stands, or was taken back. */
export function TransformationState({ of }: { of: TransformationNode }) {
  return of.isReversed ? (
    <span className="chip hold">
      <IconArrowBackUp className="icon s" />
      {say('reversed')}
    </span>
  ) : (
    <span className="chip available">
      <IconCircleCheck className="icon s" />
      {say('posted')}
    </span>
  )
}
