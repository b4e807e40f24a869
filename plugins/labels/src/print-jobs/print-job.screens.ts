import type { AdminResource } from '@stowage/sdk'
import { PrintJob } from './print-job.schemas.ts'

/** The queues and the log at the desk, by a list of our own. */
export const printJobScreens: AdminResource = {
  title: 'Print job',
  titlePlural: 'Print jobs',
  path: 'print-jobs',
  row: PrintJob,
  permissions: { read: 'labels.job.read', write: 'labels.job.write' },
  menu: { group: 'Labels', icon: 'list-details' },
  screens: { list: 'QueuePage' },
}
