import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false }
const Millimetres = (title: string, minimum = 0) =>
  Type.Number({ title, minimum, maximum: 300, description: 'Millimetres' })

const box = {
  x: Millimetres('From the left'),
  y: Millimetres('From the top'),
  width: Millimetres('Width', 0.1),
  height: Millimetres('Height', 0.1),
}

/** What a label can be of. */
export const LabelKind = Type.Enum(['item', 'lot', 'location', 'unit'], { title: 'Label of' })
export type LabelKind = Static<typeof LabelKind>

/** Words on a label: `{sku}` stands for what the thing has under this name. */
export const TextElement = Type.Object(
  {
    type: Type.Literal('text'),
    ...box,
    text: Type.String({ title: 'Text', minLength: 1, maxLength: 500 }),
    size: Type.Number({ title: 'Size', minimum: 1, maximum: 100, description: 'Millimetres' }),
    bold: Type.Optional(Type.Boolean({ title: 'Bold' })),
    align: Type.Optional(Type.Enum(['start', 'centre', 'end'], { title: 'Align' })),
  },
  strict,
)
export type TextElement = Static<typeof TextElement>

/** A barcode; those of GS1 name their elements: `(01){gtin}(10){lot}`. */
export const CodeElement = Type.Object(
  {
    type: Type.Literal('code'),
    ...box,
    symbology: Type.Enum(['gs1-128', 'gs1-datamatrix', 'gs1-qr', 'code-128', 'datamatrix', 'qr'], {
      title: 'Kind of barcode',
    }),
    content: Type.String({ title: 'Content', minLength: 1, maxLength: 500 }),
    otherwise: Type.Optional(
      Type.String({
        title: 'Otherwise',
        minLength: 1,
        maxLength: 500,
        description: 'What a thing without GS1 data gets, in the same kind of barcode without GS1',
      }),
    ),
    caption: Type.Optional(Type.Boolean({ title: 'In words below' })),
  },
  strict,
)
export type CodeElement = Static<typeof CodeElement>

/** A frame, or a line where one side is as thin as the stroke. */
export const BoxElement = Type.Object(
  {
    type: Type.Literal('box'),
    ...box,
    stroke: Type.Number({ title: 'Stroke', minimum: 0.1, maximum: 20, description: 'Millimetres' }),
  },
  strict,
)
export type BoxElement = Static<typeof BoxElement>

/** One thing on a label. */
export const LabelElement = Type.Union([TextElement, CodeElement, BoxElement])
export type LabelElement = Static<typeof LabelElement>

/** What a label looks like, whatever it is of. */
export const designMembers = {
  width: Type.Number({ title: 'Width', minimum: 10, maximum: 300, description: 'Millimetres' }),
  height: Type.Number({ title: 'Height', minimum: 5, maximum: 300, description: 'Millimetres' }),
  elements: Type.Array(LabelElement, { title: 'What stands on it', minItems: 1, maxItems: 60 }),
}

/** A design by itself, as the editor has it before it is saved. */
export const Design = Type.Object(designMembers, strict)
export type Design = Static<typeof Design>

/** How fine a printer prints, in dots per millimetre: 203, 300 and 600 dots per inch. */
export const Resolution = Type.Enum([8, 12, 24], { title: 'Dots per millimetre' })
export type Resolution = Static<typeof Resolution>
