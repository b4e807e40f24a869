/** A lot as the API writes it. */
export interface Lot {
  readonly id: string
  readonly item: string
  readonly sku: string
  readonly itemName: string
  readonly owner: string | null
  readonly name: string
  readonly manufacturedOn: string | null
  readonly bestBefore: string | null
  readonly expiresOn: string | null
  readonly retestOn: string | null
  readonly attributes: LotAttributes
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

/** What else is known of a lot. */
export type LotAttributes = Readonly<Record<string, string | number | boolean>>

/** One attribute as it is typed. */
export interface TypedAttribute {
  readonly key: string
  readonly text: string
}

/** The attributes as rows to type in. */
export function typedOf(attributes: LotAttributes): TypedAttribute[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, text: String(value) }))
}

/** What was typed, as the API takes it: 3.5 is a number, true is yes, 007 and the rest are texts. */
export function attributesOf(typed: readonly TypedAttribute[], before: LotAttributes): LotAttributes {
  return Object.fromEntries(
    typed
      .filter(({ key, text }) => key.trim() !== '' && text.trim() !== '')
      .map(({ key, text }) => [key.trim(), valueTyped(text.trim(), before[key])]),
  )
}

function valueTyped(text: string, before: string | number | boolean | undefined): string | number | boolean {
  if (before !== undefined && String(before) === text) return before
  if (text === 'true' || text === 'false') return text === 'true'
  return String(Number(text)) === text ? Number(text) : text
}
