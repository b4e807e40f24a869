import { type Static, Type } from 'typebox'

/** What the scanners of the house, or of a site, are known to do; the test page tells. */
export const ScanSettings = Type.Object(
  {
    sendsSeparator: Type.Boolean({
      title: 'Scanners send GS',
      description:
        'Every scanner passed the test: no separator can have been swallowed, and none is asked about',
      default: false,
    }),
    separatorSign: Type.Optional(
      Type.String({
        title: 'Written for GS',
        description:
          'What scanners write that cannot send GS, such as ^; it must stand in no lot or serial number',
        minLength: 1,
        maxLength: 8,
      }),
    ),
  },
  { additionalProperties: false },
)
export type ScanSettings = Static<typeof ScanSettings>
