/** The walls between the parts, one sentence each (docs/architecture.md). */
module.exports = {
  forbidden: [
    {
      name: 'core-stands-alone',
      comment: 'core imports nothing of ours: it is the contract and the pure rules',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: '^(src/(?!core/)|generated/|test/|scripts/)' },
    },
    {
      name: 'core-does-no-io',
      comment: 'core reads no file, opens no socket and asks no clock service',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'modules-are-listed-not-imported',
      comment: 'nobody imports a module: the platform lists the folder, so adding one edits nothing else',
      severity: 'error',
      from: { path: '^src/(?!modules/)' },
      to: { path: '^src/modules/' },
    },
    {
      name: 'modules-know-core-and-kit',
      comment: 'a module imports core, web/kit and itself; never another module, never the platform',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^(src|generated|test|scripts)/', pathNot: '^src/(core|web/kit)/|^src/modules/$1/' },
    },
    {
      name: 'web-knows-no-server',
      comment: 'nothing under web imports server code',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^(src/(?!web/|core/)|generated/)' },
    },
    {
      name: 'server-knows-no-web',
      comment: 'the server serves the built page; it imports nothing of it',
      severity: 'error',
      from: { path: '^src/([a-z-]+\\.ts|platform/|field/)' },
      to: { path: '^src/web/' },
    },
    {
      name: 'field-is-outside',
      comment: 'the replay reaches the centre by its doors only, as a device does',
      severity: 'error',
      from: { path: '^src/field/' },
      to: { path: '^(src/(?!field/|core/)|generated/)' },
    },
    {
      name: 'no-cycles',
      comment: 'no two files need each other',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
