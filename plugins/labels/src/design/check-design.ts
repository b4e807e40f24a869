import { refuse } from '@stowage/sdk'
import { fieldsOf } from '../things/fields.ts'
import type { Design, LabelElement, LabelKind } from './design.schemas.ts'
import { placeholdersIn } from './fill-in.ts'

/**
 * What the schema cannot see: names that things of this kind do not have, elements beside the label, and GS1
 * content that names no element.
 * @throws `labels.field_unknown`, `labels.element_outside`, `labels.content_not_gs1`
 */
export function checkDesign(kind: LabelKind, { width, height, elements }: Design): void {
  const known = fieldsOf(kind).map(({ name }) => name)
  for (const [index, element] of elements.entries()) {
    const at = `/elements/${index}`
    const unknown = textsOf(element)
      .flatMap(placeholdersIn)
      .find((name) => !known.includes(name))
    if (unknown !== undefined) throw refuse('labels.field_unknown', { field: unknown, known }, at)
    const isOutside = element.x + element.width > width + 0.01 || element.y + element.height > height + 0.01
    if (isOutside) throw refuse('labels.element_outside', { element: index + 1, width, height }, at)
    const isGs1 = element.type === 'code' && element.symbology.startsWith('gs1-')
    if (isGs1 && !/^(\(\d{2,4}\)[^()]+)+$/.test(element.content)) {
      throw refuse('labels.content_not_gs1', { content: element.content }, `${at}/content`)
    }
  }
}

function textsOf(element: LabelElement): string[] {
  if (element.type === 'text') return [element.text]
  if (element.type === 'code') return [element.content, element.otherwise ?? '']
  return []
}
