/**
 * Our own pieces, as plugins' screens import them from `@stowage/admin`. The names are a promise: the SDK's
 * `hostNames` lists each of them.
 */
export type { BulkAction } from './lists/bulk-bar.tsx'
export type { ChosenRows } from './lists/chosen-rows.ts'
export type { ListColumn } from './lists/list-columns.tsx'
export { Day } from './pieces/day.tsx'
export { EntityPicker, type Pickable } from './pieces/entity-picker.tsx'
export { Figure } from './pieces/figure.tsx'
export { CreatePage, EditPage } from './pieces/form-page.tsx'
export {
  formatChange,
  formatCivilDay,
  formatFigure,
  formatInstant,
  sumQuantities,
} from './pieces/format.ts'
export { Instant } from './pieces/instant.tsx'
export { ChoiceFilter, DayFilter, InstantFilter, PickFilter, SearchFilter } from './pieces/list-filters.tsx'
export { ListPage } from './pieces/list-page.tsx'
export { Named } from './pieces/named.tsx'
export { NewButton } from './pieces/new-button.tsx'
export { anyItem, anyLocation, anyLot, anyOwner, anySite } from './pieces/pickables.ts'
export { PickerInput } from './pieces/picker-input.tsx'
export { Plate } from './pieces/plate.tsx'
export { QrCode } from './pieces/qr-code.tsx'
export { StatusChip } from './pieces/status-chip.tsx'
export { StowBar, type StowPart } from './pieces/stow-bar.tsx'
export { Trouble } from './pieces/trouble.tsx'
export { Slot } from './plugin-screens/slot.tsx'
export { type CallOptions, call } from './providers/http-client.ts'
export { newId } from './providers/ids.ts'
export { type Problem, problemOf, sentenceOfError } from './providers/problem.ts'
export { isAllowed } from './providers/rights.ts'
export { PageHead } from './shell/page-head.tsx'
export { Waiting } from './shell/waiting.tsx'
export { type PluginWords, sayFrom } from './words/say.ts'
