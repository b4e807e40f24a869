import { definePlugin } from '@stowage/sdk'
import { kernelOf } from '../plugin-host/kernel.ts'
import { oldestLotFirst } from './allocations/oldest-lot-first.ts'
import {
  bucketInSites,
  EDGE_IN_SITES,
  HOLD_IN_SIGHT,
  LINE_IN_SITES,
  MOVEMENT_IN_SITES,
  TRANSFORMATION_IN_SIGHT,
  UNIT_MOVE_IN_SITES,
  UNIT_MOVE_OF_OWNERS,
} from './balances/rows-in-sites.ts'
import { stockTiles } from './desk/stock-tiles.ts'
import { MovementPosted } from './events/movement-posted.ts'
import { MOVEMENT_POSTED } from './events/movement-stream.ts'
import { ledgerErrors } from './ledger.errors.ts'
import { ledgerInvariants } from './ledger.invariants.ts'
import { ledgerMessages } from './ledger.messages.ts'
import { ledgerRoutes } from './ledger.routes.ts'
import { createLedger } from './ledger.service.ts'
import { stockImport } from './movements/import-stock.ts'
import { proofCheck } from './sequence/proof-check.ts'

/** What happened to stock, and how it stands: the one record. */
export default definePlugin({
  name: 'ledger',
  version: '0.1.0',
  title: 'Stock ledger',
  requires: { plugins: { access: '^0.1.0', items: '^0.1.0', locations: '^0.1.0' } },
  migrations: new URL('../../migrations/ledger/', import.meta.url),
  adds: {
    'ledger.allocate': [oldestLotFirst],
    'health.check': [proofCheck],
    import: [stockImport],
    'dashboard.tile': stockTiles,
  },
  tables: {
    status: { rows: 'house', write: 'routes' },
    movement_kind: { rows: 'house', write: 'routes' },
    reason: { rows: 'house', write: 'routes' },
    bucket: { rows: { owner: 'owner' }, write: 'functions' },
    balance: { rows: { owner: 'owner', site: 'site' }, write: 'functions' },
    movement: { rows: { owner: 'owner', site: { when: MOVEMENT_IN_SITES } }, write: 'functions' },
    line: { rows: { owner: 'owner', site: { when: LINE_IN_SITES } }, write: 'functions' },
    reversal: { rows: 'house', write: 'functions' },
    hold: {
      rows: { owner: { column: 'owner', when: HOLD_IN_SIGHT }, site: { when: HOLD_IN_SIGHT } },
      write: 'routes',
    },
    allocation: {
      rows: { owner: 'owner', site: { when: bucketInSites('allocation.bucket') } },
      write: 'functions',
    },
    allocation_event: {
      rows: { owner: 'owner', site: { when: bucketInSites('allocation_event.bucket') } },
      write: 'functions',
    },
    unit_move: {
      rows: { owner: { when: UNIT_MOVE_OF_OWNERS }, site: { when: UNIT_MOVE_IN_SITES } },
      write: 'functions',
    },
    transformation: {
      rows: { owner: { when: TRANSFORMATION_IN_SIGHT }, site: { when: TRANSFORMATION_IN_SIGHT } },
      write: 'functions',
    },
    transformation_edge: {
      rows: { owner: 'owner', site: { when: EDGE_IN_SITES } },
      write: 'functions',
    },
    serial: {
      rows: { owner: 'owner', site: { when: `serial.bucket is null or ${bucketInSites('serial.bucket')}` } },
      write: 'functions',
    },
    line_serial: { rows: { owner: 'owner' }, write: 'functions' },
    command: { rows: 'staff', write: 'functions' },
    latch: { rows: 'staff', write: 'functions' },
    position: { rows: 'staff', write: 'functions' },
    sequencer: { rows: 'staff', write: 'functions' },
    seal_key: { rows: 'house', write: 'functions' },
    seal: { rows: 'house', write: 'functions' },
    swept: { rows: { owner: 'owner', site: 'site' }, write: 'functions' },
    packed_month: { rows: 'staff', write: 'functions' },
  },
  permissions: {
    'ledger.balance.read': 'See stock',
    'ledger.movement.read': 'See movements',
    'ledger.movement.post': 'Post movements',
    'ledger.movement.reverse': 'Reverse movements',
    'ledger.movement.undo': 'Take back what one posted last, within minutes',
    'ledger.allocation.read': 'See what is kept for whom',
    'ledger.allocation.write': 'Allocate stock, and let go of it',
    'ledger.reason.write': 'Create and change reasons',
    'ledger.proof.read': 'See the proof: positions, seals, heads',
    'ledger.status.write': 'Create and change stock statuses',
    'ledger.hold.place': 'Place holds on stock',
    'ledger.hold.lift': 'Lift holds of which nobody else was named',
    'ledger.history.import': 'Take over the history of a former system, with its own clock',
  },
  errors: ledgerErrors,
  messages: ledgerMessages,
  services: (context) => ({ ledger: createLedger(kernelOf(context)) }),
  routes: (context) => ledgerRoutes(context.services.ledger, kernelOf(context)),
  events: { [MOVEMENT_POSTED]: MovementPosted },
  invariants: ledgerInvariants,
})
