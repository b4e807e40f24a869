import { type Static, Type } from 'typebox'

/** How patient deliveries are. */
export const WebhookSettings = Type.Object(
  {
    attempts: Type.Integer({
      title: 'Tries',
      description: 'What failed so often is a dead letter, and waits for a person',
      minimum: 1,
      maximum: 50,
      default: 20,
    }),
    firstPauseSeconds: Type.Integer({
      title: 'First pause (seconds)',
      description: 'After each further failure it is twice as long',
      minimum: 1,
      maximum: 3_600,
      default: 2,
    }),
    longestPauseSeconds: Type.Integer({
      title: 'Longest pause (seconds)',
      minimum: 1,
      maximum: 86_400,
      default: 3_600,
    }),
    timeLimitSeconds: Type.Integer({
      title: 'Time for an answer (seconds)',
      description: 'Who has not answered whole by then has failed',
      minimum: 1,
      maximum: 30,
      default: 15,
    }),
    switchOffAfterMinutes: Type.Integer({
      title: 'Switch off what fails for so long (minutes)',
      description: 'With no success in between, and five failures at least',
      minimum: 1,
      maximum: 43_200,
      default: 1_440,
    }),
    keepDays: Type.Integer({
      title: 'Keep what was delivered (days)',
      description: 'Dead letters are kept for ninety days',
      minimum: 1,
      maximum: 90,
      default: 7,
    }),
  },
  { additionalProperties: false },
)
export type WebhookSettings = Static<typeof WebhookSettings>
