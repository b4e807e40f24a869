/** The line is down, or the server said nothing in time: what was asked may have been done or not. */
export class LineDown extends Error {}

/** The server's refusal, with its sentence in the reader's language. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined
  readonly requestId: string | undefined

  constructor({ status, code, detail, retryAfterSeconds, requestId }: ProblemFacts) {
    super(detail)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
    this.requestId = requestId
  }
}

interface ProblemFacts {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly retryAfterSeconds?: number | undefined
  readonly requestId?: string | undefined
}

/** What the server's answer tells, whatever form it has. */
export async function problemOf(answer: Response): Promise<Problem> {
  const { status } = answer
  const body = (await answer.json().catch(() => ({}))) as {
    code?: string
    detail?: string
    requestId?: string
    errors?: readonly { code?: string; detail?: string }[]
  }
  const [first] = body.errors ?? []
  const wait = Number(answer.headers.get('retry-after'))
  return new Problem({
    status,
    code: first?.code ?? body.code ?? `http.${status}`,
    detail: first?.detail ?? body.detail ?? '',
    retryAfterSeconds: wait > 0 ? wait : undefined,
    requestId: body.requestId ?? answer.headers.get('x-request-id') ?? undefined,
  })
}
