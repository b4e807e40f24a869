import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a document can be refused. */
export const renderErrors = {
  'host.render_invalid': {
    status: 422,
    message: 'The document cannot be made: {problem}.',
  },
  'host.render_too_long': {
    status: 422,
    message: 'The document would have more than {maximumPages} pages; ask for a shorter one.',
  },
  'host.render_timeout': {
    status: 503,
    message: 'The document was not ready after {seconds} seconds and was given up; ask for a shorter one.',
  },
  'host.render_busy': { status: 503, message: 'Too many documents are being made; try again in a moment.' },
} as const satisfies Record<string, ErrorDeclaration>
