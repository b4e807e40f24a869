/*
 * Somebody's work on the floor, step by step. What is scanned decides:
 *   1. in `look`, a code is asked about and its answer shown; each further scan is a new question;
 *   2. in `move`, the first scan says what goes. Where it names several balances, further scans (or a touch)
 *      narrow them down to one; a unit goes with all that is in it;
 *   3. the next scan says where it goes, and with it the movement is posted. Its key was made and written
 *      down before;
 *   4. the outcome is told in colour, word, sound and vibration. A refusal stays until it is touched; an
 *      answer that got lost is asked for until it is there.
 * Nothing is kept for later: without a line a scan is refused.
 */

import { isPassing } from '../line/call.ts'
import { hasRadio } from '../line/connection.ts'
import { LineDown, Problem } from '../line/problem.ts'
import { type Command, newKey, type Outcome, settle, type Told, unsettledOf } from '../line/unsettled.ts'
import type { Person } from '../person/person.ts'
import { plainOf, type Scan } from '../scan/wedge.ts'
import { give } from '../signal/signal.ts'
import { codeWord, type Say, type Word } from '../words/words.ts'
import { faultOf } from './fault-of.ts'
import { type Found, find, notFoundWords } from './find.ts'
import type { Balance, Kind, Lookup, Match } from './lookup.ts'
import { type Move, movementOf, moveOf, type StockMove, type Target, targetOf, unitMoveOf } from './move.ts'
import { narrowed, packageOf } from './narrow.ts'
import type { Mode, Pair, Step, Workplace, WorkState } from './steps.ts'
import { toldOf } from './told.ts'

const UNDO_MS = 5 * 60_000
/** Long enough to be seen from the side; the next scan is taken meanwhile. */
const FLASH_MS = 900
/** The scan that is being answered, and one that comes meanwhile. */
const WAITING_MAX = 2
const TARGETS: readonly Kind[] = ['location', 'handling_unit']

/** The work of one person, from log-in to log-out. */
export class Work {
  readonly #me: Person
  /** Where he works. */
  readonly #here: { readonly site: string }
  readonly #say: Say
  readonly #tell: (state: WorkState) => void
  #state: WorkState = {
    mode: 'look',
    step: { at: 'start' },
    notice: undefined,
    isBusy: false,
    last: undefined,
    missed: undefined,
  }
  #turn: Promise<void> = Promise.resolve()
  #waiting = 0
  #flash: ReturnType<typeof setTimeout> | undefined

  constructor({ me, site, say, tell }: Workplace) {
    this.#me = me
    this.#here = { site }
    this.#say = say
    this.#tell = tell
    const unsettled = unsettledOf(me.id)
    if (unsettled !== undefined) this.#set({ notice: { is: 'unknown', command: unsettled } })
  }

  get state(): WorkState {
    return this.#state
  }

  /** Something was scanned or typed. Whoever scans faster than is answered is taken in his order. */
  take(scan: Scan): Promise<void> {
    if (this.#waiting >= WAITING_MAX) {
      give('wrong')
      this.#set({ missed: codeWord(scan.code) })
    } else {
      this.#waiting += 1
      if (this.#state.missed !== undefined) this.#set({ missed: undefined })
      this.#turn = this.#turn
        .then(() => this.#takeNow(scan))
        .finally(() => {
          this.#waiting -= 1
        })
    }
    return this.#turn
  }

  async #takeNow({ code, by }: Scan): Promise<void> {
    const { notice, step, mode } = this.#state
    if (notice !== undefined && notice.is !== 'done') return give('wrong')
    this.#set({ notice: undefined })
    if (!hasRadio()) return this.#lineDown(code)
    await this.#busily(code, async () => {
      if (step.at === 'quantity' || step.at === 'weight') return this.#wrong(this.#say('wrong.first'))
      if (step.at === 'target') return this.#takeTarget(step, { code, by })
      if (step.at === 'answer' && mode === 'move' && step.rows.length > 1) return this.#narrow(step, code)
      this.#take(await find(code, this.#here))
    })
  }

  /** One of several things of the same name was touched. */
  async choose(match: Match): Promise<void> {
    const { step } = this.#state
    if (step.at !== 'which') return
    if (step.move !== undefined) return this.#busily(match.code, () => this.#aim(step.move!, match, 'hand'))
    this.#takeMatch(step.answer, match)
  }

  /** A balance was touched: it goes elsewhere. */
  chooseRow(balance: Balance) {
    const { step } = this.#state
    if (step.at === 'answer') this.#begin(step.answer, step.match, balance)
  }

  /** A whole unit goes elsewhere. */
  chooseUnit(match: Match): void {
    this.#go({ at: 'target', move: unitMoveOf(match) })
  }

  /** A place was touched that some of the item stands in already. */
  async chooseGoal(code: string): Promise<void> {
    const { step } = this.#state
    if (step.at !== 'target') return
    await this.#busily(code, () => this.#takeTarget(step, { code, by: 'hand' }))
  }

  setMode(mode: Mode): void {
    this.#set({ mode, step: { at: 'start' } })
  }

  /** Another quantity is typed. */
  askQuantity(): void {
    const { step } = this.#state
    if (step.at === 'target' && step.move.is === 'stock') {
      this.#go({ at: 'quantity', move: step.move, typed: '', level: step.move.level })
    }
  }

  /** A quantity is being typed, in this package. */
  type(typed: string, level: StockMove['level']) {
    const { step } = this.#state
    if (step.at === 'quantity') this.#go({ ...step, typed, level })
  }

  /** A quantity was typed. It is no more than what is free, and whole steps of the item. */
  takeQuantity() {
    const { step } = this.#state
    if (step.at !== 'quantity') return
    const { typed, level } = step
    const move = { ...step.move, keyed: Number(typed), level }
    const fault = faultOf(move)
    if (fault !== undefined) return this.#wrong(this.#say(fault.word, fault.facts))
    give('right')
    this.#aimAt(move)
  }

  /** The second quantity was typed. */
  setWeight(weight: number) {
    const { step } = this.#state
    if (step.at !== 'weight' || !(weight > 0)) return give('wrong')
    give('right')
    this.#go({ at: 'target', move: { ...step.move, weight } })
  }

  /** Away from what was begun. */
  cancel(): void {
    this.#go({ at: 'start' })
  }

  /** Somebody touched what covered the screen. */
  understand() {
    const { notice, step } = this.#state
    if (notice?.is === 'unknown') return
    this.#set({ notice: undefined, ...(step.at === 'posting' && { step: { at: 'start' } }) })
  }

  /** Takes the last movement back, as a reversal. */
  async undo(): Promise<void> {
    const { last, notice } = this.#state
    if (last === undefined || last.until < Date.now() || (notice && notice.is !== 'done')) return
    const { what, from, to } = last.told
    const told: Told = { kind: 'undo', what, from: to, to: from }
    this.#set({ last: undefined })
    await this.#post(`/ledger/movements/${last.id}/${this.#me.undoes}`, {}, told)
  }

  /** Asks again what became of a command whose answer got lost. */
  async askAgain(): Promise<void> {
    const { notice, isBusy } = this.#state
    if (notice?.is === 'unknown' && !isBusy) await this.#settle(notice.command)
  }

  /** Stock moved: what is shown may be of yesterday. */
  stockMoved(ids: readonly string[] | null): void {
    const { step } = this.#state
    if (step.at !== 'answer' || step.isOld) return
    const { match } = step
    const shown = [match.id, match.item, ...match.balances.flatMap((row) => [row.location.id, row.item.id])]
    if (ids === null || ids.some((id) => shown.includes(id))) this.#set({ step: { ...step, isOld: true } })
  }

  /** An answer to a first scan. */
  #take(answer: Found) {
    if (answer.matches.length > 1) {
      give('asks')
      return this.#go({ at: 'which', answer })
    }
    const [match] = answer.matches
    if (match === undefined) return this.#wrong(notFoundWords(answer, this.#say), { title: 'wrong.notFound' })
    this.#takeMatch(answer, match)
  }

  #takeMatch(answer: Lookup, match: Match) {
    const { mode } = this.#state
    if (mode === 'look') {
      give('right')
      return this.#go({ at: 'answer', answer, match, rows: match.balances, isOld: false })
    }
    if (match.kind === 'handling_unit') {
      give('right')
      return this.#go({ at: 'target', move: unitMoveOf(match) })
    }
    const [only, ...others] = match.balances
    if (only === undefined) return this.#wrong(this.#say('wrong.empty', { code: match.code }))
    if (others.length === 0) return this.#begin(answer, match, only)
    give('right')
    this.#go({ at: 'answer', answer, match, rows: match.balances, isOld: false })
  }

  /** A further scan says which of the balances is meant; one that says nothing of them begins anew. */
  async #narrow(step: Extract<Step, { at: 'answer' }>, code: string): Promise<void> {
    const said = await find(code, this.#here)
    const rows = narrowed(step.rows, said)
    if (rows.length === 0) return this.#take(said)
    const piece = said.matches.find(({ kind, balances }) => kind === 'serial' && balances.length > 0)
    const [only] = rows
    if (piece) return this.#begin(said, piece, piece.balances[0]!)
    if (rows.length === 1) return this.#begin(step.answer, packageOf(said) ?? step.match, only!)
    give('right')
    this.#go({ ...step, rows })
  }

  #begin(answer: Lookup, match: Match, balance: Balance) {
    if (!this.#me.mayPost) return this.#wrong(this.#say('wrong.right'))
    const { sku } = balance.item
    if (balance.unallocated <= 0) {
      return this.#wrong(this.#say('wrong.kept', { count: balance.onHand, sku }))
    }
    give('right')
    this.#aimAt(moveOf(answer, match, balance))
  }

  #aimAt(move: StockMove) {
    const isWeighed = move.item.catchUnit !== null && move.weight === null
    this.#go(isWeighed ? { at: 'weight', move } : { at: 'target', move })
  }

  /** A scan while it is asked where it goes: a place, a unit, a goal's check digits, or one more piece. */
  async #takeTarget(step: Extract<Step, { readonly move: Move }>, { code, by }: Scan): Promise<void> {
    const goal = 'goal' in step ? step.goal : undefined
    if (goal?.checkDigits === plainOf(code)) return this.#postTo(step.move, targetOf(goal))
    const takesPieces = step.move.is === 'stock' && step.move.item.serials === 'always'
    const kinds = takesPieces ? [...TARGETS, 'serial' as const] : TARGETS
    const said = await find(code, { ...this.#here, kinds })
    const places = said.matches.filter(({ kind }) => kind !== 'serial')
    if (places.length === 0) return this.#takePiece(step, said)
    if (places.length > 1 && goal === undefined) {
      give('asks')
      return this.#go({ at: 'which', answer: { ...said, matches: places }, move: step.move })
    }
    const meant = places.find(({ id }) => id === goal?.id)
    if (goal !== undefined && meant === undefined) {
      return this.#wrong(this.#say('wrong.nothing'), {
        title: 'wrong.place',
        pair: { scanned: places[0]!.code, expected: goal.code },
      })
    }
    await this.#aim(step.move, meant ?? places[0]!, goal === undefined ? by : 'wedge')
  }

  /** Without a place: one more piece of a move by numbers, else it is wrong. */
  #takePiece(step: Extract<Step, { readonly move: Move }>, { matches, code }: Lookup) {
    const { move } = step
    if (/^\d{2,4}$/.test(code) && 'goal' in step && step.goal) {
      return this.#wrong(this.#say('wrong.digits', { code: step.goal.code, digits: code }))
    }
    if (move.is === 'unit' || matches.length === 0)
      return this.#wrong(this.#say('wrong.target', { code: codeWord(code) }))
    const piece = matches.find(({ balances }) => balances[0]?.bucket === move.balance.bucket)
    if (piece === undefined || move.serials.includes(piece.code)) {
      return this.#wrong(this.#say('wrong.serial', { code }))
    }
    give('right')
    const serials = [...move.serials, piece.code]
    this.#go({ at: 'target', move: { ...move, serials, keyed: serials.length, level: null } })
  }

  /**
   * What was typed or touched is confirmed by the label's digits where it has some; a scan is proof enough.
   */
  async #aim(move: Move, match: Match, by: Scan['by']): Promise<void> {
    const { location, unit, kind, code } = match
    if (kind === 'location' && !location!.isBalanced) return this.#wrong(this.#say('wrong.outside', { code }))
    if (by === 'hand' && kind === 'location') {
      if (location!.checkDigits !== null) {
        give('asks')
        return this.#go({ at: 'target', move, goal: location! })
      }
    }
    if (kind === 'location') return this.#postTo(move, targetOf(location!))
    if (location === null) return this.#wrong(this.#say('figure.nowhere'))
    await this.#postTo(move, { code, location: location.id, unit: unit!.id })
  }

  async #postTo(move: Move, target: Target): Promise<void> {
    if (!this.#me.mayPost) return this.#wrong(this.#say('wrong.right'))
    const fault = move.is === 'stock' ? faultOf(move) : undefined
    if (fault !== undefined) return this.#wrong(this.#say(fault.word, fault.facts))
    const body = { mode: 'each', movements: [movementOf(move, target)] }
    await this.#post('/ledger/movements', body, toldOf(move, target))
  }

  async #post(path: string, body: object, told: Told): Promise<void> {
    const { id: person, name: personName } = this.#me
    await this.#settle({ key: newKey(), path, body, person, personName, told })
  }

  async #settle(command: Command): Promise<void> {
    this.#set({ isBusy: true, notice: undefined, step: { at: 'posting', told: command.told } })
    this.#tellOutcome(command, await settle(command))
  }

  #tellOutcome(command: Command, outcome: Outcome) {
    const { told } = command
    if (outcome.is === 'unknown') {
      give('lost')
      return this.#set({ isBusy: false, notice: { is: 'unknown', command } })
    }
    this.#set({ isBusy: false, step: { at: 'start' } })
    if (outcome.is === 'refused') return this.#wrong(outcome.sentence)
    const isMove = told.kind === 'move'
    const mayUndo = isMove && this.#me.undoes !== undefined && outcome.also.length === 0
    this.#set({ last: mayUndo ? { id: outcome.id, told, until: Date.now() + UNDO_MS } : undefined })
    const words = { what: told.what, place: told.to }
    const once = outcome.isAgain ? ` ${this.#say('unsettled.once')}` : ''
    this.#done(
      isMove ? told.what : this.#say('undo.done'),
      this.#say(isMove ? 'move.to' : 'undo.told', words) + once,
    )
  }

  #done(title: string, sentence: string) {
    give('done')
    const notice = { is: 'done', title, sentence } as const
    this.#set({ notice })
    clearTimeout(this.#flash)
    this.#flash = setTimeout(
      () => this.#state.notice === notice && this.#set({ notice: undefined }),
      FLASH_MS,
    )
  }

  #wrong(sentence: string, more: { readonly title?: Word; readonly pair?: Pair } = {}) {
    give('wrong')
    const { title = 'wrong.title', pair } = more
    this.#set({ notice: { is: 'wrong', title: this.#say(title), sentence, ...(pair && { pair }) } })
  }

  #lineDown(code: string) {
    give('wrong')
    this.#set({ notice: { is: 'down', code: codeWord(code) } })
  }

  /** One question at a time; whatever it throws is told. */
  async #busily(code: string, work: () => Promise<void>): Promise<void> {
    this.#set({ isBusy: true })
    try {
      await work()
    } catch (error) {
      this.#tellError(error, code)
    } finally {
      this.#set({ isBusy: false })
    }
  }

  #tellError(error: unknown, code: string) {
    if (error instanceof LineDown) return this.#lineDown(code)
    if (!(error instanceof Problem)) throw error
    const { status, requestId = '' } = error
    const isOurs = isPassing(error) && status !== 429
    this.#wrong(isOurs ? this.#say('wrong.server', { status, request: requestId }) : error.message)
  }

  #go(step: Step) {
    this.#set({ step })
  }

  #set(change: Partial<WorkState>) {
    this.#state = { ...this.#state, ...change }
    this.#tell(this.#state)
  }
}
