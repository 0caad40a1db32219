import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { Menu } from '@mantine/core'
import type { ReportDetail } from '../../core/api/reports.ts'
import { paperBlocks } from '../../core/report-paper.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

export interface Heading {
  readonly heading: string
  readonly level: 1 | 2
  readonly id: string
}

/** The headings of the paper from top to bottom. */
export const headingsOf = (report: Pick<ReportDetail, 'lines' | 'texts'>): Heading[] =>
  paperBlocks(report).filter((block) => 'heading' in block)

/** Where a heading of the paper stands in the page. */
export const partPlace = (id: string) => `part-${id}`

/** Brings a part into view; reading goes on there, by keyboard too. */
function go(id: string): void {
  const heading = document.getElementById(partPlace(id))
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

/** The parts of the paper beside it, the one that is read marked; each brings its own into view. */
export function Outline({ headings, current }: { headings: readonly Heading[]; current: string | undefined }) {
  const { t } = useText()
  return (
    <nav className="report-outline" aria-label={t('report.outline')} lang="vi">
      <ol>
        {headings.map(({ heading, level, id }) => (
          <li key={id}>
            <button
              type="button"
              className={`outline-${level}${id === current ? ' outline-on' : ''}`}
              aria-current={id === current}
              onClick={() => go(id)}
            >
              {heading}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

const menuLook = { dropdown: 'pick-list', item: 'pick-option outline-option' }

/** The same over the paper, where there is no room beside it: what is read now, and the others in a menu. */
export function OutlineMenu({ headings, current }: { headings: readonly Heading[]; current: string | undefined }) {
  const { t } = useText()
  const here = headings.find(({ id }) => id === current)
  if (headings.length === 0) return null
  return (
    <nav className="report-contents" aria-label={t('report.outline')}>
      <Menu
        position="bottom-start"
        width="target"
        transitionProps={{ duration: 0 }}
        classNames={menuLook}
        withinPortal={false}
        // What would stand in the menu for it is no item of a menu.
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <Button>
            <Icon name="menu" size={16} />
            {t('report.contents')}
            {here && (
              <span className="contents-here" lang="vi">
                {here.heading}
              </span>
            )}
            <Icon name="down" size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown lang="vi">
          {headings.map(({ heading, level, id }) => (
            <Menu.Item
              key={id}
              className={`outline-${level}${id === current ? ' outline-on' : ''}`}
              aria-current={id === current}
              // The menu is gone before: what it gave the focus back to does not take it again.
              onClick={() => requestAnimationFrame(() => go(id))}
            >
              {heading}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}

/** The part of the paper in which a line stands. */
export function partOfLine(report: ReportDetail, line: string | undefined): string | undefined {
  if (line === undefined) return undefined
  let last: string | undefined
  for (const block of paperBlocks(report)) {
    if ('heading' in block) last = block.id
    else if ('line' in block && block.line.key === line) return last
  }
  return undefined
}
