import { useBlocker } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Role } from '../../core/api/session.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageBody, PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { diffRoles, type RoleSet } from './role-diff.ts'
import { RoleReviewDialog } from './role-review-dialog.tsx'
import { RoleVerbGroup } from './role-verb-group.tsx'
import { useVerbs } from './role-verbs.ts'

const nothing: RoleSet = { name: { vi: '', en: '' }, permissions: [] }

/** Edits a role, or makes one (`role` null) that may begin with the verbs of another. Nothing is written before the review. */
export function RoleEditor(props: {
  role: Role | null
  from: Role | null
  roles: readonly Role[]
  onClose: (id: string | undefined) => void
}) {
  const { t, local } = useText()
  const { holds } = useSession()
  const { isReady, error, refetch, groupsWith } = useVerbs()
  const [base, setBase] = useState<Role | null>(props.role)
  const [set, setSet] = useState<RoleSet>(props.role ?? { ...nothing, permissions: props.from?.permissions ?? [] })
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [reviewing, setReviewing] = useState(false)
  const { given, taken, isRenamed } = diffRoles(base ?? nothing, set)
  const isSame = base !== null && given.length + taken.length === 0 && !isRenamed
  const title = base ? t('role.editTitle', { name: local(base.name) }) : t('role.newTitle')
  useTitle(title)
  const isDirty = given.length + taken.length > 0 || isRenamed
  const isLeaving = useRef(false)
  const [asking, setAsking] = useState(false)
  const blocker = useBlocker({
    shouldBlockFn: () => isDirty && !isLeaving.current,
    enableBeforeUnload: () => isDirty && !isLeaving.current,
    withResolver: true,
  })
  const isAsked = asking || blocker.status === 'blocked'
  const leave = (id: string | undefined) => {
    isLeaving.current = true
    props.onClose(id)
  }
  function drop() {
    isLeaving.current = true
    if (blocker.status === 'blocked') blocker.proceed()
    else leave(props.from?.id)
  }
  function stay() {
    setAsking(false)
    if (blocker.status === 'blocked') blocker.reset()
  }

  function choose(verbs: readonly string[], isChosen: boolean) {
    const others = set.permissions.filter((verb) => !verbs.includes(verb))
    setSet({ ...set, permissions: isChosen ? [...others, ...verbs].sort() : others })
  }
  function review() {
    const found = {
      ...(set.name.vi.trim() === '' ? { 'role-vi': t('role.nameBad') } : {}),
      ...(set.name.en.trim() === '' ? { 'role-en': t('role.nameBad') } : {}),
    }
    setWrong(found)
    setReviewing(Object.keys(found).length === 0)
  }
  const summary = () => {
    if (isSame) return t('role.nothing')
    if (given.length + taken.length === 0) return base ? t('role.renamedOnly') : t('role.noPermissions')
    return t('role.pending', { given: given.length, taken: taken.length })
  }
  return (
    <div className="page">
      <PageHead
        crumb={
          <>
            <span>{t('settings.title')}</span>
            <Icon name="right" size={12} />
            <span>{t('role.title')}</span>
          </>
        }
        title={title}
      />
      <PageBody>
        <ErrorSummary errors={wrong} />
        {error && !isReady && <ErrorBox error={error} onRetry={() => refetch()} />}
        {!isReady && !error && <Loading rows={8} />}
        <div className="roles-names">
          {(['vi', 'en'] as const).map((language) => (
            <Field
              key={language}
              label={t(language === 'vi' ? 'role.nameVi' : 'role.nameEn')}
              id={`role-${language}`}
              error={wrong[`role-${language}`]}
            >
              {(control) => (
                <input
                  {...control}
                  className="input"
                  maxLength={120}
                  lang={language}
                  value={set.name[language]}
                  onChange={(event) => setSet({ ...set, name: { ...set.name, [language]: event.target.value } })}
                />
              )}
            </Field>
          ))}
        </div>
        {isReady && (
          <div className="roles-groups">
            {groupsWith([...(base?.permissions ?? []), ...set.permissions]).map((group) => (
              <RoleVerbGroup
                key={group.key}
                group={group}
                chosen={set.permissions}
                mayChoose={(verb) => holds(verb) || group.key === 'undeclared'}
                onChoose={choose}
              />
            ))}
          </div>
        )}
      </PageBody>
      <footer className="roles-foot">
        <p role="status">{summary()}</p>
        <Button onClick={() => (isDirty ? setAsking(true) : leave(props.from?.id))}>{t('common.cancel')}</Button>
        <Button look="primary" disabled={isSame || !isReady} onClick={review}>
          {t('role.review')}
        </Button>
      </footer>
      {isAsked && (
        <Dialog title={t('role.leave.title')} onClose={stay}>
          <div className="form">
            <p>{t('role.leave.hint')}</p>
            <div className="form-actions">
              <Button onClick={drop}>{t('role.leave.drop')}</Button>
              <Button look="primary" onClick={stay}>
                {t('role.leave.stay')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
      {reviewing && (
        <RoleReviewDialog
          base={base}
          set={set}
          roles={props.roles}
          onMerge={(fresh, merged) => {
            setBase(fresh)
            setSet(merged)
          }}
          onBack={() => setReviewing(false)}
          onDone={leave}
        />
      )}
    </div>
  )
}
