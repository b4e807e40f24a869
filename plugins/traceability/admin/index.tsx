/** The screens of traceability: the names that the declaration gives them. */

export { TraceLot, TraceSerial, TraceUnit } from './trace-link.tsx'
export { TracePage } from './trace-page.tsx'
