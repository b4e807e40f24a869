import { definePlugin } from '@stowage/sdk'
import { messages } from './messages.ts'
import { scanCommand } from './src/command/scan-command.ts'
import { scanRoutes } from './src/resolve/scan.routes.ts'
import { createScanService, type ScanService } from './src/resolve/scan.service.ts'

declare module '@stowage/sdk' {
  interface Services {
    readonly scan: ScanService
  }
}

/** One parser for what scanners send, and what it names. */
export default definePlugin({
  name: 'scan',
  version: '0.1.0',
  title: 'Scan',
  suites: ['inventory', 'warehouse'],
  requires: { platform: '^0.1.0', plugins: { items: '^0.1.0', locations: '^0.1.0', ledger: '^0.1.0' } },
  permissions: { 'scan.code.read': 'See what a scanned code says and names' },
  messages,
  services: () => ({ scan: createScanService() }),
  routes: scanRoutes,
  commands: { scan: scanCommand },
})
