import { say } from '../words/say.ts'

/** A stock status. */
export interface Status {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly allocatable: boolean
  readonly countable: boolean
  readonly sellable: boolean
  readonly billable: boolean
  readonly plugin: string
}

/** What a status says of its stock. */
export const statusFlags = () =>
  [
    {
      source: 'allocatable',
      word: say('Allocatable'),
      help: say('May be kept for a demand, and counts as available'),
    },
    { source: 'countable', word: say('Countable'), help: say('Is walked to in a stock count') },
    { source: 'sellable', word: say('Sellable'), help: say('May be sold as it is') },
    { source: 'billable', word: say('Billable'), help: say('Its owner pays for its storage') },
  ] as const
