/** What the desk loads: the screens that are not drawn from schemas. */
export { DeadLetters } from './dead-letters.tsx'
export { DeliveryShow } from './delivery-show.tsx'
export { EndpointShow } from './endpoint-show.tsx'
