/** What the desk loads: the screens that are not drawn from schemas. */
export { DeadLetters, Deliveries } from './delivery-lists.tsx'
export { DeliveryShow } from './delivery-show.tsx'
export { EndpointShow } from './endpoint-show.tsx'
