import { Logger } from 'graphile-worker'

/** The queue's library says nothing by itself: what matters of a job is logged by whoever runs it. */
export const queueLogger = new Logger(() => () => {})
