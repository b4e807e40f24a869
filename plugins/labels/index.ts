import { definePlugin } from '@stowage/sdk'
import { errors } from './errors.ts'
import { messages } from './messages.ts'
import { LabelSettings } from './settings.ts'
import { createLabelService, type LabelService } from './src/label.service.ts'
import { previewRoutes } from './src/preview/preview.routes.ts'
import { failedJobsWait } from './src/print-jobs/failed-jobs-wait.ts'
import { forgetContents } from './src/print-jobs/forget-contents.ts'
import { printJobRoutes } from './src/print-jobs/print-job.routes.ts'
import { printJobScreens } from './src/print-jobs/print-job.screens.ts'
import { SERVE, serveQueues } from './src/print-jobs/serve-queues.ts'
import { printer } from './src/printers/printer.ts'
import { template, templateScreens } from './src/templates/template.ts'

declare module '@stowage/sdk' {
  interface Services {
    readonly labels: LabelService
  }
}

/** Labels of items, lots, places and units: what they look like, where they are printed, and which were. */
export default definePlugin({
  name: 'labels',
  version: '0.1.0',
  title: 'Labels',
  suites: ['inventory', 'warehouse'],
  requires: {
    platform: '^0.1.0',
    plugins: { items: '^0.1.0', locations: '^0.1.0', ledger: '^0.1.0', scan: '^0.1.0' },
  },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    template: { rows: 'house', write: 'routes' },
    printer: { rows: 'house', write: 'routes' },
    print_job: { rows: { owner: 'owner' }, write: 'routes' },
    printed_label: { rows: { owner: 'owner' }, write: 'routes' },
  },
  permissions: {
    'labels.label.print': 'Print labels, and print them again',
    'labels.template.read': 'See what labels look like',
    'labels.template.write': 'Say what labels look like',
    'labels.printer.read': 'See printers',
    'labels.printer.write': 'Say which printers there are',
    'labels.job.read': 'See what waits for printers, and what was printed',
    'labels.job.write': 'Try print jobs again, and give them up',
  },
  errors,
  messages,
  settings: { schema: LabelSettings },
  services: (context) => ({ labels: createLabelService(context) }),
  resources: { template, printer },
  routes: (context) => async (app) => {
    await app.register(printJobRoutes(context))
    await app.register(previewRoutes(context))
  },
  jobs: { [SERVE]: serveQueues, 'labels.forget': forgetContents },
  adds: { 'desk.waiting': [failedJobsWait] },
  admin: {
    resources: { template: templateScreens, 'print-jobs': printJobScreens },
    slots: [
      { slot: 'items.item.show', component: 'ItemLabel', permission: 'labels.label.print' },
      { slot: 'items.item.list', component: 'ItemLabels', permission: 'labels.label.print' },
      { slot: 'lots.lot.show', component: 'LotLabel', permission: 'labels.label.print' },
      { slot: 'lots.lot.list', component: 'LotLabels', permission: 'labels.label.print' },
      { slot: 'locations.location.show', component: 'LocationLabel', permission: 'labels.label.print' },
      { slot: 'locations.location.list', component: 'LocationLabels', permission: 'labels.label.print' },
      { slot: 'handling-units.handling-unit.show', component: 'UnitLabel', permission: 'labels.label.print' },
      {
        slot: 'handling-units.handling-unit.list',
        component: 'UnitLabels',
        permission: 'labels.label.print',
      },
      { slot: 'labels.printer.show', component: 'PrinterTest', permission: 'labels.label.print' },
    ],
    pages: [
      {
        path: 'print',
        title: 'Print labels',
        component: 'PrintPage',
        permission: 'labels.label.print',
        menu: { group: 'Labels', icon: 'tag' },
      },
    ],
    entry: new URL('./admin/dist/', import.meta.url),
  },
  // Whoever makes handling units labels them.
  lifecycle: {
    async enabled({ giveAlong }) {
      for (const permission of ['labels.label.print', 'labels.template.read', 'labels.printer.read']) {
        await giveAlong(permission, 'locations.handling_unit.write')
      }
    },
  },
  invariants: [
    {
      id: 'labels.every_job_has_its_labels',
      sentence: 'Every print job says of what each of its labels is.',
      offendingRows: `select j.id, j.number from labels.print_job j
                       where j.label_count <>
                             (select count(*) from labels.printed_label l where l.job = j.id)`,
    },
    {
      id: 'labels.what_is_over_has_an_end',
      sentence: 'A print job has an end if, and only if, it is neither waiting nor printing.',
      offendingRows: `select id, number, state from labels.print_job
                       where (ended_at is null) <> (state in ('waiting', 'printing'))`,
    },
  ],
})
