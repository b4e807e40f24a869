import { definePlugin } from '@stowage/sdk'
import { Type } from 'typebox'
import { importErrors } from './import.errors.ts'
import { importMessages } from './import.messages.ts'
import { importRoutes } from './import.routes.ts'
import { createImportService } from './import.service.ts'
import { ATTEMPTS } from './run/work-on-import.ts'

/** Files that are brought in: mapped, tried, run as a job, and given back where rows were refused. */
export default definePlugin({
  name: 'imports',
  version: '0.1.0',
  title: 'Imports',
  requires: { plugins: { access: '^0.1.0', host: '^0.1.0' } },
  migrations: new URL('../../migrations/imports/', import.meta.url),
  tables: {
    import: { rows: { owner: 'owner' }, write: 'routes' },
    refused_row: { rows: { owner: 'owner' }, write: 'routes' },
    correction: { rows: { owner: 'owner' }, write: 'routes' },
    mapping: { rows: { owner: 'owner' }, write: 'routes' },
  },
  permissions: {
    'imports.import.read': 'See imports, and take out the rows that were refused',
    'imports.import.write': 'Bring in files, of what one may write oneself',
  },
  errors: importErrors,
  messages: importMessages,
  services: (context) => ({ imports: createImportService(context) }),
  routes: importRoutes,
  jobs: {
    'imports.work': {
      title: 'Work on an import',
      payload: Type.Object({ import: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
      maxAttempts: ATTEMPTS,
      timeLimitSeconds: 3_600,
      run: (job) => job.services.imports.work(job),
    },
  },
})
