import { definePlugin } from '@stowage/sdk'
import { scanCommand } from './src/command/scan-command.ts'

/** One parser for what scanners send, and what it names. */
export default definePlugin({
  name: 'scan',
  version: '0.1.0',
  title: 'Scan',
  suites: ['inventory', 'warehouse'],
  requires: { platform: '^0.1.0', plugins: { items: '^0.1.0', locations: '^0.1.0', ledger: '^0.1.0' } },
  commands: { scan: scanCommand },
})
