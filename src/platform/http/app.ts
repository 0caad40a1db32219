import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyServerFactory,
  LogController,
  type RawServerDefault,
} from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { TlsPair } from './certificate.ts'
import { answerErrors, problemOf, sendProblem, unforeseenProblem } from './problems.ts'

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

/** Largest file that may be evidence. */
export const maxFileBytes = 25 * 1024 * 1024

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // Component styles are set on elements; no style comes from data.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    workerSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
}

/** The HTTP server before any route: checks in, problems out (RFC 9457), OpenAPI 3.1 drawn from the same schemas. */
export async function createApp(log: Logger, tls: TlsPair | null = null): Promise<App> {
  const app = Fastify({
    ...overTls(tls),
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    trustProxy: false,
    forceCloseConnections: true,
    // An address that cannot be read never reaches the error handler.
    frameworkErrors: (error, _, reply) => {
      const body = problemOf(error) ?? unforeseenProblem
      // The type of this reply only knows the framework's own schemas.
      sendProblem(reply as unknown as FastifyReply, body)
    },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  // What a page elsewhere may send without asking first is nothing we take.
  app.removeContentTypeParser('text/plain')
  answerErrors(app)
  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  })
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  await app.register(multipart, { limits: { files: 1, fields: 0, fileSize: maxFileBytes } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Nhịp',
        version: '0.1.0',
        description: 'Operations centre of a province: signal, alert, incident, task, evidence, indicator, report.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'nhip_session' } } },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  return app
}

/** The same server but for its socket: the type of the routes need not know of it. */
function overTls(tls: TlsPair | null) {
  if (!tls) return {}
  const serverFactory = (handler: RequestListener) => createServer({ ...tls }, handler)
  return { serverFactory: serverFactory as unknown as FastifyServerFactory<RawServerDefault> }
}
