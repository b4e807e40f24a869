import type { Decision, Strategy } from '@stowage/sdk'
import type { ReorderRequest } from './reorder-question.ts'

/** The default: up to the target, or to the minimum where none is said. It reads nothing more. */
export const fillUp: Strategy<ReorderRequest, null, number> = {
  id: 'inventory.fill_up',
  title: 'Fill up to the target',
  version: 1,
  isDefault: true,
  facts: async (requests) => requests.map(() => null),
  choose: (requests) =>
    requests.map(({ minimum, target, available }): Decision<number> => {
      const toMinimum = minimum - available
      const least = { candidate: `${toMinimum}, to the minimum`, facts: { available, 'up to': minimum } }
      if (target === null) {
        const because = `${available} are available and no target is said, so ${toMinimum} more come to ${minimum}.`
        return { choice: toMinimum, because, considered: [{ ...least, isChosen: true }] }
      }
      const toTarget = target - available
      return {
        choice: toTarget,
        runnerUp: toMinimum,
        because: `${available} are available, and ${toTarget} more come to the target of ${target}.`,
        considered: [
          { candidate: `${toTarget}, to the target`, facts: { available, 'up to': target }, isChosen: true },
          least,
        ],
      }
    }),
}
