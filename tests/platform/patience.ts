/**
 * How many times longer than usual tests of random stories go on: `TEST_PATIENCE=20 npm test -- <file>` looks
 * for what the few runs of every day do not find. Read here alone.
 */
export const patience = Math.min(1_000, Math.max(1, Number(process.env.TEST_PATIENCE ?? 1) || 1))
