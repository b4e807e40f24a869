import type { TestPlatform } from '../src/testing/start-platform.ts'

export const URL = '/api/v1/locations'
export const HOUSE = '00000000-0000-7000-8000-000000000001'

export const AISLES = {
  code: '{aisle}-{bay:02}-{level:02}',
  areaCode: '{aisle}',
  aisles: { count: 2, start: 'A', pitch: 3.5, width: 2, sides: 2 },
  bays: { count: 3, width: 1.2 },
  levels: { count: 2, height: 1.5 },
  origin: { x: 10, y: 5, z: 0 },
} as const

export type Administrator = TestPlatform['administrator']

export async function createSite(administrator: Administrator, code = 'MAIN') {
  const payload = { company: HOUSE, code, name: `${code} warehouse`, timeZone: 'Europe/Zurich' }
  return (await administrator.send({ method: 'POST', url: `${URL}/sites`, payload })).body
}
