import { valuesOf } from '../schema/form-values.ts'
import { useExtensions } from './use-extensions.ts'

type Values = Record<string, unknown>
type Transform = (data: Values, options?: { previousData?: Values }) => Values

/** What a form sends, with what is kept on its row; what was emptied is null, which takes a value away. */
export function useExtendedTransform(transform: Transform | undefined): Transform {
  const extensions = useExtensions()
  return (data, options) => {
    const said = transform?.(data, options) ?? data
    if (extensions.length === 0) return said
    const kept = (data.fields ?? {}) as Readonly<Record<string, Values>>
    const fields = extensions.map(({ plugin, fields }) => [plugin, valuesOf(fields, kept[plugin] ?? {})])
    return { ...said, fields: Object.fromEntries(fields) }
  }
}
