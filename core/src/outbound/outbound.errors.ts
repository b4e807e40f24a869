import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which a call to another system can be refused or fail. */
export const outboundErrors = {
  'host.http_url_invalid': {
    status: 422,
    message: 'This is no address to call; write it as https://host/path, without a name or password in it.',
  },
  'host.http_scheme_refused': {
    status: 422,
    message:
      '{host} is not called by {scheme}: use https, or have an administrator allow plain http for this host.',
  },
  'host.http_address_refused': {
    status: 422,
    message:
      '{host} is not a public address, so it is not called; an administrator can allow a ' +
      'host of your own network.',
  },
  'host.http_name_unknown': {
    status: 503,
    message: 'Nobody knows the name {host}; check it, or try again when the name service answers.',
  },
  'host.http_header_refused': {
    status: 422,
    message: 'The header {header} cannot be sent: the connection sets it, or it is no header; leave it out.',
  },
  'host.http_timeout': {
    status: 503,
    message: '{host} has not answered whole within {seconds} seconds; try again, or ask for less.',
  },
  'host.http_failed': {
    status: 503,
    message: '{host} could not be reached ({reason}); check the address, or try again.',
  },
  'host.http_answer_too_large': {
    status: 503,
    message: '{host} answered with more than the {maximumBytes} bytes that are taken; ask for less.',
  },
  'host.tcp_not_allowed': {
    status: 422,
    message:
      '{host} port {port} is not connected to: an administrator has to allow this host with just this port.',
  },
  'host.http_not_json': {
    status: 503,
    message: 'The other system answered {status} with something that is no JSON; look at its address.',
  },
  'host.target_host_invalid': {
    status: 422,
    message: '{host} is no host name or address; write it as erp.example.com or 10.0.0.5, without a port.',
  },
  'host.target_never': {
    status: 422,
    message: '{host} can never be called: it is link-local, multicast, reserved or nowhere.',
  },
  'host.target_taken': {
    status: 409,
    message: '{host} is allowed already, for this port; change that row.',
  },
} as const satisfies Record<string, ErrorDeclaration>
