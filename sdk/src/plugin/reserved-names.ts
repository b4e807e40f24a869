const RESERVED_NAMES = [
  ...['core', 'http', 'database', 'openapi', 'docs', 'health', 'admin', 'floor', 'stock'],
  // Under which the fields of administrators stand.
  'custom',
  // Schemas of PostgreSQL that are not a plugin's to make or to drop.
  ...['public', 'extensions'],
]

/**
 * Whether no plugin can be called so, because the platform, or every function or object of JavaScript
 * (`caller`, `constructor`), has something of this name: whatever keeps things by the names of plugins would
 * meet that instead.
 * @since 0.1.0
 */
export function isReservedName(name: string): boolean {
  const camelCase = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  return RESERVED_NAMES.includes(name) || camelCase === 'prototype' || camelCase in Function.prototype
}

/** They are declared like everybody's plugins, and their names are taken. */
const NAMES_OF_CORE = ['access', 'host', 'imports', 'items', 'ledger', 'locations']

/**
 * Whether a part of core is called so.
 * @since 0.1.0
 */
export function isNameOfCore(name: string): boolean {
  return NAMES_OF_CORE.includes(name)
}
