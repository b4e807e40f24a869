import { definePlugin } from '@stowage/sdk'
import { messages } from './messages.ts'
import { ScanSettings } from './settings.ts'
import { scanCommand } from './src/command/scan-command.ts'
import { foundByScan } from './src/resolve/found-by-scan.ts'
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
  // Who may ask what stands where, may ask by what a label says.
  lifecycle: { enabled: ({ giveAlong }) => giveAlong('scan.code.read', 'ledger.balance.read') },
  settings: { schema: ScanSettings, scopes: ['site'] },
  services: (context) => ({ scan: createScanService(context) }),
  routes: scanRoutes,
  adds: { 'scan.resolver': [foundByScan] },
  commands: { scan: scanCommand },
  admin: {
    pages: [
      {
        path: 'scanner',
        title: 'Test a scanner',
        component: 'ScannerTest',
        permission: 'scan.code.read',
        menu: { group: 'Set up', icon: 'scan' },
      },
    ],
    entry: new URL('./admin/dist/', import.meta.url),
  },
})
