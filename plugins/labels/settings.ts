import { type Static, Type } from 'typebox'

/** How long labels can be printed again as they were. */
export const LabelSettings = Type.Object(
  {
    keepDays: Type.Integer({
      title: 'Print again for',
      description:
        'Days for which what was sent to printers is kept, so that it can be printed again as it was',
      minimum: 1,
      maximum: 3650,
      default: 90,
    }),
  },
  { additionalProperties: false },
)
export type LabelSettings = Static<typeof LabelSettings>
