import { HttpError } from 'react-admin'
import { nowSpoken } from '../words/language.ts'
import { say } from '../words/say.ts'
import { apiRoot } from './http-client.ts'
import { type Problem, problemError } from './problem.ts'

/**
 * Sends a file as a form, however long that takes.
 * @throws an HttpError, as `call` does
 */
export async function uploadFile<Answer>(path: string, file: File): Promise<Answer> {
  const form = new FormData()
  form.append('file', file, file.name)
  const response = await fetch(`${apiRoot}${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Accept-Language': nowSpoken().language },
    body: form,
  }).catch(() => {
    throw new HttpError(say('No answer came from the server. Check the connection and try again.'), 0, {
      errors: {},
    })
  })
  const body = (await response.json().catch(() => ({}))) as Answer & Problem
  if (response.ok) return body
  throw problemError({
    ...body,
    title: body.title ?? say('The server answered {status} without saying why.', { status: response.status }),
    status: response.status,
  })
}
