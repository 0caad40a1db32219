/** The broker that the centre has inside, without the centre: it answers each message and forgets it. A process of its own. */
import { Aedes } from 'aedes'
import { serveBroker } from './serve-broker.ts'

serveBroker(await Aedes.createBroker())
