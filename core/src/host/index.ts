import { definePlugin } from '@stowage/sdk'
import { Type } from 'typebox'
import { calendarErrors } from '../calendar/calendar.errors.ts'
import { fileErrors } from '../files/file.errors.ts'
import { mailErrors } from '../mail/mail.errors.ts'
import { mailSettings } from '../mail/mail.settings.ts'
import { outboundErrors } from '../outbound/outbound.errors.ts'
import { kernelOf } from '../plugin-host/kernel.ts'
import { renderErrors } from '../render/render.errors.ts'
import { signatureErrors } from '../signatures/signature.errors.ts'
import { customFieldErrors } from './custom-fields/custom-field.errors.ts'
import { addressSettings } from './desk-address.ts'
import { eventErrors } from './events/event.errors.ts'
import { healthErrors } from './health/health.errors.ts'
import { hostChecks } from './health/host-checks.ts'
import { createHostUpkeep, hostJobs } from './host.jobs.ts'
import { hostMessages } from './host.messages.ts'
import { hostRoutes } from './host.routes.ts'
import { jobErrors } from './jobs/job.errors.ts'
import { liveErrors } from './live/live.errors.ts'
import { numberErrors } from './numbers/number.errors.ts'
import { pluginErrors } from './plugins/plugin.errors.ts'
import { corePoints } from './points/core-points.ts'
import { programErrors } from './programs/program.errors.ts'
import { createProgramsService } from './programs/program.service.ts'
import { settingErrors } from './settings/setting.errors.ts'
import { strategyErrors } from './strategies/strategy.errors.ts'

/** The plugins themselves: which there are, what they are set up with, what they emit, ask and do later. */
export default definePlugin({
  name: 'host',
  version: '0.1.0',
  title: 'Host',
  requires: { plugins: { access: '^0.1.0' } },
  migrations: new URL('../../migrations/host/', import.meta.url),
  tables: {
    plugin: { rows: 'house', write: 'routes' },
    plugin_set: { rows: 'house', write: 'routes' },
    plugin_change: { rows: 'house', write: 'routes' },
    node: { rows: 'house', write: 'routes' },
    program: { rows: 'staff', write: 'routes' },
    file: { rows: { owner: 'owner' }, write: 'routes' },
    file_reference: { rows: { owner: 'owner' }, write: 'routes' },
    job: { rows: 'staff', write: 'routes' },
    job_worker: { rows: 'staff', write: 'routes' },
    invariant_run: { rows: 'staff', write: 'routes' },
    outbox: { rows: 'staff', write: 'functions' },
    outbox_position: { rows: 'staff', write: 'functions' },
    outbox_sequencer: { rows: 'staff', write: 'functions' },
    cursor: { rows: 'staff', write: 'routes' },
    site_calendar: { rows: 'house', write: 'routes' },
    signature_request: { rows: { owner: 'owner' }, write: 'routes' },
    signature: { rows: { owner: 'owner' }, write: 'routes' },
    mail: { rows: { owner: 'owner' }, write: 'routes' },
    allowed_target: { rows: 'staff', write: 'routes' },
    strategy_binding: { rows: 'house', write: 'routes' },
    strategy_binding_version: { rows: 'house', write: 'routes' },
    decision: { rows: { owner: 'owner' }, write: 'functions' },
    number_series: { rows: 'house', write: 'functions' },
    custom_field: { rows: 'house', write: 'routes' },
    field_value: { rows: { owner: 'owner' }, write: 'routes' },
    setting_value: { rows: 'staff', write: 'routes' },
    setting_instance: { rows: 'staff', write: 'routes' },
    backup: { rows: 'staff', write: 'functions' },
  },
  opens: corePoints,
  adds: { 'health.check': hostChecks },
  settings: { schema: Type.Object({ ...addressSettings, ...mailSettings }, { additionalProperties: false }) },
  permissions: {
    'host.strategy.read': 'See which strategy answers which question where',
    'host.strategy.write': 'Bind strategies',
    'host.decision.read': 'See what strategies chose, and why',
    'host.point.read': 'See what plugins open to each other',
    'host.file.read': 'See and take out files',
    'host.file.write': 'Store and remove files',
    'host.job.manage': 'See jobs, and have them retried or dropped',
    'host.invariant.read': 'See what must always be true, and whether it is',
    'host.invariant.run': 'Have everything that must be true looked at',
    'host.event.manage': 'See how far plugins have come with events, and have them retried or skipped',
    'host.health.read': 'See how everything does that runs by itself',
    'host.plugin.read': 'See the plugins, and how they do',
    'host.plugin.manage': 'Switch plugins on and off',
    'host.calendar.read': 'See when sites are open',
    'host.calendar.write': 'Say when sites are open',
    'host.signature.read': 'See signatures, and what waits for one',
    'host.signature.write': 'Sign records',
    'host.mail.read': 'See what became of mail',
    'host.mail.write': 'Have mail tried again',
    'host.number.read': 'See how far document numbers have come',
    'host.target.read': 'See which hosts plugins may call beside public ones',
    'host.target.write': 'Say which hosts plugins may call beside public ones',
    'host.field.read': 'See which fields records were given',
    'host.field.manage': 'Give records fields, change, retire and remove them',
    'host.setting.read': 'See what plugins are set up with; secrets as dots',
    'host.setting.write': 'Set plugins up',
  },
  messages: hostMessages,
  errors: {
    ...eventErrors,
    ...healthErrors,
    ...jobErrors,
    ...liveErrors,
    ...outboundErrors,
    ...settingErrors,
    ...customFieldErrors,
    ...numberErrors,
    ...strategyErrors,
    ...fileErrors,
    ...pluginErrors,
    ...programErrors,
    ...calendarErrors,
    ...renderErrors,
    ...mailErrors,
    ...signatureErrors,
  },
  services: (context) => ({
    hostUpkeep: createHostUpkeep(context),
    programs: createProgramsService(kernelOf(context), context.http),
  }),
  jobs: hostJobs,
  routes: hostRoutes,
})
