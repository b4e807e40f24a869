import { type NumberSeries, type NumberSource, refuse } from '@stowage/sdk'
import type { PointRegistry } from '../points/point-registry.ts'

/**
 * Draws numbers. The row of a series is locked by the upsert until its transaction ends: that is what makes
 * numbers gapless, and why two who draw from one series of one company come one after the other.
 */
export function createNumberSource(points: PointRegistry): NumberSource {
  return {
    async next(trx, name, { company, year = new Date().getUTCFullYear() }) {
      const added = points.additionsTo<NumberSeries>('number.series').find(({ value }) => value.name === name)
      if (added === undefined) throw refuse('host.number_series_unknown', { series: name })
      const series = added.value
      const found = await trx('access.company').where({ id: company }).first('id')
      if (found === undefined) throw refuse('host.number_company_unknown', { company })
      const counted = series.perYear === true ? year : 0
      const { rows } = await trx.raw<{ rows: { number: string | number }[] }>(
        'select host.draw_number(?, ?, ?) as number',
        [name, company, counted],
      )
      const number = Number(rows[0]!.number)
      return { number, text: textOf(series, number, year) }
    },
  }
}

function textOf({ prefix = '', padding = 1 }: NumberSeries, number: number, year: number): string {
  return `${prefix.replaceAll('{year}', String(year))}${String(number).padStart(padding, '0')}`
}
