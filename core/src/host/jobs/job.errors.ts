import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which jobs refuse. */
export const jobErrors: Readonly<Record<string, ErrorDeclaration>> = {
  'host.job_not_declared': {
    status: 500,
    message: 'The plugin {plugin} enqueues {job}, which it does not declare; its "jobs" have to name it.',
  },
  'host.job_payload': {
    status: 500,
    message: 'The job {job} was enqueued with a payload that does not fit its declaration: {problem}.',
  },
  'host.job_too_large': {
    status: 500,
    message:
      'The job {job} has a payload of {bytes} bytes; {most} are the most. Enqueue ids and let it look.',
  },
  'host.job_unknown': { status: 404, message: 'There is no job {id}; GET /api/v1/host/jobs lists them.' },
  'host.job_not_waiting': {
    status: 409,
    message: 'The job {name} is {state}; only one that waits or is dead can be retried or dropped.',
  },
}
