import { type Static, Type } from 'typebox'
import { dictionary } from './gs1/dictionary.ts'
import { writeDigitalLink } from './gs1/digital-link-uri.ts'
import { writeElementString } from './gs1/element-string.ts'
import type { Scan } from './gs1/read-scan.ts'
import { inBrackets } from './gs1/read-scan.ts'
import { sayProblem } from './words/say.ts'

const strict = { additionalProperties: false }
const nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

/** What is said of a scan, on the command line and over HTTP. */
export const ScanAnswer = Type.Object(
  {
    input: Type.String({ description: 'What was sent' }),
    symbology: nullable(Type.String({ description: 'The symbology identifier: ]C1' })),
    valid: Type.Boolean({ description: 'There is no problem' }),
    elements: Type.Array(
      Type.Object({ ai: Type.String(), title: nullable(Type.String()), value: Type.String() }, strict),
      {
        maxItems: 250,
        description: 'Each Application Identifier with its value; an unknown one has no title',
      },
    ),
    elementString: nullable(
      Type.String({
        description: 'Unbracketed, with GS only where the standard needs it; null without elements',
      }),
    ),
    hri: Type.Array(Type.String(), { maxItems: 250, description: 'Each element as it is printed: (01) …' }),
    digitalLink: nullable(
      Type.String({ description: 'The canonical GS1 Digital Link URI, where there is one' }),
    ),
    problems: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(['syntax', 'value', 'association']),
          code: Type.String({ description: 'GS1’s name of it: INCORRECT_CHECK_DIGIT' }),
          ai: nullable(Type.String()),
          message: Type.String({ description: 'For whoever scans: what is wrong, and what to do' }),
        },
        strict,
      ),
      { maxItems: 1000 },
    ),
    otherReadings: Type.Array(Type.String(), {
      maxItems: 3,
      description: 'How else it may be read, where a separator may have been swallowed',
    }),
  },
  strict,
)
export type ScanAnswer = Static<typeof ScanAnswer>

/** A scan that was read, as it is told. */
export function answerOf(scan: Scan, language?: string): ScanAnswer {
  const { input, symbology, elements, problems } = scan
  const isSound = problems.every(({ kind }) => kind === 'association')
  return {
    input,
    symbology,
    valid: problems.length === 0,
    elements: elements.map(({ ai, value }) => ({ ai, title: dictionary.get(ai)?.title ?? null, value })),
    elementString: elements.length === 0 ? null : writeElementString(elements),
    hri: elements.map(({ ai, value }) => `(${ai}) ${value}`),
    digitalLink: isSound ? writeDigitalLink(elements) : null,
    problems: problems.map((problem) => ({
      kind: problem.kind,
      code: problem.code,
      ai: problem.ai,
      message: sayProblem(problem, language),
    })),
    otherReadings: scan.otherReadings.map((reading) => reading.map(inBrackets).join('')),
  }
}
