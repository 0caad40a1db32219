/** The mark of Nhịp: a beat. Stands beside the name. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 28 20" aria-hidden="true">
      <path d="M2 8V12M7 5V15M12 1V19M17 6V14M22 8.500V11.500M26 9.500V10.500" />
    </svg>
  )
}
