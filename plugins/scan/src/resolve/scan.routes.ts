import type { ServiceContext } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { type Static, Type } from 'typebox'
import { ScanAnswer } from '../answer.ts'
import { LONGEST_SCAN } from '../gs1/read-scan.ts'
import { Resolved, ScanContext } from './resolved.ts'

const strict = { additionalProperties: false }

const ScanRequest = Type.Object(
  {
    scan: Type.String({
      maxLength: LONGEST_SCAN,
      description: 'What the scanner sent, with its symbology identifier where it sends one; GS as \\u001d',
    }),
    context: Type.Optional(ScanContext),
    scanner: Type.Optional(
      Type.Object(
        {
          sendsSeparator: Type.Optional(
            Type.Boolean({ description: 'It is known to send GS, so that none can have been swallowed' }),
          ),
          separatorSign: Type.Optional(
            Type.String({ minLength: 1, maxLength: 8, description: 'What it writes for GS, such as ^' }),
          ),
        },
        strict,
      ),
    ),
  },
  strict,
)

const Answer = Type.Object({ ...ScanAnswer.properties, resolved: Resolved }, strict)

/** `POST /api/v1/scan` */
export function scanRoutes({ services }: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.post<{ Body: Static<typeof ScanRequest> }>(
      '/',
      {
        config: { permission: 'scan.code.read' },
        schema: {
          summary: 'Read a scan, and find what it names',
          description:
            'GTINs, SSCCs, element strings, brackets, Digital Links, and codes of places, units, items, ' +
            'pieces and people. What the task expects comes first, then what is of the owner; else the ' +
            'candidates are told.',
          body: ScanRequest,
          response: { 200: Answer },
        },
      },
      async (request) => {
        const { scan: text, context = {}, scanner } = request.body
        return request.transaction((trx) =>
          services.scan.resolve(trx, {
            text,
            context,
            ...(scanner && { scanner }),
            language: request.language,
          }),
        )
      },
    )
  }
}
