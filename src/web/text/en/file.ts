import type { file as texts } from '../vi/file.ts'

export const file: typeof texts = {
  file: {
    import: 'Import from a file',
    photo: 'Take a photo',
    sending: 'Sending {{name}}',
    added: 'Added {{name}}',
    download: 'Download {{name}}',
    save: 'Save to this device',
    see: 'View the picture',
    seeNamed: 'View the picture {{name}}',
    broken: 'This picture cannot be shown. The file is unchanged: save it and open it with another program.',
    sha: 'SHA-256 {{short}}…',
  },
}
