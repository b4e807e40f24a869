import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Actor, LogInAnswer, type PluginDeclaration, refuse } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import type { AccessService } from '../access.service.ts'
import { answerStanding, browserOf } from '../log-ins/log-in-answer.ts'
import { titlesFor } from '../log-ins/log-ins-of-plugin.ts'
import { LanguageBody, LogInBody, Me, PasswordBody } from './session.schemas.ts'
import { SESSION_COOKIE } from './session-cookie.ts'

/** Log in, ask who one is, log out. Public, because each looks for itself who calls. */
export function sessionRoutes(
  access: AccessService,
  plugins: readonly PluginDeclaration[],
): FastifyPluginAsyncTypebox {
  return async (app) => {
    const config = { public: true } as const
    const tags = ['access']
    await app.register(logInRoute(access, plugins))
    await app.register(passwordRoute(access))
    await app.register(languageRoute(access))

    app.get(
      '/session',
      { config, schema: { tags, summary: 'Who am I, and what may I do', response: { 200: Me } } },
      async (request, reply) => {
        await recognise(access, request)
        reply.header('cache-control', 'no-store')
        return describe(access, request)
      },
    )

    app.delete(
      '/session/view',
      { config, schema: { tags, summary: 'See with one’s own eyes again', response: { 204: Type.Null() } } },
      async (request, reply) => {
        const { id: user, viewer } = await recognise(access, request)
        const token = request.cookies[SESSION_COOKIE]
        if (viewer !== undefined && token !== undefined) {
          await access.sessions.endView({ viewer, token, user, requestId: request.id })
        }
        return reply.code(204).send(null)
      },
    )

    app.delete(
      '/session',
      { config, schema: { tags, summary: 'Log out', response: { 204: Type.Null() } } },
      async (request, reply) => {
        const token = request.cookies[SESSION_COOKIE]
        if (token !== undefined) await access.sessions.logOut(token)
        reply.clearCookie(SESSION_COOKIE, { path: '/' })
        return reply.code(204).send(null)
      },
    )
  }
}

/** `POST /session`: the password, and the steps that plugins ask. */
function logInRoute(access: AccessService, plugins: readonly PluginDeclaration[]): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/session',
      {
        config: { public: true },
        schema: {
          tags: ['access'],
          summary: 'Log in',
          description: 'Where a plugin asks a further step, the answer is 202, and the plugin has its route.',
          body: LogInBody,
          response: { 200: Me, 202: LogInAnswer },
        },
      },
      async (request, reply) => {
        const standing = await access.logIns.byPassword(request.body, browserOf(request))
        const titleOf = titlesFor(plugins, request.language)
        const answer = answerStanding(request, reply, { standing, titleOf })
        return standing.isIn ? describe(access, request) : reply.code(202).send(answer)
      },
    )
  }
}

/** `PUT /session/password`, for people; a key has no password. */
function passwordRoute(access: AccessService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.put(
      '/session/password',
      {
        config: { public: true },
        schema: {
          tags: ['access'],
          summary: 'Change one’s own password, which ends all one’s sessions',
          body: PasswordBody,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const actor = await recognise(access, request)
        if (actor.kind !== 'user') throw refuse('http.unauthenticated')
        if (actor.viewer !== undefined) throw refuse('access.view_only', { actor: actor.name })
        const author = { actor, requestId: request.id }
        await access.sessions.changeOwnPassword(author, { ...request.body, address: request.ip })
        reply.clearCookie(SESSION_COOKIE, { path: '/' })
        return reply.code(204).send(null)
      },
    )
  }
}

/** `PUT /session/language`, for people; a program says what it wants by Accept-Language. */
function languageRoute(access: AccessService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.put(
      '/session/language',
      {
        config: { public: true },
        schema: {
          tags: ['access'],
          summary: 'Choose the language of one’s own answers',
          body: LanguageBody,
          response: { 200: Me },
        },
      },
      async (request) => {
        const actor = await recognise(access, request)
        if (actor.kind !== 'user') throw refuse('http.unauthenticated')
        if (actor.viewer !== undefined) throw refuse('access.view_only', { actor: actor.name })
        await access.sessions.chooseLanguage(authorOf(request), request.body.language)
        await recognise(access, request)
        return describe(access, request)
      },
    )
  }
}

/** Who a public route's caller is. @throws `http.unauthenticated` */
export async function recognise(access: AccessService, request: FastifyRequest): Promise<Actor> {
  const actor = await access.authenticate(request)
  if (actor === null) throw refuse('http.unauthenticated')
  request.actor = actor
  return actor
}

/** What a caller is told about himself. */
export async function describe(access: AccessService, request: FastifyRequest): Promise<Static<typeof Me>> {
  const { id, kind, name, permissions } = request.actor
  const scope = await access.namesOf(request.actor)
  return {
    id,
    kind,
    name,
    email: kind === 'user' ? await access.emailOf(id) : null,
    permissions: [...permissions],
    ...scope,
    viewer: request.actor.viewer ?? null,
    device: request.actor.device ?? null,
    language: request.actor.language ?? null,
    languages: [...access.sessions.languages],
  }
}
