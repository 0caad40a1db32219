/** The farm of sites as a process of its own, so that its work is not counted as the centre's. Ends with its standard input. */
import { openFarm } from '../../src/modules/websites/farm/farm.ts'

const farm = await openFarm()
console.log(JSON.stringify({ resolver: farm.resolver, ports: farm.ports }))
process.stdin.resume().on('close', () => process.exit(0))
