import { z } from 'zod'
import {
  NewRule,
  RuleChoices,
  RuleDefaultAnswer,
  RuleEdit,
  RuleRow,
  RuleTrial,
  RuleVersionRow,
  TrialResult,
} from '../../core/api/rules.ts'
import { formFieldsOf } from '../../core/form-field.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { AssetKind } from '../modules/load.ts'
import { addRule, answerDefault, editRule } from './change-rules.ts'
import { exportRules } from './export-rules.ts'
import { readRule, readRules, readVersions } from './read-rules.ts'
import { tryRule } from './try-rule.ts'

const params = z.object({ rule: z.coerce.number<string>().int().min(1).max(2_147_483_647) })
const viewing = { require: 'rules.view' } as const
const editing = { require: 'rules.edit' } as const

/** Rules are the province's; what they fired, and what a trial looks at, is what the reader may see. */
export function ruleRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  const choices = choicesOf(types)

  app.get(
    '/api/rules',
    { config: viewing, schema: { summary: 'Alert rules', response: { 200: z.object({ items: z.array(RuleRow) }) } } },
    async (request) => ({ items: await wall.read(actorOf(request), (tx) => readRules(tx)) }),
  )
  app.get(
    '/api/rules/choices',
    { config: viewing, schema: { summary: 'What a rule can be about', response: { 200: RuleChoices } } },
    (request) =>
      wall.read(actorOf(request), async (tx) => {
        const agencies = await tx
          .selectFrom('platform.agency')
          .select(['id', 'code', 'name'])
          .where('closedAt', 'is', null)
          .orderBy('code')
          .execute()
        return { assetTypes: choices, agencies }
      }),
  )
  app.get(
    '/api/rules/export.csv',
    {
      config: viewing,
      schema: {
        summary: 'Alert rules as a file',
        querystring: z.object({ language: z.enum(['vi', 'en']).default('vi') }),
      },
    },
    async (request, reply) => {
      const rules = await wall.read(actorOf(request), (tx) => readRules(tx))
      return sendTable(reply, 'csv', 'quy-tac', exportRules(rules, choices, request.query.language))
    },
  )
  app.get(
    '/api/rules/:rule/versions',
    {
      config: viewing,
      schema: {
        summary: 'Every version of a rule',
        params,
        response: { 200: z.object({ items: z.array(RuleVersionRow) }) },
      },
    },
    async (request) => ({ items: await wall.read(actorOf(request), (tx) => readVersions(tx, request.params.rule)) }),
  )
  app.post(
    '/api/rules',
    { config: editing, schema: { summary: 'Add a rule', body: NewRule, response: { 201: RuleRow } } },
    async (request, reply) => {
      const actor = provinceWideOnly(actorOf(request))
      // The rows are the province's, not an agency's: only the centre itself may write them.
      const id = await wall.service((tx) => addRule(tx, actor, types, request.body))
      return reply.code(201).send(await wall.read(actor, (tx) => readRule(tx, id)))
    },
  )
  app.post(
    '/api/rules/:rule',
    {
      config: editing,
      schema: { summary: 'Write a new version of a rule', params, body: RuleEdit, response: { 200: RuleRow } },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      await wall.service((tx) => editRule(tx, actor, types, request.params.rule, request.body))
      return wall.read(actor, (tx) => readRule(tx, request.params.rule))
    },
  )
  app.post(
    '/api/rules/:rule/default',
    {
      config: editing,
      schema: {
        summary: 'Take or leave a module’s new default',
        params,
        body: RuleDefaultAnswer,
        response: { 200: RuleRow },
      },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      await wall.service((tx) => answerDefault(tx, actor, request.params.rule, request.body))
      return wall.read(actor, (tx) => readRule(tx, request.params.rule))
    },
  )
  app.post(
    '/api/rules/try',
    {
      config: viewing,
      schema: { summary: 'Try a rule on the past days', body: RuleTrial, response: { 200: TrialResult } },
    },
    (request) => wall.read(actorOf(request), (tx) => tryRule(tx, request.body, new Date())),
  )
}

function choicesOf(types: ReadonlyMap<string, AssetKind>): RuleChoices['assetTypes'] {
  return [...types.values()].map(({ type, name, series, attributes }) => ({
    type,
    name,
    series: series.map(({ key, name, unit, cadenceS }) => ({ key, name, unit, cadenceS })),
    limits: Object.entries(formFieldsOf(attributes)).flatMap(([key, { kind, label }]) =>
      kind === 'number' || kind === 'integer' ? [{ key, label }] : [],
    ),
  }))
}
