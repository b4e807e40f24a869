import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which an import, or a row of one, is refused. */
export const importErrors = {
  'imports.importable_unknown': {
    status: 422,
    message: 'Rows of a file cannot become {name}; they can become: {known}.',
  },
  'imports.no_table': {
    status: 415,
    message: 'The file {name} is no table; send a CSV in any encoding, or an XLSX workbook.',
  },
  'imports.xlsx_broken': {
    status: 422,
    message:
      'The workbook cannot be read: {problem}. Open it in a spreadsheet and save it anew as XLSX or CSV.',
  },
  'imports.sheet_unknown': {
    status: 422,
    message: 'The workbook has no sheet {sheet}; it has: {sheets}.',
  },
  'imports.wrong_encoding': {
    status: 422,
    message:
      'The file is not written in {encoding}: what stands after {after} bytes does not fit. Choose another ' +
      'encoding ({encodings}), or save it anew.',
  },
  'imports.quote_not_closed': {
    status: 422,
    message:
      'A quotation mark that opens in row {row} is never closed; close it, or double it where it is meant.',
  },
  'imports.csv_broken': {
    status: 422,
    message: 'The file cannot be read from row {row} on: {problem}. Correct it, and send it again.',
  },
  'imports.too_many_columns': {
    status: 422,
    message: 'Row {row} has more than {limit} columns; leave out those that are not needed.',
  },
  'imports.cell_too_long': {
    status: 422,
    message:
      'Column {column} of row {row} holds more than {limit} characters; is a quotation mark missing ' +
      'before it?',
  },
  'imports.too_many_rows': {
    status: 422,
    message: 'The file has more than {limit} rows; cut it into several.',
  },
  'imports.no_rows': {
    status: 422,
    message: 'The file has no rows beneath the names of its columns; choose another file or sheet.',
  },
  'imports.format_unfit': {
    status: 422,
    message: 'A {kind} file cannot be read as {asked}; send the format of its own kind.',
  },
  'imports.column_unknown': {
    status: 422,
    message: 'There is nothing called {column} to map to; there are: {known}.',
  },
  'imports.column_missing': {
    status: 422,
    message: 'The file has {columns} columns, so none has the place {index} that {column} is mapped to.',
  },
  'imports.column_not_mapped': {
    status: 422,
    message:
      'Say which column of the file is {title}, or give it one value for all rows; nothing goes in without.',
  },
  'imports.not_now': {
    status: 409,
    message: 'The import is {state}; this can be done while it is: {wanted}.',
  },
  'imports.not_checked': {
    status: 409,
    message: 'Nobody has tried the file as it is mapped now; have it tried first.',
  },
  'imports.nothing_refused': {
    status: 409,
    message: 'Every row of this file went in; there is nothing to try again.',
  },
  'imports.too_many_for_atomic': {
    status: 422,
    message:
      'All rows or none go in for files of up to {limit} rows; let the good rows in, and correct the others.',
  },
  'imports.nothing_went_in': {
    status: 422,
    message:
      'Nothing went in, since {refused} rows were refused and all were to go in or none; correct these.',
  },
  'imports.fault': {
    status: 500,
    message:
      'The import stopped after row {row} by a fault of ours: {problem}. What went in is kept; go on ' +
      'with it later.',
  },
  'imports.no_undo': {
    status: 409,
    message:
      'What became of {title} cannot be taken back as a whole; correct the rows and import them again.',
  },
  'imports.has_written': {
    status: 409,
    message: 'Rows of this import went in, so it stays in the history.',
  },
  'imports.row_not_refused': {
    status: 404,
    message: 'Row {number} was not refused; only rows that were are corrected here.',
  },
  'imports.row_too_long': {
    status: 422,
    message:
      'The row has {cells} cells where {columns} columns have a name; is a sign between cells left unquoted?',
  },
  'imports.twice_in_file': {
    status: 422,
    message: 'The same stands in row {first} already; leave one of the two out.',
  },
  'imports.value_missing': { status: 422, message: '{title} is missing; fill it in.' },
  'imports.not_a_number': {
    status: 422,
    message: '{title} is {value}, which is no number; decimals stand behind a {decimal}.',
  },
  'imports.not_a_whole_number': {
    status: 422,
    message: '{title} is {value}; it has to be a whole number.',
  },
  'imports.not_yes_or_no': { status: 422, message: '{title} is {value}; write yes or no.' },
  'imports.not_a_day': {
    status: 422,
    message: '{title} is {value}, which is no day of the calendar; write 2026-11-23, or {days}.',
  },
  'imports.not_an_instant': {
    status: 422,
    message: '{title} is {value}, which is no instant; write it as 2026-11-23T22:15:00Z.',
  },
  'imports.not_a_choice': {
    status: 422,
    message: '{title} is {value}; it has to be one of: {choices}.',
  },
  'imports.value_too_long': {
    status: 422,
    message: '{title} is {value}, longer than {limit} characters; shorten it.',
  },
  'imports.value_out_of_range': {
    status: 422,
    message: '{title} is {value}; it has to be {comparison} {limit}.',
  },
  'imports.value_unfit': {
    status: 422,
    message: '{title} is {value}, which cannot stand there; correct it.',
  },
} as const satisfies Record<string, ErrorDeclaration>
