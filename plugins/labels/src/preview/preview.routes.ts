import type { ServiceContext, Transaction } from '@stowage/sdk'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { checkDesign } from '../design/check-design.ts'
import { Design, LabelKind, Resolution } from '../design/design.schemas.ts'
import { drawLabel } from '../drawing/draw-label.ts'
import type { DrawnLabel } from '../drawing/drawn-label.ts'
import { pdfOf } from '../pdf/write-pdf.ts'
import { Level, NoticeOnTheWire } from '../print-jobs/print-job.schemas.ts'
import { findTemplate } from '../templates/find-template.ts'
import { fieldsOf, sampleOf } from '../things/fields.ts'
import { findThings } from '../things/find-things.ts'
import { say } from '../words/say.ts'
import { writeZpl } from '../zpl/write-zpl.ts'
import { pictureOf } from './zpl-picture.ts'

const strict = { additionalProperties: false }

/** The emulator takes a label without a field for none at all, and gives up on one with too many dots. */
const MOST_DOTS = 12_000_000
const BLANK = '^XA^FO0,0^GB1,1,1,W^FS^XZ'

const PreviewWish = Type.Object(
  {
    kind: LabelKind,
    design: Type.Optional(Design),
    template: Type.Optional(Type.String({ format: 'uuid', description: 'Where no design is sent along' })),
    thing: Type.Optional(Type.String({ format: 'uuid', description: 'Of what; a sample unless said' })),
    level: Type.Optional(Level),
    resolution: Type.Optional(Resolution),
  },
  strict,
)
type PreviewWish = Static<typeof PreviewWish>

const Preview = Type.Object(
  {
    picture: Type.String({ description: 'What a printer prints of the ZPL: a PNG in base64' }),
    zpl: Type.String(),
    width: Type.Number({ description: 'Millimetres' }),
    height: Type.Number({ description: 'Millimetres' }),
    notices: Type.Array(NoticeOnTheWire, { maxItems: 120 }),
  },
  strict,
)

const Fields = Type.Object({
  data: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), sample: Type.String() }, strict)),
})

/** `/api/v1/labels/preview`: a label as it would be printed, without printing it. */
export function previewRoutes(context: ServiceContext): FastifyPluginAsync {
  const drawn = drawnBy(context)
  return async (app) => {
    app.post<{ Body: PreviewWish }>(
      '/preview',
      {
        config: { permission: 'labels.template.read' },
        schema: {
          summary: 'See a label as a ZPL printer prints it, and the ZPL',
          description: 'By a template, or by a design that is being made; of a thing, or of a sample.',
          body: PreviewWish,
          response: { 200: Preview },
        },
      },
      async (request) => {
        const label = await drawn(request)
        const zpl = writeZpl([label], 1)
        const { width, height } = label
        // What is too large for the emulator is shown more coarsely; the ZPL is what was asked for.
        const isLarge = width * height * label.resolution ** 2 > MOST_DOTS
        const shown = isLarge ? await drawn(request, 8) : label
        const drawing = writeZpl([shown], 1)
        const picture = await pictureOf({
          zpl: drawing.includes('^FO') ? drawing : BLANK,
          width,
          height,
          resolution: shown.resolution,
        })
        const notices = label.notices.map(({ code, facts, isMended }) => ({
          code,
          message: say(code, { thing: '?', ...facts }, request.language),
          isMended,
        }))
        return { picture: Buffer.from(picture).toString('base64'), zpl, width, height, notices }
      },
    )
    await app.register(pdfRoutes(context))
    await app.register(fieldRoutes)
  }
}

function drawnBy({ services }: ServiceContext) {
  return async (
    request: FastifyRequest<{ Body: PreviewWish }>,
    resolution: number = request.body.resolution ?? 8,
  ): Promise<DrawnLabel> => {
    const { kind, design } = request.body
    if (design !== undefined) checkDesign(kind, design)
    const { look, values } = await request.transaction(async (trx) => ({
      look: design ?? (await findTemplate(trx, kind, request.body.template)),
      values: await valuesOf(trx, request.body),
    }))
    return drawLabel(look, { values, resolution, readBack: services.labels.readBack })
  }
}

function pdfRoutes(context: ServiceContext): FastifyPluginAsync {
  const drawn = drawnBy(context)
  return async (app) => {
    app.post<{ Body: PreviewWish }>(
      '/preview/pdf',
      {
        config: { permission: 'labels.template.read' },
        schema: {
          summary: 'See a label as PDF',
          body: PreviewWish,
          response: {
            200: {
              description: 'One page of the label’s size',
              content: { 'application/pdf': { schema: Type.String({ format: 'binary' }) } },
            },
          },
        },
      },
      async (request, reply) => {
        const bytes = await context.render.pdf(pdfOf([await drawn(request)], 'Preview'))
        return reply
          .header('content-type', 'application/pdf')
          .header('x-content-type-options', 'nosniff')
          .send(Buffer.from(bytes))
      },
    )
  }
}

const fieldRoutes: FastifyPluginAsync = async (app) => {
  app.get<{ Querystring: { kind: LabelKind } }>(
    '/fields',
    {
      config: { permission: 'labels.template.read' },
      schema: {
        summary: 'List what designs of a kind may name in braces',
        querystring: Type.Object({ kind: LabelKind }, strict),
        response: { 200: Fields },
      },
    },
    async ({ query }) => ({ data: [...fieldsOf(query.kind)] }),
  )
}

async function valuesOf(trx: Transaction, { kind, thing, level }: PreviewWish) {
  if (thing === undefined) return sampleOf(kind)
  const [found] = await findThings(trx, kind, [thing], level)
  return found!.values
}
