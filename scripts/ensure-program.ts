/** `ensure-program.ts NAME …`: sees to it that programs are there which npm does not bring; where one is not, says how to mend that. */
import { chromium, ensureProgram, mosquitto, mosquittoClients } from './debian-program.ts'

const known = { chromium, mosquitto, mosquittoClients }
for (const name of process.argv.slice(2)) {
  const wanted = Object.entries(known).find(([key]) => key === name)?.[1]
  const problem = wanted
    ? (await ensureProgram(wanted)).problem
    : `no program «${name}»; there are ${Object.keys(known).join(', ')}`
  if (problem === null) continue
  console.error(problem)
  process.exitCode = 1
}
