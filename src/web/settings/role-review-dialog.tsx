import { useEffect, useRef, useState } from 'react'
import type { Role } from '../../core/api/session.ts'
import { ApiProblem, get } from '../api/client.ts'
import { useCreateRole, useEditRole } from '../api/roles.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { foldText } from '../kit/fold.ts'
import { formatDateTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { diffRoles, makeRoleId, mergeRoles, type RoleSet } from './role-diff.ts'
import { useRoleRefusal } from './role-refusal.ts'
import { useVerbs } from './role-verbs.ts'

function Verbs({ title, verbs }: { title: string; verbs: readonly string[] }) {
  const { wordsOf } = useVerbs()
  if (verbs.length === 0) return null
  return (
    <section className="roles-change">
      <h3>{title}</h3>
      <ul>
        {verbs.map((verb) => (
          <li key={verb}>{wordsOf(verb)}</li>
        ))}
      </ul>
    </section>
  )
}

function Conflict(props: { base: Role; fresh: Role; onKeep: () => void; onDrop: () => void }) {
  const { base, fresh } = props
  const { t, local } = useText()
  const { wordsOf } = useVerbs()
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  const { given, taken, isRenamed } = diffRoles(base, fresh)
  const { changed } = fresh
  return (
    <section className="form" role="alert" tabIndex={-1} ref={box} aria-label={t('role.conflict.title')}>
      <h3 className="roles-clash">
        <Icon name="warn" size={16} />
        {t('role.conflict.title')}
      </h3>
      {changed && <p>{t('role.conflict.by', { name: changed.by.name, time: formatDateTime(changed.at) })}</p>}
      {given.length + taken.length === 0 && !isRenamed && <p>{t('role.conflict.same')}</p>}
      {(given.length + taken.length > 0 || isRenamed) && (
        <div className="roles-change">
          <h3>{t('role.conflict.theirs')}</h3>
          <ul>
            {isRenamed && <li>{t('role.renamed', { from: local(base.name), to: local(fresh.name) })}</li>}
            {given.map((verb) => (
              <li key={verb}>{t('role.conflict.gave', { verb: wordsOf(verb) })}</li>
            ))}
            {taken.map((verb) => (
              <li key={verb}>{t('role.conflict.took', { verb: wordsOf(verb) })}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="form-actions">
        <Button onClick={props.onDrop}>{t('role.conflict.drop')}</Button>
        <Button look="primary" onClick={props.onKeep}>
          {t('role.conflict.keep')}
        </Button>
      </div>
    </section>
  )
}

/** Says what changes, for how many, and writes it. When another was first it says what they changed, and lets a person choose. */
export function RoleReviewDialog(props: {
  base: Role | null
  set: RoleSet
  roles: readonly Role[]
  onMerge: (fresh: Role, merged: RoleSet) => void
  onBack: () => void
  onDone: (id: string) => void
}) {
  const { base, set, onMerge, onBack, onDone } = props
  const { t, local } = useText()
  const refusalText = useRoleRefusal()
  const create = useCreateRole()
  const edit = useEditRole(base?.id ?? '')
  const [fresh, setFresh] = useState<Role>()
  const name = { vi: set.name.vi.trim(), en: set.name.en.trim() }
  const { given, taken, isRenamed } = diffRoles(base ?? { ...set, permissions: [] }, { ...set, name })
  const error = base ? edit.error : create.error
  const isClash = error instanceof ApiProblem && error.code === 'role_changed'

  async function save() {
    const done = (id: string, text: string) => {
      say(text)
      onDone(id)
    }
    const words = { name: local(name) }
    if (base === null) {
      const taken = props.roles.map(({ id }) => id)
      const role = { id: makeRoleId(foldText(name.vi), taken), name, permissions: [...set.permissions] }
      create.mutate(role, { onSuccess: ({ id }) => done(id, t('role.made', words)) })
      return
    }
    const wanted = { version: base.version, name, permissions: [...set.permissions] }
    edit.mutate(wanted, {
      onSuccess: ({ id }) => done(id, t('role.saved', words)),
      onError: async (problem) => {
        if (!(problem instanceof ApiProblem) || problem.code !== 'role_changed') return
        const { items } = await get<{ items: Role[] }>('/api/roles')
        setFresh(items.find(({ id }) => id === base.id))
      },
    })
  }
  const choose = (merged: RoleSet) => {
    if (!fresh) return
    onMerge(fresh, merged)
    setFresh(undefined)
    edit.reset()
  }
  const title = t(base ? 'role.reviewTitle' : 'role.reviewNew', { name: local(base?.name ?? name) })
  return (
    <Dialog title={title} onClose={onBack}>
      {base && fresh && isClash ? (
        <Conflict
          base={base}
          fresh={fresh}
          onKeep={() => choose(mergeRoles(base, set, fresh))}
          onDrop={() => {
            choose(fresh)
            onBack()
          }}
        />
      ) : (
        <div className="form">
          <ErrorSummary
            errors={{}}
            general={error && !isClash ? `${t('error.saveTitle')} ${refusalText(error)}` : undefined}
          />
          {base && isRenamed && <p>{t('role.renamed', { from: local(base.name), to: local(name) })}</p>}
          <Verbs title={t('role.given', { n: given.length })} verbs={given} />
          <Verbs title={t('role.taken', { n: taken.length })} verbs={taken} />
          {given.length + taken.length + Number(isRenamed) === 0 && <p>{t('role.nothing')}</p>}
          <p className="settings-effects">
            {base && base.holders > 0 ? t('role.reach', { n: base.holders }) : t('role.reachNobody')}
          </p>
          <div className="form-actions">
            <Button onClick={onBack}>{t('role.back')}</Button>
            <Button look="primary" disabled={edit.isPending || create.isPending} onClick={save}>
              {t(base ? 'role.save' : 'role.create')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}
