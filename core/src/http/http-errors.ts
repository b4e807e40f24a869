/** One failure that the HTTP edge itself can answer with. */
export interface HttpErrorDeclaration {
  readonly status: number
  readonly message: string
}

/**
 * The one list of the kernel's own error codes. Plugins declare theirs in `errors`; codes are for good, the
 * sentences may get better.
 */
export const httpErrors = {
  'http.invalid_input': {
    status: 400,
    message: 'The {part} is not as this route needs it: {problem}.',
  },
  'http.invalid_json': { status: 400, message: 'The body is not a JSON document we can take: {problem}.' },
  'http.invalid_url': { status: 400, message: 'The address of this request cannot be read: {problem}.' },
  'http.cursor_invalid': {
    status: 400,
    message:
      'This cursor was not made by this list with this order; leave "cursor" out to begin at the first page.',
  },
  'http.bulk_unnamed': {
    status: 400,
    message: 'Name the rows by "ids", or say "isAll" where all that the query finds are meant.',
  },
  'http.bulk_too_many': {
    status: 422,
    message: 'More than {most} rows are meant; narrow the filter down, and change them in parts.',
  },
  'http.idempotency_key_invalid': {
    status: 400,
    message: 'The header Idempotency-Key takes 1 to 200 visible ASCII characters.',
  },
  'http.if_match_invalid': {
    status: 400,
    message: 'The header If-Match takes the version you last read in quotes, such as "3".',
  },
  'http.malformed': { status: 400, message: 'This is no HTTP request that a server could read.' },
  'http.expectation_failed': {
    status: 417,
    message:
      'Nothing beyond the answer can be expected here; leave the header Expect out, or send 100-continue.',
  },
  'http.too_slow': {
    status: 408,
    message: 'The request took longer than a minute to arrive; send it again.',
  },
  'http.headers_too_large': {
    status: 431,
    message: 'The headers are larger than 16 KiB; send fewer cookies.',
  },
  'http.unauthenticated': {
    status: 401,
    message: 'Nobody is logged in: log in, or send a key as "Authorization: Bearer stw_…".',
  },
  'http.forbidden': {
    status: 403,
    message:
      'This needs the permission {permission}, which {actor} does not have; an administrator can give it.',
  },
  'http.field_forbidden': {
    status: 403,
    message:
      'The field "{field}" takes the permission {permission}, which {actor} does not have; leave it out.',
  },
  'http.cross_origin': {
    status: 403,
    message:
      'A page of another site ({origin}) sent this; writes with a session come from our own pages only.',
  },
  'http.not_found': { status: 404, message: 'There is nothing at {method} {path}.' },
  'http.reference_unknown': {
    status: 422,
    message: 'There is no {what} {id} to refer to in "{member}", or it is not yours to see.',
  },
  'http.reference_of_another': {
    status: 422,
    message: 'The {what} {id} in "{member}" is another owner’s than the row itself; say him in "owner".',
  },
  'http.owner_needed': {
    status: 422,
    message: 'You act for several owners; say in "owner" whose this is.',
  },
  'http.row_not_found': { status: 404, message: 'There is no {what} {id}, or it is not yours to see.' },
  'http.method_not_allowed': { status: 405, message: '{path} does not take {method}; it takes {allowed}.' },
  'http.body_too_large': {
    status: 413,
    message: 'The body is larger than the {limitBytes} bytes that this route takes; send it in parts.',
  },
  'http.unsupported_media_type': {
    status: 415,
    message: 'This takes "Content-Type: application/json", not {contentType}.',
  },
  'http.version_conflict': {
    status: 412,
    message:
      'Somebody changed it meanwhile: you sent version {sent}, it has version {current}. Read it again.',
  },
  'http.if_match_missing': {
    status: 428,
    message:
      'Changing a row takes the header If-Match with the version you last read, such as If-Match: "3".',
  },
  'http.internal': {
    status: 500,
    message: 'Something broke on our side. The log has the cause under the request id {requestId}.',
  },
  'http.id_taken': {
    status: 409,
    message: 'The id {id} is taken by something else; send the same content again, or a new id.',
  },
  'http.overloaded': { status: 503, message: 'The server is busy beyond its limit; try again in a moment.' },
  'http.stopping': { status: 503, message: 'This server is about to stop; try again in a moment.' },
  'database.unavailable': {
    status: 503,
    message: 'The database cannot be reached; nothing was changed unless the answer was lost. Try again.',
  },
  'database.busy': {
    status: 503,
    message: 'Somebody else held what this needs for too long; nothing was changed. Try again.',
  },
  'database.too_slow': {
    status: 503,
    message: 'This took longer than the server allows, so it was given up; ask for less, or try again.',
  },
  'database.duplicate': {
    status: 409,
    message: 'There is such a row already, and there can be only one.',
  },
  'database.reference_missing': {
    status: 409,
    message: 'This refers to a row that is not there, or other rows still refer to this one.',
  },
  'database.not_permitted': {
    status: 403,
    message: 'This belongs to the house; it takes rights for all owners and all sites.',
  },
  'database.rule_broken': {
    status: 422,
    message: 'A rule of the stored data forbids this.',
  },
  'database.value_out_of_range': {
    status: 422,
    message: 'A value is larger, longer or more exact than can be stored.',
  },
} as const satisfies Record<string, HttpErrorDeclaration>

/** A code of the kernel's own. */
export type HttpErrorCode = keyof typeof httpErrors
