/** The screens of labels: the names that the declaration gives them. */

export { ItemLabels, LocationLabels, LotLabels, UnitLabels } from './chosen-labels.tsx'
export { ItemLabel, LocationLabel, LotLabel, UnitLabel } from './label-card.tsx'
export { PrintPage } from './print-page.tsx'
export { PrinterTest } from './printer-test.tsx'
export { QueuePage } from './queue-page.tsx'
export { TemplateCreate, TemplateEdit } from './template-editor.tsx'
export { TemplateShow } from './template-show.tsx'
