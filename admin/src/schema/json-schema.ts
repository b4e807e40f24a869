/** As much of JSON Schema as screens are drawn from. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly maxItems?: number
  readonly minItems?: number
  /** Whose id it is: one of the desk's resources, or `<plugin>.<resource>`. */
  readonly 'x-resource'?: string
  /** The list, under the API's root, by whose names it is chosen. */
  readonly 'x-choices'?: string
  /** It is stored encrypted and never shown. */
  readonly 'x-secret'?: boolean
  /** What a list can be ordered by; of a field that is kept on a row, whether it can. */
  readonly 'x-sort'?: true | { readonly fields: readonly string[]; readonly default: string }
  /** Of a field that is kept on a row: whether lists are filtered by it, or by which operators. */
  readonly 'x-filter'?: boolean | readonly string[]
  /** What a figure is counted or measured in. */
  readonly 'x-unit'?: string
}
