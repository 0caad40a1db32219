import { useState } from 'react'
import type { FirstHour } from '../../core/api/first-hour.ts'
import { useFirstHourActions } from '../api/first-hour.ts'
import { Button } from '../kit/button.tsx'
import { Field } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** The province of the centre, among all of today; `present`: the one that was chosen. */
export function ChooseProvince(props: { hour: FirstHour; isNext: boolean; present?: string; onDone?: () => void }) {
  const { hour, isNext, present, onDone } = props
  const { t } = useText()
  const problemText = useProblemText()
  const { choose } = useFirstHourActions()
  const [code, setCode] = useState<string | null>(present ?? null)
  return (
    <div className="first-province">
      <Field
        id="first-province"
        label={t('firstHour.province.label')}
        error={choose.error ? problemText(choose.error) : undefined}
      >
        {(control) => (
          <Pick
            control={control}
            options={hour.provinces.map((one) => ({ value: one.code, label: one.name }))}
            value={code}
            onChange={setCode}
            nothing={t('firstHour.province.none')}
          />
        )}
      </Field>
      <Button
        look={isNext ? 'primary' : 'plain'}
        disabled={code === null || code === present || choose.isPending}
        onClick={() => code !== null && choose.mutate(code, { onSuccess: () => onDone?.() })}
      >
        {t('firstHour.province.save')}
      </Button>
    </div>
  )
}
