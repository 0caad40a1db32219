import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that start a whole centre or a browser take longest: begun first, none of them is left alone at the end of a run. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(e2e|process|crash)\//.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
