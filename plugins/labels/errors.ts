import type { ErrorDeclaration } from '@stowage/sdk'

/**
 * Every way in which a label cannot be made or printed, and what is said of one that is not as it should
 * be.
 */
export const errors = {
  'labels.field_unknown': {
    status: 422,
    message: 'There is no {field} on such labels; there are {known}.',
  },
  'labels.element_outside': {
    status: 422,
    message:
      'Element {element} reaches beyond the label of {width} × {height} mm; move it, or make it smaller.',
  },
  'labels.content_not_gs1': {
    status: 422,
    message: '{content} is no GS1 content; write each element with its identifier: (01)(gtin in braces).',
  },
  'labels.template_name_taken': {
    status: 409,
    message: 'There is a template {name} for such labels already; give this one another name.',
  },
  'labels.default_taken': {
    status: 409,
    message: 'Another template is taken for such labels already; change that one first.',
  },
  'labels.template_unknown': { status: 404, message: 'There is no template {id}; choose one of the list.' },
  'labels.template_of_other_kind': {
    status: 422,
    message: '{template} is for labels of kind {kind}, not {asked}; choose another one.',
  },
  'labels.no_default': {
    status: 422,
    message: 'No template is taken for labels of kind {kind}; name one, or mark one of them.',
  },
  'labels.printer_name_taken': {
    status: 409,
    message: 'There is a printer {name} already; give this one another name.',
  },
  'labels.printer_without_host': {
    status: 422,
    message: 'A printer that is reached by {connection} needs a host; write its name or address.',
  },
  'labels.browser_prints_pdf': {
    status: 422,
    message: 'A browser prints PDF; choose pdf as its language.',
  },
  'labels.printer_unknown': { status: 404, message: 'There is no printer {id}; choose one of the list.' },
  'labels.printer_off': {
    status: 422,
    message: 'The printer {printer} is not in use; choose another one, or take it into use.',
  },
  'labels.selection_unclear': {
    status: 422,
    message: 'Say either the ids of what is to be labelled, or a filter.',
  },
  'labels.filter_foreign': {
    status: 422,
    message: 'Labels of kind {kind} are not chosen by {filter}; they are by {known}.',
  },
  'labels.too_many': {
    status: 422,
    message: 'That would be more than {most} labels; narrow the choice, and print in parts.',
  },
  'labels.nothing_selected': {
    status: 422,
    message: 'Nothing of kind {kind} is like that; widen the choice.',
  },
  'labels.thing_unknown': { status: 404, message: 'There is no {kind} {id} that you may see.' },
  'labels.level_unknown': {
    status: 422,
    message: '{thing} has no package {level} in use; add it to the item, or choose another one.',
  },
  'labels.level_of_other_kind': {
    status: 422,
    message: 'Labels of kind {kind} have no package; leave the level out.',
  },
  'labels.job_too_large': {
    status: 413,
    message: 'The {labels} labels are too much for one job; print them in parts.',
  },
  'labels.queue_full': {
    status: 429,
    message: '{most} jobs wait for {printer} already; see why it does not print, or choose another one.',
  },
  'labels.request_taken': {
    status: 409,
    message: 'The id {id} was used for another print already; take a new one.',
  },
  'labels.job_unknown': { status: 404, message: 'There is no print job {id} that you may see.' },
  'labels.job_not_failed': {
    status: 409,
    message:
      'Job {number} is {standing}: only one that failed or waits is tried again; print it again instead.',
  },
  'labels.job_under_way': {
    status: 409,
    message: 'Job {number} is {standing}, so it cannot be given up any more.',
  },
  'labels.job_forgotten': {
    status: 409,
    message: 'What job {number} sent is not kept any more; print the labels anew.',
  },
  'labels.printer_differs': {
    status: 422,
    message:
      '{printer} does not print what job {number} sent ({language}); choose one that does, or print anew.',
  },
  'labels.preview_busy': {
    status: 503,
    message: 'Too many previews are being drawn; try again in a moment.',
  },
  'labels.preview_failed': { status: 503, message: 'The preview could not be drawn ({fault}); try again.' },
  'labels.printer_refused': {
    status: 503,
    message: '{printer} took nothing: it answered {answer}. Look at the printer, its path and its language.',
  },
  'labels.printer_not_allowed': {
    status: 422,
    message:
      '{host} port {port} is not connected to; an administrator allows it under Allowed ' +
      'targets, with this port.',
  },
  'labels.printer_host_refused': {
    status: 422,
    message: '{host} is never connected to: it is link-local, a cloud’s own, or nowhere. Correct the host.',
  },
  'labels.printer_unreachable': {
    status: 503,
    message:
      '{host} port {port} was not reached ({reason}); see that the printer is on, and its address right.',
  },
  'labels.printer_silent': {
    status: 503,
    message:
      '{host} port {port} took nothing for {seconds} seconds; see whether it has paper and is not paused.',
  },
  'labels.text_cut': {
    status: 422,
    message: 'The text “{text}” is cut: make its frame larger, or the letters smaller.',
  },
  'labels.letters_unknown': {
    status: 422,
    message: 'The text “{text}” has letters that no font here has; empty frames stand in their place.',
  },
  'labels.content_missing': {
    status: 422,
    message:
      '{thing} does not have all that {content} needs; complete it, or say in the ' +
      'template what stands instead.',
  },
  'labels.content_wrong': {
    status: 422,
    message:
      '{data} of {thing} is not right by GS1 ({fault}); correct it, or say in the ' +
      'template what stands instead.',
  },
  'labels.content_unwritable': {
    status: 422,
    message: '{data} cannot be written in this kind of barcode; choose QR, which has all letters.',
  },
  'labels.code_too_large': {
    status: 422,
    message:
      'The barcode of {data} needs {needed} mm and has {width} × {height}; give it more ' +
      'room, or choose DataMatrix.',
  },
  'labels.print_jobs_failed': {
    status: 503,
    message: '{count} print jobs were given up; see what their printers lack, and try them again.',
  },
} as const satisfies Record<string, ErrorDeclaration>
