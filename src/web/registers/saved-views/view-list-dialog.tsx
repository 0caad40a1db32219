import { useState } from 'react'
import type { SavedView } from '../../../core/api/saved-views.ts'
import type { Register } from '../../api/records.ts'
import { useSavedViewActions, useSavedViews } from '../../api/saved-views.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorSummary, Field } from '../../kit/field.tsx'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useText } from '../../text/use-text.ts'

type Actions = ReturnType<typeof useSavedViewActions>

function Rename(props: { view: SavedView; actions: Actions; onDone: () => void }) {
  const { view, onDone } = props
  const { t } = useText()
  const [name, setName] = useState(view.name)
  return (
    <form
      className="saved-view-rename"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') props.actions.edit.mutate({ id: view.id, name: name.trim() }, { onSuccess: onDone })
      }}
    >
      <Field label={t('register.views.name')}>
        {(control) => (
          <input
            {...control}
            className="input"
            maxLength={80}
            value={name}
            onChange={({ target }) => setName(target.value)}
            data-autofocus
          />
        )}
      </Field>
      <div className="form-actions">
        <Button small onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button small type="submit" look="primary" disabled={name.trim() === '' || props.actions.edit.isPending}>
          {t('register.views.rename')}
        </Button>
      </div>
    </form>
  )
}

function ViewRow(props: { view: SavedView; look: string; actions: Actions }) {
  const { view, actions, look } = props
  const { t } = useText()
  const { session, can } = useSession()
  const [isRenaming, setRenaming] = useState(false)
  const { name } = view
  const isOwn = view.madeBy.id === session?.account.id
  const remove = () =>
    actions.remove.mutate(view.id, {
      onSuccess: () => say(t('register.views.removed', { name }), () => actions.restore.mutate(view.id)),
    })
  const overwrite = () =>
    actions.edit.mutate({ id: view.id, look }, { onSuccess: () => say(t('register.views.saved', { name })) })
  const share = () => actions.edit.mutate({ id: view.id, isShared: !view.isShared })
  return (
    <li>
      <p>
        <b>{name}</b>{' '}
        <small>
          {view.isShared ? t('register.views.sharedBy', { name: view.madeBy.name }) : t('register.views.forMe')}
        </small>
      </p>
      {isRenaming && <Rename view={view} actions={actions} onDone={() => setRenaming(false)} />}
      {view.mayEdit && !isRenaming && (
        <div className="saved-view-actions">
          <Button small aria-label={`${t('register.views.rename')}: ${name}`} onClick={() => setRenaming(true)}>
            {t('register.views.rename')}
          </Button>
          {view.look !== look && (
            <Button small aria-label={`${t('register.views.overwrite')}: ${name}`} onClick={overwrite}>
              {t('register.views.overwrite')}
            </Button>
          )}
          {can('views.share') && isOwn && (
            <Button
              small
              aria-label={`${t(`register.views.${view.isShared ? 'unshare' : 'share'}`)}: ${name}`}
              onClick={share}
            >
              {view.isShared ? t('register.views.unshare') : t('register.views.share')}
            </Button>
          )}
          <Button small aria-label={`${t('register.views.remove')}: ${name}`} onClick={remove}>
            {t('register.views.remove')}
          </Button>
        </div>
      )}
    </li>
  )
}

/** The saved views of a register, to be renamed, given the look of now, shared and removed. */
export function ViewListDialog(props: { register: Register; look: string; onClose: () => void }) {
  const { t } = useText()
  const { data } = useSavedViews(props.register.key)
  const actions = useSavedViewActions()
  const problemText = useProblemText()
  const error = actions.edit.error ?? actions.remove.error ?? actions.restore.error
  return (
    <Dialog title={t('register.views.edit')} onClose={props.onClose}>
      <div className="form">
        <ErrorSummary errors={{}} general={error ? problemText(error) : undefined} />
        {data?.items.length === 0 && <p>{t('register.views.none')}</p>}
        <ul className="saved-view-list">
          {data?.items.map((view) => (
            <ViewRow key={view.id} view={view} look={props.look} actions={actions} />
          ))}
        </ul>
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.close')}</Button>
        </div>
      </div>
    </Dialog>
  )
}
