import { Reference, type ResourceDeclaration, refuse } from '@stowage/sdk'
import { Type } from 'typebox'
import { Resolution } from '../design/design.schemas.ts'

/** Where labels are printed. */
export const printer: ResourceDeclaration = {
  title: 'Printer',
  titlePlural: 'Printers',
  path: '/printers',
  members: Type.Object({
    name: Type.String({ title: 'Name', minLength: 1, maxLength: 100 }),
    connection: Type.Enum(['raw', 'ipp', 'browser'], {
      title: 'Connection',
      description:
        'raw: bytes to port 9100; ipp: Internet Printing Protocol; browser: a PDF to print from there',
    }),
    host: Type.Optional(
      Type.String({
        title: 'Host',
        minLength: 1,
        maxLength: 253,
        description: 'Name or address, such as 10.0.0.5; an administrator allows it with its port',
      }),
    ),
    port: Type.Optional(
      Type.Integer({ title: 'Port', minimum: 1, maximum: 65535, description: '9100 for raw, 631 for ipp' }),
    ),
    path: Type.Optional(
      Type.String({
        title: 'Path',
        pattern: '^/[A-Za-z0-9._~/-]{0,200}$',
        description: 'For ipp: /ipp/print',
      }),
    ),
    isEncrypted: Type.Boolean({ title: 'Encrypted', description: 'For ipp: over TLS', default: false }),
    language: Type.Enum(['zpl', 'pdf'], { title: 'Language', description: 'What the printer understands' }),
    resolution: Resolution,
    site: Type.Optional(Reference('sites', { title: 'Site' })),
    isActive: Type.Boolean({
      title: 'In use',
      description: 'A printer that is not keeps its queue and gets nothing',
      default: true,
    }),
    note: Type.Optional(Type.String({ title: 'Note', minLength: 1, maxLength: 500 })),
  }),
  permissions: { read: 'labels.printer.read', write: 'labels.printer.write' },
  sort: 'name',
  sortable: ['name'],
  filterable: ['isActive'],
  search: ['name', 'note'],
  taken: { printer_name_key: 'labels.printer_name_taken' },
  menu: { group: 'Labels', icon: 'printer' },
  async check({ values, trx, services }) {
    const { connection, host, language } = values
    if (connection === 'browser') {
      if (language !== 'pdf') throw refuse('labels.browser_prints_pdf', {}, '/language')
    } else if (typeof host !== 'string') {
      throw refuse('labels.printer_without_host', { connection }, '/host')
    } else {
      await services.labels.checkHost(host)
    }
    // What waits for a printer that was mended, or taken into use again, goes at once.
    await services.labels.serveSoon(trx)
  },
}
