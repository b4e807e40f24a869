/**
 * Builds a plugin's screens. It needs `rolldown` beside it: what a deployment runs is built already.
 * @example
 * await buildAdminEntry({ entry: 'admin/index.tsx', out: 'dist/admin' })
 */
export { type AdminBuild, type BuiltAdminEntry, buildAdminEntry } from './build-admin-entry.ts'
export { hostImports } from './host-imports.ts'
export { type HostPackage, hostName, hostNames, mappedModules } from './host-names.ts'
