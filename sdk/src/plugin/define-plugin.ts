import type { PluginDeclaration } from './declaration.ts'

/**
 * Declares a plugin. It only checks types; the host validates the object at boot and refuses a faulty one
 * with a coded sentence.
 * @example
 * export default definePlugin({ name: 'quotes', version: '0.1.0', tables: { quote: { rows: 'house' } } })
 */
export function definePlugin<const Declaration extends PluginDeclaration>(
  declaration: Declaration,
): Declaration {
  return declaration
}
