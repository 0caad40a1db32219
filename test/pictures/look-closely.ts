import type { Page } from 'playwright-core'
import type { Language } from '../../src/core/text.ts'
import type { Foreign } from './known-texts.ts'

export interface Expected {
  readonly language: Language
  /** Smallest side of what is pressed, px. */
  readonly target: number
  readonly foreign: Foreign
}

/**
 * What a machine can see wrong with a page as it stands: text cut off, beyond the edge or too small, targets too small, keys instead
 * of texts, texts of the other language. One line a fault; the same fault of many elements is one line.
 */
export async function lookClosely(page: Page, expected: Expected): Promise<string[]> {
  return page.evaluate(({ language, target, foreign }) => {
    const found = new Set<string>()
    const small = new Map<string, string[]>()
    /** Words for ears only: a pixel wide, under whatever name. */
    const isForEars = (element: Element | null): boolean =>
      element !== null && (element.getBoundingClientRect().width <= 1 || isForEars(element.parentElement))
    const isShown = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      !element.closest('.skip, [hidden], noscript, script, style') &&
      !isForEars(element)
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()}${[...element.classList].map((each) => `.${each}`).join('')}`
    const short = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
    const isClipped = (value: string) => value === 'hidden' || value === 'clip'
    const hasTitle = (element: Element) => element.closest('[title], [aria-label]') !== null

    /** The nearest that cuts off or scrolls what reaches beyond it, on one axis. */
    function frameOf(element: Element, axis: 'X' | 'Y'): Element | null {
      for (let each: Element | null = element; each && each !== document.body; each = each.parentElement) {
        const style = getComputedStyle(each)
        if (style[`overflow${axis}`] !== 'visible') return each
        if (style.position === 'fixed') return null
      }
      return null
    }

    /** Whether something else, such as the panel of a phone, lies over it. */
    function isCovered(element: Element, box: DOMRect): boolean {
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
      return hit !== null && !hit.contains(element) && !element.contains(hit)
    }

    function lookAtCut(text: string, element: Element, box: DOMRect): void {
      if (isCovered(element, box)) return
      const across = frameOf(element, 'X')
      if (across && isClipped(getComputedStyle(across).overflowX)) {
        const edge = across.getBoundingClientRect()
        if (box.right > edge.right + 1.5 || box.left < edge.left - 1.5) {
          const isMarked = getComputedStyle(across).textOverflow === 'ellipsis'
          if (!isMarked) found.add(`cut off: ${nameOf(across)} «${short(text)}»`)
          else if (!hasTitle(element)) found.add(`cut with … and no title: ${nameOf(across)} «${short(text)}»`)
        }
      } else if (!across && (box.right > innerWidth + 1 || box.left < -1))
        found.add(`beyond the edge: ${nameOf(element)} «${short(text)}»`)
      const down = frameOf(element, 'Y')
      if (down && isClipped(getComputedStyle(down).overflowY)) {
        const edge = down.getBoundingClientRect()
        const isClamped = getComputedStyle(down).webkitLineClamp !== 'none'
        if (box.bottom > edge.bottom + 3 && !isClamped) found.add(`cut below: ${nameOf(down)} «${short(text)}»`)
        if (box.bottom > edge.bottom + 3 && isClamped && !hasTitle(element))
          found.add(`clamped and no title: ${nameOf(down)} «${short(text)}»`)
      }
    }

    const strange = new Set(foreign.plain)
    const patterns = foreign.patterns.map((each) => new RegExp(each, 's'))
    const english = /\b(the|and|with|from|not|must|failed|error|unknown|should|please)\b/i
    function lookAtWords(text: string, where: string): void {
      if (/^[a-z][a-zA-Z]+(\.[a-zA-Z_]+)+$/.test(text)) found.add(`a key: ${where} «${short(text)}»`)
      if (/\{\{|undefined|\[object |\bNaN\b|Invalid Date/.test(text)) found.add(`not a text: ${where} «${short(text)}»`)
      if (strange.has(text) || patterns.some((each) => each.test(text)))
        found.add(`the other language: ${where} «${short(text)}»`)
      else if (language === 'vi' && english.test(text)) found.add(`English: ${where} «${short(text)}»`)
    }

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
      const element = node.parentElement
      if (text === '' || !element || !isShown(element)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.width === 0 || box.height === 0) continue
      lookAtCut(text, element, box)
      if (Number.parseFloat(getComputedStyle(element).fontSize) < 12) found.add(`small type: ${nameOf(element)}`)
      if (!element.closest('[lang]:not(html), pre, code')) lookAtWords(text, nameOf(element))
    }
    for (const element of document.querySelectorAll('[title], [aria-label], [placeholder]')) {
      if (!isShown(element) || element.closest('[lang]:not(html)')) continue
      for (const attribute of ['title', 'aria-label', 'placeholder']) {
        const text = element.getAttribute(attribute)
        if (text) lookAtWords(text, `${nameOf(element)}[${attribute}]`)
      }
    }

    /** As high as its line, as it may be. */
    const isInSentence = (element: Element) =>
      getComputedStyle(element).display === 'inline' ||
      [...(element.parentElement?.childNodes ?? [])].some(
        (node) => node.nodeType === Node.TEXT_NODE && /\p{L}{2}/u.test(node.textContent ?? ''),
      )

    /** How far around its middle a press still finds an element, px; what lies out of sight has the size of its box. */
    function sizeOf(element: Element): { width: number; height: number } {
      const box = element.getBoundingClientRect()
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      const isHit = (dx: number, dy: number) => {
        const hit = document.elementFromPoint(x + dx, y + dy)
        return hit !== null && element.contains(hit)
      }
      if (box.width === 0 || !isHit(0, 0)) return { width: 0, height: 0 }
      const reach = (dx: number, dy: number) => {
        let far = 0
        while (far < target && isHit(dx * (far + 1), dy * (far + 1))) far++
        return far
      }
      return {
        width: Math.max(box.width, reach(1, 0) + reach(-1, 0) + 1),
        height: Math.max(box.height, reach(0, 1) + reach(0, -1) + 1),
      }
    }

    const pressed = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab]'
    for (const element of document.querySelectorAll<HTMLElement>(pressed)) {
      if (!isShown(element)) continue
      const label = element.matches('input[type=checkbox], input[type=radio], input[type=file]')
        ? element.closest('label')
        : null
      const { width, height } = sizeOf(label ?? element)
      if (width === 0 || height === 0) continue
      if (element.matches('a, button') && isInSentence(element)) continue
      if (Math.min(width, height) >= target - 0.5) continue
      const name = nameOf(element)
      small.set(name, [...(small.get(name) ?? []), `${Math.round(width)}×${Math.round(height)}`])
    }
    for (const [name, sizes] of small)
      found.add(`target under ${target}: ${name}, ${sizes.length} of them, e.g. ${sizes[0]}`)
    return [...found]
  }, expected)
}
