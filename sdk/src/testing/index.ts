/**
 * What a plugin's tests import. It needs `@stowage/core` beside it, and a database: `npx stowage-test` in the
 * plugin's folder brings one, as `npm test` does in the repository of Stowage.
 * @example
 * test('it keeps what every plugin promises', async (t) => {
 *   for (const { sentence, faults } of await examine(t, fragile)) assert.deepEqual(faults, [], sentence)
 * })
 */
export { type ExamineOptions, examine, type Finding } from './examine/examine.ts'
export { startNode, startPlatform } from './start-platform.ts'
export { COMPANY, CUSTOMER, type Move, SUPPLIER, type TenBolts, tenBolts } from './ten-bolts.ts'
export {
  type Answer,
  atEnd,
  type Caller,
  type PlatformOptions,
  type TestKit,
  type TestNode,
  type TestPlatform,
  type TestRequest,
  type TestScope,
} from './test-kit.ts'
