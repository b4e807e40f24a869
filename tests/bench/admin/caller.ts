/** Calls the API with a session. */
export interface Caller {
  /** The session's cookie, `name=value`. */
  readonly cookie: string
  /** @throws for every answer that is not a success */
  call<Answer>(method: string, path: string, body?: object): Promise<Answer>
}

/** Opens a session at a node. */
export async function logIn(
  url: string,
  words: { readonly email: string; readonly password: string },
): Promise<Caller> {
  const answer = await fetch(`${url}/api/v1/access/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email: words.email, password: words.password }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (cookie === undefined) throw new Error(`nobody was logged in: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
  return {
    cookie,
    async call<Answer>(method: string, path: string, body?: object) {
      const headers = {
        cookie,
        'sec-fetch-site': 'same-origin',
        ...(body && { 'content-type': 'application/json' }),
      }
      const found = await fetch(`${url}/api/v1${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await found.text()
      if (!found.ok) throw new Error(`${method} ${path}: ${found.status} ${text}`)
      return (text === '' ? undefined : JSON.parse(text)) as Answer
    },
  }
}
